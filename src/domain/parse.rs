//! Numbers as people type them into a form. Files say their convention instead: see `import`.

/// Reads `1,234.5`, `1.234,5`, `1 234`, `12,5`, `−3` or `90 %`; `None` when it is no number.
///
/// Where both separators stand, the last is the decimal one; a single comma before exactly three digits groups.
pub fn number(text: &str) -> Option<f64> {
    let text: String =
        text.trim().trim_end_matches('%').chars().filter(|letter| !letter.is_whitespace() && *letter != '\'').collect();
    let text = text.replace('−', "-");
    let plain = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) if comma > point => text.replace('.', "").replace(',', "."),
        (Some(_), Some(_)) => text.replace(',', ""),
        (Some(_), None) if groups_thousands(&text) => text.replace(',', ""),
        (Some(_), None) => text.replace(',', "."),
        _ => text,
    };
    let allowed = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+');
    plain.chars().all(allowed).then(|| plain.parse().ok()).flatten()
}

fn groups_thousands(text: &str) -> bool {
    let mut parts = text.trim_start_matches('-').split(',');
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && parts.all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests {
    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, value) in [
            ("1,234.5", Some(1234.5)),
            ("1.234,5", Some(1234.5)),
            ("12,5", Some(12.5)),
            ("1,200", Some(1200.0)),
            ("0,125", Some(0.125)),
            ("1 840", Some(1840.0)),
            ("−3", Some(-3.0)),
            ("90 %", Some(90.0)),
            ("1e5", None),
            ("inf", None),
            ("", None),
            ("abc", None),
        ] {
            assert_eq!(super::number(text), value, "{text}");
        }
    }
}
