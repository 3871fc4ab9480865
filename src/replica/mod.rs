//! Bringing versions of a record together: stamps, what stands in each cell, and one merge for tabs, files, folders and
//! servers. It does not know what a field means.

mod copy;
mod row;
mod section;
mod stamp;
#[cfg(test)]
mod tests;
mod upgrade;
mod version;

pub use copy::CopyState;
pub use row::{open_row, read_copies, read_row_stamps, read_stamps, seal, stamped, write_copies, write_stamps};
pub use section::{Section, Standing};
pub use stamp::{CopyId, Stamp};
pub use upgrade::{OldConflict, rows_to_upgrade, upgrade, without_stamps};
pub use version::{Contested, LIFE, SAMPLE, Version, Write, deletion_value, is_death};

/// The seeds of random histories: as many as usual, or as a variable says.
#[cfg(test)]
pub(crate) fn histories(usual: u64) -> std::ops::Range<u64> {
    let count = std::env::var("HISTORIES").ok().and_then(|count| count.parse().ok()).unwrap_or(usual);
    1..count + 1
}
