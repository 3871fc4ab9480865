//! What the database or a file of ours does not allow, and what to do about it.

use std::fmt::Display;

crate::words::texts! {
    STORAGE_FULL =
        "The browser’s storage or the disk is full. Export now and free some space; it is then tried again by itself.";
    STORAGE_LOST = "The browser has closed its database. It is opened again by itself.";
    STORAGE_CHANGED = "Something was written in another tab meanwhile. Try it again.";
    STORAGE_BLOCKED = "Another tab holds an older version open. Close the other tabs of Mainstay, then reload.";
    STORAGE_CLOSED = "A newer Mainstay is open in another tab. Reload this page to go on.";
    NOT_SEALED = "This is no file that Mainstay has sealed.";
    SEALED_BY_NEWER = "A newer Mainstay has sealed this file. Reload this page to get it.";
    SEALED_HEAD = "The beginning of this file was changed or damaged. Ask for it once more.";
    WRONG_PASSPHRASE = "This is not its passphrase. Capitals and spaces count.";
    SEALED_CUT_OFF = "This file ends too early: a part of it did not arrive. Ask for it once more.";
    SEALED_TOO_LARGE = "This file holds more than Mainstay opens.";
    SERVER_UNREACHABLE = "The server cannot be reached. It is tried again by itself; you can go on working.";
    SERVER_NOT_ALLOWED =
        "The server does not let this name in: the password is wrong, or access was taken away. What you have stays.";
    SERVER_NO_DATABASE = "The server has no such database, or does not show it to this name. Ask its administrator.";
    SERVER_PASSPHRASE = "What stands there is under another passphrase. Capitals and spaces count.";
    SERVER_OWN_PASSPHRASE = "Your private records there are under another passphrase. Capitals and spaces count.";
    SERVER_ANOTHER_WORKSPACE =
        "Another workspace stands there than before, or none. Nothing is sent to it. Join again if that is right.";
    SERVER_NEWER = "A newer Mainstay has set this server up. Reload this page to get it.";
    SERVER_FULL = "The server takes no more: it is full, or a record is larger than it allows. Ask its administrator.";
    SERVER_TOO_LONG = "The server answered with more than is read. Nothing of it was used.";
    CLOCK_AHEAD = "its clock is more than a year ahead of the one here";
    PART_MISSING = "a part of the program did not arrive; reload to try again";
    NOT_OURS = "This JSON file does not come from Mainstay: its “format” is not “mainstay”.";
    MISSING = "it is missing";
    LEVELS = "it must be full, team or client";
    SCOPES = "it must be “workspace” or an account";
    NOT_AN_ID = "it is not an id";
    NO_ID = "it has no id";
    NO_SUCH_KIND = "there is no such kind of record";
    NOT_A_LIST = "it is not a list";
    NOT_A_RECORD = "it is not a record";
}

/// The window keeps no data; `reason` in the browser's words.
#[must_use]
pub fn storage_unavailable(reason: impl Display) -> String {
    format!(
        "This browser window keeps no data ({reason}). You can work and export, but a reload loses everything. \
        Open Mainstay in a normal window to keep it."
    )
}

/// The database is there and cannot be read.
#[must_use]
pub fn storage_unreadable(reason: impl Display) -> String {
    format!(
        "The browser could not read its database ({reason}). Nothing was changed. Close other tabs of Mainstay \
        and reload; if this stays, export what can be read, and do not clear this site’s data."
    )
}

/// A sealed file was changed at byte `at`.
#[must_use]
pub fn sealed_changed(at: impl Display) -> String {
    format!("This file was changed or damaged after it was sealed, at byte {at}. Nothing of it is used.")
}

/// A server answered what cannot be read, to this question.
#[must_use]
pub fn server_garbage(question: impl Display) -> String {
    format!("The server’s answer to {question} cannot be read. Nothing of it was used. Is it a CouchDB?")
}

/// A server refused, in its own words.
#[must_use]
pub fn server_refused(reason: impl Display) -> String {
    format!("The server refused ({reason}). It is tried again by itself; tell who runs it if this stays.")
}

/// A write failed.
#[must_use]
pub fn storage_failed(reason: impl Display) -> String {
    format!("The browser could not write ({reason}). Export now, then reload.")
}

/// The database is that of a newer version.
#[must_use]
pub fn newer_database(version: impl Display, known: impl Display) -> String {
    format!(
        "A newer Mainstay has written version {version} here; this page knows version {known}. \
        Nothing is written until you reload the page."
    )
}

/// A row of the database is damaged.
#[must_use]
pub fn damaged(id: impl Display, message: impl Display) -> String {
    format!("The record {id} cannot be read: {message}")
}

/// A row of the database is none of ours.
#[must_use]
pub fn no_record(id: impl Display) -> String {
    format!("The row {id} is no record")
}

/// A row is of a kind that is not known.
#[must_use]
pub fn unknown_kind(kind: impl Display) -> String {
    format!("unknown kind {kind}")
}

/// The file is not text.
#[must_use]
pub fn not_text(offset: impl Display) -> String {
    format!(
        "This is no text file: byte {offset} is not UTF-8. Choose a file that Mainstay has exported, or a CSV file."
    )
}

/// The file is not JSON.
#[must_use]
pub fn not_json(message: impl Display) -> String {
    format!("This is no complete JSON file: {message}. Ask for the file again.")
}

/// The file is that of a newer version.
#[must_use]
pub fn newer_file(version: impl Display, known: impl Display) -> String {
    format!(
        "A newer Mainstay wrote this file (version {version}; this page knows {known}). Reload the page, then open it \
        again."
    )
}

/// Something in the file cannot be.
#[must_use]
pub fn invalid(place: impl Display, message: impl Display) -> String {
    format!("{place}: {message}. Nothing was taken from the file.")
}

/// Two records have one id.
#[must_use]
pub fn id_of(first: impl Display) -> String {
    format!("its id is that of {first}")
}

/// A record has a field that its kind does not have.
#[must_use]
pub fn no_such_field(kind: impl Display) -> String {
    format!("a record of {kind} has no such field")
}
