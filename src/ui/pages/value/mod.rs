//! Value: outcomes with their worth, metrics with their values, the health score.

mod map;
mod metric_panel;

use chrono::NaiveDate;
use leptos::prelude::*;

use self::map::ValueMap;
pub use self::metric_panel::MetricPanel;
use super::overview::health_table;
use crate::{
    domain::{
        Account, Change, Id, Kind, Locale, Metric, Missing, MissingRates, Outcome, Records, Workspace,
        choice::{CommonMetric, OutcomeState},
        date::plus_months,
        metric::{self, is_fresh, latest},
        revenue::Books,
        status::{Status, health_now},
        value::{self, Value, share_of, state_on, yearly_return},
    },
    ui::{
        kit::{AddMenu, Column, Figure, ListCell, ListRow, Listing, MenuOption, Views, rates_note},
        route::{Tab, use_here},
        use_store,
    },
    words::{
        self, explain,
        screen::{common, value as text},
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
            <Views label=common::VIEW views=Tab::Value.views() />
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
            let value = value::of_account(records, id, today, &books);
            (value, books.missing(), health_now(records, id, today))
        });
        view! {
            {rates_note(&missing, locale)}
            {figures(value, &missing, locale)}
            <div class="over">
                <div class="over-main">
                    <Outcomes id />
                    <Metrics id />
                </div>
                <aside class="over-side" aria-label=common::HEALTH>
                    {health_table(&health, id, locale)}
                </aside>
            </div>
        }
    }
}

fn figures(value: Value, missing: &MissingRates, locale: Locale) -> impl IntoView + use<> {
    let said = |missing: Missing| words::missing(&missing, locale);
    let months = |months: f64| text::months(locale.number(months, 1));
    let payback = value.payback_months().map_or_else(|_| common::NOT_AVAILABLE.to_owned(), months);
    let with_estimates = yearly_return(value.with_estimates(), value.cost())
        .map_or_else(said, |ratio| text::yearly_return(locale.percent(ratio, 0)));
    let line = explain::value_line(value, missing, locale);
    view! {
        <dl class="figs ov">
            <Figure label=common::VALUE_DELIVERED sub=line explanation=Some(explain::value(value, locale))>
                {locale.money(value.confirmed)}
                " "
                <span class="q u">{common::A_YEAR}</span>
            </Figure>
            <Figure
                label=text::WITH_ESTIMATES
                sub=with_estimates
                explanation=Some(explain::with_estimates(value, locale))
            >
                {locale.money(value.with_estimates())}
            </Figure>
            <Figure label=text::COST sub=text::ARR_AND_THE_ANNUAL explanation=Some(explain::cost(value, locale))>
                {locale.money(value.cost())}
            </Figure>
            <Figure
                label=text::PAYBACK
                sub=text::one_off_cost(locale.money(value.one_off))
                explanation=Some(explain::payback(value, locale))
            >
                {payback}
            </Figure>
        </dl>
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
            let all = value::in_order(records, id, &books).into_iter();
            all.map(|outcome| outcome_row(outcome, &settings, today, locale)).collect::<Vec<_>>()
        })
    });
    view! {
        <Listing
            title=text::OUTCOMES
            kind=Kind::Outcome
            account=id
            head=&[
                Column::Text(text::OUTCOME),
                Column::Text(common::CHANGE),
                Column::Number(common::WORTH_A_YEAR),
                Column::Text(common::STATE),
                Column::Text(common::CLIENT),
            ]
            rows
            empty=text::WHAT_CHANGED_FOR_THE
        />
    }
}

fn outcome_row(outcome: &Outcome, settings: &Workspace, today: NaiveDate, locale: Locale) -> ListRow {
    let text = |value: Option<f64>| value.map(|it| locale.plain(it)).unwrap_or_default();
    let change = match (outcome.baseline, outcome.actual) {
        (None, None) => String::new(),
        (before, now) => format!("{} → {}", text(before), text(now)),
    };
    let state = match state_on(outcome, today) {
        OutcomeState::Estimated if outcome.state == OutcomeState::Confirmed => {
            let why = if outcome.confirmed_on.is_some() {
                text::CONFIRMED_OVER_A_YEAR
            } else {
                text::CONFIRMED_WITHOUT_A_DATE
            };
            ListCell::Status(Status::Watch, why.into())
        }
        OutcomeState::Confirmed => ListCell::Status(Status::Good, OutcomeState::Confirmed.label().into()),
        OutcomeState::Estimated => ListCell::Status(Status::Unknown, OutcomeState::Estimated.label().into()),
        OutcomeState::Disputed => ListCell::Status(Status::Risk, OutcomeState::Disputed.label().into()),
    };
    // In its own currency, as it was agreed with the client.
    let worth = outcome
        .worth
        .map(|worth| locale.money(share_of(outcome, &Books::in_currency(settings, worth.currency(), today))));
    let cells = vec![
        outcome.name.clone().into(),
        locale.with_unit(&change, &outcome.unit).into(),
        worth.unwrap_or_else(|| text::NO_FIGURE.into()).into(),
        state,
        if outcome.shared.is_empty() { common::INTERNAL_LOWER } else { common::SHARED_LOWER }.into(),
    ];
    ListRow::new(outcome.id, cells)
}

