//! Generated workspaces: every kind of record, with links, parts and references, each field filled or not.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mainstay::{
    domain::{
        Account, Change, Edit, Entity, Id, Key, Kind, Person, Record, Records, Stored, apply,
        field::{Field, Input},
        review::Slide,
    },
    export::{Scope, client_json, export_json},
    import::{self, Proposal, read_table},
    replica::{CopyId, Stamp, open_row, open_shown, seal, stamped},
    schema::{Envelope, File, FileError, Level, open},
};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use uuid::Uuid;

const AT: &str = "2026-11-23T08:42:00.000Z";

fn propose(records: &Records, bytes: &[u8]) -> Result<Proposal, FileError> {
    import::propose(records, &File::read(bytes)?)
}

fn restore(records: &Records, name: &str, bytes: &[u8]) -> Result<Change, FileError> {
    import::restore(records, name, &File::read(bytes)?)
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn full(records: &Records) -> Vec<u8> {
    export_json(records, Scope::Workspace, Level::Full, AT).bytes
}

/// The ids of a kind: two records of each, and one of what there is once.
fn ids(kind: Kind) -> Vec<Uuid> {
    let position = Kind::ALL.iter().position(|known| *known == kind).unwrap_or_default() as u128;
    let count = if kind == Kind::Workspace { 1 } else { 2 };
    (1..=count).map(|number| Uuid::from_u128(position * 2 + number)).collect()
}

fn account() -> Id<Account> {
    Id::new(ids(Kind::Account)[0])
}

fn day() -> impl Strategy<Value = Value> {
    let from = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap_or_default();
    (0..3650_u64).prop_map(move |days| json!(from + chrono::Days::new(days)))
}

fn any_id(kind: Kind) -> BoxedStrategy<Value> {
    prop::sample::select(ids(kind)).prop_map(|id| json!(id)).boxed()
}

/// The parts of a list, each known by another key.
fn parts(key: &'static str) -> BoxedStrategy<Value> {
    let names: Vec<Value> = match key {
        "slide" => Slide::ALL.iter().map(|slide| json!(slide.key())).collect(),
        "tier" => ["a", "b", "c"].map(|tier| json!(tier)).to_vec(),
        "stage" => ["prospecting", "proposal", "won"].map(|stage| json!(stage)).to_vec(),
        "score" => (0..=10).map(|score| json!(score)).collect(),
        _ => (1..=3).map(|number| json!(Uuid::from_u128(90_000 + number))).collect(),
    };
    let some = prop::sample::subsequence(names, 1..=2);
    some.prop_map(move |names| names.into_iter().map(|name| json!({ key: name })).collect::<Vec<_>>().into()).boxed()
}

/// A value of a field of the record with this id; `None` where the field stays empty.
fn any_value(field: &Field, of: Uuid) -> BoxedStrategy<Option<Value>> {
    let some = match field.input {
        Input::Text | Input::LongText | Input::Address | Input::Quarter => {
            "[ -~äß«שׁ☃]{1,12}".prop_map(|text| json!(format!("x{text}"))).boxed()
        }
        Input::Date => day().boxed(),
        Input::Time => (0..24, 0..60).prop_map(|(hour, minute)| json!(format!("{hour:02}:{minute:02}"))).boxed(),
        Input::Money => (-1_000_000_000..1_000_000_000_i64, prop::sample::select(vec!["EUR", "USD", "SEK"]))
            .prop_map(|(minor, currency)| {
                let amount = format!("{}.{:02}", minor / 100, (minor % 100).abs());
                json!({ "amount": amount, "currency": currency })
            })
            .boxed(),
        Input::Currency => prop::sample::select(vec!["EUR", "USD", "GBP"]).prop_map(|code| json!(code)).boxed(),
        Input::Whole(least, most) => (least.max(0)..=most.min(120)).prop_map(|number| json!(number)).boxed(),
        Input::Decimal => (-1e6..1e6).prop_map(|number: f64| json!(number)).boxed(),
        Input::Choice(choices) => prop::sample::select(choices.keys).prop_map(|key| json!(key)).boxed(),
        Input::Several(choices) | Input::Members(choices) => {
            prop::sample::subsequence(choices.keys, 1..=2.min(choices.keys.len())).prop_map(|keys| json!(keys)).boxed()
        }
        Input::Flag => Just(json!(true)).boxed(),
        // A record refers to an earlier one of its own kind, as people report and initiatives follow: never in a
        // circle.
        Input::Link(kind) if kind == field.kind => match ids(kind).first() {
            Some(first) if *first != of => Just(json!(first)).boxed(),
            _ => return Just(None).boxed(),
        },
        Input::Links(kind) if kind == field.kind => match ids(kind).first() {
            Some(first) if *first != of => Just(json!([first])).boxed(),
            _ => return Just(None).boxed(),
        },
        Input::Link(kind) => any_id(kind),
        Input::Links(kind) => {
            prop::sample::subsequence(ids(kind), 1..=ids(kind).len()).prop_map(|ids| json!(ids)).boxed()
        }
        Input::Anything => any_id(Kind::Opportunity),
        Input::Parts(key) => parts(key),
        Input::Structured => return Just(None).boxed(),
    };
    if field.required { some.prop_map(Some).boxed() } else { prop::option::of(some).boxed() }
}

fn any_record(kind: Kind, id: Uuid) -> BoxedStrategy<Stored> {
    let values: Vec<_> = kind
        .fields()
        .iter()
        .map(|field| any_value(field, id).prop_map(move |value| (field.key.to_owned(), value)))
        .collect();
    (values, any::<bool>())
        .prop_map(move |(values, sample)| {
            let mut fields: Map<String, Value> =
                values.into_iter().filter_map(|(key, value)| Some((key, value?))).collect();
            fields.insert("id".into(), json!(id));
            if kind.belongs_to_account() {
                fields.insert("account".into(), json!(account()));
            }
            let record = Record::from_value(kind, fields).unwrap_or_else(|problem| panic!("{kind:?}: {problem:?}"));
            assert_eq!(record.check(), None, "{kind:?}");
            Stored { sample, ..Stored::own(record) }
        })
        .boxed()
}

/// A workspace with two records of every kind.
fn workspaces() -> impl Strategy<Value = Records> {
    let rows: Vec<BoxedStrategy<Stored>> =
        Kind::ALL.iter().flat_map(|kind| ids(*kind).into_iter().map(move |id| any_record(*kind, id))).collect();
    rows.prop_map(Records::from_iter)
}

/// What a file brings into an empty workspace.
fn imported(bytes: &[u8]) -> Result<Records, TestCaseError> {
    let mut records = Records::default();
    let proposal = propose(&records, bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let change = proposal.change(&records, "x", &BTreeSet::new());
    apply(&mut records, change, 0);
    Ok(records)
}

fn restored(bytes: &[u8]) -> Result<Records, TestCaseError> {
    let mut records = Records::default();
    let change = restore(&records, "x", bytes).map_err(|error| TestCaseError::fail(error.to_string()))?;
    apply(&mut records, change, 0);
    Ok(records)
}

/// The live records, with their sets in one order.
fn shown(records: &Records) -> Vec<(Key, Map<String, Value>)> {
    let fields = |row: &Stored| {
        let mut fields = row.record.to_value();
        for items in fields.values_mut().filter_map(Value::as_array_mut) {
            items.sort_by_key(Value::to_string);
        }
        fields
    };
    records.live().map(|(key, row)| (*key, fields(row))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn import_after_export_is_the_identity_at_every_level(records in workspaces()) {
        let bytes = full(&records);
        let again = restored(&bytes)?;
        prop_assert_eq!(full(&again), bytes);
        prop_assert_eq!(again, records.clone());
        for scope in [Scope::Workspace, Scope::Account(account())] {
            for level in [Level::Full, Level::Team] {
                let bytes = export_json(&records, scope, level, AT).bytes;
                let again = export_json(&imported(&bytes)?, scope, level, AT).bytes;
                prop_assert_eq!(String::from_utf8(again), String::from_utf8(bytes));
            }
        }
        let bytes = client_json(&records, account(), monday(), AT).bytes;
        prop_assert!(imported(&bytes)?.get(account()).is_some());
    }

    /// Whatever a person deletes, restores and adds, in whatever order: the backup of it opens, and is the same backup
    /// again.
    #[test]
    fn every_state_that_can_be_reached_exports_and_every_export_restores(
        records in workspaces(),
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 1..12),
    ) {
        let mut records = records;
        for (now, (at, what)) in steps.into_iter().enumerate() {
            let keys: Vec<Key> = records.rows().map(|(key, _)| *key).collect();
            let key = keys[at.index(keys.len())];
            let edit = match what {
                0 | 1 => Edit::Delete(vec![key]),
                2 => Edit::Restore(key),
                _ => Edit::Put(Person {
                    id: Id::new(Uuid::from_u128(5000 + now as u128)),
                    account: account(),
                    name: "New".into(),
                    manager: Some(Id::new(key.id)),
                    ..Person::default()
                }.into_record()),
            };
            apply(&mut records, Change::new("x", vec![edit]), 1 + now as i64);
        }
        let bytes = full(&records);
        let live = |bytes: &[u8]| {
            let read = File::read(bytes).map_err(|error| TestCaseError::fail(error.to_string()));
            read.map(|file| file.records)
        };
        prop_assert_eq!(live(&full(&restored(&bytes)?))?, live(&bytes)?);
    }

    /// What is deleted and restored is what it was, and so is what referred to it.
    #[test]
    fn a_deletion_that_is_restored_brings_every_record_back(
        records in workspaces(), victim in any::<prop::sample::Index>(),
    ) {
        let mut after = records.clone();
        let keys: Vec<Key> = records.rows().map(|(key, _)| *key).collect();
        let key = keys[victim.index(keys.len())];
        apply(&mut after, Change::delete("deleted", key), 5);
        prop_assert!(after.record(key).is_none());
        apply(&mut after, Change::new("restored", vec![Edit::Restore(key)]), 6);
        prop_assert_eq!(shown(&after), shown(&records));
    }

    #[test]
    fn no_bytes_make_a_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            let records = Records::default();
            let _ = File::read(bytes).is_ok();
            let _ = propose(&records, bytes).is_ok();
            let _ = restore(&records, "x", bytes).is_ok();
            let _ = read_table(bytes).is_ok();
        }
        let row = Envelope {
            id: text.clone(), account: String::new(), kind: "people".into(), version: 1, revision: 1, changed_at: 0,
            sample: false, deleted: None, body: text, stamps: String::new(), contested: false, held: String::new(),
        };
        prop_assert!(open(&row).is_err());
    }

    /// The file of a workspace with one byte changed is read or refused; nothing is half applied, and nothing panics.
    #[test]
    fn a_file_with_a_changed_byte_is_read_or_refused(
        records in workspaces(), at in any::<prop::sample::Index>(), byte in any::<u8>(),
    ) {
        let mut bytes = full(&records);
        let place = at.index(bytes.len());
        bytes[place] = byte;
        let _ = restore(&Records::default(), "x", &bytes).is_ok();
    }

    /// A row whose stamps somebody or something has changed is opened, as far as they can be read, and merges.
    #[test]
    fn a_row_with_changed_stamps_is_opened_and_merges(
        records in workspaces(),
        victim in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<prop::sample::Index>(), "[\\[\\]{}\",:0-9a-z]"), 1..6),
        contested in any::<bool>(),
    ) {
        let rows: Vec<&Stored> = records.rows().map(|(_, row)| row).collect();
        let row = rows[victim.index(rows.len())];
        let own = stamped(row, Stamp { clock: 5, copy: CopyId(7) });
        let sealed = seal(&own, row.key(), 9).map_err(|problem| TestCaseError::fail(problem.field))?;
        let mut letters: Vec<char> = sealed.stamps.chars().collect();
        for (at, with) in edits {
            let at = at.index(letters.len());
            letters[at] = with.chars().next().unwrap_or('x');
        }
        let changed = Envelope { stamps: letters.into_iter().collect(), contested, ..sealed };
        let mut opened = open_row(&changed, CopyId(1)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert!(open_shown(&changed, CopyId(1)).is_ok());
        opened.merge(&own);
        let _ = opened.stored(row.key()).is_ok();
        let _ = seal(&opened, row.key(), 10).is_ok();
        prop_assert!(own.contested(row.key().kind).is_empty());
    }
}
