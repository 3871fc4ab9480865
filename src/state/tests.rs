//! The parts of the store together: two tabs on one storage, failures, undo.

use std::{cell::Cell, rc::Rc};

use chrono::NaiveDate;
use leptos::prelude::{GetUntracked, Owner};
use serde_json::Value;

use super::{
    host::Host,
    notices::About,
    saving::SaveState,
    store::{DAY, FieldEntry, Phase, Store},
};
use crate::{
    domain::{
        Account, Change, Conflict, Key, Locale, Millis, Person, Record, Review, Workspace,
        choice::Country,
        review::{Slide, SlideText},
        uuid_v7,
    },
    schema::Envelope,
    storage::{Arrived, MemoryStorage, Storage, StorageError, Unreadable},
};

thread_local! {
    static CLOCK: Cell<u64> = const { Cell::new(1_790_000_000_000) };
}

/// A callback, and how long it waits.
type Later = (Millis, Box<dyn FnOnce()>);

thread_local! {
    /// What waits to be called back: nothing is, unless a test does it.
    static WAITING: std::cell::RefCell<Vec<Later>> = std::cell::RefCell::default();
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
        after: |wait, callback| WAITING.with(|waiting| waiting.borrow_mut().push((wait, callback))),
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
fn a_failed_write_says_so_and_is_tried_again_without_another_change() {
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
    let retry = WAITING.with(|waiting| waiting.take()).into_iter().find(|(wait, _)| *wait >= 1_000);
    let (_, retry) = retry.unwrap_or_else(|| panic!("nobody tries again"));
    retry();
    assert_eq!(futures::executor::block_on(disk.load()).map(|loaded| loaded.rows.len()), Ok(1), "nothing was lost");
    assert!(matches!(store.saved().get_untracked(), SaveState::Saved(_)));
}

#[test]
fn what_is_added_and_taken_back_within_a_frame_leaves_nothing_to_save() {
    let owner = Owner::new();
    owner.set();
    let store = tab(MemoryStorage::default());
    store.apply(Change::put("added", Account { id: store.new_id(), name: "A".into(), ..Account::default() }));
    assert_eq!(store.saved().get_untracked(), SaveState::Saving);
    store.undo();
    store.flush();
    assert_eq!((store.saved().get_untracked(), store.has_unsaved()), (SaveState::Nothing, false));
}

#[test]
fn two_tabs_on_two_slides_of_one_review_do_not_clash() {
    let (first, second, person) = two_tabs();
    let review = Review { id: first.new_id(), account: person.account, quarter: "2026-Q3".into(), ..Review::default() };
    first.apply(Change::put("began a review", review.clone()));
    first.flush();
    let write = |store: Store, slide, headline: &str| {
        let mut review = store.peek(|records| records.get(review.id).cloned()).unwrap_or_default();
        review.slides.push(SlideText { slide, headline: headline.into(), ..SlideText::default() });
        store.apply(Change::put("wrote a slide", review));
    };
    write(first, Slide::Cover, "Beds are ready sooner");
    write(second, Slide::Risks, "One risk is left");
    first.flush();
    second.flush();
    second.flush();
    for store in [first, second] {
        let review = store.peek(|records| records.get(review.id).cloned()).unwrap_or_default();
        assert_eq!(review.slide(Slide::Cover).headline, "Beds are ready sooner");
        assert_eq!(review.slide(Slide::Risks).headline, "One risk is left");
        assert_eq!(store.peek(|records| records.all::<Conflict>().count()), 0);
    }
    first.undo();
    let review = first.peek(|records| records.get(review.id).cloned()).unwrap_or_default();
    assert_eq!(review.slide(Slide::Cover).headline, "", "undo takes back its own slide");
    assert_eq!(review.slide(Slide::Risks).headline, "One risk is left");
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
    assert!(matches!(store.phase().get_untracked(), Phase::Unreadable(reason) if reason.contains("a file is gone")));
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
