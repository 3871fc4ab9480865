//! The whitespace map: products × business units. A cell becomes an opportunity in one step.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Amount, Change, Currency, Id, Kind, Locale, Opportunity, Whitespace, Workspace,
        choice::WhitespaceState,
        revenue::Books,
        whitespace::{Cell, Map, Place, Sum, map, opportunity},
    },
    state::Store,
    ui::{
        kit::{Figure, Glyph, Icon, Preset, rates_note},
        route::{Navigator, Route, Tab, use_here, use_navigator},
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{
        explain,
        screen::{common, growth as text},
    },
};

/// The view.
#[component]
pub fn WhitespaceView(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let map = Memo::new(move |_| store.read_account(id, |records| map(records, id)));
    let missing = Memo::new(move |_| {
        let map = map.read();
        match (map.rows.is_empty(), map.units.is_empty()) {
            (true, _) => Some(text::ADD_WHAT_YOU_SELL),
            (false, true) => Some(text::NAME_A_BUSINESS_UNIT),
            _ => None,
        }
    });
    view! {
        <Totals id map />
        <section class="listing">
            <h2 class="h2">
                {common::WHITESPACE}<small>{text::PRODUCTS_BY_BUSINESS_UNITS}</small>
                <button
                    type="button"
                    class="more-link push"
                    on:click=move |_| adding.open(Kind::Whitespace, Some(id), Preset::default())
                >
                    {text::ADD_A_CELL}
                </button>
            </h2>
            {move || missing.get().map(|text| view! { <p class="empty">{text}</p> })}
            <div
                class="scroll"
                class:none=move || missing.read().is_some()
                tabindex="0"
                role="region"
                aria-label=text::WHITESPACE_MAP
            >
                <Grid id map />
            </div>
        </section>
    }
}

/// What the sums of the map are computed with: the rates, and the account's currency.
fn basis(id: Id<Account>, store: Store) -> Memo<(Workspace, Currency)> {
    Memo::new(move |_| {
        let settings = store.workspace();
        let currency = store.get(id).map_or(settings.currency, |account| account.currency);
        (settings, currency)
    })
}

/// What the whole map comes to.
#[component]
fn Totals(id: Id<Account>, map: Memo<Map>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let basis = basis(id, store);
    move || {
        let (settings, currency) = basis.get();
        let books = Books::in_currency(&settings, currency, store.today());
        let total = map.read().total(&books);
        let [owned, on_its_way, potential] = explain::whitespace(&map.read(), &books, locale);
        view! {
            <dl class="figs ov">
                <Figure label=text::OWNED sub=text::REVENUE_A_YEAR explanation=Some(owned)>
                    {locale.money(total.owned)}
                </Figure>
                <Figure label=text::ON_ITS_WAY sub=text::OPEN_OPPORTUNITIES_RECURRING_A explanation=Some(on_its_way)>
                    {locale.money(total.on_its_way)}
                </Figure>
                <Figure label=text::POTENTIAL sub=text::ESTIMATES_THAT_NOBODY_PURSUES explanation=Some(potential)>
                    {locale.money(total.potential)}
                </Figure>
            </dl>
            {rates_note(&books.missing(), locale)}
        }
    }
}

/// The map as a table with its sums.
#[component]
fn Grid(id: Id<Account>, map: Memo<Map>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let making = Making { id, map, store, navigator: use_navigator() };
    let basis = basis(id, store);
    move || {
        let (settings, currency) = basis.get();
        let books = Books::in_currency(&settings, currency, store.today());
        let map = map.read();
        let heads = map.units.iter().map(|unit| view! { <th scope="col">{unit.clone()}</th> }).collect_view();
        let rows = map.rows.iter().enumerate().map(|(row, line)| {
            let cells = map.units.iter().zip(&line.cells).enumerate().map(|(column, (unit, cell))| {
                let name = text::product_for(&line.product.name, unit);
                let worth = cell.sum(&books);
                view! { <Crossing cell=cell.clone() worth name at=Place { row, column } making /> }
            });
            view! {
                <tr>
                    <th scope="row">{line.product.name.clone()}</th>
                    {cells.collect_view()}
                    <td class="ws-sum">{sum(map.row(row, &books), locale)}</td>
                </tr>
            }
        });
        let feet = (0..map.units.len())
            .map(|column| view! { <td class="ws-sum">{sum(map.column(column, &books), locale)}</td> });
        view! {
            <table class="tbl wsm">
                <thead>
                    <tr>
                        <td></td>
                        {heads}
                        <th scope="col">{common::ALL}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <th scope="row">{common::ALL}</th>
                        {feet.collect_view()}
                        <td class="ws-sum">{sum(map.total(&books), locale)}</td>
                    </tr>
                </tfoot>
            </table>
        }
    }
}

