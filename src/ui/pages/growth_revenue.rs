//! Recurring revenue as its movements, and booked revenue for accounts without it.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Currency, Id, Kind, Locale, RevenueActual, RevenueMovement,
        revenue::{Books, arr, booked_retention, signed},
    },
    ui::{
        kit::{Column, Figure, ListRow, Listing},
        use_store,
    },
    words::{self, format},
};

/// The view.
#[component]
pub fn RevenueView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let movements = Memo::new(move |_| {
        store.read_account(id, |records| {
            let settings = records.workspace();
            let all = records.in_order::<RevenueMovement>(id);
            let rows = all.iter().map(|movement| {
                // What it was is said in its own currency; the sum after it is in the account's, at the rates of its
                // day.
                let books = Books::of_account(records, &settings, id, movement.date);
                let own = Books::in_currency(&settings, movement.amount.currency(), movement.date);
                let after = arr(all.iter().copied(), movement.date, &books);
                let after = match books.missing() {
                    missing if missing.is_empty() => locale.thousands(after),
                    missing => words::missing_rates(&missing, locale),
                };
                ListRow::new(
                    movement.id,
                    vec![
                        locale.date(movement.date).into(),
                        movement.kind.label().into(),
                        own_change(signed(movement, &own), books.currency(), locale).into(),
                        after.into(),
                        movement.note.clone().into(),
                    ],
                )
            });
            rows.collect::<Vec<_>>()
        })
    });
    let actuals = Memo::new(move |_| {
        store.read_account(id, |records| {
            let all = records.in_order::<RevenueActual>(id);
            all.iter()
                .map(|actual| {
                    let product = records.find(actual.product).map(|product| product.name.clone()).unwrap_or_default();
                    ListRow::new(
                        actual.id,
                        vec![
                            format!("{} {}", format::month(actual.month), chrono::Datelike::year(&actual.month)).into(),
                            product.into(),
                            locale.money(actual.amount).into(),
                            actual.margin.map(|it| locale.money(it)).unwrap_or_default().into(),
                        ],
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let retention = move || {
        let today = store.today();
        let retention = store.read_account(id, |records| {
            let settings = records.workspace();
            let actuals: Vec<&RevenueActual> = records.of(id).collect();
            let books = Books::of_account(records, &settings, id, today);
            (!actuals.is_empty()).then(|| booked_retention(&actuals, today, &books))
        });
        retention.map(|retention| {
            let text =
                retention.map_or_else(|missing| words::missing(&missing, locale), |ratio| locale.percent(ratio, 1));
            view! {
                <dl class="figs ov">
                    <Figure label="Booked revenue" sub="last 12 months against the 12 before">
                        {text}
                    </Figure>
                </dl>
            }
        })
    };
    view! {
        {retention}
        <Listing
            title="Revenue movements, thousands"
            kind=Kind::RevenueMovement
            account=id
            head=&[
                Column::Text("Date"),
                Column::Text("Kind"),
                Column::Number("Change"),
                Column::Number("ARR after"),
                Column::Text("Note"),
            ]
            rows=movements
            empty="Annual recurring revenue is the sum of its movements: new, expansion, contraction, churn."
        />
        <Listing
            title="Booked revenue"
            kind=Kind::RevenueActual
            account=id
            head=&[Column::Text("Month"), Column::Text("Product"), Column::Number("Amount"), Column::Number("Margin")]
            rows=actuals
            empty="For accounts without recurring revenue: what was booked, month by month."
        />
    }
}

/// What a movement changes, in thousands; with its currency where that is not the account's.
fn own_change(change: Amount, currency: Currency, locale: Locale) -> String {
    let number = locale.signed_thousands(change);
    match change.currency().filter(|own| *own != currency) {
        Some(own) => locale.with_unit(&number, own.code()),
        None => number,
    }
}
