//! The stakeholder map: influence × support grid, coverage matrix, list; the org chart and the gaps beside them.

use leptos::prelude::*;

use super::{people_gaps::Gaps, people_org::OrgChart};
use crate::{
    domain::{
        Account, Change, Contract, Id, Kind, Opportunity, Order, Person, Records, Relationship, Teammate,
        coverage::{Coverage, Quadrant, Standing, Thread, of_account, of_deal},
        status::Status,
    },
    state::Store,
    ui::{
        kit::{
            Avatar, Drag, Draggable, Glyph, Icon, InternalOnly, OurAvatar, Preset, Shape, StatusShape, StatusWord,
            Views,
        },
        route::{Tab, use_here, use_replace},
        shell::{panel_link, use_adding},
        use_store,
    },
    words,
};

/// The word for where a key player stands.
pub fn player_word(status: Status) -> &'static str {
    match status {
        Status::Good => "supports us",
        Status::Watch => "does not yet",
        Status::Risk => "opposes",
        Status::Unknown => "not a key player",
    }
}

/// The page.
#[component]
pub fn People(
    /// Of which account.
    id: Id<Account>,
) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let deal = here.query_memo("deal");
    let coverage = Memo::new(move |_| {
        let today = store.today();
        let deal = uuid::Uuid::parse_str(&deal.read()).ok();
        store.read_account(id, |records| match deal {
            Some(deal) => of_deal(records, id, deal, today),
            None => of_account(records, id, today),
        })
    });
    let has_people = Memo::new(move |_| store.read_account(id, |records| records.of::<Person>(id).next().is_some()));
    let deals = Memo::new(move |_| store.read_account(id, |records| deals_of(records, id)));
    let replace = use_replace();
    let mode = here.query_memo("view");
    let nobody_in_deal = move || !deal.read().is_empty() && coverage.read().standings.is_empty();
    view! {
        <div class="ppl-bar">
            <Views label="View" views=Tab::People.views() />
            <Show when=move || !deals.read().is_empty()>
                <label class="inline">
                    <span class="sr">"Roles in"</span>
                    <select on:change={
                        let replace = replace.clone();
                        move |event| replace(untrack(|| here.with("deal", &event_target_value(&event))))
                    }>
                        <option value="" selected=move || deal.read().is_empty()>
                            "The whole account"
                        </option>
                        {move || {
                            deals
                                .get()
                                .into_iter()
                                .map(|(id, name)| {
                                    let key = id.to_string();
                                    let own = key.clone();
                                    view! {
                                        <option value=key selected=move || *deal.read() == own>
                                            {name}
                                        </option>
                                    }
                                })
                                .collect_view()
                        }}
                    </select>
                </label>
            </Show>
            {move || {
                let coverage = coverage.read();
                view! {
                    <p class="cov">
                        <StatusWord
                            status=coverage.status
                            word=format!("{} coverage", words::coverage_label(&coverage))
                        />
                        <span class="q2">{words::coverage(&coverage)}</span>
                    </p>
                }
            }}
        </div>
        <Show when=nobody_in_deal>
            <p class="empty">
                "Nobody has a role in this deal yet. Open a person of the account and add it under “Roles in deals”."
            </p>
        </Show>
        <Show
            when=move || has_people.get()
            fallback=move || {
                view! {
                    <div class="empty">
                        <p>
                            "Who decides, who pays, who uses? Add the people you know; their influence and support \
                            place them on the map."
                        </p>
                        <button
                            type="button"
                            class="btn"
                            on:click=move |_| adding.open(Kind::Person, Some(id), Preset::default())
                        >
                            <Icon glyph=Glyph::Plus />
                            <span>"Add the first person"</span>
                        </button>
                    </div>
                }
            }
        >
            {move || match mode.read().as_str() {
                "org" => view! { <OrgChart id /> }.into_any(),
                "coverage" => view! { <Matrix id coverage /> }.into_any(),
                "list" => view! { <List coverage /> }.into_any(),
                _ => view! { <Grid coverage /> }.into_any(),
            }}
            <Gaps id coverage />
        </Show>
    }
}

