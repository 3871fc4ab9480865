//! What the rows of Today say.

use chrono::NaiveDate;

use super::{account::fall, format};
use crate::domain::{
    Locale, Review,
    agenda::{Agenda, Entry, Matter, worst_fall},
    choice::MeetingKind,
    date::{FiscalStart, days_between},
};

/// The one sentence that a colleague would say.
pub fn agenda_summary(agenda: &Agenda, locale: Locale) -> String {
    let things = |number: usize| match number {
        0 => "Nothing is due this week".to_owned(),
        1 => "One thing this week".to_owned(),
        number => format!("{} things this week", format::sentence(&format::word(number))),
    };
    let late = match agenda.late.len() {
        0 if agenda.this_week() > 0 => ", none of them late".to_owned(),
        0 => String::new(),
        1 if agenda.this_week() == 1 => ", and it is late".to_owned(),
        late => format!(", {} of them late", format::word(late)),
    };
    let notice = agenda
        .notices
        .first()
        .map(|entry| format!(" {}’s last day for notice is {}.", entry.account_name, locale.date(entry.due)));
    format!("{}{late}.{}", things(agenda.this_week()), notice.unwrap_or_default())
}

/// What a tick of a row is called: on its box, and as a step of undo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TickWords {
    /// On its box.
    pub label: String,
    /// As a step of undo.
    pub step: String,
}

/// What a tick of a row with this title is called.
pub fn tick(entry: &Entry, title: &str) -> TickWords {
    let words = |label: String, step: String| TickWords { label, step };
    match &entry.matter {
        Matter::Assumption(item) => {
            words(format!("Confirmed: {}", item.statement), format!("confirmed “{}”", item.statement))
        }
        Matter::Meeting(due) => {
            let what = due.kind.label().to_lowercase();
            words(format!("Held today: {what}, {}", entry.account_name), format!("noted a {what} held today"))
        }
        Matter::Turned(_) => {
            let health = format!("health of {}", entry.account_name);
            words(format!("Taken up: {health}"), format!("took up the {health}"))
        }
        Matter::Playbook(open) => words(format!("Done: {title}"), format!("done: {}", open.task.label())),
        _ => words(format!("Done: {title}"), format!("done: {title}")),
    }
}

/// The title of a row.
pub fn row_title(entry: &Entry, start: FiscalStart) -> String {
    match &entry.matter {
        Matter::Action(action) => action.title.clone(),
        Matter::Meeting(due) if days_between(due.last, entry.due) > 150 => format!("Schedule {}", a_meeting(due.kind)),
        Matter::Meeting(due) => format!("Hold {}", a_meeting(due.kind)),
        Matter::Notice(renewal) => format!("Last day for notice: {}", renewal.contract.name),
        Matter::Playbook(task) => format!("{}: {}", task.task.label(), task.renewal.contract.name),
        Matter::Ending(renewal) => format!("The contract ends: {}", renewal.contract.name),
        Matter::Assumption(item) => format!("Confirm or drop: {}", item.statement),
        Matter::Sync(meeting) => format!("Prepare: {}", meeting.title),
        Matter::Preparation(review, task) => format!("{}: {} review", task.label(), review_quarter(review, start)),
        Matter::Turned(_) => format!("Health of {}", entry.account_name),
    }
}

fn a_meeting(kind: MeetingKind) -> String {
    let article = match kind {
        MeetingKind::Touch => "a",
        _ => "the",
    };
    format!("{article} {}", kind.label().to_lowercase())
}

/// The quarter of a review, as it is called.
pub fn review_quarter(review: &Review, start: FiscalStart) -> String {
    review.period().map_or_else(|| review.quarter.clone(), |quarter| super::quarter(quarter, start))
}

/// The second fact of a row.
pub fn row_detail(entry: &Entry, today: NaiveDate, locale: Locale) -> String {
    match &entry.matter {
        Matter::Action(action) => action.detail.clone(),
        Matter::Meeting(due) => {
            format!("last on {}, every {} days", locale.date_near(due.last, today), due.every)
        }
        Matter::Notice(renewal) | Matter::Ending(renewal) => {
            renewal.contract.amount.map(|amount| format!("{} a year", locale.money(amount))).unwrap_or_default()
        }
        Matter::Playbook(task) => {
            let late = if task.more_late > 0 { format!(", {} more late", task.more_late) } else { String::new() };
            format!("{} days before the decision{late}", task.task.days_before())
        }
        Matter::Assumption(item) => item.response.clone(),
        Matter::Sync(meeting) => {
            let points = meeting.agenda.lines().filter(|line| !line.trim().is_empty()).count();
            if points == 0 { "no agenda yet".into() } else { locale.count(points as i64, "point") }
        }
        Matter::Preparation(review, _) => {
            review.date.map(|day| format!("the review is on {}", locale.date_near(day, today))).unwrap_or_default()
        }
        Matter::Turned(health) => fall(worst_fall(&health.0, &health.1).as_ref(), locale),
    }
}
