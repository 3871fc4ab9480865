//! The value recap for the client: what was delivered, what it returned, where it can go. Made from the client's view
//! alone.

use chrono::NaiveDate;

use super::{cell, grid, section, strong};
use crate::{
    document::{Block, Cell, ClientView, Mark, Page, Roadmap, RoadmapStep, SharedOutcome, StepKind, WaterfallStep},
    domain::{Amount, Locale, date::month_of, metric::TargetStatus, value::yearly_return},
    words::paper::{common, value as text},
};

/// The steps of a waterfall from outcomes to the net worth a year, in millions; none without an outcome with a worth.
pub fn steps(view: &ClientView, locale: Locale) -> Vec<WaterfallStep> {
    let millions = |amount: Amount| amount.as_units() / 1e6;
    let step = |name: &str, amount: f64, kind: StepKind| WaterfallStep {
        name: name.into(),
        amount,
        shown: locale.number(amount, 2),
        kind,
    };
    let outcome = |outcome: &SharedOutcome| {
        let kind = if outcome.confirmed { StepKind::Confirmed } else { StepKind::Estimated };
        Some(step(&outcome.name, millions(outcome.worth?), kind))
    };
    let mut steps: Vec<WaterfallStep> = view.outcomes.iter().filter_map(outcome).collect();
    if steps.is_empty() {
        return steps;
    }
    let value = view.value();
    steps.push(step(text::VALUE_A_YEAR, millions(value.with_estimates()), StepKind::Total));
    steps.push(step(text::COST_A_YEAR, -millions(value.cost()), StepKind::Cost));
    steps.push(step(text::NET_A_YEAR, millions(value.with_estimates() - value.cost()), StepKind::Total));
    steps
}

/// What is said of the return on what is confirmed. Where that is below the cost, no paper of a client's holds a return
/// or a payback: the share of the cost that is covered and the gap take their place. Without a confirmed outcome
/// nothing is said.
pub fn returns(view: &ClientView, locale: Locale) -> Vec<(String, String)> {
    let value = view.value();
    let (Ok(ratio), Ok(covered)) = (value.yearly_return(), value.cost_covered()) else { return Vec::new() };
    if ratio < 0.0 {
        return vec![
            (locale.percent(covered, 0), text::OF_THE_YEARLY_COST.to_owned()),
            (locale.money(value.cost() - value.confirmed), text::GAP_TO_THE_YEARLY.to_owned()),
        ];
    }
    let mut figures = vec![(locale.percent(ratio, 0), text::YEARLY_RETURN_CONFIRMED.to_owned())];
    if let (Ok(ratio), true) = (yearly_return(value.with_estimates(), value.cost()), value.estimated.is_positive()) {
        figures.push((locale.percent(ratio, 0), text::WITH_ESTIMATES.to_owned()));
    }
    if let Ok(months) = value.payback_months() {
        figures.push((text::months(locale.number(months, 1)), text::PAYBACK_CONFIRMED.to_owned()));
    }
    figures
}

/// The source of a yearly return, for the foot of each page that shows one: its formula and, with a one-off cost, the
/// return of the first year. `None` where no return is shown.
pub fn return_source(view: &ClientView, locale: Locale) -> Option<String> {
    let value = view.value();
    value.yearly_return().ok().filter(|ratio| *ratio >= 0.0)?;
    let (confirmed, cost) = (locale.millions(value.confirmed), locale.millions(value.cost()));
    let yearly = text::return_formula(&confirmed, &cost);
    let first = value.first_year_return().ok().filter(|_| value.one_off.is_positive()).map(|ratio| {
        let one_off = locale.millions(value.one_off);
        text::with_the_one_off(&one_off, locale.percent(ratio, 0))
    });
    Some(yearly + &first.unwrap_or_default())
}

/// The headline of what is delivered: what is confirmed leads, an estimate is called one. `none` where neither is
/// known.
pub fn value_headline(view: &ClientView, none: &str, locale: Locale) -> String {
    let value = view.value();
    if value.confirmed.is_positive() {
        let (confirmed, cost) = (locale.money(value.confirmed), locale.money(value.cost()));
        text::of_value_a_year(&confirmed, &cost)
    } else if value.estimated.is_positive() {
        text::of_value_a_year_estimated(locale.money(value.estimated))
    } else {
        none.to_owned()
    }
}

