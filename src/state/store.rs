//! The store: reads that track what they read, and the one way to write. Its parts have one subject each, in the files
//! beside it.

use crate::words::failure;
use std::{cell::RefCell, rc::Rc};

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::Value;

use super::{
    clock::Clock,
    history::{History, StepId, Stroke},
    host::Host,
    notices::{About, Notice, Notices, Said},
    records::WatchedRecords,
    saving::{Clash, SaveState, Saving},
    scopes::Scope,
};
use crate::{
    domain::{
        Account, Change, Diff, Edit, Entity, Id, Key, Kind, Locale, Millis, Problem, Record, Records, Stored,
        Workspace, Wrong, apply, cycle, json,
        merge::{Contested, Merged, merge},
    },
    schema::{SchemaError, open},
    storage::{Arrived, Loaded, Storage, StorageError, Write, Written},
};

/// How long a deleted record can be restored.
const RESTORE_DAYS: i64 = 30;
pub(super) const DAY: Millis = 86_400_000;
/// How long changes are gathered before they are written: a frame, or about two.
const FRAME: Millis = 8;

/// How far the store has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The database is being read.
    Loading,
    /// Everything is in memory.
    Ready,
    /// The database cannot be used as it is; nothing is written.
    Refused(String),
    /// There is a database, and it could not be read. It is not shown as an empty one, and nothing is written.
    Unreadable(String),
}

/// A row of the database that cannot be read. It stays as it is, and can be exported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// What is wrong with it, as a sentence.
    pub reason: String,
    /// The row as JSON.
    pub raw: String,
}

/// What the store is made of.
#[derive(Default)]
pub(super) struct Inner {
    pub(super) records: WatchedRecords,
    pub(super) history: RefCell<History>,
    pub(super) saving: RefCell<Saving>,
    storage: RefCell<Option<Rc<dyn Storage>>>,
    strokes: RefCell<Stroke>,
}

/// The handle that every component holds. It is `Copy`; all copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    host: Host,
    pub(super) clock: Clock,
    pub(super) notices: Notices,
    phase: RwSignal<Phase>,
    damaged: RwSignal<Vec<Damaged>>,
    saved: RwSignal<SaveState>,
    labels: RwSignal<(Option<String>, Option<String>)>,
}

/// What a person entered into one field.
pub struct FieldEntry<'a> {
    /// The record.
    pub key: Key,
    /// The key of the field.
    pub field: &'a str,
    /// The value that the person saw.
    pub base: &'a Value,
    /// What they entered; null clears the field.
    pub value: Value,
    /// What undo is called.
    pub label: String,
    /// The keystrokes that it is one of.
    pub stroke: Option<Stroke>,
}

/// The storage of the page, once it was opened.
pub type Opened = Result<Rc<dyn Storage>, StorageError>;

impl Store {
    /// An empty store that is about to be loaded.
    pub fn new(host: Host) -> Self {
        Self {
            inner: StoredValue::new_local(Rc::default()),
            host,
            clock: Clock::new(host),
            notices: Notices::new(),
            phase: RwSignal::new(Phase::Loading),
            damaged: RwSignal::new(Vec::new()),
            saved: RwSignal::new(SaveState::Nothing),
            labels: RwSignal::new((None, None)),
        }
    }

    /// Reads the storage and keeps it in step from now on. Without one, the page works and says that nothing is kept.
    pub async fn start(self, storage: Opened) {
        let loaded = match &storage {
            Ok(storage) => storage.load().await,
            Err(error) => Err(error.clone()),
        };
        match loaded.map(|loaded| self.take_in(loaded)) {
            Ok(Ok(())) => {}
            Ok(Err(error)) => return self.phase.set(Phase::Refused(error.to_string())),
            Err(error @ (StorageError::Blocked | StorageError::Closed)) => {
                return self.phase.set(Phase::Refused(error.to_string()));
            }
            // A window that keeps nothing: the page works, and says so.
            Err(error @ StorageError::Unavailable(_)) => {
                self.inner().saving.borrow_mut().unavailable(error.to_string())
            }
            Err(error) => return self.phase.set(Phase::Unreadable(error.to_string())),
        }
        if let Ok(storage) = storage {
            storage.listen(Rc::new(move |rows| self.hear(rows)));
            *self.inner().storage.borrow_mut() = Some(storage);
        }
        self.show_save_state();
        self.phase.set(Phase::Ready);
        self.forget_old_deletions();
    }

