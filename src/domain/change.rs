//! The one write path: a [`Change`] is applied to the records and yields a [`Diff`] that can be turned round.

use std::collections::BTreeMap;

use super::{
    Entity, Key, Kind, Record, Records, Stored,
    deletion::{bring_back, delete, hold_links, restore},
    records::Millis,
};

/// One step of a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds the record or replaces the one with its id.
    Put(Record),
    /// The same, marked as part of the sample.
    PutSample(Record),
    /// Deletes these records, and what cannot stand without them.
    Delete(Vec<Key>),
    /// Brings a deleted record back, with all that was deleted in the same step.
    Restore(Key),
    /// Brings a deleted record back, and nothing that was deleted with it.
    RestoreAlone(Key),
}

/// What a person did, as one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What undo is called: “moved the due date”.
    pub label: String,
    /// The steps, in order.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change of several steps.
    pub fn new(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { label: label.into(), edits }
    }

    /// A change that puts one record.
    pub fn put(label: impl Into<String>, record: impl Entity) -> Self {
        Self::new(label, vec![Edit::Put(record.into_record())])
    }

    /// A change that deletes one record.
    pub fn delete(label: impl Into<String>, key: impl Into<Key>) -> Self {
        Self::new(label, vec![Edit::Delete(vec![key.into()])])
    }
}

/// One row before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Delta {
    /// Which.
    pub key: Key,
    /// The row before; `None` where there was none.
    pub before: Option<Stored>,
    /// The row after; `None` where it is gone.
    pub after: Option<Stored>,
}

/// What a change did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The change's label.
    pub label: String,
    /// The rows it touched, each once.
    pub deltas: Vec<Delta>,
}

impl Diff {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.deltas.is_empty()
    }
}

/// Applies `change` and tells what it did. `now` is the time that deleted records carry.
pub fn apply(records: &mut Records, change: Change, now: Millis) -> Diff {
    let mut diff = Deltas::new();
    for edit in change.edits {
        match edit {
            // A record without an id is none: it was deleted under the hand that edits it.
            Edit::Put(record) if record.uuid().is_nil() => {}
            Edit::Put(record) => {
                let sample = records.stored(record.key()).is_some_and(|stored| stored.sample);
                put(records, &mut diff, record, sample);
            }
            Edit::PutSample(record) => put(records, &mut diff, record, true),
            Edit::Delete(keys) => delete(records, &mut diff, keys, now),
            Edit::Restore(key) => restore(records, &mut diff, key),
            Edit::RestoreAlone(key) => bring_back(records, &mut diff, key),
        }
    }
    hold_links(records, &mut diff);
    let deltas = diff.into_values().filter(|delta| delta.before != delta.after).collect();
    Diff { label: change.label, deltas }
}

/// What undo has left alone because it has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAlone {
    /// The kind of the record.
    pub kind: Kind,
    /// The key of the field; `None` for the record as a whole.
    pub field: Option<String>,
}

/// The rows that a change has touched so far.
pub type Deltas = BTreeMap<Key, Delta>;

/// Puts a record. What its row held stays held where the record says nothing of it.
fn put(records: &mut Records, diff: &mut Deltas, record: Record, sample: bool) {
    let row = match records.stored(record.key()) {
        Some(row) => Stored { record, sample, deleted: None, ..row.clone() },
        None => Stored { sample, ..Stored::own(record) },
    };
    write(records, diff, row);
}

pub(super) fn write(records: &mut Records, diff: &mut Deltas, row: Stored) {
    set(records, diff, row.key(), Some(row));
}

fn set(records: &mut Records, diff: &mut Deltas, key: Key, row: Option<Stored>) {
    let before = records.stored(key).cloned();
    diff.entry(key).or_insert(Delta { key, before, after: None }).after.clone_from(&row);
    records.set(key, row);
}
