//! The texts of `follow_up`.

use std::fmt::Display;

crate::words::texts! {
    HELLO = "Hello";
    DECIDED = "Decided";
    NEXT = "Next";
    PLEASE_TELL_ME_IF = "Please tell me if you remember anything differently.";
}

/// Dear `first_names`
#[must_use]
pub fn dear(first_names: impl Display) -> String {
    format!("Dear {first_names}")
}

/// Thank you for your time on `day`. This is what we agreed.
#[must_use]
pub fn thank_you(day: impl Display) -> String {
    format!("Thank you for your time on {day}. This is what we agreed.")
}

/// , by `date`
#[must_use]
pub fn and_by(date: impl Display) -> String {
    format!(", by {date}")
}
