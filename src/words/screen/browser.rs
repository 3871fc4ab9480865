//! The texts of `browser`.

use std::fmt::Display;

crate::words::texts! {
    THIS_IS_NO_PICTURE =
        "This is no picture that the browser can read. Choose a PNG, a JPEG, or an SVG with a width and a height.";
    THE_PICTURE_HAS_TOO =
        "The picture has too many colours to stay under 200 kB. Choose one with plain areas, or a smaller one.";
}

/// “`name`” has `size` MB; Mainstay reads files up to `limit` MB. Split it, or leave out columns …
#[must_use]
pub fn file_too_large(name: impl Display, size: impl Display, limit: impl Display) -> String {
    format!(
        "“{name}” has {size} MB; Mainstay reads files up to {limit} MB. Split it, or leave out columns that you \
        do not need."
    )
}

/// “`name`” could not be read. Was it moved or renamed?
#[must_use]
pub fn could_not_be_read(name: impl Display) -> String {
    format!("“{name}” could not be read. Was it moved or renamed?")
}
