//! Says which records could not be read, for as long as the page is open, and exports them as they are.

use leptos::prelude::*;
use serde_json::Value;

use crate::{
    export::Artifact,
    ui::{browser, use_store},
    words::screen::shell as text,
};

/// The line above the page.
#[component]
pub fn Unread() -> impl IntoView {
    let damaged = use_store().damaged();
    let export = move |_| {
        let raw = |raw: &str| serde_json::from_str::<Value>(raw).unwrap_or_else(|_| raw.into());
        let rows: Value = damaged.with_untracked(|damaged| damaged.iter().map(|row| raw(&row.raw)).collect());
        let (name, bytes) = ("mainstay-unreadable.json".to_owned(), format!("{rows:#}").into_bytes());
        browser::download(&Artifact { name, mime: "application/json", bytes });
    };
    let summary = move || text::records_unreadable(damaged.read().len());
    view! {
        <div class="unread" role="alert">
            <details>
                <summary>{summary}</summary>
                <ul>{move || damaged.get().into_iter().map(|row| view! { <li>{row.reason}</li> }).collect_view()}</ul>
            </details>
            <button type="button" class="btn" on:click=export>
                {text::EXPORT_THE_UNREADABLE_RECORDS}
            </button>
        </div>
    }
}
