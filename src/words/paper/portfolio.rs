//! The texts of `portfolio`.

use std::fmt::Display;

crate::words::texts! {
    HEALTH_THAT_TURNED = "Health that turned";
    ACCOUNT = "Account";
    N_90_DAYS_AGO = "90 days ago";
    WHAT_FELL_MOST = "What fell most";
    NO_ACCOUNTS_HEALTH_TURNED = "No account’s health turned within 90 days.";
    RENEWALS_IN_THE_NEXT = "Renewals in the next 180 days";
    NO_CONTRACT_ENDS_WITHIN = "No contract ends within 180 days.";
    WON_AND_LOST_THIS = "Won and lost this month";
    NOTHING_WAS_WON_OR = "Nothing was won or lost this month.";
    HIGH_RISKS = "High risks";
    NO_OPEN_RISK_IS = "No open risk is rated high.";
    THIS_MONTH = "this month";
    NET_REVENUE_RETENTION_12 = "net revenue retention, 12 months";
    GROSS_REVENUE_RETENTION_12 = "gross revenue retention, 12 months";
    RECURRING_REVENUE_TODAY = "Recurring revenue today";
    MOVEMENTS_ALREADY_DATED = "Movements already dated";
    WEIGHTED_PIPELINE = "Weighted pipeline";
    RENEWALS_AT_RISK = "Renewals at risk";
    KEPT_ON = "Kept on";
    FOR_IT = "For";
    THEN = "Then";
    CHANGE_THOUSANDS = "Change, thousands";
    NO_FORECAST_WAS_KEPT = "No forecast was kept yet. Keep this month’s, and the next report compares.";
    FORECAST_THEN_AND_NOW = "Forecast, then and now";
    ACCOUNTS = "Accounts";
    TIER = "Tier";
    THIS_YEAR_K = "This year, k";
    COVERAGE = "Coverage";
    NEXT_ACTION = "Next action";
    NO_ACCOUNT_IS_WORKED = "No account is worked with.";
    A_KEY_ACCOUNT = "A key account";
    OUTCOME_CONFIRMED_BY_A = "outcome confirmed by a client";
    OUTCOMES_CONFIRMED_BY_CLIENTS = "outcomes confirmed by clients";
    UPSELL_AND_CROSS_SELL = "upsell and cross-sell won, 12 months";
    IN_FIGURES = "In figures";
    WHAT_CLIENTS_CONFIRMED = "What clients confirmed";
    NO_OUTCOME_IS_CONFIRMED = "No confirmed outcome has a wording for the client yet.";
    THE_CLIENT = "the client";
}

/// `today` at a glance
#[must_use]
pub fn at_a_glance(today: impl Display) -> String {
    format!("{today} at a glance")
}

/// Forecast for `date`
#[must_use]
pub fn forecast_for(date: impl Display) -> String {
    format!("Forecast for {date}")
}

/// `account` is left out. `missing_rates`.
#[must_use]
pub fn is_left_out(account: impl Display, missing_rates: impl Display) -> String {
    format!("{account} is left out. {missing_rates}.")
}

/// A client in `industry`
#[must_use]
pub fn client_in(industry: impl Display) -> String {
    format!("A client in {industry}")
}

/// `missing`. What lacks a rate is not in the sum.
#[must_use]
pub fn lacks_rate(missing: impl Display) -> String {
    format!("{missing}. What lacks a rate is not in the sum.")
}
