//! The texts of `common`.

use std::fmt::Display;

crate::words::texts! {
    CLOSE = "Close";
    CANCEL = "Cancel";
    ACCOUNT = "Account";
    SEGMENTATION = "Segmentation";
    HEALTH = "Health";
    TIER = "Tier";
    EDIT = "Edit";
    RISKS = "Risks";
    PRINT = "Print";
    PAPER = "Paper";
    DECIDED_BY = "Decided by";
    BY = "By";
    WITH = "With";
    AGENDA = "Agenda";
    RESTORE_A_BACKUP = "Restore a backup";
    EXPORT = "Export";
    EXPORT_THE_TABLE = "Export the table";
    VALUES = "Values";
    WHY = "Why";
    VALUE = "Value";
    LEVEL = "Level";
    KIND = "Kind";
    DATA_AND_BACKUPS = "Data and backups";
    TARGET = "Target";
    STATUS = "Status";
    FOR_WHOM = "For whom";
    FILES = "Files";
    NOTES = "Notes";
    PERIOD = "Period";
    FROM = "From";
    TO = "To";
    PLANNED = "Planned";
    FORECAST = "Forecast";
    VIEW = "View";
    TABLE = "Table";
    NO_DATE = "no date";
    PROBABILITY = "Probability";
    CLIENT = "Client";
    SEEN = "Seen";
    STATE = "State";
    ACTIONS = "Actions";
    DATE = "Date";
    CHANGE = "Change";
    WHITESPACE = "Whitespace";
    ALL = "All";
    START = "Start";
    PLACE = "Place";
    DECISION = "Decision";
    NEXT = "Next";
    RENEWAL = "Renewal";
    MONTHS = "Months";
    NOT_ENTERED = "not entered";
    METRICS = "Metrics";
    ADD_THE_RATE = "Add the rate";
    PEOPLE = "People";
    OBJECTIVES = "Objectives";
    ADD_AN_OBJECTIVE = "Add an objective";
    OBJECTIVE = "Objective";
    BASELINE = "Baseline";
    NOW = "Now";
    PROGRESS = "Progress";
    NOBODY_YET = "nobody yet";
    REGIONS = "Regions";
    REGION = "Region";
    OUR_CONTACT = "Our contact";
    THEIR_CONTACT = "Their contact";
    REVENUE = "Revenue";
    COVERAGE = "Coverage";
    VALUE_DELIVERED = "Value delivered";
    A_YEAR = "a year";
    SUPPORT = "Support";
    NO_OWNER = "no owner";
    ORG_CHART = "Org chart";
    OWNERS = "Owners";
    DUE = "Due";
    FIRST_30_DAYS = "First 30 days";
    LATE = "Late";
    MILESTONES = "Milestones";
    PREVIOUS_OWNER = "Previous owner";
    TIMELINE = "Timeline";
    GROUP = "Group";
    ACCOUNTS = "Accounts";
    NEW_ACCOUNT = "New account";
    PAPERS = "Papers";
    CONTRACT = "Contract";
    WORTH_A_YEAR = "Worth a year";
    LAST_DAY_FOR_NOTICE = "Last day for notice";
    RENEWALS = "Renewals";
    TODAY = "Today";
    NOT_AVAILABLE = "not available";
    NOT_MEASURED = "Not measured";
    N_90_DAYS = "90 days";
    SEARCH = "Search";
    TIERS = "Tiers";
    NOT_TIERED = "Not tiered";
    ENGAGEMENT_STANDARDS = "Engagement standards";
    ENABLEMENT = "Enablement";
    PRESENT = "Present";
    REVIEWS = "Reviews";
    SETTINGS = "Settings";
    TAKE_OVER_SEVERAL_ACCOUNTS = "Take over several accounts";
    VALUE_MAP = "Value map";
    ENTER = "Enter";
    SEARCH_OR_RUN_A = "Search or run a command";
    UNDO = "Undo";
    REDO = "Redo";
    ARR = "ARR";
    SHARED_LOWER = "shared";
    INTERNAL_LOWER = "internal";
    NONE_LOWER = "none";
}

/// changed `field` of “`named`”
#[must_use]
pub fn changed_field(field: impl Display, named: impl Display) -> String {
    format!("changed {field} of “{named}”")
}

/// Add `kind`
#[must_use]
pub fn add_one(kind: impl Display) -> String {
    format!("Add {kind}")
}

/// due `date`
#[must_use]
pub fn due(date: impl Display) -> String {
    format!("due {date}")
}

/// by `date`
#[must_use]
pub fn by_date(date: impl Display) -> String {
    format!("by {date}")
}

/// recurring revenue, thousands of `currency`
#[must_use]
pub fn recurring_revenue_thousands_of(currency: impl Display) -> String {
    format!("recurring revenue, thousands of {currency}")
}

/// `date` to `other_date`
#[must_use]
pub fn from_to(date: impl Display, other_date: impl Display) -> String {
    format!("{date} to {other_date}")
}

/// of `one_off`
#[must_use]
pub fn out_of(one_off: impl Display) -> String {
    format!("of {one_off}")
}

/// `done` of `all` done
#[must_use]
pub fn of_done(done: impl Display, all: impl Display) -> String {
    format!("{done} of {all} done")
}

/// `working_days` late
#[must_use]
pub fn late(working_days: impl Display) -> String {
    format!("{working_days} late")
}

/// Tier `each`
#[must_use]
pub fn tier(each: impl Display) -> String {
    format!("Tier {each}")
}

/// day `day` of 30
#[must_use]
pub fn day_of_30(day: impl Display) -> String {
    format!("day {day} of 30")
}

/// `position` of `count`
#[must_use]
pub fn some_of(position: impl Display, count: impl Display) -> String {
    format!("{position} of {count}")
}