#[component]
fn Metrics(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = records.in_order::<Metric>(id).into_iter();
            all.map(|metric| metric_row(records, metric, today, locale)).collect::<Vec<_>>()
        })
    });
    view! {
        <Listing
            title=common::METRICS
            kind=Kind::Metric
            account=id
            head=&[
                Column::Text(text::METRIC),
                Column::Text(common::GROUP),
                Column::Number(text::LATEST),
                Column::Number(common::TARGET),
                Column::Text(text::STANDING),
                Column::Text(text::AGAINST_3_MONTHS_AGO),
                Column::Number(text::HEALTH_WEIGHT),
            ]
            rows
            empty=text::THREE_FRESH_METRICS_WITH
        />
        <UsualMetrics id />
    }
}

/// How many values a line shows.
const SHOWN: usize = 8;

fn metric_row(records: &Records, metric: &Metric, today: NaiveDate, locale: Locale) -> ListRow {
    let values = metric::values(records, metric, today);
    let seen = latest(values.iter().copied(), metric, today);
    let before = latest(values.iter().copied(), metric, plus_months(today, -3));
    let standing = match seen {
        None => ListCell::Status(Status::Unknown, common::NOT_MEASURED.into()),
        Some(seen) if !is_fresh(metric, seen, today) => {
            ListCell::Status(Status::Unknown, text::too_old(locale.date_near(seen.date, today)))
        }
        Some(seen) => match metric.standing(seen.value) {
            Some(standing) => ListCell::Status(standing.status(), standing.label().into()),
            None => text::NO_TARGET.into(),
        },
    };
    let sign = if metric.higher_is_better() { "≥" } else { "≤" };
    let target = metric.target.map(|target| format!("{sign} {}", locale.measure_number(metric, target)));
    let change = seen.zip(before).map(|(now, before)| now.value - before.value);
    let trend = change.map(|change| locale.signed(change, metric.decimals.map_or(1, usize::from)));
    let series = values.iter().rev().take(SHOWN).rev().map(|seen| seen.value).collect();
    let weight = (metric.weight > 0).then(|| locale.plain_percent(f64::from(metric.weight)));
    let cells = vec![
        metric.name.clone().into(),
        metric.group.label().into(),
        seen.map(|seen| locale.measure(metric, seen.value)).unwrap_or_default().into(),
        target.unwrap_or_default().into(),
        standing,
        ListCell::Spark(series, metric.target, trend.unwrap_or_default()),
        weight.unwrap_or_default().into(),
    ];
    ListRow::new(metric.id, cells)
}

/// Adds a metric that many accounts have.
#[component]
fn UsualMetrics(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let add = move |key: String| {
        let Some(template) = CommonMetric::ALL.iter().copied().find(|template| template.key() == key) else { return };
        let (name, unit) = (template.label().to_owned(), words::common_metric_unit(template).to_owned());
        let label = text::added_the_metric(&name);
        store.apply_and_tell(Change::put(label, Metric { name, unit, ..template.make(store.new_id(), id) }));
    };
    let options = Memo::new(move |_| {
        let has = |records: &Records, name: &str| records.of::<Metric>(id).any(|metric| metric.name == name);
        store.read_account(id, |records| {
            let missing = CommonMetric::ALL.iter().filter(|template| !has(records, template.label()));
            missing.map(|template| MenuOption::new(template.key(), template.label())).collect::<Vec<_>>()
        })
    });
    view! {
        <div class="plan-line">
            <AddMenu label=text::A_USUAL_METRIC options on_add=Callback::new(add) />
        </div>
    }
}
