//! The ten clients that the sample tells in a table row each, and the one that left.

use super::{Client, World, thousand_in};
use crate::domain::{
    Account, Action, Currency, Decision, Id, Metric, Observation, Opportunity, Outcome, RaidItem,
    choice::{
        Ending, Level, MeetingKind, MetricGroup, MovementKind, OpportunityKind, OutcomeState, RaidKind, Role, Stage,
        Tier,
    },
    date::plus_days,
};

type Date = (i32, u32, u32);

struct Story {
    client: Client,
    /// Health every 15 days, today last.
    health: [f64; 7],
    /// Buyer and champion: name, title, support.
    buyer: (&'static str, &'static str, i8),
    champion: (&'static str, &'static str, i8),
    touch: Date,
    business_review: Date,
    executive_review: Date,
    action: (&'static str, &'static str, Date),
    /// Name, thousands a year, probability, close.
    opportunity: Option<(&'static str, i64, u8, Date)>,
}

const fn client(
    name: &'static str,
    industry: &'static str,
    about: &'static str,
    tier: Tier,
    since: Date,
    arr: i64,
) -> Client {
    Client {
        name,
        industry,
        about,
        tier,
        currency: Currency::EUR,
        since,
        arr,
        change: 0,
        changed: (2026, 4, 1),
        note: "",
        ends: (2027, 12, 31),
        ending: Ending::Renews,
        notice_days: Some(90),
        probability: Some(90),
    }
}

/// The clients, in the order in which they are told.
const STORIES: [Story; 10] =
    [CASTELLAN, NORVIK, BRIGHTWATER, KESTREL, POLARIS, TESSARO, MERIDIAN, ODALYS, HALVORSEN, GREYFIELD];

const CASTELLAN: Story = Story {
    client: Client {
        change: 140,
        note: "Insight in 40 stores",
        ends: (2027, 7, 31),
        ..client("Castellan Retail", "Retail", "Retail chain, 210 stores, Madrid", Tier::A, (2021, 9, 1), 1180)
    },
    health: [78.0, 79.0, 79.0, 81.0, 80.0, 81.0, 81.0],
    buyer: ("Pilar Echevarría", "Chief operating officer", 1),
    champion: ("Aura Mendes", "Store systems", 2),
    touch: (2026, 11, 19),
    business_review: (2026, 9, 3),
    executive_review: (2026, 9, 17),
    action: ("Decide on the Insight pilot", "", (2026, 11, 27)),
    opportunity: Some(("Insight in all stores", 260, 50, (2027, 3, 31))),
};

const NORVIK: Story = Story {
    client: Client {
        change: -120,
        changed: (2026, 7, 1),
        note: "Two depots closed",
        ends: (2027, 1, 31),
        notice_days: Some(60),
        probability: Some(46),
        currency: Currency::SEK,
        ..client("Norvik Logistics", "Logistics", "Freight and warehousing, Gothenburg", Tier::A, (2020, 2, 1), 1420)
    },
    health: [58.0, 58.0, 56.0, 54.0, 51.0, 47.0, 44.0],
    buyer: ("Henrik Sandvik", "Chief financial officer", 0),
    champion: ("Katrin Aalto", "VP Operations", 2),
    touch: (2026, 11, 20),
    business_review: (2026, 9, 8),
    executive_review: (2026, 10, 6),
    action: ("Send the corrected credit note", "SLA credit for October", (2026, 11, 19)),
    opportunity: Some(("Yard planning", 110, 40, (2027, 5, 31))),
};

const BRIGHTWATER: Story = Story {
    client: Client {
        change: 60,
        note: "Second water works",
        ends: (2027, 9, 30),
        ..client("Brightwater Utilities", "Utilities", "Water utility, Bordeaux", Tier::B, (2019, 10, 1), 960)
    },
    health: [88.0, 87.0, 88.0, 89.0, 88.0, 88.0, 88.0],
    buyer: ("Solène Garnier", "Director of works", 2),
    champion: ("Théo Marchand", "Network control", 2),
    touch: (2026, 11, 12),
    business_review: (2026, 7, 2),
    executive_review: (2026, 9, 10),
    action: ("Site visit, Tarn works", "", (2026, 12, 15)),
    opportunity: Some(("Leak detection", 150, 60, (2027, 4, 30))),
};

const KESTREL: Story = Story {
    client: Client {
        ends: (2027, 6, 30),
        probability: Some(89),
        currency: Currency::GBP,
        ..client("Kestrel Insurance", "Insurance", "Motor and home insurer, Leeds", Tier::B, (2022, 7, 1), 880)
    },
    health: [69.0, 68.0, 67.0, 68.0, 66.0, 64.0, 63.0],
    buyer: ("Imani Clarke", "Claims director", 0),
    champion: ("Rhys Powell", "Head of claims systems", 1),
    touch: (2026, 11, 11),
    business_review: (2026, 5, 31),
    executive_review: (2026, 9, 22),
    action: ("Send the claims benchmark", "", (2026, 12, 10)),
    opportunity: None,
};

const POLARIS: Story = Story {
    client: Client {
        change: 110,
        note: "Field service",
        ends: (2027, 11, 30),
        ..client("Polaris Telecom", "Telecoms", "Mobile operator, Helsinki", Tier::A, (2021, 12, 1), 720)
    },
    health: [76.0, 77.0, 79.0, 81.0, 80.0, 83.0, 84.0],
    buyer: ("Aino Virtanen", "Chief technology officer", 1),
    champion: ("Elias Koski", "Head of field service", 2),
    touch: (2026, 11, 18),
    business_review: (2026, 9, 10),
    executive_review: (2026, 9, 30),
    action: ("Agree the 2027 roadmap", "", (2026, 12, 9)),
    opportunity: Some(("Network planning", 240, 50, (2027, 6, 15))),
};

const TESSARO: Story = Story {
    client: Client {
        change: -90,
        changed: (2026, 5, 1),
        note: "One plant less",
        ends: (2026, 12, 31),
        ending: Ending::UnlessSigned,
        notice_days: None,
        probability: Some(81),
        ..client("Tessaro Automotive", "Manufacturing", "Car parts, three plants, Turin", Tier::B, (2021, 1, 1), 790)
    },
    health: [61.0, 60.0, 59.0, 57.0, 55.0, 53.0, 52.0],
    buyer: ("Giulia Ferrero", "Purchasing director", -1),
    champion: ("Marco Bellini", "Plant manager", 0),
    touch: (2026, 11, 13),
    business_review: (2026, 8, 20),
    executive_review: (2026, 6, 11),
    action: ("Release the renewal proposal", "60 days before the end", (2026, 11, 1)),
    opportunity: None,
};

const MERIDIAN: Story = Story {
    client: Client {
        change: 40,
        note: "Plant in Aarhus",
        ends: (2027, 7, 14),
        ..client("Meridian Foods", "Food", "Dairy group, Copenhagen", Tier::B, (2022, 7, 15), 560)
    },
    health: [69.0, 68.0, 70.0, 70.0, 69.0, 70.0, 71.0],
    buyer: ("Freja Holm", "Supply chain director", 1),
    champion: ("Luís Pedroso", "Plant systems", 2),
    touch: (2026, 11, 9),
    business_review: (2026, 9, 1),
    executive_review: (2026, 9, 15),
    action: ("Touch call, plant managers", "", (2026, 12, 8)),
    opportunity: Some(("Cold chain", 120, 40, (2027, 5, 15))),
};

const ODALYS: Story = Story {
    client: Client {
        change: 70,
        note: "Validation module",
        ends: (2027, 8, 31),
        ..client("Odalys Pharma", "Life sciences", "Vaccines, Basel", Tier::B, (2022, 9, 1), 480)
    },
    health: [78.0, 77.0, 78.0, 78.0, 79.0, 78.0, 79.0],
    buyer: ("Nadia Keller", "Head of manufacturing", 1),
    champion: ("Laurent Bisset", "Head of quality", 2),
    touch: (2026, 11, 17),
    business_review: (2026, 8, 25),
    executive_review: (2026, 10, 1),
    action: ("Validation pack for the auditor", "", (2026, 12, 3)),
    opportunity: Some(("Second site", 160, 75, (2027, 2, 28))),
};

const HALVORSEN: Story = Story {
    client: Client {
        change: -30,
        changed: (2026, 9, 1),
        note: "Fewer seats",
        ends: (2027, 1, 15),
        notice_days: Some(90),
        probability: Some(70),
        ..client("Halvorsen Shipping", "Shipping", "Coastal shipping, Bergen", Tier::C, (2023, 1, 15), 390)
    },
    health: [42.0, 43.0, 41.0, 40.0, 40.0, 39.0, 38.0],
    buyer: ("Bea Lindahl", "Chief financial officer", -1),
    champion: ("Ole Strand", "Fleet planner", 0),
    touch: (2026, 11, 6),
    business_review: (2026, 3, 10),
    executive_review: (2026, 2, 12),
    action: ("Brief Daniel for the call with the new CFO", "", (2026, 11, 24)),
    opportunity: None,
};

const GREYFIELD: Story = Story {
    client: Client {
        ends: (2028, 4, 30),
        ..client("Greyfield Materials", "Construction", "Quarries and cement, Sheffield", Tier::C, (2023, 5, 1), 300)
    },
    health: [67.0, 66.0, 67.0, 68.0, 67.0, 67.0, 67.0],
    buyer: ("Helen Brandt", "Operations director", 0),
    champion: ("Yusuf Demir", "Dispatch lead", 1),
    touch: (2026, 10, 12),
    business_review: (2026, 4, 14),
    executive_review: (2026, 3, 18),
    action: ("Touch call", "", (2026, 12, 11)),
    opportunity: None,
};

pub(super) fn add(world: &mut World) {
    for story in STORIES {
        let account = world.client(&story.client);
        people(world, account, &story);
        health(world, account, story.health);
        record(world, account, &story);
    }
    gone(world);
}

fn people(world: &mut World, account: Id<Account>, story: &Story) {
    let (name, title, support) = story.buyer;
    let buyer = world.person(account, name, title, &[Role::EconomicBuyer], 5, support);
    let (name, title, support) = story.champion;
    let influence = if support > 0 { 4 } else { 3 };
    let champion = world.person(account, name, title, &[Role::Influencer], influence, support);
    let (maya, daniel) = (world.maya, world.daniel);
    world.knows(account, buyer, daniel, (Level::CredibleSource, Level::TrustedAdvisor), story.executive_review);
    world.knows(account, champion, maya, (Level::ProblemSolver, Level::TrustedAdvisor), story.touch);
    for (kind, title, date) in [
        (MeetingKind::Touch, "Touch call", story.touch),
        (MeetingKind::BusinessReview, "Business review", story.business_review),
        (MeetingKind::ExecutiveReview, "Executive review", story.executive_review),
    ] {
        let meeting = world.meeting(account, kind, title, date, "10:00");
        world.add(meeting);
    }
}

/// Three metrics whose weighted mean is the health of the table.
fn health(world: &mut World, account: Id<Account>, scores: [f64; 7]) {
    for (name, group, weight, apart) in [
        ("Adoption index", MetricGroup::Use, 40, 3.0),
        ("Service index", MetricGroup::Service, 30, -4.0),
        ("Satisfaction index", MetricGroup::Relationship, 30, 0.0),
    ] {
        let metric = world.id();
        world.add(Metric {
            id: metric,
            account,
            name: name.into(),
            group,
            weight,
            red: Some(0.0),
            green: Some(100.0),
            target: Some(80.0),
            decimals: Some(0),
            ..Metric::default()
        });
        for (step, score) in (0..).zip(scores) {
            let (id, date) = (world.id(), plus_days(world.day((2026, 11, 23)), -90 + step * 15));
            world.add(Observation { id, account, metric, date, value: score + apart, ..Observation::default() });
        }
    }
}

fn record(world: &mut World, account: Id<Account>, story: &Story) {
    let (title, detail, due) = story.action;
    action(world, account, title, detail, due);
    if let Some((name, amount, probability, close)) = story.opportunity {
        let (id, close_on) = (world.id(), Some(world.day(close)));
        let amount = thousand_in(story.client.currency, amount);
        world.add(Opportunity {
            id,
            account,
            name: name.into(),
            kind: OpportunityKind::Upsell,
            stage: Stage::Proposal,
            amount: Some(amount),
            probability: Some(probability),
            close_on,
            owner: Some(world.maya),
            ..Opportunity::default()
        });
    }
    match story.client.name {
        "Norvik Logistics" => {
            meeting(world, account, "Recovery plan", (2026, 11, 27), "11:00");
            let (id, owner, review_on) = (world.id(), Some(world.jonas), Some(world.day((2026, 12, 4))));
            world.add(RaidItem {
                id,
                account,
                kind: RaidKind::Issue,
                statement: "Two outages in October".into(),
                impact: Some(4),
                probability: Some(5),
                response: "Recovery plan, weekly report until January".into(),
                owner,
                review_on,
                ..RaidItem::default()
            });
        }
        "Castellan Retail" => meeting(world, account, "Insight pilot", (2026, 11, 27), "15:30"),
        "Halvorsen Shipping" => meeting(world, account, "New CFO", (2026, 11, 24), "09:30"),
        "Brightwater Utilities" => {
            let (id, worth, since) = (world.id(), Some(world.thousand(1460)), Some(world.day((2025, 6, 1))));
            let confirmed_on = Some(world.day((2026, 7, 2)));
            world.add(Outcome {
                id,
                account,
                name: "Night leaks found sooner".into(),
                baseline: Some(31.0),
                actual: Some(9.0),
                unit: "hours".into(),
                worth,
                since,
                state: OutcomeState::Confirmed,
                confirmed_on,
                ..Outcome::default()
            });
        }
        _ => {}
    }
}

fn action(world: &mut World, account: Id<Account>, title: &str, detail: &str, due: Date) {
    let (id, due, owner) = (world.id(), Some(world.day(due)), Some(world.maya));
    world.add(Action { id, account, title: title.into(), detail: detail.into(), due, owner, ..Action::default() });
}

fn meeting(world: &mut World, account: Id<Account>, title: &str, date: Date, at: &str) {
    let meeting = world.meeting(account, MeetingKind::Working, title, date, at);
    world.add(meeting);
}

/// Fenwick Energy left on 30 June: archived, and still a part of past figures.
fn gone(world: &mut World) {
    let account = world.id();
    let (since, left) = (world.day((2022, 7, 1)), world.day((2026, 6, 30)));
    world.add(Account {
        id: account,
        name: "Fenwick Energy".into(),
        industry: "Energy".into(),
        about: "Wind farms, Aberdeen".into(),
        customer_since: Some(since),
        churned_on: Some(left),
        archived: true,
        ..Account::default()
    });
    world.movement(account, (2022, 7, 1), MovementKind::New, world.thousand(180), "at signature");
    world.movement(
        account,
        (2026, 6, 30),
        MovementKind::Churn,
        world.thousand(180),
        "bought by a group with its own system",
    );
    let id = world.id();
    let decided_on = Some(world.day((2026, 3, 30)));
    world.add(Decision {
        id,
        account,
        title: "Let the contract end".into(),
        state: crate::domain::choice::DecisionState::Taken,
        decided_on,
        rationale: "Their new owner runs its own system in every plant.".into(),
        ..Decision::default()
    });
}
