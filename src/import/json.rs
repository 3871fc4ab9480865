//! A colleague's file: merged record by record. A backup: the workspace as it was.

use crate::words::failure;
use crate::words::import as text;
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::{
    domain::{
        Change, Edit, Key, Kind, Record, Records, Stored, cycle,
        field::Audience,
        json::{Fields, changed, with},
    },
    schema::{File, FileError, JsonPath, Level},
    words::{self, field_label},
};

/// A field with two values.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldChange {
    /// Its label.
    pub label: String,
    /// Its key.
    pub key: String,
    /// What stands here.
    pub before: Value,
    /// What would stand here.
    pub after: Value,
}

impl FieldChange {
    /// The fields of a record that differ.
    pub fn between(kind: Kind, before: &Fields, after: &Fields) -> Vec<Self> {
        let value = |fields: &Fields, key: &str| fields.get(key).cloned().unwrap_or_default();
        let change = |key: String| Self {
            label: field_label(kind, &key).to_owned(),
            before: value(before, &key),
            after: value(after, &key),
            key,
        };
        changed(before, after).into_iter().map(change).collect()
    }
}

/// A record that both have, differently.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    /// Which.
    pub key: Key,
    /// Its title here.
    pub title: String,
    /// What differs, from our value to the file's.
    pub fields: Vec<FieldChange>,
}

impl Changed {
    /// The record with the fields that the person chose to take; `None` where they took none, or the two cannot be
    /// together.
    fn with(&self, records: &Records, taken: &BTreeSet<Taken>) -> Option<Record> {
        let mine = records.record(self.key)?;
        let chosen = self.fields.iter().filter(|field| taken.contains(&(self.key, field.key.clone())));
        let mut fields = mine.to_value();
        let before = fields.clone();
        for FieldChange { key, after, .. } in chosen {
            fields = with(&fields, key, after.clone());
        }
        (fields != before).then(|| Record::from_value(self.key.kind, fields).ok())?
    }
}

/// A field of a record that is taken from a file, by its key.
pub type Taken = (Key, String);

/// What a file would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The file's level.
    pub level: Level,
    /// When it was written, ISO 8601 in UTC.
    pub exported_at: String,
    /// Records that are new here.
    pub added: Vec<Stored>,
    /// Records that differ.
    pub changed: Vec<Changed>,
    /// How many are the same here already.
    pub left: usize,
}

impl Proposal {
    /// The change, with the differing fields that the person chose to take.
    pub fn change(&self, records: &Records, name: &str, taken: &BTreeSet<Taken>) -> Change {
        let put =
            |row: &Stored| if row.sample { Edit::PutSample(row.record.clone()) } else { Edit::Put(row.record.clone()) };
        let added = self.added.iter().map(put);
        let changed = self.changed.iter().filter_map(|changed| changed.with(records, taken)).map(Edit::Put);
        Change::new(text::imported(name), added.chain(changed).collect())
    }
}

/// Why a file is refused, as a sentence with the place and what is wrong there.
pub fn refusal(error: &FileError) -> String {
    match error {
        FileError::Field { place, wrong } => failure::invalid(&place.0, words::wrong(wrong)),
        other => other.to_string(),
    }
}

/// Compares a file with what is here. A field that the file's level cannot hold is never cleared.
///
/// # Errors
/// The reason to refuse the file, with the place; nothing is taken then.
pub fn propose(records: &Records, file: &File) -> Result<Proposal, FileError> {
    let rows = file.rows()?;
    check_circles(file, &rows, records)?;
    let mut proposal = Proposal {
        level: file.level,
        exported_at: file.exported_at.clone(),
        added: Vec::new(),
        changed: Vec::new(),
        left: 0,
    };
    let own_settings = records.workspace().id;
    for row in rows {
        let key = row.key();
        if key.kind.is_of_device() && records.stored(key).is_some() {
            proposal.left += 1;
            continue;
        }
        if key.kind == Kind::Workspace && !own_settings.is_nil() && own_settings.0 != key.id {
            // There is one settings record; a colleague's does not replace one's own.
            proposal.left += 1;
            continue;
        }
        let Some(mine) = records.record(key) else {
            proposal.added.push(row);
            continue;
        };
        match difference(mine, &row.record, file.level) {
            Some(changed) => proposal.changed.push(changed),
            None => proposal.left += 1,
        }
    }
    Ok(proposal)
}

