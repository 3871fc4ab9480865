//! What needs one: actions, meetings that are due, notice days, across accounts. FORMULAS.md, Dates.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Account, Action, Amount, Id, Meeting, Metric, Order, RaidItem, Records, Review, Snooze,
    choice::{ActionStatus, Ending, MeetingKind, PlaybookTask, PreparationTask, RaidKind},
    contract::DatedTask,
    date::{Holiday, days_between, monday_of, plus_days},
    engagement::{Due, due_meetings, holidays_of},
    health::{Health, Part},
    portfolio::{Renewal, comparable, renewals},
    status::{Status, account_status, turning_red},
};

/// Notice days within this many days are rows of their own.
pub const NOTICE_DAYS: i64 = 30;
/// What is due to the client within this many days comes first.
const CLIENT_DAYS: i64 = 14;

/// What an entry is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Matter {
    /// An action.
    Action(Box<Action>),
    /// A meeting that the engagement standard asks for.
    Meeting(Due),
    /// The last day on which the client can leave.
    Notice(Box<Renewal>),
    /// The next open task of a contract's playbook.
    Playbook(Box<OpenTask>),
    /// A contract that ends and has no successor.
    Ending(Box<Renewal>),
    /// An assumption that nobody has confirmed by its review date.
    Assumption(Box<RaidItem>),
    /// A meeting with their executives that is coming up.
    Sync(Box<Meeting>),
    /// The next task of preparing a business review.
    Preparation(Box<Review>, PreparationTask),
    /// Health that turned: 90 days ago, and now.
    Turned(Box<(Health, Health)>),
}

/// The next open task of a contract's playbook.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenTask {
    /// The contract and the term that is decided.
    pub renewal: Renewal,
    /// Which task.
    pub task: PlaybookTask,
    /// How many tasks after it are open and late too.
    pub more_late: usize,
}

/// Identifies a row of the agenda, whatever stands around it: the record, and which of its rows it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RowKey {
    /// The record that it is about.
    pub record: Uuid,
    /// Which of its rows.
    pub part: RowPart,
}

/// Which row of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RowPart {
    /// Its only one.
    Whole,
    /// A contract's notice day.
    Notice,
    /// A contract's end.
    Ending,
    /// A task of a contract's playbook.
    Task(PlaybookTask),
    /// A kind of meeting with an account.
    Meeting(MeetingKind),
    /// A task of preparing a review.
    Preparation(PreparationTask),
    /// An account's health.
    Health,
}

impl RowPart {
    /// The key that a snooze keeps.
    pub fn key(self) -> String {
        let of = |kind: &str, key: &str| format!("{kind}.{key}");
        match self {
            Self::Whole => "whole".into(),
            Self::Notice => "notice".into(),
            Self::Ending => "ending".into(),
            Self::Task(task) => of("playbook", task.key()),
            Self::Meeting(kind) => of("meeting", kind.key()),
            Self::Preparation(task) => of("preparation", task.key()),
            Self::Health => "health".into(),
        }
    }

    /// The key under which a workspace of version 3, which counted rows, has kept it.
    fn key_of_version_3(self) -> String {
        let number = match self {
            Self::Whole | Self::Notice | Self::Health => 0,
            Self::Ending => 1,
            Self::Task(task) => task.days_before(),
            Self::Meeting(kind) => kind as u16 + 1,
            Self::Preparation(task) => task as u16,
        };
        format!("{VERSION_3}{number}")
    }
}

/// Before the number of a row that version 3 kept.
pub const VERSION_3: &str = "row.";

/// One row of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Identifies the row, and what a snooze refers to.
    pub key: RowKey,
    /// Its account.
    pub account: Id<Account>,
    /// The account's name.
    pub account_name: String,
    /// What it is about.
    pub matter: Matter,
    /// When it is due.
    pub due: NaiveDate,
    /// ARR of the account in the workspace's currency while its status is red or amber; nothing where a rate is
    /// missing.
    pub revenue_at_risk: Amount,
}

impl Entry {
    /// Whether a snooze is of this row.
    pub fn is_snoozed_by(&self, snooze: &Snooze) -> bool {
        let part = self.key.part;
        snooze.of == Some(self.key.record) && (snooze.row == part.key() || snooze.row == part.key_of_version_3())
    }

    fn is_for_the_client(&self) -> bool {
        match &self.matter {
            Matter::Action(action) => action.owner_there.is_some() || !action.shared.is_empty(),
            Matter::Meeting(_) | Matter::Playbook(_) | Matter::Assumption(_) | Matter::Turned(_) => false,
            Matter::Notice(_) | Matter::Ending(_) | Matter::Sync(_) | Matter::Preparation(..) => true,
        }
    }

