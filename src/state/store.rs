//! The store: reads that track what they read, and the one way to write.

use std::{cell::RefCell, rc::Rc};

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::Value;

use super::{
    history::{History, StepId, Stroke},
    host::Host,
    notices::{About, Notice, Notices, Said},
    saving::{Clash, Pending, SaveState},
    scopes::{Scope, Scopes, notify},
};
use crate::{
    domain::{
        Account, Change, Conflict, Diff, Edit, Entity, Id, Key, Kind, Locale, Millis, Problem, Record, Records, Stored,
        Workspace, Wrong, apply,
        change::{LeftAlone, deleted_with_children},
        choice::Country,
        cycle, replay,
    },
    schema::{SchemaError, open},
    storage::{Arrived, Loaded, Storage, StorageError, Written},
};

/// How long a deleted record can be restored.
const RESTORE_DAYS: i64 = 30;
const DAY: Millis = 86_400_000;

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

struct Inner {
    records: RefCell<Records>,
    scopes: RefCell<Scopes>,
    history: RefCell<History>,
    pending: RefCell<Pending>,
    storage: RefCell<Option<Rc<dyn Storage>>>,
    strokes: RefCell<Stroke>,
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

/// The handle that every component holds. It is `Copy`; all copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    host: Host,
    phase: RwSignal<Phase>,
    damaged: RwSignal<Vec<Damaged>>,
    saved: RwSignal<SaveState>,
    labels: RwSignal<(Option<String>, Option<String>)>,
    notices: Notices,
    today: RwSignal<NaiveDate>,
    locale: RwSignal<Locale>,
}

impl Store {
    /// An empty store that is about to be loaded.
    pub fn new(host: Host) -> Self {
        let inner = Inner {
            records: RefCell::default(),
            scopes: RefCell::default(),
            history: RefCell::default(),
            pending: RefCell::default(),
            storage: RefCell::default(),
            strokes: RefCell::default(),
        };
        Self {
            inner: StoredValue::new_local(Rc::new(inner)),
            host,
            phase: RwSignal::new(Phase::Loading),
            damaged: RwSignal::new(Vec::new()),
            saved: RwSignal::new(SaveState::Nothing),
            labels: RwSignal::new((None, None)),
            notices: Notices::new(),
            today: RwSignal::new((host.today)()),
            locale: RwSignal::new((host.locale)(Country::default())),
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
            Err(error @ StorageError::Unavailable(_)) => self.saved.set(SaveState::Failed(error.to_string())),
            Err(error) => return self.phase.set(Phase::Unreadable(error.to_string())),
        }
        if let Ok(storage) = storage {
            storage.listen(Rc::new(move |rows| self.hear(rows)));
            *self.inner().storage.borrow_mut() = Some(storage);
        }
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
        self.today.get()
    }

    /// How the chosen country writes numbers and dates. A page may keep it: it is built anew when another is chosen.
    pub fn locale(self) -> Locale {
        self.locale.get_untracked()
    }

    /// The same, for what stays on the screen when another country is chosen.
    pub fn locale_signal(self) -> Signal<Locale> {
        self.locale.into()
    }

    /// The time.
    pub fn now(self) -> Millis {
        (self.host.now)()
    }

    /// Takes over a new date after midnight.
    pub fn look_at_the_clock(self) {
        let today = (self.host.today)();
        if self.today.get_untracked() != today {
            self.today.set(today);
        }
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
        self.read_in(Scope::Everything, reader)
    }

    /// Reads with a dependency on one account's records, the settings, our team and our products.
    pub fn read_account<R>(self, account: Id<Account>, reader: impl FnOnce(&Records) -> R) -> R {
        use crate::domain::Kind;
        {
            let inner = self.inner();
            let mut scopes = inner.scopes.borrow_mut();
            for kind in [Kind::Workspace, Kind::Teammate, Kind::Product] {
                scopes.track(Scope::Kind(kind));
            }
        }
        self.read_in(Scope::Account(account.0), reader)
    }

