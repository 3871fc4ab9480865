//! Settings: us, team, products, tiers and standards, stages, currencies, holidays, appearance.

mod brand;
mod holidays;
mod number;
mod rates;
mod stages;
mod tiers;

use leptos::prelude::*;

pub use self::tiers::{Criteria, change_tier};
use self::{brand::BrandForm, holidays::Holidays, rates::Rates, stages::Stages, tiers::Tiers};

use crate::{
    domain::{Change, Entity, Kind, Locale, Money, Product, Teammate, Workspace, choice::Country},
    state::Store,
    ui::{
        browser,
        kit::{Preset, RecordFields},
        route::use_here,
        shell::use_adding,
        use_store,
    },
    words::screen::{common, settings as text},
};

/// Changes the settings' record, creating it where there is none.
fn change(store: Store, label: &str, edit: impl FnOnce(&mut Workspace)) {
    let mut settings = store.peek(|records| records.workspace());
    if settings.id.is_nil() {
        settings.id = store.own_id(&settings);
    }
    edit(&mut settings);
    store.apply(Change::put(text::changed(label), settings));
}

/// The page.
#[component]
pub fn Settings() -> impl IntoView {
    let store = use_store();
    if store.peek(|records| records.workspace().id.is_nil()) {
        // The form edits a record, so the settings need one; it holds only defaults. To look at settings is no act to
        // undo.
        let settings =
            Workspace { id: store.own_id(&Workspace::default()), ..store.peek(|records| records.workspace()) };
        store.note(Change::put(text::BEGAN_THE_SETTINGS, settings));
    }
    let key = store.peek(|records| records.workspace().id).into();
    // How the chosen country writes, on the screen and in every document.
    let example = move || {
        let (locale, currency) = (store.locale_signal().get(), store.workspace().currency);
        let money = |units| locale.money(Money::units(units, currency));
        let figures = [money(9_940_000), money(360_000), locale.number(1234.5, 1), locale.percent(1.021, 1)];
        let shown = text::figures_look(figures.join(", "), locale.date(store.today()));
        match store.workspace().country {
            Country::International => shown,
            country if locale == Locale::INTERNATIONAL => text::country_unknown(country.label(), &shown),
            _ => shown,
        }
    };
    view! {
        <main id="main">
            <div class="page-head">
                <div>
                    <h1>{common::SETTINGS}</h1>
                    <p>{text::THEY_BELONG_TO_THIS}</p>
                </div>
            </div>
            <div class="with-panel">
                <div class="page-body settings">
                    <section>
                        <h2 class="h2">{text::US}</h2>
                        <RecordFields key only=&["company", "me", "currency", "fiscalStart", "country"] />
                        <p class="q2">{example}</p>
                    </section>
                    <BrandForm />
                    <Appearance />
                    <Team />
                    <Products />
                    <Tiers />
                    <Stages />
                    <Holidays />
                    <Rates />
                </div>
                <super::account::OpenPanel />
            </div>
        </main>
    }
}

#[component]
fn Appearance() -> impl IntoView {
    let theme = RwSignal::new(browser::theme());
    let choices = [("", text::AS_THE_SYSTEM), ("light", text::LIGHT), ("dark", text::DARK)].map(|(key, label)| {
        let choose = move |_| {
            browser::set_theme(key);
            theme.set(key.into());
        };
        view! {
            <button type="button" aria-pressed=move || (theme.get() == key).to_string() on:click=choose>
                {label}
            </button>
        }
    });
    view! {
        <section>
            <h2 class="h2">{text::APPEARANCE}<small>{text::ON_THIS_DEVICE}</small></h2>
            <div class="seg" role="group" aria-label=text::APPEARANCE>
                {choices.collect_view()}
            </div>
        </section>
    }
}

#[component]
fn Team() -> impl IntoView {
    let team = |teammate: &Teammate, _: Locale| {
        vec![teammate.name.clone(), teammate.function.clone(), teammate.region.clone()]
    };
    view! { <Shared title=text::OUR_TEAM kind=Kind::Teammate cells=team empty=text::ADD_YOURSELF_FIRST_THEN /> }
}

#[component]
fn Products() -> impl IntoView {
    let cells = |product: &Product, locale: Locale| {
        vec![
            product.name.clone(),
            product.series.clone(),
            product.list_price.map(|it| locale.money(it)).unwrap_or_default(),
        ]
    };
    let empty = text::WHAT_YOU_SELL_OPPORTUNITIES;
    view! { <Shared title=text::PRODUCTS kind=Kind::Product cells empty /> }
}

#[component]
fn Shared<T: Entity>(
    title: &'static str,
    kind: Kind,
    cells: fn(&T, Locale) -> Vec<String>,
    empty: &'static str,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let rows = Memo::new(move |_| {
        store.read_kind::<T, _>(|records| {
            records
                .all::<T>()
                .map(|record| (record.id().0, cells(record, store.locale_signal().get())))
                .collect::<Vec<_>>()
        })
    });
    let row = move |(id, cells): (uuid::Uuid, Vec<String>)| {
        let mut cells = cells.into_iter();
        let name = cells.next().unwrap_or_default();
        view! {
            <tr>
                <td>
                    <a class="mid" href=move || here.with("open", &id.to_string())>
                        {name}
                    </a>
                </td>
                {cells.map(|cell| view! { <td class="q2">{cell}</td> }).collect_view()}
            </tr>
        }
    };
    view! {
        <section>
            <h2 class="h2">
                {title}<small>{move || rows.read().len()}</small>
                <button
                    type="button"
                    class="more-link push"
                    on:click=move |_| adding.open(kind, None, Preset::default())
                >
                    {common::add_one(kind.one())}
                </button>
            </h2>
            <table class="tbl">
                <tbody>{move || rows.get().into_iter().map(row).collect_view()}</tbody>
            </table>
            <Show when=move || rows.read().is_empty()>
                <p class="empty">{empty}</p>
            </Show>
        </section>
    }
}
