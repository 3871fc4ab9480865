//! Lines of notes that are actions or decisions, as people write them in English.

use chrono::NaiveDate;

use super::format;
use crate::domain::date::{monday_of, plus_days};

/// What a line of notes says to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// `Action: send the plan @Jonas 4 Dec`: what, who by name, and when.
    Action {
        /// What is to do.
        title: String,
        /// The name after `@`, as typed.
        owner: Option<String>,
        /// By when.
        due: Option<NaiveDate>,
    },
    /// `Decision: go live in week 7 because the winter peak is over`: what, and why.
    Decision {
        /// What was decided.
        title: String,
        /// Why.
        rationale: String,
    },
}

/// Reads a line of notes. `Action:` or `Todo:` begins an action, `Decision:` or `=>` a decision; any other line is a
/// note. `is_known` says whether words name one person.
pub fn line(text: &str, today: NaiveDate, is_known: &dyn Fn(&str) -> bool) -> Option<Line> {
    let text = text.trim().trim_start_matches(['-', '*', '•']).trim();
    let original = text;
    let after = |words: &[&str]| {
        words.iter().find_map(|word| {
            let head = original.get(..word.len())?;
            head.eq_ignore_ascii_case(word).then(|| original[word.len()..].trim().to_owned())
        })
    };
    if let Some(rest) = after(&["action:", "todo:"]).filter(|rest| !rest.is_empty()) {
        return Some(action(&rest, today, is_known));
    }
    let rest = after(&["decision:", "decided:", "=>"]).filter(|rest| !rest.is_empty())?;
    let (title, rationale) = [" because ", " since "]
        .iter()
        .find_map(|word| rest.split_once(word))
        .map_or((rest.clone(), String::new()), |(title, why)| (title.trim().to_owned(), format::sentence(why.trim())));
    Some(Line::Decision { title: format::sentence(&title), rationale })
}

/// The most words of a name.
const LONGEST_NAME: usize = 4;

fn action(text: &str, today: NaiveDate, is_known: &dyn Fn(&str) -> bool) -> Line {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut owner = None;
    if let Some(at) = words.iter().position(|word| word.len() > 1 && word.starts_with('@')) {
        // The longest run of words that names somebody; a first word that names nobody stands alone.
        let name = |end: usize| {
            let run = words.get(at..end).unwrap_or_default().join(" ");
            run.trim_start_matches('@').trim_end_matches([',', '.']).to_owned()
        };
        let until = (at + 1..=(at + LONGEST_NAME).min(words.len())).rev().find(|end| is_known(&name(*end)));
        let until = until.unwrap_or(at + 1);
        owner = Some(name(until));
        words.drain(at..until);
    }
    let due = due_at_the_end(&mut words, today);
    Line::Action { title: format::sentence(words.join(" ").trim_end_matches([',', '.'])), owner, due }
}

/// Takes the date off the end of a line: `2026-12-04`, `4 Dec`, `4 December 2027`, `Friday`, `tomorrow`, with or
/// without “by” before it.
fn due_at_the_end(words: &mut Vec<&str>, today: NaiveDate) -> Option<NaiveDate> {
    let is_known = |date: &NaiveDate| crate::domain::check::YEARS.contains(&chrono::Datelike::year(date));
    for count in (1..=3).rev().filter(|count| *count < words.len()) {
        let tail = words[words.len() - count..].join(" ");
        if let Some(date) = date(tail.trim_end_matches(['.', ',']), today).filter(is_known) {
            words.truncate(words.len() - count);
            if words.last().is_some_and(|word| matches!(word.to_lowercase().as_str(), "by" | "until" | "on" | "due")) {
                words.pop();
            }
            return Some(date);
        }
    }
    None
}

