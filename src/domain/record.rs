//! The table of record kinds becomes types here: a struct per kind, [`Kind`], [`Record`] and the field descriptions.

use serde_json::Value;
use uuid::Uuid;

use super::{
    Account, Id, Problem, Wrong,
    json::{Fields, Json},
};

/// What every kind of record has in common.
pub trait Entity: Clone + PartialEq + Default + 'static {
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

/// The value of a field, whatever its type: what lets one loop read and write every kind of record.
pub(super) trait Slot {
    /// The value.
    fn value(&self) -> Value;

    /// Whether it is what a new record has; then it stays out of files.
    fn is_blank(&self) -> bool;

    /// Sets the value.
    fn set(&mut self, value: Value) -> Result<(), Wrong>;
}

impl<T: Json> Slot for T {
    fn value(&self) -> Value {
        self.to_json()
    }

    fn is_blank(&self) -> bool {
        *self == T::default()
    }

    fn set(&mut self, value: Value) -> Result<(), Wrong> {
        *self = T::from_json(value)?;
        Ok(())
    }
}

/// Reads the values of `slots`, which stand in the order of `keys`. What is absent is left as it is.
pub(super) fn read(slots: &mut [&mut dyn Slot], keys: &[&str], fields: &mut Fields) -> Result<(), Problem> {
    for (slot, key) in slots.iter_mut().zip(keys) {
        let Some(value) = fields.get_mut(*key) else { continue };
        slot.set(value.take()).map_err(|wrong| Problem { field: (*key).to_owned(), wrong })?;
    }
    Ok(())
}

/// The fields of a record: each value under its key.
pub(super) type Slots<'a> = Vec<(&'static str, &'a dyn Slot)>;

