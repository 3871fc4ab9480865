//! The frame around every page: navigation, top bar, undo, save state, palette, messages, dialogs.

use leptos::{ev, prelude::*};

use super::{
    chunks,
    kit::{Glyph, Icon, Preset, StatusShape},
    route::{Here, Route, Tab, provide_here, use_navigator},
    use_store,
};
use crate::{
    domain::{
        Account, Id, Key, Kind, Record,
        agenda::agenda,
        choice::Tier,
        status::{AccountStatus, account_status},
        tier::tiering,
    },
    state::{About, Notice, Phase, Said, SaveState, Store},
    words::{
        self,
        format::{list, sentence},
        screen::{common, shell as text},
    },
};

/// What the dialog for a new record is open for.
type NewFor = (Kind, Option<Id<Account>>, Preset);

/// Opens the dialog for a new record, from anywhere.
#[derive(Clone, Copy)]
pub struct Adding(RwSignal<Option<NewFor>>);

impl Adding {
    /// Opens the dialog.
    pub fn open(self, kind: Kind, account: Option<Id<Account>>, preset: Preset) {
        self.0.set(Some((kind, account, preset)));
    }
}

/// The way to add a record.
pub fn use_adding() -> Adding {
    expect_context()
}

/// Whether the command palette is open.
#[derive(Clone, Copy)]
pub struct PaletteOpen(pub RwSignal<bool>);

/// The whole page.
#[component]
pub fn Shell() -> impl IntoView {
    let store = use_store();
    let here = provide_here();
    let adding = Adding(RwSignal::new(None));
    provide_context(adding);
    let palette = PaletteOpen(RwSignal::new(false));
    provide_context(palette);
    provide_context(chunks::Chunks::none());
    shortcuts(store, here, adding, palette);
    Effect::new(move |_| {
        if let Phase::Unreadable(reason) = store.phase().get() {
            super::browser::show_recovery(&reason);
        }
    });
    let presenting = Memo::new(move |_| matches!(here.route.get(), Route::Present(..)));
    let ready = Memo::new(move |_| store.phase().get());
    // Documents carry the workspace's own colour, on the screen as in their files.
    let brand = Memo::new(move |_| store.workspace().brand.readable().primary);
    Effect::new(move |_| super::browser::set_document_colour(&brand.read()));
    view! {
        {move || match ready.get() {
            Phase::Loading => {
                view! {
                    <p class="loading" role="status">
                        {text::OPENING_YOUR_WORKSPACE}
                    </p>
                }
                    .into_any()
            }
            Phase::Refused(reason) => view! { <Refused reason /> }.into_any(),
            Phase::Unreadable(_) => ().into_any(),
            Phase::Ready if presenting.get() => chunks::page(here.route.get()),
            Phase::Ready => view! { <Frame here /> }.into_any(),
        }}
        <Show when=move || {
            palette.0.get()
        }>{move || chunks::palette(Callback::new(move |()| palette.0.set(false)))}</Show>
        {move || {
            adding
                .0
                .get()
                .map(|(kind, account, preset)| {
                    let navigator = use_navigator();
                    let on_done = Callback::new(move |added: Option<uuid::Uuid>| {
                        adding.0.set(None);
                        if let Some(id) = added {
                            navigator.go(&after_adding(store, here, kind, id));
                        }
                    });
                    move || chunks::new_record(kind, account, preset.clone(), on_done)
                })
        }}
        <Message />
    }
}

/// Where a person goes after adding a record: its panel, on the page they are on where it shows there.
fn after_adding(store: Store, here: Here, kind: Kind, id: uuid::Uuid) -> String {
    let account = store.peek(|records| records.record(Key { kind, id }).and_then(Record::account_id));
    match (kind, account) {
        (Kind::Account, _) => Route::Account(Id::new(id), Tab::Overview).href(),
        (Kind::Review, Some(account)) => Route::Review(account, Id::new(id)).href(),
        (_, Some(account)) => {
            let on_page = here.route.get_untracked() == Route::Account(account, Tab::of(kind));
            let href = Route::Account(account, Tab::of(kind)).href();
            if on_page { untrack(|| here.with("open", &id.to_string())) } else { format!("{href}?open={id}") }
        }
        _ => untrack(|| here.with("open", "")),
    }
}

