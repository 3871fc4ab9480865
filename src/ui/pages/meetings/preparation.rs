//! What to know before a meeting: who comes, what was promised, what we ask, what they may raise.

use chrono::NaiveDate;
use leptos::prelude::*;
use uuid::Uuid;

use crate::{
    domain::{
        Account, Id, Meeting, Person,
        meeting::{Prep, prep},
    },
    ui::{route::use_here, shell::panel_link, use_store},
    words::screen::meetings as text,
};

/// The sheet.
#[component]
pub fn Preparation(meeting: Memo<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let known = Memo::new(move |_| store.read_account(account, |records| prep(records, &meeting.read())));
    let is_ahead = move || meeting.read().date >= store.today();
    let sheet = move || {
        let Prep { people, promised, asks, risks, last } = known.get();
        let today = store.today();
        let late = |due: Option<NaiveDate>| due.is_some_and(|due| due < today);
        let promised = promised.into_iter().map(|action| {
            view! { <Linked id=action.id.0 title=action.title due=action.due late=late(action.due) /> }
        });
        let asks = asks.into_iter().map(|decision| {
            view! { <Linked id=decision.id.0 title=decision.title due=decision.due late=false /> }
        });
        view! {
            {part(text::WHO_COMES, people.into_iter().map(|person| view! { <Attendee person /> }).collect())}
            {part(text::PROMISED_AND_OPEN, promised.collect())}
            {part(text::WE_ASK_THEM_TO, asks.collect())}
            {part(text::THEY_MAY_RAISE, risks.into_iter().map(|risk| view! { <li>{risk}</li> }).collect())}
            {last.map(|last| view! { <LastTime last /> })}
        }
    };
    view! {
        <details class="prep" prop:open=is_ahead>
            <summary>{text::PREPARE}</summary>
            {sheet}
        </details>
    }
}

fn part<V: IntoView + 'static>(title: &'static str, rows: Vec<V>) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    view! {
        <h4>{title}</h4>
        <ul class="nxt">{rows}</ul>
    }
    .into_any()
}

#[component]
fn Attendee(person: Person) -> impl IntoView {
    let Person { name, title, wants, .. } = person;
    let title = if title.is_empty() { String::new() } else { format!(", {title}") };
    let wants = (!wants.is_empty()).then(|| {
        view! {
            <br />
            <span class="q2">{text::wants(&wants)}</span>
        }
    });
    view! {
        <li>
            <span>
                <b class="mid">{name}</b>
                {title}
                {wants}
            </span>
        </li>
    }
}

/// A record with its date.
#[component]
fn Linked(id: Uuid, title: String, due: Option<NaiveDate>, late: bool) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    view! {
        <li>
            <a href=move || here.with("open", &id.to_string())>{title}</a>
            <span class="q push" class:late=late>
                {due.map(|due| store.locale().date_near(due, store.today()))}
            </span>
        </li>
    }
}

#[component]
fn LastTime(last: Meeting) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let id = last.id;
    let title = format!("{}, {}", last.title, store.locale().date_near(last.date, store.today()));
    let notes = (!last.notes.is_empty()).then(|| {
        view! {
            <br />
            {last.notes.clone()}
        }
    });
    view! {
        <h4>{text::WHEN_YOU_LAST_MET}</h4>
        <p class="q2 small">
            <a class="more-link" href=move || panel_link(here, id)>
                {title}
            </a>
            {notes}
        </p>
    }
}