    /// Reads with a dependency on one kind of record.
    pub fn read_kind<T: Entity, R>(self, reader: impl FnOnce(&Records) -> R) -> R {
        self.read_in(Scope::Kind(T::KIND), reader)
    }

    /// One record, with a dependency on it alone.
    pub fn get<T: Entity>(self, id: Id<T>) -> Option<T> {
        self.read_in(Scope::Record(id.into()), |records| records.get(id).cloned())
    }

    /// One record of any kind, with a dependency on it alone.
    pub fn record(self, key: Key) -> Option<Record> {
        self.read_in(Scope::Record(key), |records| records.record(key).cloned())
    }

    /// The settings.
    pub fn workspace(self) -> Workspace {
        self.read_kind::<Workspace, _>(Records::workspace)
    }

    /// Reads without a dependency, for what happens once: exports, commands, forms.
    pub fn peek<R>(self, reader: impl FnOnce(&Records) -> R) -> R {
        reader(&self.inner().records.borrow())
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

    /// A mark for changes that shall be one step of undo.
    pub fn new_stroke(self) -> Stroke {
        let inner = self.inner();
        let mut strokes = inner.strokes.borrow_mut();
        *strokes += 1;
        *strokes
    }

    /// Applies a change that is one step with the changes of the same stroke, and names the step; `None` when nothing changed.
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
        let fields = record.to_value();
        let current = fields.get(field).cloned().unwrap_or_default();
        let changed = record.with_field(field, value.clone())?;
        if let Some(circle) = self.peek(|records| cycle::circle(|key| records.record(key), &changed)) {
            return Err(refused(Wrong::Circle(circle)));
        }
        if current != *base && current != value {
            self.apply_stroke(self.conflict(&Clash { key, field: field.into(), mine: value }, label), stroke);
            return Ok(());
        }
        self.apply_stroke(Change::new(label, vec![Edit::Put(changed)]), stroke);
        Ok(())
    }

    /// Takes the last change of this page back, and says which fields have changed since.
    pub fn undo(self) {
        self.undo_one(None);
    }

    /// Takes one step back, whatever came after it.
    pub fn undo_step(self, step: StepId) {
        self.undo_one(Some(step));
    }

    /// Does again what was taken back last.
    pub fn redo(self) {
        self.redo_one(None);
    }

    /// Does one step again.
    pub fn redo_step(self, step: StepId) {
        self.redo_one(Some(step));
    }

    fn undo_one(self, step: Option<StepId>) {
        let Some(step) = self.inner().history.borrow_mut().take_done(step) else { return };
        let told = self.notices.about() == Some(About::Done(step.id));
        self.notices.make_way();
        let (undone, left_alone) = self.change_records(|records| replay(records, &step.diff.inverse()));
        if told {
            self.notices.show(Said::Undone(step.diff.label.clone()), About::Undone(step.id));
        }
        self.tell_left_alone(left_alone);
        if !undone.is_empty() {
            self.inner().history.borrow_mut().undone(step.id, undone.inverse());
        }
        self.relabel();
    }

    fn redo_one(self, step: Option<StepId>) {
        let Some(step) = self.inner().history.borrow_mut().take_undone(step) else { return };
        let told = self.notices.about() == Some(About::Undone(step.id));
        self.notices.make_way();
        let (redone, left_alone) = self.change_records(|records| replay(records, &step.diff));
        if told {
            self.notices.show(Said::Made(step.diff.label.clone()), About::Done(step.id));
        }
        self.tell_left_alone(left_alone);
        if !redone.is_empty() {
            self.inner().history.borrow_mut().redone(step.id, redone);
        }
        self.relabel();
    }

    fn tell_left_alone(self, left_alone: Vec<LeftAlone>) {
        if !left_alone.is_empty() {
            self.notices.show(Said::LeftAlone(left_alone), About::News);
        }
    }

    /// Writes what waits, at once.
    pub fn flush(self) {
        let inner = self.inner();
        let Some(storage) = inner.storage.borrow().clone() else { return };
        if self.is_refused() {
            return;
        }
        let Some(batch) = inner.pending.borrow_mut().take_batch(&inner.records.borrow(), self.now()) else { return };
        let written = batch.clone();
        (self.host.spawn)(Box::pin(async move {
            let result = storage.write(batch).await;
            self.after_write(&written, result);
        }));
    }

