//! The rows of one account: what asks for somebody, and when.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{CLIENT_DAYS, Entry, Matter, NOTICE_DAYS, OpenTask, RowKey, RowPart};
use crate::domain::{
    Account, Action, Amount, Id, Meeting, RaidItem, Records, Review,
    choice::{ActionStatus, Ending, MeetingKind, RaidKind},
    contract::DatedTask,
    date::{Holiday, days_between, monday_of, plus_days},
    engagement::{due_meetings, holidays_of},
    portfolio::comparable,
    renewal::{Renewal, renewals},
    status::{Status, account_status, turning_red},
};

/// The rows of one account.
pub(super) fn entries(records: &Records, account: &Account, today: NaiveDate) -> Vec<Entry> {
    let soon = plus_days(today, CLIENT_DAYS);
    let holidays = holidays_of(records, account.id);
    let mut rows = actions(records, account.id, today);
    rows.extend(
        due_meetings(records, account, today)
            .into_iter()
            .map(|due| (account.id.0, RowPart::Meeting(due.kind), due.due, Matter::Meeting(due))),
    );
    for renewal in renewals(records, account.id, today) {
        rows.extend(of_renewal(records, renewal, &holidays, today));
    }
    let assumed = records.of::<RaidItem>(account.id).filter(|item| item.kind == RaidKind::Assumption && item.is_open());
    rows.extend(assumed.filter_map(|item| {
        let due = item.review_on.filter(|date| *date <= soon)?;
        Some((item.id.0, RowPart::Whole, due, Matter::Assumption(Box::new(item.clone()))))
    }));
    let coming = records
        .of::<Meeting>(account.id)
        .filter(|meeting| meeting.kind == MeetingKind::ExecutiveReview && meeting.date > today && meeting.date <= soon);
    rows.extend(
        coming.map(|meeting| (meeting.id.0, RowPart::Whole, meeting.date, Matter::Sync(Box::new(meeting.clone())))),
    );
    rows.extend(records.of::<Review>(account.id).filter_map(|review| {
        let (task, due) = review.next_task(&holidays, today)?;
        Some((review.id.0, RowPart::Preparation(task), due, Matter::Preparation(Box::new(review.clone()), task)))
    }));
    rows.extend(
        turning_red(records, account.id, today)
            .map(|health| (account.id.0, RowPart::Health, today, Matter::Turned(Box::new(health)))),
    );
    let revenue_at_risk = revenue_at_risk(records, account.id, today);
    let entry = |(record, part, due, matter)| Entry {
        key: RowKey { record, part },
        account: account.id,
        account_name: account.name.clone(),
        matter,
        due,
        revenue_at_risk,
    };
    rows.into_iter().map(entry).collect()
}

/// A row before it has its account: the record, which of its rows, when it is due, what it is about.
type Draft = (Uuid, RowPart, NaiveDate, Matter);

/// Open actions; tasks of a 30-day plan once they are due this week.
fn actions(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<Draft> {
    let sunday = plus_days(monday_of(today), 6);
    let open = records.of::<Action>(account).filter(|action| {
        action.status == ActionStatus::Open && (action.plan.is_none() || action.due.is_some_and(|due| due <= sunday))
    });
    let row =
        |action: &Action| Some((action.id.0, RowPart::Whole, action.due?, Matter::Action(Box::new(action.clone()))));
    open.filter_map(row).collect()
}

/// The notice day, the next open task of the playbook, and the end of a contract's term, as far as they are near.
fn of_renewal(records: &Records, renewal: Renewal, holidays: &[Holiday], today: NaiveDate) -> Vec<Draft> {
    let soon = plus_days(today, CLIENT_DAYS);
    let id = renewal.contract.id.0;
    let is_noticed = renewal.contract.notice_received_on.is_some();
    let mut rows = Vec::new();
    let notice = renewal.term.notice_day.filter(|day| (0..=NOTICE_DAYS).contains(&days_between(today, *day)));
    if let Some(day) = notice.filter(|_| !is_noticed) {
        rows.push((id, RowPart::Notice, day, Matter::Notice(Box::new(renewal.clone()))));
    }
    if let Some((due, task)) = next_task(records, &renewal, holidays, today).filter(|(due, _)| *due <= soon) {
        rows.push((id, RowPart::Task(task.task), due, Matter::Playbook(Box::new(task))));
    }
    // What renews itself does not end.
    let ends = renewal.contract.ending == Ending::UnlessSigned || is_noticed;
    if ends && renewal.term.end <= soon {
        rows.push((id, RowPart::Ending, renewal.term.end, Matter::Ending(Box::new(renewal))));
    }
    rows
}

fn revenue_at_risk(records: &Records, account: Id<Account>, today: NaiveDate) -> Amount {
    let settings = records.workspace();
    match account_status(records, account, today).status {
        Status::Risk | Status::Watch => {
            comparable(records, account, &settings, today).map(|own| own.arr).unwrap_or_default()
        }
        Status::Good | Status::Unknown => Amount::ZERO,
    }
}

/// The first task of a contract's playbook that is not done, and its date; none once the client has given notice.
fn next_task(
    records: &Records,
    renewal: &Renewal,
    holidays: &[Holiday],
    today: NaiveDate,
) -> Option<(NaiveDate, OpenTask)> {
    let Renewal { contract, term } = renewal;
    if contract.notice_received_on.is_some() {
        return None;
    }
    let is_open = |dated: &DatedTask| !contract.is_task_done(records, dated.task, *term);
    let open: Vec<DatedTask> = contract.playbook(holidays, today).into_iter().filter(is_open).collect();
    let first = *open.first()?;
    let more_late = open.iter().skip(1).filter(|task| task.due < today).count();
    Some((first.due, OpenTask { renewal: renewal.clone(), task: first.task, more_late }))
}
