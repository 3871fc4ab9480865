//! What a database knows of itself: which copy writes, and how far its clock has come. MERGE.md, rules 5, 6 and 8.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::stamp::{CopyId, Stamp};
use crate::domain::{Millis, date};

/// On how many days a database is opened before it forgets what was deleted.
const DAYS_KEPT: usize = 30;

/// The copy that a database is at present.
#[derive(Clone, Debug, PartialEq)]
pub struct CopyState {
    /// The copy that writes. It is drawn anew each time that a first tab opens the database.
    pub id: CopyId,
    /// The copy that is taken to have written the rows of versions without stamps.
    pub origin: CopyId,
    /// The clock of the last write.
    pub clock: u64,
    /// How often everything was replaced. A tab that knows another number knows other rows.
    pub epoch: u64,
    /// When the whole workspace was last exported here.
    pub exported_on: Option<NaiveDate>,
    /// The last days on which the database was opened. A day is noted once, and none before the last.
    pub opened: Vec<NaiveDate>,
}

impl CopyState {
    /// The copy of a database that was never written.
    pub fn new(id: CopyId) -> Self {
        Self { id, origin: id, clock: 0, epoch: 0, exported_on: None, opened: Vec::new() }
    }

    /// Reads what [`CopyState::to_text`] has written.
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let copy = |key: &str| value.get(key)?.as_str()?.parse().ok();
        let days = value.get("opened").and_then(Value::as_array).into_iter().flatten();
        let day = |value: &Value| date::parse(value.as_str()?);
        Some(Self {
            id: copy("copy")?,
            origin: copy("origin")?,
            clock: value.get("clock")?.as_u64()?,
            epoch: value.get("epoch").and_then(Value::as_u64).unwrap_or(0),
            exported_on: value.get("exportedOn").and_then(day),
            opened: days.filter_map(day).collect(),
        })
    }

    /// The state as text.
    pub fn to_text(&self) -> String {
        json!({
            "copy": self.id.to_string(),
            "origin": self.origin.to_string(),
            "clock": self.clock,
            "epoch": self.epoch,
            "exportedOn": self.exported_on,
            "opened": self.opened,
        })
        .to_string()
    }

    /// The stamp of a write at `now`, greater than whatever is known here, and so are the [`Stamp::SPAN`] below it.
    pub fn next_stamp(&mut self, now: Millis, seen: u64) -> Stamp {
        let now = u64::try_from(now).unwrap_or(0);
        self.clock = (now.max(self.clock).max(seen) + Stamp::SPAN).min(Stamp::END - 1);
        Stamp { clock: self.clock, copy: self.id }
    }

    /// Notes that the database was opened on this day.
    pub fn open_on(&mut self, today: NaiveDate) {
        if self.opened.last().is_none_or(|last| *last < today) {
            self.opened.push(today);
            let surplus = self.opened.len().saturating_sub(DAYS_KEPT + 1);
            self.opened.drain(..surplus);
        }
    }

    /// Whether what was deleted on this day is to be forgotten.
    pub fn has_outlived(&self, day: NaiveDate) -> bool {
        self.opened.iter().filter(|opened| **opened > day).count() >= DAYS_KEPT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 1, 1).unwrap_or_default() + chrono::Days::new(number)
    }

    #[test]
    fn a_clock_that_was_ahead_once_forgets_nothing_too_early() {
        let mut copy = CopyState::new(CopyId(7));
        copy.open_on(day(0));
        copy.open_on(day(40));
        assert!(!copy.has_outlived(day(0)), "one day is one day, however far ahead");
        for number in 1..=40 {
            copy.open_on(day(number));
        }
        assert!(!copy.has_outlived(day(5)), "days before the last are not noted");
        for number in 41..=69 {
            copy.open_on(day(number));
        }
        assert!(copy.has_outlived(day(5)) && !copy.has_outlived(day(40)));
    }

    #[test]
    fn a_stamp_is_greater_than_all_that_is_known_and_the_state_is_read_as_written() {
        let mut copy = CopyState::new(CopyId(u64::MAX));
        let stamps = [copy.next_stamp(5, 0), copy.next_stamp(2, 0), copy.next_stamp(2, 90), copy.next_stamp(-4, 0)];
        assert_eq!(stamps.map(|stamp| stamp.clock), [13, 21, 98, 106], "each takes eight");
        copy.open_on(day(3));
        assert_eq!(CopyState::read(&copy.to_text()), Some(copy));
        assert_eq!(CopyState::read("{}"), None);
    }
}
