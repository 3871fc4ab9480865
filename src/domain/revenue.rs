//! Recurring revenue: ARR, how a period changed it, retention, and conversion between currencies.
//! Definitions and worked examples: FORMULAS.md, Revenue.

use std::cell::RefCell;

use chrono::NaiveDate;

use super::{
    Account, Amount, Currency, Figure, Id, Missing, MissingRate, MissingRates, Money, Order, Records, RevenueActual,
    RevenueMovement, Workspace, choice::MovementKind, date::plus_days, setting::Rate,
};

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
        Self { from: plus_days(super::date::plus_months(to, -12), 1), to }
    }

    /// Whether `date` lies in it.
    pub fn contains(self, date: NaiveDate) -> bool {
        (self.from..=self.to).contains(&date)
    }

    /// How many days it has.
    pub fn days(self) -> i64 {
        super::date::days_between(self.from, self.to) + 1
    }

    /// The days that lie in both; `None` where there is none.
    pub fn overlap(self, other: Self) -> Option<Self> {
        let both = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (both.from <= both.to).then_some(both)
    }
}

/// The one place where amounts change currency: each is entered once, from its own currency, at the rates of a date.
///
/// An amount without a rate counts as nothing, and the pair that is missing is remembered: whoever shows the figure
/// names it.
#[derive(Debug)]
pub struct Books<'a> {
    rates: &'a [Rate],
    base: Currency,
    currency: Currency,
    date: NaiveDate,
    missing: RefCell<MissingRates>,
}

impl<'a> Books<'a> {
    /// Books in the workspace's currency.
    pub fn of_workspace(settings: &'a Workspace, date: NaiveDate) -> Self {
        Self::in_currency(settings, settings.currency, date)
    }

    /// Books in a currency.
    pub fn in_currency(settings: &'a Workspace, currency: Currency, date: NaiveDate) -> Self {
        Self { rates: &settings.rates, base: settings.currency, currency, date, missing: RefCell::default() }
    }

    /// Books in an account's currency.
    pub fn of_account(records: &Records, settings: &'a Workspace, account: Id<Account>, date: NaiveDate) -> Self {
        let own = records.get(account).map(|account| account.currency);
        Self::in_currency(settings, own.unwrap_or(settings.currency), date)
    }

    /// The same books, with nothing remembered as missing.
    pub fn anew(&self) -> Self {
        Self { missing: RefCell::default(), ..*self }
    }

    /// The currency of every amount that was entered.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The date whose rates hold.
    pub fn date(&self) -> NaiveDate {
        self.date
    }

    /// An amount in the books' currency; nothing where there is no rate, which is remembered.
    pub fn enter(&self, amount: impl Into<Amount>) -> Amount {
        match self.convert(amount.into()) {
            Ok(amount) => amount,
            Err(Missing::Rate(rate)) => {
                self.missing.borrow_mut().insert(rate);
                Amount::zero(self.currency)
            }
            Err(_) => Amount::zero(self.currency),
        }
    }

    /// An amount that may not have been entered.
    pub fn enter_some(&self, amount: Option<Money>) -> Amount {
        amount.map_or_else(|| Amount::zero(self.currency), |amount| self.enter(amount))
    }

    /// An amount in the books' currency: at the pair's rate, at that of the other direction, or by way of the
    /// workspace's currency.
    ///
    /// # Errors
    /// Names the pair and the date when the table has no rate.
    pub fn convert(&self, amount: Amount) -> Figure<Amount> {
        let Some(from) = amount.currency() else {
            return if amount.is_mixed() { Err(Missing::OneCurrency) } else { Ok(Amount::zero(self.currency)) };
        };
        if from == self.currency {
            return Ok(amount);
        }
        let by_way_of = |base| Some(self.rate(from, base)? * self.rate(base, self.currency)?);
        let rate = self.rate(from, self.currency).or_else(|| by_way_of(self.base));
        match rate {
            Some(rate) => Ok(amount.converted(rate, self.currency)),
            None => Err(Missing::Rate(MissingRate { from, to: self.currency, date: self.date })),
        }
    }

