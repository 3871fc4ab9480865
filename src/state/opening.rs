//! Opening the database: reading it, what an older version's rows need once, and forgetting what was deleted long ago.

use chrono::{DateTime, NaiveDate};
use leptos::prelude::Set;

use super::store::{Damaged, Opened, Store};
use crate::{
    domain::{Key, Millis, Records, Stored, deletion::hold_all_links},
    replica::{CopyId, CopyState, open_row, open_shown, rows_to_upgrade, seal, upgrade},
    schema::{Envelope, SchemaError},
    storage::{Found, Left, Loaded, Step, StorageError},
    words::failure,
};

/// What the rows of an older version need once, in one transaction.
pub struct Upgrade {
    /// The ids of the rows that it reads and writes.
    pub ids: Vec<String>,
    /// What happens to them.
    pub step: Step,
}

/// The upgrade of a database that an older version wrote.
pub fn upgrade_of(rows: &[Envelope], now: Millis, fresh: CopyId) -> Upgrade {
    let step = move |found: Found| {
        // Another tab was faster.
        if found.copy.is_some() {
            return None;
        }
        let mut copy = CopyState::new(fresh);
        let stored: Vec<Envelope> = found.rows.into_iter().flatten().collect();
        let rows = upgrade(&stored, &mut copy, now);
        Some(Left { rows, copy: copy.to_text(), ..Left::default() })
    };
    Upgrade { ids: rows_to_upgrade(rows), step: Box::new(step) }
}

impl Store {
    /// Reads the storage into memory; one that is under a lock is opened first. The outer error is the storage's, the
    /// inner that of a row.
    pub(super) async fn open(self, opened: &mut Opened) -> Result<Result<(), SchemaError>, StorageError> {
        let storage = opened.as_mut().map_err(|error| error.clone())?;
        let mut loaded = storage.load().await?;
        // Under a lock, what is kept of the copy is sealed with the rest.
        if loaded.copy.as_ref().is_some_and(|copy| !copy.is_empty() && !copy.starts_with('{')) {
            let unlocked = (self.host.unlock)().await;
            *storage = unlocked.ok_or_else(|| StorageError::CannotOpen(failure::PART_MISSING.into()))?;
            loaded = storage.load().await?;
        }
        // An older version kept nothing of its copy.
        if loaded.copy.is_none() && !loaded.rows.is_empty() {
            let rows = std::mem::take(&mut loaded.rows);
            let upgrade = (self.host.upgrade)(rows, self.now(), self.host.new_copy()).await;
            let Upgrade { ids, step } =
                upgrade.ok_or_else(|| StorageError::CannotOpen(failure::PART_MISSING.into()))?;
            storage.write(ids, step).await?;
            loaded = storage.load().await?;
        }
        Ok(self.take_in(loaded, storage.opened_first()))
    }

    fn take_in(self, loaded: Loaded, opened_first: bool) -> Result<(), SchemaError> {
        let inner = self.inner();
        let known = loaded.copy.as_deref().and_then(CopyState::read);
        let epoch = known.as_ref().map(|copy| copy.epoch);
        let mut copy = known.unwrap_or_else(|| inner.saving.borrow().copy().clone());
        copy.open_on(self.clock.today_untracked());
        self.exported_on.set(copy.exported_on);
        inner.saving.borrow_mut().opened(copy, epoch, opened_first || epoch.is_none(), loaded.revision);
        let origin = inner.saving.borrow().copy().origin;
        let mut damaged: Vec<Damaged> = loaded
            .unreadable
            .into_iter()
            .map(|row| Damaged { reason: failure::no_record(&row.id), raw: row.raw })
            .collect();
        // What an older version kept as a kind, and nothing is left of.
        let is_row = |row: &&Envelope| row.key().is_some() || !row.is_purged();
        for envelope in loaded.rows.iter().filter(is_row) {
            match open_shown(envelope, origin) {
                Ok(row) => {
                    let key = row.key();
                    inner.saving.borrow_mut().loaded(key, envelope);
                    if !envelope.is_purged() {
                        inner.records.change(|records| records.set(key, Some(row)));
                    }
                }
                Err(newer @ SchemaError::Newer { .. }) => return Err(newer),
                Err(error) => {
                    // A restore or a good copy of another tab may replace it, and nothing else does.
                    inner.saving.borrow_mut().damaged(envelope);
                    damaged.push(Damaged { reason: error.to_string(), raw: envelope.to_json().to_string() });
                }
            }
        }
        inner.records.change(hold_all_links);
        self.clock.use_country(self.peek(Records::workspace).country);
        self.damaged.set(damaged);
        self.show_contested();
        Ok(())
    }

    /// Notes that the whole workspace was exported on this day.
    pub fn note_export(self, today: NaiveDate) {
        self.exported_on.set(Some(today));
        let Some(storage) = self.inner().storage.borrow().clone() else { return };
        let known = self.inner().saving.borrow_mut().exported(today);
        let step = move |found: Found| {
            let stored = found.copy.as_deref().and_then(CopyState::read).unwrap_or(known);
            let copy = CopyState { exported_on: Some(today), ..stored };
            Some(Left { copy: copy.to_text(), ..Left::default() })
        };
        // Where it cannot be noted, the next export is asked for a little early.
        (self.host.spawn)(Box::pin(async move { drop(storage.write(Vec::new(), Box::new(step)).await) }));
    }

    /// Forgets the values of what was deleted, once the database was opened on thirty days since. It happens before the
    /// first write, so that no value comes from a copy that has forgotten some. It is no change of the person's, and
    /// undo does not know it.
    pub(super) async fn forget_old_deletions(self) {
        let inner = self.inner();
        let Some(storage) = inner.storage.borrow().clone() else { return };
        // Whoever has written has drawn a copy, and it happens before that.
        if !inner.saving.borrow().draws_a_copy() {
            return;
        }
        let copy = inner.saving.borrow().copy().clone();
        let outlived =
            |row: &Stored| row.deleted.as_ref().is_some_and(|deletion| copy.has_outlived(day_of(deletion.at)));
        let old: Vec<Key> =
            self.peek(|records| records.rows().filter(|(_, row)| outlived(row)).map(|(key, _)| *key).collect());
        if old.is_empty() {
            return;
        }
        let (now, fresh) = (self.now(), self.host.new_copy());
        let ids = old.iter().map(|key| key.id.to_string()).collect();
        let step = move |found: Found| {
            let mut copy = found.copy.as_deref().and_then(CopyState::read).unwrap_or(copy);
            let rows = found.rows.into_iter().flatten().filter_map(|row| purged(&row, &copy, now)).collect();
            copy.id = fresh;
            Some(Left { rows, copy: copy.to_text(), ..Left::default() })
        };
        // What could not be forgotten now is forgotten the next time.
        if let Ok(Some(_)) = storage.write(ids, Box::new(step)).await {
            inner.records.change(|records| old.iter().for_each(|key| records.set(*key, None)));
            inner.saving.borrow_mut().forget(&old);
        }
    }
}

/// The row with nothing left but that the record was deleted; `None` where it lives again.
fn purged(row: &Envelope, copy: &CopyState, now: Millis) -> Option<Envelope> {
    let (key, mut version) = (row.key()?, open_row(row, copy.origin).ok()?);
    version.stored(key).ok()?.deleted.as_ref()?;
    version.purge();
    seal(&version, key, now).ok()
}

/// The day of a moment. Which zone it is counted in makes no difference over thirty days.
fn day_of(at: Millis) -> NaiveDate {
    DateTime::from_timestamp_millis(at).map(|moment| moment.date_naive()).unwrap_or_default()
}
