//! A row of Today: what it is about, where it leads, what a tick does, and how long it can wait.

use chrono::NaiveDate;
use leptos::prelude::*;

use super::today::done;
use crate::{
    domain::{
        Change, Edit, Meeting, PlaybookStep, RaidItem, Review, Snooze,
        agenda::{Agenda, Entry, Matter},
        choice::RaidStatus,
        date::{days_between, monday_of, plus_days},
        status::TREND_DAYS,
    },
    state::Store,
    ui::{
        kit::{Glyph, Icon, Shape},
        route::{Route, Tab},
        use_store,
    },
    words::{self, format},
};

/// The title of a row.
pub fn title_of(store: Store, entry: &Entry) -> String {
    words::row_title(entry, store.peek(|records| records.workspace().fiscal()))
}

/// The change that lets a row wait until a day.
fn snoozed(store: Store, entry: &Entry, label: String, until: NaiveDate) -> Change {
    let (of, row) = (Some(entry.key.record), entry.key.part.key());
    Change::put(label, Snooze { id: store.new_id(), account: entry.account, of, row, until, ..Snooze::default() })
}

/// The row.
#[component]
pub fn AgendaRow(
    /// What it is about.
    entry: Entry,
    /// The day.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let href = href_of(&entry);
    let title = title_of(store, &entry);
    let at = match &entry.matter {
        Matter::Action(action) if !action.due_at.is_empty() => format!("by {}", action.due_at),
        _ => String::new(),
    };
    let due = entry.due;
    let when = move || {
        let days = days_between(due, today.get());
        match days {
            1.. => view! {
                <span class="ag-due late">
                    <Shape status=crate::domain::status::Status::Risk />
                    {locale.count(days, "day")}
                </span>
            }
            .into_any(),
            0 => view! { <span class="ag-due">{at.clone()}</span> }.into_any(),
            -6..=-1 => {
                let day = format!("{} {}", format::weekday_short(due), chrono::Datelike::day(&due));
                view! { <span class="ag-due">{day}</span> }.into_any()
            }
            _ => view! { <span class="ag-due">{locale.date_near(due, today.get())}</span> }.into_any(),
        }
    };
    let glyph = glyph_of(&entry);
    view! {
        <li class="ag">
            <TickBox entry=entry.clone() today />
            <Icon glyph />
            <span class="ag-t">
                <a class="mid" href=href>
                    {title}
                </a>
                <span class="q ag-d">{words::row_detail(&entry, today.get_untracked(), locale)}</span>
            </span>
            <a class="ag-a q2" href=Route::Account(entry.account, Tab::Overview).href()>
                {entry.account_name.clone()}
            </a>
            {when}
            <SnoozeMenu entry today />
        </li>
    }
}

/// Ticks a row off, where a tick can.
#[component]
pub fn TickBox(
    /// The row.
    entry: Entry,
    /// The day.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let store = use_store();
    let Some((label, _)) = tick_of(store, &entry, today.get_untracked()) else {
        return view! { <span></span> }.into_any();
    };
    // The change is made when it is ticked: the record may have changed since the row was drawn.
    let tick = move |_| {
        if let Some((_, change)) = tick_of(store, &entry, today.get_untracked()) {
            store.apply_and_tell(change);
        }
    };
    view! { <button type="button" class="tick" aria-label=label on:click=tick></button> }.into_any()
}

fn glyph_of(entry: &Entry) -> Glyph {
    match &entry.matter {
        Matter::Action(action) if action.person.is_some() => Glyph::People,
        Matter::Action(_) | Matter::Assumption(_) => Glyph::Check,
        Matter::Meeting(_) => Glyph::Cycle,
        Matter::Notice(_) | Matter::Ending(_) => Glyph::Flag,
        Matter::Playbook(_) => Glyph::Book,
        Matter::Sync(_) => Glyph::People,
        Matter::Preparation(..) => Glyph::Slides,
        Matter::Turned(_) => Glyph::Flag,
    }
}

/// Where a row leads: the record's panel on its page.
fn href_of(entry: &Entry) -> String {
    let (tab, open) = match &entry.matter {
        Matter::Preparation(review, _) => return Route::Review(entry.account, review.id).href(),
        Matter::Action(_) => (Tab::Plan, true),
        Matter::Meeting(_) => (Tab::Meetings, false),
        Matter::Sync(_) => (Tab::Meetings, true),
        Matter::Playbook(_) => (Tab::Renewal, false),
        Matter::Notice(_) | Matter::Ending(_) => (Tab::Renewal, true),
        Matter::Assumption(_) => (Tab::Risks, true),
        Matter::Turned(_) => (Tab::Value, false),
    };
    let page = Route::Account(entry.account, tab).href();
    if open { format!("{page}?open={}", entry.key.record) } else { page }
}

