//! From the domain, or from a document, to the bytes of a file. It does not know where they go.

mod csv;
mod html;
mod ics;
mod json;
mod map;
mod markdown;
mod pptx;
mod xml;

pub use csv::{
    figures_csv, groups_csv, movements_csv, portfolio_csv, records_csv, regions_csv, renewals_csv, rows_csv,
    standards_csv,
};
pub use html::html;
pub use ics::ics;
pub use json::{Scope, client_json, export_json, json_artifact, json_file};
pub use map::map_svg;
pub use markdown::markdown;
pub use pptx::pptx;

/// How much of a record a file holds.
pub use crate::schema::Level;

use crate::document::Document;

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

/// The name of a document's file: what it is, for whom, and its ending.
fn file_name(document: &Document, ending: &str) -> String {
    format!("{}-{}.{ending}", slug(&document.title), document.face.key())
}
