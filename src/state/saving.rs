//! What is not on the disk yet, and how it gets there: per record, coalesced per frame, with revisions checked. One
//! state machine: what the save state says follows from what is left to write, and nothing else.

use std::collections::{BTreeMap, HashMap};

use crate::{
    domain::{
        Key, Millis, Record, Records, Stored,
        merge::{Contested, merge},
    },
    schema::seal,
    storage::Write,
};

/// How long a failed write waits before it is tried again the first time; each failure after it waits twice as long.
const FIRST_RETRY: Millis = 1_000;
/// The longest wait.
const LAST_RETRY: Millis = 60_000;

/// What the save state says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was ever written.
    Nothing,
    /// Changes are on their way.
    Saving,
    /// Everything is on the disk since then.
    Saved(Millis),
    /// It could not be written, and why. What was not written is tried again by itself.
    Failed(String),
}

/// Rows that differ from the disk, with what the disk holds.
#[derive(Default)]
pub struct Saving {
    revisions: HashMap<Key, u64>,
    /// Per dirty row, the row as the disk has it.
    dirty: BTreeMap<Key, Option<Stored>>,
    /// What a running write carries.
    in_flight: Option<Vec<Carried>>,
    /// When everything was on the disk last.
    saved_at: Option<Millis>,
    /// Why the last write failed.
    failure: Option<String>,
    /// How many writes have failed in a row.
    failures: u32,
    /// Whether a retry is on its way.
    retrying: bool,
    /// Why this window keeps nothing at all.
    unavailable: Option<String>,
}

/// A row that a running write carries.
struct Carried {
    key: Key,
    /// The row as the disk has it.
    on_disk: Option<Stored>,
    /// The revision that the write replaces.
    expected: u64,
    /// Whether another tab was faster with this row: the write will come back, and its change is merged already.
    overtaken: bool,
}

/// Two values of one field or part that met.
pub struct Clash {
    /// The record.
    pub key: Key,
    /// The field, and the part of it.
    pub contested: Contested,
    /// Our value; the record holds the other.
    pub mine: serde_json::Value,
}

impl Saving {
    /// What the save state says.
    pub fn state(&self) -> SaveState {
        let resting = || self.saved_at.map_or(SaveState::Nothing, SaveState::Saved);
        match (&self.unavailable, &self.failure) {
            (Some(reason), _) => SaveState::Failed(reason.clone()),
            _ if !self.is_busy() => resting(),
            (_, Some(reason)) => SaveState::Failed(reason.clone()),
            (_, None) => SaveState::Saving,
        }
    }

    /// Whether anything waits to be written or is being written.
    pub fn is_busy(&self) -> bool {
        !self.dirty.is_empty() || self.in_flight.is_some()
    }

    /// Remembers the revision of a row that was read, and when it was written.
    pub fn loaded(&mut self, key: Key, revision: u64, written_at: Option<Millis>) {
        self.revisions.insert(key, revision);
        self.saved_at = self.saved_at.max(written_at);
    }

    /// This window keeps nothing.
    pub fn unavailable(&mut self, reason: String) {
        self.unavailable = Some(reason);
    }

    /// Marks a row as differing from the disk, which holds `on_disk`.
    pub fn mark(&mut self, key: Key, on_disk: Option<Stored>) {
        self.dirty.entry(key).or_insert(on_disk);
    }

    /// The batch to write now; `None` while one is running or nothing waits.
    pub fn take_batch(&mut self, records: &Records, now: Millis) -> Option<Vec<Write>> {
        if self.in_flight.is_some() {
            return None;
        }
        let dirty = std::mem::take(&mut self.dirty);
        let mut batch = Vec::with_capacity(dirty.len());
        let mut carried = Vec::with_capacity(dirty.len());
        for (key, on_disk) in dirty {
            let row = records.stored(key).cloned();
            let expected = self.revisions.get(&key).copied().unwrap_or(0);
            // A row that came and went before it was written is nothing to the disk.
            let Some(written) = row.as_ref().or(on_disk.as_ref()).filter(|_| row.is_some() || expected > 0) else {
                continue;
            };
            batch.push(Write { row: seal(written, expected + 1, now), remove: row.is_none(), expected });
            carried.push(Carried { key, on_disk, expected, overtaken: false });
        }
        if batch.is_empty() {
            return None;
        }
        self.in_flight = Some(carried);
        Some(batch)
    }

