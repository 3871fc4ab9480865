//! The texts of `review`.

use std::fmt::Display;

use crate::words::format::{sentence, word};

crate::words::texts! {
    WHAT_YOU_WANT_TO = "What you want to say";
    DONE = "Done";
    DROPPED = "Dropped";
    LATE = "Late";
    OWNER = "Owner";
    WHAT_BECAME_OF_IT = "What became of it";
    NO_SHARED_ACTION_BELONGS = "No shared action belongs to the review before.";
    FOLLOW_UP = "Follow-up";
    COMMITMENT = "Commitment";
    WHAT = "What";
    DECISIONS_COMMITMENTS_AND_FOLLOW = "Decisions, commitments and follow-ups are recorded here while you present.";
    THE_QUARTER_ON_A = "The quarter on a page";
    DECISIONS_WE_ASK_FOR = "decisions we ask for";
    NO_TARGET = "no target";
    NO_OUTCOME_WITH_A = "No outcome with a worth is shared yet";
    WHAT_CHANGED = "What changed";
    BEFORE = "Before";
    MEDIUM = "Medium";
    LOW = "Low";
    SHARE_A_RISK_IN = "Share a risk in the log, and it appears here.";
    HIGH_PROBABILITY_IMPACT_FROM = "High: probability × impact from 16 of 25; medium: from 9.";
    SHARE_A_MILESTONE_AND = "Share a milestone, and it appears here.";
    ROADMAP_AND_JOINT_OBJECTIVES = "Roadmap and joint objectives";
    NO_DATE = "no date";
    SHARE_A_DECISION_THAT = "Share a decision that you ask for, and it appears here.";
    ADD_TWO_OR_THREE = "Add two or three actions with an owner and a date.";
    THE_SAME = "the same";
    NO_SHARED_MEASURE_HAS = "No shared measure has a value in both quarters.";
    LAST_VALUE_OF_EACH = "Last value of each quarter.";
    BETTER = "better";
    WORSE = "worse";
}

/// `client`, business review `quarter`
#[must_use]
pub fn review_title(client: impl Display, quarter: impl Display) -> String {
    format!("{client}, business review {quarter}")
}

/// `client` and `us`, confidential
#[must_use]
pub fn confidential(client: impl Display, us: impl Display) -> String {
    format!("{client} and {us}, confidential")
}

/// `name`: from `first` to `last`
#[must_use]
pub fn from_to(name: impl Display, first: impl Display, last: impl Display) -> String {
    format!("{name}: from {first} to {last}")
}

/// `client` and `us`: the quarter in review
#[must_use]
pub fn quarter_in_review(client: impl Display, us: impl Display) -> String {
    format!("{client} and {us}: the quarter in review")
}

/// Quarterly business review, `quarter`
#[must_use]
pub fn quarterly_business_review(quarter: impl Display) -> String {
    format!("Quarterly business review, {quarter}")
}

/// Actions agreed in the review before `quarter`
#[must_use]
pub fn actions_agreed_in_the(quarter: impl Display) -> String {
    format!("Actions agreed in the review before {quarter}")
}

/// `on_target` of `all`
#[must_use]
pub fn of(on_target: impl Display, all: impl Display) -> String {
    format!("{on_target} of {all}")
}

/// Last value of each quarter. Close: within `value` of the target, or within the measure’s own margin.
#[must_use]
pub fn scorecard_note(value: impl Display) -> String {
    format!("Last value of each quarter. Close: within {value} of the target, or within the measure’s own margin.")
}

/// Confirmed by `name`, `date`.
#[must_use]
pub fn confirmed_by(name: impl Display, date: impl Display) -> String {
    format!(" Confirmed by {name}, {date}.")
}

/// Cost: subscription `subscription`, other `other_cost`.
#[must_use]
pub fn cost(subscription: impl Display, other_cost: impl Display) -> String {
    format!("Cost: subscription {subscription}, other {other_cost}.")
}

/// `formula``cost``by`
#[must_use]
pub fn value_note(formula: impl Display, cost: impl Display, by: impl Display) -> String {
    format!("{formula}{cost}{by}")
}

/// `then` and `now` have no measure in common
#[must_use]
pub fn and_have_no_measure(then: impl Display, now: impl Display) -> String {
    format!("{then} and {now} have no measure in common")
}

/// `Two of three commitments of last time are kept`.
#[must_use]
pub fn commitments_kept(kept: usize, all: usize) -> String {
    match all {
        0 => "Nothing was agreed in writing last time".to_owned(),
        _ if kept == all => format!("All {} commitments of last time are kept", word(all)),
        _ => format!("{} of {} commitments of last time are kept", sentence(&word(kept)), word(all)),
    }
}

/// `One of three measures is on target`.
#[must_use]
pub fn measures_on_target(on_target: usize, all: usize) -> String {
    match all {
        0 => "No measure with a target is shared yet".to_owned(),
        _ => format!("{} of {} measures {} on target", sentence(&word(on_target)), word(all), is(on_target)),
    }
}

/// `One of three measures is better than in FY27 Q1`.
#[must_use]
pub fn measures_better(better: usize, all: usize, then: impl Display) -> String {
    format!("{} of {} measures {} better than in {then}", sentence(&word(better)), word(all), is(better))
}

/// How many risks are open, and for how many nothing is planned.
#[must_use]
pub fn open_risks(all: usize, without: usize) -> String {
    let count = sentence(&word(all));
    match (all, without) {
        (0, _) => "No risk is shared".to_owned(),
        (1, 0) => "One risk is open, with a mitigation".to_owned(),
        (_, 0) => format!("{count} risks are open, each with a mitigation"),
        (_, without) => format!("{count} risks are open; {} without a mitigation", word(without)),
    }
}

/// `Two steps are dated for the months ahead`.
#[must_use]
pub fn steps_ahead(steps: usize) -> String {
    match steps {
        0 => "Nothing is dated for the next quarter yet".to_owned(),
        1 => "One step is dated for the months ahead".to_owned(),
        _ => format!("{} steps are dated for the months ahead", sentence(&word(steps))),
    }
}

/// `We ask for two decisions`.
#[must_use]
pub fn decisions_asked(decisions: usize) -> String {
    match decisions {
        0 => "We ask for no decision today".to_owned(),
        1 => "We ask for one decision".to_owned(),
        _ => format!("We ask for {} decisions", word(decisions)),
    }
}

/// `Two actions follow from today`.
#[must_use]
pub fn actions_follow(actions: usize) -> String {
    match actions {
        0 => "No action is agreed yet".to_owned(),
        1 => "One action follows from today".to_owned(),
        _ => format!("{} actions follow from today", sentence(&word(actions))),
    }
}

/// The verb of a number of measures.
fn is(number: usize) -> &'static str {
    if number == 1 { "is" } else { "are" }
}
