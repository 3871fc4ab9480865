//! The cells of a record in which several values stand, with the choice between them.

use leptos::prelude::*;
use serde_json::Value;

use super::shown;
use crate::{
    domain::{Key, Kind, cell::field_and_part},
    state::{Contested, LIFE, Peer, Stamp, Store, is_death},
    ui::{browser, use_store},
    words::{self, screen::kit as text},
};

/// What stands beside another in a record. Nothing is lost as long as nobody has chosen.
#[component]
pub fn Conflicts(
    /// The record.
    key: Key,
) -> impl IntoView {
    let store = use_store();
    let conflicts = Memo::new(move |_| store.conflicts(key));
    move || conflicts.get().into_iter().map(|contested| view! { <Conflict key contested /> }).collect_view()
}

#[component]
fn Conflict(key: Key, contested: Contested) -> impl IntoView {
    let store = use_store();
    let Contested { path, values } = contested;
    let label = words::cell_label(key.kind, &path);
    let all: Vec<Value> = values.iter().map(|(_, value)| value.clone()).collect();
    let is_life = is_life(&path, &all);
    let (said, group) = if is_life {
        let what = if path == LIFE { words::format::sentence(key.kind.one()) } else { label.clone() };
        (text::was_deleted_in_one(&what), text::two_values_of(&what))
    } else {
        (text::was_changed_in_two(&label), text::two_values_of(&label))
    };
    let choices = values.into_iter().enumerate().map(|(at, (stamp, value))| {
        let named = named_value(key.kind, &path, &value, &all, store);
        let name = match (is_life, at) {
            (true, _) => named,
            (false, 0) => text::keep(named),
            (false, _) => text::take(named),
        };
        let (path, settled) = (path.clone(), text::settled(&label));
        let choose = move |_| {
            store.settle(settled.clone(), vec![(key, path.clone(), value.clone())]);
        };
        view! {
            <li>
                <button type="button" class="more-link" on:click=choose>
                    {name}
                </button>
                <small>{move || written_by(store, stamp)}</small>
            </li>
        }
    });
    view! {
        <div class="note watch" role="group" aria-label=group>
            <div>
                <b>{said}</b>
                <ul class="stands">{choices.collect_view()}</ul>
            </div>
        </div>
    }
}

/// Who wrote a value, and when, as far as it is known.
fn written_by(store: Store, stamp: Stamp) -> String {
    written_by_peer(store, stamp, store.peer_of(stamp))
}

/// The same, of a writer that a file may have told.
pub fn written_by_peer(store: Store, stamp: Stamp, writer: Option<Peer>) -> String {
    let Some(writer) = writer else { return String::new() };
    let who = match store.is_own(&writer) {
        true => text::YOU.to_owned(),
        false => words::person_on(&writer.person, &writer.runs_in),
    };
    let locale = store.locale();
    let when = writer.time_of(stamp).and_then(|time| {
        let day = locale.date_near(browser::day_of(time)?, untrack(|| store.today()));
        Some(text::by_then(day, browser::clock_time(time)))
    });
    match when {
        Some(when) => text::by_then(who, when),
        None => who,
    }
}

/// A value of a cell beside the others that stand there, in words: of a group, only what differs; of a life, what is
/// to become of it.
pub fn named_value(kind: Kind, path: &str, value: &Value, all: &[Value], store: Store) -> String {
    match (is_life(path, all), is_death(value)) {
        (true, true) => text::DELETE_IT.to_owned(),
        (true, false) => text::KEEP_IT.to_owned(),
        (false, _) => shown_beside(kind, path, value, all, store),
    }
}

/// Whether what stands in a cell says whether something is there.
fn is_life(path: &str, values: &[Value]) -> bool {
    path == LIFE || values.contains(&Value::Bool(false))
}

/// A value as a sentence shows it beside others: of a group, only what differs.
fn shown_beside(kind: Kind, path: &str, value: &Value, all: &[Value], store: Store) -> String {
    let field = field_and_part(path).0;
    let grouped = kind.fields().iter().any(|known| known.group == Some(field));
    match value.as_object().filter(|_| grouped) {
        Some(group) => {
            let differs = |key: &str| all.iter().any(|other| other.get(key) != value.get(key));
            let values: Vec<String> = group
                .iter()
                .filter(|(key, _)| differs(key))
                .map(|(key, value)| shown(kind, key, value, store))
                .collect();
            if values.is_empty() { shown(kind, field, &Value::Null, store) } else { values.join(", ") }
        }
        None => shown(kind, field, value, store),
    }
}
