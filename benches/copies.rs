//! What bringing copies together costs, at the size of a large workspace: `make bench`. Times are of this machine; what counts are the
//! ratios within one run.
#![allow(clippy::expect_used, reason = "a benchmark that cannot begin should stop")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use mainstay::{
    domain::{Account, Entity, Id, Person, Records, Stored},
    export::{Scope, json_file},
    replica::{CopyId, Stamp, Version, Write, open_row, seal, stamped, write_copies, write_stamps},
    schema::{File, Level, open},
};
use serde_json::Value;
use uuid::Uuid;

const RECORDS: u128 = 10_000;
const TIMES: usize = 5;

/// The median of some runs.
fn time<T>(what: &str, run: impl Fn() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|_| {
            let begun = Instant::now();
            black_box(run());
            begun.elapsed()
        })
        .collect();
    times.sort();
    let median = times[TIMES / 2];
    println!("{what:<64} {:>9.1} ms", median.as_secs_f64() * 1e3);
    median
}

fn ratio(what: &str, of: f64, to: f64) {
    println!("{what:<64} {:>9.2}", of / to);
}

fn rows() -> Vec<Stored> {
    let account = Account { id: Id::new(Uuid::from_u128(1)), name: "Borealis Rail".into(), ..Account::default() };
    let person = |number: u128| Person {
        id: Id::new(Uuid::from_u128(number)),
        account: account.id,
        name: format!("Person {number}"),
        title: "Head of operations".into(),
        unit: "Rail operations".into(),
        email: format!("person.{number}@borealis.example"),
        phone: "+44 20 7946 0000".into(),
        wants: "Fewer delays at the depot, and somebody who answers the phone at night".into(),
        ..Person::default()
    };
    let people = (2..RECORDS + 1).map(|number| Stored::own(person(number).into_record()));
    std::iter::once(Stored::own(account.clone().into_record())).chain(people).collect()
}

/// The versions of two copies that have shared everything once, and gone on each by itself in a tenth of the records.
fn copies(rows: &[Stored]) -> [Vec<Version>; 2] {
    [CopyId(2), CopyId(3)].map(|copy| {
        let version = |(at, row): (usize, &Stored)| {
            let mut version = stamped(row, Stamp { clock: 1_790_000_000_000, copy: CopyId(1) });
            if at % 10 == copy.0 as usize {
                let replaces = version.replaced_by_who_sees_it(row.key().kind, "title");
                let write = Write::of("title".into(), Value::from("Head of rail"), replaces);
                version.write(row.key().kind, &[write], Stamp { clock: 1_790_000_000_000 + at as u64, copy });
            }
            version
        };
        rows.iter().enumerate().map(version).collect()
    })
}

fn main() {
    let rows = rows();
    let [mine, theirs] = copies(&rows);
    println!("{RECORDS} records, the median of {TIMES} runs\n");
    time("Merge two copies, a tenth of each edited", || {
        mine.iter()
            .zip(&theirs)
            .map(|(mine, theirs)| {
                let mut merged = mine.clone();
                merged.merge(theirs);
                merged
            })
            .filter(|merged| !merged.sections().iter().all(|section| section.cells.is_empty()))
            .count()
    });
    let sealed: Vec<_> =
        rows.iter().zip(&mine).map(|(row, version)| seal(version, row.key(), 0).expect("a record")).collect();
    let plain = time("Open rows for their records", || sealed.iter().filter(|row| open(row).is_ok()).count());
    let whole =
        time("Open rows with their stamps", || sealed.iter().filter(|row| open_row(row, CopyId(1)).is_ok()).count());
    time("Write rows with their stamps", || {
        rows.iter().zip(&mine).filter(|(row, version)| seal(version, row.key(), 0).is_ok()).count()
    });
    let records: Records = rows.iter().cloned().collect();
    let bare = json_file(&records, Scope::Workspace, Level::Full, "2026-11-23T08:42:00.000Z");
    let mut full = bare.clone();
    let table = [CopyId(1), CopyId(2)];
    full.stamps.copies = write_copies(&table);
    for ((row, version), fields) in
        rows.iter().zip(&mine).zip(full.records.values().flatten().cloned().collect::<Vec<_>>())
    {
        full.stamps.insert(&fields, write_stamps(version, row, &table));
    }
    let (bare_text, full_text) = (bare.to_text(), full.to_text());
    time("Read a file", || File::read(full_text.as_bytes()).is_ok());
    println!();
    ratio("Opening rows with stamps, to opening them without", whole.as_secs_f64(), plain.as_secs_f64());
    ratio("A file with stamps, to one without", full_text.len() as f64, bare_text.len() as f64);
    let body: usize = sealed.iter().map(|row| row.body.len()).sum();
    let stamps: usize = sealed.iter().map(|row| row.stamps.len()).sum();
    ratio("Rows in the database with stamps, to those without", (body + stamps) as f64, body as f64);
}
