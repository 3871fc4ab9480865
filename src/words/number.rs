//! Figures and dates as people read them, the way their country writes them. Figures are rounded here and nowhere else.

use chrono::{Datelike, NaiveDate};

use super::format::{month, month_short, pluralise, weekday, weekday_short};
use crate::domain::{Amount, Currency, Locale, Metric, Missing, rounding::round_half_away};

impl Locale {
    /// `12,345.6` with a true minus.
    pub fn number(self, value: f64, decimals: usize) -> String {
        let plain = format!("{:.decimals$}", round_half_away(value, decimals).abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let is_zero = plain.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        let mut text = String::from(if value < 0.0 && !is_zero { "−" } else { "" });
        for (position, digit) in whole.chars().enumerate() {
            if position > 0 && self.groups_at(whole.len() - position) {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// Whether a group ends where `left` digits are still to come.
    fn groups_at(self, left: usize) -> bool {
        left == 3 || left > 3 && (left - 3).is_multiple_of(self.high_group.max(1))
    }

    /// A number without needless decimals: `12`, or `12.5`.
    pub fn plain(self, value: f64) -> String {
        self.number(value, usize::from(value.fract() != 0.0))
    }

    /// A number of a file, `1234.5`, as one types it: with all its decimals, and without groups.
    pub fn typed(self, plain: &str) -> String {
        plain.replace('.', &self.decimal.to_string())
    }

    /// [`Self::number`] with a plus before what is more than zero.
    pub fn signed(self, value: f64, decimals: usize) -> String {
        let is_more = round_half_away(value, decimals) > 0.0;
        format!("{}{}", if is_more { "+" } else { "" }, self.number(value, decimals))
    }

    /// A ratio in percent: `102.1 %`.
    pub fn percent(self, ratio: f64, decimals: usize) -> String {
        self.with_percent(&self.number(ratio * 100.0, decimals))
    }

    /// A written number with its unit: `168 min`; a percent sign stands where the country has it.
    pub fn with_unit(self, number: &str, unit: &str) -> String {
        match unit {
            "" => number.to_owned(),
            "%" => self.with_percent(number),
            unit => format!("{number} {unit}"),
        }
    }

    /// Two values with their unit: `214 to 168 min`.
    pub fn change(self, before: f64, now: f64, unit: &str) -> String {
        self.with_unit(&format!("{} to {}", self.plain(before), self.plain(now)), unit)
    }

    /// A number that is in percent already: `12.5 %`, `8 %`.
    pub fn plain_percent(self, value: f64) -> String {
        self.with_percent(&self.plain(value))
    }

    /// A change in percent with its sign: `+3.0 %`.
    pub fn signed_percent(self, ratio: f64, decimals: usize) -> String {
        self.with_percent(&self.signed(ratio * 100.0, decimals))
    }

    fn with_percent(self, number: &str) -> String {
        format!("{number}{}%", gap(self.percent_gap))
    }

    /// Money in the size people say it: `€9.94 M`, `€360 k`, `€950`; over several currencies, that it is no number.
    pub fn money(self, amount: impl Into<Amount>) -> String {
        let amount = amount.into();
        if amount.is_mixed() {
            return super::missing(&Missing::OneCurrency, self);
        }
        let units = amount.as_units();
        let sign = if units < 0.0 { "−" } else { "" };
        let body = match units.abs() {
            size if size >= 999_500.0 => format!("{} M", self.number(size / 1e6, 2)),
            size if size >= 1_000.0 => format!("{} k", self.number(size / 1e3, 0)),
            size => self.number(size, 0),
        };
        let symbol = amount.currency().map(|currency| self.symbol(currency)).unwrap_or_default();
        format!("{sign}{symbol}{body}")
    }

    /// [`Self::money`] with a plus before what is more than nothing.
    pub fn signed_money(self, amount: impl Into<Amount>) -> String {
        let amount = amount.into();
        format!("{}{}", if amount.is_positive() { "+" } else { "" }, self.money(amount))
    }

    /// A currency's sign with what stands between it and a number.
    pub fn symbol(self, currency: Currency) -> String {
        match currency.code() {
            "EUR" => format!("€{}", gap(self.currency_gap)),
            "USD" => format!("${}", gap(self.currency_gap)),
            "GBP" => format!("£{}", gap(self.currency_gap)),
            "JPY" => format!("¥{}", gap(self.currency_gap)),
            code => format!("{code} "),
        }
    }

    /// An amount in millions with two decimals, without a sign for the currency: `9.50`.
    pub fn millions(self, amount: impl Into<Amount>) -> String {
        self.number(amount.into().as_units() / 1e6, 2)
    }

    /// An amount in thousands: `1,840`.
    pub fn thousands(self, amount: impl Into<Amount>) -> String {
        self.number(amount.into().as_units() / 1e3, 0)
    }

    /// The same with a plus before what is more than zero.
    pub fn signed_thousands(self, amount: impl Into<Amount>) -> String {
        self.signed(amount.into().as_units() / 1e3, 0)
    }

    /// A sum as one writes it, in thousands: `9,940 + 744 − 1,116`.
    pub fn sum_of(self, parts: &[Amount]) -> String {
        let mut text = String::new();
        for (position, part) in parts.iter().enumerate() {
            match (position, part.is_negative()) {
                (0, _) => text.push_str(&self.thousands(*part)),
                (_, true) => text.push_str(&format!(" − {}", self.thousands(-*part))),
                (_, false) => text.push_str(&format!(" + {}", self.thousands(*part))),
            }
        }
        text
    }

    /// The value of a metric as text, with its unit.
    pub fn measure(self, metric: &Metric, value: f64) -> String {
        self.with_unit(&self.measure_number(metric, value), &metric.unit)
    }

    /// The value of a metric as text, with the metric's decimals and without its unit.
    pub fn measure_number(self, metric: &Metric, value: f64) -> String {
        self.number(value, metric.decimals_of(value))
    }

    /// `2 days`, `1 day`.
    pub fn count(self, number: i64, one: &str) -> String {
        let stem = if number.abs() == 1 { one.to_owned() } else { pluralise(one) };
        format!("{} {stem}", self.number(number as f64, 0))
    }

    /// `31 Mar 2027`.
    pub fn date(self, date: NaiveDate) -> String {
        self.with_year(self.day(date, month_short(date)), date)
    }

    /// `31 March 2027`.
    pub fn date_long(self, date: NaiveDate) -> String {
        self.with_year(self.day(date, month(date)), date)
    }

    /// `31 Mar`, with the year where it is not that of `today`.
    pub fn date_near(self, day: NaiveDate, today: NaiveDate) -> String {
        if day.year() == today.year() { self.day(day, month_short(day)) } else { self.date(day) }
    }

    /// `31 March`.
    pub fn day_month(self, date: NaiveDate) -> String {
        self.day(date, month(date))
    }

    /// `Monday 23 November 2026`, or how much of the date `shown` has.
    pub fn on_weekday(self, date: NaiveDate, shown: &str) -> String {
        self.after_weekday(weekday(date), shown)
    }

    /// `Mon 23 Nov`, or how much of the date `shown` has.
    pub fn on_weekday_short(self, date: NaiveDate, shown: &str) -> String {
        self.after_weekday(weekday_short(date), shown)
    }

    fn after_weekday(self, weekday: &str, shown: &str) -> String {
        format!("{weekday}{} {shown}", if self.weekday_comma { "," } else { "" })
    }

    fn day(self, date: NaiveDate, month: &str) -> String {
        if self.month_first { format!("{month} {}", date.day()) } else { format!("{} {month}", date.day()) }
    }

    fn with_year(self, day: String, date: NaiveDate) -> String {
        format!("{day}{} {}", if self.month_first { "," } else { "" }, date.year())
    }
}
fn gap(gap: Option<char>) -> String {
    gap.map(String::from).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Money;

    const HERE: Locale = Locale::INTERNATIONAL;
    const GERMANY: Locale =
        Locale { decimal: ',', group: '.', percent_gap: Some('\u{a0}'), weekday_comma: true, ..Locale::INTERNATIONAL };
    const INDIA: Locale = Locale { high_group: 2, percent_gap: None, ..Locale::INTERNATIONAL };
    const UNITED_STATES: Locale =
        Locale { month_first: true, percent_gap: None, weekday_comma: true, ..Locale::INTERNATIONAL };

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
            assert_eq!(HERE.number(value, decimals), text);
        }
        assert_eq!(HERE.percent(0.6916, 0), "69 %");
        assert_eq!([HERE.signed(0.04, 1), HERE.signed(0.06, 1), HERE.signed(-3.0, 0)].join(" "), "0.0 +0.1 −3");
    }

    #[test]
    fn money_is_said_in_the_size_people_say_it() {
        let say = |units| HERE.money(Money::units(units, Currency::EUR));
        assert_eq!(
            [say(9_940_000), say(360_000), say(950), say(-30_000), say(999_600)].join(" | "),
            "€9.94 M | €360 k | €950 | −€30 k | €1.00 M"
        );
    }

    #[test]
    fn a_country_has_its_own_symbols() {
        assert_eq!(GERMANY.number(-1_234_567.5, 1), "−1.234.567,5");
        assert_eq!(GERMANY.percent(0.6916, 1), "69,2\u{a0}%");
        assert_eq!(GERMANY.money(Money::units(9_940_000, Currency::EUR)), "€9,94 M");
        assert_eq!(GERMANY.count(1200, "day"), "1.200 days");
        assert_eq!(INDIA.number(123_456_789.0, 0), "12,34,56,789");
        assert_eq!(UNITED_STATES.percent(0.5, 0), "50%");
        let spaced = Locale { currency_gap: Some('\u{a0}'), ..GERMANY };
        assert_eq!(spaced.money(Money::units(-12, Currency::EUR)), "−€\u{a0}12");
        assert_eq!(spaced.money(Money::units(12, Currency::parse("CHF").unwrap_or_default())), "CHF 12");
    }

    #[test]
    fn dates_stand_in_the_order_of_the_country() {
        let day = NaiveDate::from_ymd_opt(2027, 3, 31).unwrap_or_default();
        let all = |locale: Locale| {
            [
                locale.date(day),
                locale.date_long(day),
                locale.date_near(day, day),
                locale.on_weekday(day, &locale.date_long(day)),
            ]
        };
        assert_eq!(all(HERE), ["31 Mar 2027", "31 March 2027", "31 Mar", "Wednesday 31 March 2027"]);
        assert_eq!(all(UNITED_STATES), ["Mar 31, 2027", "March 31, 2027", "Mar 31", "Wednesday, March 31, 2027"]);
        assert_eq!(all(GERMANY)[3], "Wednesday, 31 March 2027");
        assert_eq!(UNITED_STATES.on_weekday_short(day, &UNITED_STATES.date_near(day, day)), "Wed, Mar 31");
    }

    #[test]
    fn counts_read_as_people_write_them() {
        assert_eq!(HERE.count(1, "day"), "1 day");
        assert_eq!(HERE.count(4, "opportunity"), "4 opportunities");
        assert_eq!(HERE.count(2, "log entry"), "2 log entries");
    }
}
