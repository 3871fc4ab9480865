//! Every record in which several values stand, with the choice between them: one by one, or for all at once.

use leptos::prelude::*;

use crate::{
    domain::Key,
    ui::{
        kit::Conflicts,
        route::{Route, Tab},
        use_store,
    },
    words::screen::data as text,
};

/// How many are listed.
const LISTED: usize = 50;

/// The section; nothing where nothing is to be settled.
#[component]
pub fn ListOfConflicts() -> impl IntoView {
    let store = use_store();
    let keys = Memo::new(move |_| store.contested().read().keys().copied().collect::<Vec<Key>>());
    let questions = move || keys.read().iter().map(|key| store.conflicts(*key).len()).sum::<usize>();
    let settle = move |latest: bool| {
        let chosen = keys.get_untracked().into_iter().flat_map(|key| {
            let contested = store.conflicts(key).into_iter();
            let value = move |contested: crate::state::Contested| {
                let mut values = contested.values;
                // By their stamps, the first is the one that was written last.
                values.sort_by_key(|(stamp, _)| *stamp);
                let (_, value) = if latest { values.pop()? } else { values.swap_remove(0) };
                Some((key, contested.path, value))
            };
            contested.filter_map(value).collect::<Vec<_>>()
        });
        let chosen: Vec<_> = chosen.collect();
        store.settle(text::SETTLED_ALL.into(), chosen);
    };
    let row = move |key: Key| {
        // What was deleted in one place is contested too.
        let row = store.peek(|records| records.stored(key).map(|row| (row.record.title(), row.record.account_id())));
        let (title, account) = row.unwrap_or_default();
        let page = |account| format!("{}?open={}", Route::Account(account, Tab::of(key.kind)).href(), key.id);
        let href = account.map_or_else(|| Route::Settings.href(), page);
        view! {
            <li>
                <p>
                    <a class="mid" href=href>
                        {title}
                    </a>
                    <span class="q2">{key.kind.one()}</span>
                </p>
                <Conflicts key />
            </li>
        }
    };
    view! {
        <Show when=move || !keys.read().is_empty()>
            <section class="listing">
                <h2 class="h2">
                    {text::TO_BE_SETTLED}<small>{questions}</small>
                    <button type="button" class="more-link push" on:click=move |_| settle(true)>
                        {text::TAKE_THE_LATEST}
                    </button> <button type="button" class="more-link" on:click=move |_| settle(false)>
                        {text::TAKE_THE_EARLIEST}
                    </button>
                </h2>
                <ul class="clashes">
                    <For each=move || keys.get().into_iter().take(LISTED) key=|key| *key children=row />
                </ul>
            </section>
        </Show>
    }
}
