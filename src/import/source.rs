//! Which tool a file comes from: whose ids its records carry. Two tools may both have a record 1, and mean different
//! ones.

use super::{Table, folded};

/// A tool, by the name under which its ids are kept at a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source(String);

/// The name for ids of a tool that nothing tells. They find a record again only where its name agrees.
const UNKNOWN: &str = "crm";

impl Default for Source {
    fn default() -> Self {
        Self(UNKNOWN.to_owned())
    }
}

impl Source {
    /// The tool of this name, as a person writes it; unknown when it is empty.
    pub fn named(name: &str) -> Self {
        let key = folded(name);
        if key.is_empty() { Self::default() } else { Self(key) }
    }

    /// The key under which ids are kept.
    pub fn key(&self) -> &str {
        &self.0
    }

    /// Whether ids alone can be trusted to mean the same record.
    pub fn is_known(&self) -> bool {
        self.0 != UNKNOWN
    }

    /// What a person reads and changes; empty while it is unknown.
    pub fn name(&self) -> &str {
        if self.is_known() { &self.0 } else { "" }
    }

    /// The tool that heads and ids speak for.
    pub(super) fn guess(table: &Table, id_column: Option<usize>) -> Self {
        let heads = || table.head.iter().map(|head| folded(head));
        let ids = || {
            let column = id_column.into_iter();
            column
                .flat_map(|column| table.rows.iter().filter_map(move |(_, cells)| cells.get(column)))
                .filter(|id| !id.is_empty())
        };
        // Salesforce: 15 or 18 letters and digits, of which the first three name the kind and begin with a zero.
        let is_salesforce = |id: &String| {
            matches!(id.len(), 15 | 18) && id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        };
        if ids().next().is_some() && ids().all(is_salesforce) {
            return Self::named("salesforce");
        }
        if heads().any(|head| head.contains("donotmodify")) {
            return Self::named("dynamics");
        }
        if heads().any(|head| head == "recordid")
            && heads()
                .any(|head| matches!(head.as_str(), "companyname" | "companyowner" | "dealname" | "lifecyclestage"))
        {
            return Self::named("hubspot");
        }
        Self::default()
    }
}

/// Whether a text can be an id. A spreadsheet that opened the file may have rounded long numbers: `3.01E+11` is
/// nobody's id.
pub(super) fn is_id(text: &str) -> bool {
    let rounded = text.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let digits = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
        };
        digits(number) && power.starts_with('+') && digits(&power[1..])
    });
    !text.is_empty() && !rounded
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::read_table;

    #[test]
    fn a_tool_is_known_by_its_ids_or_its_heads() {
        let of = |file: &str| {
            let table = read_table(file.as_bytes()).unwrap_or_default();
            Source::guess(&table, Some(0))
        };
        assert_eq!(of("Id,Name\n0015g00000XyZab,A\n").name(), "salesforce");
        assert_eq!(of("Record ID,Company name\n301,A\n").name(), "hubspot");
        assert!(!of("Id,Name\n1,A\n").is_known());
        assert_eq!(Source::named(" Pipe drive "), Source::named("pipedrive"));
    }

    #[test]
    fn a_rounded_number_is_nobodys_id() {
        for (text, expected) in
            [("3.01E+11", false), ("3,01e+11", false), ("301000000001", true), ("E+5", true), ("", false)]
        {
            assert_eq!(is_id(text), expected, "{text}");
        }
    }
}
