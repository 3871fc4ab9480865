//! The stakeholder map: influence × support grid, org chart, coverage, list; and the panel of a person.

use leptos::prelude::*;

use super::{people_gaps::Gaps, people_org::OrgChart};
use crate::{
    domain::{
        Account, Action, Change, Contract, DealRole, Entity, Id, Key, Kind, Opportunity, Person, Records, Relationship,
        Teammate, Tie,
        choice::{ActionStatus, Level},
        coverage::{Coverage, Quadrant, Standing, Thread, of_account, of_deal},
        cycle,
        date::days_between,
        format,
        status::{Status, coverage_label},
    },
    state::Store,
    ui::{
        kit::{
            Avatar, Drag, Draggable, Glyph, Icon, InternalOnly, OurAvatar, Panel, Preset, Shape, StatusShape,
            StatusWord, Views,
        },
        route::{Tab, use_here, use_replace},
        shell::{panel_link, use_adding},
        use_store,
    },
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
                <label class="inline"><span class="sr">"Roles in"</span>
                    <select on:change={ let replace = replace.clone(); move |event| replace(untrack(|| here.with("deal", &event_target_value(&event)))) }>
                        <option value="" selected=move || deal.read().is_empty()>"The whole account"</option>
                        {move || deals.get().into_iter().map(|(id, name)| { let key = id.to_string(); let own = key.clone(); view! { <option value=key selected=move || *deal.read() == own>{name}</option> } }).collect_view()}
                    </select>
                </label>
            </Show>
            {move || {
                let coverage = coverage.read();
                view! {
                    <p class="cov">
                        <StatusWord status=coverage.status word=format!("{} coverage", coverage_label(&coverage)) />
                        <span class="q2">{coverage.reason.clone()}</span>
                    </p>
                }
            }}
        </div>
        <Show when=nobody_in_deal><p class="empty">"Nobody has a role in this deal yet. Open a person of the account and add it under “Roles in deals”."</p></Show>
        <Show when=move || has_people.get() fallback=move || view! {
            <div class="empty">
                <p>"Who decides, who pays, who uses? Add the people you know; their influence and support place them on the map."</p>
                <button type="button" class="btn" on:click=move |_| adding.open(Kind::Person, Some(id), Preset::default())><Icon glyph=Glyph::Plus /><span>"Add the first person"</span></button>
            </div>
        }>
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
fn deals_of(records: &Records, account: Id<Account>) -> Vec<(uuid::Uuid, String)> {
    let contracts = records.of::<Contract>(account).filter(|contract| contract.successor.is_none());
    let contracts = contracts.map(|contract| (contract.id.0, format!("Contract: {}", contract.name)));
    let open = records.of::<Opportunity>(account).filter(|opportunity| opportunity.is_open());
    contracts.chain(open.map(|opportunity| (opportunity.id.0, format!("Opportunity: {}", opportunity.name)))).collect()
}

/// Where a person stands on the grid: not rated counts as influence 1 and neutral.
fn place(person: &Person) -> (u8, i8) {
    (person.influence.unwrap_or(1).clamp(1, 5), person.support.unwrap_or(0).clamp(-2, 2))
}

fn move_to(store: Store, person: &Person, influence: u8, support: i8) {
    if place(person) == (influence, support) && person.influence.is_some() && person.support.is_some() {
        return;
    }
    let moved = Person { influence: Some(influence), support: Some(support), ..person.clone() };
    store.apply(Change::put(format!("moved {} on the grid", person.name), moved));
}

#[component]
fn Grid(coverage: Memo<Coverage>) -> impl IntoView {
    let store = use_store();
    let drag = Drag::new();
    let count = move |quadrant: Quadrant| {
        coverage.read().standings.iter().filter(|standing| standing.person.quadrant() == quadrant).count()
    };
    let rows = (1..=5_u8).rev().map(|influence| {
        let cells = (-2..=2_i8).map(|support| {
            let here = Memo::new(move |_| coverage.read().standings.iter().filter(|standing| place(&standing.person) == (influence, support)).map(|standing| standing.person.id).collect::<Vec<_>>());
            let classes = format!("gc{}{}", if support == 1 { " gl" } else { "" }, if influence == 3 { " gt" } else { "" });
            let label = format!("Influence {influence}, support {}", format::signed(f64::from(support), 0));
            let place_key = format!("{influence} {support}");
            let is_over = { let place = place_key.clone(); move || drag.is_over(&place) };
            view! {
                <div class=classes class:dense=move || here.read().get(2).is_some() class:over=is_over role="group" aria-label=label data-place=place_key>
                    <For each=move || here.get() key=|id| *id let:id><GridPerson id coverage drag /></For>
                </div>
            }
        });
        view! { <div class="gy" aria-hidden="true">{influence}</div>{cells.collect_view()} }
    });
    let axis = [("−2", "opposes"), ("−1", "doubts"), ("0", "neutral"), ("+1", "supports"), ("+2", "advocates")];
    view! {
        <div class="pgrid" role="group" aria-label="Influence by support. Arrow keys move the focused person.">
            {rows.collect_view()}
            <div></div>
            {axis.map(|(number, word)| view! { <div class="gx" aria-hidden="true">{number}" "<span>{word}</span></div> }).collect_view()}
            <div class="qd q1">"Win over "<b>{move || count(Quadrant::WinOver)}</b></div>
            <div class="qd q2x">"Nurture "<b>{move || count(Quadrant::Nurture)}</b></div>
            <div class="qd q3">"Monitor "<b>{move || count(Quadrant::Monitor)}</b></div>
            <div class="qd q4">"Mobilise "<b>{move || count(Quadrant::Mobilise)}</b></div>
        </div>
        <p class="plg">
            <b>"Key player"</b>
            <span><Shape status=Status::Good />"supports us"</span>
            <span><Shape status=Status::Watch />"does not yet"</span>
            <span><Shape status=Status::Risk />"opposes"</span>
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
    view! { <Icon glyph=Glyph::Info />{text} }.into_any()
}

#[component]
fn GridPerson(id: Id<Person>, coverage: Memo<Coverage>, drag: Drag<Id<Person>>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let replace = use_replace();
    let open = here.query_memo("open");
    let person = Memo::new(move |_| store.get(id).unwrap_or_default());
    let status = move || coverage.read().standing(id).and_then(Standing::status);
    let fact = move || {
        let person = person.read();
        let role = person
            .standing()
            .map(str::to_owned)
            .or_else(|| person.roles.first().map(|role| role.label().to_lowercase()));
        [Some(person.title.clone()).filter(|title| !title.is_empty()), role]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", ")
    };
    let on_key = Callback::new(move |event: leptos::ev::KeyboardEvent| {
        let current = person.get_untracked();
        let (influence, support) = place(&current);
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
        format!(
            "{}, {}, influence {}, support {}",
            person.read().name,
            fact(),
            place(&person.read()).0,
            format::signed(f64::from(place(&person.read()).1), 0)
        )
    };
    view! {
        <Draggable drag thing=id id=format!("grid-{id}") class="gp" selected title=Signal::derive(label) on_drop on_open on_key>
            <span class="sr">{label}</span>
            <span class="ga" aria-hidden="true">
                {move || view! { <Avatar name=person.read().name.clone() /> }}
                {move || status().map(|status| view! { <span class="gs"><Shape status /></span> })}
            </span>
            <span class="gn" aria-hidden="true"><span>{move || person.read().name.clone()}</span><span class="q">{fact}</span></span>
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
    let here = use_here();
    let rows = move || {
        let mut standings = coverage.get().standings;
        standings.sort_by_key(|standing| (std::cmp::Reverse(standing.person.influence), standing.person.name.clone()));
        standings.into_iter().map(|standing| {
            let person = standing.person.clone();
            let roles = person.roles.iter().map(|role| role.label().to_owned()).collect::<Vec<_>>().join(", ");
            let owner = standing.owner.and_then(|owner| store.peek(|records| records.get::<Teammate>(owner).map(|teammate| teammate.name.clone())));
            let id = person.id;
            view! {
                <tr>
                    <td><span class="who"><Avatar name=person.name.clone() /><a class="mid" href=move || panel_link(here, id)>{person.name.clone()}</a></span></td>
                    <td class="q2">{person.title.clone()}</td>
                    <td class="q2">{roles}</td>
                    <td class="r">{person.influence.map(|influence| influence.to_string())}</td>
                    <td class="r">{person.support.map(|support| format::signed(f64::from(support), 0))}</td>
                    <td>{standing.status().map(|status| view! { <StatusWord status word=player_word(status) /> })}</td>
                    <td>{owner.unwrap_or_else(|| "no owner".into())}</td>
                    <td class="r q2">{standing.last_contact.map(|date| format::date_near(date, store.today())).unwrap_or_else(|| "not yet".into())}</td>
                </tr>
            }
        }).collect_view()
    };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label="People">
            <table class="tbl">
                <thead><tr><th>"Name"</th><th>"Title"</th><th>"Roles"</th><th class="r">"Influence"</th><th class="r">"Support"</th><th>"Key player"</th><th>"Our owner"</th><th class="r">"Last contact"</th></tr></thead>
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
            .sort_by_key(|standing| std::cmp::Reverse((standing.person.is_key_player(), standing.person.influence)));
        let head = team.iter().map(|teammate| view! { <th scope="col"><span class="who"><OurAvatar name=teammate.name.clone() />{teammate.name.clone()}</span></th> }).collect_view();
        let rows = standings.into_iter().map(|standing| {
            let person = standing.person.id;
            let cells = team.iter().map(|teammate| {
                let relation = known.iter().find(|known| known.person == person && known.teammate == teammate.id).cloned();
                let ours = teammate.id;
                match relation {
                    Some(relation) => {
                        let wanted = if relation.wanted > relation.now { format!("wanted: {}", relation.wanted.label().to_lowercase()) } else { String::new() };
                        view! { <td><a href=move || panel_link(here, relation.id)>{relation.now.label()}</a><span class="q small">{wanted}</span></td> }.into_any()
                    }
                    None => {
                        let label = format!("Add how {} and {} stand", standing.person.name, teammate.name);
                        let add = move |_| adding.open(Kind::Relationship, Some(id), Preset::default().with("person", person.to_string()).with("teammate", ours.to_string()));
                        view! { <td><button type="button" class="add-cell" aria-label=label on:click=add>"+"</button></td> }.into_any()
                    }
                }
            });
            view! {
                <tr>
                    <th scope="row"><span class="who"><Avatar name=standing.person.name.clone() />{standing.person.name.clone()}{standing.status().map(|status| view! { <StatusShape status word=player_word(status) /> })}</span></th>
                    {cells.collect_view()}
                </tr>
            }
        });
        view! { <thead><tr><th></th>{head}</tr></thead><tbody>{rows.collect_view()}</tbody> }
    };
    view! {
        <p class="q small">"Their people by our team: the relationship now, and what we want it to be. "<InternalOnly /></p>
        <div class="scroll" tabindex="0" role="region" aria-label="Coverage matrix"><table class="tbl matrix">{body}</table></div>
        <Show when=move || data.read().1.is_empty()><p class="empty">"Add your team under Settings first; then each pair has a cell here."</p></Show>
    }
}

/// The panel of a person.
#[component]
pub fn PersonPanel(
    /// Who.
    id: Id<Person>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let here = use_here();
    let person = Memo::new(move |_| store.get(id));
    let account = person.get_untracked().map(|person| person.account).unwrap_or_default();
    let next = Memo::new(move |_| {
        store.read_account(account, |records| {
            records
                .of::<Action>(account)
                .filter(|action| action.person == Some(id) && action.status == ActionStatus::Open)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let relationships = Memo::new(move |_| {
        store.read_account(account, |records| {
            let known = records.of::<Relationship>(account).filter(|relationship| relationship.person == id);
            known
                .map(|known| {
                    (
                        known.clone(),
                        records.get(known.teammate).map(|teammate| teammate.name.clone()).unwrap_or_default(),
                    )
                })
                .collect::<Vec<_>>()
        })
    });
    let ties = Memo::new(move |_| {
        store.read_account(account, |records| {
            let name = |id| records.get::<Person>(id).map(|person| person.name.clone()).unwrap_or_default();
            let of = records.of::<Tie>(account).filter(|tie| tie.from == id || tie.to == id);
            of.map(|tie| (tie.id, format!("{} {} {}", name(tie.from), tie.kind.label().to_lowercase(), name(tie.to))))
                .collect::<Vec<_>>()
        })
    });
    let contact_today = move |relationship: &Relationship| {
        let spoke = Relationship { last_contact: Some(untrack(|| store.today())), ..relationship.clone() };
        store.apply_and_tell(Change::put("noted today’s contact", spoke));
    };
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            {move || person.read().as_ref().and_then(|person| store.read_account(account, |records| cycle::problem(records, &person.clone().into_record()))).map(|text| view! { <p class="note risk">{text}</p> })}
            <section>
                <h3>"Relationship"</h3>
                {move || relationships.get().into_iter().map(|(relationship, teammate)| {
                    let last = relationship.last_contact.map_or("not yet".to_owned(), |date| {
                        let days = days_between(date, store.today());
                        if days == 0 { "today".into() } else { format!("{} ago", format::count(days, "day")) }
                    });
                    let rel = relationship.clone();
                    view! {
                        <div class="rel-row">
                            <span class="who"><OurAvatar name=teammate.clone() />{teammate}</span>
                            <RelationLine now=relationship.now wanted=relationship.wanted />
                            <span class="q small">{format!("Last contact {last}. ")}<button type="button" class="more-link" on:click=move |_| contact_today(&rel)>"Spoke today"</button>" "<a class="more-link" href=move || panel_link(here, relationship.id)>"Edit"</a></span>
                        </div>
                    }
                }).collect_view()}
                <button type="button" class="more-link" on:click=move |_| adding.open(Kind::Relationship, Some(account), Preset::default().with("person", id.to_string()))>"Add who of us knows them"</button>
            </section>
            <section>
                <h3>"Next"</h3>
                <ul class="nxt">{move || next.get().into_iter().map(|action| {
                    let tick = action.clone();
                    view! {
                        <li>
                            <button type="button" class="tick" aria-label=format!("Done: {}", action.title) on:click=move |_| store.apply_and_tell(super::today::done(&tick, untrack(|| store.today())))></button>
                            <span>{action.title.clone()}</span>
                            <span class="q push">{action.due.map(|due| format::date_near(due, store.today()))}</span>
                        </li>
                    }
                }).collect_view()}</ul>
                <button type="button" class="more-link" on:click=move |_| adding.open(Kind::Action, Some(account), Preset::default().with("person", id.to_string()))>"Add an action"</button>
            </section>
            <DealRoles id account />
            <section>
                <h3>"Ties"</h3>
                <ul class="nxt">{move || ties.get().into_iter().map(|(tie, text)| view! { <li><a href=move || panel_link(here, tie)>{text}</a></li> }).collect_view()}</ul>
                <button type="button" class="more-link" on:click=move |_| adding.open(Kind::Tie, Some(account), Preset::default().with("from", id.to_string()))>"Add a tie"</button>
            </section>
        </Panel>
    }
}

/// What a person does in single contracts and opportunities.
#[component]
fn DealRoles(id: Id<Person>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let roles = Memo::new(move |_| {
        store.read_account(account, |records| {
            let deals = deals_of(records, account);
            let name =
                |deal: Option<uuid::Uuid>| deals.iter().find(|(id, _)| Some(*id) == deal).map(|(_, name)| name.clone());
            let of = records.of::<DealRole>(account).filter(|role| role.person == id);
            let named: Vec<_> = of
                .map(|role| (role.clone(), name(role.deal).unwrap_or_else(|| "A deal that is over".into())))
                .collect();
            let free: Vec<_> = deals
                .iter()
                .filter(|(deal, _)| named.iter().all(|(role, _)| role.deal != Some(*deal)))
                .cloned()
                .collect();
            (named, free)
        })
    });
    let replace = StoredValue::new_local(use_replace());
    let add = move |event: leptos::ev::Event| {
        if let Ok(deal) = uuid::Uuid::parse_str(&event_target_value(&event)) {
            let role = DealRole { id: store.new_id(), account, person: id, deal: Some(deal), ..DealRole::default() };
            let opened = role.id;
            store.apply(Change::put("added a role in a deal", role));
            replace.with_value(|replace| replace(untrack(|| panel_link(here, opened))));
        }
    };
    let row = move |(role, name): (DealRole, String)| {
        let labels: Vec<String> = role.roles.iter().map(|role| role.label().to_lowercase()).collect();
        let labels = if labels.is_empty() { "no role yet".to_owned() } else { format::list(&labels) };
        view! { <li><a href=move || panel_link(here, role.id)>{name}</a><span class="q push">{labels}</span></li> }
    };
    view! {
        <Show when=move || { let roles = roles.read(); !roles.0.is_empty() || !roles.1.is_empty() }>
            <section>
                <h3>"Roles in deals"</h3>
                <ul class="nxt">{move || roles.get().0.into_iter().map(row).collect_view()}</ul>
                <Show when=move || !roles.read().1.is_empty()>
                    <label><span class="sr">"Add a role in"</span>
                        <select on:change=add>
                            <option value="">"Add a role in a deal"</option>
                            {move || roles.get().1.into_iter().map(|(deal, name)| view! { <option value=deal.to_string()>{name}</option> }).collect_view()}
                        </select>
                    </label>
                </Show>
            </section>
        </Show>
    }
}

/// From nothing to trusted advisor: where it is and where we want it.
#[component]
fn RelationLine(now: Level, wanted: Level) -> impl IntoView {
    let x = |level: Level| 6.0 + level as usize as f64 * 75.0;
    let label = format!("Now {}, wanted {}", now.label().to_lowercase(), wanted.label().to_lowercase());
    let dots =
        Level::ALL.iter().map(|level| view! { <circle class="rel-o" cx=x(*level) cy="10" r="3" /> }).collect_view();
    let gap = (wanted > now).then(|| view! { <path class="rel-w" d=format!("M{} 10H{}", x(now), x(wanted)) /><circle class="rel-t" cx=x(wanted) cy="10" r="5" /> });
    let text = if wanted > now {
        format!("{}, wanted: {}", now.label(), wanted.label().to_lowercase())
    } else {
        now.label().to_owned()
    };
    view! {
        <svg class="rel" viewBox="0 0 312 20" role="img" aria-label=label><path class="ax2" d="M6 10H306" /><g>{dots}</g><g>{gap}</g><circle class="rel-n" cx=x(now) cy="10" r="5" /></svg>
        <span class="small mid">{text}</span>
    }
}
