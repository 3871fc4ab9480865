//! The mail that follows a meeting: what was decided, and who does what by when, in the wording that was shared.

use chrono::NaiveDate;

use crate::domain::{
    Action, Decision, Id, Locale, Meeting, Order, Records,
    choice::{ActionStatus, DecisionState},
};
use crate::words::format;
use crate::words::paper::follow_up as text;

/// The text of the mail, and what it leaves out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FollowUp {
    /// The text, with line ends.
    pub text: String,
    /// How many decisions and actions of the meeting have no wording for the client, and so do not stand in it.
    pub left_out: usize,
}

/// The follow-up of a meeting. It holds only what was shared: never notes, reasons, or records without a client
/// wording.
pub fn follow_up(records: &Records, meeting: &Meeting, today: NaiveDate, locale: Locale) -> FollowUp {
    let of_meeting = |of: Option<Id<Meeting>>| of == Some(meeting.id);
    let decisions: Vec<&Decision> = records
        .of::<Decision>(meeting.account)
        .filter(|decision| of_meeting(decision.meeting) && decision.state == DecisionState::Taken)
        .collect();
    let mut actions: Vec<&Action> = records
        .of::<Action>(meeting.account)
        .filter(|action| of_meeting(action.meeting) && action.status != ActionStatus::Dropped)
        .collect();
    actions.order_by_key(|action| (action.due.is_none(), action.due, action.id));
    let left_out = decisions.iter().filter(|decision| decision.shared.is_empty()).count()
        + actions.iter().filter(|action| action.shared.is_empty()).count();

    let first_names: Vec<String> = meeting
        .people
        .iter()
        .filter_map(|id| records.get(*id))
        .filter_map(|person| person.name.split_whitespace().next().map(str::to_owned))
        .collect();
    let greeting = if first_names.is_empty() { text::HELLO.to_owned() } else { text::dear(format::list(&first_names)) };
    let day = locale.on_weekday(meeting.date, &locale.date_near(meeting.date, today));
    let mut lines = vec![format!("{greeting},"), String::new(), text::thank_you(&day)];

    let decided: Vec<String> =
        decisions.iter().filter(|each| !each.shared.is_empty()).map(|each| format!("- {}", each.shared)).collect();
    if !decided.is_empty() {
        lines.extend([String::new(), text::DECIDED.to_owned()]);
        lines.extend(decided);
    }
    let next = actions.iter().filter(|action| !action.shared.is_empty()).map(|action| {
        let ours = records.find(action.owner).map(|teammate| teammate.name.clone());
        let theirs = records.find(action.owner_there).map(|person| person.name.clone());
        let who: Vec<String> = theirs.into_iter().chain(ours).collect();
        let who = if who.is_empty() { String::new() } else { format!(", {}", format::list(&who)) };
        let due = action.due.map(|due| text::and_by(locale.date_long(due))).unwrap_or_default();
        format!("- {}{who}{due}", action.shared)
    });
    let next: Vec<String> = next.collect();
    if !next.is_empty() {
        lines.extend([String::new(), text::NEXT.to_owned()]);
        lines.extend(next);
    }
    lines.extend([String::new(), text::PLEASE_TELL_ME_IF.to_owned()]);
    if let Some(me) = records.find(records.workspace().me) {
        lines.extend([String::new(), me.name.clone()]);
    }
    FollowUp { text: lines.join("\n") + "\n", left_out }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Person, Stored};
    use uuid::Uuid;

    #[test]
    fn it_says_what_was_shared_and_counts_what_it_leaves_out() {
        let id = |number| Uuid::from_u128(number);
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let meeting = Meeting {
            id: Id::new(id(5)),
            date: today,
            notes: "SECRET mood".into(),
            people: vec![Id::new(id(2))],
            ..Meeting::default()
        };
        let priya = Person { id: Id::new(id(2)), name: "Priya Raghunathan".into(), ..Person::default() };
        let of = Some(meeting.id);
        let decision = Decision {
            id: Id::new(id(6)),
            title: "SECRET title".into(),
            shared: "Go live in week 7".into(),
            rationale: "SECRET reason".into(),
            state: DecisionState::Taken,
            meeting: of,
            ..Decision::default()
        };
        let action = Action {
            id: Id::new(id(7)),
            title: "Send the plan".into(),
            shared: "Send the plan".into(),
            why: "SECRET why".into(),
            due: NaiveDate::from_ymd_opt(2026, 12, 4),
            meeting: of,
            owner_there: Some(priya.id),
            ..Action::default()
        };
        let ours = Action { id: Id::new(id(8)), title: "SECRET other".into(), meeting: of, ..Action::default() };
        let records: Records = [
            meeting.clone().into_record(),
            priya.into_record(),
            decision.into_record(),
            action.into_record(),
            ours.into_record(),
        ]
        .map(Stored::own)
        .into_iter()
        .collect();
        let follow_up = follow_up(&records, &meeting, today, Locale::default());
        let text = follow_up.text;
        assert!(text.starts_with("Dear Priya,\n\nThank you for your time on Monday 23 Nov."), "{text}");
        assert!(text.contains("- Go live in week 7\n"), "{text}");
        assert!(text.contains("- Send the plan, Priya Raghunathan, by 4 December 2026\n"), "{text}");
        assert!(!text.contains("SECRET"), "{text}");
        assert_eq!(follow_up.left_out, 1);
    }
}
