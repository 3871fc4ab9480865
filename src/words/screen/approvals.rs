//! The texts of `approvals`.

use std::fmt::Display;

crate::words::texts! {
    ASKED_FOR_SIGN_OFFS = "asked for sign-offs";
    ADD_APPROVAL = "Add approval";
    GIVEN = "Given";
    REFUSED = "Refused";
    ASK_AGAIN = "Ask again";
}

/// Ask for `missing`
#[must_use]
pub fn ask_for(missing: impl Display) -> String {
    format!("Ask for {missing}")
}
