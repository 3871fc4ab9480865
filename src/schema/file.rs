//! The JSON file that two colleagues share. See DESIGN.md, The file; the published schema is `mainstay.schema.json`.

use crate::words::failure;
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Envelope, VERSION, migration::migrate};
use crate::domain::{Key, Kind, Problem, Record, Stored, Wrong, field::Input, id_of_its_own, json::Fields};

/// The first version whose files carry stamps.
const FIRST_STAMPED: u32 = 6;

/// The value of `format` in every file.
pub const FORMAT: &str = "mainstay";

/// How much a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Everything.
    Full,
    /// Without negotiations, support and private notes.
    Team,
    /// Only what the client may see.
    Client,
}

impl Level {
    /// Every level.
    pub const ALL: [Self; 3] = [Self::Full, Self::Team, Self::Client];

    /// The key in files.
    pub fn key(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Team => "team",
            Self::Client => "client",
        }
    }
}

/// Where in a file something is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPath(pub String);

/// Why a file is refused. Nothing of a refused file is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileError {
    /// A byte that is no UTF-8.
    NotText {
        /// Its offset.
        offset: usize,
    },
    /// Not JSON, or cut off.
    NotJson {
        /// What is wrong, with line and column.
        message: String,
    },
    /// JSON, but no file of ours.
    NotOurs,
    /// A newer Mainstay wrote it.
    Newer {
        /// Its version.
        version: u64,
    },
    /// A value that its field cannot hold. What is wrong with it is said by who reads the file.
    Field {
        /// Where.
        place: JsonPath,
        /// What is wrong.
        wrong: Wrong,
    },
    /// Something else that cannot be.
    Invalid {
        /// Where.
        place: JsonPath,
        /// What is wrong.
        message: String,
    },
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::NotText { offset } => failure::not_text(offset),
            Self::NotJson { message } => failure::not_json(message),
            Self::NotOurs => failure::NOT_OURS.to_owned(),
            Self::Newer { version } => failure::newer_file(version, VERSION),
            Self::Field { place, .. } => place.0.clone(),
            Self::Invalid { place, message } => failure::invalid(&place.0, message),
        })
    }
}

/// A file, read or about to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// How much it holds.
    pub level: Level,
    /// The account that it is about; `None` for the whole workspace.
    pub account: Option<Uuid>,
    /// When it was written, ISO 8601 in UTC.
    pub exported_at: String,
    /// Its records, by kind, in order of id, as fields.
    pub records: BTreeMap<Kind, Vec<Fields>>,
    /// Records that were deleted; in a file for the team their ids alone.
    pub deleted: BTreeMap<Kind, Vec<Fields>>,
    /// When and by whom each value was written.
    pub stamps: Stamps,
    /// Rows as the database has them, in a file of the recovery page: they tell all that the records do not.
    pub rows: Vec<Envelope>,
    /// The other values of two that met, in a file of a version without stamps.
    pub conflicts: Vec<Fields>,
}

/// The stamps of a file. Whoever reads the file for its records need not look at them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stamps {
    /// The table of copies.
    pub copies: Value,
    /// Who they are, by copy, as far as it is known.
    pub writers: Map<String, Value>,
    /// Those of each record, by its id.
    pub of: BTreeMap<Uuid, Value>,
}

impl File {
    /// The file as text: two-space indent, a newline at the end.
    pub fn to_text(&self) -> String {
        let groups = self.records.iter().filter(|(_, records)| !records.is_empty());
        let groups: Map<String, Value> =
            groups.map(|(kind, records)| (kind.plural().to_owned(), json!(records))).collect();
        let scope =
            self.account.map_or_else(|| json!("workspace"), |account| json!({ "account": account.to_string() }));
        let mut file = json!({
            "format": FORMAT,
            "version": VERSION,
            "exportedAt": self.exported_at,
            "level": self.level.key(),
            "scope": scope,
            "records": groups,
        });
        let deleted: Map<String, Value> =
            self.deleted.iter().map(|(kind, records)| (kind.plural().to_owned(), json!(records))).collect();
        if !deleted.is_empty() {
            file["deleted"] = Value::Object(deleted);
        }
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        if !self.stamps.of.is_empty() {
            self.add_stamps(&mut text);
        }
        text.push('\n');
        text
    }

