//! What quarters and fiscal years are called.

use chrono::{Datelike, NaiveDate};

use super::format::month_short;
use crate::domain::date::{FiscalStart, Quarter, QuarterName};

/// `Q3 2026`, `FY27 Q1` where the fiscal year begins elsewhere, or its months where it is no quarter of that year.
pub fn quarter(quarter: Quarter, start: FiscalStart) -> String {
    match quarter.name(start) {
        QuarterName::Calendar { number, year } => format!("Q{number} {year}"),
        QuarterName::Fiscal { number, year } => format!("{} Q{number}", short_year(year)),
        QuarterName::Months { from, to } if from.year() == to.year() => {
            format!("{}–{} {}", month_short(from), month_short(to), to.year())
        }
        QuarterName::Months { from, to } => {
            format!("{} {}–{} {}", month_short(from), from.year(), month_short(to), to.year())
        }
    }
}

/// The fiscal year that holds a date: `2026`, or `FY27` where it does not begin in January.
pub fn fiscal_year(date: NaiveDate, start: FiscalStart) -> String {
    if start.is_january() { date.year().to_string() } else { short_year(start.year(date)) }
}

fn short_year(year: i32) -> String {
    format!("FY{:02}", year.rem_euclid(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::choice::Month;

    #[test]
    fn a_quarter_is_named_by_the_fiscal_year() {
        let (january, april) = (FiscalStart::new(Month::January), FiscalStart::new(Month::April));
        let day = NaiveDate::from_ymd_opt(2026, 5, 20).unwrap_or_default();
        assert_eq!(quarter(january.quarter(day), january), "Q2 2026");
        assert_eq!(quarter(april.quarter(day), april), "FY27 Q1");
        assert_eq!(quarter(FiscalStart::new(Month::February).quarter(day), april), "May–Jul 2026");
        assert_eq!((fiscal_year(day, january), fiscal_year(day, april)), ("2026".into(), "FY27".into()));
    }
}
