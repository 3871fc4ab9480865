//! The file format: round trips, levels, hostile input, the published schema.
#![allow(clippy::expect_used, reason = "a test that cannot read its own files should stop")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use mainstay::{
    document::{Brand, Document, Face, Paper, follow_up, freeze, people_map, review},
    domain::{
        Account, Action, Approval, Change, Edit, Entity, Id, Kind, Link, Locale, Meeting, Metric, Observation, Person,
        RaidItem, Record, Records, Review, Stored, Strategy, Teammate,
        agenda::{RowPart, agenda},
        apply,
        choice::{PlaybookTask, PreparationTask},
        field::{Audience, Client, Input},
        id_of_its_own, sample, satisfaction,
    },
    export::{Scope, client_json, export_json, html, map_svg, markdown, pptx},
    import::{self, Proposal},
    schema::{File, FileError, Level, json_schema},
};
use serde_json::{Value, json};
use uuid::Uuid;

const AT: &str = "2026-11-23T08:42:00.000Z";

fn propose(records: &Records, bytes: &[u8]) -> Result<Proposal, FileError> {
    import::propose(records, &File::read(bytes)?)
}

fn restore(records: &Records, name: &str, bytes: &[u8]) -> Result<Change, FileError> {
    import::restore(records, name, &File::read(bytes)?)
}

fn monday() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

fn world() -> Records {
    let mut next = 0;
    let mut records = Records::default();
    let change = sample::open(monday(), &mut || {
        next += 1;
        Uuid::from_u128(next)
    });
    apply(&mut records, change, 0);
    let held: Vec<Review> = records.all::<Review>().filter(|review| review.held_on.is_some()).cloned().collect();
    let frozen = held.iter().filter_map(|review| {
        Some(Edit::Put(freeze(&records, review, review.held_on?, Locale::default()).into_record()))
    });
    let edits = frozen.collect();
    apply(&mut records, Change::new("froze", edits), 0);
    records
}

fn full(records: &Records) -> Vec<u8> {
    export_json(records, Scope::Workspace, Level::Full, AT).bytes
}

#[test]
fn a_full_export_restored_and_exported_again_is_the_same_to_the_byte() {
    let records = world();
    let bytes = full(&records);
    let mut restored = Records::default();
    let change = restore(&restored, "x", &bytes).expect("it is our own file");
    apply(&mut restored, change, 0);
    assert_eq!(String::from_utf8(full(&restored)), String::from_utf8(bytes));
}

#[test]
fn importing_ones_own_export_changes_nothing_at_any_level() {
    let records = world();
    for level in [Level::Full, Level::Team] {
        let bytes = export_json(&records, Scope::Workspace, level, AT).bytes;
        let proposal = propose(&records, &bytes).expect("it is our own file");
        assert_eq!(
            (proposal.added.len(), proposal.changed.len()),
            (0, 0),
            "{level:?}: nothing is cleared that the level cannot hold"
        );
    }
    for account in records.all::<Account>() {
        let bytes = client_json(&records, account.id, monday(), AT).bytes;
        let proposal = propose(&records, &bytes).expect("a client file is a file of ours");
        assert_eq!(proposal.added.len(), 0, "{}", account.name);
    }
}

#[test]
fn an_account_s_file_opens_in_an_empty_workspace_with_the_people_and_products_it_needs() {
    let records = world();
    for account in records.all::<Account>() {
        let bytes = export_json(&records, Scope::Account(account.id), Level::Team, AT).bytes;
        let mut elsewhere = Records::default();
        let proposal = propose(&elsewhere, &bytes).unwrap_or_else(|error| panic!("{}: {error}", account.name));
        let change = proposal.change(&elsewhere, "x", &BTreeSet::new());
        apply(&mut elsewhere, change, 0);
        assert_eq!(elsewhere.all::<Account>().count(), 1);
        assert_eq!(elsewhere.all::<mainstay::domain::Workspace>().count(), 0, "never settings");
    }
}

