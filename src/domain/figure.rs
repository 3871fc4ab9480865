//! A figure, or the fact that keeps it from being one.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::money::Currency;

/// A figure, or why it is not available: never 0, and never silence.
pub type Figure<T> = Result<T, Missing>;

/// Why a figure is not available.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No account had recurring revenue on the day before the period.
    RevenueAtStart,
    /// No contract came due in the period.
    ContractDue,
    /// No target ends in the period.
    Target,
    /// The target is zero.
    TargetAboveZero,
    /// No budget runs in the period.
    Budget,
    /// Nothing was booked in the twelve months before.
    BookedBefore,
    /// No key player is on a map.
    KeyPlayers,
    /// Nobody has answered.
    Answers,
    /// No outcome with a value is confirmed.
    ConfirmedOutcome,
    /// Neither revenue nor a cost of the outcomes is known.
    Cost,
    /// No one-off cost was entered.
    OneOffCost,
    /// The benefit does not exceed the yearly cost, so that the one-off cost is never paid back.
    Payback,
    /// Under three metrics are current.
    CurrentMetrics {
        /// How many are.
        current: usize,
    },
    /// The current metrics carry under half of the weight.
    MetricWeight,
    /// Some criteria of the tier are not scored.
    Scores(Vec<Criterion>),
    /// The roles and ratings of a period that is over are not kept.
    PastPeople,
    /// There is no exchange rate.
    Rate(MissingRate),
    /// Amounts of several currencies were added up.
    OneCurrency,
}

/// A criterion of the tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// What the account brings.
    Revenue,
    /// What it could bring.
    Growth,
    /// How well it fits our strategy.
    Fit,
    /// How surely it stays: 6 minus the churn risk.
    Stability,
}

/// An exchange rate that the settings do not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MissingRate {
    /// The currency to convert.
    pub from: Currency,
    /// The currency it should become.
    pub to: Currency,
    /// The day on which, or before which, a rate is needed.
    pub date: NaiveDate,
}

/// The rates that some amounts lacked: what a figure leaves out.
pub type MissingRates = BTreeSet<MissingRate>;
