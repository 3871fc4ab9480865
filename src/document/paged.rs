//! Slides that hold what they show: what is too long for one goes on to the next. Heights are estimates in `em` of a slide
//! that is 80 wide and 45 high, a little larger than what is drawn.

use super::{Block, Cell, Document, Page, Table};

/// The room between a slide's headline and its foot.
const ROOM: f64 = 30.0;
/// The room between two blocks.
const GAP: f64 = 1.25;
/// The head of a table.
const HEAD: f64 = 1.8;
/// How many letters a line across the slide holds.
const LETTERS: f64 = 132.0;

impl Document {
    /// The document as slides: for the projector and for paper. Formats that have no slides take it as it is.
    #[must_use]
    pub fn on_slides(self) -> Self {
        Self { pages: self.pages.into_iter().flat_map(paged).collect(), ..self }
    }
}

/// A page as the slides that it takes. What is to be agreed stands on the last.
fn paged(page: Page) -> Vec<Page> {
    let is_fixed = |block: &Block| matches!(block, Block::Cover { .. } | Block::Waterfall { .. });
    if page.blocks.iter().any(is_fixed) {
        return vec![page];
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
    let continued = |number: usize| if number == 0 { headline.clone() } else { format!("{headline}, continued") };
    let page = |(number, blocks)| Page {
        slide,
        headline: continued(number),
        blocks,
        source: source.clone(),
        notes: if number == 0 { notes.clone() } else { String::new() },
    };
    slides.into_iter().enumerate().map(page).collect()
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
        Block::List(mut items) if items.len() > 1 => {
            let rest = items.split_off(items.len() / 2);
            let list = Block::List(items);
            if height(&list) <= room || is_fresh {
                (Some(list), Some(Block::List(rest)))
            } else {
                let Block::List(mut items) = list else { return (None, None) };
                items.extend(rest);
                (None, Some(Block::List(items)))
            }
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
        Block::Text(words) => lines(words, LETTERS * 0.6) * 1.85,
        Block::List(items) => items.iter().map(|item| lines(item, LETTERS * 0.75) * 1.8).sum(),
        Block::Figures(_) => 5.2,
        Block::Table(table) => HEAD + table.rows.iter().map(|row| row_height(row)).sum::<f64>(),
        Block::Scorecard { groups, .. } => {
            HEAD + groups.iter().map(|(_, measures)| GROUP + MEASURE * measures.len() as f64).sum::<f64>()
        }
    }
}

fn row_height(row: &[Cell]) -> f64 {
    let letters = |cell: &Cell| match cell {
        Cell::Text(words) | Cell::Strong(words) => words.chars().count(),
        Cell::Mark(_, word) => word.chars().count() + 2,
    };
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
    fn one_row_that_is_longer_than_a_slide_ends_all_the_same() {
        assert_eq!(paged(page(2, &"a long text ".repeat(900))).len(), 2);
    }
}
