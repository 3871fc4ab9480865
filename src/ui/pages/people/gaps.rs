//! What is missing on the map, each turned into an action in one step.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Action, Change, Id,
        coverage::Coverage,
        gaps::{Gap, gaps},
        status::Status,
    },
    ui::{
        kit::{Shape, StatusWord},
        route::use_here,
        shell::panel_link,
        use_store,
    },
    words::{self, Closing, screen::people as text},
};

/// The list, folded where there are many.
#[component]
pub fn Gaps(
    /// Of which account.
    id: Id<Account>,
    /// Whose gaps.
    coverage: Memo<Coverage>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let found = Memo::new(move |_| {
        let today = store.today();
        store.read_account(id, |records| {
            let said = |gap: Gap| (gap, words::gap(records, gap, locale), gap.is_planned(records, id));
            gaps(&coverage.read(), today).into_iter().map(said).collect::<Vec<_>>()
        })
    });
    let close = move |gap: Gap, title: String| {
        let me = store.peek(|records| records.workspace().me);
        let action = Action { title, ..gap.close(store.new_id(), id, me, untrack(|| store.today())) };
        store.apply_and_tell(Change::put(text::added_the_action(&action.title), action));
    };
    let row = move |(gap, Closing { gap: what, action }, is_planned): (Gap, Closing, bool)| {
        let named = match gap.person() {
            Some(person) => view! { <a href=move || panel_link(here, person)>{what}</a> }.into_any(),
            None => what.into_any(),
        };
        let act = if is_planned {
            view! { <StatusWord status=Status::Good word=text::PLANNED_LOWER /> }.into_any()
        } else {
            let label = text::action(&action);
            view! {
                <button type="button" class="more-link" on:click=move |_| close(gap, action.clone())>
                    {label}
                </button>
            }
            .into_any()
        };
        let status = Status::Watch;
        view! {
            <li>
                <Shape status />
                <span>{named}</span>
                <span class="push">{act}</span>
            </li>
        }
    };
    view! {
        <Show when=move || !found.read().is_empty()>
            <details class="gaps" prop:open=move || { found.read().len() <= 3 }>
                <summary>
                    <b>{text::GAPS}</b>
                    " "
                    <span class="q">{move || found.read().len()}</span>
                </summary>
                <ul>{move || found.get().into_iter().map(row).collect_view()}</ul>
            </details>
        </Show>
    }
}