fn shortcuts(store: Store, here: Here, adding: Adding, palette: PaletteOpen) {
    let edits = super::browser::follow_typing();
    let handle = window_event_listener(ev::keydown, move |event| {
        let command = event.ctrl_key() || event.meta_key();
        let typing = event_target_is_text(&event) || edits.lost_its_field();
        match event.key().to_lowercase().as_str() {
            "k" if command => {
                event.prevent_default();
                palette.0.update(|open| *open = !*open);
            }
            // What was typed is taken back by the field itself, and a dialog keeps what lies behind it.
            "z" | "y" if command && (is_open_dialog() || edits.is_typed_in()) => {}
            "z" if command && event.shift_key() => {
                event.prevent_default();
                store.redo();
            }
            "z" if command => {
                event.prevent_default();
                store.undo();
            }
            "y" if command => {
                event.prevent_default();
                store.redo();
            }
            // A presentation has keys of its own.
            "a" if !command
                && !typing
                && !event.alt_key()
                && adding.0.with_untracked(Option::is_none)
                && !matches!(here.route.get_untracked(), Route::Present(..)) =>
            {
                let has_account = store.peek(|records| records.active_accounts().next().is_some());
                if has_account {
                    event.prevent_default();
                    adding.open(Kind::Action, here.route.get_untracked().account(), Preset::default());
                }
            }
            _ => {}
        }
    });
    on_cleanup(move || handle.remove());
}

/// Whether a dialog is open over the page.
fn is_open_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

fn event_target_is_text(event: &ev::KeyboardEvent) -> bool {
    use wasm_bindgen::JsCast;
    let element = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || element.closest("dialog").ok().flatten().is_some()
    })
}

#[component]
fn Refused(reason: String) -> impl IntoView {
    view! {
        <main class="recovery">
            <h1>{text::THIS_PAGE_MUST_NOT}</h1>
            <p>{reason}</p>
            {chunks::unsaved}
            <button
                type="button"
                class="btn primary"
                on:click=move |_| {
                    let _ = window().location().reload();
                }
            >
                {text::RELOAD}
            </button>
        </main>
    }
}

#[component]
fn Frame(here: Here) -> impl IntoView {
    let locale = use_store().locale_signal();
    let page = move || {
        let route = here.route.get();
        // A page keeps the locale that it was built with. Settings, where it is chosen, follows by itself.
        if route != Route::Settings {
            locale.track();
        }
        chunks::page(route)
    };
    let damaged = use_store().damaged();
    let unread = move || (!damaged.read().is_empty()).then(chunks::unread);
    view! {
        <a class="skip" href="#main">
            {text::SKIP_TO_THE_PAGE}
        </a>
        <div class="app">
            <Sidebar here />
            <div class="work">
                <TopBar here />
                {unread}
                <Gone />
                {page}
                <BottomBar here />
            </div>
        </div>
    }
}

/// What the sidebar knows of an account.
#[derive(Clone, PartialEq)]
struct Listed {
    id: Id<Account>,
    name: String,
    tier: Option<Tier>,
    status: AccountStatus,
}

