//! Health: the weighted score of an account's fresh metrics. Definitions: FORMULAS.md, Metrics, health and status.

use chrono::NaiveDate;

use super::{Account, Figure, Metric, Missing, Observation, Order, metric, rounding::round_half_away, status::Status};

/// The most that subjective measures may weigh together before a warning, in percent.
pub const SUBJECTIVE_LIMIT: u32 = 15;

/// What one metric contributes to health.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The metric.
    pub metric: Metric,
    /// Its latest value.
    pub value: f64,
    /// When it was observed.
    pub date: NaiveDate,
    /// 0 to 100.
    pub score: f64,
    /// Weight × score / sum of weights: its points in the total.
    pub points: f64,
    /// Whether it is older than its freshness, and counts only because it is red.
    pub stale: bool,
}

/// A score that a person set against the metrics.
#[derive(Clone, Debug, PartialEq)]
pub struct ByHand {
    /// 0 to 100.
    pub score: u8,
    /// Why.
    pub reason: String,
    /// The last day on which it counts.
    pub until: NaiveDate,
}

/// The health of an account on a date, with its inputs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Health {
    /// 0 to 100, exact, as the metrics make it.
    pub score: f64,
    /// What a person set instead, while it counts.
    pub by_hand: Option<ByHand>,
    /// What it is made of, heaviest first.
    pub parts: Vec<Contribution>,
    /// Names of metrics left out because their value is too old or missing.
    pub stale: Vec<String>,
    /// Whether subjective measures weigh more than they may.
    pub too_subjective: bool,
}

impl Health {
    /// The score as shown: what was set by hand, else a whole number, half away from zero.
    pub fn shown(&self) -> i64 {
        self.by_hand.as_ref().map_or_else(|| self.measured(), |by_hand| i64::from(by_hand.score))
    }

    /// The score of the metrics alone, as a whole number.
    pub fn measured(&self) -> i64 {
        round_half_away(self.score, 0) as i64
    }

    /// The band of the score as shown.
    pub fn status(&self) -> Status {
        band(self.shown())
    }
}

impl Account {
    /// The health that a person set, while it has a reason and has not expired.
    pub fn health_by_hand(&self, today: NaiveDate) -> Option<ByHand> {
        let until = self.health_until.filter(|until| *until >= today && !self.health_reason.trim().is_empty())?;
        Some(ByHand { score: self.health_override?, reason: self.health_reason.clone(), until })
    }
}

/// Up to 50 red, up to 75 amber, above green.
pub fn band(shown: i64) -> Status {
    match shown {
        ..=50 => Status::Risk,
        51..=75 => Status::Watch,
        _ => Status::Good,
    }
}

/// The health of an account's metrics on `date`.
///
/// # Errors
/// Not measured: under three fresh metrics, or under half of the weight.
pub fn health(metrics: &[&Metric], observations: &[&Observation], date: NaiveDate) -> Figure<Health> {
    let weighted: Vec<&&Metric> = metrics.iter().filter(|metric| metric.weight > 0).collect();
    let all_weight: f64 = weighted.iter().map(|metric| f64::from(metric.weight)).sum();
    let mut parts = Vec::new();
    let mut stale = Vec::new();
    for metric in &weighted {
        let observed = metric::latest(observations.iter().copied(), metric, date);
        match observed.and_then(|observed| part(metric, observed, date)) {
            Some(part) => parts.push(part),
            None => stale.push(metric.name.clone()),
        }
    }
    let fresh = parts.iter().filter(|part| !part.stale).count();
    let weight: f64 = parts.iter().map(|part| f64::from(part.metric.weight)).sum();
    if fresh < 3 {
        return Err(Missing::CurrentMetrics { current: fresh });
    }
    if weight * 2.0 < all_weight {
        return Err(Missing::MetricWeight);
    }
    for part in &mut parts {
        part.points = f64::from(part.metric.weight) * part.score / weight;
    }
    parts.order_by_key(|part| std::cmp::Reverse(part.metric.weight));
    let subjective: u32 =
        weighted.iter().filter(|metric| metric.subjective).map(|metric| u32::from(metric.weight)).sum();
    Ok(Health {
        score: parts.iter().map(|part| part.points).sum(),
        by_hand: None,
        too_subjective: f64::from(subjective) * 100.0 > f64::from(SUBJECTIVE_LIMIT) * all_weight,
        parts,
        stale,
    })
}

