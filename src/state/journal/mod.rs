//! What the database keeps beside its records: the steps of undo, values that were replaced, and who wrote as which
//! copy. What writes it down comes in a part of the program that is loaded after the first page; until then it waits.

mod keeper;
mod steps;
#[cfg(test)]
mod tests;

use futures::future::LocalBoxFuture;
use serde_json::Value;

use super::history::{StepId, Way};
use crate::{
    domain::{Key, Millis},
    replica::{CopyState, Stamp, Version},
    storage::Entry,
};

pub use keeper::keep;

/// A row as a transaction changed it.
pub struct Rewritten {
    /// Which.
    pub key: Key,
    /// The version that stood there.
    pub before: Version,
    /// The version that stands there now.
    pub after: Version,
}

/// What a transaction is about to leave.
pub struct Committing<'a> {
    /// Its rows.
    pub rows: &'a [Rewritten],
    /// The copy that writes.
    pub copy: &'a CopyState,
    /// The stamp of its writes, which are known by a number until they are on the disk.
    pub stamp: Stamp,
    /// When it was begun.
    pub now: Millis,
}

/// A value that was replaced.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// The cell in which it stood.
    pub path: String,
    /// The value.
    pub value: Value,
    /// When it was replaced, by the clock of this device.
    pub at: Millis,
    /// The write that replaced it: who that was is known of its copy.
    pub by: Stamp,
}

/// What is written down with a transaction, once it is known what that leaves.
pub type Notes = Box<dyn FnOnce(&Committing<'_>) -> Vec<Entry>>;

/// Turns steps of undo, and writes down what is kept beside the records.
pub trait Journal {
    /// Turns a step: the next one, or the one that is named.
    fn turn(&self, way: Way, step: Option<StepId>);

    /// The values that were replaced in a record, the latest first.
    fn replaced(&self, key: Key) -> LocalBoxFuture<'_, Vec<Replaced>>;

    /// Looks at what is left after the browser has closed the database.
    fn look_after_loss(&self);

    /// What the next transaction writes down.
    fn take(&self) -> Notes;

    /// What was taken last is on the disk.
    fn written(&self);

    /// Undo has changed, and nothing is to be written: what it is now is kept by itself.
    fn keep_by_itself(&self);
}