/// A word that no client may read, in every field of every record that the client cannot be given.
const CANARY: &str = "CANARY";

fn with_canaries(records: &Records) -> Records {
    let mut marked = records.clone();
    for (key, row) in records.live() {
        let mut fields = row.record.to_value();
        for field in key.kind.fields() {
            let text = matches!(field.input, Input::Text | Input::LongText | Input::Address);
            if text && field.client == Client::Nothing {
                fields.insert(field.key.to_owned(), json!(CANARY));
            }
        }
        let record = Record::from_value(key.kind, fields).unwrap_or_else(|problem| panic!("{key:?} {problem:?}"));
        marked.set(*key, Some(Stored { record, ..row.clone() }));
    }
    marked
}

#[test]
fn no_internal_field_reaches_a_client_file_or_a_client_document() {
    let records = with_canaries(&world());
    for account in records.all::<Account>() {
        let file = String::from_utf8(client_json(&records, account.id, monday(), AT).bytes).expect("text");
        assert!(!file.contains(CANARY), "{}: {file}", account.name);
        let paper = format!("{:?}", mainstay::document::brief(&records, account.id, monday(), Locale::default()));
        assert!(!paper.contains(CANARY), "{}: {paper}", account.name);
        let map = people_map(&records, account.id, Face::Client, &BTreeSet::new(), monday(), Locale::default());
        let drawing = String::from_utf8(map_svg(&map).bytes).expect("text");
        assert!(!drawing.contains(CANARY) && !drawing.contains("no owner"), "{}: {drawing}", account.name);
        for meeting in records.of::<Meeting>(account.id) {
            let mail = follow_up(&records, meeting, monday(), Locale::default()).text;
            assert!(!mail.contains(CANARY), "{}: {mail}", meeting.title);
        }
        for own in records.of::<Review>(account.id) {
            let document = review(&records, own, Face::Client, monday(), Locale::default());
            assert!(document.pages.iter().all(|page| page.notes.is_empty()), "notes are for us alone");
            in_no_format(&records, &document);
        }
        for paper in Paper::ALL.iter().filter(|paper| paper.face() == Face::Client) {
            in_no_format(
                &records,
                &mainstay::document::paper(&records, account.id, *paper, monday(), Locale::default()),
            );
        }
    }
}

/// No canary is in any part of any file of a document, names and properties of the file included.
fn in_no_format(records: &Records, document: &Document) {
    let brand = Brand::of(&records.workspace());
    let slides = pptx(document, &brand).expect("it is small");
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&slides.bytes)).expect("our own file");
    let mut parts = String::new();
    for part in 0..zip.len() {
        let mut part = zip.by_index(part).expect("our own file");
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut part, &mut bytes).expect("our own file");
        parts.push_str(&part.name().expect("our own file"));
        parts.push_str(&String::from_utf8_lossy(&bytes));
    }
    assert!(parts.contains("ppt/slides/slide1.xml") && !parts.contains("notesSlide"), "{}", document.title);
    for (what, text) in [
        ("data", format!("{document:?}")),
        ("slides", parts),
        ("names", format!("{} {}", slides.name, document.title)),
        ("web page", String::from_utf8(html(document, &brand).bytes).expect("text")),
        ("Markdown", String::from_utf8(markdown(document).bytes).expect("text")),
    ] {
        assert!(!text.contains(CANARY), "{} as {what}: {text}", document.title);
    }
}

