//! A record with its stamps as a row of the database and of a file: the record as it is shown, and beside it what its
//! cells have besides. Stamps stand apart from values, so that a person can read the record.
//!
//! `copies` is the table of copies, to which every stamp refers by position; `at` is the stamp of all cells but those
//! in `cells`. An entry there is the position and the clock, with the value unless it is the one that is shown. `seen`
//! has, for lives, shared and private cells, the copies whose clock is greater than what stands tells.

use serde_json::{Map, Value, json};

use super::{
    section::{Section, Standing},
    stamp::{CopyId, Stamp},
    version::{LIFE, SAMPLE, Version, deletion_value, shown},
};
use crate::{
    domain::{
        Key, Millis, Problem, SortedMap, Stored,
        cell::{self, Cells},
        json::Fields,
    },
    schema::{Envelope, SchemaError, VERSION, open},
};

/// The names of the sections in `seen`.
const SECTIONS: [&str; 3] = ["lives", "shared", "private"];

/// What the cells of a row hold where its stamps say nothing else.
fn shown_cells(key: Key, fields: &Fields, sample: bool, deletion: Option<Value>) -> Cells {
    let mut cells = cell::cells(key.kind, fields, &Cells::new());
    cells.insert(LIFE.into(), deletion.unwrap_or(Value::Bool(true)));
    if sample {
        cells.insert(SAMPLE.into(), Value::Bool(true));
    }
    cells
}

/// The stamps of a version, beside the record as it is shown. `copies` is the table of copies, in order, with all that
/// the version names.
pub fn write_stamps(version: &Version, stored: &Stored, copies: &[CopyId]) -> Value {
    let key = stored.key();
    let deletion = stored.deleted.as_ref().map(deletion_value);
    let base = shown_cells(key, &stored.fields(), stored.sample, deletion);
    let position = |copy: CopyId| copies.binary_search(&copy).unwrap_or(0);
    let at = commonest(version);
    let mut cells = Map::new();
    for (path, standing) in version.sections().into_iter().flat_map(|section| section.cells.iter()) {
        let entry = |(stamp, value): (&Stamp, &Value)| {
            let mut entry = vec![json!(position(stamp.copy)), json!(stamp.clock)];
            if base.get(path).unwrap_or(&Value::Null) != value {
                entry.push(value.clone());
            }
            Value::Array(entry)
        };
        let is_plain =
            standing.len() == 1 && standing.iter().all(|(stamp, value)| *stamp == at && base.get(path) == Some(value));
        if !is_plain {
            cells.insert(path.clone(), standing.iter().map(entry).collect());
        }
    }
    let mut stamps = Map::new();
    stamps.insert("at".into(), json!([position(at.copy), at.clock]));
    if !cells.is_empty() {
        stamps.insert("cells".into(), Value::Object(cells));
    }
    let mut seen = Map::new();
    for (name, section) in SECTIONS.into_iter().zip(version.sections()) {
        let known = told(section);
        let more = section.seen.iter().filter(|(copy, clock)| known.get(copy) != Some(clock));
        let more: Vec<Value> = more.map(|(copy, clock)| json!([position(*copy), clock])).collect();
        if !more.is_empty() {
            seen.insert(name.into(), Value::Array(more));
        }
    }
    if !seen.is_empty() {
        stamps.insert("seen".into(), Value::Object(seen));
    }
    Value::Object(stamps)
}

/// Reads the stamps that stand beside a record, with the table of copies that they refer to. `None` where they are
/// none.
pub fn read_stamps(stored: &Stored, stamps: &Value, copies: &[CopyId]) -> Option<Version> {
    let key = stored.key();
    let base = shown_cells(key, &stored.fields(), stored.sample, stored.deleted.as_ref().map(deletion_value));
    let stamp = |entry: &Value| {
        let copy = copies.get(usize::try_from(entry.get(0)?.as_u64()?).ok()?)?;
        let clock = entry.get(1)?.as_u64().filter(|clock| *clock < Stamp::END)?;
        Some(Stamp { clock, copy: *copy })
    };
    let at = stamp(stamps.get("at")?)?;
    let mut version = Version::default();
    let exceptions = stamps.get("cells").and_then(Value::as_object);
    for (path, value) in base.iter() {
        if exceptions.is_none_or(|cells| !cells.contains_key(path)) {
            let section = version.section_mut(key.kind, path);
            section.cells.insert(path.clone(), Standing::from_iter([(at, value.clone())]));
        }
    }
    for (path, entries) in exceptions.into_iter().flatten() {
        let mut standing = Standing::new();
        for entry in entries.as_array()? {
            let value = entry.get(2).or_else(|| base.get(path)).cloned().unwrap_or_default();
            standing.insert(stamp(entry)?, value);
        }
        version.section_mut(key.kind, path).cells.insert(path.clone(), standing);
    }
    for (name, section) in SECTIONS.into_iter().zip(version.all_sections_mut()) {
        section.seen = told(section);
        for entry in stamps.get("seen").and_then(|seen| seen.get(name)).and_then(Value::as_array).into_iter().flatten()
        {
            let more = stamp(entry)?;
            section.seen.insert(more.copy, more.clock);
        }
    }
    Some(version)
}

