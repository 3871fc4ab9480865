//! The texts of `files`.

use std::fmt::Display;

crate::words::texts! {
    BACK_TO_THE_BUILDER = "Back to the builder";
    FOR_THE_CLIENT = "For the client";
    INTERNAL_WITH_NOTES = "Internal, with notes";
    ALL_PAPERS = "All papers";
    PLAN_FILE_FOR_YOUR = "Plan file for your successor";
    KEEP_TODAYS_FORECAST = "Keep today’s forecast";
    AS_ITS_READER_WILL = "As its reader will see it";
    INTERNAL_EVERY_PAGE_AND = "Internal: every page and the file’s name say so. ";
    THE_FILE_COULD_NOT = "The file could not be made: it would be too large. Shorten the document.";
    COPIED_AS_MARKDOWN = "Copied as Markdown";
    THE_BROWSER_DID_NOT = "The browser did not allow copying. Save the Markdown file instead.";
    PRINT_OR_PDF = "Print or PDF";
    POWERPOINT = "PowerPoint";
    WEB_PAGE = "Web page";
    MARKDOWN = "Markdown";
    COPY_AS_MARKDOWN = "Copy as Markdown";
    LEFT_OUT = "Left out";
    EVERYTHING_THAT_CAN_BE = "Everything that can be shared is.";
    THESE_HAVE_NO_WORDING =
        "These have no wording for the client. Write one, and documents for the client may show it.";
    WRITE_WHAT_THE_CLIENT = "Write what the client may read.";
    AS_THE_CLIENT_MAY = "As the client may read it";
    SHARE_IT = "Share it";
}

/// The forecast cannot be kept without `account`. `rates`. Add the rate under Settings.
#[must_use]
pub fn forecast_lacks_rate(account: impl Display, rates: impl Display) -> String {
    format!("The forecast cannot be kept without {account}. {rates}. Add the rate under Settings.")
}

/// kept the forecast of `kept` for `date`
#[must_use]
pub fn kept_the_forecast_of(kept: impl Display, date: impl Display) -> String {
    format!("kept the forecast of {kept} for {date}")
}

/// `what`: no client-facing text
#[must_use]
pub fn no_client_facing_text(what: impl Display) -> String {
    format!("{what}: no client-facing text")
}
