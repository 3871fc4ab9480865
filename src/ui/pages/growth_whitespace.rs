//! The whitespace map: products × business units. A cell becomes an opportunity in one step.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Change, Id, Kind, Locale, Opportunity,
        choice::WhitespaceState,
        revenue::Books,
        whitespace::{Cell, Map, Sum, map, opportunity},
    },
    ui::{
        kit::{Figure, Glyph, Icon, Preset, rates_note},
        route::{Route, Tab, use_go, use_here},
        shell::{panel_link, use_adding},
        use_store,
    },
};

/// The view.
#[component]
pub fn WhitespaceView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let adding = use_adding();
    let go = StoredValue::new_local(use_go());
    let settings = Memo::new(move |_| store.workspace());
    let currency = Memo::new(move |_| store.get(id).map(|account| account.currency));
    let map = Memo::new(move |_| store.read_account(id, |records| map(records, id)));
    let pursue = move |row: usize, column: usize| {
        let map = map.read_untracked();
        let Some(made) = opportunity(&map, row, column, store.new_id(), id) else { return };
        let product = map.rows.get(row).map(|(product, _)| product.name.as_str()).unwrap_or_default();
        let made = Opportunity { name: format!("{product}, {}", made.unit), ..made };
        let opened = format!("{}?open={}", Route::Account(id, Tab::Growth).href(), made.id);
        store.apply_and_tell(Change::put(format!("added the opportunity “{}”", made.name), made));
        go.with_value(|go| go(opened));
    };
    let describe = move |row: usize, column: usize| {
        let map = map.read_untracked();
        let (Some((product, _)), Some(unit)) = (map.rows.get(row), map.units.get(column)) else { return };
        let preset = Preset::default().with("product", product.id.to_string()).with("unit", unit.clone());
        adding.open(Kind::Whitespace, Some(id), preset);
    };
    let cell = move |row: usize, column: usize, cell: &Cell, name: String, books: &Books<'_>| {
        let money = |amount: Amount| if amount.is_positive() { locale.money(amount) } else { String::new() };
        let worth = cell.sum(books);
        let pursued = name.clone();
        let pursue_button = move || {
            let label = format!("Make an opportunity of {pursued}");
            view! {
                <button
                    type="button"
                    class="icon-btn"
                    aria-label=label.clone()
                    title=label
                    on:click=move |_| pursue(row, column)
                >
                    <Icon glyph=Glyph::Plus />
                </button>
            }
        };
        if let Some(open) = cell.open.first() {
            let (open, more) = (open.clone(), cell.open.len() - 1);
            let more = if more > 0 { format!(", {more} more") } else { String::new() };
            let owned = worth.owned.is_positive().then(|| format!("besides {} owned", money(worth.owned)));
            return view! {
                <td class="ws ws-open">
                    <a href=move || panel_link(here, open.id)>
                        <b>{money(worth.on_its_way)}</b>
                        <span class="small">{owned.unwrap_or_else(|| format!("open{more}"))}</span>
                    </a>
                </td>
            }
            .into_any();
        }
        let Some(known) = cell.known.clone() else {
            let label = format!("Say what stands at {name}");
            return view! {
                <td class="ws">
                    <button type="button" class="add-cell" aria-label=label on:click=move |_| describe(row, column)>
                        "?"
                    </button>
                </td>
            }
            .into_any();
        };
        let (class, word) = match known.state {
            WhitespaceState::Owned => ("ws ws-own", "owned".to_owned()),
            WhitespaceState::Potential => ("ws ws-pot", "potential".into()),
            WhitespaceState::Competitor if known.competitor.is_empty() => ("ws ws-com", "competitor".into()),
            WhitespaceState::Competitor => ("ws ws-com", known.competitor.clone()),
            WhitespaceState::NotApplicable => ("ws ws-na", "not applicable".into()),
        };
        let amount = known.amount.map(|amount| money(amount.into()));
        let can = matches!(known.state, WhitespaceState::Potential | WhitespaceState::Competitor);
        view! {
            <td class=class>
                <a href=move || panel_link(here, known.id)>
                    <b>{amount}</b>
                    <span class="small">{word}</span>
                </a>
                {can.then(pursue_button)}
            </td>
        }
        .into_any()
    };
    let body = move || {
        let map = map.read();
        let settings = settings.get();
        let books = Books::in_currency(&settings, currency.get().unwrap_or(settings.currency), store.today());
        let books = &books;
        let heads = map.units.iter().map(|unit| view! { <th scope="col">{unit.clone()}</th> }).collect_view();
        let rows = map.rows.iter().enumerate().map(|(row, (product, cells))| {
            let cells = cells.iter().enumerate().map(|(column, each)| {
                let name = format!("{} for {}", product.name, map.units[column]);
                cell(row, column, each, name, books)
            });
            view! {
                <tr>
                    <th scope="row">{product.name.clone()}</th>
                    {cells.collect_view()}
                    <td class="ws-sum">{sum(map.row(row, books), locale)}</td>
                </tr>
            }
        });
        let feet = (0..map.units.len())
            .map(|column| view! { <td class="ws-sum">{sum(map.column(column, books), locale)}</td> });
        view! {
            <thead>
                <tr>
                    <td></td>
                    {heads}
                    <th scope="col">"All"</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">"All"</th>
                    {feet.collect_view()}
                    <td class="ws-sum">{sum(map.total(books), locale)}</td>
                </tr>
            </tfoot>
        }
    };
    let missing = move || {
        let map: &Map = &map.read();
        match (map.rows.is_empty(), map.units.is_empty()) {
            (true, _) => Some("Add what you sell under Settings; each product is a row of this map."),
            (false, true) => Some("Name a business unit: at a person, at an opportunity, or in a first cell."),
            _ => None,
        }
    };
    let total = move || {
        let settings = settings.get();
        let books = Books::in_currency(&settings, currency.get().unwrap_or(settings.currency), store.today());
        (map.read().total(&books), books.missing())
    };
    view! {
        <dl class="figs ov">
            {move || {
                let (total, _) = total();
                view! {
                    <Figure label="Owned" sub="revenue a year">
                        {locale.money(total.owned)}
                    </Figure>
                    <Figure label="On its way" sub="open opportunities, recurring a year">
                        {locale.money(total.on_its_way)}
                    </Figure>
                    <Figure label="Potential" sub="estimates that nobody pursues yet">
                        {locale.money(total.potential)}
                    </Figure>
                }
            }}
        </dl>
        {move || rates_note(&total().1, locale)}
        <section class="listing">
            <h2 class="h2">
                "Whitespace"<small>"products by business units"</small>
                <button
                    type="button"
                    class="more-link push"
                    on:click=move |_| adding.open(Kind::Whitespace, Some(id), Preset::default())
                >
                    "Add a cell"
                </button>
            </h2>
            {move || missing().map(|text| view! { <p class="empty">{text}</p> })}
            <div
                class="scroll"
                class:none=move || missing().is_some()
                tabindex="0"
                role="region"
                aria-label="Whitespace map"
            >
                <table class="tbl wsm">{body}</table>
            </div>
        </section>
    }
}

/// A sum as lines: owned, on its way, potential.
fn sum(sum: Sum, locale: Locale) -> AnyView {
    let part = |amount: Amount, word: &'static str| {
        amount
            .is_positive()
            .then(|| view! { <span class="nowrap">{locale.money(amount)}" "<span class="q small">{word}</span></span> })
    };
    view! {
        {part(sum.owned, "owned")}
        {part(sum.on_its_way, "open")}
        {part(sum.potential, "potential")}
    }
    .into_any()
}