    /// The running batch is on the disk. Rows that changed meanwhile keep what was written as their disk state.
    pub fn written(&mut self, batch: &[Write], now: Millis) {
        self.in_flight = None;
        (self.failure, self.failures, self.saved_at) = (None, 0, Some(now));
        for write in batch {
            let Some(key) = write.row.key() else { continue };
            if write.remove {
                self.revisions.remove(&key);
            } else {
                // Another tab may have written after us, and be heard first.
                let known = self.revisions.entry(key).or_default();
                *known = write.row.revision.max(*known);
            }
            if let Some(on_disk) = self.dirty.get_mut(&key) {
                *on_disk = if write.remove { None } else { crate::schema::open(&write.row).ok() };
            }
        }
    }

    /// Another tab was faster: the rows of the running batch wait again.
    pub fn stale(&mut self) {
        for carried in self.in_flight.take().into_iter().flatten() {
            self.dirty.insert(carried.key, carried.on_disk);
        }
    }

    /// The running batch could not be written: its rows wait again. Returns how long to wait before the next attempt,
    /// unless one is on its way already.
    pub fn failed(&mut self, reason: String) -> Option<Millis> {
        self.stale();
        self.failure = Some(reason);
        let wait = FIRST_RETRY.saturating_mul(1 << self.failures.min(16)).min(LAST_RETRY);
        self.failures = self.failures.saturating_add(1);
        let is_first = !std::mem::replace(&mut self.retrying, true);
        is_first.then_some(wait)
    }

    /// The retry that was waited for begins.
    pub fn retries(&mut self) {
        self.retrying = false;
    }

    /// Another tab's row has arrived. Returns the row as it is kept in memory, and the fields that both changed.
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
        let waits = self.dirty.remove(&key);
        // A row of a running write is not on the disk yet. Where another tab took its revision, the write will come
        // back, and what it carries is merged here like what waits.
        let carried = self.in_flight.iter_mut().flatten().find(|carried| carried.key == key);
        let overtaken = carried.filter(|carried| carried.overtaken || revision <= carried.expected + 1);
        let base = match overtaken {
            Some(carried) => {
                carried.overtaken = true;
                Some(std::mem::replace(&mut carried.on_disk, row.clone()))
            }
            None => waits,
        };
        let Some(base) = base else { return (row, Vec::new()) };
        let (Some(base), Some(mine), Some(theirs)) = (base, mine, row.as_ref()) else {
            // One side removed the row. What was changed is kept: it wins over what was removed.
            let kept = mine.cloned().or_else(|| row.clone());
            if kept != row {
                self.dirty.insert(key, row);
            }
            return (kept, Vec::new());
        };
        let (base_fields, my_fields) = (base.record.to_value(), mine.record.to_value());
        let merged = merge(key.kind, &base_fields, &my_fields, &theirs.record.to_value());
        let clash = |contested: Contested| Clash { key, mine: contested.value(key.kind, &my_fields), contested };
        let clashes = merged.conflicts.into_iter().map(clash).collect();
        let record = Record::from_value(key.kind, merged.fields).unwrap_or_else(|_| theirs.record.clone());
        let deleted = if mine.deleted == base.deleted { &theirs.deleted } else { &mine.deleted }.clone();
        let together = Stored { record, deleted, sample: theirs.sample };
        if together != *theirs {
            self.dirty.insert(key, Some(theirs.clone()));
        }
        (Some(together), clashes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Id, Person};
    use uuid::Uuid;

    /// What happens to the machine.
    #[derive(Clone, Copy, Debug)]
    enum Event {
        /// A person changes the row.
        Change,
        /// A person adds the row, which the disk does not have.
        Add,
        /// A person takes the row back before it was written.
        TakeBack,
        /// A frame has passed, or a wait.
        Flush,
        Written,
        Stale,
        Failed,
        /// Another tab wrote what this one was about to write.
        SameElsewhere,
    }
    use Event::*;

    fn row(name: &str) -> Stored {
        Stored::own(Person { id: Id::new(Uuid::from_u128(7)), name: name.into(), ..Person::default() }.into_record())
    }

    fn after(events: &[Event]) -> (SaveState, bool) {
        let (mut saving, mut records) = (Saving::default(), Records::default());
        let mut batch = Vec::new();
        let key = row("").key();
        for event in events {
            match event {
                Change => {
                    saving.loaded(key, 1, Some(1));
                    records.set(key, Some(row("B")));
                    saving.mark(key, Some(row("A")));
                }
                Add => {
                    records.set(key, Some(row("A")));
                    saving.mark(key, None);
                }
                TakeBack => records.set(key, None),
                Flush => batch = saving.take_batch(&records, 5).unwrap_or_default(),
                Written => saving.written(&batch, 6),
                Stale => saving.stale(),
                Failed => drop(saving.failed("full".into())),
                SameElsewhere => {
                    let mine = records.stored(key).cloned();
                    drop(saving.arrive(key, mine.clone().map(|row| (row, 2)), mine.as_ref()));
                }
            }
        }
        (saving.state(), saving.is_busy())
    }

