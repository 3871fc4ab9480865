//! The quarterly business review as a document: each slide fills itself from the account, and its author may rewrite it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    Block, Cell, ClientView, Document, Face, Mark, Measure, Page, Series, SharedMetric, SharedRow, Step, StepKind,
    Table,
};
use crate::domain::{
    Action, Decision, Entity, Id, Records, Review,
    choice::{ActionStatus, DecisionState, MetricGroup},
    date::{Quarter, plus_days},
    format,
    metric::Standing,
    review::{Slide, SlideText},
    value::{payback_months, roi},
};

/// A review that was held, in both faces.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// What the client saw.
    pub client: Document,
    /// The same with our notes.
    pub internal: Document,
}

/// The edits of a review's record when it is frozen.
pub fn freeze(records: &Records, review: &Review, on: NaiveDate) -> Review {
    let frozen = |face| Some(json!(self::review(records, review, face, on)));
    Review {
        held_on: Some(on),
        frozen_client: frozen(Face::Client),
        frozen_internal: frozen(Face::Internal),
        ..review.clone()
    }
}

/// The frozen documents of a review; `None` while it has none that can be read.
pub fn thaw(review: &Review) -> Option<Frozen> {
    let read = |value: &Option<Value>| serde_json::from_value(value.clone()?).ok();
    Some(Frozen { client: read(&review.frozen_client)?, internal: read(&review.frozen_internal)? })
}

/// The document of a review as it stands on `today`. Hidden slides are left out.
pub fn review(records: &Records, review: &Review, face: Face, today: NaiveDate) -> Document {
    let view = ClientView::new(records, review.account, today);
    let quarter = review.period().unwrap_or_else(|| Quarter::of(today));
    let builder = Builder { records, review, view: &view, quarter, today };
    let pages = Slide::ALL.iter().map(|slide| (*slide, review.slide(*slide))).filter(|(_, own)| !own.hidden);
    let pages = pages.map(|(slide, own)| builder.page(slide, &own, face)).collect();
    let confidential = format!("{} and {}, confidential", view.client, view.us);
    Document { title: format!("{}, business review {}", view.client, quarter.name()), face, foot: confidential, pages }
}

/// The shared actions agreed in the review before, whatever became of them.
pub fn carried_over(records: &Records, review: &Review) -> Vec<Action> {
    let before = records
        .of::<Review>(review.account)
        .filter(|other| other.quarter < review.quarter)
        .max_by_key(|other| other.quarter.clone());
    let of_it = |before: &Review| {
        records.of::<Action>(review.account).filter(|action| action.review == Some(before.id)).cloned().collect()
    };
    before.map(of_it).unwrap_or_default()
}

struct Builder<'a> {
    records: &'a Records,
    review: &'a Review,
    view: &'a ClientView,
    quarter: Quarter,
    today: NaiveDate,
}

