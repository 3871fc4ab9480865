//! Words as people write them: names, months, lists, sentences.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The month's name.
pub fn month(date: NaiveDate) -> &'static str {
    MONTHS[date.month0() as usize]
}

/// The month's name and its year.
pub fn month_of_year(date: NaiveDate) -> String {
    format!("{} {}", month(date), date.year())
}

/// The month's first three letters.
pub fn month_short(date: NaiveDate) -> &'static str {
    &month(date)[..3]
}

/// The weekday's name.
pub fn weekday(date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// The weekday's first three letters.
pub fn weekday_short(date: NaiveDate) -> &'static str {
    &weekday(date)[..3]
}

/// The plural of a noun: `days`, `people`, `opportunities`.
pub fn pluralise(one: &str) -> String {
    match one {
        "person" => "people".into(),
        _ if one.ends_with("ty") || one.ends_with("ry") || one.ends_with("cy") => {
            format!("{}ies", &one[..one.len() - 1])
        }
        _ => format!("{one}s"),
    }
}

/// A small number as a word, as a sentence begins: `Twelve`; larger ones as digits.
pub fn word(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// A small number of things in words: `three trades`.
pub fn counted(number: usize, one: &str) -> String {
    let things = if number == 1 { one.to_owned() } else { pluralise(one) };
    format!("{} {things}", word(number))
}

/// Whether a text has a number or a quantity in words: `twelve`, `all`, `half`.
pub fn spells_a_number(text: &str) -> bool {
    let text = text.to_lowercase();
    (1..=12)
        .map(word)
        .chain(["all".into(), "no".into(), "half".into(), "every".into()])
        .any(|word| text.split(|letter: char| !letter.is_alphabetic()).any(|part| part == word))
}

/// `text` with its first letter large.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A list as a sentence has it: `A, B and C`.
pub fn list(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [start @ .., last] => format!("{} and {last}", start.join(", ")),
    }
}

/// The words in lines of about this many letters; no word is broken.
pub fn wrap(text: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// As many letters of a text as there is room for, with an ellipsis where some are missing.
pub fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) if most < 2 => String::new(),
        Some(_) => {
            let kept: String = text.chars().take(most - 1).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

/// The initials of a name, at most two letters.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).flat_map(char::to_uppercase).collect()
}

/// A name with the given names as initials: `P. Raghunathan`.
pub fn short_name(name: &str) -> String {
    match name.split_once(' ') {
        Some((given, family)) => format!("{}. {family}", given.chars().next().unwrap_or_default()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_read_as_people_write_them() {
        assert_eq!(initials("Émile van den Brossard"), "ÉB");
        assert_eq!(short_name("Priya Raghunathan"), "P. Raghunathan");
        assert_eq!([cut("Émile", 5), cut("Émile B", 6), cut("Émile", 1)], ["Émile", "Émile…", ""]);
    }
}
