//! Targets and what was reached of them: actual / target of the same period and measure. FORMULAS.md, Revenue.

use chrono::NaiveDate;

use super::{
    Amount, Figure, Missing, Records, RevenueActual, RevenueMovement, Target,
    choice::{MovementKind, TargetMeasure},
    revenue::{Books, Period, arr, booked},
};

impl Target {
    /// Its period.
    pub fn period(&self) -> Period {
        Period { from: self.from, to: self.to }
    }
}

/// What has been reached of a target until `today`, in the books' currency.
pub fn reached(records: &Records, target: &Target, today: NaiveDate, books: &Books<'_>) -> Amount {
    let until = target.to.min(today);
    let movements = || records.of::<RevenueMovement>(target.account);
    let period = Period { from: target.from, to: until };
    match target.measure {
        TargetMeasure::Arr => arr(movements(), until, books),
        TargetMeasure::Growth => {
            let won = movements()
                .filter(|movement| matches!(movement.kind, MovementKind::New | MovementKind::Expansion))
                .filter(|movement| period.contains(movement.date));
            Amount::zero(books.currency()) + won.map(|movement| books.enter(movement.amount)).sum()
        }
        TargetMeasure::Booked => booked(records.of::<RevenueActual>(target.account), period, books),
    }
}

/// Attainment as a ratio.
///
/// # Errors
/// Not available for a target of nothing.
pub fn attainment(reached: Amount, target: Amount) -> Figure<f64> {
    reached.ratio_of(target).ok_or(Missing::TargetAboveZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Entity, Id, Money, Stored, Workspace};
    use uuid::Uuid;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    #[test]
    fn what_is_reached_is_of_the_same_period_and_measure() {
        let mut number = 0;
        let mut movement = |date, kind, units| {
            number += 1;
            let id = Id::new(Uuid::from_u128(number));
            let amount = Money::units(units, Currency::EUR);
            Stored::own(RevenueMovement { id, date, kind, amount, ..RevenueMovement::default() }.into_record())
        };
        let records: Records = [
            movement(day(1, 1), MovementKind::New, 100),
            movement(day(4, 1), MovementKind::Expansion, 30),
            movement(day(5, 1), MovementKind::Contraction, 10),
            movement(day(9, 1), MovementKind::Expansion, 50),
        ]
        .into_iter()
        .collect();
        let target = |measure| Target { measure, from: day(4, 1), to: day(6, 30), ..Target::default() };
        for (measure, today, units) in [
            (TargetMeasure::Growth, day(12, 31), 30),
            (TargetMeasure::Growth, day(3, 1), 0),
            (TargetMeasure::Arr, day(12, 31), 120),
            (TargetMeasure::Arr, day(4, 15), 130),
            (TargetMeasure::Booked, day(12, 31), 0),
        ] {
            let settings = Workspace::default();
            let books = Books::of_workspace(&settings, today);
            let reached = reached(&records, &target(measure), today, &books);
            assert_eq!(reached, Amount::units(units, Currency::EUR), "{measure:?} on {today}");
        }
        let euros = |units| Amount::units(units, Currency::EUR);
        assert_eq!(attainment(euros(30), euros(40)), Ok(0.75));
        assert_eq!(attainment(euros(30), euros(0)), Err(Missing::TargetAboveZero));
    }
}
