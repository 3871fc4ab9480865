//! Meetings: held and to come, cadences with their next date, decisions.

mod notes;
mod panel;
mod preparation;

use chrono::NaiveDate;
use leptos::prelude::*;

pub use self::panel::MeetingPanel;

use crate::words::format;
use crate::{
    domain::{
        Account, Cadence, Change, Decision, Id, Kind, Locale, Meeting, Records,
        choice::DecisionState,
        engagement::{Rhythm, rhythms},
        meeting,
        status::Status,
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, Preset, StatusWord},
        route::use_here,
        shell::use_adding,
        use_store,
    },
    words::{
        self, noun,
        screen::{common, meetings as text},
    },
};

/// The columns of a list of meetings; the last says what is planned, or what was said.
const fn columns(last: &'static str) -> [Column; 7] {
    [
        Column::Text(text::MEETING),
        Column::Text(common::KIND),
        Column::Text(common::DATE),
        Column::Text(common::START),
        Column::Text(common::PLACE),
        Column::Text(common::WITH),
        Column::Text(last),
    ]
}

const TO_COME: [Column; 7] = columns(common::AGENDA);
const HELD: [Column; 7] = columns(common::NOTES);

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
            let all = records.in_order::<Decision>(id).into_iter();
            all.map(|decision| decision_row(records, decision, today, locale)).collect::<Vec<_>>()
        })
    });
    let to_come = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = meeting::to_come(records, id, today).into_iter();
            all.map(|meeting| meeting_row(records, meeting, agenda_of(meeting, locale), today, locale))
                .collect::<Vec<_>>()
        })
    });
    let held = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = meeting::held(records, id, today).into_iter();
            let notes = |meeting: &Meeting| {
                if meeting.notes.is_empty() { text::NO_NOTES } else { text::NOTES_LOWER }.to_owned()
            };
            all.map(|meeting| meeting_row(records, meeting, notes(meeting), today, locale)).collect::<Vec<_>>()
        })
    });
    let today = Preset::default().with("date", untrack(|| store.today()).to_string());
    view! {
        <Listing
            title=text::TO_COME
            kind=Kind::Meeting
            account=id
            preset=today.clone()
            head=&TO_COME
            rows=to_come
            empty=text::THE_NEXT_INTRODUCTION_THE
        />
        <Rhythms id />
        <Listing
            title=text::DECISIONS
            kind=Kind::Decision
            account=id
            head=&[
                Column::Text(common::DECISION),
                Column::Text(common::STATE),
                Column::Text(common::DECIDED_BY),
                Column::Text(common::WHY),
                Column::Text(common::DATE),
                Column::Text(common::CLIENT),
            ]
            rows=decisions
            empty=text::WHAT_WAS_DECIDED_AND
        />
        <Listing
            title=text::HELD
            kind=Kind::Meeting
            account=id
            preset=today
            head=&HELD
            rows=held
            empty=text::MEETINGS_HELD_COUNT_AS
        />
    }
}

fn decision_row(records: &Records, decision: &Decision, today: NaiveDate, locale: Locale) -> ListRow {
    let state = match decision.state {
        DecisionState::Taken => ListCell::Status(Status::Good, text::TAKEN.into()),
        DecisionState::Declined => ListCell::Status(Status::Risk, text::DECLINED.into()),
        DecisionState::Asked if decision.due.is_some_and(|due| due < today) => {
            ListCell::Status(Status::Risk, text::OVERDUE.into())
        }
        DecisionState::Asked => ListCell::Status(Status::Unknown, text::ASKED_FOR.into()),
    };
    let by = records.find(decision.decided_by).map(|person| person.name.clone());
    let date = decision.decided_on.or(decision.due).map(|date| locale.date_near(date, today));
    let cells = vec![
        decision.title.clone().into(),
        state,
        by.unwrap_or_else(|| text::NOBODY_NAMED.into()).into(),
        decision.rationale.clone().into(),
        date.unwrap_or_else(|| common::NO_DATE.into()).into(),
        if decision.shared.is_empty() { common::INTERNAL_LOWER } else { common::SHARED_LOWER }.into(),
    ];
    ListRow::new(decision.id, cells)
}

/// How many points an agenda has.
fn agenda_of(meeting: &Meeting, locale: Locale) -> String {
    match meeting.agenda.lines().filter(|line| !line.trim().is_empty()).count() {
        0 => text::NO_AGENDA.to_owned(),
        points => locale.count(points as i64, noun::POINT),
    }
}

fn meeting_row(records: &Records, meeting: &Meeting, written: String, today: NaiveDate, locale: Locale) -> ListRow {
    let theirs = meeting.people.iter().filter_map(|id| records.get(*id)).map(|person| person.name.as_str());
    let ours = meeting.team.iter().filter_map(|id| records.get(*id)).map(|teammate| teammate.name.as_str());
    let with: Vec<String> = theirs.chain(ours).map(format::short_name).collect();
    let cells = vec![
        meeting.title.clone().into(),
        meeting.kind.label().into(),
        locale.on_weekday_short(meeting.date, &locale.date_near(meeting.date, today)).into(),
        meeting.at.clone().into(),
        meeting.place.clone().into(),
        with.join(", ").into(),
        written.into(),
    ];
    ListRow::new(meeting.id, cells)
}

