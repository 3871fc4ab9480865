//! What a database of a version before stamps needs once: the other values of its conflicts go beside those that are
//! shown, references that it cleared for what was deleted come back, and what there is once gets the id that follows
//! from what it is of. MERGE.md, rules 10 and 13.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    copy::CopyState,
    row::{open_row, seal, stamped},
    stamp::Stamp,
    version::{Version, Write},
};
use crate::{
    domain::{
        Key, Kind, Millis, Order, SortedMap,
        cell::{self, Cells},
        date,
        field::Input,
        id_of_its_own,
        json::{Fields, with},
    },
    schema::{Envelope, VERSION, open},
};

/// The group in which version 5 kept the other value of two that met.
const CONFLICTS: &str = "conflicts";

/// The ids of the rows that the upgrade reads and writes; none where there is nothing to do.
pub fn rows_to_upgrade(rows: &[Envelope]) -> Vec<String> {
    let old: Vec<&Envelope> = rows.iter().filter(|row| row.is_unstamped() && !row.is_purged()).collect();
    let mut concerned: Vec<String> = Vec::new();
    let mut moved: Vec<&str> = Vec::new();
    for row in &old {
        if let Some(conflict) = OldConflict::read(row) {
            concerned.extend([row.id.clone(), conflict.key.id.to_string()]);
        }
        if !row.held.is_empty() {
            concerned.push(row.id.clone());
            concerned.extend(held(&row.held).map(|(key, _)| key.id.to_string()));
        }
        if let Some(id) = new_id(row) {
            concerned.extend([row.id.clone(), id.to_string()]);
            moved.push(&row.id);
        }
    }
    let refers = |row: &&&Envelope| moved.iter().any(|id| row.id != **id && row.body.contains(*id));
    concerned.extend(old.iter().filter(refers).map(|row| row.id.clone()));
    concerned.order_by(Ord::cmp);
    concerned.dedup();
    concerned
}

/// The rows as this version has them, of those that [`rows_to_upgrade`] names.
pub fn upgrade(found: &[Envelope], copy: &mut CopyState, now: Millis) -> Vec<Envelope> {
    let mut upgrade = Upgrade::begin(found, copy, now);
    for row in found.iter().filter(|row| row.is_unstamped()) {
        if let Some(conflict) = OldConflict::read(row) {
            upgrade.put_beside(&conflict);
            upgrade.gone.push(Envelope { body: String::new(), version: VERSION, ..row.clone() });
        }
        for (key, field) in held(&row.held) {
            upgrade.refer_again(key, &field, &row.id);
        }
    }
    upgrade.move_ids(found);
    // It was a field of the settings.
    let settings = found.iter().filter(|row| row.kind == Kind::Workspace.plural());
    let mut exported =
        settings.filter_map(|row| serde_json::from_str::<Value>(&row.body).ok()?.get("exportedOn").cloned());
    copy.exported_on = exported.next_back().and_then(|day| date::parse(day.as_str()?)).or(copy.exported_on);
    let seal = |(key, version): (&Key, &Version)| seal(version, *key, now).ok();
    upgrade.versions.iter().filter_map(seal).chain(upgrade.gone.iter().cloned()).collect()
}

struct Upgrade {
    versions: SortedMap<Key, Version>,
    gone: Vec<Envelope>,
    stamp: Stamp,
}

impl Upgrade {
    fn begin(found: &[Envelope], copy: &mut CopyState, now: Millis) -> Self {
        let read = |row: &Envelope| Some((row.key()?, open_row(row, copy.origin).ok()?));
        let versions: SortedMap<Key, Version> = found.iter().filter_map(read).collect();
        let seen = versions.values().map(Version::clock).max().unwrap_or(0);
        Self { versions, gone: Vec::new(), stamp: copy.next_stamp(now, seen) }
    }

    /// Puts values beside those that stand.
    fn write_beside(&mut self, key: Key, changes: Vec<(String, Value)>) {
        let Some(version) = self.versions.get_mut(&key) else { return };
        let writes: Vec<Write> = changes.into_iter().map(|(path, value)| Write::of(path, value, Vec::new())).collect();
        version.write(key.kind, &writes, self.stamp);
    }

    fn put_beside(&mut self, conflict: &OldConflict) {
        let key = conflict.key;
        let Some(cells) = self.versions.get(&key).map(Version::cells) else { return };
        let other = cell::cells(key.kind, &conflict.other(&cell::fields(key.kind, &cells)), &cells);
        self.write_beside(key, cell::changes(key.kind, &cells, &other));
    }

