//! The panel of a person: who of us knows them, what is next, their roles in deals, their ties.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::ui::pages::related::ActionsOf;
use crate::words::format;
use crate::{
    domain::{
        Account, Change, DealRole, Entity, Id, Key, Kind, Person, Relationship, Teammate, Tie,
        choice::Level,
        coverage::{Deal, open_deals},
        cycle,
        date::days_between,
    },
    ui::{
        kit::{AddMenu, MenuOption, OurAvatar, Panel, Preset},
        route::{use_here, use_navigator},
        shell::{panel_link, use_adding},
        use_store,
    },
    words::{
        self, noun,
        screen::{common, people as text},
    },
};

/// The panel of a person.
#[component]
pub fn PersonPanel(
    /// Who.
    id: Id<Person>,
    /// Called to close the panel.
    on_close: Callback<()>,
) -> impl IntoView {
    let store = use_store();
    let person = Memo::new(move |_| store.get(id));
    let account = person.get_untracked().map(|person| person.account).unwrap_or_default();
    let circle = move || {
        let person = person.get()?.into_record();
        let circle = store.read_account(account, |records| cycle::circle(|key| records.record(key), &person))?;
        Some(view! { <p class="note risk">{words::circle(&circle)} "."</p> })
    };
    view! {
        <Panel key=Key::from(id) on_close without=&[]>
            {circle}
            <Relationships id account />
            <ActionsOf account field="person" id=id.0 title=common::NEXT />
            <DealRoles id account />
            <Ties id account />
        </Panel>
    }
}

