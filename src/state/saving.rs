//! What is not on the disk yet, and how it gets there: cell by cell, each write with the stamps that it replaces. What
//! is stored and what is written meet inside the transaction of the database, so nothing of another tab is lost.
//! One state machine: what the save state says follows from what is left to write, and nothing else.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use chrono::NaiveDate;
use serde_json::Value;

use super::journal::{Committing, Notes, Rewritten};
use crate::{
    domain::{Key, Millis, Records, SortedMap, Stored, cell::is_place},
    replica::{
        CopyId, CopyState, LIFE, SAMPLE, Stamp, Version, Write, open_row, open_shown, read_row_stamps, seal, stamped,
    },
    schema::{Envelope, SchemaError},
    storage::{Found, Left, Step},
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
    /// The browser has deleted what was on the disk. Nothing is written until the person says so.
    Gone,
}

/// What is known of a row.
#[derive(Default)]
struct Known {
    /// The revision that it had on the disk; 0 where it is not there.
    revision: u64,
    stamps: Stamps,
    /// What goes to the disk with the next transaction.
    waiting: Vec<Write>,
    /// What is on its way there.
    in_flight: Vec<Write>,
    /// Another version of the row that comes in before what is written.
    arriving: Option<Box<Version>>,
    /// A version of the row as a whole, and the one in whose place it is put.
    swap: Option<Box<(Version, Version)>>,
    /// Whether the next transaction writes it.
    is_queued: bool,
}

/// The stamps of a row. They are read when the row is written.
#[derive(Default)]
enum Stamps {
    /// The row is not on the disk.
    #[default]
    Nothing,
    /// As the row has them; its values are those in memory.
    Text(String),
    /// A row of a version without stamps, as it was last changed.
    Missing(Millis),
    /// The row with its values: writes wait that change what memory shows.
    Read(Box<Version>),
}

/// A number under which writes are known here that go to the disk together.
type Number = u64;

/// Rows that differ from the disk, and what the disk holds.
pub struct Saving {
    known: HashMap<Key, Known>,
    copy: CopyState,
    /// The epoch of the database; `None` where it had nothing of ours.
    epoch: Option<u64>,
    /// Whether what was on the disk is gone.
    is_gone: bool,
    /// Whether the next write draws a copy: a first tab has opened the database.
    draws: bool,
    revision: u64,
    /// The rows of which something waits.
    waiting: Vec<Key>,
    /// The rows of which something is on its way; `None` while no transaction runs.
    in_flight: Option<Vec<Key>>,
    /// The number of what waits. What is on its way has the one before.
    number: Number,
    /// The stamps that writes got on the disk, by number. One that failed goes with the next, and has its stamp.
    stamps: HashMap<Number, Stamp>,
    contested: SortedMap<Key, ()>,
    /// Whether a row was touched in which something is or was contested, since that was last shown.
    is_contested_anew: bool,
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

/// What a transaction did.
#[derive(Default)]
pub struct Committed {
    rows: Vec<CommittedRow>,
    copy: Option<CopyState>,
    stamp: Stamp,
    /// A newer version has written one of the rows; nothing was written.
    pub newer: Option<SchemaError>,
    /// Everything was replaced or erased since this page was opened, and it was not told.
    pub is_replaced: bool,
}

/// A row that a transaction wrote.
struct CommittedRow {
    key: Key,
    /// `None` where nothing is left of it.
    row: Option<Envelope>,
    /// Whether others had written it since it was last read here.
    is_foreign: bool,
}

/// Where a transaction leaves what it did.
pub type Outcome = Rc<RefCell<Committed>>;

/// A transaction that is ready to run.
pub struct Transaction {
    /// The ids of its rows.
    pub ids: Vec<String>,
    /// What happens inside.
    pub step: Step,
    /// What it did, once it has run.
    pub outcome: Outcome,
}

/// A row that another tab changed, as it is shown from now on.
pub struct Shown {
    /// Which.
    pub key: Key,
    /// The row; `None` where nothing is left of it.
    pub row: Option<Stored>,
}

impl Saving {
    /// Nothing is known yet. `copy` is drawn for a database that has none.
    pub fn new(copy: CopyId) -> Self {
        Self {
            known: HashMap::new(),
            copy: CopyState::new(copy),
            epoch: None,
            is_gone: false,
            draws: true,
            revision: 0,
            waiting: Vec::new(),
            in_flight: None,
            number: 1,
            stamps: HashMap::new(),
            contested: SortedMap::new(),
            is_contested_anew: true,
            saved_at: None,
            failure: None,
            failures: 0,
            retrying: false,
            unavailable: None,
        }
    }

