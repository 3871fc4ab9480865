//! The one-pager: exactly one sheet. What does not fit is left out by rank, measured in the page; the screen names it.

mod sheet;

use leptos::{html, prelude::*};

use self::sheet::sheet_view;
use crate::{
    document::{Brief, BriefRow, Paper, brief},
    domain::{self, Account, Change, Id, Key},
    ui::{
        browser,
        kit::{Glyph, Icon, RecordFields},
        route::{Route, Tab, use_here},
        use_store,
    },
    words::screen::{brief as text, common},
};

/// The page.
#[component]
pub fn BriefPage(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let paper = use_here().query_memo("paper");
    let whole = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| brief(records, id, today, locale))
    });
    // How many rows are left out. It starts over with each content and grows until the sheet holds what is left.
    let dropped = RwSignal::new(0_usize);
    let too_long = RwSignal::new(false);
    let sheet = NodeRef::<html::Article>::new();
    // A page that opens on the one-pager is measured again once the styles of documents hold on the screen.
    let loaded = RwSignal::new(());
    let listening = window_event_listener(leptos::ev::load, move |_| loaded.set(()));
    on_cleanup(move || listening.remove());
    Effect::new(move |_| {
        whole.track();
        paper.track();
        loaded.track();
        dropped.set(0);
        too_long.set(false);
    });
    let shown = Memo::new(move |_| whole.get().without(dropped.get()));
    Effect::new(move |_| {
        let (rows, _) = (shown.read().rows.len(), dropped.get());
        let Some(element) = sheet.get() else { return };
        request_animation_frame(move || {
            let overflows = element.scroll_height() > element.client_height() + 1 || overflows_sideways(&element);
            if overflows && rows > 0 {
                dropped.update(|dropped| *dropped += 1);
            } else {
                too_long.set(overflows);
            }
        });
    });
    view! {
        <div class="brief">
            <div class="brief-paper" tabindex="0" role="region" aria-label=text::THE_ONE_PAGER>
                <article class="a4" class:letter=move || paper.get() == LETTER node_ref=sheet>
                    {move || sheet_view(&shown.read())}
                </article>
            </div>
            <aside class="brief-side" aria-label=text::ABOUT_THE_ONE_PAGER>
                <Acts id too_long />
                <Show when=move || too_long.get()>
                    <p class="note risk" role="alert">
                        {text::YOUR_OWN_TEXT_IS}
                    </p>
                </Show>
                <OwnWords id whole />
                <LeftOut shown />
                <p class="q small">
                    {text::ONLY_SHARED_RECORDS_STAND} <a class="more-link" href=Route::Account(id, Tab::Risks).href()>
                        {common::RISKS}
                    </a>", "<a class="more-link" href=Route::Account(id, Tab::Value).href()>
                        {text::OUTCOMES}
                    </a>", "<a class="more-link" href=Route::Account(id, Tab::Meetings).href()>
                        {text::DECISIONS}
                    </a>", "
                    <a class="more-link" href=format!("{}?view=milestones", Route::Account(id, Tab::Plan).href())>
                        {text::MILESTONES}
                    </a>"."
                </p>
            </aside>
        </div>
    }
}

/// The value of `paper` in the address for US Letter; without it the paper is A4.
const LETTER: &str = "letter";

#[component]
fn Acts(id: Id<Account>, too_long: RwSignal<bool>) -> impl IntoView {
    let here = use_here();
    let paper = here.query_memo("paper");
    let size = move |key: &'static str, label: &'static str| {
        view! {
            <a href=move || here.with("paper", key) aria-current=move || (paper.get() == key).then_some("true")>
                {label}
            </a>
        }
    };
    view! {
        <div class="qb-acts">
            <button
                type="button"
                class="btn primary"
                disabled=move || too_long.get()
                on:click=move |_| browser::print()
            >
                <Icon glyph=Glyph::Print />
                <span>{common::PRINT}</span>
            </button>
            <a class="btn" href=Route::Paper(id, Paper::Brief).href()>
                <Icon glyph=Glyph::Download />
                <span>{text::OTHER_FORMATS}</span>
            </a>
            <nav class="seg" aria-label=text::PAPER_SIZE>
                {size("", "A4")}
                {size(LETTER, text::US_LETTER)}
            </nav>
        </div>
    }
}

/// What the author writes.
#[component]
fn OwnWords(id: Id<Account>, whole: Memo<Brief>) -> impl IntoView {
    let store = use_store();
    let record = Memo::new(move |_| {
        store.read_account(id, |records| records.of::<domain::Brief>(id).next().map(|brief| brief.id))
    });
    let write = move |_| {
        let headline = whole.get_untracked().headline;
        let mut own = domain::Brief { account: id, headline, ..domain::Brief::default() };
        own.id = store.own_id(&own);
        store.apply(Change::put(text::WROTE_ON_THE_ONE, own));
    };
    view! {
        <section>
            <h2 class="h2">{text::YOUR_WORDS}</h2>
            {move || match record.get() {
                Some(brief) => view! { <RecordFields key=Key::from(brief) /> }.into_any(),
                None => {
                    view! {
                        <button type="button" class="btn" on:click=write>
                            {text::WRITE_THE_HEADLINE_YOURSELF}
                        </button>
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// The rows that are not on the paper, because it holds no more.
#[component]
fn LeftOut(shown: Memo<Brief>) -> impl IntoView {
    let row = |row: BriefRow| {
        view! {
            <li>
                <span class="mid">{row.section.title()}</span>
                <span class="q">{row.cells.join(", ")}</span>
            </li>
        }
    };
    view! {
        <section>
            <h2 class="h2">{text::LEFT_OUT_TO_FIT}<small>{move || shown.read().left_out.len()}</small></h2>
            <Show
                when=move || !shown.read().left_out.is_empty()
                fallback=|| view! { <p class="q">{text::EVERYTHING_THAT_IS_SHARED}</p> }
            >
                <p class="q small">{text::THE_LOWEST_RANKED_ROWS}</p>
                <ul class="gave">{move || shown.get().left_out.into_iter().map(row).collect_view()}</ul>
            </Show>
        </section>
    }
}

/// Whether a part of the sheet is wider than the sheet.
fn overflows_sideways(sheet: &web_sys::HtmlElement) -> bool {
    sheet.scroll_width() > sheet.client_width() + 1
}
