//! What Maya plans with Aurelia: the strategy, whitespace and needs, initiatives, the renewal's negotiation, insights.

use super::{World, aurelia::People};
use crate::domain::{
    Account, Approval, Budget, Contract, DealRole, Edit, Escalation, Id, Initiative, Insight, Metric, Need,
    Negotiation, Objective, Opportunity, Product, RaidItem, Record, Region, Strategy, Target, Term, Trade, Whitespace,
    choice::*,
    negotiation::{Offer, Round},
};

pub(super) fn add(world: &mut World, account: Id<Account>, people: &People) {
    strategy(world, account);
    let products = products(world);
    whitespace(world, account, &products);
    needs(world, account, people, &products);
    initiatives(world, account, people);
    insights(world, account);
    goals(world, account);
    ladder(world, account, people);
    targets(world, account);
    regions(world, account, people);
    negotiation(world, account, people);
}

/// The sample's record that fits, so that a later part of the story can refer to it.
fn find<T: crate::domain::Entity>(world: &World, account: Id<Account>, fits: impl Fn(&T) -> bool) -> Id<T> {
    let records = world.edits.iter().filter_map(|edit| match edit {
        Edit::PutSample(record) if record.account_id() == Some(account) => T::of(record),
        _ => None,
    });
    records.into_iter().find(|record| fits(record)).map(T::id).unwrap_or_default()
}

fn strategy(world: &mut World, account: Id<Account>) {
    let id = world.id();
    world.add(Strategy {
        id,
        account,
        business: "Nine public hospitals, paid by activity. Every bed day that is saved is margin; winter decides \
            the year."
            .into(),
        priorities: "One standard in nine hospitals (Hélène)\nThirty elective slots a week back (Priya)\nSavings \
            that Finance confirms (Tomasz)"
            .into(),
        position: "In seven of nine hospitals. Strong on the wards and with medical informatics; weak in Finance, \
            where a cheaper bed board is compared with us."
            .into(),
        ambition12: "All nine hospitals on Flow, Insight at seven, the renewal signed for three years.".into(),
        ambition36: "The group’s one system for patient flow, and the reference for public hospitals in France.".into(),
        first_move: "Finance counts the value with us, before it asks for prices".into(),
        second_move: "Site 8 live before the winter peak ends".into(),
        third_move: "Priya sees ward figures and stands for the renewal".into(),
        must_be_true: "Émile Brossard confirms the two estimates\nSecurity signs off the new interface before \
            February\nDaniel Osei meets Hélène Marchetti before Christmas"
            .into(),
        ..Strategy::default()
    });
}

fn products(world: &mut World) -> [Id<Product>; 3] {
    ["Flow", "Insight", "Assist"].map(|name| {
        let id = world.id();
        world.add(Product { id, name: name.into(), series: "Corvane".into(), ..Product::default() });
        id
    })
}

fn whitespace(world: &mut World, account: Id<Account>, [flow, insight, assist]: &[Id<Product>; 3]) {
    use WhitespaceState::{Competitor, NotApplicable, Owned, Potential};
    for (product, unit, state, amount, competitor) in [
        (flow, "Operations", Owned, Some(1240), ""),
        (flow, "Nursing", Owned, Some(180), ""),
        (flow, "Medical informatics", NotApplicable, None, ""),
        (flow, "Finance", NotApplicable, None, ""),
        (insight, "Operations", Owned, Some(200), ""),
        (insight, "Nursing", Potential, Some(90), ""),
        (insight, "Medical informatics", Potential, Some(140), ""),
        (insight, "Finance", Competitor, Some(160), "Bed board of the regional IT co-operative"),
        (assist, "Operations", Owned, Some(160), ""),
        (assist, "Nursing", Owned, Some(60), ""),
        (assist, "Medical informatics", Potential, Some(70), ""),
    ] {
        let (id, amount) = (world.id(), amount.map(|amount| world.thousand(amount)));
        world.add(Whitespace {
            id,
            account,
            product: *product,
            unit: unit.into(),
            state,
            amount,
            competitor: competitor.into(),
            ..Whitespace::default()
        });
    }
    for edit in &mut world.edits {
        if let Edit::PutSample(Record::Opportunity(record)) = edit
            && record.account == account
            && record.name.starts_with("Insight at three")
        {
            record.product = Some(*insight);
            record.unit = "Operations".into();
            record.competitor = "Bed board of the regional IT co-operative".into();
        }
    }
}