    /// The rates that amounts lacked so far.
    pub fn missing(&self) -> MissingRates {
        self.missing.borrow().clone()
    }

    /// Units of `to` for one of `from`: the latest known up to the books' date.
    fn rate(&self, from: Currency, to: Currency) -> Option<f64> {
        let latest = |from: Currency, to: Currency| {
            let known = self.rates.iter().filter(|rate| rate.from == from && rate.to == to && rate.date <= self.date);
            known.max_by_key(|rate| rate.date).map(|rate| (rate.date, rate.rate)).filter(|(_, rate)| *rate > 0.0)
        };
        let turned = latest(to, from).map(|(date, rate)| (date, 1.0 / rate));
        // Of the two directions the younger counts.
        latest(from, to).into_iter().chain(turned).max_by_key(|(date, _)| *date).map(|(_, rate)| rate)
    }
}

/// What a period did to the recurring revenue of an account, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct AccountSteps {
    /// Its name.
    pub account: String,
    /// What the period did.
    pub steps: Steps,
}

/// What a period did to the recurring revenue of one account. All parts are positive.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Steps {
    /// ARR on the day before the period.
    pub start: Amount,
    /// From an account that had none.
    pub new: Amount,
    /// More from an account that had some.
    pub expansion: Amount,
    /// Less.
    pub contraction: Amount,
    /// Gone.
    pub churn: Amount,
    /// Back: from an account that had some at the start and left inside of the period.
    pub win_back: Amount,
}

impl Steps {
    /// ARR at the end of the period.
    pub fn end(self) -> Amount {
        self.start + self.change()
    }

    /// The change over the period.
    pub fn change(self) -> Amount {
        self.new + self.expansion + self.win_back - self.contraction - self.churn
    }

    /// The change as a ratio of the start: the figure of one account, whose retention would hide that it left.
    ///
    /// # Errors
    /// Not available without revenue at the start.
    pub fn change_ratio(self) -> Figure<f64> {
        ratio(self.change(), self.start)
    }

    /// What it lost of its start: contraction and churn, less what came back of the churn.
    pub fn lost(self) -> Amount {
        let back = self.win_back.min(self.churn);
        (self.contraction + self.churn - back).max(Amount::ZERO).min(self.start)
    }

    fn had_revenue(&self) -> bool {
        self.start.is_positive()
    }
}

impl std::ops::Add for Steps {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            start: self.start + other.start,
            new: self.new + other.new,
            expansion: self.expansion + other.expansion,
            contraction: self.contraction + other.contraction,
            churn: self.churn + other.churn,
            win_back: self.win_back + other.win_back,
        }
    }
}

impl std::iter::Sum for Steps {
    fn sum<I: Iterator<Item = Self>>(steps: I) -> Self {
        steps.fold(Self::default(), |sum, steps| sum + steps)
    }
}

/// Recurring revenue on `date`: the movements up to and including it.
pub fn arr<'a>(movements: impl Iterator<Item = &'a RevenueMovement>, date: NaiveDate, books: &Books<'_>) -> Amount {
    Amount::zero(books.currency())
        + movements.filter(|movement| movement.date <= date).map(|movement| signed(movement, books)).sum()
}

/// The amount of a movement with the sign that its kind gives it, whatever sign it was typed or exported with: some
/// tools write a contraction as a negative amount.
pub fn signed(movement: &RevenueMovement, books: &Books<'_>) -> Amount {
    let amount = books.enter(movement.amount);
    let amount = if amount.is_negative() { -amount } else { amount };
    match movement.kind {
        MovementKind::New | MovementKind::Expansion => amount,
        MovementKind::Contraction | MovementKind::Churn => -amount,
    }
}

