//! The panel beside a page: a record, edited in place.

use leptos::prelude::*;

use super::{Conflicts, Glyph, Icon, RecordFields};
use crate::{
    domain::{Change, Key, Record},
    state::Store,
    ui::use_store,
    words::{
        format::sentence,
        screen::{common, kit as text},
    },
};

/// The panel of a record. Without children it shows all fields.
#[component]
pub fn Panel(
    /// The record.
    key: Key,
    /// Called to close the panel.
    on_close: Callback<()>,
    /// What stands above the fields.
    #[prop(optional)]
    children: Option<Children>,
    /// The keys of fields that the children show.
    #[prop(optional)]
    without: &'static [&'static str],
) -> impl IntoView {
    let store = use_store();
    let title = Memo::new(move |_| store.record(key).map(|record| record.title()).unwrap_or_default());
    let exists = Memo::new(move |_| store.record(key).is_some());
    let remove = move |_| {
        let label = text::deleted_record(key.kind.one(), title.get_untracked());
        store.apply_and_tell(Change::delete(label, key));
        on_close.run(());
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            on_close.run(());
        }
    };
    let top = children.map(|children| children());
    view! {
        <aside class="panel" aria-label=move || title.get() on:keydown=escape>
            <header>
                <div>
                    <h2>{move || title.get()}</h2>
                    <p class="q2">{sentence(key.kind.one())}</p>
                </div>
                <div class="panel-x">
                    <button type="button" class="icon-btn" aria-label=text::delete_this(key.kind.one()) on:click=remove>
                        <Icon glyph=Glyph::Delete />
                    </button>
                    <button type="button" class="icon-btn" aria-label=common::CLOSE on:click=move |_| on_close.run(())>
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
            </header>
            <Show when=move || exists.get() fallback=|| view! { <p class="q">{text::THIS_RECORD_WAS_DELETED}</p> }>
                <Conflicts key />
            </Show>
            <div class="panel-top" hidden=move || !exists.get()>
                {top}
            </div>
            <Show when=move || exists.get()>
                <RecordFields key without />
            </Show>
        </aside>
    }
}

/// A value as a sentence shows it: a record by its title.
pub fn display(value: &serde_json::Value, store: Store) -> String {
    let locale = store.locale();
    match value {
        serde_json::Value::String(text) => match uuid::Uuid::parse_str(text) {
            Ok(id) => {
                store.peek(|records| records.with_uuid(id).map(Record::title)).unwrap_or_else(|| text::GONE.into())
            }
            Err(_) => text.clone(),
        },
        serde_json::Value::Null => text::NOTHING.into(),
        serde_json::Value::Object(money) if money.contains_key("amount") => {
            let part = |key: &str| money.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            format!("{} {}", locale.typed(part("amount")), part("currency"))
        }
        serde_json::Value::Array(values) => {
            values.iter().map(|value| display(value, store)).collect::<Vec<_>>().join(", ")
        }
        other => locale.typed(&other.to_string()),
    }
}

/// The key of the record that the URL's `open` names, if it lives.
pub fn opened_record(id: &str) -> Option<Key> {
    let id = uuid::Uuid::parse_str(id).ok()?;
    let store = use_store();
    store.peek(|records| records.with_uuid(id).map(|record: &Record| Key { kind: record.kind(), id }))
}
