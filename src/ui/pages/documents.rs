//! Draws the pages of documents: the same markup for preview, projector and paper.

use leptos::prelude::*;

use crate::{
    document::{
        Beside, Block, Brand, Cell, Document, Drawing, DrawnStep, Face, LineDrawing, LineRoom, Mark, Measure, Page,
        Roadmap, Series, StepKind, Table, WaterfallDrawing, WaterfallRoom, WaterfallStep, line_drawing,
        waterfall_drawing, waterfall_said,
    },
    domain::status::Status,
    ui::{
        kit::{Shape, Sparkline, StatusWord},
        use_store,
    },
    words::screen::{common, documents as text},
};

fn status(mark: Mark) -> Status {
    match mark {
        Mark::Good => Status::Good,
        Mark::Watch => Status::Watch,
        Mark::Risk => Status::Risk,
        Mark::Open => Status::Unknown,
    }
}

/// The logo of the workspace, where it has one.
#[component]
pub fn Logo(
    /// Where it stands.
    class: &'static str,
) -> impl IntoView {
    let store = use_store();
    let brand =
        Memo::new(move |_| store.workspace().brand.readable().logo.map(|logo| (logo, store.workspace().company)));
    move || {
        brand.get().map(|(logo, company)| {
            view! {
                <img
                    class=class
                    src=format!("data:image/png;base64,{}", logo.png)
                    width=logo.width
                    height=logo.height
                    alt=company
                />
            }
        })
    }
}

/// A slide. Its sizes are in `em` of its container's width.
#[component]
pub fn SlideView(
    /// What it shows.
    page: Page,
    /// Its number.
    number: usize,
    /// The line at its foot.
    foot: String,
    /// Who it is for: an internal slide says so.
    #[prop(default = Face::Client)]
    face: Face,
) -> impl IntoView {
    let mark = (face == Face::Internal).then(|| view! { <p class="s-int">{face.mark()}</p> });
    let label = text::slide(number, &page.headline);
    if let Some(Block::Cover { client, subtitle, lines, series }) = page.blocks.first().cloned() {
        return view! {
            <section class="slide s-title" aria-label=label>
                {mark}
                <div class="s-l">
                    <Logo class="s-logo" />
                    <p class="s-client">{client}</p>
                    <h2 class="s-head">{page.headline}</h2>
                    <p class="s-sub">{subtitle}</p>
                    <p class="s-by">
                        {lines
                            .into_iter()
                            .map(|line| {
                                view! {
                                    {line}
                                    <br />
                                }
                            })
                            .collect_view()}
                    </p>
                </div>
                <div class="s-r">{series.map(cover_chart)}</div>
            </section>
        }
        .into_any();
    }
    let wide = page.blocks.iter().any(|block| matches!(block, Block::Waterfall { .. }));
    let (asks, blocks): (Vec<Block>, Vec<Block>) =
        page.blocks.into_iter().partition(|block| matches!(block, Block::Ask(_)));
    let asked = asks.into_iter().filter_map(|block| match block {
        Block::Ask(text) => Some(view! {
            <p class="s-say">
                <b>{text::TO_AGREE_TODAY}</b>
                {text}
            </p>
        }),
        _ => None,
    });
    let body = blocks.into_iter().map(block).collect_view();
    view! {
        <section class="slide" aria-label=label>
            {mark}
            <h2>{page.headline}</h2>
            <div class="s-main" class:s-two=wide>
                {body}
            </div>
            {asked.collect_view()}
            <footer>
                <span>{page.source}</span>
                <span class="s-pg">{foot}<b>{number}</b></span>
            </footer>
        </section>
    }
    .into_any()
}

