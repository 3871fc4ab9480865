//! The first 30 days with an account: the tasks, their dates, and the evidence that they happened.

use chrono::NaiveDate;

use super::{
    Account, Action, Amount, Cadence, Contract, Edit, Entity, Id, Kind, Link, Meeting, Metric, Order, Plan30, RaidItem,
    Records, Relationship, Teammate, Tie,
    choice::{ActionStatus, Evidence, Level, MeetingKind, PlanTask, RaidKind, RaidStatus, Theme, Tier},
    coverage::{self, was_held},
    date::{Holiday, days_between, on_or_after_working_day, plus_days},
    engagement::holidays_of,
    portfolio::comparable,
    tier::tiering,
};

/// How many days the plan has.
pub const DAYS: i64 = 30;

/// When a task of the template is due, and for whom it is.
#[derive(Clone, Copy, Debug)]
struct Rule {
    day: i64,
    theme: Theme,
    /// The lowest tier that gets it: C for all, A for A alone.
    from: Tier,
    evidence: Evidence,
}

impl PlanTask {
    fn rule(self) -> Rule {
        let rule = |day, theme, from, evidence| Rule { day, theme, from, evidence };
        match self {
            Self::Handover => rule(1, Theme::Read, Tier::C, Evidence::Handover),
            Self::Contract => rule(2, Theme::Read, Tier::C, Evidence::Contract),
            Self::PastReviews => rule(3, Theme::Read, Tier::B, Evidence::Linked),
            Self::Invoices => rule(4, Theme::Read, Tier::C, Evidence::Linked),
            Self::WhoDecides => rule(5, Theme::Map, Tier::C, Evidence::EconomicBuyer),
            Self::Introductions => rule(8, Theme::Meet, Tier::C, Evidence::Introductions),
            Self::Ties => rule(9, Theme::Map, Tier::B, Evidence::Ties),
            Self::OurLeads => rule(11, Theme::Meet, Tier::B, Evidence::Linked),
            Self::Sponsor => rule(12, Theme::Meet, Tier::A, Evidence::Linked),
            Self::Success => rule(14, Theme::Agree, Tier::C, Evidence::Metrics),
            Self::Assumptions => rule(15, Theme::Assume, Tier::C, Evidence::Assumptions),
            Self::Risks => rule(16, Theme::Assume, Tier::C, Evidence::Risks),
            Self::WorkingAgreement => rule(17, Theme::Agree, Tier::C, Evidence::WorkingAgreement),
            Self::Cadence => rule(18, Theme::Agree, Tier::C, Evidence::Cadence),
            Self::SecondContact => rule(21, Theme::Map, Tier::B, Evidence::SecondContact),
            Self::SiteVisit => rule(23, Theme::Meet, Tier::A, Evidence::Linked),
            Self::AssumptionsChecked => rule(25, Theme::Assume, Tier::A, Evidence::Linked),
            Self::Objectives => rule(28, Theme::Agree, Tier::A, Evidence::Linked),
            Self::ReadOut => rule(30, Theme::Agree, Tier::C, Evidence::ReadOut),
        }
    }
}

/// The date of calendar day `day` (1 is the start), moved to the next working day where it falls on none.
pub fn date_of(start: NaiveDate, day: i64, holidays: &[Holiday]) -> NaiveDate {
    on_or_after_working_day(plus_days(start, day - 1), holidays)
}

/// How a task is called, and why it matters.
pub struct TaskWords {
    /// What is to do.
    pub title: String,
    /// Why it matters.
    pub why: String,
}

/// The plan and its tasks, as edits. A higher tier gets a deeper plan. `words` names a task, `new_id` supplies ids.
pub fn generate(
    plan: Plan30,
    tier: Option<Tier>,
    me: Option<Id<Teammate>>,
    holidays: &[Holiday],
    words: impl Fn(PlanTask, &Plan30) -> TaskWords,
    mut new_id: impl FnMut() -> uuid::Uuid,
) -> Vec<Edit> {
    let tier = tier.unwrap_or(Tier::C);
    let rules = PlanTask::ALL.iter().map(|task| (task, task.rule())).filter(|(_, rule)| tier <= rule.from);
    let tasks = rules.map(|(task, rule)| {
        let TaskWords { title, why } = words(*task, &plan);
        Action {
            id: Id::new(new_id()),
            account: plan.account,
            title,
            why,
            due: Some(date_of(plan.start, rule.day, holidays)),
            owner: me,
            plan: Some(plan.id),
            theme: Some(rule.theme),
            evidence: Some(rule.evidence),
            ..Action::default()
        }
    });
    let tasks: Vec<Edit> = tasks.map(|task| Edit::Put(task.into_record())).collect();
    std::iter::once(Edit::Put(plan.into_record())).chain(tasks).collect()
}

