//! A document as one HTML file that stands by itself: no script, no link, no request; it opens from a mail attachment.

use super::{
    Artifact, file_name,
    xml::{Element, el},
};
use crate::document::{
    Beside, Block, Brand, Cell, Document, Drawing, DrawnStep, Face, LineDrawing, LineRoom, Mark, Measure, Page,
    Roadmap, Series, StepKind, WaterfallBar, WaterfallDrawing, WaterfallRoom, WaterfallStep, line_drawing,
    waterfall_drawing, waterfall_said,
};
use crate::words::paper::{common, export as text};

/// The look. Colours of the brand come as variables.
const STYLE: &str = include_str!("document.css");
/// The policy of the file: it may show its own pictures and style, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/// A document as an HTML file.
pub fn html(document: &Document, brand: &Brand) -> Artifact {
    let logo = brand.logo.as_ref().filter(|_| document.face == Face::Client).map(|logo| {
        let (width, height) = logo.fit(180, 44);
        el("img")
            .set("src", format!("data:image/png;base64,{}", logo.base64))
            .set("width", width)
            .set("height", height)
            .set("alt", &brand.company)
    });
    let style = format!(":root{{--accent:#{};--second:#{}}}{STYLE}", brand.primary, brand.second);
    let head = el("head")
        .with(el("meta").set("charset", "utf-8"))
        .with(el("meta").set("http-equiv", "Content-Security-Policy").set("content", POLICY))
        .with(el("meta").set("name", "viewport").set("content", "width=device-width, initial-scale=1"))
        .with(el("title").text(&document.title))
        .with(el("style").text(style));
    let by = |words: &str| paragraph("by", words);
    let us = logo.unwrap_or_else(|| paragraph("us", &brand.company));
    let header = el("header").with(us).with(el("div").with(by(&document.by)).with(by(&document.day)));
    let mark = (document.face == Face::Internal).then(|| paragraph("internal", document.face.mark()));
    let main = el("main")
        .all(mark)
        .with(el("h1").set("dir", "auto").text(&document.title))
        .all(document.pages.iter().map(|each| page(each, document.face)));
    let body = el("body").with(header).with(main).with(el("footer").text(&document.foot));
    let file = format!("<!doctype html>\n{}", el("html").set("lang", "en").with(head).with(body).to_html());
    Artifact { name: file_name(document, "html"), mime: "text/html;charset=utf-8", bytes: file.into_bytes() }
}

fn paragraph(class: &str, words: &str) -> Element {
    el("p").set("class", class).text(words)
}

/// An element whose words may run in either direction.
fn either(name: &'static str, words: &str) -> Element {
    el(name).set("dir", "auto").text(words)
}

fn page(page: &Page, face: Face) -> Element {
    let source = (!page.source.is_empty()).then(|| paragraph("source", &page.source));
    let notes = (face == Face::Internal && !page.notes.is_empty())
        .then(|| el("aside").with(el("b").text(common::NOTES)).text(format!(" {}", page.notes)));
    el("section").with(either("h2", &page.headline)).all(page.blocks.iter().flat_map(block)).all(source).all(notes)
}

fn block(block: &Block) -> Vec<Element> {
    match block {
        Block::Cover { client, subtitle, lines, series } => {
            let cover = el("div")
                .set("class", "cover")
                .with(either("p", client).set("class", "client"))
                .with(el("p").text(subtitle))
                .all(lines.iter().map(|line| el("p").text(line)));
            std::iter::once(cover).chain(series.as_ref().map(chart)).collect()
        }
        Block::Text(words) => vec![either("p", words)],
        Block::Ask(words) => {
            vec![el("p").set("class", "ask").with(el("b").text(text::TO_AGREE_TODAY)).text(format!(" {words}"))]
        }
        Block::List(items) => vec![el("ul").all(items.iter().map(|item| either("li", item)))],
        Block::Figures(figures) => {
            let figure =
                |(figure, label): &(String, String)| el("div").with(el("dd").text(figure)).with(el("dt").text(label));
            vec![el("dl").all(figures.iter().map(figure))]
        }
        Block::Table(shown) if shown.rows.is_empty() => Vec::new(),
        Block::Table(shown) => vec![table(&shown.head, shown.rows.iter().map(|row| table_row(row)).collect())],
        Block::Scorecard { period, before, groups } => {
            let group = |name: &str| {
                let head = el("th").set("colspan", 5).set("scope", "rowgroup").text(name);
                el("tr").set("class", "g").with(head)
            };
            let rows = groups.iter().flat_map(|(name, measures)| {
                std::iter::once(group(name)).chain(measures.iter().map(|measure| table_row(&measure.cells())))
            });
            vec![table(&Measure::heads(period, before), rows.collect())]
        }
        Block::Waterfall { unit, steps } => vec![waterfall(unit, steps)],
        // Each part fits on a page when it is printed.
        Block::Roadmap(whole) => whole.parts(800.0).iter().map(roadmap).collect(),
    }
}

