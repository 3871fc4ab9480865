//! The first 30 days with an account: the tasks, their dates, and the evidence that they happened.

use chrono::NaiveDate;

use super::{
    Account, Action, Cadence, Contract, Edit, Entity, Id, Link, Locale, Meeting, Metric, Plan30, RaidItem, Records,
    Relationship, Tie, Workspace,
    choice::{ActionStatus, Evidence, Level, MeetingKind, RaidKind, Theme, Tier},
    coverage::{self, was_held},
    date::{Holiday, days_between, on_or_after_working_day, plus_days},
};

/// How many days the plan has.
pub const DAYS: i64 = 30;

/// A task of the template.
#[derive(Clone, Copy, Debug)]
struct Task {
    day: i64,
    theme: Theme,
    title: &'static str,
    why: &'static str,
    evidence: Evidence,
    /// The lowest tier that gets it: C for all, A for A alone.
    from: Tier,
}

const fn task(day: i64, theme: Theme, from: Tier, evidence: Evidence, title: &'static str, why: &'static str) -> Task {
    Task { day, theme, title, why, evidence, from }
}

const TEMPLATE: &[Task] = &[
    task(
        1,
        Theme::Read,
        Tier::C,
        Evidence::Handover,
        "Handover with the predecessor: politics and promises",
        "What was promised by word of mouth is the first thing they will hold you to.",
    ),
    task(
        2,
        Theme::Read,
        Tier::C,
        Evidence::Contract,
        "Contract, SLA and price schedule",
        "The dates and duties you are bound by, before anybody asks you about them.",
    ),
    task(
        3,
        Theme::Read,
        Tier::B,
        Evidence::Linked,
        "Past reviews and what became of them",
        "Commitments that were dropped are the quickest way to earn trust, or to lose it.",
    ),
    task(
        4,
        Theme::Read,
        Tier::C,
        Evidence::Linked,
        "Invoices, open tickets and dependencies",
        "Unpaid invoices and old tickets come up in the first meeting. Know them before it.",
    ),
    task(
        5,
        Theme::Map,
        Tier::C,
        Evidence::EconomicBuyer,
        "Who decides, who pays, who uses",
        "Without the economic buyer on the map the renewal hangs on somebody you have not met.",
    ),
    task(
        8,
        Theme::Meet,
        Tier::C,
        Evidence::Introductions,
        "Introductions to the key players",
        "People tell a newcomer what they would not tell a friend of the house. It lasts about a month.",
    ),
    task(
        9,
        Theme::Map,
        Tier::B,
        Evidence::Ties,
        "Informal ties and past conflicts",
        "Who listens to whom decides more than who reports to whom.",
    ),
    task(
        11,
        Theme::Meet,
        Tier::B,
        Evidence::Linked,
        "Our support, delivery and finance leads",
        "They know what the client has stopped saying to you.",
    ),
    task(
        12,
        Theme::Meet,
        Tier::A,
        Evidence::Linked,
        "Our executive sponsor briefed",
        "A sponsor who hears of the account in a crisis is no sponsor.",
    ),
    task(
        14,
        Theme::Agree,
        Tier::C,
        Evidence::Metrics,
        "What success means, in their numbers",
        "A metric with a target is what the first review will be measured by.",
    ),
    task(
        15,
        Theme::Assume,
        Tier::C,
        Evidence::Assumptions,
        "The assumption log",
        "What you take for granted in week two surprises you in month six.",
    ),
    task(
        16,
        Theme::Assume,
        Tier::C,
        Evidence::Risks,
        "The risk log",
        "A risk that is written down has an owner; a risk that is known has none.",
    ),
    task(
        17,
        Theme::Agree,
        Tier::C,
        Evidence::WorkingAgreement,
        "Working agreement: channels, languages, escalation",
        "Agree how to reach each other before it is urgent.",
    ),
    task(
        18,
        Theme::Agree,
        Tier::C,
        Evidence::Cadence,
        "The weekly cadence",
        "A meeting that is already in the calendar is held.",
    ),
    task(
        21,
        Theme::Map,
        Tier::B,
        Evidence::SecondContact,
        "A second contact of ours for every key player",
        "If you are ill, does anybody there take our call?",
    ),
    task(
        23,
        Theme::Meet,
        Tier::A,
        Evidence::Linked,
        "A site visit where the product is used",
        "What users do differs from what their managers say.",
    ),
    task(
        25,
        Theme::Assume,
        Tier::A,
        Evidence::Linked,
        "Assumptions checked with the client's operations",
        "An assumption that was confirmed can be built on; the others are risks.",
    ),
    task(
        28,
        Theme::Agree,
        Tier::A,
        Evidence::Linked,
        "Draft of the first joint objectives",
        "Objectives that were drafted together are defended together.",
    ),
    task(
        30,
        Theme::Agree,
        Tier::C,
        Evidence::ReadOut,
        "Read-out: what we found and what we propose",
        "The moment when the account is yours.",
    ),
];

