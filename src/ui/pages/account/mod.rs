//! The frame of an account's pages: its head, its tabs, and the panel of the record that the URL opens.

use leptos::prelude::*;

mod form;

use self::form::AccountForm;
use super::{
    brief, disputed::RestsOnConflicts, growth, meetings, overview, people, plan, renewal, reviews, risks, value,
};
use crate::words::format;
use crate::{
    domain::{
        Account, Contract, Id, Kind, Locale, Person, RaidItem, Records, Review,
        choice::{RaidKind, RaidStatus},
        tier::tiering,
    },
    ui::{
        kit::{Glyph, Icon, Panel, Preset, TierBadge, opened_record},
        route::{Route, Tab, use_here, use_navigator},
        shell::use_adding,
        use_store,
    },
    words::screen::{account as text, common},
};

/// A page of an account.
#[component]
pub fn AccountPage(
    /// Which account.
    id: Id<Account>,
    /// Which page.
    tab: Tab,
) -> impl IntoView {
    let store = use_store();
    let exists = Memo::new(move |_| store.get(id).is_some());
    view! {
        <main id="main" class="acc">
            <Show when=move || exists.get() fallback=|| view! { <Gone /> }>
                <AccountHead id tab />
                <div class="with-panel">
                    <div class="page-body">
                        <RestsOnConflicts account=id />
                        {match tab {
                            Tab::Overview => view! { <overview::Overview id /> }.into_any(),
                            Tab::Plan => view! { <plan::Plan id /> }.into_any(),
                            Tab::People => view! { <people::People id /> }.into_any(),
                            Tab::Growth => view! { <growth::Growth id /> }.into_any(),
                            Tab::Value => view! { <value::ValuePage id /> }.into_any(),
                            Tab::Risks => view! { <risks::Risks id /> }.into_any(),
                            Tab::Renewal => view! { <renewal::Renewal id /> }.into_any(),
                            Tab::Meetings => view! { <meetings::Meetings id /> }.into_any(),
                            Tab::Reviews => view! { <reviews::Reviews id /> }.into_any(),
                            Tab::Brief => view! { <brief::BriefPage id /> }.into_any(),
                        }}
                    </div>
                    <OpenPanel />
                </div>
            </Show>
        </main>
    }
}

#[component]
fn Gone() -> impl IntoView {
    view! {
        <div class="page-head">
            <div>
                <h1>{text::THIS_ACCOUNT_IS_NOT}</h1>
                <p>
                    {text::IT_WAS_DELETED_OR} <a class="more-link" href=Route::Data.href()>
                        {text::DELETED_RECORDS_CAN_BE}
                    </a>
                </p>
            </div>
        </div>
    }
}

/// The panel of the record that `open` in the URL names.
#[component]
pub fn OpenPanel() -> impl IntoView {
    let here = use_here();
    let open = here.query_memo("open");
    let navigator = use_navigator();
    let on_close = Callback::new(move |()| navigator.replace(&untrack(|| here.with("open", ""))));
    move || {
        let key = opened_record(&open.get())?;
        Some(match key.kind {
            Kind::Account => view! { <AccountForm id=Id::new(key.id) on_close /> }.into_any(),
            Kind::Person => view! { <people::PersonPanel id=Id::new(key.id) on_close /> }.into_any(),
            Kind::Action => view! { <plan::ActionPanel id=Id::new(key.id) on_close /> }.into_any(),
            Kind::Insight => view! { <growth::InsightPanel id=Id::new(key.id) on_close /> }.into_any(),
            Kind::RaidItem => view! { <risks::RaidPanel id=Id::new(key.id) on_close /> }.into_any(),
            Kind::Initiative => view! { <plan::InitiativePanel id=Id::new(key.id) on_close /> }.into_any(),
            Kind::Meeting => view! { <meetings::MeetingPanel id=Id::new(key.id) on_close /> }.into_any(),
            Kind::Metric => view! { <value::MetricPanel id=Id::new(key.id) on_close /> }.into_any(),
            _ => view! { <Panel key on_close /> }.into_any(),
        })
    }
}