fn part(metric: &Metric, observed: &Observation, date: NaiveDate) -> Option<Contribution> {
    let score = metric.score(observed.value)?;
    let stale = !metric::is_fresh(metric, observed, date);
    let counts = !stale || band(round_half_away(score, 0) as i64) == Status::Risk;
    counts.then(|| Contribution {
        metric: metric.clone(),
        value: observed.value,
        date: observed.date,
        score,
        points: 0.0,
        stale,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, date::plus_days};
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default()
    }

    fn metric(number: u128, weight: u8) -> Metric {
        Metric { id: Id::new(Uuid::from_u128(number)), weight, red: Some(0.0), green: Some(100.0), ..Metric::default() }
    }

    fn seen(number: u128, value: f64, days_ago: i64) -> Observation {
        let metric = Id::new(Uuid::from_u128(number));
        Observation { metric, value, date: plus_days(today(), -days_ago), ..Observation::default() }
    }

    fn of(metrics: &[Metric], observations: &[Observation]) -> Figure<Health> {
        health(&metrics.iter().collect::<Vec<_>>(), &observations.iter().collect::<Vec<_>>(), today())
    }

    #[test]
    fn the_score_is_the_weighted_mean_of_fresh_metrics() {
        let metrics = [metric(1, 25), metric(2, 20), metric(3, 15), metric(4, 15), metric(5, 15), metric(6, 10)];
        let values = [84.44, 80.0, 98.0, 92.0, 40.0, 62.0];
        let seen: Vec<_> = values.iter().zip(1..).map(|(value, number)| seen(number, *value, 10)).collect();
        let health = of(&metrics, &seen).map(|health| (health.shown(), (health.score * 10.0).round() / 10.0));
        assert_eq!(health, Ok((78, 77.8)));
    }

    #[test]
    fn under_three_fresh_metrics_or_half_of_the_weight_it_is_not_measured() {
        let metrics = [metric(1, 10), metric(2, 10), metric(3, 10), metric(4, 70)];
        let fresh = [seen(1, 80.0, 1), seen(2, 80.0, 1), seen(3, 80.0, 90)];
        assert!(of(&metrics[..2], &fresh).is_err_and(|missing| matches!(missing, Missing::CurrentMetrics { .. })));
        assert!(of(&metrics, &fresh).is_err_and(|missing| missing == Missing::MetricWeight));
        assert!(of(&metrics[..3], &fresh).is_ok());
    }

    #[test]
    fn a_stale_metric_is_named_and_a_stale_red_one_keeps_its_score() {
        let metrics = [metric(1, 10), metric(2, 10), metric(3, 10), metric(4, 10), metric(5, 10)];
        let seen = [seen(1, 80.0, 1), seen(2, 80.0, 1), seen(3, 80.0, 1), seen(4, 20.0, 91), seen(5, 90.0, 91)];
        let health = of(&metrics, &seen);
        assert_eq!(health.as_ref().map(Health::shown), Ok(65));
        assert_eq!(health.map(|health| health.stale.len()), Ok(1));
    }

    #[test]
    fn a_health_set_by_hand_needs_a_reason_and_a_day_on_which_it_ends() {
        let set = Account {
            health_override: Some(40),
            health_reason: "Their buyer resigned on Friday".into(),
            health_until: Some(today()),
            ..Account::default()
        };
        for (account, score) in [
            (set.clone(), Some(40)),
            (Account { health_reason: " ".into(), ..set.clone() }, None),
            (Account { health_until: None, ..set.clone() }, None),
            (Account { health_until: Some(plus_days(today(), -1)), ..set }, None),
        ] {
            let by_hand = account.health_by_hand(today());
            assert_eq!(by_hand.as_ref().map(|by_hand| by_hand.score), score);
            let health = Health { score: 80.0, by_hand, ..Health::default() };
            assert_eq!((health.measured(), health.shown()), (80, score.map_or(80, i64::from)));
        }
    }

    #[test]
    fn bands_are_chosen_by_the_value_as_shown() {
        for (shown, status) in [(50, Status::Risk), (51, Status::Watch), (75, Status::Watch), (76, Status::Good)] {
            assert_eq!(band(shown), status);
        }
    }

    #[test]
    fn subjective_measures_over_fifteen_percent_draw_a_warning() {
        let judged = |weight| Metric { subjective: true, ..metric(1, weight) };
        let seen = [seen(1, 80.0, 1), seen(2, 80.0, 1), seen(3, 80.0, 1)];
        let warned =
            |weight, rest| of(&[judged(weight), metric(2, rest), metric(3, 10)], &seen).map(|h| h.too_subjective);
        assert_eq!((warned(15, 75), warned(16, 74)), (Ok(false), Ok(true)));
    }

    #[test]
    fn three_fresh_metrics_with_just_half_of_the_weight_are_measured() {
        let metrics = [metric(1, 10), metric(2, 10), metric(3, 10), metric(4, 30)];
        assert!(of(&metrics, &[seen(1, 80.0, 1), seen(2, 80.0, 1), seen(3, 80.0, 1)]).is_ok());
        let two = of(&metrics[..3], &[seen(1, 80.0, 1), seen(2, 80.0, 1)]);
        assert_eq!(two.err(), Some(Missing::CurrentMetrics { current: 2 }));
    }
}
