//! What is said of all accounts together: the year, what is left out of a sum, what makes a tier.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{fiscal_year, missing, missing_rates};
use crate::domain::{
    Account, Amount, Figure, Id, Locale,
    date::FiscalStart,
    kpi::LeftOut,
    portfolio::{Departure, ListSum, Totals},
    revenue::retained,
    tier::Tiering,
};

/// How many accounts a sum leaves out for want of a rate, after the sum.
pub fn without(left_out: &BTreeSet<Id<Account>>, locale: Locale) -> String {
    match left_out.len() {
        0 => String::new(),
        count => format!(", without {} for want of a rate", locale.count(count as i64, "account")),
    }
}

/// The accounts that figures leave out, and the rates they lack.
pub fn left_out(left_out: &[LeftOut], locale: Locale) -> String {
    let said = |one: &LeftOut| format!("{} is left out. {}.", one.account, missing_rates(&one.rates, locale));
    left_out.iter().map(said).collect::<Vec<_>>().join(" ")
}

/// What the fiscal year is called in a sentence: “This year”, or its name where it does not begin in January.
pub fn this_year(fiscal: FiscalStart, today: NaiveDate) -> String {
    if fiscal.is_january() { "This year".into() } else { fiscal_year(today, fiscal) }
}

/// What the year did to a list of accounts, who left, and what is left out.
pub fn year_of_list(sum: &ListSum, left: &[Departure], year: &str, locale: Locale) -> String {
    let steps = sum.year;
    let said = format!(
        "{year}: expansion {}, new {}, contraction {}, churn {}",
        locale.thousands(steps.expansion + steps.win_back),
        locale.thousands(steps.new),
        locale.signed_thousands(-steps.contraction),
        locale.signed_thousands(-steps.churn),
    );
    let gone = |departure: &Departure| format!("{}, churned on {}", departure.account, locale.day_month(departure.on));
    let names: Vec<String> = left.iter().map(gone).collect();
    let said = if names.is_empty() { said } else { format!("{said} ({})", names.join("; ")) };
    match sum.without {
        0 => said,
        count => format!("{said}; without {}", locale.count(count as i64, "account")),
    }
}

/// Revenue growth since the fiscal year began, or why it is not available.
pub fn growth_since(growth: Figure<f64>, begun: NaiveDate, locale: Locale) -> String {
    match growth {
        Ok(ratio) => format!("{} since {}", locale.signed_percent(ratio, 1), locale.day_month(begun)),
        Err(why) => missing(&why, locale),
    }
}

/// The parts of retained revenue, in millions: start, expansion with win-backs, contraction, churn.
pub fn retained_parts(totals: &Totals, locale: Locale) -> String {
    let sum = retained(&totals.trailing_steps());
    format!(
        "{} + {} − {} − {}",
        locale.millions(sum.start),
        locale.millions(sum.expansion + sum.win_back),
        locale.millions(sum.contraction),
        locale.millions(sum.churn)
    )
}

/// What a forecast adds and takes, in millions.
pub fn forecast_parts(pipeline: Amount, renewals: Amount, locale: Locale) -> String {
    let in_millions = |amount: Amount| locale.signed(amount.as_units() / 1e6, 2);
    format!("pipeline {}, renewals {}", in_millions(pipeline), in_millions(renewals))
}

/// How an account came to its tier.
pub fn tier_points(tiering: &Tiering, locale: Locale) -> String {
    let score =
        |each: &crate::domain::tier::Scored| format!("{} {}", each.criterion.label().to_lowercase(), each.score);
    let scores = tiering.criteria.iter().map(score).collect::<Vec<_>>().join(", ");
    format!("{} points: {scores}", locale.number(tiering.points, 0))
}

/// Why a tier was set by hand.
pub fn tier_by_hand(reason: &str) -> String {
    match reason.trim() {
        "" => "set by hand, without a reason yet".into(),
        reason => format!("set by hand: {reason}"),
    }
}
