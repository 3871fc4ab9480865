//! The forecast by quarter against the target, with what closes by how sure it is; targets and budgets.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Budget, Contract, Currency, Id, Kind, Locale, Opportunity, RevenueMovement, Target,
        forecast::{Ahead, by_quarter},
        target::{attainment, reached},
    },
    ui::{
        kit::{ListRow, Listing},
        use_store,
    },
};

/// The view.
#[component]
pub fn ForecastView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let currency = Memo::new(move |_| store.get(id).map(|account| account.currency).unwrap_or_default());
    let ahead = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let movements: Vec<&RevenueMovement> = records.of(id).collect();
            let opportunities: Vec<&Opportunity> = records.of(id).collect();
            let contracts: Vec<&Contract> = records.of(id).collect();
            let targets: Vec<&Target> = records.of(id).collect();
            by_quarter(&movements, &opportunities, &contracts, &targets, &records.workspace(), today)
        })
    });
    let targets = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let mut all: Vec<&Target> = records.of(id).collect();
            all.sort_by_key(|target| (target.to, target.id));
            let rows = all.into_iter().map(|target| {
                let actual = reached(records, target, today);
                let part = attainment(actual, target.amount.minor);
                let period = format!("{} to {}", locale.date(target.from), locale.date(target.to));
                let reached = if target.from > today {
                    "not begun".to_owned()
                } else {
                    locale.minor(actual, target.amount.currency)
                };
                let part = if target.from > today {
                    String::new()
                } else {
                    part.map_or_else(|reason| reason, |ratio| locale.percent(ratio, 0))
                };
                let cells = vec![
                    target.measure.label().into(),
                    period.into(),
                    locale.money(target.amount).into(),
                    reached.into(),
                    part.into(),
                ];
                ListRow::new(target.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    let budgets = Memo::new(move |_| {
        store.read_account(id, |records| {
            let mut all: Vec<&Budget> = records.of(id).collect();
            all.sort_by_key(|budget| (budget.to, budget.id));
            let rows = all.into_iter().map(|budget| {
                let date = |date: Option<chrono::NaiveDate>| date.map(|it| locale.date(it)).unwrap_or_default();
                let left = budget.planned.zip(budget.spent).map(|(planned, spent)| {
                    let left = planned.minor - spent.minor;
                    format!("{}{}", locale.minor(left, planned.currency), if left < 0 { ", over" } else { "" })
                });
                let cells = vec![
                    budget.name.clone().into(),
                    date(budget.from).into(),
                    date(budget.to).into(),
                    budget.planned.map(|it| locale.money(it)).unwrap_or_default().into(),
                    budget.spent.map(|it| locale.money(it)).unwrap_or_default().into(),
                    left.unwrap_or_default().into(),
                ];
                ListRow::new(budget.id, cells)
            });
            rows.collect::<Vec<_>>()
        })
    });
    view! {
        <section class="listing">
            <h2 class="h2">
                "Forecast by quarter"
                <small>{move || format!("recurring revenue, thousands of {}", currency.read().code())}</small>
            </h2>
            {move || chart(&ahead.read(), currency.get(), locale)}
            <div class="scroll" tabindex="0" role="region" aria-label="Forecast by quarter">
                {move || table(&ahead.read(), currency.get(), locale)}
            </div>
            <p class="q small">
                {format!(
                    "Base, renewals and pipeline are cumulative until the end of the quarter and sum to the forecast. What closes is not weighted: commit from {}, best case from {}, unless the opportunity says otherwise.",
                    locale.percent(0.75, 0),
                    locale.percent(0.5, 0),
                )}
            </p>
        </section>
        <Listing
            title="Targets"
            kind=Kind::Target
            account=id
            head=&["Measure", "Period", "Target ", "Reached ", "Attainment "]
            rows=targets
            empty="What the account shall bring until when. The forecast is held against it."
        />
        <Listing
            title="Budgets"
            kind=Kind::Budget
            account=id
            head=&["Budget", "From", "To", "Planned ", "Spent ", "Left "]
            rows=budgets
            empty="What may be spent on the account: visits, workshops, credits."
        />
    }
}

fn table(ahead: &[Ahead], currency: Currency, locale: Locale) -> AnyView {
    let money = |minor: f64| locale.thousands(minor.round() as i64, currency);
    let signed = |minor: f64| locale.signed_thousands(minor.round() as i64, currency);
    let line = |name: &'static str, class: &'static str, cell: &dyn Fn(&Ahead) -> String| {
        let cells = ahead.iter().map(|each| view! { <td class="r">{cell(each)}</td> }).collect_view();
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    };
    let closing = |at: usize| {
        move |each: &Ahead| {
            if each.closing[at] > 0 { locale.thousands(each.closing[at], currency) } else { String::new() }
        }
    };
    let heads = ahead
        .iter()
        .map(|each| {
            view! {
                <th scope="col" class="r">
                    {each.quarter.name()}
                </th>
            }
        })
        .collect_view();
    view! {
        <table class="tbl fq">
            <thead>
                <tr>
                    <td></td>
                    {heads}
                </tr>
            </thead>
            <tbody>
                {line("Base: ARR and dated movements", "", &|each| money(each.forecast.today + each.forecast.dated))}
                {line("Renewals at risk", "", &|each| signed(each.forecast.renewals))}
                {line("Pipeline, weighted", "", &|each| signed(each.forecast.pipeline))}
                {line("Forecast", "sum", &|each| money(each.forecast.total()))}
                {line(
                    "Target",
                    "",
                    &|each| each.target.map_or("none".into(), |target| locale.thousands(target, currency)),
                )}
                {line(
                    "Against target",
                    "",
                    &|each| each.target.map_or(String::new(), |target| signed(each.forecast.total() - target as f64)),
                )}
            </tbody>
            <tbody>
                {line("Closes: commit", "", &closing(0))} {line("Closes: best case", "", &closing(1))}
                {line("Closes: pipeline", "", &closing(2))}
            </tbody>
        </table>
    }
    .into_any()
}

/// A bar per quarter: base less what is at risk, the weighted pipeline on top, the target as a line. The table says the same.
fn chart(ahead: &[Ahead], currency: Currency, locale: Locale) -> AnyView {
    const HEIGHT: f64 = 140.0;
    const STEP: f64 = 150.0;
    let top =
        ahead.iter().map(|each| each.forecast.total().max(each.target.unwrap_or(0) as f64)).fold(1.0, f64::max) * 1.08;
    let y = |minor: f64| HEIGHT - (minor / top).clamp(0.0, 1.0) * HEIGHT;
    let bars = ahead.iter().enumerate().map(|(position, each)| {
        let left = position as f64 * STEP + 24.0;
        let kept = each.forecast.today + each.forecast.dated + each.forecast.renewals;
        let total = each.forecast.total();
        let target = each.target.map(|target| {
            let at = y(target as f64);
            view! {
                <path class="fq-t" d=format!("M{:.1} {at:.1}h96", left - 12.0) />
                <text x=left + 86.0 y=at + 4.0>
                    "target"
                </text>
            }
        });
        view! {
            <rect class="fq-b" x=left y=y(kept) width="72" height=HEIGHT - y(kept) />
            <rect class="fq-p" x=left y=y(total) width="72" height=(y(kept) - y(total)).max(0.0) />
            <text class="tb" x=left + 36.0 y=y(total) - 6.0 text-anchor="middle">
                {locale.thousands(total.round() as i64, currency)}
            </text>
            <text x=left + 36.0 y=HEIGHT + 16.0 text-anchor="middle">
                {each.quarter.name()}
            </text>
            <g>{target}</g>
        }
    });
    let width = ahead.len() as f64 * STEP;
    view! {
        <svg
            class="fqc"
            viewBox=format!("0 -20 {width} {:.0}", HEIGHT + 44.0)
            width=width
            height=HEIGHT + 44.0
            aria-hidden="true"
        >
            <g>{bars.collect_view()}</g>
            <path class="ax2" d=format!("M0 {HEIGHT}H{width}") />
        </svg>
        <p class="lg fq-l" aria-hidden="true">
            <i class="fq-b"></i>
            "base less renewals at risk"
            <i class="fq-p"></i>
            "pipeline, weighted"
        </p>
    }
    .into_any()
}
