//! The figures of a portfolio over a period, each with its inputs.

use super::{Explanation, Input};
use crate::domain::{
    Amount, Figure, Locale, Missing,
    choice::TargetMeasure,
    engagement::Engagement,
    kpi::Kpis,
    revenue::{Share, retained},
};
use crate::words::screen::common;

/// The value of a figure of a period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum KpiValue {
    /// A part of a whole, 0 to 1 and beyond.
    Ratio(f64),
    /// An amount.
    Amount(Amount),
    /// From −100 to 100.
    Points(f64),
}

/// A figure of a period: what it is called, what it says, and where it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct KpiFigure {
    /// Its name in files.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// Its value, or why it is not available.
    pub value: Figure<KpiValue>,
    /// The line beneath, where it is available.
    pub sub: String,
    /// What it is made of.
    inputs: Vec<Input>,
    /// The formula in words.
    formula: &'static str,
}

impl KpiFigure {
    fn of(key: &str, label: impl Into<String>, value: Figure<KpiValue>, sub: impl Into<String>) -> Self {
        let (key, label, sub) = (key.to_owned(), label.into(), sub.into());
        Self { key, label, value, sub, inputs: Vec::new(), formula: "" }
    }

    fn ratio(key: &str, label: impl Into<String>, value: Figure<f64>, sub: impl Into<String>) -> Self {
        Self::of(key, label, value.map(KpiValue::Ratio), sub)
    }

    fn amount(key: &str, label: &str, amount: Amount, sub: impl Into<String>) -> Self {
        Self::of(key, label, Ok(KpiValue::Amount(amount)), sub)
    }

    fn explained(self, formula: &'static str, inputs: Vec<Input>) -> Self {
        Self { formula, inputs, ..self }
    }

    /// As people read it.
    pub fn text(&self, locale: Locale) -> String {
        match &self.value {
            Ok(KpiValue::Ratio(ratio)) => locale.percent(*ratio, 1),
            Ok(KpiValue::Amount(amount)) => locale.money(*amount),
            Ok(KpiValue::Points(points)) => locale.signed(*points, 0),
            Err(_) => common::NOT_AVAILABLE.into(),
        }
    }

    /// Where it comes from; `about` names the period.
    pub fn explanation(&self, about: &str, locale: Locale) -> Explanation {
        Explanation {
            about: about.to_owned(),
            inputs: self.inputs.clone(),
            formula: self.formula.to_owned(),
            result: self.text(locale),
        }
    }
}

/// Every figure of a period, in the order of the page.
pub fn kpis(figures: &Kpis, locale: Locale) -> Vec<KpiFigure> {
    let mut all = revenue(figures, locale);
    all.extend(retention(figures, locale));
    all.extend(won(figures, locale));
    all.extend(asked(figures, locale));
    all.extend(targets(figures, locale));
    all.push(budgets(figures, locale));
    all
}

fn part(of: usize, whole: usize, nothing: Missing) -> Figure<f64> {
    if whole > 0 { Ok(of as f64 / whole as f64) } else { Err(nothing) }
}

fn revenue(figures: &Kpis, locale: Locale) -> Vec<KpiFigure> {
    let all = figures.all_steps();
    let change = locale.signed_thousands(all.change());
    vec![
        KpiFigure::amount(
            "recurringRevenue",
            "Recurring revenue",
            all.end(),
            format!("{} at the start", locale.money(all.start)),
        )
        .explained(
            "Σ movements up to the last day",
            vec![
                Input::new("Start", "the day before the period", locale.thousands(all.start)),
                Input::new("Change", "all movements of the period", change.clone()),
            ],
        ),
        KpiFigure::ratio("revenueGrowth", "Revenue growth", figures.growth(), format!("{change} in the period"))
            .explained(
                "(end − start) / start",
                vec![
                    Input::new("Start", "all accounts", locale.thousands(all.start)),
                    Input::new("End", "new ones included", locale.thousands(all.end())),
                ],
            ),
        KpiFigure::amount("bookedRevenue", "Booked revenue", figures.booked, "booked in the period").explained(
            "Σ booked amounts of the period",
            vec![
                Input::new("Booked", "months of the period", locale.thousands(figures.booked)),
                Input::new("Margin", "of the same months", locale.thousands(figures.margin)),
            ],
        ),
    ]
}

