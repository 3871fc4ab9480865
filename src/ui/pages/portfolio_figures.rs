//! The portfolio's figures over a chosen period, for all accounts, a tier, a region or a group; each opens to its
//! inputs.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::portfolio::left_out_note;
use crate::{
    domain::{
        Account, Amount, Figure as Maybe, Id, Locale, Missing, Region,
        choice::{TargetMeasure, Tier},
        date::{FiscalStart, Quarter, plus_days},
        kpi::{Filter, Kpis, Share, kpis},
        revenue::{Period, Steps, retained},
    },
    export::{number, rows_csv},
    ui::{
        browser,
        kit::{Explanation, Figure, Glyph, Icon},
        route::{use_here, use_replace},
        use_store,
    },
    words,
};

/// The periods that are offered: the key in the URL and the name.
const PERIODS: [(&str, &str); 6] = [
    ("", "Trailing twelve months"),
    ("year", "This year"),
    ("lastyear", "Last year"),
    ("quarter", "This quarter"),
    ("lastquarter", "Last quarter"),
    ("own", "From and to"),
];

const NOT_AVAILABLE: &str = "not available";

/// The period of a key, ending today at the latest. Years and quarters are those of the fiscal year.
fn period(key: &str, from: &str, to: &str, fiscal: FiscalStart, today: NaiveDate) -> Period {
    let quarter = |quarter: Quarter| Period { from: quarter.first_day(), to: quarter.last_day().min(today) };
    let year = fiscal.first_day(today);
    match key {
        "year" => Period { from: year, to: today },
        "lastyear" => Period { from: fiscal.first_day(plus_days(year, -1)), to: plus_days(year, -1) },
        "quarter" => quarter(fiscal.quarter(today)),
        "lastquarter" => quarter(fiscal.quarter(today).before()),
        "own" => {
            let usual = Period::trailing_year(today);
            let to = to.parse().unwrap_or(usual.to).min(today);
            Period { from: from.parse().unwrap_or(usual.from).min(to), to }
        }
        _ => Period::trailing_year(today),
    }
}

/// What an offered period is called: a year or a quarter by its name.
fn period_label(key: &str, label: &str, fiscal: FiscalStart, today: NaiveDate) -> String {
    let year = fiscal.first_day(today);
    let name = match key {
        "year" => words::fiscal_year(today, fiscal),
        "lastyear" => words::fiscal_year(plus_days(year, -1), fiscal),
        "quarter" => words::quarter(fiscal.quarter(today), fiscal),
        "lastquarter" => words::quarter(fiscal.quarter(today).before(), fiscal),
        _ => return label.to_owned(),
    };
    format!("{label}, {name}")
}

