//! Risks: the heat map, the escalation ladder, and the log of risks, assumptions, issues and dependencies.

use leptos::prelude::*;

use super::related::ActionsOf;
use crate::words::format;
use crate::{
    domain::{
        Account, Change, Edit, Entity, Escalation, Id, Key, Kind, RaidItem,
        choice::{RaidKind, RaidStatus},
        escalation::{Climb, ladder, moved, usual},
        raid::band,
        status::Status,
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, Panel, Preset, status_class},
        route::use_here,
        use_store,
    },
    words,
};

fn band_word(status: Status) -> &'static str {
    match status {
        Status::Risk => "High",
        Status::Watch => "Medium",
        Status::Good | Status::Unknown => "Low",
    }
}

fn rating(item: &RaidItem) -> ListCell {
    match item.probability.zip(item.impact) {
        Some((probability, impact)) => {
            let status = band(probability, impact);
            ListCell::Status(status, format!("{}, {}", band_word(status), probability * impact))
        }
        None => ListCell::Status(Status::Unknown, "Not rated".into()),
    }
}

/// The page.
#[component]
pub fn Risks(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let closed = here.query_memo("closed");
    let cell = here.query_memo("cell");
    let of = move |kind: RaidKind| {
        Memo::new(move |_| {
            let today = store.today();
            let with_closed = !closed.read().is_empty();
            let wanted = cell.get();
            store.read_account(id, |records| {
                let in_cell = |item: &RaidItem| wanted.is_empty() || place_of(item).as_deref() == Some(&wanted);
                let shown = |item: &&RaidItem| item.kind == kind && (with_closed || item.is_open()) && in_cell(item);
                let all = records.in_order::<RaidItem>(id).into_iter().filter(shown);
                let rows = all.into_iter().map(|item| {
                    let ours = records.find(item.owner).map(|teammate| teammate.name.clone());
                    let theirs = records.find(item.owner_there).map(|person| person.name.clone());
                    let owners: Vec<String> = theirs.into_iter().chain(ours).collect();
                    let review = item.review_on.map(|date| {
                        let near = locale.date_near(date, today);
                        match (item.has_aged(today), item.is_due(today)) {
                            (true, _) => format!("{near}, not confirmed"),
                            (false, true) => format!("{near}, due"),
                            _ => near,
                        }
                    });
                    let level = item.level.map(|level| format!("level {level}"));
                    let cells = vec![
                        item.statement.clone().into(),
                        if item.is_open() { rating(item) } else { item.status.label().into() },
                        item.response.clone().into(),
                        if owners.is_empty() { "no owner".into() } else { owners.join(", ").into() },
                        review.unwrap_or_default().into(),
                        level.unwrap_or_default().into(),
                        if item.shared.is_empty() { "internal" } else { "shared" }.into(),
                    ];
                    ListRow::new(item.id, cells)
                });
                rows.collect::<Vec<_>>()
            })
        })
    };
    let lists = [
        (RaidKind::Risk, "Risks", "What could go wrong, how likely, how bad, and what we do about it."),
        (RaidKind::Assumption, "Assumptions", "What you take for granted. Confirm it, or it is a risk."),
        (RaidKind::Issue, "Issues", "What has gone wrong, and who mends it."),
        (RaidKind::Dependency, "Dependencies", "What somebody else must deliver first."),
    ];
    let toggle = move || here.with("closed", if closed.read().is_empty() { "yes" } else { "" });
    view! {
        <div class="risks-top">
            <HeatMap id />
            <Ladder id />
        </div>
        <p class="q2 plan-line">
            <a class="more-link" href=toggle>
                {move || if closed.read().is_empty() { "Show what is closed" } else { "Hide what is closed" }}
            </a>
            {move || {
                (!cell.read().is_empty())
                    .then(|| {
                        view! {
                            <span>
                                {format!("Only probability and impact {}. ", cell.read().replace('-', " and "))}
                                <a class="more-link" href=move || here.with("cell", "")>
                                    "Show all"
                                </a>
                            </span>
                        }
                    })
            }}
        </p>
        {lists
            .map(|(kind, title, empty)| {
                let preset = Preset::default().with("kind", kind.key());
                view! {
                    <Listing
                        title
                        kind=Kind::RaidItem
                        account=id
                        preset
                        head=&[
                            Column::Text("Statement"),
                            Column::Text("Rating"),
                            Column::Text("Response"),
                            Column::Text("Owners"),
                            Column::Text("Review"),
                            Column::Text("Escalated"),
                            Column::Text("Client"),
                        ]
                        rows=of(kind)
                        empty
                    />
                }
            })
            .collect_view()}
    }
}