/// The date of calendar day `day` (1 is the start), moved to the next working day where it falls on none.
pub fn date_of(start: NaiveDate, day: i64, holidays: &[Holiday]) -> NaiveDate {
    on_or_after_working_day(plus_days(start, day - 1), holidays)
}

/// The plan and its tasks, as edits. A higher tier gets a deeper plan. `new_id` supplies ids.
pub fn generate(
    plan: Plan30,
    tier: Option<Tier>,
    settings: &Workspace,
    mut new_id: impl FnMut() -> uuid::Uuid,
) -> Vec<Edit> {
    let tier = tier.unwrap_or(Tier::C);
    let tasks = TEMPLATE.iter().filter(|task| tier <= task.from).map(|task| {
        let to_whom = match task.evidence {
            Evidence::ReadOut if !plan.read_out_to.is_empty() => format!(", to {}", plan.read_out_to),
            _ => String::new(),
        };
        Action {
            id: Id::new(new_id()),
            account: plan.account,
            title: format!("{}{to_whom}", task.title),
            why: task.why.into(),
            due: Some(date_of(plan.start, task.day, &settings.holidays)),
            owner: settings.me,
            plan: Some(plan.id),
            theme: Some(task.theme),
            evidence: Some(task.evidence),
            ..Action::default()
        }
    });
    let tasks: Vec<Edit> = tasks.map(|task| Edit::Put(task.into_record())).collect();
    std::iter::once(Edit::Put(plan.into_record())).chain(tasks).collect()
}

/// Start dates for several accounts taken over at once: the most important begin first, two every second working day.
pub fn stagger(
    mut accounts: Vec<(Id<Account>, Option<Tier>, i64)>,
    start: NaiveDate,
    holidays: &[Holiday],
) -> Vec<(Id<Account>, NaiveDate)> {
    accounts.sort_by_key(|(id, tier, arr)| (tier.unwrap_or(Tier::C), std::cmp::Reverse(*arr), *id));
    let mut day = on_or_after_working_day(start, holidays);
    let mut dated = Vec::new();
    for pair in accounts.chunks(2) {
        dated.extend(pair.iter().map(|(id, ..)| (*id, day)));
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
    tasks.sort_by_key(|task| (task.theme, task.due, task.id));
    tasks
}

/// What was found of a task's evidence: what there is, or what is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// There is evidence: in words.
    Yes(String),
    /// There is none yet: what would count.
    No(String),
}

/// Looks for the evidence of a task: linked to it, or on the screen where it is done.
pub fn evidence(records: &Records, task: &Action, today: NaiveDate, locale: Locale) -> Found {
    if let Some(link) = records.of::<Link>(task.account).find(|link| link.of == Some(task.id.0)) {
        return Found::Yes(link.title.clone());
    }
    found(records, task, task.evidence.unwrap_or(Evidence::Linked), today, locale)
}

fn found(records: &Records, task: &Action, evidence: Evidence, today: NaiveDate, locale: Locale) -> Found {
    let account = task.account;
    let coverage = || coverage::of_account(records, account, today);
    let some = |number: usize, one: &str, missing: &str| match number {
        0 => Found::No(missing.into()),
        _ => Found::Yes(locale.count(number as i64, one)),
    };
    match evidence {
        Evidence::Linked => Found::No("no evidence".into()),
        Evidence::Handover => {
            let plan = records.find(task.plan);
            let written = plan.is_some_and(|plan| !plan.politics.is_empty() && !plan.promises.is_empty());
            if written {
                Found::Yes("Politics and promises".into())
            } else {
                Found::No("politics or promises missing".into())
            }
        }
        Evidence::Contract => match records.of::<Contract>(account).find(|contract| contract.end.is_some()) {
            Some(contract) => Found::Yes(contract.name.clone()),
            None => Found::No("no contract with an end".into()),
        },
        Evidence::EconomicBuyer => {
            let coverage = coverage();
            let buyer = coverage.standings.iter().any(|standing| standing.person.is_buyer());
            let mapped = format!("{} mapped", locale.count(coverage.standings.len() as i64, "person"));
            if buyer { Found::Yes(mapped) } else { Found::No("no economic buyer on the map".into()) }
        }
        Evidence::Ties => some(records.of::<Tie>(account).count(), "tie", "no tie recorded"),
        Evidence::SecondContact => second_contacts(records, &coverage(), locale),
        Evidence::Introductions => {
            let coverage = coverage();
            let players = coverage.key_players();
            let met = players.iter().filter(|standing| standing.last_contact.is_some_and(|date| date <= today)).count();
            match players.len() {
                0 => Found::No("no key player on the map".into()),
                all if met == all => Found::Yes(format!("{met} of {all} met")),
                all => Found::No(format!("{met} of {all} key players met")),
            }
        }
        Evidence::Metrics => {
            let with_target = records.of::<Metric>(account).filter(|metric| metric.target.is_some()).count();
            some(with_target, "measure", "no metric with a target")
        }
        Evidence::WorkingAgreement => match records.get(account).map(|account| account.channels.clone()) {
            Some(channels) if !channels.is_empty() => Found::Yes(channels),
            _ => Found::No("no channels agreed".into()),
        },
        Evidence::Cadence => {
            let weekly =
                records.of::<Cadence>(account).find(|cadence| cadence.every_days.is_some_and(|days| days <= 7));
            weekly.map_or(Found::No("no weekly cadence".into()), |cadence| Found::Yes(cadence.name.clone()))
        }
        Evidence::Assumptions => {
            some(logged(records, account, &[RaidKind::Assumption]), "assumption", "no assumption logged")
        }
        Evidence::Risks => {
            some(logged(records, account, &[RaidKind::Risk, RaidKind::Dependency]), "entry", "no risk logged")
        }
        Evidence::ReadOut => {
            let held = |meeting: &&Meeting| {
                Some(meeting.date) >= task.due.map(|due| plus_days(due, -5)) && meeting.date <= today
            };
            let counts = |meeting: &&Meeting| meeting.kind == MeetingKind::Internal || was_held(meeting, today);
            match records.of::<Meeting>(account).filter(held).find(counts) {
                Some(meeting) => Found::Yes(meeting.title.clone()),
                None => Found::No("no meeting held yet".into()),
            }
        }
    }
}

