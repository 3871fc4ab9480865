//! The quarterly business review as a document: each slide fills itself from the account, and its author may rewrite
//! it.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{
    Block, Cell, ClientView, Document, Face, Mark, Measure, Page, Roadmap, RoadmapStep, Series, SharedMetric,
    SharedRow, Table,
    client::SharedMilestone,
    paper::{return_source, returns, steps, value_headline},
};
use crate::domain::{
    Id, Key, Kind, Locale, Order, Records, Review,
    choice::MetricGroup,
    date::{FiscalStart, Quarter, month_of, plus_days},
    metric::TargetStatus,
    review::Slide,
};
use crate::words::paper::{common, review as text};
use crate::words::{self, format};

/// A review that was held, in both faces.
#[derive(Clone, Debug, PartialEq)]
pub struct Frozen {
    /// What the client saw.
    pub client: Document,
    /// The same with our notes.
    pub internal: Document,
}

/// The edits of a review's record when it is frozen.
pub fn freeze(records: &Records, review: &Review, on: NaiveDate, locale: Locale) -> Review {
    let frozen = |face| Some(json!(self::review(records, review, face, on, locale)));
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
    // Reviews that were held before documents had a day of their own have that of the review.
    let dated = |document: Document| match review.held_on {
        Some(day) if document.by.is_empty() => Document { date: day, ..document },
        _ => document,
    };
    let worded = |document| dated(document).with_words(Locale::INTERNATIONAL);
    Some(Frozen { client: worded(read(&review.frozen_client)?), internal: worded(read(&review.frozen_internal)?) })
}

/// The document of a review as it stands on `today`. Hidden slides are left out; notes stand in the internal one alone.
pub fn review(records: &Records, review: &Review, face: Face, today: NaiveDate, locale: Locale) -> Document {
    let view = ClientView::new(records, review.account, today);
    let builder = Builder::new(records, review, &view, today, locale);
    let shown = review.order().into_iter().map(|slide| (slide, review.slide(slide))).filter(|(_, own)| !own.hidden);
    let pages = shown.map(|(slide, own)| {
        let page = builder.page(slide, own.headline, own.text, &own.points);
        if face == Face::Internal { Page { notes: own.notes, ..page } } else { page }
    });
    Document {
        title: text::review_title(&view.client, builder.name(builder.quarter)),
        face,
        by: view.by(),
        date: today,
        day: locale.date_long(today),
        foot: text::confidential(&view.client, &view.us),
        pages: pages.collect(),
    }
}

/// The records whose words for the client stand on a slide: where each of its texts can be rewritten.
pub fn sources(records: &Records, review: &Review, slide: Slide, today: NaiveDate) -> Vec<Key> {
    let view = ClientView::new(records, review.account, today);
    let builder = Builder::new(records, review, &view, today, Locale::default());
    let keys = |rows: &mut dyn Iterator<Item = &SharedRow>| rows.map(|row| row.key).collect::<Vec<_>>();
    match slide {
        Slide::Cover | Slide::Own => Vec::new(),
        Slide::Agreed => keys(&mut builder.agreed_before()),
        Slide::Summary => keys(&mut builder.agreed_now()),
        Slide::Scorecard | Slide::Compare => view.metrics.iter().map(|metric| metric.key).collect(),
        Slide::Value => view.outcomes.iter().map(|outcome| outcome.key).collect(),
        Slide::Risks => keys(&mut view.risks.iter()),
        Slide::NextQuarter => {
            let milestones = builder.ahead().into_iter().map(|milestone| milestone.key);
            milestones.chain(view.objectives.iter().map(|objective| objective.key)).collect()
        }
        Slide::Decisions => keys(&mut builder.asked()),
        Slide::Actions => keys(&mut builder.to_do()),
    }
}

/// The review of the quarter before, or the last one before that.
pub(super) fn before(records: &Records, review: &Review) -> Option<Id<Review>> {
    let own = review.period();
    let earlier = records.of::<Review>(review.account).filter(|other| other.period() < own);
    earlier.max_by_key(|other| other.period()).map(|other| other.id)
}

