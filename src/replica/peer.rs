//! Who wrote as a copy. A copy is a number; a person recognises people, devices and days.

use serde_json::{Value, json};

use super::stamp::{CopyId, Stamp};
use crate::domain::Millis;

/// How long a copy may go on writing, in milliseconds: a clock that is further off is no time of day.
const LONGEST: Millis = 400 * 86_400_000;
/// How far two clocks of one device may differ.
const SLACK: Millis = 86_400_000;

/// Who a copy is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Peer {
    /// The name of the person, as they call themselves; empty where they have not said.
    pub person: String,
    /// The database that it is an opening of, by its first copy.
    pub device: CopyId,
    /// What it runs in, as in “Firefox on Windows”.
    pub runs_in: String,
    /// When it was drawn, by its own clock.
    pub since: Millis,
}

impl Peer {
    /// The peer as files and the database hold it.
    pub fn to_value(&self) -> Value {
        json!({ "person": self.person, "device": self.device.to_string(), "in": self.runs_in, "since": self.since })
    }

    /// Reads what [`Peer::to_value`] has written.
    pub fn read(value: &Value) -> Option<Self> {
        let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Self {
            person: text("person")?,
            device: text("device")?.parse().ok()?,
            runs_in: text("in").unwrap_or_default(),
            since: value.get("since")?.as_i64()?,
        })
    }

    /// When the copy wrote, by its own clock. `None` where its stamps were pushed ahead by others and tell nothing.
    pub fn time_of(&self, stamp: Stamp) -> Option<Millis> {
        let time = Millis::try_from(stamp.clock).ok()?;
        (self.since - SLACK..self.since + LONGEST).contains(&time).then_some(time)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_peer_is_read_as_written_and_tells_a_time_only_where_its_stamps_can_be_one() {
        let since = 1_790_000_000_000;
        let peer = Peer { person: "Ines Okafor".into(), device: CopyId(7), runs_in: "Firefox on Linux".into(), since };
        assert_eq!(Peer::read(&peer.to_value()), Some(peer.clone()));
        let at = |clock: Millis| Stamp { clock: clock as u64, copy: CopyId(8) };
        assert_eq!(peer.time_of(at(since + 60_000)), Some(since + 60_000));
        assert_eq!(peer.time_of(at(since + 500 * 86_400_000)), None, "another clock has pushed it ahead");
        assert_eq!(peer.time_of(Stamp { clock: 12, copy: CopyId(8) }), None);
    }
}
