//! The plan: the first 30 days, the strategy, the timeline, actions, objectives, milestones.

mod action_panel;
mod actions;
mod calendar;
mod first_days;
mod milestones;
mod objectives;
mod start;
mod strategy;
mod timeline;

use leptos::prelude::*;

pub use self::{
    action_panel::ActionPanel,
    actions::ActionTick,
    start::{StartFields, start_plan},
    timeline::InitiativePanel,
};
use self::{
    actions::Actions, first_days::FirstDays, milestones::Milestones, objectives::Objectives, strategy::StrategyView,
    timeline::TimelineView,
};
use crate::{
    domain::{Account, Id, choice::Evidence},
    ui::{
        kit::Views,
        route::{Route, Tab, use_here},
    },
    words::screen::{common, plan as text},
};

/// The page.
#[component]
pub fn Plan(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let here = use_here();
    let mode = here.query_memo("view");
    view! {
        <div class="ppl-bar">
            <Views label=text::PART_OF_THE_PLAN views=Tab::Plan.views() />
        </div>
        {move || match mode.read().as_str() {
            "strategy" => view! { <StrategyView id /> }.into_any(),
            "timeline" => view! { <TimelineView id /> }.into_any(),
            "actions" => view! { <Actions id /> }.into_any(),
            "objectives" => view! { <Objectives id /> }.into_any(),
            "milestones" => view! { <Milestones id /> }.into_any(),
            _ => view! { <FirstDays id /> }.into_any(),
        }}
    }
}

/// The place where a task is done, and what it is called.
fn place_of(account: Id<Account>, evidence: Option<Evidence>) -> (String, &'static str) {
    let tab = match evidence {
        Some(Evidence::EconomicBuyer | Evidence::SecondContact | Evidence::Introductions | Evidence::Ties) => {
            Tab::People
        }
        Some(Evidence::Contract) => Tab::Renewal,
        Some(Evidence::Metrics) => Tab::Value,
        Some(Evidence::Assumptions | Evidence::Risks) => Tab::Risks,
        Some(Evidence::Cadence | Evidence::ReadOut) => Tab::Meetings,
        Some(Evidence::WorkingAgreement) => {
            return (format!("{}?open={account}", Route::Account(account, Tab::Overview).href()), common::ACCOUNT);
        }
        Some(Evidence::Handover | Evidence::Linked) | None => Tab::Plan,
    };
    (Route::Account(account, tab).href(), tab.label())
}
