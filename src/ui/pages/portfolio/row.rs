//! A row of the table of accounts.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Currency, Locale, agenda::NOTICE_DAYS, date::days_between, portfolio::AccountSummary, renewal::RENEWAL_HORIZON,
        status::Status,
    },
    ui::{
        kit::{Shape, Sparkline, StatusShape, StatusWord, TierBadge, Trend, status_class},
        route::{Route, Tab},
        use_store,
    },
    words::{
        self,
        screen::{common, portfolio as text},
    },
};

/// What a row shows, so that an edit redraws the row of its account alone.
pub fn row_key(row: &AccountSummary) -> String {
    let action = row.next_action.as_ref().map(|action| (action.title.clone(), action.due));
    let renewal = row.renewal.as_ref().map(|renewal| renewal.term.end);
    let notice = row.decision.as_ref().map(|decision| (decision.term.notice_day, &decision.contract.name));
    let health = row.health.as_ref().map(|health| health.shown()).ok();
    format!(
        "{}{}{}{:?}{:?}{:?}{health:?}{:?}{renewal:?}{notice:?}{action:?}{:?}",
        row.account.id,
        row.account.name,
        row.account.industry,
        row.tier,
        row.arr,
        row.year.change(),
        row.coverage.status,
        row.plan_day
    )
}

/// The row.
#[component]
pub fn AccountRow(
    /// The account.
    row: AccountSummary,
    /// The day.
    today: Signal<NaiveDate>,
    /// The currency of the list.
    base: Memo<Currency>,
) -> impl IntoView {
    let locale = use_store().locale();
    let now = today.get_untracked();
    view! {
        <tr>
            <td>
                <a class="mid" href=Route::Account(row.account.id, Tab::Overview).href()>
                    {row.account.name.clone()}
                </a>
                <span class="ind q">{row.account.industry.clone()}</span>
            </td>
            <td>
                <TierBadge tier=row.tier />
            </td>
            {revenue(&row, base, locale)}
            <td class="hcol">{health(&row, locale)}</td>
            <td>{trend(&row)}</td>
            <td>
                <StatusWord status=row.coverage.status word=words::coverage_label(&row.coverage) />
            </td>
            <td class="nowrap">{renewal(&row, now, locale)} {notice(&row, now, locale)}</td>
            <td class="nx">
                <span>{row.next_action.as_ref().map(|action| action.title.clone())}</span>
            </td>
            <td class="r nowrap q2">{due(&row, now, locale)}</td>
        </tr>
    }
}

/// ARR and the year. The list compares in the workspace's currency; what is kept in another stands beside, or alone
/// where a rate is missing. A sum from which something is left out is marked, and says what it lacks.
fn revenue(row: &AccountSummary, base: Memo<Currency>, locale: Locale) -> impl IntoView + use<> {
    let currency = row.account.currency;
    let lacks = Some(words::missing_rates(&row.missing, locale)).filter(|rates| !rates.is_empty());
    let partly =
        lacks.is_some().then(|| view! { <StatusShape status=Status::Watch word=text::WITHOUT_WHAT_LACKS_A /> });
    let (listed, is_converted, own) = (row.listed(), row.comparable.is_ok(), row.arr);
    let is_foreign = move || currency != base.get();
    let own_currency =
        move || (is_foreign() && is_converted).then(|| view! { <span class="ind q own">{locale.money(own)}" "</span> });
    let unit = move || (is_foreign() && !is_converted).then(|| format!(" {}", currency.code()));
    let is_new = row.year.start.is_zero() && row.year.new.is_positive();
    let year = if is_new {
        view! { "new" }.into_any()
    } else {
        view! {
            {locale.signed_thousands(listed.year.change())}
            {unit}
        }
        .into_any()
    };
    view! {
        <td class="r mid" title=lacks>
            {partly}
            " "
            {own_currency}
            {locale.thousands(listed.arr)}
            {unit}
        </td>
        <td class="r q2">{year}</td>
    }
}

fn health(row: &AccountSummary, locale: Locale) -> AnyView {
    match &row.health {
        Ok(health) => {
            let status = health.status();
            view! {
                <span class="hv">
                    <Shape status />
                    <b>{health.shown()}</b>
                    <span class=format!("st-{}", status_class(status))>{words::status_label(status)}</span>
                </span>
            }
            .into_any()
        }
        Err(reason) => view! {
            <span class="hv" title=words::missing(reason, locale)>
                <Shape status=Status::Unknown />
                <span class="q">{words::health_label(Status::Unknown)}</span>
            </span>
        }
        .into_any(),
    }
}

fn trend(row: &AccountSummary) -> AnyView {
    match (&row.health, row.health_before, row.plan_day) {
        (Ok(health), Some(before), _) if !row.trend.is_empty() => {
            let hot = health.status() == Status::Risk;
            view! {
                <span class="h9">
                    <Sparkline values=row.trend.clone() hot />
                    <Trend change=health.measured() - before />
                </span>
            }
            .into_any()
        }
        (_, _, Some(day)) => view! { <span class="q">{common::day_of_30(day)}</span> }.into_any(),
        _ => ().into_any(),
    }
}

/// From this many days on, a distance is told in years.
const IN_YEARS: i64 = 400;

fn renewal(row: &AccountSummary, today: NaiveDate, locale: Locale) -> Option<impl IntoView + use<>> {
    let end = row.renewal.as_ref()?.term.end;
    let days = days_between(today, end);
    let distance =
        if days < IN_YEARS { format!("{days} d") } else { format!("{} y", locale.number(days as f64 / 365.25, 1)) };
    Some(view! {
        {locale.date(end)}
        " "
        <span class=if days <= RENEWAL_HORIZON { "mid" } else { "q" }>{distance}</span>
    })
}

/// A notice day of another contract than the one that ends first: it would go unseen.
fn notice(row: &AccountSummary, today: NaiveDate, locale: Locale) -> Option<impl IntoView + use<>> {
    let decision = row.decision.as_ref().filter(|decision| Some(*decision) != row.renewal.as_ref())?;
    let day = decision.term.notice_day.filter(|day| (0..=NOTICE_DAYS).contains(&days_between(today, *day)))?;
    let text = text::notice(locale.date_near(day, today), &decision.contract.name);
    Some(view! {
        <br />
        <span class="mid">{text}</span>
    })
}

fn due(row: &AccountSummary, today: NaiveDate, locale: Locale) -> Option<AnyView> {
    let due = row.next_action.as_ref()?.due?;
    Some(match days_between(due, today) {
        late @ 1.. => view! {
            <span class="late">
                <Shape status=Status::Risk />
                {text::d_late(late)}
            </span>
        }
        .into_any(),
        0 => common::TODAY.into_any(),
        -6..=-1 => locale.on_weekday_short(due, &locale.date_near(due, today)).into_any(),
        _ => locale.date_near(due, today).into_any(),
    })
}
