//! Recurring revenue: ARR, how a period changed it, retention, and conversion between currencies.
//! Definitions and worked examples: FORMULAS.md, Revenue.

use chrono::NaiveDate;

use super::{Currency, Figure, Money, RevenueActual, RevenueMovement, choice::MovementKind, setting::Rate};

/// A period, both days included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
}

impl Period {
    /// The twelve months that end on `to`, the default of every period figure.
    pub fn trailing_year(to: NaiveDate) -> Self {
        Self { from: super::date::plus_days(super::date::plus_months(to, -12), 1), to }
    }

    /// From 1 January of the year of `to`.
    pub fn year_to_date(to: NaiveDate) -> Self {
        let january = chrono::Datelike::with_ordinal(&to, 1).unwrap_or(to);
        Self { from: january, to }
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }
}

/// What a period did to the recurring revenue of one account, in minor units of its currency. All parts are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Steps {
    /// ARR on the day before the period.
    pub start: i64,
    /// From an account that had none.
    pub new: i64,
    /// More from an account that had some.
    pub expansion: i64,
    /// Less.
    pub contraction: i64,
    /// Gone.
    pub churn: i64,
}

impl Steps {
    /// ARR at the end of the period.
    pub fn end(self) -> i64 {
        self.start + self.new + self.expansion - self.contraction - self.churn
    }

    /// The change over the period.
    pub fn change(self) -> i64 {
        self.end() - self.start
    }

    /// The same by reference, for sums over accounts.
    pub fn change_of(steps: &Self) -> i64 {
        steps.change()
    }

    fn plus(self, other: Self) -> Self {
        Self {
            start: self.start + other.start,
            new: self.new + other.new,
            expansion: self.expansion + other.expansion,
            contraction: self.contraction + other.contraction,
            churn: self.churn + other.churn,
        }
    }
}

/// Recurring revenue on `date`: the movements up to and including it, in minor units.
pub fn arr<'a>(movements: impl Iterator<Item = &'a RevenueMovement>, date: NaiveDate) -> i64 {
    movements.filter(|movement| movement.date <= date).map(signed).sum()
}

/// The amount of a movement with the sign that its kind gives it.
pub fn signed(movement: &RevenueMovement) -> i64 {
    match movement.kind {
        MovementKind::New | MovementKind::Expansion => movement.amount.minor,
        MovementKind::Contraction | MovementKind::Churn => -movement.amount.minor,
    }
}

/// What `period` did to the movements of one account.
pub fn steps<'a>(movements: impl Iterator<Item = &'a RevenueMovement>, period: Period) -> Steps {
    let mut steps = Steps::default();
    for movement in movements {
        if movement.date < period.from {
            steps.start += signed(movement);
        } else if period.contains(movement.date) {
            let part = match movement.kind {
                MovementKind::New => &mut steps.new,
                MovementKind::Expansion => &mut steps.expansion,
                MovementKind::Contraction => &mut steps.contraction,
                MovementKind::Churn => &mut steps.churn,
            };
            *part += movement.amount.minor;
        }
    }
    steps
}

/// The sum over accounts that had revenue at the start of the period.
pub fn retained(accounts: &[Steps]) -> Steps {
    accounts.iter().filter(|steps| steps.start > 0).fold(Steps::default(), |sum, steps| sum.plus(*steps))
}

/// Net revenue retention as a ratio: (start + expansion − contraction − churn) / start, over accounts with a start.
///
/// # Errors
/// Not available when no account had revenue at the start.
pub fn nrr(accounts: &[Steps]) -> Figure<f64> {
    let sum = retained(accounts);
    ratio(sum.start + sum.expansion - sum.contraction - sum.churn, sum.start)
}

/// Gross revenue retention as a ratio. What an account lost counts up to its own start, so it never exceeds 1.
///
/// # Errors
/// As [`nrr`].
pub fn grr(accounts: &[Steps]) -> Figure<f64> {
    let had = || accounts.iter().filter(|steps| steps.start > 0);
    let start: i64 = had().map(|steps| steps.start).sum();
    let lost: i64 = had().map(|steps| (steps.contraction + steps.churn).min(steps.start)).sum();
    ratio(start - lost, start)
}

/// Logo retention: accounts kept and accounts at the start.
pub fn logos(accounts: &[Steps]) -> (usize, usize) {
    let had = || accounts.iter().filter(|steps| steps.start > 0);
    (had().filter(|steps| steps.end() > 0).count(), had().count())
}

/// Growth as a ratio: (end − start) / start.
///
/// # Errors
/// Not available without revenue at the start.
pub fn growth(start: i64, end: i64) -> Figure<f64> {
    ratio(end - start, start)
}

/// Retention of an account without recurring revenue: what was booked in the last 12 months against the 12 before.
///
/// # Errors
/// Not available when nothing was booked in the 12 months before.
pub fn retention_of_actuals(actuals: &[RevenueActual], today: NaiveDate) -> Figure<f64> {
    let last = Period::trailing_year(today);
    let before = Period::trailing_year(super::date::plus_days(last.from, -1));
    let sum = |period: Period| actuals.iter().filter(|a| period.contains(a.month)).map(|a| a.amount.minor).sum::<i64>();
    ratio(sum(last), sum(before))
}

