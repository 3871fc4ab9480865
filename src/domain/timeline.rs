//! How objectives are reached over time: initiatives with what they wait for, and how far their actions have come.

use chrono::NaiveDate;

use super::{
    Account, Action, Id, Initiative, Insight, Milestone, Objective, Order, Records,
    choice::ActionStatus,
    date::{month_of, plus_days, plus_months},
};

/// How far the actions of something have come. Dropped ones do not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Done.
    pub done: usize,
    /// Done or to do.
    pub all: usize,
}

impl Progress {
    fn of<'a>(actions: impl Iterator<Item = &'a Action>) -> Self {
        actions.filter(|action| action.status != ActionStatus::Dropped).fold(Self::default(), |sum, action| Self {
            done: sum.done + usize::from(action.status == ActionStatus::Done),
            all: sum.all + 1,
        })
    }

    /// How far the play of an insight has come.
    pub fn of_insight(records: &Records, insight: &Insight) -> Self {
        let actions = records.of::<Action>(insight.account);
        Self::of(actions.filter(|action| action.insight == Some(insight.id)))
    }

    /// 0 to 1; `None` without actions.
    pub fn part(self) -> Option<f64> {
        (self.all > 0).then(|| self.done as f64 / self.all as f64)
    }

    /// Whether there are actions and all are done.
    pub fn is_complete(self) -> bool {
        self.all > 0 && self.done == self.all
    }
}

/// An initiative with what belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// The initiative.
    pub initiative: Initiative,
    /// Its actions, by due date.
    pub actions: Vec<Action>,
    /// Its milestones, by date.
    pub milestones: Vec<Milestone>,
    /// How far its actions have come.
    pub progress: Progress,
    /// What keeps it from its dates.
    pub problems: Vec<DateProblem>,
}

/// An objective with its initiatives; without one, those that serve none.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The objective.
    pub objective: Option<Objective>,
    /// Its initiatives, by start.
    pub works: Vec<Work>,
    /// How far all actions of its initiatives have come.
    pub progress: Progress,
}