/// What `period` did to the movements of one account.
///
/// A “new” movement in an account that has revenue is an expansion; in one that had some at the start and has none, it
/// is a win-back.
pub fn steps<'a>(movements: impl Iterator<Item = &'a RevenueMovement>, period: Period, books: &Books<'_>) -> Steps {
    let mut movements: Vec<&RevenueMovement> = movements.filter(|movement| movement.date <= period.to).collect();
    movements.order_by_key(|movement| (movement.date, movement.id));
    let zero = Amount::zero(books.currency());
    let mut steps = Steps { start: zero, new: zero, expansion: zero, contraction: zero, churn: zero, win_back: zero };
    let mut level = zero;
    for movement in movements {
        let before = level;
        let change = signed(movement, books);
        level += change;
        if movement.date < period.from {
            steps.start = level;
            continue;
        }
        let part = match movement.kind {
            MovementKind::New if before.is_positive() => &mut steps.expansion,
            MovementKind::New if steps.start.is_positive() => &mut steps.win_back,
            MovementKind::New => &mut steps.new,
            MovementKind::Expansion => &mut steps.expansion,
            MovementKind::Contraction => &mut steps.contraction,
            MovementKind::Churn => &mut steps.churn,
        };
        *part += if change.is_negative() { -change } else { change };
    }
    steps
}

/// The sum over accounts that had revenue at the start of the period.
pub fn retained(accounts: &[Steps]) -> Steps {
    accounts.iter().filter(|steps| steps.had_revenue()).copied().sum()
}

/// Net revenue retention as a ratio: (start + expansion − contraction − churn + win-backs) / start, over accounts with
/// a start. It is a figure of several accounts; one account has [`Steps::change_ratio`].
///
/// # Errors
/// Not available when no account had revenue at the start.
pub fn nrr(accounts: &[Steps]) -> Figure<f64> {
    let sum = retained(accounts);
    ratio(sum.start + sum.expansion - sum.contraction - sum.churn + sum.win_back, sum.start)
}

/// Gross revenue retention as a ratio. What an account lost counts up to its own start, so it never exceeds 1.
///
/// # Errors
/// As [`nrr`].
pub fn grr(accounts: &[Steps]) -> Figure<f64> {
    let had = || accounts.iter().filter(|steps| steps.had_revenue());
    let start: Amount = had().map(|steps| steps.start).sum();
    let lost: Amount = had().map(|steps| steps.lost()).sum();
    ratio(start - lost, start)
}

/// Logo retention: accounts kept and accounts at the start. One that left and came back is kept.
pub fn logos(accounts: &[Steps]) -> (usize, usize) {
    let had = || accounts.iter().filter(|steps| steps.had_revenue());
    (had().filter(|steps| steps.end().is_positive()).count(), had().count())
}

/// Growth as a ratio: (end − start) / start.
///
/// # Errors
/// Not available without revenue at the start.
pub fn growth(start: Amount, end: Amount) -> Figure<f64> {
    ratio(end - start, start)
}

/// What was booked in a period.
pub fn booked<'a>(actuals: impl Iterator<Item = &'a RevenueActual>, period: Period, books: &Books<'_>) -> Amount {
    let within = actuals.filter(|actual| period.contains(actual.month));
    Amount::zero(books.currency()) + within.map(|actual| books.enter(actual.amount)).sum()
}

/// For an account without recurring revenue: what was booked in the 12 months to `until`, of the 12 before.
pub fn rebooked<'a>(actuals: impl Iterator<Item = &'a RevenueActual>, until: NaiveDate, books: &Books<'_>) -> Share {
    let actuals: Vec<&RevenueActual> = actuals.collect();
    let last = Period::trailing_year(until);
    let before = Period::trailing_year(plus_days(last.from, -1));
    let [part, whole] = [last, before].map(|year| booked(actuals.iter().copied(), year, books));
    Share { part, whole }
}

/// A part and the whole that it is of.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Share {
    /// What was reached, renewed, booked or spent.
    pub part: Amount,
    /// What there was to reach, to renew, to book again or to spend.
    pub whole: Amount,
}

