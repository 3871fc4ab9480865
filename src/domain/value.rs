//! Value delivered: what outcomes are worth, ROI and payback. Definitions: FORMULAS.md, Value.

use chrono::NaiveDate;

use super::{
    Account, Amount, Figure, Id, Missing, Order, Outcome, Records,
    choice::OutcomeState,
    date::plus_months,
    revenue::{Books, arr},
};

/// The worth of an account's outcomes a year, in the books' currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Value {
    /// Our share of confirmed outcomes.
    pub confirmed: Amount,
    /// Our share of the estimates; disputed outcomes count nowhere.
    pub estimated: Amount,
    /// How many are estimates.
    pub estimates: usize,
    /// ARR.
    pub subscription: Amount,
    /// Yearly cost of the outcomes besides it.
    pub other_cost: Amount,
    /// One-off cost of the outcomes.
    pub one_off: Amount,
}

impl Value {
    /// Confirmed and estimated together: always said to be “with estimates”.
    pub fn with_estimates(self) -> Amount {
        self.confirmed + self.estimated
    }

    /// What the client pays a year: ARR and the yearly cost of the outcomes.
    pub fn cost(self) -> Amount {
        self.subscription + self.other_cost
    }

    /// The return of a steady year on what is confirmed.
    ///
    /// # Errors
    /// As [`yearly_return`].
    pub fn yearly_return(self) -> Figure<f64> {
        yearly_return(self.confirmed, self.cost())
    }

    /// The return of the first year as a ratio: (benefit − cost − one-off) / (cost + one-off).
    ///
    /// # Errors
    /// As [`yearly_return`].
    pub fn first_year_return(self) -> Figure<f64> {
        yearly_return(self.confirmed, self.cost() + self.one_off)
    }

    /// Payback in months: one-off cost / ((confirmed − yearly cost) / 12).
    ///
    /// # Errors
    /// Not available without a confirmed outcome, without a one-off cost, or while what is confirmed does not exceed
    /// the cost.
    pub fn payback_months(self) -> Figure<f64> {
        if !self.confirmed.is_positive() {
            return Err(Missing::ConfirmedOutcome);
        }
        if !self.one_off.is_positive() {
            return Err(Missing::OneOffCost);
        }
        let net = self.confirmed - self.cost();
        self.one_off.ratio_of(net.times(1.0 / 12.0)).ok_or(Missing::Payback)
    }

    /// Confirmed value / yearly cost as a ratio.
    ///
    /// # Errors
    /// Not available without a cost.
    pub fn cost_covered(self) -> Figure<f64> {
        self.confirmed.ratio_of(self.cost()).ok_or(Missing::Cost)
    }
}

/// The value delivered to an account.
pub fn of_account(records: &Records, account: Id<Account>, today: NaiveDate, books: &Books<'_>) -> Value {
    let subscription = arr(records.of(account), today, books);
    value(records.of(account), subscription, today, books)
}

/// The outcomes of an account: confirmed ones first, then by our share of what they are worth.
pub fn in_order<'a>(records: &'a Records, account: Id<Account>, books: &Books<'_>) -> Vec<&'a Outcome> {
    let mut all: Vec<&Outcome> = records.of(account).collect();
    all.order_by(|a, b| {
        let is_estimate = |outcome: &Outcome| outcome.state != OutcomeState::Confirmed;
        let worth = |outcome: &Outcome| share_of(outcome, books);
        is_estimate(a).cmp(&is_estimate(b)).then_with(|| worth(b).compare(worth(a)))
    });
    all
}

/// Our share of what an outcome is worth a year.
pub fn share_of(outcome: &Outcome, books: &Books<'_>) -> Amount {
    books.enter_some(outcome.worth).times(f64::from(outcome.share.unwrap_or(100)) / 100.0)
}

/// The state that counts today: a confirmation older than 12 months counts as an estimate.
pub fn state_on(outcome: &Outcome, today: NaiveDate) -> OutcomeState {
    let stale = outcome.confirmed_on.is_none_or(|date| date < plus_months(today, -12));
    match outcome.state {
        OutcomeState::Confirmed if stale => OutcomeState::Estimated,
        state => state,
    }
}

