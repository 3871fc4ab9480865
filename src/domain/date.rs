//! Calendar dates: working days, months and periods. The current date is always passed in.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::{Id, choice::Month};

/// A day on which one does not work, besides Saturdays and Sundays.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Holiday {
    /// Its id.
    pub id: Id<Holiday>,
    /// The day.
    pub date: NaiveDate,
    /// Its name, shown where a date moved because of it.
    pub name: String,
    /// The region it holds in; empty for everywhere.
    pub region: String,
}

/// A date as files have it, `2026-11-23`. The library's own reader knows every way of writing a moment, and weighs as
/// much.
pub fn parse(text: &str) -> Option<NaiveDate> {
    let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..)?);
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let written = text.len() == 10 && [4, 7].iter().all(|at| text.as_bytes()[*at] == b'-');
    let known = written && [year, month, day].into_iter().all(digits);
    known.then(|| NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)).flatten()
}

/// The holidays that hold in some of these regions: those of everywhere, and those of a region that is named.
pub fn holidays_in(holidays: &[Holiday], regions: &[&str]) -> Vec<Holiday> {
    let is_in = |name: &str| regions.iter().any(|region| region.trim().eq_ignore_ascii_case(name.trim()));
    holidays.iter().filter(|holiday| holiday.region.trim().is_empty() || is_in(&holiday.region)).cloned().collect()
}

/// Whether one works on `date`.
pub fn is_working_day(date: NaiveDate, holidays: &[Holiday]) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holidays.iter().all(|holiday| holiday.date != date)
}

/// `date`, or the next working day where it is none.
pub fn on_or_after_working_day(mut date: NaiveDate, holidays: &[Holiday]) -> NaiveDate {
    while !is_working_day(date, holidays) {
        date = plus_days(date, 1);
    }
    date
}

/// `date`, or the working day before it where it is none.
pub fn on_or_before_working_day(mut date: NaiveDate, holidays: &[Holiday]) -> NaiveDate {
    while !is_working_day(date, holidays) {
        date = plus_days(date, -1);
    }
    date
}

/// How many working days lie after `from`, up to and including `to`; 0 when `to` is not later.
pub fn working_days_between(from: NaiveDate, to: NaiveDate, holidays: &[Holiday]) -> usize {
    from.iter_days().skip(1).take_while(|day| *day <= to).filter(|day| is_working_day(*day, holidays)).count()
}

/// `date` moved by `days` calendar days, held at the calendar's ends.
pub fn plus_days(date: NaiveDate, days: i64) -> NaiveDate {
    let moved = match u64::try_from(days) {
        Ok(days) => date.checked_add_days(Days::new(days)),
        Err(_) => date.checked_sub_days(Days::new(days.unsigned_abs())),
    };
    moved.unwrap_or(date)
}

/// `date` moved by `months`; the day is held at the month's last.
pub fn plus_months(date: NaiveDate, months: i32) -> NaiveDate {
    let moved = match u32::try_from(months) {
        Ok(months) => date.checked_add_months(Months::new(months)),
        Err(_) => date.checked_sub_months(Months::new(months.unsigned_abs())),
    };
    moved.unwrap_or(date)
}

/// Calendar days from `from` to `to`; negative when `to` is earlier.
pub fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

/// The Monday of the week of `date`.
pub fn monday_of(date: NaiveDate) -> NaiveDate {
    plus_days(date, -i64::from(date.weekday().num_days_from_monday()))
}

/// The first day of a date's month.
pub fn month_of(date: NaiveDate) -> NaiveDate {
    plus_days(date, -i64::from(date.day0()))
}

/// Three months of a fiscal year, by its first month. It stays the same when the settings begin the year elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The calendar year of its first month.
    year: i32,
    /// Its first month, 1 to 12.
    month: u32,
}

/// The month with which a fiscal year begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FiscalStart(u32);

