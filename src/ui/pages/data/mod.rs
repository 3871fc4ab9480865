//! Data and backups: export, import, restore, deleted records, the state of the storage, the sample.

mod bring;
mod conflicts;
mod copies;
mod decide;
mod deleted;
mod export;
mod folders;
mod import_csv;
mod import_json;
mod lock;
mod passphrase;
mod restore;
mod server;
mod workspace;

use leptos::prelude::*;

use self::{
    bring::Bring, conflicts::ListOfConflicts, copies::Copies, deleted::Deleted, export::Export, folders::ListOfFolders,
    import_csv::ImportCsv, import_json::ImportJson, lock::LockSection, passphrase::Unseal, restore::RestoreBackup,
    server::SharedOnAServer, workspace::ThisWorkspace,
};
use crate::{
    domain::{Account, Records, date::days_between},
    import::{File, FileError, LARGEST_FILE, Proposal, Table, check_backup, is_json, propose, read_table, refusal},
    sealed,
    state::{Meeting, SaveState, Store, is_locked_file},
    ui::{
        browser::{self, Chosen},
        use_store,
    },
    words::{
        format, noun,
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
    File(String, Meeting, Proposal),
    Table(String, Table),
    Backup(String, File),
    Sealed(Chosen, Wanted),
}

/// What a file is chosen for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// To be looked at, and brought in.
    Import,
    /// As a backup.
    Restore,
}

impl Incoming {
    /// Reads what was chosen; what is sealed asks for its passphrase first.
    fn chosen(store: Store, chosen: Chosen, wanted: Wanted) -> Self {
        match wanted {
            _ if sealed::is_sealed(&chosen.bytes) || is_locked_file(&chosen.bytes) => Self::Sealed(chosen, wanted),
            Wanted::Import => Self::of(store, chosen),
            Wanted::Restore => Self::of_backup(store, chosen),
        }
    }

    /// Reads a file that is to be looked at before anything changes.
    fn of(store: Store, Chosen { name, bytes }: Chosen) -> Self {
        if is_json(&name, &bytes) {
            let read = |file: File| {
                let meeting = store.meet(&file)?;
                // What has no stamps, or was edited by hand, is looked at record by record.
                let proposal = store.peek(|records| propose(records, &file.without_stamped()))?;
                Ok((meeting, proposal))
            };
            File::read(&bytes).and_then(read).map_or_else(
                |error| Self::refused(&name, &error),
                |(meeting, proposal)| Self::File(name.clone(), meeting, proposal),
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
    fn refused(name: &str, error: &FileError) -> Self {
        Self::Refused(format!("“{name}”: {}", refusal(error)))
    }

    /// Reads a backup. Where nothing is here that it would take the place of, it takes it at once.
    fn of_backup(store: Store, Chosen { name, bytes }: Chosen) -> Self {
        let file = File::read(&bytes).and_then(|file| check_backup(&file).map(|()| file));
        match file {
            Ok(file) if store.peek(|records| records.live().next().is_none()) => {
                leptos::task::spawn_local(put_in_place(store, name, file));
                Self::Nothing
            }
            Ok(file) => Self::Backup(name, file),
            Err(error) => Self::refused(&name, &error),
        }
    }

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
            Self::Nothing | Self::File(..) | Self::Table(..) | Self::Backup(..) | Self::Sealed(..) => None,
        }
    }
}

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let store = use_store();
    let incoming = RwSignal::new(Incoming::Nothing);
    let done = Callback::new(move |()| incoming.set(Incoming::Nothing));
    let look_at_the_address = move || {
        if let Some(bytes) = browser::plan_in_address() {
            let chosen = Chosen { name: text::A_LINK.into(), bytes };
            incoming.set(match sealed::is_sealed(&chosen.bytes) {
                true => Incoming::Sealed(chosen, Wanted::Import),
                false => Incoming::Refused(text::LINK_DAMAGED.into()),
            });
        }
    };
    look_at_the_address();
    // A link may be put into the address of a page that is open.
    let pasted = window_event_listener(leptos::ev::hashchange, move |_| look_at_the_address());
    on_cleanup(move || pasted.remove());
    browser::when_a_file_is_opened(move |file| {
        leptos::task::spawn_local(async move {
            // The page may be gone by then.
            let _ = incoming.try_set(match browser::read(file, LARGEST_FILE, store.locale()).await {
                Ok(chosen) => Incoming::chosen(store, chosen, Wanted::Import),
                Err(reason) => Incoming::Refused(reason),
            });
        });
    });
    view! {
        <main id="main" class:data=move || !matches!(*incoming.read(), Incoming::File(..) | Incoming::Table(..))>
            {move || match incoming.get() {
                Incoming::File(name, meeting, proposal) => {
                    view! { <ImportJson name meeting proposal on_done=done /> }.into_any()
                }
                Incoming::Sealed(chosen, wanted) => {
                    let on_open = Callback::new(move |opened: Chosen| {
                        incoming.set(Incoming::chosen(store, opened, wanted))
                    });
                    view! { <Unseal chosen on_open on_cancel=done /> }.into_any()
                }
                Incoming::Backup(name, file) => view! { <RestoreBackup name file on_done=done /> }.into_any(),
                Incoming::Table(name, table) => view! { <ImportCsv name table on_done=done /> }.into_any(),
                other => view! { <Overview store incoming note=other.note() /> }.into_any(),
            }}
        </main>
    }
}

/// Puts a backup in the place of everything that is here.
async fn put_in_place(store: Store, name: String, file: File) {
    match store.replace_with(&file).await {
        Ok(()) => store.tell(format::sentence(&text::restored(name))),
        Err(error) => store.complain(format!("“{name}”: {}", refusal(&error))),
    }
}

/// Everything of the page but a dry run; `note` says how reading a file goes.
#[component]
fn Overview(store: Store, incoming: RwSignal<Incoming>, note: Option<AnyView>) -> impl IntoView {
    let take = Callback::new(move |chosen: Chosen| {
        incoming.set(Incoming::Reading(chosen.name.clone()));
        // The page says that it is reading before the work begins.
        let read = move || incoming.set(Incoming::chosen(store, chosen, Wanted::Import));
        set_timeout(read, std::time::Duration::from_millis(20));
    });
    let restoring = Callback::new(move |chosen: Chosen| incoming.set(Incoming::chosen(store, chosen, Wanted::Restore)));
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
        <ListOfFolders restoring />
        <SharedOnAServer />
        <Copies />
        <ListOfConflicts />
        <Deleted />
        <LockSection />
        <ThisWorkspace />
    }
}

/// What is said of a folder or a server, line by line, and whether it warns.
#[component]
fn Lines(said: Signal<Vec<(bool, String)>>) -> impl IntoView {
    move || {
        let line = |(warns, said): (bool, String)| {
            view! {
                <p class="small" class:problem=warns class:q=!warns role="status">
                    {said}
                </p>
            }
        };
        said.get().into_iter().map(line).collect_view()
    }
}

#[component]
fn Reminder() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let text = move || {
        let has_own = store.read_kind::<Account, _>(Records::has_own_account);
        if let SaveState::Failed(reason) = store.saved().get() {
            return Some((true, reason));
        }
        let last = store.exported_on();
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
