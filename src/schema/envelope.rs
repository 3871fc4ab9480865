//! The envelope in which the database keeps a record: key and index fields, and the body as JSON.

use crate::words::failure;
use serde_json::Value;
use uuid::Uuid;

use super::{SchemaError, VERSION, migration::migrate};
use crate::domain::{Deletion, Key, Kind, Millis, Record, Stored, json::Fields};

/// One row of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The record's id.
    pub id: String,
    /// The id of its account; empty for what the workspace shares.
    pub account: String,
    /// The group of its kind: `people`.
    pub kind: String,
    /// The schema version of the body.
    pub version: u32,
    /// Counts the writes of this database; the row has the number of its last one.
    pub revision: u64,
    /// When it was last written.
    pub changed_at: Millis,
    /// Whether it came with the sample.
    pub sample: bool,
    /// How it was deleted.
    pub deleted: Option<Deletion>,
    /// The record as JSON, as files hold it; empty once a deleted record was purged.
    pub body: String,
    /// The stamps of what stands in its cells, as `replica` writes them; empty where an older version wrote the row.
    pub stamps: String,
    /// Whether several different values stand in one of its cells.
    pub contested: bool,
    /// What referred to a deleted record, as version 5 noted it.
    pub held: String,
}

/// Takes a row out of its envelope, migrated to this code's version.
///
/// # Errors
/// [`SchemaError::Newer`] when a newer version wrote it, [`SchemaError::Damaged`] when it cannot be read.
pub fn open(envelope: &Envelope) -> Result<Stored, SchemaError> {
    if envelope.version > VERSION {
        return Err(SchemaError::Newer { version: envelope.version });
    }
    let damaged = |message: String| SchemaError::Damaged { id: envelope.id.clone(), message };
    let kind = Kind::from_plural(&envelope.kind).ok_or_else(|| damaged(failure::unknown_kind(&envelope.kind)))?;
    let body = if envelope.is_purged() { format!(r#"{{"id":"{}"}}"#, envelope.id) } else { envelope.body.clone() };
    let body = serde_json::from_str(&body).map_err(|error| damaged(error.to_string()))?;
    let Value::Object(fields) = body else { return Err(damaged(failure::NOT_A_RECORD.into())) };
    let record = Record::from_value(kind, migrate(kind, fields, envelope.version));
    let record = record.map_err(|problem| damaged(problem.field))?;
    Ok(Stored {
        record,
        sample: envelope.sample,
        deleted: envelope.deleted.clone(),
        held: Fields::new(),
        unsettled: Vec::new(),
        disputed: Vec::new(),
    })
}

impl Envelope {
    /// The row as JSON, for an export of what cannot be read.
    pub fn to_json(&self) -> Value {
        let deleted = self.deleted.as_ref();
        let values = [
            ("id", Value::from(self.id.as_str())),
            ("account", self.account.as_str().into()),
            ("kind", self.kind.as_str().into()),
            ("version", self.version.into()),
            ("revision", self.revision.into()),
            ("changedAt", self.changed_at.into()),
            ("sample", self.sample.into()),
            ("deletedAt", deleted.map_or(Value::Null, |deletion| deletion.at.into())),
            ("deletedWith", deleted.map_or(Value::Null, |deletion| deletion.of.to_string().into())),
            ("takenBack", deleted.is_some_and(|deletion| deletion.taken_back).into()),
            ("body", self.body.as_str().into()),
            ("stamps", self.stamps.as_str().into()),
            ("contested", self.contested.into()),
        ];
        Value::Object(values.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
    }

    /// Reads a row as [`Envelope::to_json`] writes it, and as the recovery page does.
    pub fn from_json(row: &Value) -> Option<Self> {
        let text = |key: &str| row.get(key).and_then(Value::as_str).map(str::to_owned);
        let flag = |key: &str| row.get(key).and_then(Value::as_bool).unwrap_or(false);
        let deletion = |at| Deletion {
            at,
            of: text("deletedWith").and_then(|of| of.parse().ok()).unwrap_or_default(),
            taken_back: flag("takenBack"),
        };
        Some(Self {
            id: text("id")?,
            account: text("account").unwrap_or_default(),
            kind: text("kind")?,
            version: u32::try_from(row.get("version")?.as_u64()?).ok()?,
            revision: row.get("revision").and_then(Value::as_u64).unwrap_or(0),
            changed_at: row.get("changedAt").and_then(Value::as_i64).unwrap_or(0),
            sample: flag("sample"),
            deleted: row.get("deletedAt").and_then(Value::as_i64).map(deletion),
            body: text("body")?,
            stamps: text("stamps").unwrap_or_default(),
            contested: flag("contested"),
            held: String::new(),
        })
    }

    /// A row of the records of an older version, which has no stamps.
    pub fn is_unstamped(&self) -> bool {
        self.stamps.is_empty()
    }

    /// Whether nothing is left of the record but that it was deleted.
    pub fn is_purged(&self) -> bool {
        self.body.is_empty()
    }

    /// The address of the record, where kind and id can be read.
    pub fn key(&self) -> Option<Key> {
        Some(Key { kind: Kind::from_plural(&self.kind)?, id: Uuid::parse_str(&self.id).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Id;

    #[test]
    fn a_newer_row_is_refused_and_one_that_cannot_be_read_is_damaged() {
        let row = Envelope {
            id: Uuid::from_u128(7).to_string(),
            account: String::new(),
            kind: "accounts".into(),
            version: VERSION,
            revision: 3,
            changed_at: 9,
            sample: true,
            deleted: None,
            body: format!(r#"{{"id":"{}","name":"Aurelia ✚ «ح»"}}"#, Uuid::from_u128(7)),
            stamps: String::new(),
            contested: false,
            held: String::new(),
        };
        let opened = open(&row).map(|stored| (stored.record.uuid(), stored.record.name(), stored.sample));
        assert_eq!(opened, Ok((Id::<()>::new(Uuid::from_u128(7)).0, Some("Aurelia ✚ «ح»".into()), true)));
        let newer = Envelope { version: VERSION + 1, ..row.clone() };
        assert_eq!(open(&newer), Err(SchemaError::Newer { version: VERSION + 1 }));
        let damaged = Envelope { body: "{".into(), ..row };
        assert!(matches!(open(&damaged), Err(SchemaError::Damaged { .. })));
    }
}
