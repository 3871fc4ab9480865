//! The status of an account: the worst of its health and the rules. Definitions: FORMULAS.md.

use chrono::NaiveDate;

use super::{
    Account, Contract, Figure, Id, Metric, Observation, RaidItem, Records,
    coverage::{self, Coverage},
    date::{days_between, plus_days},
    escalation::stands_at_the_top,
    health::{self, Health},
};

/// The four statuses. The order is from worst to best; not known stands outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Red: at risk.
    Risk,
    /// Amber: watch.
    Watch,
    /// Green: healthy.
    Good,
    /// Not measured.
    Unknown,
}

impl Status {
    /// The word for the status of an account or its health.
    pub fn label(self) -> &'static str {
        match self {
            Self::Risk => "At risk",
            Self::Watch => "Watch",
            Self::Good => "Healthy",
            Self::Unknown => "Not measured",
        }
    }
}

/// The health of an account on a date.
///
/// # Errors
/// As [`health::health`].
pub fn health_of(records: &Records, account: Id<Account>, date: NaiveDate) -> Figure<Health> {
    let metrics: Vec<&Metric> = records.of(account).collect();
    let observations: Vec<&Observation> = records.of(account).collect();
    health::health(&metrics, &observations, date)
}

/// The health of an account today: what a person set holds against the metrics until it expires.
///
/// # Errors
/// As [`health::health`], unless a person set one.
pub fn health_now(records: &Records, account: Id<Account>, today: NaiveDate) -> Figure<Health> {
    let measured = health_of(records, account, today);
    match records.get(account).and_then(|account| account.health_by_hand(today)) {
        Some(by_hand) => Ok(Health { by_hand: Some(by_hand), ..measured.unwrap_or_default() }),
        None => measured,
    }
}

/// An account's status with the reasons that made it worse than its health.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountStatus {
    /// The status.
    pub status: Status,
    /// Why, as sentences.
    pub reasons: Vec<String>,
}

/// The status of an account on `today`.
pub fn account_status(records: &Records, account: Id<Account>, today: NaiveDate) -> AccountStatus {
    let mut status = health_now(records, account, today).map_or(Status::Unknown, |health| health.status());
    let mut reasons = Vec::new();
    let mut at_most = |limit: Status, reason: String| {
        status = status.min(limit);
        reasons.push(reason);
    };
    for contract in records.of::<Contract>(account).filter(|contract| contract.is_running(today)) {
        if contract.notice_received_on.is_some() {
            at_most(Status::Risk, format!("Notice was received for {}", contract.name));
        }
    }
    for issue in records.of::<RaidItem>(account).filter(|item| stands_at_the_top(records, item)) {
        at_most(Status::Risk, format!("An issue is escalated to the top: {}", issue.statement));
    }
    let decides_soon = records
        .of::<Contract>(account)
        .filter(|contract| contract.successor.is_none())
        .any(|contract| contract.decision_date().is_some_and(|date| (0..=180).contains(&days_between(today, date))));
    if decides_soon {
        let coverage = coverage::of_account(records, account, today);
        if let Some(name) = coverage.opposing_buyer() {
            at_most(Status::Watch, format!("{name} opposes, and the contract is decided within 180 days"));
        } else if coverage.status != Status::Good {
            at_most(Status::Watch, format!("The contract is decided within 180 days: {}", coverage.reason));
        }
    }
    AccountStatus { status, reasons }
}

/// Health is compared with what it was this many days before.
pub const TREND_DAYS: i64 = 90;

/// An account whose health fell a band, or by 8 points, in 90 days: health then and now.
pub fn turning_red(records: &Records, account: Id<Account>, today: NaiveDate) -> Option<(Health, Health)> {
    let now = health_of(records, account, today).ok()?;
    let then = health_of(records, account, plus_days(today, -TREND_DAYS)).ok()?;
    (now.status() < then.status() || then.shown() - now.shown() >= 8).then_some((then, now))
}

/// The word for how a coverage stands.
pub fn coverage_label(coverage: &Coverage) -> &'static str {
    match coverage.status {
        Status::Good => "Covered",
        Status::Watch => "Partial",
        Status::Risk => "Exposed",
        Status::Unknown => "Nobody mapped",
    }
}
