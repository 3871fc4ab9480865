//! The texts of `value`.

use std::fmt::Display;

crate::words::texts! {
    THEIR_GOAL_WHAT_WAS = "their goal, what was delivered for it, the metric that shows it";
    NAME_THE_GOAL_OF =
        "Name the goal of theirs that an outcome or a metric serves, in its panel; the map draws the line from one \
         to the other.";
    WITHOUT_A_GOAL_OF = "Without a goal of theirs";
    NO_OUTCOME_YET = "no outcome yet";
    NO_METRIC_SHOWS_IT = "no metric shows it";
    NOT_MEASURED = "not measured";
    REMOVED_THE_VALUE = "removed the value";
    REMOVE_THE_VALUE = "Remove the value";
    TYPE_A_NUMBER_AND = "Type a number and choose its date.";
    DATE_OF_THE_VALUE = "Date of the value";
    HOW_MANY_PEOPLE_CHOSE = "How many people chose each step: whole numbers, at least one answer.";
    ANSWERS = "Answers";
    ENTER_THE_ANSWERS = "Enter the answers";
    WITH_ESTIMATES = "With estimates";
    COST = "Cost";
    ARR_AND_THE_ANNUAL = "ARR and the annual cost of the outcomes";
    PAYBACK = "Payback";
    OUTCOMES = "Outcomes";
    OUTCOME = "Outcome";
    WHAT_CHANGED_FOR_THE = "What changed for the client, what it is worth a year, and who confirms it.";
    CONFIRMED_OVER_A_YEAR = "Confirmed over a year ago";
    CONFIRMED_WITHOUT_A_DATE = "Confirmed, without a date";
    NO_FIGURE = "no figure";
    METRIC = "Metric";
    LATEST = "Latest";
    STANDING = "Standing";
    AGAINST_3_MONTHS_AGO = "Against 3 months ago";
    HEALTH_WEIGHT = "Health weight";
    THREE_FRESH_METRICS_WITH =
        "Three fresh metrics with a weight and two bounds make a health score; a target makes a scorecard.";
    NO_TARGET = "no target";
    A_USUAL_METRIC = "A usual metric";
}

/// `confirmed` a year confirmed
#[must_use]
pub fn a_year_confirmed(confirmed: impl Display) -> String {
    format!("{confirmed} a year confirmed")
}

/// `worth` a year
#[must_use]
pub fn a_year(worth: impl Display) -> String {
    format!("{worth} a year")
}

/// , target `target`
#[must_use]
pub fn target(target: impl Display) -> String {
    format!(", target {target}")
}

/// entered `value` for `name`
#[must_use]
pub fn entered_for(value: impl Display, name: impl Display) -> String {
    format!("entered {value} for {name}")
}

/// entered `answers`
#[must_use]
pub fn entered_answers(answers: impl Display) -> String {
    format!("entered {answers}")
}

/// `months` months
#[must_use]
pub fn months(months: impl Display) -> String {
    format!("{months} months")
}

/// yearly return `ratio`
#[must_use]
pub fn yearly_return(ratio: impl Display) -> String {
    format!("yearly return {ratio}")
}

/// one-off cost `one_off`
#[must_use]
pub fn one_off_cost(one_off: impl Display) -> String {
    format!("one-off cost {one_off}")
}

/// Too old, `date`
#[must_use]
pub fn too_old(date: impl Display) -> String {
    format!("Too old, {date}")
}

/// added the metric “`name`”
#[must_use]
pub fn added_the_metric(name: impl Display) -> String {
    format!("added the metric “{name}”")
}
