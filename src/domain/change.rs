//! The one write path: a [`Change`] is applied to the records and yields a [`Diff`] that can be turned round.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::{Entity, Key, Kind, Record, Records, Stored, field::Input, json::Fields, merge::merge, records::Millis};

/// One step of a change.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Adds the record or replaces the one with its id.
    Put(Record),
    /// The same, marked as part of the sample.
    PutSample(Record),
    /// Deletes these records, what cannot stand without them, and every reference to them.
    Delete(Vec<Key>),
    /// Brings a deleted record back, with all that was deleted in the same step.
    Restore(Key),
    /// Brings a deleted record back, and nothing that was deleted with it.
    RestoreAlone(Key),
    /// Forgets a deleted record for good.
    Purge(Key),
}

/// What a person did, as one step of undo.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What undo is called: “moved the due date”.
    pub label: String,
    /// The steps, in order.
    pub edits: Vec<Edit>,
}

impl Change {
    /// A change of several steps.
    pub fn new(label: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { label: label.into(), edits }
    }

    /// A change that puts one record.
    pub fn put(label: impl Into<String>, record: impl Entity) -> Self {
        Self::new(label, vec![Edit::Put(record.into_record())])
    }

    /// A change that deletes one record.
    pub fn delete(label: impl Into<String>, key: impl Into<Key>) -> Self {
        Self::new(label, vec![Edit::Delete(vec![key.into()])])
    }
}

/// One row before and after.
#[derive(Clone, Debug, PartialEq)]
pub struct Delta {
    /// Which.
    pub key: Key,
    /// The row before; `None` where there was none.
    pub before: Option<Stored>,
    /// The row after; `None` where it is gone.
    pub after: Option<Stored>,
}

/// What a change did.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// The change's label.
    pub label: String,
    /// The rows it touched, each once.
    pub deltas: Vec<Delta>,
}

impl Diff {
    /// The diff that takes this one back.
    pub fn inverse(&self) -> Self {
        let turned = |delta: &Delta| Delta { key: delta.key, before: delta.after.clone(), after: delta.before.clone() };
        Self { label: self.label.clone(), deltas: self.deltas.iter().rev().map(turned).collect() }
    }

    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.deltas.is_empty()
    }

    /// This diff followed by `next`, as one.
    pub fn then(mut self, next: Self) -> Self {
        for delta in next.deltas {
            match self.deltas.iter_mut().find(|earlier| earlier.key == delta.key) {
                Some(earlier) => earlier.after = delta.after,
                None => self.deltas.push(delta),
            }
        }
        self.deltas.retain(|delta| delta.before != delta.after);
        self
    }
}

/// Applies `change` and tells what it did. `now` is the time that deleted records carry.
pub fn apply(records: &mut Records, change: Change, now: Millis) -> Diff {
    let mut diff = Deltas::new();
    for edit in change.edits {
        match edit {
            // A record without an id is none: it was deleted under the hand that edits it.
            Edit::Put(record) if record.uuid().is_nil() => {}
            Edit::Put(record) => {
                let sample = records.stored(key_of(&record)).is_some_and(|stored| stored.sample);
                write(records, &mut diff, Stored { record, sample, deleted: None });
            }
            Edit::PutSample(record) => write(records, &mut diff, Stored { record, sample: true, deleted: None }),
            Edit::Delete(keys) => delete(records, &mut diff, keys, now),
            Edit::Restore(key) => restore(records, &mut diff, key),
            Edit::RestoreAlone(key) => {
                if let Some(row) = records.stored(key).cloned() {
                    write(records, &mut diff, Stored { deleted: None, ..row });
                }
            }
            Edit::Purge(key) => set(records, &mut diff, key, None),
        }
    }
    let deltas = diff.into_values().filter(|delta| delta.before != delta.after).collect();
    Diff { label: change.label, deltas }
}

