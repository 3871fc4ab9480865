//! The texts of `review`.

use std::fmt::Display;

crate::words::texts! {
    POINTS_ONE_A_LINE = "Points, one a line";
    POINTS_OF_YOUR_OWN = "Points of your own, one a line";
    TO_AGREE_ON_THIS = "To agree on this slide";
    HEADLINE_A_SENTENCE_THAT = "Headline, a sentence that states the result; empty: it fills itself";
    SPEAKER_NOTES_NEVER_FOR = "Speaker notes, never for the client ";
    TAKE_THIS_SLIDE_OUT = "Take this slide out";
    LEAVE_THIS_SLIDE_OUT = "Leave this slide out";
    WORDS_OF_THE_RECORDS = "Words of the records on this slide";
    THE_SLIDE_FILLS_ITSELF =
        "The slide fills itself from these. Their figures are changed where they stand: follow the name.";
    CHOSE_THE_QUARTER_TO = "chose the quarter to compare with";
    COMPARED_WITH = "Compared with";
    ADD_AN_ACTION_TO = "Add an action to this review";
    ASK_FOR_A_DECISION = "Ask for a decision";
    OPEN_THE_LOG = "Open the log";
    OPEN_THE_ACTIONS = "Open the actions";
    THIS_REVIEW_WAS_DELETED = "This review was deleted. Data and backups lists it under Deleted.";
    THIS_SLIDE_IS_LEFT = "This slide is left out.";
    QUALITY = "Quality";
    THE_QUALITY_LIST_CLOSES = "The quality list closes when the review is held.";
    SLIDES = "Slides";
    DRAG_A_SLIDE_OR = "Drag a slide, or move the focused one with Alt and the arrow keys.";
    HAS_OPEN_POINTS = "has open points";
    FILES_AND_PREVIEW = "Files and preview";
    HELD_FREEZE_IT = "Held: freeze it";
    MEND_IT = "Mend it";
    PASSED = "Passed";
}

/// wrote on the slide “`title`”
#[must_use]
pub fn wrote_on_the_slide(title: impl Display) -> String {
    format!("wrote on the slide “{title}”")
}

/// took the slide “`title`” out
#[must_use]
pub fn took_the_slide_out(title: impl Display) -> String {
    format!("took the slide “{title}” out")
}

/// Held on `held_on`. It never changes from here on; undo takes the freeze back.
#[must_use]
pub fn held_on(held_on: impl Display) -> String {
    format!("Held on {held_on}. It never changes from here on; undo takes the freeze back.")
}

/// moved the slide “`title`”
#[must_use]
pub fn moved_the_slide(title: impl Display) -> String {
    format!("moved the slide “{title}”")
}

/// Add: `title`
#[must_use]
pub fn add_slide(title: impl Display) -> String {
    format!("Add: {title}")
}

/// froze the review `name`
#[must_use]
pub fn froze_the_review(name: impl Display) -> String {
    format!("froze the review {name}")
}

/// Go to “`title`”
#[must_use]
pub fn go_to(title: impl Display) -> String {
    format!("Go to “{title}”")
}

/// `open` open of `checks`
#[must_use]
pub fn open_of(open: impl Display, checks: impl Display) -> String {
    format!("{open} open of {checks}")
}
