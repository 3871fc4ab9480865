//! The panel of a person: who of us knows them, what is next, their roles in deals, their ties.

use leptos::prelude::*;

use super::{people::deals_of, related::ActionsOf};
use crate::words::format;
use crate::{
    domain::{
        Account, Change, DealRole, Entity, Id, Key, Kind, Person, Relationship, Tie, choice::Level, cycle,
        date::days_between,
    },
    ui::{
        kit::{OurAvatar, Panel, Preset},
        route::{use_here, use_replace},
        shell::{panel_link, use_adding},
        use_store,
    },
    words,
};

/// The panel of a person.
#[component]
pub fn PersonPanel(
    /// Who.
    id: Id<Person>,
    /// Called when the panel shall close.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let locale = store.locale();
    let adding = use_adding();
    let here = use_here();
    let person = Memo::new(move |_| store.get(id));
    let account = person.get_untracked().map(|person| person.account).unwrap_or_default();
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
            {move || {
                person
                    .read()
                    .as_ref()
                    .and_then(|person| {
                        store
                            .read_account(
                                account,
                                |records| cycle::circle(|key| records.record(key), &person.clone().into_record()),
                            )
                    })
                    .map(|circle| view! { <p class="note risk">{words::circle(&circle)} "."</p> })
            }}
            <section>
                <h3>"Relationship"</h3>
                {move || {
                    relationships
                        .get()
                        .into_iter()
                        .map(|(relationship, teammate)| {
                            let last = relationship
                                .last_contact
                                .map_or(
                                    "not yet".to_owned(),
                                    |date| {
                                        let days = days_between(date, store.today());
                                        if days == 0 {
                                            "today".into()
                                        } else {
                                            format!("{} ago", locale.count(days, "day"))
                                        }
                                    },
                                );
                            let rel = relationship.clone();
                            view! {
                                <div class="rel-row">
                                    <span class="who">
                                        <OurAvatar name=teammate.clone() />
                                        {teammate}
                                    </span>
                                    <RelationLine now=relationship.now wanted=relationship.wanted />
                                    <span class="q small">
                                        {format!("Last contact {last}. ")}
                                        <button type="button" class="more-link" on:click=move |_| contact_today(&rel)>
                                            "Spoke today"
                                        </button>" "<a class="more-link" href=move || panel_link(here, relationship.id)>
                                            "Edit"
                                        </a>
                                    </span>
                                </div>
                            }
                        })
                        .collect_view()
                }}
                <button
                    type="button"
                    class="more-link"
                    on:click=move |_| {
                        adding.open(Kind::Relationship, Some(account), Preset::default().with("person", id.to_string()))
                    }
                >
                    "Add who of us knows them"
                </button>
            </section>
            <ActionsOf account field="person" id=id.0 title="Next" />
            <DealRoles id account />
            <section>
                <h3>"Ties"</h3>
                <ul class="nxt">
                    {move || {
                        ties.get()
                            .into_iter()
                            .map(|(tie, text)| {
                                view! {
                                    <li>
                                        <a href=move || panel_link(here, tie)>{text}</a>
                                    </li>
                                }
                            })
                            .collect_view()
                    }}
                </ul>
                <button
                    type="button"
                    class="more-link"
                    on:click=move |_| {
                        adding.open(Kind::Tie, Some(account), Preset::default().with("from", id.to_string()))
                    }
                >
                    "Add a tie"
                </button>
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
        view! {
            <li>
                <a href=move || panel_link(here, role.id)>{name}</a>
                <span class="q push">{labels}</span>
            </li>
        }
    };
    view! {
        <Show when=move || {
            let roles = roles.read();
            !roles.0.is_empty() || !roles.1.is_empty()
        }>
            <section>
                <h3>"Roles in deals"</h3>
                <ul class="nxt">{move || roles.get().0.into_iter().map(row).collect_view()}</ul>
                <Show when=move || !roles.read().1.is_empty()>
                    <label>
                        <span class="sr">"Add a role in"</span>
                        <select on:change=add>
                            <option value="">"Add a role in a deal"</option>
                            {move || {
                                roles
                                    .get()
                                    .1
                                    .into_iter()
                                    .map(|(deal, name)| view! { <option value=deal.to_string()>{name}</option> })
                                    .collect_view()
                            }}
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
    let gap = (wanted > now).then(|| {
        view! {
            <path class="rel-w" d=format!("M{} 10H{}", x(now), x(wanted)) />
            <circle class="rel-t" cx=x(wanted) cy="10" r="5" />
        }
    });
    let text = if wanted > now {
        format!("{}, wanted: {}", now.label(), wanted.label().to_lowercase())
    } else {
        now.label().to_owned()
    };
    view! {
        <svg class="rel" viewBox="0 0 312 20" role="img" aria-label=label>
            <path class="ax2" d="M6 10H306" />
            <g>{dots}</g>
            <g>{gap}</g>
            <circle class="rel-n" cx=x(now) cy="10" r="5" />
        </svg>
        <span class="small mid">{text}</span>
    }
}