/// The lanes of an account: every objective, then the initiatives that serve none.
pub fn lanes(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<Lane> {
    let mut works: Vec<Work> = records.of::<Initiative>(account).map(|each| work(records, each, today)).collect();
    works.order_by_key(|work| (work.initiative.start.is_none(), work.initiative.start, work.initiative.id));
    let mut objectives: Vec<&Objective> = records.of(account).collect();
    objectives.order_by_key(|objective| (objective.due.is_none(), objective.due, objective.id));
    let mut lanes: Vec<Lane> = objectives
        .into_iter()
        .map(|objective| {
            lane(
                Some(objective),
                works.extract_if(.., |work| work.initiative.objective == Some(objective.id)).collect(),
            )
        })
        .collect();
    if !works.is_empty() {
        lanes.push(lane(None, works));
    }
    lanes
}

fn lane(objective: Option<&Objective>, works: Vec<Work>) -> Lane {
    let progress = Progress::of(works.iter().flat_map(|work| &work.actions));
    Lane { objective: objective.cloned(), works, progress }
}

fn work(records: &Records, initiative: &Initiative, today: NaiveDate) -> Work {
    let of_it = |id: Option<Id<Initiative>>| id == Some(initiative.id);
    let mut actions: Vec<Action> =
        records.of::<Action>(initiative.account).filter(|action| of_it(action.initiative)).cloned().collect();
    actions.order_by_key(|action| (action.due.is_none(), action.due, action.id));
    let mut milestones: Vec<Milestone> =
        records.of::<Milestone>(initiative.account).filter(|each| of_it(each.initiative)).cloned().collect();
    milestones.order_by_key(|milestone| (milestone.date.is_none(), milestone.date, milestone.id));
    let progress = Progress::of(actions.iter());
    Work {
        problems: problems(records, initiative, progress, today),
        actions,
        milestones,
        progress,
        initiative: initiative.clone(),
    }
}

fn problems(records: &Records, initiative: &Initiative, progress: Progress, today: NaiveDate) -> Vec<DateProblem> {
    let mut found = Vec::new();
    if initiative.start.zip(initiative.due).is_some_and(|(start, due)| due < start) {
        found.push(DateProblem::EndsBeforeItBegins);
    }
    if initiative.due.is_some_and(|due| due < today) && !progress.is_complete() {
        found.push(DateProblem::Overdue);
    }
    let depends_on = initiative.after.iter().filter_map(|id| records.get(*id));
    found.extend(depends_on.filter_map(|other| {
        let (due, start) = other.due.zip(initiative.start).filter(|(due, start)| due >= start)?;
        Some(DateProblem::BeginsBefore { start, other: other.name.clone(), due })
    }));
    found
}

/// How the dates of an initiative contradict each other, or today.
#[derive(Clone, Debug, PartialEq)]
pub enum DateProblem {
    /// It is due before its start.
    EndsBeforeItBegins,
    /// It should be done, and is not.
    Overdue,
    /// It begins before what it depends on is due.
    BeginsBefore {
        /// When it begins.
        start: NaiveDate,
        /// The name of what it depends on.
        other: String,
        /// When that is due.
        due: NaiveDate,
    },
}

/// The milestones that belong to no initiative, by date.
pub fn loose_milestones(records: &Records, account: Id<Account>) -> Vec<Milestone> {
    let mut loose: Vec<Milestone> =
        records.of::<Milestone>(account).filter(|each| each.initiative.is_none()).cloned().collect();
    loose.order_by_key(|milestone| (milestone.date, milestone.id));
    loose
}

/// The days that a timeline shows: from the first of the month in which the earliest lies, to the end of the month
/// after the latest, today always among them; at most twelve months back and two years ahead.
pub fn span(lanes: &[Lane], loose: &[Milestone], today: NaiveDate) -> (NaiveDate, NaiveDate) {
    let of_works = lanes.iter().flat_map(|lane| &lane.works).flat_map(|work| {
        let marks = work.milestones.iter().flat_map(|milestone| [milestone.date, milestone.until]);
        let marks = marks.chain(work.actions.iter().map(|action| action.due));
        [work.initiative.start, work.initiative.due].into_iter().chain(marks)
    });
    let dates = of_works.chain(loose.iter().flat_map(|milestone| [milestone.date, milestone.until])).flatten();
    let (first, last) = dates.fold((today, today), |(first, last), date| (first.min(date), last.max(date)));
    let first = first.max(plus_months(today, -12));
    let last = last.min(plus_months(today, 24));
    (month_of(first), plus_days(plus_months(month_of(last), 2), -1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Stored};
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).unwrap_or_default()
    }

    fn initiative(number: u128, start: NaiveDate, due: NaiveDate, after: &[u128]) -> Stored {
        let after = after.iter().map(|number| id(*number)).collect();
        let (start, due) = (Some(start), Some(due));
        let made = Initiative {
            id: id(number),
            objective: (number != 12).then(|| id(1)),
            name: format!("I{number}"),
            start,
            due,
            after,
            ..Initiative::default()
        };
        Stored::own(made.into_record())
    }

    fn action(number: u128, of: u128, status: ActionStatus) -> Stored {
        Stored::own(Action { id: id(number), initiative: Some(id(of)), status, ..Action::default() }.into_record())
    }

    fn world() -> Records {
        [
            Stored::own(Objective { id: id(1), ..Objective::default() }.into_record()),
            initiative(10, day(10, 1), day(12, 15), &[]),
            initiative(11, day(12, 1), day(12, 31), &[10]),
            initiative(12, day(9, 1), day(10, 1), &[]),
            action(20, 10, ActionStatus::Done),
            action(21, 10, ActionStatus::Open),
            action(22, 10, ActionStatus::Dropped),
            action(23, 11, ActionStatus::Open),
        ]
        .into_iter()
        .collect()
    }

    #[test]
    fn progress_comes_from_the_actions_and_dropped_ones_do_not_count() {
        let lanes = lanes(&world(), Id::default(), day(11, 23));
        assert_eq!(
            lanes.iter().map(|lane| lane.progress).collect::<Vec<_>>(),
            [Progress { done: 1, all: 3 }, Progress::default()]
        );
        assert_eq!(lanes[0].works[0].progress.part(), Some(0.5));
        assert_eq!(lanes[1].progress.part(), None);
    }

    #[test]
    fn a_dropped_action_of_a_play_does_not_count() {
        let insight = Insight { id: id(30), ..Insight::default() };
        let of_play = |number: u128, status: ActionStatus| {
            let made = Action { id: id(number), insight: Some(insight.id), status, ..Action::default() };
            Stored::own(made.into_record())
        };
        let records: Records =
            [of_play(40, ActionStatus::Done), of_play(41, ActionStatus::Dropped), action(42, 10, ActionStatus::Open)]
                .into_iter()
                .collect();
        assert_eq!(Progress::of_insight(&records, &insight), Progress { done: 1, all: 1 });
    }

    #[test]
    fn what_begins_before_what_it_waits_for_is_told() {
        let lanes = lanes(&world(), Id::default(), day(11, 23));
        let before = DateProblem::BeginsBefore { start: day(12, 1), other: "I10".into(), due: day(12, 15) };
        assert_eq!(lanes[0].works[1].problems, [before]);
        assert_eq!(lanes[1].works[0].problems, [DateProblem::Overdue]);
        assert!(lanes[0].works[0].problems.is_empty());
    }

    #[test]
    fn the_span_holds_today_and_whole_months() {
        assert_eq!(span(&[], &[], day(11, 23)), (day(11, 1), day(12, 31)));
        let lanes = lanes(&world(), Id::default(), day(11, 23));
        assert_eq!(span(&lanes, &[], day(11, 23)).0, day(9, 1));
    }
}
