//! What the text of a cell means: dates, numbers, choices, in the convention of the file.

use crate::words::import as text;
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Convention, DateOrder, Decimal, folded};
use crate::domain::rounding::round_half_away;
use crate::domain::{
    Currency, Money,
    field::{Choices, Input},
    json::Json,
};
use crate::words::{
    self,
    format::{month, month_short},
};

/// Reads a cell for a field that is entered as `input`.
///
/// # Errors
/// What is wrong with it, as a short sentence.
pub(super) fn parse(text: &str, input: Input, convention: &Convention) -> Result<Value, String> {
    match input {
        Input::Date => date(text, convention.dates).map(|date| json!(date)),
        Input::Money => {
            let units = amount(text, convention)? * f64::from(convention.scale);
            let decimals = convention.currency.decimals() as usize;
            let units = round_half_away(units, decimals);
            let money = Money::parse_decimal(&format!("{units:.decimals$}"), convention.currency);
            money.map(|money| money.to_json()).map_err(|problem| words::amount_problem(problem, text))
        }
        Input::Decimal => number(text, convention).map(|number| json!(number)),
        Input::Whole(least, most) => whole(text, least, most, convention),
        Input::Choice(choices) => choice(text, choices).map(|key| json!(key)),
        Input::Several(choices) => {
            let keys: Result<Vec<_>, _> =
                text.split([';', ',', '|']).map(|part| choice(part.trim(), choices)).collect();
            keys.map(|keys| json!(keys))
        }
        Input::Flag => match folded(text).as_str() {
            "yes" | "true" | "1" | "y" | "x" => Ok(json!(true)),
            "no" | "false" | "0" | "n" => Ok(json!(false)),
            _ => Err(text::NEITHER_YES_NOR_NO.into()),
        },
        _ => Ok(json!(text)),
    }
}

/// An amount, whose sign or code, where it has one, must be that of the column.
fn amount(text: &str, convention: &Convention) -> Result<f64, String> {
    let code = convention.currency.code();
    let bare = |text: &str| text.trim_matches(|letter: char| !letter.is_alphabetic()).to_owned();
    let word = bare(text);
    let is_code = Currency::parse(&word).is_some_and(|_| word.len() == 3);
    if is_code && !word.eq_ignore_ascii_case(code) {
        return Err(text::other_currency(word.to_uppercase(), code));
    }
    let signs = [('€', "EUR"), ('£', "GBP"), ('¥', "JPY CNY"), ('$', "USD CAD AUD NZD SGD HKD MXN")];
    if let Some((sign, _)) = signs.iter().find(|(sign, codes)| text.contains(*sign) && !codes.contains(code)) {
        return Err(text::other_sign(sign, code));
    }
    let text = if is_code { text.replace(&word, "") } else { text.to_owned() };
    number(&text, convention)
}

/// A number whose separators stand where the convention puts them. Anything else is refused rather than guessed.
fn number(text: &str, convention: &Convention) -> Result<f64, String> {
    const REFUSED: &str = text::NOT_A_NUMBER;
    let text: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '€' | '$' | '£' | '¥' | '\'' | '’' | '%'))
        .collect();
    let text = text.replace('−', "-");
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text.as_str()), |digits| (-1.0, digits));
    let shape = Shape::of(digits).ok_or(REFUSED)?;
    let decimal = match (shape.decimal(), convention.decimal) {
        (Some(shown), Decimal::Point | Decimal::Comma) if Decimal::of(shown) != convention.decimal => {
            let chosen = if convention.decimal == Decimal::Comma { text::DECIMAL_COMMA } else { text::DECIMAL_POINT };
            return Err(text::not_with_decimal(chosen));
        }
        (Some(shown), _) => Some(shown),
        (None, _) if !shape.is_ambiguous() => None,
        (None, Decimal::Point) => Some('.'),
        (None, Decimal::Comma) => Some(','),
        (None, Decimal::Unknown) => return Err(text::THOUSANDS_OR_DECIMALS_CHOOSE.into()),
    };
    let plain: String = digits
        .chars()
        .filter_map(|letter| match letter {
            letter if Some(letter) == decimal => Some('.'),
            '.' | ',' => None,
            letter => Some(letter),
        })
        .collect();
    plain
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())
        .map(|number| sign * number)
        .ok_or_else(|| REFUSED.into())
}

/// The separators of a number without its sign, and where they stand.
pub(super) struct Shape<'a> {
    digits: &'a str,
    points: usize,
    commas: usize,
}

