//! What is said of an account as a whole: why a figure is missing, its status, its coverage, how its contracts end.

use chrono::NaiveDate;

use super::format;
use crate::domain::{
    Amount, Contract, Criterion, Figure, Locale, Missing, MissingRate, MissingRates, Opportunity, Records,
    agenda::Fall,
    choice::Ending,
    contract::{ContractState, Term},
    coverage::{Basis, Coverage, Support},
    forecast::Pipeline,
    health::{Health, SUBJECTIVE_LIMIT},
    status::{Reason, Status},
};

/// Why a figure is not available.
pub fn missing(missing: &Missing, locale: Locale) -> String {
    match missing {
        Missing::RevenueAtStart => "No revenue at the start of the period".into(),
        Missing::ContractDue => "No contract came due".into(),
        Missing::Target => "No target ends in the period".into(),
        Missing::TargetAboveZero => "The target is zero".into(),
        Missing::Budget => "No budget runs in the period".into(),
        Missing::BookedBefore => "Nothing was booked in the 12 months before".into(),
        Missing::KeyPlayers => "No key player is on a map".into(),
        Missing::Answers => "Nobody has answered yet".into(),
        Missing::ConfirmedOutcome => "No outcome with a value is confirmed".into(),
        Missing::Cost => "No cost is known: enter revenue or the cost of the outcomes".into(),
        Missing::OneOffCost => "No one-off cost was entered".into(),
        Missing::Payback => "Does not pay back at this rate".into(),
        Missing::CurrentMetrics { current } => {
            let are = if *current == 1 { "is" } else { "are" };
            format!("Not enough data: {current} of 3 metrics {are} current")
        }
        Missing::MetricWeight => "Not enough data: the current metrics carry less than half of the weight".into(),
        Missing::Scores(criteria) => {
            let names: Vec<String> = criteria.iter().map(|criterion| criterion.label().to_lowercase()).collect();
            format!("Not tiered: no score for {}", format::list(&names))
        }
        Missing::PastPeople => "Roles and ratings of a past period are not kept".into(),
        Missing::Rate(rate) => missing_rate(rate, locale),
        Missing::OneCurrency => "Not available: several currencies".into(),
    }
}

fn missing_rate(rate: &MissingRate, locale: Locale) -> String {
    format!("No exchange rate from {} to {} on {}", rate.from.code(), rate.to.code(), locale.date(rate.date))
}

/// The rates that are missing, as one sentence; empty where none is.
pub fn missing_rates(rates: &MissingRates, locale: Locale) -> String {
    let each: Vec<String> = rates.iter().map(|rate| missing_rate(rate, locale)).collect();
    each.join(". ")
}

impl Criterion {
    /// The label on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Revenue => "Revenue",
            Self::Growth => "Growth potential",
            Self::Fit => "Strategic fit",
            Self::Stability => "Stability",
        }
    }
}

/// The word for the status of an account.
pub fn status_label(status: Status) -> &'static str {
    match status {
        Status::Risk => "At risk",
        Status::Watch => "Watch",
        Status::Good => "Healthy",
        Status::Unknown => "Not rated",
    }
}

/// What a person set against the metrics, and what those say.
pub fn health_by_hand(health: &Health, locale: Locale) -> Option<String> {
    let by_hand = health.by_hand.as_ref()?;
    let measured = if health.parts.is_empty() { "nothing".to_owned() } else { health.measured().to_string() };
    let (score, until) = (by_hand.score, locale.date(by_hand.until));
    Some(format!("Set by hand to {score} until {until}: {}. The metrics say {measured}.", by_hand.reason))
}

/// The metrics that a score leaves out.
pub fn health_left_out(health: &Health) -> Option<String> {
    (!health.stale.is_empty()).then(|| format!("Left out, too old or missing: {}.", health.stale.join(", ")))
}