    /// What the save state says.
    pub fn state(&self) -> SaveState {
        let resting = || self.saved_at.map_or(SaveState::Nothing, SaveState::Saved);
        match (&self.unavailable, &self.failure) {
            (Some(reason), _) => SaveState::Failed(reason.clone()),
            _ if self.is_gone => SaveState::Gone,
            _ if !self.is_busy() => resting(),
            (_, Some(reason)) => SaveState::Failed(reason.clone()),
            (_, None) => SaveState::Saving,
        }
    }

    /// Whether anything waits to be written or is being written.
    pub fn is_busy(&self) -> bool {
        !self.waiting.is_empty() || self.in_flight.is_some() || self.is_gone
    }

    /// This window keeps nothing.
    pub fn unavailable(&mut self, reason: String) {
        self.unavailable = Some(reason);
    }

    /// What is known of the copy that this database is.
    pub fn copy(&self) -> &CopyState {
        &self.copy
    }

    /// Whether the next write draws a copy: nothing was written yet, and no other tab is at work.
    pub fn draws_a_copy(&self) -> bool {
        self.draws
    }

    /// Takes over what the database knew of itself when it was opened. `draws` says that no other tab is at work.
    pub fn opened(&mut self, copy: CopyState, epoch: Option<u64>, draws: bool, revision: u64) {
        (self.copy, self.epoch, self.draws, self.revision) = (copy, epoch, draws, revision);
    }

    /// Takes note of what is on the disk after the browser had closed it: what is there no more is gone.
    pub fn opened_again(&mut self, copy: Option<&str>) {
        self.is_gone = self.epoch.is_some() && copy.and_then(CopyState::read).map(|copy| copy.epoch) != self.epoch;
    }

    /// Lets everything that is here wait to be written, as into a database that has nothing. `shown` are the rows in
    /// memory.
    pub fn write_anew(&mut self, shown: &Records) {
        (self.is_gone, self.epoch, self.draws, self.revision) = (false, None, true, 0);
        let keys: Vec<Key> = self.known.keys().copied().collect();
        for key in keys {
            let stored = self.stored_version(key, shown.stored(key));
            if let Some(known) = self.known.get_mut(&key) {
                (known.revision, known.stamps) = (0, Stamps::Read(Box::new(stored)));
                queue(&mut self.waiting, key, known);
            }
        }
    }

    /// Notes that everything was exported on this day, and tells what is known of the copy then.
    pub fn exported(&mut self, today: NaiveDate) -> CopyState {
        self.copy.exported_on = Some(today);
        self.copy.clone()
    }

    /// The revision up to which everything that others wrote is known.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The values that are not on the disk, with the cells that they are for.
    pub fn unsaved(&self) -> Vec<(Key, String, Value)> {
        let all = self.known.iter().flat_map(|(key, known)| {
            let writes = known.in_flight.iter().chain(&known.waiting);
            writes.filter_map(|write| Some((*key, write.path.clone(), write.value.clone()?)))
        });
        let mut values: Vec<(Key, String, Value)> =
            all.filter(|(key, path, _)| path != LIFE && path != SAMPLE && !is_place(key.kind, path)).collect();
        values.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        values
    }

    /// The revision of each row that is on the disk.
    pub fn revisions(&self) -> Vec<(Key, u64)> {
        self.known.iter().map(|(key, known)| (*key, known.revision)).filter(|(_, revision)| *revision > 0).collect()
    }

    /// The records in which several different values stand, where that has changed since it was last asked for.
    pub fn contested_now(&mut self) -> Option<SortedMap<Key, ()>> {
        std::mem::take(&mut self.is_contested_anew).then(|| self.contested.clone())
    }

    /// Remembers a row that was read, as memory shows it.
    pub fn loaded(&mut self, key: Key, row: &Envelope) {
        self.saved_at = self.saved_at.max(Some(row.changed_at));
        self.remember(key, row);
    }

