//! The pipeline by its odds, and ARR at a later date. Definitions and examples: FORMULAS.md, Revenue.

use chrono::NaiveDate;

use super::{
    Contract, Opportunity, RevenueMovement, Workspace,
    choice::{OpportunityKind, Stage},
    revenue::signed,
    setting::default_odds,
};

impl Opportunity {
    /// Whether it is still to be won.
    pub fn is_open(&self) -> bool {
        !matches!(self.stage, Stage::Won | Stage::Lost)
    }
}

/// The probability that counts, 0 to 1: the opportunity's own, else the stage's.
pub fn probability(opportunity: &Opportunity, settings: &Workspace) -> f64 {
    let of_stage = || {
        let set = settings.odds.iter().find(|odds| odds.stage == opportunity.stage).map(|odds| odds.probability);
        set.unwrap_or(default_odds(opportunity.stage))
    };
    f64::from(opportunity.probability.unwrap_or_else(of_stage)) / 100.0
}

/// Open opportunities by their odds, in minor units of the account's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pipeline {
    /// How many are open.
    pub open: usize,
    /// Recurring amounts a year.
    pub recurring: i64,
    /// Recurring amounts × probability.
    pub recurring_weighted: f64,
    /// One-off amounts.
    pub one_off: i64,
    /// One-off amounts × probability.
    pub one_off_weighted: f64,
}

/// The pipeline of open opportunities.
pub fn pipeline<'a>(opportunities: impl Iterator<Item = &'a Opportunity>, settings: &Workspace) -> Pipeline {
    let mut sum = Pipeline::default();
    for opportunity in opportunities.filter(|opportunity| opportunity.is_open()) {
        let odds = probability(opportunity, settings);
        let recurring = opportunity.amount.unwrap_or_default().minor;
        let one_off = opportunity.one_off.unwrap_or_default().minor;
        sum.open += 1;
        sum.recurring += recurring;
        sum.recurring_weighted += recurring as f64 * odds;
        sum.one_off += one_off;
        sum.one_off_weighted += one_off as f64 * odds;
    }
    sum
}

/// ARR at a later date and the parts that it is the sum of, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Forecast {
    /// ARR today.
    pub today: f64,
    /// Movements already dated until then.
    pub dated: f64,
    /// Weighted recurring pipeline that closes until then, renewals left out.
    pub pipeline: f64,
    /// Σ annual contract value × (renewal probability − 1): never positive.
    pub renewals: f64,
}

impl Forecast {
    /// ARR at that date.
    pub fn total(self) -> f64 {
        self.today + self.dated + self.pipeline + self.renewals
    }

    /// Two forecasts together, each in the same currency.
    pub fn plus(self, other: Self) -> Self {
        Self {
            today: self.today + other.today,
            dated: self.dated + other.dated,
            pipeline: self.pipeline + other.pipeline,
            renewals: self.renewals + other.renewals,
        }
    }

    /// Every part multiplied by a rate.
    pub fn times(self, rate: f64) -> Self {
        Self {
            today: self.today * rate,
            dated: self.dated * rate,
            pipeline: self.pipeline * rate,
            renewals: self.renewals * rate,
        }
    }
}

/// The ARR of an account at `date`, seen from `today`. A contract without a probability counts as renewed.
pub fn forecast(
    movements: &[&RevenueMovement],
    opportunities: &[&Opportunity],
    contracts: &[&Contract],
    settings: &Workspace,
    (today, date): (NaiveDate, NaiveDate),
) -> Forecast {
    let sum_dated = |from: Option<NaiveDate>, to: NaiveDate| {
        let within = |movement: &&&RevenueMovement| from.is_none_or(|from| movement.date > from) && movement.date <= to;
        movements.iter().filter(within).map(|movement| signed(movement)).sum::<i64>() as f64
    };
    let closing = opportunities.iter().filter(|opportunity| {
        opportunity.kind != OpportunityKind::Renewal && opportunity.close_on.is_some_and(|close| close <= date)
    });
    let at_risk = contracts.iter().filter(|contract| {
        contract.successor.is_none() && contract.end.is_some_and(|end| (today..=date).contains(&end))
    });
    Forecast {
        today: sum_dated(None, today),
        dated: sum_dated(Some(today), date),
        pipeline: pipeline(closing.copied(), settings).recurring_weighted,
        renewals: at_risk
            .map(|contract| {
                let value = contract.amount.unwrap_or_default().minor as f64;
                value * (contract.renewal_probability(today).unwrap_or(1.0) - 1.0)
            })
            .sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Money, choice::MovementKind};
    use proptest::prelude::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, month, day).unwrap_or_default()
    }

    fn open(units: i64, probability: u8) -> Opportunity {
        let amount = Some(Money::units(units, Currency::EUR));
        Opportunity { amount, probability: Some(probability), close_on: Some(day(3, 1)), ..Opportunity::default() }
    }

    #[test]
    fn the_pipeline_is_weighted_as_in_the_worked_examples() {
        let weighted = |opportunities: &[Opportunity]| {
            pipeline(opportunities.iter(), &Workspace::default()).recurring_weighted / 100.0
        };
        assert_eq!(weighted(&[open(10_000, 60), open(10_000, 60), open(10_000, 60)]).round(), 18_000.0);
        for (percent, amount) in [(10, 10_000.0), (50, 50_000.0), (80, 80_000.0)] {
            assert_eq!(weighted(&[open(100_000, percent)]).round(), amount);
        }
        assert_eq!(weighted(&[Opportunity { stage: Stage::Won, ..open(10, 100) }]), 0.0);
    }

    #[test]
    fn a_forecast_of_9_94_with_0_74_pipeline_and_1_12_at_risk_is_9_56() {
        let million = |hundredths: i64| Money::units(hundredths * 10_000, Currency::EUR);
        let movement = RevenueMovement {
            date: day(1, 1),
            kind: MovementKind::New,
            amount: million(994),
            ..RevenueMovement::default()
        };
        let sure = Opportunity { amount: Some(million(74)), probability: Some(100), ..open(0, 0) };
        let renewal = Opportunity { kind: OpportunityKind::Renewal, ..sure.clone() };
        let contract =
            Contract { amount: Some(million(112)), end: Some(day(6, 30)), probability: Some(0), ..Contract::default() };
        let forecast =
            forecast(&[&movement], &[&sure, &renewal], &[&contract], &Workspace::default(), (day(2, 1), day(6, 30)));
        assert_eq!((forecast.total() / 1e6).round(), 956.0);
        assert_eq!((forecast.pipeline / 1e6).round(), 74.0);
        assert_eq!((forecast.renewals / 1e6).round(), -112.0);
    }

    proptest! {
        #[test]
        fn the_parts_sum_to_the_whole(a in -1e9..1e9f64, b in -1e9..1e9f64, c in 0.0..1e9f64, d in -1e9..0.0f64) {
            let forecast = Forecast { today: a, dated: b, pipeline: c, renewals: d };
            prop_assert!((forecast.total() - (a + b + c + d)).abs() < 1e-3);
        }
    }
}
