//! What the state needs from the outside world, given to it when it starts.

use chrono::NaiveDate;
use futures::future::LocalBoxFuture;
use uuid::Uuid;

use crate::domain::{Id, Millis, uuid_v7};

/// Clock, randomness and scheduling.
#[derive(Clone, Copy)]
pub struct Host {
    /// The time.
    pub now: fn() -> Millis,
    /// The local calendar date.
    pub today: fn() -> NaiveDate,
    /// Random bytes for ids.
    pub random: fn() -> [u8; 10],
    /// Runs a future to its end.
    pub spawn: fn(LocalBoxFuture<'static, ()>),
    /// Calls back at the end of the current frame.
    pub after_frame: fn(Box<dyn FnOnce()>),
}

impl Host {
    /// A new record's id.
    pub fn new_id<T>(&self) -> Id<T> {
        Id::new(self.new_uuid())
    }

    /// The same without a kind.
    pub fn new_uuid(&self) -> Uuid {
        uuid_v7(u64::try_from((self.now)()).unwrap_or(0), (self.random)())
    }
}
