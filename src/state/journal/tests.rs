//! What is kept beside the records outlives the page.

use std::rc::Rc;

use futures::executor::block_on;
use leptos::prelude::{GetUntracked, Owner};
use serde_json::Value;

use super::keep;
use crate::{
    domain::{Change, Edit, Id, Key, Person, Records, Teammate, Workspace},
    replica::{Chance, histories},
    state::{Store, tests::host},
    storage::{MemoryShelves, MemoryStorage, Shelf, Shelves, Storage},
};

/// A tab that can be loaded anew and closed.
struct Tab {
    store: Store,
    shelves: Rc<MemoryShelves>,
}

impl Tab {
    /// A new tab; with what it remembers, one that is loaded anew or duplicated.
    fn open(disk: &MemoryStorage, remembered: Option<&str>) -> Self {
        let store = Store::new(host());
        block_on(store.start(Ok(Rc::new(disk.another_tab()))));
        let shelves = Rc::new(disk.shelves(remembered));
        block_on(keep(store, Rc::<MemoryShelves>::clone(&shelves), "a test".into()));
        Self { store, shelves }
    }

    fn remembered(&self) -> Option<String> {
        self.shelves.remembered()
    }

    fn close(self) {
        self.store.inner().journal.take();
    }

    fn load_anew(self, disk: &MemoryStorage) -> Self {
        let remembered = self.remembered();
        self.close();
        Self::open(disk, remembered.as_deref())
    }

    fn title(&self, person: Id<Person>) -> Option<String> {
        self.store.peek(|records| records.get(person).map(|person| person.title.clone()))
    }

    fn write_title(&self, person: Id<Person>, title: &str) {
        let written = self.store.peek(|records| records.get(person).cloned());
        if let Some(person) = written {
            self.store.apply(Change::put("wrote", Person { title: title.into(), ..person }));
        }
        self.store.flush();
    }
}

fn disk() -> MemoryStorage {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    MemoryStorage::default()
}

fn person(number: u128) -> Person {
    let id = |number| Id::new(uuid::Uuid::from_u128(number));
    Person { id: id(number), account: Id::new(uuid::Uuid::from_u128(1)), name: "Priya".into(), ..Person::default() }
}

#[test]
fn undo_and_redo_outlive_a_reload() {
    let disk = disk();
    let tab = Tab::open(&disk, None);
    let priya = person(7);
    tab.store.apply(Change::put("added", priya.clone()));
    tab.store.flush();
    tab.write_title(priya.id, "COO");
    tab.write_title(priya.id, "CEO");
    tab.store.undo();
    tab.store.flush();
    let tab = tab.load_anew(&disk);
    let names = (Some("wrote".to_owned()), Some("wrote".to_owned()));
    assert_eq!(tab.store.labels().get_untracked(), names, "both are offered at once");
    tab.store.redo();
    assert_eq!(tab.title(priya.id).as_deref(), Some("CEO"));
    tab.store.undo();
    tab.store.undo();
    assert_eq!(tab.title(priya.id).as_deref(), Some(""));
    tab.store.flush();
    let tab = tab.load_anew(&disk);
    tab.store.undo();
    assert_eq!(tab.title(priya.id), None, "back to the start, over two reloads");
    tab.store.redo();
    tab.store.redo();
    assert_eq!(tab.title(priya.id).as_deref(), Some("COO"));
}

#[test]
fn a_duplicated_tab_starts_empty_and_what_a_closed_one_did_goes_to_the_next() {
    let disk = disk();
    let tab = Tab::open(&disk, None);
    let priya = person(7);
    tab.store.apply(Change::put("added", priya.clone()));
    tab.store.flush();
    let duplicate = Tab::open(&disk, tab.remembered().as_deref());
    assert_eq!(duplicate.store.labels().get_untracked(), (None, None));
    assert_ne!(duplicate.remembered(), tab.remembered());
    let beside = Tab::open(&disk, None);
    assert_eq!(beside.store.labels().get_untracked(), (None, None), "the stack is in use");
    tab.close();
    let next = Tab::open(&disk, None);
    assert_eq!(next.store.labels().get_untracked().0.as_deref(), Some("added"));
    next.store.undo();
    assert_eq!(next.title(priya.id), None);
}

#[test]
fn after_a_reload_undo_still_leaves_alone_what_others_wrote() {
    let disk = disk();
    let (tab, other) = (Tab::open(&disk, None), Tab::open(&disk, None));
    let priya = person(7);
    tab.store.apply(Change::put("added", priya.clone()));
    tab.store.flush();
    tab.write_title(priya.id, "COO");
    let tab = tab.load_anew(&disk);
    other.write_title(priya.id, "CEO");
    tab.store.undo();
    tab.store.flush();
    assert_eq!(other.title(priya.id).as_deref(), Some("CEO"));
    tab.store.undo();
    tab.store.flush();
    assert_eq!(other.title(priya.id).as_deref(), Some("CEO"), "nor is the record taken away");
}