macro_rules! records {
    ($(
        $(#[$doc:meta])*
        $kind:ident $(of $account:ident)? in $plural:literal {
            $( $(#[$fdoc:meta])* $field:ident : $type:ty = $spec:expr ),* $(,)?
        }
    )*) => {
        /// A kind of record.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $( #[doc = $plural] $kind ),* }

        impl Kind {
            /// Every kind, in the order of files.
            pub const ALL: &'static [Self] = &[ $( Self::$kind ),* ];

            /// The name of its group in files, which is also its name in the database: `people`.
            pub fn plural(self) -> &'static str {
                match self { $( Self::$kind => $plural ),* }
            }

            /// The kind whose group in files is `plural`.
            pub fn from_plural(plural: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|kind| kind.plural() == plural)
            }

            /// Its fields besides id, account and external ids, in the order of files and forms.
            pub fn fields(self) -> &'static [super::field::Field] {
                const FIELDS: &[&[super::field::Field]] =
                    &[ $( &[ $( $spec.keyed(Kind::$kind, super::field::key!(stringify!($field))) ),* ] ),* ];
                FIELDS[self as usize]
            }

            /// Whether its records belong to an account.
            pub fn belongs_to_account(self) -> bool {
                match self { $( Self::$kind => records!(@scoped $($account)?) ),* }
            }
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record { $( #[doc = $plural] $kind(Box<$kind>) ),* }

        impl Record {
            /// Its kind.
            pub fn kind(&self) -> Kind {
                match self { $( Self::$kind(_) => Kind::$kind ),* }
            }

            /// Its id, whatever its kind.
            pub fn uuid(&self) -> uuid::Uuid {
                match self { $( Self::$kind(record) => record.id.0 ),* }
            }

            /// Its address.
            pub fn key(&self) -> $crate::domain::Key {
                $crate::domain::Key { kind: self.kind(), id: self.uuid() }
            }

            /// The account that it belongs to, itself included.
            pub fn account_id(&self) -> Option<Id<Account>> {
                match self { $( Self::$kind(record) => record.account_id() ),* }
            }

            /// Its ids in other systems, by the system's name.
            pub fn external(&self) -> &std::collections::BTreeMap<String, String> {
                match self { $( Self::$kind(record) => &record.external ),* }
            }

            fn slots(&self) -> super::record::Slots<'_> {
                match self { $( Self::$kind(record) => record.slots() ),* }
            }

            /// Reads a record of `kind` from its form in files.
            ///
            /// # Errors
            /// The field that cannot be read, with the reason.
            pub fn from_value(kind: Kind, fields: Fields) -> Result<Self, super::Problem> {
                match kind { $( Kind::$kind => $kind::read(fields).map(Self::$kind) ),* }
            }
        }

        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Default)]
            pub struct $kind {
                /// Its id.
                pub id: Id<$kind>,
                $( /// The account that it belongs to.
                pub $account: Id<Account>, )?
                /// Its ids in other systems, by the system's name, so that the next import finds it again.
                pub external: std::collections::BTreeMap<String, String>,
                $( $(#[$fdoc])* pub $field: $type, )*
            }

            impl $kind {
                /// The keys of a record in files, in their order.
                const KEYS: &[&str] = &[
                    "id",
                    $( stringify!($account), )?
                    "external",
                    $( super::field::key!(stringify!($field)) ),*
                ];

                fn read(mut fields: Fields) -> Result<Box<Self>, super::Problem> {
                    let mut record = Box::<Self>::default();
                    super::record::read(
                        &mut [
                            &mut record.id,
                            $( &mut record.$account, )?
                            &mut record.external,
                            $( &mut record.$field ),*
                        ],
                        Self::KEYS,
                        &mut fields,
                    )?;
                    Ok(record)
                }

                fn slots(&self) -> super::record::Slots<'_> {
                    let slots: Vec<&dyn super::record::Slot> =
                        vec![&self.id, $( &self.$account, )? &self.external, $( &self.$field ),*];
                    Self::KEYS.iter().copied().zip(slots).collect()
                }
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

#[cfg(test)]
mod tests {
    use crate::domain::{Kind, Record};
    use serde_json::json;

    #[test]
    fn what_a_new_record_holds_is_told_to_forms_and_kept_out_of_files() {
        for (kind, key, value) in [
            (Kind::Workspace, "currency", json!("EUR")),
            (Kind::Action, "status", json!("open")),
            (Kind::Account, "tierOverride", json!(null)),
        ] {
            let blank = Record::blank(kind);
            assert_eq!(blank.get(key), Some(&value), "{key}");
            let read = Record::from_value(kind, blank).map(|record| record.to_value());
            assert_eq!(read, Ok(serde_json::Map::new()), "{key}");
        }
    }

    #[test]
    fn a_value_of_another_type_is_refused_with_its_field_and_what_it_should_be() {
        use crate::domain::{Expected, Problem, Shown, Wrong, choice::Role};
        let shown = |text: &str| Shown(text.to_owned());
        for (kind, key, value, wrong) in [
            (Kind::Account, "customerSince", json!("2026-02-30"), Wrong::NotA(Expected::Date, shown("\"2026-02-30\""))),
            (Kind::Account, "name", json!(7), Wrong::NotA(Expected::Text, shown("7"))),
            (Kind::Account, "archived", json!("yes"), Wrong::NotA(Expected::Flag, shown("\"yes\""))),
            (Kind::Account, "turnover", json!("12"), Wrong::NotA(Expected::Money, shown("\"12\""))),
            (Kind::Person, "influence", json!(300), Wrong::NotA(Expected::Whole, shown("300"))),
            (Kind::Person, "roles", json!(["boss"]), Wrong::NoneOf(Role::CHOICES.keys, shown("\"boss\""))),
            (Kind::Person, "manager", json!("x"), Wrong::NotA(Expected::Id, shown("\"x\""))),
        ] {
            let fields = [(key.to_owned(), value)].into_iter().collect();
            assert_eq!(Record::from_value(kind, fields).err(), Some(Problem { field: key.into(), wrong }));
        }
    }
}
