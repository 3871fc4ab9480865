//! The texts of `common`.

use std::fmt::Display;

crate::words::texts! {
    MEASURE = "Measure";
    TARGET = "Target";
    STATUS = "Status";
    ROADMAP = "Roadmap";
    OUTCOME = "Outcome";
    CHANGE = "Change";
    WORTH_A_YEAR = "Worth a year";
    STATE = "State";
    RISK = "Risk";
    WHAT_WE_DO_ABOUT = "What we do about it";
    OWNERS = "Owners";
    WE_ASK_FOR = "We ask for";
    DECIDED_BY = "Decided by";
    BY = "By";
    IF_IT_WAITS = "If it waits";
    TITLE = "Title";
    ACTION = "Action";
    HIGH = "High";
    OPEN = "Open";
    MEASURES_ON_TARGET = "measures on target";
    LAST_DAY_FOR_NOTICE = "Last day for notice";
    RECURRING_REVENUE_A_YEAR = "recurring revenue a year";
    LAST_CONTACT = "Last contact";
    NOBODY_IS_ON_THE = "Nobody is on the map yet.";
    NOW = "Now";
    OBJECTIVE = "Objective";
    DUE = "Due";
    OPPORTUNITY = "Opportunity";
    RECURRING_A_YEAR = "Recurring a year";
    NEED = "Need";
    CONFIRMED_BY = "Confirmed by";
    EVIDENCE = "Evidence";
    NOT_MEASURED = "not measured";
    MEASURED = "Measured";
    CONTRACT = "Contract";
    ENDS = "Ends";
    RENEWAL = "Renewal";
    DECISION = "Decision";
    WHEN = "When";
    NOTES = "Notes";
    NO_OWNER = "no owner";
    OF_VALUE_A_YEAR = "of value a year, confirmed";
    CLIENT = "Client";
    CONFIRMED = "Confirmed";
    ESTIMATE = "Estimate";
    NO_OUTCOME_IS_SHARED = "No outcome is shared yet.";
    AGREED = "Agreed";
    TRACK = "Track";
    STEP = "Step";
    A_YEAR = "A year";
    OPEN_LOWER = "open";
    US_LOWER = "us";
}

/// Yearly worth, millions of `currency`
#[must_use]
pub fn yearly_worth_millions_of(currency: impl Display) -> String {
    format!("Yearly worth, millions of {currency}")
}

/// `date` to `other_date`
#[must_use]
pub fn from_to(date: impl Display, other_date: impl Display) -> String {
    format!("{date} to {other_date}")
}