/// What a tick does to a row, and what it is called; none where only time or a signature ends it.
fn tick_of(store: Store, entry: &Entry, today: NaiveDate) -> Option<(String, Change)> {
    Some(match &entry.matter {
        Matter::Action(action) => {
            let action = store.peek(|records| records.get(action.id).cloned())?;
            (format!("Done: {}", action.title), done(&action, today))
        }
        Matter::Playbook(open) => {
            let made = PlaybookStep {
                id: store.new_id(),
                account: entry.account,
                contract: open.renewal.contract.id,
                task: open.task,
                term_end: Some(open.renewal.term.end),
                done_on: Some(today),
                ..PlaybookStep::default()
            };
            let done = format!("done: {}", open.task.label());
            (format!("Done: {}", title_of(store, entry)), Change::put(done, made))
        }
        Matter::Assumption(item) => {
            let item = store.peek(|records| records.get(item.id).cloned())?;
            let confirmed = RaidItem { status: RaidStatus::Confirmed, ..item.clone() };
            (
                format!("Confirmed: {}", item.statement),
                Change::put(format!("confirmed “{}”", item.statement), confirmed),
            )
        }
        Matter::Meeting(due) => {
            let me = store.peek(|records| records.workspace().me);
            let held = Meeting {
                id: store.new_id(),
                account: entry.account,
                title: due.kind.label().into(),
                kind: due.kind,
                date: today,
                team: me.into_iter().collect(),
                ..Meeting::default()
            };
            let what = due.kind.label().to_lowercase();
            (
                format!("Held today: {what}, {}", entry.account_name),
                Change::put(format!("noted a {what} held today"), held),
            )
        }
        Matter::Preparation(review, task) => {
            let review = store.peek(|records| records.get(review.id).cloned())?;
            let mut prepared = review.prepared.clone();
            prepared.push(*task);
            let title = title_of(store, entry);
            (format!("Done: {title}"), Change::put(format!("done: {title}"), Review { prepared, ..review }))
        }
        // Taken up: it comes back only if health still falls against the day on which it was.
        Matter::Turned(_) => {
            let label = format!("took up the health of {}", entry.account_name);
            (
                format!("Taken up: health of {}", entry.account_name),
                snoozed(store, entry, label, plus_days(today, TREND_DAYS)),
            )
        }
        Matter::Notice(_) | Matter::Ending(_) | Matter::Sync(_) => return None,
    })
}

/// Lets a row wait: until tomorrow, the next Monday, or for two weeks.
#[component]
pub fn SnoozeMenu(
    /// The row.
    entry: Entry,
    /// The day.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    // A day by which something must be done cannot be slept through.
    let deadline = matches!(entry.matter, Matter::Notice(_) | Matter::Ending(_)).then_some(entry.due);
    let menu = format!("snooze-{}-{}", entry.key.record, entry.key.part.key());
    let title = title_of(store, &entry);
    let label = format!("Snooze: {title}");
    let wait = move |until: NaiveDate| {
        let label = format!("snoozed “{title}” until {}", locale.date_near(until, today.get_untracked()));
        store.apply_and_tell(snoozed(store, &entry, label, until));
    };
    let wait = StoredValue::new(wait);
    let choices = move || {
        let now = today.get();
        [
            ("Tomorrow", plus_days(now, 1)),
            ("Next Monday", plus_days(monday_of(now), 7)),
            ("In two weeks", plus_days(now, 14)),
        ]
        .into_iter()
        .filter(|(_, until)| deadline.is_none_or(|deadline| *until < deadline))
        .map(|(name, until)| {
            view! {
                <button type="button" class="menu-i" on:click=move |_| wait.with_value(|wait| wait(until))>
                    <span>{name}</span>
                    <span class="q push">{locale.on_weekday_short(until, &locale.date_near(until, now))}</span>
                </button>
            }
        })
        .collect_view()
    };
    let can_wait = deadline.is_none_or(|deadline| plus_days(today.get_untracked(), 1) < deadline);
    view! {
        <span class="ag-z" class:none=!can_wait>
            <button type="button" class="icon-btn" aria-label=label popovertarget=menu.clone()>
                <Icon glyph=Glyph::Snooze />
            </button>
            <div class="pop menu" id=menu popover="auto">
                {choices}
            </div>
        </span>
    }
}

/// What waits, with the day on which it comes back, and a way to have it back at once.
#[component]
pub fn Snoozed(
    /// The agenda.
    agenda: Memo<Agenda>,
    /// The day.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let wake = move |entry: &Entry| {
        let ids = store.peek(|records| {
            let of_row = records.of::<Snooze>(entry.account).filter(|snooze| entry.is_snoozed_by(snooze));
            of_row.map(|snooze| snooze.id.into()).collect::<Vec<_>>()
        });
        store.apply(Change::new(format!("woke “{}”", title_of(store, entry)), vec![Edit::Delete(ids)]));
    };
    let row = move |(entry, until): (Entry, NaiveDate)| {
        let title = title_of(store, &entry);
        let label = format!("Wake: {title}");
        let name = entry.account_name.clone();
        view! {
            <li>
                <span class="mid">{title}</span>
                <span class="q">{name}</span>
                <span class="q push">{format!("back on {}", locale.date_near(until, today.get()))}</span>
                <button type="button" class="more-link" aria-label=label on:click=move |_| wake(&entry)>
                    "Wake"
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !agenda.read().snoozed.is_empty()>
            <details class="snoozed">
                <summary class="q2">{move || format!("{} snoozed", agenda.read().snoozed.len())}</summary>
                <ul class="nxt">{move || agenda.get().snoozed.into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}