    /// How far the store has come.
    pub fn phase(self) -> Signal<Phase> {
        self.phase.into()
    }

    /// The rows that could not be read when the page was opened.
    pub fn damaged(self) -> Signal<Vec<Damaged>> {
        self.damaged.into()
    }

    /// What the save state says.
    pub fn saved(self) -> Signal<SaveState> {
        self.saved.into()
    }

    /// What undo and redo would do.
    pub fn labels(self) -> Signal<(Option<String>, Option<String>)> {
        self.labels.into()
    }

    /// What the person should read now.
    pub fn notice(self) -> Signal<Option<Notice>> {
        self.notices.shown()
    }

    /// The local date. It moves when [`Store::look_at_the_clock`] finds a new one.
    pub fn today(self) -> NaiveDate {
        self.clock.today()
    }

    /// How the chosen country writes numbers and dates. A page may keep it: it is built anew when another is chosen.
    pub fn locale(self) -> Locale {
        self.clock.locale().get_untracked()
    }

    /// The same, for what stays on the screen when another country is chosen.
    pub fn locale_signal(self) -> Signal<Locale> {
        self.clock.locale()
    }

    /// The time.
    pub fn now(self) -> Millis {
        self.clock.now()
    }

    /// Takes over a new date after midnight.
    pub fn look_at_the_clock(self) {
        self.clock.look();
    }

    /// A new record's id.
    pub fn new_id<T>(self) -> Id<T> {
        self.host.new_id()
    }

    /// Shows a sentence to the person.
    pub fn tell(self, text: impl Into<String>) {
        self.notices.show(Said::Text(text.into()), About::News);
    }

    /// Shows a failure to the person.
    pub fn complain(self, text: impl Into<String>) {
        self.notices.show(Said::Text(text.into()), About::Problem);
    }

    /// Takes a notice away, unless another has taken its place.
    pub fn dismiss_notice(self, number: u64) {
        self.notices.dismiss(number);
    }

    // Reading

    /// Reads with a dependency on every record.
    pub fn read<R>(self, reader: impl FnOnce(&Records) -> R) -> R {
        self.inner().records.read(&[Scope::Everything], reader)
    }

    /// Reads with a dependency on one account's records, the settings, our team and our products.
    pub fn read_account<R>(self, account: Id<Account>, reader: impl FnOnce(&Records) -> R) -> R {
        let [settings, team, products] = [Kind::Workspace, Kind::Teammate, Kind::Product].map(Scope::Kind);
        self.inner().records.read(&[settings, team, products, Scope::Account(account.0)], reader)
    }

    /// Reads with a dependency on one kind of record.
    pub fn read_kind<T: Entity, R>(self, reader: impl FnOnce(&Records) -> R) -> R {
        self.inner().records.read(&[Scope::Kind(T::KIND)], reader)
    }

    /// The same for a kind that is known only now.
    pub fn read_of_kind<R>(self, kind: Kind, reader: impl FnOnce(&Records) -> R) -> R {
        self.inner().records.read(&[Scope::Kind(kind)], reader)
    }

    /// One record, with a dependency on it alone.
    pub fn get<T: Entity>(self, id: Id<T>) -> Option<T> {
        self.inner().records.read(&[Scope::Record(id.into())], |records| records.get(id).cloned())
    }

    /// One record of any kind, with a dependency on it alone.
    pub fn record(self, key: Key) -> Option<Record> {
        self.inner().records.read(&[Scope::Record(key)], |records| records.record(key).cloned())
    }

    /// The settings.
    pub fn workspace(self) -> Workspace {
        self.read_kind::<Workspace, _>(Records::workspace)
    }

