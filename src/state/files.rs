//! Files that carry stamps: a copy that comes back merges by itself. What has no stamps, or was edited by hand, is a
//! proposal that a person looks at (`import`). MERGE.md, Files.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    history::{Effects, StepId, Swap, Wrote},
    notices::{About, Said},
    sight::Sight,
    store::Store,
};
use crate::{
    domain::{Change, Delta, Key, Kind, Millis, Record, Stored, change::Deltas, date, json::Fields},
    replica::{
        Contested, CopyId, LIFE, OldConflict, Peer, Section, Stamp, Version, open_row, read_copies, read_stamps, seal,
        without_stamps, write_copies, write_stamps,
    },
    schema::{Envelope, File, FileError, JsonPath, Level},
    storage::{Entry, Left, Shelf},
    words::failure,
};

/// How far ahead of this clock a file may be.
const YEAR: Millis = 366 * 86_400_000;

/// A record of a file that changes something here.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    /// Which.
    pub key: Key,
    /// What it is called.
    pub title: String,
    /// The fields that it has here; `None` where it is new, or deleted here.
    pub before: Option<Fields>,
    /// The fields that it will have; `None` where it was deleted there.
    pub after: Option<Fields>,
    /// The cells in which both sides wrote something that the other had not seen.
    pub contested: Vec<Contested>,
    version: Version,
}

/// What a file with stamps does here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meeting {
    /// The records that change something.
    pub met: Vec<Met>,
    /// How many change nothing.
    pub same: usize,
    /// Who wrote as which copy.
    writers: Vec<(CopyId, Peer)>,
}

impl Meeting {
    /// Who the file says has written a value.
    pub fn writer_of(&self, stamp: Stamp) -> Option<&Peer> {
        self.writers.iter().find(|(copy, _)| *copy == stamp.copy).map(|(_, writer)| writer)
    }
}

/// Who wrote as which copy, as a file tells.
fn writers(file: &File) -> Vec<(CopyId, Peer)> {
    let writer = |(copy, writer): (&String, &Value)| Some((copy.parse().ok()?, Peer::read(writer)?));
    file.stamps.writers.iter().filter_map(writer).collect()
}

/// What a copy at this level knows of a record.
fn at_level(version: Version, level: Level, is_live: bool) -> Version {
    match (level, is_live) {
        (Level::Full, _) => version,
        (_, true) => Version { private: Section::default(), ..version },
        (_, false) => Version { lives: version.lives, ..Version::default() },
    }
}

impl Store {
    /// The file with the stamps of its records.
    pub fn with_stamps(self, mut file: File) -> File {
        let groups =
            file.records.iter().map(|group| (group, true)).chain(file.deleted.iter().map(|group| (group, false)));
        let versions: Vec<(Fields, Key, Version)> = groups
            .flat_map(|((kind, group), is_live)| group.iter().map(move |fields| (*kind, fields, is_live)))
            // What is not on the disk yet has no stamps that others could know.
            .filter_map(|(kind, fields, is_live)| {
                let key = Key { kind, id: fields.get("id")?.as_str()?.parse().ok()? };
                Some((fields.clone(), key, at_level(self.peek_version(key), file.level, is_live)))
            })
            .filter(|(_, _, version)| version.clock() < Stamp::END)
            .collect();
        let mut copies: Vec<CopyId> = versions.iter().flat_map(|(_, _, version)| version.copies()).collect();
        copies.sort_unstable();
        copies.dedup();
        file.stamps.copies = write_copies(&copies);
        let peers = self.inner().peers.borrow().clone();
        let known = copies.iter().filter_map(|copy| Some((copy.to_string(), peers.get(copy)?.to_value())));
        file.stamps.writers = known.collect();
        for (fields, key, version) in versions {
            if let Some(shown) = as_file_has_it(key, &fields) {
                file.stamps.insert(&fields, write_stamps(&version, &shown, &copies));
            }
        }
        file
    }

    /// What a file with stamps does here; nothing is changed yet. The records without stamps are not among it.
    ///
    /// # Errors
    /// A clock that is more than a year ahead, with the place of the record.
    pub fn meet(self, file: &File) -> Result<Meeting, FileError> {
        Ok(self.meet_versions(self.versions_of(file)?, writers(file)))
    }

