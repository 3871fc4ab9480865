//! Slides that hold what they show: what is too long for one goes on to the next. Heights are estimates in `em` of a
//! slide that is 80 wide and 45 high, a little larger than what is drawn.

use super::{Block, Cell, Document, Drawing, Page, Roadmap, Table};
use crate::words::paper::document as text;

/// The room between a slide's headline and its foot.
const ROOM: f64 = 30.0;
/// The room between two blocks.
const GAP: f64 = 1.25;
/// The head of a table.
const HEAD: f64 = 1.8;
/// How many letters a line across the slide holds.
const LETTERS: f64 = 132.0;

impl Document {
    /// Whether it is shown as slides, and not as a paper.
    pub fn is_deck(&self) -> bool {
        self.pages.iter().any(|page| page.slide.is_some())
    }

    /// The document as slides: for the projector and for paper. Formats that have no slides take it as it is.
    #[must_use]
    pub fn on_slides(self) -> Self {
        Self { pages: self.pages.into_iter().flat_map(paged).collect(), ..self }
    }
}

/// A page as the slides that it takes. What is to be agreed stands on the last.
fn paged(page: Page) -> Vec<Page> {
    if page.blocks.iter().any(|block| matches!(block, Block::Cover { .. })) {
        return vec![page];
    }
    let (page, rest) = beside_a_chart(page);
    if page.blocks.iter().any(|block| matches!(block, Block::Waterfall { .. })) {
        return std::iter::once(page).chain(rest.into_iter().flat_map(paged)).collect();
    }
    let Page { slide, headline, blocks, source, notes } = page;
    let (asks, blocks): (Vec<Block>, Vec<Block>) = blocks.into_iter().partition(|block| matches!(block, Block::Ask(_)));
    let mut slides: Vec<Vec<Block>> = vec![Vec::new()];
    let mut left = ROOM;
    for block in blocks {
        let mut rest = Some(block);
        while let Some(block) = rest.take() {
            let is_fresh = left == ROOM;
            match divided(block, left, is_fresh) {
                (Some(fits), more) => {
                    left -= height(&fits) + GAP;
                    if let Some(last) = slides.last_mut() {
                        last.push(fits);
                    }
                    rest = more;
                }
                (None, more) => rest = more,
            }
            if rest.is_some() {
                slides.push(Vec::new());
                left = ROOM;
            }
        }
    }
    if let Some(last) = slides.last_mut() {
        last.extend(asks);
    }
    let page = |(number, blocks)| Page {
        slide,
        headline: if number == 0 { headline.clone() } else { continued(&headline) },
        blocks,
        source: source.clone(),
        notes: if number == 0 { notes.clone() } else { String::new() },
    };
    slides.into_iter().enumerate().map(page).collect()
}

/// The headline of a slide that goes on from the one before.
pub fn continued(headline: &str) -> String {
    text::continued(headline)
}

/// How many lines of a table the column beside a chart holds, and how many letters a line.
const BESIDE: (usize, usize) = (7, 26);

/// A page with a chart: what the column beside it holds, and a page with the other rows.
fn beside_a_chart(mut page: Page) -> (Page, Option<Page>) {
    if !page.blocks.iter().any(|block| matches!(block, Block::Waterfall { .. })) {
        return (page, None);
    }
    let mut left = BESIDE.0;
    let mut over = Vec::new();
    let mut room = |letters: usize| {
        let takes = letters.div_ceil(BESIDE.1).max(1);
        let holds = takes <= left;
        left = left.saturating_sub(takes);
        holds
    };
    for block in &mut page.blocks {
        match block {
            Block::Table(table) => {
                let fits = table.rows.iter().take_while(|row| room(row.first().map_or(1, letters))).count();
                let rows = table.rows.split_off(fits);
                if !rows.is_empty() {
                    over.push(Block::Table(Table { rows, ..table.clone() }));
                }
            }
            Block::List(items) => {
                let fits = items.iter().take_while(|item| room(item.chars().count())).count();
                let rest = items.split_off(fits);
                if !rest.is_empty() {
                    over.push(Block::List(rest));
                }
            }
            _ => {}
        }
    }
    let rest = (!over.is_empty()).then(|| Page {
        slide: page.slide,
        headline: continued(&page.headline),
        blocks: over,
        source: page.source.clone(),
        notes: String::new(),
    });
    (page, rest)
}

