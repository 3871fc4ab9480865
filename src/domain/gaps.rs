//! What is missing on the stakeholder map, each with the action that closes it.

use chrono::NaiveDate;

use super::{
    Account, Action, Id, Person, Records, Teammate,
    choice::{ActionStatus, Role},
    coverage::{Coverage, Thread},
    date::{days_between, plus_days},
};

/// A key player whom nobody has spoken to for longer is a gap, in days.
pub const SILENCE: i64 = 60;
/// In how many days the action that closes a gap is due.
const DUE: i64 = 7;

/// A gap of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// No economic buyer is on the map.
    NoBuyer,
    /// All support depends on one person of theirs.
    DependsOnTheirs(Id<Person>),
    /// All support depends on one of us.
    DependsOnOurs(Id<Teammate>),
    /// Nobody of us owns a key player.
    NoOwner(Id<Person>),
    /// Nobody has spoken to a key player.
    NeverContacted(Id<Person>),
    /// Nobody has spoken to a key player for so many days.
    Silence(Id<Person>, i64),
    /// A key player has no role.
    NoRole(Id<Person>),
    /// The roles of a key player were never confirmed.
    RoleNotConfirmed(Id<Person>),
}

impl Gap {
    /// Whom it is about; `None` where it is about the account.
    pub fn person(self) -> Option<Id<Person>> {
        match self {
            Self::NoBuyer | Self::DependsOnOurs(_) => None,
            Self::DependsOnTheirs(person)
            | Self::NoOwner(person)
            | Self::NeverContacted(person)
            | Self::Silence(person, _)
            | Self::NoRole(person)
            | Self::RoleNotConfirmed(person) => Some(person),
        }
    }

    /// Its key: what the action that closes it holds, so that the two find each other whatever they are called.
    pub fn key(self) -> String {
        match self {
            Self::NoBuyer => "buyer".into(),
            Self::DependsOnTheirs(person) => format!("supporter/{person}"),
            Self::DependsOnOurs(teammate) => format!("contact/{teammate}"),
            Self::NoOwner(person) => format!("owner/{person}"),
            // Spoken to at last or again: one action closes both.
            Self::NeverContacted(person) | Self::Silence(person, _) => format!("contacted/{person}"),
            Self::NoRole(person) | Self::RoleNotConfirmed(person) => format!("role/{person}"),
        }
    }

    /// The action that closes the gap, owned by `me`; how it is called is said by whoever makes it.
    pub fn close(self, id: Id<Action>, account: Id<Account>, me: Option<Id<Teammate>>, today: NaiveDate) -> Action {
        Action {
            id,
            account,
            gap: self.key(),
            person: self.person(),
            owner: me,
            due: Some(plus_days(today, DUE)),
            ..Action::default()
        }
    }

    /// Whether an action that closes it is open.
    pub fn is_planned(self, records: &Records, account: Id<Account>) -> bool {
        let key = self.key();
        records.of::<Action>(account).any(|action| action.status == ActionStatus::Open && action.gap == key)
    }
}

/// The gaps of a coverage, the gravest first.
pub fn gaps(coverage: &Coverage, today: NaiveDate) -> Vec<Gap> {
    if coverage.standings.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    if !coverage.standings.iter().any(|standing| standing.person.is_buyer()) {
        found.push(Gap::NoBuyer);
    }
    found.extend(coverage.single_thread.map(|thread| match thread {
        Thread::Theirs(person) => Gap::DependsOnTheirs(person),
        Thread::Ours(teammate) => Gap::DependsOnOurs(teammate),
    }));
    let players: Vec<_> = coverage.standings.iter().filter(|standing| standing.person.is_key_player()).collect();
    found.extend(players.iter().filter_map(|standing| {
        let person = standing.person.id;
        match standing.last_contact {
            _ if standing.owner.is_none() => Some(Gap::NoOwner(person)),
            None => Some(Gap::NeverContacted(person)),
            Some(last) => {
                let days = days_between(last, today);
                (days > SILENCE).then_some(Gap::Silence(person, days))
            }
        }
    }));
    let unconfirmed = players.iter().filter(|standing| standing.person.roles_confirmed_on.is_none());
    found.extend(unconfirmed.map(|standing| {
        let has_role = standing.person.roles.iter().any(|role| *role != Role::Blocker);
        if has_role { Gap::RoleNotConfirmed(standing.person.id) } else { Gap::NoRole(standing.person.id) }
    }));
    found
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

    fn found(records: &Records) -> Vec<Gap> {
        gaps(&coverage::of_account(records, id(1), today()), today())
    }

    #[test]
    fn each_gap_is_told_and_a_map_without_one_has_none() {
        use Role::{EconomicBuyer, Influencer};
        for (roles, days_ago, confirmed, expected) in [
            (&[EconomicBuyer][..], Some(10), true, &[][..]),
            (&[Influencer], Some(10), true, &[Gap::NoBuyer]),
            (&[EconomicBuyer], None, true, &[Gap::NoOwner(id(2))]),
            (&[EconomicBuyer], Some(61), true, &[Gap::Silence(id(2), 61)]),
            (&[EconomicBuyer], Some(60), false, &[Gap::RoleNotConfirmed(id(2))]),
            (&[Role::Blocker], Some(60), false, &[Gap::NoBuyer, Gap::NoRole(id(2))]),
        ] {
            assert_eq!(found(&world(roles, days_ago, confirmed)), expected);
        }
        assert!(found(&Records::default()).is_empty(), "nobody is on the map yet");
    }

    #[test]
    fn the_action_of_a_gap_closes_it_until_it_is_done_whatever_it_is_called() {
        let mut records = world(&[Role::EconomicBuyer], None, true);
        let gap = found(&records)[0];
        let action = Action { title: "Anything".into(), ..gap.close(id(9), id(1), None, today()) };
        assert_eq!((action.person, action.due), (Some(id(2)), Some(plus_days(today(), 7))));
        for (status, planned) in [(ActionStatus::Open, true), (ActionStatus::Done, false)] {
            let row = Stored::own(Action { status, ..action.clone() }.into_record());
            records.set(row.key(), Some(row));
            assert_eq!(gap.is_planned(&records, id(1)), planned);
        }
    }
}
