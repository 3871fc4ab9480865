//! The parts of the workspace's settings, with the defaults of FORMULAS.md.

use super::{
    Id, Workspace,
    choice::{Enablement, MeetingKind, Stage, Tier},
    date::{FiscalStart, Quarter},
    money::Currency,
    revenue::Period,
};
use chrono::NaiveDate;

/// How the four criteria make a tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Segmentation {
    /// Weight of revenue.
    pub revenue: u8,
    /// Weight of growth potential.
    pub growth: u8,
    /// Weight of strategic fit.
    pub fit: u8,
    /// Weight of stability.
    pub stability: u8,
    /// Points from which an account is tier A.
    pub a_from: u8,
    /// Points from which an account is tier B.
    pub b_from: u8,
}

impl Default for Segmentation {
    fn default() -> Self {
        Self { revenue: 40, growth: 25, fit: 20, stability: 15, a_from: 80, b_from: 60 }
    }
}

/// What a tier is owed: the longest time between two meetings of a kind, in days.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standard {
    /// The tier.
    pub tier: Tier,
    /// Between two executive reviews.
    pub executive_review: u16,
    /// Between two business reviews.
    pub business_review: u16,
    /// Between two touches.
    pub touch: u16,
    /// How deeply their people are trained.
    pub enablement: Enablement,
    /// The hours a month that an account of the tier is meant to get in meetings.
    pub hours: u16,
}

impl Standard {
    /// The longest time between two meetings of `kind`, where the standard has one.
    pub fn days(&self, kind: MeetingKind) -> Option<u16> {
        let days = match kind {
            MeetingKind::ExecutiveReview => self.executive_review,
            MeetingKind::BusinessReview => self.business_review,
            MeetingKind::Touch => self.touch,
            _ => 0,
        };
        (days > 0).then_some(days)
    }
}

/// The standards of a workspace that has set none.
pub fn default_standards() -> Vec<Standard> {
    vec![
        Standard {
            tier: Tier::A,
            executive_review: 90,
            business_review: 92,
            touch: 14,
            enablement: Enablement::Programme,
            hours: 12,
        },
        Standard {
            tier: Tier::B,
            executive_review: 120,
            business_review: 180,
            touch: 30,
            enablement: Enablement::Roles,
            hours: 4,
        },
        Standard {
            tier: Tier::C,
            executive_review: 365,
            business_review: 365,
            touch: 60,
            enablement: Enablement::Basics,
            hours: 1,
        },
    ]
}

/// What a workspace calls a stage, and its usual probability.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StageOdds {
    /// The stage.
    pub stage: Stage,
    /// Percent.
    pub probability: u8,
    /// What it is called here; its usual name when empty.
    pub name: String,
}

impl Workspace {
    /// The month with which the fiscal year begins.
    pub fn fiscal(&self) -> FiscalStart {
        FiscalStart::new(self.fiscal_start)
    }

    /// The quarter of the fiscal year that holds `date`.
    pub fn quarter(&self, date: NaiveDate) -> Quarter {
        self.fiscal().quarter(date)
    }

    /// From the first day of the fiscal year to `to`.
    pub fn year_to_date(&self, to: NaiveDate) -> Period {
        Period { from: self.fiscal().first_day(to), to }
    }

    /// The entry of a stage, to be changed; made where there is none.
    pub fn odds_of(&mut self, stage: Stage) -> &mut StageOdds {
        let at = self.odds.iter().position(|odds| odds.stage == stage).unwrap_or_else(|| {
            self.odds.push(StageOdds { stage, probability: default_odds(stage), ..StageOdds::default() });
            self.odds.len() - 1
        });
        &mut self.odds[at]
    }

    /// What this workspace calls a stage, where it has a name of its own for it.
    pub fn own_stage_name(&self, stage: Stage) -> Option<&str> {
        let named = self.odds.iter().find(|odds| odds.stage == stage && !odds.name.trim().is_empty());
        named.map(|odds| odds.name.as_str())
    }
}

/// The usual probability of `stage` where the workspace says nothing else.
pub fn default_odds(stage: Stage) -> u8 {
    match stage {
        Stage::Prospecting => 10,
        Stage::Engaging => 30,
        Stage::Proposal => 50,
        Stage::Negotiation => 75,
        Stage::Won => 100,
        Stage::Lost => 0,
    }
}

/// What one unit of a currency is worth in another from a date on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rate {
    /// Its id.
    pub id: Id<Rate>,
    /// Valid from this date on.
    pub date: NaiveDate,
    /// The currency that is converted.
    pub from: Currency,
    /// The currency it becomes.
    pub to: Currency,
    /// Units of `to` for one unit of `from`.
    pub rate: f64,
}
