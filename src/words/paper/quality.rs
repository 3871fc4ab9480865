//! The texts of `quality`.

use std::fmt::Display;

crate::words::texts! {
    IT_SAYS_WHO_WE = "It says who we are";
    IT_SAYS_US_WHERE = "It says “us” where your company’s name belongs";
    ENTER_YOUR_COMPANY_IN = "Enter your company in Settings";
    IT_HAS_A_DATE = "It has a date";
    IT_HAS_NO_DATE = "It has no date";
    CHOOSE_THE_DAY_OF = "Choose the day of the meeting";
    A_HEADLINE_MAKES_A = "A headline makes a claim without a figure";
    EVERY_COMMITMENT_OF_LAST = "Every commitment of last time is settled";
    COMMITMENTS_OF_LAST_TIME = "Commitments of last time are late";
    THERE_IS_AN_EXECUTIVE = "There is an executive summary";
    THERE_IS_NO_EXECUTIVE = "There is no executive summary";
    THREE_SENTENCES_RESULT_CONCERN = "Three sentences: result, concern, request";
    A_SCORECARD_IS_SHARED = "A scorecard is shared";
    NO_METRIC_IS_SHARED = "No metric is shared";
    GIVE_A_METRIC_A = "Give a metric a wording for the client";
    EVERY_OUTCOME_THAT_IS = "Every outcome that is shared is confirmed";
    OUTCOMES_ARE_ESTIMATES = "Outcomes are estimates";
    AN_AMOUNT_HAS_NO = "An amount has no exchange rate and is left out";
    EVERY_OUTCOME_HAS_A = "Every outcome has a figure";
    AN_OUTCOME_MAKES_A = "An outcome makes a claim without a figure";
    A_RISK_HAS_NO = "A risk has no mitigation";
    A_RISK_HAS_NO_OWNER = "A risk has no owner";
    A_DECISION_HAS_NO = "A decision has no date";
    NOBODY_IS_NAMED_WHO = "Nobody is named who decides";
    AN_ACTION_HAS_NO = "An action has no owner";
    AN_ACTION_HAS_NO_DATE = "An action has no date";
    AN_ACTION_IS_NOT = "An action is not shared with the client";
    AT_MOST_THREE_ACTIONS = "At most three actions";
    MORE_THAN_THREE_ACTIONS = "More than three actions";
    TWO_OR_THREE_ACTIONS = "Two or three actions";
    FEWER_THAN_TWO_ACTIONS = "Fewer than two actions";
    A_REVIEW_THAT_CHANGES = "A review that changes nothing was a presentation";
    NO_INTERNAL_FACT = "No internal fact";
    AN_INTERNAL_FACT_STANDS = "An internal fact stands on a slide";
}

/// `commitments` late
#[must_use]
pub fn late(commitments: impl Display) -> String {
    format!("{commitments} late")
}

/// `outcomes` worth `worth` not confirmed
#[must_use]
pub fn worth_not_confirmed(outcomes: impl Display, worth: impl Display) -> String {
    format!("{outcomes} worth {worth} not confirmed")
}

/// `word` are more than anybody remembers
#[must_use]
pub fn too_many_to_remember(word: impl Display) -> String {
    format!("{word} are more than anybody remembers")
}

/// `title`: `left_out` left out
#[must_use]
pub fn texts_left_out(title: impl Display, left_out: impl Display) -> String {
    format!("{title}: {left_out} left out")
}
