//! The texts of `document`.

use std::fmt::Display;

crate::words::texts! {
    INTERNAL_NOT_FOR_THE = "Internal, not for the client";
    EXECUTIVE_SYNC = "Executive sync: ";
    CONTRACT_ENDS = "Contract ends";
    PROPOSED = "Proposed";
}

/// Since `before`
#[must_use]
pub fn since(before: impl Display) -> String {
    format!("Since {before}")
}

/// With `value`
#[must_use]
pub fn with(value: impl Display) -> String {
    format!("With {value}")
}

/// Waterfall: `said`
#[must_use]
pub fn waterfall(said: impl Display) -> String {
    format!("Waterfall: {said}")
}

/// `headline`, continued
#[must_use]
pub fn continued(headline: impl Display) -> String {
    format!("{headline}, continued")
}

/// Later. `later`.
#[must_use]
pub fn later(later: impl Display) -> String {
    format!("Later. {later}.")
}

/// Roadmap, `first` to `last`
#[must_use]
pub fn roadmap_of(first: impl Display, last: impl Display) -> String {
    format!("Roadmap, {first} to {last}")
}
