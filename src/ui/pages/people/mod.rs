//! The people of an account: on the grid of influence and support, in their organisation, by our team, as a list.

mod gaps;
mod grid;
mod list;
mod matrix;
mod org;
mod panel;

use leptos::prelude::*;

pub use self::panel::PersonPanel;
use self::{gaps::Gaps, grid::Grid, list::List, matrix::Matrix, org::OrgChart};
use crate::{
    domain::{
        Account, Id, Kind, Person,
        coverage::{Coverage, Deal, of_account, of_deal, open_deals},
    },
    ui::{
        kit::{BarMenu, Glyph, Icon, MenuOption, Preset, StatusWord, Views},
        route::{Tab, use_here, use_navigator},
        shell::use_adding,
        use_store,
    },
    words::{
        self,
        screen::{common, people as text},
    },
};

/// The page.
#[component]
pub fn People(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let deal = here.query_memo("deal");
    let mode = here.query_memo("view");
    let coverage = Memo::new(move |_| {
        let today = store.today();
        let deal = uuid::Uuid::parse_str(&deal.read()).ok();
        store.read_account(id, |records| match deal {
            Some(deal) => of_deal(records, id, deal, today),
            None => of_account(records, id, today),
        })
    });
    let has_people = Memo::new(move |_| store.read_account(id, |records| records.of::<Person>(id).next().is_some()));
    let nobody_in_deal = move || !deal.read().is_empty() && coverage.read().standings.is_empty();
    view! {
        <div class="ppl-bar">
            <Views label=common::VIEW views=Tab::People.views() />
            <DealMenu id />
            <CoverageLine coverage />
        </div>
        <Show when=nobody_in_deal>
            <p class="empty">{text::NOBODY_HAS_A_ROLE}</p>
        </Show>
        <Show when=move || has_people.get() fallback=move || view! { <Nobody id /> }>
            {move || match mode.read().as_str() {
                "org" => view! { <OrgChart id /> }.into_any(),
                "coverage" => view! { <Matrix id coverage /> }.into_any(),
                "list" => view! { <List coverage /> }.into_any(),
                _ => view! { <Grid coverage /> }.into_any(),
            }}
            <Gaps id coverage />
        </Show>
    }
}

/// The whole account, or those who have a role in one deal.
#[component]
fn DealMenu(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let navigator = use_navigator();
    let deals = Memo::new(move |_| store.read_account(id, |records| open_deals(records, id)));
    let options = move || {
        let option = |deal: Deal| MenuOption::new(deal.id.to_string(), words::deal(&deal));
        let deals = deals.get().into_iter().map(option);
        std::iter::once(MenuOption::new("", text::THE_WHOLE_ACCOUNT)).chain(deals).collect::<Vec<_>>()
    };
    let choose = move |key: String| navigator.replace(&untrack(|| here.with("deal", &key)));
    view! {
        <Show when=move || !deals.read().is_empty()>
            <BarMenu
                label=text::ROLES_IN
                options=Signal::derive(options)
                chosen=here.query_memo("deal")
                on_choose=Callback::new(choose)
            />
        </Show>
    }
}

#[component]
fn CoverageLine(coverage: Memo<Coverage>) -> impl IntoView {
    move || {
        let coverage = coverage.read();
        let word = text::coverage(words::coverage_label(&coverage));
        view! {
            <p class="cov">
                <StatusWord status=coverage.status word />
                <span class="q2">{words::coverage(&coverage)}</span>
            </p>
        }
    }
}

#[component]
fn Nobody(id: Id<Account>) -> impl IntoView {
    let adding = use_adding();
    view! {
        <div class="empty">
            <p>{text::WHO_DECIDES_WHO_PAYS}</p>
            <button type="button" class="btn" on:click=move |_| adding.open(Kind::Person, Some(id), Preset::default())>
                <Icon glyph=Glyph::Plus />
                <span>{text::ADD_THE_FIRST_PERSON}</span>
            </button>
        </div>
    }
}
