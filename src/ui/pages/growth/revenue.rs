//! Recurring revenue as its movements, and booked revenue for accounts without it.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Currency, Id, Kind, Locale, Records, RevenueActual, RevenueMovement,
        revenue::{Books, arr, rebooked, signed},
    },
    ui::{
        kit::{Column, Figure, ListRow, Listing},
        use_store,
    },
    words::{
        self, explain, format,
        screen::{common, growth as text},
    },
};

/// The view.
#[component]
pub fn RevenueView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let movements = Memo::new(move |_| store.read_account(id, |records| movement_rows(records, id, locale)));
    let actuals = Memo::new(move |_| store.read_account(id, |records| actual_rows(records, id, locale)));
    view! {
        <BookedRetention id />
        <Listing
            title=text::REVENUE_MOVEMENTS_THOUSANDS
            kind=Kind::RevenueMovement
            account=id
            head=&[
                Column::Text(common::DATE),
                Column::Text(common::KIND),
                Column::Number(common::CHANGE),
                Column::Number(text::ARR_AFTER),
                Column::Text(text::NOTE),
            ]
            rows=movements
            empty=text::ANNUAL_RECURRING_REVENUE_IS
        />
        <Listing
            title=text::BOOKED_REVENUE
            kind=Kind::RevenueActual
            account=id
            head=&[
                Column::Text(text::MONTH),
                Column::Text(text::PRODUCT),
                Column::Number(text::AMOUNT),
                Column::Number(text::MARGIN),
            ]
            rows=actuals
            empty=text::FOR_ACCOUNTS_WITHOUT_RECURRING
        />
    }
}

/// Shown once something was booked.
#[component]
fn BookedRetention(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    move || {
        let today = store.today();
        let rebooked = store.read_account(id, |records| {
            let settings = records.workspace();
            let books = Books::of_account(records, &settings, id, today);
            let actuals = || records.of::<RevenueActual>(id);
            actuals().next().map(|_| rebooked(actuals(), today, &books))
        });
        rebooked.map(|rebooked| {
            let explanation = explain::booked_retention(rebooked, locale);
            let text = explanation.result.clone();
            view! {
                <dl class="figs ov">
                    <Figure label=text::BOOKED_REVENUE sub=text::LAST_12_MONTHS_AGAINST explanation=Some(explanation)>
                        {text}
                    </Figure>
                </dl>
            }
        })
    }
}

fn movement_rows(records: &Records, id: Id<Account>, locale: Locale) -> Vec<ListRow> {
    let settings = records.workspace();
    let all = records.in_order::<RevenueMovement>(id);
    let row = |movement: &&RevenueMovement| {
        // What it was is said in its own currency; the sum after it is in the account's, at the rates of its day.
        let books = Books::of_account(records, &settings, id, movement.date);
        let own = Books::in_currency(&settings, movement.amount.currency(), movement.date);
        let after = arr(all.iter().copied(), movement.date, &books);
        let after = match books.missing() {
            missing if missing.is_empty() => locale.thousands(after),
            missing => words::missing_rates(&missing, locale),
        };
        let cells = vec![
            locale.date(movement.date).into(),
            movement.kind.label().into(),
            own_change(signed(movement, &own), books.currency(), locale).into(),
            after.into(),
            movement.note.clone().into(),
        ];
        ListRow::new(movement.id, cells)
    };
    all.iter().map(row).collect()
}

fn actual_rows(records: &Records, id: Id<Account>, locale: Locale) -> Vec<ListRow> {
    let row = |actual: &RevenueActual| {
        let product = records.find(actual.product).map(|product| product.name.clone()).unwrap_or_default();
        let cells = vec![
            format::month_of_year(actual.month).into(),
            product.into(),
            locale.money(actual.amount).into(),
            actual.margin.map(|it| locale.money(it)).unwrap_or_default().into(),
        ];
        ListRow::new(actual.id, cells)
    };
    records.in_order::<RevenueActual>(id).into_iter().map(row).collect()
}

/// What a movement changes, in thousands; with its currency where that is not the account's.
fn own_change(change: Amount, currency: Currency, locale: Locale) -> String {
    let number = locale.signed_thousands(change);
    match change.currency().filter(|own| *own != currency) {
        Some(own) => locale.with_unit(&number, own.code()),
        None => number,
    }
}
