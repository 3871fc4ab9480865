//! What at an account needs a person: the gravest first.

use chrono::NaiveDate;

use super::{
    Amount, Contract, Id, Meeting, MissingRates, Outcome, Person, RaidItem, Records,
    choice::MeetingKind,
    coverage::{Basis, Thread},
    health::Contribution,
    portfolio::AccountSummary,
    revenue::Books,
    status::{Reason, Status},
    value::value,
};

/// Health scores up to here make a measure need attention.
const WEAK: f64 = 50.0;

/// Something at an account that needs a person.
#[derive(Clone, Debug, PartialEq)]
pub enum Attention {
    /// The client has given notice of a contract.
    NoticeReceived(Id<Contract>),
    /// An issue stands on the top level of its ladder.
    EscalatedIssue(Id<RaidItem>),
    /// A contract is decided soon, and coverage is not strong.
    WeakCoverage(Basis),
    /// Somebody who decides opposes.
    Opposition {
        /// Who.
        person: Id<Person>,
        /// When they were last spoken to.
        last_contact: Option<NaiveDate>,
        /// Whether they decide on a renewal.
        on_renewal: bool,
    },
    /// All support depends on one person.
    SingleThread(Thread),
    /// Movements took away more revenue than there was.
    NegativeRevenue(Amount),
    /// Amounts of the account have no exchange rate.
    NoRate(MissingRates),
    /// Outcomes with a value are not confirmed.
    Unconfirmed {
        /// How many.
        outcomes: usize,
        /// Our share of their worth a year.
        worth: Amount,
    },
    /// The measure with the lowest score.
    WeakMeasure {
        /// Which.
        part: Box<Contribution>,
        /// The next meeting with their executives.
        next_sync: Option<NaiveDate>,
    },
    /// Nobody is on the map.
    NobodyMapped,
    /// Nobody on the map is rated.
    NotRated,
    /// No running contract has an end, and none rolls on.
    NoContract,
}

impl Attention {
    /// How grave it is.
    pub fn status(&self) -> Status {
        match self {
            Self::NoticeReceived(_) | Self::EscalatedIssue(_) | Self::Opposition { .. } | Self::NegativeRevenue(_) => {
                Status::Risk
            }
            Self::WeakCoverage(_)
            | Self::SingleThread(_)
            | Self::NoRate(_)
            | Self::Unconfirmed { .. }
            | Self::WeakMeasure { .. }
            | Self::NobodyMapped
            | Self::NotRated
            | Self::NoContract => Status::Watch,
        }
    }
}

/// What needs a person at the account of a row. One that has left asks for neither people nor a contract.
pub fn attention(records: &Records, row: &AccountSummary, today: NaiveDate) -> Vec<Attention> {
    let account = row.account.id;
    let mut found: Vec<Attention> = row.status.reasons.iter().filter_map(|reason| of_reason(*reason)).collect();
    if row.arr.is_negative() {
        found.push(Attention::NegativeRevenue(row.arr));
    }
    if !row.missing.is_empty() {
        found.push(Attention::NoRate(row.missing.clone()));
    }
    let players = row.coverage.key_players();
    let opponent = players.iter().find(|s| s.person.decides() && s.person.support.is_some_and(|support| support < 0));
    found.extend(opponent.map(|opponent| Attention::Opposition {
        person: opponent.person.id,
        last_contact: opponent.last_contact,
        on_renewal: row.renewal.is_some() && opponent.person.is_buyer(),
    }));
    found.extend(row.coverage.single_thread.map(Attention::SingleThread));
    let settings = records.workspace();
    let books = Books::in_currency(&settings, row.account.currency, today);
    let delivered = value(records.of::<Outcome>(account), row.arr, today, &books);
    if delivered.estimates > 0 {
        found.push(Attention::Unconfirmed { outcomes: delivered.estimates, worth: delivered.estimated });
    }
    found.extend(weak_measure(records, row, today));
    if row.account.is_active() {
        found.extend(match row.coverage.basis {
            Basis::NobodyMapped => Some(Attention::NobodyMapped),
            Basis::NotRated => Some(Attention::NotRated),
            _ => None,
        });
        if row.renewal.is_none() && !row.rolls_on {
            found.push(Attention::NoContract);
        }
    }
    found
}

