//! The parts of the store together: two tabs on one storage, failures, undo.

use std::{cell::Cell, rc::Rc};

use futures::FutureExt;
use leptos::prelude::{GetUntracked, Memo, Owner};
use serde_json::Value;

use super::{
    host::Host,
    notices::About,
    saving::SaveState,
    store::{FieldEntry, Phase, Store},
};
use crate::{
    domain::{
        Account, Change, Edit, Key, Locale, Millis, Person, Review, Workspace,
        choice::Country,
        review::{Slide, SlideText},
        uuid_v7,
    },
    schema::Envelope,
    storage::{Heard, MemoryStorage, Storage, StorageError, Unreadable},
};

thread_local! {
    /// How often a page was asked to load itself anew.
    static RELOADED: Cell<u32> = const { Cell::new(0) };
}

thread_local! {
    static CLOCK: Cell<u64> = const { Cell::new(1_790_000_000_000) };
}

/// A callback, and how long it waits.
type Later = (Millis, Box<dyn FnOnce()>);

thread_local! {
    /// What waits to be called back: nothing is, unless a test does it.
    static WAITING: std::cell::RefCell<Vec<Later>> = std::cell::RefCell::default();
}

pub(super) fn host() -> Host {
    Host {
        now: || CLOCK.with(|clock| clock.replace(clock.get() + 1)) as Millis,
        today: || {
            let now = CLOCK.with(Cell::get) as i64;
            chrono::DateTime::from_timestamp_millis(now).map(|moment| moment.date_naive()).unwrap_or_default()
        },
        // Sweden stands for a country with a way of its own.
        locale: |country| Locale { month_first: country == Country::Sweden, ..Locale::default() },
        random: || {
            let mut bytes = [0; 10];
            bytes[2..].copy_from_slice(&CLOCK.with(|clock| clock.replace(clock.get() + 1)).to_be_bytes());
            bytes
        },
        upgrade: |rows, now, fresh| Box::pin(std::future::ready(Some(super::upgrade_of(&rows, now, fresh)))),
        unlock: || Box::pin(std::future::ready(None)),
        keep: |store| {
            let shelves = Rc::new(MemoryStorage::default().shelves(None));
            Box::pin(super::keep(store, shelves, "a test".into()))
        },
        reload: || RELOADED.with(|times| times.set(times.get() + 1)),
        // Storage in memory never waits.
        spawn: |future| {
            let _ = future.now_or_never();
        },
        // Writes wait until a test flushes, so that two tabs can be made to collide.
        after: |wait, callback| WAITING.with(|waiting| waiting.borrow_mut().push((wait, callback))),
    }
}

fn tab(storage: impl Storage + 'static) -> Store {
    let store = Store::new(host());
    futures::executor::block_on(store.start(Ok(Rc::new(storage))));
    store
}

thread_local! {
    /// A hand on the disk of the last tabs.
    static DISK: std::cell::RefCell<Option<MemoryStorage>> = const { std::cell::RefCell::new(None) };
}

/// Another tab on the disk of the last tabs.
fn tab_beside(_: Store) -> Store {
    let storage = DISK.with(|disk| disk.borrow().as_ref().map(MemoryStorage::another_tab)).unwrap_or_default();
    tab(storage)
}

/// The page is closed and opened again.
fn first_tab_again() -> Store {
    let storage = DISK.with(|disk| disk.borrow().as_ref().map(MemoryStorage::opened_again)).unwrap_or_default();
    tab(storage)
}

/// The row of a record on the disk of the last tabs.
fn row_of(_: Store, person: &Person) -> Envelope {
    let loaded = DISK.with(|disk| {
        let disk = disk.borrow();
        disk.as_ref().map(|disk| futures::executor::block_on(disk.load()).unwrap_or_default()).unwrap_or_default()
    });
    let row = loaded.rows.into_iter().find(|row| row.id == person.id.to_string());
    row.unwrap_or_else(|| panic!("it is on the disk"))
}