    /// Puts the stamps at the end of a file, a line for each record: a person who reads it reads the records.
    fn add_stamps(&self, text: &mut String) {
        text.truncate(text.len().saturating_sub("\n}".len()));
        text.push_str(&format!(",\n  \"copies\": {},", self.stamps.copies));
        if !self.stamps.writers.is_empty() {
            text.push_str("\n  \"writers\": {");
            for (at, (copy, writer)) in self.stamps.writers.iter().enumerate() {
                let comma = if at == 0 { "" } else { "," };
                text.push_str(&format!("{comma}\n    \"{copy}\": {writer}"));
            }
            text.push_str("\n  },");
        }
        text.push_str("\n  \"stamps\": {");
        for (at, (id, stamps)) in self.stamps.of.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            text.push_str(&format!("{comma}\n    \"{id}\": {stamps}"));
        }
        text.push_str("\n  }\n}");
    }

    /// The stamps of a record as the file holds it. `None` where there are none, or where they do not fit: somebody
    /// has edited the record by hand.
    pub fn stamps_of(&self, fields: &Fields) -> Option<&Value> {
        self.stamps.fitting(fields)
    }

    /// Reads and checks a file.
    ///
    /// # Errors
    /// The first reason to refuse it, with the place.
    pub fn read(bytes: &[u8]) -> Result<Self, FileError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| FileError::NotText { offset: error.valid_up_to() })?;
        let value: Value =
            serde_json::from_str(text).map_err(|error| FileError::NotJson { message: error.to_string() })?;
        let Value::Object(mut top) = value else { return Err(FileError::NotOurs) };
        if top.get("format").and_then(Value::as_str) != Some(FORMAT) {
            return Err(FileError::NotOurs);
        }
        let version = top.get("version").and_then(Value::as_u64).ok_or_else(|| invalid("version", failure::MISSING))?;
        if version > u64::from(VERSION) {
            return Err(FileError::Newer { version });
        }
        let level = top.get("level").and_then(Value::as_str);
        let level = Level::ALL.into_iter().find(|known| Some(known.key()) == level);
        let level = level.ok_or_else(|| invalid("level", failure::LEVELS))?;
        let Some(Value::Object(mut groups)) = top.remove("records") else {
            return Err(invalid("records", failure::MISSING));
        };
        let version = version as u32;
        // What version 5 kept of two values that met was a kind of its own.
        let conflicts = groups.shift_remove("conflicts").filter(|_| version < FIRST_STAMPED);
        let deleted = match top.remove("deleted") {
            Some(Value::Object(groups)) => groups,
            _ => Map::new(),
        };
        let account = scope(top.get("scope"))?;
        let stamps = Stamps::read(&mut top);
        let rows = top
            .remove("rows")
            .map(|rows| rows.as_array().into_iter().flatten().filter_map(Envelope::from_json).collect());
        let rows: Vec<Envelope> = rows.unwrap_or_default();
        let mut groups_read = Groups { version, stamps: &stamps, seen: HashMap::new() };
        let mut records = groups_read.read("records", groups)?;
        let deleted = groups_read.read("deleted", deleted)?;
        if version < FIRST_STAMPED {
            give_own_ids(&mut records);
        }
        Ok(Self {
            level,
            account,
            exported_at: top.get("exportedAt").and_then(Value::as_str).unwrap_or_default().to_owned(),
            records,
            deleted,
            stamps,
            rows,
            conflicts: conflicts.map(objects).unwrap_or_default(),
        })
    }

    /// The rows of the file.
    ///
    /// # Errors
    /// As [`File::read`]; a file that was read has none.
    pub fn rows(&self) -> Result<Vec<Stored>, FileError> {
        let mut rows = Vec::new();
        for (kind, records) in &self.records {
            for (position, fields) in records.iter().enumerate() {
                let place = format!("records.{}[{position}]", kind.plural());
                rows.push(read_row(*kind, fields.clone(), &place, self.stamps_of(fields).is_none())?);
            }
        }
        Ok(rows)
    }

    /// The file with those records alone whose stamps do not tell how they came about.
    pub fn without_stamped(&self) -> Self {
        let keep = |group: &Vec<Fields>| -> Vec<Fields> {
            group.iter().filter(|fields| self.stamps_of(fields).is_none()).cloned().collect()
        };
        let records = self.records.iter().map(|(kind, group)| (*kind, keep(group))).collect();
        Self { records, deleted: BTreeMap::new(), stamps: Stamps::default(), ..self.clone() }
    }

    /// The deleted records of the file. Of a file for the team, nothing but that they are gone.
    ///
    /// # Errors
    /// As [`File::rows`].
    pub fn deleted_rows(&self) -> Result<Vec<Stored>, FileError> {
        let rows = self.deleted.iter().flat_map(|(kind, records)| records.iter().map(move |fields| (*kind, fields)));
        rows.map(|(kind, fields)| read_row(kind, fields.clone(), "deleted", false)).collect()
    }

    /// The places of the records, for messages.
    pub fn places(&self) -> HashMap<Uuid, String> {
        let groups = self.records.iter().flat_map(|(kind, records)| {
            let place = move |position: usize| format!("records.{}[{position}]", kind.plural());
            records.iter().enumerate().filter_map(move |(position, fields)| Some((id_of(fields)?, place(position))))
        });
        groups.collect()
    }
}