    fn is_client_deadline_soon(&self, today: NaiveDate) -> bool {
        self.is_for_the_client() && days_between(today, self.due) <= CLIENT_DAYS
    }
}

/// The metric that lost health most points between two days.
pub fn worst_fall(then: &Health, now: &Health) -> Option<Fall> {
    let fall = |now: &Part| {
        let before = then.parts.iter().find(|part| part.metric.id == now.metric.id)?;
        let fall = Fall { metric: now.metric.clone(), from: before.value, to: now.value };
        Some((before.score - now.score, before.points - now.points, fall))
    };
    let lost = now.parts.iter().filter_map(fall).filter(|(lost, ..)| *lost > 0.0);
    lost.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(.., fall)| fall)
}

/// A metric that fell, or rose where that is worse.
#[derive(Clone, Debug, PartialEq)]
pub struct Fall {
    /// The metric.
    pub metric: Metric,
    /// Its value before.
    pub from: f64,
    /// Its value now.
    pub to: f64,
}

/// The agenda of a day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// Due before today.
    pub late: Vec<Entry>,
    /// Due today.
    pub today: Vec<Entry>,
    /// Due until Sunday.
    pub week: Vec<Entry>,
    /// Notice days within 30 days.
    pub notices: Vec<Entry>,
    /// Accounts whose health turned within 90 days.
    pub turned: Vec<Entry>,
    /// Due after Sunday, within 14 days.
    pub later: Vec<Entry>,
    /// What waits until a later day, with that day.
    pub snoozed: Vec<(Entry, NaiveDate)>,
}

impl Agenda {
    /// How many things are due until Sunday.
    pub fn this_week(&self) -> usize {
        self.late.len() + self.today.len() + self.week.len()
    }
}

/// The agenda of `today` over all active accounts. Tasks of a 30-day plan are there once they are due this week; what
/// lies further ahead stands in the plan, which Today shows apart.
pub fn agenda(records: &Records, today: NaiveDate) -> Agenda {
    let sunday = plus_days(monday_of(today), 6);
    let mut agenda = Agenda::default();
    for account in records.active_accounts() {
        let snoozes: Vec<&Snooze> = records.of::<Snooze>(account.id).filter(|snooze| snooze.until > today).collect();
        for entry in entries(records, account, today) {
            let waits = snoozes.iter().filter(|snooze| entry.is_snoozed_by(snooze));
            if let Some(until) = waits.map(|snooze| snooze.until).max() {
                agenda.snoozed.push((entry, until));
                continue;
            }
            let list = match &entry.matter {
                Matter::Notice(_) => &mut agenda.notices,
                Matter::Turned(_) => &mut agenda.turned,
                _ if entry.due < today => &mut agenda.late,
                _ if entry.due == today => &mut agenda.today,
                _ if entry.due <= sunday => &mut agenda.week,
                _ if entry.due <= plus_days(today, CLIENT_DAYS) => &mut agenda.later,
                _ => continue,
            };
            list.push(entry);
        }
    }
    for list in [&mut agenda.late, &mut agenda.today, &mut agenda.notices, &mut agenda.turned] {
        list.order_by(|a, b| {
            let clients = b.is_client_deadline_soon(today).cmp(&a.is_client_deadline_soon(today));
            let revenue = || b.revenue_at_risk.compare(a.revenue_at_risk);
            clients.then_with(revenue).then_with(|| (a.due, a.key).cmp(&(b.due, b.key)))
        });
    }
    for list in [&mut agenda.week, &mut agenda.later] {
        list.order_by(|a, b| {
            let revenue = || b.revenue_at_risk.compare(a.revenue_at_risk);
            a.due.cmp(&b.due).then_with(revenue).then_with(|| a.key.cmp(&b.key))
        });
    }
    agenda
}

