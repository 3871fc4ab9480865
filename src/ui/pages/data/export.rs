//! Exports: the workspace or an account at the three levels, the calendar, tables.

use leptos::prelude::*;

use super::passphrase::{PassphraseField, seal};
use crate::{
    document::calendar,
    domain::{Account, Id, Kind, Order},
    export::{Artifact, Level, Scope, client_json, ics, json_artifact, json_file, records_csv, slug},
    import::File,
    state::Store,
    ui::{
        browser,
        kit::{Glyph, Icon, Menu, MenuOption},
        use_store,
    },
    words::{
        format,
        screen::{common, data as text},
    },
};

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

/// What mail and chat carry of a link, in characters.
const LONGEST_LINK: usize = 2_000;

/// The section.
#[component]
pub fn Export() -> impl IntoView {
    let store = use_store();
    let scope = RwSignal::new(String::new());
    let accounts = Memo::new(move |_| what_can_leave(store));
    // The one account that is chosen; the whole workspace without one.
    let account = move || scope.read().parse::<Id<Account>>().ok();
    let passphrase = RwSignal::new(String::new());
    let make = move |level: Level| {
        Callback::new(move |()| {
            if let Some(artifact) = file(store, untrack(account), level) {
                save(store, artifact, passphrase.get_untracked());
            }
        })
    };
    let copy_link = Callback::new(move |()| {
        if let Some(account) = untrack(account) {
            hand_on(store, account, passphrase.get_untracked());
        }
    });
    let save_calendar = Callback::new(move |()| {
        if let Some(artifact) = dates(store, untrack(account)) {
            browser::download(&artifact);
            store.tell(text::exported(&artifact.name));
        }
    });
    view! {
        <section>
            <h2 class="h2">{common::EXPORT}</h2>
            <Menu label=text::WHAT options=accounts chosen=scope on_choose=Callback::new(move |key| scope.set(key)) />
            <Sealing passphrase />
            <ul class="levels">
                <Offer
                    name=text::LEVEL_FULL
                    about=text::EVERYTHING_YOUR_BACKUP
                    button=text::EXPORT_FULL
                    class="btn primary"
                    on_click=make(Level::Full)
                />
                <Offer
                    name=text::LEVEL_TEAM
                    about=text::FOR_A_COLLEAGUE_WITHOUT
                    button=text::EXPORT_FOR_THE_TEAM
                    on_click=make(Level::Team)
                />
                <Offer
                    name=text::LINK
                    about=text::ONE_ACCOUNT_IN_A_LINK
                    button=text::COPY_THE_LINK
                    glyph=Glyph::Lock
                    disabled=Signal::derive(move || account().is_none() || passphrase.read().is_empty())
                    on_click=copy_link
                />
                <Offer
                    name=text::CALENDAR
                    about=text::YOUR_DATES_FOR_OUTLOOK
                    button=text::EXPORT_THE_CALENDAR
                    on_click=save_calendar
                />
                <TableOffer />
                <Offer
                    name=text::LEVEL_CLIENT
                    about=text::ONLY_WHAT_HAS_A
                    button=text::EXPORT_FOR_THE_CLIENT
                    disabled=Signal::derive(move || account().is_none())
                    on_click=make(Level::Client)
                />
            </ul>
            <AboutTheFiles />
        </section>
    }
}

/// The whole workspace, and each account.
pub fn what_can_leave(store: Store) -> Vec<MenuOption> {
    store.read_kind::<Account, _>(|records| {
        let mut all: Vec<MenuOption> = records
            .all::<Account>()
            .map(|account| MenuOption::new(account.id.to_string(), account.name.clone()))
            .collect();
        all.order_by_key(|option| option.label.to_lowercase());
        all.insert(0, MenuOption::new("", text::THE_WHOLE_WORKSPACE));
        all
    })
}

/// Downloads a file, sealed where there is a passphrase. One that is not sealed leaves within the click.
fn save(store: Store, artifact: Artifact, passphrase: String) {
    let download = move |artifact: &Artifact| {
        browser::download(artifact);
        store.tell(text::exported(&artifact.name));
    };
    if passphrase.is_empty() {
        return download(&artifact);
    }
    store.tell(text::SEALING);
    leptos::task::spawn_local(async move {
        match seal(artifact, &passphrase).await {
            Ok(artifact) => download(&artifact),
            Err(reason) => store.complain(reason),
        }
    });
}

