//! What reaches a client, record by record: what was shared, in its own wording, with its dates, owners and state, and
//! nothing else.

use uuid::Uuid;

use super::*;
use crate::domain::{Entity, Money, Record, RevenueMovement, Stored, Workspace, date::plus_days};

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn in_days(days: i64) -> Option<NaiveDate> {
    Some(plus_days(today(), days))
}

fn euros(units: i64) -> Option<Money> {
    Some(Money::units(units, Currency::EUR))
}

fn account() -> Id<Account> {
    id(1)
}

/// An account with a user, a buyer and one of us.
fn world(more: Vec<Record>) -> Records {
    let person = |number, name: &str, role, influence, wants: &str| Person {
        id: id(number),
        account: account(),
        name: name.into(),
        title: "Director".into(),
        roles: vec![role],
        influence: Some(influence),
        wants: wants.into(),
        wants_shared: wants.into(),
        ..Person::default()
    };
    let base = [
        Workspace { id: id(90), company: "Tallyworks".into(), me: Some(id(4)), ..Workspace::default() }.into_record(),
        Account { id: account(), name: "Brightwater".into(), ..Account::default() }.into_record(),
        person(2, "Priya Raman", Role::User, 5, "Fewer calls").into_record(),
        person(3, "Tom Ashby", Role::EconomicBuyer, 2, "A lower bill").into_record(),
        Teammate { id: id(4), name: "Jo Marsh".into(), ..Teammate::default() }.into_record(),
    ];
    base.into_iter().chain(more).map(Stored::own).collect()
}

fn view(more: Vec<Record>) -> ClientView {
    ClientView::new(&world(more), account(), today())
}

/// A row without anything but its words.
fn row(key: Key, text: &str) -> SharedRow {
    SharedRow::new(key, text)
}

#[test]
fn it_says_who_they_are_who_we_are_and_who_presents() {
    let view = view(Vec::new());
    assert_eq!((view.client.as_str(), view.us.as_str()), ("Brightwater", "Tallyworks"));
    assert_eq!(view.by(), "Jo Marsh, Tallyworks");
    assert_eq!(ClientView { presenter: None, ..view }.by(), "Tallyworks");
}

#[test]
fn a_shared_record_leaves_in_its_wording_with_its_date_owners_and_state() {
    let action = |number, status, owner_there| Action {
        id: id(number),
        account: account(),
        title: "Internal".into(),
        shared: "Send the plan".into(),
        due: in_days(3),
        owner: Some(id(4)),
        owner_there,
        status,
        review: Some(id(80)),
        ..Action::default()
    };
    let objective = Objective {
        id: id(10),
        account: account(),
        shared: "One system".into(),
        due: in_days(9),
        owner_there: Some(id(2)),
        owner: Some(id(4)),
        ..Objective::default()
    };
    let view = view(vec![
        objective.into_record(),
        action(11, ActionStatus::Open, Some(id(3))).into_record(),
        action(12, ActionStatus::Done, None).into_record(),
        action(13, ActionStatus::Dropped, None).into_record(),
        Action { shared: String::new(), ..action(14, ActionStatus::Open, None) }.into_record(),
    ]);
    let owned = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    assert_eq!(
        view.objectives,
        [SharedRow {
            date: in_days(9),
            owners: owned(["P. Raman", "J. Marsh"]),
            ..row(id::<Objective>(10).into(), "One system")
        }]
    );
    let ours = |number| SharedRow {
        date: in_days(3),
        owners: vec!["J. Marsh".into()],
        review: Some(id(80)),
        ..row(id::<Action>(number).into(), "Send the plan")
    };
    assert_eq!(
        view.actions,
        [
            SharedRow { owners: owned(["T. Ashby", "J. Marsh"]), theirs: true, ..ours(11) },
            SharedRow { done: true, ..ours(12) },
            SharedRow { dropped: true, ..ours(13) },
        ]
    );
}

