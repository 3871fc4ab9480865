//! Storage in memory, for tests and for windows without a database.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    rc::Rc,
};

use super::{Arrived, Envelope, Loaded, Pending, Storage, StorageError, Unreadable, Write, Written};

type Listener = Rc<dyn Fn(Vec<Arrived>)>;

#[derive(Default)]
struct Disk {
    rows: RefCell<BTreeMap<String, Envelope>>,
    listeners: RefCell<Vec<(usize, Listener)>>,
    failure: RefCell<Option<StorageError>>,
    read_failure: RefCell<Option<StorageError>>,
    unreadable: RefCell<Vec<Unreadable>>,
    tabs: Cell<usize>,
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

    fn write_now(&self, batch: Vec<Write>) -> Result<Written, StorageError> {
        if let Some(failure) = self.disk.failure.borrow().clone() {
            return Err(failure);
        }
        let stale: Vec<_> = {
            let rows = self.disk.rows.borrow();
            let stored = |write: &Write| rows.get(&write.row.id).map_or(0, |row| row.revision);
            let outdated = batch.iter().filter(|write| stored(write) != write.expected);
            outdated.map(|write| (write.row.id.clone(), rows.get(&write.row.id).cloned())).collect()
        };
        if !stale.is_empty() {
            return Ok(Written::Stale(stale));
        }
        let mut arrived = Vec::with_capacity(batch.len());
        for Write { row, remove, .. } in batch {
            let mut rows = self.disk.rows.borrow_mut();
            if remove {
                rows.remove(&row.id);
                arrived.push(Arrived::Gone(row));
            } else {
                rows.insert(row.id.clone(), row.clone());
                arrived.push(Arrived::Put(row));
            }
        }
        let others: Vec<Listener> = {
            let listeners = self.disk.listeners.borrow();
            listeners.iter().filter(|(tab, _)| *tab != self.tab).map(|(_, listener)| Rc::clone(listener)).collect()
        };
        for listener in others {
            listener(arrived.clone());
        }
        Ok(Written::Done)
    }
}

impl Storage for MemoryStorage {
    fn load(&self) -> Pending<'_, Loaded> {
        let loaded = match self.disk.read_failure.borrow().clone() {
            Some(failure) => Err(failure),
            None => Ok(Loaded {
                rows: self.disk.rows.borrow().values().cloned().collect(),
                unreadable: self.disk.unreadable.borrow().clone(),
            }),
        };
        Box::pin(async move { loaded })
    }

    fn write(&self, batch: Vec<Write>) -> Pending<'_, Written> {
        Box::pin(async move { self.write_now(batch) })
    }

    fn listen(&self, listener: Listener) {
        self.disk.listeners.borrow_mut().push((self.tab, listener));
    }
}
