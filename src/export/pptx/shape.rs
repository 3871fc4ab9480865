//! Shapes of a slide: text, tables and the frames of charts, in English Metric Units.

use super::{
    drawing::{Align, Frame, Words, empty_paragraph, end_of_paragraph, geometry, no_fill, plain_paragraph, solid},
    look::{GOOD, INK_2, INK_3, LINE, RISK, WATCH},
};
use crate::{
    document::{Cell, Mark},
    export::xml::{Element, el},
    words::paper::{common, export as text},
};

/// English Metric Units of a length in inches.
pub const fn inch(inches: f64) -> i64 {
    (inches * 914_400.0) as i64
}

/// The height of a slide, the left edge of its content and that content's width: 13.333 by 7.5 inches.
pub const HEIGHT: i64 = inch(7.5);
pub const LEFT: i64 = inch(0.6);
pub const WIDTH: i64 = inch(12.133);

/// How many lines some words take in a column.
pub fn lines(words: &str, width: i64, size: u32) -> i64 {
    let most = ((width as f64 / letter(size)) as usize).max(1);
    let mut lines = 1;
    let mut used = 0;
    for word in words.split_whitespace() {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > most {
            lines += 1;
            used = 0;
        }
        lines += length.saturating_sub(1) / most;
        used += length % most.max(1) + usize::from(used > 0);
    }
    lines as i64
}

/// The height of a number of lines.
pub fn height_of(lines: i64, size: u32) -> i64 {
    lines * i64::from(size) * 127 * 122 / 100
}

/// The part of a layout that a shape fills: its kind, how much of the slide it takes, and its number among others of
/// its kind.
#[derive(Clone, Copy, Debug)]
pub struct Placeholder {
    pub name: &'static str,
    pub kind: &'static str,
    pub size: Option<&'static str>,
    pub index: Option<u32>,
}

impl Placeholder {
    pub const TITLE: Self = Self { name: common::TITLE, kind: "title", size: None, index: None };
    pub const TEXT: Self = Self { name: text::TEXT, kind: "body", size: None, index: Some(1) };
    pub const FOOT: Self = Self { name: text::FOOT, kind: "ftr", size: Some("quarter"), index: Some(11) };
    pub const NUMBER: Self = Self { name: text::SLIDE_NUMBER, kind: "sldNum", size: Some("quarter"), index: Some(12) };
    pub const HEADLINE: Self = Self { name: text::HEADLINE, kind: "ctrTitle", size: None, index: None };
    pub const SUBTITLE: Self = Self { name: text::SUBTITLE, kind: "subTitle", size: None, index: Some(1) };
    pub const CLIENT: Self = Self { name: common::CLIENT, kind: "body", size: Some("quarter"), index: Some(13) };
    pub const PEOPLE: Self =
        Self { name: text::PLACE_AND_PEOPLE, kind: "body", size: Some("quarter"), index: Some(14) };
    pub const NOTES: Self = Self { name: common::NOTES, kind: "body", size: Some("quarter"), index: Some(3) };

    /// What names a shape and says which placeholder it is.
    pub fn identity(self, id: usize) -> Element {
        let mut of = el("p:ph").set("type", self.kind);
        if let Some(size) = self.size {
            of = of.set("sz", size);
        }
        if let Some(index) = self.index {
            of = of.set("idx", index);
        }
        el("p:nvSpPr")
            .with(named(id, self.name))
            .with(el("p:cNvSpPr").with(el("a:spLocks").set("noGrp", 1)))
            .with(el("p:nvPr").with(of))
    }
}

/// The id of a shape and what it is called.
pub fn named(id: usize, name: &str) -> Element {
    el("p:cNvPr").set("id", id).set("name", name)
}

/// The words of a shape.
fn body(properties: Element, paragraphs: impl IntoIterator<Item = Element>) -> Element {
    el("p:txBody").with(properties).with(el("a:lstStyle")).all(paragraphs)
}

/// Fills a placeholder of the layout.
pub fn fill(id: usize, placeholder: Placeholder, words: &[&str]) -> Element {
    let paragraphs: Vec<Element> = match words {
        [] => vec![empty_paragraph()],
        words => words.iter().map(|words| plain_paragraph(words)).collect(),
    };
    el("p:sp").with(placeholder.identity(id)).with(el("p:spPr")).with(body(el("a:bodyPr"), paragraphs))
}