fn difference(mine: &Record, theirs: &Record, level: Level) -> Option<Changed> {
    let kind = mine.kind();
    let (own, file) = (mine.to_value(), theirs.to_value());
    let mut merged = file.clone();
    for field in kind.fields() {
        let held = match level {
            Level::Full => field.audience != Audience::Device,
            Level::Team => field.audience == Audience::Team,
            // A client file is written from the client view: what is absent there says nothing.
            Level::Client => file.contains_key(field.key),
        };
        if !held {
            restore_field(&mut merged, &own, field.key);
        }
    }
    restore_field(&mut merged, &own, "external");
    if level == Level::Team && kind == Kind::Review {
        restore_notes(&mut merged, &own);
    }
    let after = Record::from_value(kind, merged).ok()?;
    let merged = after.to_value();
    let fields = FieldChange::between(kind, &own, &merged);
    (!fields.is_empty() && after != *mine).then(|| Changed {
        key: Key { kind, id: mine.uuid() },
        title: mine.title(),
        fields,
    })
}

/// A team file holds the slides without speaker notes: ours stay on the slides that they are for.
fn restore_notes(merged: &mut Fields, own: &Fields) {
    let slides = |fields: &Fields| fields.get("slides").and_then(Value::as_array).cloned().unwrap_or_default();
    let own = slides(own);
    let mut together = slides(merged);
    for slide in &own {
        let Some(notes) = slide.get("notes") else { continue };
        let same = together.iter_mut().find(|other| other.get("slide") == slide.get("slide"));
        match same.and_then(Value::as_object_mut) {
            Some(other) => drop(other.insert("notes".into(), notes.clone())),
            None => together.push(serde_json::json!({ "slide": slide["slide"], "notes": notes })),
        }
    }
    if !together.is_empty() {
        merged.insert("slides".into(), Value::Array(together));
    }
}

fn restore_field(merged: &mut Fields, own: &Fields, key: &str) {
    match own.get(key) {
        Some(value) => drop(merged.insert(key.to_owned(), value.clone())),
        None => drop(merged.shift_remove(key)),
    }
}

/// The change that takes everybody back to what a backup holds: it can be undone, and copies that merge later follow.
///
/// # Errors
/// As [`propose`]; also when the file is not a full backup of a workspace.
pub fn restore(records: &Records, name: &str, file: &File) -> Result<Change, FileError> {
    check_backup(file)?;
    let rows = file.rows()?;
    let kept: BTreeSet<Key> = rows.iter().map(Stored::key).collect();
    let gone: Vec<Key> = records.live().map(|(key, _)| *key).filter(|key| !kept.contains(key)).collect();
    let put = rows.into_iter().map(|row| if row.sample { Edit::PutSample(row.record) } else { Edit::Put(row.record) });
    let edits = std::iter::once(Edit::Delete(gone)).chain(put).collect();
    Ok(Change::new(text::restored(name), edits))
}

/// Only a full backup of a workspace can take the place of one.
///
/// # Errors
/// The level, where it is another.
pub fn check_backup(file: &File) -> Result<(), FileError> {
    if file.level == Level::Full && file.account.is_none() {
        return Ok(());
    }
    let message = text::ONLY_A_FULL_EXPORT.to_owned();
    Err(FileError::Invalid { place: JsonPath("level".into()), message })
}

/// No reporting line, group or waiting runs in a circle, in the file or together with what is here. A backup is not
/// checked: it holds what was here, and opens for ever.
fn check_circles(file: &File, rows: &[Stored], here: &Records) -> Result<(), FileError> {
    let new: HashMap<Key, &Record> = rows.iter().map(|row| (row.key(), &row.record)).collect();
    let find = |key: Key| new.get(&key).copied().or_else(|| here.record(key));
    let Some((row, message)) =
        rows.iter().find_map(|row| Some((row, words::circle(&cycle::circle(find, &row.record)?))))
    else {
        return Ok(());
    };
    let place = file.places().get(&row.record.uuid()).cloned().unwrap_or_default();
    Err(FileError::Invalid { place: JsonPath(place), message })
}