#[test]
fn a_decision_is_dated_by_when_it_was_taken_and_what_if_it_waits_has_a_wording_of_its_own() {
    let decision = |number, state, decided_on| Decision {
        id: id(number),
        account: account(),
        shared: "Go live in May".into(),
        state,
        decided_by: Some(id(3)),
        due: in_days(5),
        decided_on,
        if_waits: "We lose the summer".into(),
        if_waits_shared: if number == 10 { "The summer is lost".into() } else { String::new() },
        review: Some(id(80)),
        ..Decision::default()
    };
    let (view, left_out) = ClientView::with_rest(
        &world(vec![
            decision(10, DecisionState::Asked, None).into_record(),
            decision(11, DecisionState::Taken, in_days(-2)).into_record(),
            decision(12, DecisionState::Declined, in_days(-1)).into_record(),
        ]),
        account(),
        today(),
    );
    let asked = |number, date| SharedRow {
        date,
        owners: vec!["T. Ashby".into()],
        review: Some(id(80)),
        ..row(id::<Decision>(number).into(), "Go live in May")
    };
    assert_eq!(
        view.decisions,
        [
            SharedRow { second: "The summer is lost".into(), ..asked(10, in_days(5)) },
            SharedRow { done: true, ..asked(11, in_days(-2)) },
            SharedRow { done: true, dropped: true, ..asked(12, in_days(-1)) },
        ]
    );
    let left: Vec<_> = left_out.iter().map(|left| (left.key.id.as_u128(), left.field)).collect();
    assert_eq!(left, [(11, "ifWaitsShared"), (12, "ifWaitsShared")]);
}

#[test]
fn open_risks_leave_the_gravest_first_and_assumptions_never() {
    let item = |number, kind, status, probability, impact| RaidItem {
        id: id(number),
        account: account(),
        kind,
        status,
        statement: "Internal".into(),
        shared: "Go-live slips".into(),
        probability,
        impact,
        review_on: in_days(4),
        owner: Some(id(4)),
        owner_there: Some(id(2)),
        response: "Two free months".into(),
        response_shared: if number == 10 { "A later start".into() } else { String::new() },
        ..RaidItem::default()
    };
    use RaidKind::{Assumption, Dependency, Issue, Risk};
    let (view, left_out) = ClientView::with_rest(
        &world(vec![
            item(10, Risk, RaidStatus::Open, Some(2), Some(3)).into_record(),
            item(11, Issue, RaidStatus::Open, Some(3), Some(5)).into_record(),
            item(12, Dependency, RaidStatus::Open, None, Some(4)).into_record(),
            item(13, Assumption, RaidStatus::Open, Some(5), Some(5)).into_record(),
            item(14, Risk, RaidStatus::Closed, Some(5), Some(5)).into_record(),
            RaidItem { shared: String::new(), ..item(15, Risk, RaidStatus::Open, None, None) }.into_record(),
        ]),
        account(),
        today(),
    );
    let risk = |number, rank| SharedRow {
        date: in_days(4),
        owners: vec!["P. Raman".into(), "J. Marsh".into()],
        rank,
        ..row(id::<RaidItem>(number).into(), "Go-live slips")
    };
    assert_eq!(view.risks, [risk(11, 15), SharedRow { second: "A later start".into(), ..risk(10, 6) }, risk(12, 4)]);
    let left: Vec<_> = left_out.iter().map(|left| (left.key.id.as_u128(), left.field, left.title.as_str())).collect();
    assert_eq!(
        left,
        [
            (11, "responseShared", "Two free months"),
            (12, "responseShared", "Two free months"),
            (15, "shared", "Internal"),
        ]
    );
}

#[test]
fn what_is_won_or_declined_is_not_offered_and_what_is_answered_is_done() {
    use crate::domain::choice::Stage;
    let opportunity = |number, stage| Opportunity {
        id: id(number),
        account: account(),
        shared: "Insight in all stores".into(),
        stage,
        ..Opportunity::default()
    };
    let need = |number, status| Need {
        id: id(number),
        account: account(),
        shared: "Bills that are right".into(),
        person: Some(id(2)),
        status,
        ..Need::default()
    };
    let view = view(vec![
        opportunity(10, Stage::Proposal).into_record(),
        opportunity(11, Stage::Won).into_record(),
        opportunity(12, Stage::Lost).into_record(),
        Opportunity { shared: String::new(), ..opportunity(13, Stage::Proposal) }.into_record(),
        need(20, NeedStatus::Open).into_record(),
        need(21, NeedStatus::Answered).into_record(),
        need(22, NeedStatus::Met).into_record(),
        need(23, NeedStatus::Declined).into_record(),
    ]);
    assert_eq!(view.opportunities, [row(id::<Opportunity>(10).into(), "Insight in all stores")]);
    let said = |number, done| SharedRow {
        owners: vec!["P. Raman".into()],
        done,
        ..row(id::<Need>(number).into(), "Bills that are right")
    };
    assert_eq!(view.needs, [said(20, false), said(21, true), said(22, true)]);
}