#[component]
fn Sidebar(here: Here) -> impl IntoView {
    let store = use_store();
    let accounts = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| {
            let rules = records.workspace().segmentation;
            let listed = records.active_accounts().map(|account| Listed {
                id: account.id,
                name: account.name.clone(),
                tier: tiering(account, &rules).ok().map(|tiering| tiering.tier),
                status: account_status(records, account.id, today),
            });
            listed.collect::<Vec<_>>()
        })
    });
    let due = Memo::new(move |_| {
        let today = store.today();
        let agenda = store.read(|records| agenda(records, today));
        agenda.late.len() + agenda.today.len()
    });
    let on = move |route: Route| move || here.route.get() == route;
    view! {
        <aside class="side">
            <a class="brand" href="./">
                <svg class="logo" viewBox="0 0 20 20" aria-hidden="true">
                    <path d="M6 17V2.5M6 2.5 17 17M2 17h16" />
                </svg>
                <span>{text::MAINSTAY}</span>
            </a>
            <nav aria-label=text::MAIN>
                <NavLink
                    href=Route::Today.href()
                    glyph=Glyph::Today
                    label=common::TODAY
                    on=Signal::derive(on(Route::Today))
                    count=Signal::derive(move || due.get())
                />
                <NavLink
                    href=Route::Accounts.href()
                    glyph=Glyph::Accounts
                    label=common::ACCOUNTS
                    on=Signal::derive(move || {
                        here.route.get() == Route::Accounts || here.route.get().account().is_some()
                    })
                    count=Signal::derive(move || accounts.read().len())
                />
            </nav>
            <AccountsByTier here accounts />
            <nav class="side-end" aria-label=text::WORKSPACE>
                <NavLink
                    href=Route::Data.href()
                    glyph=Glyph::Data
                    label=common::DATA_AND_BACKUPS
                    on=Signal::derive(on(Route::Data))
                />
                <NavLink
                    href=Route::Settings.href()
                    glyph=Glyph::Settings
                    label=common::SETTINGS
                    on=Signal::derive(on(Route::Settings))
                />
            </nav>
        </aside>
    }
}

#[component]
fn AccountsByTier(here: Here, accounts: Memo<Vec<Listed>>) -> impl IntoView {
    let group = move |tier: Option<Tier>| {
        let of_tier: Vec<Listed> = accounts.get().into_iter().filter(|listed| listed.tier == tier).collect();
        let heading = tier.map_or(common::NOT_TIERED.to_owned(), |tier| common::tier(tier.label()));
        (!of_tier.is_empty()).then(|| {
            view! {
                <h2>{heading}</h2>
                {of_tier.into_iter().map(|listed| view! { <AccountLink here listed /> }).collect_view()}
            }
        })
    };
    view! {
        <nav class="side-acc" aria-label=text::ACCOUNTS_BY_TIER>
            <Show when=move || accounts.read().is_empty()>
                <p class="side-empty">{text::YOUR_ACCOUNTS_WILL_BE}</p>
            </Show>
            {move || Tier::ALL.iter().copied().map(Some).chain([None]).map(group).collect_view()}
        </nav>
    }
}

#[component]
fn AccountLink(here: Here, listed: Listed) -> impl IntoView {
    let id = listed.id;
    let on = move || here.route.get().account() == Some(id);
    view! {
        <a
            class="nav"
            class:on=on
            href=Route::Account(id, Tab::Overview).href()
            aria-current=move || on().then_some("page")
        >
            <span>{listed.name}</span>
            <StatusShape status=listed.status.status word=words::status_label(listed.status.status) />
        </a>
    }
}

#[component]
fn NavLink(
    href: String,
    glyph: Glyph,
    label: &'static str,
    on: Signal<bool>,
    #[prop(optional)] count: Signal<usize>,
) -> impl IntoView {
    view! {
        <a class="nav" class:on=move || on.get() href=href aria-current=move || on.get().then_some("page")>
            <Icon glyph />
            <span>{label}</span>
            {move || (count.get() > 0).then(|| view! { <b>{count.get()}</b> })}
        </a>
    }
}

#[component]
fn BottomBar(here: Here) -> impl IntoView {
    let palette = expect_context::<PaletteOpen>();
    let current = move |routes: &'static [Route]| move || routes.contains(&here.route.get()).then_some("page");
    view! {
        <nav class="bottom only-s" aria-label=text::MAIN_NARROW>
            <a href=Route::Today.href() aria-current=current(&[Route::Today])>
                <Icon glyph=Glyph::Today />
                <span>{common::TODAY}</span>
            </a>
            <a
                href=Route::Accounts.href()
                aria-current=move || {
                    (here.route.get() == Route::Accounts || here.route.get().account().is_some()).then_some("page")
                }
            >
                <Icon glyph=Glyph::Accounts />
                <span>{common::ACCOUNTS}</span>
            </a>
            <button type="button" on:click=move |_| palette.0.set(true)>
                <Icon glyph=Glyph::Search />
                <span>{common::SEARCH}</span>
            </button>
            <a href=Route::Data.href() aria-current=current(&[Route::Data, Route::Settings])>
                <Icon glyph=Glyph::Data />
                <span>{text::DATA}</span>
            </a>
        </nav>
    }
}

