//! Reads the sources and fails, naming the rule, when a module reaches where the architecture forbids.
#![allow(clippy::expect_used, reason = "a test that cannot read its own files should stop")]

use std::{fs, path::Path};

/// Layer, and the layers it may use. What no row names may be used by nobody.
const MAY_USE: [(&str, &[&str]); 11] = [
    ("ui", &["state", "import", "export", "document", "sealed", "words", "domain"]),
    ("state", &["storage", "replica", "schema", "sealed", "words", "domain"]),
    ("replica", &["schema", "domain"]),
    ("storage", &["schema", "words"]),
    ("import", &["schema", "words", "domain"]),
    ("export", &["schema", "document", "words", "domain"]),
    ("document", &["words", "domain"]),
    ("words", &["domain"]),
    ("schema", &["words", "domain"]),
    ("sealed", &["words"]),
    ("domain", &[]),
];

/// What a layer must never name, and why.
const MUST_NOT_NAME: [(&str, &[&str], &str); 8] = [
    (
        "domain",
        &["web_sys", "js_sys", "wasm_bindgen", "leptos", "Utc::now", "Local::now", "SystemTime", "async "],
        "the domain knows no browser, clock or async",
    ),
    ("words", &["web_sys", "js_sys", "leptos"], "words do not know where they go"),
    ("document", &["web_sys", "js_sys", "leptos"], "a document does not know how it is drawn"),
    ("schema", &["web_sys", "js_sys", "leptos"], "the schema knows no browser"),
    ("replica", &["web_sys", "js_sys", "leptos", "async "], "a merge is pure: versions in, a version out"),
    ("import", &["web_sys", "js_sys", "leptos"], "imports are pure: bytes in, a proposal out"),
    ("export", &["web_sys", "js_sys", "leptos"], "exports are pure: data in, bytes out"),
    (
        "ui",
        &["indexed_db", "IdbDatabase", "inner_html", "set_inner_html"],
        "the interface never touches the database, nor makes markup from strings",
    ),
];

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let name = path.display().to_string().replace('\\', "/");
            let name = name.split_once("src/").map_or(name.clone(), |(_, rest)| rest.to_owned());
            found.push((name, fs::read_to_string(&path).expect("a source is text")));
        }
    }
    found
}

/// The sources of a folder but for modules of tests in files of their own.
fn program(folder: &str) -> Vec<(String, String)> {
    sources(Path::new(folder)).into_iter().filter(|(name, _)| !name.ends_with("/tests.rs")).collect()
}

