//! The texts of `reviews`.

use std::fmt::Display;

crate::words::texts! {
    A_BUSINESS_REVIEW_LEADS =
        "A business review leads with outcomes: what was agreed last time, value delivered, the scorecard, risks, \
         the plan, decisions, two or three actions. It fills itself from what this account knows.";
    START_A_REVIEW = "Start a review";
    QUARTER = "Quarter";
    READY = "Ready";
    QUALITY_POINT = "quality point";
    DELETED_THE_REVIEW = "deleted the review";
    FOR_THE_CLIENT = "for the client";
}

/// Held and frozen on `date`
#[must_use]
pub fn held_and_frozen_on(date: impl Display) -> String {
    format!("Held and frozen on {date}")
}

/// `quality_points` open
#[must_use]
pub fn open(quality_points: impl Display) -> String {
    format!("{quality_points} open")
}

/// Delete the review `name`
#[must_use]
pub fn delete_the_review(name: impl Display) -> String {
    format!("Delete the review {name}")
}
