//! What a field's value must be, whoever wrote it: a person, a file or an import.

use serde_json::Value;

use super::{
    Wrong,
    field::{Field, Input},
};

/// The longest text a field takes, in characters.
pub const LONGEST_TEXT: usize = 20_000;
/// The years that dates may lie in.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2200;

/// What is wrong with `value` for `field`; `None` when nothing is.
pub fn problem(field: &Field, value: Option<&Value>) -> Option<Wrong> {
    let Some(value) = value else {
        return field.required.then_some(Wrong::Missing);
    };
    match field.input {
        Input::Text | Input::LongText | Input::Address | Input::Time | Input::Quarter => text_problem(field, value),
        Input::Whole(least, most) => {
            let inside = value.as_i64().is_some_and(|number| (least..=most).contains(&number));
            (!inside).then_some(Wrong::NotBetween(least, most))
        }
        Input::Date => {
            let year = value.as_str().and_then(|text| text.get(..4)).and_then(|year| year.parse::<i32>().ok());
            let inside = year.is_some_and(|year| YEARS.contains(&year));
            (!inside).then_some(Wrong::YearNotBetween(*YEARS.start(), *YEARS.end()))
        }
        Input::Link(_) if field.required && value.as_str() == Some(&uuid::Uuid::nil().to_string()) => {
            Some(Wrong::Missing)
        }
        _ => None,
    }
}

fn text_problem(field: &Field, value: &Value) -> Option<Wrong> {
    let text = value.as_str().unwrap_or_default();
    if field.required && text.trim().is_empty() {
        return Some(Wrong::Missing);
    }
    if text.chars().count() > LONGEST_TEXT {
        return Some(Wrong::LongerThan(LONGEST_TEXT));
    }
    let time_of_day = || chrono::NaiveTime::parse_from_str(text, "%H:%M").is_ok();
    (field.input == Input::Time && !time_of_day()).then_some(Wrong::NotATime)
}
