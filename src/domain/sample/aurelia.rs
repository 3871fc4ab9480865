//! Aurelia Hospitals: the client of the pictures, with a review on Thursday and a renewal under way.

use super::{Client, World, ahead};
use crate::domain::{
    Account, Action, Brief, Cadence, Contract, Currency, Decision, Edit, Id, Metric, Milestone, Money, Objective,
    Observation, Opportunity, Outcome, Person, RaidItem, Record, Review, Teammate, Tie,
    choice::*,
    review::{Slide, SlideText},
};

type Date = (i32, u32, u32);

pub(super) struct People {
    pub(super) helene: Id<Person>,
    pub(super) tomasz: Id<Person>,
    pub(super) priya: Id<Person>,
    pub(super) samuel: Id<Person>,
    pub(super) ana: Id<Person>,
    pub(super) ingrid: Id<Person>,
    pub(super) emile: Id<Person>,
    pub(super) grace: Id<Person>,
    pub(super) yuki: Id<Person>,
    pub(super) viktor: Id<Person>,
}

pub(super) fn add(world: &mut World) {
    let account = world.client(&Client {
        name: "Aurelia Hospitals",
        industry: "Healthcare",
        about: "Hospital group, 9 hospitals, Lyon",
        tier: Tier::A,
        currency: Currency::EUR,
        since: (2022, 3, 1),
        arr: 620,
        change: 0,
        changed: (2022, 3, 1),
        note: "",
        ends: (2027, 3, 31),
        ending: Ending::UnlessSigned,
        notice_days: None,
        probability: Some(90),
    });
    refine(world, account);
    revenue(world, account);
    let people = people(world, account);
    relationships(world, account, &people);
    let metrics = metrics(world, account);
    objectives(world, account, &people, &metrics);
    outcomes(world, account, &people);
    log(world, account, &people);
    roadmap(world, account);
    meetings(world, account, &people);
    reviews(world, account, &people);
    actions(world, account, &people);
    decisions(world, account, &people);
    ahead::add(world, account, &people);
}

/// What the table does not tell: the working agreement, and what the contract covers.
fn refine(world: &mut World, account: Id<Account>) {
    let amount = Some(world.thousand(1840));
    for edit in &mut world.edits {
        match edit {
            Edit::PutSample(Record::Account(record)) if record.id == account => {
                record.place = "Lyon".into();
                record.employees = Some(14_200);
                record.channels = "Teams for the week, mail for decisions".into();
                record.languages = "French, English".into();
                record.privacy = "No patient data in mail; health data stays in France".into();
                record.business_model = "Public hospitals, paid by activity; margin hangs on bed days.".into();
            }
            Edit::PutSample(Record::Contract(record)) if record.account == account => {
                **record = Contract {
                    name: "Flow and Insight".into(),
                    scope: "Flow 7 sites, Insight 4, Assist".into(),
                    sla: "99.90 % availability; priority 1 within 4 hours".into(),
                    probability_reason: "The chief financial officer opposes".into(),
                    amount,
                    ..(**record).clone()
                };
            }
            _ => {}
        }
    }
}

fn revenue(world: &mut World, account: Id<Account>) {
    for (date, kind, amount, note) in [
        ((2022, 9, 1), MovementKind::Expansion, 280, "Flow at three sites"),
        ((2023, 5, 1), MovementKind::Expansion, 320, "Flow at five sites"),
        ((2023, 9, 1), MovementKind::Contraction, 80, "two wards closed"),
        ((2024, 2, 1), MovementKind::Expansion, 340, "Flow at seven sites"),
        ((2025, 1, 1), MovementKind::Expansion, 160, "Assist"),
        ((2026, 6, 1), MovementKind::Expansion, 200, "Insight, four sites"),
    ] {
        world.movement(account, date, kind, world.thousand(amount), note);
    }
    let (id, amount, close_on) = (world.id(), Some(world.thousand(320)), Some(world.day((2027, 5, 31))));
    let next_step_on = Some(world.day((2026, 12, 10)));
    world.add(Opportunity {
        id,
        account,
        name: "Insight at three further sites".into(),
        kind: OpportunityKind::Upsell,
        stage: Stage::Proposal,
        amount,
        probability: Some(60),
        close_on,
        owner: Some(world.maya),
        next_step: "Pilot on two wards, decided in the executive sync".into(),
        next_step_on,
        ..Opportunity::default()
    });
}

