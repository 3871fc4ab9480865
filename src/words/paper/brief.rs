//! The texts of `brief`.

use std::fmt::Display;

use crate::words::format::{sentence, word};

crate::words::texts! {
    DELIVERED_VALUE = "Delivered value";
    OPEN_RISKS = "Open risks";
    UPCOMING_DECISIONS = "Upcoming decisions";
    WHAT_EACH_OF_YOU = "What each of you wants from it";
    OWNERS_AND_CHECKPOINTS = "Owners and checkpoints";
    NEXT_EXECUTIVE_SYNC = "Next executive sync";
    WHO = "Who";
    WANTS = "Wants";
    A_YEAR_CONFIRMED = "a year, confirmed";
    A_YEAR_ESTIMATED = "a year, estimated";
    CONFIRMED_LOWER = "confirmed";
    ESTIMATE_LOWER = "estimate";
}

/// Prepared for `client`. Figures as of `date`.
#[must_use]
pub fn prepared_for(client: impl Display, date: impl Display) -> String {
    format!("Prepared for {client}. Figures as of {date}.")
}

/// Executive alignment, `client` and `us`
#[must_use]
pub fn executive_alignment_and(client: impl Display, us: impl Display) -> String {
    format!("Executive alignment, {client} and {us}")
}

/// a year confirmed, `estimated` more estimated
#[must_use]
pub fn a_year_confirmed_more(estimated: impl Display) -> String {
    format!("a year confirmed, {estimated} more estimated")
}

/// a cost of `cost` a year
#[must_use]
pub fn a_cost_of_a(cost: impl Display) -> String {
    format!("a cost of {cost} a year")
}

/// return on `of_cost`
#[must_use]
pub fn return_on(of_cost: impl Display) -> String {
    format!("return on {of_cost}")
}

/// covered of `of_cost`
#[must_use]
pub fn covered_of(of_cost: impl Display) -> String {
    format!("covered of {of_cost}")
}

/// `on` of `measured`
#[must_use]
pub fn on_target_of(on: impl Display, measured: impl Display) -> String {
    format!("{on} of {measured}")
}

/// `client` and `us`: where we stand.`ask`
#[must_use]
pub fn where_we_stand(client: impl Display, us: impl Display, ask: impl Display) -> String {
    format!("{client} and {us}: where we stand.{ask}")
}

/// ` Two decisions are open.`, behind another sentence; nothing without one.
#[must_use]
pub fn open_decisions(decisions: usize) -> String {
    match decisions {
        0 => String::new(),
        1 => " One decision is open.".to_owned(),
        _ => format!(" {} decisions are open.", sentence(&word(decisions))),
    }
}
