//! Storage in memory, for tests and for windows without a database.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use futures::future::LocalBoxFuture;

use super::{
    Entry, Envelope, Found, Heard, Left, Listener, Loaded, Pending, Shelf, Shelves, Step, Storage, StorageError,
    Unreadable,
};

#[derive(Default)]
struct Disk {
    rows: RefCell<BTreeMap<String, Envelope>>,
    listeners: RefCell<Vec<(usize, Listener)>>,
    failure: RefCell<Option<StorageError>>,
    read_failure: RefCell<Option<StorageError>>,
    unreadable: RefCell<Vec<Unreadable>>,
    copy: RefCell<Option<String>>,
    revision: Cell<u64>,
    tabs: Cell<usize>,
    is_deaf: Cell<bool>,
    shelves: RefCell<BTreeMap<(Shelf, String), String>>,
    claimed: RefCell<Vec<String>>,
}

impl Disk {
    fn put_entries(&self, entries: Vec<Entry>) {
        let mut shelves = self.shelves.borrow_mut();
        for Entry { shelf, key, value } in entries {
            match value {
                Some(value) => drop(shelves.insert((shelf, key), value)),
                None => drop(shelves.remove(&(shelf, key))),
            }
        }
    }
}

/// One tab's handle on rows in memory. [`MemoryStorage::another_tab`] opens a second one on the same rows.
#[derive(Default)]
pub struct MemoryStorage {
    disk: Rc<Disk>,
    tab: usize,
}

impl MemoryStorage {
    /// A second tab on the same rows.
    pub fn another_tab(&self) -> Self {
        self.disk.tabs.set(self.disk.tabs.get() + 1);
        Self { disk: Rc::clone(&self.disk), tab: self.disk.tabs.get() }
    }

    /// The first tab on the same rows, as after all others were closed.
    pub fn opened_again(&self) -> Self {
        Self { disk: Rc::clone(&self.disk), tab: 0 }
    }

    /// Lets every write fail from now on, or succeed again.
    pub fn fail_with(&self, failure: Option<StorageError>) {
        *self.disk.failure.borrow_mut() = failure;
    }

    /// Lets reading fail from now on, or succeed again.
    pub fn fail_to_read_with(&self, failure: Option<StorageError>) {
        *self.disk.read_failure.borrow_mut() = failure;
    }

    /// Puts something on the disk that is no row.
    pub fn damage(&self, unreadable: Unreadable) {
        self.disk.unreadable.borrow_mut().push(unreadable);
    }

    /// Closes the database under its tabs, and deletes what it holds.
    pub fn lose(&self, deletes: bool) {
        if deletes {
            self.disk.rows.borrow_mut().clear();
            self.disk.copy.replace(None);
            self.disk.shelves.borrow_mut().clear();
        }
        self.tell(&Heard::Lost);
    }

    /// Has the tabs no longer hear of each other, as where a browser has no channel between them.
    pub fn deafen(&self) {
        self.disk.is_deaf.set(true);
    }

    /// What is kept beside the rows, for a tab that remembers this from before it was loaded.
    pub fn shelves(&self, remembered: Option<&str>) -> MemoryShelves {
        let remembered = RefCell::new(remembered.map(str::to_owned));
        MemoryShelves { disk: Rc::clone(&self.disk), claims: RefCell::default(), remembered }
    }

    /// Puts rows on the disk as they are, whatever wrote them.
    pub fn put(&self, rows: impl IntoIterator<Item = Envelope>) {
        self.disk.rows.borrow_mut().extend(rows.into_iter().map(|row| (row.id.clone(), row)));
    }

    fn write_now(&self, ids: &[String], step: Step) -> Result<Option<u64>, StorageError> {
        if let Some(failure) = self.disk.failure.borrow().clone() {
            return Err(failure);
        }
        let rows = ids.iter().map(|id| self.disk.rows.borrow().get(id).cloned()).collect();
        let Some(left) = step(Found { rows, copy: self.disk.copy.borrow().clone() }) else { return Ok(None) };
        let Left { mut rows, gone, copy, entries, only_at: _ } = left;
        let highest = self.disk.rows.borrow().values().map(|row| row.revision).max().unwrap_or(0);
        let revision = self.disk.revision.get().max(highest) + 1;
        self.disk.revision.set(revision);
        self.disk.copy.replace(Some(copy));
        self.disk.put_entries(entries);
        rows.iter_mut().for_each(|row| row.revision = revision);
        self.put(rows.clone());
        gone.iter().for_each(|id| drop(self.disk.rows.borrow_mut().remove(id)));
        self.tell(&Heard::Rows(rows));
        if !gone.is_empty() {
            self.tell(&Heard::Gone(gone));
        }
        Ok(Some(revision))
    }

