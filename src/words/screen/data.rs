//! The texts of `data`.

use std::fmt::Display;

crate::words::texts! {
    BRING_IN = "Bring in";
    DROP_A_FILE_HERE =
        "Drop a file here, or choose one: CSV from a CRM, or a Mainstay file from a colleague. You see every \
         change before it is made.";
    CHOOSE_A_FILE_TO = "Choose a file to import";
    PASSPHRASE = "Passphrase";
    ITS_PASSPHRASE_OPENS_IT = "It opens with the passphrase of who sealed it. Nothing is brought in yet.";
    OPEN_IT = "Open it";
    OPENING = "Opening…";
    SEALING = "Sealing…";
    A_LINK = "a link";
    LINK_DAMAGED = "This link is damaged, or a part of it is missing. Ask for it once more.";
    SEAL_WITH_A_PASSPHRASE = "Passphrase for files";
    WITHOUT_IT_NOBODY =
        "With one, files are sealed: nobody opens them without it, and nobody can restore it. Four words or more are \
         hard to guess. Leave it empty for plain files.";
    LINK = "Link";
    ONE_ACCOUNT_IN_A_LINK =
        "One account, as for the team, in a link for a message: sealed, and never sent to a server. For small plans.";
    COPY_THE_LINK = "Copy the link";
    COPIED_THE_LINK = "Copied the link. Tell the passphrase by another way.";
    COULD_NOT_COPY = "The browser did not let the page copy. Send a sealed file.";
    A_FULL_EXPORT_IN_ONE = "A full export, in one of two ways: you see first what goes.";
    CHOOSE_A_BACKUP_TO = "Choose a backup to restore";
    PASTE_A_TABLE = "Paste a table";
    ROWS_WITH_A_HEAD = "Rows with a head, as copied from a spreadsheet";
    LOOK_AT_IT = "Look at it";
    DELETED = "Deleted";
    KEPT_FOR_30_DAYS = "kept for 30 days";
    NOTHING_WAS_DELETED_IN = "Nothing was deleted in the last 30 days.";
    WHAT = "What";
    WITH_IT = "With it";
    RESTORE = "Restore";
        HERE = "Here";
    IN_THE_BACKUP = "In the backup";
    ONLY_HERE = "Only here";
    TAKE_EVERYBODY_BACK = "Take everybody back to this day";
    A_CHANGE_LIKE_ANY = "Records change to what the backup holds; what is only here is deleted. \
        It can be undone, and copies that merge with this one later follow.";
    TAKE_BACK_TO_THIS_DAY = "Take back to this day";
    REPLACE_THIS_COPY = "Replace this copy";
    EVERYTHING_HERE_GOES = "Everything in this browser goes, with what was deleted and what undo knows. \
        It cannot be undone, so a backup of what is here is downloaded first. What other copies hold comes back when \
        they merge.";
    COMES_IN_BY_ITSELF = "Comes in by itself";
    DECIDE = "Decide";
    UNDECIDED_ONES_KEEP = "Undecided ones keep both values and stay marked";
    IS_NEW = "new";
    WAS_DELETED_THERE = "was deleted there";
    TO_BE_SETTLED = "To be settled";
    TAKE_THE_LATEST = "Take the latest of each";
    TAKE_THE_EARLIEST = "Take the earliest of each";
    SETTLED_ALL = "settled what stood beside each other";
    RESTORED_WHAT_WAS_DELETED = "restored what was deleted";
    THE_WHOLE_WORKSPACE = "The whole workspace";
    EVERYTHING_YOUR_BACKUP = "Everything. Your backup.";
    EXPORT_FULL = "Export full";
    FOR_A_COLLEAGUE_WITHOUT = "For a colleague: without support, private and speaker notes.";
    EXPORT_FOR_THE_TEAM = "Export for the team";
    YOUR_DATES_FOR_OUTLOOK = "Your dates for Outlook, Google or Apple: actions, meetings, renewals. For yourself.";
    EXPORT_THE_CALENDAR = "Export the calendar";
    ONLY_WHAT_HAS_A = "Only what has a wording for the client. One account at a time.";
    EXPORT_FOR_THE_CLIENT = "Export for the client";
    THE_FILES_ARE_JSON = "The files are JSON. Their schema: ";
    MAINSTAY_SCHEMA_JSON = "mainstay.schema.json";
    TABLES = "Tables";
    ONE_KIND_OF_RECORD = "One kind of record as CSV, for a spreadsheet: everything in it, with its ids. For yourself.";
    WHICH_TABLE = "Which table";
    COLUMNS = "Columns";
    EACH_ROW_IS = "Each row is";
    IN_THE_FILE = "In the file";
    BECOMES = "Becomes";
    LEFT_OUT = "left out";
    CURRENCY_OF_THE_AMOUNTS = "Currency of the amounts";
    ID_IN_THE_OTHER = "Id in the other system";
    DATES_BOTH_ORDERS_FIT = "Dates: both orders fit, please check";
    DATES = "Dates";
    DAY_FIRST_23_11 = "day first, 23/11/2026";
    MONTH_FIRST_11_23 = "month first, 11/23/2026";
    AS_EACH_NUMBER_SHOWS = "as each number shows";
    POINT_1_234_50 = "point, 1,234.50";
    COMMA_1_234_50 = "comma, 1.234,50";
    MONEY_IN = "Money in";
    WRITTEN_IN = "Written in";
    DECIMAL_SIGN = "Decimal sign";
    IDS_ARE_FROM = "Ids are from";
    NAME_OF_THE_TOOL = "name of the tool";
    A_DRY_RUN_NOTHING = "A dry run: nothing is changed until you apply it. ";
    ROWS_CHECKED = "Rows checked";
    ROWS = "Rows";
    ADDED = "Added";
    CHANGED = "Changed";
    LEFT_AS_THEY_ARE = "Left as they are";
    STAY_OUT = "Stay out";
    ROWS_THAT_STAY_OUT = "Rows that stay out";
    LINE = "Line";
    ROW = "Row";
    NO_RECORD_THAT_IS = "No record that is here already changes.";
    TO_LOOK_AT = "To look at";
    VALUES_TO_LOOK_AT = "Values to look at";
    LINES = "Lines";
    COLUMN = "Column";
    WHAT_IS_WRONG = "What is wrong";
    PUT_RIGHT_FOR_ALL = "Put right, for all its rows";
    LEAVE_THE_ROWS_OUT = "leave the rows out";
    CREATE_IT = "create it";
    READ_IT_AS = "read it as …";
    A_DRY_RUN_NOTHING_IS = "A dry run: nothing is changed until you apply it.";
    NOTHING_NEW = "Nothing new.";
    DIFFER = "Differ";
    CHOOSE_WHOSE_VALUES_HOLD = "choose whose values hold";
    TAKE_ALL_FROM_THE = "Take all from the file";
    KEEP_ALL_OF_MINE = "Keep all of mine";
    MINE_THE_FILES = "Mine → the file’s";
    EVERYTHING_IS_IN_THIS =
        "Everything is in this browser, on this device, until you export it, or choose a folder or a server for it.";
    THIS_WORKSPACE_WAS_NEVER =
        "This workspace was never exported. A browser can lose its data; a file on your disk stays.";
    REMOVED_THE_SAMPLE_WORKSPACE = "removed the sample workspace";
    THIS_WORKSPACE = "This workspace";
    REMOVE_THE_SAMPLE = "Remove the sample";
    ERASE_THIS_WORKSPACE = "Erase this workspace";
    THE_BROWSER_DID_NOT =
        "The browser did not promise it. It often does once Mainstay is installed or bookmarked. Keep exporting.";
    ASK_IT_TO_KEEP = "Ask it to keep the data";
    THE_BROWSER_HAS_PROMISED = "The browser has promised to keep it.";
    THE_BROWSER_MAY_CLEAR = "The browser may clear it when the disk is full.";
    EVERY_RECORD_GOES_DELETED =
        "Every record in this browser goes, with what was deleted, what undo knows and what was replaced. There is no \
         way back but a backup. Folders, the server and a lock are forgotten; what stands there, what others have, and \
         files that you exported stay where they are.";
    BACK_UP_FIRST = "Export a backup first";
    THE_SERVER_BRINGS_BACK =
        "This device shares through a server. If you replace this copy, what others hold comes back within seconds: \
         pause the server first to look at the backup alone.";
    TYPE_ERASE = "Type ERASE to go on";
    ERASE_WORD = "ERASE";
    ERASE_EVERYTHING = "Erase everything";
    KEEP_IT = "Keep it";
    UNITS_SCALE = "units";
    THOUSANDS_SCALE = "thousands";
    MILLIONS_SCALE = "millions";
    COMMAS = "commas";
    SEMICOLONS = "semicolons";
    TABS = "tabs";
    BARS = "bars";
    NO_VALUE = "(empty)";
    EMPTY_NOTHING = "empty: nothing";
    LEVEL_FULL = "Full";
    LEVEL_TEAM = "Team";
    CALENDAR = "Calendar";
    LEVEL_CLIENT = "Client";
}

