//! From bytes to a proposal: what would be added, changed and left, and what is wrong in which place. Applying a
//! proposal is an ordinary change. It knows neither storage nor the browser.

mod cells;
mod columns;
mod dry_run;
mod json;
mod names;
mod source;
mod table;

pub use crate::schema::{File, FileError};
pub use columns::{
    CURRENCY, Convention, DateOrder, Decimal, Mapping, TARGETS, amounts, currency_of, fields as target_fields,
    guess_kind, guess_mapping,
};
pub use dry_run::{Basis, Checking, DryRun, Fix, Group, dry_run};
pub use json::{Changed, FieldChange, Proposal, Taken, check_backup, propose, refusal, restore};
pub use source::Source;
pub use table::{Table, TableError, read_table};

/// The largest file that is read, in bytes.
pub const LARGEST_FILE: usize = 64_000_000;

/// Whether a file is one of ours rather than a table: the first character that is not white space opens an object.
pub fn is_json(name: &str, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    name.to_lowercase().ends_with(".json") || matches!(first, Some(b'{' | b'['))
}

/// A name as comparisons see it: small letters and digits alone.
pub fn folded(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