impl Share {
    /// The part / the whole; `None` where there is no whole, or amounts of several currencies.
    pub fn ratio(self) -> Option<f64> {
        self.part.ratio_of(self.whole)
    }

    /// Adds another share.
    pub fn add(&mut self, part: Amount, whole: Amount) {
        self.part += part;
        self.whole += whole;
    }
}

fn ratio(part: Amount, whole: Amount) -> Figure<f64> {
    if part.is_mixed() || whole.is_mixed() {
        return Err(Missing::OneCurrency);
    }
    part.ratio_of(whole).ok_or(Missing::RevenueAtStart)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn euros(units: i64) -> Amount {
        Amount::units(units, Currency::EUR)
    }

    fn steps(start: i64, expansion: i64, contraction: i64, churn: i64) -> Steps {
        let [start, expansion, contraction, churn] = [start, expansion, contraction, churn].map(euros);
        Steps { start, expansion, contraction, churn, ..Steps::default() }
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
        let new = Steps { new: euros(240), ..Steps::default() };
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

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap_or_default()
    }

    fn workspace(base: &str, rates: &[(&str, &str, f64)]) -> Workspace {
        let rate = |(from, to, rate): &(&str, &str, f64)| Rate {
            id: Id::default(),
            date: day(2026, 1, 1),
            from: currency(from),
            to: currency(to),
            rate: *rate,
        };
        Workspace { currency: currency(base), rates: rates.iter().map(rate).collect(), ..Workspace::default() }
    }

    #[test]
    fn amounts_roll_up_at_dated_rates_and_a_missing_rate_is_named() {
        let settings = workspace("BRL", &[("USD", "BRL", 1.5), ("EUR", "BRL", 2.0)]);
        let books = Books::of_workspace(&settings, day(2026, 3, 31));
        let sum: Amount =
            ["USD", "EUR", "GBP"].map(|code| books.enter(Money::units(50, currency(code)))).into_iter().sum();
        assert_eq!(sum, Amount::units(175, currency("BRL")), "what is left out takes nothing else away");
        let missing = MissingRate { from: currency("GBP"), to: currency("BRL"), date: day(2026, 3, 31) };
        assert_eq!(books.missing(), MissingRates::from([missing]));
        let early = Books::of_workspace(&settings, day(2025, 12, 31));
        assert!(early.convert(euros(1)).is_err(), "a rate holds from its day on");
        let yen = workspace("EUR", &[("USD", "EUR", 0.9), ("JPY", "EUR", 0.006)]);
        let books = Books::in_currency(&yen, currency("JPY"), day(2026, 3, 31));
        let crossed = books.enter(Money::units(600, currency("USD")));
        assert_eq!(
            crossed.to_money(),
            Some(Money::units(90_000, currency("JPY"))),
            "by way of the workspace’s currency"
        );
    }

    #[test]
    fn a_hundred_thousand_dollars_and_fifty_thousand_euros_in_one_account_are_not_150() {
        let settings = workspace("EUR", &[("USD", "EUR", 0.9)]);
        let books = Books::of_workspace(&settings, day(2026, 3, 31));
        let moved = |code: &str, units| RevenueMovement {
            date: day(2026, 2, 1),
            amount: Money::units(units, currency(code)),
            ..RevenueMovement::default()
        };
        let movements = [moved("USD", 100_000), moved("EUR", 50_000)];
        assert_eq!(arr(movements.iter(), day(2026, 3, 31), &books), euros(140_000));
        let none = workspace("EUR", &[]);
        let books = Books::of_workspace(&none, day(2026, 3, 31));
        assert_eq!(arr(movements.iter(), day(2026, 3, 31), &books), euros(50_000));
        assert_eq!(books.missing().len(), 1);
    }

    #[test]
    fn who_left_and_came_back_counts_alike_in_nrr_grr_and_logos() {
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(2026, 12, 31));
        let moved = |month, kind, units| RevenueMovement {
            date: if month == 0 { day(2025, 6, 1) } else { day(2026, month, 1) },
            kind,
            amount: Money::units(units, Currency::EUR),
            ..RevenueMovement::default()
        };
        let of = |movements: &[RevenueMovement]| {
            super::steps(movements.iter(), Period { from: day(2026, 1, 1), to: day(2026, 12, 31) }, &books)
        };
        let back = of(&[
            moved(0, MovementKind::New, 100),
            moved(3, MovementKind::Churn, 100),
            moved(9, MovementKind::New, 80),
        ]);
        assert_eq!((back.win_back, back.new), (euros(80), euros(0)));
        assert_eq!((percent(nrr(&[back])), percent(grr(&[back])), logos(&[back])), (80.0, 80.0, (1, 1)));
        let more = of(&[moved(0, MovementKind::New, 100), moved(3, MovementKind::New, 20)]);
        assert_eq!((more.expansion, more.new), (euros(20), euros(0)), "new in an account that has revenue");
        let larger = of(&[
            moved(0, MovementKind::New, 100),
            moved(3, MovementKind::Churn, 100),
            moved(9, MovementKind::New, 300),
        ]);
        assert_eq!((percent(nrr(&[larger])), percent(grr(&[larger]))), (300.0, 100.0), "gross counts up to the churn");
        let gone = of(&[moved(0, MovementKind::New, 100), moved(3, MovementKind::Churn, 100)]);
        assert_eq!(gone.change_ratio(), Ok(-1.0), "a client that left is −100 %, not 0.0 %");
    }

    const CODES: [&str; 3] = ["EUR", "USD", "JPY"];

    proptest! {
        #[test]
        fn gross_retention_never_exceeds_one(
            accounts in prop::collection::vec(
                (0..1_000_000i64, 0..1_000_000i64, 0..1_000_000i64, 0..1_000_000i64), 1..20,
            )
        ) {
            let accounts: Vec<_> = accounts.into_iter().map(|(a, b, c, d)| steps(a, b, c, d)).collect();
            if let Ok(gross) = grr(&accounts) {
                prop_assert!((0.0..=1.0).contains(&gross));
            }
        }

        /// Whatever the currencies and whichever rates are missing: a sum is the sum of what has a rate, each amount
        /// converted once, and exactly the pairs without one are named.
        #[test]
        fn a_sum_over_currencies_is_exact_and_names_what_it_leaves_out(
            amounts in prop::collection::vec((0..3_usize, -1_000_000..1_000_000_i64), 0..20),
            usd in prop::option::of(1..200_u32),
            jpy in prop::option::of(1..200_u32),
        ) {
            let rates: Vec<(&str, &str, f64)> = [("USD", usd), ("JPY", jpy)]
                .into_iter()
                .filter_map(|(code, rate)| Some((code, "EUR", f64::from(rate?) / 64.0)))
                .collect();
            let settings = workspace("EUR", &rates);
            let books = Books::of_workspace(&settings, day(2026, 3, 31));
            let sum: Amount =
                amounts.iter().map(|(at, units)| books.enter(Money::units(*units, currency(CODES[*at])))).sum();
            let rate = |at: usize| match at {
                0 => Some(1.0),
                _ => rates.iter().find(|(code, ..)| *code == CODES[at]).map(|(.., rate)| *rate),
            };
            let expected: f64 = amounts.iter().filter_map(|(at, units)| Some(*units as f64 * rate(*at)?)).sum();
            prop_assert!(!sum.is_mixed());
            prop_assert!((sum.as_units() - expected).abs() < 1e-6, "{} {expected}", sum.as_units());
            let lacking: std::collections::BTreeSet<Currency> =
                amounts.iter().filter(|(at, _)| rate(*at).is_none()).map(|(at, _)| currency(CODES[*at])).collect();
            let named = books.missing().into_iter().map(|rate| rate.from).collect();
            prop_assert_eq!(lacking, named);
        }
    }

    #[test]
    fn steps_add_up_part_by_part() {
        let of = |start, new, win_back| Steps { new: euros(new), win_back: euros(win_back), ..steps(start, 1, 2, 3) };
        let sum: Steps = [of(10, 4, 5), of(20, 40, 50)].into_iter().sum();
        assert_eq!(sum, Steps { new: euros(44), win_back: euros(55), ..steps(30, 2, 4, 6) });
    }

    #[test]
    fn a_new_movement_is_a_win_back_only_for_who_had_revenue_before() {
        let day = |month| NaiveDate::from_ymd_opt(2026, month, 1).unwrap_or_default();
        let movement = |month, kind, units| RevenueMovement {
            id: crate::domain::Id::new(uuid::Uuid::from_u128(u128::from(month))),
            date: day(month),
            kind,
            amount: Money::units(units, Currency::EUR),
            ..RevenueMovement::default()
        };
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, day(12));
        let period = Period { from: day(3), to: day(12) };
        let of = |all: &[RevenueMovement]| super::steps(all.iter(), period, &books);
        let fresh = of(&[movement(4, MovementKind::New, 50)]);
        assert_eq!((fresh.new, fresh.win_back), (euros(50), euros(0)));
        let back = of(&[
            movement(1, MovementKind::New, 100),
            movement(4, MovementKind::Churn, 100),
            movement(6, MovementKind::New, 60),
        ]);
        assert_eq!((back.new, back.win_back, back.start), (euros(0), euros(60), euros(100)));
        // What happens on the first day of a period happens in it.
        let first = of(&[movement(3, MovementKind::New, 7)]);
        assert_eq!((first.start, first.new), (euros(0), euros(7)));
    }

    #[test]
    fn the_kind_of_a_movement_gives_its_sign_whatever_sign_was_typed() {
        let settings = workspace("EUR", &[]);
        let books = Books::of_workspace(&settings, day(2026, 11, 23));
        for units in [100, -100] {
            let movement = |kind| RevenueMovement {
                kind,
                amount: Money::units(units, Currency::EUR),
                ..RevenueMovement::default()
            };
            assert_eq!(signed(&movement(MovementKind::Expansion), &books), euros(100));
            assert_eq!(signed(&movement(MovementKind::Contraction), &books), euros(-100));
            let year = Period { from: day(2026, 1, 1), to: day(2026, 12, 31) };
            let start = RevenueMovement { date: day(2025, 1, 1), ..movement(MovementKind::New) };
            let lost = RevenueMovement { date: day(2026, 3, 1), ..movement(MovementKind::Contraction) };
            let all = [start, lost];
            let period = super::steps(all.iter(), year, &books);
            assert_eq!((period.start, period.contraction, period.end()), (euros(100), euros(100), euros(0)));
            assert_eq!(arr(all.iter(), year.to, &books), period.end());
        }
    }

    #[test]
    fn growth_is_what_was_added_of_what_there_was() {
        assert_eq!(growth(euros(200), euros(250)), Ok(0.25));
        assert_eq!(growth(euros(0), euros(250)), Err(Missing::RevenueAtStart));
    }

    #[test]
    fn booked_revenue_is_told_of_the_twelve_months_before() {
        let actual = |year, month, units| RevenueActual {
            month: NaiveDate::from_ymd_opt(year, month, 1).unwrap_or_default(),
            amount: Money::units(units, Currency::EUR),
            ..RevenueActual::default()
        };
        let until = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap_or_default();
        let settings = Workspace::default();
        let books = Books::of_workspace(&settings, until);
        let actuals = [actual(2026, 6, 30), actual(2025, 6, 40), actual(2024, 6, 999)];
        let share = rebooked(actuals.iter(), until, &books);
        assert_eq!((share.part, share.whole, share.ratio()), (euros(30), euros(40), Some(0.75)));
    }
}
