//! The texts of `overview`.

use std::fmt::Display;

crate::words::texts! {
    WEIGHT_SCORE = "weight × score";
    HEALTH_RENEWAL_AND_PEOPLE = "Health, renewal and people";
    OPEN_THE_CONTRACT = "Open the contract";
    OPEN_THE_ISSUE = "Open the issue";
    WIN_OVER = "Win over";
    OPEN_THE_MAP = "Open the map";
    OPEN_THE_REVENUE = "Open the revenue";
    ASK_FOR_CONFIRMATION = "Ask for confirmation";
    PREPARE_THE_BRIEF = "Prepare the brief";
    ADD_PEOPLE = "Add people";
    RATE_THEM = "Rate them";
    ADD_A_CONTRACT = "Add a contract";
    NEEDS_YOU = "Needs you";
    NOTHING_HERE_NEEDS_YOU = "Nothing here needs you today.";
    NO_KEY_PLAYERS_YET = "No key players yet.";
    KEY_PLAYERS = "Key players";
    WHAT_DO_YOU_WANT = "What do you want to reach together? ";
    OWNER_THERE = "Owner there";
    RENEWAL_PLAYBOOK = "Renewal playbook";
    OPEN = "Open";
    DONE = ", done";
    LANGUAGES = "Languages";
    TIME_ZONE = "Time zone";
    PRIVACY = "Privacy";
    WHERE_THE_CLIENT_WORKS = "Where the client works with us in several places: who is there, and what holds there.";
    NO_REVENUE_IS_ENTERED = "No revenue is entered yet. ";
    ADD_A_MOVEMENT = "Add a movement";
    WITHOUT_WHAT_LACKS_A = "without what lacks a rate, ";
    ADD_IT_UNDER_RENEWAL = "Add it under Renewal";
    NO_CONTRACT = "No contract";
    NO_END = "No end";
    THE_CONTRACT_ROLLS_ON = "The contract rolls on until notice";
}

/// `date`, in `days`
#[must_use]
pub fn date_in(date: impl Display, days: impl Display) -> String {
    format!("{date}, in {days}")
}

/// `date`, `days` late
#[must_use]
pub fn date_late(date: impl Display, days: impl Display) -> String {
    format!("{date}, {days} late")
}

/// Annual recurring revenue from `start` in `date` to `arr` today
#[must_use]
pub fn annual_recurring_revenue_from(start: impl Display, date: impl Display, arr: impl Display) -> String {
    format!("Annual recurring revenue from {start} in {date} to {arr} today")
}

/// contract ends `date`
#[must_use]
pub fn contract_ends(date: impl Display) -> String {
    format!("contract ends {date}")
}

/// ARR in thousands of `currency`
#[must_use]
pub fn arr_in_thousands_of(currency: impl Display) -> String {
    format!("ARR in thousands of {currency}")
}

/// , `not_under_contract` not under contract
#[must_use]
pub fn not_under_contract(not_under_contract: impl Display) -> String {
    format!(", {not_under_contract} not under contract")
}

/// `partly``change``ratio` in 12 months`not_covered`
#[must_use]
pub fn in_12_months(
    partly: impl Display,
    change: impl Display,
    ratio: impl Display,
    not_covered: impl Display,
) -> String {
    format!("{partly}{change}{ratio} in 12 months{not_covered}")
}

/// ; `met` of `players` met within the cadence
#[must_use]
pub fn met_in_time(met: impl Display, players: impl Display) -> String {
    format!("; {met} of {players} met within the cadence")
}

/// `end`, notice by `date`
#[must_use]
pub fn notice_by(end: impl Display, date: impl Display) -> String {
    format!("{end}, notice by {date}")
}

/// `days` d
#[must_use]
pub fn days_before(days: impl Display) -> String {
    format!("{days} d")
}
