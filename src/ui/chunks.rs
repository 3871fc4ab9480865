//! The parts of the program that are loaded on demand. The build splits the compiled program at the functions below
//! (`scripts/split.mjs`), so that the first screen does not wait for what it does not show. Without a network they come
//! from the service worker, which keeps every file of the build.

use futures::FutureExt;
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};

use super::{
    kit::{NewRecord, Preset},
    pages,
    palette::Palette,
    route::Route,
};
use crate::{
    domain::{Account, Id, Kind, change::LeftAlone},
    state::Store,
    words::{
        self,
        screen::{chunks as text, common},
    },
};

/// What a part shows, or why the part is not there.
type Shown = Result<AnyView, SplitLoaderError>;

/// A part of the program that shows something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Chunk {
    /// The table of accounts, the command palette, the form of a new record.
    Desk,
    /// The pages of an account.
    Account,
    /// Building and presenting a review.
    Review,
    /// Documents as files: the preview, and the writers of every format.
    Files,
    /// Data, settings, taking over, the sample.
    Workspace,
}

/// How far a part has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Loading,
    Ready,
    Failed,
}

/// How far each part has come. Each has a signal of its own: the page that shows one is not built anew when another
/// arrives.
#[derive(Clone, Copy)]
pub struct Chunks([RwSignal<Option<State>>; 5]);

/// Where a part shows what it shows.
#[derive(Clone, Copy)]
enum Place {
    /// As the page.
    Page,
    /// Over the page, which stays; with what closes it.
    Over(Callback<()>),
}

impl Chunks {
    /// None of them yet. To be provided as a context, above what shows them.
    pub fn none() -> Self {
        Self(std::array::from_fn(|_| RwSignal::new(None)))
    }

    /// Loads a part, once more where it did not come.
    fn ask(self, chunk: Chunk) {
        let state = self.0[chunk as usize];
        leptos::task::spawn_local(async move {
            if matches!(state.get_untracked(), None | Some(State::Failed)) {
                state.set(Some(State::Loading));
                state.set(Some(if chunk.load().await.is_ok() { State::Ready } else { State::Failed }));
            }
        });
    }
}

impl Chunk {
    /// What `show` builds from the part, which is loaded first where it is not there yet. Reactive: it runs again when
    /// the part has come. Once it is there, building waits for nothing.
    fn show<F: Future<Output = Shown>>(self, place: Place, show: impl FnOnce() -> F) -> AnyView {
        let chunks = expect_context::<Chunks>();
        let missing = || view! { <NotLoaded place again=Callback::new(move |()| chunks.ask(self)) /> }.into_any();
        match (self.state(), &place) {
            (State::Loading, Place::Over(_)) => ().into_any(),
            (State::Loading, Place::Page) => view! {
                <p class="loading" role="status">
                    {text::OPENING_THE_PAGE}
                </p>
            }
            .into_any(),
            (State::Ready, _) => match show().now_or_never() {
                Some(Ok(shown)) => shown,
                _ => missing(),
            },
            (State::Failed, _) => missing(),
        }
    }

    fn state(self) -> State {
        let chunks = expect_context::<Chunks>();
        chunks.0[self as usize].get().unwrap_or_else(|| {
            chunks.ask(self);
            State::Loading
        })
    }

    async fn load(self) -> Result<(), SplitLoaderError> {
        match self {
            Self::Desk => load_desk().await,
            Self::Account => load_account().await,
            Self::Review => load_review().await,
            Self::Files => load_files().await,
            Self::Workspace => load_workspace().await,
        }
    }
}

/// The page of a place. Today is there at once; the others are in parts.
pub fn page(route: Route) -> AnyView {
    match route {
        Route::Today => view! { <pages::Today /> }.into_any(),
        Route::Accounts => Chunk::Desk.show(Place::Page, || desk(Desk::Portfolio)),
        Route::Account(..) => Chunk::Account.show(Place::Page, || account(route)),
        Route::Review(..) | Route::Present(..) => Chunk::Review.show(Place::Page, || review(route)),
        Route::ReviewFiles(..) | Route::Paper(..) | Route::Report(_) => Chunk::Files.show(Place::Page, || files(route)),
        Route::Data | Route::TakeOver | Route::Settings => Chunk::Workspace.show(Place::Page, || workspace(route)),
        Route::Unknown => view! { <pages::Unknown /> }.into_any(),
    }
}

/// What the desk shows.
enum Desk {
    Portfolio,
    Palette,
    NewRecord(Kind, Option<Id<Account>>, Preset, Callback<Option<uuid::Uuid>>),
    LeftAlone(Vec<LeftAlone>),
    Unread,
    Unsaved,
}

/// The command palette; `close` takes it away where it did not come.
pub fn palette(close: Callback<()>) -> AnyView {
    Chunk::Desk.show(Place::Over(close), || desk(Desk::Palette))
}

