//! Copies that exchange files: what only one changed comes in, what only the other changed stays, what was deleted
//! stays deleted unless somebody edited it unseen, and only true conflicts ask.

use leptos::prelude::GetUntracked;
use serde_json::Value;

use crate::{
    domain::{Account, Change, Edit, Entity, Key, Person, Records, deletion},
    export::{Scope, json_artifact, json_file},
    import::{FileError, propose},
    replica::{Chance, LIFE, histories},
    schema::{File, Level},
    state::{
        Sight, Store,
        store::FieldEntry,
        tests::{alone, pass, values},
    },
};

const AT: &str = "2026-11-23T08:42:00.000Z";

fn export(store: Store, level: Level) -> String {
    let file = store.with_stamps(store.peek(|records| json_file(records, Scope::Workspace, level, AT)));
    let artifact = store.peek(|records| json_artifact(records, Scope::Workspace, &file));
    String::from_utf8(artifact.bytes).unwrap_or_default()
}

/// Takes a file over as the page does: what has stamps by itself, of the rest all that is new.
fn take(store: Store, text: &str) {
    let file = File::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let meeting = store.meet(&file).unwrap_or_else(|error| panic!("{error}"));
    let proposal = store.peek(|records| propose(records, &file.without_stamped()));
    let change =
        proposal.unwrap_or_else(|error| panic!("{error}")).change(&Records::default(), "x", &Default::default());
    store.take_over(meeting, Vec::new(), change, &Sight::default());
    store.flush();
}

fn set(store: Store, person: &Person, field: &str, value: &str) {
    let key = Key::from(person.id);
    let seen = store.see(key, field);
    let entry = FieldEntry { key, field, seen: &seen, value: value.into(), label: String::new(), stroke: None };
    let done = store.set_field(entry).map(drop);
    assert_eq!(done, Ok(()), "{:?}", store.peek(|records| records.stored(key).cloned()));
    store.flush();
}

/// A copy with an account and a person, and an empty one.
fn two_copies() -> (Store, Store, Person) {
    let (one, other) = (alone(), alone());
    let account = Account { id: one.new_id(), name: "Borealis Rail".into(), ..Account::default() };
    let person = Person {
        id: one.new_id(),
        account: account.id,
        name: "Ana".into(),
        notes: "Plays chess".into(),
        ..Person::default()
    };
    let edits = vec![Edit::Put(account.into_record()), Edit::Put(person.clone().into_record())];
    one.apply(Change::new("added", edits));
    one.flush();
    (one, other, person)
}

#[test]
fn a_colleagues_copy_that_comes_back_undoes_nothing_and_brings_what_only_they_changed() {
    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Team));
    assert_eq!(values(theirs, &person, "notes"), [""], "private notes do not travel");
    for round in 0..3 {
        set(theirs, &person, "title", &format!("COO {round}"));
        set(mine, &person, "unit", &format!("Depots {round}"));
        set(mine, &person, "notes", &format!("Chess {round}"));
        take(mine, &export(theirs, Level::Team));
        take(theirs, &export(mine, Level::Team));
        for store in [mine, theirs] {
            assert_eq!(values(store, &person, "title"), [format!("COO {round}")]);
            assert_eq!(values(store, &person, "unit"), [format!("Depots {round}")]);
        }
        assert_eq!(values(mine, &person, "notes"), [format!("Chess {round}")]);
    }
    assert!(mine.contested().get_untracked().is_empty());
    set(theirs, &person, "title", "CEO");
    set(mine, &person, "title", "Chair");
    take(mine, &export(theirs, Level::Team));
    let mut both = values(mine, &person, "title");
    both.sort_by_key(Value::to_string);
    assert_eq!(both, ["CEO", "Chair"], "only what both changed is asked");
}

#[test]
fn what_was_deleted_stays_deleted_unless_somebody_edited_it_unseen() {
    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Team));
    let old = export(theirs, Level::Team);
    mine.apply(Change::delete("deleted", person.id));
    take(mine, &old);
    assert!(mine.peek(|records| records.get(person.id).is_none()), "an old copy brings nothing back");
    take(theirs, &export(mine, Level::Team));
    assert!(theirs.peek(|records| records.get(person.id).is_none()));
    assert_eq!(mine.peek(deletion::deletions).len(), 1);

    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Full));
    mine.apply(Change::delete("deleted", person.id));
    set(theirs, &person, "title", "COO");
    take(mine, &export(theirs, Level::Team));
    assert_eq!(values(mine, &person, "title"), ["COO"]);
    assert_eq!(values(mine, &person, LIFE).len(), 2, "and one is asked");
}

