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
pub use row::{open_row, read_stamps, seal, stamped, write_stamps};
pub use section::{Section, Standing};
pub use stamp::{CopyId, Stamp};
pub use upgrade::{OldConflict, rows_to_upgrade, upgrade, without_stamps};
pub use version::{Contested, LIFE, SAMPLE, Version, Write, deletion_value};
