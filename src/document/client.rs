//! The view of an account that holds only what its client may see. It has no field for anything else.

use std::cell::RefCell;

use chrono::NaiveDate;

use crate::{
    domain::{
        Account, Action, Amount, Currency, Decision, Entity, Id, Key, Meeting, Metric, Milestone, MissingRates, Money,
        Need, Objective, Observation, Opportunity, Order, Outcome, Person, RaidItem, Records, RevenueMovement, Review,
        Teammate,
        choice::{
            ActionStatus, Agreement, DecisionState, MeetingKind, MetricGroup, NeedStatus, OutcomeState, RaidKind,
            RaidStatus, Role,
        },
        revenue::{Books, arr},
        value::{Value, share_of, state_on},
    },
    words::{format::short_name, paper::common},
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

impl SharedRow {
    /// A record in its wording, of which nothing else is known.
    fn new(key: impl Into<Key>, text: &str) -> Self {
        Self {
            key: key.into(),
            text: text.to_owned(),
            date: None,
            owners: Vec::new(),
            second: String::new(),
            done: false,
            dropped: false,
            theirs: false,
            review: None,
            rank: 0,
        }
    }
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
    /// What the client pays a year: it knows that itself. Nothing while that is not settled.
    pub subscription: Amount,
    /// Whether two of us have written differently what the client pays: no return is told then.
    pub is_disputed: bool,
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
        // Without what the client pays, what else it costs is no cost to compare with.
        let cost = |of: fn(&SharedOutcome) -> Amount| match self.is_disputed {
            true => zero,
            false => zero + self.outcomes.iter().map(of).sum(),
        };
        Value {
            confirmed: worth(true),
            estimated: worth(false),
            estimates: self.outcomes.iter().filter(|outcome| !outcome.confirmed && outcome.worth.is_some()).count(),
            subscription: self.subscription,
            other_cost: cost(|outcome| outcome.yearly_cost),
            one_off: cost(|outcome| outcome.one_off),
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
        let sharing = Sharing { records, account, today, books: &books, left_out: RefCell::default() };
        let is_disputed = records.is_disputed(settings.id)
            || records.of::<RevenueMovement>(account).any(|movement| records.is_disputed(movement.id));
        let view = Self {
            client: own.name,
            presenter: records.find(settings.me).map(|me| me.name.clone()),
            us: if settings.company.is_empty() { common::US_LOWER.into() } else { settings.company.clone() },
            currency: own.currency,
            subscription: if is_disputed {
                Amount::zero(own.currency)
            } else {
                arr(records.of(account), today, &books)
            },
            is_disputed,
            objectives: sharing.objectives(),
            actions: sharing.actions(),
            decisions: sharing.decisions(),
            risks: sharing.risks(),
            opportunities: sharing.opportunities(),
            outcomes: sharing.outcomes(),
            metrics: sharing.metrics(),
            milestones: sharing.milestones(),
            needs: sharing.needs(),
            wants: sharing.wants(),
            next_sync: sharing.next_sync(),
            // Last, when every amount was looked at.
            missing: books.missing(),
        };
        (view, sharing.left_out.into_inner())
    }
}

/// Reads what an account shares, and notes what it could share and does not.
struct Sharing<'a> {
    records: &'a Records,
    account: Id<Account>,
    today: NaiveDate,
    books: &'a Books<'a>,
    left_out: RefCell<Vec<LeftOut>>,
}

