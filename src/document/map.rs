//! The stakeholder map as a picture's content: internal with everything that is known, or for the client with nothing
//! but names, titles and who reports to whom.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Face;
use crate::domain::{
    Account, Id, Locale, Person, Records, Teammate, Tie,
    choice::TieKind,
    coverage::of_account,
    org::{self, Layout, Line},
    status::Status,
};
use crate::words::format;

/// A person on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Who.
    pub id: Id<Person>,
    /// Their name.
    pub name: String,
    /// Their title.
    pub title: String,
    /// Their part of the business and their region, as we see the house; empty for the client.
    pub place: String,
    /// What we keep to ourselves: the status of a key player, and who of us owns them. `None` for the client.
    pub ours: Option<(Option<Status>, Option<String>)>,
}

/// The map of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct PeopleMap {
    /// The client's name.
    pub client: String,
    /// The day of the map.
    pub date: NaiveDate,
    /// The same as people read it.
    pub day: String,
    /// For whom it is.
    pub face: Face,
    /// Who stands where.
    pub layout: Layout,
    /// Everybody who is drawn.
    pub people: Vec<Shown>,
    /// Ties between people: from, kind, to. Empty for the client.
    pub ties: Vec<(Id<Person>, TieKind, Id<Person>)>,
}

/// The map of an account on a day, without those below `collapsed` heads.
pub fn people_map(
    records: &Records,
    account: Id<Account>,
    face: Face,
    collapsed: &BTreeSet<Id<Person>>,
    today: NaiveDate,
    locale: Locale,
) -> PeopleMap {
    let coverage = of_account(records, account, today);
    let people: Vec<&Person> = records.of(account).collect();
    let layout = org::layout(&people, collapsed);
    let shown = people.iter().filter(|person| layout.at.contains_key(&person.id)).map(|person| {
        let ours = || {
            let standing = coverage.standing(person.id)?;
            let owner = records.find(standing.owner).map(|teammate: &Teammate| format::initials(&teammate.name));
            Some((standing.status(), owner))
        };
        Shown {
            id: person.id,
            name: person.name.clone(),
            title: person.title.clone(),
            place: match face {
                Face::Internal => place(person),
                Face::Client => String::new(),
            },
            ours: match face {
                Face::Internal => ours(),
                Face::Client => None,
            },
        }
    });
    let ties = match face {
        Face::Internal => records.of::<Tie>(account).map(|tie| (tie.from, tie.kind, tie.to)).collect(),
        Face::Client => Vec::new(),
    };
    PeopleMap {
        client: records.get(account).map(|account| account.name.clone()).unwrap_or_default(),
        date: today,
        day: locale.date_long(today),
        face,
        people: shown.collect(),
        ties,
        layout,
    }
}

fn place(person: &Person) -> String {
    let parts = [&person.unit, &person.region].into_iter().filter(|part| !part.trim().is_empty());
    parts.cloned().collect::<Vec<_>>().join(", ")
}

/// Reporting lines as the path of a drawing.
pub fn lines_path(lines: &[Line]) -> String {
    let of = |line: &Line| {
        let corners = line.corners().into_iter().map(|(x, y)| format!("{x:.1} {y:.1}"));
        format!("M{}", corners.collect::<Vec<_>>().join("L"))
    };
    lines.iter().map(of).collect()
}

/// A tie as it is drawn: its path, and where its name stands. `None` where one of the two is not drawn.
pub fn tie_path(layout: &Layout, from: Id<Person>, to: Id<Person>) -> Option<(String, (f64, f64))> {
    let (from, to) = (*layout.at.get(&from)?, *layout.at.get(&to)?);
    let middle = org::BOX.1 / 2.0;
    let (start, end) = if from.0 + org::BOX.0 <= to.0 {
        ((from.0 + org::BOX.0, from.1 + middle), (to.0, to.1 + middle))
    } else if to.0 + org::BOX.0 <= from.0 {
        ((from.0, from.1 + middle), (to.0 + org::BOX.0, to.1 + middle))
    } else {
        ((from.0 + org::BOX.0, from.1 + middle), (to.0 + org::BOX.0, to.1 + middle))
    };
    if (start.0 - end.0).abs() < 60.0 {
        let reach = start.0.max(end.0) + 44.0;
        let path = format!(
            "M{:.1} {:.1}C{reach:.1} {:.1} {reach:.1} {:.1} {:.1} {:.1}",
            start.0, start.1, start.1, end.1, end.0, end.1
        );
        return Some((path, (reach - 10.0, (start.1 + end.1) / 2.0)));
    }
    let path = format!("M{:.1} {:.1}L{:.1} {:.1}", start.0, start.1, end.0, end.1);
    Some((path, ((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0)))
}
