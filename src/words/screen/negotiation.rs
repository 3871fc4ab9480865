//! The texts of `negotiation`.

use std::fmt::Display;

crate::words::texts! {
    EARLIER_NEGOTIATIONS = "Earlier negotiations";
    NEGOTIATION = "Negotiation";
    CLOSED = "Closed";
    ROUNDS = "Rounds";
    OUR_LAST_OFFER = "Our last offer";
    DECISIONS_AND_REASONS = "Decisions and reasons";
    BEGAN_THE_NEGOTIATION = "began the negotiation";
    AGREE_WITH_YOUR_LEADERSHIP =
        "Agree with your leadership what you want, what you expect and where you walk away; then trade, never give.";
    BEGIN_THE_NEGOTIATION = "Begin the negotiation";
    APPROVALS = "Approvals";
    TERMS = "Terms";
    TERM = "Term";
    UNIT = "Unit";
    EXPECTED = "Expected";
    WALK_AWAY = "Walk away";
    WHAT_IS_NEGOTIATED_WHERE =
        "What is negotiated, where you want to end, and the point agreed with leadership beyond which you leave.";
    NOT_AGREED = "not agreed";
    CLOSED_THE_NEGOTIATION = "closed the negotiation";
    FOR_THE_NEXT_TIME = "For the next time";
    NAME_LIST_PRICE_AND = "Name, list price and contract";
    CLOSE_THE_NEGOTIATION = "Close the negotiation";
    REMOVED_A_ROUND = "removed a round";
    THEY_ASK = "They ask ";
    WE_OFFER = "We offer ";
    REMOVE_THE_ROUND = "Remove the round";
    A_DISCOUNT_AND_A = "A discount and a rise in percent, and the months of the term: 10, 3 and 36.";
    LOGGED_A_ROUND = "logged a round";
    WHO_THEY_ASK = "They ask";
    WHO_WE_OFFER = "We offer";
    WHO = "Who";
    DISCOUNT_PERCENT = "Discount, %";
    RISE_PERCENT = "Rise, %";
    WHAT_WAS_SAID = "What was said";
    LOG_THE_ROUND = "Log the round";
    RECORDED_OUR_OFFER = "recorded our offer";
    SIMULATOR = "Simulator";
    ENTER_THE_LIST_PRICE = "Enter the list price under “Name, list price and contract”.";
    RECORD_AS_OUR_OFFER = "Record as our offer";
    DISCOUNT = "Discount";
    OUR_OFFER = "our offer";
    THEIR_ASK = "their ask";
    PRICE_RISE_A_YEAR = "Price rise a year";
    OFFERS_COMPARED = "Offers compared";
    OUR_OFFER_HEAD = "Our offer";
    SIMULATED = "Simulated";
    THEIR_ASK_HEAD = "Their ask";
    TERM_MONTHS = "Term, months";
    FIRST_YEAR = "First year";
    OVER_THE_TERM = "Over the term";
    WITH_GIVES_AND_GETS = "With gives and gets";
    THE_SAME_A_YEAR = "The same, a year";
    STOP = "Stop. ";
    GIVE_AND_GET = "Give and get";
    ADD_TRADE = "Add trade";
    WHAT_THEY_ASK_FOR =
        "What they ask for, what it costs you, and what you want for it. A give without a get stands out.";
    WE_GIVE = "We give";
    COSTS_US = "Costs us";
    WE_GET = "We get";
    WORTH = "Worth";
    NOTHING_YET = " nothing yet";
    ASK_FOR_SOMETHING = "Ask for something";
    NOTHING_LOWER = "nothing";
}

/// `discount`, `months` months
#[must_use]
pub fn discount_and_months(discount: impl Display, months: impl Display) -> String {
    format!("{discount}, {months} months")
}

/// Renewal of `name`
#[must_use]
pub fn renewal_of(name: impl Display) -> String {
    format!("Renewal of {name}")
}

/// list price `price` a year
#[must_use]
pub fn list_price_a_year(price: impl Display) -> String {
    format!("list price {price} a year")
}

/// walk away at `limit`
#[must_use]
pub fn walk_away_at(limit: impl Display) -> String {
    format!("walk away at {limit}")
}

/// `discount` percent
#[must_use]
pub fn percent(discount: impl Display) -> String {
    format!("{discount} percent")
}

/// Against today, `now`
#[must_use]
pub fn against_today(now: impl Display) -> String {
    format!("Against today, {now}")
}

/// Over the walk-away, `price`
#[must_use]
pub fn over_the_walk_away(price: impl Display) -> String {
    format!("Over the walk-away, {price}")
}

/// Thousands of `currency`
#[must_use]
pub fn thousands_of(currency: impl Display) -> String {
    format!("Thousands of {currency}")
}

/// balance `gives`
#[must_use]
pub fn balance(gives: impl Display) -> String {
    format!("balance {gives}")
}

/// thousands of `currency` a year
#[must_use]
pub fn thousands_of_a_year(currency: impl Display) -> String {
    format!("thousands of {currency} a year")
}
