//! The texts of folders: backups, and what copies share.

use std::fmt::Display;

crate::words::texts! {
    FOLDERS = "Folders";
    WRITTEN_BY_ITSELF = "written by itself while Mainstay is open";
    BACKUPS = "Backups";
    ABOUT_BACKUPS =
        "Everything, every hour in which something changed. One is kept for each of the last 24 hours, 30 days and \
         12 months.";
    TEAM = "Team folder";
    ABOUT_TEAM =
        "A folder that a service such as OneDrive or Dropbox keeps alike for your team. Changes come and go by \
         themselves; what is private stays here.";
    DEVICES = "Own devices";
    ABOUT_DEVICES = "The same for your own devices: everything, always sealed.";
    CHOOSE_A_FOLDER = "Choose a folder";
    ALLOW_AGAIN = "Allow again";
    BACK_UP_NOW = "Back up now";
    STOP = "Stop";
    WORKING = "Opening…";
    NOT_ALLOWED = "The browser wants to be asked again whether Mainstay may use this folder.";
    GONE = "The folder, or a file in it, is not there any more.";
    ANOTHER_PASSPHRASE = "It is sealed under another passphrase.";
    NOT_WHOLE = "It is not whole: the rest may be on its way.";
    UNSTAMPED = "It does not say how it came about. Import it by hand.";
    SEALED = "sealed";
    NOT_SEALED = "not sealed";
    PASSPHRASE_OF_THE_FOLDER = "Passphrase of the folder";
    THIS_BROWSER_CANNOT =
        "This browser lets no page write into a folder. Export a backup from time to time, and send colleagues files.";
    EMPTY_FOR_PLAIN_FILES = "Leave it empty for files that are not sealed.";
    NEWEST_BACKUPS = "Newest backups";
    RESTORE = "Restore";
    COPIES = "Copies";
    THIS_DEVICE = "This device";
}

/// The browser says: `reason`
#[must_use]
pub fn failed(reason: impl Display) -> String {
    format!("The browser could not use the folder: {reason}")
}

/// `name` is not allowed
#[must_use]
pub fn asks_again(name: impl Display) -> String {
    format!("“{name}”: the browser wants to be asked again")
}

/// In “`name`”, `sealed`, last at `time`
#[must_use]
pub fn in_folder(name: impl Display, sealed: impl Display, time: impl Display) -> String {
    format!("“{name}”, {sealed}, last at {time}")
}

/// The next one after `time`
#[must_use]
pub fn next_after(time: impl Display) -> String {
    format!("The next one after {time}, if something changes until then.")
}

/// `devices` beside this one
#[must_use]
pub fn others(devices: impl Display) -> String {
    format!("{devices} beside this one")
}

/// “`name`” is left out. `why`
#[must_use]
pub fn left_out(name: impl Display, why: impl Display) -> String {
    format!("“{name}” is left out. {why}")
}

/// wrote last on `day`
#[must_use]
pub fn wrote_last_on(day: impl Display) -> String {
    format!("wrote last on {day}")
}

/// `kilobytes` kB
#[must_use]
pub fn kilobytes(kilobytes: impl Display) -> String {
    format!("{kilobytes} kB")
}

/// `megabytes` MB
#[must_use]
pub fn megabytes(megabytes: impl Display) -> String {
    format!("{megabytes} MB")
}