    fn remember(&mut self, key: Key, row: &Envelope) {
        self.revision = self.revision.max(row.revision);
        let stamps = match () {
            () if row.is_purged() => open_row(row, self.copy.origin).ok().map(Box::new).map(Stamps::Read),
            () if row.is_unstamped() => Some(Stamps::Missing(row.changed_at)),
            () => Some(Stamps::Text(row.stamps.clone())),
        };
        let known = self.known.entry(key).or_default();
        (known.revision, known.stamps) = (row.revision, stamps.unwrap_or(Stamps::Missing(row.changed_at)));
        self.note_contested(key, row.contested);
    }

    /// A row that cannot be read: what is here replaces it once that changes.
    pub fn damaged(&mut self, row: &Envelope) {
        self.revision = self.revision.max(row.revision);
    }

    /// The version of a row as memory shows it, with what waits to be written. `shown` is the row in memory.
    pub fn version(&self, key: Key, shown: Option<&Stored>) -> Version {
        let mut version = self.stored_version(key, shown);
        if let Some(known) = self.known.get(&key) {
            if let Some(swap) = &known.swap {
                version = swap.1.clone();
            }
            if let Some(arriving) = &known.arriving {
                version.merge(arriving);
            }
            for (writes, number) in [(&known.in_flight, self.number - 1), (&known.waiting, self.number)] {
                if !writes.is_empty() {
                    version.write(key.kind, writes, Stamp::local(number));
                }
            }
        }
        version
    }

    /// A row as it is shown with what waits; `None` where nothing is left of it but that it was deleted, or nothing
    /// else ever came.
    pub fn shown(&self, key: Key) -> Option<Stored> {
        let version = self.version(key, None);
        version.stored(key).ok().filter(|_| !version.is_purged())
    }

    /// The version of a row as it is on the disk.
    fn stored_version(&self, key: Key, shown: Option<&Stored>) -> Version {
        match (self.known.get(&key).map(|known| &known.stamps), shown) {
            (Some(Stamps::Read(version)), _) => (**version).clone(),
            (Some(Stamps::Text(text)), Some(shown)) => {
                read_row_stamps(shown, text).unwrap_or_else(|| self.unstamped(0, shown))
            }
            (Some(Stamps::Missing(at)), Some(shown)) => self.unstamped(*at, shown),
            _ => Version::default(),
        }
    }

    fn unstamped(&self, changed_at: Millis, shown: &Stored) -> Version {
        stamped(shown, Stamp { clock: u64::try_from(changed_at).unwrap_or(0), copy: self.copy.origin })
    }

    /// Lets writes wait to go to the disk. `shown` is the row as memory shows it without them. Returns the stamp under
    /// which they are known here, and what they renew.
    pub fn write(&mut self, key: Key, shown: Option<&Stored>, writes: Vec<Write>) -> (Stamp, Vec<Write>) {
        let mut version = self.version(key, shown);
        if !self.is_waiting(key) {
            let stored = self.stored_version(key, shown);
            self.known.entry(key).or_default().stamps = Stamps::Read(Box::new(stored));
        }
        let stamp = Stamp::local(self.number);
        let renewed = version.write(key.kind, &writes, stamp);
        let known = self.known.entry(key).or_default();
        queue(&mut self.waiting, key, known);
        writes.into_iter().chain(renewed.iter().cloned()).for_each(|write| add(&mut known.waiting, write));
        self.note_contested(key, version.is_contested(key.kind));
        (stamp, renewed)
    }

    /// Lets another version of a row wait to be brought in.
    pub fn merge(&mut self, key: Key, shown: Option<&Stored>, theirs: Version) {
        if !self.is_waiting(key) {
            let stored = self.stored_version(key, shown);
            self.known.entry(key).or_default().stamps = Stamps::Read(Box::new(stored));
        }
        let known = self.known.entry(key).or_default();
        queue(&mut self.waiting, key, known);
        known.arriving.get_or_insert_default().merge(&theirs);
        let is_contested = self.version(key, None).is_contested(key.kind);
        self.note_contested(key, is_contested);
    }

    /// Lets another version take the place of a row as a whole, where it stands here as `now` says. Returns whether it
    /// does.
    pub fn swap(&mut self, key: Key, shown: Option<&Stored>, now: &Version, before: &Version) -> bool {
        let stored = self.stored_version(key, shown);
        let waits = self.is_waiting(key);
        if self.is_writing(key) || self.version(key, shown) != *now {
            return false;
        }
        let known = self.known.entry(key).or_default();
        if waits && stored == *before {
            // Nothing of it is on the disk yet.
            (known.arriving, known.swap) = (None, None);
            known.waiting.clear();
        } else if waits && known.swap.as_ref().is_none_or(|swap| swap.1 != *now) {
            return false;
        } else {
            known.swap = Some(Box::new((stored.clone(), before.clone())));
        }
        known.stamps = Stamps::Read(Box::new(stored));
        queue(&mut self.waiting, key, known);
        self.note_contested(key, before.is_contested(key.kind));
        true
    }

