//! The texts of `plan`.

use std::fmt::Display;

crate::words::texts! {
    REOPEN = "Reopen";
    DONE = "Done";
    EVIDENCE = "Evidence";
    LINKED_EVIDENCE = "linked evidence";
    LINKS_AND_NOTES = "Links and notes";
    LINK_OR_NOTE = "Link or note";
    PASTE_A_LINK_OR = "Paste a link, or note what shows it";
    LINK = "Link";
    REMOVED_THE_LINK = "removed the link";
    REMOVE_THE_LINK = "Remove the link";
    SHOW_WHAT_IS_DONE = "Show what is done";
    HIDE_WHAT_IS_DONE = "Hide what is done";
    WHO_DOES_WHAT_BY = "Who does what by when? Press A to add an action.";
    ACTION = "Action";
    TAKING_THE_ACCOUNT_OVER = "Taking the account over? Plan your own first 30 days";
    HANDOVER_AND_START_DATE = "Handover and start date";
    ADD_A_TASK = "Add a task";
    WITH_EVIDENCE = "With evidence";
    MET = "Met";
    ASSUMPTIONS_OPEN = "Assumptions open";
    WORKING_DAY = "working day";
    DONE_LOWER = "done";
    TO_DO = "to do";
    LATE = "late";
    HOLIDAY_ITS_TASKS_MOVE = "holiday, its tasks move to the next working day";
    ADD_A_MILESTONE = "Add a milestone";
    LAUNCHES_AND_DATES_OF = "Launches and dates of the roadmap. Those that you share stand on the one-pager.";
    MILESTONE = "Milestone";
    TRACK = "Track";
    UNTIL = "Until";
    PART_OF_THE_PLAN = "Part of the plan";
    WHAT_DO_YOU_WANT = "What do you want to reach together, measured how, by when?";
    CHOOSE_THE_DAY_ON = "Choose the day on which you take the account over.";
    PLANNED_THE_FIRST_30 = "planned the first 30 days";
    YOUR_FIRST_30_DAYS = "Your first 30 days with this account";
    READ_WHAT_WAS_PROMISED =
        "Read what was promised, map who decides, meet everybody once, agree what success is, write down what you \
         assume. Each task says why, and shows the evidence it finds. A higher tier gets a deeper plan.";
    READ_OUT_ON_DAY = "Read-out on day 30 to";
    PLAN_THE_30_DAYS = "Plan the 30 days";
    SEVERAL_ACCOUNTS_AT_ONCE = "Several accounts at once? ";
    TAKE_THEM_OVER_STAGGERED = "Take them over staggered";
    THEIR_BUSINESS_AND_PRIORITIES = "Their business and priorities";
    WHAT_THEY_EARN_WITH = "what they earn with, and what their leadership wants";
    OUR_POSITION = "Our position";
    AGAINST_WHOM_AND_WHERE = "against whom, and where we are weak";
    AMBITION = "Ambition";
    AS_A_SENTENCE_THAT = "as a sentence that can turn out wrong";
    THREE_MOVES = "Three moves";
    IF_EVERYTHING_ELSE_FAILS = "if everything else fails, these";
    WHAT_MUST_BE_TRUE = "What must be true";
    A_LINE_EACH_WHAT = "a line each; what is not sure belongs among the assumptions";
    BEGAN_THE_STRATEGY = "began the strategy";
    WHAT_THE_ACCOUNT_IS =
        "What the account is worth fighting for, on one page: their business, our position, the ambition, three \
         moves, and what must be true.";
    WRITE_THE_STRATEGY = "Write the strategy";
    AN_OBJECTIVE_SAYS_WHAT =
        "An objective says what, initiatives say how, actions and milestones say when. They appear here on one \
         line of time.";
    OBJECTIVES_INITIATIVES_AND_MILESTONES = "Objectives, initiatives and milestones";
    TIMELINE_SCROLLS = "Timeline, scrolls";
    SCALE = "Scale";
    QUARTERS = "Quarters";
    ADD_AN_INITIATIVE = "Add an initiative";
    AN_INITIATIVE_FROM_A = "An initiative from a template";
    WITHOUT_AN_OBJECTIVE = "Without an objective";
    NO_ACTIONS_YET = "no actions yet";
}

/// Found: `proof`
#[must_use]
pub fn proof_found(proof: impl Display) -> String {
    format!("Found: {proof}")
}

/// Not yet: `lack`
#[must_use]
pub fn not_yet(lack: impl Display) -> String {
    format!("Not yet: {lack}")
}

/// Do it under `place`
#[must_use]
pub fn do_it_under(place: impl Display) -> String {
    format!("Do it under {place}")
}

/// reopened: `title`
#[must_use]
pub fn reopened(title: impl Display) -> String {
    format!("reopened: {title}")
}

/// done: `title`
#[must_use]
pub fn done(title: impl Display) -> String {
    format!("done: {title}")
}

/// Done: `title`
#[must_use]
pub fn mark_done(title: impl Display) -> String {
    format!("Done: {title}")
}

/// Week `position`, `date`
#[must_use]
pub fn week_from(position: impl Display, date: impl Display) -> String {
    format!("Week {position}, {date}")
}

/// Week `position`
#[must_use]
pub fn week(position: impl Display) -> String {
    format!("Week {position}")
}

/// of `done` done
#[must_use]
pub fn of_all_done(done: impl Display) -> String {
    format!("of {done} done")
}

/// Done under `place`
#[must_use]
pub fn done_under(place: impl Display) -> String {
    format!("Done under {place}")
}

/// planned the `name`
#[must_use]
pub fn planned_the(name: impl Display) -> String {
    format!("planned the {name}")
}

/// `name`, `done` of `all` actions done
#[must_use]
pub fn initiative_progress(name: impl Display, done: impl Display, all: impl Display) -> String {
    format!("{name}, {done} of {all} actions done")
}
