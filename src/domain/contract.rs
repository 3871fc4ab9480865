//! Contracts: notice days, decision dates, the renewal playbook, the probability that counts.
//! Definitions: FORMULAS.md, Dates and Revenue.

use chrono::NaiveDate;

use super::{
    Contract, PlaybookStep, Records,
    choice::{Ending, NoticeParty},
    date::{Holiday, on_or_before_working_day, plus_days, plus_months},
};

/// The playbook: calendar days before the decision date, and what is due then.
pub const PLAYBOOK: [(u16, &str); 5] = [
    (180, "Value recap"),
    (150, "Stakeholder check"),
    (120, "Early forecast and sign-offs"),
    (90, "Proposal"),
    (30, "Signature"),
];

impl Contract {
    /// The last day on which the client can leave by notice; `None` where it cannot, or where dates are missing.
    pub fn notice_day(&self) -> Option<NaiveDate> {
        let can_leave = self.ending != Ending::UnlessSigned && self.notice_party != NoticeParty::Us;
        let end = self.end.filter(|_| can_leave)?;
        match (self.notice_days, self.notice_months) {
            (Some(days), _) => Some(plus_days(end, -i64::from(days))),
            (None, Some(months)) => Some(plus_months(end, -i32::from(months))),
            (None, None) => None,
        }
    }

    /// When the client decides at the latest: the notice day, else the end. It never moves.
    pub fn decision_date(&self) -> Option<NaiveDate> {
        self.notice_day().or(self.end)
    }

    /// Whether it holds on `today` and nothing follows it.
    pub fn is_running(&self, today: NaiveDate) -> bool {
        self.successor.is_none() && self.end.is_none_or(|end| end >= today)
    }

    /// Whether it goes on because the notice day of an automatic renewal has passed.
    pub fn has_renewed_itself(&self, today: NaiveDate) -> bool {
        self.ending != Ending::UnlessSigned && self.notice_day().is_some_and(|day| day < today)
    }

    /// The probability of renewal that counts, 0 to 1: 0 once notice is received, 1 once the notice day of an automatic
    /// renewal has passed, else what was entered; `None` when nothing was.
    pub fn renewal_probability(&self, today: NaiveDate) -> Option<f64> {
        if self.notice_received_on.is_some() {
            return Some(0.0);
        }
        if self.has_renewed_itself(today) {
            return Some(1.0);
        }
        self.probability.map(|percent| f64::from(percent) / 100.0)
    }

    /// Whether a step of its playbook has been done.
    pub fn is_step_done(&self, records: &Records, days_before: u16) -> bool {
        let mut steps = records.of::<PlaybookStep>(self.account);
        steps.any(|step| step.contract == self.id && step.days_before == days_before && step.done_on.is_some())
    }

    /// The dates of the playbook, each on a working day at or before its calendar day.
    pub fn playbook(&self, holidays: &[Holiday]) -> Vec<(u16, &'static str, NaiveDate)> {
        let Some(decision) = self.decision_date() else { return Vec::new() };
        let dated = PLAYBOOK.map(|(days, name)| {
            (days, name, on_or_before_working_day(plus_days(decision, -i64::from(days)), holidays))
        });
        dated.to_vec()
    }

    /// What happens at the end, as a sentence part.
    pub fn ending_text(&self) -> String {
        match (self.ending, self.renews_months) {
            (Ending::Renews, Some(months)) => format!("renews by itself for {months} months"),
            (Ending::Renews, None) => "renews by itself".into(),
            (Ending::UnlessSigned, _) => "renews only if signed".into(),
            (Ending::Rolling, _) => "rolls until notice".into(),
        }
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
            probability: Some(90),
            ..Contract::default()
        }
    }

    #[test]
    fn the_decision_date_is_the_notice_day_where_the_client_can_leave_by_notice() {
        assert_eq!(ends(Ending::Renews).decision_date(), Some(day(2026, 12, 2)));
        assert_eq!(ends(Ending::UnlessSigned).decision_date(), Some(day(2027, 1, 31)));
        let ours_alone = Contract { notice_party: NoticeParty::Us, ..ends(Ending::Renews) };
        assert_eq!(ours_alone.decision_date(), Some(day(2027, 1, 31)));
        let in_months = Contract { notice_days: None, notice_months: Some(3), ..ends(Ending::Renews) };
        assert_eq!(in_months.decision_date(), Some(day(2026, 10, 31)));
    }

    #[test]
    fn notice_received_means_no_and_a_notice_day_gone_by_means_yes() {
        let today = day(2026, 11, 23);
        assert_eq!(ends(Ending::Renews).renewal_probability(today), Some(0.9));
        assert_eq!(ends(Ending::Renews).renewal_probability(day(2026, 12, 3)), Some(1.0));
        assert_eq!(ends(Ending::UnlessSigned).renewal_probability(day(2026, 12, 3)), Some(0.9));
        let noticed = Contract { notice_received_on: Some(today), ..ends(Ending::Renews) };
        assert_eq!(noticed.renewal_probability(day(2026, 12, 3)), Some(0.0));
    }

    #[test]
    fn the_playbook_counts_back_from_the_decision_date_to_working_days() {
        let aurelia = Contract { end: Some(day(2027, 3, 31)), ..Contract::default() };
        let dates: Vec<_> = aurelia.playbook(&[]).into_iter().map(|(_, _, date)| date).collect();
        let expected = [(2026, 10, 2), (2026, 10, 30), (2026, 12, 1), (2026, 12, 31), (2027, 3, 1)];
        assert_eq!(dates, expected.map(|(year, month, date)| day(year, month, date)));
    }

    proptest! {
        #[test]
        fn no_step_lies_after_the_decision_date(offset in 0..5000i64, notice in 0..400u16) {
            let end = plus_days(day(2024, 1, 1), offset);
            let contract = Contract { end: Some(end), ending: Ending::Renews, notice_days: Some(notice), ..Contract::default() };
            for (.., date) in contract.playbook(&[]) {
                prop_assert!(Some(date) <= contract.decision_date());
            }
        }
    }
}
