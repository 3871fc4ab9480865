//! Data and backups: export, import, restore, deleted records, the state of the storage, the sample.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{import_csv::ImportCsv, import_json::ImportJson};
use crate::words::format;
use crate::{
    document::calendar,
    domain::{
        Account, Change, Edit, Id, Kind, Order, Workspace,
        date::days_between,
        deletion::{Fallen, deletions, remove_sample},
    },
    export::{Level, Scope, client_json, export_json, ics, records_csv, slug},
    import::{LARGEST_FILE, Proposal, Table, is_json, propose, read_table, refusal, restore},
    state::SaveState,
    ui::{
        browser::{self, Chosen},
        kit::{Glyph, Icon},
        route::{use_here, use_navigator},
        use_store,
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

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let incoming = RwSignal::new(Incoming::Nothing);
    let take = Callback::new(move |chosen: Chosen| {
        let Chosen { name, bytes } = chosen;
        incoming.set(Incoming::Reading(name.clone()));
        // The page says that it is reading before the work begins.
        set_timeout(
            move || {
                let next = if is_json(&name, &bytes) {
                    store.peek(|records| propose(records, &bytes)).map_or_else(
                        |error| Incoming::Refused(format!("“{name}”: {}", refusal(&error))),
                        |proposal| Incoming::File(name.clone(), proposal),
                    )
                } else {
                    read_table(&bytes).map_or_else(
                        |error| Incoming::Refused(format!("“{name}”: {error}")),
                        |table| Incoming::Table(name.clone(), table),
                    )
                };
                incoming.set(next);
            },
            std::time::Duration::from_millis(20),
        );
    });
    let done = Callback::new(move |()| incoming.set(Incoming::Nothing));
    let restore_bytes = Callback::new(move |chosen: Chosen| {
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
        {move || match incoming.get() {
            Incoming::File(name, proposal) => {
                view! {
                    <main id="main">
                        <ImportJson name proposal on_done=done />
                    </main>
                }
                    .into_any()
            }
            Incoming::Table(name, table) => {
                view! {
                    <main id="main">
                        <ImportCsv name table on_done=done />
                    </main>
                }
                    .into_any()
            }
            state => {
                let message = match &state {
                    Incoming::Refused(reason) => {
                        Some(
                            view! {
                                <p class="note risk" role="alert">
                                    {reason.clone()}
                                </p>
                            }
                                .into_any(),
                        )
                    }
                    Incoming::Reading(name) => {
                        Some(
                            view! {
                                <p class="note plain" role="status">
                                    {format!("Reading “{name}”")}
                                </p>
                            }
                                .into_any(),
                        )
                    }
                    _ => None,
                };
                view! {
                    <main id="main" class="data">
                        <div class="page-head">
                            <div>
                                <h1>"Data and backups"</h1>
                                <p>
                                    "Everything is in this browser, on this device. An export is your backup, and \
                                    the way to share."
                                </p>
                            </div>
                        </div>
                        {message}
                        <Reminder />
                        <div class="data-2">
                            <Bring take refused restoring=restore_bytes wanted=here.query("do") />
                            <Export />
                        </div>
                        <Deleted />
                        <StorageState />
                    </main>
                }
                    .into_any()
            }
        }}
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
            None => Some((
                false,
                "This workspace was never exported. A browser can lose its data; a file on your disk stays.".to_owned(),
            )),
            Some(days) if days > OLD_EXPORT => Some((
                false,
                format!("The last export is {} old. Export the workspace again.", locale.count(days, "day")),
            )),
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

#[component]
fn Bring(
    take: Callback<Chosen>,
    refused: Callback<String>,
    restoring: Callback<Chosen>,
    wanted: String,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let pasted = RwSignal::new(String::new());
    let store = use_store();
    let read = move |file: web_sys::File, then: Callback<Chosen>| {
        let locale = store.locale();
        leptos::task::spawn_local(async move {
            match browser::read(file, LARGEST_FILE, locale).await {
                Ok(chosen) => then.run(chosen),
                Err(reason) => refused.run(reason),
            }
        });
    };
    let picked = move |event: leptos::ev::Event, then: Callback<Chosen>| {
        let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(input) = input {
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                read(file, then);
            }
            input.set_value("");
        }
    };
    let dropped = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            read(file, take);
        }
    };
    let paste = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            take.run(Chosen { name: "pasted.csv".into(), bytes: text.into_bytes() });
        }
    };
    Effect::new(move |_| {
        browser::focus(if wanted == "restore" {
            "restore-file"
        } else if wanted == "import" {
            "import-file"
        } else {
            ""
        })
    });
    view! {
        <section>
            <h2 class="h2">"Bring in"</h2>
            <div
                class="drop"
                class:over=move || over.get()
                on:dragover=move |event| {
                    event.prevent_default();
                    over.set(true);
                }
                on:dragleave=move |_| over.set(false)
                on:drop=dropped
            >
                <Icon glyph=Glyph::Upload />
                <p>
                    "Drop a file here, or choose one: CSV from a CRM, or a Mainstay file from a colleague. You see \
                    every change before it is made."
                </p>
                <label class="btn file">
                    <span>"Choose a file to import"</span>
                    <input
                        id="import-file"
                        class="sr"
                        type="file"
                        accept=".csv,.tsv,.txt,.json"
                        on:change=move |event| picked(event, take)
                    />
                </label>
            </div>
            <details>
                <summary>"Paste a table"</summary>
                <form on:submit=paste>
                    <label class="field">
                        <span>"Rows with a head, as copied from a spreadsheet"</span>
                        <textarea
                            rows="5"
                            prop:value=move || pasted.get()
                            on:input=move |event| pasted.set(event_target_value(&event))
                        ></textarea>
                    </label>
                    <button type="submit" class="btn">
                        "Look at it"
                    </button>
                </form>
            </details>
            <h3>"Restore a backup"</h3>
            <p class="q2">"Replaces this workspace with a full export. Undo brings back what was here."</p>
            <label class="btn file">
                <span>"Choose a backup to restore"</span>
                <input
                    id="restore-file"
                    class="sr"
                    type="file"
                    accept=".json"
                    on:change=move |event| picked(event, restoring)
                />
            </label>
        </section>
    }
}