/// What a score rests on too much.
pub fn health_warning(health: &Health, locale: Locale) -> Option<String> {
    let limit = locale.percent(f64::from(SUBJECTIVE_LIMIT) / 100.0, 0);
    health
        .too_subjective
        .then(|| format!("Judgement-based measures weigh more than {limit}. Rest the score on counted ones."))
}

/// How the health of an account moved in 90 days, or why that is not known.
pub fn health_trend(health: &Figure<Health>, before: Option<i64>, locale: Locale) -> String {
    match (health, before) {
        (Ok(health), Some(before)) if !health.parts.is_empty() => {
            format!("{} in 90 days", locale.signed((health.measured() - before) as f64, 0))
        }
        (Ok(health), _) if health.by_hand.is_some() => "set by hand".into(),
        (Ok(_), _) => "not measured 90 days ago".into(),
        (Err(why), _) => missing(why, locale),
    }
}

/// The word for the health of an account.
pub fn health_label(status: Status) -> &'static str {
    match status {
        Status::Unknown => "Not measured",
        known => status_label(known),
    }
}

/// Why an account's status is worse than its health.
pub fn status_reason(records: &Records, reason: Reason) -> String {
    match reason {
        Reason::NoticeReceived(contract) => {
            let name = records.get(contract).map(|contract| contract.name.clone()).unwrap_or_default();
            format!("Notice was received for {name}")
        }
        Reason::EscalatedIssue(issue) => {
            let statement = records.get(issue).map(|issue| issue.statement.clone()).unwrap_or_default();
            format!("An issue is escalated to the top: {statement}")
        }
        Reason::BuyerOpposes(buyer) => {
            let name = records.get(buyer).map(|buyer| buyer.name.clone()).unwrap_or_default();
            format!("{name} opposes, and the contract is decided within 180 days")
        }
        Reason::WeakCoverage(basis) => {
            let why = self::basis(&basis, &|person| records.get(person).map(|person| person.name.clone()));
            format!("The contract is decided within 180 days: {why}")
        }
    }
}

/// The word for how an account is covered.
pub fn coverage_label(coverage: &Coverage) -> &'static str {
    match coverage.status {
        Status::Good => "Strong",
        Status::Watch => "Partial",
        Status::Risk => "At risk",
        Status::Unknown if coverage.basis == Basis::NobodyMapped => "Not mapped",
        Status::Unknown => "Not rated",
    }
}

/// What makes a key player a supporter.
const SUPPORTER: &str = "that takes +1 or more and a credible, recent contact with one of us";

/// Why an account is covered as it is.
pub fn coverage(coverage: &Coverage) -> String {
    basis(&coverage.basis, &|person| coverage.standing(person).map(|standing| standing.person.name.clone()))
}

type NameOf<'a> = &'a dyn Fn(crate::domain::Id<crate::domain::Person>) -> Option<String>;

fn basis(basis: &Basis, name_of: NameOf) -> String {
    match basis {
        Basis::NobodyMapped => "Nobody is on the map yet".into(),
        Basis::NotRated => "Nobody’s influence or support is rated yet".into(),
        Basis::NoKeyPlayer => "No key players yet".into(),
        Basis::NoSupporter(Support { players: 1, .. }) => {
            format!("The one key player is no supporter yet: {SUPPORTER}")
        }
        Basis::NoSupporter(Support { players, .. }) => {
            format!("None of the {players} key players is a supporter yet: {SUPPORTER}")
        }
        Basis::NoDecider(support @ Support { supporters: 1, .. }) => {
            format!("{}, not a decision-maker", supporters(*support))
        }
        Basis::NoDecider(support) => format!("{}, none of them a decision-maker", supporters(*support)),
        Basis::Opposed(support, person) => {
            let name = name_of(*person).unwrap_or_else(|| "a decision-maker".into());
            format!("{}, but {name} opposes", supporters(*support))
        }
        Basis::Decided(support) => format!("{}, including a decision-maker", supporters(*support)),
    }
}

fn supporters(support: Support) -> String {
    let Support { supporters, players } = support;
    let verb = if supporters == 1 { "supports" } else { "support" };
    let noun = if players == 1 { "key player" } else { "key players" };
    format!("{supporters} of {players} {noun} {verb} us")
}

