//! The store: reads that track what they read, and the one way to write. Its parts have one subject each, in the files
//! beside it.

use std::{cell::RefCell, rc::Rc};

use chrono::NaiveDate;
use leptos::prelude::*;
use serde_json::Value;

use super::{
    clock::Clock,
    history::{Effects, History, StepId, Stroke, Way, Wrote},
    host::Host,
    journal::{Journal, Replaced},
    notices::{About, Notice, Notices, Said},
    records::WatchedRecords,
    saving::{Committed, SaveState, Saving},
    scopes::Scope,
    sight::Sight,
};
use crate::{
    domain::{
        Account, Change, Delta, Diff, Entity, Id, Key, Kind, Locale, Millis, Problem, Record, Records, SortedMap,
        Stored, Workspace, Wrong, apply,
        cell::{self, Cells},
        cycle,
        deletion::hold_links,
        id_of_its_own,
        json::{self, Fields},
    },
    replica::{Contested, CopyId, LIFE, Peer, SAMPLE, Stamp, Version, Write, deletion_value},
    storage::{Storage, StorageError},
    words::failure,
};

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
pub(super) struct Inner {
    pub(super) records: WatchedRecords,
    pub(super) history: RefCell<History>,
    pub(super) saving: RefCell<Saving>,
    pub(super) storage: RefCell<Option<Rc<dyn Storage>>>,
    pub(super) journal: RefCell<Option<Rc<dyn Journal>>>,
    /// Who wrote as which copy, as far as it is known.
    pub(super) peers: RefCell<SortedMap<CopyId, Peer>>,
    /// Those that came with a file and are not on the disk yet.
    pub(super) peers_unkept: RefCell<Vec<(CopyId, Peer)>>,
    strokes: RefCell<Stroke>,
}

/// The handle that every component holds. It is `Copy`; all copies are the same store.
#[derive(Clone, Copy)]
pub struct Store {
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    pub(super) host: Host,
    pub(super) clock: Clock,
    pub(super) notices: Notices,
    phase: RwSignal<Phase>,
    pub(super) damaged: RwSignal<Vec<Damaged>>,
    saved: RwSignal<SaveState>,
    labels: RwSignal<(Option<String>, Option<String>)>,
    contested: RwSignal<SortedMap<Key, ()>>,
    pub(super) exported_on: RwSignal<Option<NaiveDate>>,
}

/// What a person entered into one field.
pub struct FieldEntry<'a> {
    /// The record.
    pub key: Key,
    /// The key of the field.
    pub field: &'a str,
    /// What the person saw when they began.
    pub seen: &'a Seen,
    /// What they entered; null clears the field.
    pub value: Value,
    /// What undo is called.
    pub label: String,
    /// The keystrokes that it is one of.
    pub stroke: Option<Stroke>,
}

/// What a person sees of a field while they edit it: its cells, and the stamps of the values that they have in sight.
/// What they write replaces that and nothing else.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    cells: Cells,
    stamps: SortedMap<String, Vec<Stamp>>,
}

impl Seen {
    /// The stamps of the value that is in sight in a cell.
    pub fn stamps_of(&self, path: &str) -> &[Stamp] {
        self.stamps.get(path).map_or(&[], Vec::as_slice)
    }
}

/// The storage of the page, once it was opened.
pub type Opened = Result<Rc<dyn Storage>, StorageError>;

impl Store {
    /// An empty store that is about to be loaded.
    pub fn new(host: Host) -> Self {
        Self {
            inner: StoredValue::new_local(Rc::new(Inner {
                records: WatchedRecords::default(),
                history: RefCell::new(History::new((host.now)())),
                saving: RefCell::new(Saving::new(host.new_copy())),
                storage: RefCell::default(),
                journal: RefCell::default(),
                peers: RefCell::default(),
                peers_unkept: RefCell::default(),
                strokes: RefCell::default(),
            })),
            host,
            clock: Clock::new(host),
            notices: Notices::new(),
            phase: RwSignal::new(Phase::Loading),
            damaged: RwSignal::new(Vec::new()),
            saved: RwSignal::new(SaveState::Nothing),
            labels: RwSignal::new((None, None)),
            contested: RwSignal::new(SortedMap::new()),
            exported_on: RwSignal::new(None),
        }
    }