/// The view.
#[component]
pub fn FiguresView() -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let replace = StoredValue::new_local(use_replace());
    let set = move |key: &'static str| {
        move |event: leptos::ev::Event| {
            replace.with_value(|replace| replace(untrack(|| here.with(key, &event_target_value(&event)))))
        }
    };
    let (span, from, to) = (here.query_memo("period"), here.query_memo("from"), here.query_memo("to"));
    let (tier, region, group) = (here.query_memo("tier"), here.query_memo("region"), here.query_memo("group"));
    let chosen = Memo::new(move |_| {
        Chosen(period(&span.read(), &from.read(), &to.read(), store.workspace().fiscal(), store.today()))
    });
    let filter = Memo::new(move |_| Filter {
        tier: Tier::ALL.iter().copied().find(|each| each.key() == *tier.read()),
        region: Some(region.get()).filter(|name| !name.is_empty()),
        group: group.read().parse::<Id<Account>>().ok(),
    });
    let figures = Memo::new(move |_| {
        let today = store.today();
        store.read(|records| kpis(records, &filter.read(), chosen.get().0, today))
    });
    let regions = Memo::new(move |_| {
        store.read_kind::<Region, _>(|records| {
            records.all::<Region>().map(|region| region.name.trim().to_owned()).collect::<BTreeSet<_>>()
        })
    });
    let heads = Memo::new(move |_| {
        store.read_kind::<Account, _>(|records| {
            let parents: BTreeSet<Id<Account>> =
                records.all::<Account>().filter_map(|account| account.parent).collect();
            let heads = records.all::<Account>().filter(|account| parents.contains(&account.id));
            heads.map(|account| (account.id.to_string(), account.name.clone())).collect::<Vec<_>>()
        })
    });
    let option = |key: String, label: String, now: Memo<String>| {
        let own = key.clone();
        view! {
            <option value=key selected=move || *now.read() == own>
                {label}
            </option>
        }
    };
    let export = move |_| {
        let line = |shown: Shown| vec![shown.label.to_lowercase(), shown.plain, shown.formula.to_owned()];
        let rows: Vec<Vec<String>> = shown(&figures.get_untracked(), locale).into_iter().map(line).collect();
        let head = ["figure", "value", "formula"].map(str::to_owned);
        let name = format!("mainstay-figures-{}.csv", chosen.get_untracked().0.to);
        browser::download(&rows_csv(name, &head, &rows));
    };
    let date = move |label: &'static str, key: &'static str, value: Memo<String>| {
        view! {
            <label class="inline">
                <span class="sr">{label}</span>
                <input type="date" prop:value=move || value.get() on:change=set(key) />
            </label>
        }
    };
    view! {
        <div class="filters">
            <label class="inline">
                <span class="sr">"Period"</span>
                <select on:change=set(
                    "period",
                )>
                    {{
                        let (fiscal, today) = (store.workspace().fiscal(), store.today());
                        PERIODS
                            .map(|(key, label)| option(key.into(), period_label(key, label, fiscal, today), span))
                            .collect_view()
                    }}
                </select>
            </label>
            <Show when=move || *span.read() == "own">{date("From", "from", from)}{date("To", "to", to)}</Show>
            <label class="inline">
                <span class="sr">"Tier"</span>
                <select on:change=set(
                    "tier",
                )>
                    {option(String::new(), "Every tier".into(), tier)}
                    {Tier::ALL
                        .iter()
                        .map(|each| option(each.key().into(), format!("Tier {}", each.label()), tier))
                        .collect_view()}
                </select>
            </label>
            <Show when=move || !regions.read().is_empty()>
                <label class="inline">
                    <span class="sr">"Region"</span>
                    <select on:change=set(
                        "region",
                    )>
                        {option(String::new(), "Every region".into(), region)}
                        {move || {
                            regions.get().into_iter().map(|name| option(name.clone(), name, region)).collect_view()
                        }}
                    </select>
                </label>
            </Show>
            <Show when=move || !heads.read().is_empty()>
                <label class="inline">
                    <span class="sr">"Group"</span>
                    <select on:change=set(
                        "group",
                    )>
                        {option(String::new(), "Every group".into(), group)}
                        {move || {
                            heads
                                .get()
                                .into_iter()
                                .map(|(id, name)| option(id, format!("{name} and its parts"), group))
                                .collect_view()
                        }}
                    </select>
                </label>
            </Show>
            <button type="button" class="btn push" on:click=export>
                <Icon glyph=Glyph::Download />
                <span>"Export figures"</span>
            </button>
        </div>
        {move || show(&figures.read(), chosen.get().0, locale)}
    }
}

/// A period that memos can compare.
#[derive(Clone, Copy, PartialEq)]
struct Chosen(Period);

/// A figure: what it is called, what it says, and where it comes from.
struct Shown {
    label: String,
    /// As people read it, or why it is not available.
    text: Maybe<String>,
    /// As a file holds it: plain decimals; empty where it is not available.
    plain: String,
    /// The line beneath, where it is available.
    sub: String,
    /// Its inputs: name, who or what contributed, amount.
    rows: Vec<(&'static str, &'static str, String)>,
    formula: &'static str,
}

impl Shown {
    fn ratio(label: impl Into<String>, value: Maybe<f64>, sub: impl Into<String>, locale: Locale) -> Self {
        let plain = value.as_ref().map_or_else(|_| String::new(), |value| format!("{value:.4}"));
        let text = value.map(|value| locale.percent(value, 1));
        Self { label: label.into(), text, plain, sub: sub.into(), rows: Vec::new(), formula: "" }
    }

