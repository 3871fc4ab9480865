//! The status of an account: the worst of its health and the rules. Definitions: FORMULAS.md.

use chrono::NaiveDate;

use super::{
    Account, Contract, Figure, Id, Metric, Observation, Person, RaidItem, Records,
    coverage::{self, Basis},
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

/// Why an account's status is worse than its health.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The client has given notice of a contract.
    NoticeReceived(Id<Contract>),
    /// An issue stands on the top level of its ladder.
    EscalatedIssue(Id<RaidItem>),
    /// A contract is decided within 180 days, and an economic buyer opposes.
    BuyerOpposes(Id<Person>),
    /// A contract is decided within 180 days, and coverage is not strong.
    WeakCoverage(Basis),
}

impl Reason {
    /// The worst that it lets the status be.
    pub fn limit(self) -> Status {
        match self {
            Self::NoticeReceived(_) | Self::EscalatedIssue(_) => Status::Risk,
            Self::BuyerOpposes(_) | Self::WeakCoverage(_) => Status::Watch,
        }
    }
}

/// An account's status with the reasons that made it worse than its health.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountStatus {
    /// The status.
    pub status: Status,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// The status of an account on `today`.
pub fn account_status(records: &Records, account: Id<Account>, today: NaiveDate) -> AccountStatus {
    let running = || records.of::<Contract>(account).filter(|contract| contract.is_running(today));
    let noticed = running().filter(|contract| contract.notice_received_on.is_some());
    let mut reasons: Vec<Reason> = noticed.map(|contract| Reason::NoticeReceived(contract.id)).collect();
    let escalated = records.of::<RaidItem>(account).filter(|item| stands_at_the_top(records, item));
    reasons.extend(escalated.map(|item| Reason::EscalatedIssue(item.id)));
    let decides_soon = running().any(|contract| {
        contract.decision_date(today).is_some_and(|date| (0..=DECIDED_SOON).contains(&days_between(today, date)))
    });
    if decides_soon {
        let coverage = coverage::of_account(records, account, today);
        let opposing = coverage.opposing_buyer().map(|buyer| Reason::BuyerOpposes(buyer.id));
        let weak = (coverage.status != Status::Good).then_some(Reason::WeakCoverage(coverage.basis));
        reasons.extend(opposing.or(weak));
    }
    let health = health_now(records, account, today).map_or(Status::Unknown, |health| health.status());
    let status = reasons.iter().map(|reason| reason.limit()).fold(health, Status::min);
    AccountStatus { status, reasons }
}

/// From this many days before its decision on, a contract makes coverage count.
const DECIDED_SOON: i64 = 180;

/// Health is compared with what it was this many days before.
pub const TREND_DAYS: i64 = 90;

/// An account whose health fell a band, or by 8 points, in 90 days: health then and now.
pub fn turning_red(records: &Records, account: Id<Account>, today: NaiveDate) -> Option<(Health, Health)> {
    let now = health_of(records, account, today).ok()?;
    let then = health_of(records, account, plus_days(today, -TREND_DAYS)).ok()?;
    (now.status() < then.status() || then.shown() - now.shown() >= 8).then_some((then, now))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Stored, choice::Ending};
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn with(contract: Contract) -> AccountStatus {
        let id = Id::new(Uuid::from_u128(1));
        let account = Account { id, name: "Tallyworks".into(), ..Account::default() };
        let contract = Contract { id: Id::new(Uuid::from_u128(2)), account: id, ..contract };
        let records: Records = [account.into_record(), contract.into_record()].into_iter().map(Stored::own).collect();
        account_status(&records, id, today())
    }

    #[test]
    fn a_notice_received_is_a_risk_whatever_else_holds_and_a_decision_ahead_asks_for_coverage() {
        let ends = |days| Contract {
            end: Some(plus_days(today(), days)),
            ending: Ending::UnlessSigned,
            ..Contract::default()
        };
        let noticed = with(Contract { notice_received_on: Some(today()), ..ends(300) });
        assert_eq!(noticed.status, Status::Risk);
        assert!(matches!(noticed.reasons[..], [Reason::NoticeReceived(_)]), "{:?}", noticed.reasons);
        let [soon, later] = [180, 181].map(|days| with(ends(days)));
        assert!(matches!(soon.reasons[..], [Reason::WeakCoverage(_)]), "{:?}", soon.reasons);
        assert_eq!((soon.status, later.status), (Status::Watch, Status::Unknown));
        assert_eq!(later.reasons, []);
    }
}