/// What of a block fits into the room, and the rest. On a fresh slide something always fits.
fn divided(block: Block, room: f64, is_fresh: bool) -> (Option<Block>, Option<Block>) {
    if height(&block) <= room {
        return (Some(block), None);
    }
    match block {
        Block::Table(Table { head, mut rows, empty }) => {
            let mut used = HEAD;
            let fits = rows.iter().take_while(|row| {
                used += row_height(row);
                used <= room
            });
            let fits = fits.count().max(usize::from(is_fresh));
            let rest = rows.split_off(fits.min(rows.len()));
            let table = |rows: Vec<Vec<Cell>>| {
                (!rows.is_empty()).then(|| Block::Table(Table { head: head.clone(), rows, empty: empty.clone() }))
            };
            (table(rows), table(rest))
        }
        Block::Scorecard { period, before, groups } => {
            let mut used = HEAD;
            let (mut first, mut rest) = (Vec::new(), Vec::new());
            for (name, measures) in groups {
                used += GROUP;
                let (here, more): (Vec<_>, Vec<_>) = measures.into_iter().partition(|_| {
                    used += MEASURE;
                    used <= room
                });
                let parts = [(&mut first, here), (&mut rest, more)];
                for (part, measures) in parts.into_iter().filter(|(_, measures)| !measures.is_empty()) {
                    part.push((name.clone(), measures));
                }
            }
            let card = |groups: Vec<_>| {
                let (period, before) = (period.clone(), before.clone());
                (!groups.is_empty()).then_some(Block::Scorecard { period, before, groups })
            };
            (card(first), card(rest))
        }
        Block::List(mut items) => {
            let mut used = 0.0;
            let fits = items.iter().take_while(|item| {
                used += point_height(item);
                used <= room
            });
            let fits = fits.count().max(usize::from(is_fresh));
            let rest = items.split_off(fits.min(items.len()));
            let list = |items: Vec<String>| (!items.is_empty()).then_some(Block::List(items));
            (list(items), list(rest))
        }
        Block::Roadmap(roadmap) if is_fresh => {
            let mut parts = roadmap.parts(room / ROADMAP).into_iter();
            let first = parts.next();
            let rest = Roadmap { tracks: parts.flat_map(|part| part.tracks).collect(), ..roadmap };
            (first.map(Block::Roadmap), (!rest.tracks.is_empty()).then_some(Block::Roadmap(rest)))
        }
        // A paragraph goes on after a word.
        Block::Text(words) if is_fresh => {
            let most = (room / TEXT_LINE) as usize * TEXT_LETTERS as usize;
            let end = words.char_indices().nth(most).map_or(words.len(), |(at, _)| at);
            let at = words[..end].rfind(' ').filter(|_| end < words.len()).map_or(end, |space| space + 1);
            let (first, rest) = words.split_at(at);
            (Some(Block::Text(first.trim_end().to_owned())), (!rest.is_empty()).then(|| Block::Text(rest.to_owned())))
        }
        block if is_fresh => (Some(block), None),
        block => (None, Some(block)),
    }
}

/// A line with the name of a group of measures, and one with a measure.
const GROUP: f64 = 2.2;
const MEASURE: f64 = 2.55;

fn height(block: &Block) -> f64 {
    match block {
        Block::Cover { .. } | Block::Waterfall { .. } | Block::Ask(_) => 0.0,
        Block::Text(words) => lines(words, TEXT_LETTERS) * TEXT_LINE,
        Block::List(items) => items.iter().map(|item| point_height(item)).sum(),
        Block::Figures(_) => 5.2,
        Block::Roadmap(roadmap) => roadmap.drawing().height * ROADMAP,
        Block::Table(table) => HEAD + table.rows.iter().map(|row| row_height(row)).sum::<f64>(),
        Block::Scorecard { groups, .. } => {
            HEAD + groups.iter().map(|(_, measures)| GROUP + MEASURE * measures.len() as f64).sum::<f64>()
        }
    }
}

/// The unit of a roadmap's drawing, which is as wide as a slide's content.
const ROADMAP: f64 = 72.0 / Drawing::WIDTH;

/// A line of a paragraph: its height, and the letters that it holds.
const TEXT_LINE: f64 = 1.85;
const TEXT_LETTERS: f64 = LETTERS * 0.6;

fn point_height(item: &str) -> f64 {
    lines(item, LETTERS * 0.75) * 1.8
}

fn letters(cell: &Cell) -> usize {
    match cell {
        Cell::Text(words) | Cell::Strong(words) => words.chars().count(),
        Cell::Mark(_, word) => word.chars().count() + 2,
    }
}

fn row_height(row: &[Cell]) -> f64 {
    // A browser gives the room to the columns that need it: short cells take what they hold, long ones share the rest.
    let all: usize = row.iter().map(|cell| letters(cell).min(60) + 2).sum();
    let line = |cell: &Cell| {
        let own = (letters(cell).min(60) + 2) as f64;
        (letters(cell) as f64 / (LETTERS * own / all.max(1) as f64).max(4.0)).ceil().max(1.0)
    };
    1.24 + 1.42 * row.iter().map(line).fold(1.0, f64::max)
}

