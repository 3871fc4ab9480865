//! The names and ids by which rows refer to records: of what is here, and of what the file itself brings.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::{Source, folded};
use crate::domain::{Kind, Order, Records};

/// A record that a name means.
pub(super) type Named = (Uuid, String);

/// What a text means.
#[derive(Debug, PartialEq)]
pub(super) enum Meant {
    /// No record that is known.
    Nobody,
    /// One, and whether the text is spelled as its name or is its id.
    One(Named, bool),
    /// Several records of this name. Which one is asked, never guessed.
    Several(Vec<Named>),
}

/// Names and ids, by kind.
#[derive(Default)]
pub(super) struct Names {
    /// By folded name, people and the like by their account too.
    by_name: HashMap<(Kind, String), Vec<Named>>,
    /// By the id that the file's source gives.
    by_id: HashMap<(Kind, String), Named>,
    /// The id in the file's source, where a record has one.
    ids: HashMap<Uuid, String>,
    /// Names of what is here, to the letter.
    exact: HashSet<(Kind, String)>,
}

impl Names {
    /// Takes in the records of a kind, with their ids in `source`.
    pub fn know(&mut self, records: &Records, kind: Kind, source: &Source) {
        for (key, row) in records.live().filter(|(key, _)| key.kind == kind) {
            let title = row.record.title();
            let account = row.record.account_id().map(|id| id.0);
            self.exact.insert((kind, title.clone()));
            let id = row.record.external().get(source.key()).cloned();
            self.add(kind, account, id.as_deref(), (key.id, title));
        }
    }

    /// Adds a record under its name and, where it has one, its id in the file's source.
    pub fn add(&mut self, kind: Kind, account: Option<Uuid>, id: Option<&str>, named: Named) {
        if let Some(id) = id {
            self.by_id.entry((kind, id.to_owned())).or_insert_with(|| named.clone());
            self.ids.entry(named.0).or_insert_with(|| id.to_owned());
        }
        let same = self.by_name.entry((kind, scoped(kind, account, &named.1))).or_default();
        if same.iter().all(|(known, _)| *known != named.0) {
            same.push(named);
        }
    }

    /// The record with this id in the file's source.
    pub fn with_id(&self, kind: Kind, id: &str) -> Option<&Named> {
        self.by_id.get(&(kind, id.to_owned()))
    }

    /// The records of this name.
    pub fn with_name(&self, kind: Kind, account: Option<Uuid>, name: &str) -> &[Named] {
        self.by_name.get(&(kind, scoped(kind, account, name))).map_or(&[], Vec::as_slice)
    }

    /// The id of a record in the file's source, where it has one.
    pub fn id_of(&self, record: Uuid) -> Option<&str> {
        self.ids.get(&record).map(String::as_str)
    }

    /// The record that a text means: by its id in the file's source, else by its name.
    pub fn find(&self, kind: Kind, account: Option<Uuid>, text: &str) -> Meant {
        if let Some(named) = self.with_id(kind, text) {
            return Meant::One(named.clone(), true);
        }
        match self.with_name(kind, account, text) {
            [] => Meant::Nobody,
            [one] => {
                let spelled =
                    self.exact.contains(&(kind, text.to_owned())) || one.1.to_lowercase() == text.to_lowercase();
                Meant::One(one.clone(), spelled)
            }
            several => Meant::Several(several.to_vec()),
        }
    }

    /// Records with a similar name, the nearest first.
    pub fn nearest(&self, kind: Kind, text: &str) -> Vec<Named> {
        let wanted = folded(text);
        let names = self.by_name.iter().filter(|((of, _), _)| *of == kind);
        let mut near: Vec<(usize, Uuid, String)> = names
            .flat_map(|((_, key), all)| all.iter().map(|(id, name)| (distance(&wanted, key), *id, name.clone())))
            .collect();
        near.order_by(Ord::cmp);
        near.dedup_by_key(|(_, id, _)| *id);
        let close = near.into_iter().filter(|(far, ..)| *far <= wanted.len() / 3 + 1);
        close.take(5).map(|(_, id, name)| (id, name)).collect()
    }
}

/// How a name is looked up: people, contracts and the like by their account too.
fn scoped(kind: Kind, account: Option<Uuid>, name: &str) -> String {
    match (kind.belongs_to_account(), account) {
        (true, Some(account)) => format!("{account}/{}", folded(name)),
        _ => folded(name),
    }
}

/// The Levenshtein distance of two short names.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, letter) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, other) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}
