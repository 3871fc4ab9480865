//! Figures and dates as people read them. Rounding happens here and nowhere else.

use chrono::{Datelike, NaiveDate};

use super::{Currency, Money};

/// Rounds half away from zero to `decimals`.
pub fn round_half_away(value: f64, decimals: usize) -> f64 {
    let scale = 10_f64.powi(decimals as i32);
    // A tiny nudge, so that 1.005, which a float holds as 1.00499…, goes where a person would send it.
    let nudged = value * scale + value.signum() * 1e-9;
    nudged.round() / scale
}

/// A step of a scale, with its sign where the scale has two sides: `+1`, `0`, `−2`; `3` where it has one.
pub fn signed_if(two_sided: bool, step: i64) -> String {
    if two_sided { signed(step as f64, 0) } else { step.to_string() }
}

/// `12,345.6` with a true minus.
pub fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{:.decimals$}", round_half_away(value, decimals).abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut grouped = String::new();
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if !fraction.is_empty() {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    let is_zero = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if value < 0.0 && !is_zero { format!("−{grouped}") } else { grouped }
}

/// A number without needless decimals: `12`, or `12.5`.
pub fn plain(value: f64) -> String {
    number(value, usize::from(value.fract() != 0.0))
}

/// [`number`] with a plus before what is more than zero.
pub fn signed(value: f64, decimals: usize) -> String {
    let text = number(value, decimals);
    let is_zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if value > 0.0 && !is_zero { format!("+{text}") } else { text }
}

/// A ratio in percent: `102.1 %`.
pub fn percent(ratio: f64, decimals: usize) -> String {
    format!("{} %", number(ratio * 100.0, decimals))
}

/// Money in the size people say it: `€9.94 M`, `€360 k`, `€950`.
pub fn money(amount: Money) -> String {
    let units = amount.as_units();
    let sign = if units < 0.0 { "−" } else { "" };
    let symbol = amount.currency.symbol();
    let body = match units.abs() {
        size if size >= 999_500.0 => format!("{} M", number(size / 1e6, 2)),
        size if size >= 1_000.0 => format!("{} k", number(size / 1e3, 0)),
        size => number(size, 0),
    };
    format!("{sign}{symbol}{body}")
}

/// Minor units of a currency, as [`money`].
pub fn minor(minor: i64, currency: Currency) -> String {
    money(Money { minor, currency })
}

/// Minor units in millions with two decimals, without a sign for the currency: `9.50`.
pub fn millions(minor: i64, currency: Currency) -> String {
    number(Money { minor, currency }.as_units() / 1e6, 2)
}

/// Minor units in thousands: `1,840`.
pub fn thousands(minor: i64, currency: Currency) -> String {
    number(Money { minor, currency }.as_units() / 1e3, 0)
}

/// The same with a plus before what is more than zero.
pub fn signed_thousands(minor: i64, currency: Currency) -> String {
    signed(Money { minor, currency }.as_units() / 1e3, 0)
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The month's name.
pub fn month(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

/// The month's first three letters.
pub fn month_short(date: NaiveDate) -> &'static str {
    &month(date)[..3]
}

/// The weekday's name.
pub fn weekday(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// The weekday's first three letters.
pub fn weekday_short(date: NaiveDate) -> &'static str {
    &weekday(date)[..3]
}

/// `23 November 2026`.
pub fn date_long(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// `31 Mar 2027`.
pub fn date(date: NaiveDate) -> String {
    format!("{} {} {}", date.day(), month_short(date), date.year())
}

/// `31 Mar`, with the year where it is not that of `today`.
pub fn date_near(day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { format!("{} {}", day.day(), month_short(day)) } else { date(day) }
}

/// `2 days`, `1 day`.
pub fn count(number: i64, one: &str) -> String {
    let plural = if number.abs() == 1 { "" } else { "s" };
    let stem = if plural.is_empty() { one.to_owned() } else { pluralise(one) };
    format!("{} {stem}", self::number(number as f64, 0))
}

fn pluralise(one: &str) -> String {
    match one {
        "person" => "people".into(),
        _ if one.ends_with("ty") || one.ends_with("ry") || one.ends_with("cy") => {
            format!("{}ies", &one[..one.len() - 1])
        }
        _ => format!("{one}s"),
    }
}

/// A small number as a word, as a sentence begins: `Twelve`; larger ones as digits.
pub fn word(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// `text` with its first letter large.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A list as a sentence has it: `A, B and C`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// The words in lines of about this many letters; no word is broken.
pub fn wrap(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// The initials of a name, at most two letters.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// A name with the given names as initials: `P. Raghunathan`.
pub fn short_name(name: &str) -> String {
    match name.split_once(' ') {
        Some((given, family)) => format!("{}. {family}", given.chars().next().unwrap_or_default()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_half_away_from_zero_and_grouped() {
        for (value, decimals, text) in [
            (0.5, 0, "1"),
            (-0.5, 0, "−1"),
            (2.345, 2, "2.35"),
            (1.005, 2, "1.01"),
            (-1234.5, 0, "−1,235"),
            (-0.04, 1, "0.0"),
            (1_234_567.0, 0, "1,234,567"),
        ] {
            assert_eq!(number(value, decimals), text);
        }
        assert_eq!(percent(0.6916, 0), "69 %");
    }

    #[test]
    fn money_is_said_in_the_size_people_say_it() {
        let say = |units| money(Money::units(units, Currency::EUR));
        assert_eq!(
            [say(9_940_000), say(360_000), say(950), say(-30_000), say(999_600)].join(" | "),
            "€9.94 M | €360 k | €950 | −€30 k | €1.00 M"
        );
    }

    #[test]
    fn names_dates_and_counts_read_as_people_write_them() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        assert_eq!(date_long(day), "23 November 2026");
        assert_eq!(initials("Émile van den Brossard"), "ÉB");
        assert_eq!(short_name("Priya Raghunathan"), "P. Raghunathan");
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(count(4, "opportunity"), "4 opportunities");
        assert_eq!(count(2, "log entry"), "2 log entries");
    }
}