impl Sharing<'_> {
    fn of<T: Entity>(&self) -> impl Iterator<Item = &T> {
        self.records.of(self.account)
    }

    fn leave_out(&self, key: Key, field: &'static str, title: &str) {
        self.left_out.borrow_mut().push(LeftOut { key, field, title: title.to_owned() });
    }

    /// Whether a record has a wording for the client.
    fn is_shared(&self, key: impl Into<Key>, title: &str, wording: &str) -> bool {
        if wording.is_empty() {
            self.leave_out(key.into(), "shared", title);
        }
        !wording.is_empty()
    }

    /// A text beside the one that shares the record: it leaves in a wording of its own, or stays internal.
    fn second(&self, key: impl Into<Key>, field: &'static str, internal: &str, wording: &str) -> String {
        if wording.is_empty() && !internal.is_empty() {
            self.leave_out(key.into(), field, internal);
        }
        wording.to_owned()
    }

    /// The names of who owns something, theirs first.
    fn owners(&self, theirs: Option<Id<Person>>, ours: Option<Id<Teammate>>) -> Vec<String> {
        let theirs = self.records.find(theirs).filter(|person| person.account == self.account);
        let theirs = theirs.map(|person| &person.name);
        let ours = self.records.find(ours).map(|teammate| &teammate.name);
        theirs.into_iter().chain(ours).map(|name| short_name(name)).collect()
    }

    fn objectives(&self) -> Vec<SharedRow> {
        let shared = self.of::<Objective>().filter(|it| self.is_shared(it.id, &it.name, &it.shared));
        let row = |objective: &Objective| SharedRow {
            date: objective.due,
            owners: self.owners(objective.owner_there, objective.owner),
            ..SharedRow::new(objective.id, &objective.shared)
        };
        shared.map(row).collect()
    }

    fn actions(&self) -> Vec<SharedRow> {
        let shared = self.of::<Action>().filter(|it| self.is_shared(it.id, &it.title, &it.shared));
        let row = |action: &Action| SharedRow {
            date: action.due,
            owners: self.owners(action.owner_there, action.owner),
            done: action.status == ActionStatus::Done,
            dropped: action.status == ActionStatus::Dropped,
            theirs: action.owner_there.is_some(),
            review: action.review,
            ..SharedRow::new(action.id, &action.shared)
        };
        shared.map(row).collect()
    }

    fn decisions(&self) -> Vec<SharedRow> {
        let shared = self.of::<Decision>().filter(|it| self.is_shared(it.id, &it.title, &it.shared));
        let row = |decision: &Decision| SharedRow {
            date: decision.decided_on.or(decision.due),
            owners: self.owners(decision.decided_by, None),
            second: self.second(decision.id, "ifWaitsShared", &decision.if_waits, &decision.if_waits_shared),
            done: decision.state != DecisionState::Asked,
            dropped: decision.state == DecisionState::Declined,
            review: decision.review,
            ..SharedRow::new(decision.id, &decision.shared)
        };
        shared.map(row).collect()
    }

    /// What is open in the log, the gravest first. What we assume is for us.
    fn risks(&self) -> Vec<SharedRow> {
        let open = self.of::<RaidItem>();
        let open = open.filter(|item| item.status == RaidStatus::Open && item.kind != RaidKind::Assumption);
        let shared = open.filter(|it| self.is_shared(it.id, &it.statement, &it.shared));
        let row = |item: &RaidItem| SharedRow {
            date: item.review_on,
            owners: self.owners(item.owner_there, item.owner),
            second: self.second(item.id, "responseShared", &item.response, &item.response_shared),
            rank: i64::from(item.probability.unwrap_or(1)) * i64::from(item.impact.unwrap_or(1)),
            ..SharedRow::new(item.id, &item.shared)
        };
        let mut risks: Vec<SharedRow> = shared.map(row).collect();
        risks.order_by_key(|risk| std::cmp::Reverse(risk.rank));
        risks
    }

    fn opportunities(&self) -> Vec<SharedRow> {
        let open = self.of::<Opportunity>().filter(|opportunity| opportunity.is_open());
        let shared = open.filter(|it| self.is_shared(it.id, &it.name, &it.shared));
        shared.map(|opportunity| SharedRow::new(opportunity.id, &opportunity.shared)).collect()
    }

    /// Confirmed outcomes first, then by worth. One that the client disputes never leaves.
    fn outcomes(&self) -> Vec<SharedOutcome> {
        let standing = self.of::<Outcome>().filter(|outcome| outcome.state != OutcomeState::Disputed);
        let shared = standing.filter(|it| self.is_shared(it.id, &it.name, &it.shared));
        let mut outcomes: Vec<SharedOutcome> = shared.map(|outcome| self.outcome(outcome)).collect();
        outcomes.order_by(|a, b| {
            let worth = |outcome: &SharedOutcome| outcome.worth.unwrap_or_default();
            b.confirmed.cmp(&a.confirmed).then_with(|| worth(b).compare(worth(a)))
        });
        outcomes
    }

    fn outcome(&self, outcome: &Outcome) -> SharedOutcome {
        let theirs = self.records.find(outcome.confirmed_by).filter(|person| person.account == self.account);
        let confirmed_by = theirs.map(|person| person.name.clone());
        // An amount without a rate is named, here like the costs, and is no figure.
        let has_rate = |worth: &Money| self.books.convert((*worth).into()).is_ok();
        self.books.enter_some(outcome.worth);
        SharedOutcome {
            key: outcome.id.into(),
            name: outcome.shared.clone(),
            change: outcome.baseline.zip(outcome.actual).map(|(before, now)| (before, now, outcome.unit.clone())),
            worth: outcome.worth.filter(has_rate).map(|_| share_of(outcome, self.books)),
            confirmed: state_on(outcome, self.today) == OutcomeState::Confirmed,
            confirmed_by: confirmed_by.zip(outcome.confirmed_on),
            one_off: self.books.enter_some(outcome.one_off),
            yearly_cost: self.books.enter_some(outcome.cost),
        }
    }

    fn metrics(&self) -> Vec<SharedMetric> {
        let shared = self.of::<Metric>().filter(|it| self.is_shared(it.id, &it.name, &it.shared));
        // A measurement that is not settled keeps its metric inside.
        let is_disputed = |metric: &Metric| {
            self.of::<Observation>().any(|value| value.metric == metric.id && self.records.is_disputed(value.id))
        };
        let shared = shared.filter(|metric| !is_disputed(metric));
        shared.map(|metric| shared_metric(self.records, metric)).collect()
    }

    fn milestones(&self) -> Vec<SharedMilestone> {
        let shared = self.of::<Milestone>().filter(|it| self.is_shared(it.id, &it.title, &it.shared));
        let dated = |milestone: &Milestone| {
            Some(SharedMilestone {
                key: milestone.id.into(),
                text: milestone.shared.clone(),
                track: milestone.track.clone(),
                date: milestone.date?,
                until: milestone.until,
                agreed: milestone.agreement != Agreement::Proposed,
            })
        };
        shared.filter_map(dated).collect()
    }

    fn needs(&self) -> Vec<SharedRow> {
        let standing = self.of::<Need>().filter(|need| need.status != NeedStatus::Declined);
        let shared = standing.filter(|it| self.is_shared(it.id, &it.name, &it.shared));
        let row = |need: &Need| SharedRow {
            owners: self.owners(need.person, None),
            done: matches!(need.status, NeedStatus::Answered | NeedStatus::Met),
            ..SharedRow::new(need.id, &need.shared)
        };
        shared.map(row).collect()
    }

    /// Who wants what, the buyers first, then by influence.
    fn wants(&self) -> Vec<(String, String, String)> {
        let says = |person: &&Person| {
            if !person.wants.is_empty() && person.wants_shared.is_empty() {
                self.leave_out(person.id.into(), "wantsShared", &format!("{}: {}", person.name, person.wants));
            }
            !person.wants_shared.is_empty()
        };
        let mut wanting: Vec<&Person> = self.of::<Person>().filter(says).collect();
        wanting.order_by_key(|person| {
            (!person.roles.contains(&Role::EconomicBuyer), std::cmp::Reverse(person.influence), person.id)
        });
        wanting.iter().map(|p| (p.name.clone(), p.title.clone(), p.wants_shared.clone())).collect()
    }

    fn next_sync(&self) -> Option<SharedMeeting> {
        let coming = self.of::<Meeting>();
        let coming =
            coming.filter(|meeting| meeting.kind == MeetingKind::ExecutiveReview && meeting.date >= self.today);
        let next = coming.min_by_key(|meeting| (meeting.date, meeting.at.clone()))?;
        self.is_shared(next.id, &next.title, &next.shared).then(|| {
            let text = |field, internal: &str, wording: &str| self.second(next.id, field, internal, wording);
            SharedMeeting {
                key: next.id.into(),
                text: next.shared.clone(),
                date: next.date,
                at: next.at.clone(),
                place: text("placeShared", &next.place, &next.place_shared),
                attendees: text("attendeesShared", &attendees(self.records, next), &next.attendees_shared),
                agenda: lines(&text("agendaShared", &next.agenda, &next.agenda_shared)),
            }
        })
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
    theirs.chain(ours).map(|name| short_name(name)).collect::<Vec<_>>().join(", ")
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