/// What a slide says of itself, before a person writes on it.
struct Content {
    headline: String,
    blocks: Vec<Block>,
    source: String,
}

/// What a review itself says to the client.
struct Texts<'a> {
    id: Id<Review>,
    date: Option<NaiveDate>,
    place: &'a str,
    summary: &'a str,
    /// The review before it.
    before: Option<Id<Review>>,
}

/// Builds slides from what the client may see, and from nothing else.
struct Builder<'a> {
    texts: Texts<'a>,
    view: &'a ClientView,
    quarter: Quarter,
    /// The quarter that it is compared with.
    against: Quarter,
    fiscal: FiscalStart,
    today: NaiveDate,
    locale: Locale,
}

impl<'a> Builder<'a> {
    fn new(records: &Records, review: &'a Review, view: &'a ClientView, today: NaiveDate, locale: Locale) -> Self {
        let fiscal = records.workspace().fiscal();
        let quarter = review.period().unwrap_or_else(|| fiscal.quarter(today));
        let against = Quarter::parse(&review.compare).unwrap_or_else(|| quarter.year_before());
        let before = before(records, review);
        let texts = Texts { id: review.id, date: review.date, place: &review.place, summary: &review.summary, before };
        Self { texts, view, quarter, against, fiscal, today, locale }
    }

    /// What a quarter is called.
    fn name(&self, quarter: Quarter) -> String {
        words::quarter(quarter, self.fiscal)
    }

