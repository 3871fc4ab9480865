//! Figures over all accounts: rows of the portfolio and the strip above it. FORMULAS.md, Revenue.

use super::choice::Ending;
use std::cmp::Ordering;

use chrono::NaiveDate;

use super::{
    Account, Action, Amount, Contract, Currency, Figure, Id, MissingRates, Order, Plan30, Records, RevenueMovement,
    Workspace,
    choice::{ActionStatus, Tier},
    coverage::{self, Coverage},
    date::plus_days,
    forecast::{Forecast, Sources},
    health::Health,
    kpi::LeftOut,
    renewal::{RENEWAL_HORIZON, Renewal, ending, renewals},
    revenue::{AccountSteps, Books, Period, Steps, arr, steps},
    status::{AccountStatus, Status, account_status, health_now, health_of},
    tier::tiering,
};

impl Account {
    /// Whether it is worked with: neither archived nor gone.
    pub fn is_active(&self) -> bool {
        !self.archived && self.churned_on.is_none()
    }
}

/// What the portfolio shows of one account.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountSummary {
    /// The account.
    pub account: Account,
    /// Its tier, where it has one.
    pub tier: Option<Tier>,
    /// ARR today in the account's currency.
    pub arr: Amount,
    /// The same and what the year did to it in the workspace's currency, by which accounts are compared and added up.
    pub comparable: Figure<Comparable>,
    /// What this fiscal year did to it, in the account's currency.
    pub year: Steps,
    /// The rates that amounts of the account lack; what has none is left out of its figures.
    pub missing: MissingRates,
    /// ARR that no running contract covers, in the account's currency.
    pub not_under_contract: Amount,
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
    /// The contract whose term ends next.
    pub renewal: Option<Renewal>,
    /// The contract that the client decides about next; another one than `renewal` where that one has renewed itself.
    pub decision: Option<Renewal>,
    /// Whether a contract rolls on past its end: it runs, and has no renewal.
    pub rolls_on: bool,
    /// The action that is due next.
    pub next_action: Option<Action>,
    /// The day of its 30-day plan, while one is running.
    pub plan_day: Option<i64>,
}

/// The revenue of an account in the workspace's currency.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparable {
    /// ARR today.
    pub arr: Amount,
    /// What this fiscal year did to it.
    pub year: Steps,
}

impl AccountSummary {
    /// Its revenue as a list of accounts shows it: in the workspace's currency, in its own where a rate is missing.
    pub fn listed(&self) -> Comparable {
        self.comparable.clone().unwrap_or(Comparable { arr: self.arr, year: self.year })
    }
}

/// What the table of accounts is ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    /// The name.
    Name,
    /// The tier; inside of one, by revenue.
    Tier,
    /// ARR, in the workspace's currency; accounts without a rate are last.
    Arr,
    /// What this fiscal year did to it, likewise.
    Year,
    /// Health, the worst first; what is not measured is last.
    Health,
    /// The end of the term that is decided next.
    Renewal,
    /// When the next action is due.
    Due,
}

impl SortBy {
    /// Every order.
    pub const ALL: [Self; 7] = [Self::Name, Self::Tier, Self::Arr, Self::Year, Self::Health, Self::Renewal, Self::Due];

    /// Its key in addresses.
    pub fn key(self) -> &'static str {
        match self {
            Self::Name => "account",
            Self::Tier => "tier",
            Self::Arr => "arr",
            Self::Year => "year",
            Self::Health => "health",
            Self::Renewal => "renewal",
            Self::Due => "due",
        }
    }

    /// Whether it begins with the largest.
    pub fn is_largest_first(self) -> bool {
        matches!(self, Self::Arr | Self::Year)
    }

    fn compare(self, a: &AccountSummary, b: &AccountSummary) -> Ordering {
        match self {
            Self::Name => Ordering::Equal,
            Self::Tier => {
                (a.tier.is_none(), a.tier).cmp(&(b.tier.is_none(), b.tier)).then_with(|| Self::Arr.compare(a, b))
            }
            Self::Arr => {
                compare_last(a.comparable.as_ref().ok(), b.comparable.as_ref().ok(), |a, b| b.arr.compare(a.arr))
            }
            Self::Year => compare_last(a.comparable.as_ref().ok(), b.comparable.as_ref().ok(), |a, b| {
                b.year.change().compare(a.year.change())
            }),
            Self::Health => {
                compare_last(a.health.as_ref().ok(), b.health.as_ref().ok(), |a, b| a.shown().cmp(&b.shown()))
            }
            Self::Renewal => compare_last(a.renewal.as_ref(), b.renewal.as_ref(), |a, b| a.term.end.cmp(&b.term.end)),
            Self::Due => compare_last(a.next_action.as_ref(), b.next_action.as_ref(), |a, b| a.due.cmp(&b.due)),
        }
    }
}

/// The order of what may be missing: it stands last.
fn compare_last<T>(a: Option<&T>, b: Option<&T>, compare: impl Fn(&T, &T) -> Ordering) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => compare(a, b),
        (a, b) => a.is_none().cmp(&b.is_none()),
    }
}

