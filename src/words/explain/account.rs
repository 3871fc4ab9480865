//! The figures of one account: revenue, value, health, coverage, contract, tier.

use chrono::NaiveDate;

use super::{Explanation, Input, left_out, percent};
use crate::{
    domain::{
        Amount, Contract, Figure, Locale, Missing, MissingRates,
        choice::{Ending, NoticeParty},
        contract::Term,
        coverage::{CONTACT_DAYS, Coverage, Standing},
        date::days_between,
        health::Health,
        portfolio::AccountSummary,
        revenue::{Period, Share, Steps},
        setting::Segmentation,
        tier::Tiering,
        value::{Value, yearly_return},
    },
    words::{coverage_label, ending, format, health_label, missing, player},
};

/// ARR today, as what the last 12 months made of it.
pub fn arr_of_year(row: &AccountSummary, steps: Steps, today: NaiveDate, locale: Locale) -> Explanation {
    let period = Period::trailing_year(today);
    let signed = |amount: Amount| locale.signed_thousands(amount);
    Explanation {
        about: format!(
            "{}, {} to {}. Thousands of {}.{}",
            row.account.name,
            locale.date_long(period.from),
            locale.date_long(period.to),
            row.account.currency.code(),
            left_out(&row.missing, locale)
        ),
        inputs: vec![
            Input::new("Start", "", locale.thousands(steps.start)),
            Input::new("New", "", signed(steps.new)),
            Input::new("Expansion", "", signed(steps.expansion)),
            Input::new("Win-back", "", signed(steps.win_back)),
            Input::new("Contraction", "", signed(-steps.contraction)),
            Input::new("Churn", "", signed(-steps.churn)),
            Input::new("Not under contract", "of ARR today", locale.thousands(row.not_under_contract)),
        ],
        formula: locale.sum_of(&[
            steps.start,
            steps.new,
            steps.expansion,
            steps.win_back,
            -steps.contraction,
            -steps.churn,
        ]),
        result: locale.thousands(steps.end()),
    }
}

/// The line under the value: return on what is confirmed, and what is only estimated.
pub fn value_line(value: Value, missing: &MissingRates, locale: Locale) -> String {
    let estimated = if value.estimated.is_positive() {
        format!(", {} more estimated", locale.money(value.estimated))
    } else {
        String::new()
    };
    match value.yearly_return() {
        Ok(ratio) => format!("confirmed, yearly return {}{estimated}", locale.percent(ratio, 0)),
        // What is confirmed may be what lacks a rate: then nobody can say that nothing is.
        Err(Missing::ConfirmedOutcome) if !missing.is_empty() => format!("without what lacks a rate{estimated}"),
        Err(Missing::ConfirmedOutcome) => format!("nothing confirmed yet{estimated}"),
        Err(_) => format!("confirmed, no cost known{estimated}"),
    }
}

/// What is confirmed, and the returns on it.
pub fn value(value: Value, locale: Locale) -> Explanation {
    let money = |amount: Amount| locale.money(amount);
    let (confirmed, cost) = (money(value.confirmed), money(value.cost()));
    let with_estimates = yearly_return(value.with_estimates(), value.cost());
    Explanation {
        about: "Benefit counts confirmed outcomes, times our share of each. A confirmation older than 12 months \
            counts as an estimate."
            .into(),
        inputs: vec![
            Input::new("Confirmed", "by the client, in the last 12 months", confirmed.clone()),
            Input::new("Estimated", locale.count(value.estimates as i64, "outcome"), money(value.estimated)),
            Input::new("Annual cost", "ARR and the annual cost of the outcomes", cost.clone()),
            Input::new(
                "Yearly return with estimates",
                money(value.with_estimates()),
                percent(with_estimates, 0, locale),
            ),
            Input::new("One-off cost", "", money(value.one_off)),
            Input::new("First-year return", "with the one-off cost", percent(value.first_year_return(), 0, locale)),
        ],
        formula: format!("({confirmed} − {cost}) / {cost}"),
        result: percent(value.yearly_return(), 0, locale),
    }
}

/// Confirmed and estimated value together.
pub fn with_estimates(value: Value, locale: Locale) -> Explanation {
    let [confirmed, estimated] = [value.confirmed, value.estimated].map(|amount| locale.money(amount));
    Explanation {
        about: "Confirmed and estimated outcomes together. Estimates never stand in a headline.".into(),
        inputs: vec![
            Input::new("Confirmed", "", confirmed.clone()),
            Input::new("Estimated", locale.count(value.estimates as i64, "outcome"), estimated.clone()),
        ],
        formula: format!("{confirmed} + {estimated}"),
        result: locale.money(value.with_estimates()),
    }
}

