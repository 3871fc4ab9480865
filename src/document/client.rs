//! The view of an account that holds only what its client may see. It has no field for anything else.

use std::collections::HashMap;

use chrono::NaiveDate;

use crate::domain::{
    Account, Action, Currency, Decision, Id, Metric, Milestone, Objective, Observation, Opportunity, Outcome, Person,
    RaidItem, Records, Review, Teammate,
    choice::{ActionStatus, Agreement, DecisionState, MetricGroup, OutcomeState, RaidKind, RaidStatus, Role},
    value::{share_of, state_on},
};

/// A shared record in the client's words, with its dates and owners.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedRow {
    /// The record's id, so that a screen can lead to it.
    pub id: uuid::Uuid,
    /// The client wording.
    pub text: String,
    /// When it is due or was decided.
    pub date: Option<NaiveDate>,
    /// Who of them and of us, shortened.
    pub owners: Vec<String>,
    /// A second fact that is shared with it: the mitigation, what happens if it waits.
    pub second: String,
    /// Whether it is done, taken or reached.
    pub done: bool,
    /// What ranks it, more first.
    pub rank: i64,
}

/// A shared metric with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMetric {
    /// The client wording.
    pub name: String,
    /// Its group.
    pub group: MetricGroup,
    /// The metric's rules: unit, target, direction.
    pub rules: Metric,
    /// Its values by date, oldest first.
    pub values: Vec<(NaiveDate, f64)>,
}

/// A shared outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedOutcome {
    /// The client wording.
    pub name: String,
    /// Before and now, with the unit.
    pub change: Option<(f64, f64, String)>,
    /// Our share of its yearly worth in minor units.
    pub worth: Option<i64>,
    /// Whether the client stands behind the figure.
    pub confirmed: bool,
    /// Who confirmed it and when.
    pub confirmed_by: Option<(String, NaiveDate)>,
    /// One-off and yearly cost in minor units.
    pub cost: (i64, i64),
}

/// A stretch or a date of the shared roadmap.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMilestone {
    /// The client wording.
    pub text: String,
    /// The row it stands in.
    pub track: String,
    /// From.
    pub date: NaiveDate,
    /// Until, for a stretch.
    pub until: Option<NaiveDate>,
    /// Whether it is agreed.
    pub agreed: bool,
}

/// Everything of an account that its client may see.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientView {
    /// The client's name.
    pub client: String,
    /// Our company's name.
    pub us: String,
    /// Who presents: our names.
    pub presenter: Option<String>,
    /// The currency of its figures.
    pub currency: Currency,
    /// What the client pays a year, in minor units: it knows that itself.
    pub subscription: i64,
    /// Joint objectives.
    pub objectives: Vec<SharedRow>,
    /// Shared actions, with the review they were agreed in.
    pub actions: Vec<(SharedRow, Option<Id<Review>>)>,
    /// The shared roadmap.
    pub milestones: Vec<SharedMilestone>,
    /// Shared decisions.
    pub decisions: Vec<SharedRow>,
    /// Shared risks, assumptions, issues and dependencies that are open.
    pub risks: Vec<SharedRow>,
    /// Shared opportunities.
    pub opportunities: Vec<SharedRow>,
    /// Shared outcomes.
    pub outcomes: Vec<SharedOutcome>,
    /// Shared metrics.
    pub metrics: Vec<SharedMetric>,
    /// What deciders and influencers want, where that was shared: name, title, wish.
    pub wants: Vec<(String, String, String)>,
    /// How many records of the account stayed inside.
    pub left_out: usize,
}