impl<'a> Shape<'a> {
    /// The shape of a text of digits and separators whose groups of thousands are whole; `None` for any other text.
    pub fn of(digits: &'a str) -> Option<Self> {
        let count = |separator| digits.matches(separator).count();
        let shape = Self { digits, points: count('.'), commas: count(',') };
        let is_plain = digits.bytes().any(|byte| byte.is_ascii_digit())
            && digits.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
        let decimal = shape.decimal();
        let whole = decimal.and_then(|decimal| digits.rsplit_once(decimal)).map_or(digits, |(whole, _)| whole);
        let groups: Vec<&str> = whole.split(['.', ',']).collect();
        let grouped = groups.len() == 1
            || (groups.iter().skip(1).all(|group| group.len() == 3)
                && (1..=3).contains(&groups.first().map_or(0, |group| group.len())));
        let one_separator = !whole.contains('.') || !whole.contains(',');
        (is_plain && grouped && one_separator).then_some(shape)
    }

    /// The decimal sign that the shape itself proves: of two separators the last, or one with other than three digits
    /// after it.
    pub fn decimal(&self) -> Option<char> {
        match (self.points, self.commas) {
            (0, 0) => None,
            (_, 1..) if self.points > 0 => {
                if self.digits.rfind(',') > self.digits.rfind('.') {
                    Some(',')
                } else {
                    Some('.')
                }
            }
            (1, 0) => self.alone('.'),
            (0, 1) => self.alone(','),
            _ => None,
        }
    }

    /// Whether it has one separator that could be either.
    pub fn is_ambiguous(&self) -> bool {
        self.points + self.commas == 1 && self.decimal().is_none()
    }

    /// The separator that the shape proves to group thousands: it stands more than once.
    pub fn group(&self) -> Option<char> {
        match (self.points, self.commas) {
            (2.., 0) => Some('.'),
            (0, 2..) => Some(','),
            _ => None,
        }
    }

    fn alone(&self, separator: char) -> Option<char> {
        let (before, after) = self.digits.split_once(separator)?;
        (after.len() != 3 || before.is_empty() || before == "0" || before.len() > 3).then_some(separator)
    }
}

fn whole(text: &str, least: i64, most: i64, convention: &Convention) -> Result<Value, String> {
    let read = number(text, convention)?;
    if read.fract() != 0.0 || !(least as f64..=most as f64).contains(&read) {
        return Err(text::whole_number_between(least, most));
    }
    Ok(json!(read as i64))
}

fn choice(text: &str, choices: Choices) -> Result<&'static str, String> {
    let wanted = folded(text);
    let wanted = wanted.strip_prefix("closed").filter(|rest| !rest.is_empty()).unwrap_or(&wanted);
    let label = |key: &'static str| words::choice(choices, key);
    let found = choices.keys.iter().find(|key| folded(key) == wanted || folded(label(key)) == wanted);
    let all = || choices.keys.iter().map(|key| label(key)).collect::<Vec<_>>().join(", ");
    found.copied().ok_or_else(|| text::none_of(all()))
}

