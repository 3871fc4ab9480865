//! What needs one: actions, meetings that are due, notice days, across accounts. FORMULAS.md, Dates.

use chrono::NaiveDate;
use uuid::Uuid;

use super::{
    Account, Action, Contract, Id, Locale, Meeting, RaidItem, Records, RevenueMovement, Review, Snooze,
    choice::{ActionStatus, MeetingKind, RaidKind},
    date::{Holiday, days_between, monday_of, plus_days},
    engagement::{Due, due_meetings},
    health::{Health, Part},
    revenue::arr,
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
    Notice(Box<Contract>),
    /// The next open step of a contract's playbook.
    Playbook(Box<Step>),
    /// A contract that ends and has no successor.
    Ending(Box<Contract>),
    /// An assumption that nobody has confirmed by its review date.
    Assumption(Box<RaidItem>),
    /// A meeting with their executives that is coming up.
    Sync(Box<Meeting>),
    /// The next step of preparing a business review: the review, the step's place in the list, what it is called.
    Preparation(Box<(Review, u32, &'static str)>),
    /// Health that turned: 90 days ago, and now.
    Turned(Box<(Health, Health)>),
}

/// A step of a contract's playbook.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The contract.
    pub contract: Contract,
    /// Which step: days before the decision date.
    pub days_before: u16,
    /// What is due.
    pub name: &'static str,
    /// How many steps after it are open and late too.
    pub more_late: usize,
}

/// One row of the agenda.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Identifies the row, and what a snooze refers to: the record's id, and which of its rows it is.
    pub id: (Uuid, u16),
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
            Matter::Playbook(step) => format!("{}: {}", step.name, step.contract.name),
            Matter::Ending(contract) => format!("The contract ends: {}", contract.name),
            Matter::Assumption(item) => format!("Confirm or drop: {}", item.statement),
            Matter::Sync(meeting) => format!("Prepare: {}", meeting.title),
            Matter::Preparation(step) => format!("{}: {} review", step.2, quarter_of(&step.0)),
            Matter::Turned(_) => format!("Health of {}", self.account_name),
        }
    }

    /// The second fact.
    pub fn detail(&self, today: NaiveDate, locale: Locale) -> String {
        match &self.matter {
            Matter::Action(action) => action.detail.clone(),
            Matter::Meeting(due) => {
                format!("last on {}, standard {} days", locale.date_near(due.last, today), due.every)
            }
            Matter::Notice(contract) | Matter::Ending(contract) => {
                contract.amount.map(|amount| format!("{} a year", locale.money(amount))).unwrap_or_default()
            }
            Matter::Playbook(step) if step.more_late > 0 => {
                format!("{} days before the decision, {} more late", step.days_before, step.more_late)
            }
            Matter::Playbook(step) => format!("{} days before the decision", step.days_before),
            Matter::Assumption(item) => item.response.clone(),
            Matter::Sync(meeting) => {
                let points = meeting.agenda.lines().filter(|line| !line.trim().is_empty()).count();
                if points == 0 { "no agenda yet".into() } else { locale.count(points as i64, "point") }
            }
            Matter::Preparation(step) => {
                step.0.date.map(|day| format!("the review is on {}", locale.date_near(day, today))).unwrap_or_default()
            }
            Matter::Turned(health) => worst_fall(&health.0, &health.1, locale),
        }
    }

    fn is_for_the_client(&self) -> bool {
        match &self.matter {
            Matter::Action(action) => action.owner_there.is_some() || !action.shared.is_empty(),
            Matter::Meeting(_) | Matter::Playbook(_) | Matter::Assumption(_) | Matter::Turned(_) => false,
            Matter::Notice(_) | Matter::Ending(_) | Matter::Sync(_) | Matter::Preparation(_) => true,
        }
    }
}