/// The same at a place of its own.
pub fn fill_at(id: usize, placeholder: Placeholder, place: Frame, paragraph: Element) -> Element {
    el("p:sp")
        .with(placeholder.identity(id))
        .with(el("p:spPr").with(place.transform("a:xfrm")))
        .with(body(el("a:bodyPr"), [paragraph]))
}

/// A field that PowerPoint fills with the number of the slide.
pub fn slide_number_field(shown: &str) -> Element {
    el("a:fld")
        .set("id", "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}")
        .set("type", "slidenum")
        .with(el("a:rPr").set("lang", "en-GB"))
        .with(el("a:t").text(shown))
}

/// The number of the slide, which PowerPoint counts itself.
pub fn slide_number(id: usize, number: usize) -> Element {
    let paragraph = el("a:p").with(slide_number_field(&number.to_string())).with(end_of_paragraph());
    let words = body(el("a:bodyPr"), [paragraph]);
    el("p:sp").with(Placeholder::NUMBER.identity(id)).with(el("p:spPr")).with(words)
}

/// A box of words that no placeholder holds.
pub struct TextBox<'a> {
    pub name: &'a str,
    pub place: Frame,
    pub paragraphs: Vec<Element>,
    /// A colour of the theme behind it.
    pub ground: Option<&'a str>,
}

impl TextBox<'_> {
    pub fn shape(self, id: usize) -> Element {
        let (fill, inset) = match self.ground {
            Some(colour) => (solid(colour), inch(0.12)),
            None => (no_fill(), 0),
        };
        let properties = el("a:bodyPr")
            .set("wrap", "square")
            .set("lIns", inset)
            .set("tIns", inset / 2)
            .set("rIns", inset)
            .set("bIns", inset / 2)
            .set("anchor", "ctr")
            .with(el("a:noAutofit"));
        let identity =
            el("p:nvSpPr").with(named(id, self.name)).with(el("p:cNvSpPr").set("txBox", 1)).with(el("p:nvPr"));
        let looks = el("p:spPr").with(self.place.transform("a:xfrm")).with(geometry("rect")).with(fill);
        el("p:sp").with(identity).with(looks).with(body(properties, self.paragraphs))
    }
}

/// The colour of a mark.
fn colour_of(mark: Mark) -> &'static str {
    match mark {
        Mark::Good => GOOD,
        Mark::Watch => WATCH,
        Mark::Risk => RISK,
        Mark::Open => INK_3,
    }
}

/// The room around the words of a cell.
const PAD: i64 = inch(0.06);

/// A row of a table as it is drawn.
#[derive(Clone, Debug)]
pub struct TableRow {
    pub cells: Vec<Cell>,
    /// A heading between rows.
    pub is_group: bool,
}

/// What a cell says.
pub fn words_of(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) | Cell::Strong(words) => words.clone(),
        Cell::Mark(status, word) => format!("{} {word}", status.sign()),
    }
}

/// The width of a letter, about.
fn letter(size: u32) -> f64 {
    f64::from(size) / 100.0 * 0.52 / 72.0 * 914_400.0
}

/// Longer words, such as addresses, are broken.
const LONGEST_WORD: usize = 24;

/// The widths of columns: no word is broken where there is room, and long texts share the rest.
pub fn columns(head: &[String], rows: &[TableRow], width: i64, size: u32) -> Vec<i64> {
    let texts = |column: usize| {
        let cells = rows.iter().filter(|row| !row.is_group).filter_map(move |row| row.cells.get(column));
        cells.map(words_of).chain(head.get(column).cloned()).collect::<Vec<_>>()
    };
    let widest = |texts: &[String], parts: fn(&str) -> usize| texts.iter().map(|text| parts(text)).max().unwrap_or(0);
    let word = |text: &str| text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    let columns: Vec<(i64, i64)> = (0..head.len())
        .map(|column| {
            let texts = texts(column);
            // Bold letters are wider: a tenth more.
            let least = (widest(&texts, word).min(LONGEST_WORD) as f64 * letter(size) * 1.1) as i64 + 3 * PAD;
            (least, widest(&texts, |text| text.chars().count()).clamp(4, 64) as i64)
        })
        .collect();
    let least: i64 = columns.iter().map(|(least, _)| least).sum();
    let share: i64 = columns.iter().map(|(_, share)| share).sum::<i64>().max(1);
    if least >= width {
        return columns.iter().map(|(own, _)| width * own / least).collect();
    }
    columns.iter().map(|(own, wish)| own + (width - least) * wish / share).collect()
}