    fn is_writing(&self, key: Key) -> bool {
        self.in_flight.as_ref().is_some_and(|keys| keys.contains(&key))
    }

    /// Whether a transaction is running.
    pub fn is_in_flight(&self) -> bool {
        self.in_flight.is_some()
    }

    fn note_contested(&mut self, key: Key, is_contested: bool) {
        let was = self.contested.remove(&key).is_some();
        if is_contested {
            self.contested.insert(key, ());
        }
        self.is_contested_anew |= is_contested || was;
    }

    fn is_waiting(&self, key: Key) -> bool {
        let waits = |known: &Known| {
            !(known.waiting.is_empty()
                && known.in_flight.is_empty()
                && known.arriving.is_none()
                && known.swap.is_none())
        };
        self.known.get(&key).is_some_and(waits)
    }

    /// The stamp that a write got on the disk; the same where it is not there yet.
    pub fn real(&self, stamp: Stamp) -> Stamp {
        real(&self.stamps, stamp)
    }

    /// Whether something waits, and no transaction is running.
    pub fn can_write(&self) -> bool {
        self.in_flight.is_none() && !self.waiting.is_empty() && !self.is_gone
    }

    /// The transaction to run now; `None` while one is running or nothing waits. `fresh` is the copy that is drawn if
    /// one has to be; `notes` is what is written down with it.
    pub fn take_transaction(&mut self, now: Millis, fresh: CopyId, notes: Option<Notes>) -> Option<Transaction> {
        if !self.can_write() {
            return None;
        }
        let keys = std::mem::take(&mut self.waiting);
        self.number += 1;
        let mut rows: Vec<ToWrite> = Vec::with_capacity(keys.len());
        for key in &keys {
            let (basis, stamps) = (self.stored_version(*key, None), &self.stamps);
            let Some(known) = self.known.get_mut(key) else { continue };
            known.is_queued = false;
            known.in_flight = std::mem::take(&mut known.waiting);
            for write in &mut known.in_flight {
                write.replaces.iter_mut().for_each(|stamp| *stamp = real(stamps, *stamp));
            }
            let (swap, arriving, writes) = (known.swap.clone(), known.arriving.clone(), known.in_flight.clone());
            rows.push(ToWrite { key: *key, revision: known.revision, basis, swap, arriving, writes });
        }
        let outcome = Outcome::default();
        let (left, known, epoch, draws) = (Rc::clone(&outcome), self.copy.clone(), self.epoch, self.draws);
        let step = move |found: Found| {
            let mut committed = left.borrow_mut();
            let stored = found.copy.as_deref().and_then(CopyState::read);
            committed.is_replaced = epoch.is_some() && stored.as_ref().map(|copy| copy.epoch) != epoch;
            if committed.is_replaced {
                // What was erased, or is not among what took its place, does not come back by itself.
                rows.retain(|row| found.rows.iter().flatten().any(|found| found.key() == Some(row.key)));
            }
            let rows_found = found.rows.into_iter().flatten().map(|row| (row.id.clone(), row)).collect();
            let mut copy = copy_now(stored, &known, draws, fresh);
            let mut rewritten = notes.as_ref().map(|_| Vec::new());
            match run(rows, &rows_found, &mut copy, now, rewritten.as_mut()) {
                Ok((rows, _)) if rows.is_empty() => None,
                Ok((rows, stamp)) => {
                    let committing =
                        Committing { rows: rewritten.as_deref().unwrap_or_default(), copy: &copy, stamp, now };
                    let entries = notes.map(|notes| notes(&committing)).unwrap_or_default();
                    let left = Left {
                        rows: rows.iter().filter_map(|written| written.row.clone()).collect(),
                        gone: rows
                            .iter()
                            .filter(|written| written.row.is_none())
                            .map(|written| written.key.id.to_string())
                            .collect(),
                        copy: copy.to_text(),
                        entries,
                        only_at: None,
                    };
                    (committed.rows, committed.copy, committed.stamp) = (rows, Some(copy), stamp);
                    Some(left)
                }
                Err(newer) => {
                    committed.newer = Some(newer);
                    None
                }
            }
        };
        let ids = keys.iter().map(|key| key.id.to_string()).collect();
        self.in_flight = Some(keys);
        Some(Transaction { ids, step: Box::new(step), outcome })
    }

