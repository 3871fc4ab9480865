//! The panel beside a page: a record, edited in place.

use leptos::prelude::*;

use super::{Glyph, Icon, RecordFields};
use crate::{
    domain::{Change, Conflict, Edit, Key, Kind, Locale, Record},
    state::Store,
    ui::use_store,
    words::{
        self,
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

/// The fields of a record that hold two values, with the choice between them.
#[component]
pub fn Conflicts(
    /// The record.
    key: Key,
) -> impl IntoView {
    let store = use_store();
    let conflicts = Memo::new(move |_| {
        store.read_kind::<Conflict, _>(|records| {
            records.all::<Conflict>().filter(|conflict| conflict.record == Some(key.id)).cloned().collect::<Vec<_>>()
        })
    });
    let row = move |conflict: Conflict| {
        let contested = conflict.contested();
        let label = words::contested_label(key.kind, &contested);
        let fields = store.record(key).map(|record| record.to_value()).unwrap_or_default();
        let current = contested.value(key.kind, &fields);
        let (current, other) =
            (display_beside(&current, &conflict.other, store), display_beside(&conflict.other, &current, store));
        let (keep, id, chosen, name) = (conflict.id, conflict.id, conflict.other, label.clone());
        let take = move |_| {
            let taken = store.peek(|records| {
                let fields = records.record(key)?.to_value();
                Record::from_value(key.kind, contested.set(key.kind, &fields, chosen.clone())).ok()
            });
            if let Some(record) = taken.filter(|record| record.check().is_none()) {
                let edits = vec![Edit::Put(record), Edit::Delete(vec![Key { kind: Kind::Conflict, id: id.0 }])];
                store.apply(Change::new(text::chose_the_other(&name), edits));
            }
        };
        let leave = move |_| store.apply(Change::delete(text::KEPT_THE_VALUE, keep));
        view! {
            <div class="note watch" role="group" aria-label=text::two_values_of(&label)>
                <span>
                    <b>{text::was_changed_in_two(&label)}</b>
                    <br />
                    <button type="button" class="more-link" on:click=leave>
                        {text::keep(&current)}
                    </button>
                    {text::OR}
                    <button type="button" class="more-link" on:click=take>
                        {text::take(&other)}
                    </button>
                </span>
            </div>
        }
    };
    move || conflicts.get().into_iter().map(row).collect_view()
}

/// A value as a sentence shows it beside another: of a part, only what differs.
fn display_beside(value: &serde_json::Value, other: &serde_json::Value, store: Store) -> String {
    match (value.as_object(), other.as_object()) {
        (Some(part), Some(other)) if !part.contains_key("amount") => {
            let differing = part.iter().filter(|(key, value)| other.get(*key) != Some(value));
            let shown: Vec<String> = differing.map(|(_, value)| display(value, store.locale())).collect();
            if shown.is_empty() { display(&serde_json::Value::Null, store.locale()) } else { shown.join(", ") }
        }
        _ => display(value, store.locale()),
    }
}

/// A value as a sentence shows it.
pub fn display(value: &serde_json::Value, locale: Locale) -> String {
    match value {
        serde_json::Value::String(text) => text.clone(),
        serde_json::Value::Null => text::NOTHING.into(),
        serde_json::Value::Object(money) if money.contains_key("amount") => {
            let part = |key: &str| money.get(key).and_then(serde_json::Value::as_str).unwrap_or_default();
            format!("{} {}", locale.typed(part("amount")), part("currency"))
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
