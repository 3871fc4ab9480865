//! The texts of `account`.

use std::fmt::Display;

crate::words::texts! {
    FIGURES_REST_ON =
        "Figures here rest on values that were written differently in two places. Until one is chosen, they reach no \
         client’s paper.";
    EDIT_THE_ACCOUNT = "Edit the account";
    AGAINST_THE_METRICS_WITH = "Against the metrics, with a reason, and until a day.";
    WORKING_AGREEMENT = "Working agreement";
    BRING_BACK = "Bring back";
    ARCHIVE = "Archive";
    DELETE_ACCOUNT = "Delete account";
    THE_CHURN_RISK_RAISES = "The churn risk raises attention; it does not lower the tier.";
    THIS_ACCOUNT_IS_NOT = "This account is not here";
    IT_WAS_DELETED_OR = "It was deleted, or the link is from another workspace. ";
    DELETED_RECORDS_CAN_BE = "Deleted records can be restored for 30 days";
    SUBSCRIPTION = "Subscription";
}

/// brought “`name`” back
#[must_use]
pub fn brought_back(name: impl Display) -> String {
    format!("brought “{name}” back")
}

/// archived “`name`”
#[must_use]
pub fn archived(name: impl Display) -> String {
    format!("archived “{name}”")
}

/// deleted the account “`name`”
#[must_use]
pub fn deleted_the_account(name: impl Display) -> String {
    format!("deleted the account “{name}”")
}

/// Tier `tier`, `points` points
#[must_use]
pub fn tier_points(tier: impl Display, points: impl Display) -> String {
    format!("Tier {tier}, {points} points")
}

/// Customer since `date`.
#[must_use]
pub fn customer_since(date: impl Display) -> String {
    format!("Customer since {date}.")
}

/// Left on `date`.
#[must_use]
pub fn left_on(date: impl Display) -> String {
    format!("Left on {date}.")
}
