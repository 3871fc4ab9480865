//! What the text of a cell means: dates, numbers, choices, in the convention of the file.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{Convention, DateOrder, folded};
use crate::domain::{
    Money,
    field::{Choices, Input},
    format::{month, month_short},
    json::Json,
};

/// Reads a cell for a field that is entered as `input`.
///
/// # Errors
/// What is wrong with it, as a short sentence.
pub(super) fn parse(text: &str, input: Input, convention: &Convention) -> Result<Value, String> {
    match input {
        Input::Date => date(text, convention.dates).map(|date| json!(date)),
        Input::Money => {
            let units = number(text, convention)? * f64::from(convention.scale);
            let decimals = convention.currency.decimals() as usize;
            Money::parse_decimal(&format!("{units:.decimals$}"), convention.currency).map(|money| money.to_json())
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
            _ => Err("Neither yes nor no".into()),
        },
        _ => Ok(json!(text)),
    }
}

fn number(text: &str, convention: &Convention) -> Result<f64, String> {
    let cleaned: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '€' | '$' | '£' | '¥' | '\'' | '%'))
        .collect();
    let cleaned = cleaned.replace('−', "-");
    let plain =
        if convention.decimal_comma { cleaned.replace('.', "").replace(',', ".") } else { cleaned.replace(',', "") };
    let is_plain = plain.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    plain.parse::<f64>().ok().filter(|number| is_plain && number.is_finite()).ok_or_else(|| "Not a number".into())
}

fn whole(text: &str, least: i64, most: i64, convention: &Convention) -> Result<Value, String> {
    let word = match folded(text).as_str() {
        "high" => Some(most.min(5)),
        "mid" | "medium" => Some((least + most) / 2),
        "low" => Some(least),
        _ => None,
    };
    let read = word.map_or_else(|| number(text, convention), |word| Ok(word as f64))?;
    if read.fract() != 0.0 || !(least as f64..=most as f64).contains(&read) {
        return Err(format!("Must be a whole number from {least} to {most}"));
    }
    Ok(json!(read as i64))
}

fn choice(text: &str, choices: Choices) -> Result<&'static str, String> {
    let wanted = folded(text);
    let wanted = wanted.strip_prefix("closed").filter(|rest| !rest.is_empty()).unwrap_or(&wanted);
    let found = choices.iter().find(|(key, label)| folded(key) == wanted || folded(label) == wanted);
    let all = || choices.iter().map(|(_, label)| *label).collect::<Vec<_>>().join(", ");
    found.map(|(key, _)| *key).ok_or_else(|| format!("None of {}", all()))
}

/// Reads `2026-11-23`, `23/11/2026`, `23.11.26`, `23 Nov 2026` and the like.
fn date(text: &str, order: DateOrder) -> Result<NaiveDate, String> {
    let day_only =
        text.split(['T', ' ']).next().filter(|day| day.len() == 10 && day.as_bytes()[4] == b'-').unwrap_or(text);
    let parts: Vec<&str> = day_only.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty()).collect();
    let [first, second, third] = parts[..] else { return Err("Not a date".into()) };
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
        return Err("Not a date".into());
    };
    let year = if year < 100 { year + 2000 } else { year };
    let exists = NaiveDate::from_ymd_opt(year as i32, month_number, day);
    exists.ok_or_else(|| match NaiveDate::from_ymd_opt(year as i32, month_number, 1) {
        Some(of) => {
            let last = crate::domain::date::plus_days(crate::domain::date::plus_months(of, 1), -1);
            format!("{} has {} days", month(of), chrono::Datelike::day(&last))
        }
        None => "There is no such month".into(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, choice::Stage};

    fn convention(dates: DateOrder, decimal_comma: bool) -> Convention {
        Convention { dates, decimal_comma, ambiguous: false, currency: Currency::EUR, scale: 1 }
    }

    #[test]
    fn a_date_is_read_in_the_order_of_the_file() {
        let day_first = convention(DateOrder::DayFirst, false);
        let month_first = convention(DateOrder::MonthFirst, false);
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
        let point = convention(DateOrder::DayFirst, false);
        let comma = convention(DateOrder::DayFirst, true);
        for (text, convention, expected) in [
            ("1,234.50", &point, Ok("1234.50")),
            ("1.234,50 €", &comma, Ok("1234.50")),
            ("−12", &point, Ok("-12.00")),
            ("=1+1", &point, Err("Not a number")),
            ("1e9", &point, Err("Not a number")),
        ] {
            let read = parse(text, Input::Money, convention);
            let amount = read.as_ref().map(|money| money["amount"].as_str().unwrap_or_default());
            assert_eq!(amount.map_err(String::as_str), expected, "{text}");
        }
    }

    #[test]
    fn a_choice_is_read_by_key_or_label_also_when_a_crm_says_closed() {
        let any = convention(DateOrder::DayFirst, false);
        for (text, expected) in [("Won", "won"), ("closed won", "won"), ("NEGOTIATION", "negotiation")] {
            assert_eq!(parse(text, Input::Choice(Stage::CHOICES), &any), Ok(json!(expected)), "{text}");
        }
        let refused = parse("perhaps", Input::Choice(Stage::CHOICES), &any);
        assert!(refused.is_err_and(|message| message.starts_with("None of Prospecting, ")));
    }
}