/// An account that is taken over: what orders it among others.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenOver {
    /// The account.
    pub account: Id<Account>,
    /// Its name.
    pub name: String,
    /// Its tier.
    pub tier: Option<Tier>,
    /// Its ARR in the workspace's currency; `None` where a rate is missing.
    pub arr: Option<Amount>,
}

/// The accounts that can be taken over: those that are worked with and have no plan yet.
pub fn to_take_over(records: &Records, today: NaiveDate) -> Vec<TakenOver> {
    let settings = records.workspace();
    let without_plan = records.active_accounts().filter(|account| records.of::<Plan30>(account.id).next().is_none());
    let one = |account: &Account| TakenOver {
        account: account.id,
        name: account.name.clone(),
        tier: tiering(account, &settings.segmentation).ok().map(|tiering| tiering.tier),
        arr: comparable(records, account.id, &settings, today).ok().map(|comparable| comparable.arr),
    };
    without_plan.map(one).collect()
}

/// Start dates for several accounts taken over at once: the most important begin first, two every second working day.
pub fn stagger(mut accounts: Vec<TakenOver>, start: NaiveDate, holidays: &[Holiday]) -> Vec<(Id<Account>, NaiveDate)> {
    let arr = |one: &TakenOver| one.arr.unwrap_or_default();
    accounts.order_by(|a, b| {
        let tiers = a.tier.unwrap_or(Tier::C).cmp(&b.tier.unwrap_or(Tier::C));
        tiers.then_with(|| arr(b).compare(arr(a))).then_with(|| a.account.cmp(&b.account))
    });
    let mut day = on_or_after_working_day(start, holidays);
    let mut dated = Vec::new();
    for pair in accounts.chunks(2) {
        dated.extend(pair.iter().map(|one| (one.account, day)));
        for _ in 0..2 {
            day = on_or_after_working_day(plus_days(day, 1), holidays);
        }
    }
    dated
}

/// Which day of the plan `today` is, 1 to 30; `None` before and after.
pub fn day_of(plan: &Plan30, today: NaiveDate) -> Option<i64> {
    let day = days_between(plan.start, today) + 1;
    (1..=DAYS).contains(&day).then_some(day)
}

/// The tasks of a plan, by theme, then by date.
pub fn tasks(records: &Records, plan: &Plan30) -> Vec<Action> {
    let mut tasks: Vec<Action> =
        records.of::<Action>(plan.account).filter(|action| action.plan == Some(plan.id)).cloned().collect();
    tasks.order_by_key(|task| (task.theme, task.due, task.id));
    tasks
}

/// What was found of a task's evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is evidence.
    Yes(Proof),
    /// There is none yet.
    No(Lack),
}

/// The evidence of a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A record, or what was written, by its name.
    Named(String),
    /// Politics and promises were written down.
    Handover,
    /// So many people are mapped, an economic buyer among them.
    Mapped(usize),
    /// So many records of a kind: ties, metrics with a target.
    Records(Kind, usize),
    /// So many assumptions are logged.
    Assumptions(usize),
    /// So many risks and dependencies are logged.
    Risks(usize),
    /// Every key player was met.
    AllMet(usize),
    /// Every key player is known by two of us.
    TwoContacts(usize),
}

/// What a task lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// A link.
    Link,
    /// Politics or promises.
    Handover,
    /// A contract with an end.
    Contract,
    /// An economic buyer on the map.
    EconomicBuyer,
    /// A tie.
    Tie,
    /// A key player on the map.
    KeyPlayer,
    /// Meetings with key players.
    Meetings {
        /// How many were met.
        met: usize,
        /// Of how many.
        all: usize,
    },
    /// A second contact for so many key players.
    SecondContact(usize),
    /// A metric with a target.
    Metric,
    /// Agreed channels.
    Channels,
    /// A weekly cadence.
    Cadence,
    /// A logged assumption.
    Assumption,
    /// A logged risk.
    Risk,
    /// A read-out meeting.
    ReadOut,
}

/// Looks for the evidence of a task: linked to it, or on the screen where it is done.
pub fn evidence(records: &Records, task: &Action, today: NaiveDate) -> Found {
    if let Some(link) = records.of::<Link>(task.account).find(|link| link.of == Some(task.id.0)) {
        return Found::Yes(Proof::Named(link.title.clone()));
    }
    let (proof, lack) = found(records, task, task.evidence.unwrap_or(Evidence::Linked), today);
    proof.map_or(Found::No(lack), Found::Yes)
}

