//! A document as one HTML file that stands by itself: no script, no link, no request; it opens from a mail attachment.

use super::{Artifact, file_name, xml::text};
use crate::{
    document::{
        Beside, Block, Brand, Cell, Document, Drawing, Face, Mark, Measure, Page, Roadmap, Series, Step, StepKind,
        levels, waterfall_said,
    },
    words::format,
};

/// The look. Colours of the brand come as variables.
const STYLE: &str = include_str!("document.css");

/// A document as an HTML file.
pub fn html(document: &Document, brand: &Brand) -> Artifact {
    let title = text(&document.title);
    let logo = brand.logo.as_ref().filter(|_| document.face == Face::Client).map(|logo| {
        let (width, height) = logo.fit(180, 44);
        format!(
            "<img src=\"data:image/png;base64,{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\">",
            text(&logo.base64),
            text(&brand.company)
        )
    });
    let mark = if document.face == Face::Internal {
        format!("<p class=\"internal\">{}</p>", document.face.mark())
    } else {
        String::new()
    };
    let pages: String = document.pages.iter().map(|each| page(each, document.face)).collect();
    let style = format!(":root{{--accent:#{};--second:#{}}}{STYLE}", brand.primary, brand.second);
    let body = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n<header>{}<div><p class=\"by\">{}</p><p class=\"by\">{}</p></div></header>\n<main>\n{mark}<h1 dir=\"auto\">{title}</h1>\n{pages}</main>\n<footer>{}</footer>\n</body>\n</html>\n",
        logo.unwrap_or_else(|| format!("<p class=\"us\">{}</p>", text(&brand.company))),
        text(&document.by),
        text(&document.day),
        text(&document.foot),
    );
    Artifact { name: file_name(document, "html"), mime: "text/html;charset=utf-8", bytes: body.into_bytes() }
}

fn page(page: &Page, face: Face) -> String {
    let blocks: String = page.blocks.iter().map(block).collect();
    let source = if page.source.is_empty() {
        String::new()
    } else {
        format!("<p class=\"source\">{}</p>\n", text(&page.source))
    };
    let notes = if face == Face::Internal && !page.notes.is_empty() {
        format!("<aside><b>Notes</b> {}</aside>\n", text(&page.notes))
    } else {
        String::new()
    };
    format!("<section>\n<h2 dir=\"auto\">{}</h2>\n{blocks}{source}{notes}</section>\n", text(&page.headline))
}

fn block(block: &Block) -> String {
    match block {
        Block::Cover { client, subtitle, lines, series } => {
            let lines: String = lines.iter().map(|line| format!("<p>{}</p>", text(line))).collect();
            let chart = series.as_ref().map(chart).unwrap_or_default();
            format!(
                "<div class=\"cover\"><p class=\"client\" dir=\"auto\">{}</p><p>{}</p>{lines}</div>\n{chart}",
                text(client),
                text(subtitle)
            )
        }
        Block::Text(words) => format!("<p dir=\"auto\">{}</p>\n", text(words)),
        Block::Ask(words) => format!("<p class=\"ask\"><b>To agree today</b> {}</p>\n", text(words)),
        Block::List(items) => format!(
            "<ul>{}</ul>\n",
            items.iter().map(|item| format!("<li dir=\"auto\">{}</li>", text(item))).collect::<String>()
        ),
        Block::Figures(figures) => format!(
            "<dl>{}</dl>\n",
            figures
                .iter()
                .map(|(figure, label)| format!("<div><dd>{}</dd><dt>{}</dt></div>", text(figure), text(label)))
                .collect::<String>()
        ),
        Block::Table(shown) if shown.rows.is_empty() => String::new(),
        Block::Table(shown) => {
            let rows: String =
                shown.rows.iter().map(|row| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>())).collect();
            table(&shown.head, &rows)
        }
        Block::Scorecard { period, before, groups } => {
            let row = |measure: &Measure| format!("<tr>{}</tr>", measure.cells().iter().map(cell).collect::<String>());
            let rows: String = groups
                .iter()
                .map(|(group, measures)| {
                    let rows: String = measures.iter().map(row).collect();
                    format!("<tr class=\"g\"><th colspan=\"5\" scope=\"rowgroup\">{}</th></tr>{rows}", text(group))
                })
                .collect();
            table(&Measure::heads(period, before), &rows)
        }
        Block::Waterfall { unit, steps } => waterfall(unit, steps),
        // Each part fits on a page when it is printed.
        Block::Roadmap(whole) => whole.parts(800.0).iter().map(roadmap).collect(),
    }
}

