//! Workspaces and a database server: PouchDB Server, which speaks Apache CouchDB's protocol.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::expect_used)]

#[path = "../host/mod.rs"]
mod host;
mod server;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures::executor::block_on;
use leptos::prelude::Owner;
use mainstay::{
    domain::{Account, Change, Edit, Entity, Id, Key, Negotiation, Person},
    state::{Exchanged, Extent, Keys, Odd, Passphrases, Replication, Store},
    storage::{Answer, Server, ServerError},
};
use serde_json::{Value, json};

use server::{Couch, Faulty, Http};

fn workspace() -> Store {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    host::workspace()
}

const TEAM: &str = "bear honey river";

fn join(server: &dyn Server, team: &str, own: Option<&str>, user: &str) -> Result<Keys, ServerError> {
    block_on(Keys::join(server, Passphrases { team, own, user }, host::random))
}

/// A copy: a workspace, and its way to the server.
struct Copy {
    store: Store,
    server: Faulty,
    replication: RefCell<Replication>,
    keys: Keys,
    extent: Extent,
}

impl Copy {
    fn of(store: Store, http: Http, own: Option<&str>, extent: Extent) -> Self {
        let keys = join(&http, TEAM, own, "ines").unwrap_or_else(|error| panic!("{error}"));
        let server = Faulty::new(http);
        let replication = RefCell::new(Self::replication(store, &server, &keys, extent, ""));
        Self { store, server, replication, keys, extent }
    }

    fn new(http: Http) -> Self {
        Self::of(workspace(), http, None, Extent::Workspace)
    }

    fn replication(store: Store, server: &Faulty, keys: &Keys, extent: Extent, remembered: &str) -> Replication {
        let pause = || Box::pin(std::future::ready(())) as futures::future::LocalBoxFuture<'static, ()>;
        Replication::new(store, Rc::new(server.clone()), (keys.clone(), extent), pause, remembered)
    }

    fn tries(&self) -> Result<Exchanged, ServerError> {
        let exchanged = block_on(self.replication.borrow().exchange());
        self.store.flush();
        exchanged
    }

    fn exchange(&self) -> Exchanged {
        let exchanged = self.tries().unwrap_or_else(|error| panic!("{error}"));
        // What was brought in may first have to go to the disk.
        if exchanged.has_more { self.exchange() } else { exchanged }
    }

    /// The page is closed and opened again, with what it remembers.
    fn reopen(&self, remembered: &str) {
        *self.replication.borrow_mut() =
            Self::replication(self.store, &self.server, &self.keys, self.extent, remembered);
    }

    fn person(&self, id: Id<Person>) -> Option<Person> {
        self.store.peek(|records| records.get(id).cloned())
    }

    fn titles(&self, id: Id<Person>) -> Vec<String> {
        let conflicts = self.store.conflicts(id.into());
        match conflicts.into_iter().find(|contested| contested.path == "title") {
            Some(contested) => {
                contested.values.iter().map(|(_, value)| value.as_str().unwrap_or_default().to_owned()).collect()
            }
            None => self.person(id).map(|person| person.title).into_iter().collect(),
        }
    }

    fn write(&self, id: Id<Person>, title: &str) {
        let person = self.person(id).expect("the person is here");
        self.store.apply(Change::put("wrote", Person { title: title.into(), ..person }));
        self.store.flush();
    }

    /// An account with a person, and what stays with us.
    fn begin(&self) -> Id<Person> {
        let store = self.store;
        let account = Account { id: store.new_id(), name: "Borealis Rail".into(), ..Account::default() };
        let person = Person {
            id: store.new_id(),
            account: account.id,
            name: "Priya".into(),
            notes: "Plays chess".into(),
            ..Person::default()
        };
        let negotiation =
            Negotiation { id: store.new_id(), account: account.id, name: "Renewal".into(), ..Negotiation::default() };
        let id = person.id;
        let edits = [account.into_record(), person.into_record(), negotiation.into_record()].map(Edit::Put).to_vec();
        store.apply(Change::new("began", edits));
        store.flush();
        id
    }
}

/// All that stands in the database, in clear.
fn everything(http: &Http) -> String {
    let mut text = http.send("GET", "/_all_docs?include_docs=true&conflicts=true", None).expect("it answers").body;
    text.push_str(&http.send("GET", "/_changes?style=all_docs", None).expect("it answers").body);
    text
}