fn needs(world: &mut World, account: Id<Account>, people: &People, [flow, insight, _]: &[Id<Product>; 3]) {
    for (name, kind, unit, person, answer, product, status, shared) in [
        (
            "Thirty elective slots a week back before winter ends",
            NeedKind::Goal,
            "Operations",
            people.priya,
            "Beds ready 46 minutes sooner; site 8 live by February",
            Some(*flow),
            NeedStatus::Answered,
            "Thirty elective slots a week",
        ),
        (
            "Ward figures, not averages",
            NeedKind::Requirement,
            "Operations",
            people.priya,
            "Insight pilot on two wards",
            Some(*insight),
            NeedStatus::Open,
            "",
        ),
        (
            "Savings that Finance can count",
            NeedKind::Goal,
            "Finance",
            people.tomasz,
            "Each outcome is counted with Émile Brossard",
            None,
            NeedStatus::Answered,
            "Savings that Finance confirms",
        ),
        ("No new screens for the wards", NeedKind::Pain, "Nursing", people.ana, "", None, NeedStatus::Open, ""),
    ] {
        let id = world.id();
        world.add(Need {
            id,
            account,
            name: name.into(),
            kind,
            unit: unit.into(),
            person: Some(person),
            answer: answer.into(),
            product,
            status,
            shared: shared.into(),
            ..Need::default()
        });
    }
}

fn initiatives(world: &mut World, account: Id<Account>, people: &People) {
    let nine = find::<Objective>(world, account, |objective| objective.name.starts_with("All nine"));
    let wards = find::<Objective>(world, account, |objective| objective.name.starts_with("Wards active"));
    let (interface, site8, site9, coaching) = (world.id(), world.id(), world.id(), world.id());
    let (jonas, maya) = (world.jonas, world.maya);
    for (id, name, objective, (start, due), owner, owner_there, after) in [
        (interface, "Interface cut-over", nine, ((2026, 11, 9), (2027, 4, 7)), jonas, people.yuki, vec![]),
        (site8, "Site 8: Saint-Étienne", nine, ((2026, 12, 1), (2027, 2, 17)), jonas, people.ingrid, vec![]),
        (site9, "Site 9: Grenoble", nine, ((2027, 2, 24), (2027, 5, 18)), jonas, people.ingrid, vec![site8]),
        (coaching, "Ward coaching", wards, ((2026, 12, 10), (2027, 1, 31)), maya, people.ana, vec![]),
    ] {
        let (start, due) = (Some(world.day(start)), Some(world.day(due)));
        world.add(Initiative {
            id,
            account,
            name: name.into(),
            objective: Some(objective),
            start,
            due,
            owner: Some(owner),
            owner_there: Some(owner_there),
            after,
            ..Initiative::default()
        });
    }
    for edit in &mut world.edits {
        let Edit::PutSample(record) = edit else { continue };
        if record.account_id() != Some(account) {
            continue;
        }
        match record {
            Record::Action(action) => {
                action.initiative = match action.title.as_str() {
                    "Site 8 ready check" | "Visit Croix-Rousse with Ingrid" => Some(site8),
                    "Coach 14 wards" | "Coaching offered to every ward under +20" => Some(coaching),
                    "Security test plan for the new interface" | "Record the outcome of the interface call" => {
                        Some(interface)
                    }
                    _ => None,
                }
            }
            Record::Milestone(milestone) => {
                milestone.initiative = match milestone.title.as_str() {
                    "Site 8: Saint-Étienne" => Some(site8),
                    "Site 9: Grenoble" | "all nine live" => Some(site9),
                    "Ward coaching" => Some(coaching),
                    "Interface cut-over" => Some(interface),
                    _ => None,
                }
            }
            _ => {}
        }
    }
}

