//! The escalation ladder of an account: its levels, and how an issue climbs them and keeps its history.

use super::{
    Account, Escalation, Id, Order, RaidItem, Records,
    choice::{LadderLevel, RaidKind, RaidStatus},
};
use chrono::NaiveDate;

/// The top of a ladder that nobody has written down.
const USUAL_TOP: u8 = 3;

/// A step of an issue on its ladder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Climb {
    /// Its id.
    pub id: Id<Climb>,
    /// When.
    pub date: NaiveDate,
    /// To which level; 0 is back to those who work on it.
    pub level: u8,
    /// Why.
    pub reason: String,
}

/// The levels of an account's ladder, lowest first.
pub fn ladder(records: &Records, account: Id<Account>) -> Vec<&Escalation> {
    let mut levels: Vec<&Escalation> = records.of(account).collect();
    levels.order_by_key(|level| (level.level, level.id));
    levels
}

/// The highest level of an account's ladder.
pub fn top(records: &Records, account: Id<Account>) -> u8 {
    ladder(records, account).last().map_or(USUAL_TOP, |level| level.level)
}

/// Whether an open issue stands on the top level of its ladder.
pub fn stands_at_the_top(records: &Records, item: &RaidItem) -> bool {
    let is_open_issue = item.kind == RaidKind::Issue && item.status == RaidStatus::Open;
    is_open_issue && item.level.is_some_and(|level| level >= top(records, item.account))
}

/// The entry moved to the level of `climb`, with the move in its history; level 0 takes it off the ladder.
pub fn moved(item: &RaidItem, climb: Climb) -> RaidItem {
    let mut moved = RaidItem { level: (climb.level > 0).then_some(climb.level), ..item.clone() };
    moved.climbs.push(climb);
    moved
}

/// A ladder to begin with: three levels, to be filled with names. `trigger` says when one climbs to a level.
pub fn usual(
    account: Id<Account>,
    trigger: impl Fn(LadderLevel) -> String,
    mut new_id: impl FnMut() -> Id<Escalation>,
) -> Vec<Escalation> {
    let levels = LadderLevel::ALL.iter().zip(1..).map(|(level, number)| Escalation {
        id: new_id(),
        account,
        level: number,
        trigger: trigger(*level),
        response_hours: Some(level.response_hours()),
        ..Escalation::default()
    });
    levels.collect()
}

impl LadderLevel {
    fn response_hours(self) -> u16 {
        match self {
            Self::Team => 24,
            Self::Date => 8,
            Self::Relationship => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Entity, Stored};

    fn issue(level: Option<u8>) -> RaidItem {
        RaidItem { kind: RaidKind::Issue, level, ..RaidItem::default() }
    }

    #[test]
    fn an_issue_stands_at_the_top_of_its_own_ladder() {
        let none = Records::default();
        let mut number = 0;
        let two_levels: Records = usual(
            Id::default(),
            |_| String::new(),
            || {
                number += 1;
                Id::new(uuid::Uuid::from_u128(number))
            },
        )
        .into_iter()
        .take(2)
        .map(|level| Stored::own(level.into_record()))
        .collect();
        for (records, level, at_top) in
            [(&none, None, false), (&none, Some(2), false), (&none, Some(3), true), (&two_levels, Some(2), true)]
        {
            assert_eq!(stands_at_the_top(records, &issue(level)), at_top, "{level:?}");
        }
        let solved = RaidItem { status: RaidStatus::Closed, ..issue(Some(3)) };
        assert!(!stands_at_the_top(&none, &solved));
    }

    #[test]
    fn it_climbs_and_comes_down_and_keeps_its_history() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let climb = |level, reason: &str| Climb { date: day, level, reason: reason.into(), ..Climb::default() };
        let up = moved(&issue(None), climb(1, "No answer in two days"));
        let down = moved(&up, climb(0, ""));
        assert_eq!((up.level, down.level), (Some(1), None));
        assert_eq!(down.climbs.iter().map(|climb| climb.level).collect::<Vec<_>>(), [1, 0]);
    }
}