fn two_tabs() -> (Store, Store, Person) {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    let storage = MemoryStorage::default();
    let second = storage.another_tab();
    DISK.with(|disk| disk.replace(Some(storage.another_tab())));
    let first = tab(storage);
    let person = Person { id: first.new_id(), account: first.new_id(), name: "Priya".into(), ..Person::default() };
    first.apply(Change::put("added", person.clone()));
    first.flush();
    (first, tab(second), person)
}

fn set(store: Store, person: &Person, field: &str, value: impl Into<Value>) {
    let key = Key::from(person.id);
    let (seen, label) = (store.see(key, field), String::new());
    let done = store.set_field(FieldEntry { key, field, seen: &seen, value: value.into(), label, stroke: None });
    assert!(done.is_ok());
}

/// Has everything that waits written and heard.
fn settle_down(tabs: &[Store]) {
    for _ in 0..3 {
        tabs.iter().for_each(|tab| tab.flush());
    }
}

/// The values that stand in a field, the one that is shown first.
pub(super) fn values(store: Store, person: &Person, field: &str) -> Vec<Value> {
    let conflicts = store.conflicts(person.id.into());
    let contested = conflicts.into_iter().find(|contested| contested.path == field);
    match contested {
        Some(contested) => contested.values.into_iter().map(|(_, value)| value).collect(),
        None => vec![
            store
                .peek(|records| records.record(person.id.into()).map(|record| record.value(field)))
                .unwrap_or_default(),
        ],
    }
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
fn what_is_added_and_taken_back_within_a_frame_comes_to_rest() {
    let owner = Owner::new();
    owner.set();
    let store = tab(MemoryStorage::default());
    store.apply(Change::put("added", Account { id: store.new_id(), name: "A".into(), ..Account::default() }));
    assert_eq!(store.saved().get_untracked(), SaveState::Saving);
    store.undo();
    store.flush();
    assert!(matches!(store.saved().get_untracked(), SaveState::Saved(_)) && !store.has_unsaved());
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
        assert!(store.contested().get_untracked().is_empty());
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
        assert!(store.contested().get_untracked().is_empty());
    }
}

#[test]
fn two_tabs_keep_both_values_of_the_same_field() {
    let (first, second, person) = two_tabs();
    set(first, &person, "title", "COO");
    set(second, &person, "title", "Chief operating officer");
    settle_down(&[first, second]);
    for store in [first, second] {
        assert_eq!(values(store, &person, "title"), ["Chief operating officer", "COO"]);
    }
    let chosen = (person.id.into(), "title".to_owned(), Value::from("COO"));
    assert!(second.settle("settled".into(), vec![chosen]).is_some());
    settle_down(&[first, second]);
    for store in [first, second] {
        assert_eq!(values(store, &person, "title"), ["COO"]);
        assert!(store.contested().get_untracked().is_empty());
    }
    second.undo();
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "title"), ["Chief operating officer", "COO"], "a choice again");
}

#[test]
fn typing_in_one_field_in_three_tabs_keeps_three_texts_whole() {
    let (first, second, person) = two_tabs();
    let third = tab_beside(first);
    let key = Key::from(person.id);
    let tabs = [(first, "Chairman"), (second, "Chairwoman"), (third, "Chair of the board")];
    let mut seen: Vec<_> = tabs.iter().map(|(tab, _)| (tab.see(key, "title"), tab.new_stroke())).collect();
    for letters in 1..=18 {
        for ((tab, text), (seen, stroke)) in tabs.iter().zip(&mut seen) {
            if letters > text.len() {
                continue;
            }
            let (value, label) = (text[..letters].into(), String::new());
            let entry = FieldEntry { key, field: "title", seen, value, label, stroke: Some(*stroke) };
            *seen = tab.set_field(entry).unwrap_or_else(|problem| panic!("{problem:?}"));
            if letters % 2 == 0 {
                tab.flush();
            }
        }
    }
    settle_down(&tabs.map(|(tab, _)| tab));
    for (tab, _) in tabs {
        let mut values: Vec<String> =
            values(tab, &person, "title").iter().filter_map(|value| value.as_str().map(str::to_owned)).collect();
        values.sort();
        assert_eq!(values, ["Chair of the board", "Chairman", "Chairwoman"]);
        assert!(!tab.has_unsaved());
    }
    second.undo();
    settle_down(&tabs.map(|(tab, _)| tab));
    assert_eq!(values(first, &person, "title").len(), 2, "undo takes back its own text and no other");
}

