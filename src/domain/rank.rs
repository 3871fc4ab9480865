//! The order in which the records of an account are listed, kind by kind.

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{
    Account, Action, Approval, Budget, Contract, Decision, Entity, Id, Insight, Metric, Milestone, Need, Negotiation,
    Observation, Opportunity, Order, RaidItem, Records, RevenueActual, RevenueMovement, Target, Term, Trade,
    choice::{PlayState, TradeState},
    date::days_between,
};

/// A kind of record whose lists have an order of their own.
pub trait Ranked: Entity {
    /// Where it stands in its list, the least first.
    fn rank(&self) -> impl Ord;
}

impl Records {
    /// The records of a kind that an account has, in the order of their list.
    pub fn in_order<T: Ranked>(&self, account: Id<Account>) -> Vec<&T> {
        let mut all: Vec<&T> = self.of(account).collect();
        all.order_by_key(|record| record.rank());
        all
    }

    /// The opportunities of an account: open ones first, the next to close first; then closed ones, the latest first.
    pub fn opportunities_in_order(&self, account: Id<Account>, today: NaiveDate) -> Vec<&Opportunity> {
        let mut all: Vec<&Opportunity> = self.of(account).collect();
        all.order_by_key(|deal| {
            let days = deal.close_on.map(|date| days_between(today, date));
            (!deal.is_open(), if deal.is_open() { days } else { days.map(|days| -days) }, deal.id)
        });
        all
    }
}

macro_rules! ranked {
    ($( $(#[$doc:meta])* $kind:ident ($record:ident) => $rank:expr; )*) => { $(
        impl Ranked for $kind {
            $(#[$doc])*
            fn rank(&self) -> impl Ord {
                let $record = self;
                $rank
            }
        }
    )* };
}

ranked! {
    /// Open ones first, by when they are due; those without a day last.
    Action(action) => (action.status, action.due.is_none(), action.due, action.id);
    /// What was decided first, by its day; what waits last.
    Approval(approval) => (approval.decided_on.is_none(), approval.decided_on, approval.id);
    /// By when it ends.
    Budget(budget) => (budget.to, budget.id);
    /// The last to end first.
    Contract(contract) => Reverse((contract.end, contract.id));
    /// What is asked for first, by when it is needed.
    Decision(decision) => (decision.state, decision.due.is_none(), decision.due, decision.id);
    /// What still runs first, the latest seen first.
    Insight(insight) => {
        let is_over = matches!(insight.state, PlayState::Worked | PlayState::Failed);
        (is_over, Reverse(insight.seen_on), insight.id)
    };
    /// By group, the heaviest first.
    Metric(metric) => (metric.group, Reverse(metric.weight), metric.id);
    /// By day; those without one last.
    Milestone(milestone) => (milestone.date.is_none(), milestone.date, milestone.id);
    /// Open ones first, by sort.
    Need(need) => (need.status, need.kind, need.id);
    /// The latest first.
    Negotiation(negotiation) => Reverse((negotiation.closed_on, negotiation.id));
    /// The oldest first.
    Observation(seen) => (seen.date, seen.id);
    /// Open ones first, the gravest first.
    RaidItem(item) => (item.status, Reverse(item.score()), item.id);
    /// The latest first.
    RevenueActual(actual) => Reverse((actual.month, actual.id));
    /// The latest first.
    RevenueMovement(movement) => Reverse((movement.date, movement.id));
    /// By when it ends.
    Target(target) => (target.to, target.id);
    /// What moves the price first.
    Term(term) => (term.lever.is_none(), term.lever, term.id);
    /// What is agreed first, what was dropped last.
    Trade(trade) => (trade.state != TradeState::Agreed, trade.state == TradeState::Dropped, trade.id);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Stored,
        choice::{ActionStatus, Stage},
        date::plus_days,
    };
    use uuid::Uuid;

    fn id<T>(number: u128) -> Id<T> {
        Id::new(Uuid::from_u128(number))
    }

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    #[test]
    fn actions_stand_open_first_by_day_and_those_without_one_last() {
        let action = |number, days: Option<i64>, status| {
            let due = days.map(|days| plus_days(today(), days));
            Stored::own(Action { id: id(number), account: id(1), due, status, ..Action::default() }.into_record())
        };
        let records: Records = [
            action(2, Some(1), ActionStatus::Done),
            action(3, None, ActionStatus::Open),
            action(4, Some(9), ActionStatus::Open),
            action(5, Some(2), ActionStatus::Open),
        ]
        .into_iter()
        .collect();
        let order: Vec<u128> = records.in_order::<Action>(id(1)).iter().map(|action| action.id.0.as_u128()).collect();
        assert_eq!(order, [5, 4, 3, 2]);
    }

    #[test]
    fn the_next_deal_to_close_stands_first_and_the_latest_closed_after_the_open_ones() {
        let deal = |number, days, stage| {
            let close_on = Some(plus_days(today(), days));
            let deal = Opportunity { id: id(number), account: id(1), close_on, stage, ..Opportunity::default() };
            Stored::own(deal.into_record())
        };
        let records: Records = [
            deal(2, -90, Stage::Won),
            deal(3, 40, Stage::Proposal),
            deal(4, -5, Stage::Lost),
            deal(5, 10, Stage::Proposal),
        ]
        .into_iter()
        .collect();
        let order: Vec<u128> =
            records.opportunities_in_order(id(1), today()).iter().map(|deal| deal.id.0.as_u128()).collect();
        assert_eq!(order, [5, 3, 4, 2]);
    }
}