#[test]
fn a_failed_write_keeps_its_step_for_the_next() {
    let disk = disk();
    let tab = Tab::open(&disk, None);
    disk.fail_with(Some(crate::storage::StorageError::Full));
    let priya = person(7);
    tab.store.apply(Change::put("added", priya.clone()));
    tab.store.flush();
    disk.fail_with(None);
    tab.write_title(priya.id, "COO");
    let tab = tab.load_anew(&disk);
    tab.store.undo();
    tab.store.undo();
    assert_eq!(tab.title(priya.id), None);
}

#[test]
fn a_replaced_value_is_noted_once_a_word_with_who_wrote_it() {
    let disk = disk();
    let tab = Tab::open(&disk, None);
    let me = Teammate { id: Id::new(uuid::Uuid::from_u128(3)), name: "Ines Okafor".into(), ..Teammate::default() };
    let settings = Workspace { id: tab.store.new_id(), me: Some(me.id), ..Workspace::default() };
    let (priya, put) = (person(7), Edit::Put);
    use crate::domain::Entity;
    let edits = vec![put(me.into_record()), put(settings.into_record()), put(priya.clone().into_record())];
    tab.store.apply(Change::new("began", edits));
    tab.store.flush();
    for title in ["CFO", "COO", "CO", "CEO"] {
        tab.write_title(priya.id, title);
    }
    let noted = block_on(tab.shelves.read(Shelf::Replaced, format!("{}/", priya.id))).unwrap_or_default();
    let values: Vec<Value> = noted.iter().filter_map(|(_, text)| serde_json::from_str(text).ok()).collect();
    let title = |value: &Value| value["value"].as_str().map(str::to_owned);
    assert_eq!(values.iter().filter_map(title).collect::<Vec<_>>(), ["CFO"], "letters on the way to a word are not");
    let history = block_on(tab.store.replaced(priya.id.into()));
    assert_eq!(history.len(), 1);
    assert_eq!((history[0].path.as_str(), &history[0].value), ("title", &Value::from("CFO")));
    assert!(tab.store.peer_of(history[0].by).is_some_and(|peer| peer.person == "Ines Okafor"));
    let stamp = tab.store.see(Key::from(priya.id), "title").stamps_of("title").first().copied().unwrap_or_default();
    let peer = tab.store.peer_of(tab.store.real(stamp));
    assert_eq!(peer.map(|peer| (peer.person, peer.runs_in)), Some(("Ines Okafor".into(), "a test".into())));
    let again = tab.load_anew(&disk);
    assert!(again.store.peer_of(again.store.real(stamp)).is_some_and(|peer| peer.person == "Ines Okafor"));
}

#[test]
fn the_disk_is_cleared_of_all_of_it_when_everything_is_erased() {
    let disk = disk();
    let tab = Tab::open(&disk, None);
    tab.store.apply(Change::put("added", person(7)));
    tab.write_title(person(7).id, "CFO");
    tab.write_title(person(7).id, "COO");
    block_on(tab.store.erase());
    for shelf in [Shelf::Undo, Shelf::Replaced, Shelf::Peers] {
        assert_eq!(block_on(tab.shelves.keys(shelf)), Ok(Vec::new()));
    }
    assert_eq!(block_on(disk.load()).map(|loaded| loaded.rows.len()), Ok(0));
}

/// The same random work in two worlds, in one of which tabs are loaded anew all the time: both show the same.
#[test]
fn loading_a_tab_anew_changes_nothing_about_what_it_undoes() {
    for seed in histories(60) {
        let disks = [disk(), disk()];
        let mut worlds = disks.each_ref().map(|disk| [Tab::open(disk, None), Tab::open(disk, None)]);
        let mut chance = Chance::new(seed);
        for step in 0..60 {
            let (at, act, who) = (chance.index(2), chance.below(9), 7 + u128::from(chance.below(3)));
            for (world, tabs) in worlds.iter().enumerate() {
                let (tab, id) = (&tabs[at], person(who).id);
                match act {
                    0 => tab.store.apply(Change::put("added", person(who))),
                    1 => tab.store.apply(Change::delete("deleted", id)),
                    2..=4 => tab.write_title(id, &format!("{seed} {step}")),
                    5 | 6 => tab.store.undo(),
                    7 => tab.store.redo(),
                    _ => {}
                }
                for _ in 0..2 {
                    tabs.iter().for_each(|tab| tab.store.flush());
                }
                assert!(tabs.iter().all(|tab| !tab.store.has_unsaved()), "seed {seed}, step {step}, world {world}");
            }
            if act == 8 {
                let [first, second] = worlds;
                let [one, two] = second;
                let anew = if at == 0 { [one.load_anew(&disks[1]), two] } else { [one, two.load_anew(&disks[1])] };
                worlds = [first, anew];
            }
            let shown = worlds.each_ref().map(|tabs| {
                tabs.each_ref().map(|tab| (tab.store.peek(all_people), tab.store.labels().get_untracked()))
            });
            assert_eq!(shown[0], shown[1], "seed {seed}, step {step}, act {act}");
        }
    }
}

fn all_people(records: &Records) -> Vec<Person> {
    records.all::<Person>().cloned().collect()
}