/// What a quarter is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuarterName {
    /// A quarter of a calendar year.
    Calendar {
        /// 1 to 4.
        number: u32,
        /// The year.
        year: i32,
    },
    /// A quarter of a fiscal year that does not begin in January. The year is named by the calendar year in which it
    /// ends.
    Fiscal {
        /// 1 to 4.
        number: u32,
        /// The year.
        year: i32,
    },
    /// Three months that are no quarter of the fiscal year as it begins now.
    Months {
        /// A day of the first.
        from: NaiveDate,
        /// A day of the last.
        to: NaiveDate,
    },
}

impl FiscalStart {
    /// The year that begins in `month`.
    pub fn new(month: Month) -> Self {
        Self(month as u32 + 1)
    }

    /// Whether fiscal years are calendar years.
    pub fn is_january(self) -> bool {
        self.0 == 1
    }

    /// The quarter that holds `date`.
    pub fn quarter(self, date: NaiveDate) -> Quarter {
        let into = (date.month0() + 12 - (self.0 - 1)) % 3;
        let first = plus_months(month_of(date), -(into as i32));
        Quarter { year: first.year(), month: first.month() }
    }

    /// The first day of the fiscal year that holds `date`.
    pub fn first_day(self, date: NaiveDate) -> NaiveDate {
        let into = (date.month0() + 12 - (self.0 - 1)) % 12;
        plus_months(month_of(date), -(into as i32))
    }

    /// The calendar year by which the fiscal year that holds `date` is named: that in which it ends.
    pub fn year(self, date: NaiveDate) -> i32 {
        plus_days(plus_months(self.first_day(date), 12), -1).year()
    }
}

impl Quarter {
    /// Reads `2026-Q3`, or `2026-05` for three months from May on.
    pub fn parse(text: &str) -> Option<Self> {
        let calendar = text.split_once("-Q").map(|(year, number)| Some((year, number.parse::<u32>().ok()? * 3)));
        let calendar = calendar.map(|found| found.and_then(|(year, last)| Some((year, last.checked_sub(2)?))));
        let (year, month) = match calendar {
            Some(found) => found?,
            None => text.split_once('-').and_then(|(year, month)| Some((year, month.parse().ok()?)))?,
        };
        let quarter = Self { year: year.parse().ok()?, month };
        ((1..=12).contains(&quarter.month) && (1900..=2200).contains(&quarter.year)).then_some(quarter)
    }

    /// The quarter before.
    pub fn before(self) -> Self {
        self.moved(-3)
    }

    /// The same quarter of the year before.
    pub fn year_before(self) -> Self {
        self.moved(-12)
    }

    /// The quarter after.
    pub fn after(self) -> Self {
        self.moved(3)
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        plus_days(self.after().first_day(), -1)
    }

    /// The key kept in records: `2026-Q3`, or `2026-05` where it is no calendar quarter.
    pub fn key(self) -> String {
        match self.month % 3 {
            1 => format!("{}-Q{}", self.year, self.month / 3 + 1),
            _ => format!("{}-{:02}", self.year, self.month),
        }
    }

    /// What it is called where the fiscal year begins with `start`.
    pub fn name(self, start: FiscalStart) -> QuarterName {
        if start.quarter(self.first_day()) != self {
            return QuarterName::Months { from: self.first_day(), to: self.last_day() };
        }
        let number = (self.month + 12 - start.0) % 12 / 3 + 1;
        match start.is_january() {
            true => QuarterName::Calendar { number, year: self.year },
            false => QuarterName::Fiscal { number, year: start.year(self.first_day()) },
        }
    }

