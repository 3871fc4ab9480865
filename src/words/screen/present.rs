//! The texts of `present`.

crate::words::texts! {
    PRESENTATION = "Presentation";
    LEAVE = "Leave";
    PREVIOUS_SLIDE = "Previous slide";
    NEXT_SLIDE = "Next slide";
    RECORD_A_DECISION = "Record a decision";
    RECORD_AN_ACTION = "Record an action";
    PRESENTER_VIEW = "Presenter view";
    FULL_SCREEN = "Full screen";
    NO_NOTES_FOR_THIS = "No notes for this slide.";
    THIS_IS_THE_LAST = "This is the last slide.";
    THIS_SLIDE = "This slide";
    START_THE_TIME_AGAIN = "Start the time again";
    RECORDED_A_DECISION = "recorded a decision";
    RECORDED_AN_ACTION = "recorded an action";
    THE_DECISION_AS_A = "The decision, as a sentence";
    WHO_DOES_WHAT_THE = "Who does what: the action, as a sentence";
    RECORD = "Record";
}
