//! What ends a row of the agenda, and what lets it wait.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{Entry, Matter};
use crate::domain::{
    Action, Entity, Id, Key, Meeting, PlaybookStep, RaidItem, Record, Records, Review, Snooze,
    choice::{ActionStatus, MeetingKind, RaidStatus},
    date::plus_days,
    status::TREND_DAYS,
};

impl Action {
    /// The action, done on a day.
    #[must_use]
    pub fn done(&self, today: NaiveDate) -> Self {
        Self { status: ActionStatus::Done, done_on: Some(today), ..self.clone() }
    }

    /// The action, open again.
    #[must_use]
    pub fn reopened(&self) -> Self {
        Self { status: ActionStatus::Open, done_on: None, ..self.clone() }
    }
}

impl Entry {
    /// Whether a tick can end it; a notice day or the end of a contract is ended by time or a signature alone.
    pub fn can_be_done(&self) -> bool {
        !matches!(self.matter, Matter::Notice(_) | Matter::Ending(_) | Matter::Sync(_))
    }

    /// The record that says that it is done, from the records as they are now; `None` where a tick ends nothing, or
    /// where the record is gone. `id` is that of a record that is made, and `named` gives a meeting that was held its
    /// title.
    pub fn done(
        &self,
        records: &Records,
        today: NaiveDate,
        id: Uuid,
        named: impl Fn(MeetingKind) -> String,
    ) -> Option<Record> {
        Some(match &self.matter {
            Matter::Action(action) => records.get(action.id)?.done(today).into_record(),
            Matter::Playbook(open) => PlaybookStep {
                id: Id::new(id),
                account: self.account,
                contract: open.renewal.contract.id,
                task: open.task,
                term_end: Some(open.renewal.term.end),
                done_on: Some(today),
                ..PlaybookStep::default()
            }
            .into_record(),
            Matter::Assumption(item) => {
                RaidItem { status: RaidStatus::Confirmed, ..records.get(item.id)?.clone() }.into_record()
            }
            // What is due is held today, by the one who works with this workspace.
            Matter::Meeting(due) => Meeting {
                id: Id::new(id),
                account: self.account,
                title: named(due.kind),
                kind: due.kind,
                date: today,
                team: records.workspace().me.into_iter().collect(),
                ..Meeting::default()
            }
            .into_record(),
            Matter::Preparation(review, task) => {
                let review = records.get(review.id)?;
                let prepared = review.prepared.iter().copied().chain([*task]).collect();
                Review { prepared, ..review.clone() }.into_record()
            }
            // Taken up: it comes back only if health still falls against the day on which it was.
            Matter::Turned(_) => self.snoozed(Id::new(id), plus_days(today, TREND_DAYS)).into_record(),
            Matter::Notice(_) | Matter::Ending(_) | Matter::Sync(_) => return None,
        })
    }

    /// The day by which it must be done, where it is one: it cannot wait beyond that.
    pub fn deadline(&self) -> Option<NaiveDate> {
        matches!(self.matter, Matter::Notice(_) | Matter::Ending(_)).then_some(self.due)
    }

    /// The snooze that lets it wait until a day.
    pub fn snoozed(&self, id: Id<Snooze>, until: NaiveDate) -> Snooze {
        Snooze {
            id,
            account: self.account,
            of: Some(self.key.record),
            row: self.key.part.key(),
            until,
            ..Snooze::default()
        }
    }