/// The rows of one account.
fn entries(records: &Records, account: &Account, today: NaiveDate) -> Vec<Entry> {
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
type Row = (Uuid, RowPart, NaiveDate, Matter);

/// Open actions; tasks of a 30-day plan once they are due this week.
fn actions(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<Row> {
    let sunday = plus_days(monday_of(today), 6);
    let open = records.of::<Action>(account).filter(|action| {
        action.status == ActionStatus::Open && (action.plan.is_none() || action.due.is_some_and(|due| due <= sunday))
    });
    let row =
        |action: &Action| Some((action.id.0, RowPart::Whole, action.due?, Matter::Action(Box::new(action.clone()))));
    open.filter_map(row).collect()
}

/// The notice day, the next open task of the playbook, and the end of a contract's term, as far as they are near.
fn of_renewal(records: &Records, renewal: Renewal, holidays: &[Holiday], today: NaiveDate) -> Vec<Row> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Contract, Entity, Observation, PlaybookStep, Stored};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn world(more: Vec<Stored>) -> Records {
        let account = Account { id: id(1), ..Account::default() };
        let contract = Contract {
            id: id(2),
            account: id(1),
            name: "Flow".into(),
            end: Some(plus_days(today(), 100)),
            probability: Some(80),
            ..Contract::default()
        };
        let assumed = RaidItem {
            id: id(3),
            account: id(1),
            kind: RaidKind::Assumption,
            review_on: Some(today()),
            ..RaidItem::default()
        };
        [account.into_record(), contract.into_record(), assumed.into_record()]
            .map(Stored::own)
            .into_iter()
            .chain(more)
            .collect()
    }

    fn parts(entries: &[Entry]) -> Vec<(u128, RowPart)> {
        entries.iter().map(|entry| (entry.key.record.as_u128(), entry.key.part)).collect()
    }

    #[test]
    fn the_first_open_task_of_a_playbook_stands_for_those_after_it() {
        let agenda = agenda(&world(Vec::new()), today());
        assert_eq!(parts(&agenda.late), [(2, RowPart::Task(PlaybookTask::ValueRecap))]);
        assert!(matches!(&agenda.late[0].matter, Matter::Playbook(task) if task.more_late == 2));
        let done = PlaybookStep {
            id: id(9),
            account: id(1),
            contract: id(2),
            task: PlaybookTask::ValueRecap,
            done_on: Some(today()),
            ..PlaybookStep::default()
        };
        let agenda = super::agenda(&world(vec![Stored::own(done.into_record())]), today());
        assert_eq!(parts(&agenda.late), [(2, RowPart::Task(PlaybookTask::StakeholderCheck))]);
    }

    #[test]
    fn a_contract_that_renewed_itself_has_its_next_notice_day_and_playbook() {
        let contract = Contract {
            id: id(5),
            account: id(1),
            name: "Portal".into(),
            end: Some(plus_days(today(), -300)),
            ending: Ending::Renews,
            renews_months: Some(12),
            notice_days: Some(45),
            ..Contract::default()
        };
        let agenda = agenda(&world(vec![Stored::own(contract.into_record())]), today());
        assert_eq!(parts(&agenda.notices), [(5, RowPart::Notice)]);
        assert!(parts(&agenda.late).contains(&(5, RowPart::Task(PlaybookTask::ValueRecap))));
    }

    #[test]
    fn what_is_due_stands_in_the_order_of_client_deadline_revenue_at_risk_and_lateness() {
        let action = |number: u128, account: u128, days: i64, shared: &str| {
            let due = Some(plus_days(today(), days));
            Stored::own(
                Action { id: id(number), account: id(account), due, shared: shared.into(), ..Action::default() }
                    .into_record(),
            )
        };
        let rated = |number: u128, units: i64| {
            let movement = crate::domain::RevenueMovement {
                id: id(number + 100),
                account: id(number),
                date: plus_days(today(), -500),
                amount: crate::domain::Money::units(units, crate::domain::Currency::EUR),
                ..crate::domain::RevenueMovement::default()
            };
            let noticed = Contract {
                id: id(number + 200),
                account: id(number),
                end: Some(plus_days(today(), 200)),
                notice_received_on: Some(plus_days(today(), -1)),
                ..Contract::default()
            };
            let account = Account { id: id(number), name: "B".into(), ..Account::default() };
            [account.into_record(), movement.into_record(), noticed.into_record()].map(Stored::own)
        };
        let mut rows = vec![
            action(30, 11, -9, ""),
            action(31, 12, -1, ""),
            action(32, 12, -4, ""),
            action(33, 11, -1, "for the client"),
        ];
        rows.extend(rated(11, 100));
        rows.extend(rated(12, 900));
        let late: Vec<u128> =
            agenda(&rows.into_iter().collect(), today()).late.iter().map(|entry| entry.key.record.as_u128()).collect();
        assert_eq!(late, [33, 32, 31, 30]);
    }

    #[test]
    fn a_task_of_a_30_day_plan_is_there_once_it_is_due_this_week() {
        let task = |number: u128, days: i64, plan: Option<u128>| {
            let title = format!("Task {number}");
            let due = Some(plus_days(today(), days));
            let action = Action { id: id(number), account: id(1), title, due, plan: plan.map(id), ..Action::default() };
            Stored::own(action.into_record())
        };
        let agenda = agenda(
            &world(vec![task(20, -3, Some(9)), task(21, 6, Some(9)), task(22, 7, Some(9)), task(23, 7, None)]),
            today(),
        );
        assert!(parts(&agenda.late).contains(&(20, RowPart::Whole)));
        assert_eq!(parts(&agenda.week), [(21, RowPart::Whole)]);
        assert_eq!(parts(&agenda.later), [(23, RowPart::Whole)], "what lies ahead stands in the plan");
    }

    #[test]
    fn an_assumption_comes_up_when_its_review_date_has_come() {
        let agenda = agenda(&world(Vec::new()), today());
        assert_eq!(parts(&agenda.today), [(3, RowPart::Whole)]);
    }

    #[test]
    fn health_that_turned_is_a_row_that_can_wait() {
        let metric = |number: u128| Metric {
            id: id(number),
            account: id(1),
            name: "Tickets closed in time".into(),
            unit: "%".into(),
            weight: 10,
            red: Some(0.0),
            green: Some(100.0),
            ..Metric::default()
        };
        let seen = |number: u128, days_ago: i64, value| Observation {
            id: id(number * 1000 + days_ago as u128),
            account: id(1),
            metric: id(number),
            date: plus_days(today(), -days_ago),
            value,
            ..Observation::default()
        };
        let metrics = (11..14).map(|number| Stored::own(metric(number).into_record()));
        let observed = (11..14)
            .flat_map(|number| [seen(number, 100, 80.0), seen(number, 5, if number == 12 { 20.0 } else { 80.0 })]);
        let mut more: Vec<Stored> = metrics.chain(observed.map(|o| Stored::own(o.into_record()))).collect();
        let agenda = agenda(&world(more.clone()), today());
        assert_eq!(agenda.turned.len(), 1);
        let Matter::Turned(health) = &agenda.turned[0].matter else { panic!("health") };
        let fall = worst_fall(&health.0, &health.1).map(|fall| (fall.metric.id, fall.from, fall.to));
        assert_eq!(fall, Some((id(12), 80.0, 20.0)));
        let until = plus_days(today(), 7);
        let snooze = Snooze {
            id: id(9),
            account: id(1),
            of: Some(agenda.turned[0].key.record),
            row: agenda.turned[0].key.part.key(),
            until,
            ..Snooze::default()
        };
        more.push(Stored::own(snooze.into_record()));
        let waiting = super::agenda(&world(more), today());
        assert_eq!((waiting.turned.len(), waiting.snoozed.len()), (0, 1));
    }

    #[test]
    fn what_is_snoozed_waits_until_its_day_and_only_that_row() {
        let snooze = |until| Snooze {
            id: id(9),
            account: id(1),
            of: Some(Uuid::from_u128(2)),
            row: "playbook.valueRecap".into(),
            until,
            ..Snooze::default()
        };
        let waiting = agenda(&world(vec![Stored::own(snooze(plus_days(today(), 1)).into_record())]), today());
        assert_eq!((waiting.late.len(), waiting.today.len(), waiting.snoozed.len()), (0, 1, 1));
        let old = Snooze { row: "row.180".into(), ..snooze(plus_days(today(), 1)) };
        assert_eq!(agenda(&world(vec![Stored::own(old.into_record())]), today()).snoozed.len(), 1, "of version 3");
        let back = agenda(&world(vec![Stored::own(snooze(today()).into_record())]), today());
        assert_eq!((back.late.len(), back.snoozed.len()), (1, 0));
    }

    #[test]
    fn what_waits_at_the_client_within_a_fortnight_stands_first_and_what_is_further_ahead_is_not_there() {
        let action = |number: u128, days: i64| {
            let due = Some(plus_days(today(), days));
            Stored::own(Action { id: id(number), account: id(1), due, ..Action::default() }.into_record())
        };
        let agenda =
            agenda(&world(vec![action(20, 14), action(21, 15), action(22, 6), action(23, 7), action(24, 0)]), today());
        assert_eq!(parts(&agenda.later), [(23, RowPart::Whole), (20, RowPart::Whole)]);
        assert_eq!(parts(&agenda.week), [(22, RowPart::Whole)]);
        assert_eq!(agenda.this_week(), 4, "one late, two today, one until Sunday");
        assert_eq!((agenda.late.len(), agenda.today.len()), (1, 2));
    }

    #[test]
    fn an_executive_review_is_there_from_tomorrow_for_a_fortnight() {
        let meeting = |number: u128, kind, days: i64| {
            let date = plus_days(today(), days);
            Stored::own(Meeting { id: id(number), account: id(1), kind, date, ..Meeting::default() }.into_record())
        };
        let agenda = agenda(
            &world(vec![
                meeting(20, MeetingKind::ExecutiveReview, 0),
                meeting(21, MeetingKind::ExecutiveReview, 1),
                meeting(22, MeetingKind::ExecutiveReview, 14),
                meeting(23, MeetingKind::ExecutiveReview, 15),
                meeting(24, MeetingKind::Touch, 3),
            ]),
            today(),
        );
        let syncs = [&agenda.late, &agenda.today, &agenda.week, &agenda.later];
        let syncs: Vec<u128> = syncs
            .into_iter()
            .flatten()
            .filter(|entry| matches!(entry.matter, Matter::Sync(_)))
            .map(|entry| entry.key.record.as_u128())
            .collect();
        assert_eq!(syncs, [21, 22]);
    }

    #[test]
    fn a_contract_that_ends_is_a_row_when_it_is_near_and_one_that_renews_itself_is_none() {
        let contract = |number: u128, ending, days: i64, noticed: Option<i64>| {
            let contract = Contract {
                id: id(number),
                account: id(1),
                end: Some(plus_days(today(), days)),
                ending,
                renews_months: Some(12),
                notice_received_on: noticed.map(|days| plus_days(today(), -days)),
                ..Contract::default()
            };
            Stored::own(contract.into_record())
        };
        let agenda = agenda(
            &world(vec![
                contract(20, Ending::UnlessSigned, 14, None),
                contract(21, Ending::UnlessSigned, 15, None),
                contract(22, Ending::Renews, 10, None),
                contract(23, Ending::Renews, 10, Some(40)),
            ]),
            today(),
        );
        let ends = [&agenda.today, &agenda.week, &agenda.later];
        let ends: Vec<u128> = ends
            .into_iter()
            .flatten()
            .filter(|entry| entry.key.part == RowPart::Ending)
            .map(|entry| entry.key.record.as_u128())
            .collect();
        assert_eq!(ends, [23, 20]);
        let tasks = |number: u128| {
            agenda
                .late
                .iter()
                .any(|entry| entry.key.record.as_u128() == number && matches!(entry.key.part, RowPart::Task(_)))
        };
        assert!(tasks(20) && !tasks(23), "once notice is received, there is nothing to prepare");
    }

    #[test]
    fn notice_days_are_listed_for_30_days_unless_notice_was_received() {
        let contract = |number: u128, notice_in: i64, noticed: bool| {
            let contract = Contract {
                id: id(number),
                account: id(1),
                end: Some(plus_days(today(), notice_in + 60)),
                ending: Ending::Renews,
                renews_months: Some(12),
                notice_days: Some(60),
                notice_received_on: noticed.then(|| plus_days(today(), -1)),
                ..Contract::default()
            };
            Stored::own(contract.into_record())
        };
        let agenda = agenda(
            &world(vec![
                contract(20, 0, false),
                contract(21, 30, false),
                contract(22, 31, false),
                contract(23, 5, true),
            ]),
            today(),
        );
        assert_eq!(parts(&agenda.notices), [(20, RowPart::Notice), (21, RowPart::Notice)]);
    }

    #[test]
    fn rows_of_version_3_are_known_by_their_numbers() {
        for (part, key) in [
            (RowPart::Whole, "row.0"),
            (RowPart::Notice, "row.0"),
            (RowPart::Ending, "row.1"),
            (RowPart::Task(PlaybookTask::ValueRecap), "row.180"),
            (RowPart::Meeting(MeetingKind::ALL[0]), "row.1"),
            (RowPart::Meeting(MeetingKind::ALL[2]), "row.3"),
        ] {
            assert_eq!(part.key_of_version_3(), key, "{part:?}");
        }
    }

    #[test]
    fn the_metric_that_fell_most_by_weight_is_named() {
        let part = |number: u128, score: f64, points: f64| Part {
            metric: Metric { id: id(number), ..Metric::default() },
            value: score,
            score,
            points,
            date: today(),
            stale: false,
        };
        let health =
            |parts: Vec<Part>| Health { parts, score: 0.0, by_hand: None, too_subjective: false, stale: Vec::new() };
        let then = health(vec![part(1, 80.0, 8.0), part(2, 60.0, 30.0), part(3, 50.0, 9.0)]);
        let now = health(vec![part(1, 40.0, 4.0), part(2, 50.0, 25.0), part(3, 90.0, 9.0), part(4, 1.0, 1.0)]);
        assert_eq!(worst_fall(&then, &now).map(|fall| (fall.metric.id, fall.from, fall.to)), Some((id(2), 60.0, 50.0)));
        assert_eq!(worst_fall(&then, &then), None);
    }
}
