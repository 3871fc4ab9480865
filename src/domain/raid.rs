//! The log of risks, assumptions, issues and dependencies: how bad an entry is, and when it must be looked at again.

use chrono::NaiveDate;

use super::{
    RaidItem,
    choice::{RaidKind, RaidStatus},
    status::Status,
};

/// Probability × impact from which an entry is red, and from which it is amber. Of 25.
const BANDS: (u8, u8) = (16, 9);

/// The band of a probability and an impact, each 1–5.
pub fn band(probability: u8, impact: u8) -> Status {
    match probability.saturating_mul(impact) {
        score if score >= BANDS.0 => Status::Risk,
        score if score >= BANDS.1 => Status::Watch,
        _ => Status::Good,
    }
}

impl RaidItem {
    /// Probability × impact, 1 to 25; `None` while it is not rated.
    pub fn score(&self) -> Option<u8> {
        self.probability.zip(self.impact).map(|(probability, impact)| probability.saturating_mul(impact))
    }

    /// Whether it still counts.
    pub fn is_open(&self) -> bool {
        self.status == RaidStatus::Open
    }

    /// Whether it is open and its review date has come: an assumption that nobody confirmed by then has aged.
    pub fn is_due(&self, today: NaiveDate) -> bool {
        self.is_open() && self.review_on.is_some_and(|date| date <= today)
    }

    /// Whether it is an assumption that nobody has confirmed by its review date.
    pub fn has_aged(&self, today: NaiveDate) -> bool {
        self.kind == RaidKind::Assumption && self.is_due(today)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_band_is_chosen_by_probability_times_impact() {
        for (probability, impact, status) in [
            (4, 4, Status::Risk),
            (3, 5, Status::Watch),
            (3, 3, Status::Watch),
            (2, 4, Status::Good),
            (5, 5, Status::Risk),
        ] {
            assert_eq!(band(probability, impact), status, "{probability} × {impact}");
        }
    }

    #[test]
    fn an_assumption_ages_until_it_is_confirmed() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        let assumed = RaidItem { kind: RaidKind::Assumption, review_on: Some(today), ..RaidItem::default() };
        for (item, aged) in [
            (assumed.clone(), true),
            (RaidItem { review_on: today.succ_opt(), ..assumed.clone() }, false),
            (RaidItem { review_on: None, ..assumed.clone() }, false),
            (RaidItem { status: RaidStatus::Confirmed, ..assumed.clone() }, false),
            (RaidItem { kind: RaidKind::Risk, ..assumed }, false),
        ] {
            assert_eq!(item.has_aged(today), aged, "{item:?}");
        }
    }
}
