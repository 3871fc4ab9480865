//! One metric: its latest value, its status against the target, its score, its progress.
//! Definitions: FORMULAS.md, Metrics, health and status.

use chrono::NaiveDate;

use super::{Metric, Objective, Observation, Order, Records, date::days_between, status::Status};

/// Where a value stands against its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetStatus {
    /// At the target or better.
    OnTarget,
    /// Within the margin.
    Close,
    /// Neither.
    OffTarget,
}

impl Metric {
    /// Whether more is better: told by the bounds, else by baseline and target.
    pub fn higher_is_better(&self) -> bool {
        let ends = self.red.zip(self.green).or_else(|| self.baseline.zip(self.target));
        ends.is_none_or(|(low, high)| high >= low)
    }

    /// Where `value` stands; `None` without a target.
    pub fn standing(&self, value: f64) -> Option<TargetStatus> {
        let target = self.target?;
        let missing = if self.higher_is_better() { target - value } else { value - target };
        let margin = self.margin.unwrap_or(target.abs() * 0.05);
        Some(match missing {
            missing if missing <= 1e-9 => TargetStatus::OnTarget,
            missing if missing <= margin + 1e-9 => TargetStatus::Close,
            _ => TargetStatus::OffTarget,
        })
    }

    /// 0 at the red bound to 100 at the green bound, linear between them; `None` without two different bounds.
    pub fn score(&self, value: f64) -> Option<f64> {
        let (red, green) = self.red.zip(self.green).filter(|(red, green)| red != green)?;
        Some(((value - red) / (green - red) * 100.0).clamp(0.0, 100.0))
    }

    /// For how many days a value counts as fresh: its own, else 400 for surveys and 90 for the rest.
    pub fn fresh_for(&self) -> i64 {
        let usual = if self.survey.is_some() { 400 } else { 90 };
        i64::from(self.fresh_days.unwrap_or(usual))
    }

    /// With how many decimals a value is written.
    pub fn decimals_of(&self, value: f64) -> usize {
        self.decimals.map_or_else(|| usize::from(value.fract() != 0.0), usize::from)
    }
}

/// The latest observation of a metric up to `date`.
pub fn latest<'a>(
    observations: impl Iterator<Item = &'a Observation>,
    metric: &Metric,
    date: NaiveDate,
) -> Option<&'a Observation> {
    let known = observations.filter(|observation| observation.metric == metric.id && observation.date <= date);
    known.max_by_key(|observation| (observation.date, observation.id))
}

/// The values of a metric until `date`, oldest first.
pub fn values<'a>(records: &'a Records, metric: &Metric, date: NaiveDate) -> Vec<&'a Observation> {
    let all = records.of::<Observation>(metric.account);
    let mut values: Vec<&Observation> = all.filter(|seen| seen.metric == metric.id && seen.date <= date).collect();
    values.order_by_key(|seen| seen.date);
    values
}

/// Whether an observation is fresh for its metric on `date`.
pub fn is_fresh(metric: &Metric, observation: &Observation, date: NaiveDate) -> bool {
    days_between(observation.date, date) <= metric.fresh_for()
}

impl TargetStatus {
    /// The status that shows it.
    pub fn status(self) -> Status {
        match self {
            Self::OnTarget => Status::Good,
            Self::Close => Status::Watch,
            Self::OffTarget => Status::Risk,
        }
    }
}

impl Objective {
    /// Where it stands: the latest value of its metric, else what was entered.
    pub fn now(&self, records: &Records, today: NaiveDate) -> Option<f64> {
        let metric = records.find(self.metric);
        let measured = metric.and_then(|metric| latest(records.of::<Observation>(self.account), metric, today));
        measured.map(|observation| observation.value).or(self.actual)
    }

    /// How far `now` is on the way from its baseline to its target, 0 to 1.
    pub fn progress(&self, now: Option<f64>) -> Option<f64> {
        progress(self.baseline?, now?, self.target?)
    }
}

/// Progress from a baseline to a target, 0 to 1; `None` when they are the same.
pub fn progress(baseline: f64, actual: f64, target: f64) -> Option<f64> {
    (baseline != target).then(|| ((actual - baseline) / (target - baseline)).clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_on_target_close_within_five_percent_or_off() {
        let wards = Metric { target: Some(90.0), ..Metric::default() };
        let turnaround = Metric { target: Some(170.0), red: Some(208.0), green: Some(158.0), ..Metric::default() };
        for (metric, value, standing) in [
            (&wards, 90.0, TargetStatus::OnTarget),
            (&wards, 88.0, TargetStatus::Close),
            (&wards, 85.5, TargetStatus::Close),
            (&wards, 85.4, TargetStatus::OffTarget),
            (&turnaround, 168.0, TargetStatus::OnTarget),
            (&turnaround, 178.0, TargetStatus::Close),
            (&turnaround, 190.0, TargetStatus::OffTarget),
        ] {
            assert_eq!(metric.standing(value), Some(standing), "{value}");
        }
        assert_eq!(turnaround.score(168.0), Some(80.0));
        assert_eq!(turnaround.score(300.0), Some(0.0));
    }

    #[test]
    fn progress_runs_from_the_baseline_and_stays_within_0_and_100_percent() {
        let percent = |baseline, actual, target| progress(baseline, actual, target).map(|part| (part * 100.0).round());
        assert_eq!(percent(214.0, 168.0, 165.0), Some(94.0));
        assert_eq!(percent(0.0, 7.0, 9.0), Some(78.0));
        assert_eq!(percent(62.0, 88.0, 95.0), Some(79.0));
        assert_eq!(percent(26.0, 4.0, 0.0), Some(85.0));
        assert_eq!(percent(10.0, 0.0, 20.0), Some(0.0));
        assert_eq!(percent(5.0, 5.0, 5.0), None);
    }

    #[test]
    fn decimals_are_those_of_the_metric_or_one_where_a_value_has_any() {
        let decimals = |decimals, value| Metric { decimals, ..Metric::default() }.decimals_of(value);
        assert_eq!(
            (decimals(None, 4.0), decimals(None, 4.5), decimals(Some(2), 4.0), decimals(Some(0), 4.5)),
            (0, 1, 2, 0)
        );
    }
}
