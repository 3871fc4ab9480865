//! Everybody as a list, the most influential first.

use chrono::NaiveDate;
use std::cmp::Reverse;

use leptos::prelude::*;

use crate::{
    domain::{
        Id, Order, Person,
        coverage::{Coverage, Standing},
    },
    state::Store,
    ui::{
        kit::{Avatar, StatusWord},
        route::use_here,
        shell::panel_link,
        use_store,
    },
    words::{
        self,
        screen::{common, people as text},
    },
};

/// The list.
#[component]
pub fn List(coverage: Memo<Coverage>) -> impl IntoView {
    // A row is drawn anew when what it shows changes; the others stay.
    let order = Memo::new(move |_| {
        let coverage = coverage.read();
        let mut people: Vec<&Person> = coverage.standings.iter().map(|standing| &standing.person).collect();
        people.order_by_key(|person| (Reverse(person.influence), person.name.clone()));
        people.into_iter().map(|person| person.id).collect::<Vec<_>>()
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=common::PEOPLE>
            <table class="tbl">
                <thead>
                    <tr>
                        <th>{text::NAME}</th>
                        <th>{text::TITLE}</th>
                        <th>{text::ROLES}</th>
                        <th class="r">{text::INFLUENCE}</th>
                        <th class="r">{common::SUPPORT}</th>
                        <th>{text::KEY_PLAYER}</th>
                        <th>{text::OUR_OWNER}</th>
                        <th class="r">{text::LAST_CONTACT}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || order.get() key=|id| *id let:id>
                        <Row id coverage />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn Row(id: Id<Person>, coverage: Memo<Coverage>) -> impl IntoView {
    let store = use_store();
    let standing =
        Memo::new(move |_| coverage.read().standings.iter().find(|standing| standing.person.id == id).cloned());
    move || standing.get().map(|standing| cells(standing, store.today(), store))
}

fn cells(standing: Standing, today: NaiveDate, store: Store) -> impl IntoView {
    let locale = store.locale();
    let here = use_here();
    let owner = standing.owner.and_then(|owner| store.get(owner)).map(|teammate| teammate.name);
    let status = standing.status().map(|status| view! { <StatusWord status word=words::player(status) /> });
    let contact = standing.last_contact.map(|date| locale.date_near(date, today));
    let person = standing.person;
    let roles = person.roles.iter().map(|role| role.label().to_owned()).collect::<Vec<_>>().join(", ");
    let id = person.id;
    view! {
        <tr>
            <td>
                <span class="who">
                    <Avatar name=person.name.clone() />
                    <a class="mid" href=move || panel_link(here, id)>
                        {person.name.clone()}
                    </a>
                </span>
            </td>
            <td class="q2">{person.title.clone()}</td>
            <td class="q2">{roles}</td>
            <td class="r">{person.influence.map(|influence| influence.to_string())}</td>
            <td class="r">{person.support.map(|support| locale.signed(f64::from(support), 0))}</td>
            <td>{status}</td>
            <td>{owner.unwrap_or_else(|| common::NO_OWNER.into())}</td>
            <td class="r q2">{contact.unwrap_or_else(|| text::NOT_YET.into())}</td>
        </tr>
    }
}
