//! The texts of `papers`.

use std::fmt::Display;

crate::words::texts! {
    VALUE_RECAP = "Value recap";
    BEFORE_A_RENEWAL_WHAT = "Before a renewal: what was delivered, what it returned, where it can go";
    EXECUTIVE_BRIEF = "Executive brief";
    FOR_THEIR_EXECUTIVES_VALUE = "For their executives: value, risks, decisions, roadmap and owners on a page";
    FIRST_30_DAYS = "First 30 days";
    TO_AGREE_WITH_YOUR = "To agree with your manager: what you read, whom you meet, what you leave behind";
    ACCOUNT_PLAN = "Account plan";
    EVERYTHING_THAT_IS_PLANNED = "Everything that is planned and known, for those who work on the account";
    HANDOVER_PACK = "Handover pack";
    FOR_YOUR_SUCCESSOR_PEOPLE = "For your successor: people, promises, dates, money, and how to begin";
    PORTFOLIO_REPORT = "Portfolio report";
    FOR_YOUR_MANAGER_WHERE = "For your manager: where the portfolio stands this month, and the forecast then and now";
    EVIDENCE_OF_WINS = "Evidence of wins";
    YOUR_OWN_RECORD_OUTCOMES = "Your own record: outcomes that clients confirmed, without their names";
}

/// `title`. Figures as of `date`.
#[must_use]
pub fn title_and_date(title: impl Display, date: impl Display) -> String {
    format!("{title}. Figures as of {date}.")
}

/// `title`. `mark`. As of `date`.
#[must_use]
pub fn title_mark_and_date(title: impl Display, mark: impl Display, date: impl Display) -> String {
    format!("{title}. {mark}. As of {date}.")
}