/// The proof of a task, if there is one, and what is missing where there is none.
fn found(records: &Records, task: &Action, evidence: Evidence, today: NaiveDate) -> (Option<Proof>, Lack) {
    let account = task.account;
    let coverage = || coverage::of_account(records, account, today);
    let some = |number: usize, proof: fn(usize) -> Proof| (number > 0).then(|| proof(number));
    match evidence {
        Evidence::Linked => (None, Lack::Link),
        Evidence::Handover => {
            let plan = records.find(task.plan);
            let written = plan.is_some_and(|plan| !plan.politics.is_empty() && !plan.promises.is_empty());
            (written.then_some(Proof::Handover), Lack::Handover)
        }
        Evidence::Contract => {
            let contract = records.of::<Contract>(account).find(|contract| contract.end.is_some());
            (contract.map(|contract| Proof::Named(contract.name.clone())), Lack::Contract)
        }
        Evidence::EconomicBuyer => {
            let standings = coverage().standings;
            let has_buyer = standings.iter().any(|standing| standing.person.is_buyer());
            (has_buyer.then_some(Proof::Mapped(standings.len())), Lack::EconomicBuyer)
        }
        Evidence::Ties => (some(records.of::<Tie>(account).count(), |ties| Proof::Records(Kind::Tie, ties)), Lack::Tie),
        Evidence::SecondContact => second_contacts(records, &coverage()),
        Evidence::Introductions => {
            let coverage = coverage();
            let players = coverage.key_players();
            let met = players.iter().filter(|standing| standing.last_contact.is_some_and(|date| date <= today)).count();
            match players.len() {
                0 => (None, Lack::KeyPlayer),
                all => ((met == all).then_some(Proof::AllMet(all)), Lack::Meetings { met, all }),
            }
        }
        Evidence::Metrics => {
            let with_target = records.of::<Metric>(account).filter(|metric| metric.target.is_some()).count();
            (some(with_target, |metrics| Proof::Records(Kind::Metric, metrics)), Lack::Metric)
        }
        Evidence::WorkingAgreement => {
            let channels = records.get(account).map(|account| account.channels.clone());
            (channels.filter(|channels| !channels.is_empty()).map(Proof::Named), Lack::Channels)
        }
        Evidence::Cadence => {
            let weekly =
                records.of::<Cadence>(account).find(|cadence| cadence.every_days.is_some_and(|days| days <= 7));
            (weekly.map(|cadence| Proof::Named(cadence.name.clone())), Lack::Cadence)
        }
        Evidence::Assumptions => {
            (some(logged(records, account, &[RaidKind::Assumption]), Proof::Assumptions), Lack::Assumption)
        }
        Evidence::Risks => {
            (some(logged(records, account, &[RaidKind::Risk, RaidKind::Dependency]), Proof::Risks), Lack::Risk)
        }
        Evidence::ReadOut => {
            let held = |meeting: &&Meeting| {
                Some(meeting.date) >= task.due.map(|due| plus_days(due, -5)) && meeting.date <= today
            };
            let counts = |meeting: &&Meeting| meeting.kind == MeetingKind::Internal || was_held(meeting, today);
            let meeting = records.of::<Meeting>(account).filter(held).find(counts);
            (meeting.map(|meeting| Proof::Named(meeting.title.clone())), Lack::ReadOut)
        }
    }
}

fn logged(records: &Records, account: Id<Account>, kinds: &[RaidKind]) -> usize {
    records.of::<RaidItem>(account).filter(|item| kinds.contains(&item.kind)).count()
}

fn second_contacts(records: &Records, coverage: &coverage::Coverage) -> (Option<Proof>, Lack) {
    let players = coverage.key_players();
    let alone = players.iter().filter(|standing| {
        let person = &standing.person;
        let known = records.of::<Relationship>(person.account);
        known.filter(|relationship| relationship.person == person.id && relationship.now > Level::None).count() < 2
    });
    match (players.len(), alone.count()) {
        (0, _) => (None, Lack::KeyPlayer),
        (all, 0) => (Some(Proof::TwoContacts(all)), Lack::SecondContact(0)),
        (_, alone) => (None, Lack::SecondContact(alone)),
    }
}

/// A plan in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Tasks that were not dropped.
    pub all: usize,
    /// Done.
    pub done: usize,
    /// Done, with evidence.
    pub with_evidence: usize,
    /// Open and due before today.
    pub late: usize,
}

/// Whom a plan has reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// People who were met.
    pub met: usize,
    /// People on the map.
    pub people: usize,
    /// Assumptions that nobody has checked yet.
    pub assumptions: usize,
}

/// Whom the first days with an account have reached.
pub fn reach(records: &Records, account: Id<Account>, today: NaiveDate) -> Reach {
    let standings = coverage::of_account(records, account, today).standings;
    let assumptions = records.of::<RaidItem>(account).filter(|item| item.kind == RaidKind::Assumption);
    Reach {
        met: standings.iter().filter(|standing| standing.last_contact.is_some_and(|date| date <= today)).count(),
        people: standings.len(),
        assumptions: assumptions.filter(|item| item.status == RaidStatus::Open).count(),
    }
}

