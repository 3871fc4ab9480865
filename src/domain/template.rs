//! What accounts begin with: common metrics, and initiatives with their actions for an onboarding or a launch. How they
//! are called is given by whoever makes them.

use chrono::NaiveDate;

use super::{
    Account, Action, Edit, Entity, Id, Initiative, Metric, Objective,
    choice::{CommonAction, CommonInitiative, CommonMetric, MetricGroup, Survey},
    date::{Holiday, on_or_after_working_day, plus_days},
};

/// The scale of a common metric.
struct Scale {
    group: MetricGroup,
    target: f64,
    red: f64,
    green: f64,
    survey: Option<Survey>,
}

impl CommonMetric {
    fn scale(self) -> Scale {
        let scale = |group, target, red, green| Scale { group, target, red, green, survey: None };
        match self {
            Self::ActiveUsers => scale(MetricGroup::Use, 70.0, 30.0, 80.0),
            Self::Adoption => scale(MetricGroup::Use, 100.0, 40.0, 100.0),
            Self::Tickets => scale(MetricGroup::Service, 10.0, 40.0, 5.0),
            Self::Sla => scale(MetricGroup::Service, 99.0, 95.0, 99.9),
            Self::Satisfaction => {
                Scale { survey: Some(Survey::Csat), ..scale(MetricGroup::Relationship, 80.0, 50.0, 90.0) }
            }
            Self::Nps => Scale { survey: Some(Survey::Nps), ..scale(MetricGroup::Relationship, 40.0, 0.0, 60.0) },
            Self::PlayersMet => scale(MetricGroup::Relationship, 80.0, 20.0, 100.0),
        }
    }

    /// The metric, without a name, a unit, or a weight in health: that is for a person to give.
    pub fn make(self, id: Id<Metric>, account: Id<Account>) -> Metric {
        let Scale { group, target, red, green, survey } = self.scale();
        Metric {
            id,
            account,
            group,
            target: Some(target),
            red: Some(red),
            green: Some(green),
            survey,
            fresh_days: survey.map(|_| 400),
            ..Metric::default()
        }
    }
}

/// An action of a template, so many days after its start.
type Dated = (i64, CommonAction);

impl CommonInitiative {
    /// Its actions; it is due with the last of them.
    fn actions(self) -> &'static [Dated] {
        use CommonAction::*;
        match self {
            Self::Onboarding => &[
                (0, KickOff),
                (5, Access),
                (14, FirstTeamTrained),
                (21, FirstTeamWorks),
                (30, SponsorCheck),
                (45, SecondTeamTrained),
                (60, FirstOutcome),
                (90, HandOver),
            ],
            Self::Launch => &[
                (0, Scope),
                (7, LaunchRisks),
                (14, UsersTold),
                (21, Rehearsal),
                (26, GoNoGo),
                (28, LaunchDay),
                (35, FirstWeek),
                (42, Lessons),
            ],
        }
    }

    /// The initiative from `start` with its actions, each on a working day. `called` and `title` name it and them,
    /// `new_id` supplies ids.
    pub fn make(
        self,
        (account, objective): (Id<Account>, Option<Id<Objective>>),
        start: NaiveDate,
        holidays: &[Holiday],
        (called, title): (String, impl Fn(CommonAction) -> String),
        mut new_id: impl FnMut() -> uuid::Uuid,
    ) -> Vec<Edit> {
        let day = |days: i64| on_or_after_working_day(plus_days(start, days), holidays);
        let initiative = Initiative {
            id: Id::new(new_id()),
            account,
            name: called,
            objective,
            start: Some(start),
            due: self.actions().last().map(|(days, _)| day(*days)),
            ..Initiative::default()
        };
        let of = Some(initiative.id);
        let actions = self.actions().iter().map(|(days, action)| Action {
            id: Id::new(new_id()),
            account,
            title: title(*action),
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
        for template in CommonInitiative::ALL {
            let mut number = 0;
            let words = (String::new(), |_| String::new());
            let edits = template.make((Id::default(), None), start, &[], words, || {
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
                            "{action:?}"
                        );
                        assert_eq!(action.initiative, Some(Id::new(uuid::Uuid::from_u128(1))));
                    }
                    other => panic!("{other:?}"),
                }
            }
            assert_eq!(edits.len(), template.actions().len() + 1);
        }
    }

    #[test]
    fn every_metric_has_a_target_between_its_bounds() {
        for template in CommonMetric::ALL {
            let metric = template.make(Id::default(), Id::default());
            let score = metric.target.and_then(|target| metric.score(target));
            assert!(score.is_some_and(|score| score > 50.0), "{template:?}");
        }
    }
}
