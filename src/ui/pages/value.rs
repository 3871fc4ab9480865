//! Value: outcomes with their worth, metrics with their values, the health score.

use leptos::prelude::*;

use super::{
    overview::{explain_value, health_table, value_line},
    value_map::ValueMap,
};
use crate::{
    domain::{
        Account, Change, Id, Kind, Metric, Observation, Outcome, RevenueMovement,
        choice::OutcomeState,
        date::plus_months,
        metric::{is_fresh, latest},
        revenue::arr,
        status::{Status, health_now},
        template::METRICS,
        value::{first_year_return, payback_months, share_of, state_on, value, yearly_return},
    },
    ui::{
        kit::{Explanation, Figure, ListCell, ListRow, Listing, Views},
        route::{Tab, use_here},
        use_store,
    },
};

/// The page.
#[component]
pub fn ValuePage(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let here = use_here();
    let mode = here.query_memo("view");
    view! {
        <div class="ppl-bar">
            <Views label="View" views=Tab::Value.views() />
        </div>
        {move || {
            if mode.read().is_empty() {
                view! { <Delivered id /> }.into_any()
            } else {
                view! { <ValueMap id /> }.into_any()
            }
        }}
    }
}

#[component]
fn Delivered(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    move || {
        let today = store.today();
        let (value, currency, health) = store.read_account(id, |records| {
            let now = arr(records.of::<RevenueMovement>(id), today);
            let currency = records.get(id).map(|account| account.currency).unwrap_or_default();
            (value(records.of::<Outcome>(id), now, today), currency, health_now(records, id, today))
        });
        let money = move |minor: i64| locale.minor(minor, currency);
        let percent =
            move |figure: Result<f64, String>| figure.map_or_else(|reason| reason, |ratio| locale.percent(ratio, 0));
        let payback = payback_months(value.one_off, value.confirmed, value.cost)
            .map_or_else(|_| "not available".to_owned(), |months| format!("{} months", locale.number(months, 1)));
        let with_estimates = value.with_estimates();
        let estimates = Explanation {
            about: "Confirmed and estimated outcomes together. Estimates never stand in a headline.".into(),
            rows: vec![
                ("Confirmed".into(), String::new(), money(value.confirmed)),
                ("Estimated".into(), locale.count(value.estimates as i64, "outcome"), money(value.estimated)),
            ],
            formula: "confirmed + estimated".into(),
            result: money(with_estimates),
        };
        let cost = Explanation {
            about: "What the client pays in a year for what it gets.".into(),
            rows: vec![
                ("ARR today".into(), String::new(), money(value.subscription)),
                ("Yearly cost of the outcomes".into(), String::new(), money(value.cost - value.subscription)),
            ],
            formula: "ARR + yearly cost of the outcomes".into(),
            result: money(value.cost),
        };
        let paid_back = Explanation {
            about: "Months until what is confirmed, less the yearly cost, has paid for the one-off cost.".into(),
            rows: vec![
                ("One-off cost".into(), String::new(), money(value.one_off)),
                ("Confirmed a year".into(), String::new(), money(value.confirmed)),
                ("Cost a year".into(), String::new(), money(value.cost)),
                (
                    "First-year return".into(),
                    "with the one-off cost".into(),
                    percent(first_year_return(value.confirmed, value.cost, value.one_off)),
                ),
            ],
            formula: "one-off cost / ((confirmed − cost) / 12)".into(),
            result: payback_months(value.one_off, value.confirmed, value.cost)
                .map_or_else(|reason| reason, |months| format!("{} months", locale.number(months, 1))),
        };
        let return_with_estimates = percent(yearly_return(with_estimates, value.cost));
        view! {
            <dl class="figs ov">
                <Figure
                    label="Value delivered"
                    sub=value_line(value, currency, locale)
                    explanation=Some(explain_value(value, currency, locale))
                >
                    {money(value.confirmed)}
                    " "
                    <span class="q u">"a year"</span>
                </Figure>
                <Figure
                    label="With estimates"
                    sub=format!("yearly return {return_with_estimates}")
                    explanation=Some(estimates)
                >
                    {money(with_estimates)}
                </Figure>
                <Figure label="Cost" sub="ARR and the yearly cost of the outcomes" explanation=Some(cost)>
                    {money(value.cost)}
                </Figure>
                <Figure
                    label="Payback"
                    sub=format!("one-off cost {}", money(value.one_off))
                    explanation=Some(paid_back)
                >
                    {payback}
                </Figure>
            </dl>
            <div class="over">
                <div class="over-main">
                    <Outcomes id />
                    <Metrics id />
                </div>
                <aside class="over-side" aria-label="Health">
                    {health_table(&health, id, locale)}
                </aside>
            </div>
        }
    }
}

