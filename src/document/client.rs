//! The view of an account that holds only what its client may see. It has no field for anything else.

use std::{cell::RefCell, collections::HashMap};

use chrono::NaiveDate;

use crate::domain::{
    Account, Action, Amount, Currency, Decision, Id, Key, Meeting, Metric, Milestone, MissingRates, Need, Objective,
    Observation, Opportunity, Order, Outcome, Person, RaidItem, Records, Review, Teammate,
    choice::{
        ActionStatus, Agreement, DecisionState, MeetingKind, MetricGroup, NeedStatus, OutcomeState, RaidKind,
        RaidStatus, Role,
    },
    revenue::{Books, arr},
    value::{Value, share_of, state_on},
};

/// A shared record in the client's words, with its dates and owners.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedRow {
    /// The record, so that a screen can lead to it.
    pub key: Key,
    /// The client wording.
    pub text: String,
    /// When it is due or was decided.
    pub date: Option<NaiveDate>,
    /// Who of them and of us, shortened.
    pub owners: Vec<String>,
    /// The client wording of a second text: the mitigation, what happens if it waits. Empty while that stays internal.
    pub second: String,
    /// Whether it is done, taken or reached.
    pub done: bool,
    /// Whether it was given up.
    pub dropped: bool,
    /// Whether one of them owns it.
    pub theirs: bool,
    /// The review that it comes from.
    pub review: Option<Id<Review>>,
    /// What ranks it, more first.
    pub rank: i64,
}

/// A shared metric with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMetric {
    /// The record.
    pub key: Key,
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
    /// The record.
    pub key: Key,
    /// The client wording.
    pub name: String,
    /// Before and now, with the unit.
    pub change: Option<(f64, f64, String)>,
    /// Our share of its yearly worth, in the view's currency; `None` also where a rate is missing.
    pub worth: Option<Amount>,
    /// Whether the client stands behind the figure.
    pub confirmed: bool,
    /// Who confirmed it and when.
    pub confirmed_by: Option<(String, NaiveDate)>,
    /// What it cost once.
    pub one_off: Amount,
    /// What it costs a year besides the subscription.
    pub yearly_cost: Amount,
}

/// A stretch or a date of the shared roadmap.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMilestone {
    /// The record.
    pub key: Key,
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

/// The next meeting with their executives, in the client's words.
#[derive(Clone, Debug, PartialEq)]
pub struct SharedMeeting {
    /// The record.
    pub key: Key,
    /// The client wording.
    pub text: String,
    /// The local day.
    pub date: NaiveDate,
    /// The local start; empty when it is open.
    pub at: String,
    /// Where; empty unless that is worded for the client. So are the next two.
    pub place: String,
    /// Who takes part.
    pub attendees: String,
    /// What is to be discussed.
    pub agenda: Vec<String>,
}

/// A text that client documents leave out because it has no client wording.
#[derive(Clone, Debug, PartialEq)]
pub struct LeftOut {
    /// The record.
    pub key: Key,
    /// The key of the field whose client wording is missing.
    pub field: &'static str,
    /// What it is called inside.
    pub title: String,
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
    /// What the client pays a year: it knows that itself.
    pub subscription: Amount,
    /// The rates that amounts lack; what has none is left out.
    pub missing: MissingRates,
    /// Joint objectives.
    pub objectives: Vec<SharedRow>,
    /// Shared actions, those that were given up included.
    pub actions: Vec<SharedRow>,
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
    /// What they need, where that was shared; done when it is answered.
    pub needs: Vec<SharedRow>,
    /// The next executive review, where it was shared.
    pub next_sync: Option<SharedMeeting>,
}

impl ClientView {
    /// What the outcomes are worth to the client, and what they cost.
    pub fn value(&self) -> Value {
        let zero = Amount::zero(self.currency);
        let worth = |confirmed: bool| {
            let those = self.outcomes.iter().filter(|outcome| outcome.confirmed == confirmed);
            zero + those.filter_map(|outcome| outcome.worth).sum()
        };
        Value {
            confirmed: worth(true),
            estimated: worth(false),
            estimates: self.outcomes.iter().filter(|outcome| !outcome.confirmed && outcome.worth.is_some()).count(),
            subscription: self.subscription,
            other_cost: zero + self.outcomes.iter().map(|outcome| outcome.yearly_cost).sum(),
            one_off: zero + self.outcomes.iter().map(|outcome| outcome.one_off).sum(),
        }
    }

    /// Who presents, and for whom.
    pub fn by(&self) -> String {
        self.presenter.as_ref().map_or_else(|| self.us.clone(), |name| format!("{name}, {}", self.us))
    }

    /// The view of an account on `today`.
    pub fn new(records: &Records, account: Id<Account>, today: NaiveDate) -> Self {
        Self::with_rest(records, account, today).0
    }