/// The kinds that leave as a table.
const TABLES: [Kind; 8] = [
    Kind::Account,
    Kind::Person,
    Kind::Contract,
    Kind::Opportunity,
    Kind::RevenueMovement,
    Kind::Action,
    Kind::RaidItem,
    Kind::Outcome,
];

#[component]
fn Export() -> impl IntoView {
    let store = use_store();
    let scope = RwSignal::new(String::new());
    let accounts = Memo::new(move |_| {
        store.read_kind::<Account, _>(|records| {
            let mut all: Vec<(String, String)> =
                records.all::<Account>().map(|account| (account.id.to_string(), account.name.clone())).collect();
            all.order_by_key(|(_, name)| name.to_lowercase());
            all
        })
    });
    let make = move |level: Level| {
        let at = browser::iso_time(store.now());
        let account: Option<Id<Account>> = scope.get_untracked().parse().ok();
        let today = untrack(|| store.today());
        let artifact = store.peek(|records| match (account, level) {
            (Some(account), Level::Client) => Some(client_json(records, account, today, &at)),
            (Some(account), level) => Some(export_json(records, Scope::Account(account), level, &at)),
            (None, Level::Client) => None,
            (None, level) => Some(export_json(records, Scope::Workspace, level, &at)),
        });
        let Some(artifact) = artifact else { return };
        browser::download(&artifact);
        if account.is_none() && level == Level::Full {
            let mut settings = store.peek(|records| records.workspace());
            if settings.id.is_nil() {
                settings.id = store.new_id();
            }
            store.note(Change::put("noted the export", Workspace { exported_on: Some(today), ..settings }));
        }
        store.tell(format!("Exported {}", artifact.name));
    };
    let table = RwSignal::new(TABLES[0]);
    let choose_table = move |event| {
        let key = event_target_value(&event);
        table.set(TABLES.into_iter().find(|kind| kind.plural() == key).unwrap_or(TABLES[0]));
    };
    let tables = TABLES.map(|kind| {
        view! { <option value=kind.plural()>{format::sentence(&format::pluralise(kind.one()))}</option> }
    });
    let save_table = move |_| browser::download(&store.peek(|records| records_csv(records, table.get_untracked())));
    let save_calendar = move |_| {
        let account: Option<Id<Account>> = scope.get_untracked().parse().ok();
        let today = untrack(|| store.today());
        let Some(now) = chrono::DateTime::from_timestamp_millis(store.now()) else { return };
        let artifact = store.peek(|records| {
            let name = account
                .and_then(|id| records.get(id))
                .map_or("mainstay-calendar".into(), |account| format!("mainstay-calendar-{}", slug(&account.name)));
            ics(&name, &calendar(records, account, today), now.naive_utc(), browser::minutes_ahead)
        });
        browser::download(&artifact);
        store.tell(format!("Exported {}", artifact.name));
    };
    let for_client = move || scope.read().is_empty();
    view! {
        <section>
            <h2 class="h2">"Export"</h2>
            <label class="field">
                <span>"What"</span>
                <select on:change=move |event| scope.set(event_target_value(&event))>
                    <option value="">"The whole workspace"</option>
                    {move || {
                        accounts
                            .get()
                            .into_iter()
                            .map(|(id, name)| view! { <option value=id>{name}</option> })
                            .collect_view()
                    }}
                </select>
            </label>
            <ul class="levels">
                <li>
                    <div>
                        <b>"Full"</b>
                        <p class="q2">"Everything. Your backup."</p>
                    </div>
                    <button type="button" class="btn primary" on:click=move |_| make(Level::Full)>
                        <Icon glyph=Glyph::Download />
                        <span>"Export full"</span>
                    </button>
                </li>
                <li>
                    <div>
                        <b>"Team"</b>
                        <p class="q2">"For a colleague: without support, private and speaker notes."</p>
                    </div>
                    <button type="button" class="btn" on:click=move |_| make(Level::Team)>
                        <Icon glyph=Glyph::Download />
                        <span>"Export for the team"</span>
                    </button>
                </li>
                <li>
                    <div>
                        <b>"Calendar"</b>
                        <p class="q2">
                            "Your dates for Outlook, Google or Apple: actions, meetings, renewals. For yourself."
                        </p>
                    </div>
                    <button type="button" class="btn" on:click=save_calendar>
                        <Icon glyph=Glyph::Download />
                        <span>"Export the calendar"</span>
                    </button>
                </li>
                <li>
                    <div>
                        <b>"Tables"</b>
                        <p class="q2">
                            "One kind of record as CSV, for a spreadsheet: everything in it, with its ids. For \
                            yourself."
                        </p>
                        <label class="inline">
                            <span class="sr">"Which table"</span>
                            <select on:change=choose_table>{tables}</select>
                        </label>
                    </div>
                    <button type="button" class="btn" on:click=save_table>
                        <Icon glyph=Glyph::Download />
                        <span>"Export the table"</span>
                    </button>
                </li>
                <li>
                    <div>
                        <b>"Client"</b>
                        <p class="q2">"Only what has a wording for the client. One account at a time."</p>
                    </div>
                    <button type="button" class="btn" disabled=for_client on:click=move |_| make(Level::Client)>
                        <Icon glyph=Glyph::Download />
                        <span>"Export for the client"</span>
                    </button>
                </li>
            </ul>
            <p class="q small">
                "The files are JSON. Their schema: "<a class="more-link" href="mainstay.schema.json" rel="external">
                    "mainstay.schema.json"
                </a>
            </p>
        </section>
    }
}

