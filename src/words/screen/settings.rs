//! The texts of `settings`.

use std::fmt::Display;

crate::words::texts! {
    BRAND = "Brand";
    OF_EVERY_DOCUMENT = "of every document";
    MAIN_COLOUR = "Main colour";
    SECOND_COLOUR = "Second colour";
    THE_BRAND = "the brand";
    THE_LOGO = "the logo";
    THE_LOGO_AS_DOCUMENTS = "The logo, as documents show it";
    REMOVE_THE_LOGO = "Remove the logo";
    LOGO_PNG_JPEG_OR = "Logo: PNG, JPEG or SVG. Its pixels are kept in this browser, nothing else of the file.";
    HOLIDAYS = "Holidays";
    PLANS_AND_PLAYBOOKS_SKIP = "plans and playbooks skip them";
    THE_HOLIDAYS = "the holidays";
    CHOOSE_A_DAY = "Choose a day.";
    DAY = "Day";
    NAME_OF_THE_HOLIDAY = "Name of the holiday";
    REGION_IF_NOT_EVERYWHERE = "Region, if not everywhere";
    ADD_HOLIDAY = "Add holiday";
    BEGAN_THE_SETTINGS = "began the settings";
    THEY_BELONG_TO_THIS = "They belong to this workspace and leave only with a full backup.";
    US = "Us";
    AS_THE_SYSTEM = "As the system";
    LIGHT = "Light";
    DARK = "Dark";
    APPEARANCE = "Appearance";
    ON_THIS_DEVICE = "on this device";
    OUR_TEAM = "Our team";
    ADD_YOURSELF_FIRST_THEN = "Add yourself first, then choose yourself under “You”.";
    WHAT_YOU_SELL_OPPORTUNITIES = "What you sell. Opportunities and revenue name it.";
    PRODUCTS = "Products";
    EXCHANGE_RATES = "Exchange rates";
    THE_LATEST_UP_TO = "the latest up to a date counts";
    THE_EXCHANGE_RATES = "the exchange rates";
    A_RATE_LEADS_FROM = "A rate leads from one currency to another.";
    A_DATE_TWO_CURRENCY =
        "A date, two currency codes such as USD and EUR, and what one of the first is worth in the second.";
    VALID_FROM = "Valid from";
    FROM_E_G_USD = "From, e.g. USD";
    TO_E_G_EUR = "To, e.g. EUR";
    ONE_IS_WORTH = "One is worth";
    ADD_RATE = "Add rate";
    STAGES = "Stages";
    YOU_CALL_IT = "You call it";
    USUAL_PROBABILITY_PERCENT = "Usual probability, %";
    THE_STAGES = "the stages";
    WEIGHT_OF_REVENUE = "Weight of revenue";
    WEIGHT_OF_GROWTH_POTENTIAL = "Weight of growth potential";
    WEIGHT_OF_STRATEGIC_FIT = "Weight of strategic fit";
    WEIGHT_OF_STABILITY = "Weight of stability";
    TIER_A_FROM_POINTS = "Tier A from, points";
    TIER_B_FROM_POINTS = "Tier B from, points";
    THE_SEGMENTATION = "the segmentation";
    WEIGHTS_AND_THRESHOLDS = "weights and thresholds";
    THE_LONGEST_TIME_BETWEEN = "the longest time between two meetings, in days; 0 for none";
    EXECUTIVE_REVIEW = "Executive review";
    BUSINESS_REVIEW = "Business review";
    CHECK_IN = "Check-in";
    MEETINGS_HOURS_A_MONTH = "Meetings, hours a month";
    EXECUTIVE_REVIEW_DAYS = "executive review, days";
    BUSINESS_REVIEW_DAYS = "business review, days";
    CHECK_IN_DAYS = "check-in, days";
    MEETINGS_HOURS_A_MONTH_LOWER = "meetings, hours a month";
    THE_ENGAGEMENT_STANDARD = "the engagement standard";
}

/// Remove `name`
#[must_use]
pub fn remove(name: impl Display) -> String {
    format!("Remove {name}")
}

/// changed `label`
#[must_use]
pub fn changed(label: impl Display) -> String {
    format!("changed {label}")
}

/// So they look on the screen and in documents: `figures`, `date`.
#[must_use]
pub fn figures_look(figures: impl Display, date: impl Display) -> String {
    format!("So they look on the screen and in documents: {figures}, {date}.")
}

/// This browser does not know how English is written in `country`. `shown`
#[must_use]
pub fn country_unknown(country: impl Display, shown: impl Display) -> String {
    format!("This browser does not know how English is written in {country}. {shown}")
}

/// A whole number from 0 to `most`
#[must_use]
pub fn a_whole_number_from(most: impl Display) -> String {
    format!("A whole number from 0 to {most}")
}

/// 1 `currency` = `rate` `other_currency`, from `date`
#[must_use]
pub fn one_is_worth(
    currency: impl Display,
    rate: impl Display,
    other_currency: impl Display,
    date: impl Display,
) -> String {
    format!("1 {currency} = {rate} {other_currency}, from {date}")
}

/// Remove `text`
#[must_use]
pub fn remove_rate(text: impl Display) -> String {
    format!("Remove {text}")
}

/// `stage`: called
#[must_use]
pub fn stage_called(stage: impl Display) -> String {
    format!("{stage}: called")
}

/// set “`name`” to tier `tier`
#[must_use]
pub fn set_to_tier(name: impl Display, tier: impl Display) -> String {
    format!("set “{name}” to tier {tier}")
}

/// gave “`name`” the tier of its scores
#[must_use]
pub fn gave_the_tier_of(name: impl Display) -> String {
    format!("gave “{name}” the tier of its scores")
}

/// Tier `tier`: `label`
#[must_use]
pub fn tier_field(tier: impl Display, label: impl Display) -> String {
    format!("Tier {tier}: {label}")
}

/// Tier `tier`: enablement
#[must_use]
pub fn tier_enablement(tier: impl Display) -> String {
    format!("Tier {tier}: enablement")
}