fn logged(records: &Records, account: Id<Account>, kinds: &[RaidKind]) -> usize {
    records.of::<RaidItem>(account).filter(|item| kinds.contains(&item.kind)).count()
}

fn second_contacts(records: &Records, coverage: &coverage::Coverage, locale: Locale) -> Found {
    let players = coverage.key_players();
    let alone = players.iter().filter(|standing| {
        let person = &standing.person;
        let known = records.of::<Relationship>(person.account);
        known.filter(|relationship| relationship.person == person.id && relationship.now > Level::None).count() < 2
    });
    match (players.len(), alone.count()) {
        (0, _) => Found::No("no key player on the map".into()),
        (all, 0) => Found::Yes(format!("two of us for all {all}")),
        (_, alone) => Found::No(format!("{} known by one of us at most", locale.count(alone as i64, "key player"))),
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

/// The figures of a plan.
pub fn progress(records: &Records, plan: &Plan30, today: NaiveDate) -> Progress {
    let mut progress = Progress::default();
    for task in tasks(records, plan) {
        progress.all += usize::from(task.status != ActionStatus::Dropped);
        match task.status {
            ActionStatus::Done => {
                progress.done += 1;
                // Whether there is any, however it is written.
                let found = evidence(records, &task, today, Locale::default());
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
        let armistice = Holiday { date: day(11, 11), name: "Armistice Day".into(), region: String::new() };
        let settings = Workspace { holidays: vec![armistice], ..Workspace::default() };
        let account = Id::new(Uuid::from_u128(1));
        let plan = Plan30 { id: Id::new(Uuid::from_u128(2)), account, start: day(11, 9), ..Plan30::default() };
        let mut next = 10;
        let mut records = Records::default();
        let edits = generate(plan.clone(), Some(tier), &settings, || {
            next += 1;
            Uuid::from_u128(next)
        });
        apply(&mut records, Change::new("planned", edits), 0);
        tasks(&records, &plan)
    }

    #[test]
    fn tasks_fall_on_working_days_counted_from_the_start() {
        let due =
            |title: &str| generated(Tier::A).into_iter().find(|task| task.title.starts_with(title)).and_then(|t| t.due);
        assert_eq!(due("Handover"), Some(day(11, 9)));
        assert_eq!(due("Past reviews"), Some(day(11, 12)), "11 November is a holiday");
        assert_eq!(due("What success"), Some(day(11, 23)), "day 14 is a Sunday");
        assert_eq!(due("Read-out"), Some(day(12, 8)));
    }

    #[test]
    fn a_higher_tier_gets_a_deeper_plan_and_every_task_says_why() {
        let counts = [Tier::A, Tier::B, Tier::C].map(|tier| generated(tier).len());
        assert!(counts[0] > counts[1] && counts[1] > counts[2], "{counts:?}");
        assert!(generated(Tier::A).iter().all(|task| !task.why.is_empty()));
    }

    #[test]
    fn several_accounts_start_staggered_the_most_important_first() {
        let id = |number| Id::<Account>::new(Uuid::from_u128(number));
        let accounts = vec![(id(1), Some(Tier::C), 9), (id(2), Some(Tier::A), 1), (id(3), Some(Tier::A), 5)];
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
        assert_eq!(
            evidence(&records, &task, day(11, 23), Locale::default()),
            Found::No("no economic buyer on the map".into())
        );
        apply(&mut records, Change::put("", person(3, vec![Role::EconomicBuyer])), 0);
        assert_eq!(evidence(&records, &task, day(11, 23), Locale::default()), Found::Yes("2 people mapped".into()));
    }
}
