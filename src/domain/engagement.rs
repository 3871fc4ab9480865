//! What each account is owed by its tier, and how it is kept: cadences and engagement. FORMULAS.md, Tier.

use chrono::NaiveDate;

use super::{
    Account, Cadence, Figure, Id, Meeting, Missing, Order, Records, Region,
    choice::{Enablement, MeetingKind, Tier},
    coverage::Coverage,
    date::{Holiday, days_between, holidays_in, on_or_after_working_day, plus_days},
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

/// The holidays that count for an account: those of everywhere, of its regions, and of where the one of us works who
/// owns it.
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
    /// The day by which the next must be held; `None` where none was held yet: a new account is not late on its first
    /// day.
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

impl Rhythm {
    /// How many days the next meeting is late; 0 where it is planned, not due yet, or none was held before.
    pub fn days_late(&self, today: NaiveDate) -> i64 {
        let due = self.due().filter(|_| self.planned.is_none());
        due.map_or(0, |due| days_between(due, today).max(0))
    }
}

impl Rhythm {
    /// The next meeting of its kind: as the last one was, on the working day on which it is due, tomorrow at the
    /// earliest. `name` is what it is called if none was held before.
    pub fn next_meeting(
        &self,
        records: &Records,
        account: Id<Account>,
        today: NaiveDate,
        id: Id<Meeting>,
        name: &str,
        agenda: String,
    ) -> Meeting {
        let tomorrow = plus_days(today, 1);
        let due = self.due().unwrap_or(tomorrow).max(tomorrow);
        let of_kind = records.of::<Meeting>(account).filter(|meeting| meeting.kind == self.kind);
        let last = of_kind.max_by_key(|meeting| meeting.date).cloned();
        Meeting {
            id,
            account,
            title: last.as_ref().map_or_else(|| name.to_owned(), |last| last.title.clone()),
            kind: self.kind,
            date: on_or_after_working_day(due, &holidays_of(records, account)),
            agenda,
            notes: String::new(),
            external: Default::default(),
            ..last.unwrap_or_default()
        }
    }
}

/// The meetings that a standard of a tier is about.
pub const STANDARD_MEETINGS: [MeetingKind; 3] =
    [MeetingKind::ExecutiveReview, MeetingKind::BusinessReview, MeetingKind::Touch];

/// What an account is owed, and how it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: Option<Tier>,
    /// The rhythm of each of [`STANDARD_MEETINGS`], where there is one.
    pub rhythms: [Option<Rhythm>; 3],
    /// How deep it is enabled.
    pub enablement: Option<Enablement>,
    /// The most days that a meeting is late.
    pub late: i64,
}

/// How the standards are kept with every account that is worked with, the latest first.
pub fn standards_kept(records: &Records, today: NaiveDate) -> Vec<Kept> {
    let rules = records.workspace().segmentation;
    let kept = |account: &Account| {
        let known = rhythms(records, account, today);
        let of_kind = |kind: MeetingKind| known.iter().find(|rhythm| rhythm.kind == kind).cloned();
        let rhythms = STANDARD_MEETINGS.map(of_kind);
        Kept {
            account: account.id,
            name: account.name.clone(),
            tier: tiering(account, &rules).ok().map(|tiering| tiering.tier),
            late: rhythms.iter().flatten().map(|rhythm| rhythm.days_late(today)).max().unwrap_or(0),
            rhythms,
            enablement: standard(records, account).map(|standard| standard.enablement),
        }
    };
    let mut all: Vec<Kept> = records.active_accounts().map(kept).collect();
    all.order_by(|a, b| b.late.cmp(&a.late).then_with(|| a.name.cmp(&b.name)));
    all
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

/// How many key players were met within the touch cadence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Engagement {
    /// Met in time.
    pub met: usize,
    /// All key players.
    pub players: usize,
}

impl Engagement {
    /// Met / key players.
    ///
    /// # Errors
    /// Not available without a key player.
    pub fn ratio(self) -> Figure<f64> {
        if self.players > 0 { Ok(self.met as f64 / self.players as f64) } else { Err(Missing::KeyPlayers) }
    }
}

