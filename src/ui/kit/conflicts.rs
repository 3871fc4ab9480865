//! The cells of a record in which several values stand, with the choice between them.

use leptos::prelude::*;
use serde_json::Value;

use super::display;
use crate::{
    domain::Key,
    state::{Contested, LIFE, Store},
    ui::use_store,
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
    let is_life = path == LIFE || values.iter().any(|(_, value)| *value == Value::Bool(false));
    let (said, group) = if is_life {
        let what = if path == LIFE { words::format::sentence(key.kind.one()) } else { label.clone() };
        (text::was_deleted_in_one(&what), text::two_values_of(&what))
    } else {
        (text::was_changed_in_two(&label), text::two_values_of(&label))
    };
    let all: Vec<Value> = values.iter().map(|(_, value)| value.clone()).collect();
    let choices = values.into_iter().enumerate().map(|(at, (_, value))| {
        let shown = if is_life { String::new() } else { display_beside(&value, &all, store) };
        let name = match (is_life, at) {
            (true, _) if is_death(&value) => text::DELETE_IT.to_owned(),
            (true, _) => text::KEEP_IT.to_owned(),
            (false, 0) => text::keep(shown),
            (false, _) => text::take(shown),
        };
        let (path, settled) = (path.clone(), text::settled(&label));
        let choose = move |_| {
            store.settle(settled.clone(), vec![(key, path.clone(), value.clone())]);
        };
        view! {
            {(at > 0).then_some(text::OR)}
            <button type="button" class="more-link" on:click=choose>
                {name}
            </button>
        }
    });
    view! {
        <div class="note watch" role="group" aria-label=group>
            <span>
                <b>{said}</b>
                <br />
                {choices.collect_view()}
            </span>
        </div>
    }
}

fn is_death(value: &Value) -> bool {
    *value == Value::Bool(false) || value.get("deletedAt").is_some()
}

/// A value as a sentence shows it beside others: of a group, only what differs.
fn display_beside(value: &Value, all: &[Value], store: Store) -> String {
    match value.as_object() {
        Some(group) if !group.contains_key("amount") => {
            let differs = |key: &str| all.iter().any(|other| other.get(key) != value.get(key));
            let shown: Vec<String> =
                group.iter().filter(|(key, _)| differs(key)).map(|(_, value)| display(value, store)).collect();
            if shown.is_empty() { display(&Value::Null, store) } else { shown.join(", ") }
        }
        _ => display(value, store),
    }
}