    fn amount(label: &str, amount: Amount, sub: impl Into<String>, locale: Locale) -> Self {
        let (text, plain) = (Ok(locale.money(amount)), number(amount));
        Self { label: label.into(), text, plain, sub: sub.into(), rows: Vec::new(), formula: "" }
    }

    fn explained(self, formula: &'static str, rows: Vec<(&'static str, &'static str, String)>) -> Self {
        Self { formula, rows, ..self }
    }

    fn explanation(&self, about: &str) -> Explanation {
        Explanation {
            about: about.to_owned(),
            rows: self
                .rows
                .iter()
                .map(|(name, who, amount)| ((*name).to_owned(), (*who).to_owned(), amount.clone()))
                .collect(),
            formula: self.formula.to_owned(),
            result: self.text.clone().unwrap_or_else(|_| NOT_AVAILABLE.into()),
        }
    }
}

/// Every figure of a period, in the order of the page.
fn shown(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let mut all = revenue(figures, locale);
    all.extend(retention(figures, locale));
    all.extend(won(figures, locale));
    all.extend(asked(figures, locale));
    all.extend(targets(figures, locale));
    all.push(budgets(figures, locale));
    all
}

fn part(of: usize, whole: usize, nothing: Missing) -> Maybe<f64> {
    if whole > 0 { Ok(of as f64 / whole as f64) } else { Err(nothing) }
}

fn revenue(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let all = figures.all_steps();
    let change = locale.signed_thousands(all.change());
    vec![
        Shown::amount("Recurring revenue", all.end(), format!("{} at the start", locale.money(all.start)), locale)
            .explained(
                "Σ movements up to the last day",
                vec![
                    ("Start", "the day before the period", locale.thousands(all.start)),
                    ("Change", "all movements of the period", change.clone()),
                ],
            ),
        Shown::ratio("Revenue growth", figures.growth(), format!("{change} in the period"), locale).explained(
            "(end − start) / start",
            vec![
                ("Start", "all accounts", locale.thousands(all.start)),
                ("End", "new ones included", locale.thousands(all.end())),
            ],
        ),
        Shown::amount("Booked revenue", figures.booked, "booked in the period", locale).explained(
            "Σ booked amounts of the period",
            vec![
                ("Booked", "months of the period", locale.thousands(figures.booked)),
                ("Margin", "of the same months", locale.thousands(figures.margin)),
            ],
        ),
    ]
}

fn retention(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let thousands = |amount: Amount| locale.thousands(amount);
    let all: Vec<Steps> = figures.steps.iter().map(|(_, steps)| *steps).collect();
    let kept = retained(&all);
    let had_revenue = all.iter().filter(|steps| steps.start.is_positive());
    let lost: Amount = had_revenue.map(|steps| steps.lost()).sum();
    let (logos, had) = figures.logos();
    let start = ("Start", "accounts with revenue then", thousands(kept.start));
    let churn = figures.all_steps().churn;
    vec![
        Shown::ratio("Net revenue retention", figures.nrr(), "expansion less contraction and churn", locale).explained(
            "(start + expansion − contraction − churn + win-backs) / start",
            vec![
                start.clone(),
                ("Expansion", "", locale.signed_thousands(kept.expansion)),
                ("Contraction", "", locale.signed_thousands(-kept.contraction)),
                ("Churn", "", locale.signed_thousands(-kept.churn)),
                ("Win-backs", "left and came back in the period", locale.signed_thousands(kept.win_back)),
            ],
        ),
        Shown::ratio("Gross revenue retention", figures.grr(), "without expansion", locale).explained(
            "(start − lost) / start",
            vec![start, ("Lost", "per account at most its own start", locale.signed_thousands(-lost))],
        ),
        Shown::ratio(
            "Logo retention",
            part(logos, had, Missing::RevenueAtStart),
            format!("{logos} of {} kept", locale.count(had as i64, "account")),
            locale,
        )
        .explained(
            "kept / at the start",
            vec![
                ("At the start", "accounts with revenue", had.to_string()),
                ("Kept", "still with revenue at the end", logos.to_string()),
            ],
        ),
        Shown::amount("Churn", churn, "recurring revenue of who left", locale)
            .explained("Σ churn", vec![("Churn", "movements of that kind in the period", thousands(churn))]),
        Shown::ratio(
            "Renewal rate",
            figures.renewal_rate(),
            format!("{} of {} due", locale.money(figures.renewed.part), locale.money(figures.renewed.whole)),
            locale,
        )
        .explained(
            "renewed / came due",
            vec![
                ("Came due", "annual value of terms that ended", thousands(figures.renewed.whole)),
                ("Renewed", "up to what came due", thousands(figures.renewed.part)),
            ],
        ),
        Shown::ratio(
            "Booked revenue retention",
            figures.booked_retention(),
            "accounts without recurring revenue",
            locale,
        )
        .explained(
            "last 12 months / the 12 before",
            vec![
                ("Last 12 months", "accounts without recurring revenue", thousands(figures.rebooked.part)),
                ("The 12 before", "the same accounts", thousands(figures.rebooked.whole)),
            ],
        ),
    ]
}

