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
    let mut value = Value { cost: arr, ..Value::default() };
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

/// Return on investment as a ratio: (benefit − cost) / cost.
///
/// # Errors
/// Not available without a cost.
pub fn roi(benefit: i64, cost: i64) -> Figure<f64> {
    match cost {
        ..=0 => Err("No cost is known: enter revenue or the cost of the outcomes".into()),
        _ => Ok((benefit - cost) as f64 / cost as f64),
    }
}

/// Payback in months: one-off cost / (yearly benefit / 12).
///
/// # Errors
/// Not available without a benefit or without a one-off cost.
pub fn payback_months(one_off: i64, benefit: i64) -> Figure<f64> {
    match (one_off, benefit) {
        (..=0, _) => Err("No one-off cost was entered".into()),
        (_, ..=0) => Err("No benefit is known".into()),
        _ => Ok(one_off as f64 / (benefit as f64 / 12.0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money};

    #[test]
    fn half_a_million_on_two_hundred_thousand_returns_150_percent() {
        assert_eq!(roi(500_000, 200_000), Ok(1.5));
        assert!(roi(1, 0).is_err());
        assert_eq!(payback_months(100, 1200), Ok(1.0));
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
