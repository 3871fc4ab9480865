//! The texts of `palette`.

use std::fmt::Display;

crate::words::texts! {
    GO_TO = "Go to";
    COMMANDS = "Commands";
    ESC = "Esc";
    FOUND = "Found";
    NOTHING_IS_CALLED_THAT = "Nothing is called that. Try a name, a page or a command.";
    CHOOSE = " choose";
    OPEN = " open";
    CTRL_ENTER = "Ctrl Enter";
    IN_A_NEW_TAB = " in a new tab";
    LIGHT_APPEARANCE = "Light appearance";
    DARK_APPEARANCE = "Dark appearance";
    APPEARANCE_OF_THE_SYSTEM = "Appearance of the system";
    ENTER_KEY = "Enter";
}

/// `label` of `name`
#[must_use]
pub fn command_of(label: impl Display, name: impl Display) -> String {
    format!("{label} of {name}")
}

/// `review_quarter` review of `name`
#[must_use]
pub fn review_of(review_quarter: impl Display, name: impl Display) -> String {
    format!("{review_quarter} review of {name}")
}

/// Add `kind` to `name`
#[must_use]
pub fn add_to(kind: impl Display, name: impl Display) -> String {
    format!("Add {kind} to {name}")
}
