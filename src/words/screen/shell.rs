//! The texts of `shell`.

use std::fmt::Display;

crate::words::texts! {
    NOT_SAVED = "What you have written and could not be saved";
    COPY_IT = "Copy it";
    COPIED = "Copied";
    OPENING_YOUR_WORKSPACE = "Opening your workspace";
    THIS_PAGE_MUST_NOT = "This page must not write here";
    RELOAD = "Reload";
    SKIP_TO_THE_PAGE = "Skip to the page";
    EXPORT_THE_UNREADABLE_RECORDS = "Export the unreadable records";
    MAINSTAY = "Mainstay";
    MAIN = "Main";
    WORKSPACE = "Workspace";
    ACCOUNTS_BY_TIER = "Accounts by tier";
    YOUR_ACCOUNTS_WILL_BE = "Your accounts will be listed here, with the state of each.";
    MAIN_NARROW = "Main, narrow";
    DATA = "Data";
    CTRL_K = "Ctrl K";
    NOTHING_TO_SAVE_YET = "Nothing to save yet";
    SAVING = "Saving";
    SAVED = "Saved ";
    NOT_SAVED_EXPORT_NOW = "Not saved, export now";
    NOT_KEPT = "Not kept";
    THE_BROWSER_HAS_DELETED =
        "The browser has deleted what it kept of this workspace. All of it is still on this page. ";
    KEEP_IT_AGAIN = "Keep it again";
    EXPORT_IT = "export it";
    TAKE_OVER_ACCOUNTS = "Take over accounts";
    NO_SUCH_PAGE = "No such page";
    DISMISS = "Dismiss";
    PLACE_IN_THE_APP = "Place";
}

/// Undone: `label`
#[must_use]
pub fn undone(label: impl Display) -> String {
    format!("Undone: {label}")
}

/// `value`: deleted in another tab while something was added here. The account is back with what …
#[must_use]
pub fn deleted_elsewhere(value: impl Display) -> String {
    format!("{value}: deleted in another tab while something was added here. The account is back with what was added.")
}

/// How many records of the workspace cannot be read.
#[must_use]
pub fn records_unreadable(records: usize) -> String {
    match records {
        1 => "One record cannot be read. Everything else is here, and it stays stored as it is.".to_owned(),
        _ => format!("{records} records cannot be read. Everything else is here, and they stay stored as they are."),
    }
}

/// `title`, `label`: `value`
#[must_use]
pub fn unsaved_line(title: impl Display, label: impl Display, value: impl Display) -> String {
    format!("{title}, {label}: {value}")
}