#[test]
fn what_a_hand_changed_in_a_file_is_a_proposal_and_nothing_of_it_comes_in_by_itself() {
    let (mine, _, person) = two_copies();
    let edited = export(mine, Level::Full).replace("\"Ana\"", "\"Ana Figueiredo\"");
    let file = File::read(edited.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert!(mine.meet(&file).is_ok_and(|meeting| meeting.met.is_empty()));
    let proposal = mine.peek(|records| propose(records, &file.without_stamped()));
    let changed: Vec<Key> =
        proposal.map(|proposal| proposal.changed).unwrap_or_default().iter().map(|c| c.key).collect();
    assert_eq!(changed, [Key::from(person.id)]);
}

#[test]
fn what_another_tab_saves_during_a_preview_stays_or_stands_beside_what_is_taken() {
    let (mine, _, person) = two_copies();
    let sight = mine.sight([Key::from(person.id)].into_iter());
    let from_file = Person { title: "Chair".into(), ..person.clone() };
    set(mine, &person, "title", "COO");
    set(mine, &person, "unit", "Care");
    mine.apply_as_seen_and_tell(Change::put("imported", from_file), &sight);
    mine.flush();
    assert_eq!(values(mine, &person, "unit"), ["Care"], "the file says nothing of it");
    assert_eq!(values(mine, &person, "title"), ["Chair", "COO"]);
    mine.undo();
    assert_eq!(values(mine, &person, "title"), ["COO"]);
}

#[test]
fn what_came_in_is_taken_back_in_one_step() {
    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Team));
    set(theirs, &person, "title", "COO");
    let added = Person { id: theirs.new_id(), name: "Jo".into(), ..person.clone() };
    theirs.apply(Change::put("added", added.clone()));
    theirs.flush();
    take(mine, &export(theirs, Level::Team));
    assert!(mine.peek(|records| records.get(added.id).is_some()));
    mine.undo();
    assert!(mine.peek(|records| records.get(added.id).is_none()));
    assert_eq!(values(mine, &person, "title"), [""]);
    mine.redo();
    mine.flush();
    assert!(mine.peek(|records| records.get(added.id).is_some()));
    assert_eq!(values(mine, &person, "title"), ["COO"]);
}

#[test]
fn what_is_taken_back_comes_in_again_and_nothing_of_it_is_taken_from_who_sent_it() {
    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Team));
    set(mine, &person, "title", "Mine");
    set(theirs, &person, "title", "Theirs");
    set(theirs, &person, "unit", "Theirs");
    let added = Person { id: theirs.new_id(), name: "Jo".into(), ..person.clone() };
    theirs.apply(Change::put("added", added.clone()));
    theirs.flush();
    let file = export(theirs, Level::Team);
    take(mine, &file);
    assert_eq!(values(mine, &person, "title").len(), 2);
    mine.undo();
    mine.flush();
    assert_eq!((values(mine, &person, "title"), values(mine, &person, "unit")), (vec!["Mine".into()], vec!["".into()]));
    assert_eq!(mine.peek(|records| records.stored(added.id.into()).cloned()), None, "as if it had never been here");
    take(theirs, &export(mine, Level::Team));
    assert_eq!(values(theirs, &person, "unit"), ["Theirs"], "what they wrote is theirs");
    assert_eq!(values(theirs, &person, "title").len(), 2);
    assert!(theirs.peek(|records| records.get(added.id).is_some()));
    take(mine, &file);
    assert_eq!((values(mine, &person, "title").len(), values(mine, &person, "unit")), (2, vec!["Theirs".into()]));
    // A record that somebody went on with is left alone.
    set(mine, &person, "region", "North");
    let before = mine.inner().history.borrow().steps().nth(1);
    before.into_iter().for_each(|step| mine.undo_step(step));
    mine.flush();
    assert_eq!(values(mine, &person, "unit"), ["Theirs"]);
    assert_eq!(mine.peek(|records| records.get(added.id).cloned()), None);
}

