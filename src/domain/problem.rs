//! A value that a record cannot hold, and why.

use super::Kind;

/// A field whose value cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The key of the field, empty when it is the record as a whole.
    pub field: String,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It is required, and missing.
    Missing,
    /// The record belongs to no account.
    NoAccount,
    /// It must be a whole number from the first to the second.
    NotBetween(i64, i64),
    /// Its year must lie between the first and the second.
    YearNotBetween(i32, i32),
    /// It has more characters than this.
    LongerThan(usize),
    /// It is no time of day.
    NotATime,
    /// It is of another type than the field holds.
    NotA(Expected, Shown),
    /// It is none of these keys.
    NoneOf(&'static [&'static str], Shown),
    /// It is no amount.
    Amount(AmountProblem, String),
    /// It closes a circle.
    Circle(Circle),
    /// The record was deleted meanwhile.
    Deleted,
}

/// A refused value, short and on one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown(pub String);

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// Text.
    Text,
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// A whole number.
    Whole,
    /// A calendar date.
    Date,
    /// The id of a record.
    Id,
    /// A currency code.
    Currency,
    /// An amount with its currency.
    Money,
    /// A list.
    List,
    /// Texts by name.
    Texts,
    /// A part with a value for each of its fields.
    Part,
    /// A slide of a review.
    Slide,
}

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AmountProblem {
    /// It is no number.
    NotANumber,
    /// It has more decimals than its currency.
    Decimals(super::Currency),
    /// It is out of range.
    TooLarge,
}

/// Records that lead back to the first of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Circle {
    /// Their kind.
    pub kind: Kind,
    /// Their names along the circle; the first is the last.
    pub names: Vec<String>,
}
