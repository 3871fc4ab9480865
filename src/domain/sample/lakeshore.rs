//! Lakeshore Transit: taken over on 9 November, in its first 30 days.

use super::{Client, World};
use crate::domain::{
    Account, Action, Currency, Id, Link, Metric, Person, Plan30, RaidItem, Tie,
    choice::{ActionStatus, Ending, Evidence, Level, MeetingKind, MetricGroup, RaidKind, Role, Theme, TieKind, Tier},
};

type Date = (i32, u32, u32);

pub(super) fn add(world: &mut World) {
    let account = world.client(&Client {
        name: "Lakeshore Transit",
        industry: "Public transport",
        about: "Public transport, 2 depots, Bristol",
        tier: Tier::C,
        currency: Currency::EUR,
        since: (2026, 10, 1),
        arr: 240,
        change: 0,
        changed: (2026, 10, 1),
        note: "",
        ends: (2029, 8, 31),
        ending: Ending::UnlessSigned,
        notice_days: None,
        probability: None,
    });
    let people = people(world, account);
    ties(world, account, &people);
    plan(world, account);
    log(world, account);
    let mut meeting = world.meeting(account, MeetingKind::Working, "Success metrics", (2026, 11, 23), "15:00");
    meeting.people = vec![people[0]];
    world.add(meeting);
    let (id, due, owner) = (world.id(), Some(world.day((2026, 11, 23))), Some(world.maya));
    world.add(Action {
        id,
        account,
        title: "Log what we assume about the depot roll-out".into(),
        detail: "first 30 days, day 15".into(),
        due,
        owner,
        ..Action::default()
    });
}

fn people(world: &mut World, account: Id<Account>) -> Vec<Id<Person>> {
    let maya = world.maya;
    let mut ids = Vec::new();
    for (name, title, roles, influence, support, met) in [
        ("Dana Whitfield", "Operations director", &[Role::Influencer][..], 4, 1, Some((2026, 11, 12))),
        ("Gareth Pryce", "Managing director", &[Role::EconomicBuyer][..], 5, 0, None),
        ("Sunil Rao", "Depot manager, north", &[Role::User][..], 3, 1, Some((2026, 11, 19))),
        ("Moira Kelly", "Depot manager, south", &[Role::User][..], 3, 0, Some((2026, 11, 19))),
        ("Paulo Reis", "Drivers’ representative", &[Role::Influencer][..], 3, -1, None),
        ("Anjali Mehta", "Head of planning", &[Role::TechnicalEvaluator][..], 3, 1, Some((2026, 11, 16))),
        ("Tom Ashby", "IT manager", &[Role::TechnicalEvaluator][..], 2, 0, Some((2026, 11, 16))),
        ("Sofia Reyes", "Passenger services", &[Role::User][..], 2, 1, Some((2026, 11, 18))),
        ("Colin Frost", "Procurement", &[Role::Procurement][..], 2, 0, None),
    ] {
        let person = world.person(account, name, title, roles, influence, support);
        if let Some(date) = met {
            let level = if influence == 4 { Level::CredibleSource } else { Level::Vendor };
            world.knows(account, person, maya, (level, Level::ProblemSolver), date);
        }
        ids.push(person);
    }
    ids
}

fn ties(world: &mut World, account: Id<Account>, people: &[Id<Person>]) {
    for (from, kind, to, note) in [
        (0, TieKind::Influences, 1, "He asks her before he signs"),
        (2, TieKind::WorksWith, 3, "Share the night roster"),
        (4, TieKind::Conflicts, 5, "Shift plans of last winter"),
    ] {
        let (id, seen) = (world.id(), Some(world.day((2026, 11, 18))));
        world.add(Tie {
            id,
            account,
            from: people[from],
            kind,
            to: people[to],
            note: note.into(),
            seen,
            ..Tie::default()
        });
    }
}

/// A task of the plan.
struct Task {
    theme: Theme,
    title: &'static str,
    due: Date,
    done: bool,
    evidence: Evidence,
    /// What shows that it is done, if it is linked.
    link: &'static str,
    /// Whether Jonas does it, and not Maya.
    by_jonas: bool,
}