/// Reads `2026-11-23`, `23/11/2026`, `23.11.26`, `23 Nov 2026` and the like.
fn date(text: &str, order: DateOrder) -> Result<NaiveDate, String> {
    let day_only =
        text.split(['T', ' ']).next().filter(|day| day.len() == 10 && day.as_bytes()[4] == b'-').unwrap_or(text);
    let parts: Vec<&str> = day_only.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return Err(text::NOT_A_DATE.into()) };
    let numeral = |part: &str| part.parse::<u32>().ok();
    let named = |part: &str| {
        let folded = folded(part);
        (1..=12).find(|number| {
            let of = NaiveDate::from_ymd_opt(2000, *number, 1).unwrap_or_default();
            folded == month(of).to_lowercase() || folded == month_short(of).to_lowercase()
        })
    };
    let (year, month_number, day) = if first.len() == 4 {
        (numeral(first), numeral(second).or_else(|| named(second)), numeral(third))
    } else if let Some(word) = named(first) {
        (numeral(third), Some(word), numeral(second))
    } else if let Some(word) = named(second) {
        (numeral(third), Some(word), numeral(first))
    } else if order == DateOrder::MonthFirst {
        (numeral(third), numeral(first), numeral(second))
    } else {
        (numeral(third), numeral(second), numeral(first))
    };
    let (Some(year), Some(month_number), Some(day)) = (year, month_number, day) else {
        return Err(text::NOT_A_DATE.into());
    };
    let year = if year < 100 { year + 2000 } else { year };
    let exists = NaiveDate::from_ymd_opt(year as i32, month_number, day);
    exists.ok_or_else(|| match NaiveDate::from_ymd_opt(year as i32, month_number, 1) {
        Some(of) => {
            let last = crate::domain::date::plus_days(crate::domain::date::plus_months(of, 1), -1);
            text::month_has_days(month(of), chrono::Datelike::day(&last))
        }
        None => text::THERE_IS_NO_SUCH.into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, choice::Stage};

    fn convention(dates: DateOrder, decimal: Decimal) -> Convention {
        Convention { dates, decimal, currency: Currency::EUR, scale: 1, ..Convention::default() }
    }

    #[test]
    fn a_date_is_read_in_the_order_of_the_file() {
        let day_first = convention(DateOrder::DayFirst, Decimal::Point);
        let month_first = convention(DateOrder::MonthFirst, Decimal::Point);
        for (text, convention, expected) in [
            ("2026-11-23", &day_first, Ok(json!("2026-11-23"))),
            ("2026-11-23T10:00:00Z", &day_first, Ok(json!("2026-11-23"))),
            ("03/04/2026", &day_first, Ok(json!("2026-04-03"))),
            ("03/04/2026", &month_first, Ok(json!("2026-03-04"))),
            ("3.4.26", &day_first, Ok(json!("2026-04-03"))),
            ("23 Nov 2026", &month_first, Ok(json!("2026-11-23"))),
            ("November 23, 2026", &day_first, Ok(json!("2026-11-23"))),
            ("2/30/2017", &month_first, Err("February has 28 days")),
            ("13/13/2017", &month_first, Err("There is no such month")),
            ("soon", &month_first, Err("Not a date")),
        ] {
            assert_eq!(parse(text, Input::Date, convention), expected.map_err(str::to_owned), "{text}");
        }
    }

    #[test]
    fn an_amount_is_read_with_its_separators_and_a_formula_is_none() {
        let point = convention(DateOrder::DayFirst, Decimal::Point);
        let comma = convention(DateOrder::DayFirst, Decimal::Comma);
        let open = convention(DateOrder::DayFirst, Decimal::Unknown);
        for (text, convention, expected) in [
            ("1,234.50", &point, Ok("1234.50")),
            ("1.234,50 €", &comma, Ok("1234.50")),
            ("−12", &point, Ok("-12.00")),
            ("=1+1", &point, Err("Not a number")),
            ("1e9", &point, Err("Not a number")),
            ("96.000,00 €", &point, Err("Not a number with a decimal point")),
            ("96.000,00 €", &comma, Ok("96000.00")),
            ("96.000,00 €", &open, Ok("96000.00")),
            ("1.840.000", &open, Ok("1840000.00")),
            ("12.500", &open, Err("Thousands or decimals? Choose the decimal sign")),
            ("12.500", &comma, Ok("12500.00")),
            ("12,5", &point, Err("Not a number with a decimal point")),
            ("0.125", &open, Ok("0.13")),
            ("1,23,456", &point, Err("Not a number")),
            ("1 200 000,5", &comma, Ok("1200000.50")),
            ("$1,200", &point, Err("In $, while the column is read as EUR")),
            ("SEK 1,200", &point, Err("In SEK, while the column is read as EUR")),
            ("EUR 1,200", &point, Ok("1200.00")),
        ] {
            let read = parse(text, Input::Money, convention);
            let amount = read.as_ref().map(|money| money["amount"].as_str().unwrap_or_default());
            assert_eq!(amount.map_err(String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_word_is_no_step_of_a_scale() {
        let any = convention(DateOrder::DayFirst, Decimal::Unknown);
        for text in ["High", "medium", "low", "6", "0", "2.5"] {
            assert!(parse(text, Input::Whole(1, 5), &any).is_err(), "{text}");
        }
        assert_eq!(parse("4", Input::Whole(1, 5), &any), Ok(json!(4)));
    }

    #[test]
    fn a_choice_is_read_by_key_or_label_also_when_a_crm_says_closed() {
        let any = convention(DateOrder::DayFirst, Decimal::Point);
        for (text, expected) in [("Won", "won"), ("closed won", "won"), ("NEGOTIATION", "negotiation")] {
            assert_eq!(parse(text, Input::Choice(Stage::CHOICES), &any), Ok(json!(expected)), "{text}");
        }
        let refused = parse("perhaps", Input::Choice(Stage::CHOICES), &any);
        assert!(refused.is_err_and(|message| message.starts_with("None of Prospecting, ")));
    }
}