/// The metric that lost most points, as a sentence.
pub fn worst_fall(then: &Health, now: &Health, locale: Locale) -> String {
    let fall = |metric: &Part| {
        let before = then.parts.iter().find(|part| part.metric.id == metric.metric.id)?;
        Some((before.score - metric.score, before.points - metric.points, before.clone(), metric.clone()))
    };
    let worst = now.parts.iter().filter_map(fall).filter(|(lost, ..)| *lost > 0.0).max_by(|a, b| a.1.total_cmp(&b.1));
    worst.map_or_else(
        || "no single metric fell".into(),
        |(_, _, before, now)| {
            let way = if now.value < before.value { "fell" } else { "rose" };
            let (from, to) = (now.metric.text(before.value, locale), now.metric.said(now.value, locale));
            format!("{} {way} from {from} to {to}", now.metric.name)
        },
    )
}

fn quarter_of(review: &Review) -> String {
    review.period().map_or_else(|| review.quarter.clone(), |quarter| quarter.name())
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

/// The agenda of `today` over all active accounts. Tasks of a 30-day plan are there once they are due this week; what lies
/// further ahead stands in the plan, which Today shows apart.
pub fn agenda(records: &Records, today: NaiveDate) -> Agenda {
    let sunday = plus_days(monday_of(today), 6);
    let mut agenda = Agenda::default();
    let holidays = records.workspace().holidays;
    for account in records.active_accounts() {
        let snoozes: Vec<&Snooze> = records.of::<Snooze>(account.id).filter(|snooze| snooze.until > today).collect();
        for entry in entries(records, account, &holidays, today) {
            let waits = snoozes.iter().filter(|snooze| (snooze.of, snooze.step) == (Some(entry.id.0), entry.id.1));
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

fn entries(records: &Records, account: &Account, holidays: &[Holiday], today: NaiveDate) -> Vec<Entry> {
    let status = account_status(records, account.id, today).status;
    let at_risk = matches!(status, Status::Risk | Status::Watch);
    let revenue_at_risk = if at_risk { arr(records.of::<RevenueMovement>(account.id), today) } else { 0 };
    let entry = |id: (Uuid, u16), due: NaiveDate, matter: Matter| Entry {
        id,
        account: account.id,
        account_name: account.name.clone(),
        matter,
        due,
        revenue_at_risk,
    };
    let sunday = plus_days(monday_of(today), 6);
    let open = records.of::<Action>(account.id).filter(|action| {
        action.status == ActionStatus::Open && (action.plan.is_none() || action.due.is_some_and(|due| due <= sunday))
    });
    let actions =
        open.filter_map(|action| Some(entry((action.id.0, 0), action.due?, Matter::Action(Box::new(action.clone())))));
    let meetings = due_meetings(records, account, today).into_iter();
    let meetings = meetings.map(|due| entry((account.id.0, due.kind as u16 + 1), due.due, Matter::Meeting(due)));
    let running = records.of::<Contract>(account.id).filter(|contract| contract.is_running(today));
    let notices = running.filter(|contract| contract.notice_received_on.is_none()).filter_map(|contract| {
        let day = contract.notice_day().filter(|day| (0..=NOTICE_DAYS).contains(&days_between(today, *day)))?;
        Some(entry((contract.id.0, 0), day, Matter::Notice(Box::new(contract.clone()))))
    });
    let soon = plus_days(today, CLIENT_DAYS);
    let renewing = || records.of::<Contract>(account.id).filter(|contract| contract.is_running(today));
    let steps = renewing().filter_map(|contract| {
        let (due, step) = next_step(records, contract, holidays, today).filter(|(due, _)| *due <= soon)?;
        Some(entry((contract.id.0, step.days_before), due, Matter::Playbook(Box::new(step))))
    });
    let endings = renewing().filter(|contract| !contract.has_renewed_itself(today)).filter_map(|contract| {
        let end = contract.end.filter(|end| *end <= soon)?;
        Some(entry((contract.id.0, 1), end, Matter::Ending(Box::new(contract.clone()))))
    });
    let assumed = records.of::<RaidItem>(account.id).filter(|item| item.kind == RaidKind::Assumption && item.is_open());
    let assumptions = assumed.filter_map(|item| {
        Some(entry(
            (item.id.0, 0),
            item.review_on.filter(|date| *date <= soon)?,
            Matter::Assumption(Box::new(item.clone())),
        ))
    });
    let coming = records
        .of::<Meeting>(account.id)
        .filter(|meeting| meeting.kind == MeetingKind::ExecutiveReview && meeting.date > today && meeting.date <= soon);
    let syncs = coming.map(|meeting| entry((meeting.id.0, 0), meeting.date, Matter::Sync(Box::new(meeting.clone()))));
    let preparing = records.of::<Review>(account.id).filter_map(|review| {
        let (place, name, due) = review.next_step(holidays, today)?;
        let step = u16::try_from(place).ok()?;
        Some(entry((review.id.0, step), due, Matter::Preparation(Box::new((review.clone(), place, name)))))
    });
    let turned = turning_red(records, account.id, today)
        .map(|health| entry((account.id.0, 0), today, Matter::Turned(Box::new(health))));
    let rows = actions.chain(meetings).chain(notices).chain(steps).chain(endings);
    rows.chain(assumptions).chain(syncs).chain(preparing).chain(turned).collect()
}

/// The first step of a contract's playbook that is not done, and its date; none while the client has left or will stay.
fn next_step(
    records: &Records,
    contract: &Contract,
    holidays: &[Holiday],
    today: NaiveDate,
) -> Option<(NaiveDate, Step)> {
    if contract.notice_received_on.is_some() || contract.has_renewed_itself(today) {
        return None;
    }
    let open: Vec<_> =
        contract.playbook(holidays).into_iter().filter(|(days, ..)| !contract.is_step_done(records, *days)).collect();
    let (days_before, name, date) = *open.first()?;
    let more_late = open.iter().skip(1).filter(|(.., date)| *date < today).count();
    Some((date, Step { contract: contract.clone(), days_before, name, more_late }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Metric, Observation, PlaybookStep, Stored};

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

    fn titles(entries: &[Entry]) -> Vec<String> {
        entries.iter().map(Entry::title).collect()
    }

    #[test]
    fn the_first_open_step_of_a_playbook_stands_for_those_after_it() {
        let agenda = agenda(&world(Vec::new()), today());
        assert_eq!(titles(&agenda.late), ["Value recap: Flow"]);
        assert_eq!(agenda.late[0].detail(today(), Locale::default()), "180 days before the decision, 2 more late");
        let done = PlaybookStep {
            id: id(9),
            account: id(1),
            contract: id(2),
            days_before: 180,
            done_on: Some(today()),
            ..PlaybookStep::default()
        };
        let agenda = super::agenda(&world(vec![Stored::own(done.into_record())]), today());
        assert_eq!(titles(&agenda.late), ["Stakeholder check: Flow"]);
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
        assert!(titles(&agenda.late).contains(&"Task 20".to_owned()));
        assert_eq!(titles(&agenda.week), ["Task 21"]);
        assert_eq!(titles(&agenda.later), ["Task 23"], "what lies ahead stands in the plan");
    }

    #[test]
    fn an_assumption_comes_up_when_its_review_date_has_come() {
        let agenda = agenda(&world(Vec::new()), today());
        assert_eq!(titles(&agenda.today), ["Confirm or drop: "]);
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
        assert_eq!(agenda.turned[0].detail(today(), Locale::default()), "Tickets closed in time fell from 80 to 20 %");
        let until = plus_days(today(), 7);
        let snooze = Snooze {
            id: id(9),
            account: id(1),
            of: Some(agenda.turned[0].id.0),
            step: agenda.turned[0].id.1,
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
            step: 180,
            until,
            ..Snooze::default()
        };
        let waiting = agenda(&world(vec![Stored::own(snooze(plus_days(today(), 1)).into_record())]), today());
        assert_eq!((waiting.late.len(), waiting.today.len(), waiting.snoozed.len()), (0, 1, 1));
        let back = agenda(&world(vec![Stored::own(snooze(today()).into_record())]), today());
        assert_eq!((back.late.len(), back.snoozed.len()), (1, 0));
    }
}
