//! What two people changed differently, in the preview of a file: only that is asked. What stays undecided keeps both
//! values, and is asked again in the record.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    domain::Key,
    state::{Contested, Met, Peer, Stamp},
    ui::{
        kit::{named_value, written_by_peer},
        use_store,
    },
    words::{self, screen::data as text},
};

/// What the person chose: the value of a cell.
pub type Chosen = (Key, String, Value);

/// The section.
#[component]
pub fn Decide(
    /// The records in which both sides wrote something that the other had not seen.
    contested: Vec<Met>,
    /// What was chosen so far.
    chosen: RwSignal<Vec<Chosen>>,
    /// Who wrote with a stamp, as far as it is known.
    writer: Callback<Stamp, Option<Peer>>,
) -> impl IntoView {
    let count = contested.iter().map(|met| met.contested.len()).sum::<usize>();
    let questions = contested.into_iter().flat_map(|met| {
        let (key, title) = (met.key, met.title);
        met.contested.into_iter().map(move |contested| {
            view! { <Question key title=title.clone() contested chosen writer /> }
        })
    });
    view! {
        <section class="listing">
            <h2 class="h2">
                {text::DECIDE}<small>{count}</small><span class="push q2">{text::UNDECIDED_ONES_KEEP}</span>
            </h2>
            {questions.collect_view()}
        </section>
    }
}

/// One cell in which several values stand.
#[component]
fn Question(
    key: Key,
    title: String,
    contested: Contested,
    chosen: RwSignal<Vec<Chosen>>,
    writer: Callback<Stamp, Option<Peer>>,
) -> impl IntoView {
    let store = use_store();
    let Contested { path, values } = contested;
    let label = words::cell_label(key.kind, &path);
    let name = format!("{}-{}", key.id, path.replace('/', "-"));
    let all: Vec<Value> = values.iter().map(|(_, value)| value.clone()).collect();
    let is_chosen = {
        let path = path.clone();
        move |value: &Value| chosen.read().iter().any(|(of, at, what)| *of == key && *at == path && what == value)
    };
    let cards = values.into_iter().map(|(stamp, value)| {
        let shown = named_value(key.kind, &path, &value, &all, store);
        let by = written_by_peer(store, stamp, writer.run(stamp));
        let (path, wanted, known, is_chosen) = (path.clone(), value.clone(), value, is_chosen.clone());
        let choose = move |_| {
            chosen.update(|chosen| {
                chosen.retain(|(of, at, _)| *of != key || *at != path);
                chosen.push((key, path.clone(), wanted.clone()));
            });
        };
        view! {
            <label class="choice-card">
                <input type="radio" name=name.clone() prop:checked=move || is_chosen(&known) on:change=choose />
                <span>{shown}<small>{by}</small></span>
            </label>
        }
    });
    view! {
        <fieldset class="decide">
            <legend>
                <b>{title}</b>
                <span class="q2">{label}</span>
            </legend>
            {cards.collect_view()}
        </fieldset>
    }
}