impl std::ops::AddAssign for Engagement {
    fn add_assign(&mut self, other: Self) {
        self.met += other.met;
        self.players += other.players;
    }
}

/// The engagement with the key players of an account.
pub fn engagement(records: &Records, account: Id<Account>, coverage: &Coverage, today: NaiveDate) -> Engagement {
    let touch = records.get(account).into_iter().flat_map(|account| rhythms(records, account, today));
    let every =
        touch.into_iter().find(|rhythm| rhythm.kind == MeetingKind::Touch).map_or(30, |touch| i64::from(touch.every));
    let players = coverage.key_players();
    let met = players.iter().filter(|s| s.last_contact.is_some_and(|date| days_between(date, today) <= every)).count();
    Engagement { met, players: players.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Entity, Person, Relationship, Stored, Teammate, Workspace, choice::Level, coverage::of_account,
    };
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn meeting(number: u128, kind: MeetingKind, days_ago: i64, minutes: Option<u16>) -> Stored {
        let date = plus_days(today(), -days_ago);
        Stored::own(Meeting { id: id(number), account: id(1), kind, date, minutes, ..Meeting::default() }.into_record())
    }

    /// An account of tier B: a touch every 30 days, a business review every 180.
    fn account() -> Account {
        Account {
            id: id(1),
            name: "Tallyworks".into(),
            tier_override: Some(Tier::B),
            tier_reason: "x".into(),
            ..Account::default()
        }
    }

    fn world(more: Vec<Stored>) -> Records {
        more.into_iter().chain([Stored::own(account().into_record())]).collect()
    }

    fn of_kind(records: &Records, kind: MeetingKind) -> Option<Rhythm> {
        rhythms(records, &account(), today()).into_iter().find(|rhythm| rhythm.kind == kind)
    }

    #[test]
    fn a_rhythm_is_the_tiers_unless_the_account_has_a_shorter_one_of_its_own() {
        let touches = vec![
            meeting(10, MeetingKind::Touch, 40, None),
            meeting(11, MeetingKind::Touch, 31, None),
            meeting(12, MeetingKind::BusinessReview, 2, None),
            meeting(13, MeetingKind::Touch, -9, None),
            meeting(14, MeetingKind::Touch, -4, None),
        ];
        let touch = of_kind(&world(touches.clone()), MeetingKind::Touch);
        let seen = touch.map(|it| (it.every, it.own, it.last, it.planned, it.due()));
        let (last, planned) = (plus_days(today(), -31), plus_days(today(), 4));
        assert_eq!(seen, Some((30, false, Some(last), Some(planned), Some(plus_days(today(), -1)))));
        let cadence = |number: u128, kind, every_days| {
            let cadence = Cadence { id: id(number), account: id(1), kind, every_days, ..Cadence::default() };
            Stored::own(cadence.into_record())
        };
        let mut own = touches;
        own.extend([
            cadence(20, MeetingKind::Touch, Some(14)),
            cadence(21, MeetingKind::Touch, Some(7)),
            cadence(22, MeetingKind::BusinessReview, Some(3)),
            cadence(23, MeetingKind::Touch, None),
        ]);
        let touch = of_kind(&world(own), MeetingKind::Touch);
        assert_eq!(touch.map(|it| (it.every, it.own)), Some((7, true)));
        assert_eq!(of_kind(&world(Vec::new()), MeetingKind::Working), None, "no tier asks for working sessions");
    }

    #[test]
    fn a_kind_that_was_never_held_or_is_planned_is_not_due() {
        let due = |more| due_meetings(&world(more), &account(), today());
        assert_eq!(due(Vec::new()), []);
        assert_eq!(due(vec![meeting(10, MeetingKind::Touch, 35, None), meeting(11, MeetingKind::Touch, -3, None)]), []);
        let last = plus_days(today(), -35);
        let expected = Due { kind: MeetingKind::Touch, last, every: 30, due: plus_days(today(), -5) };
        assert_eq!(due(vec![meeting(10, MeetingKind::Touch, 35, None)]), [expected]);
        let today_held = due(vec![meeting(10, MeetingKind::Touch, 0, None)]);
        assert_eq!(today_held.first().map(|due| due.last), Some(today()));
    }

    #[test]
    fn the_hours_of_the_last_30_days_count_and_a_meeting_without_a_length_is_half_an_hour() {
        let records = world(vec![
            meeting(10, MeetingKind::Touch, 0, Some(60)),
            meeting(11, MeetingKind::Working, 29, None),
            meeting(12, MeetingKind::Touch, 30, Some(600)),
            meeting(13, MeetingKind::Touch, -1, Some(600)),
        ]);
        assert_eq!(hours_spent(&records, id(1), today()), 1.5);
        let time = time_by_tier(&records, today());
        assert_eq!(time, [TierTime { tier: Tier::B, accounts: 1, spent: 1.5, standard: 4.0 }]);
        let second = Account { id: id(2), ..account() };
        let both: Records =
            records.rows().map(|(_, row)| row.clone()).chain([Stored::own(second.into_record())]).collect();
        assert_eq!(time_by_tier(&both, today()), [TierTime { tier: Tier::B, accounts: 2, spent: 1.5, standard: 8.0 }]);
    }

    #[test]
    fn a_key_player_is_engaged_within_the_touch_cadence() {
        let player = |number: u128, days_ago: i64, influence| {
            let person = Person { id: id(number), account: id(1), influence: Some(influence), ..Person::default() };
            let met = Relationship {
                id: id(number + 50),
                account: id(1),
                person: id(number),
                now: Level::Vendor,
                last_contact: Some(plus_days(today(), -days_ago)),
                ..Relationship::default()
            };
            [person.into_record(), met.into_record()].map(Stored::own)
        };
        let people = [player(10, 30, 4), player(11, 31, 4), player(12, 1, 3)].concat();
        let records = world(people);
        let coverage = of_account(&records, id(1), today());
        assert_eq!(engagement(&records, id(1), &coverage, today()), Engagement { met: 1, players: 2 });
    }

    #[test]
    fn the_holidays_of_an_account_are_those_of_everywhere_its_regions_and_its_owner() {
        let holiday = |number: u128, region: &str| Holiday {
            id: id(number),
            date: plus_days(today(), number as i64),
            name: region.into(),
            region: region.into(),
        };
        let holidays = vec![holiday(1, ""), holiday(2, "Lyon"), holiday(3, "Leeds"), holiday(4, "Oslo")];
        let settings = Workspace { id: id(9), me: Some(id(5)), holidays, ..Workspace::default() };
        let me = Teammate { id: id(5), region: "leeds".into(), ..Teammate::default() };
        let region = Region { id: id(6), account: id(1), name: "Lyon".into(), ..Region::default() };
        let records = world([settings.into_record(), me.into_record(), region.into_record()].map(Stored::own).to_vec());
        let names: Vec<String> = holidays_of(&records, id(1)).into_iter().map(|holiday| holiday.name).collect();
        assert_eq!(names, ["", "Lyon", "Leeds"]);
        let next = rhythms(&records, &account(), today()).into_iter().next().map(|rhythm| {
            let rhythm = Rhythm { last: None, ..rhythm };
            rhythm.next_meeting(&records, id(1), today(), id(40), "Weekly call", String::new()).date
        });
        assert_eq!(next, Some(plus_days(today(), 4)), "a holiday of Oslo is none of theirs");
    }

    #[test]
    fn the_standards_of_the_workspace_count_before_the_usual_ones() {
        let own = Standard { tier: Tier::B, touch: 5, ..Standard::default() };
        let other = Standard { tier: Tier::A, touch: 1, ..Standard::default() };
        let settings = Workspace { id: id(9), standards: vec![other, own], ..Workspace::default() };
        let records = world(vec![Stored::own(settings.into_record())]);
        assert_eq!(standard(&records, &account()).map(|standard| standard.touch), Some(5));
        assert_eq!(standard(&world(Vec::new()), &account()).map(|standard| standard.touch), Some(30));
    }
}
