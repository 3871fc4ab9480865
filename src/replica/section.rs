//! The part of a record that travels as a whole: what stands in each cell, and what is known of the writes of others.
//! MERGE.md, rules 1 to 3.

use serde_json::Value;

use super::stamp::{CopyId, Stamp};
use crate::domain::SortedMap;

/// What stands in a cell, each value with the stamp of its write. One is the normal case.
pub type Standing = SortedMap<Stamp, Value>;

/// Cells that travel together.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    /// Up to which clock the writes of each copy are known. It names only copies that wrote here.
    pub seen: SortedMap<CopyId, u64>,
    /// What stands in each cell, by its path.
    pub cells: SortedMap<String, Standing>,
}

impl Section {
    /// Writes a value in the place of the stamps that its writer saw; without a value those are only taken away.
    pub fn write(&mut self, path: &str, replaces: &[Stamp], stamp: Stamp, value: Option<Value>) {
        let standing = self.cells.or_default(path.to_owned());
        standing.retain(|stands, _| !replaces.contains(stands));
        if let Some(value) = value {
            standing.insert(stamp, value);
        }
        if standing.is_empty() {
            self.cells.remove(path);
        }
        let seen = self.seen.or_default(stamp.copy);
        *seen = stamp.clock.max(*seen);
    }

    /// Whether a write is known here, whether or not its value still stands.
    pub fn has_seen(&self, stamp: Stamp) -> bool {
        self.seen.get(&stamp.copy).is_some_and(|clock| stamp.clock <= *clock)
    }

    /// Brings in another version of the same section. What both have stays; what one has and the other has not stays
    /// unless the other has seen its stamp.
    pub fn merge(&mut self, other: &Self) {
        let mine = std::mem::take(self);
        for path in mine.cells.keys().chain(other.cells.keys().filter(|path| !mine.cells.contains_key(*path))) {
            let mut standing = Standing::new();
            for (from, beside) in [(&mine, other), (other, &mine)] {
                let there = beside.cells.get(path);
                let stays = |(stamp, _): &(&Stamp, &Value)| {
                    there.is_some_and(|there| there.contains_key(stamp)) || !beside.has_seen(**stamp)
                };
                let kept = from.cells.get(path).into_iter().flat_map(Standing::iter).filter(stays);
                standing.extend(kept.map(|(stamp, value)| (*stamp, value.clone())));
            }
            if !standing.is_empty() {
                self.cells.insert(path.clone(), standing);
            }
        }
        self.seen = mine.seen;
        for (copy, clock) in other.seen.iter() {
            let seen = self.seen.or_default(*copy);
            *seen = (*clock).max(*seen);
        }
    }
}