fn branches(http: &Http) -> usize {
    let all = http.send("GET", "/_all_docs?include_docs=true&conflicts=true", None).expect("it answers").body;
    let all: Value = serde_json::from_str(&all).expect("it is JSON");
    let rows = all["rows"].as_array().map(Vec::as_slice).unwrap_or_default();
    rows.iter().filter_map(|row| row["doc"]["_conflicts"].as_array()).map(Vec::len).sum()
}

#[test]
fn two_copies_share_what_colleagues_may_have_and_the_server_reads_none_of_it() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
    let person = one.begin();
    assert!(one.exchange().pushed >= 4, "lives and what is shared of an account and a person");
    assert!(other.exchange().merged >= 2);
    let arrived = other.person(person).expect("it is there");
    assert_eq!((arrived.name.as_str(), arrived.notes.as_str()), ("Priya", ""));
    assert!(other.store.peek(|records| records.all::<Negotiation>().next().is_none()), "negotiations stay with us");
    other.write(person, "COO");
    assert_eq!(other.exchange().pushed, 2, "the life and what is shared of one person");
    assert_eq!(one.exchange().merged, 1);
    assert_eq!(one.titles(person), ["COO"]);
    assert_eq!(one.person(person).map(|person| person.notes).as_deref(), Some("Plays chess"));
    for copy in [&one, &other, &one] {
        let quiet = copy.exchange();
        assert_eq!((quiet.merged, quiet.pushed), (0, 0), "everything is known everywhere");
    }
    let text = everything(&http);
    for word in ["Priya", "Borealis", "COO", "chess", "people", "accounts", &person.to_string()] {
        assert!(!text.contains(word), "the server can read “{word}”");
    }
}

#[test]
fn the_devices_of_one_person_share_what_is_private_under_a_passphrase_of_their_own() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let devices = [(), ()].map(|()| Copy::of(workspace(), http.clone(), Some("mine alone"), Extent::Workspace));
    let colleague = Copy::new(http.clone());
    let person = devices[0].begin();
    devices[0].exchange();
    devices[1].exchange();
    colleague.exchange();
    assert_eq!(devices[1].person(person).map(|person| person.notes).as_deref(), Some("Plays chess"));
    assert_eq!(devices[1].store.peek(|records| records.all::<Negotiation>().count()), 1);
    assert_eq!(colleague.person(person).map(|person| person.notes).as_deref(), Some(""));
    assert!(colleague.exchange().odd.is_empty(), "what is another's is no fault");
    assert_eq!(join(&http, TEAM, Some("not mine"), "ines").err(), Some(ServerError::OwnPassphrase));
    assert_eq!(join(&http, "not ours", None, "ines").err(), Some(ServerError::Passphrase));
    assert!(join(&http, TEAM, Some("another person's"), "daniel").is_ok());
}

#[test]
fn both_values_stand_everywhere_until_one_is_chosen_and_no_branches_stay_behind() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let copies: Vec<Copy> = (0..5).map(|_| Copy::new(http.clone())).collect();
    let person = copies[0].begin();
    copies[0].exchange();
    copies.iter().for_each(|copy| drop(copy.exchange()));
    for (number, copy) in copies.iter().enumerate() {
        copy.write(person, &format!("title {number}"));
    }
    for _ in 0..2 {
        copies.iter().for_each(|copy| drop(copy.exchange()));
    }
    let mut expected: Vec<String> = (0..5).map(|number| format!("title {number}")).collect();
    for copy in &copies {
        let mut titles = copy.titles(person);
        titles.sort();
        assert_eq!(titles, expected);
    }
    assert_eq!(branches(&http), 0);
    copies[3].store.settle("chose".into(), vec![(Key::from(person), "title".into(), json!("title 1"))]);
    copies[3].store.flush();
    copies[3].exchange();
    copies.iter().for_each(|copy| drop(copy.exchange()));
    expected = vec!["title 1".into()];
    assert!(copies.iter().all(|copy| copy.titles(person) == expected));
    assert_eq!(branches(&http), 0);
}

#[test]
fn copies_that_have_made_the_same_of_it_have_made_one_revision() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let copies: Vec<Copy> = (0..3).map(|_| Copy::new(http.clone())).collect();
    let person = copies[0].begin();
    copies[0].exchange();
    copies.iter().for_each(|copy| drop(copy.exchange()));
    copies[0].write(person, "COO");
    copies[1].write(person, "CEO");
    // Both go up without having seen each other.
    copies[0].server.cut_after.set(Some(1));
    assert!(copies[0].tries().is_err());
    copies[1].exchange();
    copies[0].server.cut_after.set(None);
    copies[0].exchange();
    copies[1].exchange();
    copies[2].exchange();
    let all = |copy: &Copy| copy.exchange().pushed;
    assert_eq!(copies.iter().map(all).sum::<usize>(), 0);
    assert_eq!(branches(&http), 0);
    assert!(copies.iter().all(|copy| copy.titles(person).len() == 2));
}

