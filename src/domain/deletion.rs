//! Deleting and bringing back: what falls with a record, what loses its reference to it, and what comes back together.

use std::collections::HashSet;

use serde_json::Value;
use uuid::Uuid;

use super::{
    Key, Kind, Millis, Order, Record, Records, Stored,
    change::{Change, Deltas, Edit, write},
    field::{Field, Input},
    json::Fields,
};

/// A deletion: what fell in it comes back with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// When it was.
    pub at: Millis,
    /// The record that was deleted; the others fell with it. Nil where an older version did not note it.
    pub of: Uuid,
    /// An addition that was taken back: it is nowhere listed, and comes back only when it is done again.
    pub taken_back: bool,
}

impl Deletion {
    /// Whether two records fell in the same deletion.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.at, self.of) == (other.at, other.of)
    }
}

/// Records that fell in one deletion, and come back in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Fallen {
    /// The deletion.
    pub deletion: Deletion,
    /// The record that was deleted, or one that fell with it where that is gone.
    pub key: Key,
    /// Its name.
    pub name: Option<String>,
    /// How many records fell, itself included.
    pub count: usize,
}

/// The deletions that can be taken back, the latest first.
pub fn deletions(records: &Records) -> Vec<Fallen> {
    let mut all: Vec<Fallen> = Vec::new();
    for (key, row) in records.rows() {
        let Some(deletion) = row.deleted.as_ref().filter(|deletion| !deletion.taken_back) else { continue };
        match all.iter_mut().find(|fallen| fallen.deletion.is_same(deletion)) {
            Some(fallen) => {
                fallen.count += 1;
                let stands_for_all = key.id == deletion.of || (deletion.of.is_nil() && key.kind == Kind::Account);
                if stands_for_all {
                    (fallen.key, fallen.name) = (*key, row.record.name());
                }
            }
            None => {
                let (deletion, name) = (deletion.clone(), row.record.name());
                all.push(Fallen { deletion, key: *key, name, count: 1 });
            }
        }
    }
    all.order_by_key(|fallen| std::cmp::Reverse(fallen.deletion.at));
    all
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

fn uuid_of(value: &Value) -> Option<Uuid> {
    value.as_str().and_then(|text| Uuid::parse_str(text).ok())
}

/// Brings a deleted record back with what fell with it.
pub(super) fn restore(records: &mut Records, diff: &mut Deltas, key: Key) {
    let Some(deletion) = records.stored(key).and_then(|stored| stored.deleted.clone()) else { return };
    let fell_with = |row: &Stored| row.deleted.as_ref().is_some_and(|other| other.is_same(&deletion));
    let together: Vec<_> = records.rows().filter(|(_, row)| fell_with(row)).map(|(_, row)| row.clone()).collect();
    for row in together {
        bring_back(records, diff, row.key());
    }
    // What they stand on may have been deleted later: without it they would be nowhere.
    while let Some(missing) = missing_ground(records) {
        bring_back(records, diff, missing);
    }
}

/// Brings one record back.
pub(super) fn bring_back(records: &mut Records, diff: &mut Deltas, key: Key) {
    if let Some(row) = records.stored(key).cloned() {
        write(records, diff, Stored { deleted: None, ..row });
    }
}

/// A deleted record on which a live one stands: its account, or what a field of it requires.
fn missing_ground(records: &Records) -> Option<Key> {
    let deleted: Vec<Key> = records.rows().filter(|(_, row)| row.deleted.is_some()).map(|(key, _)| *key).collect();
    if deleted.is_empty() {
        return None;
    }
    records.live().find_map(|(key, row)| {
        ground(*key, row).into_iter().find_map(|id| deleted.iter().find(|deleted| deleted.id == id).copied())
    })
}

/// The deleted accounts to which live records belong: one tab deleted them while another added something.
pub fn deleted_with_children(records: &Records) -> Vec<Key> {
    let is_deleted_account = |(key, row): &(&Key, &Stored)| key.kind == Kind::Account && row.deleted.is_some();
    let has_children =
        |key: &Key| records.live().any(|(_, row)| row.record.account_id().is_some_and(|id| id.0 == key.id));
    records.rows().filter(is_deleted_account).map(|(key, _)| *key).filter(has_children).collect()
}

/// Deletes `keys`: an account takes its records along, and a record without which another makes no sense takes that one
/// along. Every other reference stays, and is held as long as it leads nowhere.
pub(super) fn delete(records: &mut Records, diff: &mut Deltas, keys: Vec<Key>, now: Millis) {
    let Some(first) = keys.first() else { return };
    let of = first.id;
    let mut doomed: HashSet<Uuid> = keys.iter().map(|key| key.id).collect();
    let live: Vec<(Key, Vec<Uuid>)> = records.live().map(|(key, row)| (*key, ground(*key, row))).collect();
    loop {
        let before = doomed.len();
        for (key, ground) in &live {
            if ground.iter().any(|id| doomed.contains(id)) {
                doomed.insert(key.id);
            }
        }
        if doomed.len() == before {
            break;
        }
    }
    for (key, _) in live.into_iter().filter(|(key, _)| doomed.contains(&key.id)) {
        if let Some(row) = records.stored(key).cloned() {
            let deletion = Deletion { at: now, of, taken_back: false };
            write(records, diff, Stored { deleted: Some(deletion), ..row });
        }
    }
}

/// What a record cannot be without: its account, and what a field of it requires.
fn ground(key: Key, row: &Stored) -> Vec<Uuid> {
    let account = row.record.account_id().map(|account| account.0).filter(|account| *account != key.id);
    let required =
        kind_links(key.kind).filter(|field| stands_on(field)).filter_map(|field| uuid_of(&row.record.value(field.key)));
    account.into_iter().chain(required).collect()
}

/// Whether a record makes no sense without what this field refers to.
fn stands_on(field: &Field) -> bool {
    field.required || field.input == Input::Anything
}

/// The fields of a kind that refer to other records.
fn kind_links(kind: Kind) -> impl Iterator<Item = &'static Field> {
    kind.fields().iter().filter(|field| matches!(field.input, Input::Link(_) | Input::Links(_) | Input::Anything))
}