/// The sections of the recap.
pub fn recap(view: &ClientView, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let headline = value_headline(view, text::WHAT_HAS_CHANGED, locale);
    let unit = common::yearly_worth_millions_of(view.currency.code());
    let steps = steps(view, locale);
    let chart = (!steps.is_empty()).then_some(Block::Waterfall { unit, steps });
    let figures = Some(returns(view, locale)).filter(|figures| !figures.is_empty()).map(Block::Figures);
    let mut blocks: Vec<Block> = figures.into_iter().chain(chart).collect();
    if blocks.is_empty() {
        blocks.push(Block::Text(text::NO_OUTCOME_WITH_A.into()));
    }
    let source = return_source(view, locale).unwrap_or_default();
    let mut pages = vec![Page { source, ..section(headline, blocks) }];
    pages.push(outcomes(view, locale));
    pages.extend(measures(view, locale));
    let needs = view.needs.iter().map(|need| {
        let state = if need.done {
            Cell::Mark(Mark::Good, text::ANSWERED.into())
        } else {
            Cell::Mark(Mark::Watch, common::OPEN.into())
        };
        vec![strong(&need.text), cell(need.owners.join(", ")), state]
    });
    let needs: Vec<_> = needs.collect();
    if !needs.is_empty() {
        pages.push(section(
            text::WHAT_YOU_NEED_FROM,
            vec![grid(&[common::NEED, text::WHO_SAID_SO, common::STATE], needs, "")],
        ));
    }
    let paths: Vec<String> = view.opportunities.iter().map(|row| row.text.clone()).collect();
    if !paths.is_empty() {
        pages.push(section(text::WHERE_IT_CAN_GO, vec![Block::List(paths)]));
    }
    let ahead = view.milestones.iter().filter(|each| each.until.unwrap_or(each.date) >= today);
    let ahead: Vec<RoadmapStep> = ahead.map(|each| RoadmapStep::of(each, today, locale)).collect();
    let ahead = Roadmap::blocks(&ahead, month_of(today));
    if !ahead.is_empty() {
        pages.push(section(text::WHAT_IS_AHEAD, ahead));
    }
    pages
}

/// Every shared outcome: what changed, what it is worth and who confirmed it.
fn outcomes(view: &ClientView, locale: Locale) -> Page {
    let rows = view.outcomes.iter().map(|outcome| {
        let change = outcome.change.as_ref().map(|(before, now, unit)| locale.change(*before, *now, unit));
        let by = outcome.confirmed_by.as_ref().map(|(name, on)| format!("{name}, {}", locale.date(*on)));
        vec![
            strong(&outcome.name),
            cell(change.unwrap_or_default()),
            cell(outcome.worth.map(|worth| locale.money(worth)).unwrap_or_default()),
            if outcome.confirmed {
                Cell::Mark(Mark::Good, common::CONFIRMED.into())
            } else {
                Cell::Mark(Mark::Open, common::ESTIMATE.into())
            },
            cell(by.unwrap_or_default()),
        ]
    });
    section(
        text::OUTCOMES,
        vec![grid(
            &[common::OUTCOME, common::CHANGE, common::WORTH_A_YEAR, common::STATE, common::CONFIRMED_BY],
            rows.collect(),
            common::NO_OUTCOME_IS_SHARED,
        )],
    )
}

/// The latest value of each shared measure against its target; nothing if none has a value.
fn measures(view: &ClientView, locale: Locale) -> Option<Page> {
    let rows = view.metrics.iter().filter_map(|metric| {
        let (day, value) = metric.values.last()?;
        let rules = &metric.rules;
        let standing = rules
            .standing(*value)
            .map_or_else(|| cell(""), |standing: TargetStatus| Cell::Mark(standing.into(), standing.label().into()));
        let target = rules.target.map(|target| {
            format!("{} {}", if rules.higher_is_better() { "≥" } else { "≤" }, locale.measure_number(rules, target))
        });
        Some(vec![
            cell(&metric.name),
            strong(locale.measure(rules, *value)),
            cell(target.unwrap_or_default()),
            standing,
            cell(locale.date(*day)),
        ])
    });
    let rows: Vec<_> = rows.collect();
    let head = [common::MEASURE, common::NOW, common::TARGET, common::STATUS, common::MEASURED];
    (!rows.is_empty()).then(|| section(text::WHERE_THE_MEASURES_STAND, vec![grid(&head, rows, "")]))
}
