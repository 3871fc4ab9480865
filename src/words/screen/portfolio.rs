//! The texts of `portfolio`.

use std::fmt::Display;

crate::words::texts! {
    TRAILING_TWELVE_MONTHS = "Trailing twelve months";
    THIS_YEAR = "This year";
    LAST_YEAR = "Last year";
    THIS_QUARTER = "This quarter";
    LAST_QUARTER = "Last quarter";
    FROM_AND_TO = "From and to";
    EXPORT_FIGURES = "Export figures";
    EVERY_TIER = "Every tier";
    EVERY_REGION = "Every region";
    EVERY_GROUP = "Every group";
    NEW = "New";
    EXPANSION = "Expansion";
    CONTRACTION = "Contraction";
    CHURN = "Churn";
    WIN_BACK = "Win-back";
    WHAT_THE_PERIOD_DID = "What the period did";
    EXPORT_MOVEMENTS = "Export movements";
    GROUPS = "Groups";
    EXPORT_GROUPS = "Export groups";
    NO_ACCOUNT_IS_A =
        "No account is a part of another yet. Choose the group under “Parent account” in an account’s panel; its \
         revenue then rolls up here.";
    PARTS = "Parts";
    OWN = "Own";
    WITH_ITS_PARTS = "With its parts";
    THERE = "There";
    COMMITMENTS = "Commitments";
    WITH_THEIR_TARGET_OPEN = "with their target, open risks and commitments";
    EXPORT_REGIONS = "Export regions";
    REGIONS_ARE_ADDED_ON =
        "Regions are added on an account’s overview: who is there, on both sides, the language, the time zone, the \
         target.";
    NO_ACCOUNT_IS_LISTED =
        "No account is listed here. Add one, or bring them from a CSV file under “Data and backups”.";
    ENDS = "Ends";
    NO_CONTRACT_ENDS_IN =
        "No contract ends in the next twelve months. Contracts are entered on each account’s page Renewal.";
    RENEWALS_ON_A_LINE = "Renewals on a line of time";
    RENEWALS_AS_A_TABLE = "Renewals as a table";
    WITHOUT_WHAT_LACKS_A = "Without what lacks a rate";
    ANNUAL_RECURRING_REVENUE = "Annual recurring revenue";
    NET_REVENUE_RETENTION = "Net revenue retention";
    GROSS_REVENUE_RETENTION = "Gross revenue retention";
    RENEWING_IN_180_DAYS = "Renewing in 180 days";
    NEXT_RENEWAL = "Next renewal";
    ANY_HEALTH = "Any health";
    AT_RISK = "At risk";
    WATCH = "Watch";
    HEALTHY = "Healthy";
    NO_ACCOUNT_FITS_CLEAR = "No account fits. Clear the search or the filter.";
    NEXT_ACTION = "Next action";
    SEARCH_ACCOUNTS = "Search accounts";
    SHOW_ARCHIVED = "Show archived";
    SHOW_CURRENT = "Show current";
    TIER_A = "Tier A";
    TIER_B = "Tier B";
    TIER_C = "Tier C";
    WHAT_MAKES_A_TIER = "What makes a tier";
    WEIGHTS_OF_THE_FOUR = "weights of the four criteria, and the points from which a tier begins; they count at once";
    SEGMENTATION_BOARD = "Segmentation board";
    DRAG_AN_ACCOUNT_TO =
        "Drag an account to another tier to set it by hand, or move the focused one with the left and right arrow \
         keys. The account asks for the reason.";
    CHURN_RISK_RAISES_ATTENTION = "churn risk raises attention";
    CHANGE_THE_STANDARDS = "Change the standards";
    NOT_HELD_YET = "not held yet";
    END = "End";
}

/// `name` and its parts
#[must_use]
pub fn and_its_parts(name: impl Display) -> String {
    format!("{name} and its parts")
}

/// `date` to `other_date`, at the rates of the last day. Thousands of `currency`.
#[must_use]
pub fn period_caption(date: impl Display, other_date: impl Display, currency: impl Display) -> String {
    format!("{date} to {other_date}, at the rates of the last day. Thousands of {currency}.")
}

/// `count`, thousands of `currency`
#[must_use]
pub fn count_and_currency(count: impl Display, currency: impl Display) -> String {
    format!("{count}, thousands of {currency}")
}

/// next `months` months, `sum``without`
#[must_use]
pub fn next_months(months: impl Display, sum: impl Display, without: impl Display) -> String {
    format!("next {months} months, {sum}{without}")
}

/// notice `date`, `name`
#[must_use]
pub fn notice(date: impl Display, name: impl Display) -> String {
    format!("notice {date}, {name}")
}

/// `late` d late
#[must_use]
pub fn d_late(late: impl Display) -> String {
    format!("{late} d late")
}

/// `ratio` of ARR
#[must_use]
pub fn of_arr(ratio: impl Display) -> String {
    format!("{ratio} of ARR")
}

/// `kept` of `had` accounts kept
#[must_use]
pub fn accounts_kept(kept: impl Display, had: impl Display) -> String {
    format!("{kept} of {had} accounts kept")
}

/// ARR on `date`. Thousands of `currency`.
#[must_use]
pub fn arr_on_thousands_of(date: impl Display, currency: impl Display) -> String {
    format!("ARR on {date}. Thousands of {currency}.")
}

/// Forecast, `date`
#[must_use]
pub fn forecast(date: impl Display) -> String {
    format!("Forecast, {date}")
}

/// `share` at risk
#[must_use]
pub fn at_risk(share: impl Display) -> String {
    format!("{share} at risk")
}

/// Health of `measured` measured
#[must_use]
pub fn health_of_measured(measured: impl Display) -> String {
    format!("Health of {measured} measured")
}

/// Money in thousands, on `date`
#[must_use]
pub fn money_in_thousands_on(date: impl Display) -> String {
    format!("Money in thousands, on {date}")
}

/// `accounts` overdue
#[must_use]
pub fn overdue(accounts: impl Display) -> String {
    format!("{accounts} overdue")
}

/// planned `date`
#[must_use]
pub fn planned(date: impl Display) -> String {
    format!("planned {date}")
}