    /// The snoozes that let it wait.
    pub fn snoozes(&self, records: &Records) -> Vec<Key> {
        let of_row = records.of::<Snooze>(self.account).filter(|snooze| self.is_snoozed_by(snooze));
        of_row.map(|snooze| snooze.id.into()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Account, Contract, Stored, Teammate, Workspace,
        agenda::{RowKey, RowPart},
        choice::{PlaybookTask, PreparationTask},
        contract::Term,
        engagement::Due,
        renewal::Renewal,
    };

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn entry(matter: Matter) -> Entry {
        Entry {
            key: RowKey { record: Uuid::from_u128(7), part: RowPart::Whole },
            account: id(1),
            account_name: "Tallyworks".into(),
            matter,
            due: today(),
            revenue_at_risk: crate::domain::Amount::ZERO,
        }
    }

    fn done(matter: Matter, records: &[Record]) -> Option<Record> {
        let settings = Workspace { id: id(90), me: Some(id::<Teammate>(4)), ..Workspace::default() }.into_record();
        let account = Account { id: id(1), ..Account::default() }.into_record();
        let all = records.iter().cloned().chain([settings, account]).map(Stored::own);
        let entry = entry(matter);
        let made = entry.done(&all.collect(), today(), Uuid::from_u128(50), |_| "Touch".into());
        assert_eq!(made.is_some(), entry.can_be_done());
        made
    }

    fn renewal() -> Renewal {
        let contract = Contract { id: id(7), account: id(1), ..Contract::default() };
        Renewal { contract, term: Term { end: today(), notice_day: None } }
    }

    #[test]
    fn a_record_is_ticked_as_it_is_now_and_not_as_it_was_drawn() {
        let drawn = Action { id: id(7), account: id(1), title: "Old".into(), ..Action::default() };
        let now = Action { title: "New".into(), ..drawn.clone() };
        let ticked = done(Matter::Action(Box::new(drawn.clone())), &[now.clone().into_record()]);
        assert_eq!(ticked, Some(now.done(today()).into_record()));
        assert_eq!(now.done(today()).reopened(), now);
        let item = RaidItem { id: id(7), account: id(1), ..RaidItem::default() };
        let confirmed = done(Matter::Assumption(Box::new(item.clone())), &[item.clone().into_record()]);
        assert_eq!(confirmed, Some(RaidItem { status: RaidStatus::Confirmed, ..item }.into_record()));
        let review = Review { id: id(7), account: id(1), prepared: vec![PreparationTask::Data], ..Review::default() };
        let matter = Matter::Preparation(Box::new(review.clone()), PreparationTask::Sponsor);
        let prepared = vec![PreparationTask::Data, PreparationTask::Sponsor];
        assert_eq!(done(matter, &[review.clone().into_record()]), Some(Review { prepared, ..review }.into_record()));
        let gone = entry(Matter::Action(Box::new(drawn)));
        assert_eq!(gone.done(&Records::default(), today(), Uuid::nil(), |_| String::new()), None);
    }

    #[test]
    fn a_task_or_a_meeting_that_is_done_is_a_record_of_its_own() {
        let open = crate::domain::agenda::OpenTask { renewal: renewal(), task: PlaybookTask::ValueRecap, more_late: 0 };
        let step = done(Matter::Playbook(Box::new(open)), &[]).and_then(|record| PlaybookStep::of(&record).cloned());
        let step = step.unwrap_or_default();
        assert_eq!((step.id, step.contract, step.task), (id(50), id(7), PlaybookTask::ValueRecap));
        assert_eq!((step.term_end, step.done_on), (Some(today()), Some(today())));
        let due = Due { kind: MeetingKind::Touch, last: today(), every: 30, due: today() };
        let held = done(Matter::Meeting(due), &[]).and_then(|record| Meeting::of(&record).cloned()).unwrap_or_default();
        assert_eq!(
            (held.title.as_str(), held.kind, held.date, held.team),
            ("Touch", MeetingKind::Touch, today(), vec![id(4)])
        );
    }

    #[test]
    fn time_alone_ends_a_notice_day_and_it_cannot_be_slept_through() {
        assert_eq!(done(Matter::Notice(Box::new(renewal())), &[]), None);
        assert_eq!(done(Matter::Ending(Box::new(renewal())), &[]), None);
        assert_eq!(entry(Matter::Notice(Box::new(renewal()))).deadline(), Some(today()));
        let action = Matter::Action(Box::default());
        assert_eq!(entry(action.clone()).deadline(), None);
        let waits = entry(action).snoozed(id(60), today());
        assert_eq!((waits.of, waits.row.as_str(), waits.until), (Some(Uuid::from_u128(7)), "whole", today()));
    }
}