    /// The view, and what stays inside although it could be shared. The rest is for our own eyes: a document is made of
    /// the view alone.
    pub fn with_rest(records: &Records, account: Id<Account>, today: NaiveDate) -> (Self, Vec<LeftOut>) {
        let settings = records.workspace();
        let own = records.get(account).cloned().unwrap_or_default();
        let books = Books::of_account(records, &settings, account, today);
        let people: HashMap<Id<Person>, &str> =
            records.of::<Person>(account).map(|p| (p.id, p.name.as_str())).collect();
        let team: HashMap<Id<Teammate>, &str> = records.all::<Teammate>().map(|t| (t.id, t.name.as_str())).collect();
        let owners = |theirs: Option<Id<Person>>, ours: Option<Id<Teammate>>| {
            let theirs = theirs.and_then(|id| people.get(&id));
            let ours = ours.and_then(|id| team.get(&id));
            theirs.into_iter().chain(ours).map(|name| crate::words::format::short_name(name)).collect::<Vec<_>>()
        };
        let left_out = RefCell::new(Vec::new());
        let leave_out = |key: Key, field: &'static str, title: &str| {
            left_out.borrow_mut().push(LeftOut { key, field, title: title.to_owned() });
        };
        let is_shared = |key: Key, title: &str, wording: &str| {
            if wording.is_empty() {
                leave_out(key, "shared", title);
            }
            !wording.is_empty()
        };
        // A text beside the one that shares the record leaves in a wording of its own, or stays internal.
        let second = |key: Key, field: &'static str, internal: &str, wording: &str| {
            if wording.is_empty() && !internal.is_empty() {
                leave_out(key, field, internal);
            }
            wording.to_owned()
        };
        let row = |key: Key, text: &str| SharedRow {
            key,
            text: text.to_owned(),
            date: None,
            owners: Vec::new(),
            second: String::new(),
            done: false,
            dropped: false,
            theirs: false,
            review: None,
            rank: 0,
        };
        let objectives = records
            .of::<Objective>(account)
            .filter(|objective| is_shared(objective.id.into(), &objective.name, &objective.shared))
            .map(|objective| SharedRow {
                date: objective.due,
                owners: owners(objective.owner_there, objective.owner),
                ..row(objective.id.into(), &objective.shared)
            });
        let objectives = objectives.collect();
        let actions = records
            .of::<Action>(account)
            .filter(|action| is_shared(action.id.into(), &action.title, &action.shared))
            .map(|action| SharedRow {
                date: action.due,
                owners: owners(action.owner_there, action.owner),
                done: action.status == ActionStatus::Done,
                dropped: action.status == ActionStatus::Dropped,
                theirs: action.owner_there.is_some(),
                review: action.review,
                ..row(action.id.into(), &action.shared)
            });
        let actions = actions.collect();
        let decisions = records
            .of::<Decision>(account)
            .filter(|decision| is_shared(decision.id.into(), &decision.title, &decision.shared))
            .map(|decision| SharedRow {
                date: decision.decided_on.or(decision.due),
                owners: owners(decision.decided_by, None),
                second: second(decision.id.into(), "ifWaitsShared", &decision.if_waits, &decision.if_waits_shared),
                done: decision.state != DecisionState::Asked,
                dropped: decision.state == DecisionState::Declined,
                review: decision.review,
                ..row(decision.id.into(), &decision.shared)
            });
        let decisions = decisions.collect();
        let open = records
            .of::<RaidItem>(account)
            .filter(|item| item.status == RaidStatus::Open && item.kind != RaidKind::Assumption);
        let mut risks: Vec<SharedRow> = open
            .filter(|item| is_shared(item.id.into(), &item.statement, &item.shared))
            .map(|item| SharedRow {
                date: item.review_on,
                owners: owners(item.owner_there, item.owner),
                second: second(item.id.into(), "responseShared", &item.response, &item.response_shared),
                rank: i64::from(item.probability.unwrap_or(1)) * i64::from(item.impact.unwrap_or(1)),
                ..row(item.id.into(), &item.shared)
            })
            .collect();
        risks.order_by_key(|risk| std::cmp::Reverse(risk.rank));
        let opportunities = records.of::<Opportunity>(account).filter(|opportunity| {
            opportunity.is_open() && is_shared(opportunity.id.into(), &opportunity.name, &opportunity.shared)
        });
        let opportunities = opportunities.map(|opportunity| row(opportunity.id.into(), &opportunity.shared)).collect();
        let outcomes = records.of::<Outcome>(account).filter(|outcome| {
            outcome.state != OutcomeState::Disputed && is_shared(outcome.id.into(), &outcome.name, &outcome.shared)
        });
        let mut outcomes: Vec<SharedOutcome> = outcomes
            .map(|outcome| SharedOutcome {
                key: outcome.id.into(),
                name: outcome.shared.clone(),
                change: outcome.baseline.zip(outcome.actual).map(|(before, now)| (before, now, outcome.unit.clone())),
                worth: outcome
                    .worth
                    .filter(|worth| books.convert((*worth).into()).is_ok())
                    .map(|_| share_of(outcome, &books)),
                confirmed: state_on(outcome, today) == OutcomeState::Confirmed,
                confirmed_by: outcome
                    .confirmed_by
                    .and_then(|id| people.get(&id))
                    .map(|name| (*name).to_owned())
                    .zip(outcome.confirmed_on),
                one_off: books.enter_some(outcome.one_off),
                yearly_cost: books.enter_some(outcome.cost),
            })
            .collect();
        outcomes.order_by(|a, b| {
            let worth = |outcome: &SharedOutcome| outcome.worth.unwrap_or_default();
            b.confirmed.cmp(&a.confirmed).then_with(|| worth(b).compare(worth(a)))
        });
        // An outcome whose worth has no rate is named like the costs.
        records.of::<Outcome>(account).filter(|outcome| !outcome.shared.is_empty()).for_each(|outcome| {
            books.enter_some(outcome.worth);
        });
        let metrics = records
            .of::<Metric>(account)
            .filter(|metric| is_shared(metric.id.into(), &metric.name, &metric.shared))
            .map(|metric| shared_metric(records, metric));
        let metrics = metrics.collect();
        let milestones = records
            .of::<Milestone>(account)
            .filter(|milestone| is_shared(milestone.id.into(), &milestone.title, &milestone.shared))
            .filter_map(|milestone| {
                Some(SharedMilestone {
                    key: milestone.id.into(),
                    text: milestone.shared.clone(),
                    track: milestone.track.clone(),
                    date: milestone.date?,
                    until: milestone.until,
                    agreed: milestone.agreement != Agreement::Proposed,
                })
            });
        let milestones = milestones.collect();
        let needs = records.of::<Need>(account).filter(|need| need.status != NeedStatus::Declined);
        let needs = needs.filter(|need| is_shared(need.id.into(), &need.name, &need.shared));
        let needs = needs.map(|need| SharedRow {
            owners: owners(need.person, None),
            done: matches!(need.status, NeedStatus::Answered | NeedStatus::Met),
            ..row(need.id.into(), &need.shared)
        });
        let needs = needs.collect();
        let mut wanting: Vec<&Person> = records
            .of::<Person>(account)
            .filter(|person| {
                if !person.wants.is_empty() && person.wants_shared.is_empty() {
                    leave_out(person.id.into(), "wantsShared", &format!("{}: {}", person.name, person.wants));
                }
                !person.wants_shared.is_empty()
            })
            .collect();
        wanting.order_by_key(|person| {
            (!person.roles.contains(&Role::EconomicBuyer), std::cmp::Reverse(person.influence), person.id)
        });
        let next_sync = records
            .of::<Meeting>(account)
            .filter(|meeting| meeting.kind == MeetingKind::ExecutiveReview && meeting.date >= today)
            .min_by_key(|meeting| (meeting.date, meeting.at.clone()))
            .filter(|meeting| is_shared(meeting.id.into(), &meeting.title, &meeting.shared))
            .map(|meeting| {
                let text = |field, internal: &str, wording: &str| second(meeting.id.into(), field, internal, wording);
                SharedMeeting {
                    key: meeting.id.into(),
                    text: meeting.shared.clone(),
                    date: meeting.date,
                    at: meeting.at.clone(),
                    place: text("placeShared", &meeting.place, &meeting.place_shared),
                    attendees: text("attendeesShared", &attendees(records, meeting), &meeting.attendees_shared),
                    agenda: lines(&text("agendaShared", &meeting.agenda, &meeting.agenda_shared)),
                }
            });
        let view = Self {
            client: own.name,
            presenter: records.find(settings.me).map(|me| me.name.clone()),
            us: if settings.company.is_empty() { "us".into() } else { settings.company.clone() },
            currency: own.currency,
            subscription: arr(records.of(account), today, &books),
            missing: books.missing(),
            objectives,
            actions,
            milestones,
            decisions,
            risks,
            opportunities,
            outcomes,
            metrics,
            wants: wanting.iter().map(|p| (p.name.clone(), p.title.clone(), p.wants_shared.clone())).collect(),
            needs,
            next_sync,
        };
        (view, left_out.into_inner())
    }
}

/// The lines of a text that say something.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Who takes part in a meeting, theirs first.
fn attendees(records: &Records, meeting: &Meeting) -> String {
    let theirs = meeting.people.iter().filter_map(|id| records.get(*id)).map(|person| &person.name);
    let ours = meeting.team.iter().filter_map(|id| records.get(*id)).map(|teammate| &teammate.name);
    theirs.chain(ours).map(|name| crate::words::format::short_name(name)).collect::<Vec<_>>().join(", ")
}

fn shared_metric(records: &Records, metric: &Metric) -> SharedMetric {
    let observed = records.of::<Observation>(metric.account).filter(|observation| observation.metric == metric.id);
    let mut values: Vec<(NaiveDate, f64)> = observed.map(|observation| (observation.date, observation.value)).collect();
    values.order_by_key(|(date, _)| *date);
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
    SharedMetric { key: metric.id.into(), name: metric.shared.clone(), group: metric.group, rules, values }
}

#[cfg(test)]
mod tests;
