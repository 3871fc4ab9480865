//! A record as one copy has it: three sections that travel apart, and what a person sees of them. MERGE.md, rules 3
//! and 4.

use serde_json::{Value, json};

use super::{
    section::{Section, Standing},
    stamp::{CopyId, Stamp},
};
use crate::domain::{
    Deletion, Key, Kind, Problem, Record, SortedMap, Stored,
    cell::{self, Cells},
    field::Field,
    json::Fields,
};

/// The cell that says whether the record lives: true, or how it was deleted.
pub const LIFE: &str = "";
/// The cell that marks a record of the sample.
pub const SAMPLE: &str = "sample";

/// A value for one cell, in the place of what its writer saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The path of the cell.
    pub path: String,
    /// The value; `None` takes away what is replaced and puts nothing in its place.
    pub value: Option<Value>,
    /// Other values that are put beside it, as undo does with what a person had chosen between.
    pub beside: Vec<Value>,
    /// The stamps that the writer saw, or wrote before.
    pub replaces: Vec<Stamp>,
}

impl Write {
    /// One value.
    pub fn of(path: String, value: Value, replaces: Vec<Stamp>) -> Self {
        Self { path, value: Some(value), beside: Vec::new(), replaces }
    }
}

/// A cell in which several different values stand.
#[derive(Clone, Debug, PartialEq)]
pub struct Contested {
    /// The path of the cell.
    pub path: String,
    /// The values, the one that is shown first.
    pub values: Vec<(Stamp, Value)>,
}

/// A record as one copy has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Version {
    /// Whether it lives.
    pub lives: Section,
    /// What colleagues may get.
    pub shared: Section,
    /// What stays with us.
    pub private: Section,
}

impl Version {
    fn section(&self, kind: Kind, path: &str) -> &Section {
        match path {
            LIFE | SAMPLE => &self.lives,
            _ if cell::is_private(kind, path) => &self.private,
            _ => &self.shared,
        }
    }

    pub(super) fn section_mut(&mut self, kind: Kind, path: &str) -> &mut Section {
        match path {
            LIFE | SAMPLE => &mut self.lives,
            _ if cell::is_private(kind, path) => &mut self.private,
            _ => &mut self.shared,
        }
    }

    /// The sections, in the order in which they are written down.
    pub fn sections(&self) -> [&Section; 3] {
        [&self.lives, &self.shared, &self.private]
    }

    /// The same, to be filled.
    pub(super) fn all_sections_mut(&mut self) -> [&mut Section; 3] {
        [&mut self.lives, &mut self.shared, &mut self.private]
    }

    /// What stands in a cell.
    pub fn standing(&self, kind: Kind, path: &str) -> Option<&Standing> {
        self.section(kind, path).cells.get(path)
    }

    /// The greatest clock that is known here.
    pub fn clock(&self) -> u64 {
        self.sections().iter().flat_map(|section| section.seen.values()).copied().max().unwrap_or(0)
    }

    /// The copies that its stamps name, in order.
    pub fn copies(&self) -> Vec<CopyId> {
        let standing = self.sections().into_iter().flat_map(|section| section.cells.values());
        let stamped = standing.flat_map(|standing| standing.keys().map(|stamp| stamp.copy));
        let seen = self.sections().into_iter().flat_map(|section| section.seen.keys().copied());
        let copies: SortedMap<CopyId, ()> = stamped.chain(seen).map(|copy| (copy, ())).collect();
        copies.keys().copied().collect()
    }

    /// Whether the record is in sight.
    pub fn is_alive(&self) -> bool {
        self.lives.cells.get(LIFE).and_then(shown).is_some_and(|life| !is_death(life))
    }

    /// Whether nothing is left but that it was deleted.
    pub fn is_purged(&self) -> bool {
        self.shared.cells.is_empty() && self.private.cells.is_empty()
    }