#[test]
fn a_network_that_is_cut_anywhere_loses_nothing() {
    let couch = Couch::start();
    for (number, lost) in [false, true].into_iter().enumerate() {
        let http = couch.database(&format!("cut{number}"), "ines");
        let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
        let people: Vec<Id<Person>> = (0..120).map(|_| one.begin()).collect();
        for copy in [&one, &other, &one] {
            copy.server.answers_are_lost.set(lost);
            let mut tries = 0;
            // Each time it comes one question further than the last time.
            while {
                copy.server.cut_after.set(Some(tries));
                copy.tries().is_err()
            } {
                tries += 1;
                assert!(tries < 60, "it gets nowhere");
            }
            copy.server.cut_after.set(None);
            copy.exchange();
        }
        assert!(people.iter().all(|person| other.person(*person).is_some()));
        assert_eq!(branches(&http), 0);
        assert_eq!((one.exchange().pushed, other.exchange().pushed), (0, 0));
    }
}

#[test]
fn a_server_that_comes_back_goes_on_and_one_that_was_set_back_gets_everything_again() {
    let mut couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
    let person = one.begin();
    one.exchange();
    other.exchange();
    let remembered = one.replication.borrow().remembered().expect("something came");
    couch.order("down");
    one.write(person, "COO");
    assert_eq!(one.tries().err(), Some(ServerError::Unreachable));
    assert_eq!(one.replication.borrow().waiting(), 1);
    couch.order("up");
    assert_eq!(one.exchange().pushed, 2);
    assert_eq!(one.replication.borrow().waiting(), 0);
    // The page is opened again and knows what it knew.
    let remembered_later = one.replication.borrow().remembered().expect("something went");
    one.server.asked.borrow_mut().clear();
    one.reopen(&remembered_later);
    one.exchange();
    assert!(one.server.asked.borrow().iter().all(|asked| asked.path != "/_bulk_get"), "nothing is fetched again");
    // A page that knows less than its checkpoint says begins anew.
    one.reopen(&remembered);
    one.exchange();
    other.exchange();
    assert_eq!(other.titles(person), ["COO"]);
    // The database was lost, and an empty one stands in its place.
    couch.database("other", "ines");
    http.send("DELETE", "", None).expect("it answers");
    assert!(matches!(one.tries().err(), Some(ServerError::NoDatabase)), "it says so");
    http.send("PUT", "", None).expect("it answers");
    assert_eq!(one.tries().err(), Some(ServerError::AnotherWorkspace), "a page that is open notices");
    one.reopen(&remembered_later);
    assert_eq!(one.tries().err(), Some(ServerError::AnotherWorkspace), "nothing is sent to what was not joined");
    let again = Copy::of(one.store, http.clone(), None, Extent::Workspace);
    assert!(again.exchange().pushed >= 4);
    let new = Copy::new(http);
    new.exchange();
    assert_eq!(new.titles(person), ["COO"]);
}

#[test]
fn a_database_that_was_restored_from_a_backup_brings_nothing_back_and_gets_what_it_lacks() {
    let couch = Couch::start();
    let (now, old) = (couch.database("now", "ines"), couch.database("old", "ines"));
    let (one, other) = (Copy::new(now.clone()), Copy::new(now.clone()));
    let person = one.begin();
    one.exchange();
    // Yesterday's state is put in the place of today's.
    let copied: Value =
        serde_json::from_str(&now.send("GET", "/_all_docs?include_docs=true", None).expect("it answers").body)
            .expect("JSON");
    let documents: Vec<Value> = copied["rows"].as_array().expect("rows").iter().map(|row| row["doc"].clone()).collect();
    let body = json!({ "new_edits": false, "docs": documents }).to_string();
    old.send("POST", "/_bulk_docs", Some(&body)).expect("it answers");
    one.write(person, "COO");
    one.exchange();
    other.exchange();
    let remembered = one.replication.borrow().remembered().expect("something went");
    let set_back = Copy::of(one.store, old.clone(), None, Extent::Workspace);
    set_back.reopen(&remembered);
    assert_eq!(set_back.exchange().pushed, 2, "what it lacks");
    assert_eq!(one.titles(person), ["COO"]);
    let new = Copy::new(old);
    new.exchange();
    assert_eq!(new.titles(person), ["COO"]);
}