/// A paper: sections under headings, on the screen as on its pages.
#[component]
pub fn PaperView(
    /// What it says.
    document: Document,
    /// How it looks.
    brand: Brand,
) -> impl IntoView {
    let mark = document.face.mark();
    let logo = brand.logo.filter(|_| document.face == Face::Client).map(|logo| {
        let (width, height) = logo.fit(180, 44);
        view! {
            <img
                class="sheet-logo"
                src=format!("data:image/png;base64,{}", logo.base64)
                width=width
                height=height
                alt=brand.company.clone()
            />
        }
    });
    let us = logo.is_none().then(|| view! { <p class="sheet-us">{brand.company}</p> });
    let sections = document.pages.into_iter().map(|page| {
        let blocks = page.blocks.into_iter().map(block).collect_view();
        view! {
            <section>
                <h2 dir="auto">{page.headline}</h2>
                {blocks}
                {(!page.source.is_empty()).then(|| view! { <p class="sheet-q">{page.source}</p> })}
            </section>
        }
    });
    view! {
        <article class="sheet" class:internal=document.face == Face::Internal>
            <header>{logo}{us}<p class="sheet-q">{document.by}<br />{document.day}</p></header>
            {(!mark.is_empty()).then(|| view! { <p class="sheet-i">{mark}</p> })}
            <h1 dir="auto">{document.title}</h1>
            {sections.collect_view()}
            <footer class="sheet-q">{document.foot}</footer>
        </article>
    }
}

fn block(block: Block) -> AnyView {
    match block {
        Block::Text(text) => view! { <p class="s-text">{text}</p> }.into_any(),
        Block::List(items) => {
            view! { <ul class="s-list">{items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}</ul> }
                .into_any()
        }
        Block::Figures(figures) => {
            let figures = figures.into_iter().map(|(figure, label)| {
                view! {
                    <div>
                        <dd>{figure}</dd>
                        <dt>{label}</dt>
                    </div>
                }
            });
            view! { <dl class="s-figs">{figures.collect_view()}</dl> }.into_any()
        }
        Block::Table(table) => table_view(table),
        Block::Scorecard { period, before, groups } => scorecard(&period, &before, groups),
        Block::Waterfall { unit, steps } => waterfall(&unit, &steps),
        Block::Roadmap(roadmap) => roadmap
            // Each part fits on a page when it is printed.
            .parts(800.0)
            .iter()
            .map(|part| {
                view! {
                    <figure class="s-fig">
                        <figcaption>{part.title()}<RoadmapKey /></figcaption>
                        {roadmap_view(part)}
                    </figure>
                }
            })
            .collect_view()
            .into_any(),
        Block::Ask(_) | Block::Cover { .. } => ().into_any(),
    }
}

/// How a cell is broken: amounts, dates and other short words stay on a line; a word that no column holds is cut.
pub fn room_of(words: &str) -> &'static str {
    let longest = words.split_whitespace().map(|word| word.chars().count()).max().unwrap_or(0);
    match words.chars().count() {
        ..=12 => "nw",
        _ if longest > 24 => "long",
        _ => "",
    }
}