/// Who of us knows them, how well, and since when nobody spoke.
#[component]
fn Relationships(id: Id<Person>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let relationships = Memo::new(move |_| {
        store.read_account(account, |records| {
            let known = records.of::<Relationship>(account).filter(|relationship| relationship.person == id);
            let name = |id| records.get::<Teammate>(id).map(|teammate| teammate.name.clone()).unwrap_or_default();
            known.map(|known| (known.clone(), name(known.teammate))).collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let today = store.today();
        let row = |(relationship, name)| view! { <RelationshipRow relationship name today /> };
        relationships.get().into_iter().map(row).collect_view()
    };
    let add = move |_| {
        adding.open(Kind::Relationship, Some(account), Preset::default().with("person", id.to_string()));
    };
    view! {
        <section>
            <h3>{text::RELATIONSHIP}</h3>
            {rows}
            <button type="button" class="more-link" on:click=add>
                {text::ADD_WHO_OF_US}
            </button>
        </section>
    }
}

#[component]
fn RelationshipRow(relationship: Relationship, name: String, today: NaiveDate) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let last = match relationship.last_contact.map(|date| days_between(date, today)) {
        None => text::NOT_YET.to_owned(),
        Some(0) => text::TODAY.into(),
        Some(days) => text::ago(store.locale().count(days, noun::DAY)),
    };
    let (id, now, wanted) = (relationship.id, relationship.now, relationship.wanted);
    let spoke = move |_| {
        let spoke = Relationship { last_contact: Some(untrack(|| store.today())), ..relationship.clone() };
        store.apply_and_tell(Change::put(text::NOTED_TODAYS_CONTACT, spoke));
    };
    view! {
        <div class="rel-row">
            <span class="who">
                <OurAvatar name=name.clone() />
                {name}
            </span>
            <RelationLine now wanted />
            <span class="q small">
                {text::last_contact(&last)} <button type="button" class="more-link" on:click=spoke>
                    {text::SPOKE_TODAY}
                </button>" "<a class="more-link" href=move || panel_link(here, id)>
                    {common::EDIT}
                </a>
            </span>
        </div>
    }
}

/// To whom they listen, and who listens to them.
#[component]
fn Ties(id: Id<Person>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let adding = use_adding();
    let here = use_here();
    let ties = Memo::new(move |_| {
        store.read_account(account, |records| {
            let name = |id| records.get::<Person>(id).map(|person| person.name.clone()).unwrap_or_default();
            let of = records.of::<Tie>(account).filter(|tie| tie.from == id || tie.to == id);
            let said = |tie: &Tie| format!("{} {} {}", name(tie.from), tie.kind.label().to_lowercase(), name(tie.to));
            of.map(|tie| (tie.id, said(tie))).collect::<Vec<_>>()
        })
    });
    let row = move |(tie, text): (Id<Tie>, String)| {
        view! {
            <li>
                <a href=move || panel_link(here, tie)>{text}</a>
            </li>
        }
    };
    let add = move |_| adding.open(Kind::Tie, Some(account), Preset::default().with("from", id.to_string()));
    view! {
        <section>
            <h3>{text::TIES}</h3>
            <ul class="nxt">{move || ties.get().into_iter().map(row).collect_view()}</ul>
            <button type="button" class="more-link" on:click=add>
                {text::ADD_A_TIE}
            </button>
        </section>
    }
}

/// What a person does in single contracts and opportunities.
#[component]
fn DealRoles(id: Id<Person>, account: Id<Account>) -> impl IntoView {
    let store = use_store();
    let here = use_here();
    let deals = Memo::new(move |_| store.read_account(account, |records| open_deals(records, account)));
    let roles = Memo::new(move |_| {
        store.read_account(account, |records| {
            records.of::<DealRole>(account).filter(|role| role.person == id).cloned().collect::<Vec<_>>()
        })
    });
    let free = Memo::new(move |_| {
        let roles = roles.read();
        let is_free = |deal: &Deal| roles.iter().all(|role| role.deal != Some(deal.id));
        deals.get().into_iter().filter(is_free).collect::<Vec<_>>()
    });
    let navigator = use_navigator();
    let add = move |key: String| {
        if let Ok(deal) = uuid::Uuid::parse_str(&key) {
            let role = DealRole { id: store.new_id(), account, person: id, deal: Some(deal), ..DealRole::default() };
            let opened = role.id;
            store.apply(Change::put(text::ADDED_A_ROLE_IN, role));
            navigator.replace(&untrack(|| panel_link(here, opened)));
        }
    };
    let options = move || {
        let option = |deal: Deal| MenuOption::new(deal.id.to_string(), words::deal(&deal));
        free.get().into_iter().map(option).collect::<Vec<_>>()
    };
    let row = move |role: DealRole| {
        let deal = deals.get().into_iter().find(|deal| Some(deal.id) == role.deal);
        let name = deal.map_or_else(|| text::A_DEAL_THAT_IS.to_owned(), |deal| words::deal(&deal));
        let labels: Vec<String> = role.roles.iter().map(|role| role.label().to_lowercase()).collect();
        let labels = if labels.is_empty() { text::NO_ROLE_YET.to_owned() } else { format::list(&labels) };
        view! {
            <li>
                <a href=move || panel_link(here, role.id)>{name}</a>
                <span class="q push">{labels}</span>
            </li>
        }
    };
    view! {
        <Show when=move || !roles.read().is_empty() || !free.read().is_empty()>
            <section>
                <h3>{text::ROLES_IN_DEALS}</h3>
                <ul class="nxt">{move || roles.get().into_iter().map(row).collect_view()}</ul>
                <Show when=move || !free.read().is_empty()>
                    <AddMenu label=text::A_ROLE_IN_A options=Signal::derive(options) on_add=Callback::new(add) />
                </Show>
            </section>
        </Show>
    }
}

/// From nothing to trusted advisor: where it is and where we want it.
#[component]
fn RelationLine(now: Level, wanted: Level) -> impl IntoView {
    let x = |level: Level| 6.0 + level as usize as f64 * 75.0;
    let label = text::now_wanted(now.label().to_lowercase(), wanted.label().to_lowercase());
    let dots =
        Level::ALL.iter().map(|level| view! { <circle class="rel-o" cx=x(*level) cy="10" r="3" /> }).collect_view();
    let gap = (wanted > now).then(|| {
        view! {
            <path class="rel-w" d=format!("M{} 10H{}", x(now), x(wanted)) />
            <circle class="rel-t" cx=x(wanted) cy="10" r="5" />
        }
    });
    let text = if wanted > now {
        text::now_and_wanted(now.label(), wanted.label().to_lowercase())
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
