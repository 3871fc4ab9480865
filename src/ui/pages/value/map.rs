//! The value map: their goal, what was delivered for it, the metric that shows it.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Id, Locale,
        choice::OutcomeState,
        goal::{Delivered, Goal, Measured, goals},
        status::Status,
    },
    ui::{kit::StatusWord, route::use_here, use_store},
    words::screen::{common, value as text},
};

/// The view.
#[component]
pub fn ValueMap(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let goals = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| goals(records, id, today))
    });
    view! {
        <section class="listing">
            <h2 class="h2">{common::VALUE_MAP}<small>{text::THEIR_GOAL_WHAT_WAS}</small></h2>
            <Show
                when=move || !goals.read().is_empty()
                fallback=|| {
                    view! { <p class="empty">{text::NAME_THE_GOAL_OF}</p> }
                }
            >
                <ul class="vm">
                    {move || goals.get().into_iter().map(|goal| view! { <GoalRow goal /> }).collect_view()}
                </ul>
            </Show>
        </section>
    }
}

#[component]
fn GoalRow(goal: Goal) -> impl IntoView {
    let locale = use_store().locale();
    let Goal { name, delivered, metrics, confirmed } = goal;
    let title = if name.is_empty() { text::WITHOUT_A_GOAL_OF.to_owned() } else { name };
    let confirmed = confirmed
        .is_positive()
        .then(|| view! { <p class="q2 small">{text::a_year_confirmed(locale.money(confirmed))}</p> });
    let alone = metrics.into_iter().map(|measured| {
        view! {
            <li class="vm-r">
                <span class="q small vm-o">{text::NO_OUTCOME_YET}</span>
                <MetricLink measured />
            </li>
        }
    });
    view! {
        <li class="vm-g">
            <div>
                <h3>{title}</h3>
                {confirmed}
            </div>
            <ul>
                {delivered.into_iter().map(|delivered| view! { <OutcomeRow delivered /> }).collect_view()}
                {alone.collect_view()}
            </ul>
        </li>
    }
}

#[component]
fn OutcomeRow(delivered: Delivered) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let Delivered { outcome, state, worth, metric } = delivered;
    let status = match state {
        OutcomeState::Confirmed => Status::Good,
        OutcomeState::Estimated => Status::Unknown,
        OutcomeState::Disputed => Status::Risk,
    };
    let worth = worth.map(|worth| text::a_year(locale.money(worth)));
    let id = outcome.id;
    let metric = match metric {
        Some(measured) => view! { <MetricLink measured /> }.into_any(),
        None => view! { <span class="q small vm-m">{text::NO_METRIC_SHOWS_IT}</span> }.into_any(),
    };
    view! {
        <li class="vm-r">
            <a class="vm-o" href=move || here.with("open", &id.to_string())>
                <span class="mid">{outcome.name.clone()}</span>
                <span class="small">{worth}" "<StatusWord status word=state.label().to_lowercase() /></span>
            </a>
            {metric}
        </li>
    }
}

#[component]
fn MetricLink(measured: Measured) -> impl IntoView {
    let here = use_here();
    let id = measured.metric.id;
    let value = value_of(&measured, use_store().locale());
    view! {
        <a class="vm-m" href=move || here.with("open", &id.to_string())>
            <span class="mid">{measured.metric.name}</span>
            <span class="q small">{value}</span>
        </a>
    }
}

fn value_of(Measured { metric, value }: &Measured, locale: Locale) -> String {
    let target = metric.target.map(|target| text::target(locale.measure_number(metric, target)));
    match value {
        None => text::NOT_MEASURED.to_owned(),
        Some(value) => format!("{}{}", locale.measure(metric, *value), target.unwrap_or_default()),
    }
}
