//! The texts of `first_days`.

use std::fmt::Display;

crate::words::texts! {
    NO_PLAN_YET = "No plan yet";
    THE_FIRST_30_DAYS = "The first 30 days of this account are not planned.";
    FIRST_DAY = "first day";
    DAY_30_THE_READ = "day 30, the read-out";
    TASKS_DONE = "tasks done";
    WHAT_THIS_PLAN_PROMISES = "What this plan promises";
    TASK = "Task";
    ALSO = "Also";
    WHOM_I_MEET_FIRST = "Whom I meet first";
    KEY_PLAYER = "Key player";
    PROMISES_I_INHERIT = "Promises I inherit";
    POLITICS = "Politics";
    LATE_LOWER = "late";
}

/// `done` of `all`
#[must_use]
pub fn some_of(done: impl Display, all: impl Display) -> String {
    format!("{done} of {all}")
}

/// Previous owner: `predecessor`.
#[must_use]
pub fn previous_owner(predecessor: impl Display) -> String {
    format!("Previous owner: {predecessor}.")
}

/// Read out to `read_out_to`.
#[must_use]
pub fn read_out_to(read_out_to: impl Display) -> String {
    format!("Read out to {read_out_to}.")
}