/// Applies a diff that was made before, field by field, so that what changed since is kept.
///
/// Returns what was done, and what was left alone because it has changed since.
pub fn replay(records: &mut Records, diff: &Diff) -> (Diff, Vec<LeftAlone>) {
    let mut done = Deltas::new();
    let mut left_alone = Vec::new();
    for delta in &diff.deltas {
        let current = records.stored(delta.key).cloned();
        if current == delta.before {
            set(records, &mut done, delta.key, delta.after.clone());
            continue;
        }
        match (&delta.before, &delta.after, current) {
            (Some(before), Some(after), Some(current)) if before.deleted == after.deleted => {
                let merged = merge(&before.record.to_value(), &after.record.to_value(), &current.record.to_value());
                let field = |field: &String| LeftAlone { kind: delta.key.kind, field: Some(field.clone()) };
                left_alone.extend(merged.conflicts.iter().map(field));
                if let Ok(record) = Record::from_value(delta.key.kind, merged.fields) {
                    set(records, &mut done, delta.key, Some(Stored { record, ..current }));
                }
            }
            _ => left_alone.push(LeftAlone { kind: delta.key.kind, field: None }),
        }
    }
    (Diff { label: diff.label.clone(), deltas: done.into_values().collect() }, left_alone)
}

/// What undo has left alone because it has changed since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftAlone {
    /// The kind of the record.
    pub kind: Kind,
    /// The key of the field; `None` for the record as a whole.
    pub field: Option<String>,
}

/// The fields through which `record` refers to other records, with whom.
pub fn references(kind: Kind, fields: &Fields) -> Vec<(&'static str, Uuid)> {
    let mut found = Vec::new();
    for field in kind.fields() {
        let value = fields.get(field.key);
        match field.input {
            Input::Link(_) | Input::Anything => found.extend(value.and_then(uuid_of).map(|id| (field.key, id))),
            Input::Links(_) => {
                let ids = value.and_then(Value::as_array).into_iter().flatten();
                found.extend(ids.filter_map(uuid_of).map(|id| (field.key, id)));
            }
            _ => {}
        }
    }
    found
}

/// The rows that a change has touched so far.
type Deltas = BTreeMap<Key, Delta>;

fn uuid_of(value: &Value) -> Option<Uuid> {
    value.as_str().and_then(|text| Uuid::parse_str(text).ok())
}

fn key_of(record: &Record) -> Key {
    Key { kind: record.kind(), id: record.uuid() }
}

fn write(records: &mut Records, diff: &mut Deltas, row: Stored) {
    set(records, diff, row.key(), Some(row));
}

fn set(records: &mut Records, diff: &mut Deltas, key: Key, row: Option<Stored>) {
    let before = records.stored(key).cloned();
    diff.entry(key).or_insert(Delta { key, before, after: None }).after.clone_from(&row);
    records.set(key, row);
}

fn restore(records: &mut Records, diff: &mut Deltas, key: Key) {
    let Some(moment) = records.stored(key).and_then(|stored| stored.deleted) else { return };
    let together: Vec<_> =
        records.rows().filter(|(_, row)| row.deleted == Some(moment)).map(|(_, row)| row.clone()).collect();
    for row in together {
        write(records, diff, Stored { deleted: None, ..row });
    }
    // What they stand on may have been deleted later: without it they would be nowhere.
    while let Some(missing) = missing_ground(records) {
        if let Some(row) = records.stored(missing).cloned() {
            write(records, diff, Stored { deleted: None, ..row });
        }
    }
}

/// A deleted record on which a live one stands: its account, or what a field of it requires.
fn missing_ground(records: &Records) -> Option<Key> {
    let deleted: BTreeMap<Uuid, Key> =
        records.rows().filter(|(_, row)| row.deleted.is_some()).map(|(key, _)| (key.id, *key)).collect();
    if deleted.is_empty() {
        return None;
    }
    records.live().find_map(|(key, row)| {
        let account = row.record.account_id().map(|account| account.0);
        let required = references(key.kind, &row.record.to_value()).into_iter();
        let ground = required.filter(|(field, _)| stands_on(key.kind, field)).map(|(_, id)| id);
        account.into_iter().chain(ground).find_map(|id| deleted.get(&id).copied())
    })
}

/// The deleted accounts to which live records belong: one tab deleted them while another added something.
pub fn deleted_with_children(records: &Records) -> Vec<Key> {
    let owners: BTreeSet<Uuid> =
        records.live().filter_map(|(_, row)| row.record.account_id()).map(|account| account.0).collect();
    let accounts = owners.into_iter().map(|id| Key { kind: Kind::Account, id });
    accounts.filter(|key| records.stored(*key).is_some_and(|row| row.deleted.is_some())).collect()
}

