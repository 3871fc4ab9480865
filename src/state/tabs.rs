//! What other tabs have written: each row is shown with what waits here, and nothing of either is lost.

use super::{
    history::History,
    notices::{About, Said},
    saving::Shown,
    store::{Phase, Store},
};
use crate::{
    domain::{
        Change, Delta, Diff, Edit, Key, Millis, Records,
        change::Deltas,
        deletion::{deleted_with_children, hold_links},
    },
    schema::{Envelope, SchemaError},
    storage::{Heard, Left},
};

/// How long to wait before looking at a lost database again.
const NEXT_LOOK: Millis = 1_000;

impl Store {
    /// Takes in what another tab does.
    pub(super) fn hear(self, heard: Heard) {
        match heard {
            Heard::Rows(rows) => self.hear_rows(rows),
            Heard::Gone(ids) => self.hear_gone(&ids),
            Heard::Replaced => (self.host.reload)(),
            Heard::Lost => self.inner().journal.borrow().iter().for_each(|journal| journal.look_after_loss()),
        }
    }

    /// Erases the workspace in this browser, in every tab. It cannot be undone.
    pub async fn erase(self) {
        let Some(storage) = self.inner().storage.borrow().clone() else { return };
        match storage.replace(Left::default()).await {
            Ok(()) => (self.host.reload)(),
            Err(error) => self.complain(error.to_string()),
        }
    }

    /// Looks at what is left after the browser has closed the database. Where it is all there, the page goes on; where
    /// it is gone, the page keeps its work and asks.
    pub(super) fn look_after_loss(self) {
        let Some(storage) = self.inner().storage.borrow().clone() else { return };
        (self.host.spawn)(Box::pin(async move {
            match storage.load().await {
                Ok(loaded) => {
                    self.inner().saving.borrow_mut().opened_again(loaded.copy.as_deref());
                    self.show_save_state();
                    self.flush();
                }
                Err(_) => (self.host.after)(NEXT_LOOK, Box::new(move || self.look_after_loss())),
            }
        }));
    }

    /// Writes everything that is on this page into a database that has lost it.
    pub fn write_anew(self) {
        let inner = self.inner();
        self.peek(|records| inner.saving.borrow_mut().write_anew(records));
        self.flush();
    }

    fn forget_rows(self) {
        let inner = self.inner();
        inner.saving.borrow_mut().erased(self.host.new_copy());
        inner.history.replace(History::new(self.now()));
        let gone: Vec<Shown> =
            self.peek(|records| records.rows().map(|(key, _)| Shown { key: *key, row: None }).collect());
        self.take_in_shown(gone);
        self.notices.make_way();
        self.relabel();
        self.show_save_state();
    }

    /// Reads the database anew: all of it was put in the place of what was there.
    pub(super) async fn begin_anew(self) {
        let Some(storage) = self.inner().storage.borrow().clone() else { return };
        self.forget_rows();
        if let Ok(Ok(())) = self.open(&mut Ok(storage)).await {
            let all: Vec<Key> = self.peek(|records| records.rows().map(|(key, _)| *key).collect());
            let delta = |key| Delta { key, before: None, after: self.peek(|records| records.stored(key).cloned()) };
            let diff = Diff { label: String::new(), deltas: all.into_iter().map(delta).collect() };
            self.inner().records.wake(&diff);
            self.show_save_state();
        }
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

    /// Another tab has taken back what came in: those rows were never there.
    fn hear_gone(self, ids: &[String]) {
        let is_gone = |key: &Key| ids.iter().any(|id| *id == key.id.to_string());
        let all = |records: &Records| records.rows().map(|(key, _)| *key).filter(is_gone).collect::<Vec<Key>>();
        let keys = self.peek(all);
        let inner = self.inner();
        // What waits to be written into one brings it back.
        let shown = keys.into_iter().filter(|key| inner.saving.borrow_mut().let_go(*key));
        self.take_in_shown(shown.map(|key| Shown { key, row: None }).collect());
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
    pub(super) fn keep_accounts_in_sight(self) {
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
