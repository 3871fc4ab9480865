//! The texts of `chunks`.

crate::words::texts! {
    OPENING_THE_PAGE = "Opening the page";
    LEFT_AS_IT_IS = "Left as it is, because it has changed since";
    THIS_PAGE_COULD_NOT = "This page could not be loaded";
    THE_CONNECTION_WAS_LOST =
        "The connection was lost before Mainstay had kept this page on this device. Your work is saved here.";
    THIS_COULD_NOT_BE = "This part could not be loaded.";
    TRY_AGAIN = "Try again";
}
