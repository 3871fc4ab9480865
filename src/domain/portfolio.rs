//! Figures over all accounts: rows of the portfolio and the strip above it. FORMULAS.md, Revenue.

use chrono::NaiveDate;

use super::{
    Account, Action, Contract, Currency, Figure, Id, Money, Opportunity, Plan30, Records, RevenueMovement,
    choice::{ActionStatus, Tier},
    coverage::{self, Coverage},
    date::{days_between, plus_days},
    forecast::{Forecast, forecast},
    health::Health,
    revenue::{Converter, Period, Steps, arr, steps},
    status::{AccountStatus, account_status, health_now, health_of},
    tier::tiering,
};

/// Renewals within this many days are named.
pub const RENEWAL_HORIZON: i64 = 180;

/// What the portfolio shows of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The account.
    pub account: Account,
    /// Its tier, where it has one.
    pub tier: Option<Tier>,
    /// ARR today in minor units of the account's currency.
    pub arr: i64,
    /// What this year did to it.
    pub year: Steps,
    /// Its health, or why it is not measured.
    pub health: Figure<Health>,
    /// Its health 90 days ago.
    pub health_before: Option<i64>,
    /// Its health over the last 90 days, seven values, oldest first; empty where it was not measured throughout.
    pub trend: Vec<f64>,
    /// Its status.
    pub status: AccountStatus,
    /// Its coverage.
    pub coverage: Coverage,
    /// The contract that ends next.
    pub renewal: Option<Contract>,
    /// The action that is due next.
    pub next_action: Option<Action>,
    /// The day of its 30-day plan, while one is running.
    pub plan_day: Option<i64>,
}

/// The row of one account.
pub fn row(records: &Records, account: &Account, today: NaiveDate) -> Row {
    let id = account.id;
    let trend: Vec<f64> = (0..7)
        .map_while(|step| health_of(records, id, plus_days(today, -90 + step * 15)).ok())
        .map(|health| health.score)
        .collect();
    Row {
        tier: tiering(account, &records.workspace().segmentation).ok().map(|tiering| tiering.tier),
        arr: arr(records.of::<RevenueMovement>(id), today),
        year: steps(records.of::<RevenueMovement>(id), Period::year_to_date(today)),
        health: health_now(records, id, today),
        health_before: health_of(records, id, plus_days(today, -90)).ok().map(|health| health.shown()),
        trend: if trend.len() == 7 { trend } else { Vec::new() },
        status: account_status(records, id, today),
        coverage: coverage::of_account(records, id, today),
        renewal: next_renewal(records, id, today).cloned(),
        next_action: next_action(records, id).cloned(),
        plan_day: records.of::<Plan30>(id).find_map(|plan| super::plan30::day_of(plan, today)),
        account: account.clone(),
    }
}

/// The running contract of an account that ends next.
pub fn next_renewal(records: &Records, account: Id<Account>, today: NaiveDate) -> Option<&Contract> {
    let running =
        records.of::<Contract>(account).filter(|contract| contract.is_running(today) && contract.end.is_some());
    running.min_by_key(|contract| contract.end)
}

/// The open action of an account that is due first; tasks of a 30-day plan only where there is nothing else.
pub fn next_action(records: &Records, account: Id<Account>) -> Option<&Action> {
    let open =
        records.of::<Action>(account).filter(|action| action.status == ActionStatus::Open && action.due.is_some());
    open.min_by_key(|action| (action.plan.is_some(), action.due, action.due_at.is_empty(), action.id))
}

/// The figures of the portfolio, in the workspace's currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Totals {
    /// The currency of the figures.
    pub currency: Currency,
    /// ARR today.
    pub arr: i64,
    /// ARR on 31 December of the year before.
    pub arr_at_new_year: i64,
    /// What the trailing twelve months did, an entry per account, with its name.
    pub trailing: Vec<(String, Steps)>,
    /// What this year did, an entry per account, with its name.
    pub year: Vec<(String, Steps)>,
    /// Annual value of contracts that end within 180 days, and how many accounts they belong to.
    pub renewing: (i64, usize),
    /// ARR forecast at the end of the quarter after next.
    pub forecast: Forecast,
    /// The date of the forecast.
    pub forecast_date: NaiveDate,
}

/// The totals over every account that is not deleted, archived and gone ones included where the past is concerned.
///
/// # Errors
/// Names the exchange rate that is missing.
pub fn totals(records: &Records, today: NaiveDate) -> Figure<Totals> {
    let settings = records.workspace();
    let converter = Converter { rates: &settings.rates, to: settings.currency, date: today };
    let year = Period::year_to_date(today);
    let date = super::date::Quarter::of(today).after().after().last_day();
    let mut totals = Totals {
        currency: settings.currency,
        arr: 0,
        arr_at_new_year: 0,
        trailing: Vec::new(),
        year: Vec::new(),
        renewing: (0, 0),
        forecast: Forecast::default(),
        forecast_date: date,
    };
    for account in records.all::<Account>() {
        let rate = rate(&converter, account.currency)?;
        let scaled = |minor: i64| (minor as f64 * rate).round() as i64;
        let movements: Vec<&RevenueMovement> = records.of(account.id).collect();
        let period = |period| {
            let Steps { start, new, expansion, contraction, churn } = steps(movements.iter().copied(), period);
            let [start, new, expansion, contraction, churn] = [start, new, expansion, contraction, churn].map(scaled);
            Steps { start, new, expansion, contraction, churn }
        };
        totals.arr += scaled(arr(movements.iter().copied(), today));
        totals.arr_at_new_year += period(year).start;
        totals.trailing.push((account.name.clone(), period(Period::trailing_year(today))));
        totals.year.push((account.name.clone(), period(year)));
        let contracts: Vec<&Contract> = records.of(account.id).collect();
        let opportunities: Vec<&Opportunity> = records.of(account.id).collect();
        let ending = contracts.iter().filter(|contract| ends_soon(contract, today));
        let value: i64 = ending.map(|contract| contract.amount.unwrap_or_default().minor).sum();
        totals.renewing.0 += scaled(value);
        totals.renewing.1 += usize::from(value > 0);
        let ahead = forecast(&movements, &opportunities, &contracts, &settings, (today, date));
        totals.forecast = totals.forecast.plus(ahead.times(rate));
    }
    Ok(totals)
}

/// Whether a running contract ends within 180 days.
pub fn ends_soon(contract: &Contract, today: NaiveDate) -> bool {
    contract.is_running(today) && contract.end.is_some_and(|end| days_between(today, end) <= RENEWAL_HORIZON)
}

/// Minor units of the converter's currency for one minor unit of `from`.
fn rate(converter: &Converter<'_>, from: Currency) -> Figure<f64> {
    const MANY: i64 = 1_000_000;
    let converted = converter.convert(Money { minor: MANY * from.scale(), currency: from })?;
    Ok(converted.minor as f64 / (MANY * from.scale()) as f64)
}