fn table_view(table: Table) -> AnyView {
    if table.rows.is_empty() {
        return (!table.empty.is_empty()).then(|| view! { <p class="s-empty">{table.empty}</p> }).into_any();
    }
    let rows = table.rows.into_iter().map(|row| {
        let cells = row.into_iter().map(|cell| match cell {
            Cell::Text(text) => {
                let room = room_of(&text);
                view! {
                    <td class=room dir="auto">
                        {text}
                    </td>
                }
                .into_any()
            }
            Cell::Strong(text) => {
                let class = format!("v {}", room_of(&text));
                view! {
                    <td class=class dir="auto">
                        {text}
                    </td>
                }
                .into_any()
            }
            Cell::Mark(mark, word) => view! {
                <td>
                    <StatusWord status=status(mark) word />
                </td>
            }
            .into_any(),
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let head = table.head.into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <table class="s-table">
            <thead>
                <tr>{head}</tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn scorecard(period: &str, before: &str, groups: Vec<(String, Vec<Measure>)>) -> AnyView {
    let bodies = groups.into_iter().map(|(group, measures)| {
        let rows = measures.into_iter().map(|measure| {
            let hot = measure.standing.as_ref().is_some_and(|(mark, _)| *mark == Mark::Risk);
            view! {
                <tr>
                    <td>{measure.name}</td>
                    <td class="r v">{measure.value}</td>
                    <td class="r t">{measure.target}</td>
                    <td>{measure.standing.map(|(mark, word)| view! { <StatusWord status=status(mark) word /> })}</td>
                    <td class="r t">{measure.change}</td>
                    <td class="sp">
                        <Sparkline values=measure.trend width=150.0 hot target=measure.target_value />
                    </td>
                </tr>
            }
        });
        view! {
            <tbody>
                <tr class="g">
                    <th colspan="6" scope="rowgroup">
                        {group}
                    </th>
                </tr>
                {rows.collect_view()}
            </tbody>
        }
    });
    view! {
        <table class="s-card">
            <thead>
                <tr>
                    <td></td>
                    <th class="r" scope="col">
                        {period.to_owned()}
                    </th>
                    <th class="r" scope="col">
                        {common::TARGET}
                    </th>
                    <th scope="col">{common::STATUS}</th>
                    <th class="r" scope="col">
                        {text::since(before)}
                    </th>
                    <th class="sp" scope="col">
                        {text::EIGHT_QUARTERS_TARGET_DASHED}
                    </th>
                </tr>
            </thead>
            {bodies.collect_view()}
        </table>
    }
    .into_any()
}

/// What the shapes of a roadmap mean.
#[component]
pub fn RoadmapKey() -> impl IntoView {
    view! {
        <span>
            <svg viewBox="0 0 14 8" width="14" height="8" aria-hidden="true">
                <rect class="rb" width="14" height="8" rx="1.5" />
            </svg>
            {text::AGREED}
        </span>
        <span>
            <svg viewBox="0 0 14 8" width="14" height="8" aria-hidden="true">
                <rect class="rb p" x=".5" y=".5" width="13" height="7" rx="1.5" />
            </svg>
            {text::PROPOSED}
        </span>
        <span>
            <svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">
                <path class="rm" d="M4 0 8 4 4 8 0 4z" />
            </svg>
            {text::DATE}
        </span>
    }
}

/// A roadmap, drawn.
pub fn roadmap_view(roadmap: &Roadmap) -> AnyView {
    let Drawing { height, months, lanes, steps, .. } = roadmap.drawing();
    let months = months.into_iter().map(|(x, name)| {
        view! {
            <path class="ax" d=format!("M{x:.1} 14V{height:.1}") />
            <text x=x + 3.0 y="9">
                {name}
            </text>
        }
    });
    let lanes = lanes.into_iter().map(|lane| {
        let end = format!("M0 {:.1}H{}", lane.y + lane.height, Drawing::WIDTH);
        view! {
            <text class="t1" x="0" y=lane.y + 22.0>
                {lane.name}
            </text>
            <path class="ax" d=end />
        }
    });
    let steps = steps.into_iter().map(|DrawnStep { x, y, width, agreed, text, words }| {
        let shape = match width {
            Some(width) => {
                let class = if agreed { "rb" } else { "rb p" };
                view! { <rect class=class x=x y=y width=width height=Drawing::BAR rx="2" /> }.into_any()
            }
            None => {
                let class = if agreed { "rm" } else { "rm p" };
                view! { <path class=class d=format!("M{x:.1} {:.1}l6 6-6 6-6-6z", y + 4.0) /> }.into_any()
            }
        };
        let (at, anchor, class) = match words {
            Beside::Inside(at) => (at, "start", if agreed { "rt" } else { "rt p" }),
            Beside::Right(at) => (at, "start", "t1"),
            Beside::Left(at) => (at, "end", "t1"),
        };
        view! {
            {shape}
            <text class=class x=at y=y + 13.8 text-anchor=anchor>
                {text}
            </text>
        }
    });
    view! {
        <svg
            class="road"
            viewBox=format!("0 0 {} {height:.1}", Drawing::WIDTH)
            width=Drawing::WIDTH
            height=height
            role="img"
            aria-label=roadmap.said()
        >
            <g>{months.collect_view()}</g>
            <g>{lanes.collect_view()}</g>
            <g>{steps.collect_view()}</g>
        </svg>
    }
    .into_any()
}

fn waterfall(unit: &str, steps: &[WaterfallStep]) -> AnyView {
    const WIDTH: f64 = 760.0;
    const ROOM: WaterfallRoom =
        WaterfallRoom { width: WIDTH, top: 40.0, ground: 420.0, gap: 0.5, letter: 7.4, line: 17.0 };
    let WaterfallDrawing { bars, zero } = waterfall_drawing(steps, ROOM);
    let drawn = bars.into_iter().map(|bar| {
        let class = match bar.kind {
            StepKind::Confirmed => "w-b",
            StepKind::Estimated => "w-h",
            StepKind::Cost => "w-k",
            StepKind::Total => "w-t",
        };
        let middle = bar.middle();
        let link = bar.link.map(|(from, to, y)| view! { <path class="w-c" d=format!("M{from:.1} {y:.1}H{to:.1}") /> });
        let name = bar.name.into_iter().map(|(y, words)| {
            view! {
                <text class="w-l" x=middle y=y text-anchor="middle">
                    {words}
                </text>
            }
        });
        view! {
            <rect class=class x=bar.x y=bar.y width=bar.width height=bar.height />
            <text class="w-v" class:b=bar.kind == StepKind::Total x=middle y=bar.y - 8.0 text-anchor="middle">
                {bar.shown}
            </text>
            <g>{name.collect_view()}</g>
            <g>{link}</g>
        }
    });
    let said = waterfall_said(steps);
    let has_estimate = steps.iter().any(|step| step.kind == StepKind::Estimated);
    view! {
        <figure class="s-fig">
            <figcaption>
                {unit.to_owned()} <span>
                    <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
                        <rect class="w-b" width="14" height="10" />
                    </svg>
                    {text::CONFIRMED}
                </span>
                {has_estimate
                    .then(|| {
                        view! {
                            <span>
                                <svg viewBox="0 0 14 10" width="14" height="10" aria-hidden="true">
                                    <rect class="w-h" width="14" height="10" />
                                </svg>
                                {text::ESTIMATE}
                            </span>
                        }
                    })}
            </figcaption>
            <svg class="s-fall" viewBox=format!("-16 0 {} 486", WIDTH + 32.0) role="img" aria-label=said>
                <defs>
                    <pattern
                        id="hatch"
                        width="6"
                        height="6"
                        patternUnits="userSpaceOnUse"
                        patternTransform="rotate(45)"
                    >
                        <rect width="6" height="6" class="w-hb" />
                        <path d="M0 0V6" class="w-hl" />
                    </pattern>
                </defs>
                <g>{drawn.collect_view()}</g>
                <path class="w-ax" d=format!("M0 {zero:.1}H{WIDTH}") />
            </svg>
        </figure>
    }
    .into_any()
}

fn cover_chart(series: Series) -> AnyView {
    const WIDTH: f64 = 440.0;
    const HEIGHT: f64 = 300.0;
    let room = LineRoom { left: 8.0, right: WIDTH - 12.0, top: 60.0, bottom: HEIGHT - 40.0 };
    let LineDrawing { points: at, path } = line_drawing(&series, room);
    let dots = at.iter().map(|(x, y)| view! { <circle class="c-d" cx=*x cy=*y r="3" /> });
    let (first, last) = (at.first().copied().unwrap_or_default(), at.last().copied().unwrap_or_default());
    let falls = last.1 > first.1;
    let last_point = at.len().saturating_sub(1);
    let axis = at.iter().zip(&series.points).enumerate().filter_map(|(position, ((x, _), (name, _)))| {
        let anchor = match position {
            0 => "start",
            last if last == last_point => "end",
            middle if middle == at.len() / 2 => "middle",
            _ => return None,
        };
        Some(view! {
            <text class="c-t" x=*x y="352" text-anchor=anchor>
                {name.clone()}
            </text>
        })
    });
    let axis = axis.collect_view();
    let label = series.said();
    view! {
        <p class="c-h">{series.name.clone()}</p>
        <svg class="s-cov" viewBox=format!("0 0 {WIDTH} 360") role="img" aria-label=label>
            <path class="c-l" d=path />
            <g>{dots.collect_view()}</g>
            <circle class="c-e" cx=last.0 cy=last.1 r="6" />
            <text class="c-n" x=first.0 y=if falls { first.1 - 16.0 } else { first.1 + 48.0 }>
                {series.shown.first().cloned()}
            </text>
            <text class="c-n" x=last.0 + 6.0 y=if falls { last.1 + 48.0 } else { last.1 - 16.0 } text-anchor="end">
                {series.shown.last().cloned()}
            </text>
            <path class="c-ax" d=format!("M8 332H{WIDTH}") />
            <g>{axis}</g>
        </svg>
    }
    .into_any()
}

/// A mark of a document as its shape.
#[component]
pub fn MarkShape(mark: Mark) -> impl IntoView {
    view! { <Shape status=status(mark) /> }
}
