//! The sheet itself, as it is printed.

use leptos::prelude::*;

use crate::{
    document::{Brief, BriefRow, Section, Sync},
    ui::pages::documents::{Logo, MarkShape, RoadmapKey, roadmap_view, room_of},
    words::screen::{brief as text, common},
};

/// Draws the sheet.
pub fn sheet_view(brief: &Brief) -> impl IntoView + use<> {
    let empty = brief.rows.is_empty() && brief.left_out.is_empty();
    view! {
        <header class="b-h">
            <div>
                <p class="b-k">{brief.kicker.clone()}</p>
                <h1>{brief.headline.clone()}</h1>
            </div>
            <p class="b-d">
                <Logo class="b-logo" />
                {brief.date.clone()}
                <br />
                {text::PAGE_1_OF_1}
            </p>
        </header>
        {empty
            .then(|| {
                view! { <p class="q">{text::NOTHING_IS_SHARED_YET}</p> }
            })}
        <div class="b-2">{value(brief)} {risks(brief)}</div>
        {decisions(brief)}
        {brief
            .roadmap()
            .map(|roadmap| {
                view! {
                    <section>
                        <h2>
                            {roadmap.title()}" "<small>
                                <RoadmapKey />
                            </small>
                        </h2>
                        {roadmap_view(&roadmap)}
                    </section>
                }
            })}
        <div class="b-2 b-2e">{wants(brief)} {checkpoints(brief)}</div>
        {brief.sync.clone().map(sync)}
        <footer class="b-foot">
            <span>{brief.foot.clone()}</span>
            <span>{brief.by.clone()}</span>
        </footer>
    }
}

/// The rows of a section as rows of a table; nothing where it has none.
fn rows(brief: &Brief, section: Section, cells: fn(&BriefRow) -> AnyView) -> Option<AnyView> {
    brief.section(section).next()?;
    Some(brief.section(section).map(|row| view! { <tr>{cells(row)}</tr> }).collect_view().into_any())
}

/// A value this short stands on one line.
const SHORT: usize = 20;

fn value(brief: &Brief) -> Option<impl IntoView + use<>> {
    let rows = rows(brief, Section::Value, |row| {
        let [name, change, worth, state] = [0, 1, 2, 3].map(|at| row.cell(at));
        let (room, is_short) = (room_of(&name), change.chars().count() <= SHORT);
        view! {
            <td class=room>{name}</td>
            <td class:nowrap=is_short>{change}</td>
            <td class="r nowrap">{worth}</td>
            <td class="nowrap" class:q=!row.firm>
                {state}
            </td>
        }
        .into_any()
    });
    if rows.is_none() && brief.figures.is_empty() {
        return None;
    }
    let figures = brief.figures.iter().map(|(figure, label)| {
        view! {
            <div>
                <dd>{figure.clone()}</dd>
                <dt>{label.clone()}</dt>
            </div>
        }
    });
    Some(view! {
        <section>
            <h2>{text::DELIVERED_VALUE}</h2>
            <dl class="b-f">{figures.collect_view()}</dl>
            <table>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn risks(brief: &Brief) -> Option<impl IntoView + use<>> {
    brief.section(Section::Risks).next()?;
    let risk = |row: &BriefRow| {
        let [statement, response, state] = [0, 1, 2].map(|at| row.cell(at));
        view! {
            <li>
                {row.mark.map(|mark| view! { <MarkShape mark /> })}<span>
                    <b>{statement}</b>
                    " "
                    {response}
                    <i>{state}</i>
                </span>
            </li>
        }
    };
    Some(view! {
        <section>
            <h2>{text::OPEN_RISKS}</h2>
            <ul class="b-r">{brief.section(Section::Risks).map(risk).collect_view()}</ul>
        </section>
    })
}

fn decisions(brief: &Brief) -> Option<impl IntoView + use<>> {
    let rows = rows(brief, Section::Decisions, |row| {
        let [ask, who, by, waits] = [0, 1, 2, 3].map(|at| row.cell(at));
        view! {
            <td>
                <b>{ask}</b>
            </td>
            <td>{who}</td>
            <td class="nowrap">{by}</td>
            <td>{waits}</td>
        }
        .into_any()
    })?;
    Some(view! {
        <section>
            <h2>{text::UPCOMING_DECISIONS}</h2>
            <table class="b-t">
                <thead>
                    <tr>
                        <th>{text::WE_ASK_FOR}</th>
                        <th>{common::DECIDED_BY}</th>
                        <th>{common::BY}</th>
                        <th>{text::IF_IT_WAITS}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn wants(brief: &Brief) -> Option<impl IntoView + use<>> {
    let rows = rows(brief, Section::Wants, |row| {
        let [name, title, want] = [0, 1, 2].map(|at| row.cell(at));
        view! {
            <td>
                <b>{name}</b>
                {(!title.is_empty()).then(|| format!(", {title}"))}
            </td>
            <td>{want}</td>
        }
        .into_any()
    })?;
    Some(view! {
        <section>
            <h2>{text::WHAT_EACH_OF_YOU}</h2>
            <table class="b-t">
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

fn checkpoints(brief: &Brief) -> Option<impl IntoView + use<>> {
    let rows = rows(brief, Section::Checkpoints, |row| {
        let [when, what, who] = [0, 1, 2].map(|at| row.cell(at));
        view! {
            <td class="nowrap">{when}</td>
            <td>{what}</td>
            <td>{who}</td>
        }
        .into_any()
    })?;
    Some(view! {
        <section>
            <h2>{text::OWNERS_AND_CHECKPOINTS}</h2>
            <table class="b-t">
                <tbody>{rows}</tbody>
            </table>
        </section>
    })
}

/// The next executive review.
fn sync(sync: Sync) -> impl IntoView {
    view! {
        <section class="b-n">
            <div class="b-w">
                <h2>{text::NEXT_EXECUTIVE_SYNC}</h2>
                <p>
                    <b>{sync.when}</b>
                    <br />
                    {sync.what}
                    {(!sync.place.is_empty()).then(|| format!(", {}", sync.place))}
                </p>
            </div>
            {(!sync.attendees.is_empty())
                .then(|| {
                    view! {
                        <div>
                            <h2>{common::WITH}</h2>
                            <p>{sync.attendees}</p>
                        </div>
                    }
                })}
            {(!sync.agenda.is_empty())
                .then(|| {
                    view! {
                        <div>
                            <h2>{common::AGENDA}</h2>
                            <ol>{sync.agenda.into_iter().map(|point| view! { <li>{point}</li> }).collect_view()}</ol>
                        </div>
                    }
                })}
        </section>
    }
}