fn insights(world: &mut World, account: Id<Account>) {
    for (name, kind, source, seen, reply, play, aim, state) in [
        (
            "14 wards score under +20 and use Flow at night only",
            InsightKind::Signal,
            "Use by ward, October",
            (2026, 11, 2),
            "",
            Some(Play::Enablement),
            Some(PlayAim::Retention),
            PlayState::Running,
        ),
        (
            "Wards want the discharge list on the phone",
            InsightKind::Feedback,
            "Grace Mwangi",
            (2026, 11, 10),
            "On the roadmap for spring; a first version in February",
            Some(Play::Pilot),
            Some(PlayAim::Expansion),
            PlayState::Open,
        ),
        (
            "The regional co-operative offers a bed board at half our price",
            InsightKind::Competitor,
            "Marc Delacroix",
            (2026, 11, 17),
            "",
            None,
            None,
            PlayState::Open,
        ),
    ] {
        let (id, seen_on) = (world.id(), Some(world.day(seen)));
        let owner = Some(world.maya);
        world.add(Insight {
            id,
            account,
            name: name.into(),
            kind,
            source: source.into(),
            seen_on,
            reply: reply.into(),
            play,
            aim,
            owner,
            state,
            ..Insight::default()
        });
    }
}

/// Which goal of theirs each outcome serves, and the metric that shows it.
fn goals(world: &mut World, account: Id<Account>) {
    let metric =
        |world: &World, name: &str| Some(find::<Metric>(world, account, |metric| metric.name.starts_with(name)));
    for (outcome, goal, shown_by) in [
        ("Bed turnaround", "Thirty elective slots a week", metric(world, "Bed turnaround")),
        ("Elective cancellations", "Thirty elective slots a week", metric(world, "Elective")),
        ("Agency hours a year", "Savings that Finance confirms", None),
        ("Ambulance handover", "One standard, nine sites", metric(world, "Ambulance")),
        ("Reports by hand", "No reports made by hand", None),
    ] {
        for edit in &mut world.edits {
            if let Edit::PutSample(Record::Outcome(record)) = edit
                && record.account == account
                && record.name == outcome
            {
                record.goal = goal.into();
                record.metric = shown_by;
            }
        }
    }
}

fn ladder(world: &mut World, account: Id<Account>, people: &People) {
    let (jonas, maya, daniel) = (world.jonas, world.maya, world.daniel);
    for (level, trigger, owner, owner_there, hours) in [
        (1, "Not solved by those who work on it", jonas, people.yuki, 24),
        (2, "A date agreed with Aurelia will be missed", maya, people.samuel, 8),
        (3, "A hospital cannot work, or the contract is at stake", daniel, people.priya, 4),
    ] {
        let id = world.id();
        world.add(Escalation {
            id,
            account,
            level,
            trigger: trigger.into(),
            owner: Some(owner),
            owner_there: Some(owner_there),
            response_hours: Some(hours),
            ..Escalation::default()
        });
    }
    let (id, review_on, owner) = (world.id(), Some(world.day((2026, 12, 3))), Some(world.maya));
    world.add(RaidItem {
        id,
        account,
        kind: RaidKind::Assumption,
        statement: "Priya decides on scope, Tomasz on price".into(),
        response: "Ask Samuel".into(),
        owner,
        review_on,
        ..RaidItem::default()
    });
}

fn targets(world: &mut World, account: Id<Account>) {
    for (measure, from, to, amount) in [
        (TargetMeasure::Growth, (2026, 1, 1), (2026, 12, 31), 300),
        (TargetMeasure::Arr, (2027, 1, 1), (2027, 6, 30), 2160),
    ] {
        let (id, from, to, amount) = (world.id(), world.day(from), world.day(to), world.thousand(amount));
        world.add(Target { id, account, measure, from, to, amount, ..Target::default() });
    }
    let (id, from, to) = (world.id(), Some(world.day((2026, 1, 1))), Some(world.day((2026, 12, 31))));
    let (planned, spent) = (Some(world.thousand(40)), Some(world.thousand(31)));
    world.add(Budget {
        id,
        account,
        name: "Visits and ward coaching".into(),
        from,
        to,
        planned,
        spent,
        ..Budget::default()
    });
}

fn regions(world: &mut World, account: Id<Account>, people: &People) {
    for (name, owner, owner_there, privacy, target) in [
        ("Rhône", world.maya, people.ingrid, "Health data stays in France", Some(1500)),
        ("Isère and Loire", world.jonas, people.yuki, "Health data stays in France", Some(700)),
    ] {
        let (id, target) = (world.id(), target.map(|target| world.thousand(target)));
        world.add(Region {
            id,
            account,
            name: name.into(),
            owner: Some(owner),
            owner_there: Some(owner_there),
            time_zone: "Europe/Paris".into(),
            languages: "French".into(),
            privacy: privacy.into(),
            target,
            ..Region::default()
        });
    }
}