#[test]
fn a_value_typed_over_one_that_arrived_meanwhile_keeps_both() {
    let (first, second, person) = two_tabs();
    let key = Key::from(person.id);
    let seen = second.see(key, "title");
    set(first, &person, "title", "COO");
    first.flush();
    let entry =
        FieldEntry { key, field: "title", seen: &seen, value: "Boss".into(), label: String::new(), stroke: None };
    assert!(second.set_field(entry).is_ok());
    assert_eq!(values(second, &person, "title"), ["Boss", "COO"]);
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "title"), ["Boss", "COO"]);
    // Whoever sees both and goes on typing replaces what they see in the field.
    set(first, &person, "title", "Bosses");
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["Bosses", "COO"]);
}

#[test]
fn what_stands_beside_mine_is_told_as_it_is_and_not_as_it_was_when_it_came() {
    let (first, second, person) = two_tabs();
    let key = Key::from(person.id);
    let seen = first.see(key, "title");
    set(second, &person, "title", "CE");
    settle_down(&[first, second]);
    let value = "COO".into();
    let entry = FieldEntry { key, field: "title", seen: &seen, value, label: String::new(), stroke: None };
    assert!(first.set_field(entry).is_ok());
    let told = Memo::new(move |_| first.conflicts(key));
    assert_eq!(told.get_untracked().len(), 1);
    // The other goes on typing: what is shown here stays the same, and what stands beside it does not.
    set(second, &person, "title", "CEO");
    second.flush();
    let values: Vec<Value> =
        told.get_untracked().into_iter().flat_map(|contested| contested.values).map(|(_, value)| value).collect();
    assert!(values.contains(&"CEO".into()) && !values.contains(&"CE".into()), "{values:?}");
}

#[test]
fn undo_brings_back_what_stood_beside_and_what_was_chosen_between() {
    let (first, second, person) = two_tabs();
    set(first, &person, "title", "L1");
    set(second, &person, "title", "L2");
    settle_down(&[first, second]);
    set(second, &person, "title", "L3");
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["L3", "L1"]);
    second.undo();
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "title"), ["L2", "L1"], "the former value, beside what stood there");
    second.redo();
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "title"), ["L3", "L1"]);
    // A choice that is taken back is a choice again, and can be made again.
    first.settle("settled".into(), vec![(person.id.into(), "title".into(), "L1".into())]);
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["L1"]);
    first.undo();
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["L3", "L1"]);
    assert_eq!(values(first_tab_again(), &person, "title"), ["L3", "L1"]);
    first.redo();
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["L1"]);
    first.undo();
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["L3", "L1"]);
}

#[test]
fn what_undo_took_away_from_beside_another_stands_there_again_with_redo() {
    let (first, second, person) = two_tabs();
    set(first, &person, "title", "COO");
    set(second, &person, "title", "CEO");
    settle_down(&[first, second]);
    first.undo();
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "title"), ["CEO"]);
    first.redo();
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["COO", "CEO"]);
    first.undo();
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["CEO"]);
}

/// A page whose database the browser has taken away.
fn lose(deletes: bool) -> (Store, Person, MemoryStorage) {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    let storage = MemoryStorage::default();
    let disk = storage.another_tab();
    let store = tab(storage);
    let person = Person { id: store.new_id(), account: store.new_id(), name: "Priya".into(), ..Person::default() };
    store.apply(Change::put("added", person.clone()));
    store.flush();
    disk.lose(deletes);
    (store, person, disk)
}

#[test]
fn a_database_that_was_closed_is_opened_again_and_goes_on() {
    let (store, person, disk) = lose(false);
    set(store, &person, "title", "COO");
    store.flush();
    assert!(matches!(store.saved().get_untracked(), SaveState::Saved(_)));
    assert_eq!(futures::executor::block_on(disk.load()).map(|loaded| loaded.rows.len()), Ok(1));
}

