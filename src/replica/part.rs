//! A section of a record that travels by itself: a row as the database has it, of that section alone. It is the same
//! text in every copy that has the same in it, so that equal merges are known to be equal. MERGE.md, Server.

use serde_json::{Value, json};

use super::{
    row::{open_row, seal},
    stamp::CopyId,
    version::Version,
};
use crate::{
    domain::{Key, Kind, cell},
    schema::{Envelope, SchemaError},
};

/// Which section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// Whether the record lives.
    Lives,
    /// What colleagues may get.
    Shared,
    /// What stays with us.
    Private,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Lives, Self::Shared, Self::Private];

    /// Its key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lives => "lives",
            Self::Shared => "shared",
            Self::Private => "private",
        }
    }

    /// Whether it may reach colleagues.
    pub fn is_private(self, kind: Kind) -> bool {
        self == Self::Private || kind.is_private()
    }

    /// Its section of a version, and nothing else. What belongs to a device does not travel.
    fn of(self, kind: Kind, version: &Version) -> Version {
        let mut part = Version::default();
        match self {
            Self::Lives => part.lives = version.lives.clone(),
            Self::Shared => part.shared = version.shared.clone(),
            Self::Private => {
                part.private = version.private.clone();
                part.private.cells.retain(|path, _| !cell::is_of_device(kind, path));
            }
        }
        part
    }
}

/// A section of a record as text; `None` where nothing of it is known.
pub fn write_part(version: &Version, key: Key, part: Part) -> Option<String> {
    let version = part.of(key.kind, version);
    if version.sections().iter().all(|section| section.seen.is_empty()) {
        return None;
    }
    let row = seal(&version, key, 0).ok()?;
    Some(json!({ "part": part.key(), "row": row.to_json() }).to_string())
}

/// Why a text is no part that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPart {
    /// A newer version wrote it.
    Newer,
    /// It is none.
    Damaged,
}

/// Reads what [`write_part`] has written.
///
/// # Errors
/// Why it cannot.
pub fn read_part(text: &str) -> Result<(Key, Part, Version), NoPart> {
    let value: Value = serde_json::from_str(text).map_err(|_| NoPart::Damaged)?;
    let part = Part::ALL.into_iter().find(|part| value["part"] == part.key()).ok_or(NoPart::Damaged)?;
    let row = Envelope::from_json(&value["row"]).filter(|row| !row.is_unstamped()).ok_or(NoPart::Damaged)?;
    let key = row.key().ok_or(NoPart::Damaged)?;
    let version = open_row(&row, CopyId::default()).map_err(|error| match error {
        SchemaError::Newer { .. } => NoPart::Newer,
        SchemaError::Damaged { .. } => NoPart::Damaged,
    })?;
    Ok((key, part, part.of(key.kind, &version)))
}
