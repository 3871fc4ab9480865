//! Meetings: whom a name in the notes means, and how to prepare one.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{
    Account, Action, Decision, Id, Meeting, Order, Person, Records, Teammate,
    choice::{ActionStatus, DecisionState, RaidKind},
};

/// Somebody named in notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// One of us.
    Ours(Id<Teammate>),
    /// One of theirs.
    Theirs(Id<Person>),
}

impl Named {
    /// The teammate, where it is one of us.
    pub fn ours(self) -> Option<Id<Teammate>> {
        if let Self::Ours(teammate) = self { Some(teammate) } else { None }
    }

    /// The person, where it is one of theirs.
    pub fn theirs(self) -> Option<Id<Person>> {
        if let Self::Theirs(person) = self { Some(person) } else { None }
    }

    /// Their name.
    pub fn name(self, records: &Records) -> Option<String> {
        match self {
            Self::Ours(teammate) => records.get(teammate).map(|teammate| teammate.name.clone()),
            Self::Theirs(person) => records.get(person).map(|person| person.name.clone()),
        }
    }
}

/// The meetings of an account from `today` on, the next first.
pub fn to_come(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<&Meeting> {
    let mut all: Vec<&Meeting> = records.of::<Meeting>(account).filter(|meeting| meeting.date >= today).collect();
    all.order_by_key(|meeting| (meeting.date, meeting.at.clone()));
    all
}

/// The meetings of an account before `today`, the latest first.
pub fn held(records: &Records, account: Id<Account>, today: NaiveDate) -> Vec<&Meeting> {
    let mut all: Vec<&Meeting> = records.of::<Meeting>(account).filter(|meeting| meeting.date < today).collect();
    all.order_by_key(|meeting| Reverse((meeting.date, meeting.at.clone())));
    all
}

/// Whom a name in notes means: one of us or one of theirs, by the name or a part of it, else by the beginning of
/// either. `None` where it fits nobody, or more than one.
pub fn who(records: &Records, account: Id<Account>, name: &str) -> Option<Named> {
    let wanted = name.to_lowercase();
    let is_named = |full: &str| full == wanted || full.split_whitespace().any(|part| part == wanted);
    let begins =
        |full: &str| full.starts_with(&wanted) || full.split_whitespace().any(|part| part.starts_with(&wanted));
    one_that(records, account, &is_named).or_else(|| one_that(records, account, &begins))
}

/// The one of our team or of the account's people whose name in small letters fits.
fn one_that(records: &Records, account: Id<Account>, fits: &dyn Fn(&str) -> bool) -> Option<Named> {
    let ours = records.all::<Teammate>().filter(|each| fits(&each.name.to_lowercase()));
    let ours: Vec<Id<Teammate>> = ours.map(|each| each.id).collect();
    let theirs = records.of::<Person>(account).filter(|each| fits(&each.name.to_lowercase()));
    let theirs: Vec<Id<Person>> = theirs.map(|each| each.id).collect();
    match (&ours[..], &theirs[..]) {
        ([one], []) => Some(Named::Ours(*one)),
        ([], [one]) => Some(Named::Theirs(*one)),
        _ => None,
    }
}

/// What to know before a meeting.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prep {
    /// Who of them comes.
    pub people: Vec<Person>,
    /// What was promised and is still open, ours and theirs.
    pub promised: Vec<Action>,
    /// What we ask them to decide.
    pub asks: Vec<Decision>,
    /// Risks and issues that whoever comes may raise.
    pub risks: Vec<String>,
    /// The last meeting with any of them, and its notes.
    pub last: Option<Meeting>,
}

/// What to know before `meeting`.
pub fn prep(records: &Records, meeting: &Meeting) -> Prep {
    let account = meeting.account;
    let comes = |person: Option<Id<Person>>| person.is_some_and(|person| meeting.people.contains(&person));
    let open = |action: &&Action| action.status == ActionStatus::Open && action.plan.is_none();
    let mut promised: Vec<Action> = records
        .of::<Action>(account)
        .filter(open)
        .filter(|action| {
            comes(action.person) || comes(action.owner_there) || !action.shared.is_empty() || action.meeting.is_some()
        })
        .cloned()
        .collect();
    promised.order_by_key(|action| (action.due.is_none(), action.due, action.id));
    let mut asks: Vec<Decision> =
        records.of::<Decision>(account).filter(|decision| decision.state == DecisionState::Asked).cloned().collect();
    asks.order_by_key(|decision| (!comes(decision.decided_by), decision.due.is_none(), decision.due, decision.id));
    let last = records.of::<Meeting>(account).filter(|other| {
        other.date < meeting.date && other.id != meeting.id && other.people.iter().any(|person| comes(Some(*person)))
    });
    let risks = records
        .of::<super::RaidItem>(account)
        .filter(|item| item.is_open() && matches!(item.kind, RaidKind::Risk | RaidKind::Issue))
        .filter(|item| comes(item.owner_there) || item.score().is_some_and(|score| score >= 12))
        .map(|item| item.statement.clone());
    Prep {
        people: meeting.people.iter().filter_map(|id| records.get(*id)).cloned().collect(),
        promised,
        asks,
        risks: risks.collect(),
        last: last.max_by_key(|other| (other.date, other.id)).cloned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Stored};
    use uuid::Uuid;

    #[test]
    fn a_name_means_somebody_only_where_it_fits_one() {
        let id = |number| Uuid::from_u128(number);
        let account = Id::new(id(1));
        let person = |number, name: &str| {
            Stored::own(
                Person { id: Id::new(id(number)), account, name: name.into(), ..Person::default() }.into_record(),
            )
        };
        let ours = Teammate { id: Id::new(id(9)), name: "Jonas Weber".into(), ..Teammate::default() };
        let records: Records = [person(2, "Ana Figueiredo"), person(3, "Anaïs Weber"), Stored::own(ours.into_record())]
            .into_iter()
            .collect();
        assert_eq!(who(&records, account, "jonas"), Some(Named::Ours(Id::new(id(9)))));
        assert_eq!(who(&records, account, "Figueiredo"), Some(Named::Theirs(Id::new(id(2)))));
        assert_eq!(who(&records, account, "an"), None, "two begin like this");
        assert_eq!(who(&records, account, "ana"), Some(Named::Theirs(Id::new(id(2)))), "only one is called so");
        assert_eq!(who(&records, account, "weber"), None, "one of ours and one of theirs");
        assert_eq!(who(&records, account, "nobody"), None);
    }
}