/// The height of a row.
pub fn row_height(row: &TableRow, widths: &[i64], size: u32) -> i64 {
    let most = row.cells.iter().zip(widths).map(|(cell, width)| lines(&words_of(cell), *width - 2 * PAD, size)).max();
    height_of(if row.is_group { 1 } else { most.unwrap_or(1) }, size) + 2 * PAD
}

/// A row that is higher than this, in two: what fits, and the rest of each cell. `None` where it need not be divided.
pub fn divided(row: &TableRow, widths: &[i64], size: u32, most: i64) -> Option<(TableRow, TableRow)> {
    if row_height(row, widths, size) <= most || row.is_group {
        return None;
    }
    let lines = ((most - 2 * PAD) / height_of(1, size)).max(1);
    let halves = row.cells.iter().zip(widths).map(|(cell, width)| {
        // A little less than a line holds, since words end where they end.
        let letters = (lines as f64 * (width - 2 * PAD) as f64 / letter(size) * 0.8) as usize;
        let words = match cell {
            Cell::Text(words) | Cell::Strong(words) => words,
            Cell::Mark(..) => return (cell.clone(), Cell::Text(String::new())),
        };
        let end = words.char_indices().nth(letters.max(1)).map_or(words.len(), |(at, _)| at);
        let at = if end == words.len() { end } else { words[..end].rfind(' ').map_or(end, |space| space + 1) };
        let half = |part: &str| match cell {
            Cell::Strong(_) => Cell::Strong(part.trim().to_owned()),
            _ => Cell::Text(part.trim().to_owned()),
        };
        (half(&words[..at]), half(&words[at..]))
    });
    let (first, rest): (Vec<Cell>, Vec<Cell>) = halves.unzip();
    Some((TableRow { cells: first, is_group: false }, TableRow { cells: rest, is_group: false }))
}

/// What a table shows and how wide its columns are; `size` in hundredths of a point.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub head: &'a [String],
    pub rows: &'a [TableRow],
    pub widths: &'a [i64],
    pub size: u32,
}

/// One cell, with a hairline of this colour under it.
fn table_cell(paragraph: Element, under: &str) -> Element {
    let none = |side: &'static str| el(side).set("w", 0).with(no_fill());
    let properties = el("a:tcPr")
        .set("marL", 0)
        .set("marR", 2 * PAD)
        .set("marT", PAD)
        .set("marB", PAD)
        .set("anchor", "t")
        .all([none("a:lnL"), none("a:lnR"), none("a:lnT")])
        .with(el("a:lnB").set("w", 9525).with(solid(under)))
        .with(no_fill());
    el("a:tc").with(cell_words(paragraph)).with(properties)
}

fn cell_words(paragraph: Element) -> Element {
    el("a:txBody").with(el("a:bodyPr")).with(el("a:lstStyle")).with(paragraph)
}

/// The cells of a row; a group's heading runs over all columns.
fn table_cells(row: &TableRow, columns: usize, size: u32) -> Vec<Element> {
    if row.is_group {
        let words = row.cells.first().map(words_of).unwrap_or_default();
        let heading = Words::new(size, "accent1").bold().paragraph(&words);
        let first = table_cell(heading, LINE);
        let first = if columns > 1 { first.set("gridSpan", columns) } else { first };
        let merged = || el("a:tc").set("hMerge", 1).with(cell_words(empty_paragraph())).with(el("a:tcPr"));
        return std::iter::once(first).chain((1..columns).map(|_| merged())).collect();
    }
    let drawn = |cell: &Cell| {
        let style = match cell {
            Cell::Text(_) => Words::new(size, INK_2),
            Cell::Strong(_) => Words::new(size, "tx1").bold(),
            Cell::Mark(status, _) => Words::new(size, colour_of(*status)),
        };
        table_cell(style.aligned(Align::Left).paragraph(&words_of(cell)), LINE)
    };
    row.cells.iter().map(drawn).collect()
}

