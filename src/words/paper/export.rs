//! The texts of `export`.

use std::fmt::Display;

crate::words::texts! {
    TO_AGREE_TODAY = "To agree today";
    PALE_BARS_ARE_ESTIMATES = "; pale bars are estimates";
    WORKS_WITH = "works with";
    GROUND = "Ground";
    COST = "Cost";
    SUM = "Sum";
    LABEL = "Label";
    HEADLINE_THE_RESULT_AS = "Headline: the result, as a sentence";
    TEXT = "Text";
    HEADLINE = "Headline";
    WHAT_IT_IS = "What it is";
    FRAME_DATE_WHO_PRESENTS = "Frame, date, who presents";
    COVER = "Cover";
    HEADLINE_AND_CONTENT = "Headline and content";
    CHART_TITLE = "Chart title";
    FIGURE = "Figure";
    INTERNAL = "Internal";
    LINE = "Line";
    STEP_IN_WORDS = "Step in words";
    MONTH = "Month";
    KEY = "Key";
    FOOT = "Foot";
    SLIDE_NUMBER = "Slide number";
    SUBTITLE = "Subtitle";
    PLACE_AND_PEOPLE = "Place and people";
    LOGO = "Logo";
    SLIDE = "Slide";
    DASHED_PROPOSED = "dashed: proposed";
    INFLUENCES = "influences";
    CONFLICTS = "conflicts";
}

/// `title`; pale steps are proposed
#[must_use]
pub fn pale_steps_are_proposed(title: impl Display) -> String {
    format!("{title}; pale steps are proposed")
}

/// `client`, people, `day`, internal only
#[must_use]
pub fn people_internal(client: impl Display, day: impl Display) -> String {
    format!("{client}, people, {day}, internal only")
}

/// `client`, people, `day`
#[must_use]
pub fn people_title(client: impl Display, day: impl Display) -> String {
    format!("{client}, people, {day}")
}

/// `name`, below zero
#[must_use]
pub fn below_zero(name: impl Display) -> String {
    format!("{name}, below zero")
}

/// Table `id`
#[must_use]
pub fn table(id: impl Display) -> String {
    format!("Table {id}")
}

/// Chart `id`
#[must_use]
pub fn chart(id: impl Display) -> String {
    format!("Chart {id}")
}

/// Time zone: `zone`
#[must_use]
pub fn time_zone(zone: impl Display) -> String {
    format!("Time zone: {zone}")
}
