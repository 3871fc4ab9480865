//! The names by which rows refer to records: of what is here, and of what the file itself brings.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::folded;
use crate::domain::{Kind, Records};

/// The name under which external ids of tables are kept.
pub(super) const SYSTEM: &str = "crm";

/// A record that a name means.
pub(super) type Named = (Uuid, String);

/// Names and external ids, by kind.
#[derive(Default)]
pub(super) struct Names {
    /// By folded name, people and the like by their account too; by external id after a hash sign.
    known: HashMap<(Kind, String), Named>,
    /// Names of what is here, to the letter.
    exact: HashSet<(Kind, String)>,
}

impl Names {
    /// Takes in the records of a kind.
    pub fn know(&mut self, records: &Records, kind: Kind) {
        for (key, row) in records.live().filter(|(key, _)| key.kind == kind) {
            let title = row.record.title();
            let account = row.record.account_id().map(|id| id.0);
            if let Some(id) = row.record.external().get(SYSTEM) {
                self.known.insert((kind, external(id)), (key.id, title.clone()));
            }
            self.exact.insert((kind, title.clone()));
            self.known.insert((kind, scoped(kind, account, &title)), (key.id, title));
        }
    }

    /// Adds a record of the file, unless its name is known already.
    pub fn add(&mut self, kind: Kind, key: String, named: Named) {
        self.known.entry((kind, key)).or_insert(named);
    }

    /// The record with this key: a scoped name, or an external id.
    pub fn get(&self, kind: Kind, key: String) -> Option<&Named> {
        self.known.get(&(kind, key))
    }

    /// The record that a text means, by its name or its external id, and whether it is spelled as that is.
    pub fn find(&self, kind: Kind, account: Option<Uuid>, text: &str) -> Option<(&Named, bool)> {
        let found = self.get(kind, scoped(kind, account, text)).or_else(|| self.get(kind, external(text)))?;
        let spelled = self.exact.contains(&(kind, text.to_owned())) || found.1.to_lowercase() == text.to_lowercase();
        Some((found, spelled))
    }

    /// Records with a similar name, the nearest first.
    pub fn nearest(&self, kind: Kind, text: &str) -> Vec<Named> {
        let wanted = folded(text);
        let names = self.known.iter().filter(|((of, key), _)| *of == kind && !key.starts_with('#'));
        let mut near: Vec<(usize, Uuid, String)> =
            names.map(|((_, key), (id, name))| (distance(&wanted, key), *id, name.clone())).collect();
        near.sort();
        near.dedup_by_key(|(_, id, _)| *id);
        let close = near.into_iter().filter(|(far, ..)| *far <= wanted.len() / 3 + 1);
        close.take(5).map(|(_, id, name)| (id, name)).collect()
    }
}

/// The key of an external id.
pub(super) fn external(id: &str) -> String {
    format!("#{id}")
}

/// How a name is looked up: people, contracts and the like by their account too.
pub(super) fn scoped(kind: Kind, account: Option<Uuid>, name: &str) -> String {
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
