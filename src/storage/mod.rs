//! The durable copy of the workspace: one trait, one contract. It knows envelopes, not what records mean.

mod contract;
#[cfg(target_arch = "wasm32")]
mod idb;
mod memory;

use crate::words::failure;
use std::{fmt, rc::Rc};

use futures::future::LocalBoxFuture;

use crate::schema::Envelope;

pub use contract::contract;
#[cfg(target_arch = "wasm32")]
pub use idb::IdbStorage;
pub use memory::MemoryStorage;

/// A row to write, with the revision it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The row as it is to be written; its revision is one more than `expected`.
    pub row: Envelope,
    /// Whether the row is to be removed instead.
    pub remove: bool,
    /// The revision that is stored now; 0 when there is none.
    pub expected: u64,
}

/// What came of a write. A batch is written whole or not at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// Every row is on the disk.
    Done,
    /// Nothing was written: another tab was faster with these rows. They are as stored now, `None` where gone.
    Stale(Vec<(String, Option<Envelope>)>),
}

/// A row that another tab has written, or its id where it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arrived {
    /// The row as stored.
    Put(Envelope),
    /// It was removed.
    Gone(Envelope),
}

/// Why storage failed. The message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StorageError {
    /// The browser offers no database, as in some private windows.
    Unavailable(String),
    /// The disk, or the share of it that the page may use, is full.
    Full,
    /// Another tab holds an older database open.
    Blocked,
    /// A newer Mainstay has taken the database over.
    Closed,
    /// There is a database, and it could not be opened or read; in the browser's words.
    CannotOpen(String),
    /// A write failed, in the browser's words.
    Failed(String),
}

impl fmt::Display for StorageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::Unavailable(reason) => failure::storage_unavailable(reason),
            Self::Full => failure::STORAGE_FULL.to_owned(),
            Self::Blocked => failure::STORAGE_BLOCKED.to_owned(),
            Self::Closed => failure::STORAGE_CLOSED.to_owned(),
            Self::CannotOpen(reason) => failure::storage_unreadable(reason),
            Self::Failed(reason) => failure::storage_failed(reason),
        })
    }
}

/// A row that is no envelope: something that Mainstay did not write, or that was damaged on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// Its id, as far as it has one.
    pub id: String,
    /// The row as JSON, as far as the browser can write it.
    pub raw: String,
}

/// What a database holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loaded {
    /// The rows.
    pub rows: Vec<Envelope>,
    /// What is no row. It stays as it is.
    pub unreadable: Vec<Unreadable>,
}

/// A future of this layer.
pub type Pending<'a, T> = LocalBoxFuture<'a, Result<T, StorageError>>;

/// Keeps envelopes, checks revisions, and tells what other tabs have written.
pub trait Storage {
    /// Every row.
    fn load(&self) -> Pending<'_, Loaded>;

    /// Writes a batch in one strict transaction and tells the other tabs.
    fn write(&self, batch: Vec<Write>) -> Pending<'_, Written>;

    /// Calls `listener` with the rows that other tabs write from now on.
    fn listen(&self, listener: Rc<dyn Fn(Vec<Arrived>)>);
}