    /// Forgets the values of a deleted record, as if they had never travelled here. Its lives stay. MERGE.md, rule 8.
    pub fn purge(&mut self) {
        (self.shared, self.private) = (Section::default(), Section::default());
    }

    /// Takes what is of one device as it is in `mine`: it is never merged.
    pub fn leave_device(&mut self, kind: Kind, mine: &Self) {
        self.private.cells.retain(|path, _| !cell::is_of_device(kind, path));
        let own = mine.private.cells.iter().filter(|(path, _)| cell::is_of_device(kind, path));
        self.private.cells.extend(own.map(|(path, standing)| (path.clone(), standing.clone())));
    }

    /// Brings in another version of the same record.
    pub fn merge(&mut self, other: &Self) {
        self.lives.merge(&other.lives);
        self.shared.merge(&other.shared);
        self.private.merge(&other.private);
    }

    /// Writes into cells. A write also says that the record lives, and so does one into a part of that part; a death
    /// that nobody has decided about stays beside it. Returns what renewed a life.
    pub fn write(&mut self, kind: Kind, writes: &[Write], stamp: Stamp) -> Vec<Write> {
        if writes.is_empty() {
            return Vec::new();
        }
        let mut living: Vec<&str> = vec![LIFE];
        for Write { path, value, beside, replaces } in writes {
            self.section_mut(kind, path).write(path, replaces, stamp, value.clone());
            for (at, value) in beside.iter().enumerate() {
                self.section_mut(kind, path).write(path, &[], stamp.below(at + 1), Some(value.clone()));
            }
            living.extend(cell::life_of_part(path).filter(|part| !living.contains(part)));
        }
        living.retain(|path| writes.iter().all(|write| write.path != *path));
        let mut renewed = Vec::new();
        for path in living {
            let standing = self.standing(kind, path);
            let alive = || standing.into_iter().flat_map(Standing::iter).filter(|(_, value)| is_life(value));
            let before: Vec<Stamp> = alive().map(|(stamp, _)| *stamp).collect();
            let place = alive().next_back().map(|(_, value)| value.clone());
            let place = place.unwrap_or_else(|| if path == LIFE { json!(true) } else { json!("n") });
            self.section_mut(kind, path).write(path, &before, stamp, Some(place.clone()));
            renewed.push(Write::of(path.to_owned(), place, before));
        }
        renewed
    }

    /// The stamps that a write into a cell replaces, of a person who sees it as it is here: those of the value that is
    /// shown. Whether something lives is decided as a whole.
    pub fn replaced_by_who_sees_it(&self, kind: Kind, path: &str) -> Vec<Stamp> {
        let Some(standing) = self.standing(kind, path) else { return Vec::new() };
        let shown = shown(standing);
        let decides_all = path == LIFE || cell::is_place(kind, path);
        standing.iter().filter(|(_, value)| decides_all || Some(*value) == shown).map(|(stamp, _)| *stamp).collect()
    }

    /// The value of each cell as it is shown.
    pub fn cells(&self) -> Cells {
        let all = self.shared.cells.iter().chain(self.private.cells.iter());
        all.filter_map(|(path, standing)| Some((path.clone(), shown(standing)?.clone()))).collect()
    }

    /// The record as it is shown.
    ///
    /// # Errors
    /// A value that its field cannot hold.
    pub fn stored(&self, key: Key) -> Result<Stored, Problem> {
        let mut fields = cell::fields(key.kind, &self.cells());
        fields.insert("id".into(), json!(key.id));
        let record = Record::from_value(key.kind, fields)?;
        let life = self.lives.cells.get(LIFE).and_then(shown);
        let deleted = life.filter(|life| !is_life(life)).map(read_deletion);
        let sample = self.lives.cells.get(SAMPLE).and_then(shown) == Some(&Value::Bool(true));
        let contested = self.contested_fields(key.kind);
        let of = |wanted: fn(&Field) -> bool, all: bool| {
            let fields = if contested.is_empty() { &[] } else { key.kind.fields() };
            let is_one = |field: &&Field| all || contested.contains(&field.group.unwrap_or(field.key));
            fields.iter().filter(|field| wanted(field)).filter(is_one).map(|field| field.key).collect::<Vec<_>>()
        };
        let disputed = of(Field::counts, false);
        let unsettled = of(Field::is_wording, contested.contains(&LIFE) || !disputed.is_empty());
        Ok(Stored { record, sample, deleted, held: Fields::new(), unsettled, disputed })
    }