#[test]
fn a_team_file_holds_no_support_no_private_notes_and_no_speaker_notes() {
    let records = world();
    let bytes = export_json(&records, Scope::Workspace, Level::Team, AT).bytes;
    let file = File::read(&bytes).expect("our own file");
    for (kind, group) in &file.records {
        for field in kind.fields().iter().filter(|field| field.audience != Audience::Team) {
            assert!(group.iter().all(|fields| !fields.contains_key(field.key)), "{kind:?} {}", field.key);
        }
    }
    assert!(!String::from_utf8_lossy(&bytes).contains("Let Émile say"), "speaker notes");
    for kind in Kind::ALL.iter().filter(|kind| kind.is_private()) {
        let has_some = records.live().any(|(key, _)| key.kind == *kind);
        // Nobody has put anything off in the sample.
        assert!(has_some || kind.is_of_device(), "the sample has {}", kind.plural());
        assert!(!String::from_utf8_lossy(&bytes).contains(&format!("\"{}\"", kind.plural())), "{}", kind.plural());
    }
}

#[test]
fn whom_only_a_private_record_names_does_not_leave_in_a_team_file() {
    let account = Account { id: Id::new(Uuid::from_u128(1)), name: "Lakeshore".into(), ..Account::default() };
    let teammate = |number: u128, name: &str| Teammate {
        id: Id::new(Uuid::from_u128(number)),
        name: name.into(),
        ..Teammate::default()
    };
    let (owner, counsel) = (teammate(2, "Maya Ortiz"), teammate(3, "Outside counsel"));
    let action = Action {
        id: Id::new(Uuid::from_u128(4)),
        account: account.id,
        title: "Send the plan".into(),
        owner: Some(owner.id),
        ..Action::default()
    };
    let approval = Approval {
        id: Id::new(Uuid::from_u128(5)),
        account: account.id,
        title: "Legal".into(),
        teammate: Some(counsel.id),
        ..Approval::default()
    };
    let scope = Scope::Account(account.id);
    let made = [account.into_record(), owner.into_record(), counsel.into_record(), action.into_record()];
    let records: Records = made.into_iter().chain([approval.into_record()]).map(Stored::own).collect();
    let names = |level| String::from_utf8(export_json(&records, scope, level, AT).bytes).expect("text");
    assert!(names(Level::Full).contains("Outside counsel") && names(Level::Full).contains("Maya Ortiz"));
    assert!(!names(Level::Team).contains("Outside counsel") && names(Level::Team).contains("Maya Ortiz"));
}

fn file(records: Value) -> Vec<u8> {
    json!({ "format": "mainstay", "version": 1, "level": "full", "scope": "workspace", "records": records })
        .to_string()
        .into_bytes()
}

#[test]
fn what_cannot_be_is_refused_with_its_place() {
    let id = Uuid::from_u128(1).to_string();
    for (records, place) in [
        (json!({ "accounts": {} }), "records.accounts"),
        (json!({ "gadgets": [] }), "records.gadgets"),
        (json!({ "accounts": [{ "id": id }] }), "records.accounts[0].name"),
        (json!({ "accounts": [{ "name": "A" }] }), "records.accounts[0]"),
        (json!({ "accounts": [{ "id": id, "name": "A", "revenueScore": 9 }] }), "records.accounts[0].revenueScore"),
        (
            json!({ "people": [{ "id": id, "account": id, "name": "P", "influence": "high" }] }),
            "records.people[0].influence",
        ),
        (json!({ "people": [{ "id": id, "name": "P" }] }), "records.people[0].account"),
        (
            json!({ "observations": [{ "id": id, "account": id, "metric": id, "date": "2026-13-01", "value": 1.0 }] }),
            "records.observations[0].date",
        ),
    ] {
        match File::read(&file(records.clone())) {
            Err(FileError::Invalid { place: found, .. } | FileError::Field { place: found, .. }) => {
                assert_eq!(found.0, place, "{records}")
            }
            other => panic!("{records}: {other:?}"),
        }
    }
}