/// The contracts that run and the opportunities that are open, by name.
pub(super) fn deals_of(records: &Records, account: Id<Account>) -> Vec<(uuid::Uuid, String)> {
    let contracts = records.of::<Contract>(account).filter(|contract| contract.successor.is_none());
    let contracts = contracts.map(|contract| (contract.id.0, format!("Contract: {}", contract.name)));
    let open = records.of::<Opportunity>(account).filter(|opportunity| opportunity.is_open());
    contracts.chain(open.map(|opportunity| (opportunity.id.0, format!("Opportunity: {}", opportunity.name)))).collect()
}

fn move_to(store: Store, person: &Person, influence: u8, support: i8) {
    if (person.influence, person.support) == (Some(influence), Some(support)) {
        return;
    }
    let moved = Person { influence: Some(influence), support: Some(support), ..person.clone() };
    store.apply(Change::put(format!("moved {} on the grid", person.name), moved));
}

#[component]
fn Grid(coverage: Memo<Coverage>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let drag = Drag::new();
    let count = move |quadrant: Quadrant| {
        coverage.read().standings.iter().filter(|standing| standing.person.quadrant() == Some(quadrant)).count()
    };
    let rows = (1..=5_u8).rev().map(|influence| {
        let cells = (-2..=2_i8).map(|support| {
            let here = Memo::new(move |_| {
                coverage
                    .read()
                    .standings
                    .iter()
                    .filter(|standing| standing.person.place() == Some((influence, support)))
                    .map(|standing| standing.person.id)
                    .collect::<Vec<_>>()
            });
            let classes =
                format!("gc{}{}", if support == 1 { " gl" } else { "" }, if influence == 3 { " gt" } else { "" });
            let label = format!("Influence {influence}, support {}", locale.signed(f64::from(support), 0));
            let place_key = format!("{influence} {support}");
            let is_over = {
                let place = place_key.clone();
                move || drag.is_over(&place)
            };
            view! {
                <div
                    class=classes
                    class:dense=move || here.read().get(2).is_some()
                    class:over=is_over
                    role="group"
                    aria-label=label
                    data-place=place_key
                >
                    <For each=move || here.get() key=|id| *id let:id>
                        <GridPerson id coverage drag />
                    </For>
                </div>
            }
        });
        view! {
            <div class="gy" aria-hidden="true">
                {influence}
            </div>
            {cells.collect_view()}
        }
    });
    let not_rated = Memo::new(move |_| {
        let coverage = coverage.read();
        let beside = coverage.standings.iter().filter(|standing| standing.person.place().is_none());
        beside.map(|standing| standing.person.id).collect::<Vec<_>>()
    });
    let axis = [("−2", "opposes"), ("−1", "doubts"), ("0", "neutral"), ("+1", "supports"), ("+2", "advocates")];
    view! {
        <div class="pgrid" role="group" aria-label="Influence by support. Arrow keys move the focused person.">
            {rows.collect_view()}
            <div></div>
            {axis
                .map(|(number, word)| {
                    view! {
                        <div class="gx" aria-hidden="true">
                            {number}
                            " "
                            <span>{word}</span>
                        </div>
                    }
                })
                .collect_view()}
            <div class="qd q1">"Win over "<b>{move || count(Quadrant::WinOver)}</b></div>
            <div class="qd q2x">"Nurture "<b>{move || count(Quadrant::Nurture)}</b></div>
            <div class="qd q3">"Monitor "<b>{move || count(Quadrant::Monitor)}</b></div>
            <div class="qd q4">"Mobilise "<b>{move || count(Quadrant::Mobilise)}</b></div>
        </div>
        <Show when=move || !not_rated.read().is_empty()>
            <div class="beside" role="group" aria-label="Not rated yet">
                <p>
                    <b>"Not rated yet"</b>
                    <span class="q">" Drag them onto the grid, or press an arrow key."</span>
                </p>
                <div class="people">
                    <For each=move || not_rated.get() key=|id| *id let:id>
                        <GridPerson id coverage drag />
                    </For>
                </div>
            </div>
        </Show>
        <p class="plg">
            <b>"Key player"</b>
            <span>
                <Shape status=Status::Good />
                "supports us"
            </span>
            <span>
                <Shape status=Status::Watch />
                "does not yet"
            </span>
            <span>
                <Shape status=Status::Risk />
                "opposes"
            </span>
            <span class="push q">{move || single_thread(store, &coverage.read())}</span>
            <InternalOnly />
        </p>
    }
}

