//! Calendar dates: working days, months and periods. The current date is always passed in.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A day on which one does not work, besides Saturdays and Sundays.
#[derive(Clone, Debug, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Holiday {
    /// The day.
    pub date: NaiveDate,
    /// Its name, shown where a date moved because of it.
    pub name: String,
    /// The region it holds in; empty for everywhere.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub region: String,
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

/// A calendar quarter, written `2026-Q3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    /// The calendar year.
    pub year: i32,
    /// 1 to 4.
    pub number: u32,
}

impl Quarter {
    /// The quarter that holds `date`.
    pub fn of(date: NaiveDate) -> Self {
        Self { year: date.year(), number: date.month0() / 3 + 1 }
    }

    /// Reads `2026-Q3`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, number) = text.split_once("-Q")?;
        let quarter = Self { year: year.parse().ok()?, number: number.parse().ok()? };
        ((1..=4).contains(&quarter.number) && (1900..=2200).contains(&quarter.year)).then_some(quarter)
    }

    /// The quarter before.
    pub fn before(self) -> Self {
        match self.number {
            1 => Self { year: self.year - 1, number: 4 },
            number => Self { number: number - 1, ..self },
        }
    }

    /// The same quarter of the year before.
    pub fn year_before(self) -> Self {
        Self { year: self.year - 1, ..self }
    }

    /// The quarter after.
    pub fn after(self) -> Self {
        match self.number {
            4 => Self { year: self.year + 1, number: 1 },
            number => Self { number: number + 1, ..self },
        }
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.number * 3 - 2, 1).unwrap_or_default()
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        plus_days(self.after().first_day(), -1)
    }

    /// The key kept in records: `2026-Q3`.
    pub fn key(self) -> String {
        format!("{}-Q{}", self.year, self.number)
    }

    /// As people write it: `Q3 2026`.
    pub fn name(self) -> String {
        format!("Q{} {}", self.number, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    #[test]
    fn a_holiday_and_a_weekend_are_skipped_forwards_and_backwards() {
        let armistice = [Holiday { date: day(11, 11), name: "Armistice Day".into(), region: String::new() }];
        assert_eq!(on_or_after_working_day(day(11, 11), &armistice), day(11, 12));
        assert_eq!(on_or_after_working_day(day(11, 14), &armistice), day(11, 16));
        assert_eq!(on_or_before_working_day(day(11, 15), &armistice), day(11, 13));
        assert_eq!(working_days_between(day(11, 9), day(11, 16), &armistice), 4);
        assert_eq!(working_days_between(day(11, 16), day(11, 9), &armistice), 0);
    }

    #[test]
    fn a_quarter_knows_its_days_and_its_neighbours() {
        let third = Quarter::of(day(9, 30));
        assert_eq!((third.first_day(), third.last_day()), (day(7, 1), day(9, 30)));
        assert_eq!(Quarter::parse("2026-Q3"), Some(third));
        assert_eq!(Quarter::of(day(1, 5)).before().name(), "Q4 2025");
        assert_eq!(Quarter::parse("2026-Q5"), None);
    }
}