/// Groups rows as a file holds them: by kind, in order of id, with the sample marked.
pub fn group_records<'a>(rows: impl Iterator<Item = (&'a Key, &'a Stored)>) -> BTreeMap<Kind, Vec<Fields>> {
    let mut groups: BTreeMap<Kind, Vec<Fields>> = BTreeMap::new();
    for (key, row) in rows {
        let mut fields = row.fields();
        if row.sample {
            fields.insert("sample".into(), Value::Bool(true));
        }
        groups.entry(key.kind).or_default().push(fields);
    }
    groups
}

/// How many records a file's groups hold.
pub fn record_count(groups: &BTreeMap<Kind, Vec<Fields>>) -> usize {
    groups.values().map(Vec::len).sum()
}

fn invalid(place: impl Into<String>, message: impl Into<String>) -> FileError {
    FileError::Invalid { place: JsonPath(place.into()), message: message.into() }
}

fn scope(value: Option<&Value>) -> Result<Option<Uuid>, FileError> {
    match value {
        Some(Value::String(word)) if word == "workspace" => Ok(None),
        Some(Value::Object(scope)) => match scope.get("account").and_then(Value::as_str).map(Uuid::parse_str) {
            Some(Ok(account)) => Ok(Some(account)),
            _ => Err(invalid("scope.account", failure::NOT_AN_ID)),
        },
        _ => Err(invalid("scope", failure::SCOPES)),
    }
}

impl Stamps {
    /// Stamps that cannot be read are none: the records of the file are looked at one by one.
    fn read(top: &mut Map<String, Value>) -> Self {
        let of = match top.remove("stamps") {
            Some(Value::Object(of)) => of,
            _ => Map::new(),
        };
        let of = of.into_iter().filter_map(|(id, stamps)| Some((Uuid::parse_str(&id).ok()?, stamps))).collect();
        let writers = match top.remove("writers") {
            Some(Value::Object(writers)) => writers,
            _ => Map::new(),
        };
        Self { copies: top.remove("copies").unwrap_or_default(), writers, of }
    }

    /// The stamps of a record, where nobody has edited it by hand.
    fn fitting(&self, fields: &Fields) -> Option<&Value> {
        let stamps = self.of.get(&id_of(fields)?)?;
        (stamps.get("sum").and_then(Value::as_str) == Some(&digest(fields, stamps))).then_some(stamps)
    }

    /// Puts the stamps of a record in, with a sum over both by which an edit by hand is known.
    pub fn insert(&mut self, fields: &Fields, mut stamps: Value) {
        let Some(id) = id_of(fields) else { return };
        stamps["sum"] = Value::String(digest(fields, &stamps));
        self.of.insert(id, stamps);
    }
}

/// A sum over a record and its stamps (FNV-1a, 64 bits). It finds an edit by hand and guards against nothing else.
fn digest(fields: &Fields, stamps: &Value) -> String {
    const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let of_stamps = ["at", "cells", "seen"].map(|key| stamps.get(key).map(Value::to_string).unwrap_or_default());
    let all = [json!(fields).to_string()].into_iter().chain(of_stamps);
    let sum = all.fold(BASIS, |sum, text| {
        text.bytes().chain([0]).fold(sum, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(PRIME))
    });
    format!("{sum:016x}")
}

fn objects(values: Value) -> Vec<Fields> {
    let Value::Array(values) = values else { return Vec::new() };
    let object = |value| match value {
        Value::Object(fields) => Some(fields),
        _ => None,
    };
    values.into_iter().filter_map(object).collect()
}