/// The plan of an account that began last.
pub fn latest(records: &Records, account: Id<Account>) -> Option<&Plan30> {
    records.of::<Plan30>(account).max_by_key(|plan| plan.start)
}

/// Makes the plan of an account: with its holidays, as deep as its tier asks for, its tasks owned by whoever plans.
pub fn begin(
    records: &Records,
    account: Id<Account>,
    plan: Plan30,
    words: impl Fn(PlanTask, &Plan30) -> TaskWords,
    new_id: impl FnMut() -> uuid::Uuid,
) -> Vec<Edit> {
    let settings = records.workspace();
    let tiering = records.get(account).and_then(|account| tiering(account, &settings.segmentation).ok());
    let holidays = holidays_of(records, account);
    generate(plan, tiering.map(|tiering| tiering.tier), settings.me, &holidays, words, new_id)
}

/// The figures of a plan.
pub fn progress(records: &Records, plan: &Plan30, today: NaiveDate) -> Progress {
    let mut progress = Progress::default();
    for task in tasks(records, plan) {
        progress.all += usize::from(task.status != ActionStatus::Dropped);
        match task.status {
            ActionStatus::Done => {
                progress.done += 1;
                let found = evidence(records, &task, today);
                progress.with_evidence += usize::from(matches!(found, Found::Yes(_)));
            }
            ActionStatus::Open => progress.late += usize::from(task.due.is_some_and(|due| due < today)),
            ActionStatus::Dropped => {}
        }
    }
    progress
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Person, apply, choice::Role};
    use uuid::Uuid;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    fn generated(tier: Tier) -> Vec<Action> {
        let armistice = Holiday { date: day(11, 11), name: "Armistice Day".into(), ..Holiday::default() };
        let account = Id::new(Uuid::from_u128(1));
        let plan = Plan30 { id: Id::new(Uuid::from_u128(2)), account, start: day(11, 9), ..Plan30::default() };
        let mut next = 10;
        let mut records = Records::default();
        let words = |task: PlanTask, _: &Plan30| TaskWords { title: task.key().into(), why: String::new() };
        let edits = generate(plan.clone(), Some(tier), None, &[armistice], words, || {
            next += 1;
            Uuid::from_u128(next)
        });
        apply(&mut records, Change::new("planned", edits), 0);
        tasks(&records, &plan)
    }

    #[test]
    fn tasks_fall_on_working_days_counted_from_the_start() {
        let due = |task: PlanTask| {
            generated(Tier::A).into_iter().find(|action| action.title == task.key()).and_then(|action| action.due)
        };
        assert_eq!(due(PlanTask::Handover), Some(day(11, 9)));
        assert_eq!(due(PlanTask::PastReviews), Some(day(11, 12)), "11 November is a holiday");
        assert_eq!(due(PlanTask::Success), Some(day(11, 23)), "day 14 is a Sunday");
        assert_eq!(due(PlanTask::ReadOut), Some(day(12, 8)));
    }

    #[test]
    fn a_higher_tier_gets_a_deeper_plan() {
        let counts = [Tier::A, Tier::B, Tier::C].map(|tier| generated(tier).len());
        assert!(counts[0] > counts[1] && counts[1] > counts[2], "{counts:?}");
    }

    #[test]
    fn several_accounts_start_staggered_the_most_important_first() {
        let id = |number| Id::<Account>::new(Uuid::from_u128(number));
        let taken = |number, tier, units| TakenOver {
            name: String::new(),
            account: id(number),
            tier: Some(tier),
            arr: Some(Amount::units(units, crate::domain::Currency::EUR)),
        };
        let accounts = vec![taken(1, Tier::C, 9), taken(2, Tier::A, 1), taken(3, Tier::A, 5)];
        let dated = stagger(accounts, day(11, 21), &[]);
        assert_eq!(dated, [(id(3), day(11, 23)), (id(2), day(11, 23)), (id(1), day(11, 25))]);
    }

    #[test]
    fn no_economic_buyer_on_the_map_means_not_done_yet() {
        let account = Id::new(Uuid::from_u128(1));
        let task = Action { account, evidence: Some(Evidence::EconomicBuyer), ..Action::default() };
        let mut records = Records::default();
        let person = |number, roles| Person {
            id: Id::new(Uuid::from_u128(number)),
            account,
            name: "P".into(),
            roles,
            ..Person::default()
        };
        apply(&mut records, Change::put("", person(2, vec![Role::User])), 0);
        assert_eq!(evidence(&records, &task, day(11, 23)), Found::No(Lack::EconomicBuyer));
        apply(&mut records, Change::put("", person(3, vec![Role::EconomicBuyer])), 0);
        assert_eq!(evidence(&records, &task, day(11, 23)), Found::Yes(Proof::Mapped(2)));
    }
}
