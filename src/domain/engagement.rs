//! What each account is owed by its tier, and how it is kept: cadences and engagement. FORMULAS.md, Tier.

use chrono::NaiveDate;

use super::{
    Account, Cadence, Id, Meeting, Records, Region,
    choice::{MeetingKind, Tier},
    coverage::Coverage,
    date::{Holiday, days_between, holidays_in, plus_days},
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

/// The holidays that count for an account: those of everywhere, of its regions, and of where the one of us works who owns it.
pub fn holidays_of(records: &Records, account: Id<Account>) -> Vec<Holiday> {
    let settings = records.workspace();
    let owner = records.get(account).and_then(|account| account.owner).or(settings.me);
    let ours = records.find(owner).map(|teammate| teammate.region.as_str());
    let theirs = records.of::<Region>(account).map(|region| region.name.as_str());
    holidays_in(&settings.holidays, &theirs.chain(ours).collect::<Vec<_>>())
}

/// The standard of an account's tier.
pub fn standard(records: &Records, account: &Account) -> Option<Standard> {
    let settings = records.workspace();
    let tier = tiering(account, &settings.segmentation).ok()?.tier;
    let own = settings.standards.iter().find(|standard| standard.tier == tier).cloned();
    own.or_else(|| default_standards().into_iter().find(|standard| standard.tier == tier))
}

/// How often a kind of meeting is held with an account, and when the next is.
#[derive(Clone, Debug, PartialEq)]
pub struct Rhythm {
    /// The kind of meeting.
    pub kind: MeetingKind,
    /// The longest time between two, in days.
    pub every: u16,
    /// Whether the account's own cadence says so; else its tier's standard does.
    pub own: bool,
    /// When the last was held.
    pub last: Option<NaiveDate>,
    /// When the next is planned.
    pub planned: Option<NaiveDate>,
}

impl Rhythm {
    /// The day by which the next must be held; `None` where none was held yet: a new account is not late on its first day.
    pub fn due(&self) -> Option<NaiveDate> {
        self.last.map(|last| plus_days(last, i64::from(self.every)))
    }
}

/// The rhythms of an account: of its own cadences, and of its tier's standard for kinds that have none.
pub fn rhythms(records: &Records, account: &Account, today: NaiveDate) -> Vec<Rhythm> {
    let standard = standard(records, account);
    let rhythm = |kind: MeetingKind| {
        let own =
            records.of::<Cadence>(account.id).filter(|cadence| cadence.kind == kind).filter_map(|c| c.every_days).min();
        let every = own.or_else(|| standard.as_ref().and_then(|standard| standard.days(kind)))?;
        let dates =
            || records.of::<Meeting>(account.id).filter(|meeting| meeting.kind == kind).map(|meeting| meeting.date);
        Some(Rhythm {
            kind,
            every,
            own: own.is_some(),
            last: dates().filter(|date| *date <= today).max(),
            planned: dates().filter(|date| *date > today).min(),
        })
    };
    MeetingKind::ALL.iter().copied().filter_map(rhythm).collect()
}

/// The meetings due at an account. A kind that was never held, or that is already planned, is not due.
pub fn due_meetings(records: &Records, account: &Account, today: NaiveDate) -> Vec<Due> {
    let due = |rhythm: Rhythm| {
        let due = rhythm.due().filter(|_| rhythm.planned.is_none())?;
        Some(Due { kind: rhythm.kind, last: rhythm.last?, every: rhythm.every, due })
    };
    rhythms(records, account, today).into_iter().filter_map(due).collect()
}

/// Hours spent with an account in meetings of the last 30 days; a meeting without a length counts as half an hour.
pub fn hours_spent(records: &Records, account: Id<Account>, today: NaiveDate) -> f64 {
    const USUAL_MINUTES: u16 = 30;
    let recent = |meeting: &&Meeting| (plus_days(today, -29)..=today).contains(&meeting.date);
    let minutes = records
        .of::<Meeting>(account)
        .filter(recent)
        .map(|meeting| u32::from(meeting.minutes.unwrap_or(USUAL_MINUTES)));
    f64::from(minutes.sum::<u32>()) / 60.0
}

/// The time that the accounts of a tier got in the last 30 days, against their standard.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TierTime {
    /// The tier.
    pub tier: Tier,
    /// How many accounts it has.
    pub accounts: usize,
    /// Hours in meetings.
    pub spent: f64,
    /// Hours that the standard asks for, all accounts together.
    pub standard: f64,
}

/// Time per tier, A first; tiers without an account are left out.
pub fn time_by_tier(records: &Records, today: NaiveDate) -> Vec<TierTime> {
    let rules = records.workspace().segmentation;
    let mut times: Vec<TierTime> =
        Tier::ALL.iter().map(|tier| TierTime { tier: *tier, accounts: 0, spent: 0.0, standard: 0.0 }).collect();
    for account in records.active_accounts() {
        let Ok(tiering) = tiering(account, &rules) else { continue };
        let time = &mut times[tiering.tier as usize];
        time.accounts += 1;
        time.spent += hours_spent(records, account.id, today);
        time.standard += standard(records, account).map_or(0.0, |standard| f64::from(standard.hours));
    }
    times.retain(|time| time.accounts > 0);
    times
}

/// Engagement: key players met within the touch cadence, and all key players.
pub fn engagement(records: &Records, account: Id<Account>, coverage: &Coverage, today: NaiveDate) -> (usize, usize) {
    let touch = records.get(account).into_iter().flat_map(|account| rhythms(records, account, today));
    let every =
        touch.into_iter().find(|rhythm| rhythm.kind == MeetingKind::Touch).map_or(30, |touch| i64::from(touch.every));
    let players = coverage.key_players();
    let met = players.iter().filter(|s| s.last_contact.is_some_and(|date| days_between(date, today) <= every)).count();
    (met, players.len())
}
