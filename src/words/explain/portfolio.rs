//! The figures above the list of accounts.

use crate::words::screen::common;
use chrono::NaiveDate;

use super::{Explanation, Input, percent};
use crate::domain::{
    Amount, Locale, Order,
    date::plus_days,
    portfolio::{AccountAmount, HealthCount, Totals},
    revenue::{AccountSteps, Period, Steps, grr, nrr, retained},
};

/// How many accounts are named behind a part of a sum.
const NAMED: usize = 3;

/// The accounts that contribute most to a part of a sum.
fn contributors<'a>(all: impl Iterator<Item = &'a AccountSteps>, part: fn(&Steps) -> Amount, locale: Locale) -> String {
    let mut all: Vec<(&str, Amount)> =
        all.map(|own| (own.account.as_str(), part(&own.steps))).filter(|(_, amount)| amount.is_positive()).collect();
    all.order_by(|a, b| b.1.compare(a.1));
    let named = all.iter().take(NAMED).map(|(name, amount)| format!("{name} {}", locale.thousands(*amount)));
    let named: Vec<String> = named.collect();
    let more = if all.len() > NAMED { format!(", {} more", all.len() - NAMED) } else { String::new() };
    format!("{}{more}", named.join(", "))
}

/// ARR, as what the fiscal year made of it.
pub fn arr(totals: &Totals, locale: Locale) -> Explanation {
    let year = totals.year_steps();
    let who = |part| contributors(totals.year.iter(), part, locale);
    let signed = |amount: Amount| locale.signed_thousands(amount);
    let from = locale.date(plus_days(totals.year_to_date.from, -1));
    Explanation {
        about: format!(
            "The sum of all revenue movements up to today, in thousands of {}, at the rates of today.",
            totals.currency.code()
        ),
        inputs: vec![
            Input::new(format!("On {from}"), "", locale.thousands(year.start)),
            Input::new("New", who(|steps| steps.new), signed(year.new)),
            Input::new("Expansion", who(|steps| steps.expansion), signed(year.expansion)),
            Input::new("Win-back", who(|steps| steps.win_back), signed(year.win_back)),
            Input::new("Contraction", who(|steps| steps.contraction), signed(-year.contraction)),
            Input::new("Churn", who(|steps| steps.churn), signed(-year.churn)),
        ],
        formula: locale.sum_of(&[year.start, year.new, year.expansion, year.win_back, -year.contraction, -year.churn]),
        result: locale.money(totals.arr),
    }
}

/// The accounts that had revenue at the start of the last 12 months.
fn had_revenue(totals: &Totals) -> Vec<&AccountSteps> {
    totals.trailing.iter().filter(|own| own.steps.start.is_positive()).collect()
}

/// The period of retention, and how many accounts it is about.
fn retention_about(totals: &Totals, had: usize, today: NaiveDate, locale: Locale) -> String {
    let period = Period::trailing_year(today);
    format!(
        "{} to {}, the {} with revenue at the start. Thousands of {}.",
        locale.date_long(period.from),
        locale.date_long(period.to),
        locale.count(had as i64, "account"),
        totals.currency.code()
    )
}

/// Net revenue retention.
pub fn net_retention(totals: &Totals, today: NaiveDate, locale: Locale) -> Explanation {
    let had = had_revenue(totals);
    let steps = totals.trailing_steps();
    let sum = retained(&steps);
    let who = |part| contributors(had.iter().copied(), part, locale);
    let signed = |amount: Amount| locale.signed_thousands(amount);
    let start = locale.date(plus_days(Period::trailing_year(today).from, -1));
    let end = sum.start + sum.expansion - sum.contraction - sum.churn + sum.win_back;
    let parts = [sum.start, sum.expansion, sum.win_back, -sum.contraction, -sum.churn];
    Explanation {
        about: retention_about(totals, had.len(), today, locale),
        inputs: vec![
            Input::new("Start", start, locale.thousands(sum.start)),
            Input::new("Expansion", who(|steps| steps.expansion), signed(sum.expansion)),
            Input::new("Win-back", who(|steps| steps.win_back), signed(sum.win_back)),
            Input::new("Contraction", who(|steps| steps.contraction), signed(-sum.contraction)),
            Input::new("Churn", who(|steps| steps.churn), signed(-sum.churn)),
            Input::new("End", "without new accounts", locale.thousands(end)),
        ],
        formula: format!("({}) / {}", locale.sum_of(&parts), locale.thousands(sum.start)),
        result: percent(nrr(&steps), 1, locale),
    }
}

/// Gross revenue retention.
pub fn gross_retention(totals: &Totals, today: NaiveDate, locale: Locale) -> Explanation {
    let had = had_revenue(totals);
    let start: Amount = had.iter().map(|own| own.steps.start).sum();
    let lost: Amount = had.iter().map(|own| own.steps.lost()).sum();
    let who = contributors(had.iter().copied(), |steps| steps.lost(), locale);
    Explanation {
        about: format!(
            "{} What an account lost counts up to what it had; what came back counts up to what left.",
            retention_about(totals, had.len(), today, locale)
        ),
        inputs: vec![
            Input::new("Start", "", locale.thousands(start)),
            Input::new("Contraction and churn", who, locale.signed_thousands(-lost)),
        ],
        formula: format!("({}) / {}", locale.sum_of(&[start, -lost]), locale.thousands(start)),
        result: percent(grr(&totals.trailing_steps()), 1, locale),
    }
}

/// What comes up for renewal.
pub fn renewing(totals: &Totals, locale: Locale) -> Explanation {
    let mut accounts: Vec<&AccountAmount> = totals.renewing_accounts.iter().collect();
    accounts.order_by(|a, b| b.amount.compare(a.amount));
    let amounts: Vec<Amount> = accounts.iter().map(|own| own.amount).collect();
    Explanation {
        about: format!(
            "Annual value of running contracts whose term ends within 180 days, in thousands of {}.",
            totals.currency.code()
        ),
        inputs: accounts.iter().map(|own| Input::new(&own.account, "", locale.thousands(own.amount))).collect(),
        formula: locale.sum_of(&amounts),
        result: locale.money(totals.renewing),
    }
}

/// How many accounts are in which band of health.
pub fn health_bands(count: &HealthCount, listed: usize, arr: Amount, locale: Locale) -> Explanation {
    let at_risk = locale.money(count.arr_at_risk);
    Explanation {
        about: "Accounts whose health is measured, or was set by hand. A share of ARR leaves out accounts without a \
            rate."
            .into(),
        inputs: vec![
            Input::new("Healthy", "above 75", count.good.to_string()),
            Input::new("Watch", "51 to 75", count.watch.to_string()),
            Input::new("At risk", "up to 50", count.risk.to_string()),
            Input::new("Not measured", "in no band", listed.saturating_sub(count.measured()).to_string()),
            Input::new("ARR at risk", "of accounts at risk", at_risk.clone()),
        ],
        formula: format!("{at_risk} / {}", locale.money(arr)),
        result: count.arr_at_risk.ratio_of(arr).map_or(common::NOT_AVAILABLE.into(), |share| locale.percent(share, 0)),
    }
}