/// The form of a new record: its kind, its account, what it begins with, and whom to tell what was added.
pub fn new_record(
    kind: Kind,
    account: Option<Id<Account>>,
    preset: Preset,
    on_done: Callback<Option<uuid::Uuid>>,
) -> AnyView {
    let close = Callback::new(move |()| on_done.run(None));
    Chunk::Desk.show(Place::Over(close), || desk(Desk::NewRecord(kind, account, preset, on_done)))
}

/// What undo has left alone, by the names of the fields; those come with the forms.
pub fn left_alone(left: Vec<LeftAlone>) -> AnyView {
    let named = match Chunk::Desk.state() {
        State::Ready => desk(Desk::LeftAlone(left)).now_or_never().and_then(Result::ok),
        State::Loading | State::Failed => None,
    };
    named.unwrap_or_else(|| text::LEFT_AS_IT_IS.into_any())
}

/// What was typed and cannot be written any more.
pub fn unsaved() -> AnyView {
    beside(Desk::Unsaved)
}

/// What could not be read.
pub fn unread() -> AnyView {
    beside(Desk::Unread)
}

/// What stands beside a page once its part has come, and nothing until then.
fn beside(what: Desk) -> AnyView {
    let shown = match Chunk::Desk.state() {
        State::Ready => desk(what).now_or_never().and_then(Result::ok),
        State::Loading | State::Failed => None,
    };
    shown.unwrap_or_else(|| ().into_any())
}

/// A part that did not come, with the way to try again: nothing that is typed elsewhere is lost by it.
#[component]
fn NotLoaded(place: Place, again: Callback<()>) -> impl IntoView {
    let again = view! {
        <button type="button" class="btn primary" on:click=move |_| again.run(())>
            {text::TRY_AGAIN}
        </button>
    };
    match place {
        Place::Page => view! {
            <main id="main">
                <div class="page-head">
                    <div>
                        <h1>{text::THIS_PAGE_COULD_NOT}</h1>
                        <p>{text::THE_CONNECTION_WAS_LOST}</p>
                        {again}
                    </div>
                </div>
            </main>
        }
        .into_any(),
        Place::Over(close) => view! {
            <div class="toasts">
                <div class="toast" role="alert">
                    {text::THIS_COULD_NOT_BE}
                    {again}
                    <button type="button" class="btn" on:click=move |_| close.run(())>
                        {common::CLOSE}
                    </button>
                </div>
            </div>
        }
        .into_any(),
    }
}

#[wasm_split(desk, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_desk))]
fn desk(desk: Desk) -> Shown {
    Ok(match desk {
        Desk::Portfolio => view! { <pages::Portfolio /> }.into_any(),
        Desk::Palette => view! { <Palette /> }.into_any(),
        Desk::NewRecord(kind, account, preset, on_done) => {
            view! { <NewRecord kind account preset on_done /> }.into_any()
        }
        Desk::LeftAlone(left) => words::left_alone(&left).into_any(),
        Desk::Unread => view! { <pages::Unread /> }.into_any(),
        Desk::Unsaved => view! { <pages::Unsaved /> }.into_any(),
    })
}

#[wasm_split(account, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_account))]
fn account(route: Route) -> Shown {
    Ok(match route {
        Route::Account(id, tab) => view! { <pages::AccountPage id tab /> }.into_any(),
        _ => view! { <pages::Unknown /> }.into_any(),
    })
}

#[wasm_split(review, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_review))]
fn review(route: Route) -> Shown {
    Ok(match route {
        Route::Review(account, id) => view! { <pages::ReviewBuilder account id /> }.into_any(),
        Route::Present(account, id) => view! { <pages::Present account id /> }.into_any(),
        _ => view! { <pages::Unknown /> }.into_any(),
    })
}

#[wasm_split(files, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_files))]
fn files(route: Route) -> Shown {
    Ok(match route {
        Route::ReviewFiles(account, id) => view! { <pages::ReviewFiles account id /> }.into_any(),
        Route::Paper(account, paper) => view! { <pages::PaperPage account paper /> }.into_any(),
        Route::Report(report) => view! { <pages::ReportPage report /> }.into_any(),
        _ => view! { <pages::Unknown /> }.into_any(),
    })
}

#[wasm_split(workspace, wasm_split_path = ::leptos::wasm_split, fallible, preload(load_workspace))]
fn workspace(route: Route) -> Shown {
    Ok(match route {
        Route::Data => view! { <pages::Data /> }.into_any(),
        Route::TakeOver => view! { <pages::TakeOver /> }.into_any(),
        Route::Settings => view! { <pages::Settings /> }.into_any(),
        _ => view! { <pages::Unknown /> }.into_any(),
    })
}

/// Puts the sample into the workspace.
///
/// # Errors
/// When its part of the program did not come.
#[wasm_split(workspace, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn open_sample(store: Store) -> Result<(), SplitLoaderError> {
    pages::add_sample(store);
    Ok(())
}
