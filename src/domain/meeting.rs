//! Meetings: agendas to begin with, lines of notes that are actions or decisions, how to prepare one.

use chrono::NaiveDate;

use super::{
    Account, Action, Decision, Id, Meeting, Person, Records, Teammate,
    choice::{ActionStatus, DecisionState, MeetingKind, RaidKind},
    date::{monday_of, plus_days},
    format,
};

/// The agenda that a kind of meeting begins with, a point a line. None for what has no usual agenda.
pub fn template(kind: MeetingKind) -> &'static str {
    match kind {
        MeetingKind::Touch => {
            "What changed since we spoke\nOpen commitments, theirs and ours\nWhat they need next\nNext call"
        }
        MeetingKind::ExecutiveReview => {
            "What their leadership wants this year\nValue delivered, confirmed by them\nDecisions we ask for\nRisks they should know\nWhat we commit to"
        }
        MeetingKind::BusinessReview => {
            "What we agreed last time\nOutcomes and their worth\nScorecard\nRisks and what we do about them\nNext quarter\nDecisions, owners and dates"
        }
        MeetingKind::Introduction => {
            "Who we each are\nWhat they want to reach\nWhat has worked, what has not\nHow they like to work with us\nWhom else to meet"
        }
        MeetingKind::Operations => {
            "Sales: pipeline in the account\nProduct: launch dates\nMarketing: references and campaigns\nFinance: invoices, credits, forecast\nSupport: risk tickets\nExecutive asks\nActions and owners"
        }
        MeetingKind::Working => "What this session must produce\nWhat we know\nWhat is open\nWho does what by when",
        MeetingKind::Negotiation => {
            "Value delivered, confirmed by them\nTheir asks\nWhat we give, and what for\nNext round"
        }
        MeetingKind::Internal => "What is decided today\nWhat we know\nOpen points\nWho does what by when",
    }
}

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

/// Reads a line of notes. `Action:` or `Todo:` begins an action, `Decision:` or `=>` a decision; any other line is a note.
pub fn line(text: &str, today: NaiveDate) -> Option<Line> {
    let text = text.trim().trim_start_matches(['-', '*', '•']).trim();
    let original = text;
    let after = |words: &[&str]| {
        words.iter().find_map(|word| {
            let head = original.get(..word.len())?;
            head.eq_ignore_ascii_case(word).then(|| original[word.len()..].trim().to_owned())
        })
    };
    if let Some(rest) = after(&["action:", "todo:"]).filter(|rest| !rest.is_empty()) {
        return Some(action(&rest, today));
    }
    let rest = after(&["decision:", "decided:", "=>"]).filter(|rest| !rest.is_empty())?;
    let (title, rationale) = [" because ", " since "]
        .iter()
        .find_map(|word| rest.split_once(word))
        .map_or((rest.clone(), String::new()), |(title, why)| (title.trim().to_owned(), format::sentence(why.trim())));
    Some(Line::Decision { title: format::sentence(&title), rationale })
}

fn action(text: &str, today: NaiveDate) -> Line {
    let mut words: Vec<&str> = text.split_whitespace().collect();
    let mut owner = None;
    if let Some(at) = words.iter().position(|word| word.len() > 1 && word.starts_with('@')) {
        owner = Some(words.remove(at).trim_start_matches('@').trim_end_matches([',', '.']).to_owned());
    }
    let due = due_at_the_end(&mut words, today);
    Line::Action { title: format::sentence(words.join(" ").trim_end_matches([',', '.'])), owner, due }
}

/// Takes the date off the end of a line: `2026-12-04`, `4 Dec`, `4 December 2027`, `Friday`, `tomorrow`, with or without
/// “by” before it.
fn due_at_the_end(words: &mut Vec<&str>, today: NaiveDate) -> Option<NaiveDate> {
    let is_known = |date: &NaiveDate| super::check::YEARS.contains(&chrono::Datelike::year(date));
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

/// Somebody named in notes: one of us, or one of theirs.
pub type Named = (Option<Id<Teammate>>, Option<Id<Person>>);

/// Whom a name in notes means: one of us or one of theirs, by the beginning of any part of the name. `None` where it fits
/// nobody, or more than one.
pub fn who(records: &Records, account: Id<Account>, name: &str) -> Option<Named> {
    let wanted = name.to_lowercase();
    let fits = |full: &str| full.to_lowercase().split_whitespace().any(|part| part.starts_with(&wanted));
    let ours: Vec<Id<Teammate>> =
        records.all::<Teammate>().filter(|each| fits(&each.name)).map(|each| each.id).collect();
    let theirs: Vec<Id<Person>> =
        records.of::<Person>(account).filter(|each| fits(&each.name)).map(|each| each.id).collect();
    match (&ours[..], &theirs[..]) {
        ([one], []) => Some((Some(*one), None)),
        ([], [one]) => Some((None, Some(*one))),
        _ => None,
    }
}

/// What to know before a meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prep {
    /// Who of them comes: name, title, what they want.
    pub people: Vec<(String, String, String)>,
    /// What was promised and is still open, ours and theirs.
    pub promised: Vec<Action>,
    /// What we ask them to decide.
    pub asks: Vec<Decision>,
    /// Risks and issues that whoever comes may raise.
    pub risks: Vec<String>,
    /// The last meeting with any of them, and its notes.
    pub last: Option<Meeting>,
}

