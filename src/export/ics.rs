//! Events as iCalendar, RFC 5545: folded lines, stable identifiers. A time in a zone leaves as UTC, which needs no
//! rules of the zone in the file; one without a zone floats, as the person wrote it.

use chrono::{NaiveDateTime, TimeDelta};

use super::Artifact;
use crate::{
    document::{Event, When},
    domain::date::plus_days,
    words::paper::export as text,
};

/// The longest line, in bytes without its end.
const LONGEST: usize = 75;

/// Text as a value: its signs of structure escaped, line breaks written as `\n`.
fn value(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// A line, folded where it is too long; a letter is never cut in two.
fn fold(line: &str, into: &mut String) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LONGEST {
            into.push_str("\r\n ");
            used = 1;
        }
        into.push(letter);
        used += letter.len_utf8();
    }
    into.push_str("\r\n");
}

/// Events as a calendar file. `now` stamps them, in UTC. `offset` gives the minutes by which a zone is ahead of UTC at
/// a local time, or `None` for a zone that it does not know.
pub fn ics(
    name: &str,
    events: &[Event],
    now: NaiveDateTime,
    offset: impl Fn(&str, NaiveDateTime) -> Option<i64>,
) -> Artifact {
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".into(),
        "PRODID:-//Mainstay//Mainstay//EN".into(),
        "CALSCALE:GREGORIAN".into(),
    ];
    for event in events {
        lines.push("BEGIN:VEVENT".into());
        lines.push(format!("UID:{}-{}@mainstay", event.id.0, event.id.1));
        lines.push(format!("DTSTAMP:{}Z", now.format("%Y%m%dT%H%M%S")));
        let mut detail = event.detail.clone();
        match &event.when {
            When::Day(day) => {
                lines.push(format!("DTSTART;VALUE=DATE:{}", day.format("%Y%m%d")));
                lines.push(format!("DTEND;VALUE=DATE:{}", plus_days(*day, 1).format("%Y%m%d")));
                lines.push("TRANSP:TRANSPARENT".into());
            }
            When::Time(start, minutes, zone) => {
                let ahead = (!zone.is_empty()).then(|| offset(zone, *start)).flatten();
                if ahead.is_none() && !zone.is_empty() {
                    detail.push(text::time_zone(zone));
                }
                let zulu = if ahead.is_some() { "Z" } else { "" };
                let at = |time: NaiveDateTime| {
                    format!("{}{zulu}", (time - TimeDelta::minutes(ahead.unwrap_or(0))).format("%Y%m%dT%H%M%S"))
                };
                lines.push(format!("DTSTART:{}", at(*start)));
                lines.push(format!("DTEND:{}", at(*start + TimeDelta::minutes(i64::from(*minutes)))));
            }
        }
        lines.push(format!("SUMMARY:{}", value(&event.title)));
        if !event.place.is_empty() {
            lines.push(format!("LOCATION:{}", value(&event.place)));
        }
        if !detail.is_empty() {
            lines.push(format!("DESCRIPTION:{}", value(&detail.join("\n"))));
        }
        // They are one's own: a shared calendar shows that one is busy, not why.
        lines.push("CLASS:PRIVATE".into());
        lines.push("END:VEVENT".into());
    }
    lines.push("END:VCALENDAR".into());
    let mut text = String::new();
    for line in &lines {
        fold(line, &mut text);
    }
    Artifact { name: format!("{name}.ics"), mime: "text/calendar;charset=utf-8", bytes: text.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;
    use uuid::Uuid;

    fn at(hour: u32) -> NaiveDateTime {
        NaiveDate::from_ymd_opt(2026, 11, 26).unwrap_or_default().and_hms_opt(hour, 0, 0).unwrap_or_default()
    }

    fn text(event: Event) -> String {
        let file = ics("x", &[event], at(8), |zone, _| (zone == "Europe/Paris").then_some(60));
        String::from_utf8(file.bytes).unwrap_or_default()
    }

    fn event(when: When) -> Event {
        Event {
            id: (Uuid::from_u128(7), "meeting"),
            title: "Review; one, two\\three\nBEGIN:VEVENT".into(),
            when,
            place: "Lyon".into(),
            detail: vec!["é".repeat(60)],
        }
    }

    #[test]
    fn a_time_in_a_known_zone_is_utc_and_the_rest_floats() {
        let paris = text(event(When::Time(at(10), 90, "Europe/Paris".into())));
        assert!(paris.contains("DTSTART:20261126T090000Z\r\nDTEND:20261126T103000Z\r\n"), "{paris}");
        let nowhere = text(event(When::Time(at(10), 90, "Mars/Base".into())));
        assert!(
            nowhere.contains("DTSTART:20261126T100000\r\n")
                && nowhere.replace("\r\n ", "").contains("\\nTime zone: Mars/Base"),
            "{nowhere}"
        );
        let day = text(event(When::Day(at(0).date())));
        assert!(day.contains("DTSTART;VALUE=DATE:20261126\r\nDTEND;VALUE=DATE:20261127\r\n"), "{day}");
    }

    #[test]
    fn no_line_is_too_long_and_no_text_begins_one() {
        let text = text(event(When::Day(at(0).date())));
        assert!(text.split("\r\n").all(|line| line.len() <= LONGEST), "{text}");
        assert_eq!(text.matches("\r\nBEGIN:VEVENT").count(), 1);
        assert!(text.replace("\r\n ", "").contains("SUMMARY:Review\\; one\\, two\\\\three\\nBEGIN:VEVENT\r\n"));
        assert!(text.replace("\r\n ", "").contains(&"é".repeat(60)));
    }
}