    /// What versions of records do here, of which others have written; nothing is changed yet.
    pub(super) fn meet_versions(self, versions: Vec<(Key, Version)>, writers: Vec<(CopyId, Peer)>) -> Meeting {
        let mut meeting = Meeting { writers, ..Meeting::default() };
        for (key, mut theirs) in versions {
            let mine = self.peek_version(key);
            if !mine.sections().iter().all(|section| section.cells.is_empty()) {
                theirs.leave_device(key.kind, &mine);
            }
            let mut merged = mine.clone();
            merged.merge(&theirs);
            if merged == mine {
                meeting.same += 1;
                continue;
            }
            let here = self.peek(|records| records.stored(key).cloned()).filter(|row| row.deleted.is_none());
            let Ok(after) = merged.stored(key) else { continue };
            let before = here.map(|row| row.fields());
            let after_fields = after.deleted.is_none().then(|| after.fields());
            if before == after_fields && !merged.is_contested(key.kind) {
                // Only what is known of it grows.
                meeting.same += 1;
            }
            meeting.met.push(Met {
                key,
                title: after.record.title(),
                before,
                after: after_fields,
                contested: merged.contested(key.kind),
                version: theirs,
            });
        }
        meeting
    }

    /// The versions that a file holds, of its records with stamps.
    fn versions_of(self, file: &File) -> Result<Vec<(Key, Version)>, FileError> {
        let Some(copies) = read_copies(&file.stamps.copies) else { return Ok(Vec::new()) };
        let limit = self.latest_clock();
        let mut versions = Vec::new();
        for (stored, fields) in rows_with_fields(file)? {
            let Some(version) = file.stamps_of(&fields).and_then(|stamps| read_stamps(&stored, stamps, &copies)) else {
                continue;
            };
            if version.clock() > limit {
                let place = JsonPath(format!("stamps.{}", stored.record.uuid()));
                return Err(FileError::Invalid { place, message: failure::CLOCK_AHEAD.into() });
            }
            versions.push((stored.key(), version));
        }
        Ok(versions)
    }

    /// The greatest clock that is taken from others.
    pub(super) fn latest_clock(self) -> u64 {
        u64::try_from(self.now() + YEAR).unwrap_or(0)
    }

    /// Takes over what a file does here, with what was chosen where it stands beside something else, and the change
    /// that a person made of the rest of it by what they saw, as one step of undo.
    pub fn take_over(
        self,
        meeting: Meeting,
        chosen: Vec<(Key, String, Value)>,
        change: Change,
        sight: &Sight,
    ) -> Option<StepId> {
        let label = change.label.clone();
        self.know(meeting.writers);
        let (mut wrote, swaps) = self.merge(meeting.met.into_iter().map(|met| (met.key, met.version)).collect());
        for settled in self.write_chosen(chosen) {
            // Undo takes back the file, not only the choice.
            match wrote.iter_mut().find(|arrived| arrived.key == settled.key && arrived.path == settled.path) {
                Some(arrived) => *arrived = Wrote { before: arrived.before.clone(), ..settled },
                None => wrote.push(settled),
            }
        }
        let (_, rest) = self.make_as_seen(change, sight);
        wrote.extend(rest);
        let step = self.remember_all(label, (wrote, swaps), None);
        self.keep_accounts_in_sight();
        step
    }

    /// Brings in what another copy has written, as no act of the person's. Returns how many records changed.
    pub fn bring_in(self, meeting: Meeting) -> usize {
        self.know(meeting.writers);
        let changed = meeting.met.iter().filter(|met| met.before != met.after || !met.contested.is_empty()).count();
        self.merge(meeting.met.into_iter().map(|met| (met.key, met.version)).collect());
        self.keep_accounts_in_sight();
        changed
    }

    /// Takes in who wrote as which copy. A copy is known once.
    fn know(self, writers: Vec<(CopyId, Peer)>) {
        let inner = self.inner();
        let mut peers = inner.peers.borrow_mut();
        let new: Vec<(CopyId, Peer)> = writers.into_iter().filter(|(copy, _)| !peers.contains_key(copy)).collect();
        peers.extend(new.iter().cloned());
        inner.peers_unkept.borrow_mut().extend(new);
    }

    /// The same, told with its undo.
    pub fn take_over_and_tell(
        self,
        meeting: Meeting,
        chosen: Vec<(Key, String, Value)>,
        change: Change,
        sight: &Sight,
    ) {
        let said = Said::Made(change.label.clone());
        let about = self.take_over(meeting, chosen, change, sight).map_or(About::News, About::Done);
        self.notices.show(said, about);
    }

    /// Brings in other versions of records. What is on the disk as it stands here can be swapped back as a whole; of
    /// the rest, undo knows the cells.
    fn merge(self, versions: Vec<(Key, Version)>) -> Effects {
        if self.is_refused() {
            return Default::default();
        }
        let inner = self.inner();
        let (mut wrote, mut swaps, mut deltas) = (Vec::new(), Vec::new(), Deltas::new());
        for (key, theirs) in versions {
            let before = inner.records.peek(|records| records.stored(key).cloned());
            let mine = inner.saving.borrow().version(key, before.as_ref());
            inner.saving.borrow_mut().merge(key, before.as_ref(), theirs);
            let merged = inner.saving.borrow().version(key, None);
            match merged.clock() < Stamp::END {
                true => swaps.push(Swap { key, now: merged, before: mine }),
                false => wrote.extend(what_arrived(key, &mine, &merged)),
            }
            let after = inner.saving.borrow().shown(key);
            deltas.insert(key, Delta { key, before, after });
        }
        self.show_changed(deltas);
        (wrote, swaps)
    }