impl ClientView {
    /// The view of an account on `today`.
    pub fn new(records: &Records, account: Id<Account>, today: NaiveDate) -> Self {
        let settings = records.workspace();
        let own = records.get(account).cloned().unwrap_or_default();
        let people: HashMap<Id<Person>, &str> =
            records.of::<Person>(account).map(|p| (p.id, p.name.as_str())).collect();
        let team: HashMap<Id<Teammate>, &str> = records.all::<Teammate>().map(|t| (t.id, t.name.as_str())).collect();
        let owners = |theirs: Option<Id<Person>>, ours: Option<Id<Teammate>>| {
            let theirs = theirs.and_then(|id| people.get(&id));
            let ours = ours.and_then(|id| team.get(&id));
            theirs.into_iter().chain(ours).map(|name| crate::domain::format::short_name(name)).collect::<Vec<_>>()
        };
        let mut counted = 0;
        let mut shared = 0;
        let mut is_shared = |wording: &str| {
            counted += 1;
            shared += usize::from(!wording.is_empty());
            !wording.is_empty()
        };
        let row = |id: uuid::Uuid, text: &str| SharedRow {
            id,
            text: text.to_owned(),
            date: None,
            owners: Vec::new(),
            second: String::new(),
            done: false,
            rank: 0,
        };
        let objectives =
            records.of::<Objective>(account).filter(|objective| is_shared(&objective.shared)).map(|objective| {
                SharedRow {
                    date: objective.due,
                    owners: owners(objective.owner_there, objective.owner),
                    ..row(objective.id.0, &objective.shared)
                }
            });
        let objectives = objectives.collect();
        let actions = records
            .of::<Action>(account)
            .filter(|action| is_shared(&action.shared) && action.status != ActionStatus::Dropped);
        let actions = actions.map(|action| {
            let done = action.status == ActionStatus::Done;
            (
                SharedRow {
                    date: action.due,
                    owners: owners(action.owner_there, action.owner),
                    done,
                    ..row(action.id.0, &action.shared)
                },
                action.review,
            )
        });
        let actions = actions.collect();
        let decisions =
            records.of::<Decision>(account).filter(|decision| is_shared(&decision.shared)).map(|decision| SharedRow {
                date: decision.decided_on.or(decision.due),
                owners: owners(decision.decided_by, None),
                second: decision.if_waits.clone(),
                done: decision.state != DecisionState::Asked,
                ..row(decision.id.0, &decision.shared)
            });
        let decisions = decisions.collect();
        let open = records
            .of::<RaidItem>(account)
            .filter(|item| item.status == RaidStatus::Open && item.kind != RaidKind::Assumption);
        let mut risks: Vec<SharedRow> = open
            .filter(|item| is_shared(&item.shared))
            .map(|item| SharedRow {
                date: item.review_on,
                owners: owners(item.owner_there, item.owner),
                second: item.response.clone(),
                rank: i64::from(item.probability.unwrap_or(1)) * i64::from(item.impact.unwrap_or(1)),
                ..row(item.id.0, &item.shared)
            })
            .collect();
        risks.sort_by_key(|risk| std::cmp::Reverse(risk.rank));
        let opportunities = records
            .of::<Opportunity>(account)
            .filter(|opportunity| is_shared(&opportunity.shared) && opportunity.is_open());
        let opportunities = opportunities.map(|opportunity| row(opportunity.id.0, &opportunity.shared)).collect();
        let outcomes = records
            .of::<Outcome>(account)
            .filter(|outcome| is_shared(&outcome.shared) && outcome.state != OutcomeState::Disputed);
        let mut outcomes: Vec<SharedOutcome> = outcomes
            .map(|outcome| SharedOutcome {
                name: outcome.shared.clone(),
                change: outcome.baseline.zip(outcome.actual).map(|(before, now)| (before, now, outcome.unit.clone())),
                worth: outcome.worth.map(|_| share_of(outcome)),
                confirmed: state_on(outcome, today) == OutcomeState::Confirmed,
                confirmed_by: outcome
                    .confirmed_by
                    .and_then(|id| people.get(&id))
                    .map(|name| (*name).to_owned())
                    .zip(outcome.confirmed_on),
                cost: (outcome.one_off.unwrap_or_default().minor, outcome.cost.unwrap_or_default().minor),
            })
            .collect();
        outcomes.sort_by_key(|outcome| (!outcome.confirmed, std::cmp::Reverse(outcome.worth)));
        let metrics = records
            .of::<Metric>(account)
            .filter(|metric| is_shared(&metric.shared))
            .map(|metric| shared_metric(records, metric));
        let metrics = metrics.collect();
        let milestones =
            records.of::<Milestone>(account).filter(|milestone| is_shared(&milestone.shared)).filter_map(|milestone| {
                Some(SharedMilestone {
                    text: milestone.shared.clone(),
                    track: milestone.track.clone(),
                    date: milestone.date?,
                    until: milestone.until,
                    agreed: milestone.agreement != Agreement::Proposed,
                })
            });
        let milestones = milestones.collect();
        let mut wanting: Vec<&Person> =
            records.of::<Person>(account).filter(|person| is_shared(&person.wants_shared)).collect();
        wanting.sort_by_key(|person| {
            (!person.roles.contains(&Role::EconomicBuyer), std::cmp::Reverse(person.influence), person.id)
        });
        Self {
            client: own.name,
            presenter: records.find(settings.me).map(|me| me.name.clone()),
            us: if settings.company.is_empty() { "us".into() } else { settings.company },
            currency: own.currency,
            subscription: crate::domain::revenue::arr(records.of(account), today),
            objectives,
            actions,
            milestones,
            decisions,
            risks,
            opportunities,
            outcomes,
            metrics,
            wants: wanting.iter().map(|p| (p.name.clone(), p.title.clone(), p.wants_shared.clone())).collect(),
            left_out: counted - shared,
        }
    }
}

fn shared_metric(records: &Records, metric: &Metric) -> SharedMetric {
    let observed = records.of::<Observation>(metric.account).filter(|observation| observation.metric == metric.id);
    let mut values: Vec<(NaiveDate, f64)> = observed.map(|observation| (observation.date, observation.value)).collect();
    values.sort_by_key(|(date, _)| *date);
    // Only the rules that make its figures readable; weight and internal name stay behind.
    let rules = Metric {
        unit: metric.unit.clone(),
        target: metric.target,
        baseline: metric.baseline,
        margin: metric.margin,
        red: metric.red,
        green: metric.green,
        decimals: metric.decimals,
        ..Metric::default()
    };
    SharedMetric { name: metric.shared.clone(), group: metric.group, rules, values }
}
