//! Bringing versions of a record together: stamps, what stands in each cell, and one merge for tabs, files, folders and
//! servers. It does not know what a field means.

#[cfg(test)]
mod chance;
mod copy;
pub mod folder;
mod part;
mod peer;
mod row;
mod section;
mod stamp;
#[cfg(test)]
mod tests;
mod upgrade;
mod version;

#[cfg(test)]
pub(crate) use chance::{Chance, histories};
pub use copy::CopyState;
pub use part::{NoPart, Part, read_part, write_part};
pub use peer::Peer;
pub use row::{
    open_row, open_shown, read_copies, read_row_stamps, read_stamps, seal, stamped, write_copies, write_stamps,
};
pub use section::{Section, Standing};
pub use stamp::{CopyId, Stamp};
pub use upgrade::{OldConflict, rows_to_upgrade, upgrade, without_stamps};
pub use version::{Contested, LIFE, SAMPLE, Version, Write, deletion_value, is_death};