/// Counts beside the tabs.
#[derive(Clone, Copy, PartialEq, Default)]
struct Counts {
    people: usize,
    risks: usize,
    reviews: usize,
}

impl Counts {
    fn of(records: &Records, id: Id<Account>) -> Self {
        let open = |item: &&RaidItem| item.status == RaidStatus::Open && item.kind != RaidKind::Assumption;
        Self {
            people: records.of::<Person>(id).count(),
            risks: records.of::<RaidItem>(id).filter(open).count(),
            reviews: records.of::<Review>(id).count(),
        }
    }

    fn beside(self, tab: Tab) -> usize {
        match tab {
            Tab::People => self.people,
            Tab::Risks => self.risks,
            Tab::Reviews => self.reviews,
            _ => 0,
        }
    }
}

#[component]
pub(super) fn AccountHead(id: Id<Account>, tab: Tab) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let account = Memo::new(move |_| store.get(id).unwrap_or_default());
    let tier = Memo::new(move |_| {
        let rules = store.workspace().segmentation;
        tiering(&account.read(), &rules).ok().map(|tiering| tiering.tier)
    });
    view! {
        <div class="acc-head">
            <div class="acc-line">
                <h1>{move || account.read().name.clone()}</h1>
                {move || view! { <TierBadge tier=tier.get() /> }}
                <p class="meta">{move || about(&account.read(), locale)}</p>
                <div class="acts">
                    <a
                        class="btn"
                        href=move || format!("{}?open={id}", Route::Account(id, Tab::Overview).href())
                        aria-label=text::EDIT_THE_ACCOUNT
                    >
                        <Icon glyph=Glyph::Settings />
                        <span>{common::EDIT}</span>
                    </a>
                    <AddButton id kind=tab.kind() />
                </div>
            </div>
            <Tabs id />
        </div>
    }
}

/// Who they are, since when, until when, and in which currency their account is kept.
fn about(account: &Account, locale: Locale) -> String {
    let what = if account.about.is_empty() { &account.industry } else { &account.about };
    let what = Some(format!("{what}.")).filter(|_| !what.is_empty());
    let since = account.customer_since.map(|date| text::customer_since(format::month_of_year(date)));
    let left = account.churned_on.map(|date| text::left_on(locale.date_long(date)));
    let facts = [what, since, left, Some(account.currency.code().to_owned())];
    facts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// Adds what a tab is about.
#[component]
fn AddButton(id: Id<Account>, kind: Kind) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let preset = move || match kind {
        Kind::Review => {
            let quarter = untrack(|| store.workspace().quarter(store.today())).before();
            Preset::default().with("quarter", quarter.key())
        }
        Kind::Contract if store.peek(|records| records.of::<Contract>(id).next().is_none()) => {
            Preset::default().with("name", text::SUBSCRIPTION)
        }
        _ => Preset::default(),
    };
    let label = common::add_one(kind.one());
    view! {
        <button
            type="button"
            class="btn"
            aria-label=label.clone()
            on:click=move |_| adding.open(kind, Some(id), preset())
        >
            <Icon glyph=Glyph::Plus />
            <span>{label.clone()}</span>
        </button>
    }
}

#[component]
fn Tabs(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let counts = Memo::new(move |_| store.read_account(id, |records| Counts::of(records, id)));
    let tab = |each: Tab| {
        let count = move || counts.get().beside(each);
        let is_current = match here.route.get_untracked() {
            Route::Account(_, shown) => shown == each,
            Route::Review(..) => each == Tab::Reviews,
            _ => false,
        };
        view! {
            <a href=Route::Account(id, each).href() aria-current=is_current.then_some("page")>
                {each.label()}
                {move || (count() > 0).then(|| view! { <b>{count()}</b> })}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label=common::ACCOUNT>
            {Tab::ALL.map(tab).collect_view()}
        </nav>
    }
}
