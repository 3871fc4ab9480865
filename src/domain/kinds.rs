//! Every kind of record that Mainstay keeps, with the input and the audience of each field. Their labels:
//! `words::labels`.
//!
//! A field that is absent has its type's default. Fields marked private never leave in team or client files.

use chrono::NaiveDate;

use super::{
    Id, Money,
    brand::Brand,
    choice::*,
    date::Holiday,
    field::{Input::*, Spec, second_wording, wording},
    json::Fields,
    money::Currency,
    record::{Entity, records},
    satisfaction::Answers,
    setting::{Rate, Segmentation, StageOdds, Standard},
};

const fn field(input: super::field::Input) -> Spec {
    Spec::new(input)
}

records! {
    /// The settings of the whole workspace. There is one.
    Workspace in "workspace" {
        /// What our company is called in documents.
        company: String = field(Text).client(),
        /// Who of us works with this workspace.
        me: Option<Id<Teammate>> = field(Link(Kind::Teammate)).of_device(),
        /// The currency that figures roll up to.
        currency: Currency = field(Currency),
        /// The month with which the fiscal year begins; January when absent.
        fiscal_start: Month = field(Choice(Month::CHOICES)),
        /// In whose way numbers and dates are written.
        country: Country = field(Choice(Country::CHOICES)).of_device(),
        /// The days on which one does not work.
        holidays: Vec<Holiday> = field(Parts("id")),
        /// How criteria make a tier.
        segmentation: Segmentation = field(Structured),
        /// What each tier is owed.
        standards: Vec<Standard> = field(Parts("tier")),
        /// The usual probability of each stage.
        odds: Vec<StageOdds> = field(Parts("stage")),
        /// Dated exchange rates.
        rates: Vec<Rate> = field(Parts("id")),
        /// The look of documents.
        brand: Brand = field(Structured),
    }

    /// A client.
    Account in "accounts" {
        /// Its name.
        name: String = field(Text).required().client(),
        /// The group that it is a part of.
        parent: Option<Id<Account>> = field(Link(Kind::Account)),
        /// Its trade.
        industry: String = field(Text),
        /// What it is, in a line: size, place, business.
        about: String = field(Text),
        /// How it makes money.
        business_model: String = field(LongText),
        /// Its site.
        website: String = field(Address),
        /// Where it sits.
        place: String = field(Text),
        /// Its staff.
        employees: Option<i64> = field(Whole(0, 10_000_000)),
        /// Its own yearly turnover: the client's size, never what it pays us.
        turnover: Option<Money> = field(Money),
        /// The currency of its figures.
        currency: Currency = field(Currency),
        /// Since when it has bought from us.
        customer_since: Option<NaiveDate> = field(Date),
        /// When it left.
        churned_on: Option<NaiveDate> = field(Date),
        /// Hidden from lists and Today, never from past figures.
        archived: bool = field(Flag),
        /// Segmentation: revenue, 1–5.
        revenue_score: Option<u8> = field(Whole(1, 5)),
        /// Segmentation: growth potential, 1–5.
        growth_score: Option<u8> = field(Whole(1, 5)),
        /// Segmentation: strategic fit, 1–5.
        fit_score: Option<u8> = field(Whole(1, 5)),
        /// Segmentation: risk of leaving, 1–5; stability is 6 minus it.
        churn_risk: Option<u8> = field(Whole(1, 5)),
        /// A tier that a person set against the scores.
        tier_override: Option<Tier> = field(Choice(Tier::CHOICES)).with("tierOverride"),
        /// Why.
        tier_reason: String = field(Text).with("tierOverride"),
        /// A health score that a person set against the metrics.
        health_override: Option<u8> = field(Whole(0, 100)).with("healthOverride"),
        /// Why; without a reason it does not count.
        health_reason: String = field(Text).with("healthOverride"),
        /// Until when it counts; without a date it does not.
        health_until: Option<NaiveDate> = field(Date).with("healthOverride"),
        /// Working agreement: preferred channels.
        channels: String = field(Text),
        /// Working agreement: languages.
        languages: String = field(Text),
        /// Working agreement: privacy constraints.
        privacy: String = field(Text),
        /// Who of us owns it.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// What is worth remembering.
        notes: String = field(LongText),
    }

    /// A part of the world where the client works with us.
    Region of account in "regions" {
        /// Its name.
        name: String = field(Text).required(),
        /// Who of us is there.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field(Link(Kind::Person)),
        /// IANA time zone.
        time_zone: String = field(Text),
        /// Its languages.
        languages: String = field(Text),
        /// The currency it is billed in.
        currency: Currency = field(Currency),
        /// What may not leave it.
        privacy: String = field(Text),
        /// The recurring revenue wanted there.
        target: Option<Money> = field(Money),
    }

    /// What we want with the client, and what it rests on.
    Strategy of account in "strategies" {
        /// Their business: how it earns, what changes.
        business: String = field(LongText),
        /// What their leadership wants.
        priorities: String = field(LongText),
        /// Where we stand against whom.
        position: String = field(LongText),
        /// Where we want to be in a year.
        ambition12: String = field(LongText),
        /// Where we want to be in three.
        ambition36: String = field(LongText),
        /// The first of the three moves.
        first_move: String = field(Text),
        /// The second.
        second_move: String = field(Text),
        /// The third.
        third_move: String = field(Text),
        /// What must be true for it to work, a line each.
        must_be_true: String = field(LongText),
    }

    /// A goal, pain or requirement of theirs, and our answer.
    Need of account in "needs" {
        /// In their words.
        name: String = field(Text).required(),
        /// What sort of need.
        kind: NeedKind = field(Choice(NeedKind::CHOICES)),
        /// Where it is felt.
        unit: String = field(Text),
        /// Who said so.
        person: Option<Id<Person>> = field(Link(Kind::Person)),
        /// What we do about it.
        answer: String = field(LongText),
        /// With what.
        product: Option<Id<Product>> = field(Link(Kind::Product)),
        /// Whether it is answered.
        status: NeedStatus = field(Choice(NeedStatus::CHOICES)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A person of the client.
    Person of account in "people" {
        /// Full name.
        name: String = field(Text).required().client(),
        /// Job title.
        title: String = field(Text).client(),
        /// What they do in decisions.
        roles: Vec<Role> = field(Several(Role::CHOICES)),
        /// When somebody who knows confirmed these roles.
        roles_confirmed_on: Option<NaiveDate> = field(Date),
        /// Power over the decision, 1–5.
        influence: Option<u8> = field(Whole(1, 5)),
        /// From −2, opposes, to +2, advocates.
        support: Option<i8> = field(Whole(-2, 2)).private(),
        /// Who they report to.
        manager: Option<Id<Person>> = field(Link(Kind::Person)),
        /// Their part of the business.
        unit: String = field(Text),
        /// Where they work.
        region: String = field(Text),
        /// What they want, in their words.
        wants: String = field(LongText),
        /// The same, as the client may read it.
        wants_shared: String = wording(),
        /// Mail.
        email: String = field(Address),
        /// Phone.
        phone: String = field(Text),
        /// Private notes.
        notes: String = field(LongText).private(),
    }

    /// How one of them and one of us stand to each other.
    Relationship of account in "relationships" {
        /// Theirs.
        person: Id<Person> = field(Link(Kind::Person)).required(),
        /// Ours.
        teammate: Id<Teammate> = field(Link(Kind::Teammate)).required(),
        /// Where it stands.
        now: Level = field(Choice(Level::CHOICES)),
        /// Where we want it.
        wanted: Level = field(Choice(Level::CHOICES)),
        /// When they last spoke.
        last_contact: Option<NaiveDate> = field(Date),
    }

    /// A line between two people that is not reporting.
    Tie of account in "ties" {
        /// From whom.
        from: Id<Person> = field(Link(Kind::Person)).required(),
        /// What it is.
        kind: TieKind = field(Choice(TieKind::CHOICES)),
        /// To whom.
        to: Id<Person> = field(Link(Kind::Person)).required(),
        /// What we make of it.
        note: String = field(Text),
        /// When it was seen.
        seen: Option<NaiveDate> = field(Date),
    }

    /// What a person does in one contract or opportunity, besides their roles in the account.
    DealRole of account in "dealRoles" {
        /// Who.
        person: Id<Person> = field(Link(Kind::Person)).required(),
        /// The contract or opportunity.
        deal: Option<uuid::Uuid> = field(Anything),
        /// What they do there.
        roles: Vec<Role> = field(Several(Role::CHOICES)),
    }

    /// One of us.
    Teammate in "teammates" {
        /// Full name.
        name: String = field(Text).required().client(),
        /// Job.
        function: String = field(Text),
        /// Where they work.
        region: String = field(Text),
        /// IANA time zone.
        time_zone: String = field(Text),
        /// Mail.
        email: String = field(Address),
    }

    /// What we sell.
    Product in "products" {
        /// Its name.
        name: String = field(Text).required(),
        /// The family it belongs to.
        series: String = field(Text),
        /// Its list price.
        list_price: Option<Money> = field(Money),
    }

    /// What one part of the client has or could have of a product.
    Whitespace of account in "whitespaces" {
        /// The product.
        product: Id<Product> = field(Link(Kind::Product)).required(),
        /// The part of the client.
        unit: String = field(Text).required(),
        /// What is there.
        state: WhitespaceState = field(Choice(WhitespaceState::CHOICES)),
        /// What it brings a year where they own it, what it could bring where they do not.
        amount: Option<Money> = field(Money),
        /// Who holds it.
        competitor: String = field(Text),
        /// What is known about it.
        note: String = field(Text),
    }

    /// Revenue that may come.
    Opportunity of account in "opportunities" {
        /// Its name.
        name: String = field(Text).required(),
        /// Why it exists.
        kind: OpportunityKind = field(Choice(OpportunityKind::CHOICES)),
        /// What would be sold.
        product: Option<Id<Product>> = field(Link(Kind::Product)),
        /// Where.
        unit: String = field(Text),
        /// Recurring amount a year.
        amount: Option<Money> = field(Money),
        /// One-off amount.
        one_off: Option<Money> = field(Money),
        /// How far it has come.
        stage: Stage = field(Choice(Stage::CHOICES)),
        /// Percent; the stage's usual one when absent.
        probability: Option<u8> = field(Whole(0, 100)),
        /// How sure the forecast is of it; by its probability when absent.
        forecast: Option<Commitment> = field(Choice(Commitment::CHOICES)),
        /// When work on it began.
        engaged_on: Option<NaiveDate> = field(Date),
        /// When it closes or closed.
        close_on: Option<NaiveDate> = field(Date),
        /// What happens next.
        next_step: String = field(Text),
        /// When.
        next_step_on: Option<NaiveDate> = field(Date),
        /// Against whom.
        competitor: String = field(Text),
        /// Who of us.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A change of annual recurring revenue.
    RevenueMovement of account in "revenueMovements" {
        /// When it took effect.
        date: NaiveDate = field(Date).required(),
        /// What it did.
        kind: MovementKind = field(Choice(MovementKind::CHOICES)),
        /// A positive annual amount.
        amount: Money = field(Money).required(),
        /// Of what.
        product: Option<Id<Product>> = field(Link(Kind::Product)),
        /// Where.
        region: Option<Id<Region>> = field(Link(Kind::Region)),
        /// Why.
        note: String = field(Text),
    }

    /// Revenue booked in a month, for accounts without recurring revenue.
    RevenueActual of account in "revenueActuals" {
        /// Any day of the month.
        month: NaiveDate = field(Date).required(),
        /// The amount.
        amount: Money = field(Money).required(),
        /// What is left of it.
        margin: Option<Money> = field(Money),
        /// Of what.
        product: Option<Id<Product>> = field(Link(Kind::Product)),
    }

    /// What an account is to bring in a period.
    Target of account in "targets" {
        /// Of what.
        measure: TargetMeasure = field(Choice(TargetMeasure::CHOICES)),
        /// First day of the period.
        from: NaiveDate = field(Date).required(),
        /// Last day of the period.
        to: NaiveDate = field(Date).required(),
        /// How much.
        amount: Money = field(Money).required(),
    }

    /// What may be spent on an account, and what was.
    Budget of account in "budgets" {
        /// What for.
        name: String = field(Text).required(),
        /// First day of the period.
        from: Option<NaiveDate> = field(Date),
        /// Last day of the period.
        to: Option<NaiveDate> = field(Date),
        /// What may be spent.
        planned: Option<Money> = field(Money),
        /// What has been.
        spent: Option<Money> = field(Money),
    }

    /// A contract.
    Contract of account in "contracts" {
        /// Its name.
        name: String = field(Text).required(),
        /// What it is worth a year.
        amount: Option<Money> = field(Money),
        /// What it covers.
        scope: String = field(Text),
        /// First day.
        start: Option<NaiveDate> = field(Date),
        /// Last day.
        end: Option<NaiveDate> = field(Date),
        /// What happens at the end.
        ending: Ending = field(Choice(Ending::CHOICES)).with("ending"),
        /// For how long it renews by itself.
        renews_months: Option<u16> = field(Whole(1, 120)).with("ending"),
        /// Notice period in days; months count when it is absent.
        notice_days: Option<u16> = field(Whole(0, 1500)).with("ending"),
        /// Notice period in months.
        notice_months: Option<u16> = field(Whole(0, 48)).with("ending"),
        /// Who may give notice.
        notice_party: NoticeParty = field(Choice(NoticeParty::CHOICES)),
        /// When notice was received.
        notice_received_on: Option<NaiveDate> = field(Date),
        /// Percent.
        probability: Option<u8> = field(Whole(0, 100)),
        /// Why that much.
        probability_reason: String = field(Text),
        /// How sure the forecast is of the renewal.
        forecast: Option<RenewalCall> = field(Choice(RenewalCall::CHOICES)),
        /// What we promised.
        sla: String = field(LongText),
        /// How far the signature has come.
        signing: Signing = field(Choice(Signing::CHOICES)),
        /// The contract that follows it, once signed.
        successor: Option<Id<Contract>> = field(Link(Kind::Contract)),
        /// Where it is kept.
        address: String = field(Address),
    }

    /// What was done about one step of a contract's renewal playbook.
    PlaybookStep of account in "playbookSteps" {
        /// Of which contract.
        contract: Id<Contract> = field(Link(Kind::Contract)).required(),
        /// Which task.
        task: PlaybookTask = field(Choice(PlaybookTask::CHOICES)),
        /// The end of the term that it is about; the first term when absent.
        term_end: Option<NaiveDate> = field(Date),
        /// When it was done.
        done_on: Option<NaiveDate> = field(Date),
        /// What came of it.
        note: String = field(Text),
    }

    /// That one of us agrees: to a renewal, or to what may be conceded.
    Approval of account in "approvals" {
        /// To what.
        title: String = field(Text).required(),
        /// The contract or negotiation it is about.
        of: Option<uuid::Uuid> = field(Anything),
        /// Who of us.
        teammate: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// Whether it is given.
        state: ApprovalState = field(Choice(ApprovalState::CHOICES)),
        /// By when it is needed.
        due: Option<NaiveDate> = field(Date),
        /// When it was given or refused.
        decided_on: Option<NaiveDate> = field(Date),
        /// On what condition.
        note: String = field(Text),
    }

    /// What is negotiated with the client, and how far we go.
    Negotiation of account in "negotiations" {
        /// Its name.
        name: String = field(Text).required(),
        /// The contract that it renews.
        contract: Option<Id<Contract>> = field(Link(Kind::Contract)),
        /// The price of a year without any discount.
        list_price: Option<Money> = field(Money),
        /// What was offered and asked for, oldest first.
        rounds: Vec<super::negotiation::Round> = field(Parts("id")),
        /// What was decided and why, for whoever negotiates the next time.
        rationale: String = field(LongText),
        /// When it ended.
        closed_on: Option<NaiveDate> = field(Date),
    }

    /// A term of a negotiation, and the points that leadership agreed to.
    Term of account in "terms" {
        /// Of which negotiation.
        negotiation: Id<Negotiation> = field(Link(Kind::Negotiation)).required(),
        /// What is negotiated.
        name: String = field(Text).required(),
        /// What it does to the price, where it does.
        lever: Option<Lever> = field(Choice(Lever::CHOICES)),
        /// Of what.
        unit: String = field(Text),
        /// Where we want to end.
        target: Option<f64> = field(Decimal),
        /// Where we expect to end.
        expected: Option<f64> = field(Decimal),
        /// Beyond here we leave.
        walk_away: Option<f64> = field(Decimal),
    }

    /// What we give in a negotiation, and what we get for it.
    Trade of account in "trades" {
        /// Of which negotiation.
        negotiation: Id<Negotiation> = field(Link(Kind::Negotiation)).required(),
        /// What they get.
        give: String = field(Text),
        /// What it costs us a year.
        cost: Option<Money> = field(Money),
        /// What we get.
        get: String = field(Text),
        /// What it is worth to us a year.
        worth: Option<Money> = field(Money),
        /// How far it has come.
        state: TradeState = field(Choice(TradeState::CHOICES)),
    }

    /// What we aim at with the client.
    Objective of account in "objectives" {
        /// The aim, as a sentence.
        name: String = field(Text).required(),
        /// Agreed with the client rather than ours alone.
        joint: bool = field(Flag),
        /// The metric that measures it.
        metric: Option<Id<Metric>> = field(Link(Kind::Metric)),
        /// Where it began.
        baseline: Option<f64> = field(Decimal),
        /// Where it stands; the metric's latest when it has one.
        actual: Option<f64> = field(Decimal),
        /// Where it should be.
        target: Option<f64> = field(Decimal),
        /// Of what.
        unit: String = field(Text),
        /// By when.
        due: Option<NaiveDate> = field(Date),
        /// Who of them.
        owner_there: Option<Id<Person>> = field(Link(Kind::Person)),
        /// Who of us.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// How an objective is reached: the work that its actions and milestones belong to.
    Initiative of account in "initiatives" {
        /// Its name.
        name: String = field(Text).required(),
        /// What it serves.
        objective: Option<Id<Objective>> = field(Link(Kind::Objective)),
        /// When it begins.
        start: Option<NaiveDate> = field(Date),
        /// When it is due.
        due: Option<NaiveDate> = field(Date),
        /// Who of us.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field(Link(Kind::Person)),
        /// What must be done before it.
        after: Vec<Id<Initiative>> = field(Links(Kind::Initiative)),
        /// What is known about it.
        note: String = field(LongText),
    }

    /// Who does what by when.
    Action of account in "actions" {
        /// What is to do.
        title: String = field(Text).required(),
        /// A second fact.
        detail: String = field(Text),
        /// By when.
        due: Option<NaiveDate> = field(Date),
        /// At what time that day.
        due_at: String = field(Time),
        /// Who of us.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field(Link(Kind::Person)),
        /// Whether it is still to do.
        status: ActionStatus = field(Choice(ActionStatus::CHOICES)).with("status"),
        /// When it was done.
        done_on: Option<NaiveDate> = field(Date).with("status"),
        /// Why it matters.
        why: String = field(LongText),
        /// The person it is about.
        person: Option<Id<Person>> = field(Link(Kind::Person)),
        /// The meeting it came from.
        meeting: Option<Id<Meeting>> = field(Link(Kind::Meeting)),
        /// The review it was agreed in.
        review: Option<Id<Review>> = field(Link(Kind::Review)),
        /// The initiative it belongs to.
        initiative: Option<Id<Initiative>> = field(Link(Kind::Initiative)),
        /// The insight that it answers.
        insight: Option<Id<Insight>> = field(Link(Kind::Insight)),
        /// The log entry that it answers.
        raid_item: Option<Id<RaidItem>> = field(Link(Kind::RaidItem)),
        /// The gap of the stakeholder map that it closes, by its key.
        gap: String = field(Structured),
        /// The region it is for.
        region: Option<Id<Region>> = field(Link(Kind::Region)),
        /// What must be done before it.
        after: Vec<Id<Action>> = field(Links(Kind::Action)),
        /// The 30-day plan it belongs to.
        plan: Option<Id<Plan30>> = field(Link(Kind::Plan30)),
        /// Its theme there.
        theme: Option<Theme> = field(Choice(Theme::CHOICES)),
        /// What shows that it happened.
        evidence: Option<Evidence> = field(Choice(Evidence::CHOICES)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A launch or a date of the roadmap.
    Milestone of account in "milestones" {
        /// What happens.
        title: String = field(Text).required(),
        /// The row of the roadmap it stands in.
        track: String = field(Text).client(),
        /// When, or from when.
        date: Option<NaiveDate> = field(Date),
        /// Until when, for a stretch of time.
        until: Option<NaiveDate> = field(Date),
        /// The initiative it belongs to.
        initiative: Option<Id<Initiative>> = field(Link(Kind::Initiative)),
        /// Whether it is agreed.
        agreement: Agreement = field(Choice(Agreement::CHOICES)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A risk, assumption, issue or dependency.
    RaidItem of account in "raidItems" {
        /// Which of the four.
        kind: RaidKind = field(Choice(RaidKind::CHOICES)),
        /// The statement.
        statement: String = field(Text).required(),
        /// 1–5.
        probability: Option<u8> = field(Whole(1, 5)),
        /// 1–5.
        impact: Option<u8> = field(Whole(1, 5)),
        /// What we do about it.
        response: String = field(Text),
        /// The same, as the client may read it.
        response_shared: String = second_wording(),
        /// Who of us.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field(Link(Kind::Person)),
        /// When it is looked at again.
        review_on: Option<NaiveDate> = field(Date),
        /// Whether it still counts.
        status: RaidStatus = field(Choice(RaidStatus::CHOICES)),
        /// The region it is about.
        region: Option<Id<Region>> = field(Link(Kind::Region)),
        /// The level of the ladder on which it stands.
        level: Option<u8> = field(Whole(1, 5)),
        /// How it climbed, oldest first.
        climbs: Vec<super::escalation::Climb> = field(Parts("id")),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A level of the account's escalation ladder.
    Escalation of account in "escalations" {
        /// Which level; 1 is the lowest.
        level: u8 = field(Whole(1, 5)).required(),
        /// When one climbs to it.
        trigger: String = field(Text),
        /// Who of us answers there.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field(Link(Kind::Person)),
        /// Within how many hours.
        response_hours: Option<u16> = field(Whole(1, 1000)),
    }

    /// Value delivered.
    Outcome of account in "outcomes" {
        /// What changed.
        name: String = field(Text).required(),
        /// Before.
        baseline: Option<f64> = field(Decimal),
        /// Now.
        actual: Option<f64> = field(Decimal),
        /// Of what.
        unit: String = field(Text).client(),
        /// The executive goal of theirs that it serves.
        goal: String = field(Text),
        /// The metric that shows it.
        metric: Option<Id<Metric>> = field(Link(Kind::Metric)),
        /// Since when.
        since: Option<NaiveDate> = field(Date),
        /// What it is worth a year.
        worth: Option<Money> = field(Money).with("worth"),
        /// Our share of it in percent; all of it when absent.
        share: Option<u8> = field(Whole(0, 100)).with("worth"),
        /// What it cost once.
        one_off: Option<Money> = field(Money),
        /// What it costs a year besides the subscription.
        cost: Option<Money> = field(Money),
        /// Who stands behind the figure.
        state: OutcomeState = field(Choice(OutcomeState::CHOICES)).with("worth"),
        /// Who of them confirmed it.
        confirmed_by: Option<Id<Person>> = field(Link(Kind::Person)).with("worth"),
        /// When.
        confirmed_on: Option<NaiveDate> = field(Date).with("worth"),
        /// Where the figure comes from.
        evidence: String = field(Text),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A named measure.
    Metric of account in "metrics" {
        /// Its name.
        name: String = field(Text).required(),
        /// Its group on the scorecard.
        group: MetricGroup = field(Choice(MetricGroup::CHOICES)),
        /// Of what.
        unit: String = field(Text).client(),
        /// Where it began.
        baseline: Option<f64> = field(Decimal),
        /// Where it should be.
        target: Option<f64> = field(Decimal),
        /// How far from the target still counts as close; 5 % of the target when absent.
        margin: Option<f64> = field(Decimal),
        /// Score 0 from here.
        red: Option<f64> = field(Decimal),
        /// Score 100 from here.
        green: Option<f64> = field(Decimal),
        /// Its weight in health, percent; 0 keeps it out.
        weight: u8 = field(Whole(0, 100)),
        /// For how many days a value is fresh; 90 when absent.
        fresh_days: Option<u16> = field(Whole(1, 2000)),
        /// A matter of judgement rather than of counting.
        subjective: bool = field(Flag),
        /// How its values come from answers, where they do.
        survey: Option<Survey> = field(Choice(Survey::CHOICES)),
        /// The executive goal of theirs that it serves.
        goal: String = field(Text),
        /// How many decimals are shown.
        decimals: Option<u8> = field(Whole(0, 4)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A dated value of a metric.
    Observation of account in "observations" {
        /// Of which metric.
        metric: Id<Metric> = field(Link(Kind::Metric)).required(),
        /// When.
        date: NaiveDate = field(Date).required(),
        /// The value.
        value: f64 = field(Decimal),
        /// Answers per step of the survey's scale, lowest step first.
        answers: Vec<Answers> = field(Parts("score")),
        /// Where it comes from.
        note: String = field(Text),
    }

    /// Something learned: feedback, news, a signal in the data; and the play that answers it.
    Insight of account in "insights" {
        /// What was learned.
        name: String = field(Text).required(),
        /// What sort.
        kind: InsightKind = field(Choice(InsightKind::CHOICES)),
        /// From whom or where.
        source: String = field(Text),
        /// When.
        seen_on: Option<NaiveDate> = field(Date),
        /// What we told the client about it.
        reply: String = field(LongText),
        /// How we answer it.
        play: Option<Play> = field(Choice(Play::CHOICES)),
        /// What the play is for.
        aim: Option<PlayAim> = field(Choice(PlayAim::CHOICES)),
        /// Who of us.
        owner: Option<Id<Teammate>> = field(Link(Kind::Teammate)),
        /// How far it has come.
        state: PlayState = field(Choice(PlayState::CHOICES)),
    }

    /// A meeting, held or to come.
    Meeting of account in "meetings" {
        /// What it is about.
        title: String = field(Text).required(),
        /// What it is for.
        kind: MeetingKind = field(Choice(MeetingKind::CHOICES)),
        /// The local day.
        date: NaiveDate = field(Date).required(),
        /// The local start.
        at: String = field(Time),
        /// How long.
        minutes: Option<u16> = field(Whole(5, 1440)),
        /// IANA time zone of the local start.
        time_zone: String = field(Text),
        /// Where.
        place: String = field(Text),
        /// Who of them.
        people: Vec<Id<Person>> = field(Links(Kind::Person)),
        /// Who of us.
        team: Vec<Id<Teammate>> = field(Links(Kind::Teammate)),
        /// What is to be discussed, one point a line.
        agenda: String = field(LongText),
        /// What was said.
        notes: String = field(LongText),
        /// What it is about, as the client may read it.
        shared: String = wording(),
        /// Where, as the client may read it.
        place_shared: String = second_wording(),
        /// Who takes part, as the client may read it.
        attendees_shared: String = second_wording(),
        /// What is to be discussed, as the client may read it, one point a line.
        agenda_shared: String = second_wording(),
    }

    /// How often we meet for what.
    Cadence of account in "cadences" {
        /// Its name.
        name: String = field(Text).required(),
        /// The meetings that count.
        kind: MeetingKind = field(Choice(MeetingKind::CHOICES)),
        /// The longest time between two, in days.
        every_days: Option<u16> = field(Whole(1, 1000)),
    }

    /// What was or is to be decided.
    Decision of account in "decisions" {
        /// The decision, as a sentence.
        title: String = field(Text).required(),
        /// Whether it has been taken.
        state: DecisionState = field(Choice(DecisionState::CHOICES)),
        /// Who decides.
        decided_by: Option<Id<Person>> = field(Link(Kind::Person)),
        /// By when it is needed.
        due: Option<NaiveDate> = field(Date),
        /// When it was taken.
        decided_on: Option<NaiveDate> = field(Date),
        /// Why.
        rationale: String = field(LongText),
        /// What happens while it waits.
        if_waits: String = field(Text),
        /// The same, as the client may read it.
        if_waits_shared: String = second_wording(),
        /// The meeting it belongs to.
        meeting: Option<Id<Meeting>> = field(Link(Kind::Meeting)),
        /// The review it belongs to.
        review: Option<Id<Review>> = field(Link(Kind::Review)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A forecast of recurring revenue as it was on a day, kept to be compared.
    KeptForecast in "keptForecasts" {
        /// When it was kept.
        made_on: NaiveDate = field(Date).required(),
        /// The day that it is for.
        until: NaiveDate = field(Date).required(),
        /// Recurring revenue a year on that day.
        amount: Money = field(Money).required(),
    }

    /// Evidence on any record.
    Link of account in "links" {
        /// The record it stands on.
        of: Option<uuid::Uuid> = field(Anything),
        /// What it is.
        title: String = field(Text).required(),
        /// Where it is.
        address: String = field(Address),
        /// When it was added.
        date: Option<NaiveDate> = field(Date),
    }

    /// The first 30 days with an account.
    Plan30 of account in "plans" {
        /// Day 1.
        start: NaiveDate = field(Date).required(),
        /// Who had the account before.
        predecessor: String = field(Text),
        /// What the predecessor says about its politics.
        politics: String = field(LongText).private(),
        /// What the predecessor promised.
        promises: String = field(LongText),
        /// To whom the read-out on day 30 goes.
        read_out_to: String = field(Text),
    }

    /// A quarterly business review.
    Review of account in "reviews" {
        /// The quarter it is about: `2026-Q3`.
        quarter: String = field(Quarter).required().client(),
        /// When it is held.
        date: Option<NaiveDate> = field(Date),
        /// Where.
        place: String = field(Text).client(),
        /// The executive summary, as its author wrote it.
        summary: String = field(LongText).client(),
        /// What its author changed on each slide.
        slides: Vec<super::review::SlideText> = field(Parts("slide")),
        /// The slides in the author's order.
        order: Vec<super::review::Slide> = field(Structured),
        /// Which tasks of its preparation are done.
        prepared: Vec<PreparationTask> = field(Members(PreparationTask::CHOICES)),
        /// The quarter that it is compared with, such as 2025-Q3; empty: a year before.
        compare: String = field(Quarter),
        /// When it was held and frozen.
        held_on: Option<NaiveDate> = field(Date),
        /// The client's document as it was then.
        frozen_client: Option<serde_json::Value> = field(Structured),
        /// Our document as it was then.
        frozen_internal: Option<serde_json::Value> = field(Structured).private(),
    }

    /// What a person wrote on an account's one-pager.
    Brief of account in "briefs" {
        /// The headline.
        headline: String = field(LongText).client(),
        /// A line at the foot.
        footnote: String = field(Text).client(),
    }

    /// A row of Today that waits.
    Snooze of account in "snoozes" {
        /// The record that the row is about.
        of: Option<uuid::Uuid> = field(Anything),
        /// Which of its rows: the key of an [`super::agenda::RowPart`].
        row: String = field(Structured),
        /// It comes back on this day.
        until: NaiveDate = field(Date).required(),
    }
}

impl Kind {
    /// Whether no record of the kind leaves in a team or client file: how far we go in a negotiation stays with us.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Negotiation | Self::Term | Self::Trade | Self::Approval) || self.is_of_device()
    }

    /// Whether the records of the kind are of one device: they leave in backups alone, and are never merged.
    pub fn is_of_device(self) -> bool {
        self == Self::Snooze
    }
}

impl Record {
    /// The record as files hold it.
    pub fn to_value(&self) -> Fields {
        let written = self.slots().into_iter().filter(|(_, slot)| !slot.is_blank());
        written.map(|(key, slot)| (key.to_owned(), slot.value())).collect()
    }

    /// The value of one field; null where the kind has none of this key.
    pub fn value(&self, key: &str) -> serde_json::Value {
        self.slots().into_iter().find(|(known, _)| *known == key).map(|(_, slot)| slot.value()).unwrap_or_default()
    }

    /// What a new record of `kind` holds, field by field: what forms show where a file says nothing.
    pub fn blank(kind: Kind) -> Fields {
        let blank = Self::from_value(kind, Fields::new());
        blank.iter().flat_map(Self::slots).map(|(key, slot)| (key.to_owned(), slot.value())).collect()
    }

    /// The first text of the record: its name, title or statement; `None` where it has none.
    pub fn name(&self) -> Option<String> {
        let value = self.to_value();
        let text = self
            .kind()
            .fields()
            .iter()
            .find(|field| matches!(field.input, Text | Quarter) && value.contains_key(field.key))?;
        value[text.key].as_str().map(str::to_owned)
    }

    /// The record with one field set, or cleared by null.
    ///
    /// # Errors
    /// As [`Record::from_value`] and [`Record::check`].
    pub fn with_field(&self, key: &str, value: serde_json::Value) -> Result<Self, super::Problem> {
        let record = Self::from_value(self.kind(), super::json::with(&self.to_value(), key, value))?;
        record.check().map_or(Ok(record), Err)
    }

    /// The first thing that keeps the record from being saved, if any.
    pub fn check(&self) -> Option<super::Problem> {
        let map = self.to_value();
        if self.kind().belongs_to_account() && self.account_id().is_none_or(Id::is_nil) {
            return Some(super::Problem { field: "account".into(), wrong: super::Wrong::NoAccount });
        }
        self.kind().fields().iter().find_map(|field| {
            let wrong = super::check::problem(field, map.get(field.key))?;
            Some(super::Problem { field: field.key.to_owned(), wrong })
        })
    }
}
