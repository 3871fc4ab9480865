//! The texts of `risks`.

use std::fmt::Display;

crate::words::texts! {
    HIGH = "High";
    MEDIUM = "Medium";
    LOW = "Low";
    PROBABILITY = "Probability ";
    HEAT_MAP = "Heat map";
    OPEN_ENTRIES = "open entries";
    IMPACT = "Impact ";
    UP_PROBABILITY_RIGHT_IMPACT = "Up: probability. Right: impact.";
    LOG_ENTRY = "log entry";
    BEGAN_THE_ESCALATION_LADDER = "began the escalation ladder";
    ESCALATION_LADDER = "Escalation ladder";
    WHEN = "When";
    ANSWER_WITHIN = "Answer within";
    WHO_ANSWERS_ON_WHICH = "Who answers on which level, on both sides, and how fast. Agree it before it is needed.";
    BEGIN_WITH_THREE_LEVELS = "Begin with three levels";
    WHAT_COULD_GO_WRONG = "What could go wrong, how likely, how bad, and what we do about it.";
    ASSUMPTIONS = "Assumptions";
    WHAT_YOU_TAKE_FOR = "What you take for granted. Confirm it, or it is a risk.";
    ISSUES = "Issues";
    WHAT_HAS_GONE_WRONG = "What has gone wrong, and who mends it.";
    DEPENDENCIES = "Dependencies";
    WHAT_SOMEBODY_ELSE_MUST = "What somebody else must deliver first.";
    SHOW_ALL = "Show all";
    SHOW_WHAT_IS_CLOSED = "Show what is closed";
    HIDE_WHAT_IS_CLOSED = "Hide what is closed";
    STATEMENT = "Statement";
    RATING = "Rating";
    RESPONSE = "Response";
    REVIEW = "Review";
    ESCALATED = "Escalated";
    NOT_RATED = "Not rated";
    CONFIRMED = "Confirmed";
    IT_IS_A_RISK = "It is a risk";
    OFF_THE_LADDER = "off the ladder";
    ESCALATION = "Escalation";
    THIS_ACCOUNT_HAS_NO = "This account has no ladder yet: begin one on this page.";
    TAKE_IT_OFF_THE = "Take it off the ladder";
    NOBODY_IS_NAMED_THERE = "nobody is named there yet";
    WHY_IT_CLIMBS = "Why it climbs";
    AND = " and ";
}

/// `status`: `entries`, probability `probability`, impact `impact`
#[must_use]
pub fn heat_cell(
    status: impl Display,
    entries: impl Display,
    probability: impl Display,
    impact: impl Display,
) -> String {
    format!("{status}: {entries}, probability {probability}, impact {impact}")
}

/// Level `level`
#[must_use]
pub fn level(level: impl Display) -> String {
    format!("Level {level}")
}

/// Only probability and impact `replace`.
#[must_use]
pub fn only_cell(replace: impl Display) -> String {
    format!("Only probability and impact {replace}. ")
}

/// `near`, not confirmed
#[must_use]
pub fn not_confirmed(near: impl Display) -> String {
    format!("{near}, not confirmed")
}

/// `near`, due
#[must_use]
pub fn near_due(near: impl Display) -> String {
    format!("{near}, due")
}

/// level `level`
#[must_use]
pub fn at_level(level: impl Display) -> String {
    format!("level {level}")
}

/// confirmed “`statement`”
#[must_use]
pub fn confirmed(statement: impl Display) -> String {
    format!("confirmed “{statement}”")
}

/// made a risk of “`statement`”
#[must_use]
pub fn made_a_risk_of(statement: impl Display) -> String {
    format!("made a risk of “{statement}”")
}

/// escalated “`statement`” to level `level`
#[must_use]
pub fn escalated_to_level(statement: impl Display, level: impl Display) -> String {
    format!("escalated “{statement}” to level {level}")
}

/// took “`statement`” off the ladder
#[must_use]
pub fn took_off_the_ladder(statement: impl Display) -> String {
    format!("took “{statement}” off the ladder")
}

/// to level `level`
#[must_use]
pub fn to_level(level: impl Display) -> String {
    format!("to level {level}")
}

/// Escalated to level `level`
#[must_use]
pub fn climbed_to_level(level: impl Display) -> String {
    format!("Escalated to level {level}")
}

/// , answer within `hours` hours
#[must_use]
pub fn answer_within_hours(hours: impl Display) -> String {
    format!(", answer within {hours} hours")
}

/// Level `number`: `trigger`. `who``within`.
#[must_use]
pub fn level_line(number: impl Display, trigger: impl Display, who: impl Display, within: impl Display) -> String {
    format!("Level {number}: {trigger}. {who}{within}.")
}

/// Escalate to level `number`
#[must_use]
pub fn escalate_to_level(number: impl Display) -> String {
    format!("Escalate to level {number}")
}
