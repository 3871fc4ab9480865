//! The actions that a record led to, shown in its panel, with a way to add one.

use leptos::prelude::*;

use super::plan::ActionTick;
use crate::{
    domain::{Account, Action, Id, Kind},
    ui::{
        kit::Preset,
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::screen::related as text,
};

/// Whether an action belongs to the record `id` by its field `field`.
fn belongs(action: &Action, field: &str, id: uuid::Uuid) -> bool {
    let link = match field {
        "initiative" => action.initiative.map(|link| link.0),
        "insight" => action.insight.map(|link| link.0),
        "meeting" => action.meeting.map(|link| link.0),
        "person" => action.person.map(|link| link.0),
        "raidItem" => action.raid_item.map(|link| link.0),
        _ => None,
    };
    link == Some(id)
}

/// The actions of a record, open ones first.
#[component]
pub fn ActionsOf(
    /// Of which account.
    account: Id<Account>,
    /// The key of the action's field that refers to the record.
    field: &'static str,
    /// The record.
    id: uuid::Uuid,
    /// The heading.
    title: &'static str,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let adding = use_adding();
    let actions = Memo::new(move |_| {
        store.read_account(account, |records| {
            let all = records.in_order::<Action>(account).into_iter();
            all.filter(|action| belongs(action, field, id)).cloned().collect::<Vec<_>>()
        })
    });
    let row = move |action: Action| {
        let action_id = action.id;
        view! {
            <li>
                <ActionTick action=action.clone() />
                <a href=move || panel_link(here, action_id)>{action.title.clone()}</a>
                <span class="q push">{action.due.map(|due| locale.date_near(due, store.today()))}</span>
            </li>
        }
    };
    view! {
        <section>
            <h3>{title}</h3>
            <ul class="nxt">{move || actions.get().into_iter().map(row).collect_view()}</ul>
            <button
                type="button"
                class="more-link"
                on:click=move |_| {
                    adding.open(Kind::Action, Some(account), Preset::default().with(field, id.to_string()))
                }
            >
                {text::ADD_AN_ACTION}
            </button>
        </section>
    }
}
