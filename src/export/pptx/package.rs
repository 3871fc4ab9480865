//! An Open Packaging Conventions file: parts, their types and how they refer to each other, as a zip.

use std::{
    collections::BTreeMap,
    io::{Cursor, Write},
};

use crate::export::xml::{Element, el};
use zip::{CompressionMethod, ZipWriter, result::ZipResult, write::SimpleFileOptions};

const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// What the types of relationships between office parts begin with.
pub const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The parts of a file, in the order in which they are written.
#[derive(Default)]
pub struct Package {
    parts: Vec<(String, &'static str, Vec<u8>)>,
    relations: BTreeMap<String, Vec<(String, String)>>,
}

impl Package {
    /// Adds a part of XML.
    pub fn xml(&mut self, path: &str, media_type: &'static str, body: &Element) {
        self.bytes(path, media_type, format!("{XML}{body}").into_bytes());
    }

    /// Adds a part.
    pub fn bytes(&mut self, path: &str, media_type: &'static str, bytes: Vec<u8>) {
        self.parts.push((path.to_owned(), media_type, bytes));
    }

    /// Notes that one part refers to another as a `kind` of office part, and returns the name by which it does. `from`
    /// is empty for the file itself.
    pub fn relate(&mut self, from: &str, kind: &str, to: &str) -> String {
        self.relate_as(from, format!("{OFFICE}{kind}"), to)
    }

    /// The same, by the full name of the relationship.
    pub fn relate_as(&mut self, from: &str, kind: impl Into<String>, to: &str) -> String {
        let kind = kind.into();
        let relations = self.relations.entry(from.to_owned()).or_default();
        relations.push((kind, to.to_owned()));
        format!("rId{}", relations.len())
    }

    /// The file.
    ///
    /// # Errors
    /// If it grows over what a zip can hold.
    pub fn finish(self) -> ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        let mut write = |path: &str, bytes: &[u8]| -> ZipResult<()> {
            zip.start_file(path, options)?;
            zip.write_all(bytes)?;
            Ok(())
        };
        write("[Content_Types].xml", format!("{XML}{}", types(&self.parts)).as_bytes())?;
        for (from, relations) in &self.relations {
            let rows = relations.iter().zip(1..).map(|((kind, to), number)| {
                el("Relationship").set("Id", format!("rId{number}")).set("Type", kind).set("Target", relative(from, to))
            });
            let (folder, name) = from.rsplit_once('/').map_or(("", from.as_str()), |(folder, name)| (folder, name));
            let slash = if folder.is_empty() { "" } else { "/" };
            let body = el("Relationships").set("xmlns", RELATIONSHIPS).all(rows);
            write(&format!("{folder}{slash}_rels/{name}.rels"), format!("{XML}{body}").as_bytes())?;
        }
        for (path, _, bytes) in &self.parts {
            write(path, bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}

/// What each part is.
fn types(parts: &[(String, &'static str, Vec<u8>)]) -> Element {
    let usual = |extension: &str, kind: &str| el("Default").set("Extension", extension).set("ContentType", kind);
    let of_part = |path: &str, kind: &str| el("Override").set("PartName", format!("/{path}")).set("ContentType", kind);
    el("Types")
        .set("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")
        .with(usual("rels", "application/vnd.openxmlformats-package.relationships+xml"))
        .with(usual("xml", "application/xml"))
        .all(parts.iter().map(|(path, media_type, _)| of_part(path, media_type)))
}

/// The way from one part to another.
fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let target: Vec<&str> = to.split('/').collect();
    let shared = folders.iter().zip(&target).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", folders.len() - shared);
    up.chain(target[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_parts_is_relative() {
        assert_eq!(relative("ppt/slides/slide1.xml", "ppt/charts/chart1.xml"), "../charts/chart1.xml");
        assert_eq!(relative("ppt/presentation.xml", "ppt/slides/slide1.xml"), "slides/slide1.xml");
        assert_eq!(relative("", "ppt/presentation.xml"), "ppt/presentation.xml");
    }
}