/// and `count` more
#[must_use]
pub fn and_more(count: impl Display) -> String {
    format!("and {count} more")
}

/// Restore `title`
#[must_use]
pub fn restore(title: impl Display) -> String {
    format!("Restore {title}")
}

/// Exported `name`
#[must_use]
pub fn exported(name: impl Display) -> String {
    format!("Exported {name}")
}

/// `used` of `head` used
#[must_use]
pub fn columns_used(used: impl Display, head: impl Display) -> String {
    format!("{used} of {head} used")
}

/// `head` becomes
#[must_use]
pub fn becomes(head: impl Display) -> String {
    format!("{head} becomes")
}

/// Import `name`
#[must_use]
pub fn import(name: impl Display) -> String {
    format!("Import {name}")
}

/// Apply `changes`
#[must_use]
pub fn apply(changes: impl Display) -> String {
    format!("Apply {changes}")
}

/// Checking, `share`
#[must_use]
pub fn checking(share: impl Display) -> String {
    format!("Checking, {share}")
}

/// `encoding`, separated by `separator`
#[must_use]
pub fn separated_by(encoding: impl Display, separator: impl Display) -> String {
    format!("{encoding}, separated by {separator}")
}

/// of them from names: `created`
#[must_use]
pub fn from_names(created: impl Display) -> String {
    format!("of them from names: {created}")
}

