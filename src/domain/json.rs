//! How the value of a field is written in files. One reader per type of value, whatever kind of record holds it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::{
    Expected, Id, Money, Shown, Wrong,
    brand::{Brand, Logo},
    date::{self, Holiday},
    escalation::Climb,
    field::{Choices, key},
    money::Currency,
    negotiation::{Offer, Round},
    record::{Slot, read},
    review::{Slide, SlideText},
    satisfaction::Answers,
    setting::{Rate, Segmentation, StageOdds, Standard},
};

/// A record or a part of one, as files hold it.
pub type Fields = Map<String, Value>;

/// The values with one set, or cleared by null.
#[must_use]
pub fn with(fields: &Fields, key: &str, value: Value) -> Fields {
    let mut fields = fields.clone();
    match value {
        Value::Null => drop(fields.shift_remove(key)),
        value => drop(fields.insert(key.to_owned(), value)),
    }
    fields
}

/// The keys whose values differ, in the order of `before`, then of `after`.
pub fn changed(before: &Fields, after: &Fields) -> Vec<String> {
    let gone_or_new = before.keys().chain(after.keys().filter(|key| !before.contains_key(*key)));
    gone_or_new.filter(|key| before.get(*key) != after.get(*key)).cloned().collect()
}

/// A value that a field can have.
pub trait Json: Default + PartialEq {
    /// The value as files hold it.
    fn to_json(&self) -> Value;

    /// Reads the value.
    ///
    /// # Errors
    /// What is wrong.
    fn from_json(value: Value) -> Result<Self, Wrong>;
}

fn shown(value: &Value) -> Shown {
    const LONGEST: usize = 40;
    let text = value.to_string();
    Shown(match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    })
}

fn refused<T>(value: &Value, expected: Expected) -> Result<T, Wrong> {
    Err(Wrong::NotA(expected, shown(value)))
}

/// The text of a value, for what files write as text.
fn text(value: &Value, expected: Expected) -> Result<&str, Wrong> {
    value.as_str().map_or_else(|| refused(value, expected), Ok)
}

/// The position of a chosen value among its choices.
pub(super) fn choice(value: &Value, choices: Choices) -> Result<usize, Wrong> {
    let position = choices.keys.iter().position(|key| value.as_str() == Some(key));
    position.ok_or_else(|| Wrong::NoneOf(choices.keys, shown(value)))
}

impl Json for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::String(text) => Ok(text),
            other => refused(&other, Expected::Text),
        }
    }
}

impl Json for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        value.as_bool().map_or_else(|| refused(&value, Expected::Flag), Ok)
    }
}

impl Json for f64 {
    fn to_json(&self) -> Value {
        Value::from(*self)
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        value.as_f64().map_or_else(|| refused(&value, Expected::Number), Ok)
    }
}

macro_rules! whole_numbers {
    ($($number:ty),*) => { $(
        impl Json for $number {
            fn to_json(&self) -> Value {
                Value::from(*self)
            }

            fn from_json(value: Value) -> Result<Self, Wrong> {
                let number = value.as_i64().and_then(|number| Self::try_from(number).ok());
                number.map_or_else(|| refused(&value, Expected::Whole), Ok)
            }
        }
    )* };
}

whole_numbers!(u8, i8, u16, u32, i64);

impl Json for NaiveDate {
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        date::parse(text(&value, Expected::Date)?).map_or_else(|| refused(&value, Expected::Date), Ok)
    }
}

impl Json for Uuid {
    fn to_json(&self) -> Value {
        Value::String(self.to_string())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        Self::parse_str(text(&value, Expected::Id)?).or_else(|_| refused(&value, Expected::Id))
    }
}

impl<T> Json for Id<T> {
    fn to_json(&self) -> Value {
        self.0.to_json()
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        Uuid::from_json(value).map(Self::new)
    }
}

impl Json for Currency {
    fn to_json(&self) -> Value {
        Value::from(self.code())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        Self::parse(text(&value, Expected::Currency)?).map_or_else(|| refused(&value, Expected::Currency), Ok)
    }
}

impl Json for Money {
    fn to_json(&self) -> Value {
        let fields = [("amount", Value::String(self.decimal())), ("currency", self.currency().to_json())];
        Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).into_iter().collect())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        let (Some(Value::String(amount)), Some(currency)) = (value.get("amount"), value.get("currency")) else {
            return refused(&value, Expected::Money);
        };
        Self::parse_decimal(amount, Currency::from_json(currency.clone())?)
            .map_err(|problem| Wrong::Amount(problem, amount.clone()))
    }
}

impl<T: Json> Json for Option<T> {
    fn to_json(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_json)
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        if value.is_null() { Ok(None) } else { T::from_json(value).map(Some) }
    }
}

impl<T: Json> Json for Vec<T> {
    fn to_json(&self) -> Value {
        Value::Array(self.iter().map(T::to_json).collect())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Array(values) => values.into_iter().map(T::from_json).collect(),
            other => refused(&other, Expected::List),
        }
    }
}

impl Json for BTreeMap<String, String> {
    fn to_json(&self) -> Value {
        Value::Object(self.iter().map(|(key, value)| (key.clone(), value.to_json())).collect())
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        match value {
            Value::Object(fields) => {
                let mut texts = Self::new();
                for (key, value) in fields {
                    texts.insert(key, String::from_json(value)?);
                }
                Ok(texts)
            }
            other => refused(&other, Expected::Texts),
        }
    }
}

impl Json for Value {
    fn to_json(&self) -> Value {
        self.clone()
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        Ok(value)
    }
}

impl Json for Slide {
    fn to_json(&self) -> Value {
        self.key().into()
    }

    fn from_json(value: Value) -> Result<Self, Wrong> {
        let slide = Self::ALL.iter().find(|slide| value.as_str() == Some(slide.key()));
        slide.map_or_else(|| refused(&value, Expected::Slide), |slide| Ok(*slide))
    }
}

/// The values of a part of a record, each under its key; what is empty is left out.
fn object(values: &[(&str, &dyn Slot)]) -> Value {
    let written = values.iter().map(|(key, slot)| ((*key).to_owned(), slot.value()));
    let is_empty = |value: &Value| match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    };
    Value::Object(written.filter(|(_, value)| !is_empty(value)).collect())
}

/// Parts of records: an object with a value for each of these fields; an absent one is as in a new part.
macro_rules! parts {
    ($($part:ident { $($field:ident),* $(,)? })*) => { $(
        impl Json for $part {
            fn to_json(&self) -> Value {
                object(&[$((key!(stringify!($field)), &self.$field as &dyn Slot)),*])
            }

            fn from_json(value: Value) -> Result<Self, Wrong> {
                let Value::Object(mut fields) = value else { return refused(&value, Expected::Part) };
                let mut part = Self::default();
                read(&mut [$(&mut part.$field),*], &[$(key!(stringify!($field))),*], &mut fields)
                    .map_err(|problem| problem.wrong)?;
                Ok(part)
            }
        }
    )* };
}

parts! {
    Answers { score, count }
    Brand { primary, second, logo }
    Climb { id, date, level, reason }
    Holiday { id, date, name, region }
    Logo { png, width, height }
    Offer { discount, rise, months }
    Rate { id, date, from, to, rate }
    Round { id, date, theirs, offer, note }
    Segmentation { revenue, growth, fit, stability, a_from, b_from }
    SlideText { slide, headline, text, points, notes, hidden }
    StageOdds { stage, probability, name }
    Standard { tier, executive_review, business_review, touch, enablement, hours }
}