#[test]
fn a_reporting_line_that_runs_in_a_circle_is_refused_with_the_names_in_it() {
    let id = |number: u128| Uuid::from_u128(number).to_string();
    let person = |number, name: &str, manager| {
        let (id, manager, account) = (id(number), id(manager), id(1));
        json!({ "id": id, "account": account, "name": name, "manager": manager })
    };
    let records =
        json!({ "accounts": [{ "id": id(1), "name": "A" }], "people": [person(2, "Ana", 3), person(3, "Bo", 2)] });
    let expected = "This runs in a circle: Ana reports to Bo reports to Ana";
    match propose(&Records::default(), &file(records.clone())) {
        Err(FileError::Invalid { place, message }) => {
            assert_eq!((place.0.as_str(), message.as_str()), ("records.people[0]", expected));
        }
        other => panic!("{other:?}"),
    }
    assert!(restore(&Records::default(), "x", &file(records)).is_ok(), "a backup opens whatever it holds");
}

#[test]
fn a_backup_whose_references_lead_nowhere_opens_and_keeps_them() {
    let id = |number: u128| Uuid::from_u128(number).to_string();
    let orphan = json!({ "people": [{ "id": id(2), "account": id(1), "name": "Ana", "manager": id(3) }] });
    let mut records = Records::default();
    let change = restore(&records, "x", &file(orphan.clone())).expect("a state that a workspace was in");
    apply(&mut records, change, 0);
    let people: Vec<_> = records.all::<Person>().map(|person| person.manager).collect();
    assert_eq!(people, [None], "nothing that reads a record meets a name without one");
    let again = export_json(&records, Scope::Workspace, Level::Full, AT).bytes;
    assert!(String::from_utf8_lossy(&again).contains(&id(3)), "it is held");
    let proposal = propose(&Records::default(), &file(orphan)).expect("never a reason to refuse");
    assert_eq!(proposal.added.len(), 1);
}

#[test]
fn a_recovered_file_of_several_versions_opens_each_record_as_its_own_version() {
    let id = |number: u128| Uuid::from_u128(number).to_string();
    let old =
        json!({ "id": id(2), "account": id(1), "kind": "issue", "statement": "Old", "escalated": true, "version": 1 });
    let new = json!({ "id": id(3), "account": id(1), "kind": "issue", "statement": "New", "level": 2, "version": 4 });
    let recovered = json!({
        "format": "mainstay", "version": 4, "level": "full", "scope": "workspace",
        "records": { "accounts": [{ "id": id(1), "name": "A", "version": 3 }], "raidItems": [old, new] },
        "unreadable": [{ "id": "x", "body": "{" }],
    });
    let mut records = Records::default();
    let change = restore(&records, "x", recovered.to_string().as_bytes()).expect("what the recovery page wrote");
    apply(&mut records, change, 0);
    let levels: Vec<_> = records.all::<RaidItem>().map(|item| item.level).collect();
    assert_eq!(levels, [Some(3), Some(2)]);
}

#[test]
fn a_partial_file_cannot_replace_a_workspace() {
    let records = world();
    let bytes = export_json(&records, Scope::Workspace, Level::Team, AT).bytes;
    assert!(restore(&records, "x", &bytes).is_err());
}

#[test]
fn the_first_version_s_file_opens() {
    let bytes = include_bytes!("fixtures/version-1.json");
    let mut records = Records::default();
    let proposal = propose(&records, bytes).expect("every version opens, forever");
    let change = proposal.change(&records, "x", &BTreeSet::new());
    apply(&mut records, change, 0);
    assert_eq!(records.all::<Person>().map(|person| person.support).collect::<Vec<_>>(), [Some(-1)]);
    let levels: Vec<_> = records.all::<RaidItem>().map(|item| item.level).collect();
    assert_eq!(levels, [Some(3)], "escalated to the top, as version 1 said it");
}

fn opened(bytes: &[u8]) -> Records {
    let mut records = Records::default();
    let proposal = propose(&records, bytes).expect("every version opens, forever");
    let change = proposal.change(&records, "x", &BTreeSet::new());
    apply(&mut records, change, 0);
    records
}

