//! What each account is owed by its tier, and how it is kept: cadences and engagement. FORMULAS.md, Tier.

use chrono::NaiveDate;

use super::{
    Account, Cadence, Id, Meeting, Records,
    choice::MeetingKind,
    coverage::{Coverage, was_held},
    date::{days_between, plus_days},
    setting::{Standard, default_standards},
    tier::tiering,
};

/// A meeting that is due because the last one of its kind is long enough ago.
#[derive(Clone, Debug, PartialEq)]
pub struct Due {
    /// The kind of meeting.
    pub kind: MeetingKind,
    /// When the last was held.
    pub last: NaiveDate,
    /// The longest time between two, in days.
    pub every: u16,
    /// When the next is due.
    pub due: NaiveDate,
}

/// The standard of an account's tier.
pub fn standard(records: &Records, account: &Account) -> Option<Standard> {
    let settings = records.workspace();
    let tier = tiering(account, &settings.segmentation).ok()?.tier;
    let own = settings.standards.iter().find(|standard| standard.tier == tier).cloned();
    own.or_else(|| default_standards().into_iter().find(|standard| standard.tier == tier))
}

/// The meetings due at an account, by its own cadences where it has them, else by its tier's standard. A kind of meeting
/// that was never held, or that is already planned, is not due.
pub fn due_meetings(records: &Records, account: &Account, today: NaiveDate) -> Vec<Due> {
    let standard = standard(records, account);
    let kinds = [MeetingKind::ExecutiveReview, MeetingKind::BusinessReview, MeetingKind::Touch];
    let due = kinds.into_iter().filter_map(|kind| {
        let own =
            records.of::<Cadence>(account.id).filter(|cadence| cadence.kind == kind).filter_map(|c| c.every_days).min();
        let every = own.or_else(|| standard.as_ref().and_then(|standard| standard.days(kind)))?;
        let of_kind = || records.of::<Meeting>(account.id).filter(|meeting| meeting.kind == kind);
        if of_kind().any(|meeting| meeting.date > today) {
            return None;
        }
        let last = of_kind().filter(|meeting| was_held(meeting, today)).map(|meeting| meeting.date).max()?;
        Some(Due { kind, last, every, due: plus_days(last, i64::from(every)) })
    });
    due.collect()
}

/// Engagement: key players met within the touch cadence, and all key players.
pub fn engagement(records: &Records, account: Id<Account>, coverage: &Coverage, today: NaiveDate) -> (usize, usize) {
    let every = records.get(account).and_then(|account| standard(records, account)).map_or(30, |s| i64::from(s.touch));
    let players = coverage.key_players();
    let met = players.iter().filter(|s| s.last_contact.is_some_and(|date| days_between(date, today) <= every)).count();
    (met, players.len())
}
