//! Probability × impact of what is open.

use leptos::prelude::*;

use crate::{
    domain::{Account, Id, RaidItem, raid::band, status::Status},
    ui::{kit::status_class, route::use_here, use_store},
};

/// The word for a band of the heat map.
pub fn band_word(status: Status) -> &'static str {
    match status {
        Status::Risk => "High",
        Status::Watch => "Medium",
        Status::Good | Status::Unknown => "Low",
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
                    <span class="sr">"Probability "</span>
                    {probability}
                </th>
                {fields}
            </tr>
        }
    });
    view! {
        <section>
            <h2 class="h2">"Heat map"<small>"open entries"</small></h2>
            <table class="heat">
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>
                    <tr>
                        <td></td>
                        {(1..=5)
                            .map(|impact| {
                                view! {
                                    <th scope="col">
                                        <span class="sr">"Impact "</span>
                                        {impact}
                                    </th>
                                }
                            })
                            .collect_view()}
                    </tr>
                </tfoot>
            </table>
            <p class="q small" aria-hidden="true">
                "Up: probability. Right: impact."
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
        let entries = locale.count(count.get() as i64, "log entry");
        format!("{}: {entries}, probability {probability}, impact {impact}", band_word(status))
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