    /// Gives a record the reference back that was cleared when its target was deleted, unless it leads elsewhere by
    /// now.
    fn refer_again(&mut self, key: Key, field: &str, to: &str) {
        let input = key.kind.fields().iter().find(|known| known.key == field).map(|field| field.input);
        let Some(version) = self.versions.get(&key) else { return };
        let cells = version.cells();
        let mut fields = cell::fields(key.kind, &cells);
        match (input, fields.get_mut(field)) {
            (Some(Input::Links(_)), Some(Value::Array(ids))) if !ids.contains(&json!(to)) => ids.push(json!(to)),
            (Some(Input::Links(_)), None) => drop(fields.insert(field.to_owned(), json!([to]))),
            (Some(Input::Link(_)), None) => drop(fields.insert(field.to_owned(), json!(to))),
            _ => return,
        }
        let changes = cell::changes(key.kind, &cells, &cell::cells(key.kind, &fields, &cells));
        self.write_beside(key, changes);
    }

    /// Moves what there is once to its own id, together with another that is there already, and has what refers to it
    /// follow.
    fn move_ids(&mut self, found: &[Envelope]) {
        let moved: SortedMap<String, Uuid> = found
            .iter()
            .filter(|row| row.is_unstamped())
            .filter_map(|row| Some((row.id.clone(), new_id(row)?)))
            .collect();
        for row in found {
            let (Some(key), Some(id)) = (row.key(), moved.get(&row.id)) else { continue };
            let Some(version) = self.versions.remove(&key) else { continue };
            let own = Key { id: *id, ..key };
            match self.versions.get(&own).map(Version::cells) {
                // Both were written by this copy, so what the second says stands beside the first under a new stamp.
                Some(cells) => self.write_beside(own, cell::changes(key.kind, &cells, &version.cells())),
                None => self.versions.insert(own, version),
            }
            self.gone.push(Envelope { body: String::new(), version: VERSION, ..row.clone() });
        }
        let keys: Vec<Key> = self.versions.keys().copied().collect();
        for key in keys {
            for field in key.kind.fields().iter().filter(|field| field.input == Input::Anything) {
                let Some(version) = self.versions.get_mut(&key) else { continue };
                let id = version.cells().get(field.key).and_then(Value::as_str).and_then(|id| moved.get(id)).copied();
                if let Some(id) = id {
                    let replaces = version.replaced_by_who_sees_it(key.kind, field.key);
                    let write = Write::of(field.key.to_owned(), json!(id), replaces);
                    version.write(key.kind, &[write], self.stamp);
                }
            }
        }
    }
}

/// The id that a record gets which there is once, where it has another.
fn new_id(row: &Envelope) -> Option<Uuid> {
    let kind = Kind::from_plural(&row.kind)?;
    if !matches!(kind, Kind::Workspace | Kind::Strategy | Kind::Brief | Kind::Whitespace) || row.deleted.is_some() {
        return None;
    }
    let stored = open(row).ok()?;
    id_of_its_own(kind, &stored.fields()).filter(|id| *id != stored.record.uuid())
}

/// The references that version 5 noted at a deleted row: `people/…/manager`, several parted by commas.
fn held(text: &str) -> impl Iterator<Item = (Key, String)> {
    text.split(',').filter_map(|text| {
        let (kind, rest) = text.split_once('/')?;
        let (id, field) = rest.split_once('/')?;
        Some((Key { kind: Kind::from_plural(kind)?, id: Uuid::parse_str(id).ok()? }, field.to_owned()))
    })
}

/// Two values that met in version 5: the record holds one, this the other.
pub struct OldConflict {
    /// The record.
    pub key: Key,
    field: String,
    part: String,
    other: Value,
}

impl OldConflict {
    fn read(row: &Envelope) -> Option<Self> {
        if row.kind != CONFLICTS || row.is_purged() || row.deleted.is_some() {
            return None;
        }
        Self::of(serde_json::from_str::<Value>(&row.body).ok()?.as_object()?)
    }

    /// A conflict as a file of version 5 holds it.
    pub fn of(fields: &Fields) -> Option<Self> {
        let text = |key: &str| fields.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let key = Key { kind: Kind::from_plural(&text("kind"))?, id: Uuid::parse_str(&text("record")).ok()? };
        let other = fields.get("other").cloned().unwrap_or_default();
        Some(Self { key, field: text("field"), part: text("part"), other })
    }

    /// The fields of the record with the other value in its place.
    fn other(&self, fields: &Fields) -> Fields {
        let input = self.key.kind.fields().iter().find(|field| field.key == self.field).map(|field| field.input);
        let Some(Input::Parts(key)) = input.filter(|_| !self.part.is_empty()) else {
            return with(fields, &self.field, self.other.clone());
        };
        let parts = fields.get(&self.field).and_then(Value::as_array).cloned().unwrap_or_default();
        let is_it = |part: &Value| part[key].as_str().map_or_else(|| part[key].to_string(), str::to_owned) == self.part;
        let mut parts: Vec<Value> = parts.into_iter().filter(|part| !is_it(part)).collect();
        if !self.other.is_null() {
            parts.push(self.other.clone());
        }
        with(fields, &self.field, Value::Array(parts))
    }
}

