//! Contracts: their terms, notice days and decision dates, the renewal playbook, the probability that counts.
//! Definitions: FORMULAS.md, Dates and Revenue.

use chrono::NaiveDate;

use super::{
    Contract, PlaybookStep, Records,
    choice::{Ending, NoticeParty, PlaybookTask, RenewalCall},
    date::{Holiday, on_or_after_working_day, on_or_before_working_day, plus_days, plus_months},
};

/// More terms than any contract has: a bound for dates that a person mistyped.
const MOST_TERMS: i32 = 2000;

/// A term of a contract: the first as it was signed, or one for which it renewed itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// Its last day.
    pub end: NaiveDate,
    /// The last day on which the client can leave at its end by notice; `None` where it cannot.
    pub notice_day: Option<NaiveDate>,
}

impl Term {
    /// When the client decides at the latest: the notice day, else the end. It never moves.
    pub fn decision_date(self) -> NaiveDate {
        self.notice_day.unwrap_or(self.end)
    }
}

/// Where a contract stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ContractState {
    /// Another follows it.
    Renewed,
    /// It holds, or will.
    Running,
    /// It ended, and nothing followed.
    Over,
}

/// A step of the playbook on the day on which it is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedTask {
    /// What is due.
    pub task: PlaybookTask,
    /// When: a working day.
    pub due: NaiveDate,
}

impl PlaybookTask {
    /// How many calendar days before the decision date it is due.
    pub fn days_before(self) -> u16 {
        match self {
            Self::ValueRecap => 180,
            Self::StakeholderCheck => 150,
            Self::EarlyForecast => 120,
            Self::Proposal => 90,
            Self::Signature => 30,
        }
    }
}

impl RenewalCall {
    /// The probability that a call stands for while none was entered, in percent.
    pub fn probability(self) -> u8 {
        match self {
            Self::Commit => 90,
            Self::BestCase => 60,
            Self::AtRisk => 30,
        }
    }
}

impl PlaybookStep {
    /// Whether it says that its task was done for a term of a contract. One without a term is of the first.
    pub fn is_done_for(&self, contract: &Contract, term: Term) -> bool {
        self.contract == contract.id && self.done_on.is_some() && self.term_end.or(contract.end) == Some(term.end)
    }
}

impl Contract {
    /// The term that holds on `today`, or the last one; `None` where it has no end, or rolls on past it.
    pub fn current_term(&self, today: NaiveDate) -> Option<Term> {
        let end = self.last_end();
        let holds = |term: &Term| term.end >= today || Some(term.end) == end;
        let first = self.terms().next()?;
        match self.ending {
            Ending::UnlessSigned => Some(first),
            Ending::Rolling => Some(first).filter(|term| term.end >= today),
            Ending::Renews => self.terms().find(holds),
        }
    }

    /// The term whose end the client decides about next: the first whose decision date has not passed, else the current
    /// one. After a notice it is the last one.
    pub fn next_term(&self, today: NaiveDate) -> Option<Term> {
        if self.notice_received_on.is_some() {
            let end = self.last_end()?;
            return Some(Term { end, notice_day: self.notice_day_of(end) });
        }
        let undecided = self.terms().find(|term| term.decision_date() >= today);
        undecided.or_else(|| self.current_term(today))
    }

    /// The last day on which the client can leave by notice that has not passed, else that of the current term.
    pub fn notice_day(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.next_term(today)?.notice_day
    }

    /// The day by which the client decides next.
    pub fn decision_date(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.next_term(today).map(Term::decision_date)
    }

    /// The end of the term that is decided about next, or of the last one; `None` where it has no end.
    pub fn term_end(&self, today: NaiveDate) -> Option<NaiveDate> {
        self.next_term(today).map(|term| term.end).or(self.end)
    }

    /// Where it stands on `today`.
    pub fn state(&self, today: NaiveDate) -> ContractState {
        if self.successor.is_some() {
            ContractState::Renewed
        } else if self.is_running(today) {
            ContractState::Running
        } else {
            ContractState::Over
        }
    }

    /// Whether it holds on `today` and nothing follows it. One that renewed itself, or rolls, holds past its first end.
    pub fn is_running(&self, today: NaiveDate) -> bool {
        self.successor.is_none() && self.last_end().is_none_or(|end| end >= today)
    }

    /// Whether the term that holds on `today` is followed by another, because its notice day has passed without a
    /// notice.
    pub fn has_renewed_itself(&self, today: NaiveDate) -> bool {
        self.current_term(today).is_some_and(|term| self.renews_itself_at(term, today))
    }

