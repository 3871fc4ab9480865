//! Fine-grained reactivity: what a reader depends on is a record, an account, a kind, or everything.

use std::collections::HashMap;

use leptos::prelude::{ArcTrigger, Notify, Track};
use uuid::Uuid;

use crate::domain::{Diff, Key, Kind};

/// What can be depended on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// One record.
    Record(Key),
    /// All records of an account, itself included.
    Account(Uuid),
    /// All records of a kind.
    Kind(Kind),
    /// Every record.
    Everything,
}

/// A trigger for each scope that somebody reads.
#[derive(Default)]
pub struct Scopes(HashMap<Scope, ArcTrigger>);

impl Scopes {
    /// Makes the current reader depend on `scope`.
    pub fn track(&mut self, scope: Scope) {
        self.0.entry(scope).or_default().track();
    }

    /// The triggers that a diff concerns. They are notified when nothing is borrowed any more.
    pub fn touched(&self, diff: &Diff) -> Vec<ArcTrigger> {
        let mut scopes = std::collections::HashSet::from([Scope::Everything]);
        for delta in &diff.deltas {
            scopes.insert(Scope::Record(delta.key));
            scopes.insert(Scope::Kind(delta.key.kind));
            for row in delta.before.iter().chain(&delta.after) {
                scopes.extend(row.record.account_id().map(|account| Scope::Account(account.0)));
            }
        }
        scopes.iter().filter_map(|scope| self.0.get(scope)).cloned().collect()
    }
}

/// Wakes the readers.
pub fn notify(triggers: Vec<ArcTrigger>) {
    for trigger in triggers {
        trigger.notify();
    }
}