impl Stored {
    /// The fields of the record as they are, with the links that lead to what does not live.
    pub fn fields(&self) -> Fields {
        let mut fields = self.record.to_value();
        for (key, held) in &self.held {
            match (fields.get_mut(key), held) {
                // Who was chosen anew stands beside those who are held.
                (Some(Value::Array(ids)), Value::Array(held)) => {
                    ids.extend(held.iter().filter(|id| !ids.contains(id)).cloned().collect::<Vec<_>>());
                }
                (Some(_), _) => {}
                (None, held) => drop(fields.insert(key.clone(), held.clone())),
            }
        }
        fields
    }

    /// The row with the links alone that lead somewhere: what colleagues get.
    pub fn without_held_links(&self) -> Self {
        Self { held: Fields::new(), ..self.clone() }
    }

    /// The row with only those links in its record that lead to what lives, the others held, and so are client wordings
    /// that are not settled. What a record cannot be without stays where it is.
    fn holding(&self, records: &Records) -> Option<Self> {
        let is_gone = |id: &Value| uuid_of(id).is_some_and(|id| !records.lives(id));
        let links = || kind_links(self.record.kind()).filter(|field| !stands_on(field));
        let leads_nowhere = |field: &Field| match self.record.value(field.key) {
            Value::Array(ids) => ids.iter().any(is_gone),
            id => is_gone(&id),
        };
        if self.held.is_empty() && self.unsettled.is_empty() && !links().any(leads_nowhere) {
            return None;
        }
        let (mut fields, mut held) = (self.fields(), Fields::new());
        for field in links() {
            match fields.get_mut(field.key) {
                Some(Value::Array(ids)) => {
                    let (gone, there): (Vec<Value>, Vec<Value>) = std::mem::take(ids).into_iter().partition(is_gone);
                    *ids = there;
                    if !gone.is_empty() {
                        held.insert(field.key.to_owned(), Value::Array(gone));
                    }
                }
                Some(id) if is_gone(id) => {
                    held.extend(fields.shift_remove(field.key).map(|id| (field.key.to_owned(), id)));
                }
                _ => {}
            }
        }
        for key in &self.unsettled {
            held.extend(fields.shift_remove(*key).map(|wording| ((*key).to_owned(), wording)));
        }
        let record = Record::from_value(self.record.kind(), fields).ok()?;
        Some(Self { record, held, ..self.clone() })
    }
}

/// Holds the links that lead to what does not live any more, and gives those back whose targets live again. `diff` is
/// what has changed; it gets the rows that change with it.
pub fn hold_links(records: &mut Records, diff: &mut Deltas) {
    let lived = |row: &Option<Stored>| row.as_ref().is_some_and(|row| row.deleted.is_none());
    let mut concerned: Vec<Key> = diff.keys().copied().collect();
    let mut died = HashSet::new();
    for (key, delta) in diff.iter() {
        match (lived(&delta.before), lived(&delta.after)) {
            (true, false) => drop(died.insert(key.id)),
            (false, true) => concerned.extend(records.holding().copied()),
            _ => {}
        }
    }
    if !died.is_empty() {
        concerned.extend(records.rows().filter(|(key, row)| refers_to(key.kind, row, &died)).map(|(key, _)| *key));
    }
    for key in concerned {
        let Some(row) = records.stored(key) else { continue };
        if let Some(holding) = row.holding(records).filter(|holding| holding != row) {
            write(records, diff, holding);
        }
    }
}

