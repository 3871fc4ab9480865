//! Data and backups: export, import, restore, deleted records, the state of the storage, the sample.

mod bring;
mod deleted;
mod export;
mod import_csv;
mod import_json;
mod workspace;

use leptos::prelude::*;

use self::{
    bring::Bring, deleted::Deleted, export::Export, import_csv::ImportCsv, import_json::ImportJson,
    workspace::ThisWorkspace,
};
use crate::{
    domain::{Account, Kind, date::days_between},
    import::{Proposal, Table, is_json, propose, read_table, refusal, restore},
    state::{SaveState, Store},
    ui::{browser::Chosen, use_store},
    words::{
        noun,
        screen::{common, data as text},
    },
};

/// Exports older than this draw a reminder, in days.
const OLD_EXPORT: i64 = 14;

/// What has been chosen to bring in.
#[derive(Clone)]
enum Incoming {
    Nothing,
    Reading(String),
    Refused(String),
    File(String, Proposal),
    Table(String, Table),
}

impl Incoming {
    /// Reads a file that is to be looked at before anything changes.
    fn of(store: Store, Chosen { name, bytes }: Chosen) -> Self {
        if is_json(&name, &bytes) {
            store.peek(|records| propose(records, &bytes)).map_or_else(
                |error| Self::Refused(format!("“{name}”: {}", refusal(&error))),
                |proposal| Self::File(name.clone(), proposal),
            )
        } else {
            read_table(&bytes).map_or_else(
                |error| Self::Refused(format!("“{name}”: {error}")),
                |table| Self::Table(name.clone(), table),
            )
        }
    }
}

impl Incoming {
    /// What is said of a file that is being read, or that is refused.
    fn note(&self) -> Option<AnyView> {
        match self {
            Self::Refused(reason) => Some(
                view! {
                    <p class="note risk" role="alert">
                        {reason.clone()}
                    </p>
                }
                .into_any(),
            ),
            Self::Reading(name) => Some(
                view! {
                    <p class="note plain" role="status">
                        {text::reading(name)}
                    </p>
                }
                .into_any(),
            ),
            Self::Nothing | Self::File(..) | Self::Table(..) => None,
        }
    }
}

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let store = use_store();
    let incoming = RwSignal::new(Incoming::Nothing);
    let done = Callback::new(move |()| incoming.set(Incoming::Nothing));
    view! {
        <main id="main" class:data=move || !matches!(*incoming.read(), Incoming::File(..) | Incoming::Table(..))>
            {move || match incoming.get() {
                Incoming::File(name, proposal) => view! { <ImportJson name proposal on_done=done /> }.into_any(),
                Incoming::Table(name, table) => view! { <ImportCsv name table on_done=done /> }.into_any(),
                other => view! { <Overview store incoming note=other.note() /> }.into_any(),
            }}
        </main>
    }
}

/// Everything of the page but a dry run; `note` says how reading a file goes.
#[component]
fn Overview(store: Store, incoming: RwSignal<Incoming>, note: Option<AnyView>) -> impl IntoView {
    let take = Callback::new(move |chosen: Chosen| {
        incoming.set(Incoming::Reading(chosen.name.clone()));
        // The page says that it is reading before the work begins.
        let read = move || incoming.set(Incoming::of(store, chosen));
        set_timeout(read, std::time::Duration::from_millis(20));
    });
    let restoring = Callback::new(move |chosen: Chosen| {
        match store.peek(|records| restore(records, &chosen.name, &chosen.bytes)) {
            Ok(change) => {
                incoming.set(Incoming::Nothing);
                store.apply_and_tell(change);
            }
            Err(error) => incoming.set(Incoming::Refused(format!("“{}”: {}", chosen.name, refusal(&error)))),
        }
    });
    let refused = Callback::new(move |reason: String| incoming.set(Incoming::Refused(reason)));
    view! {
        <div class="page-head">
            <div>
                <h1>{common::DATA_AND_BACKUPS}</h1>
                <p>{text::EVERYTHING_IS_IN_THIS}</p>
            </div>
        </div>
        {note}
        <Reminder />
        <div class="data-2">
            <Bring take refused restoring />
            <Export />
        </div>
        <Deleted />
        <ThisWorkspace />
    }
}

#[component]
fn Reminder() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let text = move || {
        let has_own = store.read_kind::<Account, _>(|records| {
            records.live().any(|(key, row)| key.kind == Kind::Account && !row.sample)
        });
        if let SaveState::Failed(reason) = store.saved().get() {
            return Some((true, reason));
        }
        let last = store.workspace().exported_on;
        match last.map(|date| days_between(date, store.today())) {
            _ if !has_own => None,
            None => Some((false, text::THIS_WORKSPACE_WAS_NEVER.to_owned())),
            Some(days) if days > OLD_EXPORT => Some((false, text::export_is_old(locale.count(days, noun::DAY)))),
            Some(_) => None,
        }
    };
    move || {
        text().map(|(risk, text)| {
            view! {
                <p class="note" class:risk=risk class:watch=!risk role="status">
                    {text}
                </p>
            }
        })
    }
}