/// Copies a link to an account's plan, as colleagues get it and without stamps, sealed.
fn hand_on(store: Store, account: Id<Account>, passphrase: String) {
    let (scope, at) = (Scope::Account(account), browser::iso_time(store.now()));
    let plan = store.peek(|records| {
        let plan = json_file(records, scope, Level::Team, &at);
        json_artifact(records, scope, &File { deleted: Default::default(), ..plan })
    });
    store.tell(text::SEALING);
    leptos::task::spawn_local(async move {
        let link = seal(plan, &passphrase).await.map(|sealed| browser::link_to(&sealed.bytes));
        match link {
            Ok(link) if link.len() > LONGEST_LINK => {
                let number = |number: usize| store.locale().number(number as f64, 0);
                store.complain(text::too_long_for_a_link(number(link.len()), number(LONGEST_LINK)));
            }
            Ok(link) => match browser::copy(link).await {
                true => store.tell(text::COPIED_THE_LINK),
                false => store.complain(text::COULD_NOT_COPY),
            },
            Err(reason) => store.complain(reason),
        }
    });
}

/// Downloads a full export of the workspace.
pub fn back_up(store: Store) {
    if let Some(artifact) = file(store, None, Level::Full) {
        browser::download(&artifact);
        store.tell(text::exported(&artifact.name));
    }
}

/// The file of a level; nothing where the client's was asked for without an account. A full export of the workspace
/// notes its day.
fn file(store: Store, account: Option<Id<Account>>, level: Level) -> Option<Artifact> {
    let at = browser::iso_time(store.now());
    let today = untrack(|| store.today());
    let scope = account.map_or(Scope::Workspace, Scope::Account);
    match (account, level) {
        (Some(account), Level::Client) => return Some(store.peek(|records| client_json(records, account, today, &at))),
        (None, Level::Client) => return None,
        _ => {}
    }
    let file = store.with_stamps(store.peek(|records| json_file(records, scope, level, &at)));
    if account.is_none() && level == Level::Full {
        store.note_export(today);
    }
    Some(store.peek(|records| json_artifact(records, scope, &file)))
}

/// The calendar of an account, or of all.
fn dates(store: Store, account: Option<Id<Account>>) -> Option<Artifact> {
    let today = untrack(|| store.today());
    let now = chrono::DateTime::from_timestamp_millis(store.now())?;
    Some(store.peek(|records| {
        let account_name = account.and_then(|id| records.get(id)).map(|account| slug(&account.name));
        let name = account_name.map_or("mainstay-calendar".into(), |name| format!("mainstay-calendar-{name}"));
        ics(&name, &calendar(records, account, today), now.naive_utc(), browser::minutes_ahead)
    }))
}

/// One export, with what it is for.
#[component]
fn Offer(
    name: &'static str,
    about: &'static str,
    button: &'static str,
    #[prop(default = "btn")] class: &'static str,
    #[prop(default = Glyph::Download)] glyph: Glyph,
    #[prop(optional, into)] disabled: Signal<bool>,
    on_click: Callback<()>,
) -> impl IntoView {
    view! {
        <li>
            <div>
                <b>{name}</b>
                <p class="q2">{about}</p>
            </div>
            <button type="button" class=class disabled=disabled on:click=move |_| on_click.run(())>
                <Icon glyph />
                <span>{button}</span>
            </button>
        </li>
    }
}

/// The passphrase under which files leave, if any.
#[component]
fn Sealing(passphrase: RwSignal<String>) -> impl IntoView {
    view! {
        <PassphraseField passphrase label=text::SEAL_WITH_A_PASSPHRASE />
        <p class="q2">{text::WITHOUT_IT_NOBODY}</p>
    }
}

#[component]
fn AboutTheFiles() -> impl IntoView {
    view! {
        <p class="q small">
            {text::THE_FILES_ARE_JSON}<a class="more-link" href="mainstay.schema.json" rel="external">
                {text::MAINSTAY_SCHEMA_JSON}
            </a>
        </p>
    }
}

#[component]
fn TableOffer() -> impl IntoView {
    let store = use_store();
    let table = RwSignal::new(Kind::Account);
    let choose = move |event| {
        let key = event_target_value(&event);
        table.set(TABLES.into_iter().find(|kind| kind.plural() == key).unwrap_or(Kind::Account));
    };
    let option = |kind: Kind| {
        let name = format::sentence(&format::pluralise(kind.one()));
        view! { <option value=kind.plural()>{name}</option> }
    };
    let save = move |_| browser::download(&store.peek(|records| records_csv(records, table.get_untracked())));
    view! {
        <li>
            <div>
                <b>{text::TABLES}</b>
                <p class="q2">{text::ONE_KIND_OF_RECORD}</p>
                <label class="inline">
                    <span class="sr">{text::WHICH_TABLE}</span>
                    <select on:change=choose>{TABLES.map(option).collect_view()}</select>
                </label>
            </div>
            <button type="button" class="btn" on:click=save>
                <Icon glyph=Glyph::Download />
                <span>{common::EXPORT_THE_TABLE}</span>
            </button>
        </li>
    }
}
