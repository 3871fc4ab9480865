//! Numbers as people type them into a form. Files say their convention instead: see `import`.

use super::Locale;

/// Reads `1,234.5`, `1.234,5`, `1 234`, `12,5`, `−3` or `90 %`; `None` when it is no number.
///
/// Where both separators stand, the last is the decimal one. One alone is the decimal one too, unless the locale groups
/// with it and three digits follow each time: `12.5` is read in Germany as well, and `1.200` is more than a thousand
/// there alone.
pub fn number(text: &str, locale: Locale) -> Option<f64> {
    let text: String = text
        .trim()
        .trim_end_matches('%')
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(*letter, '\'' | '’'))
        .collect();
    let text = text.replace('−', "-");
    let is_decimal = |separator: char| locale.group != separator || !groups_thousands(&text, separator);
    let decimal = match (text.rfind(','), text.rfind('.')) {
        (Some(comma), Some(point)) => {
            if comma > point {
                ','
            } else {
                '.'
            }
        }
        (Some(_), None) => {
            if is_decimal(',') {
                ','
            } else {
                '.'
            }
        }
        (None, Some(_)) => {
            if is_decimal('.') {
                '.'
            } else {
                ','
            }
        }
        (None, None) => '.',
    };
    let group = if decimal == ',' { '.' } else { ',' };
    let plain = text.replace(group, "").replace(decimal, ".");
    let allowed = |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-' | '+');
    plain.chars().all(allowed).then(|| plain.parse().ok()).flatten()
}

/// Reads an amount as people write it, in units: what [`number`] reads, and `420k`, `1.2 m`, `6 M` or `2 bn`.
pub fn amount(text: &str, locale: Locale) -> Option<f64> {
    /// An amount has at most three decimals, and what a letter multiplies must not gain any.
    const FINEST: f64 = 1000.0;
    let lower = text.trim().to_lowercase();
    let scales = [("bn", 1e9), ("mn", 1e6), ("k", 1e3), ("m", 1e6)];
    match scales.iter().find_map(|(letter, scale)| Some((lower.strip_suffix(letter)?, scale))) {
        Some((plain, scale)) => number(plain, locale).map(|number| (number * scale * FINEST).round() / FINEST),
        None => number(text, locale),
    }
}

fn groups_thousands(text: &str, separator: char) -> bool {
    let mut parts = text.trim_start_matches('-').split(separator);
    let first = parts.next().unwrap_or_default();
    (1..=3).contains(&first.len()) && first != "0" && parts.all(|part| part.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (text, value) in [
            ("1,234.5", Some(1234.5)),
            ("1.234,5", Some(1234.5)),
            ("12,5", Some(12.5)),
            ("1,200", Some(1200.0)),
            ("0,125", Some(0.125)),
            ("1 840", Some(1840.0)),
            ("1’840", Some(1840.0)),
            ("−3", Some(-3.0)),
            ("90 %", Some(90.0)),
            ("1e5", None),
            ("inf", None),
            ("", None),
            ("abc", None),
        ] {
            assert_eq!(number(text, Locale::INTERNATIONAL), value, "{text}");
        }
    }

    #[test]
    fn amounts_are_read_with_the_letters_that_people_write() {
        for (text, value) in [
            ("420k", Some(420_000.0)),
            ("1.2m", Some(1_200_000.0)),
            ("1,2 M", Some(1_200_000.0)),
            ("0.19 mn", Some(190_000.0)),
            ("2 bn", Some(2e9)),
            ("610 000", Some(610_000.0)),
            ("k", None),
            ("6 months", None),
        ] {
            assert_eq!(amount(text, Locale::INTERNATIONAL), value, "{text}");
        }
    }

    #[test]
    fn the_decimal_separator_is_the_locales() {
        let comma = Locale { decimal: ',', group: '.', ..Locale::INTERNATIONAL };
        for (text, value) in [
            ("1.200", 1200.0),
            ("1,200", 1.2),
            ("12.5", 12.5),
            ("12,5", 12.5),
            ("1.234.567", 1_234_567.0),
            ("1,234.5", 1234.5),
        ] {
            assert_eq!(number(text, comma), Some(value), "{text}");
        }
        let spaced = Locale { group: '\u{a0}', ..comma };
        assert_eq!(
            [number("11.245", spaced), number("11,245", spaced), number("11\u{a0}245", spaced)],
            [Some(11.245), Some(11.245), Some(11245.0)]
        );
    }
}
