//! The value map: each goal of theirs with what was delivered for it, and the metrics that show it.

use chrono::NaiveDate;

use super::{
    Account, Amount, Id, Metric, Observation, Outcome, Records,
    choice::OutcomeState,
    metric::latest,
    revenue::Books,
    value::{share_of, state_on},
};

/// A goal of theirs.
#[derive(Clone, Debug, PartialEq)]
pub struct Goal {
    /// As it was entered; empty for what serves none.
    pub name: String,
    /// What was delivered for it.
    pub delivered: Vec<Delivered>,
    /// The metrics of the goal that no outcome of it names.
    pub metrics: Vec<Measured>,
    /// What is confirmed for it a year, in the account's currency.
    pub confirmed: Amount,
}

/// An outcome on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivered {
    /// The outcome.
    pub outcome: Outcome,
    /// Where it stands today.
    pub state: OutcomeState,
    /// Our share of what it is worth a year, in its own currency.
    pub worth: Option<Amount>,
    /// The metric that shows it.
    pub metric: Option<Measured>,
}

/// A metric and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The metric.
    pub metric: Metric,
    /// Its latest value.
    pub value: Option<f64>,
}

/// The goals of an account in the order in which they first occur, then what serves none; a goal for which nothing
/// stands is left out.
pub fn goals(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<Goal> {
    let settings = records.workspace();
    let books = Books::of_account(records, &settings, account, today);
    let measured = |metric: &Metric| Measured {
        metric: metric.clone(),
        value: latest(records.of::<Observation>(account), metric, today).map(|seen| seen.value),
    };
    let goal = |name: String| {
        let of_goal = || records.of::<Outcome>(account).filter(|outcome| outcome.goal.trim() == name);
        let delivered: Vec<Delivered> = of_goal()
            .map(|outcome| Delivered {
                outcome: outcome.clone(),
                state: state_on(outcome, today),
                worth: outcome
                    .worth
                    .map(|worth| share_of(outcome, &Books::in_currency(&settings, worth.currency(), today))),
                metric: records.find(outcome.metric).map(measured),
            })
            .collect();
        let named = |metric: &Metric| delivered.iter().any(|each| each.outcome.metric == Some(metric.id));
        let alone = records.of::<Metric>(account).filter(|metric| !name.is_empty() && metric.goal.trim() == name);
        let metrics = alone.filter(|metric| !named(metric)).map(measured).collect();
        let confirmed = of_goal().filter(|outcome| state_on(outcome, today) == OutcomeState::Confirmed);
        let confirmed = Amount::zero(books.currency()) + confirmed.map(|outcome| share_of(outcome, &books)).sum();
        Goal { name, delivered, metrics, confirmed }
    };
    let all = names(records, account).into_iter().map(goal);
    all.filter(|goal| !goal.delivered.is_empty() || !goal.metrics.is_empty()).collect()
}

/// The goals that outcomes and metrics name, each once, and the empty one at the end.
fn names(records: &Records, account: Id<Account>) -> Vec<String> {
    let outcomes = records.of::<Outcome>(account).map(|outcome| outcome.goal.trim());
    let metrics = records.of::<Metric>(account).map(|metric| metric.goal.trim());
    let mut names: Vec<String> = Vec::new();
    for goal in outcomes.chain(metrics).filter(|goal| !goal.is_empty()) {
        if !names.iter().any(|name| name == goal) {
            names.push(goal.to_owned());
        }
    }
    names.push(String::new());
    names
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Entity, Money, Stored};
    use uuid::Uuid;

    #[test]
    fn a_goal_has_what_was_delivered_for_it_and_the_metrics_that_no_outcome_names() {
        let id = |number: u128| Uuid::from_u128(number);
        let account = Id::new(id(1));
        let today = NaiveDate::from_ymd_opt(2026, 11, 27).unwrap_or_default();
        let metric =
            |number, goal: &str| Metric { id: Id::new(id(number)), account, goal: goal.into(), ..Metric::default() };
        let outcome = |number, goal: &str, metric: Option<u128>| Outcome {
            id: Id::new(id(number)),
            account,
            goal: goal.into(),
            metric: metric.map(|number| Id::new(id(number))),
            worth: Some(Money::units(100, Currency::EUR)),
            share: Some(50),
            state: OutcomeState::Confirmed,
            confirmed_on: Some(today),
            ..Outcome::default()
        };
        let seen = Observation {
            id: Id::new(id(9)),
            account,
            metric: Id::new(id(2)),
            date: today,
            value: 7.0,
            ..Observation::default()
        };
        let records: Records = [
            metric(2, "Shorter stays").into_record(),
            metric(3, " Shorter stays ").into_record(),
            metric(4, "").into_record(),
            outcome(5, "Shorter stays", Some(2)).into_record(),
            outcome(6, "", None).into_record(),
            seen.into_record(),
        ]
        .map(Stored::own)
        .into_iter()
        .collect();
        let goals = goals(&records, account, today);
        let names: Vec<&str> = goals.iter().map(|goal| goal.name.as_str()).collect();
        assert_eq!(names, ["Shorter stays", ""]);
        let [first, none] = goals.as_slice() else { return assert_eq!(goals.len(), 2) };
        assert_eq!(first.confirmed, Amount::units(50, Currency::EUR));
        let shown = first.delivered.first().and_then(|each| each.metric.clone());
        assert_eq!(shown.and_then(|metric| metric.value), Some(7.0));
        let alone: Vec<Id<Metric>> = first.metrics.iter().map(|each| each.metric.id).collect();
        assert_eq!(alone, [Id::new(id(3))], "one that an outcome names stands with it");
        assert_eq!((none.delivered.len(), none.metrics.len()), (1, 0), "a metric without a goal is not on the map");
    }
}
