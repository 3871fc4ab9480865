use std::rc::Rc;

use futures::executor::block_on;

use super::*;
use crate::{
    domain::{Account, Change, Edit, Entity, Id, Key, Person},
    export::{Scope, json_file},
    replica::{Chance, histories},
    state::tests::{alone, values},
    storage::MemoryFolder,
};

const AT: &str = "2026-11-23T08:42:00.000Z";

fn in_use(store: Store, folder: &MemoryFolder, purpose: Purpose, passphrase: Option<&str>) -> InUse {
    let make: MakeFile = |records, level, at| json_file(records, Scope::Workspace, level, at);
    let key = |passphrase| Sealer::cheap(passphrase, store.random()).unwrap_or_else(|error| panic!("{error}"));
    let keys = passphrase.map(key).into_iter().collect();
    InUse::new(store, purpose, Rc::new(folder.clone()), make, keys, passphrase.map(str::to_owned))
}

fn sync(copy: &InUse) -> Synced {
    let synced = block_on(copy.sync(AT)).unwrap_or_else(|error| panic!("{error:?}"));
    copy.store.flush();
    synced
}

fn priya(store: Store) -> Person {
    let account = Account { id: store.new_id(), name: "Borealis Rail".into(), ..Account::default() };
    let notes = "Plays chess".into();
    let person = Person { id: store.new_id(), account: account.id, name: "Priya".into(), notes, ..Person::default() };
    let edits = vec![Edit::Put(account.into_record()), Edit::Put(person.clone().into_record())];
    store.apply(Change::new("added", edits));
    store.flush();
    person
}

fn write(store: Store, person: Id<Person>, title: &str) {
    if let Some(person) = store.peek(|records| records.get(person).cloned()) {
        store.apply(Change::put("wrote", Person { title: title.into(), ..person }));
        store.flush();
    }
}

#[test]
fn two_colleagues_share_a_folder_and_nothing_private_stands_in_it() {
    let folder = MemoryFolder::default();
    let copies = [alone(), alone()].map(|store| in_use(store, &folder, Purpose::Team, None));
    let person = priya(copies[0].store);
    sync(&copies[0]);
    let synced = sync(&copies[1]);
    assert_eq!((synced.merged, synced.others), (2, 1));
    assert_eq!(values(copies[1].store, &person, "name"), ["Priya"]);
    assert_eq!(values(copies[1].store, &person, "notes"), [""]);
    write(copies[1].store, person.id, "COO");
    sync(&copies[1]);
    assert_eq!(sync(&copies[0]).merged, 1);
    assert_eq!(values(copies[0].store, &person, "title"), ["COO"]);
    assert_eq!(sync(&copies[0]).merged, 0, "what was read is not read again");
    for listed in block_on(folder.list()).unwrap_or_default() {
        let bytes = block_on(folder.read(listed.name)).unwrap_or_default();
        assert!(!String::from_utf8_lossy(&bytes).contains("chess"));
    }
}

#[test]
fn the_devices_of_one_person_share_everything_sealed() {
    let folder = MemoryFolder::default();
    let passphrase = Some("bear honey river");
    let copies = [alone(), alone()].map(|store| in_use(store, &folder, Purpose::Devices, passphrase));
    let person = priya(copies[0].store);
    copies.iter().for_each(|copy| drop(sync(copy)));
    assert_eq!(values(copies[1].store, &person, "notes"), ["Plays chess"]);
    for listed in block_on(folder.list()).unwrap_or_default() {
        let bytes = block_on(folder.read(listed.name)).unwrap_or_default();
        assert!(is_sealed(&bytes) && !String::from_utf8_lossy(&bytes).contains("Priya"));
    }
    let stranger = in_use(alone(), &folder, Purpose::Devices, Some("another one"));
    let synced = sync(&stranger);
    assert_eq!(synced.merged, 0);
    assert!(synced.left_out.iter().all(|(_, why)| *why == LeftOut::Sealed(SealError::Passphrase)));
    assert_eq!(synced.left_out.len(), 2);
}

#[test]
fn half_files_old_ones_copies_of_them_and_strangers_do_no_harm() {
    let folder = MemoryFolder::default();
    let copies = [alone(), alone()].map(|store| in_use(store, &folder, Purpose::Team, None));
    let person = priya(copies[0].store);
    sync(&copies[0]);
    let name = copy_name(copies[0].store.device(), false);
    let old = block_on(folder.read(name.clone())).unwrap_or_default();
    write(copies[0].store, person.id, "COO");
    sync(&copies[0]);
    let whole = block_on(folder.read(name.clone())).unwrap_or_default();
    folder.put(&name, whole[..whole.len() / 2].to_vec());
    folder.put("mainstay-copy-00000000000000ff.json", b"{\"format\":\"another\"}".to_vec());
    folder.put("notes.txt", b"hello".to_vec());
    let synced = sync(&copies[1]);
    assert_eq!((synced.merged, synced.left_out.len()), (0, 2), "{synced:?}");
    // The service brings the rest, keeps an old one under another name, and then puts that in its place.
    folder.put(&name, whole);
    folder.put(&name.replace(".json", " (conflicted copy).json"), old.clone());
    assert!(sync(&copies[1]).merged > 0);
    assert_eq!(values(copies[1].store, &person, "title"), ["COO"]);
    folder.put(&name, old);
    sync(&copies[1]);
    assert_eq!(values(copies[1].store, &person, "title"), ["COO"], "an old file brings nothing back");
}

