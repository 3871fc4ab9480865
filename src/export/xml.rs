//! Words inside XML and HTML.

/// Text as markup holds it: escaped; what XML 1.0 cannot hold is left out, and line breaks become spaces.
pub(super) fn text(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | '\r' => escaped.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Whether the words run from right to left: their first letter with a direction is Hebrew, Arabic or the like.
pub(super) fn is_rtl(words: &str) -> bool {
    let first = words.chars().find(|letter| letter.is_alphabetic());
    first.is_some_and(
        |letter| matches!(letter, '\u{0590}'..='\u{08ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_and_what_xml_cannot_hold_never_get_through() {
        assert_eq!(text("a<b & \"c\"\u{0}\u{b}\u{ffff}\n]]>"), "a&lt;b &amp; &quot;c&quot; ]]&gt;");
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        assert!(is_rtl("12 شركة النور") && is_rtl("אורות") && !is_rtl("Aurelia שלום") && !is_rtl("12"));
    }
}
