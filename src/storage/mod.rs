//! The durable copy of the workspace: one trait, one contract. It knows envelopes, not what records mean.

mod contract;
mod folder;
#[cfg(target_arch = "wasm32")]
mod idb;
mod locked;
mod memory;
mod server;

use crate::words::failure;
use std::{fmt, rc::Rc};

use futures::future::LocalBoxFuture;

use crate::schema::Envelope;

pub use contract::contract;
pub use folder::{Folder, FolderError, InFolder, Listed, MemoryFolder};
#[cfg(target_arch = "wasm32")]
pub use idb::{Connection, IdbHandles, IdbShelves, IdbStorage, IdbWriter, Writing};
pub use locked::{Cipher, Locked, LockedShelves, close_left, open_raw};
pub use memory::{MemoryShelves, MemoryStorage};
pub use server::{Answer, LONGEST_ANSWER, Request, Server, ServerError};

/// What a transaction finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The rows that were asked for, in that order; `None` where there is none.
    pub rows: Vec<Option<Envelope>>,
    /// What was last kept of this copy.
    pub copy: Option<String>,
}

/// What a transaction leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Rows to put. Each gets the revision of the transaction.
    pub rows: Vec<Envelope>,
    /// The ids of rows to take away, as if they had never been there.
    pub gone: Vec<String>,
    /// What to keep of this copy; empty for nothing.
    pub copy: String,
    /// What to put on shelves, or take from them.
    pub entries: Vec<Entry>,
    /// Where it takes the place of everything: only if the last revision is still this one.
    pub only_at: Option<u64>,
}

/// What a database keeps beside its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// The steps of undo of each tab.
    Undo,
    /// Values that were replaced.
    Replaced,
    /// Who wrote as which copy.
    Peers,
    /// What belongs to this device: [`LOCK`].
    Device,
}

/// The key under which a device keeps what its lock needs.
pub const LOCK: &str = "lock";

impl Shelf {
    /// Its name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Undo => "undo",
            Self::Replaced => "history",
            Self::Peers => "peers",
            Self::Device => "device",
        }
    }
}

/// Something on a shelf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which.
    pub shelf: Shelf,
    /// Its key there.
    pub key: String,
    /// What it holds; `None` takes it away.
    pub value: Option<String>,
}

/// What happens inside a transaction: it sees what is stored now, and nothing can come between. `None` leaves
/// everything as it is.
pub type Step = Box<dyn FnOnce(Found) -> Option<Left>>;

/// What this tab hears from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// Rows that another tab has written.
    Rows(Vec<Envelope>),
    /// Rows that another tab has taken away, by their ids.
    Gone(Vec<String>),
    /// Another tab has put other rows in the place of all that were there.
    Replaced,
    /// The browser has closed the database, or somebody has deleted it.
    Lost,
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
    /// The browser has closed the database. It is opened again with the next try.
    Lost,
    /// Something was written meanwhile.
    Changed,
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
            Self::Lost => failure::STORAGE_LOST.to_owned(),
            Self::Changed => failure::STORAGE_CHANGED.to_owned(),
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
    /// What was last kept of this copy.
    pub copy: Option<String>,
    /// The revision of the last transaction.
    pub revision: u64,
}

/// Calls back with what other tabs do.
pub type Listener = Rc<dyn Fn(Heard)>;

/// A future of this layer.
pub type Pending<'a, T> = LocalBoxFuture<'a, Result<T, StorageError>>;

/// Keeps envelopes, and tells what other tabs have written.
pub trait Storage {
    /// Everything.
    fn load(&self) -> Pending<'_, Loaded>;

    /// Runs `step` on the rows of these ids in one strict transaction, and tells the other tabs. Returns the revision
    /// of the rows that it left; `None` where it left everything as it was.
    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>>;

    /// The rows that were written after this revision.
    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>>;

    /// Puts rows in the place of everything that is there, in one transaction. Without any it erases.
    fn replace(&self, left: Left) -> Pending<'_, ()>;

    /// Calls `listener` with what other tabs do from now on.
    fn listen(&self, listener: Listener);

    /// Whether no other tab had this database open when this one opened it.
    fn opened_first(&self) -> bool;
}

/// What a database keeps beside its records, for the part of the program that is loaded after the first page.
pub trait Shelves {
    /// What is on a shelf under keys that begin so, in order of the keys.
    fn read(&self, shelf: Shelf, beginning: String) -> Pending<'_, Vec<(String, String)>>;

    /// The keys on a shelf, in order.
    fn keys(&self, shelf: Shelf) -> Pending<'_, Vec<String>>;

    /// Puts entries, or takes them away, in one transaction.
    fn write(&self, entries: Vec<Entry>) -> Pending<'_, ()>;

    /// Claims a name for as long as this tab lives. False where another tab has it.
    fn claim(&self, name: String) -> LocalBoxFuture<'_, bool>;

    /// What this tab remembers over a reload; a tab that is duplicated has it too.
    fn remembered(&self) -> Option<String>;

    /// Remembers something in this tab over a reload.
    fn remember(&self, text: &str);
}