#[test]
fn a_database_that_was_deleted_under_the_page_is_asked_about_and_written_anew() {
    let (store, person, disk) = lose(true);
    assert_eq!(store.saved().get_untracked(), SaveState::Gone, "it is said at once");
    set(store, &person, "title", "COO");
    store.flush();
    assert_eq!(futures::executor::block_on(disk.load()).map(|loaded| loaded.rows.len()), Ok(0), "not unasked");
    assert_eq!(values(store, &person, "title"), ["COO"], "the page keeps its work");
    assert!(store.has_unsaved());
    store.write_anew();
    assert!(matches!(store.saved().get_untracked(), SaveState::Saved(_)));
    DISK.with(|held| held.replace(Some(disk.another_tab())));
    let again = first_tab_again();
    assert_eq!(values(again, &person, "title"), ["COO"]);
    assert_eq!(values(again, &person, "name"), ["Priya"]);
}

#[test]
fn a_tab_that_did_not_hear_of_erasing_brings_nothing_back() {
    let (first, second, person) = two_tabs();
    DISK.with(|disk| disk.borrow().as_ref().inspect(|disk| disk.deafen()).is_some());
    futures::executor::block_on(first.erase());
    let before = RELOADED.with(Cell::get);
    set(second, &person, "title", "COO");
    second.flush();
    assert_eq!(first_tab_again().peek(|records| records.rows().count()), 0);
    assert_eq!(RELOADED.with(Cell::get), before + 1, "it shows what is there");
}

#[test]
fn a_client_wording_with_two_values_is_shared_with_nobody_until_it_is_settled() {
    let (first, second, person) = two_tabs();
    set(first, &person, "wantsShared", "Fewer delays");
    set(second, &person, "wantsShared", "Shorter waits");
    settle_down(&[first, second]);
    let wording = |store: Store| {
        store.peek(|records| records.get(person.id).map(|person| person.wants_shared.clone())).unwrap_or_default()
    };
    let again = first_tab_again();
    for store in [first, second, again] {
        assert_eq!(wording(store), "", "what reads the record meets none");
        assert_eq!(store.fields(person.id.into())["wantsShared"], "Shorter waits", "the form shows it");
        assert_eq!(store.conflicts(person.id.into()).len(), 1);
    }
    // Whatever else is written leaves it as it is.
    set(first, &person, "title", "COO");
    settle_down(&[first, second]);
    assert_eq!(second.conflicts(person.id.into()).len(), 1);
    first.settle("settled".into(), vec![(person.id.into(), "wantsShared".into(), "Fewer delays".into())]);
    settle_down(&[first, second]);
    assert_eq!((wording(first), wording(second)), ("Fewer delays".into(), "Fewer delays".into()));
}

#[test]
fn what_figures_are_made_of_is_disputed_until_it_is_settled_and_nothing_of_the_record_is_shared() {
    let (first, second, person) = two_tabs();
    set(first, &person, "wantsShared", "Fewer delays");
    settle_down(&[first, second]);
    set(first, &person, "influence", 2);
    set(second, &person, "influence", 4);
    set(first, &person, "title", "COO");
    set(second, &person, "title", "CEO");
    settle_down(&[first, second]);
    let row = |store: Store| store.peek(|records| records.stored(person.id.into()).cloned());
    let wording = |store: Store| store.peek(|records| records.get(person.id).map(|it| it.wants_shared.clone()));
    for store in [first, second, first_tab_again()] {
        assert_eq!(row(store).map(|row| row.disputed), Some(vec!["influence"]), "a title is in no figure");
        assert_eq!(wording(store).as_deref(), Some(""));
    }
    first.settle("settled".into(), vec![(person.id.into(), "influence".into(), 4.into())]);
    settle_down(&[first, second]);
    for store in [first, second] {
        assert_eq!(row(store).map(|row| row.disputed.len()), Some(0));
        assert_eq!(wording(store).as_deref(), Some("Fewer delays"));
    }
}