    fn tell(&self, heard: &Heard) {
        let others: Vec<Listener> = {
            let listeners = self.disk.listeners.borrow();
            listeners.iter().filter(|(tab, _)| *tab != self.tab).map(|(_, listener)| Rc::clone(listener)).collect()
        };
        for listener in others.into_iter().filter(|_| !self.disk.is_deaf.get()) {
            listener(heard.clone());
        }
    }
}

impl Storage for MemoryStorage {
    fn load(&self) -> Pending<'_, Loaded> {
        let loaded = match self.disk.read_failure.borrow().clone() {
            Some(failure) => Err(failure),
            None => Ok(Loaded {
                rows: self.disk.rows.borrow().values().cloned().collect(),
                unreadable: self.disk.unreadable.borrow().clone(),
                copy: self.disk.copy.borrow().clone(),
                revision: self.disk.revision.get(),
            }),
        };
        Box::pin(async move { loaded })
    }

    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>> {
        Box::pin(async move { self.write_now(&ids, step) })
    }

    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>> {
        let later = self.disk.rows.borrow().values().filter(|row| row.revision > revision).cloned().collect();
        Box::pin(async move { Ok(later) })
    }

    fn replace(&self, left: Left) -> Pending<'_, ()> {
        let last = self.disk.revision.get();
        let changed = left.only_at.filter(|at| *at != last).map(|_| StorageError::Changed);
        let failure = self.disk.failure.borrow().clone().or(changed);
        if failure.is_none() {
            let revision = last + 1;
            self.disk.revision.set(revision);
            self.disk.rows.borrow_mut().clear();
            let erases = left.copy.is_empty();
            self.disk.shelves.borrow_mut().retain(|(shelf, _), _| !erases && *shelf == Shelf::Device);
            self.disk.put_entries(left.entries);
            self.put(left.rows.into_iter().map(|row| Envelope { revision, ..row }));
            self.disk.copy.replace(Some(left.copy));
            self.tell(&Heard::Replaced);
        }
        Box::pin(async move { failure.map_or(Ok(()), Err) })
    }

    fn listen(&self, listener: Listener) {
        self.disk.listeners.borrow_mut().push((self.tab, listener));
    }

    fn opened_first(&self) -> bool {
        self.tab == 0
    }
}

/// What one tab keeps beside the rows in memory. Dropping it closes the tab.
#[derive(Default)]
pub struct MemoryShelves {
    disk: Rc<Disk>,
    claims: RefCell<Vec<String>>,
    remembered: RefCell<Option<String>>,
}

impl Drop for MemoryShelves {
    fn drop(&mut self) {
        let claims = self.claims.borrow();
        self.disk.claimed.borrow_mut().retain(|claimed| !claims.contains(claimed));
    }
}

impl Shelves for MemoryShelves {
    fn read(&self, shelf: Shelf, beginning: String) -> Pending<'_, Vec<(String, String)>> {
        let shelves = self.disk.shelves.borrow();
        let there = shelves.iter().filter(|((on, key), _)| *on == shelf && key.starts_with(&beginning));
        let there = there.map(|((_, key), value)| (key.clone(), value.clone())).collect();
        Box::pin(async move { Ok(there) })
    }

    fn keys(&self, shelf: Shelf) -> Pending<'_, Vec<String>> {
        let shelves = self.disk.shelves.borrow();
        let keys = shelves.keys().filter(|(on, _)| *on == shelf).map(|(_, key)| key.clone()).collect();
        Box::pin(async move { Ok(keys) })
    }

    fn write(&self, entries: Vec<Entry>) -> Pending<'_, ()> {
        let failure = self.disk.failure.borrow().clone();
        if failure.is_none() {
            self.disk.put_entries(entries);
        }
        Box::pin(async move { failure.map_or(Ok(()), Err) })
    }

    fn claim(&self, name: String) -> LocalBoxFuture<'_, bool> {
        let mut claimed = self.disk.claimed.borrow_mut();
        let is_free = !claimed.contains(&name);
        if is_free {
            claimed.push(name.clone());
            self.claims.borrow_mut().push(name);
        }
        Box::pin(async move { is_free })
    }

    fn remembered(&self) -> Option<String> {
        self.remembered.borrow().clone()
    }

    fn remember(&self, text: &str) {
        self.remembered.replace(Some(text.to_owned()));
    }
}
