//! The figures above the list of accounts.

use leptos::prelude::*;

use super::left_out_note;
use crate::{
    domain::{
        Amount, Figure as Maybe, Locale,
        portfolio::{AccountSummary, HealthCount, Totals, totals},
        revenue::{growth, grr, logos, nrr},
        status::Status,
    },
    ui::{
        kit::{Figure, Shape},
        use_store,
    },
    words::{
        self, explain, noun,
        screen::{common, portfolio as text},
    },
};

/// The strip.
#[component]
pub fn Strip(
    /// The accounts of the list.
    all: Memo<Vec<AccountSummary>>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let figures = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| totals(records, today))
    });
    move || {
        let totals = figures.read();
        view! {
            {left_out_note(&totals.left_out, locale)}
            <dl class="figs kpi">
                {revenue(&totals, store.today(), locale)} {ahead(&totals, locale)} {bands(&totals, &all.read(), locale)}
            </dl>
        }
    }
}

/// A part of ARR in percent; nothing without ARR.
fn of_arr(part: Amount, totals: &Totals, locale: Locale) -> Option<String> {
    part.ratio_of(totals.arr).map(|ratio| text::of_arr(locale.percent(ratio, 0)))
}

fn revenue(totals: &Totals, today: chrono::NaiveDate, locale: Locale) -> impl IntoView + use<> {
    let trailing = totals.trailing_steps();
    let year = totals.year_steps();
    let since = words::growth_since(growth(year.start, year.end()), totals.year_to_date.from, locale);
    let percent =
        |figure: Maybe<f64>| figure.map_or_else(|_| common::NOT_AVAILABLE.to_owned(), |ratio| locale.percent(ratio, 1));
    let (kept, had) = logos(&trailing);
    let net_sub = words::retained_parts(totals, locale);
    let (arr, net, gross) = (locale.money(totals.arr), percent(nrr(&trailing)), percent(grr(&trailing)));
    view! {
        <Figure label=text::ANNUAL_RECURRING_REVENUE sub=since explanation=Some(explain::arr(totals, locale))>
            {arr}
        </Figure>
        <Figure
            label=text::NET_REVENUE_RETENTION
            sub=net_sub
            explanation=Some(explain::net_retention(totals, today, locale))
        >
            {net}
        </Figure>
        <Figure
            label=text::GROSS_REVENUE_RETENTION
            sub=text::accounts_kept(kept, had)
            explanation=Some(explain::gross_retention(totals, today, locale))
        >
            {gross}
        </Figure>
    }
}

fn ahead(totals: &Totals, locale: Locale) -> impl IntoView + use<> {
    let share = of_arr(totals.renewing, totals, locale).map(|share| format!(", {share}")).unwrap_or_default();
    let renewing_sub = format!("{}{share}", locale.count(totals.renewing_accounts.len() as i64, noun::ACCOUNT));
    let forecast = totals.forecast;
    let parts = words::forecast_parts(forecast.pipeline, forecast.renewals, locale);
    let date = locale.date_long(totals.forecast_date);
    let about = text::arr_on_thousands_of(&date, totals.currency.code());
    let (renewing, ahead) = (locale.money(totals.renewing), locale.money(forecast.total()));
    view! {
        <Figure label=text::RENEWING_IN_180_DAYS sub=renewing_sub explanation=Some(explain::renewing(totals, locale))>
            {renewing}
        </Figure>
        <Figure label=text::forecast(&date) sub=parts explanation=Some(explain::forecast(forecast, about, locale))>
            {ahead}
        </Figure>
    }
}

fn bands(totals: &Totals, rows: &[AccountSummary], locale: Locale) -> impl IntoView + use<> {
    let count = HealthCount::of(rows);
    let at_risk = of_arr(count.arr_at_risk, totals, locale).map(|share| text::at_risk(&share));
    let band = |status: Status, number: usize| {
        view! {
            <Shape status />
            <span class="sr">{words::status_label(status)}" "</span>
            {number}
            " "
        }
    };
    view! {
        <Figure
            label=text::health_of_measured(count.measured())
            sub=at_risk.unwrap_or_default()
            explanation=Some(explain::health_bands(&count, rows.len(), totals.arr, locale))
        >
            <span class="hb">
                {band(Status::Good, count.good)} {band(Status::Watch, count.watch)} {band(Status::Risk, count.risk)}
            </span>
        </Figure>
    }
}