fn people(world: &mut World, account: Id<Account>) -> People {
    let mut person = |name: &str, title: &str, roles: &[Role], influence: u8, support: i8| {
        world.person(account, name, title, roles, influence, support)
    };
    let helene = person("Hélène Marchetti", "Chief executive", &[Role::Influencer], 5, 0);
    let tomasz = person("Tomasz Wieczorek", "CFO", &[Role::EconomicBuyer], 5, -1);
    let priya = person("Priya Raghunathan", "Chief operating officer", &[Role::DecisionMaker], 5, 0);
    let samuel = person("Samuel Okafor", "CMIO", &[Role::Influencer], 4, 2);
    let ana = person("Ana Figueiredo", "Chief nurse", &[Role::Influencer], 4, 0);
    let ingrid = person("Ingrid Solheim", "Director, patient flow", &[Role::Influencer], 4, 1);
    let emile = person("Émile Brossard", "Finance controller", &[Role::Influencer], 2, 0);
    let marc = person("Marc Delacroix", "Procurement", &[Role::Procurement], 3, -1);
    let leila = person("Leïla Benyamina", "General counsel", &[Role::Legal], 3, 0);
    let grace = person("Grace Mwangi", "Bed manager", &[Role::User], 2, 2);
    let rosa = person("Rosa Santamaría", "Ward operations", &[Role::User], 1, 1);
    let yuki = person("Yuki Tanaka", "Integration architect", &[Role::TechnicalEvaluator], 3, 1);
    let viktor = person("Viktor Kovács", "IT security", &[Role::Blocker], 3, -2);
    for (person, manager, unit, wants, shared, notes) in [
        (helene, None, "Group", "One standard in nine hospitals", "One standard, nine sites", ""),
        (
            tomasz,
            Some(helene),
            "Finance",
            "Savings that Finance can count",
            "Savings that Finance confirms",
            "Compares us with a cheaper bed board. Wants the rise capped.",
        ),
        (
            priya,
            Some(helene),
            "Operations",
            "Thirty elective slots a week back before winter ends, and no new screens for the wards.",
            "30 elective slots a week",
            "New in the role since September. Came from a supplier change at her last group; wants to see ward \
            figures, not averages.",
        ),
        (samuel, Some(helene), "Medical informatics", "No report made by hand", "No reports made by hand", ""),
        (ana, Some(helene), "Nursing", "Wards that trust the tool", "Wards that trust the tool", ""),
        (ingrid, Some(priya), "Operations", "", "", ""),
        (emile, Some(tomasz), "Finance", "", "", ""),
        (marc, Some(tomasz), "Finance", "", "", ""),
        (leila, Some(tomasz), "Legal", "", "", ""),
        (grace, Some(ingrid), "Operations", "", "", ""),
        (rosa, Some(ingrid), "Operations", "", "", ""),
        (yuki, Some(samuel), "IT", "", "", ""),
        (viktor, Some(samuel), "IT", "", "", "Signs off every new interface. Was overruled once and remembers it."),
    ] {
        for edit in &mut world.edits {
            if let Edit::PutSample(Record::Person(record)) = edit
                && record.id == person
            {
                record.manager = manager;
                record.unit = unit.into();
                record.wants = wants.into();
                record.wants_shared = shared.into();
                record.notes = notes.into();
            }
        }
    }
    for (from, kind, to, note, seen) in [
        (samuel, TieKind::Influences, priya, "He can carry ward figures to her before Thursday", (2026, 10, 20)),
        (
            tomasz,
            TieKind::Conflicts,
            priya,
            "Budget for the last two sites; do not present them a joint decision",
            (2026, 10, 6),
        ),
        (viktor, TieKind::Conflicts, yuki, "Interface cut-over waits on his security sign-off", (2026, 11, 12)),
        (ingrid, TieKind::WorksWith, yuki, "Interface tests", (2026, 11, 5)),
        (rosa, TieKind::Influences, ana, "Speaks for the wards", (2026, 10, 14)),
    ] {
        let (id, seen) = (world.id(), Some(world.day(seen)));
        world.add(Tie { id, account, from, kind, to, note: note.into(), seen, ..Tie::default() });
    }
    let maya = world.maya;
    world.knows(account, marc, maya, (Level::Vendor, Level::CredibleSource), (2026, 11, 17));
    world.knows(account, rosa, maya, (Level::CredibleSource, Level::CredibleSource), (2026, 10, 14));
    People { helene, tomasz, priya, samuel, ana, ingrid, emile, grace, yuki, viktor }
}