/// What the client pays a year.
pub fn cost(value: Value, locale: Locale) -> Explanation {
    let [subscription, other] = [value.subscription, value.other_cost].map(|amount| locale.money(amount));
    Explanation {
        about: "What the client pays in a year for what it gets.".into(),
        inputs: vec![
            Input::new("ARR today", "", subscription.clone()),
            Input::new("Annual cost of the outcomes", "", other.clone()),
        ],
        formula: format!("{subscription} + {other}"),
        result: locale.money(value.cost()),
    }
}

/// Months until the one-off cost is paid back.
pub fn payback(value: Value, locale: Locale) -> Explanation {
    let [one_off, confirmed, cost] = [value.one_off, value.confirmed, value.cost()].map(|amount| locale.money(amount));
    Explanation {
        about: "Months until what is confirmed, less the annual cost, has paid for the one-off cost.".into(),
        inputs: vec![
            Input::new("One-off cost", "", one_off.clone()),
            Input::new("Confirmed a year", "", confirmed.clone()),
            Input::new("Annual cost", "", cost.clone()),
            Input::new("First-year return", "with the one-off cost", percent(value.first_year_return(), 0, locale)),
        ],
        formula: format!("{one_off} / (({confirmed} − {cost}) / 12)"),
        result: value
            .payback_months()
            .map_or_else(|why| missing(&why, locale), |months| format!("{} months", locale.number(months, 1))),
    }
}

/// Health, as the weighted mean of its metrics.
pub fn health(health: &Figure<Health>, locale: Locale) -> Explanation {
    let health = match health {
        Ok(health) => health,
        Err(why) => {
            return Explanation {
                about: "Health needs three current metrics that carry half of the weight.".into(),
                formula: HEALTH_FORMULA.into(),
                result: missing(why, locale),
                ..Explanation::default()
            };
        }
    };
    let about = match &health.by_hand {
        Some(by_hand) => format!("Set by hand until {}: {}.", locale.date(by_hand.until), by_hand.reason),
        None => "The weighted mean of the current metrics. Up to 50 at risk, up to 75 watch, above healthy.".into(),
    };
    let stale = health.stale.iter().map(|name| Input::new(name, "not current, left out", ""));
    let parts = health.parts.iter().map(|part| {
        let kept = if part.stale { ", not current, kept while it is red" } else { "" };
        let detail = format!("score {}, weight {}{kept}", locale.number(part.score, 0), part.metric.weight);
        Input::new(&part.metric.name, detail, locale.number(part.points, 1))
    });
    let is_measured = !health.parts.is_empty();
    let parts = parts.chain(stale).collect();
    let measured = format!("{HEALTH_FORMULA} = {}", locale.number(health.measured() as f64, 0));
    Explanation {
        about,
        inputs: parts,
        formula: if health.by_hand.is_some() && is_measured { measured } else { HEALTH_FORMULA.into() },
        result: format!("{} {}", health.shown(), health_label(health.status()).to_lowercase()),
    }
}

const HEALTH_FORMULA: &str = "Σ weight × score / Σ weight";

/// Coverage, as what is known of each key player.
pub fn coverage(coverage: &Coverage, today: NaiveDate, locale: Locale) -> Explanation {
    let input = |standing: &&Standing| {
        let person = &standing.person;
        let support = person.support.map_or("not rated".into(), |support| locale.signed(support.into(), 0));
        let contact = standing.last_contact.map_or("no contact yet".into(), |date| {
            format!("contact {} ago", locale.count(days_between(date, today), "day"))
        });
        let decides = if person.decides() { "decides, " } else { "" };
        let detail = format!("{decides}support {support}, {}, {contact}", standing.level.label().to_lowercase());
        let status = standing.status().map(player).unwrap_or_default();
        Input::new(&person.name, detail, status)
    };
    Explanation {
        about: format!(
            "A key player is a supporter with +1 or more, and a credible contact with one of us in the last \
            {CONTACT_DAYS} days. Strong: a supporter decides, and nobody who decides opposes."
        ),
        inputs: coverage.key_players().iter().map(input).collect(),
        formula: format!(
            "{} of {}",
            locale.count(coverage.supporters().count() as i64, "supporter"),
            locale.count(coverage.key_players().len() as i64, "key player")
        ),
        result: coverage_label(coverage).into(),
    }
}

