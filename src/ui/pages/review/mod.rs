//! The builder of a review: outline, live slide, its texts, the quality list; print, present, freeze.

mod editor;
mod outline;
mod quality;

use crate::state::Store;
use leptos::prelude::*;

use self::{editor::Editor, outline::Outline, quality::Quality};
use super::{account::AccountHead, documents::SlideView};
use crate::{
    document::{self, Document, Face, Page, thaw},
    domain::{Account, Id, Key, Kind, Review, review::Slide},
    ui::{
        route::{Route, Tab, use_here, use_navigator},
        use_store,
    },
    words::screen::review as text,
};

/// The document of a review: as it was when it was held, else as it stands.
pub fn document(id: Id<Review>, face: Face) -> Memo<Option<Document>> {
    let store = use_store();
    let locale = store.locale();
    Memo::new(move |_| {
        let today = store.today();
        let review = store.get(id)?;
        if let Some(frozen) = thaw(&review) {
            return Some(match face {
                Face::Client => frozen.client,
                Face::Internal => frozen.internal,
            });
        }
        Some(store.read_account(review.account, |records| document::review(records, &review, face, today, locale)))
    })
}

/// The same as slides.
pub fn slides(id: Id<Review>, face: Face) -> Memo<Option<Document>> {
    let document = document(id, face);
    Memo::new(move |_| document.get().map(Document::on_slides))
}

/// The page.
#[component]
pub fn ReviewBuilder(
    /// Of which account.
    account: Id<Account>,
    /// Which review.
    id: Id<Review>,
) -> impl IntoView {
    let store = use_store();
    let exists = Memo::new(move |_| store.get(id).is_some());
    view! {
        <main id="main" class="acc">
            <AccountHead id=account tab=Tab::Reviews />
            <Show
                when=move || exists.get()
                fallback=move || view! { <p class="empty">{text::THIS_REVIEW_WAS_DELETED}</p> }
            >
                <Builder account id />
            </Show>
        </main>
    }
}

/// What the parts of the builder share.
#[derive(Clone, Copy)]
struct Building {
    store: Store,
    /// Of which account.
    account: Id<Account>,
    /// Which review.
    id: Id<Review>,
    /// Its record.
    review: Memo<Review>,
    /// Whether it was held: then nothing changes any more.
    held: Memo<bool>,
    /// The slide that is looked at.
    chosen: Memo<Slide>,
    /// Its checks.
    checks: Memo<Vec<document::Check>>,
}

/// A page of the slide that is looked at.
#[derive(Clone, PartialEq)]
struct Shown {
    page: Page,
    number: usize,
    foot: String,
}

#[component]
fn Builder(account: Id<Account>, id: Id<Review>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let navigator = use_navigator();
    let review = Memo::new(move |_| store.get(id).unwrap_or_default());
    let held = Memo::new(move |_| review.read().held_on.is_some());
    let document = slides(id, Face::Client);
    let slide = here.query_memo("slide");
    let chosen = Memo::new(move |_| Slide::of_key(slide.read().as_str()).unwrap_or(Slide::Cover));
    let checks = Memo::new(move |_| {
        let today = store.today();
        store.read_account(account, |records| document::quality(records, &review.read(), today, locale))
    });
    let building = Building { store, account, id, review, held, chosen, checks };
    let pages = Memo::new(move |_| {
        let Some(document) = document.get() else { return Vec::new() };
        let numbered = document.pages.into_iter().zip(1..).filter(|(page, _)| page.slide == Some(chosen.get()));
        numbered.map(|(page, number)| Shown { page, number, foot: document.foot.clone() }).collect::<Vec<_>>()
    });
    let on_slides = Memo::new(move |_| {
        let pages = document.get().map(|document| document.pages).unwrap_or_default();
        pages.iter().filter_map(|page| page.slide).collect::<Vec<_>>()
    });
    let choose = move |slide: Slide| navigator.replace(&untrack(|| here.with("slide", slide.key())));
    view! {
        <div class="qb">
            <Outline building on_slides on_choose=Callback::new(choose) />
            <div class="qb-c">
                <div class="qb-s">
                    {move || {
                        pages
                            .get()
                            .into_iter()
                            .map(|Shown { page, number, foot }| view! { <SlideView page number foot /> })
                            .collect_view()
                    }} <Show when=move || pages.read().is_empty()>
                        <p class="empty">{text::THIS_SLIDE_IS_LEFT}</p>
                    </Show>
                </div>
                <Show when=move || !held.get()>
                    <Editor building pages />
                </Show>
            </div>
            <aside class="qb-q" aria-label=text::QUALITY>
                <Show when=move || !held.get() fallback=|| view! { <p class="q">{text::THE_QUALITY_LIST_CLOSES}</p> }>
                    <Quality building />
                </Show>
            </aside>
        </div>
    }
}

/// Where a record stands, with its panel open.
fn panel_of(account: Id<Account>, key: Key) -> String {
    let view = if key.kind == Kind::Action { "view=actions&" } else { "" };
    format!("{}?{view}open={}", Route::Account(account, Tab::of(key.kind)).href(), key.id)
}
