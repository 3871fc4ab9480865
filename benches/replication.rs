//! What it costs to share a large workspace through a server: `make bench`. The server is PouchDB Server's parts in memory, on the
//! same machine; most of the time is its own. Times are of this machine; what counts are the ratios within one run.
#![allow(clippy::expect_used, reason = "a benchmark that cannot begin should stop")]

#[path = "../tests/host/mod.rs"]
mod host;
#[path = "../tests/replication/server.rs"]
#[allow(dead_code)]
mod server;

use std::{rc::Rc, time::Instant};

use futures::{executor::block_on, future::LocalBoxFuture};
use leptos::prelude::Owner;
use mainstay::{
    domain::{Account, Change, Edit, Entity, Id, Person},
    state::{Extent, Keys, Passphrases, Replication, Store},
};

use server::{Couch, Faulty, Http};

const RECORDS: usize = 10_000;

fn workspace() -> Store {
    let owner = Owner::new();
    owner.set();
    std::mem::forget(owner);
    host::workspace()
}

fn replication(store: Store, server: &Faulty, keys: &Keys, remembered: &str) -> Replication {
    let pause = || Box::pin(std::future::ready(())) as LocalBoxFuture<'static, ()>;
    Replication::new(store, Rc::new(server.clone()), (keys.clone(), Extent::Workspace), pause, remembered)
}

/// Exchanges until there is no more, and says how long that took and how much went over.
fn exchange(what: &str, store: Store, server: &Faulty, replication: &Replication) {
    server.asked.borrow_mut().clear();
    let begun = Instant::now();
    let (mut pushed, mut merged) = (0, 0);
    loop {
        let exchanged = block_on(replication.exchange()).expect("the server answers");
        store.flush();
        (pushed, merged) = (pushed + exchanged.pushed, merged + exchanged.merged);
        if !exchanged.has_more {
            break;
        }
    }
    let asked = server.asked.borrow();
    let sent: usize = asked.iter().filter_map(|asked| asked.body.as_ref()).map(String::len).sum();
    println!(
        "{what:<52} {:>8.0} ms {:>5} questions {:>8.1} MB sent, {pushed} put, {merged} merged",
        begun.elapsed().as_secs_f64() * 1e3,
        asked.len(),
        sent as f64 / 1e6
    );
}

fn write(store: Store, people: &[Id<Person>], title: &str) {
    let edits = people.iter().filter_map(|id| store.peek(|records| records.get(*id).cloned()));
    let edits = edits.map(|person| Edit::Put(Person { title: title.into(), ..person }.into_record())).collect();
    store.apply(Change::new("wrote", edits));
    store.flush();
}

fn main() {
    let couch = Couch::start();
    let http: Http = couch.database("plans", "ines");
    let server = Faulty::new(http.clone());
    let passphrases = Passphrases { team: "bear honey river", own: None, user: "ines" };
    let keys = block_on(Keys::join(&http, passphrases, host::random)).expect("it is founded");

    let one = workspace();
    let account = Account { id: one.new_id(), name: "Borealis Rail".into(), ..Account::default() };
    let people: Vec<Person> = (1..RECORDS)
        .map(|number| Person {
            id: one.new_id(),
            account: account.id,
            name: format!("Person {number}"),
            title: "Head of operations".into(),
            email: format!("person.{number}@borealis.example"),
            wants: "Fewer delays at the depot, and somebody who answers the phone at night".into(),
            ..Person::default()
        })
        .collect();
    let ids: Vec<Id<Person>> = people.iter().map(|person| person.id).collect();
    let edits = people.into_iter().map(Entity::into_record).chain([account.into_record()]).map(Edit::Put).collect();
    one.apply(Change::new("began", edits));
    one.flush();

    let here = replication(one, &server, &keys, "");
    exchange("10,000 records are put there for the first time", one, &server, &here);
    exchange("nothing has changed", one, &server, &here);
    let other = workspace();
    let there = replication(other, &server, &keys, "");
    exchange("a new copy gets them", other, &server, &there);
    write(one, &ids[..1], "COO");
    exchange("one record is put there", one, &server, &here);
    exchange("and comes", other, &server, &there);
    write(one, &ids[..100], "CEO");
    exchange("a hundred records are put there", one, &server, &here);
    exchange("and come", other, &server, &there);
    let remembered = here.remembered().expect("something went");
    println!("{:<52} {:>8.1} MB", "what is remembered until the page is opened again", remembered.len() as f64 / 1e6);
    exchange("a page that is opened again compares", one, &server, &replication(one, &server, &keys, &remembered));
    exchange("the same where nothing was remembered", one, &server, &replication(one, &server, &keys, ""));
}