#[component]
fn TopBar(here: Here) -> impl IntoView {
    let store = use_store();
    let palette = expect_context::<PaletteOpen>();
    let undo_label = move || store.labels().get().0;
    let redo_label = move || store.labels().get().1;
    let name = move |word: &str, label: Option<String>| {
        label.map_or_else(|| word.to_owned(), |label| format!("{word}: {label}"))
    };
    view! {
        <header class="bar-top">
            <nav class="crumbs" aria-label=text::PLACE_IN_THE_APP>
                {move || crumbs(here, store)}
            </nav>
            <button type="button" class="find" on:click=move |_| palette.0.set(true)>
                <Icon glyph=Glyph::Search />
                <span>{common::SEARCH_OR_RUN_A}</span>
                <kbd aria-hidden="true">{text::CTRL_K}</kbd>
            </button>
            <div class="hist">
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=move || name(common::UNDO, undo_label())
                    title=move || name(common::UNDO, undo_label())
                    disabled=move || undo_label().is_none()
                    on:click=move |_| store.undo()
                >
                    <Icon glyph=Glyph::Undo />
                </button>
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=move || name(common::REDO, redo_label())
                    title=move || name(common::REDO, redo_label())
                    disabled=move || redo_label().is_none()
                    on:click=move |_| store.redo()
                >
                    <Icon glyph=Glyph::Redo />
                </button>
            </div>
            <SaveMark />
        </header>
    }
}

/// What was kept is gone, and the page has all of it: it is kept again, or exported.
#[component]
fn Gone() -> impl IntoView {
    let store = use_store();
    move || {
        (store.saved().get() == SaveState::Gone).then(|| {
            view! {
                <p class="note risk bar" role="alert">
                    <span>
                        {text::THE_BROWSER_HAS_DELETED}
                        <button type="button" class="more-link" on:click=move |_| store.write_anew()>
                            {text::KEEP_IT_AGAIN}
                        </button>", "<a class="more-link" href=Route::Data.href()>
                            {text::EXPORT_IT}
                        </a>
                    </span>
                </p>
            }
        })
    }
}

#[component]
fn SaveMark() -> impl IntoView {
    let store = use_store();
    let state = store.saved();
    view! {
        <div
            class="save"
            role="status"
            class:failed=move || matches!(state.get(), SaveState::Failed(_) | SaveState::Gone)
        >
            {move || match state.get() {
                SaveState::Nothing => view! { <span>{text::NOTHING_TO_SAVE_YET}</span> }.into_any(),
                SaveState::Saving => view! { <span>{text::SAVING}</span> }.into_any(),
                SaveState::Saved(at) => {
                    view! {
                        <Icon glyph=Glyph::Saved />
                        <span>{text::SAVED}<time>{super::browser::clock_time(at)}</time></span>
                    }
                        .into_any()
                }
                SaveState::Gone => {
                    view! {
                        <Icon glyph=Glyph::Warning />
                        <span>{text::NOT_KEPT}</span>
                    }
                        .into_any()
                }
                SaveState::Failed(reason) => {
                    view! {
                        <Icon glyph=Glyph::Warning />
                        <a href=Route::Data.href() title=reason>
                            {text::NOT_SAVED_EXPORT_NOW}
                        </a>
                    }
                        .into_any()
                }
            }}
        </div>
    }
}

