//! Shapes of a slide: text, tables and the frames of charts, in English Metric Units.

use super::look::{GOOD, INK_2, INK_3, LINE, RISK, WATCH};
use crate::{
    document::{Cell, Mark},
    export::xml::{is_rtl, text},
};

/// English Metric Units of a length in inches.
pub const fn inch(inches: f64) -> i64 {
    (inches * 914_400.0) as i64
}

/// The height of a slide, the left edge of its content and that content's width: 13.333 by 7.5 inches.
pub const HEIGHT: i64 = inch(7.5);
pub const LEFT: i64 = inch(0.6);
pub const WIDTH: i64 = inch(12.133);

/// Where something stands: left, top, width, height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub x: i64,
    pub y: i64,
    pub w: i64,
    pub h: i64,
}

impl Place {
    pub fn xfrm(self, tag: &str) -> String {
        let Self { x, y, w, h } = self;
        format!("<{tag}:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{w}\" cy=\"{h}\"/></{tag}:xfrm>")
    }
}

/// How words are set.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    /// Hundredths of a point.
    pub size: u32,
    pub bold: bool,
    /// A colour of the theme, or a hexadecimal one.
    pub colour: &'static str,
    pub align: Align,
}

/// Where words stand in their box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// Where their script begins.
    Start,
    /// On the left, whatever their script.
    Left,
    /// On the right, whatever their script.
    Right,
}

impl Words {
    pub const fn new(size: u32, colour: &'static str) -> Self {
        Self { size, bold: false, colour, align: Align::Start }
    }

    pub const fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub const fn aligned(self, align: Align) -> Self {
        Self { align, ..self }
    }

    fn run(self, words: &str) -> String {
        let colour = if self.colour.len() == 6 && self.colour.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            format!("<a:srgbClr val=\"{}\"/>", self.colour)
        } else {
            format!("<a:schemeClr val=\"{}\"/>", self.colour)
        };
        let bold = u8::from(self.bold);
        format!(
            "<a:r><a:rPr lang=\"en-GB\" sz=\"{}\" b=\"{bold}\" dirty=\"0\"><a:solidFill>{colour}</a:solidFill><a:latin typeface=\"+mn-lt\"/></a:rPr><a:t>{}</a:t></a:r>",
            self.size,
            text(words)
        )
    }

    /// One paragraph.
    pub fn paragraph(self, words: &str) -> String {
        let rtl = is_rtl(words);
        let align = match (self.align, rtl) {
            (Align::Right, _) | (Align::Start, true) => "r",
            _ => "l",
        };
        format!("<a:p><a:pPr algn=\"{align}\" rtl=\"{}\"/>{}</a:p>", u8::from(rtl), self.run(words))
    }
}

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

/// Fills a placeholder of the layout.
pub fn fill(id: usize, name: &str, placeholder: &str, words: &[&str]) -> String {
    let paragraphs: String = words
        .iter()
        .map(|words| {
            let rtl = if is_rtl(words) { "<a:pPr algn=\"r\" rtl=\"1\"/>" } else { "<a:pPr algn=\"l\"/>" };
            format!("<a:p>{rtl}<a:r><a:rPr lang=\"en-GB\" dirty=\"0\"/><a:t>{}</a:t></a:r></a:p>", text(words))
        })
        .collect();
    let paragraphs =
        if paragraphs.is_empty() { "<a:p><a:endParaRPr lang=\"en-GB\"/></a:p>".to_owned() } else { paragraphs };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>"
    )
}

/// The same at a place of its own.
pub fn fill_at(id: usize, name: &str, placeholder: &str, place: Place, paragraphs: &str) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph {placeholder}/></p:nvPr></p:nvSpPr><p:spPr>{}</p:spPr><p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
        place.xfrm("a")
    )
}

/// The number of the slide, which PowerPoint counts itself.
pub fn slide_number(id: usize, number: usize) -> String {
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"Slide number\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"sldNum\" sz=\"quarter\" idx=\"12\"/></p:nvPr></p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id=\"{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}\" type=\"slidenum\"><a:rPr lang=\"en-GB\"/><a:t>{number}</a:t></a:fld><a:endParaRPr lang=\"en-GB\"/></a:p></p:txBody></p:sp>"
    )
}