/// A record without stamps, as if all of it had been written at once.
pub fn stamped(stored: &Stored, stamp: Stamp) -> Version {
    let key = stored.key();
    let base = shown_cells(key, &stored.fields(), stored.sample, stored.deleted.as_ref().map(deletion_value));
    let mut version = Version::default();
    for (path, value) in base {
        version.section_mut(key.kind, &path).write(&path, &[], stamp, Some(value));
    }
    version
}

/// Takes a row of the database apart. `origin` is the copy that is taken to have written rows without stamps.
///
/// # Errors
/// A newer version wrote it, or it cannot be read.
pub fn open_row(row: &Envelope, origin: CopyId) -> Result<Version, SchemaError> {
    let stored = open(row)?;
    let first = Stamp { clock: u64::try_from(row.changed_at).unwrap_or(0), copy: origin };
    if row.is_unstamped() {
        return Ok(stamped(&stored, first));
    }
    Ok(read_row_stamps(&stored, &row.stamps).unwrap_or_else(|| stamped(&stored, first)))
}

/// The record of a row as it is shown. Only where something is contested do its stamps have a say in that.
///
/// # Errors
/// As [`open_row`].
pub fn open_shown(row: &Envelope, origin: CopyId) -> Result<Stored, SchemaError> {
    let stored = open(row)?;
    match row.contested {
        true => Ok(open_row(row, origin)?.stored(stored.key()).unwrap_or(stored)),
        false => Ok(stored),
    }
}

/// Reads the stamps of a row, which stand there with their table of copies.
pub fn read_row_stamps(stored: &Stored, text: &str) -> Option<Version> {
    let stamps: Value = serde_json::from_str(text).ok()?;
    read_stamps(stored, &stamps, &read_copies(stamps.get("copies")?)?)
}

/// A table of copies as rows and files hold it.
pub fn write_copies(copies: &[CopyId]) -> Value {
    copies.iter().map(|copy| Value::String(copy.to_string())).collect()
}

/// Reads a table of copies.
pub fn read_copies(table: &Value) -> Option<Vec<CopyId>> {
    table.as_array()?.iter().map(|copy| copy.as_str()?.parse().ok()).collect()
}

/// Puts a version into a row. Its revision is given by the storage.
///
/// # Errors
/// A value that its field cannot hold.
pub fn seal(version: &Version, key: Key, changed_at: Millis) -> Result<Envelope, Problem> {
    let (stored, copies) = (version.stored(key)?, version.copies());
    let mut stamps = write_stamps(version, &stored, &copies);
    stamps["copies"] = write_copies(&copies);
    Ok(Envelope {
        id: key.id.to_string(),
        account: stored.record.account_id().map(|id| id.to_string()).unwrap_or_default(),
        kind: key.kind.plural().to_owned(),
        version: VERSION,
        revision: 0,
        changed_at,
        sample: stored.sample,
        body: if version.is_purged() { String::new() } else { Value::Object(stored.fields()).to_string() },
        stamps: stamps.to_string(),
        contested: version.is_contested(key.kind),
        held: String::new(),
        deleted: stored.deleted,
    })
}

/// What is seen of each copy where only what stands is known.
fn told(section: &Section) -> SortedMap<CopyId, u64> {
    let mut seen = SortedMap::new();
    for stamp in section.cells.values().flat_map(Standing::keys) {
        let clock: &mut u64 = seen.or_default(stamp.copy);
        *clock = stamp.clock.max(*clock);
    }
    seen
}

/// The stamp that most cells have whose value is shown.
fn commonest(version: &Version) -> Stamp {
    let mut counts: SortedMap<Stamp, u64> = SortedMap::new();
    for standing in version.sections().into_iter().flat_map(|section| section.cells.values()) {
        if let Some(stamp) = standing.iter().find(|(_, value)| shown(standing) == Some(*value)).map(|(stamp, _)| *stamp)
        {
            *counts.or_default(stamp) += 1;
        }
    }
    counts.into_iter().max_by_key(|(stamp, count)| (*count, *stamp)).map(|(stamp, _)| stamp).unwrap_or_default()
}