fn lines(words: &str, letters: f64) -> f64 {
    (words.chars().count() as f64 / letters).ceil().max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(rows: usize, words: &str) -> Page {
        let row = |number: usize| vec![Cell::Strong(format!("{number}")), Cell::Text(words.to_owned())];
        let table =
            Table { head: vec!["a".into(), "b".into()], rows: (0..rows).map(row).collect(), empty: String::new() };
        let blocks = vec![Block::Table(table), Block::Ask("Agree".into())];
        Page { slide: None, headline: "Risks".into(), blocks, source: String::new(), notes: "Say it".into() }
    }

    fn rows(page: &Page) -> Vec<String> {
        let cell = |row: &Vec<Cell>| match &row[0] {
            Cell::Strong(words) => words.clone(),
            _ => String::new(),
        };
        page.blocks
            .iter()
            .flat_map(
                |block| {
                    if let Block::Table(table) = block { table.rows.iter().map(cell).collect() } else { Vec::new() }
                },
            )
            .collect()
    }

    #[test]
    fn a_long_table_goes_on_and_loses_no_row() {
        assert_eq!(paged(page(8, "short")).len(), 1);
        let slides = paged(page(40, "short"));
        assert_eq!(slides.len(), 4);
        assert_eq!(
            slides.iter().flat_map(rows).collect::<Vec<_>>(),
            (0..40).map(|row| row.to_string()).collect::<Vec<_>>()
        );
        assert_eq!(slides[1].headline, "Risks, continued");
        assert!(slides[..3].iter().all(|slide| !slide.blocks.contains(&Block::Ask("Agree".into()))));
        assert!(slides[3].blocks.contains(&Block::Ask("Agree".into())));
        assert_eq!(slides.iter().filter(|slide| !slide.notes.is_empty()).count(), 1, "notes are said once");
    }

    #[test]
    fn many_points_and_a_long_paragraph_go_on_and_lose_no_word() {
        let with = |blocks| Page { blocks, ..page(0, "") };
        let points: Vec<String> = (0..100).map(|number| format!("Point {number}")).collect();
        let slides = paged(with(vec![Block::List(points.clone())]));
        let said = slides.iter().flat_map(|slide| &slide.blocks).flat_map(|block| match block {
            Block::List(items) => items.clone(),
            _ => Vec::new(),
        });
        assert_eq!(said.collect::<Vec<_>>(), points);
        assert!(slides.iter().all(|slide| slide.blocks.iter().map(height).sum::<f64>() <= ROOM));
        let words = "a summary that somebody pasted ".repeat(200);
        let slides = paged(with(vec![Block::Text(words.clone())]));
        let said = slides.iter().flat_map(|slide| &slide.blocks).filter_map(|block| match block {
            Block::Text(words) => Some(words.trim().to_owned()),
            _ => None,
        });
        assert_eq!(said.collect::<Vec<_>>().join(" "), words.trim());
        assert!(slides.len() > 1 && slides.iter().all(|slide| slide.blocks.iter().map(height).sum::<f64>() <= ROOM));
    }

    #[test]
    fn what_the_column_beside_a_chart_does_not_hold_goes_on() {
        let long = page(12, "1");
        let mut blocks = long.blocks.clone();
        blocks.insert(0, Block::Waterfall { unit: "M".into(), steps: Vec::new() });
        let slides = paged(Page { blocks, ..long });
        assert_eq!(slides.len(), 2);
        assert_eq!((rows(&slides[0]).len(), rows(&slides[1]).len()), (7, 5));
    }

    #[test]
    fn points_beside_a_chart_go_on_too() {
        let items: Vec<String> = (0..9).map(|number| format!("point {number}")).collect();
        let blocks = vec![Block::Waterfall { unit: "M".into(), steps: Vec::new() }, Block::List(items.clone())];
        let said = |page: &Page| match page.blocks.last() {
            Some(Block::List(items)) => items.clone(),
            _ => Vec::new(),
        };
        let slides = paged(Page { blocks, ..page(0, "") });
        assert_eq!(slides.iter().map(said).collect::<Vec<_>>(), [items[..7].to_vec(), items[7..].to_vec()]);
    }

    #[test]
    fn one_row_that_is_longer_than_a_slide_ends_all_the_same() {
        assert_eq!(paged(page(2, &"a long text ".repeat(900))).len(), 2);
    }
}