    /// Whether something is not on the disk yet.
    pub fn has_unsaved(self) -> bool {
        self.inner().pending.borrow().is_busy()
    }

    fn inner(self) -> Rc<Inner> {
        self.inner.get_value()
    }

    fn is_refused(self) -> bool {
        matches!(self.phase.get_untracked(), Phase::Refused(_) | Phase::Unreadable(_))
    }

    fn read_in<R>(self, scope: Scope, reader: impl FnOnce(&Records) -> R) -> R {
        let inner = self.inner();
        inner.scopes.borrow_mut().track(scope);
        reader(&inner.records.borrow())
    }

    fn relabel(self) {
        self.labels.set(self.inner().history.borrow().labels());
    }

    /// The one place where records change by this page's hand.
    fn change_records<R>(self, change: impl FnOnce(&mut Records) -> (Diff, R)) -> (Diff, R) {
        let inner = self.inner();
        let (diff, rest) = change(&mut inner.records.borrow_mut());
        for delta in &diff.deltas {
            inner.pending.borrow_mut().mark(delta.key, delta.before.clone());
        }
        let touched = inner.scopes.borrow().touched(&diff);
        if !diff.is_empty() {
            self.save_soon();
        }
        self.follow_country(&diff);
        notify(touched);
        (diff, rest)
    }

    /// Has the host read the habits of a country that the settings name now. Reading costs, so only where it changed.
    fn follow_country(self, diff: &Diff) {
        let country = |row: &Option<Stored>| match row.as_ref().map(|row| &row.record) {
            Some(Record::Workspace(settings)) => settings.country,
            _ => Country::default(),
        };
        let settings = diff.deltas.iter().find(|delta| delta.key.kind == Kind::Workspace);
        if let Some(delta) = settings.filter(|delta| country(&delta.before) != country(&delta.after)) {
            self.locale.set((self.host.locale)(country(&delta.after)));
        }
    }

    fn save_soon(self) {
        let keeps = self.inner().storage.borrow().is_some();
        if keeps {
            self.saved.set(SaveState::Saving);
            (self.host.after_frame)(Box::new(move || self.flush()));
        }
    }

    fn after_write(self, batch: &[crate::storage::Write], result: Result<Written, StorageError>) {
        let inner = self.inner();
        match result {
            Ok(Written::Done) => {
                inner.pending.borrow_mut().written(batch);
                let busy = inner.pending.borrow().is_busy();
                if busy {
                    self.flush();
                } else {
                    self.saved.set(SaveState::Saved(self.now()));
                }
            }
            Ok(Written::Stale(rows)) => {
                inner.pending.borrow_mut().not_written();
                let gone = |id: &str| {
                    batch.iter().find(|write| write.row.id == id).map(|write| Arrived::Gone(write.row.clone()))
                };
                self.hear(
                    rows.into_iter().filter_map(|(id, row)| row.map(Arrived::Put).or_else(|| gone(&id))).collect(),
                );
                self.flush();
            }
            Err(error) => {
                inner.pending.borrow_mut().not_written();
                self.saved.set(SaveState::Failed(error.to_string()));
            }
        }
    }

    fn take_in(self, loaded: Loaded) -> Result<(), SchemaError> {
        let inner = self.inner();
        let mut latest = None;
        let mut damaged: Vec<Damaged> = loaded
            .unreadable
            .into_iter()
            .map(|row| Damaged { reason: format!("The row {} is no record", row.id), raw: row.raw })
            .collect();
        for envelope in loaded.rows {
            match open(&envelope) {
                Ok(row) => {
                    inner.pending.borrow_mut().loaded(row.key(), envelope.revision);
                    latest = latest.max(Some(envelope.changed_at));
                    inner.records.borrow_mut().set(row.key(), Some(row));
                }
                Err(SchemaError::Newer { version }) => return Err(SchemaError::Newer { version }),
                Err(error) => {
                    // A restore or a good copy of another tab may replace it, and nothing else does.
                    if let Some(key) = envelope.key() {
                        inner.pending.borrow_mut().loaded(key, envelope.revision);
                    }
                    damaged.push(Damaged { reason: error.to_string(), raw: envelope.to_json().to_string() });
                }
            }
        }
        self.locale.set((self.host.locale)(self.peek(Records::workspace).country));
        self.damaged.set(damaged);
        self.saved.set(latest.map_or(SaveState::Nothing, SaveState::Saved));
        Ok(())
    }

