//! The portfolio's figures over a chosen period, for all accounts, a tier, a region or a group; each opens to its inputs.

use std::collections::BTreeSet;

use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

use crate::{
    domain::{
        Account, Figure as Maybe, Id, Region,
        choice::{TargetMeasure, Tier},
        date::{Quarter, plus_days},
        format,
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
        view! { <option value=key selected=move || *now.read() == own>{label}</option> }
    };
    let export = move |_| {
        let rows = table(&figures.get_untracked());
        let head = ["figure", "value", "how"].map(str::to_owned);
        let name = format!("mainstay-figures-{}.csv", chosen.get_untracked().0.to);
        browser::download(&rows_csv(name, &head, &rows));
    };
    let date = move |label: &'static str, key: &'static str, value: Memo<String>| {
        view! { <label class="inline"><span class="sr">{label}</span><input type="date" prop:value=move || value.get() on:change=set(key) /></label> }
    };
    view! {
        <div class="filters">
            <label class="inline"><span class="sr">"Period"</span><select on:change=set("period")>{PERIODS.map(|(key, label)| option(key.into(), label.into(), span)).collect_view()}</select></label>
            <Show when=move || *span.read() == "own">{date("From", "from", from)}{date("To", "to", to)}</Show>
            <label class="inline"><span class="sr">"Tier"</span><select on:change=set("tier")>{option(String::new(), "Every tier".into(), tier)}{Tier::ALL.iter().map(|each| option(each.key().into(), format!("Tier {}", each.label()), tier)).collect_view()}</select></label>
            <Show when=move || !regions.read().is_empty()><label class="inline"><span class="sr">"Region"</span><select on:change=set("region")>{option(String::new(), "Every region".into(), region)}{move || regions.get().into_iter().map(|name| option(name.clone(), name, region)).collect_view()}</select></label></Show>
            <Show when=move || !heads.read().is_empty()><label class="inline"><span class="sr">"Group"</span><select on:change=set("group")>{option(String::new(), "Every group".into(), group)}{move || heads.get().into_iter().map(|(id, name)| option(id, format!("{name} and its parts"), group)).collect_view()}</select></label></Show>
            <button type="button" class="btn push" on:click=export><Icon glyph=Glyph::Download /><span>"Export figures"</span></button>
        </div>
        {move || show(&figures.read(), chosen.get().0)}
    }
}

/// A period that memos can compare.
#[derive(Clone, Copy, PartialEq)]
struct Chosen(Period);

fn percent(value: Maybe<f64>) -> String {
    value.map_or_else(|_| NOT_AVAILABLE.into(), |ratio| format::percent(ratio, 1))
}

/// A figure as it is set; one that is not available is set quietly, its reason stands beneath.
fn figure(text: String) -> AnyView {
    if text == NOT_AVAILABLE { view! { <span class="na">{text}</span> }.into_any() } else { text.into_any() }
}

fn why(value: &Maybe<f64>, known: String) -> String {
    value.as_ref().err().cloned().unwrap_or(known)
}

