//! Segmentation: the tier that follows from four scores. Definitions and examples: FORMULAS.md, Tier.

use super::{Account, Criterion, Figure, Missing, choice::Tier, setting::Segmentation};

/// How an account came to its tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Tiering {
    /// The tier that holds.
    pub tier: Tier,
    /// Points out of 100, from all four criteria.
    pub points: f64,
    /// The criteria.
    pub criteria: [Scored; 4],
    /// Whether a churn risk of 4 or 5 raises attention; it never lowers the tier.
    pub attention: bool,
    /// Whether the tier was set by hand.
    pub by_hand: bool,
}

/// What a criterion adds to the points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scored {
    /// Which.
    pub criterion: Criterion,
    /// How much it weighs.
    pub weight: u8,
    /// 1 to 5; 0 where it is not scored.
    pub score: u8,
}

impl Scored {
    /// Weight × score / 5.
    pub fn points(self) -> f64 {
        f64::from(self.weight) * f64::from(self.score) / 5.0
    }
}

impl Account {
    /// The account with a tier that a person sets against the scores, or again with that of its scores. The reason is
    /// asked for anew.
    #[must_use]
    pub fn with_tier(&self, tier: Option<Tier>) -> Self {
        Self { tier_override: tier, tier_reason: String::new(), ..self.clone() }
    }
}

/// The tier of an account.
///
/// # Errors
/// Not tiered, with the criteria that are not scored, unless a tier was set by hand.
pub fn tiering(account: &Account, rules: &Segmentation) -> Figure<Tiering> {
    let scores = [
        (Criterion::Revenue, rules.revenue, account.revenue_score),
        (Criterion::Growth, rules.growth, account.growth_score),
        (Criterion::Fit, rules.fit, account.fit_score),
        (Criterion::Stability, rules.stability, account.churn_risk.map(|risk| 6_u8.saturating_sub(risk))),
    ];
    let missing: Vec<Criterion> =
        scores.iter().filter(|(.., score)| score.is_none()).map(|(criterion, ..)| *criterion).collect();
    if !missing.is_empty() && account.tier_override.is_none() {
        return Err(Missing::Scores(missing));
    }
    let criteria = scores.map(|(criterion, weight, score)| Scored { criterion, weight, score: score.unwrap_or(0) });
    let attention = account.churn_risk.is_some_and(|risk| risk >= 4);
    let points = points(&criteria);
    let deciding = if attention { self::points(&criteria[..3]).max(points) } else { points };
    let by_scores = match deciding {
        points if points >= f64::from(rules.a_from) => Tier::A,
        points if points >= f64::from(rules.b_from) => Tier::B,
        _ => Tier::C,
    };
    let tier = account.tier_override.unwrap_or(by_scores);
    Ok(Tiering { tier, points, criteria, attention, by_hand: account.tier_override.is_some() })
}

/// Σ weight × score / 5 × 100 / Σ weight.
fn points(criteria: &[Scored]) -> f64 {
    let weights: f64 = criteria.iter().map(|each| f64::from(each.weight)).sum();
    let sum: f64 = criteria.iter().map(|each| each.points()).sum();
    if weights > 0.0 { sum * 100.0 / weights } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tier_set_by_hand_asks_for_its_reason_anew() {
        let reasoned = Account { tier_override: Some(Tier::B), tier_reason: "Growth".into(), ..Account::default() };
        let set = reasoned.with_tier(Some(Tier::A));
        assert_eq!((set.tier_override, set.tier_reason.as_str()), (Some(Tier::A), ""));
        assert_eq!(reasoned.with_tier(None).tier_override, None);
    }

    fn account(churn_risk: u8) -> Account {
        Account {
            revenue_score: Some(5),
            growth_score: Some(4),
            fit_score: Some(4),
            churn_risk: Some(churn_risk),
            ..Account::default()
        }
    }

    #[test]
    fn five_four_four_with_stability_five_is_an_a_of_91() {
        let tiering = tiering(&account(1), &Segmentation::default());
        assert_eq!(tiering.map(|tiering| (tiering.points, tiering.tier)), Ok((91.0, Tier::A)));
    }

    #[test]
    fn a_high_churn_risk_costs_points_and_raises_attention_but_not_the_tier() {
        let tiering = tiering(&account(5), &Segmentation::default());
        assert_eq!(tiering.map(|t| (t.points, t.tier, t.attention)), Ok((79.0, Tier::A, true)));
    }

    #[test]
    fn an_unscored_account_is_not_tiered_and_says_what_is_missing() {
        let missing = tiering(&Account { fit_score: None, ..account(1) }, &Segmentation::default()).err();
        assert_eq!(missing, Some(Missing::Scores(vec![Criterion::Fit])));
    }

    #[test]
    fn a_tier_set_by_hand_holds() {
        let by_hand = Account { tier_override: Some(Tier::C), ..Account::default() };
        assert_eq!(tiering(&by_hand, &Segmentation::default()).map(|t| (t.tier, t.by_hand)), Ok((Tier::C, true)));
    }
}