    /// Takes in what another tab has written.
    fn hear(self, rows: Vec<Arrived>) {
        let inner = self.inner();
        let mut diff = Diff::default();
        let mut clashes = Vec::new();
        for arrived in rows {
            let (envelope, gone) = match &arrived {
                Arrived::Put(envelope) => (envelope, false),
                Arrived::Gone(envelope) => (envelope, true),
            };
            let Some(key) = envelope.key() else { continue };
            let theirs = match open(envelope) {
                _ if gone => None,
                Ok(row) => Some((row, envelope.revision)),
                Err(SchemaError::Newer { version }) => {
                    return self.phase.set(Phase::Refused(SchemaError::Newer { version }.to_string()));
                }
                // What cannot be read there is replaced by the copy that is here, if that has changed.
                Err(_) => {
                    inner.pending.borrow_mut().loaded(key, envelope.revision);
                    continue;
                }
            };
            let mine = inner.records.borrow().stored(key).cloned();
            let (row, clashed) = inner.pending.borrow_mut().arrive(key, theirs, mine.as_ref());
            clashes.extend(clashed);
            if row != mine {
                inner.records.borrow_mut().set(key, row.clone());
                diff.deltas.push(crate::domain::Delta { key, before: mine, after: row });
            }
        }
        let touched = inner.scopes.borrow().touched(&diff);
        self.follow_country(&diff);
        notify(touched);
        for clash in clashes {
            self.note(self.conflict(&clash, String::new()));
        }
        self.keep_accounts_in_sight();
    }

    /// Brings back an account that was deleted in one tab while another gave it something new, and says so.
    fn keep_accounts_in_sight(self) {
        let back = self.peek(deleted_with_children);
        if back.is_empty() {
            return;
        }
        let names = self
            .peek(|records| back.iter().filter_map(|key| records.stored(*key)?.record.name()).collect::<Vec<String>>());
        let edits = back.into_iter().map(Edit::RestoreAlone).collect();
        self.note(Change::new("", edits));
        self.notices.show(Said::BroughtBack(names), About::Problem);
    }

    /// The change that keeps a second value of a field, beside the one that the record holds.
    fn conflict(self, clash: &Clash, label: String) -> Change {
        let known = self.peek(|records| {
            let same = |conflict: &&Conflict| conflict.record == Some(clash.key.id) && conflict.field == clash.field;
            records.all::<Conflict>().find(same).cloned()
        });
        let conflict = Conflict {
            id: known.map_or_else(|| self.new_id(), |conflict| conflict.id),
            kind: clash.key.kind.plural().into(),
            record: Some(clash.key.id),
            field: clash.field.clone(),
            other: clash.mine.clone(),
            ..Conflict::default()
        };
        Change::put(label, conflict)
    }

