//! Every kind of record that Mainstay keeps, with the label, the input and the audience of each field.
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
    setting::{Rate, Segmentation, StageOdds, Standard},
};

const fn field(label: &'static str, input: super::field::Input) -> Spec {
    Spec::new(label, input)
}

records! {
    /// The settings of the whole workspace. There is one.
    Workspace in "workspace" called "settings" {
        /// What our company is called in documents.
        company: String = field("Our company", Text).client(),
        /// Who of us works with this workspace.
        me: Option<Id<Teammate>> = field("I am", Link(Kind::Teammate)),
        /// The currency that figures roll up to.
        currency: Currency = field("Currency", Currency),
        /// In whose way numbers and dates are written.
        country: Country = field("Numbers and dates as in", Choice(Country::CHOICES)),
        /// The days on which one does not work.
        holidays: Vec<Holiday> = field("Holidays", Structured),
        /// How criteria make a tier.
        segmentation: Segmentation = field("Segmentation", Structured),
        /// What each tier is owed.
        standards: Vec<Standard> = field("Engagement standards", Structured),
        /// The usual probability of each stage.
        odds: Vec<StageOdds> = field("Stages", Structured),
        /// Dated exchange rates.
        rates: Vec<Rate> = field("Exchange rates", Structured),
        /// The look of documents.
        brand: Brand = field("Brand", Structured),
        /// When the whole workspace was last exported; a fact about this device.
        exported_on: Option<NaiveDate> = field("Last export", Date).device(),
    }

    /// A client.
    Account in "accounts" called "account" {
        /// Its name.
        name: String = field("Name", Text).required().client(),
        /// The group that it is a part of.
        parent: Option<Id<Account>> = field("Part of", Link(Kind::Account)),
        /// Its trade.
        industry: String = field("Industry", Text),
        /// What it is, in a line: size, place, business.
        about: String = field("In a line", Text),
        /// How it makes money.
        business_model: String = field("Business model", LongText),
        /// Its site.
        website: String = field("Website", Address),
        /// Where it sits.
        place: String = field("Place", Text),
        /// Its staff.
        employees: Option<i64> = field("Employees", Whole(0, 10_000_000)),
        /// Its own yearly turnover: the client's size, never what it pays us.
        turnover: Option<Money> = field("Their own revenue", Money),
        /// The currency of its figures.
        currency: Currency = field("Currency", Currency),
        /// Since when it has bought from us.
        customer_since: Option<NaiveDate> = field("Customer since", Date),
        /// When it left.
        churned_on: Option<NaiveDate> = field("Left on", Date),
        /// Hidden from lists and Today, never from past figures.
        archived: bool = field("Archived", Flag),
        /// Segmentation: revenue, 1–5.
        revenue_score: Option<u8> = field("Revenue", Whole(1, 5)),
        /// Segmentation: growth potential, 1–5.
        growth_score: Option<u8> = field("Growth potential", Whole(1, 5)),
        /// Segmentation: strategic fit, 1–5.
        fit_score: Option<u8> = field("Strategic fit", Whole(1, 5)),
        /// Segmentation: risk of leaving, 1–5; stability is 6 minus it.
        churn_risk: Option<u8> = field("Churn risk", Whole(1, 5)),
        /// A tier that a person set against the scores.
        tier_override: Option<Tier> = field("Tier set by hand", Choice(Tier::CHOICES)),
        /// Why.
        tier_reason: String = field("Reason for it", Text),
        /// A health score that a person set against the metrics.
        health_override: Option<u8> = field("Health set by hand", Whole(0, 100)),
        /// Why; without a reason it does not count.
        health_reason: String = field("Reason for the health", Text),
        /// Until when it counts; without a date it does not.
        health_until: Option<NaiveDate> = field("Health holds until", Date),
        /// Working agreement: preferred channels.
        channels: String = field("Preferred channels", Text),
        /// Working agreement: languages.
        languages: String = field("Languages", Text),
        /// Working agreement: privacy constraints.
        privacy: String = field("Privacy constraints", Text),
        /// Who of us owns it.
        owner: Option<Id<Teammate>> = field("Our owner", Link(Kind::Teammate)),
        /// What is worth remembering.
        notes: String = field("Notes", LongText),
    }

    /// A part of the world where the client works with us.
    Region of account in "regions" called "region" {
        /// Its name.
        name: String = field("Region", Text).required(),
        /// Who of us is there.
        owner: Option<Id<Teammate>> = field("Our contact", Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field("Their contact", Link(Kind::Person)),
        /// IANA time zone.
        time_zone: String = field("Time zone", Text),
        /// Its languages.
        languages: String = field("Languages", Text),
        /// The currency it is billed in.
        currency: Currency = field("Currency", Currency),
        /// What may not leave it.
        privacy: String = field("Privacy constraints", Text),
        /// The recurring revenue wanted there.
        target: Option<Money> = field("Target, recurring a year", Money),
    }

    /// What we want with the client, and what it rests on.
    Strategy of account in "strategies" called "strategy" {
        /// Their business: how it earns, what changes.
        business: String = field("Their business", LongText),
        /// What their leadership wants.
        priorities: String = field("Their priorities", LongText),
        /// Where we stand against whom.
        position: String = field("Our position", LongText),
        /// Where we want to be in a year.
        ambition12: String = field("Ambition, 12 months", LongText),
        /// Where we want to be in three.
        ambition36: String = field("Ambition, 36 months", LongText),
        /// The first of the three moves.
        first_move: String = field("First move", Text),
        /// The second.
        second_move: String = field("Second move", Text),
        /// The third.
        third_move: String = field("Third move", Text),
        /// What must be true for it to work, a line each.
        must_be_true: String = field("What must be true", LongText),
    }

    /// A goal, pain or requirement of theirs, and our answer.
    Need of account in "needs" called "need" {
        /// In their words.
        name: String = field("Need", Text).required(),
        /// What sort of need.
        kind: NeedKind = field("Kind", Choice(NeedKind::CHOICES)),
        /// Where it is felt.
        unit: String = field("Business unit", Text),
        /// Who said so.
        person: Option<Id<Person>> = field("Heard from", Link(Kind::Person)),
        /// What we do about it.
        answer: String = field("Our answer", LongText),
        /// With what.
        product: Option<Id<Product>> = field("Product", Link(Kind::Product)),
        /// Whether it is answered.
        status: NeedStatus = field("Status", Choice(NeedStatus::CHOICES)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A person of the client.
    Person of account in "people" called "person" {
        /// Full name.
        name: String = field("Name", Text).required().client(),
        /// Job title.
        title: String = field("Title", Text).client(),
        /// What they do in decisions.
        roles: Vec<Role> = field("Roles", Several(Role::CHOICES)),
        /// When somebody who knows confirmed these roles.
        roles_confirmed_on: Option<NaiveDate> = field("Roles confirmed on", Date),
        /// Power over the decision, 1–5.
        influence: Option<u8> = field("Influence", Whole(1, 5)),
        /// From −2, opposes, to +2, advocates.
        support: Option<i8> = field("Support", Whole(-2, 2)).private(),
        /// Who they report to.
        manager: Option<Id<Person>> = field("Reports to", Link(Kind::Person)),
        /// Their part of the business.
        unit: String = field("Business unit", Text),
        /// Where they work.
        region: String = field("Region", Text),
        /// What they want, in their words.
        wants: String = field("What they want", LongText),
        /// The same, as the client may read it.
        wants_shared: String = wording(),
        /// Mail.
        email: String = field("Email", Address),
        /// Phone.
        phone: String = field("Phone", Text),
        /// Private notes.
        notes: String = field("Note", LongText).private(),
    }

    /// How one of them and one of us stand to each other.
    Relationship of account in "relationships" called "relationship" {
        /// Theirs.
        person: Id<Person> = field("Person", Link(Kind::Person)).required(),
        /// Ours.
        teammate: Id<Teammate> = field("Who of us", Link(Kind::Teammate)).required(),
        /// Where it stands.
        now: Level = field("Now", Choice(Level::CHOICES)),
        /// Where we want it.
        wanted: Level = field("Wanted", Choice(Level::CHOICES)),
        /// When they last spoke.
        last_contact: Option<NaiveDate> = field("Last contact", Date),
    }

    /// A line between two people that is not reporting.
    Tie of account in "ties" called "tie" {
        /// From whom.
        from: Id<Person> = field("Who", Link(Kind::Person)).required(),
        /// What it is.
        kind: TieKind = field("Tie", Choice(TieKind::CHOICES)),
        /// To whom.
        to: Id<Person> = field("Whom", Link(Kind::Person)).required(),
        /// What we make of it.
        note: String = field("What we make of it", Text),
        /// When it was seen.
        seen: Option<NaiveDate> = field("Seen", Date),
    }

    /// What a person does in one contract or opportunity, besides their roles in the account.
    DealRole of account in "dealRoles" called "role in a deal" {
        /// Who.
        person: Id<Person> = field("Person", Link(Kind::Person)).required(),
        /// The contract or opportunity.
        deal: Option<uuid::Uuid> = field("Deal", Anything),
        /// What they do there.
        roles: Vec<Role> = field("Roles", Several(Role::CHOICES)),
    }

    /// One of us.
    Teammate in "teammates" called "teammate" {
        /// Full name.
        name: String = field("Name", Text).required().client(),
        /// Job.
        function: String = field("Function", Text),
        /// Where they work.
        region: String = field("Region", Text),
        /// IANA time zone.
        time_zone: String = field("Time zone", Text),
        /// Mail.
        email: String = field("Email", Address),
    }

    /// What we sell.
    Product in "products" called "product" {
        /// Its name.
        name: String = field("Name", Text).required(),
        /// The family it belongs to.
        series: String = field("Series", Text),
        /// Its list price.
        list_price: Option<Money> = field("List price", Money),
    }

    /// What one part of the client has or could have of a product.
    Whitespace of account in "whitespaces" called "whitespace" {
        /// The product.
        product: Id<Product> = field("Product", Link(Kind::Product)).required(),
        /// The part of the client.
        unit: String = field("Business unit", Text).required(),
        /// What is there.
        state: WhitespaceState = field("State", Choice(WhitespaceState::CHOICES)),
        /// What it brings a year where they own it, what it could bring where they do not.
        amount: Option<Money> = field("Worth a year", Money),
        /// Who holds it.
        competitor: String = field("Competitor", Text),
        /// What is known about it.
        note: String = field("Note", Text),
    }

    /// Revenue that may come.
    Opportunity of account in "opportunities" called "opportunity" {
        /// Its name.
        name: String = field("Name", Text).required(),
        /// Why it exists.
        kind: OpportunityKind = field("Kind", Choice(OpportunityKind::CHOICES)),
        /// What would be sold.
        product: Option<Id<Product>> = field("Product", Link(Kind::Product)),
        /// Where.
        unit: String = field("Business unit", Text),
        /// Recurring amount a year.
        amount: Option<Money> = field("Recurring a year", Money),
        /// One-off amount.
        one_off: Option<Money> = field("One-off", Money),
        /// How far it has come.
        stage: Stage = field("Stage", Choice(Stage::CHOICES)),
        /// Percent; the stage's usual one when absent.
        probability: Option<u8> = field("Probability, %", Whole(0, 100)),
        /// How sure the forecast is of it; by its probability when absent.
        forecast: Option<Commitment> = field("Forecast", Choice(Commitment::CHOICES)),
        /// When work on it began.
        engaged_on: Option<NaiveDate> = field("Engaged on", Date),
        /// When it closes or closed.
        close_on: Option<NaiveDate> = field("Close date", Date),
        /// What happens next.
        next_step: String = field("Next step", Text),
        /// When.
        next_step_on: Option<NaiveDate> = field("Next step on", Date),
        /// Against whom.
        competitor: String = field("Competitor", Text),
        /// Who of us.
        owner: Option<Id<Teammate>> = field("Owner", Link(Kind::Teammate)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A change of annual recurring revenue.
    RevenueMovement of account in "revenueMovements" called "revenue movement" {
        /// When it took effect.
        date: NaiveDate = field("Date", Date).required(),
        /// What it did.
        kind: MovementKind = field("Kind", Choice(MovementKind::CHOICES)),
        /// A positive annual amount.
        amount: Money = field("Amount a year", Money).required(),
        /// Of what.
        product: Option<Id<Product>> = field("Product", Link(Kind::Product)),
        /// Where.
        region: Option<Id<Region>> = field("Region", Link(Kind::Region)),
        /// Why.
        note: String = field("Note", Text),
    }

    /// Revenue booked in a month, for accounts without recurring revenue.
    RevenueActual of account in "revenueActuals" called "booked revenue" {
        /// Any day of the month.
        month: NaiveDate = field("Month", Date).required(),
        /// The amount.
        amount: Money = field("Amount", Money).required(),
        /// What is left of it.
        margin: Option<Money> = field("Margin", Money),
        /// Of what.
        product: Option<Id<Product>> = field("Product", Link(Kind::Product)),
    }

    /// What an account shall bring in a period.
    Target of account in "targets" called "target" {
        /// Of what.
        measure: TargetMeasure = field("Measure", Choice(TargetMeasure::CHOICES)),
        /// First day of the period.
        from: NaiveDate = field("From", Date).required(),
        /// Last day of the period.
        to: NaiveDate = field("To", Date).required(),
        /// How much.
        amount: Money = field("Target", Money).required(),
    }

    /// What may be spent on an account, and what was.
    Budget of account in "budgets" called "budget" {
        /// What for.
        name: String = field("Budget", Text).required(),
        /// First day of the period.
        from: Option<NaiveDate> = field("From", Date),
        /// Last day of the period.
        to: Option<NaiveDate> = field("To", Date),
        /// What may be spent.
        planned: Option<Money> = field("Planned", Money),
        /// What has been.
        spent: Option<Money> = field("Spent", Money),
    }

    /// A contract.
    Contract of account in "contracts" called "contract" {
        /// Its name.
        name: String = field("Name", Text).required(),
        /// What it is worth a year.
        amount: Option<Money> = field("Worth a year", Money),
        /// What it covers.
        scope: String = field("Scope", Text),
        /// First day.
        start: Option<NaiveDate> = field("Start", Date),
        /// Last day.
        end: Option<NaiveDate> = field("End", Date),
        /// What happens at the end.
        ending: Ending = field("At the end", Choice(Ending::CHOICES)),
        /// For how long it renews by itself.
        renews_months: Option<u16> = field("Renews for, months", Whole(1, 120)),
        /// Notice period in days; months count when it is absent.
        notice_days: Option<u16> = field("Notice, days", Whole(0, 1500)),
        /// Notice period in months.
        notice_months: Option<u16> = field("Notice, months", Whole(0, 48)),
        /// Who may give notice.
        notice_party: NoticeParty = field("Notice by", Choice(NoticeParty::CHOICES)),
        /// When notice was received.
        notice_received_on: Option<NaiveDate> = field("Notice received", Date),
        /// Percent.
        probability: Option<u8> = field("Renewal probability, %", Whole(0, 100)),
        /// Why that much.
        probability_reason: String = field("Reason for it", Text),
        /// How sure the forecast is of the renewal.
        forecast: Option<RenewalCall> = field("Early forecast", Choice(RenewalCall::CHOICES)),
        /// What we promised.
        sla: String = field("Service levels", LongText),
        /// How far the signature has come.
        signing: Signing = field("Signature", Choice(Signing::CHOICES)),
        /// The contract that follows it, once signed.
        successor: Option<Id<Contract>> = field("Followed by", Link(Kind::Contract)),
        /// Where it is kept.
        address: String = field("Link", Address),
    }

    /// What was done about one step of a contract's renewal playbook.
    PlaybookStep of account in "playbookSteps" called "playbook step" {
        /// Of which contract.
        contract: Id<Contract> = field("Contract", Link(Kind::Contract)).required(),
        /// Days before the decision date: 180, 150, 120, 90 or 30.
        days_before: u16 = field("Days before", Whole(1, 1000)).required(),
        /// When it was done.
        done_on: Option<NaiveDate> = field("Done on", Date),
        /// What came of it.
        note: String = field("Note", Text),
    }

    /// That one of us agrees: to a renewal, or to what may be conceded.
    Approval of account in "approvals" called "approval" {
        /// To what.
        title: String = field("Approval", Text).required(),
        /// The contract or negotiation it is about.
        of: Option<uuid::Uuid> = field("About", Anything),
        /// Who of us.
        teammate: Option<Id<Teammate>> = field("By", Link(Kind::Teammate)),
        /// Whether it is given.
        state: ApprovalState = field("State", Choice(ApprovalState::CHOICES)),
        /// By when it is needed.
        due: Option<NaiveDate> = field("Needed by", Date),
        /// When it was given or refused.
        decided_on: Option<NaiveDate> = field("Decided on", Date),
        /// On what condition.
        note: String = field("Note", Text),
    }

    /// What is negotiated with the client, and how far we go.
    Negotiation of account in "negotiations" called "negotiation" {
        /// Its name.
        name: String = field("Negotiation", Text).required(),
        /// The contract that it renews.
        contract: Option<Id<Contract>> = field("Contract", Link(Kind::Contract)),
        /// The price of a year without any discount.
        list_price: Option<Money> = field("List price a year", Money),
        /// What was offered and asked for, oldest first.
        rounds: Vec<super::negotiation::Round> = field("Rounds", Structured),
        /// What was decided and why, for whoever negotiates the next time.
        rationale: String = field("Decisions and reasons", LongText),
        /// When it ended.
        closed_on: Option<NaiveDate> = field("Closed on", Date),
    }

    /// A term of a negotiation, and the points that leadership agreed to.
    Term of account in "terms" called "term" {
        /// Of which negotiation.
        negotiation: Id<Negotiation> = field("Negotiation", Link(Kind::Negotiation)).required(),
        /// What is negotiated.
        name: String = field("Term", Text).required(),
        /// What it does to the price, where it does.
        lever: Option<Lever> = field("Moves the price as", Choice(Lever::CHOICES)),
        /// Of what.
        unit: String = field("Unit", Text),
        /// Where we want to end.
        target: Option<f64> = field("Target", Decimal),
        /// Where we expect to end.
        expected: Option<f64> = field("Expected", Decimal),
        /// Beyond here we leave.
        walk_away: Option<f64> = field("Walk away", Decimal),
    }

    /// What we give in a negotiation, and what we get for it.
    Trade of account in "trades" called "trade" {
        /// Of which negotiation.
        negotiation: Id<Negotiation> = field("Negotiation", Link(Kind::Negotiation)).required(),
        /// What they get.
        give: String = field("We give", Text),
        /// What it costs us a year.
        cost: Option<Money> = field("Costs us a year", Money),
        /// What we get.
        get: String = field("We get", Text),
        /// What it is worth to us a year.
        worth: Option<Money> = field("Worth a year", Money),
        /// How far it has come.
        state: TradeState = field("State", Choice(TradeState::CHOICES)),
    }

    /// What we aim at with the client.
    Objective of account in "objectives" called "objective" {
        /// The aim, as a sentence.
        name: String = field("Objective", Text).required(),
        /// Agreed with the client rather than ours alone.
        joint: bool = field("Joint with the client", Flag),
        /// The metric that measures it.
        metric: Option<Id<Metric>> = field("Metric", Link(Kind::Metric)),
        /// Where it began.
        baseline: Option<f64> = field("Baseline", Decimal),
        /// Where it stands; the metric's latest when it has one.
        actual: Option<f64> = field("Now", Decimal),
        /// Where it should be.
        target: Option<f64> = field("Target", Decimal),
        /// Of what.
        unit: String = field("Unit", Text),
        /// By when.
        due: Option<NaiveDate> = field("By", Date),
        /// Who of them.
        owner_there: Option<Id<Person>> = field("Owner there", Link(Kind::Person)),
        /// Who of us.
        owner: Option<Id<Teammate>> = field("Our owner", Link(Kind::Teammate)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// How an objective is reached: the work that its actions and milestones belong to.
    Initiative of account in "initiatives" called "initiative" {
        /// Its name.
        name: String = field("Initiative", Text).required(),
        /// What it serves.
        objective: Option<Id<Objective>> = field("Objective", Link(Kind::Objective)),
        /// When it begins.
        start: Option<NaiveDate> = field("Start", Date),
        /// When it shall be done.
        due: Option<NaiveDate> = field("Due", Date),
        /// Who of us.
        owner: Option<Id<Teammate>> = field("Our owner", Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field("Owner there", Link(Kind::Person)),
        /// What must be done before it.
        after: Vec<Id<Initiative>> = field("Waits for", Links(Kind::Initiative)),
        /// What is known about it.
        note: String = field("Note", LongText),
    }

    /// Who does what by when.
    Action of account in "actions" called "action" {
        /// What is to do.
        title: String = field("Action", Text).required(),
        /// A second fact.
        detail: String = field("Detail", Text),
        /// By when.
        due: Option<NaiveDate> = field("Due", Date),
        /// At what time that day.
        due_at: String = field("At", Time),
        /// Who of us.
        owner: Option<Id<Teammate>> = field("Owner", Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field("Owner there", Link(Kind::Person)),
        /// Whether it is still to do.
        status: ActionStatus = field("Status", Choice(ActionStatus::CHOICES)),
        /// When it was done.
        done_on: Option<NaiveDate> = field("Done on", Date),
        /// Why it matters.
        why: String = field("Why", LongText),
        /// The person it is about.
        person: Option<Id<Person>> = field("About", Link(Kind::Person)),
        /// The meeting it came from.
        meeting: Option<Id<Meeting>> = field("From the meeting", Link(Kind::Meeting)),
        /// The review it was agreed in.
        review: Option<Id<Review>> = field("From the review", Link(Kind::Review)),
        /// The initiative it belongs to.
        initiative: Option<Id<Initiative>> = field("Initiative", Link(Kind::Initiative)),
        /// The insight that it answers.
        insight: Option<Id<Insight>> = field("Play on", Link(Kind::Insight)),
        /// The log entry that it answers.
        raid_item: Option<Id<RaidItem>> = field("Log entry", Link(Kind::RaidItem)),
        /// The region it is for.
        region: Option<Id<Region>> = field("Region", Link(Kind::Region)),
        /// What must be done before it.
        after: Vec<Id<Action>> = field("Waits for", Links(Kind::Action)),
        /// The 30-day plan it belongs to.
        plan: Option<Id<Plan30>> = field("First 30 days", Link(Kind::Plan30)),
        /// Its theme there.
        theme: Option<Theme> = field("Theme", Choice(Theme::CHOICES)),
        /// What shows that it happened.
        evidence: Option<Evidence> = field("Shown by", Choice(Evidence::CHOICES)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A launch or a date of the roadmap.
    Milestone of account in "milestones" called "milestone" {
        /// What happens.
        title: String = field("Milestone", Text).required(),
        /// The row of the roadmap it stands in.
        track: String = field("Track", Text).client(),
        /// When, or from when.
        date: Option<NaiveDate> = field("Date", Date),
        /// Until when, for a stretch of time.
        until: Option<NaiveDate> = field("Until", Date),
        /// The initiative it belongs to.
        initiative: Option<Id<Initiative>> = field("Initiative", Link(Kind::Initiative)),
        /// Whether it is agreed.
        agreement: Agreement = field("State", Choice(Agreement::CHOICES)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A risk, assumption, issue or dependency.
    RaidItem of account in "raidItems" called "log entry" {
        /// Which of the four.
        kind: RaidKind = field("Kind", Choice(RaidKind::CHOICES)),
        /// The statement.
        statement: String = field("Statement", Text).required(),
        /// 1–5.
        probability: Option<u8> = field("Probability", Whole(1, 5)),
        /// 1–5.
        impact: Option<u8> = field("Impact", Whole(1, 5)),
        /// What we do about it.
        response: String = field("Response", Text),
        /// The same, as the client may read it.
        response_shared: String = second_wording("Response, for the client"),
        /// Who of us.
        owner: Option<Id<Teammate>> = field("Owner", Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field("Owner there", Link(Kind::Person)),
        /// When it is looked at again.
        review_on: Option<NaiveDate> = field("Review on", Date),
        /// Whether it still counts.
        status: RaidStatus = field("Status", Choice(RaidStatus::CHOICES)),
        /// The region it is about.
        region: Option<Id<Region>> = field("Region", Link(Kind::Region)),
        /// The level of the ladder on which it stands.
        level: Option<u8> = field("Escalated to level", Whole(1, 5)),
        /// How it climbed, oldest first.
        climbs: Vec<super::escalation::Climb> = field("Escalations", Structured),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A level of the account's escalation ladder.
    Escalation of account in "escalations" called "ladder level" {
        /// Which level; 1 is the lowest.
        level: u8 = field("Level", Whole(1, 5)).required(),
        /// When one climbs to it.
        trigger: String = field("When", Text),
        /// Who of us answers there.
        owner: Option<Id<Teammate>> = field("Our contact", Link(Kind::Teammate)),
        /// Who of them.
        owner_there: Option<Id<Person>> = field("Their contact", Link(Kind::Person)),
        /// Within how many hours.
        response_hours: Option<u16> = field("Answer within, hours", Whole(1, 1000)),
    }

    /// Value delivered.
    Outcome of account in "outcomes" called "outcome" {
        /// What changed.
        name: String = field("Outcome", Text).required(),
        /// Before.
        baseline: Option<f64> = field("Before", Decimal),
        /// Now.
        actual: Option<f64> = field("Now", Decimal),
        /// Of what.
        unit: String = field("Unit", Text).client(),
        /// The executive goal of theirs that it serves.
        goal: String = field("Their goal", Text),
        /// The metric that shows it.
        metric: Option<Id<Metric>> = field("Metric", Link(Kind::Metric)),
        /// Since when.
        since: Option<NaiveDate> = field("Since", Date),
        /// What it is worth a year.
        worth: Option<Money> = field("Worth a year", Money),
        /// Our share of it in percent; all of it when absent.
        share: Option<u8> = field("Our share, %", Whole(0, 100)),
        /// What it cost once.
        one_off: Option<Money> = field("One-off cost", Money),
        /// What it costs a year besides the subscription.
        cost: Option<Money> = field("Cost a year", Money),
        /// Who stands behind the figure.
        state: OutcomeState = field("State", Choice(OutcomeState::CHOICES)),
        /// Who of them confirmed it.
        confirmed_by: Option<Id<Person>> = field("Confirmed by", Link(Kind::Person)),
        /// When.
        confirmed_on: Option<NaiveDate> = field("Confirmed on", Date),
        /// Where the figure comes from.
        evidence: String = field("Evidence", Text),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A named measure.
    Metric of account in "metrics" called "metric" {
        /// Its name.
        name: String = field("Metric", Text).required(),
        /// Its group on the scorecard.
        group: MetricGroup = field("Group", Choice(MetricGroup::CHOICES)),
        /// Of what.
        unit: String = field("Unit", Text).client(),
        /// Where it began.
        baseline: Option<f64> = field("Baseline", Decimal),
        /// Where it should be.
        target: Option<f64> = field("Target", Decimal),
        /// How far from the target still counts as close; 5 % of the target when absent.
        margin: Option<f64> = field("Close within", Decimal),
        /// Score 0 from here.
        red: Option<f64> = field("Red bound", Decimal),
        /// Score 100 from here.
        green: Option<f64> = field("Green bound", Decimal),
        /// Its weight in health, percent; 0 keeps it out.
        weight: u8 = field("Health weight, %", Whole(0, 100)),
        /// For how many days a value is fresh; 90 when absent.
        fresh_days: Option<u16> = field("Fresh for, days", Whole(1, 2000)),
        /// A matter of judgement rather than of counting.
        subjective: bool = field("Subjective", Flag),
        /// How its values come from answers, where they do.
        survey: Option<Survey> = field("Survey", Choice(Survey::CHOICES)),
        /// The executive goal of theirs that it serves.
        goal: String = field("Their goal", Text),
        /// How many decimals are shown.
        decimals: Option<u8> = field("Decimals", Whole(0, 4)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A dated value of a metric.
    Observation of account in "observations" called "value" {
        /// Of which metric.
        metric: Id<Metric> = field("Metric", Link(Kind::Metric)).required(),
        /// When.
        date: NaiveDate = field("Date", Date).required(),
        /// The value.
        value: f64 = field("Value", Decimal),
        /// Answers per step of the survey's scale, lowest step first.
        answers: Vec<u32> = field("Answers", Structured),
        /// Where it comes from.
        note: String = field("Note", Text),
    }

    /// Something learned: feedback, news, a signal in the data; and the play that answers it.
    Insight of account in "insights" called "insight" {
        /// What was learned.
        name: String = field("Insight", Text).required(),
        /// What sort.
        kind: InsightKind = field("Kind", Choice(InsightKind::CHOICES)),
        /// From whom or where.
        source: String = field("Source", Text),
        /// When.
        seen_on: Option<NaiveDate> = field("Seen on", Date),
        /// What we told the client about it.
        reply: String = field("Our reply", LongText),
        /// How we answer it.
        play: Option<Play> = field("Play", Choice(Play::CHOICES)),
        /// What the play is for.
        aim: Option<PlayAim> = field("For", Choice(PlayAim::CHOICES)),
        /// Who of us.
        owner: Option<Id<Teammate>> = field("Owner", Link(Kind::Teammate)),
        /// How far it has come.
        state: PlayState = field("State", Choice(PlayState::CHOICES)),
    }

    /// A meeting, held or to come.
    Meeting of account in "meetings" called "meeting" {
        /// What it is about.
        title: String = field("Meeting", Text).required(),
        /// What it is for.
        kind: MeetingKind = field("Kind", Choice(MeetingKind::CHOICES)),
        /// The local day.
        date: NaiveDate = field("Date", Date).required(),
        /// The local start.
        at: String = field("Start", Time),
        /// How long.
        minutes: Option<u16> = field("Minutes", Whole(5, 1440)),
        /// IANA time zone of the local start.
        time_zone: String = field("Time zone", Text),
        /// Where.
        place: String = field("Place", Text),
        /// Who of them.
        people: Vec<Id<Person>> = field("With", Links(Kind::Person)),
        /// Who of us.
        team: Vec<Id<Teammate>> = field("Of us", Links(Kind::Teammate)),
        /// What is to be discussed, one point a line.
        agenda: String = field("Agenda", LongText),
        /// What was said.
        notes: String = field("Notes", LongText),
        /// What it is about, as the client may read it.
        shared: String = wording(),
        /// Where, as the client may read it.
        place_shared: String = second_wording("Location, for the client"),
        /// Who takes part, as the client may read it.
        attendees_shared: String = second_wording("Attendees, for the client"),
        /// What is to be discussed, as the client may read it, one point a line.
        agenda_shared: String = second_wording("Agenda, for the client"),
    }

    /// How often we meet for what.
    Cadence of account in "cadences" called "cadence" {
        /// Its name.
        name: String = field("Cadence", Text).required(),
        /// The meetings that count.
        kind: MeetingKind = field("Kind", Choice(MeetingKind::CHOICES)),
        /// The longest time between two, in days.
        every_days: Option<u16> = field("Every, days", Whole(1, 1000)),
    }

    /// What was or is to be decided.
    Decision of account in "decisions" called "decision" {
        /// The decision, as a sentence.
        title: String = field("Decision", Text).required(),
        /// Whether it has been taken.
        state: DecisionState = field("State", Choice(DecisionState::CHOICES)),
        /// Who decides.
        decided_by: Option<Id<Person>> = field("Decided by", Link(Kind::Person)),
        /// By when it is needed.
        due: Option<NaiveDate> = field("Needed by", Date),
        /// When it was taken.
        decided_on: Option<NaiveDate> = field("Decided on", Date),
        /// Why.
        rationale: String = field("Rationale", LongText),
        /// What happens while it waits.
        if_waits: String = field("If it waits", Text),
        /// The same, as the client may read it.
        if_waits_shared: String = second_wording("If it waits, for the client"),
        /// The meeting it belongs to.
        meeting: Option<Id<Meeting>> = field("From the meeting", Link(Kind::Meeting)),
        /// The review it belongs to.
        review: Option<Id<Review>> = field("From the review", Link(Kind::Review)),
        /// As the client may read it.
        shared: String = wording(),
    }

    /// A forecast of recurring revenue as it was on a day, kept to be compared.
    KeptForecast in "keptForecasts" called "kept forecast" {
        /// When it was kept.
        made_on: NaiveDate = field("Kept on", Date).required(),
        /// The day that it is for.
        until: NaiveDate = field("For", Date).required(),
        /// Recurring revenue a year on that day.
        amount: Money = field("Recurring revenue a year", Money).required(),
    }

    /// Evidence on any record.
    Link of account in "links" called "link" {
        /// The record it stands on.
        of: Option<uuid::Uuid> = field("On", Anything),
        /// What it is.
        title: String = field("Title", Text).required(),
        /// Where it is.
        address: String = field("Address", Address),
        /// When it was added.
        date: Option<NaiveDate> = field("Date", Date),
    }

    /// The first 30 days with an account.
    Plan30 of account in "plans" called "30-day plan" {
        /// Day 1.
        start: NaiveDate = field("Start", Date).required(),
        /// Who had the account before.
        predecessor: String = field("Taken over from", Text),
        /// What the predecessor says about its politics.
        politics: String = field("Politics", LongText).private(),
        /// What the predecessor promised.
        promises: String = field("Promises", LongText),
        /// To whom the read-out on day 30 goes.
        read_out_to: String = field("Read-out to", Text),
    }

    /// A quarterly business review.
    Review of account in "reviews" called "review" {
        /// The quarter it is about: `2026-Q3`.
        quarter: String = field("Quarter", Text).required().client(),
        /// When it is held.
        date: Option<NaiveDate> = field("Date", Date),
        /// Where.
        place: String = field("Place", Text).client(),
        /// The executive summary, as its author wrote it.
        summary: String = field("Executive summary", LongText).client(),
        /// What its author changed on each slide.
        slides: Vec<super::review::SlideText> = field("Slides", Structured),
        /// The slides in the author's order.
        order: Vec<super::review::Slide> = field("Order of the slides", Structured),
        /// Which steps of its preparation are done, by their place in the list.
        prepared: Vec<u32> = field("Prepared", Structured),
        /// The quarter that it is compared with, such as 2025-Q3; empty: a year before.
        compare: String = field("Compare with the quarter", Text),
        /// When it was held and frozen.
        held_on: Option<NaiveDate> = field("Held on", Date),
        /// The client's document as it was then.
        frozen_client: Option<serde_json::Value> = field("Frozen, client", Structured),
        /// Our document as it was then.
        frozen_internal: Option<serde_json::Value> = field("Frozen, internal", Structured).private(),
    }

    /// What a person wrote on an account's one-pager.
    Brief of account in "briefs" called "brief" {
        /// The headline.
        headline: String = field("Headline", LongText).client(),
        /// A line at the foot.
        footnote: String = field("Footnote", Text).client(),
    }

    /// A row of Today that shall wait.
    Snooze of account in "snoozes" called "snooze" {
        /// The record that the row is about.
        of: Option<uuid::Uuid> = field("Of", Anything),
        /// Which of its rows, where it has several.
        step: u16 = field("Step", Whole(0, 1000)),
        /// It comes back on this day.
        until: NaiveDate = field("Until", Date).required(),
    }

    /// Two values of one field, written at the same time: a person chooses.
    Conflict in "conflicts" called "conflict" {
        /// The group of the record's kind: `people`.
        kind: String = field("Kind", Structured),
        /// The record.
        record: Option<uuid::Uuid> = field("Record", Anything),
        /// The key of the field.
        field: String = field("Field", Structured),
        /// The value that the record does not hold.
        other: serde_json::Value = field("Other value", Structured),
    }
}

impl Kind {
    /// Whether no record of the kind leaves in a team or client file: how far we go in a negotiation stays with us.
    pub fn is_private(self) -> bool {
        matches!(self, Self::Negotiation | Self::Term | Self::Trade | Self::Approval)
    }
}

impl Record {
    /// The record as files hold it.
    pub fn to_value(&self) -> Fields {
        let written = self.slots().into_iter().filter(|(_, slot)| !slot.is_blank());
        written.map(|(key, slot)| (key.to_owned(), slot.value())).collect()
    }

    /// What a new record of `kind` holds, field by field: what forms show where a file says nothing.
    pub fn blank(kind: Kind) -> Fields {
        let blank = Self::from_value(kind, Fields::new());
        blank.iter().flat_map(Self::slots).map(|(key, slot)| (key.to_owned(), slot.value())).collect()
    }

    /// The first text of the record: its name, title or statement.
    pub fn title(&self) -> String {
        let value = self.to_value();
        let text = self.kind().fields().iter().find(|field| field.input == Text && value.contains_key(field.key));
        text.and_then(|field| value[field.key].as_str()).unwrap_or(self.kind().one()).to_owned()
    }

    /// The record with one field set, or cleared by null.
    ///
    /// # Errors
    /// As [`Record::from_value`] and [`Record::check`].
    pub fn with_field(&self, key: &str, value: serde_json::Value) -> Result<Self, super::Problem> {
        let mut map = self.to_value();
        match value {
            serde_json::Value::Null => drop(map.shift_remove(key)),
            value => drop(map.insert(key.to_owned(), value)),
        }
        let record = Self::from_value(self.kind(), map)?;
        record.check().map_or(Ok(record), Err)
    }

    /// The first thing that keeps the record from being saved, if any.
    pub fn check(&self) -> Option<super::Problem> {
        let map = self.to_value();
        if self.kind().belongs_to_account() && self.account_id().is_none_or(Id::is_nil) {
            return Some(super::Problem { field: "account".into(), message: "It belongs to no account".into() });
        }
        self.kind().fields().iter().find_map(|field| {
            let message = super::check::problem(field, map.get(field.key))?;
            Some(super::Problem { field: field.key.to_owned(), message })
        })
    }
}
