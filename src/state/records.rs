//! The records in memory, with who reads what.

use std::cell::RefCell;

use super::scopes::{Scope, Scopes, notify};
use crate::domain::{Diff, Records};

/// The records, and what depends on them.
#[derive(Default)]
pub struct WatchedRecords {
    records: RefCell<Records>,
    scopes: RefCell<Scopes>,
}

impl WatchedRecords {
    /// Reads, and makes the current reader depend on `scopes`.
    pub fn read<R>(&self, scopes: &[Scope], reader: impl FnOnce(&Records) -> R) -> R {
        for scope in scopes {
            self.scopes.borrow_mut().track(*scope);
        }
        self.peek(reader)
    }

    /// Reads without a dependency.
    pub fn peek<R>(&self, reader: impl FnOnce(&Records) -> R) -> R {
        reader(&self.records.borrow())
    }

    /// Changes the records without waking anybody: [`WatchedRecords::wake`] does, when nothing is borrowed any more.
    pub fn change<R>(&self, change: impl FnOnce(&mut Records) -> R) -> R {
        change(&mut self.records.borrow_mut())
    }

    /// Wakes the readers of what `diff` touched.
    pub fn wake(&self, diff: &Diff) {
        let touched = self.scopes.borrow().touched(diff);
        notify(touched);
    }
}
