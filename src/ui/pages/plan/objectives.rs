//! What is to be reached together, and how far it is.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Account, Id, Kind, Objective},
    ui::{
        kit::{Bar, Preset},
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::screen::{common, plan as text},
};

/// The view.
#[component]
pub fn Objectives(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let rows = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let all = records.of::<Objective>(id);
            all.map(|objective| (objective.clone(), objective.now(records, today))).collect::<Vec<_>>()
        })
    });
    let drawn = move || {
        let today = store.today();
        let row = |(objective, now)| view! { <ObjectiveRow objective now today /> };
        rows.get().into_iter().map(row).collect_view()
    };
    view! {
        <p class="q2 plan-line">
            <button
                type="button"
                class="more-link"
                on:click=move |_| adding.open(Kind::Objective, Some(id), Preset::default().with("joint", true))
            >
                {common::ADD_AN_OBJECTIVE}
            </button>
        </p>
        <Show when=move || !rows.read().is_empty() fallback=|| view! { <p class="empty">{text::WHAT_DO_YOU_WANT}</p> }>
            <div class="scroll" tabindex="0" role="region" aria-label=common::OBJECTIVES>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>{common::OBJECTIVE}</th>
                            <th class="r">{common::BASELINE}</th>
                            <th class="r">{common::NOW}</th>
                            <th class="r">{common::TARGET}</th>
                            <th>{common::PROGRESS}</th>
                            <th>{common::CLIENT}</th>
                            <th class="r">{common::BY}</th>
                        </tr>
                    </thead>
                    <tbody>{drawn}</tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn ObjectiveRow(objective: Objective, now: Option<f64>, today: NaiveDate) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let id = objective.id;
    let text = |value: Option<f64>| value.map(|it| locale.plain(it)).unwrap_or_default();
    let part = objective.progress(now).map(|part| {
        view! {
            <Bar part hue="acc" />
            " "
            {locale.percent(part, 0)}
        }
    });
    view! {
        <tr>
            <td>
                <a class="mid" href=move || panel_link(here, id)>
                    {objective.name.clone()}
                </a>
            </td>
            <td class="r q">{text(objective.baseline)}</td>
            <td class="r mid">{text(now)}</td>
            <td class="r q2">{text(objective.target)}</td>
            <td class="nowrap">{part}</td>
            <td class="q2">
                {if objective.shared.is_empty() { common::INTERNAL_LOWER } else { common::SHARED_LOWER }}
            </td>
            <td class="r q2">{objective.due.map(|due| locale.date_near(due, today))}</td>
        </tr>
    }
}