/// What a reason of the status asks for; opposition is told with the person's last contact instead.
fn of_reason(reason: Reason) -> Option<Attention> {
    match reason {
        Reason::NoticeReceived(contract) => Some(Attention::NoticeReceived(contract)),
        Reason::EscalatedIssue(issue) => Some(Attention::EscalatedIssue(issue)),
        Reason::WeakCoverage(Basis::NobodyMapped | Basis::NotRated) | Reason::BuyerOpposes(_) => None,
        Reason::WeakCoverage(basis) => Some(Attention::WeakCoverage(basis)),
    }
}

fn weak_measure(records: &Records, row: &AccountSummary, today: NaiveDate) -> Option<Attention> {
    let parts = row.health.as_ref().ok()?.parts.iter();
    let weakest = parts.min_by(|a, b| a.score.total_cmp(&b.score)).filter(|part| part.score <= WEAK)?;
    let syncs = records
        .of::<Meeting>(row.account.id)
        .filter(|meeting| meeting.kind == MeetingKind::ExecutiveReview && meeting.date > today);
    Some(Attention::WeakMeasure { part: Box::new(weakest.clone()), next_sync: syncs.map(|sync| sync.date).min() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Account, Entity, Money, RevenueMovement, Stored, choice::MovementKind, portfolio::row};
    use crate::domain::{choice::Ending, date::plus_days};
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn found(account: Account, more: Vec<Stored>) -> Vec<Attention> {
        let id = account.id;
        let records: Records = more.into_iter().chain([Stored::own(account.into_record())]).collect();
        let account = records.get(id).cloned().unwrap_or_default();
        attention(&records, &row(&records, &account, today()), today())
    }

    fn account() -> Account {
        Account { id: Id::new(Uuid::from_u128(1)), name: "Tallyworks".into(), ..Account::default() }
    }

    #[test]
    fn a_new_account_asks_for_people_and_a_contract_and_one_that_left_for_neither() {
        assert_eq!(found(account(), Vec::new()), [Attention::NobodyMapped, Attention::NoContract]);
        assert_eq!(found(Account { churned_on: Some(today()), ..account() }, Vec::new()), []);
    }

    #[test]
    fn a_contract_that_rolls_on_past_its_end_is_a_contract() {
        let rolling = Contract {
            id: Id::new(Uuid::from_u128(2)),
            account: account().id,
            start: Some(plus_days(today(), -400)),
            end: Some(plus_days(today(), -35)),
            ending: Ending::Rolling,
            ..Contract::default()
        };
        assert_eq!(found(account(), vec![Stored::own(rolling.into_record())]), [Attention::NobodyMapped]);
    }

    #[test]
    fn revenue_below_zero_is_said() {
        let lost = RevenueMovement {
            id: Id::new(Uuid::from_u128(2)),
            account: account().id,
            date: today(),
            kind: MovementKind::Churn,
            amount: Money::units(5, crate::domain::Currency::EUR),
            ..RevenueMovement::default()
        };
        let found = found(account(), vec![Stored::own(lost.into_record())]);
        assert_eq!(found[0], Attention::NegativeRevenue(Amount::units(-5, crate::domain::Currency::EUR)));
    }

    #[test]
    fn an_escalated_issue_is_told_as_one() {
        let issue = RaidItem {
            id: Id::new(Uuid::from_u128(3)),
            account: account().id,
            kind: crate::domain::choice::RaidKind::Issue,
            level: Some(5),
            ..RaidItem::default()
        };
        let found = found(account(), vec![Stored::own(issue.clone().into_record())]);
        assert_eq!(found[0], Attention::EscalatedIssue(issue.id));
    }

    #[test]
    fn a_decider_who_opposes_is_named_and_on_the_renewal_only_as_its_buyer() {
        use crate::domain::{Contract, Person, choice::Role};
        let person = |support, role| {
            let person = Person {
                id: Id::new(Uuid::from_u128(2)),
                account: account().id,
                influence: Some(5),
                support: Some(support),
                roles: vec![role],
                ..Person::default()
            };
            Stored::own(person.into_record())
        };
        let contract = Contract {
            id: Id::new(Uuid::from_u128(3)),
            account: account().id,
            end: Some(crate::domain::date::plus_days(today(), 300)),
            ..Contract::default()
        };
        let contract = Stored::own(contract.into_record());
        let opposition = |more: Vec<Stored>| {
            found(account(), more).into_iter().find_map(|it| match it {
                Attention::Opposition { on_renewal, .. } => Some(on_renewal),
                _ => None,
            })
        };
        assert_eq!(opposition(vec![person(-1, Role::EconomicBuyer), contract.clone()]), Some(true));
        assert_eq!(opposition(vec![person(-1, Role::EconomicBuyer)]), Some(false));
        assert_eq!(opposition(vec![person(-1, Role::DecisionMaker), contract.clone()]), Some(false));
        assert_eq!(opposition(vec![person(0, Role::EconomicBuyer), contract]), None);
    }

    #[test]
    fn the_weakest_measure_is_said_with_the_next_executive_review() {
        use crate::domain::{Metric, Observation, date::plus_days};
        let metric = |number: u128, value: f64| {
            let metric = Metric {
                id: Id::new(Uuid::from_u128(number)),
                account: account().id,
                weight: 10,
                red: Some(0.0),
                green: Some(100.0),
                ..Metric::default()
            };
            let seen = Observation {
                id: Id::new(Uuid::from_u128(number + 100)),
                account: account().id,
                metric: metric.id,
                date: today(),
                value,
                ..Observation::default()
            };
            [metric.into_record(), seen.into_record()].map(Stored::own)
        };
        let meeting = |number: u128, kind, days| {
            let date = plus_days(today(), days);
            let id = Id::new(Uuid::from_u128(number));
            Stored::own(Meeting { id, account: account().id, kind, date, ..Meeting::default() }.into_record())
        };
        let weakest = |least: f64| {
            let mut more = [metric(11, 80.0), metric(12, least), metric(13, 90.0)].concat();
            more.extend([
                meeting(40, MeetingKind::ExecutiveReview, 0),
                meeting(41, MeetingKind::Touch, 2),
                meeting(42, MeetingKind::ExecutiveReview, 9),
            ]);
            found(account(), more).into_iter().find_map(|it| match it {
                Attention::WeakMeasure { part, next_sync } => Some((part.metric.id.0.as_u128(), next_sync)),
                _ => None,
            })
        };
        assert_eq!(weakest(WEAK), Some((12, Some(plus_days(today(), 9)))));
        assert_eq!(weakest(WEAK + 1.0), None);
    }

    #[test]
    fn estimates_of_value_are_counted_and_said() {
        let outcome = |number: u128, state| {
            let outcome = Outcome {
                id: Id::new(Uuid::from_u128(number)),
                account: account().id,
                worth: Some(Money::units(100, crate::domain::Currency::EUR)),
                state,
                confirmed_on: Some(today()),
                ..Outcome::default()
            };
            Stored::own(outcome.into_record())
        };
        use crate::domain::choice::OutcomeState::{Confirmed, Estimated};
        let unconfirmed =
            |more| found(account(), more).into_iter().find(|it| matches!(it, Attention::Unconfirmed { .. }));
        assert_eq!(unconfirmed(vec![outcome(2, Confirmed)]), None);
        let worth = Amount::units(100, crate::domain::Currency::EUR);
        let expected = Attention::Unconfirmed { outcomes: 1, worth };
        assert_eq!(unconfirmed(vec![outcome(2, Confirmed), outcome(3, Estimated)]), Some(expected));
    }
}