/// The tasks of the plan.
const TASKS: [Task; 16] = [
    Task {
        theme: Theme::Read,
        title: "Contract, SLA and price schedule",
        due: (2026, 11, 9),
        done: true,
        evidence: Evidence::Contract,
        link: "Contract v3, notes",
        by_jonas: false,
    },
    Task {
        theme: Theme::Read,
        title: "Last two reviews and the open tickets",
        due: (2026, 11, 10),
        done: true,
        evidence: Evidence::Linked,
        link: "Summary, 11 tickets",
        by_jonas: false,
    },
    Task {
        theme: Theme::Read,
        title: "Invoices and usage since the start",
        due: (2026, 11, 12),
        done: true,
        evidence: Evidence::Linked,
        link: "Usage export",
        by_jonas: true,
    },
    Task {
        theme: Theme::Map,
        title: "Who decides, who pays, who uses",
        due: (2026, 11, 13),
        done: true,
        evidence: Evidence::EconomicBuyer,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Map,
        title: "Informal ties and past conflicts",
        due: (2026, 11, 18),
        done: true,
        evidence: Evidence::Ties,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Map,
        title: "Second contact for every key player",
        due: (2026, 11, 24),
        done: false,
        evidence: Evidence::SecondContact,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Meet,
        title: "Introduction call with Dana Whitfield",
        due: (2026, 11, 12),
        done: true,
        evidence: Evidence::Linked,
        link: "Minutes, 12 Nov",
        by_jonas: false,
    },
    Task {
        theme: Theme::Meet,
        title: "Depot managers, north and south",
        due: (2026, 11, 19),
        done: true,
        evidence: Evidence::Linked,
        link: "Minutes, 19 Nov",
        by_jonas: false,
    },
    Task {
        theme: Theme::Meet,
        title: "Drivers’ representative",
        due: (2026, 12, 4),
        done: false,
        evidence: Evidence::Linked,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Meet,
        title: "Our support and delivery leads",
        due: (2026, 11, 16),
        done: true,
        evidence: Evidence::Linked,
        link: "",
        by_jonas: true,
    },
    Task {
        theme: Theme::Agree,
        title: "What success means, in their numbers",
        due: (2026, 11, 23),
        done: false,
        evidence: Evidence::Metrics,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Agree,
        title: "Working agreement: channels, escalation",
        due: (2026, 11, 20),
        done: false,
        evidence: Evidence::WorkingAgreement,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Agree,
        title: "Meeting rhythm for the first year",
        due: (2026, 11, 26),
        done: false,
        evidence: Evidence::Cadence,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Assume,
        title: "Assumptions about the depot roll-out",
        due: (2026, 11, 23),
        done: false,
        evidence: Evidence::Assumptions,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Assume,
        title: "Review the assumptions with Operations",
        due: (2026, 12, 2),
        done: false,
        evidence: Evidence::Linked,
        link: "",
        by_jonas: false,
    },
    Task {
        theme: Theme::Assume,
        title: "Day-30 read-out to Daniel Osei",
        due: (2026, 12, 8),
        done: false,
        evidence: Evidence::ReadOut,
        link: "",
        by_jonas: false,
    },
];

fn plan(world: &mut World, account: Id<Account>) {
    let plan = world.id();
    let start = world.day((2026, 11, 9));
    world.add(Plan30 {
        id: plan,
        account,
        start,
        predecessor: "Ruth Cole".into(),
        politics: "Gareth decides alone, after asking Dana. The depots do not trust head office.".into(),
        promises: "Both depots live by Easter; the night roster in the first release.".into(),
        read_out_to: "Daniel Osei".into(),
        ..Plan30::default()
    });
    for Task { theme, title, due, done, evidence, link, by_jonas } in TASKS {
        let (id, date) = (world.id(), world.day(due));
        world.add(Action {
            id,
            account,
            title: title.into(),
            due: Some(date),
            owner: Some(if by_jonas { world.jonas } else { world.maya }),
            status: if done { ActionStatus::Done } else { ActionStatus::Open },
            done_on: done.then_some(date),
            plan: Some(plan),
            theme: Some(theme),
            evidence: Some(evidence),
            ..Action::default()
        });
        if !link.is_empty() {
            let record = world.id();
            world.add(Link {
                id: record,
                account,
                of: Some(id.0),
                title: link.into(),
                date: Some(date),
                ..Link::default()
            });
        }
    }
    metrics(world, account);
}

fn metrics(world: &mut World, account: Id<Account>) {
    for (name, target, unit) in [
        ("Buses leaving on time", 94.0, "%"),
        ("Rosters out two weeks ahead", 100.0, "%"),
        ("Overtime hours a week", 320.0, "h"),
    ] {
        let id = world.id();
        world.add(Metric {
            id,
            account,
            name: name.into(),
            group: MetricGroup::Outcomes,
            target: Some(target),
            unit: unit.into(),
            ..Metric::default()
        });
    }
}

fn log(world: &mut World, account: Id<Account>) {
    for (kind, statement) in [
        (RaidKind::Assumption, "Both depots keep their own roster rules"),
        (RaidKind::Assumption, "Drivers get the app on their own phones"),
        (RaidKind::Assumption, "The timetable change in March stays small"),
        (RaidKind::Assumption, "IT opens the interface before Christmas"),
        (RaidKind::Risk, "The union asks for a longer trial"),
        (RaidKind::Risk, "Night shifts start before training is over"),
        (RaidKind::Dependency, "Ticketing supplier delivers its export"),
    ] {
        let (id, review_on, owner) = (world.id(), Some(world.day((2026, 12, 2))), Some(world.maya));
        let (probability, impact) = (Some(3), Some(if kind == RaidKind::Risk { 4 } else { 3 }));
        world.add(RaidItem {
            id,
            account,
            kind,
            statement: statement.into(),
            probability,
            impact,
            owner,
            review_on,
            ..RaidItem::default()
        });
    }
}