fn relationships(world: &mut World, account: Id<Account>, people: &People) {
    use Level::{CredibleSource, ProblemSolver, TrustedAdvisor, Vendor};
    let (maya, daniel, jonas) = (world.maya, world.daniel, world.jonas);
    let known = [
        (people.helene, daniel, (CredibleSource, TrustedAdvisor), (2026, 9, 30)),
        (people.tomasz, daniel, (Vendor, CredibleSource), (2026, 9, 23)),
        (people.priya, maya, (CredibleSource, TrustedAdvisor), (2026, 10, 20)),
        (people.samuel, maya, (TrustedAdvisor, TrustedAdvisor), (2026, 11, 18)),
        (people.ingrid, maya, (ProblemSolver, TrustedAdvisor), (2026, 11, 16)),
        (people.emile, maya, (CredibleSource, ProblemSolver), (2026, 10, 14)),
        (people.grace, maya, (ProblemSolver, ProblemSolver), (2026, 11, 10)),
        (people.yuki, jonas, (ProblemSolver, ProblemSolver), (2026, 11, 20)),
        (people.viktor, jonas, (Vendor, CredibleSource), (2026, 11, 12)),
    ];
    for (person, teammate, levels, last) in known {
        world.knows(account, person, teammate, levels, last);
    }
}

const QUARTER_ENDS: [Date; 8] = [
    (2024, 12, 31),
    (2025, 3, 31),
    (2025, 6, 30),
    (2025, 9, 30),
    (2025, 12, 31),
    (2026, 3, 31),
    (2026, 6, 30),
    (2026, 9, 30),
];

/// What the sample measures at its first client.
#[derive(Clone, Copy)]
struct Measure {
    name: &'static str,
    group: MetricGroup,
    unit: &'static str,
    target: f64,
    /// Where health is red, and where it is green.
    bounds: (f64, f64),
    weight: u8,
    decimals: u8,
    values: [f64; 8],
}

/// A measure, from its name to its values at the ends of the quarters.
#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn measure(
    name: &'static str,
    group: MetricGroup,
    unit: &'static str,
    target: f64,
    bounds: (f64, f64),
    weight: u8,
    decimals: u8,
    values: [f64; 8],
) -> Measure {
    Measure { name, group, unit, target, bounds, weight, decimals, values }
}

const MEASURES: [Measure; 9] = [
    measure(
        "Bed turnaround, median",
        MetricGroup::Outcomes,
        "min",
        170.0,
        (208.0, 158.0),
        20,
        0,
        [214.0, 209.0, 203.0, 197.0, 190.0, 186.0, 181.0, 168.0],
    ),
    measure(
        "Wait in emergency for a bed, median",
        MetricGroup::Outcomes,
        "h",
        3.5,
        (6.0, 3.0),
        0,
        1,
        [4.6, 4.5, 4.3, 4.2, 4.0, 3.9, 3.7, 3.4],
    ),
    measure(
        "Elective operations cancelled for want of a bed",
        MetricGroup::Outcomes,
        "%",
        4.5,
        (7.0, 4.0),
        0,
        1,
        [6.3, 6.0, 5.8, 5.5, 5.3, 5.0, 4.7, 4.1],
    ),
    measure(
        "Ambulance handover, median",
        MetricGroup::Outcomes,
        "min",
        20.0,
        (30.0, 18.0),
        0,
        0,
        [27.0, 26.0, 25.0, 24.0, 23.0, 22.0, 21.0, 19.0],
    ),
    measure(
        "Wards active every week",
        MetricGroup::Use,
        "%",
        90.0,
        (50.0, 95.0),
        25,
        0,
        [62.0, 66.0, 70.0, 74.0, 77.0, 80.0, 84.0, 88.0],
    ),
    measure(
        "Staff net promoter score",
        MetricGroup::Use,
        "points",
        40.0,
        (0.0, 50.0),
        10,
        0,
        [22.0, 25.0, 28.0, 31.0, 33.0, 35.0, 34.0, 31.0],
    ),
    measure(
        "Availability",
        MetricGroup::Service,
        "%",
        99.9,
        (99.45, 99.95),
        15,
        2,
        [99.90, 99.91, 99.88, 99.92, 99.93, 99.92, 99.92, 99.94],
    ),
    measure(
        "Priority-1 incidents, median to resolve",
        MetricGroup::Service,
        "h",
        4.0,
        (8.0, 3.0),
        15,
        1,
        [5.2, 4.9, 4.8, 4.4, 4.5, 4.1, 3.9, 3.4],
    ),
    measure(
        "Relationship",
        MetricGroup::Relationship,
        "of 5",
        4.0,
        (1.0, 4.0),
        15,
        1,
        [3.4, 3.4, 3.3, 3.2, 3.2, 3.1, 3.0, 2.2],
    ),
];

