//! The agenda of a day: which rows there are, in which order, and what lets them wait.

use super::*;
use crate::domain::{
    Contract, Entity, Observation, PlaybookStep, Stored,
    choice::{Ending, RaidKind},
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn id<T>(number: u128) -> Id<T> {
    Id::new(Uuid::from_u128(number))
}

fn world(more: Vec<Stored>) -> Records {
    let account = Account { id: id(1), ..Account::default() };
    let contract = Contract {
        id: id(2),
        account: id(1),
        name: "Flow".into(),
        end: Some(plus_days(today(), 100)),
        probability: Some(80),
        ..Contract::default()
    };
    let assumed = RaidItem {
        id: id(3),
        account: id(1),
        kind: RaidKind::Assumption,
        review_on: Some(today()),
        ..RaidItem::default()
    };
    [account.into_record(), contract.into_record(), assumed.into_record()]
        .map(Stored::own)
        .into_iter()
        .chain(more)
        .collect()
}

fn parts(entries: &[Entry]) -> Vec<(u128, RowPart)> {
    entries.iter().map(|entry| (entry.key.record.as_u128(), entry.key.part)).collect()
}

#[test]
fn the_first_open_task_of_a_playbook_stands_for_those_after_it() {
    let agenda = agenda(&world(Vec::new()), today());
    assert_eq!(parts(&agenda.late), [(2, RowPart::Task(PlaybookTask::ValueRecap))]);
    assert!(matches!(&agenda.late[0].matter, Matter::Playbook(task) if task.more_late == 2));
    let done = PlaybookStep {
        id: id(9),
        account: id(1),
        contract: id(2),
        task: PlaybookTask::ValueRecap,
        done_on: Some(today()),
        ..PlaybookStep::default()
    };
    let agenda = super::agenda(&world(vec![Stored::own(done.into_record())]), today());
    assert_eq!(parts(&agenda.late), [(2, RowPart::Task(PlaybookTask::StakeholderCheck))]);
}

#[test]
fn a_contract_that_renewed_itself_has_its_next_notice_day_and_playbook() {
    let contract = Contract {
        id: id(5),
        account: id(1),
        name: "Portal".into(),
        end: Some(plus_days(today(), -300)),
        ending: Ending::Renews,
        renews_months: Some(12),
        notice_days: Some(45),
        ..Contract::default()
    };
    let agenda = agenda(&world(vec![Stored::own(contract.into_record())]), today());
    assert_eq!(parts(&agenda.notices), [(5, RowPart::Notice)]);
    assert!(parts(&agenda.late).contains(&(5, RowPart::Task(PlaybookTask::ValueRecap))));
}

#[test]
fn what_is_due_stands_in_the_order_of_client_deadline_revenue_at_risk_and_lateness() {
    let action = |number: u128, account: u128, days: i64, shared: &str| {
        let due = Some(plus_days(today(), days));
        Stored::own(
            Action { id: id(number), account: id(account), due, shared: shared.into(), ..Action::default() }
                .into_record(),
        )
    };
    let rated = |number: u128, units: i64| {
        let movement = crate::domain::RevenueMovement {
            id: id(number + 100),
            account: id(number),
            date: plus_days(today(), -500),
            amount: crate::domain::Money::units(units, crate::domain::Currency::EUR),
            ..crate::domain::RevenueMovement::default()
        };
        let noticed = Contract {
            id: id(number + 200),
            account: id(number),
            end: Some(plus_days(today(), 200)),
            notice_received_on: Some(plus_days(today(), -1)),
            ..Contract::default()
        };
        let account = Account { id: id(number), name: "B".into(), ..Account::default() };
        [account.into_record(), movement.into_record(), noticed.into_record()].map(Stored::own)
    };
    let mut rows = vec![
        action(30, 11, -9, ""),
        action(31, 12, -1, ""),
        action(32, 12, -4, ""),
        action(33, 11, -1, "for the client"),
    ];
    rows.extend(rated(11, 100));
    rows.extend(rated(12, 900));
    let late: Vec<u128> =
        agenda(&rows.into_iter().collect(), today()).late.iter().map(|entry| entry.key.record.as_u128()).collect();
    assert_eq!(late, [33, 32, 31, 30]);
}

#[test]
fn a_task_of_a_30_day_plan_is_there_once_it_is_due_this_week() {
    let task = |number: u128, days: i64, plan: Option<u128>| {
        let title = format!("Task {number}");
        let due = Some(plus_days(today(), days));
        let action = Action { id: id(number), account: id(1), title, due, plan: plan.map(id), ..Action::default() };
        Stored::own(action.into_record())
    };
    let agenda = agenda(
        &world(vec![task(20, -3, Some(9)), task(21, 6, Some(9)), task(22, 7, Some(9)), task(23, 7, None)]),
        today(),
    );
    assert!(parts(&agenda.late).contains(&(20, RowPart::Whole)));
    assert_eq!(parts(&agenda.week), [(21, RowPart::Whole)]);
    assert_eq!(parts(&agenda.later), [(23, RowPart::Whole)], "what lies ahead stands in the plan");
}

#[test]
fn an_assumption_comes_up_when_its_review_date_has_come() {
    let agenda = agenda(&world(Vec::new()), today());
    assert_eq!(parts(&agenda.today), [(3, RowPart::Whole)]);
}

#[test]
fn health_that_turned_is_a_row_that_can_wait() {
    let metric = |number: u128| Metric {
        id: id(number),
        account: id(1),
        name: "Tickets closed in time".into(),
        unit: "%".into(),
        weight: 10,
        red: Some(0.0),
        green: Some(100.0),
        ..Metric::default()
    };
    let seen = |number: u128, days_ago: i64, value| Observation {
        id: id(number * 1000 + days_ago as u128),
        account: id(1),
        metric: id(number),
        date: plus_days(today(), -days_ago),
        value,
        ..Observation::default()
    };
    let metrics = (11..14).map(|number| Stored::own(metric(number).into_record()));
    let observed =
        (11..14).flat_map(|number| [seen(number, 100, 80.0), seen(number, 5, if number == 12 { 20.0 } else { 80.0 })]);
    let mut more: Vec<Stored> = metrics.chain(observed.map(|o| Stored::own(o.into_record()))).collect();
    let agenda = agenda(&world(more.clone()), today());
    assert_eq!(agenda.turned.len(), 1);
    let Matter::Turned(health) = &agenda.turned[0].matter else { panic!("health") };
    let fall = worst_fall(&health.0, &health.1).map(|fall| (fall.metric.id, fall.from, fall.to));
    assert_eq!(fall, Some((id(12), 80.0, 20.0)));
    let until = plus_days(today(), 7);
    let snooze = Snooze {
        id: id(9),
        account: id(1),
        of: Some(agenda.turned[0].key.record),
        row: agenda.turned[0].key.part.key(),
        until,
        ..Snooze::default()
    };
    more.push(Stored::own(snooze.into_record()));
    let waiting = super::agenda(&world(more), today());
    assert_eq!((waiting.turned.len(), waiting.snoozed.len()), (0, 1));
}

#[test]
fn what_is_snoozed_waits_until_its_day_and_only_that_row() {
    let snooze = |until| Snooze {
        id: id(9),
        account: id(1),
        of: Some(Uuid::from_u128(2)),
        row: "playbook.valueRecap".into(),
        until,
        ..Snooze::default()
    };
    let waiting = agenda(&world(vec![Stored::own(snooze(plus_days(today(), 1)).into_record())]), today());
    assert_eq!((waiting.late.len(), waiting.today.len(), waiting.snoozed.len()), (0, 1, 1));
    let old = Snooze { row: "row.180".into(), ..snooze(plus_days(today(), 1)) };
    assert_eq!(agenda(&world(vec![Stored::own(old.into_record())]), today()).snoozed.len(), 1, "of version 3");
    let back = agenda(&world(vec![Stored::own(snooze(today()).into_record())]), today());
    assert_eq!((back.late.len(), back.snoozed.len()), (1, 0));
}

#[test]
fn what_waits_at_the_client_within_a_fortnight_stands_first_and_what_is_further_ahead_is_not_there() {
    let action = |number: u128, days: i64| {
        let due = Some(plus_days(today(), days));
        Stored::own(Action { id: id(number), account: id(1), due, ..Action::default() }.into_record())
    };
    let agenda =
        agenda(&world(vec![action(20, 14), action(21, 15), action(22, 6), action(23, 7), action(24, 0)]), today());
    assert_eq!(parts(&agenda.later), [(23, RowPart::Whole), (20, RowPart::Whole)]);
    assert_eq!(parts(&agenda.week), [(22, RowPart::Whole)]);
    assert_eq!(agenda.this_week(), 4, "one late, two today, one until Sunday");
    assert_eq!((agenda.late.len(), agenda.today.len()), (1, 2));
}

#[test]
fn an_executive_review_is_there_from_tomorrow_for_a_fortnight() {
    let meeting = |number: u128, kind, days: i64| {
        let date = plus_days(today(), days);
        Stored::own(Meeting { id: id(number), account: id(1), kind, date, ..Meeting::default() }.into_record())
    };
    let agenda = agenda(
        &world(vec![
            meeting(20, MeetingKind::ExecutiveReview, 0),
            meeting(21, MeetingKind::ExecutiveReview, 1),
            meeting(22, MeetingKind::ExecutiveReview, 14),
            meeting(23, MeetingKind::ExecutiveReview, 15),
            meeting(24, MeetingKind::Touch, 3),
        ]),
        today(),
    );
    let syncs = [&agenda.late, &agenda.today, &agenda.week, &agenda.later];
    let syncs: Vec<u128> = syncs
        .into_iter()
        .flatten()
        .filter(|entry| matches!(entry.matter, Matter::Sync(_)))
        .map(|entry| entry.key.record.as_u128())
        .collect();
    assert_eq!(syncs, [21, 22]);
}

#[test]
fn a_contract_that_ends_is_a_row_when_it_is_near_and_one_that_renews_itself_is_none() {
    let contract = |number: u128, ending, days: i64, noticed: Option<i64>| {
        let contract = Contract {
            id: id(number),
            account: id(1),
            end: Some(plus_days(today(), days)),
            ending,
            renews_months: Some(12),
            notice_received_on: noticed.map(|days| plus_days(today(), -days)),
            ..Contract::default()
        };
        Stored::own(contract.into_record())
    };
    let agenda = agenda(
        &world(vec![
            contract(20, Ending::UnlessSigned, 14, None),
            contract(21, Ending::UnlessSigned, 15, None),
            contract(22, Ending::Renews, 10, None),
            contract(23, Ending::Renews, 10, Some(40)),
        ]),
        today(),
    );
    let ends = [&agenda.today, &agenda.week, &agenda.later];
    let ends: Vec<u128> = ends
        .into_iter()
        .flatten()
        .filter(|entry| entry.key.part == RowPart::Ending)
        .map(|entry| entry.key.record.as_u128())
        .collect();
    assert_eq!(ends, [23, 20]);
    let tasks = |number: u128| {
        agenda
            .late
            .iter()
            .any(|entry| entry.key.record.as_u128() == number && matches!(entry.key.part, RowPart::Task(_)))
    };
    assert!(tasks(20) && !tasks(23), "once notice is received, there is nothing to prepare");
}

#[test]
fn notice_days_are_listed_for_30_days_unless_notice_was_received() {
    let contract = |number: u128, notice_in: i64, noticed: bool| {
        let contract = Contract {
            id: id(number),
            account: id(1),
            end: Some(plus_days(today(), notice_in + 60)),
            ending: Ending::Renews,
            renews_months: Some(12),
            notice_days: Some(60),
            notice_received_on: noticed.then(|| plus_days(today(), -1)),
            ..Contract::default()
        };
        Stored::own(contract.into_record())
    };
    let agenda = agenda(
        &world(vec![contract(20, 0, false), contract(21, 30, false), contract(22, 31, false), contract(23, 5, true)]),
        today(),
    );
    assert_eq!(parts(&agenda.notices), [(20, RowPart::Notice), (21, RowPart::Notice)]);
}

#[test]
fn rows_of_version_3_are_known_by_their_numbers() {
    for (part, key) in [
        (RowPart::Whole, "row.0"),
        (RowPart::Notice, "row.0"),
        (RowPart::Ending, "row.1"),
        (RowPart::Task(PlaybookTask::ValueRecap), "row.180"),
        (RowPart::Meeting(MeetingKind::ALL[0]), "row.1"),
        (RowPart::Meeting(MeetingKind::ALL[2]), "row.3"),
    ] {
        assert_eq!(part.key_of_version_3(), key, "{part:?}");
    }
}

#[test]
fn the_metric_that_fell_most_by_weight_is_named() {
    let part = |number: u128, score: f64, points: f64| Contribution {
        metric: Metric { id: id(number), ..Metric::default() },
        value: score,
        score,
        points,
        date: today(),
        stale: false,
    };
    let health = |parts: Vec<Contribution>| Health {
        parts,
        score: 0.0,
        by_hand: None,
        too_subjective: false,
        stale: Vec::new(),
    };
    let then = health(vec![part(1, 80.0, 8.0), part(2, 60.0, 30.0), part(3, 50.0, 9.0)]);
    let now = health(vec![part(1, 40.0, 4.0), part(2, 50.0, 25.0), part(3, 90.0, 9.0), part(4, 1.0, 1.0)]);
    assert_eq!(worst_fall(&then, &now).map(|fall| (fall.metric.id, fall.from, fall.to)), Some((id(2), 60.0, 50.0)));
    assert_eq!(worst_fall(&then, &then), None);
}

#[test]
fn the_metric_that_cost_most_points_is_the_worst_fall() {
    let part = |number: u128, value, score, points| Contribution {
        metric: crate::domain::Metric { id: id(number), ..crate::domain::Metric::default() },
        value,
        date: today(),
        score,
        points,
        stale: false,
    };
    let health = |parts: Vec<Contribution>| Health { parts, ..Health::default() };
    let then = health(vec![part(1, 9.0, 90.0, 9.0), part(2, 8.0, 80.0, 40.0), part(3, 7.0, 70.0, 35.0)]);
    let now = health(vec![part(1, 2.0, 20.0, 2.0), part(2, 6.0, 60.0, 30.0), part(3, 7.5, 75.0, 37.5)]);
    let fall = worst_fall(&then, &now);
    assert_eq!(fall.map(|fall| (fall.metric.id, fall.from, fall.to)), Some((id(2), 8.0, 6.0)));
    assert_eq!(worst_fall(&now, &health(vec![part(3, 8.0, 80.0, 40.0)])), None, "nothing fell");
}

#[test]
fn a_snooze_is_of_one_row_of_its_record_alone() {
    let agenda = agenda(&world(Vec::new()), today());
    let Some(entry) = agenda.late.first() else { return assert_eq!(agenda.late.len(), 1) };
    let snooze = entry.snoozed(id(50), plus_days(today(), 7));
    assert!(entry.is_snoozed_by(&snooze));
    assert!(!entry.is_snoozed_by(&Snooze { of: Some(Uuid::from_u128(77)), ..snooze.clone() }), "another record");
    assert!(!entry.is_snoozed_by(&Snooze { row: "other".into(), ..snooze }), "another row");
}
