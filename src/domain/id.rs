//! Identifiers of records and of their parts. They are given from outside: nothing here makes one up.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Serialize, Serializer};
use serde_json::Value;
use uuid::Uuid;

use super::{Kind, json::Fields};

/// The id of a record of kind `T`, or of a part of one: a UUID v7, so that ids sort by creation.
///
/// The default id is nil and means "not chosen yet"; a record that needs one does not pass its check with it.
pub struct Id<T>(pub Uuid, PhantomData<fn() -> T>);

impl<T> Id<T> {
    /// The typed form of `uuid`.
    pub const fn new(uuid: Uuid) -> Self {
        Self(uuid, PhantomData)
    }

    /// Whether no record has been chosen.
    pub fn is_nil(self) -> bool {
        self.0.is_nil()
    }
}

impl<T> Clone for Id<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Id<T> {}
impl<T> Default for Id<T> {
    fn default() -> Self {
        Self::new(Uuid::nil())
    }
}
impl<T> PartialEq for Id<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}
impl<T> Eq for Id<T> {}
impl<T> PartialOrd for Id<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Id<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.cmp(&other.0)
    }
}
impl<T> hash::Hash for Id<T> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}
impl<T> fmt::Debug for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T> fmt::Display for Id<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}
impl<T> FromStr for Id<T> {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self::new)
    }
}
impl<T> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Makes a UUID v7 from a time and random bits, both given by the caller.
///
/// `millis` is the Unix time in milliseconds; `random` supplies the remaining 74 bits.
pub fn uuid_v7(millis: u64, random: [u8; 10]) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// The id of what there is once: the settings, an account's strategy and one-pager, a product in one part of a client.
/// It follows from what it is of, so that two copies that make it at the same time make one. `None` for every other
/// kind.
pub fn id_of_its_own(kind: Kind, fields: &Fields) -> Option<Uuid> {
    let of: &[&str] = match kind {
        Kind::Workspace => &[],
        Kind::Strategy | Kind::Brief => &["account"],
        Kind::Whitespace => &["account", "product", "unit"],
        _ => return None,
    };
    let values = of.iter().map(|key| fields.get(*key).and_then(Value::as_str).unwrap_or_default());
    // FNV-1a of 128 bits. It need not withstand anybody: who can choose it can choose any id.
    const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let mut hash = BASIS;
    for byte in std::iter::once(kind.plural()).chain(values).flat_map(|text| text.bytes().chain([0])) {
        hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
    }
    Some(uuid::Builder::from_custom_bytes(hash.to_be_bytes()).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_there_is_once_has_one_id() {
        let of = |kind, fields: Value| id_of_its_own(kind, fields.as_object().unwrap_or(&Fields::new()));
        assert_eq!(of(Kind::Workspace, json!({ "company": "A" })), of(Kind::Workspace, json!({})));
        assert_ne!(of(Kind::Strategy, json!({ "account": "a" })), of(Kind::Brief, json!({ "account": "a" })));
        assert_ne!(of(Kind::Strategy, json!({ "account": "a" })), of(Kind::Strategy, json!({ "account": "b" })));
        assert_eq!(of(Kind::Person, json!({ "account": "a" })), None);
        let cell = |product: &str, unit: &str| {
            of(Kind::Whitespace, json!({ "account": "a", "product": product, "unit": unit }))
        };
        assert_ne!(cell("pq", "r"), cell("p", "qr"));
    }
}
