//! What has a day, as events for one's own calendar: plan tasks and actions, meetings, renewals. Never for the client.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use uuid::Uuid;

use crate::domain::{
    Account, Action, Id, Meeting, Order, Records, Teammate,
    choice::{ActionStatus, MeetingKind},
    date::plus_days,
    renewal::{Renewal, renewals},
};
use crate::words::paper::{common, document as text};

/// How many days back meetings are kept in the calendar.
const DAYS_BACK: i64 = 30;

/// When an event is.
#[derive(Clone, Debug, PartialEq)]
pub enum When {
    /// A whole day.
    Day(NaiveDate),
    /// A local start, the minutes it takes, and the IANA time zone; without a zone, wherever one is.
    Time(NaiveDateTime, u16, String),
}

/// An entry of a calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The record it comes from, and which of its events it is: the same for every export, so that an import replaces
    /// it.
    pub id: (Uuid, &'static str),
    /// What it is about.
    pub title: String,
    /// When it is.
    pub when: When,
    /// Where.
    pub place: String,
    /// Lines beneath.
    pub detail: Vec<String>,
}

/// The events of one account, or of all that are worked with, by day.
pub fn calendar(records: &Records, account: Option<Id<Account>>, today: NaiveDate) -> Vec<Event> {
    let of = |each: &&Account| account.is_none_or(|id| each.id == id);
    let mut events: Vec<Event> =
        records.active_accounts().filter(of).flat_map(|account| of_account(records, account, today)).collect();
    events.order_by_key(|event| (event.day(), event.id));
    events
}

impl Event {
    /// Its day.
    pub fn day(&self) -> NaiveDate {
        match &self.when {
            When::Day(day) => *day,
            When::Time(start, ..) => start.date(),
        }
    }
}

fn of_account(records: &Records, account: &Account, today: NaiveDate) -> Vec<Event> {
    let name = &account.name;
    let event = |id, title: String, when| Event { id, title, when, place: String::new(), detail: Vec::new() };
    let open = records.of::<Action>(account.id).filter(|action| action.status == ActionStatus::Open);
    let actions = open.filter_map(|action| {
        let when = match (action.due?, time(&action.due_at)) {
            (day, None) => When::Day(day),
            (day, Some(at)) => When::Time(day.and_time(at), 15, String::new()),
        };
        let detail = [&action.detail, &action.why].into_iter().filter(|line| !line.is_empty()).cloned();
        Some(Event {
            detail: detail.collect(),
            ..event((action.id.0, "due"), format!("{}, {name}", action.title), when)
        })
    });
    let kept = records.of::<Meeting>(account.id).filter(|meeting| meeting.date >= plus_days(today, -DAYS_BACK));
    let meetings = kept.map(|meeting| {
        let when = match time(&meeting.at) {
            None => When::Day(meeting.date),
            Some(at) => When::Time(meeting.date.and_time(at), meeting.minutes.unwrap_or(60), meeting.time_zone.clone()),
        };
        let theirs = meeting.people.iter().filter_map(|id| records.get(*id)).map(|person| person.name.clone());
        let ours = meeting.team.iter().filter_map(|id| records.get::<Teammate>(*id)).map(|each| each.name.clone());
        let with: Vec<String> = theirs.chain(ours).collect();
        let kind = if meeting.kind == MeetingKind::ExecutiveReview { text::EXECUTIVE_SYNC } else { "" };
        let with = (!with.is_empty()).then(|| text::with(with.join(", ")));
        let agenda = meeting.agenda.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned);
        Event {
            place: meeting.place.clone(),
            detail: with.into_iter().chain(agenda).collect(),
            ..event((meeting.id.0, "meeting"), format!("{kind}{}, {name}", meeting.title), when)
        }
    });
    let renewals = renewals(records, account.id, today).into_iter().flat_map(|Renewal { contract, term }| {
        let notice = term.notice_day.filter(|_| contract.notice_received_on.is_none());
        let on = |day: Option<NaiveDate>, which, words: &str| {
            Some(event((contract.id.0, which), format!("{words}: {}, {name}", contract.name), When::Day(day?)))
        };
        let notice = on(notice.filter(|day| *day >= today), "notice", common::LAST_DAY_FOR_NOTICE);
        notice.into_iter().chain(on(Some(term.end), "end", text::CONTRACT_ENDS)).collect::<Vec<_>>()
    });
    actions.chain(meetings).chain(renewals).collect()
}

fn time(text: &str) -> Option<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M").ok()
}