fn crumbs(here: Here, store: Store) -> AnyView {
    let route = here.route.get();
    let mut steps: Vec<(String, Option<String>)> = Vec::new();
    if let Some(account) = route.account() {
        let name = store.get(account).map(|account| account.name).unwrap_or_default();
        steps.push((common::ACCOUNTS.into(), Some(Route::Accounts.href())));
        steps.push((name, Some(Route::Account(account, Tab::Overview).href())));
    }
    let last = match route {
        Route::Today => Some(common::TODAY.to_owned()),
        Route::Accounts => Some(common::ACCOUNTS.into()),
        Route::Data => Some(common::DATA_AND_BACKUPS.into()),
        Route::TakeOver => Some(text::TAKE_OVER_ACCOUNTS.into()),
        Route::Settings => Some(common::SETTINGS.into()),
        Route::Account(_, Tab::Overview) => None,
        Route::Account(_, tab) => Some(tab.label().into()),
        Route::Review(account, review) | Route::Present(account, review) => {
            steps.push((common::REVIEWS.into(), Some(Route::Account(account, Tab::Reviews).href())));
            store.get(review).map(|review| words::review_quarter(&review, store.workspace().fiscal()))
        }
        Route::ReviewFiles(account, review) => {
            steps.push((common::REVIEWS.into(), Some(Route::Account(account, Tab::Reviews).href())));
            if let Some(review_known) = store.get(review) {
                let quarter = words::review_quarter(&review_known, store.workspace().fiscal());
                steps.push((quarter, Some(Route::Review(account, review).href())));
            }
            Some(common::FILES.into())
        }
        Route::Paper(account, paper) => {
            steps.push((common::REVIEWS.into(), Some(Route::Account(account, Tab::Reviews).href())));
            Some(paper.title().into())
        }
        Route::Report(report) => {
            steps.push((common::ACCOUNTS.into(), Some(Route::Accounts.href())));
            Some(report.title().into())
        }
        Route::Unknown => Some(text::NO_SUCH_PAGE.into()),
    };
    match last {
        Some(last) => steps.push((last, None)),
        None => {
            if let Some(step) = steps.last_mut() {
                step.1 = None;
            }
        }
    }
    let views = steps.into_iter().enumerate().map(|(position, (text, href))| {
        view! {
            {(position > 0).then(|| view! { <Icon glyph=Glyph::Next /> })}
            {match href {
                Some(href) => view! { <a href=href>{text}</a> }.into_any(),
                None => view! { <span aria-current="page">{text}</span> }.into_any(),
            }}
        }
    });
    views.collect_view().into_any()
}

/// What a notice says.
fn said(said: Said) -> AnyView {
    match said {
        Said::Text(text) => text,
        Said::Made(label) => sentence(&label),
        Said::Undone(label) => text::undone(&label),
        Said::LeftAlone(left) => return chunks::left_alone(left),
        Said::BroughtBack(names) => text::deleted_elsewhere(list(&names)),
    }
    .into_any()
}

/// What the store wants the person to read, at the foot of the page. It goes after a while, unless it is pointed at,
/// has the focus or names a failure.
#[component]
fn Message() -> impl IntoView {
    const SHOWN_FOR: std::time::Duration = std::time::Duration::from_secs(6);
    let store = use_store();
    let notice = store.notice();
    Effect::new(move |_| {
        if let Some(shown) = notice.get().filter(|notice| notice.about != About::Problem) {
            dismiss_later(store, shown.number, SHOWN_FOR);
        }
    });
    let act = move |notice: &Notice| match notice.about {
        About::News | About::Problem => None,
        About::Done(step) => Some((common::UNDO, Callback::new(move |()| store.undo_step(step)))),
        About::Undone(step) => Some((common::REDO, Callback::new(move |()| store.redo_step(step)))),
    };
    let toast = move |notice: Notice| {
        let button = act(&notice).map(|(name, act)| {
            view! {
                <button type="button" class="more-link" on:click=move |_| act.run(())>
                    {name}
                </button>
            }
        });
        view! {
            <div class="toast" class:problem=notice.about == About::Problem>
                <span>{said(notice.said)}</span>
                {button}
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=text::DISMISS
                    on:click=move |_| store.dismiss_notice(notice.number)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
        }
    };
    view! {
        <div class="toasts" role="status">
            {move || notice.get().map(toast)}
        </div>
    }
}

/// Takes a notice away after a while; while it is pointed at or has the focus, it waits as long again.
fn dismiss_later(store: Store, number: u64, after: std::time::Duration) {
    set_timeout(
        move || {
            if super::browser::is_attended(".toasts") {
                dismiss_later(store, number, after);
            } else {
                store.dismiss_notice(number);
            }
        },
        after,
    );
}

/// The address that opens a record's panel on the page where the person is.
pub fn panel_link<T>(here: Here, id: Id<T>) -> String {
    here.with("open", &id.to_string())
}
