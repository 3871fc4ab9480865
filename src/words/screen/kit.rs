//! The texts of `kit`.

use std::fmt::Display;

crate::words::texts! {
    THREE_LETTERS_SUCH_AS = "Three letters, such as EUR";
    IN_IT = "In";
    MORE_FIELDS = "More fields";
    CHOOSE_AN_ACCOUNT = "Choose an account";
    CHOOSE_THE_ACCOUNT_THAT = "Choose the account that it is for.";
    TIER = "Tier ";
    INTERNAL_ONLY = "internal only";
    ADD = "Add";
    THIS_RECORD_WAS_DELETED = "This record was deleted.";
    RESTORE_IT = "Restore it";
    YES = "yes";
    NO = "no";
    KEEP_IT = "Keep it";
    YOU = "You";
    DELETE_IT = "Delete it";
    GONE = "a record that is gone";
    NOTHING = "nothing";
    HISTORY = "History";
    PUT_BACK = "Put it back";
    NOTHING_WAS_REPLACED = "Nothing of this record was replaced in this browser yet.";
}

/// `label` was `value`
#[must_use]
pub fn was(label: impl Display, value: impl Display) -> String {
    format!("{label}: {value}")
}

/// replaced by whom and when
#[must_use]
pub fn replaced_by(who_and_when: impl Display) -> String {
    format!("replaced: {who_and_when}")
}

/// put back `label`
#[must_use]
pub fn put_back(label: impl Display) -> String {
    format!("put back {label}")
}

/// Show `count` more
#[must_use]
pub fn show_more(count: usize) -> String {
    format!("Show {count} more")
}

/// What was replaced before `day` is not kept
#[must_use]
pub fn reaches_back_to(day: impl Display) -> String {
    format!("It reaches back to {day} in this browser.")
}

/// “`trimmed`” is not an amount in `currency`
#[must_use]
pub fn is_not_an_amount(trimmed: impl Display, currency: impl Display) -> String {
    format!("“{trimmed}” is not an amount in {currency}")
}

/// “`trimmed`” is not a number
#[must_use]
pub fn is_not_a_number(trimmed: impl Display) -> String {
    format!("“{trimmed}” is not a number")
}

/// A whole number from `least` to `most`
#[must_use]
pub fn a_whole_number_from(least: impl Display, most: impl Display) -> String {
    format!("A whole number from {least} to {most}")
}

/// , explain `label`
#[must_use]
pub fn explain(label: impl Display) -> String {
    format!(", explain {label}")
}

/// How `title` is computed
#[must_use]
pub fn how_is_computed(title: impl Display) -> String {
    format!("How {title} is computed")
}

/// added the `kind` “`title`”
#[must_use]
pub fn added_record(kind: impl Display, title: impl Display) -> String {
    format!("added the {kind} “{title}”")
}

/// New `kind`
#[must_use]
pub fn new_kind(kind: impl Display) -> String {
    format!("New {kind}")
}

/// add `kind`
#[must_use]
pub fn add_kind(kind: impl Display) -> String {
    format!("add {kind}")
}

/// Some amounts are left out. `rates`.
#[must_use]
pub fn some_amounts_are_left(rates: impl Display) -> String {
    format!("Some amounts are left out. {rates}.")
}

/// deleted the `kind` “`title`”
#[must_use]
pub fn deleted_record(kind: impl Display, title: impl Display) -> String {
    format!("deleted the {kind} “{title}”")
}

/// restored the `kind` “`title`”
#[must_use]
pub fn restored_record(kind: impl Display, title: impl Display) -> String {
    format!("restored the {kind} “{title}”")
}

/// Delete this `kind`
#[must_use]
pub fn delete_this(kind: impl Display) -> String {
    format!("Delete this {kind}")
}

/// `name`, deleted
#[must_use]
pub fn deleted(name: impl Display) -> String {
    format!("{name}, deleted")
}

/// settled `name`
#[must_use]
pub fn settled(name: impl Display) -> String {
    format!("settled {name}")
}

/// `what` was deleted in one place and changed in another.
#[must_use]
pub fn was_deleted_in_one(what: impl Display) -> String {
    format!("{what} was deleted in one place and changed in another.")
}

/// Two values of `label`
#[must_use]
pub fn two_values_of(label: impl Display) -> String {
    format!("Two values of {label}")
}

/// `label` was changed in two places.
#[must_use]
pub fn was_changed_in_two(label: impl Display) -> String {
    format!("{label} was changed in two places.")
}

/// Keep “`current`”
#[must_use]
pub fn keep(current: impl Display) -> String {
    format!("Keep “{current}”")
}

/// Take “`other`”
#[must_use]
pub fn take(other: impl Display) -> String {
    format!("Take “{other}”")
}

/// `who`, `when`
#[must_use]
pub fn by_then(who: impl Display, when: impl Display) -> String {
    format!("{who}, {when}")
}

/// Add: `label`
#[must_use]
pub fn add_what(label: impl Display) -> String {
    format!("Add: {label}")
}
