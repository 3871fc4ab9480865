//! The pipeline by its odds, and ARR at a later date. Definitions and examples: FORMULAS.md, Revenue.

use chrono::NaiveDate;

use super::{
    Account, Amount, Contract, Id, Opportunity, Records, RevenueMovement, Target, Workspace,
    choice::{Commitment, OpportunityKind, Stage, TargetMeasure},
    contract::Term,
    date::Quarter,
    revenue::{Books, signed},
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

/// Open opportunities by their odds, in the books' currency. FORMULAS.md: renewals and overdue deals are figures beside
/// it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Pipeline {
    /// How many new, upsell and cross-sell deals are open and not overdue.
    pub open: usize,
    /// Recurring amounts a year.
    pub recurring: Amount,
    /// Recurring amounts × probability.
    pub recurring_weighted: Amount,
    /// One-off amounts.
    pub one_off: Amount,
    /// One-off amounts × probability.
    pub one_off_weighted: Amount,
    /// How many renewals are open.
    pub renewals: usize,
    /// Their recurring amounts.
    pub renewing: Amount,
    /// How many open deals should have closed before today.
    pub overdue: usize,
    /// Their recurring amounts. They count again once they have a new close date.
    pub overdue_amount: Amount,
}

impl Opportunity {
    /// Whether it is open although its close date has passed.
    pub fn is_overdue(&self, today: NaiveDate) -> bool {
        self.is_open() && self.close_on.is_some_and(|close| close < today)
    }

    /// Whether it counts in the open pipeline: open, neither overdue nor a renewal.
    pub fn is_in_pipeline(&self, today: NaiveDate) -> bool {
        self.is_open() && !self.is_overdue(today) && self.kind != OpportunityKind::Renewal
    }
}

/// The pipeline of open opportunities on `today`.
pub fn pipeline<'a>(
    opportunities: impl Iterator<Item = &'a Opportunity>,
    settings: &Workspace,
    today: NaiveDate,
    books: &Books<'_>,
) -> Pipeline {
    let zero = Amount::zero(books.currency());
    let mut sum = Pipeline {
        recurring: zero,
        recurring_weighted: zero,
        one_off: zero,
        one_off_weighted: zero,
        renewing: zero,
        overdue_amount: zero,
        ..Pipeline::default()
    };
    for opportunity in opportunities.filter(|opportunity| opportunity.is_open()) {
        let odds = probability(opportunity, settings);
        let recurring = books.enter_some(opportunity.amount);
        if opportunity.is_in_pipeline(today) {
            let one_off = books.enter_some(opportunity.one_off);
            sum.open += 1;
            sum.recurring += recurring;
            sum.recurring_weighted += recurring.times(odds);
            sum.one_off += one_off;
            sum.one_off_weighted += one_off.times(odds);
        } else if opportunity.is_overdue(today) {
            sum.overdue += 1;
            sum.overdue_amount += recurring;
        } else {
            sum.renewals += 1;
            sum.renewing += recurring;
        }
    }
    sum
}

/// ARR at a later date and the parts that it is the sum of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Forecast {
    /// ARR today.
    pub today: Amount,
    /// Movements already dated until then.
    pub dated: Amount,
    /// Weighted recurring pipeline that closes until then, renewals and overdue deals left out.
    pub pipeline: Amount,
    /// Σ annual contract value × (renewal probability − 1): never positive.
    pub renewals: Amount,
    /// How many contracts end until then of which nobody has said how likely they go on. They count as renewed.
    pub assumed: usize,
}

impl Forecast {
    /// ARR at that date.
    pub fn total(self) -> Amount {
        self.today + self.dated + self.pipeline + self.renewals
    }
}

impl std::ops::Add for Forecast {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            today: self.today + other.today,
            dated: self.dated + other.dated,
            pipeline: self.pipeline + other.pipeline,
            renewals: self.renewals + other.renewals,
            assumed: self.assumed + other.assumed,
        }
    }
}

