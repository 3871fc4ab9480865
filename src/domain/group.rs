//! Groups with their parts rolled up, and regions with their target, risks and commitments.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{
    Account, Action, Amount, Figure, Id, MissingRates, Order, RaidItem, Records, Region, RevenueMovement, Teammate,
    choice::ActionStatus,
    portfolio::comparable,
    revenue::{Books, arr},
    status::{AccountStatus, account_status},
};

/// An account with all that are a part of it, however deep.
pub fn group(records: &Records, head: Id<Account>) -> BTreeSet<Id<Account>> {
    let mut found = BTreeSet::from([head]);
    loop {
        let before = found.len();
        let parts =
            records.all::<Account>().filter(|account| account.parent.is_some_and(|parent| found.contains(&parent)));
        found.extend(parts.map(|account| account.id).collect::<Vec<_>>());
        if found.len() == before {
            return found;
        }
    }
}

/// The accounts that others are a part of.
pub fn heads(records: &Records) -> Vec<&Account> {
    let parents: BTreeSet<Id<Account>> = records.all::<Account>().filter_map(|account| account.parent).collect();
    records.all::<Account>().filter(|account| parents.contains(&account.id)).collect()
}

/// An account in its group.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// The account.
    pub id: Id<Account>,
    /// Its name.
    pub name: String,
    /// How deep it stands below the head of its group.
    pub depth: usize,
    /// Its own recurring revenue, in the workspace's currency.
    pub own: Figure<Amount>,
    /// That of all its parts with it.
    pub all: Figure<Amount>,
    /// Its status.
    pub status: AccountStatus,
    /// How many parts are below it.
    pub parts: usize,
}

/// The groups, each head followed by its parts.
pub fn groups(records: &Records, today: NaiveDate) -> Vec<Member> {
    let settings = records.workspace();
    let own = |account: &Account| comparable(records, account.id, &settings, today).map(|comparable| comparable.arr);
    let parents: BTreeSet<Id<Account>> = records.all::<Account>().filter_map(|account| account.parent).collect();
    let mut open: Vec<(&Account, usize)> = records
        .all::<Account>()
        .filter(|account| parents.contains(&account.id) && records.find(account.parent).is_none())
        .map(|account| (account, 0))
        .collect();
    open.order_by(|a, b| b.0.name.cmp(&a.0.name));
    // Groups that run in a circle, as a file may hold them, have no head: each account of one stands as a head.
    let headed: BTreeSet<Id<Account>> = open.iter().flat_map(|(head, _)| group(records, head.id)).collect();
    let circular =
        records.all::<Account>().filter(|account| parents.contains(&account.id) && !headed.contains(&account.id));
    open.splice(0..0, circular.map(|account| (account, 0)).collect::<Vec<_>>());
    let mut rows = Vec::new();
    let mut seen = BTreeSet::new();
    while let Some((account, depth)) = open.pop() {
        if !seen.insert(account.id) {
            continue;
        }
        let members = group(records, account.id);
        let all = members.iter().filter_map(|id| records.get(*id)).map(own).sum();
        rows.push(Member {
            id: account.id,
            name: account.name.clone(),
            depth,
            own: own(account),
            all,
            status: account_status(records, account.id, today),
            parts: members.len() - 1,
        });
        let mut parts: Vec<&Account> =
            records.all::<Account>().filter(|part| part.parent == Some(account.id)).collect();
        parts.order_by(|a, b| b.name.cmp(&a.name));
        open.extend(parts.into_iter().map(|part| (part, depth + 1)));
    }
    rows
}

/// A region of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct RegionFigures {
    /// The region.
    pub region: Region,
    /// The name of its account.
    pub account: String,
    /// Who of us is there.
    pub ours: String,
    /// Who of them.
    pub theirs: String,
    /// Recurring revenue booked to the region, in the account's currency, without what lacks a rate.
    pub now: Amount,
    /// The rates that are missing for it.
    pub missing: MissingRates,
    /// How many entries of the risk log are open there.
    pub risks: usize,
    /// How many actions are.
    pub commitments: usize,
}

