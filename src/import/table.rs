//! A CSV file as a table: encoding and delimiter found out, every row with its line.

use crate::words::import as text;
use std::fmt;

/// Appended to find a quote that is never closed: if this record does not come out whole, something swallowed it.
const SENTINEL: &str = "\u{1}mainstay-end\u{1}";

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Table {
    /// Column heads, made unique.
    pub head: Vec<String>,
    /// Line number in the file, and cells: as many as there are heads.
    pub rows: Vec<(u64, Vec<String>)>,
    /// How the bytes were read.
    pub encoding: &'static str,
    /// What separates cells.
    pub delimiter: char,
    /// Rows that have another number of cells than the head: line and number.
    pub uneven: Vec<(u64, usize)>,
}

impl Table {
    /// The text of a cell; empty where the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|(_, cells)| cells.get(column)).map(String::as_str).unwrap_or_default()
    }

    /// The line of the file in which a row begins.
    pub fn line(&self, row: usize) -> u64 {
        self.rows.get(row).map(|(line, _)| *line).unwrap_or_default()
    }
}

/// Why a file is no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableError {
    /// There is no row under the head.
    Empty,
    /// A quote that is opened and never closed.
    UnclosedQuote {
        /// The line of the row that swallows the rest.
        line: u64,
    },
    /// A spreadsheet or another binary file.
    Binary,
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(text::THE_FILE_HAS_NO),
            Self::UnclosedQuote { line } => f.write_str(&text::quote_never_closes(line)),
            Self::Binary => f.write_str(text::THIS_IS_NO_TEXT),
        }
    }
}

/// Reads a CSV file.
///
/// # Errors
/// Empty, binary, or a quote that never closes, with its line.
pub fn read_table(bytes: &[u8]) -> Result<Table, TableError> {
    let (text, encoding) = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut whole = text.trim_end_matches(['\r', '\n']).to_owned();
    whole.push('\n');
    whole.push_str(SENTINEL);
    whole.push('\n');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .flexible(true)
        .has_headers(false)
        .from_reader(whole.as_bytes());
    let mut records: Vec<(u64, Vec<String>)> = Vec::new();
    for record in reader.records() {
        let Ok(record) = record else { return Err(TableError::Binary) };
        let line = record.position().map_or(0, csv::Position::line);
        records.push((line, record.iter().map(|cell| cell.trim().to_owned()).collect()));
    }
    match records.pop() {
        Some((_, cells)) if cells == [SENTINEL] => {}
        Some((line, _)) => return Err(TableError::UnclosedQuote { line }),
        None => return Err(TableError::Empty),
    }
    let mut records = records.into_iter().filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()));
    let Some((_, head)) = records.next() else { return Err(TableError::Empty) };
    let head = unique(head);
    let mut uneven = Vec::new();
    let rows: Vec<(u64, Vec<String>)> = records
        .map(|(line, mut cells)| {
            let extra = cells.iter().skip(head.len()).any(|cell| !cell.is_empty());
            if cells.len() < head.len() || extra {
                uneven.push((line, cells.len()));
            }
            cells.resize(head.len(), String::new());
            (line, cells)
        })
        .collect();
    if rows.is_empty() {
        return Err(TableError::Empty);
    }
    Ok(Table { head, rows, encoding, delimiter, uneven })
}

fn decode(bytes: &[u8]) -> Result<(String, &'static str), TableError> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect::<String>()
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Ok((String::from_utf8_lossy(rest).into_owned(), "UTF-8")),
        [0xFF, 0xFE, rest @ ..] => Ok((wide(rest, u16::from_le_bytes), "UTF-16")),
        [0xFE, 0xFF, rest @ ..] => Ok((wide(rest, u16::from_be_bytes), "UTF-16")),
        _ if bytes.contains(&0) => Err(TableError::Binary),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => Ok((text.to_owned(), "UTF-8")),
            Err(_) => Ok((bytes.iter().map(|byte| windows_1252(*byte)).collect(), "Windows-1252")),
        },
    }
}

/// The WHATWG table of windows-1252 for 0x80–0x9F; all other bytes are their own code point.
fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9F => HIGH[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// The candidate that splits the first lines most evenly.
fn delimiter(text: &str) -> char {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(20).collect();
    let count = |line: &str, wanted: char| {
        let mut quoted = false;
        line.chars()
            .filter(|letter| {
                quoted ^= *letter == '"';
                !quoted && *letter == wanted
            })
            .count()
    };
    let score = |wanted: char| {
        let first = lines.first().map_or(0, |line| count(line, wanted));
        let same = lines.iter().filter(|line| count(line, wanted) == first).count();
        if first == 0 { (0, 0) } else { (same, first) }
    };
    [',', ';', '\t', '|'].into_iter().rev().max_by_key(|wanted| score(*wanted)).unwrap_or(',')
}

fn unique(head: Vec<String>) -> Vec<String> {
    let mut named: Vec<String> = Vec::with_capacity(head.len());
    for (position, name) in head.into_iter().enumerate() {
        let name = if name.is_empty() { text::column(position + 1) } else { name };
        let same = named.iter().filter(|other| **other == name || other.starts_with(&format!("{name} ("))).count();
        named.push(if same == 0 { name } else { format!("{name} ({})", same + 1) });
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_and_delimiter_are_found_out() {
        let utf16: Vec<u8> =
            [0xFF, 0xFE].into_iter().chain("a\tb\n1\té\n".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        for (bytes, encoding, delimiter, cell) in [
            (b"\xEF\xBB\xBFa,b\n1,\"x, y\"\n".to_vec(), "UTF-8", ',', "x, y"),
            (b"a;b\n1;caf\xE9\n".to_vec(), "Windows-1252", ';', "café"),
            (utf16, "UTF-16", '\t', "é"),
        ] {
            let table = read_table(&bytes).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((table.encoding, table.delimiter, table.rows[0].1[1].as_str()), (encoding, delimiter, cell));
        }
    }

    #[test]
    fn an_unclosed_quote_is_named_with_its_line() {
        assert_eq!(read_table(b"a,b\n1,2\n3,\"four\n5,6\n"), Err(TableError::UnclosedQuote { line: 3 }));
        assert!(read_table(b"a,b\n1,\"two\nlines\"\n").is_ok());
    }

    #[test]
    fn uneven_rows_are_listed_and_empty_files_refused() {
        let table = read_table(b"a,b,c\n1,2\n1,2,3,4\n1,2,3\n").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(table.uneven, [(2, 2), (3, 4)]);
        assert_eq!(read_table(b"a,b\n"), Err(TableError::Empty));
        assert_eq!(read_table(b"PK\x03\x04\x00\x00"), Err(TableError::Binary));
    }
}
