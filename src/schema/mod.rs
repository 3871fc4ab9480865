//! How records are written down: the envelope of the database, the JSON file, versions and migrations.
//! It knows no browser and no screen.

mod envelope;
mod file;
mod json_schema;
mod migration;

pub use crate::domain::Deletion;
use crate::words::failure;
pub use envelope::{Envelope, open};
pub use file::{FORMAT, File, FileError, JsonPath, Level, Stamps, group_records, record_count};
pub use json_schema::json_schema;

/// The schema version of this code. It counts for all kinds, in envelopes and in files.
pub const VERSION: u32 = 6;

/// Why a record of the database cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SchemaError {
    /// A newer Mainstay wrote it.
    Newer {
        /// The version it was written in.
        version: u32,
    },
    /// It is damaged.
    Damaged {
        /// Its id.
        id: String,
        /// What is wrong.
        message: String,
    },
}

impl std::fmt::Display for SchemaError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&match self {
            Self::Newer { version } => failure::newer_database(version, VERSION),
            Self::Damaged { id, message } => failure::damaged(id, message),
        })
    }
}