/// What a forecast of one account is made of.
pub struct Sources<'a> {
    /// What changed its recurring revenue, or will.
    pub movements: Vec<&'a RevenueMovement>,
    /// What may be won.
    pub opportunities: Vec<&'a Opportunity>,
    /// What may end.
    pub contracts: Vec<&'a Contract>,
    /// What was aimed at.
    pub targets: Vec<&'a Target>,
    /// The usual probabilities of stages.
    pub settings: &'a Workspace,
    /// The day from which it is seen.
    pub today: NaiveDate,
}

impl<'a> Sources<'a> {
    /// All that the records hold of an account.
    pub fn of(records: &'a Records, account: Id<Account>, settings: &'a Workspace, today: NaiveDate) -> Self {
        Self {
            movements: records.of(account).collect(),
            opportunities: records.of(account).collect(),
            contracts: records.of(account).collect(),
            targets: records.of(account).collect(),
            settings,
            today,
        }
    }

    /// The ARR of the account at `date`. A contract of which nothing is said counts as renewed.
    pub fn forecast(&self, date: NaiveDate, books: &Books<'_>) -> Forecast {
        let zero = Amount::zero(books.currency());
        let sum_dated = |from: Option<NaiveDate>, to: NaiveDate| {
            let within =
                |movement: &&&RevenueMovement| from.is_none_or(|from| movement.date > from) && movement.date <= to;
            zero + self.movements.iter().filter(within).map(|movement| signed(movement, books)).sum()
        };
        let closing =
            self.opportunities.iter().filter(|opportunity| opportunity.close_on.is_some_and(|close| close <= date));
        let mut assumed = 0;
        let at_risk = self.contracts.iter().filter_map(|contract| {
            let term = self.ending(contract, date)?;
            let odds = contract.renewal_probability(Some(term), self.today);
            assumed += usize::from(odds.is_none());
            Some(books.enter_some(contract.amount).times(odds.unwrap_or(1.0) - 1.0))
        });
        let renewals = zero + at_risk.sum();
        Forecast {
            today: sum_dated(None, self.today),
            dated: sum_dated(Some(self.today), date),
            pipeline: pipeline(closing.copied(), self.settings, self.today, books).recurring_weighted,
            renewals,
            assumed,
        }
    }

    /// The term of a contract that ends until `date` and is not renewed yet.
    fn ending(&self, contract: &Contract, date: NaiveDate) -> Option<Term> {
        let term = contract.next_term(self.today).filter(|_| contract.is_running(self.today))?;
        (self.today..=date).contains(&term.end).then_some(term)
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
    /// Recurring amounts that close in it, not weighted, by how sure they are. Renewals and overdue deals left out.
    pub closing: Closing,
    /// The ARR wanted at its end: of the target whose period ends in it.
    pub target: Option<Amount>,
}

/// Recurring amounts by how sure they are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Closing {
    /// As good as won.
    pub commit: Amount,
    /// If all goes well.
    pub best_case: Amount,
    /// The rest.
    pub pipeline: Amount,
}

impl Closing {
    /// The part of a degree.
    pub fn of(self, commitment: Commitment) -> Amount {
        match commitment {
            Commitment::Commit => self.commit,
            Commitment::BestCase => self.best_case,
            Commitment::Pipeline => self.pipeline,
        }
    }

    /// All together.
    pub fn total(self) -> Amount {
        self.commit + self.best_case + self.pipeline
    }

    fn part(&mut self, commitment: Commitment) -> &mut Amount {
        match commitment {
            Commitment::Commit => &mut self.commit,
            Commitment::BestCase => &mut self.best_case,
            Commitment::Pipeline => &mut self.pipeline,
        }
    }
}