/// Puts rows in order; equal ones by name. `turned` begins at the other end.
pub fn sort(rows: &mut Vec<AccountSummary>, by: SortBy, turned: bool) {
    rows.order_by(|a, b| {
        let order = by.compare(a, b).then_with(|| a.account.name.to_lowercase().cmp(&b.account.name.to_lowercase()));
        if turned { order.reverse() } else { order }
    });
}

/// How many accounts are in which health, and what of ARR those at risk have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct HealthCount {
    /// Healthy.
    pub good: usize,
    /// To watch.
    pub watch: usize,
    /// At risk.
    pub risk: usize,
    /// ARR of those at risk, in the workspace's currency; accounts without a rate are left out.
    pub arr_at_risk: Amount,
}

impl HealthCount {
    /// The count over rows; what is not measured is in none.
    pub fn of(rows: &[AccountSummary]) -> Self {
        let mut count = Self::default();
        for row in rows {
            let Ok(health) = &row.health else { continue };
            match health.status() {
                Status::Good => count.good += 1,
                Status::Watch => count.watch += 1,
                Status::Risk => {
                    count.risk += 1;
                    count.arr_at_risk += row.comparable.as_ref().map(|own| own.arr).unwrap_or_default();
                }
                Status::Unknown => {}
            }
        }
        count
    }

    /// How many are measured.
    pub fn measured(&self) -> usize {
        self.good + self.watch + self.risk
    }
}

/// Which accounts of a list are shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AccountFilter {
    /// Those of a tier.
    pub tier: Option<Tier>,
    /// Those of a band of health; unknown are those that are not measured.
    pub health: Option<Status>,
    /// Those whose name, industry or place has each of these words.
    pub words: String,
}

impl AccountFilter {
    /// Whether an account is shown.
    pub fn fits(&self, row: &AccountSummary) -> bool {
        let of_tier = self.tier.is_none_or(|tier| row.tier == Some(tier));
        let health = row.health.as_ref().map_or(Status::Unknown, Health::status);
        let of_health = self.health.is_none_or(|wanted| wanted == health);
        let Account { name, industry, place, .. } = &row.account;
        let text = [name, industry, place].map(|text| text.to_lowercase());
        let has = |word: &str| text.iter().any(|text| text.contains(word));
        of_tier && of_health && self.words.to_lowercase().split_whitespace().all(has)
    }
}

/// What the accounts of a list come to, in the workspace's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ListSum {
    /// ARR today.
    pub arr: Amount,
    /// What this fiscal year did, the accounts that left included.
    pub year: Steps,
    /// How many accounts are left out for want of a rate.
    pub without: usize,
}

impl ListSum {
    /// The sum of accounts, and of those that left.
    pub fn of(rows: &[AccountSummary], left: &[Departure]) -> Self {
        let comparable = || rows.iter().filter_map(|row| row.comparable.as_ref().ok());
        let gone: Steps = left.iter().map(|departure| departure.year).sum();
        Self {
            arr: comparable().map(|own| own.arr).sum(),
            year: comparable().map(|own| own.year).sum::<Steps>() + gone,
            without: rows.len() - comparable().count(),
        }
    }
}

/// An account that left in the fiscal year: no longer listed, and still a part of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Departure {
    /// Its name.
    pub account: String,
    /// When it left.
    pub on: NaiveDate,
    /// What the year did to its revenue, in the workspace's currency; nothing where a rate is missing.
    pub year: Steps,
}

/// The accounts that left in the fiscal year.
pub fn departures(records: &Records, today: NaiveDate) -> Vec<Departure> {
    let settings = records.workspace();
    let year = settings.year_to_date(today);
    let gone = records.all::<Account>().filter_map(|account| {
        let on = account.churned_on.filter(|date| year.contains(*date))?;
        let books = Books::of_workspace(&settings, today);
        Some(Departure { account: account.name.clone(), on, year: steps(records.of(account.id), year, &books) })
    });
    gone.collect()
}

/// The row of one account.
pub fn row(records: &Records, account: &Account, today: NaiveDate) -> AccountSummary {
    let id = account.id;
    let settings = records.workspace();
    let books = Books::in_currency(&settings, account.currency, today);
    let trend: Vec<f64> = (0..7)
        .map_while(|step| health_of(records, id, plus_days(today, -90 + step * 15)).ok())
        .map(|health| health.score)
        .collect();
    let arr = arr(records.of::<RevenueMovement>(id), today, &books);
    let decision = renewals(records, id, today).into_iter().next();
    AccountSummary {
        tier: tiering(account, &settings.segmentation).ok().map(|tiering| tiering.tier),
        arr,
        comparable: comparable(records, id, &settings, today),
        year: steps(records.of::<RevenueMovement>(id), settings.year_to_date(today), &books),
        not_under_contract: not_under_contract(records, id, arr, today, &books),
        missing: books.missing(),
        health: health_now(records, id, today),
        health_before: health_of(records, id, plus_days(today, -90)).ok().map(|health| health.shown()),
        trend: if trend.len() == 7 { trend } else { Vec::new() },
        status: account_status(records, id, today),
        coverage: coverage::of_account(records, id, today),
        renewal: ending(records, id, today, NaiveDate::MAX).into_iter().next().or_else(|| decision.clone()),
        decision,
        rolls_on: records
            .of::<Contract>(id)
            .any(|contract| contract.ending == Ending::Rolling && contract.is_running(today)),
        next_action: next_action(records, id).cloned(),
        plan_day: records.of::<Plan30>(id).find_map(|plan| super::plan30::day_of(plan, today)),
        account: account.clone(),
    }
}

