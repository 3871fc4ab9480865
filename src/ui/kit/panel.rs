//! The panel beside a page: a record, edited in place.

use leptos::prelude::*;

use super::{Conflicts, Glyph, Icon, RecordFields, RecordHistory};
use crate::{
    domain::{Change, Edit, Key, Record},
    ui::{browser, use_store},
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
    // What was deleted keeps its name here.
    let name = Memo::new(move |known: Option<&String>| {
        Some(title.get()).filter(|title| !title.is_empty()).or_else(|| known.cloned()).unwrap_or_default()
    });
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
    let heading = NodeRef::<leptos::html::H2>::new();
    // Whoever was in a field of what another tab deletes stays in the panel: the letters that follow are no commands.
    Effect::new(move |had: Option<bool>| {
        let has = exists.get();
        if had == Some(true) && !has && browser::has_lost_focus() {
            let _ = heading.get_untracked().map(|heading| heading.focus());
        }
        has
    });
    view! {
        <aside class="panel" aria-label=move || name.get() on:keydown=escape>
            <header>
                <div>
                    <h2 node_ref=heading tabindex="-1">
                        {move || name.get()}
                    </h2>
                    <p class="q2">{sentence(key.kind.one())}</p>
                </div>
                <div class="panel-x">
                    <Show when=move || exists.get()>
                        <button
                            type="button"
                            class="icon-btn"
                            aria-label=text::delete_this(key.kind.one())
                            on:click=remove
                        >
                            <Icon glyph=Glyph::Delete />
                        </button>
                    </Show>
                    <button type="button" class="icon-btn" aria-label=common::CLOSE on:click=move |_| on_close.run(())>
                        <Icon glyph=Glyph::Close />
                    </button>
                </div>
            </header>
            <Show when=move || exists.get() fallback=move || view! { <WasDeleted key name /> }>
                <Conflicts key />
            </Show>
            <div class="panel-top" hidden=move || !exists.get()>
                {top}
            </div>
            <Show when=move || exists.get()>
                <RecordFields key without />
                <RecordHistory key />
            </Show>
        </aside>
    }
}

/// What another tab, or undo, has deleted under the panel: it can be restored here.
#[component]
fn WasDeleted(key: Key, #[prop(into)] name: Signal<String>) -> impl IntoView {
    let store = use_store();
    let restore = move |_| {
        let label = text::restored_record(key.kind.one(), name.get_untracked());
        store.apply_and_tell(Change::new(label, vec![Edit::Restore(key)]));
    };
    view! {
        <p class="q">
            {text::THIS_RECORD_WAS_DELETED}" " <button type="button" class="more-link" on:click=restore>
                {text::RESTORE_IT}
            </button>
        </p>
    }
}

/// The key of the record that the URL's `open` names, if it lives.
pub fn opened_record(id: &str) -> Option<Key> {
    let id = uuid::Uuid::parse_str(id).ok()?;
    let store = use_store();
    store.peek(|records| records.with_uuid(id).map(|record: &Record| Key { kind: record.kind(), id }))
}
