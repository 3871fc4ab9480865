//! All accounts: the strip of figures, the table, and the views beside it.

mod figures;
mod groups;
mod renewals;
mod row;
mod strip;
mod table;
mod tiers;

use leptos::prelude::*;

use self::{
    figures::FiguresView,
    groups::GroupsView,
    renewals::RenewalsView,
    strip::Strip,
    table::Table,
    tiers::{StandardsView, TiersView},
};
use super::disputed::RestsOnConflicts;
use crate::{
    document::Report,
    domain::{
        Account, Kind, Locale,
        kpi::LeftOut,
        portfolio::{self, AccountSummary},
    },
    export,
    ui::{
        browser,
        kit::{Glyph, Icon, Preset, Views},
        route::{PORTFOLIO_VIEWS, Route, use_here},
        shell::use_adding,
        use_store,
    },
    words::{
        self,
        screen::{common, portfolio as text},
    },
};

/// The page.
#[component]
pub fn Portfolio() -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let archived = here.query_memo("archived");
    let ids = Memo::new(move |_| {
        let archived = !archived.read().is_empty();
        store.read_kind::<Account, _>(|records| {
            let listed = records.all::<Account>().filter(|account| account.is_active() != archived);
            listed.map(|account| account.id).collect::<Vec<_>>()
        })
    });
    // One memo per account: an edit recomputes the row of its account alone.
    let rows = Memo::new(move |_| {
        ids.get()
            .into_iter()
            .map(|id| {
                Memo::new(move |_| {
                    let today = store.today();
                    store.read_account(id, |records| {
                        records.get(id).map(|account| portfolio::row(records, account, today))
                    })
                })
            })
            .collect::<Vec<_>>()
    });
    let all = Memo::new(move |_| rows.get().into_iter().filter_map(|row| row.get()).collect::<Vec<AccountSummary>>());
    let mode = here.query_memo("view");
    view! {
        <main id="main">
            <Head all />
            <RestsOnConflicts />
            {move || match mode.read().as_str() {
                "figures" => view! { <FiguresView /> }.into_any(),
                "tiers" => view! { <TiersView /> }.into_any(),
                "standards" => view! { <StandardsView /> }.into_any(),
                "renewals" => view! { <RenewalsView /> }.into_any(),
                "groups" => view! { <GroupsView /> }.into_any(),
                _ => view! { <List all /> }.into_any(),
            }}
        </main>
    }
}

#[component]
fn Head(all: Memo<Vec<AccountSummary>>) -> impl IntoView {
    let adding = use_adding();
    let mode = use_here().query_memo("view");
    let export = move |_| browser::download(&export::portfolio_csv(&all.get_untracked()));
    let papers = Report::ALL.iter().map(|report| {
        view! {
            <a class="more-link" href=Route::Report(*report).href()>
                {report.title()}
            </a>
        }
    });
    view! {
        <div class="page-head">
            <div>
                <h1>{common::ACCOUNTS}</h1>
            </div>
            <div class="acts">
                <Show when=move || mode.read().is_empty()>
                    <button type="button" class="btn" on:click=export aria-label=common::EXPORT_THE_TABLE>
                        <Icon glyph=Glyph::Download />
                        <span>{common::EXPORT}</span>
                    </button>
                </Show>
                <button
                    type="button"
                    class="btn primary"
                    aria-label=common::NEW_ACCOUNT
                    on:click=move |_| adding.open(Kind::Account, None, Preset::default())
                >
                    <Icon glyph=Glyph::Plus />
                    <span>{common::NEW_ACCOUNT}</span>
                </button>
            </div>
        </div>
        <div class="views-bar">
            <Views label=common::VIEW views=PORTFOLIO_VIEWS class="views" />
            <nav class="row-acts push" aria-label=common::PAPERS>
                {papers.collect_view()}
            </nav>
        </div>
    }
}

#[component]
fn List(all: Memo<Vec<AccountSummary>>) -> impl IntoView {
    view! {
        <Show
            when=move || !all.read().is_empty()
            fallback=|| {
                view! { <p class="empty">{text::NO_ACCOUNT_IS_LISTED}</p> }
            }
        >
            <Strip all />
            <Table all />
        </Show>
    }
}

/// Names the accounts that figures leave out, and the rates they lack.
pub fn left_out_note(left_out: &[LeftOut], locale: Locale) -> Option<impl IntoView + use<>> {
    if left_out.is_empty() {
        return None;
    }
    let text = words::left_out(left_out, locale);
    Some(view! {
        <p class="note watch">
            {text} " " <a class="more-link" href=Route::Settings.href()>
                {common::ADD_THE_RATE}
            </a>
        </p>
    })
}