/// The regions of all accounts with what is known of each, by name.
pub fn regions(records: &Records, today: NaiveDate) -> Vec<RegionFigures> {
    let settings = records.workspace();
    let mut all: Vec<RegionFigures> = records
        .all::<Region>()
        .map(|region| {
            let id = region.account;
            let here = |of: Option<Id<Region>>| of == Some(region.id);
            let books = Books::of_account(records, &settings, id, today);
            let movements = records.of::<RevenueMovement>(id).filter(|movement| here(movement.region));
            RegionFigures {
                account: records.get(id).map(|account| account.name.clone()).unwrap_or_default(),
                ours: records.find(region.owner).map(|teammate: &Teammate| teammate.name.clone()).unwrap_or_default(),
                theirs: records.find(region.owner_there).map(|person| person.name.clone()).unwrap_or_default(),
                now: arr(movements, today, &books),
                missing: books.missing(),
                risks: records.of::<RaidItem>(id).filter(|item| here(item.region) && item.is_open()).count(),
                commitments: records
                    .of::<Action>(id)
                    .filter(|action| here(action.region) && action.status == ActionStatus::Open)
                    .count(),
                region: region.clone(),
            }
        })
        .collect();
    all.order_by(|a, b| (&a.region.name, &a.account).cmp(&(&b.region.name, &b.account)));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Currency, Entity, Money, Stored};
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    /// An account with its number as recurring revenue.
    fn account(number: u128, name: &str, parent: Option<u128>) -> [Stored; 2] {
        let account = Account { id: id(number), name: name.into(), parent: parent.map(id), ..Account::default() };
        let revenue = RevenueMovement {
            id: id(number + 100),
            account: id(number),
            date: today(),
            amount: Money::units(number as i64, Currency::EUR),
            region: Some(id(number + 200)),
            ..RevenueMovement::default()
        };
        [Stored::own(account.into_record()), Stored::own(revenue.into_record())]
    }

    fn shown(records: &Records) -> Vec<(String, usize, Figure<f64>, usize)> {
        let row = |row: Member| (row.name, row.depth, row.all.map(Amount::as_units), row.parts);
        groups(records, today()).into_iter().map(row).collect()
    }

    #[test]
    fn parts_stand_below_their_head_by_name_and_roll_up_into_it() {
        let records: Records = [
            account(1, "Head", None),
            account(2, "Zulu", Some(1)),
            account(3, "Alpha", Some(1)),
            account(4, "Deep", Some(2)),
            account(5, "Alone", None),
        ]
        .into_iter()
        .flatten()
        .collect();
        let expected = [("Head", 0, 10.0, 3), ("Alpha", 1, 3.0, 0), ("Zulu", 1, 6.0, 1), ("Deep", 2, 4.0, 0)];
        assert_eq!(shown(&records), expected.map(|(name, depth, all, parts)| (name.into(), depth, Ok(all), parts)));
    }

    #[test]
    fn a_group_that_runs_in_a_circle_is_shown_once_and_ends() {
        let records: Records = [account(1, "A", Some(2)), account(2, "B", Some(1))].into_iter().flatten().collect();
        assert_eq!(shown(&records).len(), 2);
    }

    #[test]
    fn a_region_has_what_is_booked_open_and_promised_there() {
        let region = Region { id: id(201), account: id(1), name: "Nordics".into(), ..Region::default() };
        let risk = RaidItem { id: id(50), account: id(1), region: Some(id(201)), ..RaidItem::default() };
        let action = |number, status| {
            Action { id: id(number), account: id(1), region: Some(id(201)), status, ..Action::default() }.into_record()
        };
        let more =
            [region.into_record(), risk.into_record(), action(60, ActionStatus::Open), action(61, ActionStatus::Done)];
        let records: Records = account(1, "Head", None).into_iter().chain(more.map(Stored::own)).collect();
        let all = regions(&records, today());
        let [nordics] = all.as_slice() else { panic!("one region") };
        assert_eq!((nordics.account.as_str(), nordics.now.as_units()), ("Head", 1.0));
        assert_eq!((nordics.risks, nordics.commitments), (1, 1));
    }
}