    /// Reads without a dependency, for what happens once: exports, commands, forms.
    pub fn peek<R>(self, reader: impl FnOnce(&Records) -> R) -> R {
        self.inner().records.peek(reader)
    }

    // Writing

    /// Applies a change: memory, undo, disk, other tabs.
    pub fn apply(self, change: Change) {
        self.apply_stroke(change, None);
    }

    /// Applies a change and offers undo beside the sentence that tells it.
    pub fn apply_and_tell(self, change: Change) {
        let said = Said::Made(change.label.clone());
        let about = self.apply_stroke(change, None).map_or(About::News, About::Done);
        self.notices.show(said, about);
    }

    /// A mark for changes that are one step of undo.
    pub fn new_stroke(self) -> Stroke {
        let inner = self.inner();
        let mut strokes = inner.strokes.borrow_mut();
        *strokes += 1;
        *strokes
    }

    /// Applies a change that is one step with the changes of the same stroke, and names the step; `None` when nothing
    /// changed.
    pub fn apply_stroke(self, change: Change, stroke: Option<Stroke>) -> Option<StepId> {
        if self.is_refused() {
            return None;
        }
        let (diff, ()) = self.change_records(|records| (apply(records, change, self.now()), ()));
        if diff.is_empty() {
            return None;
        }
        let step = self.inner().history.borrow_mut().record(diff, stroke);
        self.notices.make_way();
        self.relabel();
        Some(step)
    }

    /// Applies a change that is no act of the person's, and so no step of undo.
    pub fn note(self, change: Change) {
        if !self.is_refused() {
            self.change_records(|records| (apply(records, change, self.now()), ()));
        }
    }

    /// Sets one field. Where the record holds another value by now than the person saw, both are kept.
    ///
    /// # Errors
    /// The value cannot be; nothing was changed.
    pub fn set_field(self, entry: FieldEntry<'_>) -> Result<(), Problem> {
        let FieldEntry { key, field, base, value, label, stroke } = entry;
        let refused = |wrong: Wrong| Problem { field: field.to_owned(), wrong };
        let Some(record) = self.peek(|records| records.record(key).cloned()) else {
            return Err(refused(Wrong::Deleted));
        };
        let now = record.to_value();
        // What cannot be is refused before anything is merged.
        record.with_field(field, value.clone())?;
        let with = |value: &Value| json::with(&now, field, value.clone());
        let Merged { fields, conflicts } = merge(key.kind, &with(base), &with(&value), &now);
        let changed = Record::from_value(key.kind, fields)?;
        if let Some(circle) = self.peek(|records| cycle::circle(|key| records.record(key), &changed)) {
            return Err(refused(Wrong::Circle(circle)));
        }
        let clash = |contested: Contested| Clash { key, mine: contested.value(key.kind, &with(&value)), contested };
        let mut edits = self.conflicts(conflicts.into_iter().map(clash).collect());
        edits.push(Edit::Put(changed));
        self.apply_stroke(Change::new(label, edits), stroke);
        Ok(())
    }

    /// Writes what waits, at once.
    pub fn flush(self) {
        let inner = self.inner();
        let Some(storage) = inner.storage.borrow().clone() else { return };
        if self.is_refused() {
            return;
        }
        let batch = self.peek(|records| inner.saving.borrow_mut().take_batch(records, self.now()));
        self.show_save_state();
        let Some(batch) = batch else { return };
        let written = batch.clone();
        (self.host.spawn)(Box::pin(async move {
            let result = storage.write(batch).await;
            self.after_write(&written, result);
        }));
    }

    /// Whether something is not on the disk yet.
    pub fn has_unsaved(self) -> bool {
        self.inner().saving.borrow().is_busy()
    }

    pub(super) fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    /// Stops writing.
    pub(super) fn refuse(self, phase: Phase) {
        self.phase.set(phase);
    }

    fn is_refused(self) -> bool {
        matches!(self.phase.get_untracked(), Phase::Refused(_) | Phase::Unreadable(_))
    }

    pub(super) fn relabel(self) {
        self.labels.set(self.inner().history.borrow().labels());
    }

