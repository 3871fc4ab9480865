//! The texts of `renewal`.

use std::fmt::Display;

crate::words::texts! {
    CONTRACTS = "Contracts";
    AT_THE_END = "At the end";
    SIGNATURE = "Signature";
    A_CONTRACT_WITH_AN =
        "A contract with an end makes renewals, notice days and the playbook appear, here and on Today.";
    NONE = "None";
    THE_CLIENT_CANNOT_LEAVE = "the client cannot leave by notice";
    CONTRACT_ENDS = "Contract ends";
    CONTRACT_VALUE = "Contract value";
    RENEWAL_PROBABILITY = "Renewal probability";
    VALUE_ANCHOR = "Value anchor";
    EDIT_THIS_CONTRACT = "Edit this contract";
    THE_RENEWAL_IS_SIGNED = "The renewal is signed";
    PLAYBOOK = "Playbook";
    SIGN_OFFS = "Sign-offs";
    LEGAL = "Legal";
    FINANCE = "Finance";
    EARLY_FORECAST = "Early forecast";
    NO_END = "no end";
    END = "End";
    SUPPORT_TEAM = "Support";
}

/// costs the forecast `odds`
#[must_use]
pub fn costs_the_forecast(odds: impl Display) -> String {
    format!("costs the forecast {odds}")
}

/// renewed “`name`”
#[must_use]
pub fn renewed(name: impl Display) -> String {
    format!("renewed “{name}”")
}

/// The renewal is in another currency than the contract. `missing_rates`.
#[must_use]
pub fn renewal_lacks_rate(missing_rates: impl Display) -> String {
    format!("The renewal is in another currency than the contract. {missing_rates}.")
}

/// reopened: `name`
#[must_use]
pub fn reopened(name: impl Display) -> String {
    format!("reopened: {name}")
}

/// done: `name`
#[must_use]
pub fn done(name: impl Display) -> String {
    format!("done: {name}")
}

/// , in `days`
#[must_use]
pub fn comma_in(days: impl Display) -> String {
    format!(", in {days}")
}

/// counted back from `decided``left`, when the client decides
#[must_use]
pub fn counted_back_from_when(decided: impl Display, left: impl Display) -> String {
    format!("counted back from {decided}{left}, when the client decides")
}

/// `near`, `days` late
#[must_use]
pub fn due_late(near: impl Display, days: impl Display) -> String {
    format!("{near}, {days} late")
}

/// Done: `name`
#[must_use]
pub fn mark_done(name: impl Display) -> String {
    format!("Done: {name}")
}