fn table(head: &[String], rows: &str) -> String {
    let head: String = head.iter().map(|head| format!("<th scope=\"col\">{}</th>", text(head))).collect();
    format!("<div class=\"scroll\"><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>\n")
}

/// Amounts, dates and other short words stay on a line.
fn short(words: &str) -> &'static str {
    if words.chars().count() <= 12 { " class=\"nw\"" } else { "" }
}

fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(words) => format!("<td{} dir=\"auto\">{}</td>", short(words), text(words)),
        Cell::Strong(words) => format!("<td{} dir=\"auto\"><b>{}</b></td>", short(words), text(words)),
        Cell::Mark(mark, word) => {
            let class = match mark {
                Mark::Good => "good",
                Mark::Watch => "watch",
                Mark::Risk => "risk",
                Mark::Open => "open",
            };
            let sign = mark.sign();
            format!("<td class=\"{class}\"><span aria-hidden=\"true\">{sign}</span> {}</td>", text(word))
        }
    }
}

fn chart(series: &Series) -> String {
    const WIDTH: f64 = 640.0;
    let values = || series.points.iter().map(|(_, value)| *value);
    let (least, most) = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    let span = (most - least).max(f64::EPSILON);
    let step = (WIDTH - 80.0) / (series.points.len().max(2) - 1) as f64;
    let at: Vec<(f64, f64)> = values()
        .enumerate()
        .map(|(position, value)| (40.0 + step * position as f64, 30.0 + (most - value) / span * 110.0))
        .collect();
    let path: String = at
        .iter()
        .enumerate()
        .map(|(position, (x, y))| format!("{}{x:.1} {y:.1}", if position == 0 { "M" } else { "L" }))
        .collect();
    let dots: String =
        at.iter().map(|(x, y)| format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.5\" class=\"dot\"/>")).collect();
    let names: String = at
        .iter()
        .zip(&series.points)
        .map(|((x, _), (name, _))| format!("<text x=\"{x:.1}\" y=\"176\" text-anchor=\"middle\">{}</text>", text(name)))
        .collect();
    let end = |at: Option<&(f64, f64)>, shown: Option<&String>| match (at, shown) {
        (Some((x, y)), Some(shown)) => format!(
            "<text x=\"{x:.1}\" y=\"{:.1}\" text-anchor=\"middle\" class=\"big\">{}</text>",
            y - 11.0,
            text(shown)
        ),
        _ => String::new(),
    };
    let ends = [end(at.first(), series.shown.first()), end(at.last(), series.shown.last())].concat();
    format!(
        "<figure><figcaption>{}</figcaption><svg viewBox=\"0 0 {WIDTH} 184\" role=\"img\" aria-label=\"{}\"><path class=\"line\" d=\"{path}\"/>{dots}{ends}{names}</svg></figure>\n",
        text(&series.name),
        text(&series.said())
    )
}

