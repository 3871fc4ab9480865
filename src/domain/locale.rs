//! Figures and dates as people read them, the way their country writes them. Figures are rounded here and nowhere else.

use chrono::{Datelike, NaiveDate};

use super::{
    Currency, Money,
    format::{month, month_short, pluralise, round_half_away, weekday, weekday_short},
};

/// How a country writes numbers and dates, as a plain value: whoever writes for a person is given one.
///
/// The words are English everywhere, as the rest of the product is. Three habits are the product's own everywhere:
/// a true minus, thousands and millions as `k` and `M`, and one decimal separator for numbers and amounts alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Between the whole and its fraction.
    pub decimal: char,
    /// Between groups of digits.
    pub group: char,
    /// How many digits a group above the thousands has: three, or two in India.
    pub high_group: usize,
    /// Between a number and its percent sign.
    pub percent_gap: Option<char>,
    /// Between a currency's sign and its number.
    pub currency_gap: Option<char>,
    /// Whether the month stands before the day.
    pub month_first: bool,
    /// Whether a comma follows the weekday.
    pub weekday_comma: bool,
}

impl Default for Locale {
    fn default() -> Self {
        Self::INTERNATIONAL
    }
}

impl Locale {
    /// Where no country is chosen: `1,234.5`, `102.1 %` and `31 Mar 2027`.
    pub const INTERNATIONAL: Self = Self {
        decimal: '.',
        group: ',',
        high_group: 3,
        percent_gap: Some(' '),
        currency_gap: None,
        month_first: false,
        weekday_comma: false,
    };

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

    /// A step of a scale, with its sign where the scale has two sides: `+1`, `0`, `−2`; `3` where it has one.
    pub fn step(self, step: i64, two_sided: bool) -> String {
        if two_sided { self.signed(step as f64, 0) } else { self.number(step as f64, 0) }
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

    /// Money in the size people say it: `€9.94 M`, `€360 k`, `€950`.
    pub fn money(self, amount: Money) -> String {
        let units = amount.as_units();
        let sign = if units < 0.0 { "−" } else { "" };
        let body = match units.abs() {
            size if size >= 999_500.0 => format!("{} M", self.number(size / 1e6, 2)),
            size if size >= 1_000.0 => format!("{} k", self.number(size / 1e3, 0)),
            size => self.number(size, 0),
        };
        format!("{sign}{}{body}", self.symbol(amount.currency))
    }

    /// A currency's sign with what stands between it and a number.
    pub fn symbol(self, currency: Currency) -> String {
        let symbol = currency.symbol();
        if symbol.ends_with(' ') { symbol } else { symbol + &gap(self.currency_gap) }
    }

    /// Minor units of a currency, as [`Self::money`].
    pub fn minor(self, minor: i64, currency: Currency) -> String {
        self.money(Money { minor, currency })
    }

    /// Minor units in millions with two decimals, without a sign for the currency: `9.50`.
    pub fn millions(self, minor: i64, currency: Currency) -> String {
        self.number(Money { minor, currency }.as_units() / 1e6, 2)
    }

    /// Minor units in thousands: `1,840`.
    pub fn thousands(self, minor: i64, currency: Currency) -> String {
        self.number(Money { minor, currency }.as_units() / 1e3, 0)
    }

    /// The same with a plus before what is more than zero.
    pub fn signed_thousands(self, minor: i64, currency: Currency) -> String {
        self.signed(Money { minor, currency }.as_units() / 1e3, 0)
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
