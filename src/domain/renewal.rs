//! Renewals: which contracts end when, what they are worth, and winning one. FORMULAS.md, Revenue.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Account, Amount, Contract, Edit, Entity, Id, MissingRates, Money, Opportunity, Order, Record, Records,
    RevenueMovement,
    choice::{MovementKind, OpportunityKind, Signing, Stage},
    contract::Term,
    date::{days_between, plus_days, plus_months},
    portfolio::comparable,
    revenue::Books,
};

/// Renewals within this many days are named.
pub const RENEWAL_HORIZON: i64 = 180;

/// A running contract and one of its terms: the term that is decided next, or the one that ends next.
#[derive(Clone, Debug, PartialEq)]
pub struct Renewal {
    /// The contract.
    pub contract: Contract,
    /// The term.
    pub term: Term,
}

impl Renewal {
    /// The probability that it is renewed at the end of its term.
    pub fn probability(&self, today: NaiveDate) -> Option<f64> {
        self.contract.renewal_probability(Some(self.term), today)
    }
}

/// The running contracts of an account with the term that is decided next, the earliest decision first.
pub fn renewals(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<Renewal> {
    let running = records.of::<Contract>(account).filter(|contract| contract.is_running(today));
    let mut renewals: Vec<Renewal> = running
        .filter_map(|contract| Some(Renewal { term: contract.next_term(today)?, contract: contract.clone() }))
        .collect();
    renewals.order_by_key(|renewal| (renewal.term.decision_date(), renewal.contract.id));
    renewals
}

/// The running contracts of an account whose term ends from `today` to `until`, the earliest first: those that are
/// renewed then, for certain or not.
pub fn ending(records: &Records, account: Id<Account>, today: NaiveDate, until: NaiveDate) -> Vec<Renewal> {
    let running = records.of::<Contract>(account).filter(|contract| contract.is_running(today));
    let mut ending: Vec<Renewal> = running
        .filter_map(|contract| Some(Renewal { term: contract.current_term(today)?, contract: contract.clone() }))
        .filter(|renewal| (today..=until).contains(&renewal.term.end))
        .collect();
    ending.order_by_key(|renewal| (renewal.term.end, renewal.contract.id));
    ending
}

/// What renewals are worth a year in the workspace's currency, and the accounts that are left out, as from every figure
/// of the portfolio, because they lack a rate.
pub fn renewing<'a>(
    records: &Records,
    renewals: impl Iterator<Item = &'a Renewal>,
    today: NaiveDate,
) -> (Amount, BTreeSet<Id<Account>>) {
    let settings = records.workspace();
    let zero = Amount::zero(settings.currency);
    renewals.fold((zero, BTreeSet::new()), |(sum, mut left_out), Renewal { contract, .. }| {
        let books = Books::of_workspace(&settings, today);
        let worth = books.enter_some(contract.amount);
        if books.missing().is_empty() && comparable(records, contract.account, &settings, today).is_ok() {
            return (sum + worth, left_out);
        }
        left_out.insert(contract.account);
        (sum, left_out)
    })
}

/// The renewals of every account that is worked with, from `today` to `until`, the earliest first.
pub fn all_ending(records: &Records, today: NaiveDate, until: NaiveDate) -> Vec<Renewal> {
    let accounts = records.active_accounts();
    let mut all: Vec<Renewal> = accounts.flat_map(|account| ending(records, account.id, today, until)).collect();
    all.order_by_key(|renewal| (renewal.term.end, renewal.contract.id));
    all
}

/// The mean length of a month, in days.
const DAYS_OF_MONTH: f64 = 30.44;

impl Renewal {
    /// The months that the next contract runs: those for which this one renews itself, else those of its own length,
    /// else twelve.
    fn months(&self) -> i32 {
        let own = self.contract.start.map(|start| days_between(start, self.term.end) as f64 / DAYS_OF_MONTH);
        let own = own.map_or(12, |months| months.round().clamp(1.0, 60.0) as i32);
        self.contract.renews_months.map_or(own, i32::from)
    }