#[test]
fn a_backup_in_the_place_of_everything_is_the_same_backup_again() {
    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Full));
    set(theirs, &person, "title", "CEO");
    set(mine, &person, "title", "Chair");
    take(mine, &export(theirs, Level::Full));
    let gone = Person { id: mine.new_id(), name: "Jo".into(), manager: Some(person.id), ..person.clone() };
    mine.apply(Change::put("added", gone.clone()));
    mine.apply(Change::delete("deleted", gone.id));
    mine.flush();
    let backup = export(mine, Level::Full);
    let restored = alone();
    let file = File::read(backup.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(futures::executor::block_on(restored.replace_with(&file)), Ok(()));
    assert_eq!(export(restored, Level::Full), backup);
    assert_eq!(values(restored, &person, "title").len(), 2, "what stood beside each other does");
    restored.apply(Change::new("restored", vec![Edit::Restore(gone.id.into())]));
    assert!(restored.peek(|records| records.get(gone.id).is_some()));
}

#[test]
fn a_file_whose_clock_is_more_than_a_year_ahead_is_refused_with_the_place() {
    let (mine, theirs, person) = two_copies();
    take(theirs, &export(mine, Level::Full));
    pass(800);
    set(theirs, &person, "title", "COO");
    let ahead = export(theirs, Level::Full);
    crate::state::tests::pass_back(800);
    let file = File::read(ahead.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    match mine.meet(&file) {
        Err(FileError::Invalid { place, .. }) => assert_eq!(place.0, format!("stamps.{}", person.id)),
        other => panic!("{other:?}"),
    }
}

fn live(records: &Records) -> Vec<(Key, Value)> {
    let mut live: Vec<(Key, Value)> = records.live().map(|(key, row)| (*key, Value::Object(row.fields()))).collect();
    live.sort_by_key(|(key, _)| *key);
    live
}

/// Whatever three people do and exchange, in whatever order: every state exports, every export restores to itself, and
/// at last all three see the same.
#[test]
fn every_state_exports_every_export_restores_and_copies_agree_at_last() {
    for seed in histories(60) {
        let (one, other, person) = two_copies();
        let copies = [one, other, alone()];
        let mut chance = Chance::new(seed);
        let mut files: Vec<String> = vec![export(one, Level::Full)];
        for step in 0..30 {
            let store = copies[chance.index(3)];
            let people: Vec<Person> = store.peek(|records| records.all::<Person>().cloned().collect());
            let gone: Vec<Key> = store
                .peek(|records| records.rows().filter(|(_, row)| row.deleted.is_some()).map(|(key, _)| *key).collect());
            match chance.index(10) {
                0..3 if !people.is_empty() => {
                    let field = ["title", "unit", "notes"][chance.index(3)];
                    set(store, &people[chance.index(people.len())], field, &format!("{seed}.{step}"));
                }
                3 => {
                    let manager = people.first().map(|person| person.id);
                    let added = Person { id: store.new_id(), name: format!("New {step}"), manager, ..person.clone() };
                    store.apply(Change::put("added", added));
                }
                4 if !people.is_empty() => store.apply(Change::delete("x", people[chance.index(people.len())].id)),
                5 if !gone.is_empty() => {
                    store.apply(Change::new("x", vec![Edit::Restore(gone[chance.index(gone.len())])]));
                }
                6 => store.undo(),
                7 => files.push(export(store, [Level::Full, Level::Team][chance.index(2)])),
                _ => take(store, &files[chance.index(files.len())].clone()),
            }
            store.flush();
            let backup = export(store, Level::Full);
            let restored = alone();
            let file = File::read(backup.as_bytes()).unwrap_or_else(|error| panic!("seed {seed}, {step}: {error}"));
            assert_eq!(futures::executor::block_on(restored.replace_with(&file)), Ok(()), "seed {seed}, step {step}");
            assert_eq!(export(restored, Level::Full), backup, "seed {seed}, step {step}");
        }
        for _ in 0..2 {
            for from in copies {
                copies.iter().for_each(|to| take(*to, &export(from, Level::Full)));
            }
        }
        let seen = copies.map(|store| store.peek(live));
        assert_eq!(seen[0], seen[1], "seed {seed}");
        assert_eq!(seen[1], seen[2], "seed {seed}");
    }
}
