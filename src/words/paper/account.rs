//! The texts of `account`.

use std::fmt::Display;

crate::words::texts! {
    YOUR_FIRST_WEEK = "Your first week";
    OPEN_THE_PLAN_FILE =
        "Open the plan file that came with this pack, then plan your own first 30 days on the page Plan.";
    READ_THE_CONTRACTS_AND = "Read the contracts and the promises above, and mark in the log what you only assume.";
    HAVE_YOURSELF_INTRODUCED_TO = "Have yourself introduced to the key players, those without an owner first.";
    TAKE_OVER_THE_OPEN = "Take over the open actions one by one: who owns each from now on?";
    THEIR_BUSINESS = "Their business";
    THEIR_PRIORITIES = "Their priorities";
    OUR_POSITION = "Our position";
    AMBITION_IN_12_MONTHS = "Ambition in 12 months";
    AMBITION_IN_36_MONTHS = "Ambition in 36 months";
    OUR_THREE_MOVES = "Our three moves";
    WHAT_MUST_BE_TRUE = "What must be true";
    STRATEGY = "Strategy";
    IN_WORDS = "In words";
    NOBODY_YET = "nobody yet";
    PERSON = "Person";
    ROLES = "Roles";
    INFLUENCE = "Influence";
    SUPPORT = "Support";
    OUR_CONTACT = "Our contact";
    PEOPLE = "People";
    WHO_OF_US_KNOWS = "Who of us knows whom";
    WHO_OF_US = "Who of us";
    WANTED = "Wanted";
    NO_RELATIONSHIP_IS_WRITTEN = "No relationship is written down.";
    PROMISED_TO_THE_CLIENT = "Promised to the client";
    WHAT_WAS_PROMISED = "What was promised";
    WITHOUT_AN_OBJECTIVE = "Without an objective";
    NO_ACTIONS = "no actions";
    OBJECTIVES_AND_INITIATIVES = "Objectives and initiatives";
    INITIATIVE = "Initiative";
    PROGRESS = "Progress";
    NO_OBJECTIVE_IS_AGREED = "No objective is agreed yet.";
    OPEN_ACTIONS = "Open actions";
    NO_ACTION_IS_OPEN = "No action is open.";
    KIND = "Kind";
    STAGE = "Stage";
    ODDS = "Odds";
    CLOSES = "Closes";
    NEXT_STEP = "Next step";
    GROWTH = "Growth";
    NO_OPPORTUNITY_IS_OPEN = "No opportunity is open.";
    NO_PLAY_YET = "no play yet";
    NEEDS = "Needs";
    OUR_ANSWER = "Our answer";
    INSIGHTS = "Insights";
    INSIGHT = "Insight";
    SOURCE = "Source";
    PLAY = "Play";
    SEEN = "Seen";
    VALUE_DELIVERED = "Value delivered";
    OUR_SHARE_A_YEAR = "Our share a year";
    NO_OUTCOME_IS_WRITTEN = "No outcome is written down.";
    METRICS = "Metrics";
    METRIC = "Metric";
    NO_METRIC_IS_MEASURED = "No metric is measured.";
    RISKS_ASSUMPTIONS_ISSUES_DEPENDENCIES = "Risks, assumptions, issues, dependencies";
    RATING = "Rating";
    STATEMENT = "Statement";
    RESPONSE = "Response";
    REVIEW = "Review";
    THE_LOG_IS_EMPTY = "The log is empty.";
    CONTRACTS = "Contracts";
    HOW = "How";
    NO_CONTRACT_IS_RUNNING = "No contract is running.";
    DECISIONS = "Decisions";
    WHY = "Why";
    NO_DECISION_IS_WRITTEN = "No decision is written down.";
    THE_LAST_MEETINGS = "The last meetings";
    DATE = "Date";
    MEETING = "Meeting";
    WITH = "With";
    NO_MEETING_WAS_HELD = "No meeting was held yet.";
    COVERAGE_LOWER = "coverage";
    BY_WHOM = "By";
}

/// health, `health_label`
#[must_use]
pub fn health(health_label: impl Display) -> String {
    format!("health, {health_label}")
}

/// Where it stands: `status_label`
#[must_use]
pub fn where_it_stands(status_label: impl Display) -> String {
    format!("Where it stands: {status_label}")
}

/// `done` of `all` done
#[must_use]
pub fn of_done(done: impl Display, all: impl Display) -> String {
    format!("{done} of {all} done")
}