fn budgets(figures: &Kpis, locale: Locale) -> Shown {
    let Share { part: spent, whole: planned } = figures.budgets;
    Shown::ratio(
        "Budget spent",
        figures.budget_use(),
        format!("{} of {} planned", locale.money(spent), locale.money(planned)),
        locale,
    )
    .explained(
        "spent / planned",
        vec![
            ("Planned", "by the days of each budget in the period", locale.thousands(planned)),
            ("Spent", "of the same budgets, likewise", locale.thousands(spent)),
        ],
    )
}

fn won(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let won = |label, what, amount| {
        Shown::amount(label, amount, "recurring a year", locale)
            .explained("Σ recurring amount a year", vec![("Won", what, locale.thousands(amount))])
    };
    vec![
        won("Upsell won", "upsells that closed in the period", figures.upsell),
        won("Cross-sell won", "cross-sells that closed in the period", figures.cross_sell),
    ]
}

fn asked(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let [one, two, three, four, five] = figures.csat;
    let [detractors, passives, promoters] = figures.nps;
    let answers = |all: usize| locale.count(all as i64, "answer");
    let (met, players) = figures.engaged.clone().unwrap_or_default();
    let engaged = figures.engaged.clone().and_then(|(met, players)| part(met, players, Missing::KeyPlayers));
    let nps = figures.nps();
    vec![
        Shown::ratio(
            "Satisfaction",
            figures.satisfaction().map(|percent| percent / 100.0),
            answers(figures.csat.iter().sum()),
            locale,
        )
        .explained(
            "answers of 4 and 5 / all answers",
            vec![
                ("5", "", five.to_string()),
                ("4", "", four.to_string()),
                ("3", "", three.to_string()),
                ("2", "", two.to_string()),
                ("1", "", one.to_string()),
            ],
        ),
        Shown {
            plain: nps.as_ref().map_or_else(|_| String::new(), |points| format!("{points:.1}")),
            text: nps.map(|points| locale.signed(points, 0)),
            ..Shown::ratio("Net promoter score", Err(Missing::Answers), answers(figures.nps.iter().sum()), locale)
        }
        .explained(
            "share of promoters − share of detractors",
            vec![
                ("Promoters", "9 and 10", promoters.to_string()),
                ("Passives", "7 and 8", passives.to_string()),
                ("Detractors", "0 to 6", detractors.to_string()),
            ],
        ),
        Shown::ratio(
            "Engagement",
            engaged,
            format!("{met} of {} met in time", locale.count(players as i64, "key player")),
            locale,
        )
        .explained(
            "met / key players",
            vec![
                ("Key players", "of accounts that are worked with", players.to_string()),
                ("Met", "within the touch cadence", met.to_string()),
            ],
        ),
    ]
}

