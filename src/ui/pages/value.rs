//! Value: outcomes with their worth, metrics with their values, the health score.

use leptos::prelude::*;

use super::{
    overview::{explain_value, health_table, value_line},
    value_map::ValueMap,
};
use crate::{
    domain::{
        Account, Amount, Change, Figure as FigureOf, Id, Kind, Metric, Missing, Observation, Order, Outcome,
        RevenueMovement,
        choice::{CommonMetric, OutcomeState},
        date::plus_months,
        metric::{is_fresh, latest},
        revenue::{Books, arr},
        status::{Status, health_now},
        value::{share_of, state_on, value, yearly_return},
    },
    ui::{
        kit::{Column, Explanation, Figure, ListCell, ListRow, Listing, Views, rates_note},
        route::{Tab, use_here},
        use_store,
    },
    words,
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
        let (value, missing, health) = store.read_account(id, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let now = arr(records.of::<RevenueMovement>(id), today, &books);
            let value = value(records.of::<Outcome>(id), now, today, &books);
            (value, books.missing(), health_now(records, id, today))
        });
        let money = move |amount: Amount| locale.money(amount);
        let said = move |missing: Missing| words::missing(&missing, locale);
        let percent = move |figure: FigureOf<f64>| figure.map_or_else(said, |ratio| locale.percent(ratio, 0));
        let months = move |months: f64| format!("{} months", locale.number(months, 1));
        let payback = value.payback_months().map_or_else(|_| "not available".to_owned(), months);
        let (confirmed, all_cost) = (money(value.confirmed), money(value.cost()));
        let with_estimates = value.with_estimates();
        let estimates = Explanation {
            about: "Confirmed and estimated outcomes together. Estimates never stand in a headline.".into(),
            rows: vec![
                ("Confirmed".into(), String::new(), confirmed.clone()),
                ("Estimated".into(), locale.count(value.estimates as i64, "outcome"), money(value.estimated)),
            ],
            formula: format!("{confirmed} + {}", money(value.estimated)),
            result: money(with_estimates),
        };
        let cost = Explanation {
            about: "What the client pays in a year for what it gets.".into(),
            rows: vec![
                ("ARR today".into(), String::new(), money(value.subscription)),
                ("Annual cost of the outcomes".into(), String::new(), money(value.other_cost)),
            ],
            formula: format!("{} + {}", money(value.subscription), money(value.other_cost)),
            result: all_cost.clone(),
        };
        let paid_back = Explanation {
            about: "Months until what is confirmed, less the annual cost, has paid for the one-off cost.".into(),
            rows: vec![
                ("One-off cost".into(), String::new(), money(value.one_off)),
                ("Confirmed a year".into(), String::new(), confirmed.clone()),
                ("Annual cost".into(), String::new(), all_cost.clone()),
                ("First-year return".into(), "with the one-off cost".into(), percent(value.first_year_return())),
            ],
            formula: format!("{} / (({confirmed} − {all_cost}) / 12)", money(value.one_off)),
            result: value.payback_months().map_or_else(said, months),
        };
        let return_with_estimates = yearly_return(with_estimates, value.cost())
            .map_or_else(said, |ratio| format!("yearly return {}", locale.percent(ratio, 0)));
        let left_out = rates_note(&missing, locale);
        view! {
            {left_out}
            <dl class="figs ov">
                <Figure
                    label="Value delivered"
                    sub=value_line(value, &missing, locale)
                    explanation=Some(explain_value(value, locale))
                >
                    {money(value.confirmed)}
                    " "
                    <span class="q u">"a year"</span>
                </Figure>
                <Figure label="With estimates" sub=return_with_estimates explanation=Some(estimates)>
                    {money(with_estimates)}
                </Figure>
                <Figure label="Cost" sub="ARR and the annual cost of the outcomes" explanation=Some(cost)>
                    {all_cost}
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
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let mut all: Vec<&Outcome> = records.of(id).collect();
            all.order_by(|a, b| {
                let is_estimate = |outcome: &Outcome| outcome.state != OutcomeState::Confirmed;
                let worth = |outcome: &Outcome| share_of(outcome, &books);
                is_estimate(a).cmp(&is_estimate(b)).then_with(|| worth(b).compare(worth(a)))
            });
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
                                .map(|worth| {
                                    locale.money(share_of(
                                        outcome,
                                        &Books::in_currency(&settings, worth.currency(), today),
                                    ))
                                })
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
            head=&[
                Column::Text("Outcome"),
                Column::Text("Change"),
                Column::Number("Worth a year"),
                Column::Text("State"),
                Column::Text("Client"),
            ]
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
            let all = records.in_order::<Metric>(id);
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
                                    crate::domain::metric::TargetStatus::OnTarget => Status::Good,
                                    crate::domain::metric::TargetStatus::Close => Status::Watch,
                                    crate::domain::metric::TargetStatus::OffTarget => Status::Risk,
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
                    values.order_by_key(|(date, _)| *date);
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
                            seen.map(|seen| locale.measure(metric, seen.value)).unwrap_or_default().into(),
                            metric
                                .target
                                .map(|target| format!("{sign} {}", locale.measure_number(metric, target)))
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
        let key = event_target_value(&event);
        if let Some(template) = CommonMetric::ALL.iter().copied().find(|template| template.key() == key) {
            let (name, unit) = (template.label().to_owned(), words::common_metric_unit(template).to_owned());
            let label = format!("added the metric “{name}”");
            store.apply_and_tell(Change::put(label, Metric { name, unit, ..template.make(store.new_id(), id) }));
        }
        event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
    };
    let missing = move || {
        CommonMetric::ALL
            .iter()
            .filter(|template| {
                rows.read().iter().all(|row| row.cells.first() != Some(&ListCell::from(template.label())))
            })
            .map(|template| view! { <option value=template.key()>{template.label()}</option> })
            .collect_view()
    };
    view! {
        <Listing
            title="Metrics"
            kind=Kind::Metric
            account=id
            head=&[
                Column::Text("Metric"),
                Column::Text("Group"),
                Column::Number("Latest"),
                Column::Number("Target"),
                Column::Text("Standing"),
                Column::Text("Against 3 months ago"),
                Column::Number("Health weight"),
            ]
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
