//! What needs one: actions, meetings that are due, notice days, across accounts. FORMULAS.md, Dates.

mod done;
mod rows;

use chrono::NaiveDate;
use uuid::Uuid;

use self::rows::entries;

use super::{
    Account, Action, Amount, Id, Meeting, Metric, Order, RaidItem, Records, Review, Snooze,
    choice::{MeetingKind, PlaybookTask, PreparationTask},
    date::{days_between, monday_of, plus_days},
    engagement::Due,
    health::{Contribution, Health},
    renewal::Renewal,
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
    let fall = |now: &Contribution| {
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

#[cfg(test)]
mod tests;
