//! Lines that must not lead back to where they began: who reports to whom, what is a part of what, what waits for what.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Circle, Key, Kind, Record};

/// Where the lines of a record lead.
fn leads_to(record: &Record) -> Vec<Key> {
    let key = |kind: Kind, id: Uuid| Key { kind, id };
    match record {
        Record::Person(person) => person.manager.map(|id| key(Kind::Person, id.0)).into_iter().collect(),
        Record::Account(account) => account.parent.map(|id| key(Kind::Account, id.0)).into_iter().collect(),
        Record::Initiative(initiative) => initiative.after.iter().map(|id| key(Kind::Initiative, id.0)).collect(),
        Record::Action(action) => action.after.iter().map(|id| key(Kind::Action, id.0)).collect(),
        _ => Vec::new(),
    }
}

/// The circle that `record` closes, itself first and last; `None` where its lines end. `find` tells the records that
/// the lines lead to.
pub fn circle<'a>(find: impl Fn(Key) -> Option<&'a Record>, record: &Record) -> Option<Circle> {
    let start = Key { kind: record.kind(), id: record.uuid() };
    let mut seen = BTreeSet::new();
    let mut open: Vec<(Key, Vec<String>)> =
        leads_to(record).into_iter().map(|key| (key, vec![record.name().unwrap_or_default()])).collect();
    while let Some((key, mut path)) = open.pop() {
        if key == start {
            path.push(record.name().unwrap_or_default());
            return Some(Circle { kind: record.kind(), names: path });
        }
        let Some(next) = find(key).filter(|_| seen.insert(key)) else { continue };
        path.push(next.name().unwrap_or_default());
        open.extend(leads_to(next).into_iter().map(|key| (key, path.clone())));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Id, Initiative, Person, Records, Stored};

    fn person(number: u128, manager: Option<u128>) -> Person {
        let id = |number| Id::new(Uuid::from_u128(number));
        Person { id: id(number), name: format!("P{number}"), manager: manager.map(id), ..Person::default() }
    }

    #[test]
    fn a_circle_is_told_with_every_name_in_it() {
        let records: Records = [person(1, None), person(2, Some(1)), person(3, Some(2))]
            .map(|p| Stored::own(p.into_record()))
            .into_iter()
            .collect();
        let closes = |manager| circle(|key| records.record(key), &person(1, manager).into_record());
        let names = |manager| closes(manager).map(|circle| circle.names);
        assert_eq!(names(Some(3)), Some(["P1", "P3", "P2", "P1"].map(str::to_owned).to_vec()));
        assert_eq!(names(Some(1)), Some(["P1", "P1"].map(str::to_owned).to_vec()));
        assert_eq!(closes(None), None);
        assert_eq!(circle(|key| records.record(key), &person(4, Some(3)).into_record()), None);
    }

    #[test]
    fn a_circle_elsewhere_is_no_circle_of_this_record() {
        let initiative = |number, after: &[u128]| Initiative {
            id: Id::new(Uuid::from_u128(number)),
            after: after.iter().map(|id| Id::new(Uuid::from_u128(*id))).collect(),
            ..Initiative::default()
        };
        let records: Records =
            [initiative(1, &[2]), initiative(2, &[1])].map(|i| Stored::own(i.into_record())).into_iter().collect();
        assert_eq!(circle(|key| records.record(key), &initiative(3, &[1]).into_record()), None);
        assert!(circle(|key| records.record(key), &initiative(2, &[3, 1]).into_record()).is_some());
    }
}