    /// Reads the storage and keeps it in step from now on. Without one, the page works and says that nothing is kept.
    pub async fn start(self, mut storage: Opened) {
        match self.open(&mut storage).await {
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
            storage.listen(Rc::new(move |heard| self.hear(heard)));
            *self.inner().storage.borrow_mut() = Some(storage);
        }
        self.show_save_state();
        self.phase.set(Phase::Ready);
        (self.host.keep)(self).await;
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

    /// When the whole workspace was last exported from this browser. Reactive.
    pub fn exported_on(self) -> Option<NaiveDate> {
        self.exported_on.get()
    }

    /// The id of a record that is about to be made: its own where there is one of it alone, else a new one.
    pub fn id_for(self, kind: Kind, fields: &Fields) -> uuid::Uuid {
        let own = id_of_its_own(kind, fields).filter(|id| self.peek(|records| !records.lives(*id)));
        own.unwrap_or_else(|| self.host.new_uuid())
    }

    /// The same for a record of a known kind, which has no id yet.
    pub fn own_id<T: Entity>(self, record: &T) -> Id<T> {
        Id::new(self.id_for(T::KIND, &record.clone().into_record().to_value()))
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

    /// The fields of a record as they are, with the links that lead to what was deleted; with a dependency on it alone.
    pub fn fields(self, key: Key) -> Fields {
        let fields = |records: &Records| {
            let row = records.stored(key).filter(|row| row.deleted.is_none());
            row.map(Stored::fields).unwrap_or_default()
        };
        self.inner().records.read(&[Scope::Record(key)], fields)
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

    /// The same of a change that was made of a preview: it replaces what the person saw in that.
    pub fn apply_as_seen_and_tell(self, change: Change, sight: &Sight) {
        let said = Said::Made(change.label.clone());
        let (label, wrote) = self.make_as_seen(change, sight);
        let about = self.remember(label, wrote, None).map_or(About::News, About::Done);
        self.notices.show(said, about);
    }

    /// Applies a change that takes everybody back: what stands beside each other is settled by it, in one step of undo.
    pub fn take_back_and_tell(self, change: Change) {
        let said = Said::Made(change.label.clone());
        let contested: Vec<Key> = self.contested.get_untracked().keys().copied().collect();
        let shown = contested.into_iter().flat_map(|key| {
            let cells = self.peek_version(key).contested(key.kind).into_iter();
            cells.filter_map(move |cell| Some((key, cell.path, cell.values.into_iter().next()?.1)))
        });
        let mut wrote = self.write_chosen(shown.collect());
        let (label, rest) = self.make(change);
        for last in rest {
            match wrote.iter_mut().find(|first| first.key == last.key && first.path == last.path) {
                Some(first) => (first.after, first.stamp) = (last.after, last.stamp),
                None => wrote.push(last),
            }
        }
        let about = self.remember(label, wrote, None).map_or(About::News, About::Done);
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
        let (label, wrote) = self.make(change);
        self.remember(label, wrote, stroke)
    }

    /// Applies a change that is no act of the person's, and so no step of undo.
    pub fn note(self, change: Change) {
        self.make(change);
    }

    /// Takes the last change of this page back, and says which fields have changed since.
    pub fn undo(self) {
        self.turn_step(Way::Back, None);
    }

    /// Takes one step back, whatever came after it.
    pub fn undo_step(self, step: StepId) {
        self.turn_step(Way::Back, Some(step));
    }

    /// Does again what was taken back last.
    pub fn redo(self) {
        self.turn_step(Way::Forth, None);
    }

    /// Does one step again.
    pub fn redo_step(self, step: StepId) {
        self.turn_step(Way::Forth, Some(step));
    }

    /// What turns a step comes with what keeps the steps; where that did not come yet, it is asked for once more.
    fn turn_step(self, way: Way, step: Option<StepId>) {
        let turn = move || {
            let journal = self.inner().journal.borrow().clone();
            journal.inspect(|journal| journal.turn(way, step)).is_some()
        };
        if !turn() {
            (self.host.spawn)(Box::pin(async move {
                (self.host.keep)(self).await;
                if !turn() {
                    self.complain(failure::PART_MISSING);
                }
            }));
        }
    }

    /// Remembers what was written as a step of undo.
    pub(super) fn remember(self, label: String, wrote: Vec<Wrote>, stroke: Option<Stroke>) -> Option<StepId> {
        self.remember_all(label, (wrote, Vec::new()), stroke)
    }

    /// Remembers what was written and what came in as a step of undo.
    pub(super) fn remember_all(self, label: String, (wrote, swaps): Effects, stroke: Option<Stroke>) -> Option<StepId> {
        if wrote.is_empty() && swaps.is_empty() {
            return None;
        }
        let step = self.inner().history.borrow_mut().record(label, (wrote, swaps), stroke, &|stamp| self.real(stamp));
        self.notices.make_way();
        self.relabel();
        Some(step)
    }

    /// Makes a change: memory first, then what it writes waits to go to the disk.
    pub(super) fn make(self, change: Change) -> (String, Vec<Wrote>) {
        if self.is_refused() {
            return Default::default();
        }
        let inner = self.inner();
        let diff = inner.records.change(|records| apply(records, change, self.now()));
        let mut wrote = Vec::new();
        for delta in &diff.deltas {
            let version = inner.saving.borrow().version(delta.key, delta.before.as_ref());
            let writes = writes_of(&version, delta);
            if !writes.is_empty() {
                wrote.extend(self.wait_to_save(delta.key, delta.before.as_ref(), &version, writes));
            }
        }
        self.show(&diff);
        (diff.label, wrote)
    }

    /// Lets writes wait to go to the disk, and tells what they do. `version` is what they change.
    fn wait_to_save(self, key: Key, shown: Option<&Stored>, version: &Version, writes: Vec<Write>) -> Vec<Wrote> {
        let inner = self.inner();
        let cells = version.cells();
        let life = || version.standing(key.kind, LIFE).and_then(|life| life.values().next_back().cloned());
        let mut wrote: Vec<Wrote> = writes
            .iter()
            .filter_map(|write| {
                let before = if write.path == LIFE { life() } else { cells.get(&write.path).cloned() };
                let (path, after) = (write.path.clone(), write.value.clone()?);
                let stood = version.standing(key.kind, &path).cloned().unwrap_or_default();
                Some(Wrote {
                    key,
                    path,
                    before,
                    after,
                    stamp: Stamp::default(),
                    replaced: write.replaces.clone(),
                    stood,
                    put_beside: write.beside.len(),
                    is_withdrawn: false,
                })
            })
            .collect();
        let (stamp, renewed) = inner.saving.borrow_mut().write(key, shown, writes);
        for Write { path, replaces, .. } in renewed {
            inner.history.borrow_mut().renewed(key, &path, &replaces, stamp, &|stamp| self.real(stamp));
        }
        wrote.iter_mut().for_each(|wrote| wrote.stamp = stamp);
        wrote
    }

    /// Writes into cells as they are: memory shows what comes of it.
    pub(super) fn write(self, writes: Vec<(Key, Vec<Write>)>) -> Vec<Wrote> {
        if self.is_refused() {
            return Vec::new();
        }
        let inner = self.inner();
        let mut wrote = Vec::new();
        let mut deltas = crate::domain::change::Deltas::new();
        for (key, writes) in writes {
            let before = inner.records.peek(|records| records.stored(key).cloned());
            let version = inner.saving.borrow().version(key, before.as_ref());
            wrote.extend(self.wait_to_save(key, before.as_ref(), &version, writes));
            let after = inner.saving.borrow().shown(key);
            deltas.insert(key, Delta { key, before, after });
        }
        self.show_changed(deltas);
        wrote
    }

    /// Shows rows that changed by this page's hand.
    pub(super) fn show_changed(self, mut deltas: crate::domain::change::Deltas) {
        let diff = self.inner().records.change(|records| {
            deltas.values().for_each(|delta| records.set(delta.key, delta.after.clone()));
            hold_links(records, &mut deltas);
            Diff { label: String::new(), deltas: deltas.into_values().collect() }
        });
        self.show(&diff);
    }

    /// Wakes what reads the rows that changed by this page's hand, and has them saved soon.
    fn show(self, diff: &Diff) {
        self.save_soon();
        self.clock.follow_country(diff);
        self.show_contested();
        self.inner().records.wake(diff);
    }

    /// What a person sees of a field who begins to edit it.
    pub fn see(self, key: Key, field: &str) -> Seen {
        let version = self.peek_version(key);
        let mut cells = version.cells();
        cells.retain(|path, _| cell::is_of_field(key.kind, path, field));
        let stamps = |path: &String| (path.clone(), version.replaced_by_who_sees_it(key.kind, path));
        Seen { stamps: cells.keys().map(stamps).collect(), cells }
    }

    pub(super) fn peek_version(self, key: Key) -> Version {
        let inner = self.inner();
        inner.records.peek(|records| inner.saving.borrow().version(key, records.stored(key)))
    }

    /// Whether a field was written after this moment, by the clocks of those who wrote.
    pub fn was_written_since(self, key: Key, field: &str, at: Millis) -> bool {
        let version = self.peek_version(key);
        let cells = version.sections().into_iter().flat_map(|section| section.cells.iter());
        let mut of_field = cells.filter(|(path, _)| cell::is_of_field(key.kind, path, field));
        let at = u64::try_from(at).unwrap_or(0);
        of_field.any(|(_, standing)| standing.keys().any(|stamp| stamp.clock > at))
    }

    /// Sets one field. What arrived since the person saw it stays beside what they entered. Returns what they see now.
    ///
    /// # Errors
    /// The value cannot be; nothing was changed.
    pub fn set_field(self, entry: FieldEntry<'_>) -> Result<Seen, Problem> {
        let FieldEntry { key, field, seen, value, label, stroke } = entry;
        let refused = |wrong: Wrong| Problem { field: field.to_owned(), wrong };
        let Some(record) = self.peek(|records| records.record(key).cloned()) else {
            return Err(refused(Wrong::Deleted));
        };
        let with_it = record.with_field(field, value.clone())?;
        // What the record writes of a value is what counts: a choice that it has anyway is none.
        let value = with_it.to_value().shift_remove(field).unwrap_or_default();
        let fields = json::with(&cell::fields(key.kind, &seen.cells), field, value);
        let mut cells = cell::cells(key.kind, &fields, &seen.cells);
        cells.retain(|path, _| cell::is_of_field(key.kind, path, field));
        let changed = cell::changes(key.kind, &seen.cells, &cells);
        let writes: Vec<Write> = changed
            .into_iter()
            .map(|(path, value)| {
                let replaces = seen.stamps.get(&path).cloned().unwrap_or_default();
                Write::of(path, value, replaces.into_iter().map(|stamp| self.real(stamp)).collect())
            })
            .collect();
        let mut seen = seen.clone();
        if writes.is_empty() {
            return Ok(seen);
        }
        if let Some(circle) = self.peek(|records| cycle::circle(|key| records.record(key), &with_it)) {
            return Err(refused(Wrong::Circle(circle)));
        }
        let written: Vec<(String, Option<Value>)> =
            writes.iter().map(|write| (write.path.clone(), write.value.clone())).collect();
        let wrote = self.write(vec![(key, writes)]);
        for ((path, value), wrote) in written.into_iter().zip(&wrote) {
            seen.cells.insert(path.clone(), value.unwrap_or_default());
            seen.stamps.or_default(path).push(wrote.stamp);
        }
        self.remember(label, wrote, stroke);
        Ok(seen)
    }

    pub(super) fn real(self, stamp: Stamp) -> Stamp {
        self.inner().saving.borrow().real(stamp)
    }

    /// Who wrote with this stamp, as far as it is known.
    pub fn peer_of(self, stamp: Stamp) -> Option<Peer> {
        // They are known a moment after the page.
        self.labels.track();
        self.inner().peers.borrow().get(&stamp.copy).cloned()
    }

    /// The revision of the last transaction that this page knows.
    pub fn revision(self) -> u64 {
        self.inner().saving.borrow().revision()
    }

    /// On how many days this database was opened lately.
    pub fn days_opened(self) -> usize {
        self.inner().saving.borrow().copy().opened.len()
    }

    /// The values that are not on the disk, with the cells that they are for.
    pub fn unsaved(self) -> Vec<(Key, String, Value)> {
        self.inner().saving.borrow().unsaved()
    }

    /// The revision of each row that is on the disk.
    pub(super) fn revisions(self) -> Vec<(Key, u64)> {
        self.inner().saving.borrow().revisions()
    }

    /// Who has written on this device, as which copy.
    pub(super) fn own_writers(self) -> Vec<(CopyId, Peer)> {
        let (inner, device) = (self.inner(), self.device());
        let peers = inner.peers.borrow();
        peers.iter().filter(|(_, peer)| peer.device == device).map(|(copy, peer)| (*copy, peer.clone())).collect()
    }

    /// How often everything here was replaced.
    pub fn epoch(self) -> u64 {
        self.inner().saving.borrow().copy().epoch
    }

    /// The device: the first copy of its database.
    pub fn device(self) -> CopyId {
        self.inner().saving.borrow().copy().origin
    }

    /// Random bytes, as many as a number of a sealed file has.
    pub fn random(self) -> [u8; 16] {
        let (one, other) = ((self.host.random)(), (self.host.random)());
        std::array::from_fn(|at| if at < 8 { one[at + 2] } else { other[at - 6] })
    }

    /// The devices that have written what is here, this one first: who wrote there last, and when, by their own clock.
    pub fn copies(self) -> Vec<(Peer, Millis)> {
        let mut devices: SortedMap<CopyId, (Peer, Millis)> = SortedMap::new();
        for peer in self.inner().peers.borrow().values() {
            let known = devices.or_default(peer.device);
            if known.1 <= peer.since {
                *known = (peer.clone(), peer.since);
            }
        }
        let (own, others): (Vec<_>, Vec<_>) =
            devices.into_iter().map(|(_, device)| device).partition(|(peer, _)| self.is_own(peer));
        own.into_iter().chain(others).collect()
    }

    /// Whether somebody who wrote is the person of this device, at this device.
    pub fn is_own(self, writer: &Peer) -> bool {
        writer.device == self.inner().saving.borrow().copy().origin
    }

    /// The records in which several different values stand.
    pub fn contested(self) -> Signal<SortedMap<Key, ()>> {
        self.contested.into()
    }

    /// The cells of a record in which several different values stand, with a dependency on it.
    pub fn conflicts(self, key: Key) -> Vec<Contested> {
        if !self.contested.with(|contested| contested.contains_key(&key)) {
            return Vec::new();
        }
        self.inner().records.read(&[Scope::Record(key)], |_| ());
        self.peek_version(key).contested(key.kind)
    }

    /// The values that were replaced in a record, the latest first, as far back as this browser has kept them.
    pub async fn replaced(self, key: Key) -> Vec<Replaced> {
        let journal = self.inner().journal.borrow().clone();
        match journal {
            Some(journal) => journal.replaced(key).await,
            None => Vec::new(),
        }
    }

    /// Settles cells: each gets the value that the person chose, in the place of all that stand there.
    pub fn settle(self, label: String, chosen: Vec<(Key, String, Value)>) -> Option<StepId> {
        let wrote = self.write_chosen(chosen);
        self.remember(label, wrote, None)
    }

    /// Writes values in the place of all that stand in their cells.
    pub(super) fn write_chosen(self, chosen: Vec<(Key, String, Value)>) -> Vec<Wrote> {
        let mut writes: SortedMap<Key, Vec<Write>> = SortedMap::new();
        for (key, path, value) in chosen {
            let version = self.peek_version(key);
            let replaces = version.standing(key.kind, &path).into_iter().flat_map(SortedMap::keys).copied().collect();
            writes.or_default(key).push(Write::of(path, value, replaces));
        }
        self.write(writes.into_iter().collect())
    }

    /// Shows what is contested, where a row was touched in which something is or was: what stands there may have
    /// changed without the value that is shown.
    pub(super) fn show_contested(self) {
        if let Some(now) = self.inner().saving.borrow_mut().contested_now() {
            self.contested.set(now);
        }
    }

    /// Writes what waits, at once.
    pub fn flush(self) {
        let inner = self.inner();
        let Some(storage) = inner.storage.borrow().clone() else { return };
        if self.is_refused() {
            return;
        }
        if !inner.saving.borrow().can_write() {
            return self.show_save_state();
        }
        let notes = inner.journal.borrow().as_ref().map(|journal| journal.take());
        let transaction = inner.saving.borrow_mut().take_transaction(self.now(), self.host.new_copy(), notes);
        self.show_save_state();
        let Some(transaction) = transaction else { return };
        (self.host.spawn)(Box::pin(async move {
            let result = storage.write(transaction.ids, transaction.step).await;
            self.after_write(transaction.outcome.take(), result);
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

    pub(super) fn is_refused(self) -> bool {
        matches!(self.phase.get_untracked(), Phase::Refused(_) | Phase::Unreadable(_))
    }

    pub(super) fn relabel(self) {
        self.labels.set(self.inner().history.borrow().labels());
    }

    /// Has what waits written at the end of the frame, where there is a storage.
    pub(super) fn save_soon(self) {
        let inner = self.inner();
        if inner.storage.borrow().is_some() && self.has_unsaved() {
            (self.host.after)(FRAME, Box::new(move || self.flush()));
        }
        self.show_save_state();
    }

    pub(super) fn show_save_state(self) {
        let inner = self.inner();
        let keeps = inner.storage.borrow().is_some();
        let state = inner.saving.borrow().state();
        // Without a storage nothing is ever saved, and nothing says that it is about to be.
        if (keeps || matches!(state, SaveState::Failed(_) | SaveState::Gone)) && self.saved.get_untracked() != state {
            self.saved.set(state);
        }
    }

    fn after_write(self, committed: Committed, result: Result<Option<u64>, StorageError>) {
        let inner = self.inner();
        if committed.is_replaced {
            return (self.host.reload)();
        }
        match (result, &committed.newer) {
            (Ok(Some(revision)), _) => {
                let shown = inner.saving.borrow_mut().written(committed, revision, self.now());
                inner.journal.borrow().iter().for_each(|journal| journal.written());
                self.take_in_shown(shown);
                self.flush();
            }
            (Ok(None), Some(newer)) => {
                let reason = newer.to_string();
                inner.saving.borrow_mut().failed(reason.clone());
                self.show_save_state();
                self.refuse(Phase::Refused(reason));
            }
            (result, _) => {
                if matches!(result, Err(StorageError::Lost)) {
                    inner.journal.borrow().iter().for_each(|journal| journal.look_after_loss());
                }
                let reason = result.err().map_or_else(|| failure::storage_failed(""), |error| error.to_string());
                let wait = inner.saving.borrow_mut().failed(reason);
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
}

/// What a change of a row writes into its cells, of a person who sees `version`.
pub(super) fn writes_of(version: &Version, delta: &Delta) -> Vec<Write> {
    let Some(after) = &delta.after else { return Vec::new() };
    let kind = delta.key.kind;
    let write = |(path, value): (String, Value)| {
        let replaces = version.replaced_by_who_sees_it(kind, &path);
        Write::of(path, value, replaces)
    };
    let before = version.cells();
    let cells = cell::cells(kind, &after.fields(), &before);
    let mut changed = cell::changes(kind, &before, &cells);
    if delta.before.as_ref().map(|before| &before.deleted) != Some(&after.deleted) {
        let life = after.deleted.as_ref().map_or(Value::Bool(true), deletion_value);
        changed.push((LIFE.into(), life));
    }
    if after.sample != delta.before.as_ref().is_some_and(|before| before.sample) {
        changed.push((SAMPLE.into(), Value::Bool(after.sample)));
    }
    changed.into_iter().map(write).collect()
}