/// The value of an account's outcomes. `arr` is its recurring revenue in the books' currency.
pub fn value<'a>(
    outcomes: impl Iterator<Item = &'a Outcome>,
    arr: Amount,
    today: NaiveDate,
    books: &Books<'_>,
) -> Value {
    let zero = Amount::zero(books.currency());
    let mut value =
        Value { confirmed: zero, estimated: zero, estimates: 0, subscription: arr, other_cost: zero, one_off: zero };
    for outcome in outcomes {
        match state_on(outcome, today) {
            OutcomeState::Confirmed => value.confirmed += share_of(outcome, books),
            OutcomeState::Estimated => {
                value.estimated += share_of(outcome, books);
                value.estimates += usize::from(outcome.worth.is_some());
            }
            OutcomeState::Disputed => continue,
        }
        value.other_cost += books.enter_some(outcome.cost);
        value.one_off += books.enter_some(outcome.one_off);
    }
    value
}

/// The return of a steady year as a ratio: (benefit − cost) / cost.
///
/// # Errors
/// Not available without a benefit or without a cost: nothing delivered is no return, rather than −100 %.
pub fn yearly_return(benefit: Amount, cost: Amount) -> Figure<f64> {
    if !benefit.is_positive() {
        return Err(Missing::ConfirmedOutcome);
    }
    (benefit - cost).ratio_of(cost).ok_or(Missing::Cost)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money, Workspace};

    fn euros(units: i64) -> Amount {
        Amount::units(units, Currency::EUR)
    }

    fn valued(confirmed: i64, cost: i64, one_off: i64) -> Value {
        Value { confirmed: euros(confirmed), subscription: euros(cost), one_off: euros(one_off), ..Value::default() }
    }

    #[test]
    fn returns_as_in_the_worked_examples() {
        assert_eq!(valued(500_000, 200_000, 0).yearly_return(), Ok(1.5));
        let example = valued(380, 200, 200);
        let tenths = |figure: Figure<f64>| figure.map(|months| (months * 10.0).round() / 10.0);
        assert_eq!(tenths(example.payback_months()), Ok(13.3));
        let percent = |figure: Figure<f64>| figure.map(|ratio| (ratio * 100.0).round());
        assert_eq!(percent(example.first_year_return()), Ok(-5.0));
        assert_eq!(percent(example.yearly_return()), Ok(90.0));
        assert_eq!(percent(valued(112, 184, 0).cost_covered()), Ok(61.0));
    }

    #[test]
    fn nothing_confirmed_is_no_return_and_what_costs_more_than_it_brings_never_pays_back() {
        for benefit in [0, -5] {
            let value = valued(benefit, 100, 100);
            assert_eq!(value.yearly_return(), Err(Missing::ConfirmedOutcome));
            assert_eq!(value.first_year_return(), Err(Missing::ConfirmedOutcome));
            assert_eq!(value.payback_months(), Err(Missing::ConfirmedOutcome));
        }
        assert_eq!(valued(1, 0, 0).yearly_return(), Err(Missing::Cost));
        assert_eq!(valued(50, 50, 100).payback_months(), Err(Missing::Payback));
        assert_eq!(valued(50, 10, 0).payback_months(), Err(Missing::OneOffCost));
        assert_eq!(valued(50, 100, 0).yearly_return(), Ok(-0.5), "a loss that is known is said");
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
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, today);
        let value = value(outcomes.iter(), Amount::ZERO, today, &books);
        assert_eq!((value.confirmed, value.estimated, value.estimates), (euros(50), euros(100), 2));
    }

    #[test]
    fn estimates_and_other_costs_add_to_what_is_confirmed_and_paid() {
        let value = Value { estimated: euros(30), other_cost: euros(4), ..valued(100, 20, 0) };
        assert_eq!((value.with_estimates(), value.cost()), (euros(130), euros(24)));
    }

    #[test]
    fn a_confirmation_counts_until_the_day_it_is_twelve_months_old() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let confirmed = |on: Option<NaiveDate>| {
            let outcome = Outcome { state: OutcomeState::Confirmed, confirmed_on: on, ..Outcome::default() };
            state_on(&outcome, today)
        };
        let year_ago = plus_months(today, -12);
        assert_eq!(confirmed(Some(year_ago)), OutcomeState::Confirmed);
        assert_eq!(confirmed(year_ago.pred_opt()), OutcomeState::Estimated);
        assert_eq!(confirmed(None), OutcomeState::Estimated);
    }
}
