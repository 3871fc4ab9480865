//! Probability × impact of what is open.

use leptos::prelude::*;

use crate::{
    domain::{Account, Id, RaidItem, raid::band, status::Status},
    ui::{kit::status_class, route::use_here, use_store},
    words::screen::risks as text,
};

/// The word for a band of the heat map.
pub fn band_word(status: Status) -> &'static str {
    match status {
        Status::Risk => text::HIGH,
        Status::Watch => text::MEDIUM,
        Status::Good | Status::Unknown => text::LOW,
    }
}

/// The field of the heat map in which an entry stands, as the URL writes it: probability and impact.
pub fn field_of(item: &RaidItem) -> Option<String> {
    item.probability.zip(item.impact).map(|(probability, impact)| format!("{probability}-{impact}"))
}

/// Probability × impact; each field leads to its entries.
#[component]
pub fn HeatMap(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let places = Memo::new(move |_| {
        store.read_account(id, |records| {
            records.of::<RaidItem>(id).filter(|item| item.is_open()).filter_map(field_of).collect::<Vec<_>>()
        })
    });
    let rows = (1..=5_u8).rev().map(|probability| {
        let fields = (1..=5_u8).map(|impact| view! { <Field probability impact places /> }).collect_view();
        view! {
            <tr>
                <th scope="row">
                    <span class="sr">{text::PROBABILITY}</span>
                    {probability}
                </th>
                {fields}
            </tr>
        }
    });
    view! {
        <section>
            <h2 class="h2">{text::HEAT_MAP}<small>{text::OPEN_ENTRIES}</small></h2>
            <table class="heat">
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <td></td>
                        {(1..=5)
                            .map(|impact| {
                                view! {
                                    <th scope="col">
                                        <span class="sr">{text::IMPACT}</span>
                                        {impact}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </tfoot>
            </table>
            <p class="q small" aria-hidden="true">
                {text::UP_PROBABILITY_RIGHT_IMPACT}
            </p>
        </section>
    }
}

/// A field, with how many entries stand in it; it leads to them.
#[component]
fn Field(probability: u8, impact: u8, places: Memo<Vec<String>>) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let chosen = here.query_memo("cell");
    let place = StoredValue::new(format!("{probability}-{impact}"));
    let count =
        Memo::new(move |_| place.with_value(|place| places.read().iter().filter(|other| *other == place).count()));
    let is_on = move || place.with_value(|place| *chosen.read() == *place);
    let status = band(probability, impact);
    let label = move || {
        let entries = locale.count(count.get() as i64, text::LOG_ENTRY);
        text::heat_cell(band_word(status), &entries, probability, impact)
    };
    let target = move || place.with_value(|place| here.with("cell", place));
    view! {
        <td class=format!("heat-f heat-{}", status_class(status))>
            <Show when=move || { count.get() > 0 }>
                <a href=target aria-current=move || is_on().then_some("true")>
                    <span aria-hidden="true">{count}</span>
                    <span class="sr">{label}</span>
                </a>
            </Show>
        </td>
    }
}
