//! Says where figures rest on values that two people have written differently.

use leptos::prelude::*;

use crate::{
    domain::{Account, Id, Key, Records},
    ui::{
        route::{Route, Tab},
        use_store,
    },
    words::{self, screen::account as text},
};

/// How many are named.
const NAMED: usize = 5;

/// A record whose values are not settled: where it is, what it is called, and the fields.
type Row = (Key, String, String, String);

fn row(records: &Records, key: Key) -> Option<Row> {
    let row = records.stored(key).filter(|row| row.deleted.is_none() && !row.disputed.is_empty())?;
    let fields: Vec<String> =
        row.disputed.iter().map(|field| words::field_label(key.kind, field).to_lowercase()).collect();
    let page = |account| format!("{}?open={}", Route::Account(account, Tab::of(key.kind)).href(), key.id);
    let href = row.record.account_id().map_or_else(|| Route::Settings.href(), page);
    Some((key, href, row.record.title(), fields.join(", ")))
}

/// A note above the figures of an account, or of all; nothing where everything is settled.
#[component]
pub fn RestsOnConflicts(
    /// Of which account; of all without one.
    #[prop(optional)]
    account: Option<Id<Account>>,
) -> impl IntoView {
    let store = use_store();
    let rows = Memo::new(move |_| {
        let contested: Vec<Key> = store.contested().read().keys().copied().collect();
        store.read(|records| {
            let is_here = |key: &Key| {
                // What all accounts share counts in each.
                let of = records.stored(*key).and_then(|row| row.record.account_id());
                account.is_none() || of.is_none() || of == account
            };
            contested.into_iter().filter(is_here).filter_map(|key| row(records, key)).collect::<Vec<Row>>()
        })
    });
    view! {
        <Show when=move || !rows.read().is_empty()>
            <div class="note risk" role="status">
                <p>{text::FIGURES_REST_ON}</p>
                <ul>
                    <For each=move || rows.get().into_iter().take(NAMED) key=|row| row.0 let:row>
                        <li>
                            <a class="mid" href=row.1>
                                {row.2}
                            </a>
                            " "
                            <span class="q2">{row.3}</span>
                        </li>
                    </For>
                </ul>
            </div>
        </Show>
    }
}