#[test]
fn old_revisions_may_be_gone() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
    let person = one.begin();
    one.exchange();
    other.exchange();
    for title in ["a", "b", "c", "COO"] {
        one.write(person, title);
        one.exchange();
    }
    other.write(person, "CEO");
    http.send("POST", "/_compact", Some("{}")).expect("it answers");
    other.exchange();
    one.exchange();
    let mut titles = one.titles(person);
    titles.sort();
    assert_eq!(titles, ["CEO", "COO"]);
    assert_eq!(titles.len(), other.titles(person).len());
}

#[test]
fn a_colleague_who_was_removed_is_told_and_keeps_what_they_had() {
    let mut couch = Couch::start();
    let http = couch.database("plans", "ines");
    let colleague = Copy::new(couch.database("plans", "daniel"));
    let one = Copy::new(http);
    let person = one.begin();
    one.exchange();
    colleague.exchange();
    couch.order("out daniel");
    one.write(person, "COO");
    one.exchange();
    colleague.write(person, "written after");
    assert_eq!(colleague.tries().err(), Some(ServerError::NotAllowed));
    assert_eq!(colleague.titles(person), ["written after"]);
    assert_eq!(one.exchange().merged, 0);
}

/// Under which path a hostile server answers, and what it makes of the true answer.
type Answering = (&'static str, fn(Value) -> String);

/// What a hostile server makes of the answers to the questions under `path`.
fn answering(
    path: &'static str,
    with: fn(Value) -> String,
) -> impl FnMut(&mainstay::storage::Request, Answer) -> Result<Answer, ServerError> {
    move |request, answer| {
        if !request.path.contains(path) {
            return Ok(answer);
        }
        let body = with(serde_json::from_str(&answer.body).unwrap_or_default());
        Ok(Answer { body, ..answer })
    }
}

#[test]
fn whatever_a_hostile_server_answers_nothing_is_lost_and_nothing_of_it_comes_in() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
    let person = one.begin();
    one.exchange();
    let garbage: [Answering; 11] = [
        ("/_changes", |_| "<html>".into()),
        ("/_changes", |_| "{}".into()),
        ("/_changes", |_| "[]".into()),
        ("/_changes", |_| r#"{"results":[{"id":7}],"last_seq":1}"#.into()),
        ("/_changes", |_| r#"{"results":[{"id":"a","changes":[{"rev":"99999999999-x"}]}],"last_seq":1}"#.into()),
        ("/_changes", |_| r#"{"results":[],"last_seq":{"a":1}}"#.into()),
        ("/_changes", |_| "[".repeat(100_000)),
        ("/_bulk_get", |_| "null".into()),
        ("/_bulk_get", |_| r#"{"results":[{"docs":[{"ok":{}}]}]}"#.into()),
        ("/mainstay", |_| r#"{"sealed":"AAAA"}"#.into()),
        ("/mainstay", |_| r#"{"sealed":7}"#.into()),
    ];
    for (path, with) in garbage {
        other.reopen("");
        other.server.with(answering(path, with));
        assert!(other.tries().is_err(), "{path}");
        assert!(other.person(person).is_none(), "nothing comes in of an answer in part");
    }
    other.server.honest();
    other.reopen("");
    other.exchange();
    let puts: [Answering; 3] = [
        ("/_revs_diff", |_| "7".into()),
        ("/_bulk_docs", |_| r#"{"ok":true}"#.into()),
        ("/_bulk_docs", |_| r#"[{"id":"a","error":"forbidden"}]"#.into()),
    ];
    for (number, (path, with)) in puts.into_iter().enumerate() {
        other.write(person, &format!("title {number}"));
        other.server.with(answering(path, with));
        assert!(other.tries().is_err(), "{path}");
        assert_eq!(other.replication.borrow().waiting(), 1, "it is not said to be there");
    }
    other.server.honest();
    other.exchange();
    one.exchange();
    assert_eq!(one.titles(person), ["title 2"]);
}

#[test]
fn rows_that_were_changed_exchanged_or_brought_back_are_left_out_and_mended() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
    let person = one.begin();
    one.exchange();
    other.exchange();
    let old = Rc::new(RefCell::new(Vec::<Value>::new()));
    let note = Rc::clone(&old);
    // Each row under the name of the one before it.
    let mixed = move |request: &mainstay::storage::Request, answer: Answer| {
        if request.path != "/_bulk_get" {
            return Ok(answer);
        }
        let mut value: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        let rows = value["results"].as_array_mut().map(Vec::as_mut_slice).unwrap_or_default();
        let seals: Vec<Value> = rows.iter().map(|row| row["docs"][0]["ok"]["row"].clone()).collect();
        for (at, row) in rows.iter_mut().enumerate() {
            row["docs"][0]["ok"]["row"] = seals[(at + 1) % seals.len()].clone();
        }
        note.borrow_mut().extend(seals);
        Ok(Answer { body: value.to_string(), ..answer })
    };
    one.write(person, "COO");
    one.exchange();
    other.server.with(mixed);
    let exchanged = other.exchange();
    assert_eq!(exchanged.merged, 0);
    assert_eq!(exchanged.odd.get(&Odd::Changed), Some(&2), "{exchanged:?}");
    other.server.honest();
    // It put its own in the place of what could not be read, and that is merged with what the first one has.
    one.exchange();
    other.exchange();
    assert_eq!((one.titles(person), other.titles(person)), (vec!["COO".to_owned()], vec!["COO".to_owned()]));
    assert!(other.exchange().odd.is_empty());

    // An old content under the name of the new one.
    let earlier = old.borrow().clone();
    one.write(person, "CEO");
    one.exchange();
    let brought_back = move |request: &mainstay::storage::Request, answer: Answer| {
        let mut value: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        if request.path == "/_bulk_get" {
            for row in value["results"].as_array_mut().into_iter().flatten() {
                for seal in &earlier {
                    row["docs"][0]["ok"]["row"] = seal.clone();
                }
            }
        }
        Ok(Answer { body: value.to_string(), ..answer })
    };
    other.server.with(brought_back);
    assert_eq!(other.exchange().merged, 0);
    other.server.honest();
    one.exchange();
    other.exchange();
    assert_eq!((one.titles(person), other.titles(person)), (vec!["CEO".to_owned()], vec!["CEO".to_owned()]));
}

#[test]
fn one_account_goes_with_what_it_refers_to_and_nothing_else() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let store = workspace();
    let all = Copy::of(store, couch.database("unused", "ines"), None, Extent::Workspace);
    let (shared, kept) = (all.begin(), all.begin());
    let account = all.person(shared).map(|person| person.account).expect("it is there");
    let one = Copy::of(store, http.clone(), None, Extent::Account(account));
    one.exchange();
    let other = Copy::new(http);
    other.exchange();
    assert!(other.person(shared).is_some() && other.person(kept).is_none());
    assert_eq!(one.replication.borrow().waiting(), 0);
}

#[test]
fn what_a_person_deletes_is_deleted_everywhere_unless_another_wrote_it_unseen() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http));
    let (gone, kept) = (one.begin(), one.begin());
    one.exchange();
    other.exchange();
    one.store.apply(Change::new("deleted", vec![Edit::Delete([gone, kept].map(Key::from).to_vec())]));
    one.store.flush();
    other.write(kept, "COO");
    one.exchange();
    other.exchange();
    one.exchange();
    for copy in [&one, &other] {
        assert!(copy.person(gone).is_none());
        assert_eq!(copy.titles(kept), ["COO"], "who wrote had not seen that it was deleted");
    }
}

#[test]
fn what_is_known_on_both_sides_is_neither_fetched_nor_put_again() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http));
    for _ in 0..50 {
        one.begin();
    }
    one.exchange();
    other.exchange();
    let load = Rc::new(Cell::new(0));
    let count = Rc::clone(&load);
    // A page that remembers nothing compares what it has with what stands there.
    other.reopen("");
    other.server.with(move |request, answer| {
        if ["/_bulk_get", "/_bulk_docs"].contains(&request.path.as_str()) {
            count.set(count.get() + answer.body.len());
        }
        Ok(answer)
    });
    other.exchange();
    assert!(load.get() < 5_000, "{} bytes", load.get());
}