/// A record of a file without stamps, as if it had been written at once: what stands beside it comes from its
/// conflicts.
pub fn without_stamps(stored: &crate::domain::Stored, conflicts: &[OldConflict], stamp: Stamp) -> Version {
    let mut version = stamped(stored, stamp);
    let key = stored.key();
    for conflict in conflicts.iter().filter(|conflict| conflict.key == key) {
        let cells: Cells = version.cells();
        let other = cell::cells(key.kind, &conflict.other(&cell::fields(key.kind, &cells)), &cells);
        let beside = Stamp { clock: stamp.clock + 1, ..stamp };
        let write = |(path, value)| Write::of(path, value, Vec::new());
        let writes: Vec<Write> = cell::changes(key.kind, &cells, &other).into_iter().map(write).collect();
        version.write(key.kind, &writes, beside);
    }
    version
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replica::CopyId;

    const PERSON: &str = "0190a000-0000-7000-8000-000000000002";
    const MANAGER: &str = "0190a000-0000-7000-8000-000000000003";
    const ACCOUNT: &str = "0190a000-0000-7000-8000-000000000001";

    fn old(kind: &str, id: &str, body: Value) -> Envelope {
        Envelope {
            id: id.into(),
            account: ACCOUNT.into(),
            kind: kind.into(),
            version: 5,
            revision: 1,
            changed_at: 1_000,
            sample: false,
            deleted: None,
            body: body.to_string(),
            stamps: String::new(),
            contested: false,
            held: String::new(),
        }
    }

    fn upgraded(rows: &[Envelope]) -> Vec<Envelope> {
        let ids = rows_to_upgrade(rows);
        let found: Vec<Envelope> = rows.iter().filter(|row| ids.contains(&row.id)).cloned().collect();
        upgrade(&found, &mut CopyState::new(CopyId(9)), 2_000)
    }

    fn version(rows: &[Envelope], id: &str) -> Version {
        let row = rows.iter().find(|row| row.id == id);
        row.and_then(|row| open_row(row, CopyId(9)).ok()).unwrap_or_default()
    }

    #[test]
    fn the_other_value_of_a_conflict_stands_beside_the_one_that_is_shown() {
        let rows = [
            old("people", PERSON, json!({ "id": PERSON, "account": ACCOUNT, "name": "Priya", "title": "COO" })),
            old(
                "conflicts",
                "c",
                json!({ "id": "c", "kind": "people", "record": PERSON, "field": "title", "other": "CEO" }),
            ),
        ];
        let after = upgraded(&rows);
        let contested = version(&after, PERSON).contested(Kind::Person);
        let values: Vec<Value> = contested.iter().flat_map(|cell| cell.values.iter().map(|(_, v)| v.clone())).collect();
        assert_eq!(values, [json!("CEO"), json!("COO")]);
        assert!(after.iter().any(|row| row.id == "c" && row.is_purged()));
        assert!(rows_to_upgrade(&after).is_empty(), "it happens once");
    }

    #[test]
    fn a_reference_that_was_cleared_for_a_deleted_person_comes_back() {
        let gone = Envelope {
            deleted: Some(crate::domain::Deletion { at: 5, of: Uuid::nil(), taken_back: false }),
            held: format!("people/{PERSON}/manager"),
            ..old("people", MANAGER, json!({ "id": MANAGER, "account": ACCOUNT, "name": "Jo" }))
        };
        let after =
            upgraded(&[old("people", PERSON, json!({ "id": PERSON, "account": ACCOUNT, "name": "Priya" })), gone]);
        assert_eq!(version(&after, PERSON).cells().get("manager"), Some(&json!(MANAGER)));
    }

    #[test]
    fn two_strategies_of_one_account_are_one_and_what_refers_to_them_follows() {
        let strategy = |id: &str, business: &str| {
            old("strategies", id, json!({ "id": id, "account": ACCOUNT, "business": business }))
        };
        let link = "0190a000-0000-7000-8000-000000000009";
        let after = upgraded(&[
            strategy(PERSON, "Beds"),
            strategy(MANAGER, "Hospitals"),
            old("links", link, json!({ "id": link, "account": ACCOUNT, "title": "x", "of": PERSON })),
        ]);
        let own = id_of_its_own(Kind::Strategy, json!({ "account": ACCOUNT }).as_object().unwrap_or(&Fields::new()));
        let own = own.unwrap_or_default().to_string();
        assert_eq!(version(&after, &own).contested(Kind::Strategy).len(), 1, "both texts are there");
        assert_eq!(version(&after, link).cells().get("of"), Some(&json!(own)));
    }
}