/// Gives what there is once the id that follows from what it is of, as this version has it, and has what refers to it
/// follow. Of two for one thing, the first gets it.
fn give_own_ids(records: &mut BTreeMap<Kind, Vec<Fields>>) {
    let mut moved: HashMap<String, Value> = HashMap::new();
    for (kind, group) in records.iter_mut() {
        for fields in group {
            let own = id_of_its_own(*kind, fields).map(|id| json!(id));
            let is_taken = |own: &Value| moved.values().any(|known| known == own);
            if let (Some(own), Some(Value::String(id))) = (own.filter(|own| !is_taken(own)), fields.get("id")) {
                moved.insert(id.clone(), own.clone());
                fields.insert("id".into(), own);
            }
        }
    }
    for (kind, group) in records.iter_mut() {
        for field in kind.fields().iter().filter(|field| field.input == Input::Anything) {
            for value in group.iter_mut().filter_map(|fields| fields.get_mut(field.key)) {
                if let Some(own) = value.as_str().and_then(|id| moved.get(id)) {
                    *value = own.clone();
                }
            }
        }
        group.sort_by_key(id_of);
    }
}

/// Reads the groups of records of a file.
struct Groups<'a> {
    version: u32,
    stamps: &'a Stamps,
    /// The places of the ids that were met so far.
    seen: HashMap<Uuid, String>,
}

impl Groups<'_> {
    fn read(&mut self, part: &str, groups: Map<String, Value>) -> Result<BTreeMap<Kind, Vec<Fields>>, FileError> {
        let mut read = BTreeMap::new();
        for (plural, records) in groups {
            let group = format!("{part}.{plural}");
            let kind = Kind::from_plural(&plural).ok_or_else(|| invalid(&group, failure::NO_SUCH_KIND))?;
            let Value::Array(records) = records else { return Err(invalid(group, failure::NOT_A_LIST)) };
            let records = records.into_iter().enumerate();
            let fields = records.map(|(position, record)| self.record(kind, record, format!("{group}[{position}]")));
            read.insert(kind, fields.collect::<Result<_, _>>()?);
        }
        Ok(read)
    }

    fn record(&mut self, kind: Kind, record: Value, place: String) -> Result<Fields, FileError> {
        let Value::Object(fields) = record else { return Err(invalid(place, failure::NOT_A_RECORD)) };
        let fields = migrate_record(kind, fields, self.version);
        // What a copy wrote was checked when a person entered it, and a merge asks nobody.
        let is_checked = place.starts_with("records") && self.stamps.fitting(&fields).is_none();
        let row = read_row(kind, fields.clone(), &place, is_checked)?;
        match self.seen.insert(row.record.uuid(), place.clone()) {
            Some(first) => Err(invalid(place, failure::id_of(first))),
            None => Ok(fields),
        }
    }
}

/// The fields of a record as this code's version has them. A recovered file holds records of several versions: there
/// each says its own.
fn migrate_record(kind: Kind, mut fields: Fields, version: u32) -> Fields {
    let own = fields.shift_remove("version").and_then(|own| own.as_u64()).and_then(|own| u32::try_from(own).ok());
    migrate(kind, fields, own.unwrap_or(version))
}

/// A record as a row. Of one that was deleted, fields may be missing.
fn read_row(kind: Kind, mut fields: Fields, place: &str, is_checked: bool) -> Result<Stored, FileError> {
    let sample = fields.shift_remove("sample").is_some_and(|sample| sample == Value::Bool(true));
    if id_of(&fields).is_none_or(|id| id.is_nil()) {
        return Err(invalid(place, failure::NO_ID));
    }
    let known = |key: &str| {
        matches!(key, "id" | "external")
            || (key == "account" && kind.belongs_to_account())
            || kind.fields().iter().any(|f| f.key == key)
    };
    if let Some(key) = fields.keys().find(|key| !known(key)) {
        return Err(invalid(format!("{place}.{key}"), failure::no_such_field(kind.plural())));
    }
    let record = Record::from_value(kind, fields);
    let refused =
        |problem: Problem| FileError::Field { place: JsonPath(at(place, &problem.field)), wrong: problem.wrong };
    let record = record.map_err(refused)?;
    if let Some(problem) = record.check().filter(|_| is_checked) {
        return Err(refused(problem));
    }
    Ok(Stored { sample, ..Stored::own(record) })
}

fn at(place: &str, field: &str) -> String {
    if field.is_empty() { place.to_owned() } else { format!("{place}.{field}") }
}

fn id_of(fields: &Fields) -> Option<Uuid> {
    fields.get("id").and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok())
}
