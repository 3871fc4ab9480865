//! The account in figures.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Locale, Records, RevenueMovement,
        date::days_between,
        engagement::{Engagement, engagement},
        portfolio::AccountSummary,
        revenue::{Books, Period, steps},
        status::Status,
        value,
    },
    ui::kit::{Figure, Shape, StatusWord, status_class},
    words::{
        self, explain, noun,
        screen::{common, overview as text},
    },
};

/// The strip.
pub fn strip(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    view! {
        <dl class="figs ov">
            {revenue(records, row, today, locale)} {health(row, locale)} {coverage(records, row, today, locale)}
            {renewal(row, today, locale)} {value_delivered(records, row, today, locale)}
        </dl>
    }
}

fn revenue(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let settings = records.workspace();
    let books = Books::in_currency(&settings, row.account.currency, today);
    let trailing = steps(records.of::<RevenueMovement>(row.account.id), Period::trailing_year(today), &books);
    let partly = if row.missing.is_empty() { "" } else { text::WITHOUT_WHAT_LACKS_A };
    let change = locale.signed_money(trailing.change());
    let ratio = trailing.change_ratio().map(|ratio| format!(" ({})", locale.signed_percent(ratio, 1)));
    let ratio = ratio.unwrap_or_default();
    let not_covered = if row.not_under_contract.is_positive() {
        text::not_under_contract(locale.money(row.not_under_contract))
    } else {
        String::new()
    };
    let sub = text::in_12_months(partly, &change, &ratio, &not_covered);
    let arr = locale.money(row.arr);
    view! {
        <Figure label=common::ARR sub explanation=Some(explain::arr_of_year(row, trailing, today, locale))>
            {arr}
        </Figure>
    }
}

fn health(row: &AccountSummary, locale: Locale) -> impl IntoView + use<> {
    let shown = match &row.health {
        Ok(health) => view! {
            {health.shown()}
            " "
            <StatusWord status=health.status() word=words::health_label(health.status()) />
        }
        .into_any(),
        Err(_) => {
            let status = Status::Unknown;
            view! { <StatusWord status word=words::health_label(status) /> }.into_any()
        }
    };
    let sub = words::health_trend(&row.health, row.health_before, locale);
    view! {
        <Figure label=common::HEALTH sub explanation=Some(explain::health(&row.health, locale))>
            {shown}
        </Figure>
    }
}

fn coverage(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let Engagement { met, players } = engagement(records, row.account.id, &row.coverage, today);
    let engaged = if players > 0 { text::met_in_time(met, players) } else { String::new() };
    let status = row.coverage.status;
    let class = format!("wd st-{}", status_class(status));
    let label = words::coverage_label(&row.coverage);
    view! {
        <Figure
            label=common::COVERAGE
            sub=format!("{}{engaged}", words::coverage(&row.coverage))
            explanation=Some(explain::coverage(&row.coverage, today, locale))
        >
            <span class=class>
                <Shape status />
                {label}
            </span>
        </Figure>
    }
}

fn renewal(row: &AccountSummary, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let Some(renewal) = &row.decision else {
        let (sub, state) = if row.rolls_on {
            (text::THE_CONTRACT_ROLLS_ON, text::NO_END)
        } else {
            (text::ADD_IT_UNDER_RENEWAL, text::NO_CONTRACT)
        };
        return view! {
            <Figure label=common::RENEWAL sub>
                {state}
            </Figure>
        }
        .into_any();
    };
    let end = locale.date(renewal.term.end);
    let sub = match renewal.term.notice_day {
        Some(day) if day >= today => text::notice_by(&end, locale.date_near(day, today)),
        _ => format!("{end}, {}", words::ending(&renewal.contract)),
    };
    let days = locale.count(days_between(today, renewal.term.end), noun::DAY);
    let explanation = explain::term(&renewal.contract, renewal.term, today, locale);
    view! {
        <Figure label=common::RENEWAL sub explanation=Some(explanation)>
            {days}
        </Figure>
    }
    .into_any()
}

fn value_delivered(records: &Records, row: &AccountSummary, today: NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let settings = records.workspace();
    let books = Books::in_currency(&settings, row.account.currency, today);
    let value = value::value(records.of(row.account.id), row.arr, today, &books);
    let sub = explain::value_line(value, &books.missing(), locale);
    view! {
        <Figure label=common::VALUE_DELIVERED sub explanation=Some(explain::value(value, locale))>
            {locale.money(value.confirmed)}
            " "
            <span class="q u">{common::A_YEAR}</span>
        </Figure>
    }
}
