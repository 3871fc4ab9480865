//! Migrations: each turns the fields of a record of one schema version into those of the next.
//!
//! A new one is a line in [`STEPS`], with a fixture of the version before.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::domain::{
    Kind,
    agenda::VERSION_3,
    choice::{PlaybookTask, PreparationTask},
    field::Input,
    json::Fields,
};

type Migration = fn(Kind, Fields) -> Fields;

/// `STEPS[n]` brings version `n + 1` to version `n + 2`.
const STEPS: &[Migration] = &[ladder_levels, unchanged, named_parts, scored_answers, unchanged];

/// Version 1 knew only whether an issue stood on top of its ladder, and no ladder: the usual one has three levels.
fn ladder_levels(kind: Kind, mut fields: Fields) -> Fields {
    if kind == Kind::RaidItem && fields.shift_remove("escalated") == Some(Value::Bool(true)) {
        fields.insert("level".into(), json!(3));
    }
    fields
}

/// A version that only adds fields. Version 2 had no brand, country, order of slides or kept forecast. Nothing of it
/// changes; the number keeps a page of that version, which would drop what it does not know, from writing here.
fn unchanged(_: Kind, fields: Fields) -> Fields {
    fields
}

/// Version 3 named the tasks of a renewal playbook by their days before the decision, and had no client wording of a
/// response, of what happens if a decision waits, or of a meeting.
fn named_parts(kind: Kind, mut fields: Fields) -> Fields {
    if kind == Kind::PlaybookStep
        && let Some(days) = fields.shift_remove("daysBefore").and_then(|days| days.as_i64())
    {
        let nearest = PlaybookTask::ALL.iter().min_by_key(|task| (i64::from(task.days_before()) - days).abs());
        fields.extend(nearest.map(|task| ("task".to_owned(), json!(task.key()))));
    }
    // It counted the tasks of preparing a review, and the rows of Today.
    if kind == Kind::Review
        && let Some(Value::Array(done)) = fields.get_mut("prepared")
    {
        let task = |place: &Value| {
            PreparationTask::ALL.get(usize::try_from(place.as_u64()?).ok()?).map(|task| json!(task.key()))
        };
        *done = done.iter().filter_map(task).collect();
    }
    if kind == Kind::Snooze {
        let row = fields.shift_remove("step").and_then(|step| step.as_u64()).unwrap_or(0);
        fields.insert("row".into(), json!(format!("{VERSION_3}{row}")));
    }
    fields
}

/// Version 4 counted the answers to a survey in the order of its scale, and its parts had no ids.
fn scored_answers(kind: Kind, mut fields: Fields) -> Fields {
    if kind == Kind::Observation
        && let Some(Value::Array(answers)) = fields.get_mut("answers")
    {
        // The scale of the net promoter score has eleven steps, from 0; that of satisfaction five, from 1.
        let lowest = if answers.len() > 5 { 0 } else { 1 };
        let scored = (lowest..).zip(answers.iter()).map(|(score, count)| json!({ "score": score, "count": count }));
        *answers = scored.collect();
    }
    fields
}

/// The fields of a record written in `version`, as this code's version has them.
pub(super) fn migrate(kind: Kind, fields: Fields, version: u32) -> Fields {
    let from = usize::try_from(version.saturating_sub(1)).unwrap_or(0);
    identified(kind, STEPS.iter().skip(from).fold(fields, |fields, step| step(kind, fields)))
}

/// Gives an id to each part that has none, in an older version or a file that was written by hand. It follows from the
/// record and the place, so that it is the same in every copy.
fn identified(kind: Kind, mut fields: Fields) -> Fields {
    let record = fields.get("id").and_then(Value::as_str).and_then(|id| Uuid::parse_str(id).ok()).unwrap_or_default();
    for field in kind.fields().iter().filter(|field| field.input == Input::Parts("id")) {
        let Some(Value::Array(parts)) = fields.get_mut(field.key) else { continue };
        for (place, part) in parts.iter_mut().enumerate() {
            if let Value::Object(part) = part
                && !part.contains_key("id")
            {
                // Known within its field alone, so the record's id with its place is enough.
                let id = Uuid::from_u128(record.as_u128().wrapping_add(1 + place as u128));
                part.shift_insert(0, "id".into(), json!(id));
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_issue_that_was_escalated_stands_on_the_third_level() {
        let item = |fields: Value| match fields {
            Value::Object(fields) => Value::Object(migrate(Kind::RaidItem, fields, 1)),
            other => other,
        };
        assert_eq!(item(json!({ "statement": "x", "escalated": true })), json!({ "statement": "x", "level": 3 }));
        assert_eq!(item(json!({ "statement": "x" })), json!({ "statement": "x" }));
    }

    #[test]
    fn there_is_a_step_for_every_version_but_the_first() {
        assert_eq!(super::STEPS.len() + 1, super::super::VERSION as usize);
    }
}