/// When the term of a contract ends.
pub fn term(contract: &Contract, term: Term, today: NaiveDate, locale: Locale) -> Explanation {
    let date = |date: Option<NaiveDate>| date.map_or("not entered".into(), |date| locale.date_long(date));
    let renews = match contract.ending {
        Ending::Renews if contract.end.is_some_and(|end| end < term.end) => "first end + the terms since",
        _ => "end of the term",
    };
    Explanation {
        about: format!("{}. {}.", contract.name, format::sentence(&ending(contract))),
        inputs: vec![
            Input::new("Start", "", date(contract.start)),
            Input::new("End as signed", "", date(contract.end)),
            Input::new("Days until the end", "", locale.count(days_between(today, term.end), "day")),
        ],
        formula: renews.into(),
        result: locale.date_long(term.end),
    }
}

/// The last day for notice.
pub fn notice(contract: &Contract, term: Term, locale: Locale) -> Explanation {
    let days = contract.notice_days.map(|days| locale.count(days.into(), "day"));
    let months = contract.notice_months.map(|months| locale.count(months.into(), "month"));
    let by = match contract.notice_party {
        NoticeParty::Client => "the client may give it",
        NoticeParty::Us => "only we may give it",
        NoticeParty::Both => "both may give it",
    };
    Explanation {
        about: match term.notice_day {
            Some(_) => format!("The last day on which the client can leave {} by notice.", contract.name),
            None => format!("The client cannot leave {} by notice.", contract.name),
        },
        inputs: vec![
            Input::new("Term ends", "", locale.date_long(term.end)),
            Input::new("Notice period", by, days.or(months).unwrap_or_else(|| "none".into())),
        ],
        formula: "end of the term − notice period".into(),
        result: term.notice_day.map_or("none".into(), |day| locale.date_long(day)),
    }
}

/// The probability that a contract goes on, and what it costs the forecast.
pub fn renewal_odds(contract: &Contract, odds: Option<f64>, locale: Locale) -> Explanation {
    let money = |amount: Amount| locale.money(amount);
    let not_entered = || "not entered".to_owned();
    let worth = contract.amount.map(Amount::from);
    let percent = |odds: f64| locale.percent(odds, 0);
    let lost = worth.zip(odds).map(|(worth, odds)| worth.times(1.0 - odds));
    Explanation {
        about: "What counts in the forecast: what was entered, else what the early forecast stands for. 0 once notice \
            is received, 1 once the notice day of an automatic renewal has passed."
            .into(),
        inputs: vec![
            Input::new("Contract value a year", "", worth.map_or_else(not_entered, money)),
            Input::new(
                "Probability entered",
                "",
                contract.probability.map_or_else(not_entered, |odds| percent(f64::from(odds) / 100.0)),
            ),
            Input::new("Early forecast", "", contract.forecast.map_or("not called", |call| call.label())),
            Input::new(
                "Cost to the forecast",
                "contract value × (1 − probability)",
                lost.map_or_else(not_entered, money),
            ),
        ],
        formula: "probability entered, else that of the early forecast".into(),
        result: odds.map_or_else(not_entered, percent),
    }
}

/// What was booked in the last 12 months against the 12 before.
pub fn booked_retention(rebooked: Share, locale: Locale) -> Explanation {
    let [now, before] = [rebooked.part, rebooked.whole].map(|amount| locale.money(amount));
    Explanation {
        about: "For an account without recurring revenue: what was booked, month by month.".into(),
        inputs: vec![
            Input::new("Last 12 months", "", now.clone()),
            Input::new("The 12 months before", "", before.clone()),
        ],
        formula: format!("{now} / {before}"),
        result: percent(rebooked.ratio().ok_or(Missing::BookedBefore), 1, locale),
    }
}

/// The points of a tier.
pub fn tier(tiering: &Tiering, rules: &Segmentation, locale: Locale) -> Explanation {
    let inputs = tiering.criteria.iter().map(|criterion| {
        let detail = format!("{} of 5, weight {}", criterion.score, criterion.weight);
        Input::new(criterion.criterion.label(), detail, locale.number(criterion.points(), 1))
    });
    let weights: u32 = tiering.criteria.iter().map(|criterion| u32::from(criterion.weight)).sum();
    Explanation {
        about: format!(
            "A from {} points, B from {}, else C. Stability is 6 minus the churn risk.",
            rules.a_from, rules.b_from
        ),
        inputs: inputs.collect(),
        formula: format!("Σ weight × score / 5 × 100 / {weights}"),
        result: locale.number(tiering.points, 0),
    }
}
