//! Value delivered: what outcomes are worth, ROI and payback. Definitions: FORMULAS.md, Value.

use chrono::NaiveDate;

use super::{Figure, Outcome, choice::OutcomeState, date::plus_months};

/// The worth of an account's outcomes, in minor units of its currency a year.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// Our share of confirmed outcomes.
    pub confirmed: i64,
    /// Our share of the estimates; disputed outcomes count nowhere.
    pub estimated: i64,
    /// How many are estimates.
    pub estimates: usize,
    /// ARR.
    pub subscription: i64,
    /// ARR plus the yearly cost of the outcomes.
    pub cost: i64,
    /// One-off cost of the outcomes.
    pub one_off: i64,
}

impl Value {
    /// Confirmed and estimated together: always said to be “with estimates”.
    pub fn with_estimates(self) -> i64 {
        self.confirmed + self.estimated
    }
}

/// Our share of what an outcome is worth a year, in minor units.
pub fn share_of(outcome: &Outcome) -> i64 {
    let worth = outcome.worth.unwrap_or_default();
    worth.times(f64::from(outcome.share.unwrap_or(100)) / 100.0).minor
}

/// The state that counts today: a confirmation older than 12 months counts as an estimate.
pub fn state_on(outcome: &Outcome, today: NaiveDate) -> OutcomeState {
    let stale = outcome.confirmed_on.is_none_or(|date| date < plus_months(today, -12));
    match outcome.state {
        OutcomeState::Confirmed if stale => OutcomeState::Estimated,
        state => state,
    }
}

/// The value of an account's outcomes. `arr` is its recurring revenue in minor units.
pub fn value<'a>(outcomes: impl Iterator<Item = &'a Outcome>, arr: i64, today: NaiveDate) -> Value {
    let mut value = Value { subscription: arr, cost: arr, ..Value::default() };
    for outcome in outcomes {
        match state_on(outcome, today) {
            OutcomeState::Confirmed => value.confirmed += share_of(outcome),
            OutcomeState::Estimated => {
                value.estimated += share_of(outcome);
                value.estimates += usize::from(outcome.worth.is_some());
            }
            OutcomeState::Disputed => continue,
        }
        value.cost += outcome.cost.unwrap_or_default().minor;
        value.one_off += outcome.one_off.unwrap_or_default().minor;
    }
    value
}

/// The return of a steady year as a ratio: (benefit − cost) / cost.
///
/// # Errors
/// Not available without a benefit or without a cost: nothing delivered is no return, rather than −100 %.
pub fn yearly_return(benefit: i64, cost: i64) -> Figure<f64> {
    match (benefit, cost) {
        (..=0, _) => Err(NO_BENEFIT.into()),
        (_, ..=0) => Err(NO_COST.into()),
        _ => Ok((benefit - cost) as f64 / cost as f64),
    }
}

/// The return of the first year as a ratio: (benefit − cost − one-off) / (cost + one-off).
///
/// # Errors
/// As [`yearly_return`].
pub fn first_year_return(benefit: i64, cost: i64, one_off: i64) -> Figure<f64> {
    yearly_return(benefit, cost + one_off)
}

/// Payback in months: one-off cost / ((yearly benefit − yearly cost) / 12).
///
/// # Errors
/// Not available without a benefit, without a one-off cost, or while the benefit does not exceed the yearly cost.
pub fn payback_months(one_off: i64, benefit: i64, cost: i64) -> Figure<f64> {
    match (one_off, benefit) {
        (_, ..=0) => Err(NO_BENEFIT.into()),
        (..=0, _) => Err("No one-off cost was entered".into()),
        _ if benefit <= cost => Err("Does not pay back at this rate".into()),
        _ => Ok(one_off as f64 / ((benefit - cost) as f64 / 12.0)),
    }
}

const NO_BENEFIT: &str = "No outcome with a value is confirmed";
const NO_COST: &str = "No cost is known: enter revenue or the cost of the outcomes";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money};

    #[test]
    fn returns_as_in_the_worked_examples() {
        assert_eq!(yearly_return(500_000, 200_000), Ok(1.5));
        let tenths = |figure: Figure<f64>| figure.map(|months| (months * 10.0).round() / 10.0);
        assert_eq!(tenths(payback_months(200, 380, 200)), Ok(13.3));
        let percent = |figure: Figure<f64>| figure.map(|ratio| (ratio * 100.0).round());
        assert_eq!(percent(first_year_return(380, 200, 200)), Ok(-5.0));
        assert_eq!(percent(yearly_return(380, 200)), Ok(90.0));
    }

    #[test]
    fn nothing_confirmed_is_no_return_and_what_costs_more_than_it_brings_never_pays_back() {
        for benefit in [0, -5] {
            assert!(yearly_return(benefit, 100).is_err());
            assert!(first_year_return(benefit, 100, 100).is_err());
            assert!(payback_months(100, benefit, 50).is_err());
        }
        assert!(yearly_return(1, 0).is_err());
        assert!(payback_months(100, 50, 50).is_err());
        assert!(payback_months(0, 50, 10).is_err());
        assert_eq!(yearly_return(50, 100), Ok(-0.5), "a loss that is known is said");
    }

    #[test]
    fn only_fresh_confirmations_count_as_confirmed_and_disputes_nowhere() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let outcome = |state, months_ago: i32| Outcome {
            worth: Some(Money::units(100, Currency::EUR)),
            share: Some(50),
            state,
            confirmed_on: Some(plus_months(today, -months_ago)),
            ..Outcome::default()
        };
        let outcomes = [
            outcome(OutcomeState::Confirmed, 1),
            outcome(OutcomeState::Confirmed, 13),
            outcome(OutcomeState::Estimated, 1),
            outcome(OutcomeState::Disputed, 1),
        ];
        let value = value(outcomes.iter(), 0, today);
        assert_eq!((value.confirmed, value.estimated, value.estimates), (5000, 10_000, 2));
    }
}