    fn moved(self, months: i32) -> Self {
        let first = plus_months(self.first_day(), months);
        Self { year: first.year(), month: first.month() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    #[test]
    fn a_date_is_read_as_files_write_it_and_no_other_way() {
        assert_eq!(parse("2028-02-29"), NaiveDate::from_ymd_opt(2028, 2, 29));
        for text in
            ["2026-02-29", "2026-1-02", "26-11-23", "2026/11/23", "2026-11-23T08:00", "+026-11-23", "", "ä026-11-2ä"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_is_named_by_the_calendar_year_in_which_it_ends() {
        for (start, date, year) in [
            (Month::January, day(1, 1), 2026),
            (Month::January, day(12, 31), 2026),
            (Month::February, day(1, 31), 2026),
            (Month::February, day(2, 1), 2027),
        ] {
            assert_eq!(FiscalStart::new(start).year(date), year, "from {start:?}: {date}");
        }
    }

    #[test]
    fn a_holiday_and_a_weekend_are_skipped_forwards_and_backwards() {
        let armistice = [Holiday { date: day(11, 11), name: "Armistice Day".into(), ..Holiday::default() }];
        assert_eq!(on_or_after_working_day(day(11, 11), &armistice), day(11, 12));
        assert_eq!(on_or_after_working_day(day(11, 14), &armistice), day(11, 16));
        assert_eq!(on_or_before_working_day(day(11, 15), &armistice), day(11, 13));
        assert_eq!(working_days_between(day(11, 9), day(11, 16), &armistice), 4);
        assert_eq!(working_days_between(day(11, 16), day(11, 9), &armistice), 0);
    }

    #[test]
    fn a_holiday_of_a_region_holds_there_alone() {
        let holiday = |name: &str, region: &str| Holiday {
            date: day(11, 11),
            name: name.into(),
            region: region.into(),
            ..Holiday::default()
        };
        let all = [holiday("Armistice Day", "France"), holiday("Everywhere", "")];
        let names = |regions: &[&str]| holidays_in(&all, regions).into_iter().map(|one| one.name).collect::<Vec<_>>();
        assert_eq!(names(&[]), ["Everywhere"]);
        assert_eq!(names(&["Nordics"]), ["Everywhere"]);
        assert_eq!(names(&["Nordics", " france"]), ["Armistice Day", "Everywhere"]);
    }

    #[test]
    fn a_quarter_knows_its_days_and_its_neighbours() {
        let january = FiscalStart::new(Month::January);
        let third = january.quarter(day(9, 30));
        assert_eq!((third.first_day(), third.last_day()), (day(7, 1), day(9, 30)));
        assert_eq!(Quarter::parse("2026-Q3"), Some(third));
        assert_eq!(january.quarter(day(1, 5)).before().key(), "2025-Q4");
        assert_eq!(third.name(january), QuarterName::Calendar { number: 3, year: 2026 });
        for wrong in ["2026-Q5", "2026-Q0", "2026-13", "2026", "Q3"] {
            assert_eq!(Quarter::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn quarters_and_years_follow_the_month_with_which_the_fiscal_year_begins() {
        let april = FiscalStart::new(Month::April);
        let quarter = april.quarter(day(5, 20));
        assert_eq!(quarter.name(april), QuarterName::Fiscal { number: 1, year: 2027 });
        assert_eq!(
            (april.first_day(day(3, 31)), april.year(day(3, 31))),
            (NaiveDate::from_ymd_opt(2025, 4, 1).unwrap_or_default(), 2026)
        );
        let february = FiscalStart::new(Month::February);
        let quarter = february.quarter(day(1, 15));
        assert_eq!((quarter.key().as_str(), quarter.last_day()), ("2025-11", day(1, 31)));
        assert_eq!(quarter.name(february), QuarterName::Fiscal { number: 4, year: 2026 });
        assert_eq!(Quarter::parse("2025-11"), Some(quarter), "it keeps its months");
        let from = NaiveDate::from_ymd_opt(2025, 11, 1).unwrap_or_default();
        assert_eq!(quarter.name(april), QuarterName::Months { from, to: day(1, 31) });
        assert!(quarter < april.quarter(day(2, 1)) && quarter.after() > quarter);
    }

    #[test]
    fn a_quarter_has_one_before_one_after_and_one_a_year_before() {
        let quarter = |key: &str| Quarter::parse(key);
        let first = quarter("2026-Q1");
        assert_eq!(first.map(Quarter::before), quarter("2025-Q4"));
        assert_eq!(first.map(Quarter::after), quarter("2026-Q2"));
        assert_eq!(first.map(Quarter::year_before), quarter("2025-Q1"));
    }
}