    /// The one place where records change by this page's hand.
    pub(super) fn change_records<R>(self, change: impl FnOnce(&mut Records) -> (Diff, R)) -> (Diff, R) {
        let inner = self.inner();
        let (diff, rest) = inner.records.change(change);
        for delta in &diff.deltas {
            inner.saving.borrow_mut().mark(delta.key, delta.before.clone());
        }
        self.save_soon();
        self.clock.follow_country(&diff);
        inner.records.wake(&diff);
        (diff, rest)
    }

    /// Has what waits written at the end of the frame, where there is a storage.
    pub(super) fn save_soon(self) {
        let inner = self.inner();
        if inner.storage.borrow().is_some() && self.has_unsaved() {
            (self.host.after)(FRAME, Box::new(move || self.flush()));
        }
        self.show_save_state();
    }

    fn show_save_state(self) {
        let inner = self.inner();
        let keeps = inner.storage.borrow().is_some();
        let state = inner.saving.borrow().state();
        // Without a storage nothing is ever saved, and nothing says that it is about to be.
        if (keeps || matches!(state, SaveState::Failed(_))) && self.saved.get_untracked() != state {
            self.saved.set(state);
        }
    }

    fn after_write(self, batch: &[Write], result: Result<Written, StorageError>) {
        let inner = self.inner();
        match result {
            Ok(Written::Done) => {
                inner.saving.borrow_mut().written(batch, self.now());
                self.flush();
            }
            Ok(Written::Stale(rows)) => {
                inner.saving.borrow_mut().stale();
                let gone = |id: &str| {
                    batch.iter().find(|write| write.row.id == id).map(|write| Arrived::Gone(write.row.clone()))
                };
                self.hear(
                    rows.into_iter().filter_map(|(id, row)| row.map(Arrived::Put).or_else(|| gone(&id))).collect(),
                );
                self.flush();
            }
            Err(error) => {
                let wait = inner.saving.borrow_mut().failed(error.to_string());
                self.show_save_state();
                if let Some(wait) = wait {
                    (self.host.after)(wait, Box::new(move || self.retry()));
                }
            }
        }
    }

    /// Writes what could not be written, without waiting for a new edit.
    fn retry(self) {
        self.inner().saving.borrow_mut().retries();
        self.flush();
    }

    fn take_in(self, loaded: Loaded) -> Result<(), SchemaError> {
        let inner = self.inner();
        let mut damaged: Vec<Damaged> = loaded
            .unreadable
            .into_iter()
            .map(|row| Damaged { reason: failure::no_record(&row.id), raw: row.raw })
            .collect();
        for envelope in loaded.rows {
            match open(&envelope) {
                Ok(row) => {
                    let written_at = Some(envelope.changed_at);
                    inner.saving.borrow_mut().loaded(row.key(), envelope.revision, written_at);
                    inner.records.change(|records| records.set(row.key(), Some(row)));
                }
                Err(SchemaError::Newer { version }) => return Err(SchemaError::Newer { version }),
                Err(error) => {
                    // A restore or a good copy of another tab may replace it, and nothing else does.
                    if let Some(key) = envelope.key() {
                        inner.saving.borrow_mut().loaded(key, envelope.revision, None);
                    }
                    damaged.push(Damaged { reason: error.to_string(), raw: envelope.to_json().to_string() });
                }
            }
        }
        self.clock.use_country(self.peek(Records::workspace).country);
        self.damaged.set(damaged);
        Ok(())
    }

    /// Forgets what was deleted more than 30 days ago. It is no change of the person's, so undo does not know it.
    pub(super) fn forget_old_deletions(self) {
        let limit = self.now() - RESTORE_DAYS * DAY;
        let old = self.peek(|records| {
            let expired = |row: &Stored| row.deleted.as_ref().is_some_and(|deletion| deletion.at < limit);
            records.rows().filter(|(_, row)| expired(row)).map(|(key, _)| Edit::Purge(*key)).collect::<Vec<_>>()
        });
        if !old.is_empty() {
            self.change_records(|records| (apply(records, Change::new("", old), 0), ()));
        }
    }
}