/// Download the `rows`
#[must_use]
pub fn download_the(rows: impl Display) -> String {
    format!("Download the {rows}")
}

/// The first `drawn`; the download holds all.
#[must_use]
pub fn only_the_first(drawn: impl Display) -> String {
    format!("The first {drawn}; the download holds all.")
}

/// `values` in `rows`
#[must_use]
pub fn values_in_rows(values: impl Display, rows: impl Display) -> String {
    format!("{values} in {rows}")
}

/// use “`name`”
#[must_use]
pub fn use_known(name: impl Display) -> String {
    format!("use “{name}”")
}

/// Read `value` as
#[must_use]
pub fn read_as(value: impl Display) -> String {
    format!("Read {value} as")
}

/// Put right `head` `value`
#[must_use]
pub fn put_right(head: impl Display, value: impl Display) -> String {
    format!("Put right {head} {value}")
}

/// Reading “`name`”
#[must_use]
pub fn reading(name: impl Display) -> String {
    format!("Reading “{name}”")
}

/// The last export is `days` old. Export the workspace again.
#[must_use]
pub fn export_is_old(days: impl Display) -> String {
    format!("The last export is {days} old. Export the workspace again.")
}

/// `accounts` and `all` in all.
#[must_use]
pub fn accounts_and_all(accounts: impl Display, all: impl Display) -> String {
    format!("{accounts} and {all} in all.")
}

/// It uses `used` MB.
#[must_use]
pub fn uses(used: impl Display) -> String {
    format!("It uses {used} MB.")
}

/// `amount`, its currency
#[must_use]
pub fn currency_of(amount: impl Display) -> String {
    format!("{amount}, its currency")
}

/// restored `name`
#[must_use]
pub fn restored(name: impl Display) -> String {
    format!("restored {name}")
}

/// Exported on `day`, `time`. It can be brought in in two ways.
#[must_use]
pub fn a_backup_of(day: impl Display) -> String {
    format!("Exported on {day}. It can be brought in in two ways.")
}

/// “`name`” is sealed
#[must_use]
pub fn is_sealed(name: impl Display) -> String {
    format!("“{name}” is sealed")
}

/// This plan needs `length` characters as a link; mail and chat carry `most`. Send it as a sealed file.
#[must_use]
pub fn too_long_for_a_link(length: impl Display, most: impl Display) -> String {
    format!("This plan needs {length} characters as a link; mail and chat carry {most}. Send it as a sealed file.")
}
