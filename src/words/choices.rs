//! What the values of a choice are called: one table per type, which the compiler holds complete.

use crate::domain::{choice, field::Choices};

macro_rules! labels {
    ($($name:ident { $($value:ident => $label:literal),* $(,)? })*) => {
        $(
            impl choice::$name {
                /// The label on the screen.
                pub fn label(self) -> &'static str {
                    match self { $(Self::$value => $label),* }
                }
            }
        )*

        /// The label of a value, by its choice and its key in files; empty where the choice has no such value.
        pub fn choice(choices: Choices, key: &str) -> &'static str {
            fn of<T: Copy + 'static>(all: &'static [T], label: fn(T) -> &'static str, at: usize) -> &'static str {
                all.get(at).map_or("", |value| label(*value))
            }
            let Some(at) = choices.keys.iter().position(|known| *known == key) else { return "" };
            match choices.name {
                $(stringify!($name) => of(choice::$name::ALL, choice::$name::label, at),)*
                _ => "",
            }
        }
    };
}

labels! {
    Month {
        January => "January",
        February => "February",
        March => "March",
        April => "April",
        May => "May",
        June => "June",
        July => "July",
        August => "August",
        September => "September",
        October => "October",
        November => "November",
        December => "December",
    }
    Tier {
        A => "A",
        B => "B",
        C => "C",
    }
    Role {
        EconomicBuyer => "Economic buyer",
        DecisionMaker => "Decision maker",
        Influencer => "Influencer",
        TechnicalEvaluator => "Technical evaluator",
        User => "User",
        Legal => "Legal",
        Procurement => "Procurement",
        Blocker => "Blocker",
    }
    Level {
        None => "None",
        Vendor => "Vendor",
        CredibleSource => "Credible source",
        ProblemSolver => "Problem solver",
        TrustedAdvisor => "Trusted advisor",
    }
    TieKind {
        Influences => "Influences",
        WorksWith => "Works with",
        Conflicts => "Conflicts",
    }
    OpportunityKind {
        New => "New",
        Upsell => "Upsell",
        CrossSell => "Cross-sell",
        Renewal => "Renewal",
    }
    Stage {
        Prospecting => "Prospecting",
        Engaging => "Engaging",
        Proposal => "Proposal",
        Negotiation => "Negotiation",
        Won => "Won",
        Lost => "Lost",
    }
    Commitment {
        Commit => "Commit",
        BestCase => "Best case",
        Pipeline => "Pipeline",
    }
    RenewalCall {
        Commit => "Commit",
        BestCase => "Best case",
        AtRisk => "At risk",
    }
    WhitespaceState {
        Potential => "Potential",
        Owned => "Owned",
        Competitor => "Competitor",
        NotApplicable => "Not applicable",
    }
    NeedKind {
        Goal => "Goal",
        Pain => "Pain",
        Requirement => "Requirement",
    }
    NeedStatus {
        Open => "Open",
        Answered => "Answered",
        Met => "Met",
        Declined => "Declined",
    }
    TargetMeasure {
        Arr => "Recurring revenue at the end",
        Growth => "New recurring revenue",
        Booked => "Booked revenue",
    }
    MovementKind {
        New => "New",
        Expansion => "Expansion",
        Contraction => "Contraction",
        Churn => "Churn",
    }
    Ending {
        UnlessSigned => "Expires unless renewed",
        Renews => "Auto-renews",
        Rolling => "Rolls until notice",
    }
    NoticeParty {
        Both => "Both sides",
        Client => "The client",
        Us => "We",
    }
    PlaybookTask {
        ValueRecap => "Value recap",
        StakeholderCheck => "Stakeholder check",
        EarlyForecast => "Early forecast and sign-offs",
        Proposal => "Proposal",
        Signature => "Signature",
    }
    PreparationTask {
        Data => "Gather the data",
        Sponsor => "Align with the sponsor",
        DryRun => "Dry run",
        PreRead => "Send the pre-read",
        Minutes => "Send the minutes",
    }
    LadderLevel {
        Team => "Not resolved by the working team",
        Date => "A date agreed with the client will be missed",
        Relationship => "The contract or the relationship is at stake",
    }
    CommonMetric {
        ActiveUsers => "Users active every week",
        Adoption => "Adoption milestones reached",
        Tickets => "Support tickets a month",
        Sla => "SLA attainment",
        Satisfaction => "Customer satisfaction",
        Nps => "Net promoter score",
        PlayersMet => "Key players met in the quarter",
    }
    PlanTask {
        Handover => "Handover with the previous owner: politics and promises",
        Contract => "Contract, SLA and price schedule",
        PastReviews => "Past reviews and what became of them",
        Invoices => "Invoices, open tickets and dependencies",
        WhoDecides => "Who decides, who pays, who uses",
        Introductions => "Introductions to the key players",
        Ties => "Informal ties and past conflicts",
        OurLeads => "Our support, delivery and finance leads",
        Sponsor => "Brief our executive sponsor",
        Success => "What success means, in their numbers",
        Assumptions => "Start the assumption log",
        Risks => "Start the risk log",
        WorkingAgreement => "Working agreement: channels, languages, escalation",
        Cadence => "Agree a weekly check-in",
        SecondContact => "Add a second owner for every key player",
        SiteVisit => "Visit a site where the product is used",
        AssumptionsChecked => "Check the assumptions with the client’s operations",
        Objectives => "Draft the first joint objectives",
        ReadOut => "Read-out: what we found and what we propose",
    }
    CommonInitiative {
        Onboarding => "Onboarding",
        Launch => "Launch",
    }
    CommonAction {
        KickOff => "Kick-off: goals, owners, dates",
        Access => "Access and data for the first users",
        FirstTeamTrained => "First team trained by role",
        FirstTeamWorks => "First team works with it every day",
        SponsorCheck => "Check with the sponsor: what is slower than expected",
        SecondTeamTrained => "Second team trained",
        FirstOutcome => "First outcome measured against its baseline",
        HandOver => "Hand over to the business: review of the first quarter",
        Scope => "Scope, date and go or no-go criteria agreed",
        LaunchRisks => "Risks of the launch day, each with an owner",
        UsersTold => "Users told what changes for them",
        Rehearsal => "Rehearsal with real data",
        GoNoGo => "Go or no-go",
        LaunchDay => "Launch, with our people on site",
        FirstWeek => "First week: tickets and use reviewed together",
        Lessons => "Lessons learned and next steps",
    }
    Signing {
        Signed => "Signed",
        Sent => "Sent for signature",
        Draft => "Draft",
    }
    ApprovalState {
        Asked => "Asked for",
        Given => "Given",
        Refused => "Refused",
    }
    Country {
        International => "International",
        Australia => "Australia",
        Austria => "Austria",
        Belgium => "Belgium",
        Canada => "Canada",
        Czechia => "Czechia",
        Denmark => "Denmark",
        Estonia => "Estonia",
        Finland => "Finland",
        France => "France",
        Germany => "Germany",
        HongKong => "Hong Kong",
        Hungary => "Hungary",
        India => "India",
        Indonesia => "Indonesia",
        Ireland => "Ireland",
        Israel => "Israel",
        Italy => "Italy",
        Japan => "Japan",
        Latvia => "Latvia",
        Lithuania => "Lithuania",
        Malaysia => "Malaysia",
        Netherlands => "Netherlands",
        NewZealand => "New Zealand",
        Norway => "Norway",
        Philippines => "Philippines",
        Poland => "Poland",
        Portugal => "Portugal",
        Romania => "Romania",
        Singapore => "Singapore",
        Slovakia => "Slovakia",
        Slovenia => "Slovenia",
        SouthAfrica => "South Africa",
        Spain => "Spain",
        Sweden => "Sweden",
        Switzerland => "Switzerland",
        Ukraine => "Ukraine",
        UnitedArabEmirates => "United Arab Emirates",
        UnitedKingdom => "United Kingdom",
        UnitedStates => "United States",
    }
    Lever {
        Discount => "Discount, %",
        Rise => "Rise a year, %",
        Months => "Term, months",
    }
    TradeState {
        Asked => "Asked for",
        Offered => "Offered",
        Agreed => "Agreed",
        Dropped => "Dropped",
    }
    ActionStatus {
        Open => "To do",
        Done => "Done",
        Dropped => "Dropped",
    }
    Theme {
        Read => "Read",
        Map => "Map",
        Meet => "Meet",
        Agree => "Agree",
        Assume => "Assume",
    }
    Evidence {
        Linked => "A link or a note",
        Handover => "The handover is written down",
        Contract => "A contract with an end date",
        EconomicBuyer => "An economic buyer on the map",
        Ties => "Ties between people",
        SecondContact => "Two of us for every key player",
        Introductions => "A meeting with each key player",
        Metrics => "A success metric with a target",
        WorkingAgreement => "Channels agreed",
        Cadence => "A weekly check-in",
        Assumptions => "Assumptions in the log",
        Risks => "Risks in the log",
        ReadOut => "A read-out meeting",
    }
    Agreement {
        Agreed => "Agreed",
        Proposed => "Proposed",
        Reached => "Reached",
    }
    RaidKind {
        Risk => "Risk",
        Assumption => "Assumption",
        Issue => "Issue",
        Dependency => "Dependency",
    }
    RaidStatus {
        Open => "Open",
        Confirmed => "Confirmed",
        Closed => "Closed",
    }
    OutcomeState {
        Estimated => "Estimated",
        Confirmed => "Confirmed",
        Disputed => "Disputed",
    }
    MetricGroup {
        Outcomes => "Outcomes",
        Use => "Use",
        Service => "Service",
        Relationship => "Relationship",
    }
    Survey {
        Nps => "Net promoter score, 0–10",
        Csat => "Satisfaction, 1–5",
    }
    InsightKind {
        Feedback => "Product feedback",
        Market => "Market",
        Competitor => "Competitor",
        Signal => "Signal in the data",
    }
    Play {
        Pilot => "Pilot",
        Enablement => "Enablement",
        ProcessFix => "Process fix",
        Campaign => "Campaign",
        Education => "Education",
        Reference => "Reference",
    }
    PlayAim {
        Retention => "Retention",
        Expansion => "Expansion",
    }
    PlayState {
        Open => "Open",
        Running => "Running",
        Worked => "Worked",
        Failed => "Did not work",
    }
    Enablement {
        None => "None",
        Basics => "Basics",
        Roles => "By role",
        Programme => "Programme",
    }
    MeetingKind {
        Touch => "Check-in",
        ExecutiveReview => "Executive review",
        BusinessReview => "Business review",
        Introduction => "Introduction",
        Operations => "Account operations",
        Working => "Working session",
        Negotiation => "Negotiation",
        Internal => "Internal",
    }
    DecisionState {
        Asked => "Asked for",
        Taken => "Taken",
        Declined => "Declined",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, field::Input};

    #[test]
    fn every_value_of_every_choice_has_a_label() {
        for field in Kind::ALL.iter().flat_map(|kind| kind.fields()) {
            let (Input::Choice(choices) | Input::Several(choices)) = field.input else { continue };
            for key in choices.keys {
                assert!(!choice(choices, key).is_empty(), "{} {key}", choices.name);
            }
        }
    }
}
