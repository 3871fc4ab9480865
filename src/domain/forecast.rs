//! The pipeline by its odds, and ARR at a later date. Definitions and examples: FORMULAS.md, Revenue.

use chrono::NaiveDate;

use super::{
    Contract, Opportunity, RevenueMovement, Target, Workspace,
    choice::{Commitment, OpportunityKind, Stage, TargetMeasure},
    date::Quarter,
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

/// From these percents on an opportunity counts as commit, and as best case, where nobody said how sure it is.
const SURE: (f64, f64) = (75.0, 50.0);

/// How sure the forecast is of an opportunity: as a person said, else by its probability.
pub fn commitment(opportunity: &Opportunity, settings: &Workspace) -> Commitment {
    opportunity.forecast.unwrap_or_else(|| match probability(opportunity, settings) * 100.0 {
        percent if percent >= SURE.0 => Commitment::Commit,
        percent if percent >= SURE.1 => Commitment::BestCase,
        _ => Commitment::Pipeline,
    })
}

/// A quarter ahead: ARR at its end with its parts, what closes in it by how sure it is, and the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ahead {
    /// The quarter.
    pub quarter: Quarter,
    /// ARR at its end.
    pub forecast: Forecast,
    /// Recurring amounts that close in it, not weighted: commit, best case, pipeline. Renewals left out.
    pub closing: [i64; 3],
    /// The ARR wanted at its end: of the target whose period ends in it.
    pub target: Option<i64>,
}

/// The next four quarters of an account, the current one first, in minor units of its currency.
pub fn by_quarter(
    movements: &[&RevenueMovement],
    opportunities: &[&Opportunity],
    contracts: &[&Contract],
    targets: &[&Target],
    settings: &Workspace,
    today: NaiveDate,
) -> Vec<Ahead> {
    let mut quarter = Quarter::of(today);
    let mut ahead = Vec::new();
    for _ in 0..4 {
        let period = (quarter.first_day().max(today), quarter.last_day());
        let in_it = |date: Option<NaiveDate>| date.is_some_and(|date| date >= period.0 && date <= period.1);
        let mut closing = [0; 3];
        for opportunity in opportunities {
            if opportunity.is_open() && opportunity.kind != OpportunityKind::Renewal && in_it(opportunity.close_on) {
                closing[commitment(opportunity, settings) as usize] += opportunity.amount.unwrap_or_default().minor;
            }
        }
        let wanted = targets
            .iter()
            .filter(|target| target.measure == TargetMeasure::Arr && Quarter::of(target.to) == quarter)
            .max_by_key(|target| (target.to, target.id));
        ahead.push(Ahead {
            quarter,
            forecast: forecast(movements, opportunities, contracts, settings, (today, period.1)),
            closing,
            target: wanted.map(|target| target.amount.minor),
        });
        quarter = quarter.after();
    }
    ahead
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

    #[test]
    fn an_opportunity_is_as_sure_as_somebody_said_or_as_its_probability() {
        let said = Opportunity { forecast: Some(Commitment::Pipeline), ..open(1, 90) };
        for (opportunity, sure) in [
            (open(1, 75), Commitment::Commit),
            (open(1, 74), Commitment::BestCase),
            (open(1, 49), Commitment::Pipeline),
            (said, Commitment::Pipeline),
        ] {
            assert_eq!(commitment(&opportunity, &Workspace::default()), sure);
        }
    }

    #[test]
    fn a_quarter_ahead_has_what_closes_in_it_and_the_target_that_ends_in_it() {
        let closes = |percent, month, date| Opportunity { close_on: Some(day(month, date)), ..open(100, percent) };
        let opportunities = [closes(90, 3, 31), closes(60, 4, 1), closes(20, 6, 30), closes(90, 1, 5)];
        let target = Target {
            to: day(6, 30),
            amount: Money::units(500, Currency::EUR),
            measure: TargetMeasure::Arr,
            ..Target::default()
        };
        let refs: Vec<&Opportunity> = opportunities.iter().collect();
        let ahead = by_quarter(&[], &refs, &[], &[&target], &Workspace::default(), day(2, 1));
        let seen: Vec<_> = ahead.iter().map(|each| (each.quarter.name(), each.closing, each.target)).collect();
        assert_eq!(seen[0], ("Q1 2027".into(), [10_000, 0, 0], None), "what should have closed is not ahead");
        assert_eq!(seen[1], ("Q2 2027".into(), [0, 10_000, 10_000], Some(50_000)));
        assert_eq!(seen.len(), 4);
    }

    proptest! {
        #[test]
        fn commit_best_case_and_pipeline_sum_to_what_closes_in_the_quarters(
            seeds in prop::collection::vec((0..1000i64, 0..=100u8, 0..330i64), 0..20)
        ) {
            let opportunities: Vec<Opportunity> = seeds.iter().map(|(units, percent, days)| {
                Opportunity { close_on: Some(crate::domain::date::plus_days(day(2, 1), *days)), ..open(*units, *percent) }
            }).collect();
            let refs: Vec<&Opportunity> = opportunities.iter().collect();
            let ahead = by_quarter(&[], &refs, &[], &[], &Workspace::default(), day(2, 1));
            let closing: i64 = ahead.iter().flat_map(|each| each.closing).sum();
            prop_assert_eq!(closing, seeds.iter().map(|(units, ..)| units * 100).sum::<i64>());
            let weighted: f64 = ahead.last().map_or(0.0, |last| last.forecast.total());
            prop_assert!((weighted - pipeline(refs.iter().copied(), &Workspace::default()).recurring_weighted).abs() < 1e-3);
        }

        #[test]
        fn the_parts_sum_to_the_whole(a in -1e9..1e9f64, b in -1e9..1e9f64, c in 0.0..1e9f64, d in -1e9..0.0f64) {
            let forecast = Forecast { today: a, dated: b, pipeline: c, renewals: d };
            prop_assert!((forecast.total() - (a + b + c + d)).abs() < 1e-3);
        }
    }
}