    /// The keys of the fields in whose cells several different values stand, and [`LIFE`].
    fn contested_fields(&self, kind: Kind) -> Vec<&str> {
        let all = self.sections().into_iter().flat_map(|section| section.cells.iter());
        let contested = all.filter(|(path, standing)| is_contested(kind, path, standing));
        contested.filter_map(|(path, _)| path.split('/').next()).collect()
    }

    /// The cells in which several different values stand: of what lives and what was deleted meanwhile, and of values.
    /// Where something stands in a list is not asked.
    pub fn contested(&self, kind: Kind) -> Vec<Contested> {
        let all = self.sections().into_iter().flat_map(|section| section.cells.iter());
        let contested = all.filter(|(path, standing)| is_contested(kind, path, standing));
        contested.map(|(path, standing)| Contested { path: path.clone(), values: different(standing) }).collect()
    }

    /// Whether any cell is contested.
    pub fn is_contested(&self, kind: Kind) -> bool {
        self.sections()
            .iter()
            .any(|section| section.cells.iter().any(|(path, standing)| is_contested(kind, path, standing)))
    }
}

fn is_contested(kind: Kind, path: &str, standing: &Standing) -> bool {
    if standing.len() < 2 || path == SAMPLE {
        return false;
    }
    let mut values = standing.values();
    let first = values.next();
    if path == LIFE || cell::is_place(kind, path) {
        // Parts have lives; a member of a set is there or not, and being there wins.
        let is_part = path == LIFE || cell::is_part(kind, path);
        return is_part && values.any(|value| Some(is_life(value)) != first.map(is_life));
    }
    values.any(|value| Some(value) != first)
}

/// The different values of a cell, the one that is shown first, then from the latest.
fn different(standing: &Standing) -> Vec<(Stamp, Value)> {
    let mut values: Vec<(Stamp, Value)> = Vec::new();
    let shown_first = shown(standing);
    let all = standing.iter().rev();
    let first = all.clone().filter(|(_, value)| Some(*value) == shown_first);
    for (stamp, value) in first.chain(all) {
        if values.iter().all(|(_, known)| known != value) {
            values.push((*stamp, value.clone()));
        }
    }
    values
}

/// The value of a cell that is shown: the latest, and a life before a death.
pub(super) fn shown(standing: &Standing) -> Option<&Value> {
    let mut latest = standing.values().rev();
    let first = latest.next()?;
    // Only the cells of lives and places hold false or a deletion.
    if is_death(first) { latest.find(|value| !is_death(value)).or(Some(first)) } else { Some(first) }
}

/// Whether the value of a life or a place says that it is gone.
pub fn is_death(value: &Value) -> bool {
    *value == Value::Bool(false) || value.get("deletedAt").is_some()
}

/// Whether the value of a life or a place says that it is there.
fn is_life(value: &Value) -> bool {
    !is_death(value)
}

/// A deletion as the cell of lives holds it.
pub fn deletion_value(deletion: &Deletion) -> Value {
    let mut value = json!({ "deletedAt": deletion.at, "of": deletion.of });
    if deletion.taken_back {
        value["takenBack"] = json!(true);
    }
    value
}

fn read_deletion(value: &Value) -> Deletion {
    let of = value.get("of").and_then(Value::as_str).and_then(|of| of.parse().ok());
    Deletion {
        at: value.get("deletedAt").and_then(Value::as_i64).unwrap_or(0),
        of: of.unwrap_or_default(),
        taken_back: value.get("takenBack") == Some(&Value::Bool(true)),
    }
}