fn negotiation(world: &mut World, account: Id<Account>, people: &People) {
    let contract = find::<Contract>(world, account, |_| true);
    let id: Id<Negotiation> = world.id();
    let round = |world: &mut World, date, theirs, discount, note: &str| Round {
        id: world.id(),
        date: world.day(date),
        theirs,
        offer: Offer { discount, rise: 3.0, months: 36 },
        note: note.into(),
    };
    let rounds = vec![
        round(world, (2026, 11, 2), false, 8.0, "With Insight at three further sites"),
        round(world, (2026, 11, 17), true, 14.0, "Marc asks for what the co-operative offers, and a cap on the rise"),
    ];
    let list_price = Some(world.thousand(2140));
    world.add(Negotiation {
        id,
        account,
        name: "Renewal from 1 April".into(),
        contract: Some(contract),
        list_price,
        rounds,
        ..Negotiation::default()
    });
    terms_and_trades(world, account, id);
    for (title, of, teammate, state, due, decided) in [
        ("Discount to 8 %", id.0, world.maya, ApprovalState::Given, None, Some((2026, 11, 2))),
        ("Discount over 8 % to 12 %", id.0, world.daniel, ApprovalState::Asked, Some((2026, 11, 27)), None),
        ("Legal", contract.0, world.daniel, ApprovalState::Asked, Some((2026, 12, 31)), None),
    ] {
        let approval = world.id();
        let (due, decided_on) = (due.map(|date| world.day(date)), decided.map(|date| world.day(date)));
        world.add(Approval {
            id: approval,
            account,
            title: title.into(),
            of: Some(of),
            teammate: Some(teammate),
            state,
            due,
            decided_on,
            ..Approval::default()
        });
    }
    deal_roles(world, account, people, contract);
}

fn terms_and_trades(world: &mut World, account: Id<Account>, id: Id<Negotiation>) {
    for (name, lever, unit, target, expected, walk_away) in [
        ("Discount", Some(Lever::Discount), "%", 8.0, 10.0, 12.0),
        ("Price rise a year", Some(Lever::Rise), "%", 3.0, 3.0, 2.0),
        ("Length", Some(Lever::Months), "months", 36.0, 36.0, 24.0),
        ("Payment", None, "days", 30.0, 45.0, 60.0),
    ] {
        let term = world.id();
        world.add(Term {
            id: term,
            account,
            negotiation: id,
            name: name.into(),
            lever,
            unit: unit.into(),
            target: Some(target),
            expected: Some(expected),
            walk_away: Some(walk_away),
            ..Term::default()
        });
    }
    for (give, cost, get, worth, state) in [
        ("Payment in 60 days, not 30", 12, "Reference, two site visits", 30, TradeState::Agreed),
        ("Two more test environments", 24, "Insight at three further sites", 96, TradeState::Agreed),
        ("Named service manager, 6 months", 48, "36-month term", 110, TradeState::Offered),
        ("Price rise capped at 3 %", 21, "A year paid in advance", 28, TradeState::Asked),
        ("Exit help, three months", 35, "", 0, TradeState::Asked),
    ] {
        let (trade, cost) = (world.id(), Some(world.thousand(cost)));
        let worth = (worth > 0).then(|| world.thousand(worth));
        world.add(Trade {
            id: trade,
            account,
            negotiation: id,
            give: give.into(),
            cost,
            get: get.into(),
            worth,
            state,
            ..Trade::default()
        });
    }
}

fn deal_roles(world: &mut World, account: Id<Account>, people: &People, contract: Id<Contract>) {
    let insight = find::<Opportunity>(world, account, |opportunity| opportunity.name.starts_with("Insight"));
    for (person, deal, roles) in [
        (people.tomasz, contract.0, vec![Role::EconomicBuyer]),
        (people.priya, contract.0, vec![Role::DecisionMaker]),
        (people.samuel, insight.0, vec![Role::DecisionMaker]),
        (people.priya, insight.0, vec![Role::EconomicBuyer]),
    ] {
        let id = world.id();
        world.add(DealRole { id, account, person, deal: Some(deal), roles, ..DealRole::default() });
    }
}
