//! The one write path: a [`Change`] is applied to the records and yields a [`Diff`] that can be turned round.

use std::collections::BTreeMap;

use super::{
    Entity, Key, Kind, Record, Records, Stored,
    deletion::{bring_back, delete, restore},
    merge::{Contested, merge},
    records::Millis,
};

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
            Edit::RestoreAlone(key) => bring_back(records, &mut diff, key),
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
                let [before, after, now] = [before, after, &current].map(|row| row.record.to_value());
                let merged = merge(delta.key.kind, &before, &after, &now);
                let left = |contested: Contested| LeftAlone { kind: delta.key.kind, field: Some(contested.field) };
                left_alone.extend(merged.conflicts.into_iter().map(left));
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

/// The rows that a change has touched so far.
pub(super) type Deltas = BTreeMap<Key, Delta>;

fn key_of(record: &Record) -> Key {
    Key { kind: record.kind(), id: record.uuid() }
}

pub(super) fn write(records: &mut Records, diff: &mut Deltas, row: Stored) {
    set(records, diff, row.key(), Some(row));
}

fn set(records: &mut Records, diff: &mut Deltas, key: Key, row: Option<Stored>) {
    let before = records.stored(key).cloned();
    diff.entry(key).or_insert(Delta { key, before, after: None }).after.clone_from(&row);
    records.set(key, row);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Person};
    use uuid::Uuid;

    #[test]
    fn undo_takes_back_its_own_field_and_says_which_has_changed_since() {
        let id: Id<Person> = Id::new(Uuid::from_u128(2));
        let mut records =
            Records::from_iter([Stored::own(Person { id, name: "Priya".into(), ..Person::default() }.into_record())]);
        let person = records.get(id).cloned().unwrap_or_default();
        let titled = Person { title: "CFO".into(), unit: "Finance".into(), ..person };
        let diff = apply(&mut records, Change::put("wrote", titled.clone()), 0);
        apply(&mut records, Change::put("elsewhere", Person { title: "CEO".into(), ..titled }), 0);
        let (_, left_alone) = replay(&mut records, &diff.inverse());
        let person = records.get(id).cloned().unwrap_or_default();
        assert_eq!((person.title.as_str(), person.unit.as_str()), ("CEO", ""));
        assert_eq!(left_alone, [LeftAlone { kind: Kind::Person, field: Some("title".into()) }]);
    }

    #[test]
    fn two_diffs_of_one_record_are_one_that_leads_from_the_first_state_to_the_last() {
        let id: Id<Person> = Id::new(Uuid::from_u128(2));
        let named = |name: &str| Person { id, name: name.into(), ..Person::default() };
        let mut records = Records::default();
        let added = apply(&mut records, Change::put("added", named("A")), 0);
        let second: Id<Person> = Id::new(Uuid::from_u128(3));
        let renamed = apply(
            &mut records,
            Change::new(
                "renamed",
                vec![
                    Edit::Put(named("B").into_record()),
                    Edit::Put(Person { id: second, ..Person::default() }.into_record()),
                ],
            ),
            0,
        );
        let both = added.clone().then(renamed);
        assert_eq!((both.label.as_str(), both.deltas.len()), ("added", 2));
        replay(&mut records, &both.inverse());
        assert_eq!(records.rows().count(), 0);
        let gone = apply(&mut records, Change::put("added", named("A")), 0);
        let back = gone.inverse();
        assert!(gone.then(back).is_empty(), "what is taken back is nothing");
    }

    #[test]
    fn undo_of_a_deletion_leaves_alone_what_was_brought_back_and_changed_since() {
        let id: Id<Person> = Id::new(Uuid::from_u128(2));
        let person = Person { id, name: "Priya".into(), ..Person::default() };
        let mut records = Records::from_iter([Stored::own(person.clone().into_record())]);
        let gone = apply(&mut records, Change::delete("deleted", id), 5);
        apply(&mut records, Change::put("back", Person { title: "COO".into(), ..person }), 6);
        let (done, left_alone) = replay(&mut records, &gone.inverse());
        assert!(done.is_empty());
        assert_eq!(left_alone, [LeftAlone { kind: Kind::Person, field: None }]);
    }
}