/// A native table.
pub fn table(id: usize, place: Frame, said: &str, table: &Grid) -> Element {
    let Grid { head, rows, widths, size } = *table;
    let grid = el("a:tblGrid").all(widths.iter().map(|width| el("a:gridCol").set("w", width)));
    let heads = head.iter().map(|head| table_cell(Words::new(1000, "tx2").paragraph(head), INK_3));
    let first = el("a:tr").set("h", head_height()).all(heads);
    let body = rows
        .iter()
        .map(|row| el("a:tr").set("h", row_height(row, widths, size)).all(table_cells(row, head.len(), size)));
    let drawn = el("a:tbl").with(el("a:tblPr").set("firstRow", 1)).with(grid).with(first).all(body);
    let locked = el("p:cNvGraphicFramePr").with(el("a:graphicFrameLocks").set("noGrp", 1));
    let kind = "http://schemas.openxmlformats.org/drawingml/2006/table";
    frame(named(id, &text::table(id)).set("descr", said), locked, place, kind, drawn)
}

/// A frame with a table or a chart in it.
fn frame(identity: Element, locks: Element, place: Frame, kind: &str, drawn: Element) -> Element {
    el("p:graphicFrame")
        .with(el("p:nvGraphicFramePr").with(identity).with(locks).with(el("p:nvPr")))
        .with(place.transform("p:xfrm"))
        .with(el("a:graphic").with(el("a:graphicData").set("uri", kind).with(drawn)))
}

/// The height of a table's head.
pub fn head_height() -> i64 {
    height_of(1, 1000) + 2 * PAD
}

/// The frame that shows a chart.
pub fn chart(id: usize, place: Frame, said: &str, relation: &str) -> Element {
    let kind = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    let drawn = el("c:chart").set("xmlns:c", kind).set("r:id", relation);
    let identity = named(id, &text::chart(id)).set("descr", said);
    frame(identity, el("p:cNvGraphicFramePr"), place, kind, drawn)
}

/// A picture that the slide refers to.
pub fn picture(id: usize, place: Frame, said: &str, relation: &str) -> Element {
    let locked = el("p:cNvPicPr").with(el("a:picLocks").set("noChangeAspect", 1));
    let identity = el("p:nvPicPr").with(named(id, text::LOGO).set("descr", said)).with(locked).with(el("p:nvPr"));
    let shown =
        el("p:blipFill").with(el("a:blip").set("r:embed", relation)).with(el("a:stretch").with(el("a:fillRect")));
    let looks = el("p:spPr").with(place.transform("a:xfrm")).with(geometry("rect"));
    el("p:pic").with(identity).with(shown).with(looks)
}

/// The picture of the slide on a page of notes; without a place, where the master has it.
pub fn slide_image(id: usize, place: Option<Frame>) -> Element {
    let locks = el("a:spLocks").set("noGrp", 1).set("noRot", 1).set("noChangeAspect", 1);
    let of = el("p:ph").set("type", "sldImg").set("idx", 2);
    let identity =
        el("p:nvSpPr").with(named(id, text::SLIDE)).with(el("p:cNvSpPr").with(locks)).with(el("p:nvPr").with(of));
    let looks = el("p:spPr").all(place.into_iter().flat_map(|at| [at.transform("a:xfrm"), geometry("rect")]));
    el("p:sp").with(identity).with(looks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_no_slide_holds_is_divided_and_loses_no_word() {
        let words = "seventy wards and a very long title ".repeat(60);
        let row = TableRow { cells: vec![Cell::Strong(words.clone()), Cell::Text("short".into())], is_group: false };
        let widths = [inch(4.0), inch(2.0)];
        let mut rest = row;
        let mut said = Vec::new();
        while let Some((first, more)) = divided(&rest, &widths, 1200, inch(2.0)) {
            assert!(row_height(&first, &widths, 1200) <= inch(2.0));
            said.push(words_of(&first.cells[0]));
            rest = more;
        }
        said.push(words_of(&rest.cells[0]));
        assert!(said.len() > 2);
        assert_eq!(said.join(" "), words.trim());
    }
}
