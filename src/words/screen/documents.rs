//! The texts of `documents`.

use std::fmt::Display;

crate::words::texts! {
    TO_AGREE_TODAY = "To agree today";
    EIGHT_QUARTERS_TARGET_DASHED = "Eight quarters, target dashed";
    AGREED = "agreed";
    PROPOSED = "proposed";
    DATE = "date";
    CONFIRMED = "confirmed";
    ESTIMATE = "estimate";
}

/// Slide `number`: `headline`
#[must_use]
pub fn slide(number: impl Display, headline: impl Display) -> String {
    format!("Slide {number}: {headline}")
}

/// Since `before`
#[must_use]
pub fn since(before: impl Display) -> String {
    format!("Since {before}")
}
