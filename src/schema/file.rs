//! The JSON file that two colleagues share. See DESIGN.md, The file; the published schema is `mainstay.schema.json`.

use crate::words::failure;
use std::{
    collections::{BTreeMap, HashMap},
    fmt,
};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{VERSION, migration::migrate};
use crate::domain::{Key, Kind, Problem, Record, Stored, Wrong, json::Fields};

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
}

impl File {
    /// The file as text: two-space indent, a newline at the end.
    pub fn to_text(&self) -> String {
        let groups = self.records.iter().filter(|(_, records)| !records.is_empty());
        let groups: Map<String, Value> =
            groups.map(|(kind, records)| (kind.plural().to_owned(), json!(records))).collect();
        let scope =
            self.account.map_or_else(|| json!("workspace"), |account| json!({ "account": account.to_string() }));
        let file = json!({
            "format": FORMAT,
            "version": VERSION,
            "exportedAt": self.exported_at,
            "level": self.level.key(),
            "scope": scope,
            "records": groups,
        });
        let mut text = serde_json::to_string_pretty(&file).unwrap_or_default();
        text.push('\n');
        text
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
        let Some(Value::Object(groups)) = top.remove("records") else {
            return Err(invalid("records", failure::MISSING));
        };
        let file = Self {
            level,
            account: scope(top.get("scope"))?,
            exported_at: top.get("exportedAt").and_then(Value::as_str).unwrap_or_default().to_owned(),
            records: read_groups(groups, version as u32)?,
        };
        Ok(file)
    }

    /// The rows of the file.
    ///
    /// # Errors
    /// As [`File::read`]; a file that was read has none.
    pub fn rows(&self) -> Result<Vec<Stored>, FileError> {
        let mut rows = Vec::new();
        for (kind, records) in &self.records {
            for (position, fields) in records.iter().enumerate() {
                rows.push(row(*kind, fields.clone(), &format!("records.{}[{position}]", kind.plural()))?);
            }
        }
        Ok(rows)
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

fn read_groups(groups: Map<String, Value>, version: u32) -> Result<BTreeMap<Kind, Vec<Fields>>, FileError> {
    let mut read = BTreeMap::new();
    let mut seen: HashMap<Uuid, String> = HashMap::new();
    for (plural, records) in groups {
        let group = format!("records.{plural}");
        let kind = Kind::from_plural(&plural).ok_or_else(|| invalid(&group, failure::NO_SUCH_KIND))?;
        let Value::Array(records) = records else { return Err(invalid(group, failure::NOT_A_LIST)) };
        let mut fields_of_all = Vec::with_capacity(records.len());
        for (position, record) in records.into_iter().enumerate() {
            let place = format!("{group}[{position}]");
            let Value::Object(fields) = record else { return Err(invalid(place, failure::NOT_A_RECORD)) };
            let fields = migrate_record(kind, fields, version);
            let row = row(kind, fields.clone(), &place)?;
            if let Some(first) = seen.insert(row.record.uuid(), place.clone()) {
                return Err(invalid(place, failure::id_of(first)));
            }
            fields_of_all.push(fields);
        }
        read.insert(kind, fields_of_all);
    }
    Ok(read)
}

/// The fields of a record as this code's version has them. A recovered file holds records of several versions: there
/// each says its own.
fn migrate_record(kind: Kind, mut fields: Fields, version: u32) -> Fields {
    let own = fields.shift_remove("version").and_then(|own| own.as_u64()).and_then(|own| u32::try_from(own).ok());
    migrate(kind, fields, own.unwrap_or(version))
}

fn row(kind: Kind, mut fields: Fields, place: &str) -> Result<Stored, FileError> {
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
    match record.check() {
        Some(problem) => Err(refused(problem)),
        None => Ok(Stored { sample, ..Stored::own(record) }),
    }
}

fn at(place: &str, field: &str) -> String {
    if field.is_empty() { place.to_owned() } else { format!("{place}.{field}") }
}

fn id_of(fields: &Fields) -> Option<Uuid> {
    fields.get("id").and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok())
}
