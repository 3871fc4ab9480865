//! What other tabs have written: each row is shown with what waits here, and nothing of either is lost.

use leptos::prelude::*;

use super::{
    notices::{About, Said},
    saving::Shown,
    store::{Phase, Store},
};
use crate::{
    domain::{
        Change, Delta, Diff, Edit, Key, Stored,
        change::Deltas,
        deletion::{deleted_with_children, hold_links},
    },
    schema::{Envelope, SchemaError},
    storage::Heard,
};

impl Store {
    /// Takes in what another tab does.
    pub(super) fn hear(self, heard: Heard) {
        match heard {
            Heard::Rows(rows) => self.hear_rows(rows),
            Heard::Erased => self.forget_everything(),
        }
    }

    /// Erases the workspace in this browser, in every tab. It cannot be undone.
    pub async fn erase(self) {
        let Some(storage) = self.inner().storage.borrow().clone() else { return };
        match storage.erase().await {
            Ok(()) => self.forget_everything(),
            Err(error) => self.complain(error.to_string()),
        }
    }

    /// Begins anew, as a database that was never written.
    fn forget_everything(self) {
        let inner = self.inner();
        inner.saving.borrow_mut().erased(self.host.new_copy());
        inner.history.take();
        let deltas = inner.records.change(|records| {
            let gone = std::mem::take(records);
            let delta = |(key, row): (&Key, &Stored)| Delta { key: *key, before: Some(row.clone()), after: None };
            gone.rows().map(delta).collect()
        });
        self.notices.make_way();
        self.relabel();
        self.show_save_state();
        self.take_in_shown(Vec::new());
        let diff = Diff { label: String::new(), deltas };
        self.clock.follow_country(&diff);
        inner.records.wake(&diff);
        self.erased.update(|times| *times += 1);
    }

    /// Counts how often everything was erased while this page was open, here or in another tab.
    pub fn erased(self) -> Signal<u32> {
        self.erased.into()
    }

    /// Asks the database for what this tab has not heard of: a browser may have no channel between tabs, and a tab that
    /// was frozen misses what it says.
    pub fn catch_up(self) {
        let Some(storage) = self.inner().storage.borrow().clone() else { return };
        let revision = self.inner().saving.borrow().revision();
        (self.host.spawn)(Box::pin(async move {
            // What cannot be read now is met when this tab writes.
            if let Ok(rows) = storage.later_than(revision).await {
                self.hear_rows(rows);
            }
        }));
    }

    fn hear_rows(self, rows: Vec<Envelope>) {
        let inner = self.inner();
        let mut shown = Vec::new();
        for row in rows {
            let Some(key) = row.key() else { continue };
            if inner.saving.borrow().knows(key, row.revision) {
                continue;
            }
            let taken = inner.saving.borrow_mut().take_in(key, &row);
            match taken {
                Ok(row) => shown.push(row),
                Err(newer @ SchemaError::Newer { .. }) => {
                    return self.refuse(Phase::Refused(newer.to_string()));
                }
                // What cannot be read there is replaced by the copy that is here, once that changes.
                Err(SchemaError::Damaged { .. }) => inner.saving.borrow_mut().damaged(&row),
            }
        }
        self.take_in_shown(shown);
        self.keep_accounts_in_sight();
        self.save_soon();
    }

    /// Shows rows in which other tabs had a hand.
    pub(super) fn take_in_shown(self, shown: Vec<Shown>) {
        let inner = self.inner();
        let mut deltas = Deltas::new();
        for Shown { key, row } in shown {
            let before = inner.records.peek(|records| records.stored(key).cloned());
            deltas.insert(key, Delta { key, before, after: row });
        }
        let diff = inner.records.change(|records| {
            deltas.values().for_each(|delta| records.set(delta.key, delta.after.clone()));
            hold_links(records, &mut deltas);
            let changed = deltas.into_values().filter(|delta| delta.before != delta.after);
            Diff { label: String::new(), deltas: changed.collect() }
        });
        self.show_contested();
        if !diff.is_empty() {
            self.clock.follow_country(&diff);
            inner.records.wake(&diff);
        }
    }

    /// Brings back an account that was deleted in one tab while another gave it something new, and says so.
    fn keep_accounts_in_sight(self) {
        let back = self.peek(deleted_with_children);
        if back.is_empty() {
            return;
        }
        let names =
            self.peek(|records| back.iter().filter_map(|key| records.stored(*key)?.record.name()).collect::<Vec<_>>());
        self.note(Change::new("", back.into_iter().map(Edit::RestoreAlone).collect()));
        self.notices.show(Said::BroughtBack(names), About::Problem);
    }
}