fn refers_to(kind: Kind, row: &Stored, ids: &HashSet<Uuid>) -> bool {
    let is_one = |id: &Value| uuid_of(id).is_some_and(|id| ids.contains(&id));
    kind_links(kind).any(|field| match row.record.value(field.key) {
        Value::Array(held) => held.iter().any(is_one),
        id => is_one(&id),
    })
}

/// Holds every link that leads nowhere, of records that were read.
pub fn hold_all_links(records: &mut Records) {
    let keys: Vec<Key> = records.rows().map(|(key, _)| *key).collect();
    for key in keys {
        if let Some(holding) = records.stored(key).and_then(|row| row.holding(records)) {
            records.set(key, Some(holding));
        }
    }
}

/// The change that takes the sample out again: all its records but those that one's own refer to. `label` is what undo
/// is called.
pub fn remove_sample(records: &Records, label: String) -> Change {
    let rows: Vec<(Key, bool, Option<Uuid>, Fields)> = records
        .live()
        .map(|(key, row)| (*key, row.sample, row.record.account_id().map(|account| account.0), row.fields()))
        .collect();
    let mut kept: HashSet<Uuid> = rows.iter().filter(|(_, sample, ..)| !sample).map(|(key, ..)| key.id).collect();
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
    use crate::domain::{Account, Entity, Id, Meeting, Person, Relationship, Snooze, Teammate, apply, choice::Level};

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn take_back(records: &mut Records, diff: &crate::domain::Diff) {
        diff.deltas.iter().for_each(|delta| records.set(delta.key, delta.before.clone()));
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
    fn deleting_a_person_takes_their_relationships_and_nobody_reports_to_them() {
        let mut records = world();
        let before = records.clone();
        let diff = apply(&mut records, Change::delete("deleted", id::<Person>(2)), 7);
        assert!(records.get(id::<Person>(2)).is_none());
        assert!(records.get(id::<Relationship>(5)).is_none());
        assert_eq!(records.get(id::<Person>(3)).and_then(|person| person.manager), None);
        take_back(&mut records, &diff);
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
        take_back(&mut records, &diff);
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

    /// A meeting with both people of the world.
    fn meeting() -> Meeting {
        Meeting { id: id(8), account: id(1), people: vec![id(2), id(3)], ..Meeting::default() }
    }

    #[test]
    fn an_account_that_comes_back_as_ground_or_alone_is_a_parent_again() {
        let part = Account { id: id(30), parent: Some(id(1)), ..Account::default() };
        for edit in [Edit::Restore(id::<Person>(3).into()), Edit::RestoreAlone(id::<Account>(1).into())] {
            let mut records = world();
            apply(&mut records, Change::put("added", part.clone()), 1);
            apply(&mut records, Change::delete("deleted", id::<Person>(3)), 2);
            apply(&mut records, Change::delete("deleted", id::<Account>(1)), 3);
            assert_eq!(records.get(part.id).and_then(|part| part.parent), None);
            apply(&mut records, Change::new("back", vec![edit]), 4);
            assert_eq!(records.get(part.id).and_then(|part| part.parent), Some(id(1)));
        }
    }

    #[test]
    fn who_referred_to_what_was_deleted_refers_to_it_again_unless_it_was_changed() {
        let (mut records, meeting) = (world(), meeting());
        let reports = |number| Person { id: id(number), account: id(1), manager: Some(id(2)), ..Person::default() };
        for record in [meeting.into_record(), reports(20).into_record(), reports(21).into_record()] {
            apply(&mut records, Change::new("added", vec![Edit::Put(record)]), 1);
        }
        let before = records.clone();
        apply(&mut records, Change::delete("deleted", id::<Person>(2)), 7);
        let manager = |records: &Records, number| records.get(id::<Person>(number)).and_then(|person| person.manager);
        assert_eq!(manager(&records, 3), None);
        let mut same = records.clone();
        apply(&mut same, Change::new("restored", vec![Edit::Restore(id::<Person>(2).into())]), 9);
        assert_eq!(manager(&same, 3), Some(id(2)));
        let live = |records: &Records| records.live().map(|(key, _)| *key).collect::<Vec<_>>();
        assert_eq!(live(&same), live(&before));
        let people = same.get(id::<Meeting>(8)).map(|meeting| meeting.people.len());
        assert_eq!(people, Some(2));
        apply(&mut records, Change::put("moved", Person { manager: Some(id(3)), ..reports(20) }), 8);
        apply(&mut records, Change::new("restored", vec![Edit::Restore(id::<Person>(2).into())]), 9);
        assert_eq!((manager(&records, 20), manager(&records, 21)), (Some(id(3)), Some(id(2))));
    }

    #[test]
    fn two_deletions_of_one_moment_are_two() {
        let mut records = world();
        apply(&mut records, Change::delete("deleted", id::<Person>(3)), 7);
        apply(&mut records, Change::delete("deleted", id::<Person>(2)), 7);
        let fallen: Vec<_> =
            deletions(&records).into_iter().map(|fallen| (fallen.key.id, fallen.name, fallen.count)).collect();
        let expected = [(2, "Person 2", 2), (3, "Person 3", 1)];
        assert_eq!(fallen, expected.map(|(id, name, count)| (Uuid::from_u128(id), Some(name.to_owned()), count)));
        apply(&mut records, Change::new("restored", vec![Edit::Restore(id::<Relationship>(5).into())]), 9);
        assert!(records.get(id::<Person>(2)).is_some() && records.get(id::<Person>(3)).is_none());
    }

    #[test]
    fn several_references_lose_only_the_one_that_is_gone() {
        let mut records = world();
        apply(&mut records, Change::put("met", meeting()), 1);
        apply(&mut records, Change::delete("deleted", id::<Person>(3)), 2);
        let left = records.get(id::<Meeting>(8)).map(|meeting| meeting.people.clone());
        assert_eq!(left, Some(vec![id(2)]));
    }

    #[test]
    fn a_deletion_of_an_older_version_is_named_after_the_account_that_fell_in_it() {
        let mut records = world();
        apply(&mut records, Change::delete("deleted", id::<Account>(1)), 7);
        let unnoted = Deletion { at: 7, of: Uuid::nil(), taken_back: false };
        let rows: Vec<Stored> = records.rows().map(|(_, row)| row.clone()).collect();
        let older: Records =
            rows.into_iter().map(|row| Stored { deleted: row.deleted.map(|_| unnoted.clone()), ..row }).collect();
        let fallen = deletions(&older);
        assert_eq!(
            fallen.iter().map(|fallen| (fallen.key.kind, fallen.count)).collect::<Vec<_>>(),
            [(Kind::Account, 4)]
        );
    }

    #[test]
    fn a_list_of_references_has_each_of_them_back_once_even_where_it_was_emptied() {
        let mut records = world();
        let meeting = |people: &[u128]| Meeting {
            id: id(7),
            account: id(1),
            people: people.iter().map(|number| id(*number)).collect(),
            ..Meeting::default()
        };
        for (attend, added, back) in [(&[3][..], None, &[3][..]), (&[2, 3], Some(3), &[2, 3])] {
            apply(&mut records, Change::put("met", meeting(attend)), 1);
            apply(&mut records, Change::delete("deleted", id::<Person>(3)), 2);
            if let Some(number) = added {
                // Another copy may hold the reference still.
                let mut known = records.get(id::<Meeting>(7)).cloned().unwrap_or_default();
                known.people.push(id(number));
                apply(&mut records, Change::put("met", known), 3);
            }
            let key = Key { kind: Kind::Person, id: Uuid::from_u128(3) };
            apply(&mut records, Change::new("restored", vec![crate::domain::Edit::Restore(key)]), 4);
            let people = records.get(id::<Meeting>(7)).map(|meeting| meeting.people.clone()).unwrap_or_default();
            let expected: Vec<Id<Person>> = back.iter().map(|number| id(*number)).collect();
            assert_eq!(people, expected);
        }
    }

    #[test]
    fn an_account_that_was_deleted_under_live_records_is_named() {
        let mut records = world();
        assert_eq!(deleted_with_children(&records), []);
        apply(&mut records, Change::delete("deleted", id::<Account>(1)), 7);
        assert_eq!(deleted_with_children(&records), []);
        let added = Person { id: id(9), account: id(1), name: "New".into(), ..Person::default() };
        records.set(Key { kind: Kind::Person, id: Uuid::from_u128(9) }, Some(Stored::own(added.into_record())));
        assert_eq!(deleted_with_children(&records), [Key { kind: Kind::Account, id: Uuid::from_u128(1) }]);
    }
}