fn single_thread(store: Store, coverage: &Coverage) -> AnyView {
    let text = match &coverage.single_thread {
        Some(Thread::Theirs(name)) => format!("Single-threaded: without {name} nobody there supports us"),
        Some(Thread::Ours(teammate)) => {
            let name = store.get(*teammate).map(|teammate: Teammate| teammate.name).unwrap_or_default();
            format!("Single-threaded: every supporter is owned by {name}")
        }
        None => return ().into_any(),
    };
    view! {
        <Icon glyph=Glyph::Info />
        {text}
    }
    .into_any()
}

#[component]
fn GridPerson(id: Id<Person>, coverage: Memo<Coverage>, drag: Drag<Id<Person>>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let replace = use_replace();
    let open = here.query_memo("open");
    let person = Memo::new(move |_| store.get(id).unwrap_or_default());
    let status = move || coverage.read().standing(id).and_then(Standing::status);
    let fact = move || {
        let person = person.read();
        let role = person
            .advocacy()
            .map(|advocacy| advocacy.label().to_owned())
            .or_else(|| person.roles.first().map(|role| role.label().to_lowercase()));
        [Some(person.title.clone()).filter(|title| !title.is_empty()), role]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    };
    let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
        let current = person.get_untracked();
        // Who is not rated enters the grid in the middle of its lowest row.
        let (influence, support) = current.place().unwrap_or((1, 0));
        let (influence, support) = match event.key().as_str() {
            "ArrowUp" => (influence + 1, support),
            "ArrowDown" => (influence - 1, support),
            "ArrowRight" => (influence, support + 1),
            "ArrowLeft" => (influence, support - 1),
            _ => return,
        };
        event.prevent_default();
        move_to(store, &current, influence.clamp(1, 5), support.clamp(-2, 2));
        // The person's button is drawn anew in its new cell; the focus follows it there.
        set_timeout(move || crate::ui::browser::focus(&format!("grid-{id}")), std::time::Duration::ZERO);
    });
    let on_drop = Callback::new(move |place: String| {
        if let Some((influence, support)) = cell_of(&place) {
            move_to(store, &person.get_untracked(), influence, support);
        }
    });
    let on_open = Callback::new(move |()| replace(untrack(|| panel_link(here, id))));
    let selected = Signal::derive(move || open.get() == id.to_string());
    let label = move || {
        let person = person.read();
        let place = person.place().map_or_else(
            || "not rated".to_owned(),
            |(influence, support)| format!("influence {influence}, support {}", locale.signed(f64::from(support), 0)),
        );
        [person.name.clone(), fact(), place].into_iter().filter(|said| !said.is_empty()).collect::<Vec<_>>().join(", ")
    };
    view! {
        <Draggable
            drag
            thing=id
            id=format!("grid-{id}")
            class="gp"
            selected
            title=Signal::derive(label)
            on_drop
            on_open
            on_key
        >
            <span class="sr">{label}</span>
            <span class="ga" aria-hidden="true">
                {move || view! { <Avatar name=person.read().name.clone() /> }}
                {move || {
                    status()
                        .map(|status| {
                            view! {
                                <span class="gs">
                                    <Shape status />
                                </span>
                            }
                        })
                }}
            </span>
            <span class="gn" aria-hidden="true">
                <span>{move || person.read().name.clone()}</span>
                <span class="q">{fact}</span>
            </span>
        </Draggable>
    }
}

/// The influence and support of a cell's place.
fn cell_of(place: &str) -> Option<(u8, i8)> {
    let (influence, support) = place.split_once(' ')?;
    Some((influence.parse().ok()?, support.parse().ok()?))
}

