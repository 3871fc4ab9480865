//! Meetings: held and to come, cadences with their next date, decisions.

use leptos::prelude::*;

use crate::words::format;
use crate::{
    domain::{
        Account, Cadence, Change, Decision, Id, Kind, Meeting, Order,
        choice::DecisionState,
        date::{on_or_after_working_day, plus_days},
        engagement::{Rhythm, rhythms},
        status::Status,
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, Preset, StatusWord},
        use_store,
    },
    words,
};

/// The columns of a list of meetings; the last says what is planned, or what was said.
const fn columns(last: &'static str) -> [Column; 7] {
    [
        Column::Text("Meeting"),
        Column::Text("Kind"),
        Column::Text("Date"),
        Column::Text("Start"),
        Column::Text("Place"),
        Column::Text("With"),
        Column::Text(last),
    ]
}

const TO_COME: [Column; 7] = columns("Agenda");
const HELD: [Column; 7] = columns("Notes");

/// The page.
#[component]
pub fn Meetings(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let decisions = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = records.in_order::<Decision>(id);
            let rows = all.into_iter().map(|decision| {
                let state = match decision.state {
                    DecisionState::Taken => ListCell::Status(Status::Good, "Taken".into()),
                    DecisionState::Declined => ListCell::Status(Status::Risk, "Declined".into()),
                    DecisionState::Asked if decision.due.is_some_and(|due| due < today) => {
                        ListCell::Status(Status::Risk, "Overdue".into())
                    }
                    DecisionState::Asked => ListCell::Status(Status::Unknown, "Asked for".into()),
                };
                let by = records.find(decision.decided_by).map(|person| person.name.clone());
                let date = decision.decided_on.or(decision.due).map(|date| locale.date_near(date, today));
                let cells = vec![
                    decision.title.clone().into(),
                    state,
                    by.unwrap_or_else(|| "nobody named".into()).into(),
                    decision.rationale.clone().into(),
                    date.unwrap_or_else(|| "no date".into()).into(),
                    if decision.shared.is_empty() { "internal" } else { "shared" }.into(),
                ];
                ListRow::new(decision.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let today = Preset::default().with("date", untrack(|| store.today()).to_string());
    view! {
        <Listing
            title="To come"
            kind=Kind::Meeting
            account=id
            preset=today.clone()
            head=&TO_COME
            rows=list(id, true)
            empty="The next introduction, the weekly call, the business review."
        />
        <Rhythms id />
        <Listing
            title="Decisions"
            kind=Kind::Decision
            account=id
            head=&[
                Column::Text("Decision"),
                Column::Text("State"),
                Column::Text("Decided by"),
                Column::Text("Why"),
                Column::Text("Date"),
                Column::Text("Client"),
            ]
            rows=decisions
            empty="What was decided and why, and what you ask the client to decide by when."
        />
        <Listing
            title="Held"
            kind=Kind::Meeting
            account=id
            preset=today
            head=&HELD
            rows=list(id, false)
            empty="Meetings held count as contact with the people in them."
        />
    }
}

fn list(id: Id<Account>, coming: bool) -> Memo<Vec<ListRow>> {
    let store = use_store();
    let locale = store.locale();
    Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<&Meeting> =
                records.of::<Meeting>(id).filter(|meeting| (meeting.date >= today) == coming).collect();
            all.order_by_key(|meeting| (meeting.date, meeting.at.clone()));
            if !coming {
                all.reverse();
            }
            let rows = all.into_iter().map(|meeting| {
                let theirs = meeting
                    .people
                    .iter()
                    .filter_map(|id| records.get(*id))
                    .map(|person| format::short_name(&person.name));
                let ours = meeting
                    .team
                    .iter()
                    .filter_map(|id| records.get(*id))
                    .map(|teammate| format::short_name(&teammate.name));
                let points = meeting.agenda.lines().filter(|line| !line.trim().is_empty()).count();
                let day = locale.on_weekday_short(meeting.date, &locale.date_near(meeting.date, today));
                let written = match (coming, points, meeting.notes.is_empty()) {
                    (true, 0, _) => "no agenda".to_owned(),
                    (true, points, _) => locale.count(points as i64, "point"),
                    (false, _, true) => "no notes".into(),
                    (false, _, false) => "notes".into(),
                };
                let cells = vec![
                    meeting.title.clone().into(),
                    meeting.kind.label().into(),
                    day.into(),
                    meeting.at.clone().into(),
                    meeting.place.clone().into(),
                    theirs.chain(ours).collect::<Vec<_>>().join(", ").into(),
                    written.into(),
                ];
                ListRow::new(meeting.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    })
}

/// How often each kind of meeting is held, the last and the next; planning the next takes one step.
#[component]
fn Rhythms(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let known = records.get(id).map(|account| rhythms(records, account, today)).unwrap_or_default();
            let named = known.into_iter().map(|rhythm| {
                let cadence = records.of::<Cadence>(id).find(|cadence| cadence.kind == rhythm.kind);
                (cadence.map(|cadence| (cadence.id, cadence.name.clone())), rhythm)
            });
            named.collect::<Vec<_>>()
        })
    });
    let plan = move |rhythm: &Rhythm, name: &str| {
        let holidays = store.peek(|records| records.workspace().holidays);
        let today = untrack(|| store.today());
        let tomorrow = plus_days(today, 1);
        let date = on_or_after_working_day(rhythm.due().unwrap_or(tomorrow).max(tomorrow), &holidays);
        let last = store.peek(|records| {
            records
                .of::<Meeting>(id)
                .filter(|meeting| meeting.kind == rhythm.kind)
                .max_by_key(|meeting| meeting.date)
                .cloned()
        });
        let made = Meeting {
            id: store.new_id(),
            account: id,
            title: last.as_ref().map_or_else(|| name.to_owned(), |last| last.title.clone()),
            kind: rhythm.kind,
            date,
            agenda: words::agenda_template(rhythm.kind).into(),
            notes: String::new(),
            external: Default::default(),
            ..last.unwrap_or_default()
        };
        store.apply_and_tell(Change::put(format!("planned “{}” on {}", made.title, locale.date(made.date)), made));
    };
    let row = move |(cadence, rhythm): (Option<(Id<Cadence>, String)>, Rhythm)| {
        let today = store.today();
        let here = crate::ui::route::use_here();
        let near = |date: Option<chrono::NaiveDate>| date.map(|date| locale.date_near(date, today));
        let (status, word) = match (rhythm.planned, rhythm.due()) {
            (Some(_), _) => (Status::Good, "Planned"),
            (None, Some(due)) if due < today => (Status::Risk, "Overdue"),
            (None, Some(_)) => (Status::Good, "In time"),
            (None, None) => (Status::Unknown, "Not held yet"),
        };
        let next = near(rhythm.planned).or_else(|| near(rhythm.due()).map(|date| format!("by {date}")));
        let source = if rhythm.own { "own cadence" } else { "tier’s standard" };
        let name = cadence.as_ref().map_or_else(|| rhythm.kind.label().to_owned(), |(_, name)| name.clone());
        let label = format!("Plan the next: {name}");
        let shown = match cadence {
            Some((cadence, name)) => view! {
                <a class="mid" href=move || here.with("open", &cadence.to_string())>
                    {name}
                </a>
            }
            .into_any(),
            None => view! { <span class="mid">{name.clone()}</span> }.into_any(),
        };
        let can_plan = rhythm.planned.is_none();
        let planned = rhythm.clone();
        view! {
            <tr>
                <td>{shown}</td>
                <td class="q2">{rhythm.kind.label()}</td>
                <td class="q2">{format!("every {}, {source}", locale.count(i64::from(rhythm.every), "day"))}</td>
                <td class="q2">{near(rhythm.last)}</td>
                <td class="q2">{next}</td>
                <td>
                    <StatusWord status word />
                </td>
                <td class="r">
                    {can_plan
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="more-link"
                                    aria-label=label
                                    on:click=move |_| plan(&planned, &name)
                                >
                                    "Plan it"
                                </button>
                            }
                        })}
                </td>
            </tr>
        }
    };
    let adding = crate::ui::shell::use_adding();
    let add = move |_| {
        adding.open(Kind::Cadence, Some(id), Preset::default().with("name", "Weekly call").with("everyDays", 7))
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                "Cadences"<small>{move || rows.read().len()}</small>
                <button type="button" class="more-link push" on:click=add>
                    "Add cadence"
                </button>
            </h2>
            <div
                class="scroll"
                class:none=move || rows.read().is_empty()
                tabindex="0"
                role="region"
                aria-label="Cadences"
            >
                <table class="tbl">
                    <thead>
                        <tr>
                            <th scope="col">"Cadence"</th>
                            <th scope="col">"Kind"</th>
                            <th scope="col">"How often"</th>
                            <th scope="col">"Last"</th>
                            <th scope="col">"Next"</th>
                            <th scope="col">"State"</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <Show when=move || rows.read().is_empty()>
                <p class="empty">
                    "Agree how often you meet. Without a cadence of its own, the account follows its tier’s standard."
                </p>
            </Show>
        </section>
    }
}