fn table(head: &[String], rows: Vec<Element>) -> Element {
    let heads = el("tr").all(head.iter().map(|head| el("th").set("scope", "col").text(head)));
    let table = el("table").with(el("thead").with(heads)).with(el("tbody").all(rows));
    el("div").set("class", "scroll").with(table)
}

fn table_row(cells: &[Cell]) -> Element {
    el("tr").all(cells.iter().map(cell))
}

fn cell(cell: &Cell) -> Element {
    // Amounts, dates and other short words stay on a line.
    let worded = |words: &str| match words.chars().count() {
        ..=12 => el("td").set("class", "nw").set("dir", "auto"),
        _ => el("td").set("dir", "auto"),
    };
    match cell {
        Cell::Text(words) => worded(words).text(words),
        Cell::Strong(words) => worded(words).with(el("b").text(words)),
        Cell::Mark(mark, word) => {
            let class = match mark {
                Mark::Good => "good",
                Mark::Watch => "watch",
                Mark::Risk => "risk",
                Mark::Open => "open",
            };
            let sign = el("span").set("aria-hidden", "true").text(mark.sign());
            el("td").set("class", class).with(sign).text(format!(" {word}"))
        }
    }
}

/// A length in a drawing.
fn length(value: f64) -> String {
    format!("{value:.1}")
}

/// The part of a drawing's plane that is shown, from the height 0.
#[derive(Clone, Copy)]
struct Canvas {
    left: f64,
    width: f64,
    height: f64,
}

/// A picture under its caption, with what it shows in words.
fn figure(caption: String, canvas: Canvas, said: &str, drawn: Vec<Element>) -> Element {
    let Canvas { left, width, height } = canvas;
    let height = if height.fract() == 0.0 { height.to_string() } else { length(height) };
    let svg = el("svg").set("viewBox", format!("{left} 0 {width} {height}")).set("role", "img").set("aria-label", said);
    el("figure").with(el("figcaption").text(caption)).with(svg.all(drawn))
}

/// Words in a drawing, at a point of their middle, start or end.
fn words_at(x: f64, y: f64, anchor: &str, words: &str) -> Element {
    el("text").set("x", length(x)).set("y", length(y)).set("text-anchor", anchor).text(words)
}

fn chart(series: &Series) -> Element {
    const WIDTH: f64 = 640.0;
    const ROOM: LineRoom = LineRoom { left: 40.0, right: WIDTH - 40.0, top: 30.0, bottom: 140.0 };
    let LineDrawing { points, path } = line_drawing(series, ROOM);
    let dot = |(x, y): &(f64, f64)| {
        el("circle").set("cx", length(*x)).set("cy", length(*y)).set("r", 3.5).set("class", "dot")
    };
    let end = |at: Option<&(f64, f64)>, shown: Option<&String>| {
        let ((x, y), shown) = (at?, shown?);
        Some(words_at(*x, y - 11.0, "middle", shown).set("class", "big"))
    };
    let ends = [end(points.first(), series.shown.first()), end(points.last(), series.shown.last())];
    let names = points.iter().zip(&series.points).map(|((x, _), (name, _))| words_at(*x, 176.0, "middle", name));
    let mut drawn = vec![el("path").set("class", "line").set("d", path)];
    drawn.extend(points.iter().map(dot).chain(ends.into_iter().flatten()).chain(names));
    let canvas = Canvas { left: 0.0, width: WIDTH, height: 184.0 };
    figure(series.name.clone(), canvas, &series.said(), drawn)
}

