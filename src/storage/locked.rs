//! A database whose rows are sealed. It keeps the contract of every other one; in the database itself stand ids,
//! revisions and sizes, and nothing else in clear.

use std::{cell::RefCell, rc::Rc};

use futures::future::LocalBoxFuture;
use serde_json::Value;

use super::{
    Entry, Envelope, Found, Heard, LOCK, Left, Listener, Loaded, Pending, Shelf, Shelves, Step, Storage, Unreadable,
};

/// How the kind of a sealed row reads.
const SEALED: &str = "sealed";
/// Where what is kept of the copy stands.
const COPY: &str = "copy";

/// Seals texts, each for its place.
pub trait Cipher {
    /// Seals a text.
    fn close(&self, place: &str, text: &str) -> String;

    /// Opens what was sealed for this place; `None` where it was not, or was changed.
    fn open(&self, place: &str, sealed: &str) -> Option<String>;
}

fn close_row(cipher: &dyn Cipher, row: &Envelope) -> Envelope {
    let body = cipher.close(&row.id, &row.to_json().to_string());
    Envelope {
        id: row.id.clone(),
        account: String::new(),
        kind: SEALED.to_owned(),
        version: row.version,
        revision: row.revision,
        changed_at: 0,
        sample: false,
        deleted: None,
        body,
        stamps: String::new(),
        contested: false,
        held: String::new(),
    }
}

/// Opens a row. One that is not sealed is one as it was before the lock.
fn open_row(cipher: &dyn Cipher, row: Envelope) -> Option<Envelope> {
    if row.kind != SEALED {
        return Some(row);
    }
    let text = cipher.open(&row.id, &row.body)?;
    let opened = Envelope::from_json(&serde_json::from_str::<Value>(&text).ok()?)?;
    (opened.id == row.id).then_some(Envelope { revision: row.revision, ..opened })
}

/// Opens a row as a page without the program has exported it.
pub fn open_raw(cipher: &dyn Cipher, raw: &Value) -> Option<Envelope> {
    open_row(cipher, Envelope::from_json(raw)?)
}

fn place(shelf: Shelf, key: &str) -> String {
    format!("{}/{key}", shelf.name())
}

fn close_entry(cipher: &dyn Cipher, Entry { shelf, key, value }: Entry) -> Entry {
    let value = value.map(|value| cipher.close(&place(shelf, &key), &value));
    Entry { shelf, key, value }
}

/// Seals what a transaction leaves.
pub fn close_left(cipher: &dyn Cipher, left: Left) -> Left {
    Left {
        rows: left.rows.iter().map(|row| close_row(cipher, row)).collect(),
        copy: cipher.close(COPY, &left.copy),
        entries: left.entries.into_iter().map(|entry| close_entry(cipher, entry)).collect(),
        ..left
    }
}

/// A database under a lock that is open.
pub struct Locked {
    storage: Rc<dyn Storage>,
    cipher: Rc<dyn Cipher>,
    /// What the lock needs, for a database that has lost it.
    lock: Rc<RefCell<String>>,
}

impl Locked {
    /// The rows of `storage`, sealed.
    pub fn new(storage: Rc<dyn Storage>, cipher: Rc<dyn Cipher>, lock: Rc<RefCell<String>>) -> Self {
        Self { storage, cipher, lock }
    }

    fn open_copy(&self, copy: Option<String>) -> Option<String> {
        copy.and_then(|copy| self.cipher.open(COPY, &copy).or(Some(copy)))
    }
}

impl Storage for Locked {
    fn load(&self) -> Pending<'_, Loaded> {
        Box::pin(async move {
            let Loaded { rows, mut unreadable, copy, revision } = self.storage.load().await?;
            let mut opened = Vec::with_capacity(rows.len());
            for row in rows {
                let (id, raw) = (row.id.clone(), row.body.clone());
                match open_row(&*self.cipher, row) {
                    Some(row) => opened.push(row),
                    None => unreadable.push(Unreadable { id, raw }),
                }
            }
            Ok(Loaded { rows: opened, unreadable, copy: self.open_copy(copy), revision })
        })
    }

    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>> {
        let (cipher, lock) = (Rc::clone(&self.cipher), self.lock.borrow().clone());
        let sealed: Step = Box::new(move |found: Found| {
            // A database that was lost is written anew with its lock.
            let is_new = found.copy.is_none();
            let rows = found.rows.into_iter().map(|row| open_row(&*cipher, row?)).collect();
            let copy = found.copy.and_then(|copy| cipher.open(COPY, &copy).or(Some(copy)));
            let left = close_left(&*cipher, step(Found { rows, copy })?);
            let lock = is_new.then(|| Entry { shelf: Shelf::Device, key: LOCK.to_owned(), value: Some(lock) });
            Some(Left { entries: left.entries.into_iter().chain(lock).collect(), ..left })
        });
        self.storage.write(ids, sealed)
    }

    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>> {
        Box::pin(async move {
            let rows = self.storage.later_than(revision).await?.into_iter();
            Ok(rows.filter_map(|row| open_row(&*self.cipher, row)).collect())
        })
    }

    fn replace(&self, left: Left) -> Pending<'_, ()> {
        if left.copy.is_empty() {
            // Erased is erased: the lock goes with the rest.
            return self.storage.replace(left);
        }
        self.storage.replace(close_left(&*self.cipher, left))
    }

    fn listen(&self, listener: Listener) {
        let cipher = Rc::clone(&self.cipher);
        self.storage.listen(Rc::new(move |heard| {
            listener(match heard {
                Heard::Rows(rows) => Heard::Rows(rows.into_iter().filter_map(|row| open_row(&*cipher, row)).collect()),
                heard => heard,
            });
        }));
    }

    fn opened_first(&self) -> bool {
        self.storage.opened_first()
    }
}

/// What such a database keeps beside its rows.
pub struct LockedShelves {
    shelves: Rc<dyn Shelves>,
    cipher: Rc<dyn Cipher>,
}

impl LockedShelves {
    /// The shelves of a database, sealed.
    pub fn new(shelves: Rc<dyn Shelves>, cipher: Rc<dyn Cipher>) -> Self {
        Self { shelves, cipher }
    }
}

impl Shelves for LockedShelves {
    fn read(&self, shelf: Shelf, beginning: String) -> Pending<'_, Vec<(String, String)>> {
        Box::pin(async move {
            let entries = self.shelves.read(shelf, beginning).await?.into_iter();
            let open = |(key, value): (String, String)| {
                let value = self.cipher.open(&place(shelf, &key), &value)?;
                Some((key, value))
            };
            Ok(entries.filter_map(open).collect())
        })
    }

    fn keys(&self, shelf: Shelf) -> Pending<'_, Vec<String>> {
        self.shelves.keys(shelf)
    }

    fn write(&self, entries: Vec<Entry>) -> Pending<'_, ()> {
        let entries = entries.into_iter().map(|entry| close_entry(&*self.cipher, entry)).collect();
        self.shelves.write(entries)
    }

    fn claim(&self, name: String) -> LocalBoxFuture<'_, bool> {
        self.shelves.claim(name)
    }

    fn remembered(&self) -> Option<String> {
        self.shelves.remembered()
    }

    fn remember(&self, text: &str) {
        self.shelves.remember(text);
    }
}
