//! The value recap for the client: what was delivered, what it returned, where it can go. Made from the client's view alone.

use chrono::NaiveDate;

use super::{grid, section, strong, text};
use crate::{
    document::{Block, Cell, ClientView, Mark, Page, Roadmap, RoadmapStep, SharedOutcome, Step, StepKind},
    domain::{
        Locale,
        date::month_of,
        metric::Standing,
        value::{first_year_return, payback_months, yearly_return},
    },
};

/// The steps of a waterfall from outcomes to the net worth a year, in millions; none without an outcome with a worth.
pub fn steps(view: &ClientView, locale: Locale) -> Vec<Step> {
    let millions = |minor: i64| minor as f64 / view.currency.scale() as f64 / 1e6;
    let step = |name: &str, amount: f64, kind: StepKind| Step {
        name: name.into(),
        amount,
        shown: locale.number(amount, 2),
        kind,
    };
    let outcome = |outcome: &SharedOutcome| {
        let kind = if outcome.confirmed { StepKind::Confirmed } else { StepKind::Estimated };
        Some(step(&outcome.name, millions(outcome.worth?), kind))
    };
    let mut steps: Vec<Step> = view.outcomes.iter().filter_map(outcome).collect();
    if steps.is_empty() {
        return steps;
    }
    let (total, cost) = (view.worth(true) + view.worth(false), view.yearly_cost());
    steps.push(step("Value a year", millions(total), StepKind::Total));
    steps.push(step("Cost a year", -millions(cost), StepKind::Cost));
    steps.push(step("Net a year", millions(total - cost), StepKind::Total));
    steps
}

/// What is said of the return on what is confirmed. Where that is below the cost, no paper of a client's holds a return or a
/// payback: the share of the cost that is covered and the gap take their place. Without a confirmed outcome nothing is said.
pub fn returns(view: &ClientView, locale: Locale) -> Vec<(String, String)> {
    let (confirmed, total, cost) = (view.worth(true), view.worth(true) + view.worth(false), view.yearly_cost());
    let Ok(ratio) = yearly_return(confirmed, cost) else { return Vec::new() };
    if confirmed < cost {
        return vec![
            (locale.percent(ratio + 1.0, 0), "of the yearly cost covered, confirmed".to_owned()),
            (locale.minor(cost - confirmed, view.currency), "gap to the yearly cost".to_owned()),
        ];
    }
    let mut figures = vec![(locale.percent(ratio, 0), "yearly return, confirmed".to_owned())];
    if let (Ok(ratio), true) = (yearly_return(total, cost), total > confirmed) {
        figures.push((locale.percent(ratio, 0), "with estimates".to_owned()));
    }
    if let Ok(months) = payback_months(view.one_off(), confirmed, cost) {
        figures.push((format!("{} months", locale.number(months, 1)), "payback, confirmed".to_owned()));
    }
    figures
}

/// The source of a yearly return, for the foot of each page that shows one: its formula and, with a one-off cost, the return of
/// the first year. `None` where no return is shown.
pub fn return_source(view: &ClientView, locale: Locale) -> Option<String> {
    let (confirmed, cost, one_off) = (view.worth(true), view.yearly_cost(), view.one_off());
    yearly_return(confirmed, cost).ok().filter(|_| confirmed >= cost)?;
    let millions = |minor: i64| locale.millions(minor, view.currency);
    let yearly = format!(
        "Return = (benefit − cost) / cost = ({} − {}) / {}.",
        millions(confirmed),
        millions(cost),
        millions(cost)
    );
    let first = first_year_return(confirmed, cost, one_off).ok().filter(|_| one_off > 0).map(|ratio| {
        let one_off = millions(one_off);
        format!(" With the one-off cost of {one_off}, the first year returns {}.", locale.percent(ratio, 0))
    });
    Some(yearly + &first.unwrap_or_default())
}

