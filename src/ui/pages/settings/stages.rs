//! What the stages of an opportunity are called here, and how likely each usually is.

use leptos::prelude::*;

use super::{change, number::TableNumber};
use crate::{
    domain::{choice::Stage, setting::default_odds},
    ui::use_store,
    words::screen::settings as text,
};

/// The form.
#[component]
pub fn Stages() -> impl IntoView {
    let store = use_store();
    let odds = Memo::new(move |_| store.workspace().odds);
    let rows = move || {
        let odds = odds.read();
        let row = |stage: &Stage| {
            let known = odds.iter().find(|odds| odds.stage == *stage);
            let probability = known.map_or(default_odds(*stage), |odds| odds.probability);
            let name = known.map(|odds| odds.name.clone()).unwrap_or_default();
            view! { <StageRow stage=*stage probability name /> }
        };
        Stage::ALL.iter().map(row).collect_view()
    };
    view! {
        <section>
            <h2 class="h2">{text::STAGES}</h2>
            <table class="tbl form">
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col">{text::YOU_CALL_IT}</th>
                        <th scope="col">{text::USUAL_PROBABILITY_PERCENT}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}

#[component]
fn StageRow(stage: Stage, probability: u8, name: String) -> impl IntoView {
    let store = use_store();
    let on_change = Callback::new(move |new: i64| {
        let probability = u8::try_from(new).unwrap_or(0);
        change(store, text::THE_STAGES, |settings| settings.odds_of(stage).probability = probability);
    });
    let rename = move |event| {
        let name = event_target_value(&event).trim().to_owned();
        change(store, text::THE_STAGES, |settings| settings.odds_of(stage).name = name);
    };
    let is_open = !matches!(stage, Stage::Won | Stage::Lost);
    let odds = is_open.then(|| {
        let label = format!("{}, %", stage.label());
        view! { <TableNumber label value=i64::from(probability) most=100 on_change /> }
    });
    view! {
        <tr>
            <th scope="row">{stage.label()}</th>
            <td>
                <label class="field in-table wide">
                    <span class="sr">{text::stage_called(stage.label())}</span>
                    <input type="text" autocomplete="off" placeholder=stage.label() prop:value=name on:change=rename />
                </label>
            </td>
            <td>{odds}</td>
        </tr>
    }
}