    /// The running transaction is on the disk. Returns the rows in which it met what others had written.
    pub fn written(&mut self, committed: Committed, revision: u64, now: Millis) -> Vec<Shown> {
        // Everything may have been erased meanwhile.
        let Some(keys) = self.in_flight.take() else { return Vec::new() };
        (self.failure, self.failures, self.saved_at) = (None, 0, Some(now));
        self.stamps.insert(self.number - 1, committed.stamp);
        for key in keys {
            let known = self.known.entry(key).or_default();
            known.in_flight.clear();
            // Merging once more does no harm where more has arrived since.
            if !known.is_queued {
                known.arriving = None;
            }
            known.swap = None;
        }
        self.copy = committed.copy.unwrap_or_else(|| self.copy.clone());
        self.epoch = Some(self.copy.epoch);
        self.draws = false;
        let mut shown = Vec::new();
        for CommittedRow { key, row, is_foreign } in committed.rows {
            let Some(row) = row else {
                self.forget(&[key]);
                continue;
            };
            let row = Envelope { revision, ..row };
            // Another tab may have written after us, and be heard first.
            if self.known.get(&key).is_some_and(|known| known.revision > revision) {
                shown.push(Shown { key, row: self.shown(key) });
            } else if is_foreign {
                shown.extend(self.take_in(key, &row).ok());
            } else if self.is_waiting(key) {
                self.remember_read(key, &row);
            } else {
                self.remember(key, &row);
            }
        }
        shown
    }

    fn remember_read(&mut self, key: Key, row: &Envelope) {
        self.remember(key, row);
        if let (Ok(version), Some(known)) = (open_row(row, self.copy.origin), self.known.get_mut(&key)) {
            known.stamps = Stamps::Read(Box::new(version));
        }
    }

    /// The running transaction could not be written: its rows wait again. Returns how long to wait before the next
    /// attempt, unless one is on its way already.
    pub fn failed(&mut self, reason: String) -> Option<Millis> {
        self.wait_again();
        self.failure = Some(reason);
        let wait = FIRST_RETRY.saturating_mul(1 << self.failures.min(16)).min(LAST_RETRY);
        self.failures = self.failures.saturating_add(1);
        let is_first = !std::mem::replace(&mut self.retrying, true);
        is_first.then_some(wait)
    }

    /// What is in flight waits again, before what came after it.
    fn wait_again(&mut self) {
        let Some(keys) = self.in_flight.take() else { return };
        self.stamps.insert(self.number - 1, Stamp::local(self.number));
        for key in keys {
            let Some(known) = self.known.get_mut(&key) else { continue };
            queue(&mut self.waiting, key, known);
            let later = std::mem::take(&mut known.waiting);
            known.waiting = std::mem::take(&mut known.in_flight);
            later.into_iter().for_each(|write| add(&mut known.waiting, write));
        }
    }

    /// The retry that was waited for begins.
    pub fn retries(&mut self) {
        self.retrying = false;
    }

    /// Takes in a row that another tab has written, and tells how it is shown with what waits here.
    ///
    /// # Errors
    /// A newer version wrote it, or it cannot be read.
    pub fn take_in(&mut self, key: Key, row: &Envelope) -> Result<Shown, SchemaError> {
        if !self.is_waiting(key) {
            let stored = open_shown(row, self.copy.origin)?;
            self.remember(key, row);
            return Ok(Shown { key, row: Some(stored).filter(|_| !row.is_purged()) });
        }
        let version = open_row(row, self.copy.origin)?;
        self.remember(key, row);
        if let Some(known) = self.known.get_mut(&key) {
            known.stamps = Stamps::Read(Box::new(version));
        }
        let version = self.version(key, None);
        self.note_contested(key, version.is_contested(key.kind));
        Ok(Shown { key, row: self.shown(key) })
    }

    /// Whether a row is known here already as another tab has written it.
    pub fn knows(&self, key: Key, revision: u64) -> bool {
        self.known.get(&key).is_some_and(|known| known.revision >= revision)
    }