#[test]
fn what_somebody_has_deleted_on_the_server_is_put_there_again_while_the_page_is_open() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http.clone()));
    let person = one.begin();
    one.exchange();
    other.exchange();
    let all: Value =
        serde_json::from_str(&http.send("GET", "/_all_docs", None).expect("it answers").body).expect("it is JSON");
    let rows = all["rows"].as_array().expect("rows").iter().filter(|row| row["id"] != "mainstay");
    let gone: Vec<Value> =
        rows.map(|row| json!({ "_id": row["id"], "_rev": row["value"]["rev"], "_deleted": true })).collect();
    http.send("POST", "/_bulk_docs", Some(&json!({ "docs": gone }).to_string())).expect("it answers");
    one.exchange();
    other.exchange();
    let new = Copy::new(http);
    new.exchange();
    assert!(new.person(person).is_some());
    assert!(one.person(person).is_some() && other.person(person).is_some());
}

#[test]
fn what_a_clock_far_ahead_has_written_is_told_and_neither_taken_in_nor_written_over() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let (one, other) = (Copy::new(http.clone()), Copy::new(http));
    let person = one.begin();
    one.exchange();
    other.exchange();
    host::move_clock(800);
    other.write(person, "from the future");
    other.exchange();
    host::move_clock(-800);
    let exchanged = one.exchange();
    assert_eq!((exchanged.merged, exchanged.odd.get(&Odd::Ahead)), (0, Some(&2)));
    one.write(person, "COO");
    assert_eq!(one.exchange().pushed, 0);
    let remembered = one.replication.borrow().remembered().expect("something came");
    one.reopen(&remembered);
    let exchanged = one.exchange();
    assert_eq!((exchanged.pushed, exchanged.odd.get(&Odd::Ahead)), (0, Some(&2)), "also after a reload");
    assert_eq!((one.titles(person), other.titles(person)), (vec!["COO".into()], vec!["from the future".into()]));
}