    #[test]
    fn the_save_state_says_what_is_left_to_write() {
        let failed = || SaveState::Failed("full".into());
        for (events, state) in [
            (&[][..], SaveState::Nothing),
            (&[Change], SaveState::Saving),
            (&[Change, Flush], SaveState::Saving),
            (&[Change, Flush, Written], SaveState::Saved(6)),
            (&[Change, Flush, Change, Written], SaveState::Saving),
            (&[Change, Flush, Change, Written, Flush, Written], SaveState::Saved(6)),
            (&[Add, TakeBack, Flush], SaveState::Nothing),
            (&[Change, Flush, Written, Flush], SaveState::Saved(6)),
            (&[Change, SameElsewhere], SaveState::Saved(1)),
            (&[Change, Flush, Stale], SaveState::Saving),
            (&[Change, Flush, Stale, SameElsewhere], SaveState::Saved(1)),
            (&[Change, Flush, Failed], failed()),
            (&[Change, Flush, Failed, Change], failed()),
            (&[Change, Flush, Failed, Flush], failed()),
            (&[Change, Flush, Failed, Flush, Written], SaveState::Saved(6)),
            (&[Change, Flush, Failed, SameElsewhere], SaveState::Saved(1)),
            (&[Add, Flush, Failed, TakeBack, Flush], SaveState::Nothing),
        ] {
            let busy = matches!(state, SaveState::Saving | SaveState::Failed(_));
            assert_eq!(after(events), (state, busy), "{events:?}");
        }
    }

    #[test]
    fn what_another_tab_wrote_while_ours_was_on_its_way_takes_nothing_from_it() {
        let person = |title: &str, unit: &str| Person {
            id: Id::new(Uuid::from_u128(7)),
            name: "Priya".into(),
            title: title.into(),
            unit: unit.into(),
            ..Person::default()
        };
        let stored = |title: &str, unit: &str| Stored::own(person(title, unit).into_record());
        let key = row("").key();
        for typed_on in [false, true] {
            let (mut saving, mut records) = (Saving::default(), Records::default());
            saving.loaded(key, 1, Some(1));
            records.set(key, Some(stored("COO", "")));
            saving.mark(key, Some(stored("", "")));
            assert!(saving.take_batch(&records, 5).is_some());
            let title = if typed_on { "COO, Care" } else { "COO" };
            if typed_on {
                records.set(key, Some(stored(title, "")));
                saving.mark(key, Some(stored("COO", "")));
            }
            // Theirs was faster: it has the revision that ours wanted. The write comes back, with the same row once
            // more.
            for _ in 0..2 {
                let mine = records.stored(key).cloned();
                let (together, clashes) = saving.arrive(key, Some((stored("", "Care"), 2)), mine.as_ref());
                assert!(clashes.is_empty());
                assert_eq!(together, Some(stored(title, "Care")), "typed on: {typed_on}");
                records.set(key, together);
                saving.stale();
            }
            let batch = saving.take_batch(&records, 6).unwrap_or_default();
            assert_eq!(batch.iter().map(|write| write.expected).collect::<Vec<_>>(), [2]);
            saving.written(&batch, 7);
            assert!(!saving.is_busy());
        }
    }

    #[test]
    fn what_another_tab_wrote_after_ours_stays_as_it_is() {
        let (mut saving, mut records) = (Saving::default(), Records::default());
        let key = row("").key();
        saving.loaded(key, 1, Some(1));
        records.set(key, Some(row("B")));
        saving.mark(key, Some(row("A")));
        let batch = saving.take_batch(&records, 5).unwrap_or_default();
        let (together, clashes) = saving.arrive(key, Some((row("C"), 3)), Some(&row("B")));
        assert_eq!((together, clashes.len()), (Some(row("C")), 0));
        saving.written(&batch, 6);
        assert!(!saving.is_busy());
    }

    #[test]
    fn a_failed_write_waits_longer_each_time_and_one_retry_is_enough() {
        let mut saving = Saving::default();
        assert_eq!(saving.failed(String::new()), Some(1_000));
        assert_eq!(saving.failed(String::new()), None, "a change was tried while the retry waits");
        let mut waits = Vec::new();
        for _ in 0..6 {
            saving.retries();
            waits.extend(saving.failed(String::new()));
        }
        assert_eq!(waits, [4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
        saving.written(&[], 1);
        saving.retries();
        assert_eq!(saving.failed(String::new()), Some(1_000));
    }

    #[test]
    fn a_window_that_keeps_nothing_says_so_whatever_happens() {
        let mut saving = Saving::default();
        saving.unavailable("private".into());
        saving.mark(row("").key(), None);
        assert_eq!(saving.state(), SaveState::Failed("private".into()));
    }
}