    /// Puts what a full file holds in the place of everything that is here, under a new copy. It cannot be undone.
    ///
    /// # Errors
    /// The file cannot be read; nothing was changed.
    pub async fn replace_with(self, file: &File) -> Result<(), FileError> {
        let Some(storage) = self.inner().storage.borrow().clone() else { return Ok(()) };
        let (now, fresh) = (self.now(), self.host.new_copy());
        let mut stamped: BTreeMap<Key, Version> = self.versions_of(file)?.into_iter().collect();
        let rows = file.rows.iter().filter_map(|row| Some((row.key()?, open_row(row, fresh).ok()?)));
        stamped.extend(rows);
        let conflicts: Vec<OldConflict> = file.conflicts.iter().filter_map(OldConflict::of).collect();
        let own = Stamp { clock: u64::try_from(now).unwrap_or(0), copy: fresh };
        for (stored, _) in rows_with_fields(file)? {
            stamped.entry(stored.key()).or_insert_with(|| without_stamps(&stored, &conflicts, own));
        }
        let rows: Vec<Envelope> = stamped.iter().filter_map(|(key, version)| seal(version, *key, now).ok()).collect();
        let mut copy = self.inner().saving.borrow().copy().clone();
        (copy.id, copy.clock, copy.epoch) = (fresh, copy.clock.max(own.clock + 1), copy.epoch + 1);
        // What is here then is in that file.
        copy.exported_on = file.exported_at.get(..10).and_then(date::parse).or(copy.exported_on);
        let writers = writers(file);
        let entry = |(copy, writer): &(CopyId, Peer)| Entry {
            shelf: Shelf::Peers,
            key: copy.to_string(),
            value: Some(writer.to_value().to_string()),
        };
        let entries = writers.iter().map(entry).collect();
        match storage.replace(Left { rows, copy: copy.to_text(), entries, ..Left::default() }).await {
            Ok(()) => {
                *self.inner().peers.borrow_mut() = writers.into_iter().collect();
                self.begin_anew().await;
            }
            Err(error) => self.complain(error.to_string()),
        }
        Ok(())
    }
}

/// The rows of a file, deleted ones included, each with its fields as the file has them.
fn rows_with_fields(file: &File) -> Result<Vec<(Stored, Fields)>, FileError> {
    let fields = |groups: &BTreeMap<Kind, Vec<Fields>>| groups.values().flatten().cloned().collect::<Vec<_>>();
    let mut rows: Vec<(Stored, Fields)> = file.rows()?.into_iter().zip(fields(&file.records)).collect();
    rows.extend(file.deleted_rows()?.into_iter().zip(fields(&file.deleted)));
    Ok(rows)
}

/// A record as a file has it. How it was deleted stands in its stamps.
fn as_file_has_it(key: Key, fields: &Fields) -> Option<Stored> {
    let mut fields = fields.clone();
    let sample = fields.shift_remove("sample") == Some(json!(true));
    let record = Record::from_value(key.kind, fields).ok()?;
    Some(Stored { sample, ..Stored::own(record) })
}

/// The cells that a merge changed here, so that it can be taken back.
fn what_arrived(key: Key, mine: &Version, merged: &Version) -> Vec<Wrote> {
    let (before, after) = (mine.cells(), merged.cells());
    let life = |version: &Version| version.standing(key.kind, LIFE).and_then(|life| life.iter().next_back().map(own));
    let mut wrote = Vec::new();
    let mut note = |path: &str, before: Option<Value>, after: Option<(Stamp, Value)>| {
        let Some((stamp, after)) = after.filter(|(_, after)| before.as_ref() != Some(after)) else { return };
        let replaced = mine.standing(key.kind, path).map(|stood| stood.keys().copied().collect()).unwrap_or_default();
        let stood = mine.standing(key.kind, path).cloned().unwrap_or_default();
        let path = path.to_owned();
        wrote.push(Wrote { key, path, before, after, stamp, replaced, stood, put_beside: 0, is_withdrawn: false });
    };
    note(LIFE, life(mine).map(|(_, value)| value), life(merged));
    for (path, value) in after.iter() {
        let stamp = merged
            .standing(key.kind, path)
            .and_then(|standing| standing.iter().rev().find(|(_, stands)| *stands == value).map(|(stamp, _)| *stamp));
        note(path, before.get(path).cloned(), stamp.map(|stamp| (stamp, value.clone())));
    }
    wrote
}

fn own((stamp, value): (&Stamp, &Value)) -> (Stamp, Value) {
    (*stamp, value.clone())
}
