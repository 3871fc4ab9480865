//! The envelope in which the database keeps a record: key and index fields, and the body as JSON.

use crate::words::failure;
use serde_json::Value;
use uuid::Uuid;

use super::{SchemaError, VERSION, migration::migrate};
use crate::domain::{Deletion, Key, Kind, Millis, Record, Stored};

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
    /// Counts the writes of this row on this device.
    pub revision: u64,
    /// When it was last written.
    pub changed_at: Millis,
    /// Whether it came with the sample.
    pub sample: bool,
    /// How it was deleted.
    pub deleted: Option<Deletion>,
    /// The record as JSON, as files hold it.
    pub body: String,
}

/// Puts a row into its envelope.
pub fn seal(row: &Stored, revision: u64, changed_at: Millis) -> Envelope {
    Envelope {
        id: row.record.uuid().to_string(),
        account: row.record.account_id().map(|id| id.to_string()).unwrap_or_default(),
        kind: row.record.kind().plural().to_owned(),
        version: VERSION,
        revision,
        changed_at,
        sample: row.sample,
        deleted: row.deleted.clone(),
        body: Value::Object(row.record.to_value()).to_string(),
    }
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
    let body = serde_json::from_str(&envelope.body).map_err(|error| damaged(error.to_string()))?;
    let Value::Object(fields) = body else { return Err(damaged(failure::NOT_A_RECORD.into())) };
    let record = Record::from_value(kind, migrate(kind, fields, envelope.version));
    let record = record.map_err(|problem| damaged(problem.field))?;
    Ok(Stored { record, sample: envelope.sample, deleted: envelope.deleted.clone() })
}

impl Envelope {
    /// The row as JSON, for an export of what cannot be read.
    pub fn to_json(&self) -> Value {
        serde_json::json!({
            "id": self.id,
            "account": self.account,
            "kind": self.kind,
            "version": self.version,
            "revision": self.revision,
            "changedAt": self.changed_at,
            "sample": self.sample,
            "deletedAt": self.deleted.as_ref().map(|deletion| deletion.at),
            "deletedWith": self.deleted.as_ref().map(|deletion| deletion.of),
            "held": self.deleted.as_ref().map(Deletion::held_text),
            "body": self.body,
        })
    }

    /// The address of the record, where kind and id can be read.
    pub fn key(&self) -> Option<Key> {
        Some(Key { kind: Kind::from_plural(&self.kind)?, id: Uuid::parse_str(&self.id).ok()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Account, Entity, Id};

    #[test]
    fn a_row_survives_its_envelope_and_a_newer_one_is_refused() {
        let account =
            Account { id: Id::new(Uuid::from_u128(7)), name: "Aurelia ✚ «ح»".into(), ..Account::default() };
        let row = Stored {
            record: account.into_record(),
            sample: true,
            deleted: Some(Deletion { at: 5, of: Uuid::from_u128(7), held: Vec::new() }),
        };
        let envelope = seal(&row, 3, 9);
        assert_eq!(open(&envelope), Ok(row));
        let newer = Envelope { version: VERSION + 1, ..envelope.clone() };
        assert_eq!(open(&newer), Err(SchemaError::Newer { version: VERSION + 1 }));
        let damaged = Envelope { body: "{".into(), ..envelope };
        assert!(matches!(open(&damaged), Err(SchemaError::Damaged { .. })));
    }
}
