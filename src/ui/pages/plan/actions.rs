//! Who does what by when.

use leptos::prelude::*;

use crate::{
    domain::{Account, Action, Change, Id, Records, choice::ActionStatus},
    ui::{
        kit::{Glyph, Icon},
        route::use_here,
        shell::panel_link,
        use_store,
    },
    words::screen::{common, plan as text},
};

/// The change that ticks an action off, or takes the tick back.
pub fn toggled(action: &Action, today: chrono::NaiveDate) -> Change {
    if action.status == ActionStatus::Done {
        Change::put(text::reopened(&action.title), action.reopened())
    } else {
        Change::put(text::done(&action.title), action.done(today))
    }
}

/// The tick of an action.
#[component]
pub fn ActionTick(
    /// Which action.
    action: Action,
) -> impl IntoView {
    let store = use_store();
    let is_done = action.status == ActionStatus::Done;
    let label = text::mark_done(&action.title);
    let toggle = move |_| {
        store.apply(toggled(&action, untrack(|| store.today())));
    };
    view! {
        <button
            type="button"
            class="tick"
            class:on=is_done
            role="checkbox"
            aria-checked=is_done.to_string()
            aria-label=label
            on:click=toggle
        >
            {is_done.then(|| view! { <Icon glyph=Glyph::Check /> })}
        </button>
    }
}

/// The view.
#[component]
pub fn Actions(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let closed = here.query_memo("done");
    let actions = Memo::new(move |_| {
        let with_done = !closed.read().is_empty();
        store.read_account(id, |records| {
            let all = records.in_order::<Action>(id).into_iter();
            let shown = all.filter(|action| with_done || action.status == ActionStatus::Open);
            shown.map(|action| (action.clone(), owner_names(records, action))).collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let today = store.today();
        let row = |(action, owners)| view! { <ActionRow action owners today /> };
        actions.get().into_iter().map(row).collect_view()
    };
    view! {
        <p class="q2 plan-line">
            <a class="more-link" href=move || here.with("done", if closed.read().is_empty() { "yes" } else { "" })>
                {move || if closed.read().is_empty() { text::SHOW_WHAT_IS_DONE } else { text::HIDE_WHAT_IS_DONE }}
            </a>
        </p>
        <Show
            when=move || !actions.read().is_empty()
            fallback=|| view! { <p class="empty">{text::WHO_DOES_WHAT_BY}</p> }
        >
            <div class="scroll" tabindex="0" role="region" aria-label=common::ACTIONS>
                <table class="tbl">
                    <thead>
                        <tr>
                            <th></th>
                            <th>{text::ACTION}</th>
                            <th>{common::OWNERS}</th>
                            <th>{common::CLIENT}</th>
                            <th class="r">{common::DUE}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
    }
}

#[component]
fn ActionRow(action: Action, owners: String, today: chrono::NaiveDate) -> impl IntoView {
    let locale = use_store().locale();
    let here = use_here();
    let late = action.status != ActionStatus::Done && action.due.is_some_and(|due| due < today);
    let id = action.id;
    view! {
        <tr>
            <td class="tk">
                <ActionTick action=action.clone() />
            </td>
            <td>
                <a class="mid" href=move || panel_link(here, id)>
                    {action.title.clone()}
                </a>
                " "
                <span class="q small">{action.detail.clone()}</span>
            </td>
            <td class="q2">{owners}</td>
            <td class="q2">{(!action.shared.is_empty()).then_some(common::SHARED_LOWER)}</td>
            <td class="r nowrap" class:late=late>
                {action.due.map(|due| locale.date_near(due, today)).unwrap_or_else(|| common::NO_DATE.into())}
            </td>
        </tr>
    }
}

fn owner_names(records: &Records, action: &Action) -> String {
    let ours = records.find(action.owner).map(|teammate| teammate.name.clone());
    let theirs = records.find(action.owner_there).map(|person| person.name.clone());
    ours.into_iter().chain(theirs).collect::<Vec<_>>().join(", ")
}