#[test]
fn a_backup_is_written_where_something_changed_and_brings_all_of_it_back() {
    let folder = MemoryFolder::default();
    let backups = in_use(alone(), &folder, Purpose::Backups, None);
    let person = priya(backups.store);
    let noon =
        chrono::NaiveDate::from_ymd_opt(2026, 11, 23).and_then(|day| day.and_hms_opt(12, 0, 0)).unwrap_or_default();
    assert_eq!(block_on(backups.back_up(noon, AT)), Ok(true));
    let later = noon + chrono::TimeDelta::minutes(10);
    assert_eq!(block_on(backups.back_up(later, AT)), Ok(false), "nothing has changed");
    write(backups.store, person.id, "COO");
    assert_eq!(block_on(backups.back_up(later, AT)), Ok(true));
    let listed = block_on(backups.backups()).unwrap_or_default();
    assert_eq!(listed.len(), 1, "of one hour the newest is kept");
    let bytes = block_on(folder.read(listed[0].name.clone())).unwrap_or_default();
    let elsewhere = alone();
    let file = File::read(&bytes).unwrap_or_else(|error| panic!("{error}"));
    assert!(block_on(elsewhere.replace_with(&file)).is_ok());
    assert_eq!(values(elsewhere, &person, "title"), ["COO"]);
    assert_eq!(values(elsewhere, &person, "notes"), ["Plays chess"]);
    folder.fail_with(Some(FolderError::NotAllowed));
    write(backups.store, person.id, "CEO");
    assert_eq!(block_on(backups.back_up(later, AT)), Err(FolderError::NotAllowed));
    folder.fail_with(None);
    assert_eq!(block_on(backups.back_up(later, AT)), Ok(true), "what failed is written the next time");
}

/// Three copies, a folder that a service carries badly, and at last they all show the same.
#[test]
fn copies_that_share_a_folder_agree_whatever_the_service_does_to_files() {
    for seed in histories(40) {
        let mut chance = Chance::new(seed);
        let folder = MemoryFolder::default();
        let copies = [alone(), alone(), alone()].map(|store| in_use(store, &folder, Purpose::Team, None));
        let person = priya(copies[0].store);
        copies.iter().for_each(|copy| drop(sync(copy)));
        let mut kept: Vec<(String, Vec<u8>)> = Vec::new();
        for step in 0..30 {
            let copy = &copies[chance.index(3)];
            match chance.below(8) {
                0..=2 => write(copy.store, person.id, &format!("{seed}.{step}")),
                3 => {
                    let key = Key::from(person.id);
                    if copy.store.peek(|records| records.record(key).is_some()) {
                        copy.store.apply(Change::delete("deleted", key));
                    } else {
                        copy.store.apply(Change::new("restored", vec![Edit::Restore(key)]));
                    }
                    copy.store.flush();
                }
                4 => {
                    let all = block_on(folder.list()).unwrap_or_default();
                    let name = all[chance.index(all.len())].name.clone();
                    let bytes = block_on(folder.read(name.clone())).unwrap_or_default();
                    kept.push((name.replace(".json", " (2).json"), bytes.clone()));
                    folder.put(&name, bytes[..chance.index(bytes.len() + 1)].to_vec());
                }
                5 if !kept.is_empty() => {
                    let (name, bytes) = kept[chance.index(kept.len())].clone();
                    folder.put(&name, bytes);
                }
                _ => drop(sync(copy)),
            }
        }
        // The service has come to rest: each copy's own file is whole again.
        for _ in 0..3 {
            for copy in &copies {
                copy.written.replace(None);
                sync(copy);
            }
        }
        let shown = copies.each_ref().map(|copy| {
            let rows = copy.store.peek(|records| {
                records.live().map(|(key, row)| (*key, row.fields().get("title").cloned())).collect::<Vec<_>>()
            });
            // What was deleted travels by its life alone, and with all of it once it is restored.
            let is_live = rows.iter().any(|(key, _)| *key == person.id.into());
            (rows, is_live.then(|| values(copy.store, &person, "title")))
        });
        assert_eq!(shown[0], shown[1], "seed {seed}");
        assert_eq!(shown[1], shown[2], "seed {seed}");
    }
}