#[component]
fn Deleted() -> impl IntoView {
    let store = use_store();
    // Records that fell in one deletion come back in one, so one row stands for them.
    let deleted = Memo::new(move |_| store.read(deletions));
    view! {
        <section class="listing">
            <h2 class="h2">"Deleted"<small>"kept for 30 days"</small></h2>
            <Show
                when=move || !deleted.read().is_empty()
                fallback=|| view! { <p class="q">"Nothing was deleted in the last 30 days."</p> }
            >
                <table class="tbl">
                    <thead class="sr">
                        <tr>
                            <th>"What"</th>
                            <th>"With it"</th>
                            <th>"Restore"</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            deleted
                                .get()
                                .into_iter()
                                .take(50)
                                .map(|Fallen { deletion, key, name, count }| {
                                    let name = name.unwrap_or_default();
                                    let title = format!("{} “{name}”", format::sentence(key.kind.one()));
                                    let back = move |_| {
                                        store
                                            .apply_and_tell(
                                                Change::new("restored what was deleted", vec![Edit::Restore(key)]),
                                            )
                                    };
                                    let with = if count > 1 {
                                        format!("and {} more", count - 1)
                                    } else {
                                        String::new()
                                    };
                                    view! {
                                        <tr>
                                            <td class="mid">{title.clone()}</td>
                                            <td class="q2">{with}</td>
                                            <td class="q2">
                                                {browser::day_of(deletion.at).map(|day| store.locale().date(day))}
                                            </td>
                                            <td class="r">
                                                <button
                                                    type="button"
                                                    class="more-link"
                                                    aria-label=format!("Restore {title}")
                                                    on:click=back
                                                >
                                                    "Restore"
                                                </button>
                                            </td>
                                        </tr>
                                    }
                                })
                                .collect_view()
                        }}
                    </tbody>
                </table>
            </Show>
        </section>
    }
}

