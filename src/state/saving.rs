//! What is not on the disk yet, and how it gets there: per record, coalesced per frame, with revisions checked.

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::{Key, Millis, Record, Records, Stored, merge::merge},
    schema::seal,
    storage::Write,
};

/// What the save state says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was ever written.
    Nothing,
    /// Changes are on their way.
    Saving,
    /// Everything is on the disk since then.
    Saved(Millis),
    /// It could not be written, and why.
    Failed(String),
}

/// Rows that differ from the disk, with what the disk holds.
#[derive(Default)]
pub struct Pending {
    revisions: HashMap<Key, u64>,
    /// Per dirty row, the row as the disk has it.
    dirty: BTreeMap<Key, Option<Stored>>,
    /// What a running write carries.
    in_flight: Option<Vec<(Key, Option<Stored>)>>,
}

/// Two values of one field that met.
pub struct Clash {
    /// The record.
    pub key: Key,
    /// The field's key.
    pub field: String,
    /// Our value; the record holds the other.
    pub mine: serde_json::Value,
}

impl Pending {
    /// Remembers the revision of a row that was read.
    pub fn loaded(&mut self, key: Key, revision: u64) {
        self.revisions.insert(key, revision);
    }

    /// Marks a row as differing from the disk, which holds `on_disk`.
    pub fn mark(&mut self, key: Key, on_disk: Option<Stored>) {
        self.dirty.entry(key).or_insert(on_disk);
    }

    /// Whether anything waits to be written or is being written.
    pub fn is_busy(&self) -> bool {
        !self.dirty.is_empty() || self.in_flight.is_some()
    }

    /// The batch to write now; `None` while one is running or nothing waits.
    pub fn take_batch(&mut self, records: &Records, now: Millis) -> Option<Vec<Write>> {
        if self.in_flight.is_some() || self.dirty.is_empty() {
            return None;
        }
        let dirty = std::mem::take(&mut self.dirty);
        let mut batch = Vec::with_capacity(dirty.len());
        let mut carried = Vec::with_capacity(dirty.len());
        for (key, on_disk) in dirty {
            let row = records.stored(key).cloned();
            let expected = self.revisions.get(&key).copied().unwrap_or(0);
            let Some(written) = row.as_ref().or(on_disk.as_ref()).filter(|_| row.is_some() || expected > 0) else {
                continue;
            };
            batch.push(Write { row: seal(written, expected + 1, now), remove: row.is_none(), expected });
            carried.push((key, on_disk));
        }
        if batch.is_empty() {
            return None;
        }
        self.in_flight = Some(carried);
        Some(batch)
    }

    /// The running batch is on the disk. Rows that changed meanwhile keep what was written as their disk state.
    pub fn written(&mut self, batch: &[Write]) {
        self.in_flight = None;
        for write in batch {
            let Some(key) = write.row.key() else { continue };
            if write.remove {
                self.revisions.remove(&key);
            } else {
                self.revisions.insert(key, write.row.revision);
            }
            if let Some(on_disk) = self.dirty.get_mut(&key) {
                *on_disk = if write.remove { None } else { crate::schema::open(&write.row).ok() };
            }
        }
    }

    /// The running batch was not written: its rows wait again.
    pub fn not_written(&mut self) {
        for (key, on_disk) in self.in_flight.take().into_iter().flatten() {
            self.dirty.insert(key, on_disk);
        }
    }

    /// Another tab's row has arrived. Returns the row as it shall be in memory, and the fields that both changed.
    pub fn arrive(
        &mut self,
        key: Key,
        theirs: Option<(Stored, u64)>,
        mine: Option<&Stored>,
    ) -> (Option<Stored>, Vec<Clash>) {
        let (row, revision) = theirs.map_or((None, 0), |(row, revision)| (Some(row), revision));
        if revision == 0 {
            self.revisions.remove(&key);
        } else {
            self.revisions.insert(key, revision);
        }
        let Some(base) = self.dirty.remove(&key) else { return (row, Vec::new()) };
        let (Some(base), Some(mine), Some(theirs)) = (base, mine, row.as_ref()) else {
            // One side removed the row. What was changed is kept: it wins over what was removed.
            let kept = mine.cloned().or_else(|| row.clone());
            if kept != row {
                self.dirty.insert(key, row);
            }
            return (kept, Vec::new());
        };
        let (base_fields, my_fields) = (base.record.to_value(), mine.record.to_value());
        let merged = merge(&base_fields, &my_fields, &theirs.record.to_value());
        let clash = |field: &String| Clash {
            key,
            field: field.clone(),
            mine: my_fields.get(field).cloned().unwrap_or_default(),
        };
        let clashes = merged.conflicts.iter().map(clash).collect();
        let record = Record::from_value(key.kind, merged.fields).unwrap_or_else(|_| theirs.record.clone());
        let deleted = if mine.deleted == base.deleted { theirs.deleted } else { mine.deleted };
        let together = Stored { record, deleted, sample: theirs.sample };
        if together != *theirs {
            self.dirty.insert(key, Some(theirs.clone()));
        }
        (Some(together), clashes)
    }
}
