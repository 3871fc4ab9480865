//! The texts of `today`.

use std::fmt::Display;

crate::words::texts! {
    NEVER_BACKED_UP = "Your work is in this browser alone. ";
    BACK_UP = "Back it up";
    ADD_ACTION = "Add action";
    REST_OF_THE_WEEK = "Rest of the week";
    NOTICE_DAYS = "Notice days";
    AFTER_THIS_WEEK = "After this week";
    NOTHING_IS_DUE_IN =
        "Nothing is due in the next two weeks. Actions with a date, meetings that the tier asks for and notice \
         days appear here.";
    ACROSS_ACCOUNTS = "Across accounts";
    MEETINGS_THIS_WEEK = "Meetings this week";
    TURNING_RED = "Turning red";
    LAST_DAY_FOR_NOTICE = "last day for notice ";
    CONTRACT_ENDS = "contract ends";
    YOUR_TIME = "Your time";
    N_30_DAYS_AGAINST_THE = "30 days, against the standard";
    TOMORROW = "Tomorrow";
    NEXT_MONDAY = "Next Monday";
    IN_TWO_WEEKS = "In two weeks";
    WAKE = "Wake";
}

/// from `then`
#[must_use]
pub fn from(then: impl Display) -> String {
    format!("from {then}")
}

/// next `renewal_horizon` days, `sum``without`
#[must_use]
pub fn next_days(renewal_horizon: impl Display, sum: impl Display, without: impl Display) -> String {
    format!("next {renewal_horizon} days, {sum}{without}")
}

/// Renewals in the next `renewal_horizon` days: `described`
#[must_use]
pub fn renewals_in_the_next(renewal_horizon: impl Display, described: impl Display) -> String {
    format!("Renewals in the next {renewal_horizon} days: {described}")
}

/// , `late` late
#[must_use]
pub fn and_late(late: impl Display) -> String {
    format!(", {late} late")
}

/// `done` of `all` tasks done, `with_evidence` with evidence`late`
#[must_use]
pub fn tasks_done(done: impl Display, all: impl Display, with_evidence: impl Display, late: impl Display) -> String {
    format!("{done} of {all} tasks done, {with_evidence} with evidence{late}")
}

/// `spent` of `standard` h
#[must_use]
pub fn hours_of(spent: impl Display, standard: impl Display) -> String {
    format!("{spent} of {standard} h")
}

/// snoozed “`title`” until `date`
#[must_use]
pub fn snoozed_until(title: impl Display, date: impl Display) -> String {
    format!("snoozed “{title}” until {date}")
}

/// Snooze: `title`
#[must_use]
pub fn snooze(title: impl Display) -> String {
    format!("Snooze: {title}")
}

/// woke “`title`”
#[must_use]
pub fn woke(title: impl Display) -> String {
    format!("woke “{title}”")
}

/// Wake: `title`
#[must_use]
pub fn wake(title: impl Display) -> String {
    format!("Wake: {title}")
}

/// back on `date`
#[must_use]
pub fn back_on(date: impl Display) -> String {
    format!("back on {date}")
}

/// `snoozed` snoozed
#[must_use]
pub fn snoozed(snoozed: impl Display) -> String {
    format!("{snoozed} snoozed")
}

/// Last backed up `days` ago.
#[must_use]
pub fn backed_up_ago(days: impl Display) -> String {
    format!("Last backed up {days} ago. ")
}
