//! The texts of `growth`.

use std::fmt::Display;

crate::words::texts! {
    TARGETS = "Targets";
    MEASURE = "Measure";
    REACHED = "Reached";
    ATTAINMENT = "Attainment";
    REVENUE_TARGET_AND_DATE = "Revenue target and date. The forecast is compared with it.";
    BUDGETS = "Budgets";
    BUDGET = "Budget";
    SPENT = "Spent";
    LEFT = "Left";
    WHAT_MAY_BE_SPENT = "What may be spent on the account: visits, workshops, credits.";
    FORECAST_BY_QUARTER = "Forecast by quarter";
    NOT_BEGUN = "not begun";
    BASE_ARR_AND_DATED = "Base: ARR and dated movements";
    RENEWALS_AT_RISK = "Renewals at risk";
    PIPELINE_WEIGHTED = "Pipeline, weighted";
    AGAINST_TARGET = "Against target";
    CLOSING_COMMIT = "Closing, commit";
    CLOSING_BEST_CASE = "Closing, best case";
    CLOSING_PIPELINE = "Closing, pipeline";
    TARGET = "target";
    BASE_LESS_RENEWALS_AT = "base less renewals at risk";
    PIPELINE_WEIGHTED_LOWER = "pipeline, weighted";
    OPPORTUNITIES_AS = "Opportunities as";
    BOARD = "Board";
    RECURRING_REVENUE_A_YEAR = "recurring revenue a year";
    OPEN_PIPELINE = "Open pipeline";
    WEIGHTED = "Weighted";
    RECURRING_AMOUNT_PROBABILITY = "recurring amount × probability";
    ONE_OFF_WEIGHTED = "One-off, weighted";
    OPPORTUNITIES = "Opportunities";
    OPPORTUNITY = "Opportunity";
    PRODUCT = "Product";
    STAGE = "Stage";
    RECURRING_A_YEAR = "Recurring a year";
    NEXT_STEP = "Next step";
    COMPETITOR = "Competitor";
    RENEWALS_UPSELLS_CROSS_SELLS = "Renewals, upsells, cross-sells and new business, with their odds.";
    A_RENEWAL_IS_WON = "A renewal is won by signing it: use “The renewal is signed” under Renewal.";
    ADD_OPPORTUNITY = "Add opportunity";
    DRAG_A_CARD_OR = "Drag a card, or move the focused one with the left and right arrow keys.";
    NEEDS = "Needs";
    NEED = "Need";
    BUSINESS_UNIT = "Business unit";
    HEARD_FROM = "Heard from";
    OUR_ANSWER = "Our answer";
    WHAT_THEY_WANT_WHAT = "What they want, what hurts, what they require, in their words; and our answer to each.";
    INSIGHTS = "Insights";
    INSIGHT = "Insight";
    SOURCE = "Source";
    PLAY = "Play";
    FEEDBACK_ON_THE_PRODUCT =
        "Feedback on the product, news of the market and of competitors, a signal in the data. Each becomes a \
         play: a pilot, enablement, a process fix, a campaign, education or a reference.";
    NO_ANSWER_YET = "No answer yet";
    NO_PLAY_YET = "no play yet";
    ACTIONS_OF_THE_PLAY = "Actions of the play";
    REVENUE_MOVEMENTS_THOUSANDS = "Revenue movements, thousands";
    NOTE = "Note";
    ANNUAL_RECURRING_REVENUE_IS =
        "Annual recurring revenue is the sum of its movements: new, expansion, contraction, churn.";
    BOOKED_REVENUE = "Booked revenue";
    MONTH = "Month";
    AMOUNT = "Amount";
    MARGIN = "Margin";
    FOR_ACCOUNTS_WITHOUT_RECURRING = "For accounts without recurring revenue: what was booked, month by month.";
    LAST_12_MONTHS_AGAINST = "last 12 months against the 12 before";
    ADD_WHAT_YOU_SELL = "Add what you sell under Settings; each product is a row of this map.";
    NAME_A_BUSINESS_UNIT = "Name a business unit: at a person, at an opportunity, or in a first cell.";
    PRODUCTS_BY_BUSINESS_UNITS = "products by business units";
    ADD_A_CELL = "Add a cell";
    WHITESPACE_MAP = "Whitespace map";
    OWNED = "Owned";
    REVENUE_A_YEAR = "revenue a year";
    ON_ITS_WAY = "On its way";
    OPEN_OPPORTUNITIES_RECURRING_A = "open opportunities, recurring a year";
    POTENTIAL = "Potential";
    ESTIMATES_THAT_NOBODY_PURSUES = "estimates that nobody pursues yet";
    AND_OVERDUE = ", overdue";
    AND_OVER = ", over";
    ARR_AFTER = "ARR after";
    OPEN = "open";
    PART_OWNED = "owned";
    PART_POTENTIAL = "potential";
    CLOSE_DATE = "Close";
}

/// Base, renewals and pipeline are cumulative until the end of the quarter and sum to the …
#[must_use]
pub fn forecast_note(share: impl Display, other_share: impl Display) -> String {
    format!(
        "Base, renewals and pipeline are cumulative until the end of the quarter and sum to the forecast. What \
        closes is not weighted: commit from {share}, best case from {other_share}, unless the opportunity says \
        otherwise."
    )
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

/// The first `drawn` of `opportunities`: open ones first, then the latest.
#[must_use]
pub fn only_the_first(drawn: impl Display, opportunities: impl Display) -> String {
    format!("The first {drawn} of {opportunities}: open ones first, then the latest.")
}

/// moved “`other_name`” to `name`
#[must_use]
pub fn moved_to(other_name: impl Display, name: impl Display) -> String {
    format!("moved “{other_name}” to {name}")
}

/// closes `date`
#[must_use]
pub fn closes(date: impl Display) -> String {
    format!("closes {date}")
}

/// `play`, for `aim`
#[must_use]
pub fn play_for(play: impl Display, aim: impl Display) -> String {
    format!("{play}, for {aim}")
}

/// `name` for `unit`
#[must_use]
pub fn product_for(name: impl Display, unit: impl Display) -> String {
    format!("{name} for {unit}")
}

/// added the opportunity “`name`”
#[must_use]
pub fn added_the_opportunity(name: impl Display) -> String {
    format!("added the opportunity “{name}”")
}

/// open, `more` more
#[must_use]
pub fn open_more(more: impl Display) -> String {
    format!("open, {more} more")
}

/// besides `owned` owned
#[must_use]
pub fn besides_owned(owned: impl Display) -> String {
    format!("besides {owned} owned")
}

/// Say what stands at `name`
#[must_use]
pub fn say_what_stands_at(name: impl Display) -> String {
    format!("Say what stands at {name}")
}

/// Make an opportunity of `name`
#[must_use]
pub fn make_an_opportunity_of(name: impl Display) -> String {
    format!("Make an opportunity of {name}")
}
