//! The value map: their goal, what was delivered for it, the metric that shows it.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Id, Metric, Observation, Outcome,
        choice::OutcomeState,
        metric::latest,
        revenue::Books,
        status::Status,
        value::{share_of, state_on},
    },
    ui::{kit::StatusWord, route::use_here, use_store},
};

/// The view.
#[component]
pub fn ValueMap(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    /// An outcome, our share of what it is worth, and the metric that shows it.
    type Delivered = (Outcome, Option<Amount>, Option<(Metric, String)>);
    type Goal = (String, Vec<Delivered>, Vec<(Metric, String)>, Amount);
    let goals = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let shown = |metric: &Metric| {
                let seen = latest(records.of::<Observation>(id), metric, today);
                let target = metric
                    .target
                    .map(|target| format!(", target {}", locale.measure_number(metric, target)))
                    .unwrap_or_default();
                seen.map_or_else(
                    || "not measured".to_owned(),
                    |seen| format!("{}{target}", locale.measure(metric, seen.value)),
                )
            };
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let outcomes: Vec<&Outcome> = records.of(id).collect();
            let metrics: Vec<&Metric> = records.of(id).collect();
            let mut names: Vec<String> = Vec::new();
            for goal in outcomes.iter().map(|outcome| &outcome.goal).chain(metrics.iter().map(|metric| &metric.goal)) {
                if !goal.trim().is_empty() && !names.iter().any(|name| name == goal.trim()) {
                    names.push(goal.trim().to_owned());
                }
            }
            names.push(String::new());
            let goal = |name: String| {
                let of_goal = outcomes.iter().filter(|outcome| outcome.goal.trim() == name);
                let of_goal: Vec<_> = of_goal
                    .map(|outcome| {
                        let metric = records.find(outcome.metric).map(|metric| (metric.clone(), shown(metric)));
                        let worth = outcome
                            .worth
                            .map(|worth| share_of(outcome, &Books::in_currency(&settings, worth.currency(), today)));
                        ((*outcome).clone(), worth, metric)
                    })
                    .collect();
                let alone = metrics.iter().filter(|metric| {
                    metric.goal.trim() == name
                        && !name.is_empty()
                        && of_goal.iter().all(|(outcome, ..)| outcome.metric != Some(metric.id))
                });
                let alone: Vec<_> = alone.map(|metric| ((*metric).clone(), shown(metric))).collect();
                let confirmed =
                    of_goal.iter().filter(|(outcome, ..)| state_on(outcome, today) == OutcomeState::Confirmed);
                let worth = confirmed.map(|(outcome, ..)| share_of(outcome, &books)).sum();
                (name, of_goal, alone, worth)
            };
            names
                .into_iter()
                .map(goal)
                .filter(|goal: &Goal| !goal.1.is_empty() || !goal.2.is_empty())
                .collect::<Vec<Goal>>()
        })
    });
    let goal = move |(name, outcomes, alone, worth): Goal| {
        let rows = outcomes.into_iter().map(|(outcome, worth, metric)| {
            let state = match state_on(&outcome, store.today()) {
                OutcomeState::Confirmed => (Status::Good, "confirmed"),
                OutcomeState::Estimated => (Status::Unknown, "estimated"),
                OutcomeState::Disputed => (Status::Risk, "disputed"),
            };
            let worth = worth.map(|worth| format!("{} a year", locale.money(worth)));
            let outcome_id = outcome.id;
            let metric = metric.map(|(metric, text)| {
                let id = metric.id;
                view! {
                    <a class="vm-m" href=move || here.with("open", &id.to_string())>
                        <span class="mid">{metric.name}</span>
                        <span class="q small">{text}</span>
                    </a>
                }
            });
            view! {
                <li class="vm-r">
                    <a class="vm-o" href=move || here.with("open", &outcome_id.to_string())>
                        <span class="mid">{outcome.name.clone()}</span>
                        <span class="small">{worth}" "<StatusWord status=state.0 word=state.1 /></span>
                    </a>
                    {metric
                        .map_or_else(
                            || view! { <span class="q small vm-m">"no metric shows it"</span> }.into_any(),
                            IntoAny::into_any,
                        )}
                </li>
            }
        });
        let alone = alone.into_iter().map(|(metric, text)| {
            let id = metric.id;
            view! {
                <li class="vm-r">
                    <span class="q small vm-o">"no outcome yet"</span>
                    <a class="vm-m" href=move || here.with("open", &id.to_string())>
                        <span class="mid">{metric.name}</span>
                        <span class="q small">{text}</span>
                    </a>
                </li>
            }
        });
        let title = if name.is_empty() { "Without a goal of theirs".to_owned() } else { name };
        view! {
            <li class="vm-g">
                <div>
                    <h3>{title}</h3>
                    {worth
                        .is_positive()
                        .then(|| {
                            view! { <p class="q2 small">{format!("{} a year confirmed", locale.money(worth))}</p> }
                        })}
                </div>
                <ul>{rows.collect_view()}{alone.collect_view()}</ul>
            </li>
        }
    };
    view! {
        <section class="listing">
            <h2 class="h2">
                "Value map"<small>"their goal, what was delivered for it, the metric that shows it"</small>
            </h2>
            <Show
                when=move || !goals.read().is_empty()
                fallback=|| {
                    view! {
                        <p class="empty">
                            "Name the goal of theirs that an outcome or a metric serves, in its panel; the map draws \
                            the line from one to the other."
                        </p>
                    }
                }
            >
                <ul class="vm">{move || goals.get().into_iter().map(goal).collect_view()}</ul>
            </Show>
        </section>
    }
}