    /// The probability that it goes on at the end of `term`, 0 to 1: 0 once notice is received, 1 once the notice day
    /// of an automatic renewal has passed, else what was entered or what the early forecast stands for; `None` where
    /// neither is known.
    pub fn renewal_probability(&self, term: Option<Term>, today: NaiveDate) -> Option<f64> {
        if self.notice_received_on.is_some() {
            return Some(0.0);
        }
        if term.is_some_and(|term| self.renews_itself_at(term, today)) {
            return Some(1.0);
        }
        let percent = self.probability.or_else(|| self.forecast.map(RenewalCall::probability));
        percent.map(|percent| f64::from(percent) / 100.0)
    }

    /// The terms that ended, or will, up to `until`, as far as nothing ended the contract before.
    pub fn terms_until(&self, until: NaiveDate) -> impl Iterator<Item = Term> {
        let last = self.last_end();
        self.terms().take_while(move |term| term.end <= until && last.is_none_or(|last| term.end <= last))
    }

    /// Whether a task of its playbook has been done for a term.
    pub fn is_task_done(&self, records: &Records, task: PlaybookTask, term: Term) -> bool {
        let mut steps = records.of::<PlaybookStep>(self.account);
        steps.any(|step| step.task == task && step.is_done_for(self, term))
    }

    /// The dates of the playbook towards the next decision, each on a working day at or before its calendar day. None
    /// is due before the contract began: there was nothing to renew.
    pub fn playbook(&self, holidays: &[Holiday], today: NaiveDate) -> Vec<DatedTask> {
        let Some(decision) = self.decision_date(today) else { return Vec::new() };
        let dated = |task: &PlaybookTask| {
            let due = on_or_before_working_day(plus_days(decision, -i64::from(task.days_before())), holidays);
            let begun = self.start.map_or(due, |start| on_or_after_working_day(start, holidays).min(decision));
            DatedTask { task: *task, due: due.max(begun) }
        };
        PlaybookTask::ALL.iter().map(dated).collect()
    }

    /// Its terms, without an end where it renews itself.
    fn terms(&self) -> impl Iterator<Item = Term> {
        let months = match self.ending {
            Ending::Renews => self.renews_months.filter(|months| *months > 0).map(i32::from),
            Ending::UnlessSigned | Ending::Rolling => None,
        };
        let most = if months.is_some() { MOST_TERMS } else { 1 };
        let end = move |number: i32| Some(plus_months(self.end?, number * months.unwrap_or(0)));
        (0..most).map_while(end).map(|end| Term { end, notice_day: self.notice_day_of(end) })
    }

    /// The last day on which notice can be given for an end. In months, it is the last day whose corresponding day so
    /// many months later, or that month's last, is not after the end.
    fn notice_day_of(&self, end: NaiveDate) -> Option<NaiveDate> {
        let can_leave = self.ending != Ending::UnlessSigned && self.notice_party != NoticeParty::Us;
        match (self.notice_days, self.notice_months) {
            _ if !can_leave => None,
            (Some(days), _) => Some(plus_days(end, -i64::from(days))),
            (None, Some(months)) => {
                let about = plus_months(end, -i32::from(months));
                (0..=4).rev().map(|days| plus_days(about, days)).find(|day| plus_months(*day, i32::from(months)) <= end)
            }
            (None, None) => None,
        }
    }

    /// The day on which it is over for good; `None` while it goes on without one.
    fn last_end(&self) -> Option<NaiveDate> {
        let Some(noticed) = self.notice_received_on else {
            return match self.ending {
                Ending::UnlessSigned => self.end,
                Ending::Renews | Ending::Rolling => None,
            };
        };
        match self.ending {
            Ending::Rolling => {
                let after = match (self.notice_days, self.notice_months) {
                    (Some(days), _) => plus_days(noticed, i64::from(days)),
                    (None, Some(months)) => plus_months(noticed, i32::from(months)),
                    (None, None) => noticed,
                };
                self.end.map_or(Some(after), |end| Some(end.max(after)))
            }
            // Too late for one term, a notice ends the next.
            Ending::UnlessSigned | Ending::Renews => {
                self.terms().find(|term| term.decision_date() >= noticed).map(|term| term.end).or(self.end)
            }
        }
    }