    /// The contract that follows from the day after the term, at a price.
    fn successor(&self, id: Id<Contract>, price: Option<Money>) -> Contract {
        let start = plus_days(self.term.end, 1);
        Contract {
            id,
            amount: price,
            start: Some(start),
            end: Some(plus_days(plus_months(start, self.months()), -1)),
            successor: None,
            notice_received_on: None,
            probability: None,
            probability_reason: String::new(),
            signing: Signing::Signed,
            external: Default::default(),
            ..self.contract.clone()
        }
    }

    /// The renewal that is being sold, where there is one.
    fn opportunity<'a>(&self, records: &'a Records) -> Option<&'a Opportunity> {
        let mut open = records.of::<Opportunity>(self.contract.account).filter(|deal| deal.is_open());
        open.find(|deal| deal.kind == OpportunityKind::Renewal)
    }

    /// What winning it does: the successor at the price of the open renewal, else the old one; the movement of revenue
    /// where the price changes; the opportunity won. `note` stands at the movement.
    ///
    /// # Errors
    /// The rate that is missing where the new price is in another currency than the old: the change of revenue would
    /// be wrong.
    pub fn sign(
        &self,
        records: &Records,
        note: &str,
        new_id: &mut dyn FnMut() -> Uuid,
    ) -> Result<Vec<Edit>, MissingRates> {
        let opportunity = self.opportunity(records);
        let price = opportunity.and_then(|deal| deal.amount).or(self.contract.amount);
        let successor = self.successor(Id::new(new_id()), price);
        let renewed = Contract { successor: Some(successor.id), ..self.contract.clone() };
        let movement = self.movement(records, price, Id::new(new_id()), note)?;
        let won = opportunity.map(|deal| Opportunity { stage: Stage::Won, ..deal.clone() }.into_record());
        let records: [Option<Record>; 4] = [
            Some(successor.into_record()),
            Some(renewed.into_record()),
            movement.map(RevenueMovement::into_record),
            won,
        ];
        Ok(records.into_iter().flatten().map(Edit::Put).collect())
    }

    /// What the new price does to revenue, in its currency, at the rate of its first day.
    fn movement(
        &self,
        records: &Records,
        price: Option<Money>,
        id: Id<RevenueMovement>,
        note: &str,
    ) -> Result<Option<RevenueMovement>, MissingRates> {
        let Some(price) = price else { return Ok(None) };
        let settings = records.workspace();
        let date = plus_days(self.term.end, 1);
        let books = Books::in_currency(&settings, price.currency(), date);
        let change = Amount::from(price) - books.enter_some(self.contract.amount);
        let missing = books.missing();
        if !missing.is_empty() {
            return Err(missing);
        }
        let (kind, size) =
            if change.is_negative() { (MovementKind::Contraction, -change) } else { (MovementKind::Expansion, change) };
        let movement = |amount| RevenueMovement {
            id,
            account: self.contract.account,
            date,
            kind,
            amount,
            note: note.to_owned(),
            ..RevenueMovement::default()
        };
        Ok(size.to_money().filter(|_| !change.is_zero()).map(movement))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Stored};

    #[test]
    fn a_sum_of_renewals_leaves_an_account_without_a_rate_out_as_a_whole() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap_or_default();
        let id = |number: u128| Id::new(uuid::Uuid::from_u128(number));
        let dollars = Currency::parse("USD").unwrap_or_default();
        let account = |number, currency| Account { id: id(number), currency, ..Account::default() };
        let contract = |number, account: u128, units, currency| Contract {
            id: Id::new(uuid::Uuid::from_u128(number)),
            account: id(account),
            amount: Some(Money::units(units, currency)),
            end: Some(today),
            ..Contract::default()
        };
        let movement = RevenueMovement {
            id: Id::new(uuid::Uuid::from_u128(9)),
            account: id(2),
            date: today,
            amount: Money::units(7, dollars),
            ..RevenueMovement::default()
        };
        let records: Records = [
            Stored::own(account(1, Currency::EUR).into_record()),
            Stored::own(account(2, dollars).into_record()),
            Stored::own(movement.into_record()),
        ]
        .into_iter()
        .collect();
        let term = Term { end: today, notice_day: None };
        let of = |contract: Contract| Renewal { contract, term };
        let renewals = [
            of(contract(3, 1, 240, Currency::EUR)),
            of(contract(4, 2, 50, Currency::EUR)),
            of(contract(5, 2, 100, dollars)),
        ];
        let (sum, left_out) = renewing(&records, renewals.iter(), today);
        assert_eq!(
            sum,
            Amount::units(240, Currency::EUR),
            "the euros of an account that lacks a rate are left out too"
        );
        assert_eq!(left_out, BTreeSet::from([id(2)]));
    }

    fn signed(price: Money, rates: Vec<crate::domain::setting::Rate>) -> Result<Records, MissingRates> {
        let id = |number: u128| Uuid::from_u128(number);
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default();
        let contract = Contract {
            id: Id::new(id(2)),
            account: Id::new(id(1)),
            amount: Some(Money::units(100, Currency::EUR)),
            start: Some(day(2026, 1, 1)),
            end: Some(day(2026, 12, 31)),
            probability: Some(60),
            ..Contract::default()
        };
        let deal = Opportunity {
            id: Id::new(id(3)),
            account: Id::new(id(1)),
            kind: OpportunityKind::Renewal,
            amount: Some(price),
            ..Opportunity::default()
        };
        let settings = crate::domain::Workspace { rates, ..Default::default() };
        let term = Term { end: day(2026, 12, 31), notice_day: None };
        let renewal = Renewal { contract: contract.clone(), term };
        let mut records: Records =
            [contract.into_record(), deal.into_record(), settings.into_record()].into_iter().map(Stored::own).collect();
        let mut number = 9;
        let edits = renewal.sign(&records, "renewed", &mut || {
            number += 1;
            Uuid::from_u128(number)
        })?;
        crate::domain::apply(&mut records, crate::domain::Change::new("renewed", edits), 1);
        Ok(records)
    }

    #[test]
    fn a_renewal_won_at_another_price_is_followed_by_a_contract_and_moves_revenue_by_the_difference() {
        for (price, kind, moved) in [(130, MovementKind::Expansion, 30), (90, MovementKind::Contraction, 10)] {
            let records = signed(Money::units(price, Currency::EUR), Vec::new()).unwrap_or_default();
            let next = records.get(Id::<Contract>::new(Uuid::from_u128(10))).cloned().unwrap_or_default();
            assert_eq!(next.amount, Some(Money::units(price, Currency::EUR)));
            assert_eq!(
                (next.start, next.end),
                (NaiveDate::from_ymd_opt(2027, 1, 1), NaiveDate::from_ymd_opt(2027, 12, 31))
            );
            assert_eq!((next.probability, next.signing), (None, Signing::Signed));
            let before = records.get(Id::<Contract>::new(Uuid::from_u128(2)));
            assert_eq!(before.and_then(|before| before.successor), Some(next.id));
            let movement = records.all::<RevenueMovement>().next().cloned().unwrap_or_default();
            assert_eq!((movement.kind, movement.amount), (kind, Money::units(moved, Currency::EUR)));
            assert_eq!(Some(movement.date), next.start);
            assert!(records.all::<Opportunity>().all(|deal| deal.stage == Stage::Won));
        }
    }

    #[test]
    fn a_renewal_at_the_same_price_moves_nothing_and_one_in_another_currency_needs_its_rate() {
        let same = signed(Money::units(100, Currency::EUR), Vec::new()).unwrap_or_default();
        assert_eq!(same.all::<RevenueMovement>().count(), 0);
        let dollars = Money::units(100, Currency::parse("USD").unwrap_or_default());
        assert_eq!(signed(dollars, Vec::new()).map(|_| ()).map_err(|missing| missing.len()), Err(1));
    }
}
