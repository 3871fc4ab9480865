//! From the domain, or from a document, to the bytes of a file. It does not know where they go.

mod csv;
mod json;
mod map;

pub use csv::{portfolio_csv, rows_csv};
pub use json::{Scope, client_json, export_json};
pub use map::map_svg;

/// A file that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Artifact {
    /// Its name, with the ending.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// A name as part of a file's name: lower case, words joined by hyphens.
pub fn slug(name: &str) -> String {
    let words = name.to_lowercase();
    let words = words.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