#[test]
fn a_database_that_is_exchanged_under_an_open_page_gets_nothing() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let one = Copy::new(http.clone());
    let person = one.begin();
    one.exchange();
    http.send("DELETE", "", None).expect("it answers");
    http.send("PUT", "", None).expect("it answers");
    one.write(person, "COO");
    assert_eq!(one.tries().err(), Some(ServerError::AnotherWorkspace));
    assert!(!everything(&http).contains("\"row\""), "nothing was sent");
}

#[test]
fn what_another_has_put_there_beside_the_one_account_is_shared_too() {
    let couch = Couch::start();
    let http = couch.database("plans", "ines");
    let all = Copy::new(http.clone());
    let (shared, beside) = (all.begin(), all.begin());
    all.exchange();
    let account = all.person(shared).map(|person| person.account).expect("it is there");
    let one = Copy::of(workspace(), http, None, Extent::Account(account));
    one.exchange();
    let own = one.begin();
    one.write(beside, "COO");
    one.exchange();
    all.exchange();
    assert_eq!(all.titles(beside), ["COO"]);
    assert!(all.person(own).is_none(), "what only this one has, and did not choose, stays here");
    assert_eq!(one.replication.borrow().waiting(), 0);
}

/// Five copies write, exchange and are cut off at random.
#[test]
fn nothing_is_lost_in_random_histories_over_a_server() {
    let couch = Couch::start();
    for seed in 0..8_u64 {
        let mut state = seed + 1;
        let mut below = |end: u64| {
            // Knuth's generator: the same steps every time.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % end
        };
        let http = couch.database(&format!("history{seed}"), "ines");
        let copies: Vec<Copy> = (0..5).map(|_| Copy::new(http.clone())).collect();
        let people = [copies[0].begin(), copies[0].begin()];
        copies[0].exchange();
        let (mut written, mut replaced) = (Vec::new(), Vec::new());
        for number in 0..60 {
            let (copy, person) = (&copies[below(5) as usize], people[below(2) as usize]);
            if below(2) == 0 && copy.person(person).is_some() {
                replaced.extend(copy.titles(person).first().map(|shown| (person, shown.clone())));
                let title = format!("title {number}");
                copy.write(person, &title);
                written.push((person, title));
            } else {
                copy.server.answers_are_lost.set(below(2) == 0);
                copy.server.cut_after.set(Some(below(12) as usize));
                // Where it is cut, it goes on the next time.
                drop(copy.tries());
                copy.server.cut_after.set(None);
            }
        }
        for _ in 0..2 {
            copies.iter().for_each(|copy| drop(copy.exchange()));
        }
        for (person, title) in written.iter().filter(|written| !replaced.contains(written)) {
            for copy in &copies {
                assert!(copy.titles(*person).contains(title), "seed {seed}: “{title}” was lost");
            }
        }
        assert_eq!(copies.iter().map(|copy| copy.exchange().pushed).sum::<usize>(), 0, "seed {seed}");
        assert_eq!(branches(&http), 0, "seed {seed}");
    }
}
