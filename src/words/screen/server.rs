//! The texts of the server that a workspace is shared through.

use std::fmt::Display;

crate::words::texts! {
    SERVER = "Server";
    SEALED_BEFORE_IT_LEAVES = "sealed before it leaves this device";
    ABOUT =
        "Changes come and go by themselves, sealed with your passphrase: neither the server nor who runs it can read \
         them. Colleagues with the passphrase get what a team file holds.";
    SET_UP = "Set up";
    JOIN = "Join";
    JOINING = "Joining…";
    JOIN_AGAIN = "Join again";
    PAUSE = "Pause";
    GO_ON = "Go on";
    TRY_NOW = "Try now";
    DISCONNECT = "Disconnect";
    ADDRESS = "Address";
    DATABASE = "Database";
    USER = "Name";
    PASSWORD = "Password";
    TEAM_PASSPHRASE = "Passphrase of the team";
    WHO_JOINS_NEEDS_IT = "Everyone who joins needs it. It is not stored on the server, and cannot be brought back.";
    OWN_PASSPHRASE = "Passphrase of your own";
    FOR_YOUR_OWN_DEVICES =
        "Leave it empty, and what is private stays here. With one it goes along, for your own devices.";
    WHAT_GOES = "What goes there";
    FROM_YOUR_ADMINISTRATOR = "Who runs the server gives you database, name and password.";
    PRESS_AGAIN =
        "Not everything has gone there yet. Press again to disconnect all the same; it stays in this browser.";
    PAUSED = "Nothing comes and goes at present.";
    IN_ANOTHER_TAB = "Another tab of this browser looks after it.";
    OPENING = "Looking at what stands there…";
    WITH_WHAT_IS_PRIVATE = "What is private goes along, for your own devices.";
    NEWER = "written by a newer Mainstay; reload this page to read it";
    CHANGED = "not as one of you wrote it, and put right where this device has it";
    AHEAD = "with a clock that is more than a year ahead";
}

/// `database` on `address`, as `user`
#[must_use]
pub fn joined(database: impl Display, address: impl Display, user: impl Display) -> String {
    format!("“{database}” on {address}, as {user}")
}

/// only `account` goes there
#[must_use]
pub fn only(account: impl Display) -> String {
    format!("Only “{account}” goes there, with what it refers to.")
}

/// In step since `time`
#[must_use]
pub fn in_step(time: impl Display) -> String {
    format!("In step, last looked at {time}")
}

/// `records` waiting to go there
#[must_use]
pub fn waiting(records: impl Display) -> String {
    format!("{records} waiting to go there")
}

/// `parts` left out: `why`
#[must_use]
pub fn left_out(parts: impl Display, why: impl Display) -> String {
    format!("{parts} left out: {why}")
}