fn metrics(world: &mut World, account: Id<Account>) -> Vec<Id<Metric>> {
    use MetricGroup::Relationship;
    let mut ids = Vec::new();
    for measure in MEASURES {
        let metric = world.id();
        let surveyed = measure.weight > 0 && (measure.group == Relationship || measure.unit == "points");
        world.add(Metric {
            id: metric,
            account,
            name: measure.name.into(),
            group: measure.group,
            unit: measure.unit.into(),
            baseline: measure.values.first().copied(),
            target: Some(measure.target),
            red: Some(measure.bounds.0),
            green: Some(measure.bounds.1),
            weight: measure.weight,
            fresh_days: surveyed.then_some(400),
            subjective: measure.group == Relationship,
            decimals: Some(measure.decimals),
            shared: if measure.group == Relationship { String::new() } else { measure.name.into() },
            ..Metric::default()
        });
        for (end, value) in QUARTER_ENDS.iter().zip(measure.values) {
            let (id, date) = (world.id(), world.day(*end));
            world.add(Observation { id, account, metric, date, value, ..Observation::default() });
        }
        ids.push(metric);
    }
    ids
}

fn objectives(world: &mut World, account: Id<Account>, people: &People, metrics: &[Id<Metric>]) {
    for (name, metric, baseline, actual, target, unit, owner_there) in [
        ("Beds ready in under 165 minutes", Some(metrics[0]), 214.0, 168.0, 165.0, "min", people.ingrid),
        ("All nine hospitals live on Flow", None, 0.0, 7.0, 9.0, "hospitals", people.priya),
        ("Wards active every week", Some(metrics[4]), 62.0, 88.0, 95.0, "%", people.ana),
        ("Weekly bed reports made by hand", None, 26.0, 4.0, 0.0, "a week", people.samuel),
    ] {
        let (id, due) = (world.id(), Some(world.day((2027, 6, 30))));
        world.add(Objective {
            id,
            account,
            name: name.into(),
            joint: true,
            metric,
            baseline: Some(baseline),
            actual: metric.is_none().then_some(actual),
            target: Some(target),
            unit: unit.into(),
            due,
            owner_there: Some(owner_there),
            owner: Some(world.maya),
            shared: name.into(),
            ..Objective::default()
        });
    }
}

fn outcomes(world: &mut World, account: Id<Account>, people: &People) {
    for (name, baseline, actual, unit, worth, confirmed) in [
        ("Bed turnaround", 214.0, 168.0, "min", 1920, true),
        ("Elective cancellations", 6.3, 4.1, "%", 1180, true),
        ("Agency hours a year", 41_200.0, 33_800.0, "h", 700, true),
        ("Ambulance handover", 27.0, 19.0, "min", 457, false),
        ("Reports by hand", 26.0, 4.0, "a week", 360, false),
    ] {
        let (id, worth, since) = (world.id(), Some(world.thousand(worth)), Some(world.day((2024, 12, 31))));
        let first = name == "Bed turnaround";
        world.add(Outcome {
            id,
            account,
            name: name.into(),
            baseline: Some(baseline),
            actual: Some(actual),
            unit: unit.into(),
            since,
            worth,
            one_off: first.then(|| Money::units(2_000_000, Currency::EUR)),
            cost: first.then(|| Money::units(160_000, Currency::EUR)),
            state: if confirmed { OutcomeState::Confirmed } else { OutcomeState::Estimated },
            confirmed_by: confirmed.then_some(people.emile),
            confirmed_on: confirmed.then(|| world.day((2026, 10, 14))),
            evidence: "Flow, July to September, and the bed office".into(),
            shared: name.into(),
            ..Outcome::default()
        });
    }
}

