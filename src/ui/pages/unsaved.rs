//! What was typed and cannot be written any more, to be copied before the page goes.

use leptos::prelude::*;

use crate::{
    domain::cell::field_and_part,
    ui::{browser, kit::shown, use_store},
    words::{self, screen::shell as text},
};

/// The texts; nothing where all is saved.
#[component]
pub fn Unsaved() -> impl IntoView {
    let store = use_store();
    let lines = store.unsaved().into_iter().map(|(key, path, value)| {
        let title = store.peek(|records| records.stored(key).map(|row| row.record.title())).unwrap_or_default();
        let value = shown(key.kind, field_and_part(&path).0, &value, store);
        text::unsaved_line(&title, words::cell_label(key.kind, &path), value)
    });
    let lines: Vec<String> = lines.collect();
    if lines.is_empty() {
        return ().into_any();
    }
    let all = StoredValue::new(lines.join("\n"));
    let copied = RwSignal::new(false);
    let copy = move |_| {
        leptos::task::spawn_local(async move { copied.set(browser::copy(all.get_value()).await) });
    };
    view! {
        <label class="field">
            <span>{text::NOT_SAVED}</span>
            <textarea rows="6" readonly prop:value=all.get_value()></textarea>
        </label>
        <button type="button" class="btn" on:click=copy>
            {move || if copied.get() { text::COPIED } else { text::COPY_IT }}
        </button>
    }
    .into_any()
}
