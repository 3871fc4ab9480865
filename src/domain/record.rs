//! The table of record kinds becomes types here: a struct per kind, [`Kind`], [`Record`] and the field descriptions.

use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{Account, Id};

/// What every kind of record has in common.
pub trait Entity: Clone + PartialEq + Default + Serialize + DeserializeOwned + 'static {
    /// Its kind.
    const KIND: super::Kind;
    /// Its id.
    fn id(&self) -> Id<Self>;
    /// The account that it belongs to, itself included; `None` for what the whole workspace shares.
    fn account_id(&self) -> Option<Id<Account>>;
    /// The record as this kind.
    fn of(record: &super::Record) -> Option<&Self>;
    /// The record of any kind.
    fn into_record(self) -> super::Record;
}

/// The address of a record: its kind and its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// The kind.
    pub kind: super::Kind,
    /// The id.
    pub id: Uuid,
}

impl<T: Entity> From<Id<T>> for Key {
    fn from(id: Id<T>) -> Self {
        Self { kind: T::KIND, id: id.0 }
    }
}

/// Whether `value` is what a new record has, and so stays out of files.
pub(super) fn is_blank<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A value that a record cannot hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key of the field, empty when it is the record as a whole.
    pub field: String,
    /// What is wrong and what to do, as a sentence.
    pub message: String,
}

macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $kind:ident $(of $account:ident)? in $plural:literal called $one:literal {
            $( $(#[$fdoc:meta])* $field:ident : $type:ty = $spec:expr ),* $(,)?
        }
    )*) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( #[doc = $one] $kind ),* }

        impl Kind {
            /// Every kind, in the order of files.
            pub const ALL: &'static [Self] = &[ $( Self::$kind ),* ];

            /// The name of its group in files, which is also its name in the database: `people`.
            pub fn plural(self) -> &'static str {
                match self { $( Self::$kind => $plural ),* }
            }

            /// What one of it is called in a sentence: `person`.
            pub fn one(self) -> &'static str {
                match self { $( Self::$kind => $one ),* }
            }

            /// The kind whose group in files is `plural`.
            pub fn from_plural(plural: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.plural() == plural)
            }

            /// Its fields besides id, account and external ids, in the order of files and forms.
            pub fn fields(self) -> &'static [super::field::Field] {
                static FIELDS: std::sync::OnceLock<Vec<Vec<super::field::Field>>> = std::sync::OnceLock::new();
                &FIELDS.get_or_init(|| vec![ $( vec![ $( $spec.named(stringify!($field)) ),* ] ),* ])[self as usize]
            }

            /// Whether its records belong to an account.
            pub fn belongs_to_account(self) -> bool {
                match self { $( Self::$kind => records!(@scoped $($account)?) ),* }
            }
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $( #[doc = $one] $kind(Box<$kind>) ),* }

        impl Record {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $( Self::$kind(_) => Kind::$kind ),* }
            }

            /// Its id, whatever its kind.
            pub fn uuid(&self) -> uuid::Uuid {
                match self { $( Self::$kind(record) => record.id.0 ),* }
            }

            /// The account that it belongs to, itself included.
            pub fn account_id(&self) -> Option<Id<Account>> {
                match self { $( Self::$kind(record) => record.account_id() ),* }
            }

            /// Its ids in other systems, by the system's name.
            pub fn external(&self) -> &std::collections::BTreeMap<String, String> {
                match self { $( Self::$kind(record) => &record.external ),* }
            }

            /// The record as files hold it.
            pub fn to_value(&self) -> serde_json::Map<String, serde_json::Value> {
                let value = match self { $( Self::$kind(record) => serde_json::to_value(record) ),* };
                match value {
                    Ok(serde_json::Value::Object(map)) => map,
                    _ => serde_json::Map::new(),
                }
            }

            fn decode(kind: Kind, value: serde_json::Value) -> Result<Self, serde_json::Error> {
                match kind { $( Kind::$kind => serde_json::from_value(value).map(|record| Self::$kind(Box::new(record))) ),* }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Default, serde::Serialize, serde::Deserialize)]
            #[serde(rename_all = "camelCase", default)]
            pub struct $kind {
                /// Its id.
                pub id: Id<$kind>,
                $( /// The account that it belongs to.
                pub $account: Id<Account>, )?
                /// Its ids in other systems, by the system's name, so that the next import finds it again.
                #[serde(skip_serializing_if = "std::collections::BTreeMap::is_empty")]
                pub external: std::collections::BTreeMap<String, String>,
                $( $(#[$fdoc])* #[serde(skip_serializing_if = "is_blank")] pub $field: $type, )*
            }

            impl Entity for $kind {
                const KIND: Kind = Kind::$kind;
                fn id(&self) -> Id<Self> {
                    self.id
                }
                fn account_id(&self) -> Option<Id<Account>> {
                    records!(@account self $kind $($account)?)
                }
                fn of(record: &Record) -> Option<&Self> {
                    match record {
                        Record::$kind(record) => Some(record),
                        _ => None,
                    }
                }
                fn into_record(self) -> Record {
                    Record::$kind(Box::new(self))
                }
            }
        )*
    };
    (@scoped) => { false };
    (@scoped $account:ident) => { true };
    (@account $record:ident Account) => { Some($record.id) };
    (@account $record:ident $kind:ident) => { None };
    (@account $record:ident $kind:ident $account:ident) => { Some($record.$account) };
}
pub(super) use records;