/// The sections of the recap.
pub fn recap(view: &ClientView, today: NaiveDate, locale: Locale) -> Vec<Page> {
    let euros = |minor: i64| locale.minor(minor, view.currency);
    let (confirmed, estimated) = (view.worth(true), view.worth(false));
    let headline = match (confirmed, estimated) {
        (0, 0) => "What has changed".to_owned(),
        (0, _) => format!("{} of value a year, estimated", euros(estimated)),
        _ => format!("{} of value a year is confirmed, on a cost of {}", euros(confirmed), euros(view.yearly_cost())),
    };
    let unit = format!("Yearly worth, millions of {}", view.currency.code());
    let steps = steps(view, locale);
    let chart = (!steps.is_empty()).then_some(Block::Waterfall { unit, steps });
    let figures = Some(returns(view, locale)).filter(|figures| !figures.is_empty()).map(Block::Figures);
    let mut blocks: Vec<Block> = figures.into_iter().chain(chart).collect();
    if blocks.is_empty() {
        blocks.push(Block::Text("No outcome with a worth is agreed yet.".into()));
    }
    let source = return_source(view, locale).unwrap_or_default();
    let mut pages = vec![Page { source, ..section(headline, blocks) }];
    let outcomes = view.outcomes.iter().map(|outcome| {
        let change = outcome.change.as_ref().map(|(before, now, unit)| locale.change(*before, *now, unit));
        let by = outcome.confirmed_by.as_ref().map(|(name, on)| format!("{name}, {}", locale.date(*on)));
        vec![
            strong(&outcome.name),
            text(change.unwrap_or_default()),
            text(outcome.worth.map(euros).unwrap_or_default()),
            if outcome.confirmed {
                Cell::Mark(Mark::Good, "Confirmed".into())
            } else {
                Cell::Mark(Mark::Open, "Estimate".into())
            },
            text(by.unwrap_or_default()),
        ]
    });
    pages.push(section(
        "Outcomes",
        vec![grid(
            &["Outcome", "Change", "Worth a year", "State", "Confirmed by"],
            outcomes.collect(),
            "No outcome is shared yet.",
        )],
    ));
    let measures = view.metrics.iter().filter_map(|metric| {
        let (day, value) = metric.values.last()?;
        let rules = &metric.rules;
        let standing = rules
            .standing(*value)
            .map_or_else(|| text(""), |standing: Standing| Cell::Mark(standing.into(), standing.label().into()));
        let target = rules.target.map(|target| {
            format!("{} {}", if rules.higher_is_better() { "≥" } else { "≤" }, rules.text(target, locale))
        });
        Some(vec![
            text(&metric.name),
            strong(rules.said(*value, locale)),
            text(target.unwrap_or_default()),
            standing,
            text(locale.date(*day)),
        ])
    });
    let measures: Vec<_> = measures.collect();
    if !measures.is_empty() {
        pages.push(section(
            "Where the measures stand",
            vec![grid(&["Measure", "Now", "Target", "Status", "Measured"], measures, "")],
        ));
    }
    let needs = view.needs.iter().map(|need| {
        let state =
            if need.done { Cell::Mark(Mark::Good, "Answered".into()) } else { Cell::Mark(Mark::Watch, "Open".into()) };
        vec![strong(&need.text), text(need.owners.join(", ")), state]
    });
    let needs: Vec<_> = needs.collect();
    if !needs.is_empty() {
        pages.push(section("What you need from it", vec![grid(&["Need", "Who said so", "State"], needs, "")]));
    }
    let paths: Vec<String> = view.opportunities.iter().map(|row| row.text.clone()).collect();
    if !paths.is_empty() {
        pages.push(section("Where it can go from here", vec![Block::List(paths)]));
    }
    let ahead = view.milestones.iter().filter(|each| each.until.unwrap_or(each.date) >= today);
    let ahead: Vec<RoadmapStep> = ahead.map(|each| RoadmapStep::of(each, today, locale)).collect();
    let ahead = Roadmap::blocks(&ahead, month_of(today));
    if !ahead.is_empty() {
        pages.push(section("What is ahead", ahead));
    }
    pages
}