fn log(world: &mut World, account: Id<Account>, people: &People) {
    let jonas = world.jonas;
    let maya = world.maya;
    for (kind, statement, response, chances, owners, shared) in [
        (
            RaidKind::Risk,
            "Winter peak before site 8 is live",
            "Weekend cover from 12 January",
            (4, 5),
            (Some(jonas), Some(people.grace)),
            "Winter peak before site 8 is live.",
        ),
        (
            RaidKind::Dependency,
            "Interface cut-over waits on security sign-off",
            "Joint test plan by 4 December",
            (3, 4),
            (Some(jonas), Some(people.yuki)),
            "Interface cut-over waits on security sign-off.",
        ),
        (
            RaidKind::Risk,
            "Staff satisfaction fell to +31",
            "Coaching on 14 wards by 31 January",
            (3, 3),
            (Some(maya), Some(people.ana)),
            "Staff satisfaction fell to +31.",
        ),
        (
            RaidKind::Risk,
            "Tomasz asks three vendors for a price",
            "Value recap with Émile’s figures before he does",
            (3, 5),
            (Some(maya), None),
            "",
        ),
        (
            RaidKind::Issue,
            "Credit note for August is still open",
            "Finance sends it this week",
            (5, 2),
            (None, None),
            "",
        ),
    ] {
        let (id, review_on) = (world.id(), Some(world.day((2026, 12, 10))));
        world.add(RaidItem {
            id,
            account,
            kind,
            statement: statement.into(),
            response: response.into(),
            response_shared: if shared.is_empty() { String::new() } else { response.into() },
            probability: Some(chances.0),
            impact: Some(chances.1),
            owner: owners.0,
            owner_there: owners.1,
            review_on,
            shared: shared.into(),
            ..RaidItem::default()
        });
    }
}

fn roadmap(world: &mut World, account: Id<Account>) {
    use Agreement::{Agreed, Proposed};
    for (track, title, date, until, agreement) in [
        ("Flow sites", "Site 8: Saint-Étienne", (2026, 12, 1), Some((2027, 2, 17)), Agreed),
        ("Flow sites", "Site 9: Grenoble", (2027, 2, 24), Some((2027, 5, 18)), Agreed),
        ("Flow sites", "all nine live", (2027, 6, 1), None, Agreed),
        ("Insight", "Pilot, two wards", (2027, 1, 1), Some((2027, 3, 12)), Proposed),
        ("Insight", "decide", (2027, 3, 22), None, Proposed),
        ("Insight", "Three further sites", (2027, 5, 1), Some((2027, 8, 31)), Proposed),
        ("Service", "Ward coaching", (2026, 12, 10), Some((2027, 1, 31)), Agreed),
        ("Service", "Interface cut-over", (2027, 2, 9), Some((2027, 4, 7)), Agreed),
        ("Service", "Failover exercise", (2027, 8, 1), Some((2027, 9, 30)), Agreed),
        ("Governance", "Q4 review", (2027, 2, 25), None, Agreed),
        ("Governance", "Q1 review", (2027, 5, 27), None, Agreed),
        ("Governance", "Q2 review", (2027, 8, 26), None, Agreed),
    ] {
        let (id, date, until) = (world.id(), Some(world.day(date)), until.map(|until| world.day(until)));
        world.add(Milestone {
            id,
            account,
            title: title.into(),
            track: track.into(),
            date,
            until,
            agreement,
            shared: title.into(),
            ..Milestone::default()
        });
    }
}

