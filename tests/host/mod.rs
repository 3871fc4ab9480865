//! What the state needs from outside, for tests and benchmarks without a browser: a clock that counts, numbers that are
//! never alike, and storage in memory.

use std::{
    cell::Cell,
    rc::Rc,
    sync::atomic::{AtomicU64, Ordering},
};

use chrono::NaiveDate;
use futures::{FutureExt, executor::block_on, future::ready};
use mainstay::{
    domain::Locale,
    state::{Host, Store, keep},
    storage::{MemoryShelves, MemoryStorage},
};

/// How many numbers were given.
static GIVEN: AtomicU64 = AtomicU64::new(1);

thread_local! {
    static CLOCK: Cell<i64> = const { Cell::new(1_790_000_000_000) };
}

fn tick() -> i64 {
    CLOCK.with(|clock| clock.replace(clock.get() + 1))
}

/// A number that was never given before, spread over all bits.
fn number() -> u64 {
    GIVEN.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn host() -> Host {
    Host {
        now: tick,
        today: || NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
        locale: |_| Locale::default(),
        random: || {
            let mut bytes = [0; 10];
            bytes[2..].copy_from_slice(&number().to_be_bytes());
            bytes
        },
        upgrade: |_, _, _| Box::pin(ready(None)),
        unlock: || Box::pin(ready(None)),
        keep: |store| Box::pin(keep(store, Rc::new(MemoryShelves::default()), "a test".into())),
        reload: || (),
        // Storage in memory never waits.
        spawn: |future| {
            let _ = future.now_or_never();
        },
        after: |_, _| (),
    }
}

/// A page on a database in memory. It needs an owner of what is reactive.
pub fn workspace() -> Store {
    let store = Store::new(host());
    block_on(store.start(Ok(Rc::new(MemoryStorage::default()))));
    store
}

/// Moves the clock of this test.
#[allow(dead_code, reason = "not every test does")]
pub fn move_clock(days: i64) {
    CLOCK.with(|clock| clock.set(clock.get() + days * 86_400_000));
}

/// Random bytes for keys and seals.
#[allow(dead_code, reason = "not every test seals")]
pub fn random() -> [u8; 16] {
    std::array::from_fn(|_| (number() >> 56) as u8)
}
