//! Growth: opportunities, the weighted pipeline, recurring revenue and its movements.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Contract, Id, Kind, Opportunity, RevenueActual, RevenueMovement,
        date::Quarter,
        forecast::{forecast, pipeline, probability},
        format,
        revenue::{arr, retention_of_actuals, signed},
    },
    ui::{
        kit::{Explanation, Figure, ListRow, Listing},
        use_store,
    },
};

/// How many rows a list draws at most; the search narrows it.
const DRAWN: usize = 200;

/// The page.
#[component]
pub fn Growth(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let currency = Memo::new(move |_| store.get(id).map(|account| account.currency).unwrap_or_default());
    let figures = move || {
        let today = store.today();
        let date = Quarter::of(today).after().after().last_day();
        let (pipeline, ahead, now, actuals) = store.read_account(id, |records| {
            let settings = records.workspace();
            let movements: Vec<&RevenueMovement> = records.of(id).collect();
            let opportunities: Vec<&Opportunity> = records.of(id).collect();
            let contracts: Vec<&Contract> = records.of(id).collect();
            let actuals: Vec<RevenueActual> = records.of(id).cloned().collect();
            let now = arr(movements.iter().copied(), today);
            (
                pipeline(opportunities.iter().copied(), &settings),
                forecast(&movements, &opportunities, &contracts, &settings, (today, date)),
                now,
                actuals,
            )
        });
        let currency = currency.get();
        let money = move |minor: f64| format::minor(minor as i64, currency);
        let explanation = Explanation {
            about: format!("ARR on {}.", format::date_long(date)),
            rows: vec![
                ("ARR today".into(), String::new(), money(ahead.today)),
                ("Dated movements".into(), "already entered for later".into(), money(ahead.dated)),
                ("Pipeline".into(), "recurring amount × probability, renewals left out".into(), money(ahead.pipeline)),
                ("Renewals".into(), "contract value × (probability − 1)".into(), money(ahead.renewals)),
            ],
            formula: "today + dated + pipeline + renewals".into(),
            result: money(ahead.total()),
        };
        let booked = (!actuals.is_empty()).then(|| {
            retention_of_actuals(&actuals, today).map_or_else(|reason| reason, |ratio| format::percent(ratio, 1))
        });
        view! {
            <dl class="figs ov">
                <Figure label="ARR" sub="recurring revenue a year">{money(now as f64)}</Figure>
                <Figure label="Open pipeline" sub=format::count(pipeline.open as i64, "opportunity")>{money(pipeline.recurring as f64)}</Figure>
                <Figure label="Weighted" sub="recurring amount × probability">{money(pipeline.recurring_weighted)}</Figure>
                <Figure label="One-off, weighted" sub=format!("of {}", money(pipeline.one_off as f64))>{money(pipeline.one_off_weighted)}</Figure>
                <Figure label=format!("Forecast, {}", format::date_long(date)) sub="explained" explanation=Some(explanation)>{money(ahead.total())}</Figure>
                {booked.map(|text| view! { <Figure label="Booked revenue" sub="last 12 months against the 12 before">{text}</Figure> })}
            </dl>
        }
    };
    let opportunities = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let settings = records.workspace();
            let mut all: Vec<&Opportunity> = records.of(id).collect();
            all.sort_by_key(|o| {
                (
                    !o.is_open(),
                    if o.is_open() {
                        o.close_on.map(|date| crate::domain::date::days_between(today, date))
                    } else {
                        o.close_on.map(|date| -crate::domain::date::days_between(today, date))
                    },
                    o.id,
                )
            });
            let rows = all.iter().take(DRAWN).map(|opportunity| {
                let product = records.find(opportunity.product).map(|product| product.name.clone()).unwrap_or_default();
                let odds = if opportunity.is_open() {
                    format::percent(probability(opportunity, &settings), 0)
                } else {
                    String::new()
                };
                ListRow::new(
                    opportunity.id,
                    vec![
                        opportunity.name.clone().into(),
                        opportunity.kind.label().into(),
                        product.into(),
                        opportunity.stage.label().into(),
                        opportunity.amount.map(format::money).unwrap_or_default().into(),
                        opportunity.one_off.map(format::money).unwrap_or_default().into(),
                        odds.into(),
                        opportunity
                            .close_on
                            .map(|date| format::date_near(date, today))
                            .unwrap_or_else(|| "no date".into())
                            .into(),
                    ],
                )
            });
            (rows.collect::<Vec<_>>(), all.len())
        })
    });
    let movements = Memo::new(move |_| {
        let currency = currency.get();
        store.read_account(id, |records| {
            let mut all: Vec<&RevenueMovement> = records.of(id).collect();
            all.sort_by_key(|movement| std::cmp::Reverse((movement.date, movement.id)));
            let rows = all.iter().map(|movement| {
                ListRow::new(
                    movement.id,
                    vec![
                        format::date(movement.date).into(),
                        movement.kind.label().into(),
                        format::signed_thousands(signed(movement), currency).into(),
                        format::thousands(arr(all.iter().copied(), movement.date), currency).into(),
                        movement.note.clone().into(),
                    ],
                )
            });
            rows.collect::<Vec<_>>()
        })
    });
    let actuals = Memo::new(move |_| {
        store.read_account(id, |records| {
            let mut all: Vec<&RevenueActual> = records.of(id).collect();
            all.sort_by_key(|actual| std::cmp::Reverse((actual.month, actual.id)));
            all.iter()
                .map(|actual| {
                    let product = records.find(actual.product).map(|product| product.name.clone()).unwrap_or_default();
                    ListRow::new(
                        actual.id,
                        vec![
                            format!("{} {}", format::month(actual.month), chrono::Datelike::year(&actual.month)).into(),
                            product.into(),
                            format::money(actual.amount).into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    view! {
        {figures}
        <Listing title="Opportunities" kind=Kind::Opportunity account=id head=&["Opportunity", "Kind", "Product", "Stage", "Recurring a year ", "One-off ", "Probability ", "Close "] rows=Signal::derive(move || opportunities.get().0) empty="Renewals, upsells, cross-sells and new business, with their odds." />
        {move || (opportunities.read().1 > DRAWN).then(|| view! { <p class="q small">{format!("The first {DRAWN} of {}: open ones first, then the latest.", format::number(opportunities.read().1 as f64, 0))}</p> })}
        <Listing title="Revenue movements, thousands" kind=Kind::RevenueMovement account=id head=&["Date", "Kind", "Change ", "ARR after ", "Note"] rows=movements empty="Annual recurring revenue is the sum of its movements: new, expansion, contraction, churn." />
        <Listing title="Booked revenue" kind=Kind::RevenueActual account=id head=&["Month", "Product", "Amount "] rows=actuals empty="For accounts without recurring revenue: what was booked, month by month." />
    }
}