#[test]
fn the_second_version_s_file_opens() {
    let records = opened(include_bytes!("fixtures/version-2.json"));
    let levels: Vec<_> = records.all::<RaidItem>().map(|item| item.level).collect();
    assert_eq!(levels, [Some(2)]);
    let prepared: Vec<_> =
        records.all::<mainstay::domain::Review>().flat_map(|review| review.prepared.clone()).collect();
    assert_eq!(prepared, [PreparationTask::Data, PreparationTask::Sponsor]);
}

#[test]
fn the_third_version_s_file_opens_and_its_numbers_become_names() {
    let records = opened(include_bytes!("fixtures/version-3.json"));
    let today = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    let contract = records.all::<mainstay::domain::Contract>().next().expect("the contract").clone();
    let term = contract.current_term(today).expect("it has an end");
    assert!(contract.is_task_done(&records, PlaybookTask::ALL[0], term), "the value recap, 180 days before");
    assert!(!contract.is_task_done(&records, PlaybookTask::ALL[1], term));
    let prepared: Vec<_> =
        records.all::<mainstay::domain::Review>().flat_map(|review| review.prepared.clone()).collect();
    assert_eq!(prepared, [PreparationTask::Data, PreparationTask::PreRead]);
    let snoozed: Vec<_> = agenda(&records, today).snoozed.into_iter().map(|(entry, _)| entry.key.part).collect();
    assert_eq!(snoozed, [RowPart::Ending], "the contract's second row waits");
}

#[test]
fn the_fifth_version_s_file_opens_with_the_other_value_of_what_met_and_ids_of_what_there_is_once() {
    let file = File::read(include_bytes!("fixtures/version-5.json")).expect("any earlier version opens");
    assert_eq!(file.conflicts.len(), 1, "the other value stands beside the one that is shown");
    let records = opened(include_bytes!("fixtures/version-5.json"));
    let strategy = records.all::<Strategy>().next().expect("it has one");
    let own = id_of_its_own(Kind::Strategy, &strategy.clone().into_record().to_value());
    assert_eq!(Some(strategy.id.0), own);
    let of: Vec<_> = records.all::<Link>().map(|link| link.of).collect();
    assert_eq!(of, [own], "what refers to it follows");
}

#[test]
fn the_fourth_version_s_file_opens_and_its_parts_get_ids_and_scores() {
    let bytes = include_bytes!("fixtures/version-4.json");
    let records = opened(bytes);
    let settings = records.workspace();
    assert_eq!(settings.rates.iter().map(|rate| rate.rate).collect::<Vec<_>>(), [0.9, 0.8]);
    let ids: BTreeSet<Uuid> = settings.rates.iter().map(|rate| rate.id.0).collect();
    assert!(ids.len() == 2 && !ids.contains(&Uuid::nil()));
    assert_eq!(opened(bytes).workspace(), settings, "the ids are the same in every copy");
    let scored: Vec<_> =
        records.all::<Observation>().map(|seen| (seen.answers[3].score, seen.answers[3].count)).collect();
    assert_eq!(scored, [(3, 15), (4, 32)]);
    for metric in records.all::<Metric>() {
        let seen = records.all::<Observation>().find(|seen| seen.metric == metric.id).expect("one each");
        let value = metric.survey.map(|survey| satisfaction::result(survey, &seen.answers));
        assert_eq!(value.and_then(Result::ok).map(f64::round), Some(seen.value), "{}", metric.name);
    }
    let climbs: Vec<_> = records.all::<RaidItem>().flat_map(|item| item.climbs.clone()).collect();
    assert!(climbs.len() == 2 && climbs[0].id != climbs[1].id);
}

/// The published schema is the one that the field table gives. `UPDATE=1 cargo test` writes it anew.
#[test]
fn the_published_schema_is_current() {
    let path = "public/mainstay.schema.json";
    let text = serde_json::to_string_pretty(&json_schema()).expect("a value") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, &text).expect("the file can be written");
    }
    assert_eq!(std::fs::read_to_string(path).unwrap_or_default(), text, "run UPDATE=1 cargo test --test files");
}
