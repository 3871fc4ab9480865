//! Where a figure comes from: its inputs and its formula as text.

mod account;
mod kpi;
mod pipeline;
mod portfolio;

pub use account::{
    arr_of_year, booked_retention, cost, coverage, health, notice, payback, renewal_odds, term, tier, value,
    value_line, with_estimates,
};
pub use kpi::{KpiFigure, KpiValue, kpis};
pub use pipeline::{PipelineFigures, forecast, target, whitespace};
pub use portfolio::{arr, gross_retention, health_bands, net_retention, renewing};

use super::missing;
use crate::domain::{Figure, Locale, MissingRates};

/// How a figure came about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Explanation {
    /// The period and the population, as a sentence.
    pub about: String,
    /// What it is made of.
    pub inputs: Vec<Input>,
    /// The formula with its numbers.
    pub formula: String,
    /// Its result.
    pub result: String,
}

/// One input of a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Input {
    /// What it is.
    pub name: String,
    /// Who contributed, or how it counts.
    pub detail: String,
    /// How much.
    pub amount: String,
}

impl Input {
    /// An input.
    pub fn new(name: impl Into<String>, detail: impl Into<String>, amount: impl Into<String>) -> Self {
        Self { name: name.into(), detail: detail.into(), amount: amount.into() }
    }
}

/// A ratio in percent, or why it is not available.
fn percent(figure: Figure<f64>, decimals: usize, locale: Locale) -> String {
    figure.map_or_else(|why| missing(&why, locale), |ratio| locale.percent(ratio, decimals))
}

/// What lacks a rate, as a sentence to be added; empty where nothing does.
fn left_out(rates: &MissingRates, locale: Locale) -> String {
    let rates = super::missing_rates(rates, locale);
    if rates.is_empty() { rates } else { format!(" Left out: {rates}.") }
}
