//! The texts of `import`: what is wrong with a file, a row or a value.

use std::fmt::Display;

crate::words::texts! {
    NEITHER_YES_NOR_NO = "Neither yes nor no";
    NOT_A_CURRENCY = "Not a currency of three letters, such as EUR";
    NOT_A_NUMBER = "Not a number";
    THOUSANDS_OR_DECIMALS_CHOOSE = "Thousands or decimals? Choose the decimal sign";
    DECIMAL_COMMA = "comma";
    DECIMAL_POINT = "point";
    NOT_A_DATE = "Not a date";
    THERE_IS_NO_SUCH = "There is no such month";
    THE_SAME_RECORD_STANDS = "The same record stands in an earlier row";
    NO_COLUMN_HOLDS_THE = "No column holds the account";
    OPPORTUNITY = "Opportunity";
    READ_DIFFERENTLY = "Read differently";
    ONLY_A_FULL_EXPORT =
        "only a full export of the workspace can replace it. Import this file instead; importing merges";
    THE_FILE_HAS_NO = "The file has no row under its head. Export it again, with a head and at least one row.";
    THIS_IS_NO_TEXT = "This is no text: perhaps a spreadsheet. Save it as CSV (UTF-8), then choose it again.";
}

/// In `written`, while the column is read as `code`
#[must_use]
pub fn other_currency(written: impl Display, code: impl Display) -> String {
    format!("In {written}, while the column is read as {code}")
}

/// In `sign`, while the column is read as `code`
#[must_use]
pub fn other_sign(sign: impl Display, code: impl Display) -> String {
    format!("In {sign}, while the column is read as {code}")
}

/// Not a number with a decimal `chosen`
#[must_use]
pub fn not_with_decimal(chosen: impl Display) -> String {
    format!("Not a number with a decimal {chosen}")
}

/// Must be a whole number from `least` to `most`
#[must_use]
pub fn whole_number_between(least: impl Display, most: impl Display) -> String {
    format!("Must be a whole number from {least} to {most}")
}

/// None of `all`
#[must_use]
pub fn none_of(all: impl Display) -> String {
    format!("None of {all}")
}

/// `of` has `last` days
#[must_use]
pub fn month_has_days(of: impl Display, last: impl Display) -> String {
    format!("{of} has {last} days")
}

/// imported `name`
#[must_use]
pub fn imported(name: impl Display) -> String {
    format!("imported {name}")
}

/// The row has `count` cells; the head has `head`
#[must_use]
pub fn cells_of_row(count: impl Display, head: impl Display) -> String {
    format!("The row has {count} cells; the head has {head}")
}

/// The id `id` is that of “`named`” here
#[must_use]
pub fn id_of_another(id: impl Display, named: impl Display) -> String {
    format!("The id {id} is that of “{named}” here")
}

/// `candidates` records are called that
#[must_use]
pub fn several_called_that(candidates: impl Display) -> String {
    format!("{candidates} records are called that")
}

/// Another spelling of “`name`”
#[must_use]
pub fn another_spelling(name: impl Display) -> String {
    format!("Another spelling of “{name}”")
}

/// No `kind`
#[must_use]
pub fn no_kind(kind: impl Display) -> String {
    format!("No {kind}")
}

/// No such `kind`
#[must_use]
pub fn no_such_kind(kind: impl Display) -> String {
    format!("No such {kind}")
}

/// restored `name`
#[must_use]
pub fn restored(name: impl Display) -> String {
    format!("restored {name}")
}

/// column `position`
#[must_use]
pub fn column(position: impl Display) -> String {
    format!("column {position}")
}

/// A quote opens in the row at line `line` and never closes.
#[must_use]
pub fn quote_never_closes(line: impl Display) -> String {
    format!("A quote opens in the row at line {line} and never closes. Close it, then choose the file again.")
}
