//! The texts of `take_over`.

use std::fmt::Display;

crate::words::texts! {
    EACH_GETS_A_PLAN =
        "Each gets a plan for its first 30 days. The most important begin first, two every second working day; a \
         higher tier gets a deeper plan.";
    FIRST_START = "First start";
    CHOOSE_ALL = "Choose all";
    STARTS = "Starts";
    EVERY_ACCOUNT_HAS_ITS = "Every account has its plan already.";
    NOT_TIERED = "not tiered";
}

/// planned the first 30 days of `accounts`
#[must_use]
pub fn planned_the_first_30(accounts: impl Display) -> String {
    format!("planned the first 30 days of {accounts}")
}

/// Plan `accounts`
#[must_use]
pub fn plan(accounts: impl Display) -> String {
    format!("Plan {accounts}")
}