/// Attainment per measure; one figure that says so where no target ends in the period.
fn targets(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let attained = |measure: &TargetMeasure| {
        let Share { part: reached, whole: target } = figures.target(*measure);
        let label = format!("Attainment: {}", measure.label().to_lowercase());
        let sub = format!("{} of {}", locale.money(reached), locale.money(target));
        let rows = vec![
            ("Reached", "until the target’s end", locale.thousands(reached)),
            ("Targets", "that end in the period; of a level the last of an account", locale.thousands(target)),
        ];
        target.is_positive().then(|| {
            Shown::ratio(label, figures.attainment(*measure), sub, locale).explained("reached / targets", rows)
        })
    };
    let all: Vec<Shown> = TargetMeasure::ALL.iter().filter_map(attained).collect();
    if all.is_empty() {
        return vec![Shown::ratio("Attainment of targets", figures.attainment(TargetMeasure::Arr), "", locale)];
    }
    all
}

fn show(figures: &Kpis, period: Period, locale: Locale) -> impl IntoView + use<> {
    let about = format!(
        "{} to {}, at the rates of the last day. Thousands of {}.",
        locale.date_long(period.from),
        locale.date_long(period.to),
        figures.currency.code()
    );
    let missing = left_out_note(&figures.left_out, locale);
    let cells = shown(figures, locale).into_iter().map(|shown| {
        let explanation = (!shown.rows.is_empty()).then(|| shown.explanation(&about));
        let sub = shown.text.as_ref().err().map_or(shown.sub, |missing| words::missing(missing, locale));
        match shown.text {
            Ok(text) => view! {
                <Figure label=shown.label sub explanation>
                    {text}
                </Figure>
            }
            .into_any(),
            // What is not available is set quietly; its reason stands beneath.
            Err(_) => view! {
                <Figure label=shown.label sub explanation>
                    <span class="na">{NOT_AVAILABLE}</span>
                </Figure>
            }
            .into_any(),
        }
    });
    view! {
        {missing}
        <dl class="kpis">{cells.collect_view()}</dl>
        {movements(figures, locale)}
    }
}

/// What the period did to each account.
fn movements(figures: &Kpis, locale: Locale) -> impl IntoView + use<> {
    let count = locale.count(figures.steps.len() as i64, "account");
    let lines: Vec<Vec<String>> = figures
        .steps
        .iter()
        .map(|(name, steps)| {
            let parts =
                [steps.start, steps.new, steps.expansion, steps.contraction, steps.churn, steps.win_back, steps.end()];
            std::iter::once(name.clone()).chain(parts.map(number)).collect()
        })
        .collect();
    let export = move |_| {
        let head =
            ["account", "start", "new", "expansion", "contraction", "churn", "winBack", "end"].map(str::to_owned);
        browser::download(&rows_csv("mainstay-movements.csv", &head, &lines));
    };
    let touched = figures
        .steps
        .iter()
        .filter(|(_, steps)| [steps.start, steps.end(), steps.churn].iter().any(|amount| !amount.is_zero()));
    let rows = touched.map(|(name, steps)| {
        let parts = [steps.start, steps.new, steps.expansion, steps.contraction, steps.churn, steps.win_back];
        let cells = parts.map(|amount| {
            let text = if amount.is_zero() { String::new() } else { locale.thousands(amount) };
            view! { <td class="r q2">{text}</td> }
        });
        view! {
            <tr>
                <td>{name.clone()}</td>
                {cells.collect_view()}
                <td class="r mid">{locale.thousands(steps.end())}</td>
            </tr>
        }
    });
    let heads = ["Start", "New", "Expansion", "Contraction", "Churn", "Win-back", "End"].map(|head| {
        view! {
            <th scope="col" class="r">
                {head}
            </th>
        }
    });
    view! {
        <section class="listing">
            <h2 class="h2">
                "What the period did"<small>{format!("{count}, thousands of {}", figures.currency.code())}</small>
                <button type="button" class="btn push" on:click=export>
                    <Icon glyph=Glyph::Download />
                    <span>"Export movements"</span>
                </button>
            </h2>
            <div class="scroll" tabindex="0" role="region" aria-label="What the period did">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th scope="col">"Account"</th>
                            {heads.collect_view()}
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
