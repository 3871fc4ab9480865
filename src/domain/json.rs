//! How the value of a field is written in files. One reader per type of value, whatever kind of record holds it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    Id, Money,
    brand::Brand,
    date::Holiday,
    escalation::Climb,
    field::Choices,
    money::Currency,
    negotiation::Round,
    review::{Slide, SlideText},
    setting::{Rate, Segmentation, StageOdds, Standard},
};

/// A record or a part of one, as files hold it.
pub type Fields = Map<String, Value>;

/// A value that a field can have.
pub trait Json: Default + PartialEq {
    /// The value as files hold it.
    fn to_json(&self) -> Value;

    /// Reads the value.
    ///
    /// # Errors
    /// A sentence that says what is wrong.
    fn from_json(value: Value) -> Result<Self, String>;
}

/// A refused value as the message shows it: short, on one line.
fn shown(value: &Value) -> String {
    const LONGEST: usize = 40;
    let text = value.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

fn refused<T>(value: &Value, expected: &str) -> Result<T, String> {
    Err(format!("{} is not {expected}", shown(value)))
}

/// The text of a value, for what files write as text.
fn text<'a>(value: &'a Value, expected: &str) -> Result<&'a str, String> {
    value.as_str().map_or_else(|| refused(value, expected), Ok)
}

/// The position of a chosen value among its choices.
pub(super) fn choice(value: &Value, choices: Choices) -> Result<usize, String> {
    let position = choices.iter().position(|(key, _)| value.as_str() == Some(key));
    position.ok_or_else(|| {
        let keys: Vec<&str> = choices.iter().map(|(key, _)| *key).collect();
        format!("{} is not one of {}", shown(value), keys.join(", "))
    })
}

impl Json for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        match value {
            Value::String(text) => Ok(text),
            other => refused(&other, "a text"),
        }
    }
}

impl Json for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_json(value: Value) -> Result<Self, String> {
        value.as_bool().map_or_else(|| refused(&value, "true or false"), Ok)
    }
}

impl Json for f64 {
    fn to_json(&self) -> Value {
        Value::from(*self)
    }

    fn from_json(value: Value) -> Result<Self, String> {
        value.as_f64().map_or_else(|| refused(&value, "a number"), Ok)
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => { $(
        impl Json for $number {
            fn to_json(&self) -> Value {
                Value::from(*self)
            }

            fn from_json(value: Value) -> Result<Self, String> {
                let number = value.as_i64().and_then(|number| Self::try_from(number).ok());
                number.map_or_else(|| refused(&value, "a whole number that fits here"), Ok)
            }
        }
    )* };
}

whole_numbers!(u8, i8, u16, u32, i64);

impl Json for NaiveDate {
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        const EXPECTED: &str = "a date such as 2026-11-23";
        text(&value, EXPECTED)?.parse().or_else(|_| refused(&value, EXPECTED))
    }
}

impl Json for Uuid {
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        Self::parse_str(text(&value, "an id")?).or_else(|_| refused(&value, "an id"))
    }
}

impl<T> Json for Id<T> {
    fn to_json(&self) -> Value {
        self.0.to_json()
    }

    fn from_json(value: Value) -> Result<Self, String> {
        Uuid::from_json(value).map(Self::new)
    }
}

impl Json for Currency {
    fn to_json(&self) -> Value {
        Value::from(self.code())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        const EXPECTED: &str = "a currency code such as EUR";
        Self::parse(text(&value, EXPECTED)?).map_or_else(|| refused(&value, EXPECTED), Ok)
    }
}

impl Json for Money {
    fn to_json(&self) -> Value {
        let fields = [("amount", Value::String(self.decimal())), ("currency", self.currency.to_json())];
        Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).into_iter().collect())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        let (Some(Value::String(amount)), Some(currency)) = (value.get("amount"), value.get("currency")) else {
            return refused(
                &value,
                "an amount with its currency, such as {\"amount\": \"12.50\", \"currency\": \"EUR\"}",
            );
        };
        Self::parse_decimal(amount, Currency::from_json(currency.clone())?)
    }
}

impl<T: Json> Json for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_json)
    }

    fn from_json(value: Value) -> Result<Self, String> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: Json> Json for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(T::to_json).collect())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        match value {
            Value::Array(values) => values.into_iter().map(T::from_json).collect(),
            other => refused(&other, "a list"),
        }
    }
}

impl Json for BTreeMap<String, String> {
    fn to_json(&self) -> Value {
        Value::Object(self.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
    }

    fn from_json(value: Value) -> Result<Self, String> {
        match value {
            Value::Object(fields) => {
                fields.into_iter().map(|(key, value)| String::from_json(value).map(|value| (key, value))).collect()
            }
            other => refused(&other, "an object of texts"),
        }
    }
}

impl Json for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }

    fn from_json(value: Value) -> Result<Self, String> {
        Ok(value)
    }
}

/// Values of several parts, which describe themselves to serde.
macro_rules! compound {
    ($($compound:ty),*) => { $(
        impl Json for $compound {
            fn to_json(&self) -> Value {
                serde_json::to_value(self).unwrap_or_default()
            }

            fn from_json(value: Value) -> Result<Self, String> {
                serde_json::from_value(value).map_err(|error| error.to_string())
            }
        }
    )* };
}

compound!(Brand, Climb, Holiday, Rate, Round, Segmentation, Slide, SlideText, StageOdds, Standard);