fn meetings(world: &mut World, account: Id<Account>, people: &People) {
    let (maya, daniel, jonas) = (world.maya, world.daniel, world.jonas);
    let with = |world: &mut World, kind, title, date, at, whom: Vec<Id<Person>>, team: Vec<Id<Teammate>>| {
        let mut meeting = world.meeting(account, kind, title, date, at);
        meeting.people = whom;
        meeting.team = team;
        meeting
    };
    use MeetingKind::{BusinessReview, ExecutiveReview, Internal, Touch, Working};
    let touch = with(world, Touch, "Weekly call", (2026, 11, 18), "09:00", vec![people.samuel], vec![maya]);
    let next = with(world, Touch, "Weekly call", (2026, 12, 2), "09:00", vec![people.samuel], vec![maya]);
    let call = with(world, Working, "Yuki Tanaka", (2026, 11, 23), "10:00", vec![people.yuki], vec![jonas]);
    let dry_run = with(world, Internal, "Review dry run", (2026, 11, 25), "14:00", vec![], vec![maya, daniel]);
    let mut review = with(
        world,
        BusinessReview,
        "Q3 business review",
        (2026, 11, 26),
        "10:00",
        vec![people.priya, people.tomasz, people.samuel, people.ana],
        vec![maya, daniel],
    );
    review.place = "Lyon".into();
    let mut sync = with(
        world,
        ExecutiveReview,
        "Executive sync",
        (2026, 12, 10),
        "09:00",
        vec![people.helene, people.tomasz, people.priya],
        vec![daniel, maya],
    );
    sync.place = "Aurelia, Lyon, or by video".into();
    sync.agenda = "Site 8 window: decide\nValue count: accept or correct\nScope from 1 April: first view".into();
    sync.shared = "Executive sync".into();
    sync.place_shared.clone_from(&sync.place);
    sync.agenda_shared.clone_from(&sync.agenda);
    sync.attendees_shared = "H. Marchetti, T. Wieczorek, P. Raghunathan, D. Osei, M. Lindqvist".into();
    let mut heard =
        with(world, Touch, "Ward figures with Priya", (2026, 10, 20), "11:00", vec![people.priya], vec![maya]);
    heard.notes = "Thirty elective slots a week back before winter ends, and no new screens for the wards.".into();
    for meeting in [touch, next, call, dry_run, review, sync, heard] {
        world.add(meeting);
    }
    let id = world.id();
    world.add(Cadence {
        id,
        account,
        name: "Weekly call".into(),
        kind: Touch,
        every_days: Some(7),
        ..Cadence::default()
    });
}

fn reviews(world: &mut World, account: Id<Account>, people: &People) {
    for (quarter, held) in [
        ("2025-Q2", (2025, 7, 24)),
        ("2025-Q3", (2025, 10, 23)),
        ("2025-Q4", (2026, 1, 29)),
        ("2026-Q1", (2026, 4, 23)),
        ("2026-Q2", (2026, 7, 23)),
    ] {
        let (id, date) = (world.id(), Some(world.day(held)));
        let quarter = shifted_quarter(world, quarter);
        world.add(Review { id, account, quarter, date, place: "Lyon".into(), held_on: date, ..Review::default() });
        if held != (2026, 7, 23) {
            continue;
        }
        for (title, owner, owner_there, due, done) in [
            ("Finance counts three outcomes", None, Some(people.emile), (2026, 10, 15), true),
            ("Security test plan for the new interface", Some(world.jonas), Some(people.yuki), (2026, 12, 4), false),
            ("Coaching offered to every ward under +20", Some(world.maya), Some(people.ana), (2026, 9, 30), true),
        ] {
            let (action, due) = (world.id(), Some(world.day(due)));
            world.add(Action {
                id: action,
                account,
                title: title.into(),
                owner,
                owner_there,
                due,
                status: if done { ActionStatus::Done } else { ActionStatus::Open },
                done_on: if done { due } else { None },
                review: Some(id),
                shared: title.into(),
                ..Action::default()
            });
        }
    }
    coming_review(world, account);
    let brief = world.id();
    world.add(Brief {
        id: brief,
        account,
        headline:
            "Beds are ready 46 minutes sooner. Two decisions in December keep the last two hospitals on schedule."
                .into(),
        ..Brief::default()
    });
}

/// The review of this week, half prepared.
fn coming_review(world: &mut World, account: Id<Account>) {
    let (id, date) = (world.id(), Some(world.day((2026, 11, 26))));
    let quarter = shifted_quarter(world, "2026-Q3");
    let slides = vec![
        SlideText {
            slide: Slide::Cover,
            headline: "Beds are ready 46 minutes sooner than two years \
            ago"
            .into(),
            ..SlideText::default()
        },
        SlideText {
            slide: Slide::Scorecard,
            headline: "Six of eight measures are on target; staff satisfaction fell and needs a joint fix".into(),
            text: "One hour of coaching on each of the 14 wards that score under +20, before 31 January, with ward \
                leads chosen by Ana Figueiredo."
                .into(),
            ..SlideText::default()
        },
        SlideText {
            slide: Slide::Value,
            notes: "Let Émile say the three confirmed numbers himself. If Tomasz asks about the other €817 k: \
                measured by us, their count is due on 4 December."
                .into(),
            ..SlideText::default()
        },
    ];
    world.add(Review {
        id,
        account,
        quarter,
        date,
        place: "Lyon".into(),
        slides,
        prepared: PreparationTask::ALL[..4].to_vec(),
        ..Review::default()
    });
}

