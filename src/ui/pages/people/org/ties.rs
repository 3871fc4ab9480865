//! The ties as a table, with what we make of each.

use leptos::prelude::*;

use crate::{
    domain::{Account, Id, Kind, Person, Tie, choice::TieKind},
    ui::{
        kit::{Glyph, Icon, InternalOnly, Preset},
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::screen::{common, people as text},
};

/// The table.
#[component]
pub fn Ties(id: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let ties = Memo::new(move |_| {
        store.read_account(id, |records| {
            let name = |id: Id<Person>| records.get(id).map(|person| person.name.clone()).unwrap_or_default();
            records.of::<Tie>(id).map(|tie| (tie.clone(), name(tie.from), name(tie.to))).collect::<Vec<_>>()
        })
    });
    let row = move |(tie, from, to): (Tie, String, String)| {
        let glyph = if tie.kind == TieKind::Conflicts { Glyph::Close } else { Glyph::Right };
        view! {
            <tr>
                <td>
                    <Icon glyph />
                    " "
                    <a href=move || panel_link(here, tie.id)>{tie.kind.label()}</a>
                </td>
                <td class="mid">{format!("{from}, {to}")}</td>
                <td class="q2">{tie.note.clone()}</td>
                <td class="r q">{tie.seen.map(|date| store.locale().date_near(date, store.today()))}</td>
            </tr>
        }
    };
    view! {
        <section class="org-ties">
            <h2 class="h2">
                {text::TIES}<small>{move || ties.read().len()}</small><span class="push row-acts">
                    <button
                        type="button"
                        class="more-link"
                        on:click=move |_| adding.open(Kind::Tie, Some(id), Preset::default())
                    >
                        {text::ADD_A_TIE}
                    </button>
                    <InternalOnly />
                </span>
            </h2>
            <Show
                when=move || !ties.read().is_empty()
                fallback=|| {
                    view! { <p class="empty">{text::WHO_INFLUENCES_WHOM_WHO}</p> }
                }
            >
                <table class="tbl ties">
                    <thead>
                        <tr>
                            <th>{text::INFORMAL_TIE}</th>
                            <th>{text::BETWEEN}</th>
                            <th>{text::WHAT_WE_MAKE_OF}</th>
                            <th class="r">{common::SEEN}</th>
                        </tr>
                    </thead>
                    <tbody>{move || ties.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </Show>
        </section>
    }
}