fn rule(path: String) -> Element {
    el("path").set("class", "rule").set("d", path)
}

fn roadmap(roadmap: &Roadmap) -> Element {
    let Drawing { height, months, lanes, steps, .. } = roadmap.drawing();
    let wide = Drawing::WIDTH;
    let months = months.iter().flat_map(|(x, name)| {
        let words = el("text").set("x", length(x + 3.0)).set("y", 9).text(name);
        [rule(format!("M{x:.1} 14V{height:.1}")), words]
    });
    let lanes = lanes.iter().flat_map(|lane| {
        let name = el("text").set("class", "name").set("x", 0).set("y", length(lane.y + 22.0)).text(&lane.name);
        [name, rule(format!("M0 {:.1}H{wide}", lane.y + lane.height))]
    });
    let drawn = months.chain(lanes).chain(steps.iter().flat_map(roadmap_step)).collect();
    let canvas = Canvas { left: 0.0, width: wide, height };
    figure(text::pale_steps_are_proposed(roadmap.title()), canvas, &roadmap.said(), drawn)
}

/// A step of a roadmap and its words.
fn roadmap_step(step: &DrawnStep) -> [Element; 2] {
    let (x, y) = (step.x, step.y);
    let class = if step.agreed { "bar" } else { "bar estimate" };
    let shape = match step.width {
        Some(width) => el("rect")
            .set("class", class)
            .set("x", length(x))
            .set("y", length(y))
            .set("width", length(width))
            .set("height", Drawing::BAR)
            .set("rx", 2),
        None => el("path").set("class", class).set("d", format!("M{x:.1} {:.1}l6 6-6 6-6-6z", y + 4.0)),
    };
    let (at, anchor, class) = match step.words {
        Beside::Inside(at) => (at, "start", if step.agreed { "on" } else { "name" }),
        Beside::Right(at) => (at, "start", "name"),
        Beside::Left(at) => (at, "end", "name"),
    };
    [shape, words_at(at, y + 13.8, anchor, &step.text).set("class", class)]
}

fn waterfall(unit: &str, steps: &[WaterfallStep]) -> Element {
    const WIDTH: f64 = 680.0;
    // Names are wider than their bars.
    const MARGIN: f64 = 20.0;
    const ROOM: WaterfallRoom =
        WaterfallRoom { width: WIDTH, top: 24.0, ground: 240.0, gap: 0.5, letter: 6.2, line: 13.0 };
    let WaterfallDrawing { bars, zero } = waterfall_drawing(steps, ROOM);
    let bar = |bar: &WaterfallBar| {
        let class = match bar.kind {
            StepKind::Confirmed => "bar",
            StepKind::Estimated => "bar estimate",
            StepKind::Cost => "bar cost",
            StepKind::Total => "bar sum",
        };
        let shape = el("rect")
            .set("class", class)
            .set("x", length(bar.x))
            .set("y", length(bar.y))
            .set("width", length(bar.width))
            .set("height", length(bar.height));
        let amount = words_at(bar.middle(), bar.y - 6.0, "middle", &bar.shown).set("class", "big");
        let link = bar.link.map(|(from, to, y)| rule(format!("M{from:.1} {y:.1}H{to:.1}")));
        let name = bar.name.iter().map(|(y, words)| words_at(bar.middle(), *y, "middle", words));
        link.into_iter().chain([shape, amount]).chain(name).collect::<Vec<_>>()
    };
    let mut drawn: Vec<Element> = bars.iter().flat_map(bar).collect();
    drawn.push(el("path").set("class", "axis").set("d", format!("M0 {zero:.1}H{WIDTH}")));
    let has_estimates = steps.iter().any(|step| step.kind == StepKind::Estimated);
    let estimate = if has_estimates { text::PALE_BARS_ARE_ESTIMATES } else { "" };
    let canvas = Canvas { left: -MARGIN, width: WIDTH + 2.0 * MARGIN, height: 300.0 };
    figure(format!("{unit}{estimate}"), canvas, &waterfall_said(steps), drawn)
}