    /// Knows nothing of a row any more, unless something waits to be written into it.
    pub fn let_go(&mut self, key: Key) -> bool {
        let goes = !self.is_waiting(key);
        if goes {
            self.forget(&[key]);
        }
        goes
    }

    /// Knows nothing of these rows any more: they are met when they are written.
    pub fn forget(&mut self, keys: &[Key]) {
        for key in keys {
            self.known.remove(key);
            self.contested.remove(key);
        }
    }

    /// Forgets everything: the database was erased.
    pub fn erased(&mut self, copy: CopyId) {
        *self = Self { number: self.number + 1, ..Self::new(copy) };
    }
}

/// The stamp on the disk of what is known here by a number.
fn real(stamps: &HashMap<Number, Stamp>, stamp: Stamp) -> Stamp {
    let mut real = stamp;
    while let Some(known) = real.local_number().and_then(|number| stamps.get(&number)) {
        real = known.below(real.places_below());
    }
    real
}

/// Has the next transaction write a row.
fn queue(waiting: &mut Vec<Key>, key: Key, known: &mut Known) {
    if !std::mem::replace(&mut known.is_queued, true) {
        waiting.push(key);
    }
}

/// Adds a write to those of its row. A later one of the same cell takes the place of the earlier.
fn add(writes: &mut Vec<Write>, write: Write) {
    match writes.iter_mut().find(|earlier| earlier.path == write.path) {
        Some(earlier) => {
            (earlier.value, earlier.beside) = (write.value, write.beside);
            earlier.replaces.extend(write.replaces);
        }
        None => writes.push(write),
    }
}

/// The copy that a transaction writes as. What this tab knows of the days on which the database was opened goes along.
fn copy_now(stored: Option<CopyState>, known: &CopyState, draws: bool, fresh: CopyId) -> CopyState {
    let mut copy = stored.unwrap_or_else(|| known.clone());
    if draws {
        copy.id = fresh;
    }
    known.opened.iter().for_each(|day| copy.open_on(*day));
    copy
}

/// A row that is to be written.
struct ToWrite {
    key: Key,
    /// The revision and the version that this tab knows, for a row that is gone from the disk or cannot be read there.
    revision: u64,
    basis: Version,
    swap: Option<Box<(Version, Version)>>,
    arriving: Option<Box<Version>>,
    writes: Vec<Write>,
}

/// What happens inside the transaction: the writes meet what is stored.
fn run(
    rows: Vec<ToWrite>,
    found: &HashMap<String, Envelope>,
    copy: &mut CopyState,
    now: Millis,
    mut rewritten: Option<&mut Vec<Rewritten>>,
) -> Result<(Vec<CommittedRow>, Stamp), SchemaError> {
    let mut versions = Vec::with_capacity(rows.len());
    for row in &rows {
        let found = found.get(&row.key.id.to_string());
        let (mut version, stored) = match found.map(|found| (open_row(found, copy.origin), found.revision)) {
            Some((Ok(version), stored)) => (version, stored),
            Some((Err(newer @ SchemaError::Newer { .. }), _)) => return Err(newer),
            _ => (row.basis.clone(), row.revision),
        };
        // Where others have written since, it stays as it is.
        if let Some(swap) = row.swap.as_ref().filter(|swap| swap.0 == version) {
            version = swap.1.clone();
        }
        if let Some(arriving) = &row.arriving {
            version.merge(arriving);
        }
        versions.push((version, stored != row.revision));
    }
    let seen = versions.iter().map(|(version, _)| version.clock()).max().unwrap_or(0);
    let stamp = copy.next_stamp(now, seen);
    let mut written = Vec::with_capacity(rows.len());
    for (ToWrite { key, writes, .. }, (mut version, is_foreign)) in rows.into_iter().zip(versions) {
        let before = rewritten.is_some().then(|| version.clone());
        version.write(key.kind, &writes, stamp);
        // What cannot be a record was never shown as one.
        let row = if version == Version::default() { Some(None) } else { seal(&version, key, now).ok().map(Some) };
        if let Some(row) = row {
            written.push(CommittedRow { key, row, is_foreign });
            if let (Some(rewritten), Some(before)) = (&mut rewritten, before) {
                rewritten.push(Rewritten { key, before, after: version });
            }
        }
    }
    Ok((written, stamp))
}