impl Sources<'_> {
    /// The next four quarters of the fiscal year, the current one first.
    pub fn by_quarter(&self, books: &Books<'_>) -> Vec<Ahead> {
        let mut quarter = self.settings.quarter(self.today);
        let mut ahead = Vec::new();
        for _ in 0..4 {
            let period = (quarter.first_day().max(self.today), quarter.last_day());
            let in_it = |date: Option<NaiveDate>| date.is_some_and(|date| date >= period.0 && date <= period.1);
            let zero = Amount::zero(books.currency());
            let mut closing = Closing { commit: zero, best_case: zero, pipeline: zero };
            for opportunity in &self.opportunities {
                if opportunity.is_in_pipeline(self.today) && in_it(opportunity.close_on) {
                    *closing.part(commitment(opportunity, self.settings)) += books.enter_some(opportunity.amount);
                }
            }
            let wanted = self
                .targets
                .iter()
                .filter(|target| target.measure == TargetMeasure::Arr && self.settings.quarter(target.to) == quarter)
                .max_by_key(|target| (target.to, target.id));
            ahead.push(Ahead {
                quarter,
                forecast: self.forecast(period.1, books),
                closing,
                target: wanted.map(|target| books.enter(target.amount)),
            });
            quarter = quarter.after();
        }
        ahead
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Currency, Money,
        choice::{Month, MovementKind},
    };
    use proptest::prelude::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2027, month, day).unwrap_or_default()
    }

    fn open(units: i64, probability: u8) -> Opportunity {
        let amount = Some(Money::units(units, Currency::EUR));
        Opportunity { amount, probability: Some(probability), close_on: Some(day(3, 1)), ..Opportunity::default() }
    }

    fn euros(units: i64) -> Amount {
        Amount::units(units, Currency::EUR)
    }

    /// Sources seen from 1 February 2027.
    fn sources<'a>(
        movements: &'a [RevenueMovement],
        opportunities: &'a [Opportunity],
        contracts: &'a [Contract],
        settings: &'a Workspace,
    ) -> Sources<'a> {
        Sources {
            movements: movements.iter().collect(),
            opportunities: opportunities.iter().collect(),
            contracts: contracts.iter().collect(),
            targets: Vec::new(),
            settings,
            today: day(2, 1),
        }
    }

    #[test]
    fn the_pipeline_is_weighted_as_in_the_worked_examples() {
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let of = |opportunities: &[Opportunity]| pipeline(opportunities.iter(), &settings, day(2, 1), &books);
        let weighted = |opportunities: &[Opportunity]| of(opportunities).recurring_weighted.as_units().round();
        assert_eq!(weighted(&[open(10_000, 60), open(10_000, 60), open(10_000, 60)]), 18_000.0);
        for (percent, amount) in [(10, 10_000.0), (50, 50_000.0), (80, 80_000.0)] {
            assert_eq!(weighted(&[open(100_000, percent)]), amount);
        }
        assert_eq!(weighted(&[Opportunity { stage: Stage::Won, ..open(10, 100) }]), 0.0);
        let renewal = Opportunity { kind: OpportunityKind::Renewal, ..open(500, 90) };
        let overdue = Opportunity { close_on: Some(day(1, 31)), ..open(300, 90) };
        let due_today = Opportunity { close_on: Some(day(2, 1)), ..open(7, 100) };
        let all = of(&[open(100, 50), renewal, overdue, due_today]);
        assert_eq!((all.open, all.recurring, all.recurring_weighted), (2, euros(107), euros(57)));
        assert_eq!((all.renewals, all.renewing, all.overdue, all.overdue_amount), (1, euros(500), 1, euros(300)));
    }

    #[test]
    fn a_forecast_of_9_94_with_0_744_pipeline_and_1_116_at_risk_is_9_568() {
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let thousand = |units: i64| Money::units(units * 1000, Currency::EUR);
        let movement = RevenueMovement {
            date: day(1, 1),
            kind: MovementKind::New,
            amount: thousand(9940),
            ..RevenueMovement::default()
        };
        let sure = Opportunity { amount: Some(thousand(744)), probability: Some(100), ..open(0, 0) };
        let renewal = Opportunity { kind: OpportunityKind::Renewal, ..sure.clone() };
        let overdue = Opportunity { close_on: Some(day(1, 5)), ..sure.clone() };
        let ending = Contract { end: Some(day(6, 30)), amount: Some(thousand(1116)), ..Contract::default() };
        let lost = Contract { probability: Some(0), ..ending.clone() };
        let renewed = Contract {
            ending: crate::domain::choice::Ending::Renews,
            renews_months: Some(24),
            notice_days: Some(180),
            ..lost.clone()
        };
        let (movements, opportunities) = ([movement], [sure, renewal, overdue]);
        let contracts = [lost, renewed, ending];
        let sources = sources(&movements, &opportunities, &contracts, &settings);
        let forecast = sources.forecast(day(6, 30), &books);
        assert_eq!(forecast.total(), euros(9_568_000));
        assert_eq!((forecast.pipeline, forecast.renewals), (euros(744_000), euros(-1_116_000)));
        assert_eq!(forecast.assumed, 1, "nobody has said how likely the last one goes on");
        assert_eq!(sources.forecast(day(6, 29), &books).renewals, euros(0));
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
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let sources = Sources { targets: vec![&target], ..sources(&[], &opportunities, &[], &settings) };
        let ahead = sources.by_quarter(&books);
        let closing = |commit, best_case, pipeline| Closing {
            commit: euros(commit),
            best_case: euros(best_case),
            pipeline: euros(pipeline),
        };
        let seen: Vec<_> = ahead.iter().map(|each| (each.quarter.key(), each.closing, each.target)).collect();
        assert_eq!(seen[0], ("2027-Q1".into(), closing(100, 0, 0), None), "what should have closed is not ahead");
        assert_eq!(seen[1], ("2027-Q2".into(), closing(0, 100, 100), Some(euros(500))));
        assert_eq!(seen.len(), 4);
        let may = Workspace { fiscal_start: Month::May, ..Workspace::default() };
        let fiscal = Sources { settings: &may, ..sources };
        assert_eq!(fiscal.by_quarter(&books)[0].quarter.last_day(), day(4, 30), "quarters follow the fiscal year");
    }

    #[test]
    fn the_sums_of_the_pipeline_are_in_the_books_currency_even_when_there_is_none() {
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let none = pipeline([].into_iter(), &settings, day(2, 1), &books);
        let sums = [
            none.recurring,
            none.recurring_weighted,
            none.one_off,
            none.one_off_weighted,
            none.renewing,
            none.overdue_amount,
        ];
        assert_eq!(sums.map(Amount::currency), [Some(Currency::EUR); 6]);
        let closes_today = Opportunity { close_on: Some(day(2, 1)), ..open(1, 50) };
        assert!(!closes_today.is_overdue(day(2, 1)) && closes_today.is_overdue(day(2, 2)));
    }

    #[test]
    fn what_is_dated_today_is_revenue_and_what_is_dated_later_comes_by_its_day() {
        let moved = |date| RevenueMovement {
            date,
            kind: MovementKind::New,
            amount: Money::units(10, Currency::EUR),
            ..RevenueMovement::default()
        };
        let movements = [moved(day(1, 31)), moved(day(2, 1)), moved(day(2, 2)), moved(day(3, 31)), moved(day(4, 1))];
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let forecast = sources(&movements, &[], &[], &settings).forecast(day(3, 31), &books);
        assert_eq!((forecast.today, forecast.dated), (euros(20), euros(20)));
    }

    #[test]
    fn forecasts_of_accounts_add_up_part_by_part() {
        let one = |units| Forecast {
            today: euros(units),
            dated: euros(units * 2),
            pipeline: euros(units * 3),
            renewals: euros(-units),
            assumed: 1,
        };
        let both = one(1) + one(10);
        assert_eq!(
            (both.today, both.dated, both.pipeline, both.renewals),
            (euros(11), euros(22), euros(33), euros(-11))
        );
        assert_eq!((both.assumed, both.total()), (2, euros(55)));
    }

    proptest! {
        #[test]
        fn commit_best_case_and_pipeline_sum_to_what_closes_in_the_quarters(
            seeds in prop::collection::vec((0..1000i64, 0..=100u8, 0..330i64), 0..20)
        ) {
            let opportunities: Vec<Opportunity> = seeds.iter().map(|(units, percent, days)| {
                let close_on = Some(crate::domain::date::plus_days(day(2, 1), *days));
                Opportunity { close_on, ..open(*units, *percent) }
            }).collect();
            let settings = Workspace::default();
            let books = Books::of_workspace(&settings, day(2, 1));
            let ahead = sources(&[], &opportunities, &[], &settings).by_quarter(&books);
            let closing: Amount = ahead.iter().map(|each| each.closing.total()).sum();
            prop_assert_eq!(closing, euros(seeds.iter().map(|(units, ..)| units).sum::<i64>()));
            let weighted = ahead.last().map_or(0.0, |last| last.forecast.total().as_units());
            let all = pipeline(opportunities.iter(), &settings, day(2, 1), &books).recurring_weighted.as_units();
            prop_assert!((weighted - all).abs() < 1e-6);
        }
    }

    #[test]
    fn the_stage_gives_the_probability_that_was_set_for_it_else_the_usual_one() {
        use crate::domain::setting::StageOdds;
        let odds = |stage, probability| StageOdds { stage, probability, ..StageOdds::default() };
        let settings =
            Workspace { odds: vec![odds(Stage::Engaging, 11), odds(Stage::Proposal, 66)], ..Workspace::default() };
        let deal = |stage| Opportunity { stage, ..Opportunity::default() };
        assert_eq!(probability(&deal(Stage::Proposal), &settings), 0.66);
        let usual = Workspace::default();
        let of_stage = probability(&deal(Stage::Proposal), &usual);
        assert_eq!(of_stage, f64::from(default_odds(Stage::Proposal)) / 100.0);
    }

    #[test]
    fn what_closes_in_a_quarter_is_told_by_how_sure_it_is_without_renewals() {
        let renewal = Opportunity { kind: OpportunityKind::Renewal, ..open(500, 90) };
        let deals = [open(100, 80), open(40, 60), open(7, 10), renewal];
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let ahead = sources(&[], &deals, &[], &settings).by_quarter(&books);
        let closing: Vec<[Amount; 3]> = ahead
            .iter()
            .map(|each| {
                [Commitment::Commit, Commitment::BestCase, Commitment::Pipeline].map(|sure| each.closing.of(sure))
            })
            .collect();
        assert_eq!(closing.first(), Some(&[euros(100), euros(40), euros(7)]));
        assert!(closing.iter().skip(1).flatten().all(|amount| amount.is_zero()), "{closing:?}");
    }

    #[test]
    fn the_target_of_a_quarter_is_the_one_for_arr_whose_period_ends_in_it() {
        let target = |number: u128, measure, month, units| Target {
            id: Id::new(uuid::Uuid::from_u128(number)),
            measure,
            to: day(month, 28),
            amount: Money::units(units, Currency::EUR),
            ..Target::default()
        };
        let targets = [
            target(1, TargetMeasure::Arr, 3, 100),
            target(2, TargetMeasure::Growth, 3, 900),
            target(3, TargetMeasure::Arr, 6, 200),
        ];
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2, 1));
        let sources = Sources { targets: targets.iter().collect(), ..sources(&[], &[], &[], &settings) };
        let wanted: Vec<Option<Amount>> = sources.by_quarter(&books).iter().map(|each| each.target).collect();
        assert_eq!(wanted, [Some(euros(100)), Some(euros(200)), None, None]);
    }
}