/// The revenue of an account in the workspace's currency.
///
/// # Errors
/// Names the first rate that is missing.
pub fn comparable(
    records: &Records,
    account: Id<Account>,
    settings: &Workspace,
    today: NaiveDate,
) -> Figure<Comparable> {
    let books = Books::of_workspace(settings, today);
    let movements = || records.of::<RevenueMovement>(account);
    let year = steps(movements(), settings.year_to_date(today), &books);
    let comparable = Comparable { arr: arr(movements(), today, &books), year };
    books.missing().into_iter().next().map_or(Ok(comparable), |rate| Err(super::Missing::Rate(rate)))
}

/// ARR that no running contract covers.
fn not_under_contract(
    records: &Records,
    account: Id<Account>,
    arr: Amount,
    today: NaiveDate,
    books: &Books<'_>,
) -> Amount {
    let running = records.of::<Contract>(account).filter(|contract| contract.is_running(today));
    let covered: Amount = running.map(|contract| books.enter_some(contract.amount)).sum();
    (arr - covered).max(Amount::zero(books.currency()))
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
    pub arr: Amount,
    /// The fiscal year until today.
    pub year_to_date: Period,
    /// What the trailing twelve months did, account by account.
    pub trailing: Vec<AccountSteps>,
    /// What this fiscal year did, account by account.
    pub year: Vec<AccountSteps>,
    /// Annual value of contracts whose term ends within 180 days.
    pub renewing: Amount,
    /// The accounts that they belong to, with what each renews.
    pub renewing_accounts: Vec<AccountAmount>,
    /// ARR forecast at the end of the quarter after next.
    pub forecast: Forecast,
    /// The date of the forecast.
    pub forecast_date: NaiveDate,
    /// The accounts that are left out because amounts of theirs have no rate, with the rates that are missing.
    pub left_out: Vec<LeftOut>,
}

/// An amount of an account, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountAmount {
    /// Its name.
    pub account: String,
    /// The amount.
    pub amount: Amount,
}

impl Totals {
    /// What this fiscal year did, all accounts together.
    pub fn year_steps(&self) -> Steps {
        self.year.iter().map(|own| own.steps).sum()
    }

    /// What the trailing twelve months did to each account.
    pub fn trailing_steps(&self) -> Vec<Steps> {
        self.trailing.iter().map(|own| own.steps).collect()
    }
}

/// The totals over every account that is not deleted, archived and gone ones included where the past is concerned. An
/// account of which an amount has no rate is left out as a whole, and named.
pub fn totals(records: &Records, today: NaiveDate) -> Totals {
    let settings = records.workspace();
    let date = settings.quarter(today).after().after().last_day();
    let zero = Amount::zero(settings.currency);
    let year = settings.year_to_date(today);
    let mut totals = Totals {
        currency: settings.currency,
        arr: zero,
        year_to_date: year,
        trailing: Vec::new(),
        year: Vec::new(),
        renewing: zero,
        renewing_accounts: Vec::new(),
        forecast: Forecast { today: zero, dated: zero, pipeline: zero, renewals: zero, assumed: 0 },
        forecast_date: date,
        left_out: Vec::new(),
    };
    for account in records.all::<Account>() {
        let books = Books::of_workspace(&settings, today);
        let movements = || records.of::<RevenueMovement>(account.id);
        let trailing = steps(movements(), Period::trailing_year(today), &books);
        let this_year = steps(movements(), year, &books);
        let soon = ending(records, account.id, today, plus_days(today, RENEWAL_HORIZON));
        let renewing: Amount = soon.into_iter().map(|renewal| books.enter_some(renewal.contract.amount)).sum();
        let ahead = Sources::of(records, account.id, &settings, today).forecast(date, &books);
        let rates = books.missing();
        if !rates.is_empty() {
            totals.left_out.push(LeftOut { account: account.name.clone(), rates });
            continue;
        }
        totals.arr += arr(movements(), today, &books);
        totals.trailing.push(AccountSteps { account: account.name.clone(), steps: trailing });
        totals.year.push(AccountSteps { account: account.name.clone(), steps: this_year });
        if renewing.is_positive() {
            totals.renewing += renewing;
            totals.renewing_accounts.push(AccountAmount { account: account.name.clone(), amount: renewing });
        }
        totals.forecast = totals.forecast + ahead;
    }
    totals
}
