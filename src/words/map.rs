//! What is said of the stakeholder map: its gaps, what closes them, on whom support depends.

use super::format;
use crate::domain::{
    Id, Locale, Person, Records,
    choice::Role,
    coverage::{Advocacy, Deal, Quadrant, Thread},
    gaps::Gap,
    status::Status,
};

/// A gap, and the action that closes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Closing {
    /// What is missing.
    pub gap: String,
    /// What closes it.
    pub action: String,
}

/// A gap of the stakeholder map in words.
pub fn gap(records: &Records, gap: Gap, locale: Locale) -> Closing {
    let name = |person: Id<Person>| records.get(person).map(|person| person.name.clone()).unwrap_or_default();
    let of = |gap: String, action: String| Closing { gap, action };
    match gap {
        Gap::NoBuyer => of("No economic buyer is on the map".into(), "Find out who holds the budget".into()),
        Gap::DependsOnTheirs(_) => {
            of(thread(records, thread_of(gap)), "Win a second supporter among the decision-makers".into())
        }
        Gap::DependsOnOurs(_) => of(thread(records, thread_of(gap)), "Add a second owner for the key players".into()),
        Gap::NoOwner(person) => {
            let name = name(person);
            of(format!("No owner for {name}"), format!("Decide who owns {name}"))
        }
        Gap::NeverContacted(person) => {
            let name = name(person);
            of(format!("No contact with {name} yet"), format!("Meet {name}"))
        }
        Gap::Silence(person, days) => {
            let name = name(person);
            of(format!("No contact with {name} for {}", locale.count(days, "day")), format!("Speak to {name}"))
        }
        Gap::NoRole(person) => {
            let name = name(person);
            of(format!("{name} has no role"), format!("Confirm the role of {name}"))
        }
        Gap::RoleNotConfirmed(person) => {
            let roles = records.get(person).map(|person| person.roles.clone()).unwrap_or_default();
            let roles = roles.into_iter().filter(|role| *role != Role::Blocker);
            let roles: Vec<String> = roles.map(|role| role.label().to_lowercase()).collect();
            let name = name(person);
            of(format!("Not confirmed: {name}, {}", format::list(&roles)), format!("Confirm the role of {name}"))
        }
    }
}

fn thread_of(gap: Gap) -> Thread {
    match gap {
        Gap::DependsOnOurs(teammate) => Thread::Ours(teammate),
        other => Thread::Theirs(other.person().unwrap_or_default()),
    }
}

/// The word for where a key player stands.
pub fn player(status: Status) -> &'static str {
    match status {
        Status::Good => "supports us",
        Status::Watch => "does not yet",
        Status::Risk => "opposes",
        Status::Unknown => "not a key player",
    }
}

/// Their title, and what they are for us, or their first role.
pub fn person_line(person: &Person) -> String {
    let advocacy = person.advocacy().map(|advocacy| advocacy.label().to_owned());
    let role = advocacy.or_else(|| person.roles.first().map(|role| role.label().to_lowercase()));
    let title = Some(person.title.clone()).filter(|title| !title.is_empty());
    title.into_iter().chain(role).collect::<Vec<_>>().join(", ")
}

/// A deal with what it is.
pub fn deal(deal: &Deal) -> String {
    format!("{}: {}", format::sentence(deal.kind.one()), deal.name)
}

/// On whom all support depends.
pub fn thread(records: &Records, thread: Thread) -> String {
    let name = match thread {
        Thread::Theirs(person) => records.get(person).map(|person| person.name.clone()),
        Thread::Ours(teammate) => records.get(teammate).map(|teammate| teammate.name.clone()),
    };
    format!("If {} leaves, we have no supporter among the key players", name.unwrap_or_default())
}

impl Advocacy {
    /// The word for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Champion => "champion",
            Self::Coach => "coach",
        }
    }
}

impl Quadrant {
    /// Its name on the grid.
    pub fn label(self) -> &'static str {
        match self {
            Self::WinOver => "Win over",
            Self::Nurture => "Nurture",
            Self::Monitor => "Monitor",
            Self::Mobilise => "Mobilise",
        }
    }
}