fn retention(figures: &Kpis, locale: Locale) -> Vec<KpiFigure> {
    let thousands = |amount: Amount| locale.thousands(amount);
    let all = figures.each();
    let kept = retained(&all);
    let had_revenue = all.iter().filter(|steps| steps.start.is_positive());
    let lost: Amount = had_revenue.map(|steps| steps.lost()).sum();
    let (logos, had) = figures.logos();
    let start = Input::new("Start", "accounts with revenue then", thousands(kept.start));
    let churn = figures.all_steps().churn;
    vec![
        KpiFigure::ratio(
            "netRevenueRetention",
            "Net revenue retention",
            figures.nrr(),
            "expansion less contraction and churn",
        )
        .explained(
            "(start + expansion − contraction − churn + win-backs) / start",
            vec![
                start.clone(),
                Input::new("Expansion", "", locale.signed_thousands(kept.expansion)),
                Input::new("Contraction", "", locale.signed_thousands(-kept.contraction)),
                Input::new("Churn", "", locale.signed_thousands(-kept.churn)),
                Input::new("Win-backs", "left and came back in the period", locale.signed_thousands(kept.win_back)),
            ],
        ),
        KpiFigure::ratio("grossRevenueRetention", "Gross revenue retention", figures.grr(), "without expansion")
            .explained(
                "(start − lost) / start",
                vec![start, Input::new("Lost", "per account at most its own start", locale.signed_thousands(-lost))],
            ),
        KpiFigure::ratio(
            "logoRetention",
            "Logo retention",
            part(logos, had, Missing::RevenueAtStart),
            format!("{logos} of {} kept", locale.count(had as i64, "account")),
        )
        .explained(
            "kept / at the start",
            vec![
                Input::new("At the start", "accounts with revenue", had.to_string()),
                Input::new("Kept", "still with revenue at the end", logos.to_string()),
            ],
        ),
        KpiFigure::amount("churn", "Churn", churn, "recurring revenue of who left")
            .explained("Σ churn", vec![Input::new("Churn", "movements of that kind in the period", thousands(churn))]),
        KpiFigure::ratio(
            "renewalRate",
            "Renewal rate",
            figures.renewal_rate(),
            format!("{} of {} due", locale.money(figures.renewed.part), locale.money(figures.renewed.whole)),
        )
        .explained(
            "renewed / came due",
            vec![
                Input::new("Came due", "annual value of terms that ended", thousands(figures.renewed.whole)),
                Input::new("Renewed", "up to what came due", thousands(figures.renewed.part)),
            ],
        ),
        KpiFigure::ratio(
            "bookedRetention",
            "Booked revenue retention",
            figures.booked_retention(),
            "accounts without recurring revenue",
        )
        .explained(
            "last 12 months / the 12 before",
            vec![
                Input::new("Last 12 months", "accounts without recurring revenue", thousands(figures.rebooked.part)),
                Input::new("The 12 before", "the same accounts", thousands(figures.rebooked.whole)),
            ],
        ),
    ]
}

fn budgets(figures: &Kpis, locale: Locale) -> KpiFigure {
    let Share { part: spent, whole: planned } = figures.budgets;
    KpiFigure::ratio(
        "budgetSpent",
        "Budget spent",
        figures.budget_use(),
        format!("{} of {} planned", locale.money(spent), locale.money(planned)),
    )
    .explained(
        "spent / planned",
        vec![
            Input::new("Planned", "by the days of each budget in the period", locale.thousands(planned)),
            Input::new("Spent", "of the same budgets, likewise", locale.thousands(spent)),
        ],
    )
}

fn won(figures: &Kpis, locale: Locale) -> Vec<KpiFigure> {
    let won = |key, label, what, amount| {
        KpiFigure::amount(key, label, amount, "recurring a year")
            .explained("Σ recurring amount a year", vec![Input::new("Won", what, locale.thousands(amount))])
    };
    vec![
        won("upsellWon", "Upsell won", "upsells that closed in the period", figures.upsell),
        won("crossSellWon", "Cross-sell won", "cross-sells that closed in the period", figures.cross_sell),
    ]
}

fn asked(figures: &Kpis, locale: Locale) -> Vec<KpiFigure> {
    let [one, two, three, four, five] = figures.csat;
    let [detractors, passives, promoters] = figures.nps;
    let answers = |all: usize| locale.count(all as i64, "answer");
    let Engagement { met, players } = figures.engaged.clone().unwrap_or_default();
    vec![
        KpiFigure::ratio(
            "satisfaction",
            "Satisfaction",
            figures.satisfaction().map(|percent| percent / 100.0),
            answers(figures.csat.iter().sum()),
        )
        .explained(
            "answers of 4 and 5 / all answers",
            vec![
                Input::new("5", "", five.to_string()),
                Input::new("4", "", four.to_string()),
                Input::new("3", "", three.to_string()),
                Input::new("2", "", two.to_string()),
                Input::new("1", "", one.to_string()),
            ],
        ),
        KpiFigure::of(
            "nps",
            "Net promoter score",
            figures.nps().map(KpiValue::Points),
            answers(figures.nps.iter().sum()),
        )
        .explained(
            "share of promoters − share of detractors",
            vec![
                Input::new("Promoters", "9 and 10", promoters.to_string()),
                Input::new("Passives", "7 and 8", passives.to_string()),
                Input::new("Detractors", "0 to 6", detractors.to_string()),
            ],
        ),
        KpiFigure::ratio(
            "engagement",
            "Engagement",
            figures.engaged.clone().and_then(Engagement::ratio),
            format!("{met} of {} met in time", locale.count(players as i64, "key player")),
        )
        .explained(
            "met / key players",
            vec![
                Input::new("Key players", "of accounts that are worked with", players.to_string()),
                Input::new("Met", "within the check-in cadence", met.to_string()),
            ],
        ),
    ]
}

/// Attainment per measure; one figure that says so where no target ends in the period.
fn targets(figures: &Kpis, locale: Locale) -> Vec<KpiFigure> {
    let attained = |measure: &TargetMeasure| {
        let Share { part: reached, whole: target } = figures.target(*measure);
        let key = format!("attainment.{}", measure.key());
        let label = format!("Attainment: {}", measure.label().to_lowercase());
        let sub = format!("{} of {}", locale.money(reached), locale.money(target));
        let rows = vec![
            Input::new("Reached", "until the target’s end", locale.thousands(reached)),
            Input::new(
                "Targets",
                "that end in the period; of a level the last of an account",
                locale.thousands(target),
            ),
        ];
        target.is_positive().then(|| {
            KpiFigure::ratio(&key, label, figures.attainment(*measure), sub).explained("reached / targets", rows)
        })
    };
    let all: Vec<KpiFigure> = TargetMeasure::ALL.iter().filter_map(attained).collect();
    if all.is_empty() {
        let none = KpiFigure::ratio("attainment", "Attainment of targets", figures.attainment(TargetMeasure::Arr), "");
        return vec![
            none.explained("reached / targets", vec![Input::new("Targets", "that end in the period", "none")]),
        ];
    }
    all
}