/// Deletes `keys`: an account takes its records along, a record without which another makes no sense takes that one
/// along, and every other reference is cleared.
fn delete(records: &mut Records, diff: &mut Deltas, keys: Vec<Key>, now: Millis) {
    let mut doomed: BTreeSet<Uuid> = keys.iter().map(|key| key.id).collect();
    let live: Vec<(Key, Option<Uuid>, Fields)> = records
        .live()
        .map(|(key, row)| (*key, row.record.account_id().map(|account| account.0), row.record.to_value()))
        .collect();
    loop {
        let before = doomed.len();
        for (key, account, fields) in &live {
            let falls_with = |(field, id): &(&str, Uuid)| doomed.contains(id) && stands_on(key.kind, field);
            if account.is_some_and(|account| doomed.contains(&account))
                || references(key.kind, fields).iter().any(falls_with)
            {
                doomed.insert(key.id);
            }
        }
        if doomed.len() == before {
            break;
        }
    }
    for (key, _, fields) in live {
        if doomed.contains(&key.id) {
            if let Some(row) = records.stored(key).cloned() {
                write(records, diff, Stored { deleted: Some(now), ..row });
            }
        } else if references(key.kind, &fields).iter().any(|(_, id)| doomed.contains(id)) {
            let cleared = without(key.kind, fields, &doomed);
            if let (Ok(record), Some(row)) = (Record::from_value(key.kind, cleared), records.stored(key).cloned()) {
                write(records, diff, Stored { record, ..row });
            }
        }
    }
}

/// Whether a record makes no sense without what this field refers to.
fn stands_on(kind: Kind, field: &str) -> bool {
    let field = kind.fields().iter().find(|candidate| candidate.key == field);
    field.is_some_and(|field| field.required || field.input == Input::Anything)
}

fn without(kind: Kind, mut fields: Fields, doomed: &BTreeSet<Uuid>) -> Fields {
    let gone = |value: &Value| uuid_of(value).is_some_and(|id| doomed.contains(&id));
    for field in kind.fields() {
        match field.input {
            Input::Link(_) if fields.get(field.key).is_some_and(gone) => drop(fields.shift_remove(field.key)),
            Input::Links(_) => {
                if let Some(ids) = fields.get_mut(field.key).and_then(Value::as_array_mut) {
                    ids.retain(|id| !gone(id));
                }
            }
            _ => {}
        }
    }
    fields
}