    /// Forgets what was deleted more than 30 days ago. It is no change of the person's, so undo does not know it.
    fn forget_old_deletions(self) {
        let limit = self.now() - RESTORE_DAYS * DAY;
        let old = self.peek(|records| {
            let expired = |row: &Stored| row.deleted.is_some_and(|deleted| deleted < limit);
            records.rows().filter(|(_, row)| expired(row)).map(|(key, _)| Edit::Purge(*key)).collect::<Vec<_>>()
        });
        if !old.is_empty() {
            self.change_records(|records| (apply(records, Change::new("", old), 0), ()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Person, uuid_v7},
        schema::Envelope,
        storage::{MemoryStorage, Unreadable},
    };
    use std::cell::Cell;

    thread_local! {
        static CLOCK: Cell<u64> = const { Cell::new(1_790_000_000_000) };
    }

    fn host() -> Host {
        Host {
            now: || CLOCK.with(|clock| clock.replace(clock.get() + 1)) as Millis,
            today: || NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
            // Sweden stands for a country with a way of its own.
            locale: |country| Locale { month_first: country == Country::Sweden, ..Locale::default() },
            random: || {
                let mut bytes = [0; 10];
                bytes[2..].copy_from_slice(&CLOCK.with(|clock| clock.replace(clock.get() + 1)).to_be_bytes());
                bytes
            },
            spawn: futures::executor::block_on,
            // Writes wait until a test flushes, so that two tabs can be made to collide.
            after_frame: |_| {},
        }
    }

    fn tab(storage: MemoryStorage) -> Store {
        let store = Store::new(host());
        futures::executor::block_on(store.start(Ok(Rc::new(storage))));
        store
    }

    fn two_tabs() -> (Store, Store, Person) {
        let owner = Owner::new();
        owner.set();
        std::mem::forget(owner);
        let storage = MemoryStorage::default();
        let second = storage.another_tab();
        let first = tab(storage);
        let person = Person { id: first.new_id(), account: first.new_id(), name: "Priya".into(), ..Person::default() };
        first.apply(Change::put("added", person.clone()));
        first.flush();
        (first, tab(second), person)
    }

    fn set(store: Store, person: &Person, field: &str, value: &str) {
        let key = Key::from(person.id);
        let base = store.peek(|records| records.record(key).map(Record::to_value)).unwrap_or_default();
        let base = base.get(field).cloned().unwrap_or_default();
        let label = String::new();
        let done = store.set_field(FieldEntry { key, field, base: &base, value: value.into(), label, stroke: None });
        assert_eq!(done, Ok(()));
    }

    #[test]
    fn saved_is_said_only_after_the_write() {
        let (store, _, person) = two_tabs();
        set(store, &person, "title", "COO");
        assert_eq!(store.saved().get_untracked(), SaveState::Saving);
        assert!(store.has_unsaved());
        store.flush();
        assert!(matches!(store.saved().get_untracked(), SaveState::Saved(_)));
        assert!(!store.has_unsaved());
    }

    #[test]
    fn a_failed_write_says_so_and_is_tried_again_with_the_next_change() {
        let owner = Owner::new();
        owner.set();
        let storage = MemoryStorage::default();
        let disk = storage.another_tab();
        let store = tab(storage);
        disk.fail_with(Some(StorageError::Full));
        store.apply(Change::put("added", Account { id: store.new_id(), name: "A".into(), ..Account::default() }));
        store.flush();
        assert!(matches!(store.saved().get_untracked(), SaveState::Failed(reason) if reason.contains("full")));
        disk.fail_with(None);
        store.apply(Change::put("added", Account { id: store.new_id(), name: "B".into(), ..Account::default() }));
        store.flush();
        let rows = futures::executor::block_on(disk.load()).map(|loaded| loaded.rows.len());
        assert_eq!(rows, Ok(2), "nothing was lost");
    }

    #[test]
    fn two_tabs_merge_different_fields() {
        let (first, second, person) = two_tabs();
        set(first, &person, "title", "COO");
        set(second, &person, "unit", "Operations");
        first.flush();
        second.flush();
        for store in [first, second] {
            let person = store.peek(|records| records.get(person.id).cloned()).unwrap_or_default();
            assert_eq!((person.title.as_str(), person.unit.as_str()), ("COO", "Operations"));
            assert_eq!(store.peek(|records| records.all::<Conflict>().count()), 0);
        }
    }

    #[test]
    fn two_tabs_keep_both_values_of_the_same_field() {
        let (first, second, person) = two_tabs();
        set(first, &person, "title", "COO");
        set(second, &person, "title", "Chief operating officer");
        first.flush();
        second.flush();
        second.flush();
        for store in [first, second] {
            let kept = store.peek(|records| records.get(person.id).map(|person| person.title.clone()));
            assert_eq!(kept.as_deref(), Some("COO"));
            let others = store.peek(|records| records.all::<Conflict>().map(|c| c.other.clone()).collect::<Vec<_>>());
            assert_eq!(others, [Value::from("Chief operating officer")]);
        }
    }

    #[test]
    fn a_value_typed_over_one_that_arrived_meanwhile_keeps_both() {
        let (first, second, person) = two_tabs();
        set(first, &person, "title", "COO");
        first.flush();
        let typed = second.set_field(FieldEntry {
            key: person.id.into(),
            field: "title",
            base: &Value::Null,
            value: "Boss".into(),
            label: String::new(),
            stroke: None,
        });
        assert_eq!(typed, Ok(()));
        assert_eq!(second.peek(|records| records.get(person.id).map(|p| p.title.clone())).as_deref(), Some("COO"));
        assert_eq!(second.peek(|records| records.all::<Conflict>().count()), 1);
    }

    #[test]
    fn undo_and_redo_reach_back_to_the_start_and_keystrokes_are_one_step() {
        let (store, _, person) = two_tabs();
        let stroke = Some(store.new_stroke());
        for (base, text) in [("", "C"), ("C", "CF"), ("CF", "CFO")] {
            let base = if base.is_empty() { Value::Null } else { base.into() };
            let entry = FieldEntry {
                key: person.id.into(),
                field: "title",
                base: &base,
                value: text.into(),
                label: String::new(),
                stroke,
            };
            assert_eq!(store.set_field(entry), Ok(()));
        }
        let title = || store.peek(|records| records.get(person.id).map(|person| person.title.clone()));
        store.undo();
        assert_eq!(title().as_deref(), Some(""));
        store.undo();
        assert_eq!(title(), None, "the person itself");
        store.redo();
        store.redo();
        assert_eq!(title().as_deref(), Some("CFO"));
        store.flush();
        assert!(!store.has_unsaved());
    }

    #[test]
    fn a_workspace_that_cannot_be_read_is_not_shown_as_an_empty_one_and_nothing_is_written() {
        let owner = Owner::new();
        owner.set();
        let storage = MemoryStorage::default();
        let disk = storage.another_tab();
        disk.fail_to_read_with(Some(StorageError::CannotOpen("a file is gone".into())));
        let store = tab(storage);
        assert!(
            matches!(store.phase().get_untracked(), Phase::Unreadable(reason) if reason.contains("a file is gone"))
        );
        store.apply(Change::put("added", Account { id: store.new_id(), name: "A".into(), ..Account::default() }));
        store.flush();
        disk.fail_to_read_with(None);
        assert_eq!(futures::executor::block_on(disk.load()).map(|loaded| loaded.rows.len()), Ok(0));
    }

    #[test]
    fn what_cannot_be_read_is_named_and_stays_while_the_rest_opens() {
        let (first, _, person) = two_tabs();
        let owner = Owner::new();
        owner.set();
        let storage = MemoryStorage::default();
        let disk = storage.another_tab();
        let sound = first.peek(|records| records.stored(person.id.into()).cloned());
        let rows: Vec<Envelope> = sound
            .into_iter()
            .flat_map(|row| {
                let sound = crate::schema::seal(&row, 1, 0);
                let torn = Envelope { id: uuid_v7(1, [1; 10]).to_string(), body: "{\"name\":".into(), ..sound.clone() };
                [sound, torn]
            })
            .collect();
        let batch = rows.into_iter().map(|row| crate::storage::Write { row, remove: false, expected: 0 }).collect();
        assert!(futures::executor::block_on(disk.write(batch)).is_ok());
        disk.damage(Unreadable { id: "x".into(), raw: "7".into() });
        let store = tab(storage);
        assert!(store.peek(|records| records.get(person.id).is_some()));
        assert_eq!(store.damaged().get_untracked().len(), 2);
        set(store, &person, "title", "COO");
        store.flush();
        let stored = futures::executor::block_on(disk.load()).unwrap_or_default();
        assert!(stored.rows.iter().any(|row| row.body == "{\"name\":"), "left as it is");
    }

    #[test]
    fn an_account_that_is_deleted_while_another_tab_adds_to_it_comes_back_with_what_was_added() {
        let owner = Owner::new();
        owner.set();
        let storage = MemoryStorage::default();
        let second = storage.another_tab();
        let first = tab(storage);
        let account = Account { id: first.new_id(), name: "Tallyworks".into(), ..Account::default() };
        first.apply(Change::put("added", account.clone()));
        first.flush();
        let second = tab(second);
        first.apply(Change::delete("deleted", account.id));
        let added = Person { id: second.new_id(), account: account.id, name: "Jo".into(), ..Person::default() };
        second.apply(Change::put("added", added.clone()));
        first.flush();
        second.flush();
        second.flush();
        first.flush();
        for store in [first, second] {
            assert!(store.peek(|records| records.get(account.id).is_some() && records.get(added.id).is_some()));
            assert!(!store.has_unsaved());
        }
    }

    #[test]
    fn a_notice_takes_back_its_own_change_and_no_other() {
        let (store, _, person) = two_tabs();
        let title = || store.peek(|records| records.get(person.id).map(|person| person.title.clone()));
        store.apply_and_tell(Change::put("named the unit", Person { unit: "Care".into(), ..person.clone() }));
        let Some(About::Done(step)) = store.notices.about() else { panic!("the change is told") };
        set(store, &person, "title", "COO");
        assert_eq!(store.notices.about(), None, "the next change makes the notice old");
        store.undo_step(step);
        let unit = store.peek(|records| records.get(person.id).map(|person| person.unit.clone()));
        assert_eq!((unit.as_deref(), title().as_deref()), (Some(""), Some("COO")));
        store.redo_step(step);
        store.undo();
        let unit = store.peek(|records| records.get(person.id).map(|person| person.unit.clone()));
        assert_eq!(unit.as_deref(), Some(""), "done again, it is the newest");
        store.undo_step(step);
        assert_eq!(title().as_deref(), Some("COO"), "what is taken back already is not taken back twice");
    }

    #[test]
    fn a_notice_that_was_undone_offers_redo_and_a_failure_stays() {
        let (store, _, person) = two_tabs();
        store.apply_and_tell(Change::put("named the unit", Person { unit: "Care".into(), ..person.clone() }));
        store.undo();
        assert!(matches!(store.notices.about(), Some(About::Undone(_))), "by any way");
        store.complain("The disk is full");
        set(store, &person, "title", "COO");
        assert_eq!(store.notices.about(), Some(About::Problem));
    }

    #[test]
    fn the_locale_is_that_of_the_country_in_every_tab_and_after_undo() {
        let (first, second, _) = two_tabs();
        let settings = Workspace { id: first.new_id(), country: Country::Sweden, ..Workspace::default() };
        first.apply(Change::put("changed the country", settings));
        first.flush();
        assert!(first.locale().month_first && second.locale().month_first);
        first.undo();
        first.flush();
        assert!(!first.locale().month_first && !second.locale().month_first);
    }

    #[test]
    fn a_newer_record_stops_writing_and_asks_for_a_reload() {
        let (first, second, person) = two_tabs();
        let row = first.peek(|records| records.stored(person.id.into()).cloned());
        let newer = row.map(|row| Envelope { version: 99, ..crate::schema::seal(&row, 2, 0) });
        second.hear(newer.into_iter().map(Arrived::Put).collect());
        assert!(matches!(second.phase().get_untracked(), Phase::Refused(reason) if reason.contains("reload")));
        second.apply(Change::put("added", Account { id: second.new_id(), name: "A".into(), ..Account::default() }));
        assert!(!second.has_unsaved());
    }

    #[test]
    fn deleted_records_are_forgotten_after_thirty_days() {
        let (first, _, person) = two_tabs();
        first.apply(Change::delete("deleted", person.id));
        first.flush();
        assert!(first.peek(|records| records.stored(person.id.into()).is_some()));
        CLOCK.with(|clock| clock.set(clock.get() + (31 * DAY) as u64));
        first.forget_old_deletions();
        assert!(first.peek(|records| records.stored(person.id.into()).is_none()));
        assert_eq!(uuid_v7(0, [0; 10]).get_version_num(), 7);
    }
}