fn show(figures: &Kpis, period: Period) -> impl IntoView + use<> {
    let currency = figures.currency;
    let money = move |minor: i64| format::minor(minor, currency);
    let thousands = move |minor: i64| format::thousands(minor, currency);
    let about = format!(
        "{} to {}, at the rates of the last day. Thousands of {}.",
        format::date_long(period.from),
        format::date_long(period.to),
        currency.code()
    );
    let explain = |rows: Vec<(&str, &str, String)>, formula: String, result: String| Explanation {
        about: about.clone(),
        rows: rows.into_iter().map(|(name, who, amount)| (name.to_owned(), who.to_owned(), amount)).collect(),
        formula,
        result,
    };
    let all: Vec<Steps> = figures.steps.iter().map(|(_, steps)| *steps).collect();
    let kept = retained(&all);
    let lost: i64 = all
        .iter()
        .filter(|steps| steps.start > 0)
        .map(|steps| (steps.contraction + steps.churn).min(steps.start))
        .sum();
    let (start, end) = figures.ends();
    let (logos, had) = figures.logos();
    let logo_rate = if had > 0 { format::percent(logos as f64 / had as f64, 1) } else { NOT_AVAILABLE.into() };
    let (due, renewed) = figures.renewed;
    let (met, players) = figures.engaged;
    let engaged = if players > 0 { format::percent(met as f64 / players as f64, 0) } else { NOT_AVAILABLE.into() };
    let [one, two, three, four, five] = figures.csat;
    let [detractors, passives, promoters] = figures.nps;
    let answered = figures.csat.iter().sum::<usize>();
    let asked = figures.nps.iter().sum::<usize>();
    let net = explain(
        vec![
            ("Start", "accounts with revenue then", thousands(kept.start)),
            ("Expansion", "", format!("+{}", thousands(kept.expansion))),
            ("Contraction", "", format!("−{}", thousands(kept.contraction))),
            ("Churn", "", format!("−{}", thousands(kept.churn))),
        ],
        "(start + expansion − contraction − churn) / start".into(),
        percent(figures.nrr()),
    );
    let gross = explain(
        vec![
            ("Start", "accounts with revenue then", thousands(kept.start)),
            ("Lost", "per account at most its own start", format!("−{}", thousands(lost))),
        ],
        "(start − lost) / start".into(),
        percent(figures.grr()),
    );
    let growth = explain(
        vec![("Start", "all accounts", thousands(start)), ("End", "new ones included", thousands(end))],
        "(end − start) / start".into(),
        percent(figures.growth()),
    );
    let rate = explain(
        vec![
            ("Came due", "annual value of contracts that ended", thousands(due)),
            ("Renewed", "followed, or renewed by itself", thousands(renewed)),
        ],
        "renewed / came due".into(),
        percent(figures.renewal_rate()),
    );
    let satisfied = explain(
        vec![
            ("5", "", five.to_string()),
            ("4", "", four.to_string()),
            ("3", "", three.to_string()),
            ("2", "", two.to_string()),
            ("1", "", one.to_string()),
        ],
        "answers of 4 and 5 / all answers".into(),
        percent(figures.satisfaction().map(|value| value / 100.0)),
    );
    let promoted = explain(
        vec![
            ("Promoters", "9 and 10", promoters.to_string()),
            ("Passives", "7 and 8", passives.to_string()),
            ("Detractors", "0 to 6", detractors.to_string()),
        ],
        "share of promoters − share of detractors".into(),
        figures.nps().map_or_else(|_| NOT_AVAILABLE.into(), |value| format::signed(value, 0)),
    );
    let targets = TargetMeasure::ALL.iter().map(|measure| {
        let (reached, target) = figures.targets[*measure as usize];
        let explanation = explain(
            vec![
                ("Reached", "until the target’s end", thousands(reached)),
                ("Targets", "that end in the period; of a level the last of an account", thousands(target)),
            ],
            "reached / targets".into(),
            percent(figures.attainment(*measure)),
        );
        (measure.label(), figures.attainment(*measure), format!("{} of {}", money(reached), money(target)), explanation)
    });
    let targets: Vec<_> = targets.filter(|(_, attained, ..)| attained.is_ok()).collect();
    let untargeted = targets.is_empty();
    let booked = explain(
        vec![
            ("Last 12 months", "accounts without recurring revenue", thousands(figures.booked.0)),
            ("The 12 before", "", thousands(figures.booked.1)),
            ("Margin", "of the last 12 months", thousands(figures.booked.2)),
        ],
        "last 12 months / the 12 before".into(),
        percent(figures.booked_retention()),
    );
    let growth_text = percent(figures.growth());
    let nrr_text = percent(figures.nrr());
    let grr_text = percent(figures.grr());
    let rate_text = percent(figures.renewal_rate());
    let booked_text = percent(figures.booked_retention());
    let satisfied_text = percent(figures.satisfaction().map(|value| value / 100.0));
    let promoted_text = figures.nps().map_or_else(|_| NOT_AVAILABLE.into(), |value| format::signed(value, 0));
    let (churn_text, upsell_text, cross_text) =
        (money(figures.churn()), money(figures.upsell), money(figures.cross_sell));
    let revenue = explain(
        vec![
            ("Start", "the day before the period", thousands(start)),
            ("Change", "all movements of the period", format::signed_thousands(end - start, currency)),
        ],
        "Σ movements up to the last day".into(),
        money(end),
    );
    let logo = explain(
        vec![
            ("At the start", "accounts with revenue", had.to_string()),
            ("Kept", "still with revenue at the end", logos.to_string()),
        ],
        "kept / at the start".into(),
        logo_rate.clone(),
    );
    let left = explain(
        vec![("Churn", "movements of that kind in the period", thousands(figures.churn()))],
        "Σ churn".into(),
        money(figures.churn()),
    );
    let upsold = explain(
        vec![("Won", "upsells that closed in the period", thousands(figures.upsell))],
        "Σ recurring amount a year".into(),
        money(figures.upsell),
    );
    let crossed = explain(
        vec![("Won", "cross-sells that closed in the period", thousands(figures.cross_sell))],
        "Σ recurring amount a year".into(),
        money(figures.cross_sell),
    );
    let contact = explain(
        vec![
            ("Key players", "of accounts that are worked with", players.to_string()),
            ("Met", "within the tier’s touch cadence", met.to_string()),
        ],
        "met / key players".into(),
        engaged.clone(),
    );
    let missing = figures.missing.iter().map(|reason| view! { <p class="note watch">{format!("{reason}. Its accounts are left out; add the rate under Settings.")}</p> }).collect_view();
    let movements = figures.steps.clone();
    let count = movements.len();
    view! {
            {missing}
            <dl class="kpis">
                <Figure label="Recurring revenue" sub=format!("{} at the start", money(start)) explanation=Some(revenue)>{money(end)}</Figure>
                <Figure label="Revenue growth" sub=why(&figures.growth(), format!("{} in the period", format::signed_thousands(end - start, currency))) explanation=Some(growth)>{figure(growth_text)}</Figure>
                <Figure label="Net revenue retention" sub=why(&figures.nrr(), "expansion less contraction and churn".into()) explanation=Some(net)>{figure(nrr_text)}</Figure>
                <Figure label="Gross revenue retention" sub=why(&figures.grr(), "without expansion".into()) explanation=Some(gross)>{figure(grr_text)}</Figure>
                <Figure label="Logo retention" sub=format!("{logos} of {} kept", format::count(had as i64, "account")) explanation=Some(logo)>{figure(logo_rate)}</Figure>
                <Figure label="Churn" sub="recurring revenue of who left" explanation=Some(left)>{figure(churn_text)}</Figure>
                <Figure label="Upsell won" sub="recurring a year" explanation=Some(upsold)>{figure(upsell_text)}</Figure>
                <Figure label="Cross-sell won" sub="recurring a year" explanation=Some(crossed)>{figure(cross_text)}</Figure>
                <Figure label="Renewal rate" sub=why(&figures.renewal_rate(), format!("{} of {} due", money(renewed), money(due))) explanation=Some(rate)>{figure(rate_text)}</Figure>
                <Figure label="Satisfaction" sub=why(&figures.satisfaction(), format::count(answered as i64, "answer")) explanation=Some(satisfied)>{figure(satisfied_text)}</Figure>
                <Figure label="Net promoter score" sub=why(&figures.nps(), format::count(asked as i64, "answer")) explanation=Some(promoted)>{figure(promoted_text)}</Figure>
                <Figure label="Engagement" sub=format!("{met} of {} met in time", format::count(players as i64, "key player")) explanation=Some(contact)>{figure(engaged)}</Figure>
    {targets.into_iter().map(|(measure, attained, sub, explanation)| view! { <Figure label=format!("Attainment: {}", measure.to_lowercase()) sub explanation=Some(explanation)>{percent(attained)}</Figure> }).collect_view()}
                {untargeted.then(|| view! { <Figure label="Attainment of targets" sub="No target ends in the period">{figure(NOT_AVAILABLE.into())}</Figure> })}
                <Figure label="Booked revenue retention" sub=why(&figures.booked_retention(), "accounts without recurring revenue".into()) explanation=Some(booked)>{figure(booked_text)}</Figure>
            </dl>
            <section class="listing">
                <h2 class="h2">"What the period did"<small>{format!("{}, thousands of {}", format::count(count as i64, "account"), currency.code())}</small></h2>
                <div class="scroll" tabindex="0" role="region" aria-label="What the period did">
                    <table class="tbl">
                        <thead><tr><th scope="col">"Account"</th><th scope="col" class="r">"Start"</th><th scope="col" class="r">"New"</th><th scope="col" class="r">"Expansion"</th><th scope="col" class="r">"Contraction"</th><th scope="col" class="r">"Churn"</th><th scope="col" class="r">"End"</th></tr></thead>
                        <tbody>{movements.into_iter().filter(|(_, steps)| steps.start != 0 || steps.end() != 0 || steps.churn != 0).map(|(name, steps)| {
                            let cell = move |minor: i64| if minor == 0 { String::new() } else { thousands(minor) };
                            view! { <tr><td>{name}</td><td class="r q2">{cell(steps.start)}</td><td class="r q2">{cell(steps.new)}</td><td class="r q2">{cell(steps.expansion)}</td><td class="r q2">{cell(steps.contraction)}</td><td class="r q2">{cell(steps.churn)}</td><td class="r mid">{thousands(steps.end())}</td></tr> }
                        }).collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
}

/// The figures as rows of a file: name, value, inputs.
fn table(figures: &Kpis) -> Vec<Vec<String>> {
    let plain = |minor: i64| crate::domain::Money { minor, currency: figures.currency }.decimal();
    let ratio = |value: Maybe<f64>| value.map_or_else(|_| String::new(), |value| format!("{value:.4}"));
    let (start, end) = figures.ends();
    let (kept, had) = figures.logos();
    let row = |name: &str, value: String, how: String| vec![name.to_owned(), value, how];
    let share = |part: usize, whole: usize| {
        if whole > 0 { format!("{:.4}", part as f64 / whole as f64) } else { String::new() }
    };
    let mut rows = vec![
        row("recurring revenue", plain(end), format!("{} {} at the start", plain(start), figures.currency.code())),
        row("revenue growth", ratio(figures.growth()), "(end - start) / start".into()),
        row("net revenue retention", ratio(figures.nrr()), "(start + expansion - contraction - churn) / start".into()),
        row("gross revenue retention", ratio(figures.grr()), "(start - lost) / start".into()),
        row(
            "logo retention",
            if had > 0 { format!("{:.4}", kept as f64 / had as f64) } else { String::new() },
            format!("{kept} of {had}"),
        ),
        row("churn", plain(figures.churn()), String::new()),
        row("upsell won", plain(figures.upsell), String::new()),
        row("cross-sell won", plain(figures.cross_sell), String::new()),
        row(
            "renewal rate",
            ratio(figures.renewal_rate()),
            format!("{} of {} due", plain(figures.renewed.1), plain(figures.renewed.0)),
        ),
        row(
            "satisfaction",
            ratio(figures.satisfaction().map(|value| value / 100.0)),
            "answers of 4 and 5 / all".into(),
        ),
        row(
            "net promoter score",
            figures.nps().map_or_else(|_| String::new(), |value| format!("{value:.1}")),
            "promoters - detractors".into(),
        ),
        row(
            "engagement",
            share(figures.engaged.0, figures.engaged.1),
            format!("{} of {} key players", figures.engaged.0, figures.engaged.1),
        ),
        row(
            "booked revenue retention",
            ratio(figures.booked_retention()),
            format!(
                "{} after {}, margin {}",
                plain(figures.booked.0),
                plain(figures.booked.1),
                plain(figures.booked.2)
            ),
        ),
    ];
    rows.extend(TargetMeasure::ALL.iter().map(|measure| {
        let (reached, target) = figures.targets[*measure as usize];
        let name = format!("attainment: {}", measure.label().to_lowercase());
        vec![name, ratio(figures.attainment(*measure)), format!("{} of {}", plain(reached), plain(target))]
    }));
    rows
}
