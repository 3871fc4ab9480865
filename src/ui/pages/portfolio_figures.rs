//! The portfolio's figures over a chosen period, for all accounts, a tier, a region or a group; each opens to its inputs.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::{
    domain::{
        Account, Figure as Maybe, Id, Locale, Money, Region,
        choice::{TargetMeasure, Tier},
        date::{Quarter, plus_days},
        kpi::{Filter, Kpis, kpis},
        revenue::{Period, Steps, retained},
    },
    export::rows_csv,
    ui::{
        browser,
        kit::{Explanation, Figure, Glyph, Icon},
        route::{use_here, use_replace},
        use_store,
    },
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

/// The period of a key, ending today at the latest.
fn period(key: &str, from: &str, to: &str, today: NaiveDate) -> Period {
    let january = |year: i32| NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(today);
    let quarter = |quarter: Quarter| Period { from: quarter.first_day(), to: quarter.last_day().min(today) };
    match key {
        "year" => Period::year_to_date(today),
        "lastyear" => Period { from: january(today.year() - 1), to: plus_days(january(today.year()), -1) },
        "quarter" => quarter(Quarter::of(today)),
        "lastquarter" => quarter(Quarter::of(today).before()),
        "own" => {
            let usual = Period::trailing_year(today);
            let to = to.parse().unwrap_or(usual.to).min(today);
            Period { from: from.parse().unwrap_or(usual.from).min(to), to }
        }
        _ => Period::trailing_year(today),
    }
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
    let chosen = Memo::new(move |_| Chosen(period(&span.read(), &from.read(), &to.read(), store.today())));
    let filter = Memo::new(move |_| Filter {
        tier: Tier::ALL.iter().copied().find(|each| each.key() == *tier.read()),
        region: Some(region.get()).filter(|name| !name.is_empty()),
        group: group.read().parse::<Id<Account>>().ok(),
    });
    let figures = Memo::new(move |_| store.read(|records| kpis(records, &filter.read(), chosen.get().0)));
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
        let line = |shown: Shown| {
            let inputs = shown.rows.iter().map(|(name, _, amount)| format!("{}: {amount}", name.to_lowercase()));
            vec![
                shown.label.to_lowercase(),
                shown.plain,
                shown.formula.to_owned(),
                inputs.collect::<Vec<_>>().join("; "),
            ]
        };
        let rows: Vec<Vec<String>> = shown(&figures.get_untracked(), locale).into_iter().map(line).collect();
        let head = ["figure", "value", "formula", "inputs in thousands"].map(str::to_owned);
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
                )>{PERIODS.map(|(key, label)| option(key.into(), label.into(), span)).collect_view()}</select>
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

    fn amount(label: &str, amount: Money, sub: impl Into<String>, locale: Locale) -> Self {
        let (text, plain) = (Ok(locale.money(amount)), amount.decimal());
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

fn part(of: usize, whole: usize, nothing: &str) -> Maybe<f64> {
    if whole > 0 { Ok(of as f64 / whole as f64) } else { Err(nothing.to_owned()) }
}

fn revenue(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let currency = figures.currency;
    let thousands = |minor: i64| locale.thousands(minor, currency);
    let (start, end) = figures.ends();
    let change = locale.signed_thousands(end - start, currency);
    vec![
        Shown::amount(
            "Recurring revenue",
            Money { minor: end, currency },
            format!("{} at the start", locale.minor(start, currency)),
            locale,
        )
        .explained(
            "Σ movements up to the last day",
            vec![
                ("Start", "the day before the period", thousands(start)),
                ("Change", "all movements of the period", change.clone()),
            ],
        ),
        Shown::ratio("Revenue growth", figures.growth(), format!("{change} in the period"), locale).explained(
            "(end − start) / start",
            vec![("Start", "all accounts", thousands(start)), ("End", "new ones included", thousands(end))],
        ),
    ]
}

fn retention(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let currency = figures.currency;
    let thousands = |minor: i64| locale.thousands(minor, currency);
    let lost = |minor: i64| format!("−{}", thousands(minor));
    let all: Vec<Steps> = figures.steps.iter().map(|(_, steps)| *steps).collect();
    let kept = retained(&all);
    let had_revenue = all.iter().filter(|steps| steps.start > 0);
    let capped: i64 = had_revenue.map(|steps| (steps.contraction + steps.churn).min(steps.start)).sum();
    let (logos, had) = figures.logos();
    let (due, renewed) = figures.renewed;
    let start = ("Start", "accounts with revenue then", thousands(kept.start));
    vec![
        Shown::ratio("Net revenue retention", figures.nrr(), "expansion less contraction and churn", locale).explained(
            "(start + expansion − contraction − churn) / start",
            vec![
                start.clone(),
                ("Expansion", "", format!("+{}", thousands(kept.expansion))),
                ("Contraction", "", lost(kept.contraction)),
                ("Churn", "", lost(kept.churn)),
            ],
        ),
        Shown::ratio("Gross revenue retention", figures.grr(), "without expansion", locale).explained(
            "(start − lost) / start",
            vec![start, ("Lost", "per account at most its own start", lost(capped))],
        ),
        Shown::ratio(
            "Logo retention",
            part(logos, had, "No account had revenue at the start"),
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
        Shown::amount("Churn", Money { minor: figures.churn(), currency }, "recurring revenue of who left", locale)
            .explained("Σ churn", vec![("Churn", "movements of that kind in the period", thousands(figures.churn()))]),
        Shown::ratio(
            "Renewal rate",
            figures.renewal_rate(),
            format!("{} of {} due", locale.minor(renewed, currency), locale.minor(due, currency)),
            locale,
        )
        .explained(
            "renewed / came due",
            vec![
                ("Came due", "annual value of contracts that ended", thousands(due)),
                ("Renewed", "followed, or renewed by itself", thousands(renewed)),
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
                ("Last 12 months", "accounts without recurring revenue", thousands(figures.booked.0)),
                ("The 12 before", "the same accounts", thousands(figures.booked.1)),
                ("Margin", "of the last 12 months", thousands(figures.booked.2)),
            ],
        ),
    ]
}

fn budgets(figures: &Kpis, locale: Locale) -> Shown {
    let (planned, spent) = figures.budgets;
    let amount = |minor: i64| locale.minor(minor, figures.currency);
    Shown::ratio(
        "Budget spent",
        figures.budget_use(),
        format!("{} of {} planned", amount(spent), amount(planned)),
        locale,
    )
    .explained(
        "spent / planned",
        vec![
            ("Planned", "budgets that run in the period, whole", locale.thousands(planned, figures.currency)),
            ("Spent", "of the same budgets", locale.thousands(spent, figures.currency)),
        ],
    )
}

fn won(figures: &Kpis, locale: Locale) -> Vec<Shown> {
    let currency = figures.currency;
    let won = |label, what, minor| {
        Shown::amount(label, Money { minor, currency }, "recurring a year", locale)
            .explained("Σ recurring amount a year", vec![("Won", what, locale.thousands(minor, currency))])
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
    let (met, players) = figures.engaged;
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
            ..Shown::ratio("Net promoter score", Err(String::new()), answers(figures.nps.iter().sum()), locale)
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
            part(met, players, "No key player is on a map"),
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
    let currency = figures.currency;
    let attained = |measure: &TargetMeasure| {
        let (reached, target) = figures.targets[*measure as usize];
        let label = format!("Attainment: {}", measure.label().to_lowercase());
        let sub = format!("{} of {}", locale.minor(reached, currency), locale.minor(target, currency));
        let rows = vec![
            ("Reached", "until the target’s end", locale.thousands(reached, currency)),
            (
                "Targets",
                "that end in the period; of a level the last of an account",
                locale.thousands(target, currency),
            ),
        ];
        (target > 0).then(|| {
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
    let missing = figures.missing.iter().map(|reason| {
        view! { <p class="note watch">{format!("{reason}. Its accounts are left out; add the rate under Settings.")}</p> }
    });
    let cells = shown(figures, locale).into_iter().map(|shown| {
        let explanation = (!shown.rows.is_empty()).then(|| shown.explanation(&about));
        let sub = shown.text.as_ref().err().cloned().unwrap_or(shown.sub);
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
        {missing.collect_view()}
        <dl class="kpis">{cells.collect_view()}</dl>
        {movements(figures, locale)}
    }
}

/// What the period did to each account.
fn movements(figures: &Kpis, locale: Locale) -> impl IntoView + use<> {
    let currency = figures.currency;
    let count = locale.count(figures.steps.len() as i64, "account");
    let plain = move |minor: i64| Money { minor, currency }.decimal();
    let lines: Vec<Vec<String>> = figures
        .steps
        .iter()
        .map(|(name, steps)| {
            let parts = [steps.start, steps.new, steps.expansion, steps.contraction, steps.churn, steps.end()];
            std::iter::once(name.clone()).chain(parts.map(plain)).collect()
        })
        .collect();
    let export = move |_| {
        let head = ["account", "start", "new", "expansion", "contraction", "churn", "end"].map(str::to_owned);
        browser::download(&rows_csv("mainstay-movements.csv", &head, &lines));
    };
    let touched = figures.steps.iter().filter(|(_, steps)| steps.start != 0 || steps.end() != 0 || steps.churn != 0);
    let rows = touched.map(|(name, steps)| {
        let parts = [steps.start, steps.new, steps.expansion, steps.contraction, steps.churn];
        let cells = parts.map(|minor| {
            let text = if minor == 0 { String::new() } else { locale.thousands(minor, currency) };
            view! { <td class="r q2">{text}</td> }
        });
        view! {
            <tr>
                <td>{name.clone()}</td>
                {cells.collect_view()}
                <td class="r mid">{locale.thousands(steps.end(), currency)}</td>
            </tr>
        }
    });
    let heads = ["Start", "New", "Expansion", "Contraction", "Churn", "End"].map(|head| {
        view! {
            <th scope="col" class="r">
                {head}
            </th>
        }
    });
    view! {
        <section class="listing">
            <h2 class="h2">
                "What the period did"<small>{format!("{count}, thousands of {}", currency.code())}</small>
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