fn roadmap(roadmap: &Roadmap) -> String {
    let Drawing { height, months, lanes, steps, .. } = roadmap.drawing();
    let (wide, bar) = (Drawing::WIDTH, Drawing::BAR);
    let months = months.iter().map(|(x, name)| {
        format!("<path class=\"rule\" d=\"M{x:.1} 14V{height:.1}\"/><text x=\"{:.1}\" y=\"9\">{name}</text>", x + 3.0)
    });
    let lanes = lanes.iter().map(|lane| {
        let (middle, end) = (lane.y + 22.0, lane.y + lane.height);
        let name = text(&lane.name);
        format!("<text class=\"name\" x=\"0\" y=\"{middle:.1}\">{name}</text><path class=\"rule\" d=\"M0 {end:.1}H{wide}\"/>")
    });
    let steps = steps.iter().map(|step| {
        let (x, y) = (step.x, step.y);
        let class = if step.agreed { "bar" } else { "bar estimate" };
        let shape = match step.width {
            Some(width) => format!(
                "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{bar}\" rx=\"2\"/>"
            ),
            None => format!("<path class=\"{class}\" d=\"M{x:.1} {:.1}l6 6-6 6-6-6z\"/>", y + 4.0),
        };
        let (at, anchor, class) = match step.words {
            Beside::Inside(at) => (at, "start", if step.agreed { "on" } else { "name" }),
            Beside::Right(at) => (at, "start", "name"),
            Beside::Left(at) => (at, "end", "name"),
        };
        let words = text(&step.text);
        format!(
            "{shape}<text class=\"{class}\" x=\"{at:.1}\" y=\"{:.1}\" text-anchor=\"{anchor}\">{words}</text>",
            y + 13.8
        )
    });
    let drawn: String = months.chain(lanes).chain(steps).collect();
    format!(
        "<figure><figcaption>{}; pale steps are proposed</figcaption><svg viewBox=\"0 0 {wide} {height:.1}\" role=\"img\" aria-label=\"{}\">{drawn}</svg></figure>\n",
        text(&roadmap.title()),
        text(&roadmap.said())
    )
}

fn waterfall(unit: &str, steps: &[Step]) -> String {
    const WIDTH: f64 = 720.0;
    const GROUND: f64 = 240.0;
    let bars = levels(steps);
    let most = bars.iter().map(|(from, to)| from.max(*to)).fold(0.0, f64::max).max(0.01);
    let least = bars.iter().map(|(from, to)| from.min(*to)).fold(0.0, f64::min);
    let y = |value: f64| 24.0 + (most - value) / (most - least) * (GROUND - 24.0);
    let wide = WIDTH / steps.len().max(1) as f64;
    let drawn: String = steps
        .iter()
        .zip(&bars)
        .enumerate()
        .map(|(position, (step, (from, to)))| {
            let x = position as f64 * wide;
            let (high, low) = (y(from.max(*to)), y(from.min(*to)));
            let class = match step.kind {
                StepKind::Confirmed => "bar",
                StepKind::Estimated => "bar estimate",
                StepKind::Cost => "bar cost",
                StepKind::Total => "bar sum",
            };
            let middle = x + wide / 2.0;
            let letters = (wide / 6.2) as usize;
            let words: String = format::wrap(&step.name, letters).iter().take(3).enumerate().map(|(line, words)| format!("<text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\">{}</text>", GROUND + 18.0 + line as f64 * 13.0, text(&format::cut(words, letters)))).collect();
            format!("<rect class=\"{class}\" x=\"{:.1}\" y=\"{high:.1}\" width=\"{:.1}\" height=\"{:.1}\"/><text x=\"{middle:.1}\" y=\"{:.1}\" text-anchor=\"middle\" class=\"big\">{}</text>{words}", x + wide * 0.15, wide * 0.7, (low - high).max(1.0), high - 6.0, step.shown)
        })
        .collect();
    let estimate =
        if steps.iter().any(|step| step.kind == StepKind::Estimated) { "; pale bars are estimates" } else { "" };
    format!(
        "<figure><figcaption>{}{estimate}</figcaption><svg viewBox=\"0 0 {WIDTH} 300\" role=\"img\" aria-label=\"{}\">{drawn}<path class=\"axis\" d=\"M0 {:.1}H{WIDTH}\"/></svg></figure>\n",
        text(unit),
        text(&waterfall_said(steps)),
        y(0.0)
    )
}
