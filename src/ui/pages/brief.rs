//! The one-pager: exactly one sheet. What does not fit gives way by rank, measured in the page; the screen names it.

use leptos::{html, prelude::*};

use super::documents::{Logo, MarkShape, RoadmapKey, roadmap_view, room_of};
use crate::{
    document::{Brief, BriefRow, Paper, Section, brief},
    domain::{Account, Change, Id, Key},
    ui::{
        browser,
        kit::{Glyph, Icon, RecordFields},
        route::{Route, Tab, use_here},
        use_store,
    },
};

/// The page.
#[component]
pub fn BriefPage(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let paper = here.query_memo("paper");
    let whole = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| brief(records, id, today, locale))
    });
    // How many rows give way. It starts over with each content and grows until the sheet holds what is left.
    let dropped = RwSignal::new(0_usize);
    let too_long = RwSignal::new(false);
    let sheet = NodeRef::<html::Article>::new();
    Effect::new(move |_| {
        whole.track();
        paper.track();
        dropped.set(0);
        too_long.set(false);
    });
    let shown = Memo::new(move |_| whole.get().without(dropped.get()));
    Effect::new(move |_| {
        let (rows, _) = (shown.read().rows.len(), dropped.get());
        let Some(element) = sheet.get() else { return };
        request_animation_frame(move || {
            let overflows = element.scroll_height() > element.client_height() + 1 || overflows_sideways(&element);
            if overflows && rows > 0 {
                dropped.update(|dropped| *dropped += 1);
            } else {
                too_long.set(overflows);
            }
        });
    });
    let record = Memo::new(move |_| {
        store.read_account(id, |records| records.of::<crate::domain::Brief>(id).next().map(|brief| brief.id))
    });
    let write = move |_| {
        let own = crate::domain::Brief {
            id: store.new_id(),
            account: id,
            headline: whole.get_untracked().headline,
            ..crate::domain::Brief::default()
        };
        store.apply(Change::put("wrote on the one-pager", own));
    };
    let names = move || {
        shown
            .get()
            .left_out
            .into_iter()
            .map(|row| {
                view! {
                    <li>
                        <span class="mid">{row.section.title()}</span>
                        <span class="q">{row.cells.join(", ")}</span>
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <div class="brief">
            <div class="brief-paper" tabindex="0" role="region" aria-label="The one-pager">
                <article class="a4" class:letter=move || paper.get() == "letter" node_ref=sheet>
                    {move || sheet_view(&shown.read())}
                </article>
            </div>
            <aside class="brief-side" aria-label="About the one-pager">
                <div class="qb-acts">
                    <button
                        type="button"
                        class="btn primary"
                        disabled=move || too_long.get()
                        on:click=move |_| browser::print()
                    >
                        <Icon glyph=Glyph::Print />
                        <span>"Print"</span>
                    </button>
                    <a class="btn" href=Route::Paper(id, Paper::Brief).href()>
                        <Icon glyph=Glyph::Download />
                        <span>"Other formats"</span>
                    </a>
                    <nav class="seg" aria-label="Paper">
                        <a
                            href=move || here.with("paper", "")
                            aria-current=move || (paper.get() != "letter").then_some("true")
                        >
                            "A4"
                        </a>
                        <a
                            href=move || here.with("paper", "letter")
                            aria-current=move || (paper.get() == "letter").then_some("true")
                        >
                            "US Letter"
                        </a>
                    </nav>
                </div>
                <Show when=move || too_long.get()>
                    <p class="note risk" role="alert">
                        "Your own text is too long for one page. Shorten the headline or the footnote, then print."
                    </p>
                </Show>
                <section>
                    <h2 class="h2">"Your words"</h2>
                    {move || match record.get() {
                        Some(brief) => view! { <RecordFields key=Key::from(brief) /> }.into_any(),
                        None => {
                            view! {
                                <button type="button" class="btn" on:click=write>
                                    "Write the headline yourself"
                                </button>
                            }
                                .into_any()
                        }
                    }}
                </section>
                <section>
                    <h2 class="h2">"Gave way"<small>{move || shown.read().left_out.len()}</small></h2>
                    <Show
                        when=move || !shown.read().left_out.is_empty()
                        fallback=|| view! { <p class="q">"Everything that is shared fits on the page."</p> }
                    >
                        <p class="q small">
                            "The lowest-ranked rows of the fullest sections. They are not on the paper."
                        </p>
                        <ul class="gave">{names}</ul>
                    </Show>
                </section>
                <p class="q small">
                    "Only shared records stand here: those with a wording for the client. "
                    <a class="more-link" href=Route::Account(id, Tab::Risks).href()>
                        "Risks"
                    </a>", "<a class="more-link" href=Route::Account(id, Tab::Value).href()>
                        "outcomes"
                    </a>", "<a class="more-link" href=Route::Account(id, Tab::Meetings).href()>
                        "decisions"
                    </a>", "
                    <a class="more-link" href=format!("{}?view=milestones", Route::Account(id, Tab::Plan).href())>
                        "milestones"
                    </a>"."
                </p>
            </aside>
        </div>
    }
}

/// Whether a part of the sheet is wider than the sheet.
fn overflows_sideways(sheet: &web_sys::HtmlElement) -> bool {
    sheet.scroll_width() > sheet.client_width() + 1
}

fn sheet_view(brief: &Brief) -> impl IntoView + use<> {
    let has = |section: Section| brief.section(section).next().is_some();
    let figures = brief
        .figures
        .iter()
        .map(|(figure, label)| {
            view! {
                <div>
                    <dd>{figure.clone()}</dd>
                    <dt>{label.clone()}</dt>
                </div>
            }
        })
        .collect_view();
    let value = rows(brief, Section::Value, |row| {
        view! {
            <td class=room_of(&row.cells[0])>{row.cells[0].clone()}</td>
            <td class:nowrap=row.cells[1].chars().count() <= 20>{row.cells[1].clone()}</td>
            <td class="r nowrap">{row.cells[2].clone()}</td>
            <td class="nowrap" class:q=!row.firm>
                {row.cells[3].clone()}
            </td>
        }
        .into_any()
    });
    let risks = brief
        .section(Section::Risks)
        .map(|row| {
            view! {
                <li>
                    {row.mark.map(|mark| view! { <MarkShape mark /> })}<span>
                        <b>{row.cells[0].clone()}</b>
                        " "
                        {row.cells[1].clone()}
                        <i>{row.cells[2].clone()}</i>
                    </span>
                </li>
            }
        })
        .collect_view();
    let decisions = rows(brief, Section::Decisions, |row| {
        view! {
            <td>
                <b>{row.cells[0].clone()}</b>
            </td>
            <td>{row.cells[1].clone()}</td>
            <td class="nowrap">{row.cells[2].clone()}</td>
            <td>{row.cells[3].clone()}</td>
        }
        .into_any()
    });
    let wants = rows(brief, Section::Wants, |row| {
        view! {
            <td>
                <b>{row.cells[0].clone()}</b>
                {(!row.cells[1].is_empty()).then(|| format!(", {}", row.cells[1]))}
            </td>
            <td>{row.cells[2].clone()}</td>
        }
        .into_any()
    });
    let checkpoints = rows(brief, Section::Checkpoints, |row| {
        view! {
            <td class="nowrap">{row.cells[0].clone()}</td>
            <td>{row.cells[1].clone()}</td>
            <td>{row.cells[2].clone()}</td>
        }
        .into_any()
    });
    let sync = brief.sync.clone().map(|sync| view! {
        <section class="b-n">
            <div class="b-w">
                <h2>"Next executive sync"</h2>
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
                            <h2>"With"</h2>
                            <p>{sync.attendees}</p>
                        </div>
                    }
                })}
            {(!sync.agenda.is_empty())
                .then(|| {
                    view! {
                        <div>
                            <h2>"Agenda"</h2>
                            <ol>{sync.agenda.into_iter().map(|point| view! { <li>{point}</li> }).collect_view()}</ol>
                        </div>
                    }
                })}
        </section>
    });
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
                "Page 1 of 1"
            </p>
        </header>
        {empty
            .then(|| {
                view! {
                    <p class="q">
                        "Nothing is shared yet: give outcomes, risks, decisions and milestones a wording for the \
                        client."
                    </p>
                }
            })}
        <div class="b-2">
            {(has(Section::Value) || !brief.figures.is_empty())
                .then(|| {
                    view! {
                        <section>
                            <h2>"Delivered value"</h2>
                            <dl class="b-f">{figures}</dl>
                            <table>
                                <tbody>{value}</tbody>
                            </table>
                        </section>
                    }
                })}
            {has(Section::Risks)
                .then(|| {
                    view! {
                        <section>
                            <h2>"Open risks"</h2>
                            <ul class="b-r">{risks}</ul>
                        </section>
                    }
                })}
        </div>
        {has(Section::Decisions)
            .then(|| {
                view! {
                    <section>
                        <h2>"Upcoming decisions"</h2>
                        <table class="b-t">
                            <thead>
                                <tr>
                                    <th>"We ask for"</th>
                                    <th>"Decided by"</th>
                                    <th>"By"</th>
                                    <th>"If it waits"</th>
                                </tr>
                            </thead>
                            <tbody>{decisions}</tbody>
                        </table>
                    </section>
                }
            })}
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
        <div class="b-2 b-2e">
            {has(Section::Wants)
                .then(|| {
                    view! {
                        <section>
                            <h2>"What each of you wants from it"</h2>
                            <table class="b-t">
                                <tbody>{wants}</tbody>
                            </table>
                        </section>
                    }
                })}
            {has(Section::Checkpoints)
                .then(|| {
                    view! {
                        <section>
                            <h2>"Owners and checkpoints"</h2>
                            <table class="b-t">
                                <tbody>{checkpoints}</tbody>
                            </table>
                        </section>
                    }
                })}
        </div>
        {sync}
        <footer class="b-foot">
            <span>{brief.foot.clone()}</span>
            <span>{brief.by.clone()}</span>
        </footer>
    }
}

fn rows(brief: &Brief, section: Section, cells: fn(&BriefRow) -> AnyView) -> AnyView {
    brief.section(section).map(|row| view! { <tr>{cells(row)}</tr> }).collect_view().into_any()
}