#[test]
fn wishes_leave_the_buyers_first_then_by_influence() {
    let more = Person {
        id: id(5),
        account: account(),
        name: "Ana Reyes".into(),
        wants: "Peace".into(),
        wants_shared: String::new(),
        ..Person::default()
    };
    let quiet = Person { id: id(6), account: account(), name: "Lee".into(), ..Person::default() };
    let (view, left_out) =
        ClientView::with_rest(&world(vec![more.into_record(), quiet.into_record()]), account(), today());
    let wants: Vec<_> =
        view.wants.iter().map(|(name, title, wish)| (name.as_str(), title.as_str(), wish.as_str())).collect();
    assert_eq!(wants, [("Tom Ashby", "Director", "A lower bill"), ("Priya Raman", "Director", "Fewer calls")]);
    let left: Vec<_> = left_out.iter().map(|left| (left.field, left.title.as_str())).collect();
    assert_eq!(left, [("wantsShared", "Ana Reyes: Peace")]);
}

#[test]
fn the_roadmap_and_the_scorecard_hold_what_was_shared() {
    let milestone = |number, date, agreement| Milestone {
        id: id(number),
        account: account(),
        shared: "Pilot".into(),
        track: "Go-live".into(),
        date,
        until: in_days(20),
        agreement,
        ..Milestone::default()
    };
    let metric = Metric {
        id: id(20),
        account: account(),
        name: "Internal".into(),
        shared: "Calls answered".into(),
        group: MetricGroup::Service,
        unit: "%".into(),
        target: Some(90.0),
        baseline: Some(70.0),
        margin: Some(3.0),
        red: Some(60.0),
        green: Some(95.0),
        decimals: Some(2),
        weight: 40,
        ..Metric::default()
    };
    let seen = |number, days, value| Observation {
        id: id(number),
        account: account(),
        metric: id(20),
        date: plus_days(today(), days),
        value,
        ..Observation::default()
    };
    let other = Observation { metric: id(99), ..seen(33, -1, 7.0) };
    let view = view(vec![
        milestone(10, in_days(2), Agreement::Agreed).into_record(),
        milestone(11, in_days(3), Agreement::Proposed).into_record(),
        milestone(12, None, Agreement::Agreed).into_record(),
        metric.clone().into_record(),
        seen(31, -1, 88.0).into_record(),
        seen(32, -9, 80.0).into_record(),
        other.into_record(),
    ]);
    let dates: Vec<_> = view
        .milestones
        .iter()
        .map(|it| (it.key.id.as_u128(), it.text.as_str(), it.track.as_str(), Some(it.date), it.until, it.agreed))
        .collect();
    assert_eq!(
        dates,
        [
            (10, "Pilot", "Go-live", in_days(2), in_days(20), true),
            (11, "Pilot", "Go-live", in_days(3), in_days(20), false)
        ]
    );
    let [shared] = view.metrics.as_slice() else { panic!("one metric") };
    assert_eq!((shared.name.as_str(), shared.group), ("Calls answered", MetricGroup::Service));
    assert_eq!((shared.rules.name.as_str(), shared.rules.weight), ("", 0), "its name and weight stay inside");
    let rules = Metric { id: Id::default(), account: Id::default(), name: String::new(), weight: 0, ..metric.clone() };
    let rules = Metric { shared: String::new(), group: MetricGroup::default(), ..rules };
    assert_eq!(shared.rules, rules, "what makes its values readable goes along, and nothing else");
    assert_eq!(shared.values, [(plus_days(today(), -9), 80.0), (plus_days(today(), -1), 88.0)]);
}

#[test]
fn the_next_executive_review_leaves_with_what_was_worded() {
    let meeting = |number, kind, days| Meeting {
        id: id(number),
        account: account(),
        kind,
        title: "Internal".into(),
        shared: "Executive review".into(),
        date: plus_days(today(), days),
        at: "10:00".into(),
        place: "Room 4".into(),
        people: vec![id(2)],
        team: vec![id(4)],
        agenda_shared: "Results\n\n Next year ".into(),
        ..Meeting::default()
    };
    let (view, left_out) = ClientView::with_rest(
        &world(vec![
            meeting(10, MeetingKind::ExecutiveReview, -1).into_record(),
            meeting(11, MeetingKind::ExecutiveReview, 8).into_record(),
            meeting(12, MeetingKind::ExecutiveReview, 0).into_record(),
            meeting(13, MeetingKind::Touch, 0).into_record(),
        ]),
        account(),
        today(),
    );
    let Some(next) = view.next_sync else { panic!("there is one") };
    assert_eq!((next.key.id.as_u128(), next.text.as_str(), next.at.as_str()), (12, "Executive review", "10:00"));
    assert_eq!(next.agenda, ["Results", "Next year"]);
    assert_eq!((next.place.as_str(), next.attendees.as_str()), ("", ""), "neither was worded");
    let left: Vec<_> = left_out.iter().map(|left| (left.field, left.title.as_str())).collect();
    assert_eq!(left, [("placeShared", "Room 4"), ("attendeesShared", "P. Raman, J. Marsh")]);
}