fn ratio(part: i64, whole: i64) -> Figure<f64> {
    match whole {
        ..=0 => Err("No revenue at the start of the period".into()),
        _ => Ok(part as f64 / whole as f64),
    }
}

/// Converts amounts into one currency at the rates of a date.
#[derive(Clone, Debug)]
pub struct Converter<'a> {
    /// The workspace's dated rates.
    pub rates: &'a [Rate],
    /// The currency that amounts become.
    pub to: Currency,
    /// The date whose rates hold.
    pub date: NaiveDate,
}

impl Converter<'_> {
    /// `money` in the converter's currency.
    ///
    /// # Errors
    /// Names the pair and the date when the table has no rate.
    pub fn convert(&self, money: Money) -> Figure<Money> {
        if money.currency == self.to {
            return Ok(money);
        }
        let latest = |from: Currency, to: Currency| {
            let known =
                self.rates.iter().filter(move |rate| rate.from == from && rate.to == to && rate.date <= self.date);
            known.max_by_key(|rate| rate.date).map(|rate| rate.rate).filter(|rate| *rate > 0.0)
        };
        let rate = latest(money.currency, self.to).or_else(|| latest(self.to, money.currency).map(|rate| 1.0 / rate));
        let rate = rate.ok_or_else(|| {
            format!("No exchange rate from {} to {} on {}", money.currency.code(), self.to.code(), self.date)
        })?;
        let minor = (money.as_units() * rate * self.to.scale() as f64).round() as i64;
        Ok(Money { minor, currency: self.to })
    }

    /// The sum of `amounts` in the converter's currency.
    ///
    /// # Errors
    /// As [`Converter::convert`].
    pub fn sum(&self, amounts: impl Iterator<Item = Money>) -> Figure<Money> {
        let mut minor = 0;
        for amount in amounts {
            minor += self.convert(amount)?.minor;
        }
        Ok(Money { minor, currency: self.to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn steps(start: i64, expansion: i64, contraction: i64, churn: i64) -> Steps {
        Steps { start, new: 0, expansion, contraction, churn }
    }

    fn percent(figure: Figure<f64>) -> f64 {
        (figure.unwrap_or(f64::NAN) * 1000.0).round() / 10.0
    }

    #[test]
    fn retention_as_in_the_worked_examples() {
        for (accounts, net, gross) in [
            (vec![steps(92_000, 15_000, 5_000, 0), steps(8_000, 0, 0, 8_000)], 102.0, 87.0),
            (vec![steps(194_000, 20_000, 4_000, 0), steps(6_000, 0, 0, 6_000)], 105.0, 95.0),
            (vec![steps(10_000_000, 1_800_000, 600_000, 900_000)], 103.0, 85.0),
            (vec![steps(50_000, 0, 3_000, 2_000)], 90.0, 90.0),
            (vec![steps(100, 200, 0, 300)], 0.0, 0.0),
            (vec![steps(9_500, 620, 240, 180)], 102.1, 95.6),
        ] {
            assert_eq!((percent(nrr(&accounts)), percent(grr(&accounts))), (net, gross), "{accounts:?}");
        }
    }

    #[test]
    fn an_account_without_a_start_counts_in_no_period_figure() {
        let new = Steps { new: 240, ..Steps::default() };
        assert!(nrr(&[new]).is_err(), "not available rather than 0");
        assert_eq!(percent(nrr(&[new, steps(100, 10, 0, 0)])), 110.0);
    }

    #[test]
    fn logo_retention_of_200_accounts_with_15_lost() {
        let mut accounts = vec![steps(10, 0, 0, 0); 185];
        accounts.extend(vec![steps(10, 0, 0, 10); 15]);
        assert_eq!(logos(&accounts), (185, 200));
        assert_eq!(185.0 / 200.0 * 100.0, 92.5);
    }

    #[test]
    fn amounts_roll_up_at_dated_rates_and_a_missing_rate_is_named() {
        let date = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap_or_default();
        let currency = |code| Currency::parse(code).unwrap_or_default();
        let rate = |from, rate| Rate { date, from: currency(from), to: currency("BRL"), rate };
        let rates = [rate("USD", 1.5), rate("EUR", 2.0)];
        let converter = Converter { rates: &rates, to: currency("BRL"), date };
        let amounts = [Money::units(50, currency("USD")), Money::units(50, currency("EUR"))];
        assert_eq!(converter.sum(amounts.into_iter()), Ok(Money::units(175, currency("BRL"))));
        let missing = converter.convert(Money::units(1, currency("GBP"))).err().unwrap_or_default();
        assert_eq!(missing, "No exchange rate from GBP to BRL on 2026-03-31");
    }

    proptest! {
        #[test]
        fn gross_retention_never_exceeds_one(
            accounts in prop::collection::vec((0..1_000_000i64, 0..1_000_000i64, 0..1_000_000i64, 0..1_000_000i64), 1..20)
        ) {
            let accounts: Vec<_> = accounts.into_iter().map(|(a, b, c, d)| steps(a, b, c, d)).collect();
            if let Ok(gross) = grr(&accounts) {
                prop_assert!((0.0..=1.0).contains(&gross));
            }
        }
    }
}
