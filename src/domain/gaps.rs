//! What is missing on the stakeholder map, each with the action that closes it.

use chrono::NaiveDate;

use super::{
    Account, Action, Id, Locale, Person, Records, Teammate,
    choice::{ActionStatus, Role},
    coverage::{Coverage, Thread},
    date::{days_between, plus_days},
    format,
};

/// A key player whom nobody has spoken to for longer is a gap, in days.
pub const SILENCE: i64 = 60;
/// In how many days the action that closes a gap is due.
const DUE: i64 = 7;

/// A gap of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// What is missing, as a sentence.
    pub what: String,
    /// Whom it is about; `None` where it is about the account.
    pub person: Option<Id<Person>>,
    /// What closes it.
    pub action: String,
    /// Whether that action is open already.
    pub planned: bool,
}

impl Gap {
    /// The action that closes the gap, owned by `me`.
    pub fn close(&self, id: Id<Action>, account: Id<Account>, me: Option<Id<Teammate>>, today: NaiveDate) -> Action {
        Action {
            id,
            account,
            title: self.action.clone(),
            why: self.what.clone(),
            person: self.person,
            owner: me,
            due: Some(plus_days(today, DUE)),
            ..Action::default()
        }
    }
}

/// The gaps of a coverage, the gravest first.
pub fn gaps(
    records: &Records,
    account: Id<Account>,
    coverage: &Coverage,
    today: NaiveDate,
    locale: Locale,
) -> Vec<Gap> {
    if coverage.standings.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(String, Option<Id<Person>>, String)> = Vec::new();
    if !coverage.standings.iter().any(|standing| standing.person.is_buyer()) {
        found.push(("No economic buyer is on the map".into(), None, "Find out who holds the budget".into()));
    }
    match &coverage.single_thread {
        Some(Thread::Theirs(name)) => {
            let person = coverage.standings.iter().find(|standing| standing.person.name == *name);
            let what = format!("If {name} left, nobody who counts there would support us");
            found.push((what, person.map(|standing| standing.person.id), "Win a second supporter who decides".into()));
        }
        Some(Thread::Ours(teammate)) => {
            let name = records.get(*teammate).map(|teammate| teammate.name.clone()).unwrap_or_default();
            let what = format!("If {name} left us, nobody who counts there would support us");
            found.push((what, None, "Bring a second one of us to the key players".into()));
        }
        None => {}
    }
    let players: Vec<_> = coverage.standings.iter().filter(|standing| standing.person.is_key_player()).collect();
    for standing in &players {
        let (person, name) = (Some(standing.person.id), &standing.person.name);
        match standing.last_contact {
            _ if standing.owner.is_none() => {
                found.push((format!("Nobody of us owns {name}"), person, format!("Decide who of us owns {name}")));
            }
            None => found.push((format!("Nobody has spoken to {name} yet"), person, format!("Meet {name}"))),
            Some(last) if days_between(last, today) > SILENCE => {
                let days = locale.count(days_between(last, today), "day");
                found.push((format!("No contact with {name} for {days}"), person, format!("Speak to {name}")));
            }
            Some(_) => {}
        }
    }
    for standing in &players {
        let (person, name) = (&standing.person, &standing.person.name);
        let roles: Vec<String> = person
            .roles
            .iter()
            .filter(|role| **role != Role::Blocker)
            .map(|role| role.label().to_lowercase())
            .collect();
        if person.roles_confirmed_on.is_none() {
            let what = if roles.is_empty() {
                format!("{name} has no role")
            } else {
                format!("Not confirmed: {name}, {}", format::list(&roles))
            };
            found.push((what, Some(person.id), format!("Confirm the role of {name}")));
        }
    }
    let open: Vec<&Action> =
        records.of::<Action>(account).filter(|action| action.status == ActionStatus::Open).collect();
    let gap = |(what, person, action): (String, Option<Id<Person>>, String)| {
        let planned = open.iter().any(|open| open.title == action && open.person == person);
        Gap { what, person, action, planned }
    };
    found.into_iter().map(gap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Relationship, Stored, choice::Level, coverage};
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn world(roles: &[Role], days_ago: Option<i64>, confirmed: bool) -> Records {
        let person = Person {
            id: id(2),
            account: id(1),
            name: "Priya".into(),
            influence: Some(5),
            roles: roles.to_vec(),
            roles_confirmed_on: confirmed.then(today),
            ..Person::default()
        };
        let known = days_ago.map(|days| Relationship {
            id: id(3),
            account: id(1),
            person: id(2),
            teammate: id(4),
            now: Level::Vendor,
            last_contact: Some(plus_days(today(), -days)),
            ..Relationship::default()
        });
        let known = known.map(Entity::into_record);
        known.into_iter().chain([person.into_record()]).map(Stored::own).collect()
    }

    fn says(records: &Records) -> Vec<String> {
        let coverage = coverage::of_account(records, id(1), today());
        gaps(records, id(1), &coverage, today(), Locale::default()).into_iter().map(|gap| gap.what).collect()
    }

    #[test]
    fn each_gap_is_told_and_a_map_without_one_has_none() {
        use Role::{EconomicBuyer, Influencer};
        for (roles, days_ago, confirmed, expected) in [
            (&[EconomicBuyer][..], Some(10), true, &[][..]),
            (&[Influencer], Some(10), true, &["No economic buyer is on the map"]),
            (&[EconomicBuyer], None, true, &["Nobody of us owns Priya"]),
            (&[EconomicBuyer], Some(61), true, &["No contact with Priya for 61 days"]),
            (&[EconomicBuyer], Some(60), false, &["Not confirmed: Priya, economic buyer"]),
        ] {
            assert_eq!(says(&world(roles, days_ago, confirmed)), expected);
        }
        assert!(says(&Records::default()).is_empty(), "nobody is on the map yet");
    }

    #[test]
    fn the_action_of_a_gap_closes_it_until_it_is_done() {
        let mut records = world(&[Role::EconomicBuyer], None, true);
        let coverage = coverage::of_account(&records, id(1), today());
        let gap = gaps(&records, id(1), &coverage, today(), Locale::default()).remove(0);
        let action = gap.close(id(9), id(1), None, today());
        assert_eq!((action.title.as_str(), action.due), ("Decide who of us owns Priya", Some(plus_days(today(), 7))));
        let row = Stored::own(action.into_record());
        records.set(row.key(), Some(row));
        assert!(gaps(&records, id(1), &coverage, today(), Locale::default())[0].planned);
    }
}