fn date(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.to_lowercase();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    match text.as_str() {
        "today" => return Some(today),
        "tomorrow" => return Some(plus_days(today, 1)),
        _ => {}
    }
    let weekday = (0..7).map(|days| plus_days(monday_of(today), days)).find(|day| {
        let name = format::weekday(*day).to_lowercase();
        name == text || (text.len() == 3 && name.starts_with(&text))
    });
    if let Some(day) = weekday {
        return Some(if day > today { day } else { plus_days(day, 7) });
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [first, second, ref year @ ..] = parts[..] else { return None };
    let day_of = |word: &str| word.trim_end_matches(['.', ',', 't', 'h', 's', 'n', 'd', 'r']).parse::<u32>().ok();
    let month_of = |word: &str| {
        (1..=12).find(|number| {
            NaiveDate::from_ymd_opt(2026, *number, 1).is_some_and(|first| {
                let name = format::month(first).to_lowercase();
                name == word || (word.len() >= 3 && name.starts_with(word))
            })
        })
    };
    // `4 Dec` and `Dec 4` both say which is the month.
    let (day, month) = day_of(first).zip(month_of(second)).or_else(|| day_of(second).zip(month_of(first)))?;
    let year_of = |year: i32| NaiveDate::from_ymd_opt(year, month, day);
    match year {
        [] => {
            let this_year = chrono::Datelike::year(&today);
            year_of(this_year).filter(|date| *date >= today).or_else(|| year_of(this_year + 1))
        }
        // Two digits are a year of this century.
        [year] => year_of(year.parse::<i32>().ok().map(|year| if year < 100 { year + 2000 } else { year })?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn is_known(name: &str) -> bool {
        ["jonas", "ana", "anna", "anna berg", "karin", "karin ström", "ludwig van beethoven"]
            .contains(&name.to_lowercase().as_str())
    }

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    #[test]
    fn a_line_becomes_an_action_with_owner_and_date() {
        for (text, title, owner, due) in [
            ("Action: send the plan @Jonas 4 Dec", "Send the plan", Some("Jonas"), day(2026, 12, 4)),
            ("- action: @ana call the wards by Friday", "Call the wards", Some("ana"), day(2026, 11, 27)),
            ("todo: check the contract by 2027-01-15.", "Check the contract", None, day(2027, 1, 15)),
            ("ACTION: Plan the visit, 3 March", "Plan the visit", None, day(2027, 3, 3)),
            ("Action: invite Finance tomorrow", "Invite Finance", None, day(2026, 11, 24)),
            ("Action: call Monday", "Call", None, day(2026, 11, 30)),
            ("Action: count 3 outcomes", "Count 3 outcomes", None, None),
            ("Action: book 31 Feb", "Book 31 Feb", None, None),
            ("Action: @Karin Ström confirm the budget", "Confirm the budget", Some("Karin Ström"), None),
            ("Action: call back @Anna Berg 15 January", "Call back", Some("Anna Berg"), day(2027, 1, 15)),
            ("Action: call back @Anna Friday", "Call back", Some("Anna"), day(2026, 11, 27)),
            ("Action: call back @Anna Dec 4", "Call back", Some("Anna"), day(2026, 12, 4)),
            ("Action: @Anna, Legal waits", "Legal waits", Some("Anna"), None),
            ("Action: @Karin Confirm the budget", "Confirm the budget", Some("Karin"), None),
            ("Action: ask @Ludwig van Beethoven for a score", "Ask for a score", Some("Ludwig van Beethoven"), None),
            ("Action: ask @Nobody for access", "Ask for access", Some("Nobody"), None),
            ("Action: send the plan 4 Dec 26", "Send the plan", None, day(2026, 12, 4)),
            ("Action: send the plan by Dec 4", "Send the plan", None, day(2026, 12, 4)),
            ("Action: send the plan by Jan 4, 2027", "Send the plan", None, day(2027, 1, 4)),
            ("Action: count 0026-12-04", "Count 0026-12-04", None, None),
        ] {
            let expected = Line::Action { title: title.into(), owner: owner.map(str::to_owned), due };
            assert_eq!(line(text, today(), &is_known), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_line_becomes_a_decision_with_its_reason_and_other_lines_stay_notes() {
        let decision =
            |title: &str, rationale: &str| Some(Line::Decision { title: title.into(), rationale: rationale.into() });
        assert_eq!(
            line("Decision: go live in week 7 because the peak is over by then", today(), &is_known),
            decision("Go live in week 7", "The peak is over by then")
        );
        assert_eq!(line("=> Insight waits", today(), &is_known), decision("Insight waits", ""));
        for note in ["She wants ward figures", "Action:", "Decision: ", "", "The action: none", "→", "ä"] {
            assert_eq!(line(note, today(), &is_known), None, "{note}");
        }
    }
}
