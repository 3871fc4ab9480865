//! The value of a field as a sentence shows it: a choice by its name, an amount as money, a link by its title.

use serde_json::Value;

use crate::{
    domain::{
        Kind, Money, Record, date,
        field::{Choices, Input},
        json::Json,
    },
    state::Store,
    words::{self, screen::kit as text},
};

/// The value of a field, by its kind and key.
pub fn shown(kind: Kind, key: &str, value: &Value, store: Store) -> String {
    let input = kind.fields().iter().find(|field| field.key == key).map(|field| field.input);
    let locale = store.locale();
    let named = |choices: Choices, value: &Value| {
        let key = value.as_str().filter(|key| choices.keys.contains(key));
        key.map_or_else(|| display(value, store), |key| words::choice(choices, key).to_owned())
    };
    match (input, value) {
        (_, Value::Null) => text::NOTHING.into(),
        (Some(Input::Choice(choices)), value) => named(choices, value),
        (Some(Input::Several(choices)), Value::Array(values)) => {
            values.iter().map(|value| named(choices, value)).collect::<Vec<_>>().join(", ")
        }
        (Some(Input::Money), value) => {
            Money::from_json(value.clone()).map_or_else(|_| display(value, store), |money| locale.money(money))
        }
        (Some(Input::Date), Value::String(day)) => date::parse(day).map_or_else(|| day.clone(), |day| locale.date(day)),
        (Some(Input::Flag), Value::Bool(is_so)) => if *is_so { text::YES } else { text::NO }.into(),
        (_, value) => display(value, store),
    }
}

/// A value whose field is not known.
fn display(value: &Value, store: Store) -> String {
    let locale = store.locale();
    match value {
        Value::String(text) => match uuid::Uuid::parse_str(text) {
            Ok(id) => {
                store.peek(|records| records.with_uuid(id).map(Record::title)).unwrap_or_else(|| text::GONE.into())
            }
            Err(_) => text.clone(),
        },
        Value::Null => text::NOTHING.into(),
        Value::Array(values) => values.iter().map(|value| display(value, store)).collect::<Vec<_>>().join(", "),
        Value::Object(values) => match Money::from_json(value.clone()) {
            Ok(money) => locale.money(money),
            Err(_) => values.values().map(|value| display(value, store)).collect::<Vec<_>>().join(", "),
        },
        other => locale.typed(&other.to_string()),
    }
}
