//! Notes taken in a meeting.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Action, Change, Decision, Edit, Entity, Id, Kind, Locale, Meeting,
        choice::DecisionState,
        meeting::{Named, who},
    },
    state::Store,
    ui::use_store,
    words::{
        self,
        notes::{Line, line},
        screen::meetings as text,
    },
};

/// What a line will become, as the person reads it while typing.
fn preview(read: &Line, named: &Option<String>, today: chrono::NaiveDate, locale: Locale) -> String {
    match read {
        Line::Action { title, owner, due } => {
            let who = match (owner, named) {
                (Some(_), Some(name)) => format!(", {name}"),
                (Some(typed), None) => text::fits_nobody_or_several(typed),
                (None, _) => String::new(),
            };
            let due = due.map(|due| format!(", {}", locale.date_near(due, today))).unwrap_or_default();
            text::action(title, &who, &due)
        }
        Line::Decision { title, rationale } if rationale.is_empty() => text::decision(title),
        Line::Decision { title, rationale } => text::decision_why(title, rationale),
    }
}

/// Whom a line names, where that is one person.
fn named(store: Store, account: Id<Account>, read: &Line) -> Option<Named> {
    let Line::Action { owner: Some(owner), .. } = read else { return None };
    store.peek(|records| who(records, account, owner))
}

/// Whether words name one person of the account or of our team.
fn names(store: Store, account: Id<Account>) -> impl Fn(&str) -> bool {
    move |name| store.peek(|records| who(records, account, name)).is_some()
}

/// The record that a line becomes, and what undo calls that.
struct Noted {
    label: String,
    edit: Option<Edit>,
}

fn noted(store: Store, held: &Meeting, read: Line, share: bool) -> Noted {
    let account = held.account;
    let wording = |title: &str| if share { title.to_owned() } else { String::new() };
    let owner = named(store, account, &read);
    match read {
        Line::Action { title, due, owner: typed } => {
            let shared = wording(&title);
            // A name that fits nobody stays in our words: what was typed is not lost, and the client need not read it.
            let title = match typed.filter(|_| owner.is_none()) {
                Some(name) => format!("{title} @{name}"),
                None => title,
            };
            let label = text::added_the_action(&title);
            let action = Action {
                id: store.new_id(),
                account,
                shared,
                title,
                due,
                owner: owner.and_then(Named::ours),
                owner_there: owner.and_then(Named::theirs),
                meeting: Some(held.id),
                ..Action::default()
            };
            Noted { label, edit: Some(Edit::Put(action.into_record())) }
        }
        Line::Decision { title, rationale } => {
            let label = text::noted_the_decision(&title);
            let decision = Decision {
                id: store.new_id(),
                account,
                shared: wording(&title),
                title,
                rationale,
                state: DecisionState::Taken,
                decided_on: Some(held.date),
                meeting: Some(held.id),
                ..Decision::default()
            };
            Noted { label, edit: Some(Edit::Put(decision.into_record())) }
        }
    }
}

/// A line at a time: Enter keeps it in the notes, and makes an action or a decision of it where it says so.
#[component]
pub fn Notes(meeting: Memo<Meeting>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let typed = RwSignal::new(String::new());
    // Nothing is shared unless the person says so, and what they read before Enter says it too.
    let share = RwSignal::new(false);
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = typed.get_untracked().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let held = meeting.get_untracked();
        let noted = line(&text, untrack(|| store.today()), &names(store, account))
            .map(|read| noted(store, &held, read, share.get_untracked()));
        let notes = if held.notes.trim().is_empty() { text } else { format!("{}\n{text}", held.notes.trim_end()) };
        let kept = Meeting { notes, ..held }.into_record();
        if let Some(problem) = kept.check() {
            return store.complain(words::problem(Kind::Meeting, &problem));
        }
        let Noted { label, edit } = noted.unwrap_or(Noted { label: text::TOOK_A_NOTE.to_owned(), edit: None });
        store.apply(Change::new(label, edit.into_iter().chain([Edit::Put(kept)]).collect()));
        typed.set(String::new());
    };
    let will_be = move || {
        let Some(read) = line(&typed.read(), store.today(), &names(store, account)) else {
            return text::ENTER_KEEPS_A_LINE.to_owned();
        };
        let named = named(store, account, &read).and_then(|named| store.peek(|records| named.name(records)));
        let shared = if share.get() { text::SHARED_WITH_THE_CLIENT } else { "" };
        text::enter(preview(&read, &named, store.today(), locale), shared)
    };
    view! {
        <section>
            <h3>{text::TAKE_NOTES}</h3>
            <form class="note-f" on:submit=keep novalidate>
                <label>
                    <span class="sr">{text::A_LINE_OF_NOTES}</span>
                    <input
                        type="text"
                        autocomplete="off"
                        placeholder=text::ACTION_SEND_THE_PLAN
                        aria-describedby="note-preview"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
            </form>
            <label class="check small">
                <input
                    type="checkbox"
                    prop:checked=move || share.get()
                    on:change=move |event| share.set(event_target_checked(&event))
                />
                {text::SHARE_ITS_ACTIONS_AND}
            </label>
            <p class="q small" id="note-preview" aria-live="polite">
                {will_be}
            </p>
        </section>
    }
}
