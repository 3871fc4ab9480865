//! Their people by our team: each cell the relationship now and wanted.

use leptos::prelude::*;

use crate::{
    domain::{
        Account, Id, Kind, Order, Person, Relationship, Teammate,
        coverage::{Coverage, Standing},
    },
    ui::{
        kit::{Avatar, InternalOnly, OurAvatar, Preset, StatusShape},
        route::use_here,
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{self, screen::people as text},
};

/// The matrix.
#[component]
pub fn Matrix(
    /// Of which account.
    id: Id<Account>,
    /// Who is known, and how they stand.
    coverage: Memo<Coverage>,
) -> impl IntoView {
    let store = use_store();
    let known = Memo::new(move |_| {
        store.read_account(id, |records| records.of::<Relationship>(id).cloned().collect::<Vec<_>>())
    });
    let team = Memo::new(move |_| {
        store.read_kind::<Teammate, _>(|records| records.all::<Teammate>().cloned().collect::<Vec<_>>())
    });
    let heads = move || {
        let head = |teammate: Teammate| {
            view! {
                <th scope="col">
                    <span class="who">
                        <OurAvatar name=teammate.name.clone() />
                        {teammate.name}
                    </span>
                </th>
            }
        };
        team.get().into_iter().map(head).collect_view()
    };
    let rows = move || {
        let mut standings = coverage.get().standings;
        standings
            .order_by_key(|standing| std::cmp::Reverse((standing.person.is_key_player(), standing.person.influence)));
        let row = |standing: Standing| view! { <Row id standing team=team.get() known=known.get() /> };
        standings.into_iter().map(row).collect_view()
    };
    view! {
        <p class="q small">{text::THEIR_PEOPLE_BY_OUR}<InternalOnly /></p>
        <div class="scroll" tabindex="0" role="region" aria-label=text::COVERAGE_MATRIX>
            <table class="tbl matrix">
                <thead>
                    <tr>
                        <th></th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <Show when=move || team.read().is_empty()>
            <p class="empty">{text::ADD_YOUR_TEAM_UNDER}</p>
        </Show>
    }
}

#[component]
fn Row(id: Id<Account>, standing: Standing, team: Vec<Teammate>, known: Vec<Relationship>) -> impl IntoView {
    let person = standing.person.clone();
    let cells = team.into_iter().map(|teammate| {
        let relation = known.iter().find(|known| known.person == person.id && known.teammate == teammate.id);
        match relation.cloned() {
            Some(relation) => view! { <Known relation /> }.into_any(),
            None => view! { <Unknown id person=person.clone() teammate /> }.into_any(),
        }
    });
    let cells = cells.collect_view();
    let status = standing.status().map(|status| view! { <StatusShape status word=words::player(status) /> });
    view! {
        <tr>
            <th scope="row">
                <span class="who">
                    <Avatar name=standing.person.name.clone() />
                    {standing.person.name.clone()}
                    {status}
                </span>
            </th>
            {cells}
        </tr>
    }
}

#[component]
fn Known(relation: Relationship) -> impl IntoView {
    let here = use_here();
    let wanted = (relation.wanted > relation.now).then(|| text::wanted(relation.wanted.label().to_lowercase()));
    view! {
        <td>
            <a href=move || panel_link(here, relation.id)>{relation.now.label()}</a>
            <span class="q small">{wanted}</span>
        </td>
    }
}

#[component]
fn Unknown(id: Id<Account>, person: Person, teammate: Teammate) -> impl IntoView {
    let adding = use_adding();
    let label = text::add_how_and_stand(&person.name, &teammate.name);
    let add = move |_| {
        let preset = Preset::default().with("person", person.id.to_string()).with("teammate", teammate.id.to_string());
        adding.open(Kind::Relationship, Some(id), preset);
    };
    view! {
        <td>
            <button type="button" class="add-cell" aria-label=label on:click=add>
                "+"
            </button>
        </td>
    }
}