impl Builder<'_> {
    fn page(&self, slide: Slide, own: &SlideText, face: Face) -> Page {
        let (filled, mut blocks, source) = match slide {
            Slide::Cover => self.cover(),
            Slide::Agreed => self.agreed(),
            Slide::Summary => self.summary(),
            Slide::Scorecard => self.scorecard(),
            Slide::Value => self.value(),
            Slide::Risks => self.risks(),
            Slide::NextQuarter => self.next_quarter(),
            Slide::Decisions => self.decisions(),
            Slide::Actions => self.actions(),
        };
        if !own.text.is_empty() {
            blocks.push(Block::Ask(own.text.clone()));
        }
        Page {
            slide,
            headline: if own.headline.is_empty() { filled } else { own.headline.clone() },
            blocks,
            source,
            notes: if face == Face::Internal { own.notes.clone() } else { String::new() },
        }
    }

    fn cover(&self) -> (String, Vec<Block>, String) {
        let date = self.review.date.map(format::date_long).unwrap_or_else(|| self.quarter.name());
        let place = if self.review.place.is_empty() { date } else { format!("{}, {date}", self.review.place) };
        let by = self
            .view
            .presenter
            .as_ref()
            .map(|name| format!("{name}, {}", self.view.us))
            .unwrap_or_else(|| self.view.us.clone());
        let series = self.view.metrics.iter().find_map(|metric| self.series(metric));
        let headline = series.as_ref().and_then(|series| {
            let (first, last) = (series.shown.first()?, series.shown.last()?);
            Some(format!("{}: from {first} to {last}", series.name))
        });
        let headline =
            headline.unwrap_or_else(|| format!("{} and {}: the quarter in review", self.view.client, self.view.us));
        let subtitle = format!("Quarterly business review, {}", self.quarter.name());
        (
            headline,
            vec![Block::Cover { client: self.view.client.clone(), subtitle, lines: vec![place, by], series }],
            String::new(),
        )
    }

    fn series(&self, metric: &SharedMetric) -> Option<Series> {
        let points = self.quarters(metric);
        let points: Vec<(String, f64)> = points.into_iter().map(|(quarter, value)| (quarter.name(), value)).collect();
        let unit = if metric.rules.unit.is_empty() { String::new() } else { format!(", {}", metric.rules.unit) };
        (points.len() > 2).then(|| Series {
            name: format!("{}{unit}", metric.name),
            shown: points.iter().map(|(_, value)| metric.rules.text(*value)).collect(),
            points,
        })
    }

    /// The last value of each of the eight quarters up to the review's, where there is one.
    fn quarters(&self, metric: &SharedMetric) -> Vec<(Quarter, f64)> {
        let mut quarters = vec![self.quarter];
        for _ in 0..7 {
            quarters.insert(0, quarters[0].before());
        }
        let value = |quarter: &Quarter| {
            let mut within =
                metric.values.iter().filter(|(date, _)| (quarter.first_day()..=quarter.last_day()).contains(date));
            within.next_back().map(|(_, value)| (*quarter, *value))
        };
        quarters.iter().filter_map(value).collect()
    }

    fn agreed(&self) -> (String, Vec<Block>, String) {
        let agreed = carried_over(self.records, self.review);
        let shared: Vec<&Action> = agreed.iter().filter(|action| !action.shared.is_empty()).collect();
        let done = shared.iter().filter(|action| action.status == ActionStatus::Done).count();
        let headline = match shared.len() {
            0 => "Nothing was agreed in writing last time".to_owned(),
            all if done == all => format!("All {} commitments of last time are kept", format::word(all)),
            all => format!(
                "{} of {} commitments of last time are kept",
                format::sentence(&format::word(done)),
                format::word(all)
            ),
        };
        let rows = shared.iter().map(|action| {
            let became = match action.status {
                ActionStatus::Done => Cell::Mark(Mark::Good, "Done".into()),
                ActionStatus::Dropped => Cell::Mark(Mark::Open, "Dropped".into()),
                ActionStatus::Open if action.due.is_some_and(|due| due < self.today) => {
                    Cell::Mark(Mark::Risk, "Late".into())
                }
                ActionStatus::Open => Cell::Mark(Mark::Watch, "Open".into()),
            };
            let owners =
                self.view.actions.iter().find(|(row, _)| row.id == action.id.0).map(|(row, _)| row.owners.join(", "));
            vec![
                Cell::Strong(action.shared.clone()),
                Cell::Text(owners.unwrap_or_default()),
                Cell::Text(action.due.map(|due| format::date_near(due, self.today)).unwrap_or_default()),
                became,
            ]
        });
        let table = table(
            &["Agreed", "Owner", "Due", "What became of it"],
            rows.collect(),
            "No shared action belongs to the review before.",
        );
        (headline, vec![table], format!("Actions agreed in the review before {}", self.quarter.name()))
    }

    fn summary(&self) -> (String, Vec<Block>, String) {
        let own = &self.review.summary;
        let decided = self.of_review::<Decision>(|decision| decision.review, |decision| !decision.shared.is_empty());
        let taken = decided.iter().filter(|decision| decision.state == DecisionState::Taken);
        let mut rows: Vec<Vec<Cell>> =
            taken.map(|decision| kind_row("Decision", &decision.shared, decision.decided_on, self.today)).collect();
        let follow = self.of_review::<Action>(|action| action.review, |action| !action.shared.is_empty());
        rows.extend(follow.iter().map(|action| {
            let word = if action.owner_there.is_some() { "Follow-up" } else { "Commitment" };
            kind_row(word, &action.shared, action.due, self.today)
        }));
        let mut blocks = Vec::new();
        if !own.is_empty() {
            blocks.extend(
                own.lines().filter(|line| !line.trim().is_empty()).map(|line| Block::Text(line.trim().to_owned())),
            );
        }
        let facts = self.quarter_facts();
        if own.is_empty() && !facts.is_empty() {
            blocks.push(Block::Figures(facts));
        }
        blocks.push(table(
            &["", "What", "When"],
            rows,
            "Decisions, commitments and follow-ups are recorded here while you present.",
        ));
        (
            "The quarter on a page".into(),
            blocks,
            format!("{} to {}", format::date(self.quarter.first_day()), format::date(self.quarter.last_day())),
        )
    }

    fn quarter_facts(&self) -> Vec<(String, String)> {
        let confirmed: i64 =
            self.view.outcomes.iter().filter(|outcome| outcome.confirmed).filter_map(|outcome| outcome.worth).sum();
        let (on_target, all) = self.on_target();
        let mut facts = Vec::new();
        if confirmed > 0 {
            facts.push((format::minor(confirmed, self.view.currency), "of value a year, confirmed".to_owned()));
        }
        if all > 0 {
            facts.push((format!("{on_target} of {all}"), "measures on target".to_owned()));
        }
        let asked = self.view.decisions.iter().filter(|decision| !decision.done).count();
        if asked > 0 {
            facts.push((asked.to_string(), "decisions we ask for".to_owned()));
        }
        facts
    }

    fn on_target(&self) -> (usize, usize) {
        let standings =
            self.view.metrics.iter().filter_map(|metric| {
                self.value_in(metric, self.quarter).and_then(|value| metric.rules.standing(value))
            });
        let standings: Vec<Standing> = standings.collect();
        (standings.iter().filter(|standing| **standing == Standing::OnTarget).count(), standings.len())
    }

    fn value_in(&self, metric: &SharedMetric, quarter: Quarter) -> Option<f64> {
        self.quarters(metric).into_iter().find(|(of, _)| *of == quarter).map(|(_, value)| value)
    }

    fn scorecard(&self) -> (String, Vec<Block>, String) {
        let (on_target, all) = self.on_target();
        let headline = match all {
            0 => "No measure with a target is shared yet".to_owned(),
            _ => format!(
                "{} of {} measures {} on target",
                format::sentence(&format::word(on_target)),
                format::word(all),
                if on_target == 1 { "is" } else { "are" }
            ),
        };
        let groups = MetricGroup::ALL.iter().map(|group| {
            let of_group = self.view.metrics.iter().filter(|metric| metric.group == *group);
            (group.label().to_owned(), of_group.map(|metric| self.measure(metric)).collect::<Vec<_>>())
        });
        let groups: Vec<_> = groups.filter(|(_, measures)| !measures.is_empty()).collect();
        let block = Block::Scorecard { period: self.quarter.name(), before: self.quarter.before().name(), groups };
        (
            headline,
            vec![block],
            "Last value of each quarter. Close: within 5 % of the target, or within the measure’s own margin.".into(),
        )
    }

    fn measure(&self, metric: &SharedMetric) -> Measure {
        let rules = &metric.rules;
        let value = self.value_in(metric, self.quarter);
        let before = self.value_in(metric, self.quarter.before());
        let sign = if rules.higher_is_better() { "≥" } else { "≤" };
        let unit = if rules.unit.is_empty() { String::new() } else { format!(" {}", rules.unit) };
        let decimals = rules.decimals.map_or(1, usize::from);
        Measure {
            name: metric.name.clone(),
            value: value.map_or("not measured".into(), |value| format!("{}{unit}", rules.text(value))),
            target: rules.target.map_or("no target".into(), |target| format!("{sign} {}", rules.text(target))),
            standing: value
                .and_then(|value| rules.standing(value))
                .map(|standing| (standing.into(), standing.label().to_owned())),
            change: value.zip(before).map(|(now, before)| format::signed(now - before, decimals)).unwrap_or_default(),
            trend: self.quarters(metric).into_iter().map(|(_, value)| value).collect(),
            target_value: rules.target,
        }
    }

    fn value(&self) -> (String, Vec<Block>, String) {
        let view = self.view;
        let worth = |confirmed: bool| -> i64 {
            view.outcomes
                .iter()
                .filter(|outcome| outcome.confirmed == confirmed)
                .filter_map(|outcome| outcome.worth)
                .sum()
        };
        let (confirmed, estimated) = (worth(true), worth(false));
        let one_off: i64 = view.outcomes.iter().map(|outcome| outcome.cost.0).sum();
        let cost: i64 = view.subscription + view.outcomes.iter().map(|outcome| outcome.cost.1).sum::<i64>();
        let euros = |minor: i64| format::minor(minor, view.currency);
        let headline = match (confirmed, estimated) {
            (0, 0) => "No outcome with a worth is shared yet".to_owned(),
            (0, _) => format!("{} of value a year, estimated", euros(estimated)),
            _ => format!("{} of value a year is confirmed, on a cost of {}", euros(confirmed), euros(cost)),
        };
        let millions = |minor: i64| minor as f64 / view.currency.scale() as f64 / 1e6;
        let mut steps: Vec<Step> = view
            .outcomes
            .iter()
            .filter_map(|outcome| {
                let kind = if outcome.confirmed { StepKind::Confirmed } else { StepKind::Estimated };
                Some(Step { name: outcome.name.clone(), amount: millions(outcome.worth?), kind })
            })
            .collect();
        if steps.is_empty() {
            return (
                headline,
                vec![table(&["What changed", "Before", "Now"], self.changes(), "No outcome is shared yet.")],
                String::new(),
            );
        }
        let total = confirmed + estimated;
        steps.push(Step { name: "Value a year".into(), amount: millions(total), kind: StepKind::Total });
        steps.push(Step { name: "Cost a year".into(), amount: -millions(cost), kind: StepKind::Cost });
        steps.push(Step { name: "Net a year".into(), amount: millions(total - cost), kind: StepKind::Total });
        let mut figures = Vec::new();
        if let Ok(ratio) = roi(confirmed, cost) {
            figures.push((format::percent(ratio, 0), "return on investment, confirmed".to_owned()));
        }
        if let (Ok(ratio), true) = (roi(total, cost), estimated > 0) {
            figures.push((format::percent(ratio, 0), "with estimates".to_owned()));
        }
        if let Ok(months) = payback_months(one_off, confirmed) {
            figures.push((format!("{} months", format::number(months, 1)), "payback, confirmed".to_owned()));
        }
        let by = view.outcomes.iter().find_map(|outcome| outcome.confirmed_by.as_ref());
        let by = by
            .map(|(name, date)| format!(" Confirmed by {}, {}.", format::short_name(name), format::date(*date)))
            .unwrap_or_default();
        let formula = format!(
            "Return = (benefit − cost) / cost = ({} − {}) / {}. Cost: subscription {}, other {}.{by}",
            format::millions(confirmed, view.currency),
            format::millions(cost, view.currency),
            format::millions(cost, view.currency),
            format::millions(view.subscription, view.currency),
            format::millions(cost - view.subscription, view.currency),
        );
        let blocks = vec![
            Block::Waterfall { unit: format!("Yearly worth, millions of {}", view.currency.code()), steps },
            Block::Figures(figures),
            table(&["What changed", "Before", "Now"], self.changes(), ""),
        ];
        (headline, blocks, formula)
    }

    fn changes(&self) -> Vec<Vec<Cell>> {
        let changed = self.view.outcomes.iter().filter_map(|outcome| {
            let (before, now, unit) = outcome.change.as_ref()?;
            let text = |value: f64| format::number(value, usize::from(value.fract() != 0.0));
            Some(vec![
                Cell::Text(format!("{}, {unit}", outcome.name)),
                Cell::Text(text(*before)),
                Cell::Strong(text(*now)),
            ])
        });
        changed.collect()
    }

    fn risks(&self) -> (String, Vec<Block>, String) {
        let risks = &self.view.risks;
        let without = risks.iter().filter(|risk| risk.second.is_empty()).count();
        let headline = match (risks.len(), without) {
            (0, _) => "No risk is shared".to_owned(),
            (1, 0) => "One risk is open, with a mitigation".to_owned(),
            (all, 0) => format!("{} risks are open, each with a mitigation", format::sentence(&format::word(all))),
            (all, without) => format!(
                "{} risks are open; {} without a mitigation",
                format::sentence(&format::word(all)),
                format::word(without)
            ),
        };
        let rows = risks.iter().map(|risk| {
            let mark = match risk.rank {
                16.. => (Mark::Risk, "High"),
                9..=15 => (Mark::Watch, "Medium"),
                _ => (Mark::Open, "Low"),
            };
            vec![
                Cell::Mark(mark.0, mark.1.into()),
                Cell::Strong(risk.text.clone()),
                Cell::Text(risk.second.clone()),
                Cell::Text(risk.owners.join(", ")),
            ]
        });
        let table = table(
            &["", "Risk", "What we do about it", "Owners"],
            rows.collect(),
            "Share a risk in the log, and it appears here.",
        );
        (headline, vec![table], "High: probability × impact from 16 of 25; medium: from 9.".into())
    }

    fn next_quarter(&self) -> (String, Vec<Block>, String) {
        let next = if self.quarter.last_day() < self.today { Quarter::of(self.today) } else { self.quarter.after() };
        let until = plus_days(next.last_day(), 92);
        let ahead = |milestone: &&super::client::SharedMilestone| {
            milestone.date <= until && milestone.until.unwrap_or(milestone.date) >= self.today
        };
        let mut milestones: Vec<_> = self.view.milestones.iter().filter(ahead).collect();
        milestones.sort_by_key(|milestone| milestone.date);
        let headline = match milestones.len() {
            0 => "Nothing is dated for the next quarter yet".to_owned(),
            1 => "One step is dated for the months ahead".to_owned(),
            all => format!("{} steps are dated for the months ahead", format::sentence(&format::word(all))),
        };
        let rows = milestones.iter().map(|milestone| {
            let when = match milestone.until {
                Some(until) => format!(
                    "{} to {}",
                    format::date_near(milestone.date, self.today),
                    format::date_near(until, self.today)
                ),
                None => format::date_near(milestone.date, self.today),
            };
            let state = if milestone.agreed {
                Cell::Mark(Mark::Good, "Agreed".into())
            } else {
                Cell::Mark(Mark::Open, "Proposed".into())
            };
            vec![Cell::Text(milestone.track.clone()), Cell::Strong(milestone.text.clone()), Cell::Text(when), state]
        });
        let objectives = self.view.objectives.iter().map(|objective| {
            vec![
                Cell::Strong(objective.text.clone()),
                Cell::Text(objective.owners.join(", ")),
                Cell::Text(objective.date.map(|due| format::date_near(due, self.today)).unwrap_or_default()),
            ]
        });
        let mut blocks = vec![table(
            &["Track", "Step", "When", "State"],
            rows.take(8).collect(),
            "Share a milestone, and it appears here.",
        )];
        let objectives: Vec<_> = objectives.take(4).collect();
        if !objectives.is_empty() {
            blocks.push(table(&["Objective", "Owners", "By"], objectives, ""));
        }
        (headline, blocks, "Roadmap and joint objectives".into())
    }

    fn decisions(&self) -> (String, Vec<Block>, String) {
        let asked: Vec<&SharedRow> = self.view.decisions.iter().filter(|decision| !decision.done).collect();
        let headline = match asked.len() {
            0 => "We ask for no decision today".to_owned(),
            1 => "We ask for one decision".to_owned(),
            all => format!("We ask for {} decisions", format::word(all)),
        };
        let rows = asked.iter().map(|decision| {
            vec![
                Cell::Strong(decision.text.clone()),
                Cell::Text(decision.owners.join(", ")),
                Cell::Text(
                    decision.date.map(|due| format::date_near(due, self.today)).unwrap_or_else(|| "no date".into()),
                ),
                Cell::Text(decision.second.clone()),
            ]
        });
        let table = table(
            &["We ask for", "Decided by", "By", "If it waits"],
            rows.collect(),
            "Share a decision that you ask for, and it appears here.",
        );
        (headline, vec![table], String::new())
    }

    fn actions(&self) -> (String, Vec<Block>, String) {
        let open: Vec<&SharedRow> = self.review_actions();
        let headline = match open.len() {
            0 => "No action is agreed yet".to_owned(),
            1 => "One action follows from today".to_owned(),
            all => format!("{} actions follow from today", format::sentence(&format::word(all))),
        };
        let rows = open.iter().map(|action| {
            vec![
                Cell::Strong(action.text.clone()),
                Cell::Text(if action.owners.is_empty() { "no owner".into() } else { action.owners.join(", ") }),
                Cell::Text(
                    action.date.map(|due| format::date_near(due, self.today)).unwrap_or_else(|| "no date".into()),
                ),
            ]
        });
        let table =
            table(&["Action", "Owners", "Due"], rows.collect(), "Add two or three actions with an owner and a date.");
        (headline, vec![table], String::new())
    }

    /// The open shared actions of this review.
    fn review_actions(&self) -> Vec<&SharedRow> {
        let own = self.view.actions.iter().filter(|(row, review)| *review == Some(self.review.id) && !row.done);
        own.map(|(row, _)| row).collect()
    }

    fn of_review<T: Entity>(&self, review: impl Fn(&T) -> Option<Id<Review>>, shared: impl Fn(&T) -> bool) -> Vec<T> {
        let own = self
            .records
            .of::<T>(self.review.account)
            .filter(|record| review(record) == Some(self.review.id) && shared(record));
        own.cloned().collect()
    }
}

fn kind_row(kind: &str, text: &str, date: Option<NaiveDate>, today: NaiveDate) -> Vec<Cell> {
    let when = date.map(|date| format::date_near(date, today)).unwrap_or_default();
    vec![Cell::Text(kind.into()), Cell::Strong(text.into()), Cell::Text(when)]
}

fn table(head: &[&str], rows: Vec<Vec<Cell>>, empty: &str) -> Block {
    Block::Table(Table { head: head.iter().map(|head| (*head).to_owned()).collect(), rows, empty: empty.into() })
}