/// What happens at the end of a contract's term, as a sentence part.
pub fn ending(contract: &Contract) -> String {
    match (contract.ending, contract.renews_months) {
        (Ending::Renews, Some(months)) => format!("auto-renews for {months} months"),
        (Ending::Renews, None) => "auto-renews".into(),
        (Ending::UnlessSigned, _) => "expires unless renewed".into(),
        (Ending::Rolling, _) => "rolling until notice".into(),
    }
}

/// What stands at the movement of revenue that a renewal makes.
pub const RENEWAL_NOTE: &str = "with the renewal";

/// How far away a day is: ahead, or passed.
pub fn away(days: i64, locale: Locale) -> String {
    if days >= 0 {
        format!("in {}", locale.count(days, "day"))
    } else {
        format!("passed {} ago", locale.count(-days, "day"))
    }
}

/// Where a contract stands.
pub fn contract_state(state: ContractState) -> &'static str {
    match state {
        ContractState::Renewed => "renewed",
        ContractState::Running => "running",
        ContractState::Over => "over",
    }
}

/// The last day for notice, seen from `today`.
pub fn notice_day(term: Term, today: NaiveDate, locale: Locale) -> String {
    match term.notice_day {
        Some(day) if day < today => "notice passed".into(),
        Some(day) => format!("notice {}", locale.date_near(day, today)),
        None => "ends unless signed".into(),
    }
}

/// A metric that lost health points.
pub fn fall(fall: Option<&Fall>, locale: Locale) -> String {
    fall.map_or_else(
        || "no single metric fell".into(),
        |Fall { metric, from, to }| {
            let way = if to < from { "fell" } else { "rose" };
            let (from, to) = (locale.measure_number(metric, *from), locale.measure(metric, *to));
            format!("{} {way} from {from} to {to}", metric.name)
        },
    )
}

/// What stands beside the open pipeline and is not counted in it.
pub fn beside_pipeline(pipeline: &Pipeline, locale: Locale) -> String {
    let said = |count: usize, one: &str, amount: Amount| {
        let worth = if amount.is_zero() { String::new() } else { format!(", {}", locale.money(amount)) };
        (count > 0).then(|| format!("{} not counted{worth}", locale.count(count as i64, one)))
    };
    let renewals = said(pipeline.renewals, "renewal", pipeline.renewing);
    let overdue = said(pipeline.overdue, "overdue opportunity", pipeline.overdue_amount);
    renewals.into_iter().chain(overdue).collect::<Vec<_>>().join("; ")
}

/// The next step of an opportunity, and by when.
pub fn next_step(opportunity: &Opportunity, today: NaiveDate, locale: Locale) -> String {
    let Opportunity { next_step, next_step_on, .. } = opportunity;
    match next_step_on {
        _ if !opportunity.is_open() => next_step.clone(),
        Some(date) if *date < today => format!("{next_step}, late since {}", locale.date_near(*date, today)),
        Some(date) => format!("{next_step}, {}", locale.date_near(*date, today)),
        None if next_step.is_empty() => "no next step".into(),
        None => next_step.clone(),
    }
}

/// How many renewals of a forecast nobody has judged; empty where each has a probability.
pub fn renewals_not_judged(assumed: usize, locale: Locale) -> String {
    match assumed {
        0 => String::new(),
        _ => format!("{} not judged yet", locale.count(assumed as i64, "renewal")),
    }
}

/// How the renewals of a forecast are counted, and how many of them nobody has judged.
pub fn renewals_in_forecast(assumed: usize, locale: Locale) -> String {
    let counted = "contract value × (probability − 1)";
    match assumed {
        0 => counted.to_owned(),
        1 => format!("{counted}; one contract without a probability counts as renewed"),
        _ => format!("{counted}; {} without a probability count as renewed", locale.count(assumed as i64, "contract")),
    }
}