/// A box of text that no placeholder holds; `fill` is a colour of the theme behind it.
pub fn text_box(id: usize, name: &str, place: Place, paragraphs: &str, ground: Option<&str>) -> String {
    let (fill, inset) = match ground {
        Some(colour) => (format!("<a:solidFill><a:schemeClr val=\"{colour}\"/></a:solidFill>"), inch(0.12)),
        None => ("<a:noFill/>".to_owned(), 0),
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr txBox=\"1\"/><p:nvPr/></p:nvSpPr><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>{fill}</p:spPr><p:txBody><a:bodyPr wrap=\"square\" lIns=\"{inset}\" tIns=\"{}\" rIns=\"{inset}\" bIns=\"{}\" anchor=\"ctr\"><a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</p:txBody></p:sp>",
        place.xfrm("a"),
        inset / 2,
        inset / 2
    )
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
pub struct Row {
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
pub fn columns(head: &[String], rows: &[Row], width: i64, size: u32) -> Vec<i64> {
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
pub fn row_height(row: &Row, widths: &[i64], size: u32) -> i64 {
    let most = row.cells.iter().zip(widths).map(|(cell, width)| lines(&words_of(cell), *width - 2 * PAD, size)).max();
    height_of(if row.is_group { 1 } else { most.unwrap_or(1) }, size) + 2 * PAD
}

/// A row that is higher than this, in two: what fits, and the rest of each cell. `None` where it need not be divided.
pub fn divided(row: &Row, widths: &[i64], size: u32, most: i64) -> Option<(Row, Row)> {
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
    Some((Row { cells: first, is_group: false }, Row { cells: rest, is_group: false }))
}

/// What a table shows and how wide its columns are; `size` in hundredths of a point.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    pub head: &'a [String],
    pub rows: &'a [Row],
    pub widths: &'a [i64],
    pub size: u32,
}

/// A native table.
pub fn table(id: usize, place: Place, said: &str, table: &Grid) -> String {
    let Grid { head, rows, widths, size } = *table;
    let border = |side: &str, colour: Option<&str>| match colour {
        Some(colour) => {
            format!("<a:{side} w=\"9525\"><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></a:{side}>")
        }
        None => format!("<a:{side} w=\"0\"><a:noFill/></a:{side}>"),
    };
    let cell = |paragraph: &str, under: &str, span: usize| {
        let span = if span > 1 { format!(" gridSpan=\"{span}\"") } else { String::new() };
        let borders =
            [border("lnL", None), border("lnR", None), border("lnT", None), border("lnB", Some(under))].concat();
        format!(
            "<a:tc{span}><a:txBody><a:bodyPr/><a:lstStyle/>{paragraph}</a:txBody><a:tcPr marL=\"0\" marR=\"{}\" marT=\"{PAD}\" marB=\"{PAD}\" anchor=\"t\">{borders}<a:noFill/></a:tcPr></a:tc>",
            2 * PAD
        )
    };
    let grid: String = widths.iter().map(|width| format!("<a:gridCol w=\"{width}\"/>")).collect();
    let first: String = head.iter().map(|head| cell(&Words::new(1000, "tx2").paragraph(head), INK_3, 1)).collect();
    let first = format!("<a:tr h=\"{}\">{first}</a:tr>", head_height());
    let body: String = rows
        .iter()
        .map(|row| {
            let cells: String = if row.is_group {
                let words = row.cells.first().map(words_of).unwrap_or_default();
                let merged = "<a:tc hMerge=\"1\"><a:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-GB\"/></a:p></a:txBody><a:tcPr/></a:tc>";
                cell(&Words::new(size, "accent1").bold().paragraph(&words), LINE, head.len()) + &merged.repeat(head.len().saturating_sub(1))
            } else {
                let drawn = |each: &Cell| match each {
                    Cell::Text(words) => cell(&Words::new(size, INK_2).aligned(Align::Left).paragraph(words), LINE, 1),
                    Cell::Strong(words) => cell(&Words::new(size, "tx1").bold().aligned(Align::Left).paragraph(words), LINE, 1),
                    Cell::Mark(status, _) => cell(&Words::new(size, colour_of(*status)).aligned(Align::Left).paragraph(&words_of(each)), LINE, 1),
                };
                row.cells.iter().map(drawn).collect()
            };
            format!("<a:tr h=\"{}\">{cells}</a:tr>", row_height(row, widths, size))
        })
        .collect();
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Table {id}\" descr=\"{}\"/><p:cNvGraphicFramePr><a:graphicFrameLocks noGrp=\"1\"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/table\"><a:tbl><a:tblPr firstRow=\"1\"/><a:tblGrid>{grid}</a:tblGrid>{first}{body}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>",
        text(said),
        place.xfrm("p")
    )
}

/// The height of a table's head.
pub fn head_height() -> i64 {
    height_of(1, 1000) + 2 * PAD
}

/// The frame that shows a chart.
pub fn chart(id: usize, place: Place, said: &str, relation: &str) -> String {
    format!(
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id=\"{id}\" name=\"Chart {id}\" descr=\"{}\"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr>{}<a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><c:chart xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" r:id=\"{relation}\"/></a:graphicData></a:graphic></p:graphicFrame>",
        text(said),
        place.xfrm("p")
    )
}

/// A picture that the slide refers to.
pub fn picture(id: usize, place: Place, said: &str, relation: &str) -> String {
    format!(
        "<p:pic><p:nvPicPr><p:cNvPr id=\"{id}\" name=\"Logo\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed=\"{relation}\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill><p:spPr>{}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>",
        text(said),
        place.xfrm("a")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_no_slide_holds_is_divided_and_loses_no_word() {
        let words = "seventy wards and a very long title ".repeat(60);
        let row = Row { cells: vec![Cell::Strong(words.clone()), Cell::Text("short".into())], is_group: false };
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
