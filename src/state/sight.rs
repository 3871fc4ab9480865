//! What a person sees while they look at a preview. What they apply later replaces that and nothing else: what was
//! saved meanwhile stays, or stands beside it.

use super::{
    history::Wrote,
    store::{Store, writes_of},
};
use crate::{
    domain::{Change, Delta, Edit, Key, SortedMap, Stored},
    replica::{Version, Write},
};

/// Records as a person saw them at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sight(SortedMap<Key, (Version, Stored)>);

impl Store {
    /// What a person sees of these records now.
    pub fn sight(self, keys: impl Iterator<Item = Key>) -> Sight {
        let row = |key: Key| Some((self.peek_version(key), self.peek(|records| records.stored(key).cloned())?));
        Sight(keys.filter_map(|key| Some((key, row(key)?))).collect())
    }

    /// Makes a change by who saw these records before. Returns its label and what it wrote.
    pub(super) fn make_as_seen(self, change: Change, sight: &Sight) -> (String, Vec<Wrote>) {
        let Change { label, edits } = change;
        let (mut rest, mut writes) = (Vec::new(), Vec::new());
        for edit in edits {
            match sight.writes(&edit) {
                Some(write) => writes.push(write),
                None => rest.push(edit),
            }
        }
        let (label, mut wrote) = self.make(Change { label, edits: rest });
        wrote.extend(self.write(writes));
        (label, wrote)
    }
}

impl Sight {
    /// What an edit writes into a record that was seen.
    fn writes(&self, edit: &Edit) -> Option<(Key, Vec<Write>)> {
        let Edit::Put(record) = edit else { return None };
        let key = record.key();
        let (version, row) = self.0.get(&key)?;
        let after = Stored { record: record.clone(), ..row.clone() };
        Some((key, writes_of(version, &Delta { key, before: Some(row.clone()), after: Some(after) })))
    }
}