/// The quarter that a quarter of the invented calendar becomes when the sample moves to today's week.
fn shifted_quarter(world: &World, quarter: &str) -> String {
    use crate::domain::date::{FiscalStart, Quarter, plus_days};
    let middle = Quarter::parse(quarter).map(|quarter| plus_days(quarter.first_day(), 45 + world.shift));
    middle.map(|date| FiscalStart::new(Month::January).quarter(date).key()).unwrap_or_default()
}

fn actions(world: &mut World, account: Id<Account>, people: &People) {
    for (title, detail, due, at, person, shared, owner_there) in [
        ("Answer Marc Delacroix on the price cap", "negotiation, round 2", (2026, 11, 20), "", None, "", None),
        (
            "Confirm two outcomes with Émile Brossard",
            "€817 k of value for Thursday",
            (2026, 11, 23),
            "",
            Some(people.emile),
            "",
            None,
        ),
        ("Send Thursday’s agenda to Priya Raghunathan", "", (2026, 11, 23), "12:00", Some(people.priya), "", None),
        (
            "Record the outcome of the interface call",
            "10:00 with Yuki Tanaka",
            (2026, 11, 23),
            "",
            Some(people.yuki),
            "",
            None,
        ),
        ("Freeze the Q3 review", "3 quality points open", (2026, 11, 25), "", None, "", None),
        ("Visit Croix-Rousse with Ingrid", "", (2026, 12, 3), "", Some(people.priya), "", None),
        ("Count the two estimates", "", (2026, 12, 4), "", None, "Estimates counted", Some(people.emile)),
        ("Site 8 ready check", "", (2026, 12, 18), "", None, "Site 8 ready check", Some(people.ingrid)),
        ("Coach 14 wards", "", (2027, 1, 31), "", None, "14 wards coached", Some(people.ana)),
    ] {
        let (id, due) = (world.id(), Some(world.day(due)));
        world.add(Action {
            id,
            account,
            title: title.into(),
            detail: detail.into(),
            due,
            due_at: at.into(),
            owner: Some(if title.starts_with("Site 8") { world.jonas } else { world.maya }),
            owner_there,
            person,
            shared: shared.into(),
            ..Action::default()
        });
    }
}

fn decisions(world: &mut World, account: Id<Account>, people: &People) {
    for (title, decided_by, due, if_waits, shared) in [
        (
            "Go-live window for site 8, weeks 7 and 8",
            people.priya,
            (2026, 12, 10),
            "Site 8 moves from February to May, after the winter peak",
            "Go-live window for site 8, weeks 7 and 8",
        ),
        (
            "Security sign-off for the new interface",
            people.samuel,
            (2026, 12, 18),
            "Two interfaces run in parallel, €14 k a month",
            "Security sign-off for the new interface",
        ),
        (
            "Renewal from 1 April, term and scope",
            people.tomasz,
            (2027, 1, 29),
            "Prices hold until 31 January",
            "Renewal from 1 April, term and scope",
        ),
    ] {
        let (id, due) = (world.id(), Some(world.day(due)));
        world.add(Decision {
            id,
            account,
            title: title.into(),
            decided_by: Some(decided_by),
            due,
            if_waits: if_waits.into(),
            if_waits_shared: if_waits.into(),
            shared: shared.into(),
            ..Decision::default()
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shifted_quarter_stays_a_quarter() {
        let mut new_id = uuid::Uuid::nil;
        let world = World::new(chrono::NaiveDate::from_ymd_opt(2026, 11, 24).unwrap_or_default(), &mut new_id);
        assert_eq!(shifted_quarter(&world, "2026-Q3"), "2026-Q3");
        let mut new_id = uuid::Uuid::nil;
        let world = World::new(chrono::NaiveDate::from_ymd_opt(2027, 2, 24).unwrap_or_default(), &mut new_id);
        assert_eq!(shifted_quarter(&world, "2026-Q3"), "2026-Q4");
    }
}