#[component]
fn List(coverage: Memo<Coverage>) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let here = use_here();
    let rows = move || {
        let mut standings = coverage.get().standings;
        standings.order_by_key(|standing| (std::cmp::Reverse(standing.person.influence), standing.person.name.clone()));
        standings.into_iter().map(|standing| {
            let person = standing.person.clone();
            let roles = person.roles.iter().map(|role| role.label().to_owned()).collect::<Vec<_>>().join(", ");
            let named = |teammate: &Teammate| teammate.name.clone();
            let owner = store.peek(|records| records.find(standing.owner).map(named));
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
                    <td>{standing.status().map(|status| view! { <StatusWord status word=player_word(status) /> })}</td>
                    <td>{owner.unwrap_or_else(|| "no owner".into())}</td>
                    <td class="r q2">
                        {standing
                            .last_contact
                            .map(|date| locale.date_near(date, store.today()))
                            .unwrap_or_else(|| "not yet".into())}
                    </td>
                </tr>
            }
        }).collect_view()
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="People">
            <table class="tbl">
                <thead>
                    <tr>
                        <th>"Name"</th>
                        <th>"Title"</th>
                        <th>"Roles"</th>
                        <th class="r">"Influence"</th>
                        <th class="r">"Support"</th>
                        <th>"Key player"</th>
                        <th>"Our owner"</th>
                        <th class="r">"Last contact"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

/// Their people × our team: each cell the relationship now and wanted.
#[component]
fn Matrix(id: Id<Account>, coverage: Memo<Coverage>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let adding = use_adding();
    let data = Memo::new(move |_| {
        store.read_account(id, |records| {
            let known: Vec<Relationship> = records.of(id).cloned().collect();
            let team: Vec<Teammate> = records.all::<Teammate>().cloned().collect();
            (known, team)
        })
    });
    let body = move || {
        let (known, team) = data.get();
        let coverage = coverage.read();
        let mut standings: Vec<&Standing> = coverage.standings.iter().collect();
        standings
            .order_by_key(|standing| std::cmp::Reverse((standing.person.is_key_player(), standing.person.influence)));
        let head = team
            .iter()
            .map(|teammate| {
                view! {
                    <th scope="col">
                        <span class="who">
                            <OurAvatar name=teammate.name.clone() />
                            {teammate.name.clone()}
                        </span>
                    </th>
                }
            })
            .collect_view();
        let rows = standings.into_iter().map(|standing| {
            let person = standing.person.id;
            let cells = team.iter().map(|teammate| {
                let relation =
                    known.iter().find(|known| known.person == person && known.teammate == teammate.id).cloned();
                let ours = teammate.id;
                match relation {
                    Some(relation) => {
                        let wanted = if relation.wanted > relation.now {
                            format!("wanted: {}", relation.wanted.label().to_lowercase())
                        } else {
                            String::new()
                        };
                        view! {
                            <td>
                                <a href=move || panel_link(here, relation.id)>{relation.now.label()}</a>
                                <span class="q small">{wanted}</span>
                            </td>
                        }
                        .into_any()
                    }
                    None => {
                        let label = format!("Add how {} and {} stand", standing.person.name, teammate.name);
                        let add = move |_| {
                            adding.open(
                                Kind::Relationship,
                                Some(id),
                                Preset::default().with("person", person.to_string()).with("teammate", ours.to_string()),
                            )
                        };
                        view! {
                            <td>
                                <button type="button" class="add-cell" aria-label=label on:click=add>
                                    "+"
                                </button>
                            </td>
                        }
                        .into_any()
                    }
                }
            });
            view! {
                <tr>
                    <th scope="row">
                        <span class="who">
                            <Avatar name=standing.person.name.clone() />
                            {standing.person.name.clone()}
                            {standing.status().map(|status| view! { <StatusShape status word=player_word(status) /> })}
                        </span>
                    </th>
                    {cells.collect_view()}
                </tr>
            }
        });
        view! {
            <thead>
                <tr>
                    <th></th>
                    {head}
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        }
    };
    view! {
        <p class="q small">
            "Their people by our team: the relationship now, and what we want it to be. "<InternalOnly />
        </p>
        <div class="scroll" tabindex="0" role="region" aria-label="Coverage matrix">
            <table class="tbl matrix">{body}</table>
        </div>
        <Show when=move || data.read().1.is_empty()>
            <p class="empty">"Add your team under Settings first; then each pair has a cell here."</p>
        </Show>
    }
}
