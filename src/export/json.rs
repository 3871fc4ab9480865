//! The JSON file at the levels full, team and client. The client level is written from the client view alone.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::{Artifact, slug};
use crate::{
    document::{ClientView, SharedRow},
    domain::{Account, Id, Key, Kind, Records, Stored, deletion::references, field::Audience, json::Fields},
    schema::{File, Level, Stamps, group_records},
};

/// What a file holds of each kind.
type Groups = BTreeMap<Kind, Vec<Fields>>;

/// What a file is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything.
    Workspace,
    /// One account, with the products and teammates that it refers to.
    Account(Id<Account>),
}

/// The file at the level full or team, without stamps; for the client, [`client_json`].
pub fn json_file(records: &Records, scope: Scope, level: Level, exported_at: &str) -> File {
    let (account, groups) = match scope {
        Scope::Workspace => (None, groups(records, level, |_, _| true)),
        Scope::Account(account) => (Some(account.0), of_account(records, account, level)),
    };
    let deleted = deleted(records, account, level);
    let exported_at = exported_at.to_owned();
    let (stamps, rows, conflicts) = (Stamps::default(), Vec::new(), Vec::new());
    File { level, account, exported_at, records: groups, deleted, stamps, rows, conflicts }
}

/// The same file as it is downloaded, for tests and for what has no stamps.
pub fn export_json(records: &Records, scope: Scope, level: Level, exported_at: &str) -> Artifact {
    json_artifact(records, scope, &json_file(records, scope, level, exported_at))
}

/// What was deleted: in a full file as it was, in one for the team its ids alone.
fn deleted(records: &Records, account: Option<Uuid>, level: Level) -> Groups {
    let of_account = |row: &Stored| account.is_none() || row.record.account_id().map(|id| id.0) == account;
    let leaves = |key: &Key| level == Level::Full || !key.kind.is_private();
    let mut groups = Groups::new();
    for (key, row) in records.rows().filter(|(key, row)| row.deleted.is_some() && leaves(key) && of_account(row)) {
        let mut fields = row.fields();
        if level != Level::Full {
            fields.retain(|key, _| key == "id");
        }
        groups.entry(key.kind).or_default().push(fields);
    }
    groups
}

/// The records that are wanted and that the level can hold, each with the fields that it can hold.
fn groups(records: &Records, level: Level, wanted: impl Fn(&Key, &Stored) -> bool) -> Groups {
    let leaves = |key: &Key| level == Level::Full || !key.kind.is_private();
    let leaving: Vec<(&Key, Stored)> = records
        .live()
        .filter(|(key, row)| leaves(key) && wanted(key, row))
        .map(|(key, row)| (key, if level == Level::Full { row.clone() } else { row.without_held_links() }))
        .collect();
    let mut groups = group_records(leaving.iter().map(|(key, row)| (*key, row)));
    for (kind, group) in &mut groups {
        for fields in group.iter_mut() {
            keep_for(*kind, fields, level);
        }
    }
    groups
}

/// A file as it is downloaded.
pub fn json_artifact(records: &Records, scope: Scope, file: &File) -> Artifact {
    let about = match scope {
        Scope::Workspace => "workspace".to_owned(),
        Scope::Account(account) => records.get(account).map(|account| slug(&account.name)).unwrap_or_default(),
    };
    let day = file.exported_at.get(..10).unwrap_or_default();
    let name = format!("mainstay-{about}-{}-{day}.json", file.level.key());
    Artifact { name, mime: "application/json", bytes: file.to_text().into_bytes() }
}

/// An account's records and the shared ones that they refer to: only what the file itself names leaves with it.
fn of_account(records: &Records, account: Id<Account>, level: Level) -> Groups {
    let mut own = groups(records, level, |_, row| row.record.account_id() == Some(account));
    let named: BTreeSet<Uuid> = own
        .iter()
        .flat_map(|(kind, group)| group.iter().flat_map(|fields| references(*kind, fields)))
        .map(|(_, id)| id)
        .collect();
    let is_shared = |key: &Key| matches!(key.kind, Kind::Teammate | Kind::Product);
    own.extend(groups(records, level, |key, _| is_shared(key) && named.contains(&key.id)));
    own
}

/// Takes out the fields that the level cannot hold.
fn keep_for(kind: Kind, fields: &mut Fields, level: Level) {
    for field in kind.fields() {
        let stays = match field.audience {
            Audience::Team => true,
            Audience::Private | Audience::Device => level == Level::Full,
        };
        if !stays {
            fields.shift_remove(field.key);
        }
    }
    if level == Level::Team && kind == Kind::Review {
        fields.shift_remove("slides").and_then(without_notes).map(|slides| fields.insert("slides".into(), slides));
    }
}

fn without_notes(slides: Value) -> Option<Value> {
    let Value::Array(mut slides) = slides else { return None };
    for slide in slides.iter_mut().filter_map(Value::as_object_mut) {
        slide.shift_remove("notes");
    }
    Some(Value::Array(slides))
}

/// The file that the client gets: made from the client view, which holds nothing else. It reads as a file of ours, so
/// that a client who plans with Mainstay can open it.
pub fn client_json(records: &Records, account: Id<Account>, today: chrono::NaiveDate, exported_at: &str) -> Artifact {
    let view = ClientView::new(records, account, today);
    let mut groups: BTreeMap<Kind, Vec<Fields>> = BTreeMap::new();
    let mut add = |kind: Kind, fields: Value| {
        if let Value::Object(fields) = fields {
            let present = fields.into_iter().filter(|(_, value)| !value.is_null());
            groups.entry(kind).or_default().push(present.collect::<Map<_, _>>());
        }
    };
    let date = |date: Option<chrono::NaiveDate>| date.map(|date| date.to_string());
    // What every shared record says of itself; the client reads its wording as its text too.
    let shared = |row: &SharedRow, text: &str, mut rest: Value| {
        rest["id"] = json!(row.key.id);
        rest["account"] = json!(account);
        rest[text] = json!(row.text);
        rest["shared"] = json!(row.text);
        rest
    };
    add(Kind::Account, json!({ "id": account.to_string(), "name": view.client, "currency": view.currency.code() }));
    for row in &view.objectives {
        add(Kind::Objective, shared(row, "name", json!({ "joint": true, "due": date(row.date) })));
    }
    for row in view.actions.iter().filter(|row| !row.dropped) {
        let status = if row.done { "done" } else { "open" };
        add(Kind::Action, shared(row, "title", json!({ "due": date(row.date), "status": status })));
    }
    for row in &view.decisions {
        let when = if row.done { "decidedOn" } else { "due" };
        let state = match (row.dropped, row.done) {
            (true, _) => "declined",
            (_, true) => "taken",
            _ => "asked",
        };
        let rest = json!({ "state": state, when: date(row.date), "ifWaitsShared": row.second });
        add(Kind::Decision, shared(row, "title", rest));
    }
    for row in &view.risks {
        add(Kind::RaidItem, shared(row, "statement", json!({ "responseShared": row.second })));
    }
    for row in &view.needs {
        let status = if row.done { "answered" } else { "open" };
        add(Kind::Need, shared(row, "name", json!({ "status": status })));
    }
    for row in &view.opportunities {
        add(Kind::Opportunity, shared(row, "name", json!({})));
    }
    let file = File {
        level: Level::Client,
        account: Some(account.0),
        exported_at: exported_at.to_owned(),
        records: groups,
        deleted: Groups::new(),
        stamps: Stamps::default(),
        rows: Vec::new(),
        conflicts: Vec::new(),
    };
    json_artifact(records, Scope::Account(account), &file)
}
