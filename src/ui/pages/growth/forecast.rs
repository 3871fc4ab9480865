//! The forecast by quarter against the target, with what closes by how sure it is; targets and budgets.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Budget, Id, Kind, Locale, Money, Records, Target,
        choice::Commitment,
        date::FiscalStart,
        forecast::{Ahead, Sources},
        revenue::Books,
        target::{attainment, reached},
    },
    ui::{
        kit::{Column, ListCell, ListRow, Listing, rates_note},
        use_store,
    },
    words::{self, explain},
};

/// The view.
#[component]
pub fn ForecastView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let targets = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| target_rows(records, id, today, locale))
    });
    let budgets = Memo::new(move |_| {
        store.read_account(id, |records| {
            records.in_order::<Budget>(id).into_iter().map(|budget| budget_row(budget, locale)).collect::<Vec<_>>()
        })
    });
    view! {
        <Quarters id />
        <Listing
            title="Targets"
            kind=Kind::Target
            account=id
            head=&[
                Column::Text("Measure"),
                Column::Text("Period"),
                Column::Number("Target"),
                Column::Number("Reached"),
                Column::Number("Attainment"),
            ]
            rows=targets
            empty="Revenue target and date. The forecast is compared with it."
        />
        <Listing
            title="Budgets"
            kind=Kind::Budget
            account=id
            head=&[
                Column::Text("Budget"),
                Column::Text("From"),
                Column::Text("To"),
                Column::Number("Planned"),
                Column::Number("Spent"),
                Column::Number("Left"),
            ]
            rows=budgets
            empty="What may be spent on the account: visits, workshops, credits."
        />
    }
}

/// The forecast at the end of each quarter, drawn and as a table.
#[component]
fn Quarters(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let currency = Memo::new(move |_| store.get(id).map(|account| account.currency).unwrap_or_default());
    let ahead = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let quarters = Sources::of(records, id, &settings, today).by_quarter(&books);
            (quarters, settings.fiscal(), books.missing())
        })
    });
    view! {
        <section class="listing">
            <h2 class="h2">
                "Forecast by quarter"
                <small>{move || format!("recurring revenue, thousands of {}", currency.read().code())}</small>
            </h2>
            {move || chart(&ahead.read().0, ahead.read().1, locale)}
            <div class="scroll" tabindex="0" role="region" aria-label="Forecast by quarter">
                {move || table(&ahead.read().0, ahead.read().1, locale)}
            </div>
            {move || rates_note(&ahead.read().2, locale)}
            <p class="q small">
                {format!(
                    "Base, renewals and pipeline are cumulative until the end of the quarter and sum to the \
                    forecast. What closes is not weighted: commit from {}, best case from {}, unless the opportunity \
                    says otherwise.",
                    locale.percent(0.75, 0),
                    locale.percent(0.5, 0),
                )}
            </p>
        </section>
    }
}

fn target_rows(records: &Records, id: Id<Account>, today: NaiveDate, locale: Locale) -> Vec<ListRow> {
    let settings = records.workspace();
    let books = Books::of_account(records, &settings, id, today);
    let row = |target: &Target| {
        let has_begun = target.from <= today;
        let actual = reached(records, target, today, &books);
        let part = attainment(actual, books.enter(target.amount));
        let period = format!("{} to {}", locale.date(target.from), locale.date(target.to));
        let attained = || {
            let explanation = explain::target(target, actual, part, locale);
            ListCell::Figure("Attainment", explanation.result.clone(), explanation)
        };
        let cells = vec![
            target.measure.label().into(),
            period.into(),
            locale.money(target.amount).into(),
            if has_begun { locale.money(actual) } else { "not begun".to_owned() }.into(),
            if has_begun { attained() } else { "".into() },
        ];
        ListRow::new(target.id, cells)
    };
    records.in_order::<Target>(id).into_iter().map(row).collect()
}

fn budget_row(budget: &Budget, locale: Locale) -> ListRow {
    let date = |date: Option<NaiveDate>| date.map(|it| locale.date(it)).unwrap_or_default();
    let money = |money: Option<Money>| money.map(|it| locale.money(it)).unwrap_or_default();
    let left = budget.planned.zip(budget.spent).map(|(planned, spent)| {
        let left = Amount::from(planned) - Amount::from(spent);
        format!("{}{}", locale.money(left), if left.is_negative() { ", over" } else { "" })
    });
    let cells = vec![
        budget.name.clone().into(),
        date(budget.from).into(),
        date(budget.to).into(),
        money(budget.planned).into(),
        money(budget.spent).into(),
        left.unwrap_or_default().into(),
    ];
    ListRow::new(budget.id, cells)
}

fn table(ahead: &[Ahead], fiscal: FiscalStart, locale: Locale) -> AnyView {
    let money = |amount: Amount| locale.thousands(amount);
    let signed = |amount: Amount| locale.signed_thousands(amount);
    let line = |name: &'static str, class: &'static str, cell: &dyn Fn(&Ahead) -> String| {
        let cells = ahead.iter().map(|each| view! { <td class="r">{cell(each)}</td> }).collect_view();
        view! {
            <tr class=class>
                <th scope="row">{name}</th>
                {cells}
            </tr>
        }
    };
    let closing = |commitment: Commitment| {
        move |each: &Ahead| {
            let amount = each.closing.of(commitment);
            if amount.is_positive() { locale.thousands(amount) } else { String::new() }
        }
    };
    let heads = ahead
        .iter()
        .map(|each| {
            view! {
                <th scope="col" class="r">
                    {words::quarter(each.quarter, fiscal)}
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
                {line("Target", "", &|each| each.target.map_or("none".into(), &money))}
                {line(
                    "Against target",
                    "",
                    &|each| each.target.map_or(String::new(), |target| signed(each.forecast.total() - target)),
                )}
            </tbody>
            <tbody>
                {line("Closing, commit", "", &closing(Commitment::Commit))}
                {line("Closing, best case", "", &closing(Commitment::BestCase))}
                {line("Closing, pipeline", "", &closing(Commitment::Pipeline))}
            </tbody>
        </table>
    }
    .into_any()
}

/// A bar per quarter: base less what is at risk, the weighted pipeline on top, the target as a line. The table says the
/// same.
fn chart(ahead: &[Ahead], fiscal: FiscalStart, locale: Locale) -> AnyView {
    const HEIGHT: f64 = 140.0;
    const STEP: f64 = 150.0;
    let highest = |each: &Ahead| each.forecast.total().as_units().max(each.target.unwrap_or_default().as_units());
    let top = ahead.iter().map(highest).fold(1.0, f64::max) * 1.08;
    let y = |amount: Amount| HEIGHT - (amount.as_units() / top).clamp(0.0, 1.0) * HEIGHT;
    let bars = ahead.iter().enumerate().map(|(position, each)| {
        let left = position as f64 * STEP + 24.0;
        let kept = each.forecast.today + each.forecast.dated + each.forecast.renewals;
        let total = each.forecast.total();
        let target = each.target.map(|target| {
            let at = y(target);
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
                {locale.thousands(total)}
            </text>
            <text x=left + 36.0 y=HEIGHT + 16.0 text-anchor="middle">
                {words::quarter(each.quarter, fiscal)}
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
