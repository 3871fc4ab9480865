//! The published JSON Schema of the file, made from the same field table that reads it.

use serde_json::{Map, Value, json};

use super::{FORMAT, Level, VERSION};
use crate::domain::{
    Kind,
    field::{Field, Input},
};

/// The JSON Schema (2020-12) of the file.
pub fn json_schema() -> Value {
    let groups: Map<String, Value> = Kind::ALL
        .iter()
        .map(|kind| (kind.plural().to_owned(), json!({ "type": "array", "items": record(*kind) })))
        .collect();
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Mainstay",
        "type": "object",
        "required": ["format", "version", "level", "scope", "records"],
        "properties": {
            "format": { "const": FORMAT },
            "version": { "type": "integer", "minimum": 1, "maximum": VERSION },
            "exportedAt": { "type": "string", "format": "date-time" },
            "level": { "enum": Level::ALL.map(Level::key) },
            "scope": { "oneOf": [
                { "const": "workspace" },
                { "type": "object", "required": ["account"], "properties": { "account": id() } },
            ] },
            "records": { "type": "object", "additionalProperties": false, "properties": groups },
        },
    })
}

fn id() -> Value {
    json!({ "type": "string", "format": "uuid" })
}

fn record(kind: Kind) -> Value {
    let mut properties = Map::from_iter([
        ("id".to_owned(), id()),
        ("external".to_owned(), json!({ "type": "object", "additionalProperties": { "type": "string" } })),
        ("sample".to_owned(), json!({ "const": true })),
        ("version".to_owned(), json!({ "type": "integer", "minimum": 1, "maximum": VERSION })),
    ]);
    let mut required = vec!["id"];
    if kind.belongs_to_account() {
        properties.insert("account".to_owned(), id());
        required.push("account");
    }
    for field in kind.fields() {
        properties.insert(field.key.to_owned(), value(field));
    }
    required.extend(kind.fields().iter().filter(|field| field.required).map(|field| field.key));
    json!({
        "type": "object",
        "title": kind.plural(),
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn value(field: &Field) -> Value {
    match field.input {
        Input::Text | Input::LongText | Input::Address | Input::Quarter => json!({ "type": "string" }),
        Input::Date => json!({ "type": "string", "format": "date" }),
        Input::Time => json!({ "type": "string", "pattern": "^[0-2][0-9]:[0-5][0-9]$" }),
        Input::Currency => json!({ "type": "string", "pattern": "^[A-Z]{3}$" }),
        Input::Money => json!({
            "type": "object",
            "required": ["amount", "currency"],
            "properties": {
                "amount": { "type": "string", "pattern": "^-?[0-9]+(\\.[0-9]+)?$" },
                "currency": { "type": "string", "pattern": "^[A-Z]{3}$" },
            },
        }),
        Input::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Input::Decimal => json!({ "type": "number" }),
        Input::Choice(choices) => json!({ "enum": choices.keys }),
        Input::Several(choices) | Input::Members(choices) => {
            json!({ "type": "array", "items": { "enum": choices.keys } })
        }
        Input::Flag => json!({ "type": "boolean" }),
        Input::Link(_) | Input::Anything => id(),
        Input::Links(_) => json!({ "type": "array", "items": id() }),
        Input::Parts(key) => json!({
            "type": "array",
            "items": { "type": "object", "properties": { key: { "type": ["string", "integer"] } } },
        }),
        Input::Structured => json!({}),
    }
}
