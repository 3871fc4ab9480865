//! Launches and dates of the roadmap.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::{
    domain::{Account, Id, Kind, Milestone},
    ui::{
        kit::Preset,
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::screen::{common, plan as text},
};

/// The view.
#[component]
pub fn Milestones(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let rows = Memo::new(move |_| {
        store.read_account(id, |records| records.in_order::<Milestone>(id).into_iter().cloned().collect::<Vec<_>>())
    });
    view! {
        <p class="q2 plan-line">
            <button
                type="button"
                class="more-link"
                on:click=move |_| adding.open(Kind::Milestone, Some(id), Preset::default())
            >
                {text::ADD_A_MILESTONE}
            </button>
        </p>
        <Show
            when=move || !rows.read().is_empty()
            fallback=|| {
                view! { <p class="empty">{text::LAUNCHES_AND_DATES_OF}</p> }
            }
        >
            <div class="scroll" tabindex="0" role="region" aria-label=common::MILESTONES>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>{text::MILESTONE}</th>
                            <th>{text::TRACK}</th>
                            <th>{common::FROM}</th>
                            <th>{text::UNTIL}</th>
                            <th>{common::STATE}</th>
                            <th>{common::CLIENT}</th>
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let today = store.today();
                            rows.get().into_iter().map(|milestone| view! { <Row milestone today /> }).collect_view()
                        }}
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn Row(milestone: Milestone, today: NaiveDate) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let id = milestone.id;
    let near = |date: Option<NaiveDate>| date.map(|date| locale.date_near(date, today));
    view! {
        <tr>
            <td>
                <a class="mid" href=move || panel_link(here, id)>
                    {milestone.title.clone()}
                </a>
            </td>
            <td class="q2">{milestone.track.clone()}</td>
            <td class="q2">{near(milestone.date)}</td>
            <td class="q2">{near(milestone.until)}</td>
            <td class="q2">{milestone.agreement.label()}</td>
            <td class="q2">
                {if milestone.shared.is_empty() { common::INTERNAL_LOWER } else { common::SHARED_LOWER }}
            </td>
        </tr>
    }
}