/// What to know before `meeting`.
pub fn prep(records: &Records, meeting: &Meeting) -> Prep {
    let account = meeting.account;
    let comes = |person: Option<Id<Person>>| person.is_some_and(|person| meeting.people.contains(&person));
    let open = |action: &&Action| action.status == ActionStatus::Open && action.plan.is_none();
    let mut promised: Vec<Action> = records
        .of::<Action>(account)
        .filter(open)
        .filter(|action| {
            comes(action.person) || comes(action.owner_there) || !action.shared.is_empty() || action.meeting.is_some()
        })
        .cloned()
        .collect();
    promised.sort_by_key(|action| (action.due.is_none(), action.due, action.id));
    let mut asks: Vec<Decision> =
        records.of::<Decision>(account).filter(|decision| decision.state == DecisionState::Asked).cloned().collect();
    asks.sort_by_key(|decision| (!comes(decision.decided_by), decision.due.is_none(), decision.due, decision.id));
    let last = records.of::<Meeting>(account).filter(|other| {
        other.date < meeting.date && other.id != meeting.id && other.people.iter().any(|person| comes(Some(*person)))
    });
    let risks = records
        .of::<super::RaidItem>(account)
        .filter(|item| item.is_open() && matches!(item.kind, RaidKind::Risk | RaidKind::Issue))
        .filter(|item| comes(item.owner_there) || item.score().is_some_and(|score| score >= 12))
        .map(|item| item.statement.clone());
    Prep {
        people: meeting
            .people
            .iter()
            .filter_map(|id| records.get(*id))
            .map(|person| (person.name.clone(), person.title.clone(), person.wants.clone()))
            .collect(),
        promised,
        asks,
        risks: risks.collect(),
        last: last.max_by_key(|other| (other.date, other.id)).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Stored};
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
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
            ("Action: send the plan 4 Dec 26", "Send the plan", None, day(2026, 12, 4)),
            ("Action: send the plan by Dec 4", "Send the plan", None, day(2026, 12, 4)),
            ("Action: send the plan by Jan 4, 2027", "Send the plan", None, day(2027, 1, 4)),
            ("Action: count 0026-12-04", "Count 0026-12-04", None, None),
        ] {
            let expected = Line::Action { title: title.into(), owner: owner.map(str::to_owned), due };
            assert_eq!(line(text, today()), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_line_becomes_a_decision_with_its_reason_and_other_lines_stay_notes() {
        let decision =
            |title: &str, rationale: &str| Some(Line::Decision { title: title.into(), rationale: rationale.into() });
        assert_eq!(
            line("Decision: go live in week 7 because the peak is over by then", today()),
            decision("Go live in week 7", "The peak is over by then")
        );
        assert_eq!(line("=> Insight waits", today()), decision("Insight waits", ""));
        for note in ["She wants ward figures", "Action:", "Decision: ", "", "The action: none", "→", "ä"] {
            assert_eq!(line(note, today()), None, "{note}");
        }
    }

    #[test]
    fn a_name_means_somebody_only_where_it_fits_one() {
        let id = |number| Uuid::from_u128(number);
        let account = Id::new(id(1));
        let person = |number, name: &str| {
            Stored::own(
                Person { id: Id::new(id(number)), account, name: name.into(), ..Person::default() }.into_record(),
            )
        };
        let ours = Teammate { id: Id::new(id(9)), name: "Jonas Weber".into(), ..Teammate::default() };
        let records: Records = [person(2, "Ana Figueiredo"), person(3, "Anaïs Weber"), Stored::own(ours.into_record())]
            .into_iter()
            .collect();
        assert_eq!(who(&records, account, "jonas"), Some((Some(Id::new(id(9))), None)));
        assert_eq!(who(&records, account, "Figueiredo"), Some((None, Some(Id::new(id(2))))));
        assert_eq!(who(&records, account, "ana"), None, "two begin like this");
        assert_eq!(who(&records, account, "weber"), None, "one of ours and one of theirs");
        assert_eq!(who(&records, account, "nobody"), None);
    }

    #[test]
    fn every_kind_of_meeting_has_an_agenda_and_operations_has_its_five_functions() {
        for kind in MeetingKind::ALL {
            assert!(template(*kind).lines().count() >= 4, "{kind:?}");
        }
        for function in ["Sales", "Product", "Marketing", "Finance", "Support", "Executive asks"] {
            assert!(template(MeetingKind::Operations).contains(function), "{function}");
        }
    }
}
