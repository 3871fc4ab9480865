//! The texts of `value`.

use std::fmt::Display;

crate::words::texts! {
    VALUE_A_YEAR = "Value a year";
    COST_A_YEAR = "Cost a year";
    NET_A_YEAR = "Net a year";
    OF_THE_YEARLY_COST = "of the yearly cost covered, confirmed";
    GAP_TO_THE_YEARLY = "gap to the yearly cost";
    YEARLY_RETURN_CONFIRMED = "yearly return, confirmed";
    WITH_ESTIMATES = "with estimates";
    PAYBACK_CONFIRMED = "payback, confirmed";
    WHAT_HAS_CHANGED = "What has changed";
    NO_OUTCOME_WITH_A = "No outcome with a worth is agreed yet.";
    OUTCOMES = "Outcomes";
    WHERE_THE_MEASURES_STAND = "Where the measures stand";
    ANSWERED = "Answered";
    WHAT_YOU_NEED_FROM = "What you need from it";
    WHO_SAID_SO = "Who said so";
    WHERE_IT_CAN_GO = "Where it can go from here";
    WHAT_IS_AHEAD = "What is ahead";
}

/// `months` months
#[must_use]
pub fn months(months: impl Display) -> String {
    format!("{months} months")
}

/// Return = (benefit − cost) / cost = (`confirmed` − `cost`) / `cost`.
#[must_use]
pub fn return_formula(confirmed: impl Display, cost: impl Display) -> String {
    format!("Return = (benefit − cost) / cost = ({confirmed} − {cost}) / {cost}.")
}

/// With the one-off cost of `one_off`, the first year returns `ratio`.
#[must_use]
pub fn with_the_one_off(one_off: impl Display, ratio: impl Display) -> String {
    format!(" With the one-off cost of {one_off}, the first year returns {ratio}.")
}

/// `confirmed` of value a year is confirmed, on a cost of `cost`
#[must_use]
pub fn of_value_a_year(confirmed: impl Display, cost: impl Display) -> String {
    format!("{confirmed} of value a year is confirmed, on a cost of {cost}")
}

/// `estimated` of value a year, estimated
#[must_use]
pub fn of_value_a_year_estimated(estimated: impl Display) -> String {
    format!("{estimated} of value a year, estimated")
}
