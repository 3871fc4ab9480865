//! A row of Today: what it is about, where it leads, what a tick does, and how long it can wait.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Change, Edit, Snooze,
        agenda::{Agenda, Entry, Matter},
        date::{days_between, monday_of, plus_days},
    },
    state::Store,
    ui::{
        kit::{Glyph, Icon, Shape},
        route::{Route, Tab},
        use_store,
    },
    words::{
        self, TickWords, format, noun,
        screen::{common, today as text},
    },
};

/// The title of a row.
pub fn title_of(store: Store, entry: &Entry) -> String {
    words::row_title(entry, store.peek(|records| records.workspace().fiscal()))
}

/// The change that lets a row wait until a day.
fn snooze(store: Store, entry: &Entry, until: NaiveDate, today: NaiveDate) -> Change {
    let label = text::snoozed_until(title_of(store, entry), store.locale().date_near(until, today));
    Change::put(label, entry.snoozed(store.new_id(), until))
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
        Matter::Action(action) if !action.due_at.is_empty() => common::by_date(&action.due_at),
        _ => String::new(),
    };
    let due = entry.due;
    let when = move || {
        let days = days_between(due, today.get());
        match days {
            1.. => view! {
                <span class="ag-due late">
                    <Shape status=crate::domain::status::Status::Risk />
                    {locale.count(days, noun::DAY)}
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
    if !entry.can_be_done() {
        return view! { <span></span> }.into_any();
    }
    let TickWords { label, step } = words::tick(&entry, &title_of(store, &entry));
    // The change is made when it is ticked: the record may have changed since the row was drawn.
    let tick = move |_| {
        let (id, today) = (store.new_id::<Snooze>().0, today.get_untracked());
        let done = store.peek(|records| entry.done(records, today, id, |kind| kind.label().to_owned()));
        if let Some(record) = done {
            store.apply_and_tell(Change::new(step.clone(), vec![Edit::Put(record)]));
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
    let deadline = entry.deadline();
    let menu = format!("snooze-{}-{}", entry.key.record, entry.key.part.key());
    let title = title_of(store, &entry);
    let label = text::snooze(&title);
    let wait = move |until: NaiveDate| store.apply_and_tell(snooze(store, &entry, until, today.get_untracked()));
    let wait = StoredValue::new(wait);
    let choices = move || {
        let now = today.get();
        [
            (text::TOMORROW, plus_days(now, 1)),
            (text::NEXT_MONDAY, plus_days(monday_of(now), 7)),
            (text::IN_TWO_WEEKS, plus_days(now, 14)),
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
        let ids = store.peek(|records| entry.snoozes(records));
        store.apply(Change::new(text::woke(title_of(store, entry)), vec![Edit::Delete(ids)]));
    };
    let row = move |(entry, until): (Entry, NaiveDate)| {
        let title = title_of(store, &entry);
        let label = text::wake(&title);
        let name = entry.account_name.clone();
        view! {
            <li>
                <span class="mid">{title}</span>
                <span class="q">{name}</span>
                <span class="q push">{text::back_on(locale.date_near(until, today.get()))}</span>
                <button type="button" class="more-link" aria-label=label on:click=move |_| wake(&entry)>
                    {text::WAKE}
                </button>
            </li>
        }
    };
    view! {
        <Show when=move || !agenda.read().snoozed.is_empty()>
            <details class="snoozed">
                <summary class="q2">{move || text::snoozed(agenda.read().snoozed.len())}</summary>
                <ul class="nxt">{move || agenda.get().snoozed.into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}
