//! Elements of XML and HTML. Words become markup in one place, where they are escaped.

use std::{borrow::Cow, fmt};

/// An element: its name, its attributes, and what is in it.
#[derive(Clone, Debug)]
pub struct Element {
    name: Cow<'static, str>,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Words(String),
}

/// An element with nothing in it.
pub fn el(name: impl Into<Cow<'static, str>>) -> Element {
    Element { name: name.into(), attributes: Vec::new(), content: Vec::new() }
}

impl Element {
    /// The same with an attribute.
    #[must_use]
    pub fn set(mut self, key: &'static str, value: impl fmt::Display) -> Self {
        self.attributes.push((key, value.to_string()));
        self
    }

    /// The same with an element in it, after what is in it already.
    #[must_use]
    pub fn with(mut self, child: Self) -> Self {
        self.content.push(Node::Element(child));
        self
    }

    /// The same with elements in it.
    #[must_use]
    pub fn all(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.content.extend(children.into_iter().map(Node::Element));
        self
    }

    /// The same with words in it.
    #[must_use]
    pub fn text(mut self, words: impl Into<String>) -> Self {
        self.content.push(Node::Words(words.into()));
        self
    }

    /// The element as HTML: what can hold nothing has no end, all else has one, and each block ends its line.
    pub fn to_html(&self) -> String {
        let mut html = String::new();
        self.write(&mut html, Syntax::Html);
        html
    }

    fn write(&self, out: &mut String, syntax: Syntax) {
        out.push('<');
        out.push_str(&self.name);
        for (key, value) in &self.attributes {
            out.push(' ');
            out.push_str(key);
            out.push_str("=\"");
            escape(value, out);
            out.push('"');
        }
        let is_void = match syntax {
            Syntax::Html => VOID.contains(&self.name.as_ref()),
            Syntax::Xml => false,
        };
        if self.content.is_empty() && syntax == Syntax::Xml {
            out.push_str("/>");
            return;
        }
        out.push('>');
        if !is_void {
            for node in &self.content {
                match node {
                    Node::Element(element) => element.write(out, syntax),
                    // The style sheet is ours, and no markup is read in it.
                    Node::Words(words) if syntax == Syntax::Html && self.name == "style" => out.push_str(words),
                    Node::Words(words) => escape(words, out),
                }
            }
            out.push_str("</");
            out.push_str(&self.name);
            out.push('>');
        }
        if syntax == Syntax::Html && BLOCKS.contains(&self.name.as_ref()) {
            out.push('\n');
        }
    }
}

impl fmt::Display for Element {
    /// The element as XML.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut xml = String::new();
        self.write(&mut xml, Syntax::Xml);
        f.write_str(&xml)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Syntax {
    Xml,
    Html,
}

/// Elements of HTML that hold nothing.
const VOID: [&str; 3] = ["meta", "img", "br"];
/// Elements of HTML that end a line of the file, for those who read or compare it.
const BLOCKS: [&str; 20] = [
    "aside", "body", "div", "dl", "figure", "footer", "h1", "h2", "head", "header", "html", "main", "meta", "p",
    "section", "style", "table", "title", "tr", "ul",
];

/// Text as markup holds it: escaped; what XML 1.0 cannot hold is left out, and line breaks become spaces.
fn escape(words: &str, out: &mut String) {
    for letter in words.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            letter => out.push(letter),
        }
    }
}

/// Whether the words run from right to left: their first letter with a direction is Hebrew, Arabic or the like.
pub fn is_rtl(words: &str) -> bool {
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
        let hostile = "a<b & \"c\"\u{0}\u{b}\u{ffff}\n]]>";
        let written = el("a:t").set("descr", hostile).text(hostile).to_string();
        let escaped = "a&lt;b &amp; &quot;c&quot; ]]&gt;";
        assert_eq!(written, format!("<a:t descr=\"{escaped}\">{escaped}</a:t>"));
    }

    #[test]
    fn xml_closes_what_is_empty_and_html_only_what_can_hold_something() {
        let tree = el("td").with(el("img").set("alt", "x")).with(el("span"));
        assert_eq!(tree.to_string(), "<td><img alt=\"x\"/><span/></td>");
        assert_eq!(tree.to_html(), "<td><img alt=\"x\"><span></span></td>");
    }

    #[test]
    fn the_first_letter_tells_the_direction() {
        assert!(is_rtl("12 شركة النور") && is_rtl("אורות") && !is_rtl("Aurelia שלום") && !is_rtl("12"));
    }
}