#[component]
fn Outcomes(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let currency = records.get(id).map(|account| account.currency).unwrap_or_default();
            let mut all: Vec<&Outcome> = records.of(id).collect();
            all.sort_by_key(|outcome| (outcome.state != OutcomeState::Confirmed, std::cmp::Reverse(share_of(outcome))));
            all.iter()
                .map(|outcome| {
                    let text = |value: Option<f64>| value.map(|it| locale.plain(it)).unwrap_or_default();
                    let state = match state_on(outcome, today) {
                        OutcomeState::Confirmed => ListCell::Status(Status::Good, "Confirmed".into()),
                        OutcomeState::Estimated if outcome.state == OutcomeState::Confirmed => {
                            ListCell::Status(Status::Watch, "Confirmed over a year ago".into())
                        }
                        OutcomeState::Estimated => ListCell::Status(Status::Unknown, "Estimated".into()),
                        OutcomeState::Disputed => ListCell::Status(Status::Risk, "Disputed".into()),
                    };
                    ListRow::new(
                        outcome.id,
                        vec![
                            outcome.name.clone().into(),
                            locale
                                .with_unit(
                                    &format!("{} → {}", text(outcome.baseline), text(outcome.actual)),
                                    &outcome.unit,
                                )
                                .into(),
                            outcome
                                .worth
                                .map(|_| locale.minor(share_of(outcome), currency))
                                .unwrap_or_else(|| "no figure".into())
                                .into(),
                            state,
                            if outcome.shared.is_empty() { "internal" } else { "shared" }.into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        <Listing
            title="Outcomes"
            kind=Kind::Outcome
            account=id
            head=&["Outcome", "Change", "Worth a year ", "State", "Client"]
            rows
            empty="What changed for the client, what it is worth a year, and who confirms it."
        />
    }
}

#[component]
fn Metrics(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<&Metric> = records.of(id).collect();
            all.sort_by_key(|metric| (metric.group, std::cmp::Reverse(metric.weight), metric.id));
            all.iter()
                .map(|metric| {
                    let seen = latest(records.of::<Observation>(id), metric, today);
                    let standing = match seen {
                        Some(seen) if !is_fresh(metric, seen, today) => ListCell::Status(
                            Status::Unknown,
                            format!("Too old, {}", locale.date_near(seen.date, today)),
                        ),
                        Some(seen) => {
                            metric.standing(seen.value).map_or(ListCell::Text("no target".into()), |standing| {
                                let status = match standing {
                                    crate::domain::metric::Standing::OnTarget => Status::Good,
                                    crate::domain::metric::Standing::Close => Status::Watch,
                                    crate::domain::metric::Standing::OffTarget => Status::Risk,
                                };
                                ListCell::Status(status, standing.label().into())
                            })
                        }
                        None => ListCell::Status(Status::Unknown, "Not measured".into()),
                    };
                    let sign = if metric.higher_is_better() { "≥" } else { "≤" };
                    let mut values: Vec<(chrono::NaiveDate, f64)> = records
                        .of::<Observation>(id)
                        .filter(|seen| seen.metric == metric.id && seen.date <= today)
                        .map(|seen| (seen.date, seen.value))
                        .collect();
                    values.sort_by_key(|(date, _)| *date);
                    let before = latest(records.of::<Observation>(id), metric, plus_months(today, -3));
                    let change = seen.zip(before).map(|(now, before)| now.value - before.value);
                    let decimals = metric.decimals.map_or(1, usize::from);
                    let trend = change.map(|change| locale.signed(change, decimals)).unwrap_or_default();
                    let series = values.iter().rev().take(8).rev().map(|(_, value)| *value).collect();
                    ListRow::new(
                        metric.id,
                        vec![
                            metric.name.clone().into(),
                            metric.group.label().into(),
                            seen.map(|seen| metric.said(seen.value, locale)).unwrap_or_default().into(),
                            metric
                                .target
                                .map(|target| format!("{sign} {}", metric.text(target, locale)))
                                .unwrap_or_default()
                                .into(),
                            standing,
                            ListCell::Spark(series, metric.target, trend),
                            if metric.weight > 0 {
                                locale.plain_percent(f64::from(metric.weight))
                            } else {
                                String::new()
                            }
                            .into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let begin = move |event: leptos::ev::Event| {
        let name = event_target_value(&event);
        if let Some(template) = METRICS.iter().find(|template| template.name == name) {
            store.apply_and_tell(Change::put(format!("added the metric “{name}”"), template.make(store.new_id(), id)));
        }
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
    };
    let missing = move || {
        METRICS
            .iter()
            .filter(|template| rows.read().iter().all(|row| row.cells.first() != Some(&ListCell::from(template.name))))
            .map(|template| view! { <option value=template.name>{template.name}</option> })
            .collect_view()
    };
    view! {
        <Listing
            title="Metrics"
            kind=Kind::Metric
            account=id
            head=&["Metric", "Group", "Latest ", "Target ", "Standing", "Against 3 months ago", "Health weight "]
            rows
            empty="Three fresh metrics with a weight and two bounds make a health score; a target makes a scorecard."
        />
        <p class="plan-line">
            <label class="inline">
                <span class="sr">"Add a usual metric"</span>
                <select on:change=begin>
                    <option value="">"Add a usual metric"</option>
                    {missing}
                </select>
            </label>
        </p>
    }
}