    fn renews_itself_at(&self, term: Term, today: NaiveDate) -> bool {
        let in_time = self.notice_received_on.is_some() && self.last_end().is_some_and(|end| end <= term.end);
        self.ending != Ending::UnlessSigned && !in_time && term.decision_date() < today
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    fn ends(ending: Ending) -> Contract {
        Contract {
            end: Some(day(2027, 1, 31)),
            ending,
            notice_days: Some(60),
            renews_months: Some(12),
            probability: Some(90),
            ..Contract::default()
        }
    }

    /// What is decided next, seen from a day of November 2026.
    fn decision(contract: &Contract) -> Option<NaiveDate> {
        contract.decision_date(day(2026, 9, 1))
    }

    #[test]
    fn the_decision_date_is_the_notice_day_where_the_client_can_leave_by_notice() {
        assert_eq!(decision(&ends(Ending::Renews)), Some(day(2026, 12, 2)));
        assert_eq!(decision(&ends(Ending::UnlessSigned)), Some(day(2027, 1, 31)));
        let ours_alone = Contract { notice_party: NoticeParty::Us, ..ends(Ending::Renews) };
        assert_eq!(decision(&ours_alone), Some(day(2027, 1, 31)));
        let in_months = Contract { notice_days: None, notice_months: Some(3), ..ends(Ending::Renews) };
        assert_eq!(decision(&in_months), Some(day(2026, 10, 31)));
    }

    #[test]
    fn a_contract_renews_itself_the_day_after_its_notice_day_unless_notice_was_received() {
        let renews = ends(Ending::Renews);
        assert!(!renews.has_renewed_itself(day(2026, 12, 2)), "the notice day itself is in time");
        assert!(renews.has_renewed_itself(day(2026, 12, 3)));
        let left = Contract { notice_received_on: Some(day(2026, 11, 30)), ..ends(Ending::Renews) };
        assert!(!left.has_renewed_itself(day(2026, 12, 3)));
        assert!(!ends(Ending::UnlessSigned).has_renewed_itself(day(2027, 1, 31)));
    }

    #[test]
    fn notice_in_months_is_given_on_the_last_day_that_is_in_time() {
        for (end, months, expected) in [
            (day(2027, 2, 28), 1, day(2027, 1, 31)),
            (day(2027, 2, 28), 3, day(2026, 11, 30)),
            (day(2027, 4, 30), 1, day(2027, 3, 31)),
            (day(2027, 3, 31), 3, day(2026, 12, 31)),
            (day(2027, 3, 30), 3, day(2026, 12, 30)),
            (day(2028, 2, 29), 12, day(2027, 2, 28)),
        ] {
            let contract =
                Contract { end: Some(end), notice_days: None, notice_months: Some(months), ..ends(Ending::Renews) };
            assert_eq!(contract.notice_day_of(end), Some(expected), "{months} months before {end}");
        }
    }

    #[test]
    fn a_contract_that_renewed_itself_runs_on_with_a_next_notice_day_and_playbook() {
        let contract = ends(Ending::Renews);
        let after = day(2027, 3, 1);
        assert!(contract.is_running(after) && contract.is_running(day(2031, 1, 1)));
        assert_eq!(contract.current_term(after).map(|term| term.end), Some(day(2028, 1, 31)));
        assert_eq!(contract.notice_day(after), Some(day(2027, 12, 2)));
        assert_eq!(contract.playbook(&[], after).first().map(|task| task.due), Some(day(2027, 6, 4)));
        let between = day(2026, 12, 10);
        assert_eq!(contract.current_term(between).map(|term| term.end), Some(day(2027, 1, 31)));
        assert!(contract.has_renewed_itself(between), "the notice day has passed");
        assert_eq!(contract.notice_day(between), Some(day(2027, 12, 2)), "the next one that can be missed");
        assert!(!ends(Ending::UnlessSigned).is_running(after), "one that ends unless signed is over");
        let rolling = Contract { ending: Ending::Rolling, ..contract };
        assert!(rolling.is_running(after) && rolling.decision_date(after).is_none());
    }

    #[test]
    fn a_notice_ends_the_term_for_which_it_came_in_time() {
        let noticed = |on| Contract { notice_received_on: Some(on), ..ends(Ending::Renews) };
        for (on, end) in [(day(2026, 11, 23), day(2027, 1, 31)), (day(2026, 12, 3), day(2028, 1, 31))] {
            let contract = noticed(on);
            assert_eq!(contract.next_term(day(2026, 12, 10)).map(|term| term.end), Some(end), "{on}");
            assert!(contract.is_running(end) && !contract.is_running(plus_days(end, 1)), "{on}");
        }
        let rolling = Contract { ending: Ending::Rolling, ..noticed(day(2027, 6, 1)) };
        assert!(rolling.is_running(day(2027, 7, 31)) && !rolling.is_running(day(2027, 8, 1)));
    }

    #[test]
    fn no_step_of_the_playbook_is_due_before_the_contract_began() {
        let contract = Contract { start: Some(day(2026, 11, 2)), ..ends(Ending::UnlessSigned) };
        let due: Vec<NaiveDate> = contract.playbook(&[], day(2026, 11, 23)).iter().map(|dated| dated.due).collect();
        assert_eq!(due.iter().min(), Some(&day(2026, 11, 2)));
        let older = Contract { start: Some(day(2024, 2, 1)), ..contract };
        let due: Vec<NaiveDate> = older.playbook(&[], day(2026, 11, 23)).iter().map(|dated| dated.due).collect();
        assert!(due.iter().min() < Some(&day(2026, 11, 2)));
    }

    #[test]
    fn notice_received_means_no_and_a_notice_day_gone_by_means_yes() {
        let on = |contract: &Contract, today| contract.renewal_probability(contract.current_term(today), today);
        let today = day(2026, 11, 23);
        assert_eq!(on(&ends(Ending::Renews), today), Some(0.9));
        assert_eq!(on(&ends(Ending::Renews), day(2026, 12, 2)), Some(0.9), "until the end of the day");
        assert_eq!(on(&ends(Ending::Renews), day(2026, 12, 3)), Some(1.0));
        assert_eq!(on(&ends(Ending::UnlessSigned), day(2026, 12, 3)), Some(0.9));
        let noticed = Contract { notice_received_on: Some(today), ..ends(Ending::Renews) };
        assert_eq!(on(&noticed, day(2026, 12, 3)), Some(0.0));
    }

    #[test]
    fn an_early_forecast_stands_for_a_probability_until_one_is_entered() {
        let called = Contract { probability: None, forecast: Some(RenewalCall::AtRisk), ..ends(Ending::UnlessSigned) };
        assert_eq!(called.renewal_probability(None, day(2026, 11, 23)), Some(0.3));
        let entered = Contract { probability: Some(80), ..called };
        assert_eq!(entered.renewal_probability(None, day(2026, 11, 23)), Some(0.8));
        assert_eq!(Contract::default().renewal_probability(None, day(2026, 11, 23)), None);
    }

    #[test]
    fn the_playbook_counts_back_from_the_decision_date_to_working_days() {
        let aurelia = Contract { end: Some(day(2027, 3, 31)), ..Contract::default() };
        let dates: Vec<_> = aurelia.playbook(&[], day(2026, 9, 1)).into_iter().map(|task| task.due).collect();
        let expected = [(2026, 10, 2), (2026, 10, 30), (2026, 12, 1), (2026, 12, 31), (2027, 3, 1)];
        assert_eq!(dates, expected.map(|(year, month, date)| day(year, month, date)));
    }

    #[test]
    fn a_rolling_contract_goes_on_by_itself_until_notice_comes_in_time() {
        let rolling = Contract { ending: Ending::Rolling, ..ends(Ending::Rolling) };
        let on = |contract: &Contract, today| contract.renewal_probability(contract.current_term(today), today);
        assert_eq!(on(&rolling, day(2026, 12, 3)), Some(1.0));
        let noticed = Contract { notice_received_on: Some(day(2026, 11, 20)), ..rolling };
        assert_eq!(on(&noticed, day(2026, 12, 3)), Some(0.0));
    }

    #[test]
    fn a_step_is_done_for_the_contract_and_the_term_that_it_names() {
        let contract = Contract { id: crate::domain::Id::new(uuid::Uuid::from_u128(7)), ..ends(Ending::Renews) };
        let first = Term { end: day(2027, 1, 31), notice_day: None };
        let next = Term { end: day(2028, 1, 31), ..first };
        let step = PlaybookStep { contract: contract.id, done_on: Some(day(2026, 9, 1)), ..PlaybookStep::default() };
        assert!(step.is_done_for(&contract, first) && !step.is_done_for(&contract, next));
        let of_next = PlaybookStep { term_end: Some(next.end), ..step.clone() };
        assert!(of_next.is_done_for(&contract, next) && !of_next.is_done_for(&contract, first));
        assert!(!PlaybookStep { done_on: None, ..step.clone() }.is_done_for(&contract, first));
        assert!(!step.is_done_for(&Contract { id: crate::domain::Id::default(), ..contract }, first));
    }

    proptest! {
        #[test]
        fn no_task_lies_after_the_decision_date_and_a_decision_is_never_behind(
            offset in 0..5000i64, notice in 0..400u16, months in 1..60u16, seen in 0..9000i64,
        ) {
            let today = plus_days(day(2024, 1, 1), seen);
            let contract = Contract {
                end: Some(plus_days(day(2024, 1, 1), offset)),
                ending: Ending::Renews,
                notice_days: Some(notice),
                renews_months: Some(months),
                ..Contract::default()
            };
            prop_assert!(contract.is_running(today));
            prop_assert!(contract.decision_date(today) >= Some(today));
            for task in contract.playbook(&[], today) {
                prop_assert!(Some(task.due) <= contract.decision_date(today));
            }
        }
    }
}
