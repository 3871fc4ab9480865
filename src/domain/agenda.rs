//! What needs one: actions, meetings that are due, notice days, across accounts. FORMULAS.md, Dates.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Account, Action, Contract, Id, Records, RevenueMovement,
    choice::ActionStatus,
    date::{days_between, monday_of, plus_days},
    engagement::{Due, due_meetings},
    format,
    revenue::arr,
    status::{Status, account_status},
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
    Notice(Box<Contract>),
}

/// One row of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Identifies the row: the record's id, or the account's with the kind of meeting.
    pub id: (Uuid, u8),
    /// Its account.
    pub account: Id<Account>,
    /// The account's name.
    pub account_name: String,
    /// What it is about.
    pub matter: Matter,
    /// When it is due.
    pub due: NaiveDate,
    /// ARR of the account, in minor units, while its status is red or amber.
    pub revenue_at_risk: i64,
}

impl Entry {
    /// The title.
    pub fn title(&self) -> String {
        match &self.matter {
            Matter::Action(action) => action.title.clone(),
            Matter::Meeting(due) if days_between(due.last, self.due) > 150 => {
                format!("Schedule the {}", lower(due.kind.label()))
            }
            Matter::Meeting(due) => format!("Hold the {}", lower(due.kind.label())),
            Matter::Notice(contract) => format!("Last day for notice: {}", contract.name),
        }
    }

    /// The second fact.
    pub fn detail(&self, today: NaiveDate) -> String {
        match &self.matter {
            Matter::Action(action) => action.detail.clone(),
            Matter::Meeting(due) => {
                format!("last on {}, standard {} days", format::date_near(due.last, today), due.every)
            }
            Matter::Notice(contract) => {
                contract.amount.map(|amount| format!("{} a year", format::money(amount))).unwrap_or_default()
            }
        }
    }

    fn is_for_the_client(&self) -> bool {
        match &self.matter {
            Matter::Action(action) => action.owner_there.is_some() || !action.shared.is_empty(),
            Matter::Meeting(_) => false,
            Matter::Notice(_) => true,
        }
    }
}

fn lower(label: &str) -> String {
    label.to_lowercase()
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
    /// Due after Sunday, within 14 days.
    pub later: Vec<Entry>,
}

impl Agenda {
    /// How many things are due until Sunday.
    pub fn this_week(&self) -> usize {
        self.late.len() + self.today.len() + self.week.len()
    }
}

/// The agenda of `today` over all active accounts. Tasks of a 30-day plan stand in the plan, which Today shows apart.
pub fn agenda(records: &Records, today: NaiveDate) -> Agenda {
    let sunday = plus_days(monday_of(today), 6);
    let mut agenda = Agenda::default();
    for account in records.active_accounts() {
        for entry in entries(records, account, today) {
            let list = match &entry.matter {
                Matter::Notice(_) => &mut agenda.notices,
                _ if entry.due < today => &mut agenda.late,
                _ if entry.due == today => &mut agenda.today,
                _ if entry.due <= sunday => &mut agenda.week,
                _ if entry.due <= plus_days(today, CLIENT_DAYS) => &mut agenda.later,
                _ => continue,
            };
            list.push(entry);
        }
    }
    for list in [&mut agenda.late, &mut agenda.today, &mut agenda.notices] {
        list.sort_by_key(|entry| {
            let client_soon = entry.is_for_the_client() && days_between(today, entry.due) <= CLIENT_DAYS;
            (!client_soon, std::cmp::Reverse(entry.revenue_at_risk), entry.due, entry.id)
        });
    }
    for list in [&mut agenda.week, &mut agenda.later] {
        list.sort_by_key(|entry| (entry.due, std::cmp::Reverse(entry.revenue_at_risk), entry.id));
    }
    agenda
}

fn entries(records: &Records, account: &Account, today: NaiveDate) -> Vec<Entry> {
    let status = account_status(records, account.id, today).status;
    let at_risk = matches!(status, Status::Risk | Status::Watch);
    let revenue_at_risk = if at_risk { arr(records.of::<RevenueMovement>(account.id), today) } else { 0 };
    let entry = |id: (Uuid, u8), due: NaiveDate, matter: Matter| Entry {
        id,
        account: account.id,
        account_name: account.name.clone(),
        matter,
        due,
        revenue_at_risk,
    };
    let open =
        records.of::<Action>(account.id).filter(|action| action.status == ActionStatus::Open && action.plan.is_none());
    let actions =
        open.filter_map(|action| Some(entry((action.id.0, 0), action.due?, Matter::Action(Box::new(action.clone())))));
    let meetings = due_meetings(records, account, today).into_iter();
    let meetings = meetings.map(|due| entry((account.id.0, due.kind as u8 + 1), due.due, Matter::Meeting(due)));
    let running = records.of::<Contract>(account.id).filter(|contract| contract.is_running(today));
    let notices = running.filter(|contract| contract.notice_received_on.is_none()).filter_map(|contract| {
        let day = contract.notice_day().filter(|day| (0..=NOTICE_DAYS).contains(&days_between(today, *day)))?;
        Some(entry((contract.id.0, 0), day, Matter::Notice(Box::new(contract.clone()))))
    });
    actions.chain(meetings).chain(notices).collect()
}