/// The account's own cadence of a kind of meeting.
#[derive(Clone, PartialEq)]
struct Named {
    id: Id<Cadence>,
    name: String,
}

/// How often each kind of meeting is held, the last and the next; planning the next takes one step.
#[component]
fn Rhythms(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let known = records.get(id).map(|account| rhythms(records, account, today)).unwrap_or_default();
            let named = known.into_iter().map(|rhythm| {
                let cadence = records.of::<Cadence>(id).find(|cadence| cadence.kind == rhythm.kind);
                (cadence.map(|cadence| Named { id: cadence.id, name: cadence.name.clone() }), rhythm)
            });
            named.collect::<Vec<_>>()
        })
    });
    let drawn = move || {
        let today = store.today();
        let row = |(cadence, rhythm)| view! { <RhythmRow id cadence rhythm today /> };
        rows.get().into_iter().map(row).collect_view()
    };
    let adding = use_adding();
    let add = move |_| {
        adding.open(Kind::Cadence, Some(id), Preset::default().with("name", text::WEEKLY_CALL).with("everyDays", 7))
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::CADENCES}<small>{move || rows.read().len()}</small>
                <button type="button" class="more-link push" on:click=add>
                    {text::ADD_CADENCE}
                </button>
            </h2>
            <div
                class="scroll"
                class:none=move || rows.read().is_empty()
                tabindex="0"
                role="region"
                aria-label=text::CADENCES
            >
                <table class="tbl">
                    <thead>
                        <tr>
                            <th scope="col">{text::CADENCE}</th>
                            <th scope="col">{common::KIND}</th>
                            <th scope="col">{text::HOW_OFTEN}</th>
                            <th scope="col">{text::LAST}</th>
                            <th scope="col">{common::NEXT}</th>
                            <th scope="col">{common::STATE}</th>
                            <td></td>
                        </tr>
                    </thead>
                    <tbody>{drawn}</tbody>
                </table>
            </div>
            <Show when=move || rows.read().is_empty()>
                <p class="empty">{text::AGREE_HOW_OFTEN_YOU}</p>
            </Show>
        </section>
    }
}

#[component]
fn RhythmRow(id: Id<Account>, cadence: Option<Named>, rhythm: Rhythm, today: NaiveDate) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let near = |date: Option<NaiveDate>| date.map(|date| locale.date_near(date, today));
    let (status, word) = match (rhythm.planned, rhythm.due()) {
        (Some(_), _) => (Status::Good, common::PLANNED),
        (None, Some(due)) if due < today => (Status::Risk, text::OVERDUE),
        (None, Some(_)) => (Status::Good, text::IN_TIME),
        (None, None) => (Status::Unknown, text::NOT_HELD_YET),
    };
    let next = near(rhythm.planned).or_else(|| near(rhythm.due()).map(|date| text::by(&date)));
    let source = if rhythm.own { text::OWN_CADENCE } else { text::TIERS_STANDARD };
    let name = cadence.as_ref().map_or_else(|| rhythm.kind.label().to_owned(), |cadence| cadence.name.clone());
    let shown = match cadence {
        Some(Named { id, name }) => view! {
            <a class="mid" href=move || here.with("open", &id.to_string())>
                {name}
            </a>
        }
        .into_any(),
        None => view! { <span class="mid">{name.clone()}</span> }.into_any(),
    };
    let planned = rhythm.clone();
    view! {
        <tr>
            <td>{shown}</td>
            <td class="q2">{rhythm.kind.label()}</td>
            <td class="q2">{text::every(locale.count(i64::from(rhythm.every), noun::DAY), source)}</td>
            <td class="q2">{near(rhythm.last)}</td>
            <td class="q2">{next}</td>
            <td>
                <StatusWord status word />
            </td>
            <td class="r">{rhythm.planned.is_none().then(|| view! { <PlanNext id rhythm=planned name /> })}</td>
        </tr>
    }
}

/// Plans the next meeting of a kind.
#[component]
fn PlanNext(id: Id<Account>, rhythm: Rhythm, name: String) -> impl IntoView {
    let store = use_store();
    let label = text::plan_the_next(&name);
    let plan = move |_| {
        let today = untrack(|| store.today());
        let agenda = words::agenda_template(rhythm.kind).to_owned();
        let made = store.peek(|records| rhythm.next_meeting(records, id, today, store.new_id(), &name, agenda));
        let label = text::planned_on(&made.title, store.locale().date(made.date));
        store.apply_and_tell(Change::put(label, made));
    };
    view! {
        <button type="button" class="more-link" aria-label=label on:click=plan>
            {text::PLAN_IT}
        </button>
    }
}