/// The change that takes the sample out again: all its records but those that one's own refer to. `label` is what undo is called.
pub fn remove_sample(records: &Records, label: String) -> Change {
    let rows: Vec<(Key, bool, Option<Uuid>, Fields)> = records
        .live()
        .map(|(key, row)| (*key, row.sample, row.record.account_id().map(|account| account.0), row.record.to_value()))
        .collect();
    let mut kept: BTreeSet<Uuid> = rows.iter().filter(|(_, sample, ..)| !sample).map(|(key, ..)| key.id).collect();
    loop {
        let before = kept.len();
        let reached: Vec<_> = rows.iter().filter(|(key, ..)| kept.contains(&key.id)).collect();
        for (key, _, account, fields) in reached {
            kept.extend(references(key.kind, fields).iter().map(|(_, id)| *id));
            kept.extend(account);
        }
        if kept.len() == before {
            break;
        }
    }
    let doomed = rows.iter().filter(|(key, sample, ..)| *sample && !kept.contains(&key.id)).map(|(key, ..)| *key);
    Change::new(label, vec![Edit::Delete(doomed.collect())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Account, Id, Person, Relationship, Snooze, Teammate, choice::Level};

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn world() -> Records {
        let account = id::<Account>(1);
        let person = |number, manager: Option<u128>| Person {
            id: id(number),
            account,
            name: format!("Person {number}"),
            manager: manager.map(id),
            ..Person::default()
        };
        let tie = Relationship {
            id: id(5),
            account,
            person: id(2),
            teammate: id(4),
            now: Level::Vendor,
            ..Relationship::default()
        };
        Records::from_iter(
            [
                Account { id: account, name: "Aurelia".into(), ..Account::default() }.into_record(),
                person(2, None).into_record(),
                person(3, Some(2)).into_record(),
                Teammate { id: id(4), name: "Maya".into(), ..Teammate::default() }.into_record(),
                tie.into_record(),
            ]
            .map(Stored::own),
        )
    }

    #[test]
    fn deleting_a_person_takes_their_relationships_and_clears_who_reports_to_them() {
        let mut records = world();
        let before = records.clone();
        let diff = apply(&mut records, Change::delete("deleted", id::<Person>(2)), 7);
        assert!(records.get(id::<Person>(2)).is_none());
        assert!(records.get(id::<Relationship>(5)).is_none());
        assert_eq!(records.get(id::<Person>(3)).and_then(|person| person.manager), None);
        replay(&mut records, &diff.inverse());
        assert_eq!(records, before, "undo brings everything back");
    }

    #[test]
    fn what_refers_to_any_kind_of_record_goes_with_it_and_comes_back() {
        let mut records = world();
        let snooze = Snooze { id: id(6), account: id(1), of: Some(id::<Person>(3).0), ..Snooze::default() };
        apply(&mut records, Change::put("snoozed", snooze), 1);
        let before = records.clone();
        let diff = apply(&mut records, Change::delete("deleted", id::<Person>(3)), 7);
        assert!(records.get(id::<Snooze>(6)).is_none());
        replay(&mut records, &diff.inverse());
        assert_eq!(records, before);
    }

    #[test]
    fn restoring_an_account_brings_back_what_went_with_it_and_nothing_else() {
        let mut records = world();
        apply(&mut records, Change::delete("deleted", id::<Person>(3)), 1);
        apply(&mut records, Change::delete("deleted", id::<Account>(1)), 2);
        assert_eq!(records.live().count(), 1, "only the teammate is left");
        apply(&mut records, Change::new("restored", vec![Edit::Restore(id::<Account>(1).into())]), 3);
        assert!(records.get(id::<Person>(2)).is_some());
        assert!(records.get(id::<Person>(3)).is_none(), "deleted on its own before");
    }

    #[test]
    fn what_is_restored_after_its_account_was_deleted_brings_the_account_back_and_nothing_else() {
        let mut records = world();
        apply(&mut records, Change::delete("deleted", id::<Person>(3)), 1);
        apply(&mut records, Change::delete("deleted", id::<Account>(1)), 2);
        apply(&mut records, Change::new("restored", vec![Edit::Restore(id::<Person>(3).into())]), 3);
        assert!(records.get(id::<Person>(3)).is_some() && records.get(id::<Account>(1)).is_some());
        assert!(records.get(id::<Person>(2)).is_none(), "fell with the account, and was not asked for");
        assert!(deleted_with_children(&records).is_empty());
    }

    #[test]
    fn undo_takes_back_its_own_field_and_says_which_has_changed_since() {
        let mut records = world();
        let person = records.get(id::<Person>(2)).cloned().unwrap_or_default();
        let titled = Person { title: "CFO".into(), unit: "Finance".into(), ..person };
        let diff = apply(&mut records, Change::put("wrote", titled.clone()), 0);
        apply(&mut records, Change::put("elsewhere", Person { title: "CEO".into(), ..titled }), 0);
        let (_, left_alone) = replay(&mut records, &diff.inverse());
        let person = records.get(id::<Person>(2)).cloned().unwrap_or_default();
        assert_eq!((person.title.as_str(), person.unit.as_str()), ("CEO", ""));
        assert_eq!(left_alone, [LeftAlone { kind: Kind::Person, field: Some("title".into()) }]);
    }

    #[test]
    fn removing_the_sample_keeps_what_ones_own_records_refer_to() {
        let mut records = Records::from_iter(world().rows().map(|(_, row)| Stored { sample: true, ..row.clone() }));
        let own = Person { id: id(9), account: id(1), name: "Own".into(), manager: Some(id(3)), ..Person::default() };
        apply(&mut records, Change::put("added", own), 0);
        let change = remove_sample(&records, String::new());
        apply(&mut records, change, 5);
        assert!(records.get(id::<Account>(1)).is_some());
        assert!(records.get(id::<Person>(3)).is_some());
        assert!(records.get(id::<Person>(2)).is_some(), "the manager of a manager");
        assert!(records.get(id::<Relationship>(5)).is_none());
        assert!(records.get(id::<Teammate>(4)).is_none());
    }
}