#[component]
fn StorageState() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let navigator = use_navigator();
    let state = RwSignal::new(None::<(bool, f64)>);
    let look = move || leptos::task::spawn_local(async move { state.set(browser::storage_state().await) });
    look();
    let ask = move |_| {
        leptos::task::spawn_local(async move {
            if !browser::persist().await {
                store.tell(
                    "The browser did not promise it. It often does once Mainstay is installed or bookmarked. \
                    Keep exporting.",
                );
            }
            look();
        })
    };
    let has_sample = Memo::new(move |_| store.read(|records| records.live().any(|(_, row)| row.sample)));
    let counts = Memo::new(move |_| store.read(|records| (records.all::<Account>().count(), records.live().count())));
    let remove = move |_| {
        let change = store.peek(|records| remove_sample(records, "removed the sample workspace".into()));
        store.apply_and_tell(change);
    };
    let erasing = RwSignal::new(false);
    let erase = move |_| {
        let all = store.peek(|records| records.rows().map(|(key, _)| Edit::Purge(*key)).collect::<Vec<_>>());
        store.apply(Change::new("erased this workspace", all));
        erasing.set(false);
        navigator.replace("./");
    };
    view! {
        <section class="listing">
            <h2 class="h2">"This workspace"</h2>
            <p class="q2">
                {move || {
                    format!(
                        "{} and {} in all.",
                        locale.count(counts.get().0 as i64, "account"),
                        locale.count(counts.get().1 as i64, "record"),
                    )
                }}
            </p>
            {move || match state.get() {
                Some((true, used)) => {
                    view! {
                        <p class="q2">
                            {format!(
                                "The browser has promised to keep it. It uses {} MB.",
                                locale.number(used / 1e6, 1),
                            )}
                        </p>
                    }
                        .into_any()
                }
                Some((false, used)) => {
                    view! {
                        <p class="q2">
                            {format!(
                                "The browser may clear it when the disk is full. It uses {} MB. ",
                                locale.number(used / 1e6, 1),
                            )}<button type="button" class="more-link" on:click=ask>
                                "Ask it to keep the data"
                            </button>
                        </p>
                    }
                        .into_any()
                }
                None => ().into_any(),
            }}
            <div class="acts-row">
                <Show when=move || has_sample.get()>
                    <button type="button" class="btn" on:click=remove>
                        "Remove the sample"
                    </button>
                </Show>
                <button type="button" class="btn" on:click=move |_| erasing.set(true)>
                    "Erase this workspace"
                </button>
            </div>
            <Show when=move || erasing.get()>
                <div class="note risk" role="alertdialog" aria-label="Erase this workspace">
                    <span>
                        "Every record goes, deleted ones included. Until you close this page, undo brings them back. "
                        <button type="button" class="more-link" on:click=erase.clone()>
                            "Erase everything"
                        </button>" "<button type="button" class="more-link" on:click=move |_| erasing.set(false)>
                            "Keep it"
                        </button>
                    </span>
                </div>
            </Show>
        </section>
    }
}
