//! What accounts begin with: usual metrics, and initiatives with their actions for an onboarding or a launch.

use chrono::NaiveDate;

use super::{
    Account, Action, Edit, Entity, Id, Initiative, Metric, Objective,
    choice::{MetricGroup, Survey},
    date::{Holiday, on_or_after_working_day, plus_days},
};

/// A metric to begin with.
#[derive(Clone, Copy, Debug)]
pub struct MetricTemplate {
    /// Its name.
    pub name: &'static str,
    group: MetricGroup,
    unit: &'static str,
    target: f64,
    bounds: (f64, f64),
    survey: Option<Survey>,
}

const fn metric(
    name: &'static str,
    group: MetricGroup,
    unit: &'static str,
    target: f64,
    bounds: (f64, f64),
    survey: Option<Survey>,
) -> MetricTemplate {
    MetricTemplate { name, group, unit, target, bounds, survey }
}

/// Use, adoption, support, satisfaction and service, as most accounts measure them.
pub const METRICS: [MetricTemplate; 7] = [
    metric("Users active every week", MetricGroup::Use, "%", 70.0, (30.0, 80.0), None),
    metric("Adoption milestones reached", MetricGroup::Use, "%", 100.0, (40.0, 100.0), None),
    metric("Support tickets a month", MetricGroup::Service, "tickets", 10.0, (40.0, 5.0), None),
    metric("SLA attainment", MetricGroup::Service, "%", 99.0, (95.0, 99.9), None),
    metric("Customer satisfaction", MetricGroup::Relationship, "%", 80.0, (50.0, 90.0), Some(Survey::Csat)),
    metric("Net promoter score", MetricGroup::Relationship, "points", 40.0, (0.0, 60.0), Some(Survey::Nps)),
    metric("Key players met in the quarter", MetricGroup::Relationship, "%", 80.0, (20.0, 100.0), None),
];

impl MetricTemplate {
    /// The metric, without a weight in health: that is for a person to give.
    pub fn make(&self, id: Id<Metric>, account: Id<Account>) -> Metric {
        Metric {
            id,
            account,
            name: self.name.into(),
            group: self.group,
            unit: self.unit.into(),
            target: Some(self.target),
            red: Some(self.bounds.0),
            green: Some(self.bounds.1),
            survey: self.survey,
            fresh_days: self.survey.map(|_| 400),
            ..Metric::default()
        }
    }
}

/// An initiative to begin with: its name, how long it takes, and its actions by day.
#[derive(Clone, Copy, Debug)]
pub struct InitiativeTemplate {
    /// Its name.
    pub name: &'static str,
    days: i64,
    actions: &'static [(i64, &'static str)],
}

/// Onboarding and launch.
pub const INITIATIVES: [InitiativeTemplate; 2] = [
    InitiativeTemplate {
        name: "Onboarding",
        days: 90,
        actions: &[
            (0, "Kick-off: goals, owners, dates"),
            (5, "Access and data for the first users"),
            (14, "First team trained by role"),
            (21, "First team works with it every day"),
            (30, "Check with the sponsor: what is slower than expected"),
            (45, "Second team trained"),
            (60, "First outcome measured against its baseline"),
            (90, "Hand over to the business: review of the first quarter"),
        ],
    },
    InitiativeTemplate {
        name: "Launch",
        days: 42,
        actions: &[
            (0, "Scope, date and go or no-go criteria agreed"),
            (7, "Risks of the launch day, each with an owner"),
            (14, "Users told what changes for them"),
            (21, "Rehearsal with real data"),
            (26, "Go or no-go"),
            (28, "Launch, with people of ours on site"),
            (35, "First week: tickets and use reviewed together"),
            (42, "What we learned, and what comes next"),
        ],
    },
];

impl InitiativeTemplate {
    /// The initiative from `start` with its actions, each on a working day. `new_id` supplies ids.
    pub fn make(
        &self,
        account: Id<Account>,
        objective: Option<Id<Objective>>,
        start: NaiveDate,
        holidays: &[Holiday],
        mut new_id: impl FnMut() -> uuid::Uuid,
    ) -> Vec<Edit> {
        let day = |days: i64| on_or_after_working_day(plus_days(start, days), holidays);
        let initiative = Initiative {
            id: Id::new(new_id()),
            account,
            name: self.name.into(),
            objective,
            start: Some(start),
            due: Some(day(self.days)),
            ..Initiative::default()
        };
        let of = Some(initiative.id);
        let actions = self.actions.iter().map(|(days, title)| Action {
            id: Id::new(new_id()),
            account,
            title: (*title).into(),
            due: Some(day(*days)),
            initiative: of,
            ..Action::default()
        });
        let actions: Vec<Edit> = actions.map(|action| Edit::Put(action.into_record())).collect();
        std::iter::once(Edit::Put(initiative.into_record())).chain(actions).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Record, date::is_working_day};

    #[test]
    fn an_initiative_comes_with_its_actions_on_working_days_within_its_time() {
        let start = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        for template in INITIATIVES {
            let mut number = 0;
            let edits = template.make(Id::default(), None, start, &[], || {
                number += 1;
                uuid::Uuid::from_u128(number)
            });
            let mut due = None;
            for edit in &edits {
                match edit {
                    Edit::Put(Record::Initiative(initiative)) => due = initiative.due,
                    Edit::Put(Record::Action(action)) => {
                        assert!(
                            action.due.is_some_and(|date| is_working_day(date, &[]) && Some(date) <= due),
                            "{}",
                            action.title
                        );
                        assert_eq!(action.initiative, Some(Id::new(uuid::Uuid::from_u128(1))));
                    }
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(edits.len(), template.actions.len() + 1);
        }
    }

    #[test]
    fn every_metric_has_a_target_between_its_bounds() {
        for template in METRICS {
            let metric = template.make(Id::default(), Id::default());
            let score = metric.target.and_then(|target| metric.score(target));
            assert!(score.is_some_and(|score| score > 50.0), "{}", template.name);
        }
    }
}