/// The field of the heat map in which an entry stands, as the URL writes it: probability and impact.
fn place_of(item: &RaidItem) -> Option<String> {
    item.probability.zip(item.impact).map(|(probability, impact)| format!("{probability}-{impact}"))
}

/// Probability × impact; each field leads to its entries.
#[component]
fn HeatMap(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let chosen = here.query_memo("cell");
    let places = Memo::new(move |_| {
        store.read_account(id, |records| {
            records.of::<RaidItem>(id).filter(|item| item.is_open()).filter_map(place_of).collect::<Vec<_>>()
        })
    });
    let field = move |probability: u8, impact: u8| {
        let place = format!("{probability}-{impact}");
        let count = {
            let place = place.clone();
            move || places.read().iter().filter(|other| **other == place).count()
        };
        let is_on = {
            let place = place.clone();
            move || *chosen.read() == place
        };
        let status = band(probability, impact);
        let class = format!("heat-f heat-{}", status_class(status));
        let target = move || here.with("cell", &place);
        view! {
            <td class=class>
                {move || match count() {
                    0 => ().into_any(),
                    count => {
                        let label = format!(
                            "{}: {}, probability {probability}, impact {impact}",
                            band_word(status),
                            locale.count(count as i64, "log entry"),
                        );
                        let (target, is_on) = (target.clone(), is_on.clone());
                        view! {
                            <a href=target aria-current=move || is_on().then_some("true")>
                                <span aria-hidden="true">{count}</span>
                                <span class="sr">{label}</span>
                            </a>
                        }
                            .into_any()
                    }
                }}
            </td>
        }
    };
    let rows = (1..=5_u8).rev().map(|probability| {
        let fields = (1..=5_u8).map(|impact| field(probability, impact)).collect_view();
        view! {
            <tr>
                <th scope="row">
                    <span class="sr">"Probability "</span>
                    {probability}
                </th>
                {fields}
            </tr>
        }
    });
    view! {
        <section>
            <h2 class="h2">"Heat map"<small>"open entries"</small></h2>
            <table class="heat">
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <td></td>
                        {(1..=5)
                            .map(|impact| {
                                view! {
                                    <th scope="col">
                                        <span class="sr">"Impact "</span>
                                        {impact}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </tfoot>
            </table>
            <p class="q small" aria-hidden="true">
                "Up: probability. Right: impact."
            </p>
        </section>
    }
}

#[component]
fn Ladder(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let levels = Memo::new(move |_| {
        store.read_account(id, |records| {
            let rows = ladder(records, id).into_iter().map(|level| {
                let ours = records.find(level.owner).map(|teammate| teammate.name.clone());
                let theirs = records.find(level.owner_there).map(|person| person.name.clone());
                let hours = level.response_hours.map(|hours| format!("{hours} h"));
                let cells = vec![
                    format!("Level {}", level.level).into(),
                    level.trigger.clone().into(),
                    ours.unwrap_or_else(|| "nobody yet".into()).into(),
                    theirs.unwrap_or_else(|| "nobody yet".into()).into(),
                    hours.unwrap_or_default().into(),
                ];
                ListRow::new(level.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let begin = move |_| {
        let edits =
            usual(id, words::ladder_trigger, || store.new_id()).into_iter().map(|level| Edit::Put(level.into_record()));
        store.apply_and_tell(Change::new("began the escalation ladder", edits.collect()));
    };
    let next = move || levels.read().len() as u64 + 1;
    view! {
        <div>
            {move || {
                view! {
                    <Listing
                        title="Escalation ladder"
                        kind=Kind::Escalation
                        account=id
                        preset=Preset::default().with("level", next().min(5))
                        head=&[
                            Column::Text("Level"),
                            Column::Text("When"),
                            Column::Text("Our contact"),
                            Column::Text("Their contact"),
                            Column::Number("Answer within"),
                        ]
                        rows=levels
                        empty="Who answers on which level, on both sides, and how fast. Agree it before it is needed."
                    />
                }
            }} <Show when=move || levels.read().is_empty()>
                <p>
                    <button type="button" class="btn" on:click=begin>
                        "Begin with three levels"
                    </button>
                </p>
            </Show>
        </div>
    }
}

/// The panel of a log entry: confirming an assumption, climbing the ladder, its history, its actions.
#[component]
pub fn RaidPanel(
    /// Which entry.
    id: Id<RaidItem>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let item = Memo::new(move |_| store.get(id).unwrap_or_default());
    let account = item.get_untracked().account;
    let is_assumption = move || item.read().kind == RaidKind::Assumption;
    let confirm = move |_| {
        let item = item.get_untracked();
        let label = format!("confirmed “{}”", item.statement);
        store.apply_and_tell(Change::put(label, RaidItem { status: RaidStatus::Confirmed, ..item }));
    };
    let wrong = move |_| {
        let item = item.get_untracked();
        let label = format!("made a risk of “{}”", item.statement);
        store.apply_and_tell(Change::put(label, RaidItem { kind: RaidKind::Risk, review_on: None, ..item }));
    };
    view! {
        <Panel key=Key::from(id) on_close without=&["level"]>
            <Show when=move || is_assumption() && item.read().is_open()>
                <section>
                    <p class="row-acts">
                        <button type="button" class="btn" on:click=confirm>
                            "Confirmed"
                        </button>
                        <button type="button" class="more-link" on:click=wrong>
                            "It is a risk"
                        </button>
                    </p>
                </section>
            </Show>
            <Show when=move || !is_assumption()>
                <Climbing item account />
            </Show>
            <ActionsOf account field="raidItem" id=id.0 title="Actions" />
        </Panel>
    }
}

#[component]
fn Climbing(item: Memo<RaidItem>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let reason = RwSignal::new(String::new());
    let levels = Memo::new(move |_| {
        store.read_account(account, |records| {
            let named = ladder(records, account).into_iter().map(|level: &Escalation| {
                let ours = records.find(level.owner).map(|teammate| teammate.name.clone());
                let theirs = records.find(level.owner_there).map(|person| person.name.clone());
                let contacts: Vec<String> = ours.into_iter().chain(theirs).collect();
                (level.clone(), format::list(&contacts))
            });
            named.collect::<Vec<_>>()
        })
    });
    let stands = move || item.read().level.unwrap_or(0);
    let next = move || levels.get().into_iter().find(|(level, _)| level.level > stands());
    let climb = move |level: u8| {
        let item = item.get_untracked();
        let label = if level > 0 {
            format!("escalated “{}” to level {level}", item.statement)
        } else {
            format!("took “{}” off the ladder", item.statement)
        };
        let (date, reason_given) = (untrack(|| store.today()), reason.get_untracked().trim().to_owned());
        let climb = Climb { id: store.new_id(), date, level, reason: reason_given };
        store.apply_and_tell(Change::put(label, moved(&item, climb)));
        reason.set(String::new());
    };
    let history = move || {
        item.get()
            .climbs
            .into_iter()
            .rev()
            .map(|climb| {
                let what =
                    if climb.level > 0 { format!("to level {}", climb.level) } else { "off the ladder".to_owned() };
                view! {
                    <li>
                        <span class="q nowrap">{locale.date_near(climb.date, store.today())}</span>
                        <span>{what}</span>
                        <span class="q">{climb.reason}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let step = move || {
        next().map(|(level, contacts)| {
            let within = level.response_hours.map(|hours| format!(", answer within {hours} hours")).unwrap_or_default();
            let who = if contacts.is_empty() { "nobody is named there yet".to_owned() } else { contacts };
            let number = level.level;
            view! {
                <p class="q2 small">{format!("Level {number}: {}. {who}{within}.", level.trigger)}</p>
                <div class="inline-f">
                    <label>
                        <span class="sr">"Why it climbs"</span>
                        <input
                            type="text"
                            placeholder="Why it climbs"
                            autocomplete="off"
                            prop:value=move || reason.get()
                            on:input=move |event| reason.set(event_target_value(&event))
                        />
                    </label>
                    <button type="button" class="btn" on:click=move |_| climb(number)>
                        {format!("Escalate to level {number}")}
                    </button>
                </div>
            }
        })
    };
    view! {
        <section>
            <h3>
                {move || match stands() {
                    0 => "Escalation".to_owned(),
                    level => format!("Escalated to level {level}"),
                }}
            </h3>
            <ul class="nxt">{history}</ul>
            {step}
            <Show when=move || levels.read().is_empty()>
                <p class="q small">"This account has no ladder yet: begin one on this page."</p>
            </Show>
            <Show when=move || { stands() > 0 }>
                <button type="button" class="more-link" on:click=move |_| climb(0)>
                    "Take it off the ladder"
                </button>
            </Show>
        </section>
    }
}