    /// What was agreed in the review before.
    fn agreed_before(&self) -> impl Iterator<Item = &'a SharedRow> {
        let before = self.texts.before;
        self.view.actions.iter().filter(move |action| before.is_some() && action.review == before)
    }

    /// What is agreed in this one: decisions that were taken, then actions.
    fn agreed_now(&self) -> impl Iterator<Item = &'a SharedRow> {
        let id = self.texts.id;
        let of_this = move |row: &&SharedRow| row.review == Some(id) && !row.dropped;
        let taken = self.view.decisions.iter().filter(|decision| decision.done);
        taken.chain(&self.view.actions).filter(of_this)
    }

    /// The decisions that are asked for, the next first.
    fn asked(&self) -> impl Iterator<Item = &'a SharedRow> {
        let mut asked: Vec<&SharedRow> = self.view.decisions.iter().filter(|decision| !decision.done).collect();
        asked.order_by_key(|decision| (decision.date.is_none(), decision.date));
        asked.into_iter()
    }

    /// The open actions of this review.
    fn to_do(&self) -> impl Iterator<Item = &'a SharedRow> {
        let id = self.texts.id;
        self.view.actions.iter().filter(move |row| row.review == Some(id) && !row.done && !row.dropped)
    }

    /// The steps of the roadmap until the end of the quarter after the next.
    fn ahead(&self) -> Vec<&'a SharedMilestone> {
        let next =
            if self.quarter.last_day() < self.today { self.fiscal.quarter(self.today) } else { self.quarter.after() };
        let until = plus_days(next.last_day(), 92);
        let is_ahead = |milestone: &&SharedMilestone| {
            milestone.date <= until && milestone.until.unwrap_or(milestone.date) >= self.today
        };
        let mut milestones: Vec<_> = self.view.milestones.iter().filter(is_ahead).collect();
        milestones.order_by_key(|milestone| milestone.date);
        milestones
    }

    fn page(&self, slide: Slide, headline: String, ask: String, points: &str) -> Page {
        let Content { headline: filled, mut blocks, source } = match slide {
            Slide::Cover => self.cover(),
            Slide::Agreed => self.agreed(),
            Slide::Summary => self.summary(),
            Slide::Scorecard => self.scorecard(),
            Slide::Value => self.value(),
            Slide::Risks => self.risks(),
            Slide::NextQuarter => self.next_quarter(),
            Slide::Decisions => self.decisions(),
            Slide::Actions => self.actions(),
            Slide::Compare => self.compare(),
            Slide::Own => {
                Content { headline: text::WHAT_YOU_WANT_TO.into(), blocks: Vec::new(), source: String::new() }
            }
        };
        let points =
            points.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
        if !points.is_empty() {
            blocks.push(Block::List(points));
        }
        if !ask.is_empty() && slide != Slide::Cover {
            blocks.push(Block::Ask(ask));
        }
        Page {
            slide: Some(slide),
            headline: if headline.is_empty() { filled } else { headline },
            blocks,
            source,
            notes: String::new(),
        }
    }

    fn cover(&self) -> Content {
        let date = self.texts.date.map(|it| self.locale.date_long(it)).unwrap_or_else(|| self.name(self.quarter));
        let place = if self.texts.place.is_empty() { date } else { format!("{}, {date}", self.texts.place) };
        let by = self.view.by();
        let series = self.view.metrics.iter().find_map(|metric| self.series(metric));
        let headline = series.as_ref().and_then(|series| {
            let (first, last) = (series.shown.first()?, series.shown.last()?);
            Some(text::from_to(&series.name, first, last))
        });
        let headline = headline.unwrap_or_else(|| text::quarter_in_review(&self.view.client, &self.view.us));
        let subtitle = text::quarterly_business_review(self.name(self.quarter));
        let cover = Block::Cover { client: self.view.client.clone(), subtitle, lines: vec![place, by], series };
        Content { headline, blocks: vec![cover], source: String::new() }
    }

    fn series(&self, metric: &SharedMetric) -> Option<Series> {
        let points = self.quarters(metric);
        let points: Vec<(String, f64)> =
            points.into_iter().map(|(quarter, value)| (self.name(quarter), value)).collect();
        let unit = if metric.rules.unit.is_empty() { String::new() } else { format!(", {}", metric.rules.unit) };
        (points.len() > 2).then(|| Series {
            name: format!("{}{unit}", metric.name),
            shown: points.iter().map(|(_, value)| self.locale.measure_number(&metric.rules, *value)).collect(),
            decimals: points.iter().map(|(_, value)| metric.rules.decimals_of(*value)).max(),
            points,
        })
    }

    /// The last value of each of the eight quarters up to the review's, where there is one.
    fn quarters(&self, metric: &SharedMetric) -> Vec<(Quarter, f64)> {
        let mut quarters = vec![self.quarter];
        for _ in 0..7 {
            quarters.insert(0, quarters[0].before());
        }
        let value = |quarter: &Quarter| self.value_in(metric, *quarter).map(|value| (*quarter, value));
        quarters.iter().filter_map(value).collect()
    }

    fn agreed(&self) -> Content {
        let agreed: Vec<&SharedRow> = self.agreed_before().collect();
        let done = agreed.iter().filter(|action| action.done).count();
        let headline = text::commitments_kept(done, agreed.len());
        let rows = agreed.iter().map(|action| {
            let became = match (action.done, action.dropped) {
                (true, _) => Cell::Mark(Mark::Good, text::DONE.into()),
                (_, true) => Cell::Mark(Mark::Open, text::DROPPED.into()),
                _ if action.date.is_some_and(|due| due < self.today) => Cell::Mark(Mark::Risk, text::LATE.into()),
                _ => Cell::Mark(Mark::Watch, common::OPEN.into()),
            };
            vec![
                Cell::Strong(action.text.clone()),
                Cell::Text(action.owners.join(", ")),
                Cell::Text(action.date.map(|due| self.locale.date_near(due, self.today)).unwrap_or_default()),
                became,
            ]
        });
        let table = table(
            &[common::AGREED, text::OWNER, common::DUE, text::WHAT_BECAME_OF_IT],
            rows.collect(),
            text::NO_SHARED_ACTION_BELONGS,
        );
        Content { headline, blocks: vec![table], source: text::actions_agreed_in_the(self.name(self.quarter)) }
    }

    fn summary(&self) -> Content {
        let own = self.texts.summary;
        let rows = self.agreed_now().map(|row| {
            let word = match (row.key.kind, row.theirs) {
                (Kind::Decision, _) => common::DECISION,
                (_, true) => text::FOLLOW_UP,
                _ => text::COMMITMENT,
            };
            kind_row(word, &row.text, row.date, self.today, self.locale)
        });
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
        blocks.push(table(&["", text::WHAT, common::WHEN], rows.collect(), text::DECISIONS_COMMITMENTS_AND_FOLLOW));
        Content {
            headline: text::THE_QUARTER_ON_A.into(),
            blocks,
            source: common::from_to(
                self.locale.date(self.quarter.first_day()),
                self.locale.date(self.quarter.last_day()),
            ),
        }
    }

    fn quarter_facts(&self) -> Vec<(String, String)> {
        let confirmed = self.view.value().confirmed;
        let (on_target, all) = self.on_target();
        let mut facts = Vec::new();
        if confirmed.is_positive() {
            facts.push((self.locale.money(confirmed), common::OF_VALUE_A_YEAR.to_owned()));
        }
        if all > 0 {
            facts.push((text::of(on_target, all), common::MEASURES_ON_TARGET.to_owned()));
        }
        let asked = self.asked().count();
        if asked > 0 {
            facts.push((asked.to_string(), text::DECISIONS_WE_ASK_FOR.to_owned()));
        }
        facts
    }

    fn on_target(&self) -> (usize, usize) {
        let standings =
            self.view.metrics.iter().filter_map(|metric| {
                self.value_in(metric, self.quarter).and_then(|value| metric.rules.standing(value))
            });
        let standings: Vec<TargetStatus> = standings.collect();
        (standings.iter().filter(|standing| **standing == TargetStatus::OnTarget).count(), standings.len())
    }

    /// The last value of a quarter, where there is one.
    fn value_in(&self, metric: &SharedMetric, quarter: Quarter) -> Option<f64> {
        let within = |date: &NaiveDate| (quarter.first_day()..=quarter.last_day()).contains(date);
        metric.values.iter().rfind(|(date, _)| within(date)).map(|(_, value)| *value)
    }

    fn scorecard(&self) -> Content {
        let (on_target, all) = self.on_target();
        let headline = text::measures_on_target(on_target, all);
        let groups = MetricGroup::ALL.iter().map(|group| {
            let of_group = self.view.metrics.iter().filter(|metric| metric.group == *group);
            (group.label().to_owned(), of_group.map(|metric| self.measure(metric)).collect::<Vec<_>>())
        });
        let groups: Vec<_> = groups.filter(|(_, measures)| !measures.is_empty()).collect();
        let block =
            Block::Scorecard { period: self.name(self.quarter), before: self.name(self.quarter.before()), groups };
        Content { headline, blocks: vec![block], source: text::scorecard_note(self.locale.percent(0.05, 0)) }
    }

    fn measure(&self, metric: &SharedMetric) -> Measure {
        let rules = &metric.rules;
        let value = self.value_in(metric, self.quarter);
        let before = self.value_in(metric, self.quarter.before());
        let sign = if rules.higher_is_better() { "≥" } else { "≤" };
        let decimals = rules.decimals.map_or(1, usize::from);
        Measure {
            name: metric.name.clone(),
            value: value.map_or(common::NOT_MEASURED.into(), |value| self.locale.measure(rules, value)),
            target: rules.target.map_or(text::NO_TARGET.into(), |target| {
                format!("{sign} {}", self.locale.measure_number(rules, target))
            }),
            standing: value
                .and_then(|value| rules.standing(value))
                .map(|standing| (standing.into(), standing.label().to_owned())),
            change: value
                .zip(before)
                .map(|(now, before)| self.locale.signed(now - before, decimals))
                .unwrap_or_default(),
            trend: self.quarters(metric).into_iter().map(|(_, value)| value).collect(),
            target_value: rules.target,
        }
    }

    fn value(&self) -> Content {
        let view = self.view;
        let value = view.value();
        let headline = value_headline(view, text::NO_OUTCOME_WITH_A, self.locale);
        let steps = steps(view, self.locale);
        if steps.is_empty() {
            let head = [text::WHAT_CHANGED, text::BEFORE, common::NOW];
            let table = table(&head, self.changes(), common::NO_OUTCOME_IS_SHARED);
            return Content { headline, blocks: vec![table], source: String::new() };
        }
        let by = view.outcomes.iter().find_map(|outcome| outcome.confirmed_by.as_ref());
        let by = by
            .map(|(name, date)| text::confirmed_by(format::short_name(name), self.locale.date(*date)))
            .unwrap_or_default();
        let formula = return_source(view, self.locale).map(|formula| formula + " ").unwrap_or_default();
        let cost = text::cost(self.locale.millions(value.subscription), self.locale.millions(value.other_cost));
        let cost = if value.cost().is_zero() { String::new() } else { cost };
        let formula = text::value_note(&formula, cost, &by);
        let blocks = vec![
            Block::Waterfall { unit: common::yearly_worth_millions_of(view.currency.code()), steps },
            Block::Figures(returns(view, self.locale)),
            table(&[text::WHAT_CHANGED, text::BEFORE, common::NOW], self.changes(), ""),
        ];
        let says_something = |block: &Block| !matches!(block, Block::Figures(figures) if figures.is_empty());
        let blocks = blocks.into_iter().filter(says_something).collect();
        Content { headline, blocks, source: formula }
    }

    fn changes(&self) -> Vec<Vec<Cell>> {
        let changed = self.view.outcomes.iter().filter_map(|outcome| {
            let (before, now, unit) = outcome.change.as_ref()?;
            let text = |value: f64| self.locale.plain(value);
            Some(vec![
                Cell::Text(format!("{}, {unit}", outcome.name)),
                Cell::Text(text(*before)),
                Cell::Strong(text(*now)),
            ])
        });
        changed.collect()
    }

    fn risks(&self) -> Content {
        let risks = &self.view.risks;
        let without = risks.iter().filter(|risk| risk.second.is_empty()).count();
        let headline = text::open_risks(risks.len(), without);
        let rows = risks.iter().map(|risk| {
            let mark = match risk.rank {
                16.. => (Mark::Risk, common::HIGH),
                9..=15 => (Mark::Watch, text::MEDIUM),
                _ => (Mark::Open, text::LOW),
            };
            vec![
                Cell::Mark(mark.0, mark.1.into()),
                Cell::Strong(risk.text.clone()),
                Cell::Text(risk.second.clone()),
                Cell::Text(risk.owners.join(", ")),
            ]
        });
        let table =
            table(&["", common::RISK, common::WHAT_WE_DO_ABOUT, common::OWNERS], rows.collect(), text::SHARE_A_RISK_IN);
        Content { headline, blocks: vec![table], source: text::HIGH_PROBABILITY_IMPACT_FROM.into() }
    }

    fn next_quarter(&self) -> Content {
        let milestones = self.ahead();
        let headline = text::steps_ahead(milestones.len());
        let steps: Vec<RoadmapStep> =
            milestones.iter().map(|milestone| RoadmapStep::of(milestone, self.today, self.locale)).collect();
        let objectives = self.view.objectives.iter().map(|objective| {
            vec![
                Cell::Strong(objective.text.clone()),
                Cell::Text(objective.owners.join(", ")),
                Cell::Text(objective.date.map(|due| self.locale.date_near(due, self.today)).unwrap_or_default()),
            ]
        });
        let mut blocks = Roadmap::blocks(&steps, month_of(self.today));
        if blocks.is_empty() {
            blocks.push(table(&[], Vec::new(), text::SHARE_A_MILESTONE_AND));
        }
        let objectives: Vec<_> = objectives.collect();
        if !objectives.is_empty() {
            blocks.push(table(&[common::OBJECTIVE, common::OWNERS, common::BY], objectives, ""));
        }
        Content { headline, blocks, source: text::ROADMAP_AND_JOINT_OBJECTIVES.into() }
    }

    fn decisions(&self) -> Content {
        let asked: Vec<&SharedRow> = self.asked().collect();
        let headline = text::decisions_asked(asked.len());
        let rows = asked.iter().map(|decision| {
            vec![
                Cell::Strong(decision.text.clone()),
                Cell::Text(decision.owners.join(", ")),
                Cell::Text(
                    decision
                        .date
                        .map(|due| self.locale.date_near(due, self.today))
                        .unwrap_or_else(|| text::NO_DATE.into()),
                ),
                Cell::Text(decision.second.clone()),
            ]
        });
        let table = table(
            &[common::WE_ASK_FOR, common::DECIDED_BY, common::BY, common::IF_IT_WAITS],
            rows.collect(),
            text::SHARE_A_DECISION_THAT,
        );
        Content { headline, blocks: vec![table], source: String::new() }
    }

    fn actions(&self) -> Content {
        let open: Vec<&SharedRow> = self.to_do().collect();
        let headline = text::actions_follow(open.len());
        let rows = open.iter().map(|action| {
            vec![
                Cell::Strong(action.text.clone()),
                Cell::Text(if action.owners.is_empty() { common::NO_OWNER.into() } else { action.owners.join(", ") }),
                Cell::Text(
                    action
                        .date
                        .map(|due| self.locale.date_near(due, self.today))
                        .unwrap_or_else(|| text::NO_DATE.into()),
                ),
            ]
        });
        let table = table(&[common::ACTION, common::OWNERS, common::DUE], rows.collect(), text::ADD_TWO_OR_THREE);
        Content { headline, blocks: vec![table], source: String::new() }
    }

    /// Every measure in two quarters side by side.
    fn compare(&self) -> Content {
        let (then, now) = (self.against, self.quarter);
        let both = self.view.metrics.iter().filter_map(|metric| {
            let values = (self.value_in(metric, then)?, self.value_in(metric, now)?);
            Some((metric, values))
        });
        let both: Vec<_> = both.collect();
        let better = |(metric, (then, now)): &&(&SharedMetric, (f64, f64))| {
            if metric.rules.higher_is_better() { now > then } else { now < then }
        };
        let count = both.iter().filter(better).count();
        let headline = match both.len() {
            0 => text::and_have_no_measure(self.name(then), self.name(now)),
            all => text::measures_better(count, all, self.name(then)),
        };
        let rows = both.iter().map(|(metric, (before, after))| {
            let rules = &metric.rules;
            let unit = if rules.unit.is_empty() { String::new() } else { format!(", {}", rules.unit) };
            let mark = match (after - before, rules.higher_is_better()) {
                (0.0, _) => Cell::Mark(Mark::Open, text::THE_SAME.into()),
                (change, higher) if (change > 0.0) == higher => Cell::Mark(Mark::Good, text::BETTER.into()),
                _ => Cell::Mark(Mark::Risk, text::WORSE.into()),
            };
            vec![
                Cell::Text(format!("{}{unit}", metric.name)),
                Cell::Text(self.locale.measure_number(rules, *before)),
                Cell::Strong(self.locale.measure_number(rules, *after)),
                Cell::Text(self.locale.signed(after - before, rules.decimals.map_or(1, usize::from))),
                mark,
            ]
        });
        let head = [common::MEASURE, &self.name(then), &self.name(now), common::CHANGE, ""];
        let table = table(&head, rows.collect(), text::NO_SHARED_MEASURE_HAS);
        Content { headline, blocks: vec![table], source: text::LAST_VALUE_OF_EACH.into() }
    }
}

fn kind_row(kind: &str, text: &str, date: Option<NaiveDate>, today: NaiveDate, locale: Locale) -> Vec<Cell> {
    let when = date.map(|date| locale.date_near(date, today)).unwrap_or_default();
    vec![Cell::Text(kind.into()), Cell::Strong(text.into()), Cell::Text(when)]
}

fn table(head: &[&str], rows: Vec<Vec<Cell>>, empty: &str) -> Block {
    Block::Table(Table { head: head.iter().map(|head| (*head).to_owned()).collect(), rows, empty: empty.into() })
}