#[test]
fn a_tab_that_hears_nothing_catches_up_when_it_comes_to_the_front() {
    let (first, second, person) = two_tabs();
    DISK.with(|disk| disk.borrow().as_ref().inspect(|disk| disk.deafen()).is_some());
    set(first, &person, "title", "COO");
    set(second, &person, "unit", "Care");
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "unit"), [Value::from("")], "it was not heard");
    first.catch_up();
    assert_eq!(values(first, &person, "unit"), ["Care"]);
    assert_eq!(values(second, &person, "title"), ["COO"], "who writes meets what is stored");
}

#[test]
fn undo_leaves_a_record_alone_that_another_tab_went_on_with() {
    let (first, second, person) = two_tabs();
    let added = Person { id: first.new_id(), name: "Jo".into(), ..person.clone() };
    first.apply(Change::put("added", added.clone()));
    settle_down(&[first, second]);
    set(second, &added, "title", "CFO");
    settle_down(&[first, second]);
    first.undo();
    settle_down(&[first, second]);
    for store in [first, second] {
        assert_eq!(values(store, &added, "title"), ["CFO"]);
    }
}

#[test]
fn what_was_added_and_taken_back_is_listed_nowhere_and_comes_back_with_redo() {
    let (first, second, person) = two_tabs();
    set(first, &person, "title", "COO");
    first.flush();
    first.undo();
    first.undo();
    settle_down(&[first, second]);
    for store in [first, second] {
        assert!(store.peek(|records| records.get(person.id).is_none()));
        assert!(store.peek(crate::domain::deletion::deletions).is_empty());
    }
    first.redo();
    first.redo();
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["COO"]);
}

#[test]
fn what_was_deleted_in_one_tab_and_changed_in_another_stays_in_sight_and_is_asked() {
    let (first, second, person) = two_tabs();
    first.apply(Change::delete("deleted", person.id));
    set(second, &person, "title", "COO");
    settle_down(&[first, second]);
    for store in [first, second] {
        assert_eq!(values(store, &person, "title"), ["COO"]);
        assert_eq!(values(store, &person, crate::replica::LIFE).len(), 2);
    }
    let deletion = values(first, &person, crate::replica::LIFE).remove(1);
    first.settle("deleted".into(), vec![(person.id.into(), crate::replica::LIFE.into(), deletion)]);
    settle_down(&[first, second]);
    assert!(second.peek(|records| records.get(person.id).is_none()));
    second.apply(Change::new("restored", vec![Edit::Restore(person.id.into())]));
    settle_down(&[first, second]);
    assert_eq!(values(first, &person, "title"), ["COO"]);
}

#[test]
fn a_reference_to_what_was_deleted_is_held_and_comes_back() {
    let (first, second, person) = two_tabs();
    let report = Person { id: first.new_id(), name: "Jo".into(), manager: Some(person.id), ..person.clone() };
    first.apply(Change::put("added", report.clone()));
    settle_down(&[first, second]);
    first.apply(Change::delete("deleted", person.id));
    set(second, &report, "title", "CFO");
    settle_down(&[first, second]);
    let manager = |store: Store| store.peek(|records| records.get(report.id).and_then(|person| person.manager));
    assert_eq!((manager(first), manager(second)), (None, None));
    second.apply(Change::new("restored", vec![Edit::Restore(person.id.into())]));
    settle_down(&[first, second]);
    assert_eq!((manager(first), manager(second)), (Some(person.id), Some(person.id)));
}

#[test]
fn a_failed_write_keeps_what_was_typed_before_and_after_it_and_undo_still_knows_it() {
    let (first, second, person) = two_tabs();
    let fail = |failure| DISK.with(|disk| disk.borrow().as_ref().inspect(|disk| disk.fail_with(failure)).is_some());
    fail(Some(StorageError::Full));
    set(first, &person, "title", "COO");
    first.flush();
    set(first, &person, "unit", "Care");
    set(first, &person, "title", "CEO");
    first.flush();
    fail(None);
    settle_down(&[first, second]);
    assert_eq!(
        (values(second, &person, "title"), values(second, &person, "unit")),
        (vec!["CEO".into()], vec!["Care".into()])
    );
    (0..2).for_each(|_| first.undo());
    settle_down(&[first, second]);
    assert_eq!(values(second, &person, "title"), ["COO"]);
    assert_eq!(values(second, &person, "unit"), [""]);
}