/// What can be made of a cell.
#[derive(Clone, Copy)]
struct Making {
    id: Id<Account>,
    map: Memo<Map>,
    store: Store,
    navigator: Navigator,
}

impl Making {
    /// Makes an opportunity of a cell and opens it.
    fn pursue(self, at: Place) {
        let map = self.map.read_untracked();
        let Some(made) = opportunity(&map, at, self.store.new_id(), self.id) else { return };
        let product = map.rows.get(at.row).map(|line| line.product.name.as_str()).unwrap_or_default();
        let made = Opportunity { name: format!("{product}, {}", made.unit), ..made };
        let opened = format!("{}?open={}", Route::Account(self.id, Tab::Growth).href(), made.id);
        self.store.apply_and_tell(Change::put(text::added_the_opportunity(&made.name), made));
        self.navigator.go(&opened);
    }

    /// What the record of an empty cell begins with.
    fn preset(self, at: Place) -> Option<Preset> {
        let map = self.map.read_untracked();
        let (line, unit) = (map.rows.get(at.row)?, map.units.get(at.column)?);
        Some(Preset::default().with("product", line.product.id.to_string()).with("unit", unit.clone()))
    }
}

/// A cell: what is open there, what is known, or a question.
#[component]
fn Crossing(cell: Cell, worth: Sum, name: String, at: Place, making: Making) -> impl IntoView {
    let adding = use_adding();
    let here = use_here();
    let locale = making.store.locale();
    let money = |amount: Amount| if amount.is_positive() { locale.money(amount) } else { String::new() };
    if let Some(open) = cell.open.first() {
        let (id, more) = (open.id, cell.open.len() - 1);
        let more = if more > 0 { text::open_more(more) } else { text::OPEN.to_owned() };
        let owned = worth.owned.is_positive().then(|| text::besides_owned(money(worth.owned)));
        return view! {
            <td class="ws ws-open">
                <a href=move || panel_link(here, id)>
                    <b>{money(worth.on_its_way)}</b>
                    <span class="small">{owned.unwrap_or(more)}</span>
                </a>
            </td>
        }
        .into_any();
    }
    let can_be_sold =
        |known: &Whitespace| matches!(known.state, WhitespaceState::Potential | WhitespaceState::Competitor);
    let can = cell.known.iter().any(can_be_sold);
    let shown = cell.known.iter().find(|known| can_be_sold(known)).or(cell.known.first());
    let Some(first) = shown else {
        let describe = move |_| {
            if let Some(preset) = making.preset(at) {
                adding.open(Kind::Whitespace, Some(making.id), preset);
            }
        };
        return view! {
            <td class="ws">
                <button type="button" class="add-cell" aria-label=text::say_what_stands_at(&name) on:click=describe>
                    "?"
                </button>
            </td>
        }
        .into_any();
    };
    let class = match first.state {
        WhitespaceState::Owned => "ws ws-own",
        WhitespaceState::Potential => "ws ws-pot",
        WhitespaceState::Competitor => "ws ws-com",
        WhitespaceState::NotApplicable => "ws ws-na",
    };
    let entry = |known: Whitespace| {
        let word = match known.state {
            WhitespaceState::Competitor if !known.competitor.is_empty() => known.competitor,
            state => state.label().to_lowercase(),
        };
        view! {
            <a href=move || panel_link(here, known.id)>
                <b>{known.amount.map(|amount| money(amount.into()))}</b>
                <span class="small">{word}</span>
            </a>
        }
    };
    view! {
        <td class=class>
            {cell.known.into_iter().map(entry).collect_view()} {can.then(|| view! { <Pursue name at making /> })}
        </td>
    }
    .into_any()
}

#[component]
fn Pursue(name: String, at: Place, making: Making) -> impl IntoView {
    let label = text::make_an_opportunity_of(&name);
    view! {
        <button type="button" class="icon-btn" aria-label=label.clone() title=label on:click=move |_| making.pursue(at)>
            <Icon glyph=Glyph::Plus />
        </button>
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
        {part(sum.owned, text::PART_OWNED)}
        {part(sum.on_its_way, text::OPEN)}
        {part(sum.potential, text::PART_POTENTIAL)}
    }
    .into_any()
}