/// The code of a file without its comments and its tests.
fn code(text: &str) -> String {
    let before_tests = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    before_tests.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

fn layer(name: &str) -> &str {
    name.split('/').next().unwrap_or_default()
}

#[test]
fn each_layer_uses_only_what_its_row_names() {
    let mut broken = Vec::new();
    for (name, text) in program("src") {
        let Some((own, allowed)) = MAY_USE.iter().find(|(own, _)| *own == layer(&name)) else { continue };
        let code = code(&text);
        for (other, _) in MAY_USE {
            let reaches = code.contains(&format!("crate::{other}")) || used_in_group(&code, other);
            if other != *own && reaches && !allowed.contains(&other) {
                broken.push(format!("src/{name}: {own} must not use {other}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Whether a layer stands in a `use crate::{…}` group.
fn used_in_group(code: &str, other: &str) -> bool {
    code.split("use crate::{").skip(1).any(|group| {
        let mut depth = 0_i32;
        let mut names = vec![String::new()];
        for letter in group.chars() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => names.push(String::new()),
                letter if depth == 0 => names.last_mut().expect("there is a first").push(letter),
                _ => {}
            }
        }
        names.iter().any(|name| name.trim().split("::").next() == Some(other))
    })
}

#[test]
fn no_layer_names_what_it_must_never_know() {
    let mut broken = Vec::new();
    for (name, text) in program("src") {
        let code = code(&text);
        for (own, words, why) in MUST_NOT_NAME.iter().filter(|(own, ..)| *own == layer(&name)) {
            broken.extend(
                words
                    .iter()
                    .filter(|word| code.contains(**word))
                    .map(|word| format!("src/{name} names {word}: {why} ({own})")),
            );
        }
        let in_styles = code.contains("style=\"");
        broken.extend(in_styles.then(|| format!("src/{name}: the content policy forbids inline styles")));
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn the_content_policy_stays_strict() {
    let html = fs::read_to_string("index.html").expect("index.html is there");
    for part in ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'"]
    {
        assert!(html.contains(part), "index.html: the policy must say {part}");
    }
    assert!(!html.contains("unsafe-inline"), "index.html: nothing inline");
}

/// The string literals of a piece of code, without their quotes.
fn literals(code: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match (&mut open, letter) {
            (None, '"') => open = Some(String::new()),
            // A quotation mark or a brace as a character, not the beginning of a text.
            (None, '\'') => drop(letters.by_ref().next()),
            (Some(text), '\\') => text.extend(letters.by_ref().next()),
            (Some(_), '"') => found.extend(open.take()),
            (Some(text), letter) => text.push(letter),
            (None, _) => {}
        }
    }
    found
}

#[test]
fn rules_return_facts_and_say_nothing() {
    let mut broken = Vec::new();
    let domain = program("src/domain").into_iter();
    for (name, text) in domain.filter(|(name, _)| !name.starts_with("domain/sample/")) {
        for literal in literals(&code(&text)).into_iter().filter(|literal| literal.contains(' ')) {
            broken.push(format!("src/{name} says “{literal}”: how anything is said belongs to words"));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_text_is_in_words() {
    let mut broken = Vec::new();
    // A word with a capital letter and another word; the path of a drawing has a number behind its letter.
    let said = |literal: &String| {
        let mut letters = literal.chars();
        literal.contains(' ')
            && letters.next().is_some_and(char::is_uppercase)
            && letters.next().is_some_and(char::is_lowercase)
    };
    for part in ["src/ui", "src/document", "src/export", "src/import", "src/schema", "src/state", "src/storage"] {
        for (name, text) in program(part) {
            let found = literals(&code(&text)).into_iter().filter(said);
            broken.extend(found.map(|literal| format!("src/{name} says “{literal}”: a text belongs to words")));
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn nothing_decides_by_reading_a_label() {
    let mut broken = Vec::new();
    for (name, text) in program("src") {
        let code: String = code(&text).split_whitespace().collect::<Vec<_>>().join(" ").replace(" .", ".");
        for label in [".label()", ".title()", ".one()"] {
            for reads in [" ==", " !=", ".contains(", ".starts_with(", ".ends_with("] {
                let read = format!("{label}{reads}");
                broken.extend(code.contains(&read).then(|| format!("src/{name} compares “{read}”: use a stable key")));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_line_is_longer_than_120_letters() {
    let mut broken = Vec::new();
    for (name, text) in sources(Path::new("src")).into_iter().chain(sources(Path::new("tests"))) {
        let long = text.lines().zip(1..).filter(|(line, _)| line.chars().count() > 120);
        broken.extend(long.map(|(_, number)| format!("{name}:{number}")));
    }
    assert!(broken.is_empty(), "longer than 120 letters:\n{}", broken.join("\n"));
}

/// The functions of a source with the number of their lines, from the name to the last brace. The sources are
/// formatted: a function ends at the first brace that stands as far in as it does.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let Some((before, after)) = bare.split_once("fn ") else { continue };
        let is_function = before
            .split_whitespace()
            .all(|word| matches!(word, "const" | "async" | "in") || word.starts_with("pub") || word.ends_with(')'));
        if !is_function {
            continue;
        }
        let name = after.split(['(', '<']).next().unwrap_or_default();
        let end = format!("{}}}", &line[..line.len() - bare.len()]);
        let length = lines[start..].iter().position(|line| *line == end).map_or(0, |last| last + 1);
        found.push((name.to_owned(), length));
    }
    found
}

#[test]
fn every_function_fits_a_screen() {
    const MOST: usize = 80;
    let mut broken = Vec::new();
    for (name, text) in sources(Path::new("src")) {
        let long = functions(&text).into_iter().filter(|(_, length)| *length > MOST);
        broken.extend(long.map(|(function, length)| format!("{name}: {function}, {length} lines")));
    }
    assert!(broken.is_empty(), "longer than {MOST} lines:\n{}", broken.join("\n"));
}
