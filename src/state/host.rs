//! What the state needs from the outside world, given to it when it starts.

use std::{
    rc::Rc,
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::NaiveDate;
use futures::future::LocalBoxFuture;
use uuid::Uuid;

use crate::{
    domain::{Id, Locale, Millis, choice::Country, uuid_v7},
    replica::CopyId,
    schema::Envelope,
    storage::Storage,
};

use super::{opening::Upgrade, store::Store};

/// The millisecond and the counter of the id that was given out last, so that ids made within one millisecond keep the
/// order in which they were made (RFC 9562, section 6.2, method 1).
static LAST: AtomicU64 = AtomicU64::new(0);
/// Bits of the counter: what UUID v7 has between version and variant.
const COUNTER_BITS: u32 = 12;

/// Clock, randomness and scheduling.
#[derive(Clone, Copy)]
pub struct Host {
    /// The time.
    pub now: fn() -> Millis,
    /// The local calendar date.
    pub today: fn() -> NaiveDate,
    /// How a country writes numbers and dates.
    pub locale: fn(Country) -> Locale,
    /// Random bytes for ids.
    pub random: fn() -> [u8; 10],
    /// Prepares the upgrade of a database that an older version wrote: its rows, the time, and a new copy. `None` where
    /// that part of the program did not come.
    pub upgrade: fn(Vec<Envelope>, Millis, CopyId) -> LocalBoxFuture<'static, Option<Upgrade>>,
    /// Asks for the key of a database that is under a lock, and gives it as it is behind that. `None` where the part of
    /// the program that asks did not come.
    pub unlock: fn() -> LocalBoxFuture<'static, Option<Rc<dyn Storage>>>,
    /// Has the journal of a store kept from now on, by a part of the program that may have to come first.
    pub keep: fn(Store) -> LocalBoxFuture<'static, ()>,
    /// Runs a future to its end.
    pub spawn: fn(LocalBoxFuture<'static, ()>),
    /// Loads the first page anew: nothing of this one is about what is stored now.
    pub reload: fn(),
    /// Calls back after so many milliseconds.
    pub after: fn(Millis, Box<dyn FnOnce()>),
}

impl Host {
    /// A new record's id.
    pub fn new_id<T>(&self) -> Id<T> {
        Id::new(self.new_uuid())
    }

    /// A copy that was never there before.
    pub fn new_copy(&self) -> CopyId {
        let [first, .., last] = (self.random)().map(u64::from);
        let id = self.new_uuid().as_u64_pair();
        CopyId(id.1 ^ id.0.rotate_left(32) ^ (first << 56) ^ last)
    }

    /// The same without a kind.
    pub fn new_uuid(&self) -> Uuid {
        let now = u64::try_from((self.now)()).unwrap_or(0) << COUNTER_BITS;
        let next = now.max(LAST.load(Ordering::Relaxed) + 1);
        LAST.store(next, Ordering::Relaxed);
        let mut random = (self.random)();
        let counter = (next & ((1 << COUNTER_BITS) - 1)) as u16;
        random[..2].copy_from_slice(&counter.to_be_bytes());
        uuid_v7(next >> COUNTER_BITS, random)
    }
}
