//! A document as Markdown, to paste into a wiki, a chat or a note. What a person wrote is text, whatever signs it
//! holds.

use super::{Artifact, file_name};
use crate::document::{Block, Cell, Document, Face, Measure, Page, Roadmap};
use crate::words::paper::{common, export as text};

/// Text in which no sign of Markdown or HTML has a meaning. Line breaks become spaces.
fn plain(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\n' | '\r' | '\t' => escaped.push(' '),
            letter if letter.is_control() => {}
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~' | '&' => {
                escaped.push('\\');
                escaped.push(letter);
            }
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The same at the beginning of a line, where more signs have a meaning: those of lists, rules and headings.
fn line(words: &str) -> String {
    let text = plain(words);
    if text.starts_with(['-', '+', '=']) {
        return format!("\\{text}");
    }
    let digits = text.len() - text.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    match text[digits..].chars().next() {
        Some(sign @ ('.' | ')')) if digits > 0 => format!("{}\\{sign}{}", &text[..digits], &text[digits + 1..]),
        _ => text,
    }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => plain(words),
        Cell::Strong(words) if words.is_empty() => String::new(),
        Cell::Strong(words) => format!("**{}**", plain(words)),
        Cell::Mark(status, word) => format!("{} {}", status.sign(), plain(word)),
    }
}

fn table(head: &[String], rows: &[Vec<String>]) -> String {
    let row = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = head.iter().map(|head| plain(head)).collect();
    let rule: Vec<String> = head.iter().map(|_| "---".to_owned()).collect();
    let body: String = rows.iter().map(|cells| row(cells)).collect();
    format!("{}{}{body}", row(&head), row(&rule))
}

fn block(block: &Block) -> Option<String> {
    let text = match block {
        Block::Cover { client, subtitle, lines, series } => {
            let series = series.as_ref().map(|series| format!("\n\n{}", line(&series.said()))).unwrap_or_default();
            let lines: Vec<String> = [client, subtitle].into_iter().chain(lines).map(|each| line(each)).collect();
            format!("{}{series}", lines.join("  \n"))
        }
        Block::Text(words) => line(words),
        Block::Ask(words) => format!("> **{}:** {}", text::TO_AGREE_TODAY, plain(words)),
        Block::List(items) => items.iter().map(|item| format!("- {}", line(item))).collect::<Vec<_>>().join("\n"),
        Block::Figures(figures) => figures
            .iter()
            .map(|(figure, label)| format!("- **{}** {}", plain(figure), plain(label)))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Table(shown) if shown.rows.is_empty() => return None,
        Block::Table(shown) => {
            table(&shown.head, &shown.rows.iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<_>>())
        }
        Block::Roadmap(roadmap) => {
            let rows = roadmap.rows().iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<_>>();
            table(&Roadmap::heads(), &rows)
        }
        Block::Scorecard { period, before, groups } => {
            let rows = groups.iter().flat_map(|(group, measures)| {
                let mut first = vec![String::new(); 5];
                first[0] = format!("**{}**", plain(group));
                let rest = measures.iter().map(|measure| measure.cells().iter().map(cell).collect());
                std::iter::once(first).chain(rest)
            });
            table(&Measure::heads(period, before), &rows.collect::<Vec<_>>())
        }
        Block::Waterfall { unit, steps } => {
            let rows: Vec<Vec<String>> = steps.iter().map(|step| vec![plain(&step.name), step.shown.clone()]).collect();
            table(&[unit.clone(), String::new()], &rows)
        }
    };
    Some(text.trim_end().to_owned()).filter(|text| !text.is_empty())
}

fn page(page: &Page, face: Face) -> String {
    let mut parts = vec![format!("## {}", plain(&page.headline))];
    parts.extend(page.blocks.iter().filter_map(block));
    if !page.source.is_empty() {
        parts.push(format!("*{}*", plain(&page.source)));
    }
    if face == Face::Internal && !page.notes.is_empty() {
        parts.extend(
            page.notes
                .lines()
                .filter(|line| !line.trim().is_empty())
                .map(|line| format!("> {}: {}", common::NOTES, plain(line))),
        );
    }
    parts.join("\n\n")
}

/// A document as Markdown.
pub fn markdown(document: &Document) -> Artifact {
    let mut parts = vec![format!("# {}", plain(&document.title))];
    if document.face == Face::Internal {
        parts.push(format!("**{}**", document.face.mark()));
    }
    parts.extend(document.pages.iter().map(|each| page(each, document.face)));
    parts.push(format!("---\n\n{}", line(&document.foot)));
    Artifact {
        name: file_name(document, "md"),
        mime: "text/markdown;charset=utf-8",
        bytes: format!("{}\n", parts.join("\n\n")).into_bytes(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_person_wrote_is_text() {
        assert_eq!(plain("a|b *c* <img src=x> [d](e)\n# f"), "a\\|b \\*c\\* \\<img src=x\\> \\[d\\](e) \\# f");
        assert_eq!(line("- no list"), "\\- no list");
        assert_eq!(line("1. no list"), "1\\. no list");
        assert_eq!(line("2026 was good, 3.5 times"), "2026 was good, 3.5 times");
    }
}