fn outcome(number: u128, state: OutcomeState, worth: Option<Money>) -> Outcome {
    Outcome {
        id: id(number),
        account: account(),
        name: "Close".into(),
        shared: "A faster close".into(),
        state,
        worth,
        share: Some(50),
        confirmed_by: Some(id(3)),
        confirmed_on: in_days(-30),
        baseline: Some(9.0),
        actual: Some(4.0),
        unit: "days".into(),
        cost: euros(3),
        one_off: euros(7),
        ..Outcome::default()
    }
}

#[test]
fn a_disputed_outcome_reaches_no_client_however_it_is_worded() {
    let view = view(vec![
        outcome(10, OutcomeState::Confirmed, None).into_record(),
        outcome(11, OutcomeState::Disputed, None).into_record(),
        Outcome { shared: String::new(), ..outcome(12, OutcomeState::Confirmed, None) }.into_record(),
    ]);
    assert_eq!(view.outcomes.iter().map(|outcome| outcome.key.id.as_u128()).collect::<Vec<_>>(), [10]);
}

#[test]
fn a_figure_that_rests_on_a_conflict_reaches_no_clients_paper() {
    let metric = Metric { id: id(60), account: account(), shared: "Late trains".into(), ..Metric::default() };
    let value = Observation {
        id: id(61),
        account: account(),
        metric: id(60),
        date: today(),
        value: 4.0,
        ..Observation::default()
    };
    let revenue = RevenueMovement {
        id: id(50),
        account: account(),
        date: today(),
        amount: Money::units(200, Currency::EUR),
        ..RevenueMovement::default()
    };
    let all = || {
        vec![
            outcome(11, OutcomeState::Confirmed, euros(100)).into_record(),
            metric.clone().into_record(),
            value.clone().into_record(),
            revenue.clone().into_record(),
        ]
    };
    let settled = view(all());
    assert!(settled.value().first_year_return().is_ok() && settled.metrics.len() == 1 && !settled.is_disputed);
    let mut records = world(all());
    for (key, field) in [(Key::from(id::<Observation>(61)), "value"), (Key::from(id::<RevenueMovement>(50)), "amount")]
    {
        let row = records.stored(key).cloned().map(|row| Stored { disputed: vec![field], ..row });
        records.set(key, row);
    }
    let view = ClientView::new(&records, account(), today());
    assert!(view.metrics.is_empty(), "one of its measurements is not settled");
    assert!(view.is_disputed && view.value().cost().is_zero());
    assert!(view.value().first_year_return().is_err() && view.value().yearly_return().is_err());
}

#[test]
fn outcomes_leave_the_confirmed_first_then_by_worth_and_add_up() {
    let dollars = Currency::parse("USD").map(|dollar| Money::units(500, dollar));
    let revenue = RevenueMovement {
        id: id(50),
        account: account(),
        date: today(),
        amount: Money::units(200, Currency::EUR),
        ..RevenueMovement::default()
    };
    let view = view(vec![
        outcome(10, OutcomeState::Estimated, euros(800)).into_record(),
        outcome(11, OutcomeState::Confirmed, euros(100)).into_record(),
        outcome(12, OutcomeState::Confirmed, euros(300)).into_record(),
        outcome(13, OutcomeState::Estimated, dollars).into_record(),
        revenue.into_record(),
    ]);
    let amount = |units| Amount::units(units, Currency::EUR);
    let shared: Vec<_> = view.outcomes.iter().map(|it| (it.key.id.as_u128(), it.worth, it.confirmed)).collect();
    assert_eq!(
        shared,
        [
            (12, Some(amount(150)), true),
            (11, Some(amount(50)), true),
            (10, Some(amount(400)), false),
            (13, None, false)
        ]
    );
    assert_eq!(view.outcomes[0].change, Some((9.0, 4.0, "days".into())));
    assert_eq!(view.outcomes[0].confirmed_by, Some(("Tom Ashby".into(), plus_days(today(), -30))));
    assert_eq!((view.outcomes[0].yearly_cost, view.outcomes[0].one_off), (amount(3), amount(7)));
    assert_eq!(view.missing.len(), 1, "what has no rate is named");
    let value = view.value();
    assert_eq!((value.confirmed, value.estimated, value.estimates), (amount(200), amount(400), 1));
    assert_eq!((value.subscription, value.other_cost, value.one_off), (amount(200), amount(12), amount(28)));
    assert_eq!(value.cost(), amount(212));
}