#[test]
fn undo_and_redo_reach_back_to_the_start_and_keystrokes_are_one_step() {
    let (store, _, person) = two_tabs();
    let stroke = Some(store.new_stroke());
    let mut seen = store.see(person.id.into(), "title");
    for text in ["C", "CF", "CFO"] {
        let (key, value, label) = (person.id.into(), text.into(), String::new());
        let entry = FieldEntry { key, field: "title", seen: &seen, value, label, stroke };
        seen = store.set_field(entry).unwrap_or_else(|problem| panic!("{problem:?}"));
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
    let torn =
        |sound: &Envelope| Envelope { id: uuid_v7(1, [1; 10]).to_string(), body: "{\"name\":".into(), ..sound.clone() };
    let sound = row_of(first, &person);
    disk.put([torn(&sound), sound]);
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
    let newer = Envelope { version: 99, revision: 9, ..row_of(first, &person) };
    second.hear(Heard::Rows(vec![newer]));
    assert!(matches!(second.phase().get_untracked(), Phase::Refused(reason) if reason.contains("reload")));
    second.apply(Change::put("added", Account { id: second.new_id(), name: "A".into(), ..Account::default() }));
    assert!(!second.has_unsaved());
}

/// A copy of its own, on a disk of its own.
pub(super) fn alone() -> Store {
    alone_on(MemoryStorage::default())
}

/// A page on this storage.
pub(super) fn alone_on(storage: impl Storage + 'static) -> Store {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    tab(storage)
}

/// The clock goes back.
pub(super) fn pass_back(days: u64) {
    CLOCK.with(|clock| clock.set(clock.get() - days * 86_400_000));
}

/// A moment later, `days` days.
pub(super) fn pass(days: u64) {
    CLOCK.with(|clock| clock.set(clock.get() + days * 86_400_000));
}

#[test]
fn what_was_deleted_is_forgotten_after_the_database_was_opened_on_thirty_days() {
    let (first, _, person) = two_tabs();
    first.apply(Change::delete("deleted", person.id));
    first.flush();
    // The clock is a month ahead, once.
    for (days, is_there) in [(31, true), (0, true)] {
        pass(days);
        let tab = first_tab_again();
        assert_eq!(tab.peek(|records| records.stored(person.id.into()).is_some()), is_there);
    }
    for _ in 0..30 {
        pass(1);
        let tab = first_tab_again();
        tab.apply(Change::put("added", Account { id: tab.new_id(), name: "A".into(), ..Account::default() }));
        tab.flush();
    }
    let tab = first_tab_again();
    assert!(tab.peek(|records| records.stored(person.id.into()).is_none()));
    assert!(row_of(tab, &person).is_purged(), "its death stays");
    // Somebody brings it back.
    tab.apply(Change::put("imported", person.clone()));
    tab.flush();
    let tab = first_tab_again();
    assert_eq!(values(tab, &person, "name"), ["Priya"]);
}

#[test]
fn erasing_leaves_nothing_in_any_tab() {
    let (first, _, person) = two_tabs();
    set(first, &person, "title", "COO");
    futures::executor::block_on(first.erase());
    assert_eq!(RELOADED.with(Cell::get), 2, "both pages load themselves anew");
    let (first, second) = (first_tab_again(), tab_beside(first));
    settle_down(&[first, second]);
    for store in [first, second] {
        assert_eq!(store.peek(|records| records.rows().count()), 0);
        assert_eq!(store.labels().get_untracked(), (None, None), "nothing to undo");
        assert!(!store.has_unsaved());
    }
    let again = Person { id: second.new_id(), name: "Jo".into(), ..person };
    second.apply(Change::put("added", again.clone()));
    settle_down(&[first, second]);
    assert_eq!(values(first, &again, "name"), ["Jo"]);
}
