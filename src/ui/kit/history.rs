//! What stood in a record before: each value with who replaced it and when, and the way back. As far back as this
//! browser has kept it.

use leptos::prelude::*;

use super::shown;
use crate::{
    domain::{Key, cell::field_and_part},
    state::{Replaced, Store},
    ui::{browser, use_store},
    words::{self, screen::kit as text},
};

/// How many are shown at first, and with each further click.
const SHOWN: usize = 20;

/// The values that were replaced in a record. They are read when somebody looks.
#[component]
pub fn RecordHistory(
    /// The record.
    key: Key,
) -> impl IntoView {
    let store = use_store();
    let is_open = RwSignal::new(false);
    let kept = RwSignal::new(None::<Vec<Replaced>>);
    Effect::new(move |_| {
        if is_open.get() {
            // What is written while it is open comes in as well.
            store.record(key);
            store.saved().track();
            leptos::task::spawn_local(async move {
                let _ = kept.try_set(Some(store.replaced(key).await));
            });
        }
    });
    let limit = RwSignal::new(SHOWN);
    let rows = move || {
        let kept = kept.get()?;
        if kept.is_empty() {
            return Some(view! { <p class="q small">{text::NOTHING_WAS_REPLACED}</p> }.into_any());
        }
        let reaches = kept.last().and_then(|oldest| browser::day_of(oldest.at));
        let reaches = reaches.map(|day| text::reaches_back_to(store.locale().date(day)));
        let more = kept.len().saturating_sub(limit.get());
        let rows: Vec<_> = kept.into_iter().take(limit.get()).map(|replaced| row(store, key, replaced)).collect();
        let further = move |_| limit.update(|limit| *limit += SHOWN);
        Some(
            view! {
                <ul class="stands">{rows}</ul>
                <button type="button" class="more-link" hidden={more == 0} on:click=further>
                    {text::show_more(more.min(SHOWN))}
                </button>
                <p class="q small">{reaches}</p>
            }
            .into_any(),
        )
    };
    view! {
        <details class="record-history" on:toggle=move |event| is_open.set(is_opened(&event))>
            <summary>{text::HISTORY}</summary>
            {rows}
        </details>
    }
}

fn is_opened(event: &leptos::ev::Event) -> bool {
    event_target::<web_sys::Element>(event).has_attribute("open")
}

/// A value that was replaced.
fn row(store: Store, key: Key, replaced: Replaced) -> AnyView {
    let Replaced { path, value, at, by, .. } = replaced;
    let label = words::cell_label(key.kind, &path);
    let said = shown(key.kind, field_and_part(&path).0, &value, store);
    let day = browser::day_of(at).map(|day| store.locale().date_near(day, untrack(|| store.today())));
    let when = day.map(|day| text::by_then(day, browser::clock_time(at)));
    let who = store.peer_of(by).map(|writer| match store.is_own(&writer) {
        true => text::YOU.to_owned(),
        false => words::person_on(&writer.person, &writer.runs_in),
    });
    let until: Vec<String> = who.into_iter().chain(when).collect();
    let put_back = {
        let label = text::put_back(label.to_lowercase());
        move |_| {
            store.settle(label.clone(), vec![(key, path.clone(), value.clone())]);
        }
    };
    view! {
        <li>
            <span>{text::was(&label, said)}</span>
            " "
            <small>{text::replaced_by(until.join(", "))}</small>
            " "
            <button type="button" class="more-link" on:click=put_back>
                {text::PUT_BACK}
            </button>
        </li>
    }
    .into_any()
}
