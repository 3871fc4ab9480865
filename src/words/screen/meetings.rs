//! The texts of `meetings`.

use std::fmt::Display;

crate::words::texts! {
    MEETING = "Meeting";
    NO_NOTES = "no notes";
    TO_COME = "To come";
    THE_NEXT_INTRODUCTION_THE = "The next introduction, the weekly call, the business review.";
    DECISIONS = "Decisions";
    WHAT_WAS_DECIDED_AND = "What was decided and why, and what you ask the client to decide by when.";
    HELD = "Held";
    MEETINGS_HELD_COUNT_AS = "Meetings held count as contact with the people in them.";
    TAKEN = "Taken";
    DECLINED = "Declined";
    OVERDUE = "Overdue";
    ASKED_FOR = "Asked for";
    NOBODY_NAMED = "nobody named";
    NO_AGENDA = "no agenda";
    WEEKLY_CALL = "Weekly call";
    CADENCES = "Cadences";
    ADD_CADENCE = "Add cadence";
    CADENCE = "Cadence";
    HOW_OFTEN = "How often";
    LAST = "Last";
    AGREE_HOW_OFTEN_YOU =
        "Agree how often you meet. Without a cadence of its own, the account follows its tier’s standard.";
    IN_TIME = "In time";
    NOT_HELD_YET = "Not held yet";
    OWN_CADENCE = "own cadence";
    TIERS_STANDARD = "tier’s standard";
    PLAN_IT = "Plan it";
    TOOK_A_NOTE = "took a note";
    ENTER_KEEPS_A_LINE = "Enter keeps a line. “Action:” and “Decision: … because …” become records.";
    SHARED_WITH_THE_CLIENT = ", shared with the client";
    TAKE_NOTES = "Take notes";
    A_LINE_OF_NOTES = "A line of notes";
    ACTION_SEND_THE_PLAN = "Action: send the plan @Jonas 4 Dec";
    SHARE_ITS_ACTIONS_AND = "Share its actions and decisions with the client";
    BEGAN_THE_AGENDA = "began the agenda";
    BEGIN_WITH_THE_USUAL = "Begin with the usual agenda";
    ACTIONS_FROM_IT = "Actions from it";
    DECISIONS_FROM_IT = "Decisions from it";
    THE_FOLLOW_UP_IS = "The follow-up is on the clipboard";
    THE_BROWSER_DID_NOT = "The browser did not allow copying. Select the text and copy it.";
    FOLLOW_UP = "Follow-up";
    TEXT_OF_THE_FOLLOW = "Text of the follow-up";
    COPY = "Copy";
    OPEN_IN_MAIL = "Open in mail";
    WHO_COMES = "Who comes";
    PROMISED_AND_OPEN = "Promised and open";
    WE_ASK_THEM_TO = "We ask them to decide";
    THEY_MAY_RAISE = "They may raise";
    PREPARE = "Prepare";
    WHEN_YOU_LAST_MET = "When you last met";
    NOTES_LOWER = "notes";
}

/// by `date`
#[must_use]
pub fn by(date: impl Display) -> String {
    format!("by {date}")
}

/// every `days`, `source`
#[must_use]
pub fn every(days: impl Display, source: impl Display) -> String {
    format!("every {days}, {source}")
}

/// Plan the next: `name`
#[must_use]
pub fn plan_the_next(name: impl Display) -> String {
    format!("Plan the next: {name}")
}

/// planned “`title`” on `date`
#[must_use]
pub fn planned_on(title: impl Display, date: impl Display) -> String {
    format!("planned “{title}” on {date}")
}

/// , “`typed`” fits nobody or several
#[must_use]
pub fn fits_nobody_or_several(typed: impl Display) -> String {
    format!(", “{typed}” fits nobody or several")
}

/// Action: `title``who``due`
#[must_use]
pub fn action(title: impl Display, who: impl Display, due: impl Display) -> String {
    format!("Action: {title}{who}{due}")
}

/// Decision: `title`
#[must_use]
pub fn decision(title: impl Display) -> String {
    format!("Decision: {title}")
}

/// Decision: `title`. Why: `rationale`
#[must_use]
pub fn decision_why(title: impl Display, rationale: impl Display) -> String {
    format!("Decision: {title}. Why: {rationale}")
}

/// added the action “`title`”
#[must_use]
pub fn added_the_action(title: impl Display) -> String {
    format!("added the action “{title}”")
}

/// noted the decision “`title`”
#[must_use]
pub fn noted_the_decision(title: impl Display) -> String {
    format!("noted the decision “{title}”")
}

/// Enter: `preview``shared`
#[must_use]
pub fn enter(preview: impl Display, shared: impl Display) -> String {
    format!("Enter: {preview}{shared}")
}

/// `records` without a wording for the client, left out.
#[must_use]
pub fn without_a_wording_for(records: impl Display) -> String {
    format!("{records} without a wording for the client, left out.")
}

/// Wants: `wants`
#[must_use]
pub fn wants(wants: impl Display) -> String {
    format!("Wants: {wants}")
}
