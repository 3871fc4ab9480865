//! The workspace in memory: every record, found by key, by kind and by account.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use uuid::Uuid;

use super::{Account, Deletion, Entity, Id, Key, Kind, Record, Workspace, json::Fields};

/// A moment, in milliseconds since 1970 in UTC. Always given from outside.
pub type Millis = i64;

/// A record with what is known about it besides its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The record.
    pub record: Record,
    /// Whether it came with the sample.
    pub sample: bool,
    /// How it was deleted; it can be restored for 30 days.
    pub deleted: Option<Deletion>,
    /// The fields whose links lead to a record that does not live here, and client wordings that are not settled, as
    /// they are. The record itself has only links that lead somewhere, so that nothing that reads it meets a name
    /// without a record; and what is not settled is shared with nobody.
    pub held: Fields,
    /// The client wordings in which several values stand; all of them where it is not settled whether the record lives,
    /// or what figures are made of.
    pub unsettled: Vec<&'static str>,
    /// The fields that figures are made of, and in which several values stand. A figure that rests on one says so, and
    /// reaches no client's paper.
    pub disputed: Vec<&'static str>,
}

impl Stored {
    /// A live record of one's own.
    pub fn own(record: Record) -> Self {
        Self { record, sample: false, deleted: None, held: Fields::new(), unsettled: Vec::new(), disputed: Vec::new() }
    }

    /// The record, unless it is deleted.
    pub fn live(&self) -> Option<&Record> {
        self.deleted.is_none().then_some(&self.record)
    }

    /// The address of the record.
    pub fn key(&self) -> Key {
        Key { kind: self.record.kind(), id: self.record.uuid() }
    }
}

/// All records of a workspace.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    rows: BTreeMap<Key, Stored>,
    by_account: BTreeMap<Uuid, BTreeSet<Key>>,
    living: HashSet<Uuid>,
    holding: BTreeSet<Key>,
}

impl Records {
    /// A live record by its typed id.
    pub fn get<T: Entity>(&self, id: Id<T>) -> Option<&T> {
        self.record(id.into()).and_then(T::of)
    }

    /// A live record by an optional id.
    pub fn find<T: Entity>(&self, id: Option<Id<T>>) -> Option<&T> {
        id.and_then(|id| self.get(id))
    }

    /// A live record of any kind.
    pub fn record(&self, key: Key) -> Option<&Record> {
        self.rows.get(&key).and_then(Stored::live)
    }

    /// A record as it is kept, deleted ones included.
    pub fn stored(&self, key: Key) -> Option<&Stored> {
        self.rows.get(&key)
    }

    /// Whether a record with this id lives, whatever its kind.
    pub fn lives(&self, id: Uuid) -> bool {
        self.living.contains(&id)
    }

    /// The rows that hold a link to what does not live.
    pub fn holding(&self) -> impl Iterator<Item = &Key> {
        self.holding.iter()
    }

    /// The live record with this id, whatever its kind.
    pub fn with_uuid(&self, id: Uuid) -> Option<&Record> {
        Kind::ALL.iter().find_map(|kind| self.record(Key { kind: *kind, id }))
    }

    /// Whether there is an account that did not come with the sample: something of one's own to lose.
    pub fn has_own_account(&self) -> bool {
        self.live().any(|(key, row)| key.kind == Kind::Account && !row.sample)
    }

    /// All live records of a kind, in order of id.
    pub fn all<T: Entity>(&self) -> impl Iterator<Item = &T> {
        self.of_kind(T::KIND).filter_map(T::of)
    }

    /// All live records of a kind that is known only now, in order of id.
    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Record> {
        let (least, most) = (Key { kind, id: Uuid::nil() }, Key { kind, id: Uuid::max() });
        self.rows.range(least..=most).filter_map(|(_, stored)| stored.live())
    }

    /// All live records of a kind that belong to `account`, in order of id.
    pub fn of<T: Entity>(&self, account: Id<Account>) -> impl Iterator<Item = &T> {
        let (least, most) = (Key { kind: T::KIND, id: Uuid::nil() }, Key { kind: T::KIND, id: Uuid::max() });
        let keys = self.by_account.get(&account.0).into_iter().flat_map(move |keys| keys.range(least..=most));
        keys.filter_map(|key| self.record(*key).and_then(T::of))
    }

    /// Every row, deleted ones included, in order of kind and id.
    pub fn rows(&self) -> impl Iterator<Item = (&Key, &Stored)> {
        self.rows.iter()
    }

    /// Whether figures are made of something of this record in which several values stand.
    pub fn is_disputed(&self, key: impl Into<Key>) -> bool {
        self.stored(key.into()).is_some_and(|row| !row.disputed.is_empty())
    }

    /// Every live row.
    pub fn live(&self) -> impl Iterator<Item = (&Key, &Stored)> {
        self.rows.iter().filter(|(_, stored)| stored.deleted.is_none())
    }

    /// The settings, or their defaults.
    pub fn workspace(&self) -> Workspace {
        self.all::<Workspace>().next().cloned().unwrap_or_default()
    }

    /// Accounts that are worked with: neither archived nor gone.
    pub fn active_accounts(&self) -> impl Iterator<Item = &Account> {
        self.all::<Account>().filter(|account| account.is_active())
    }

    /// Puts, replaces or removes one row. Everything else goes through [`super::apply`].
    pub fn set(&mut self, key: Key, row: Option<Stored>) {
        if let Some(before) = self.rows.remove(&key)
            && let Some(account) = before.record.account_id()
            && let Some(keys) = self.by_account.get_mut(&account.0)
        {
            keys.remove(&key);
        }
        self.living.remove(&key.id);
        self.holding.remove(&key);
        if let Some(row) = row {
            if row.deleted.is_none() {
                self.living.insert(key.id);
            }
            if !row.held.is_empty() {
                self.holding.insert(key);
            }
            if let Some(account) = row.record.account_id() {
                self.by_account.entry(account.0).or_default().insert(key);
            }
            self.rows.insert(key, row);
        }
    }
}

impl FromIterator<Stored> for Records {
    fn from_iter<I: IntoIterator<Item = Stored>>(rows: I) -> Self {
        let mut records = Self::default();
        for row in rows {
            records.set(row.key(), Some(row));
        }
        records
    }
}
