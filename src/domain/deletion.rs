//! Deleting and bringing back: what falls with a record, what loses its reference to it, and what comes back together.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use uuid::Uuid;

use super::{
    Key, Kind, Millis, Order, Record, Records, Stored,
    change::{Change, Deltas, Edit, write},
    field::Input,
    json::Fields,
};

/// A deletion: what fell in it comes back with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deletion {
    /// When it was.
    pub at: Millis,
    /// The record that was deleted; the others fell with it. Nil where an older version did not note it.
    pub of: Uuid,
    /// Who referred to this record and lost the reference; it comes back with the record.
    pub held: Vec<Held>,
}

/// A reference that was cleared because its target was deleted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The record that referred.
    pub by: Key,
    /// Through which field.
    pub field: String,
}

impl Deletion {
    /// Whether two records fell in the same deletion.
    pub fn is_same(&self, other: &Self) -> bool {
        (self.at, self.of) == (other.at, other.of)
    }

    /// The held references as the database keeps them: `people/…/manager`, several parted by commas.
    pub fn held_text(&self) -> String {
        let text = |held: &Held| format!("{}/{}/{}", held.by.kind.plural(), held.by.id, held.field);
        self.held.iter().map(text).collect::<Vec<_>>().join(",")
    }

    /// Reads held references as [`Deletion::held_text`] writes them; what is none is left out.
    pub fn read_held(text: &str) -> Vec<Held> {
        let read = |text: &str| {
            let (kind, rest) = text.split_once('/')?;
            let (id, field) = rest.split_once('/')?;
            let by = Key { kind: Kind::from_plural(kind)?, id: Uuid::parse_str(id).ok()? };
            Some(Held { by, field: field.to_owned() })
        };
        text.split(',').filter_map(read).collect()
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
        let Some(deletion) = &row.deleted else { continue };
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

/// Brings one record back, and the references to it.
pub(super) fn bring_back(records: &mut Records, diff: &mut Deltas, key: Key) {
    let Some(row) = records.stored(key).cloned() else { return };
    write(records, diff, Stored { deleted: None, ..row.clone() });
    for held in row.deleted.into_iter().flat_map(|deletion| deletion.held) {
        refer_again(records, diff, &held, key.id);
    }
}

/// Gives a record its reference back, unless it refers to another by now.
fn refer_again(records: &mut Records, diff: &mut Deltas, held: &Held, to: Uuid) {
    let Some(row) = records.stored(held.by).filter(|row| row.deleted.is_none()).cloned() else { return };
    let Some(field) = held.by.kind.fields().iter().find(|field| field.key == held.field) else { return };
    let mut fields = row.record.to_value();
    let id = Value::String(to.to_string());
    match (field.input, fields.get_mut(field.key)) {
        (Input::Links(_), Some(Value::Array(ids))) if !ids.contains(&id) => ids.push(id),
        (Input::Links(_), None) => drop(fields.insert(field.key.to_owned(), vec![id].into())),
        (Input::Link(_), None) => drop(fields.insert(field.key.to_owned(), id)),
        _ => return,
    }
    if let Ok(record) = Record::from_value(held.by.kind, fields) {
        write(records, diff, Stored { record, ..row });
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
/// along, and every other reference is cleared and held, so that it comes back with its target.
pub(super) fn delete(records: &mut Records, diff: &mut Deltas, keys: Vec<Key>, now: Millis) {
    let Some(first) = keys.first() else { return };
    let of = first.id;
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
    let mut held: BTreeMap<Uuid, Vec<Held>> = BTreeMap::new();
    for (key, _, fields) in live.iter().filter(|(key, ..)| !doomed.contains(&key.id)) {
        for (field, id) in references(key.kind, fields).into_iter().filter(|(_, id)| doomed.contains(id)) {
            held.entry(id).or_default().push(Held { by: *key, field: field.to_owned() });
        }
    }
    for (key, _, fields) in live {
        if doomed.contains(&key.id) {
            if let Some(row) = records.stored(key).cloned() {
                let deletion = Deletion { at: now, of, held: held.remove(&key.id).unwrap_or_default() };
                write(records, diff, Stored { deleted: Some(deletion), ..row });
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

/// The change that takes the sample out again: all its records but those that one's own refer to. `label` is what undo
/// is called.
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
    use crate::domain::{
        Account, Entity, Id, Meeting, Person, Relationship, Snooze, Teammate, apply, choice::Level, replay,
    };

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
    fn held_references_are_read_as_they_are_written() {
        let by = Key::from(id::<Person>(3));
        let held = vec![Held { by, field: "manager".into() }, Held { by, field: "roles".into() }];
        let deletion = Deletion { at: 1, of: Uuid::nil(), held };
        assert_eq!(Deletion::read_held(&deletion.held_text()), deletion.held);
        assert_eq!(Deletion::read_held("nonsense,people/x/manager,"), []);
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
        let unnoted = Deletion { at: 7, of: Uuid::nil(), held: Vec::new() };
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
