//! The named values that fields choose from. Their labels: `words::choices`.

macro_rules! choices {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $key:literal ),* $(,)? } )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            #[default]
            $( $(#[$vdoc])* #[doc = $key] $variant ),*
        }
        impl $name {
            /// Every value by its key in files.
            pub const CHOICES: super::field::Choices =
                super::field::Choices { name: stringify!($name), keys: &[ $( $key ),* ] };
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// The key in files.
            pub fn key(self) -> &'static str {
                Self::CHOICES.keys[self as usize]
            }
        }
        impl super::json::Json for $name {
            fn to_json(&self) -> serde_json::Value {
                self.key().into()
            }

            fn from_json(value: serde_json::Value) -> Result<Self, super::Wrong> {
                super::json::choice(&value, Self::CHOICES).map(|index| Self::ALL[index])
            }
        }
    )* };
}

choices! {
    /// A month of the year.
    Month {
        January = "january",
        February = "february",
        March = "march",
        April = "april",
        May = "may",
        June = "june",
        July = "july",
        August = "august",
        September = "september",
        October = "october",
        November = "november",
        December = "december",
    }
    /// How important an account is to us.
    Tier { A = "a", B = "b", C = "c" }
    /// What a person does in a decision.
    Role {
        EconomicBuyer = "economicBuyer",
        DecisionMaker = "decisionMaker",
        Influencer = "influencer",
        TechnicalEvaluator = "technicalEvaluator",
        User = "user",
        Legal = "legal",
        Procurement = "procurement",
        Blocker = "blocker",
    }
    /// How far a relationship has come, from nothing to trusted advisor.
    Level {
        None = "none",
        Vendor = "vendor",
        CredibleSource = "credibleSource",
        ProblemSolver = "problemSolver",
        TrustedAdvisor = "trustedAdvisor",
    }
    /// A line between two people that is not reporting.
    TieKind { Influences = "influences", WorksWith = "worksWith", Conflicts = "conflicts" }
    /// Why an opportunity exists.
    OpportunityKind { New = "new", Upsell = "upsell", CrossSell = "crossSell", Renewal = "renewal" }
    /// How far an opportunity has come.
    Stage {
        Prospecting = "prospecting",
        Engaging = "engaging",
        Proposal = "proposal",
        Negotiation = "negotiation",
        Won = "won",
        Lost = "lost",
    }
    /// How sure the forecast is of an opportunity.
    Commitment { Commit = "commit", BestCase = "bestCase", Pipeline = "pipeline" }
    /// How sure the forecast is of a renewal.
    RenewalCall { Commit = "commit", BestCase = "bestCase", AtRisk = "atRisk" }
    /// What a part of the client has of a product.
    WhitespaceState {
        Potential = "potential",
        Owned = "owned",
        Competitor = "competitor",
        NotApplicable = "notApplicable",
    }
    /// What sort of need it is.
    NeedKind { Goal = "goal", Pain = "pain", Requirement = "requirement" }
    /// Whether a need is answered.
    NeedStatus { Open = "open", Answered = "answered", Met = "met", Declined = "declined" }
    /// What a target is about.
    TargetMeasure {
        Arr = "arr",
        Growth = "growth",
        Booked = "booked",
    }
    /// What a movement did to recurring revenue; the kind gives the sign.
    MovementKind { New = "new", Expansion = "expansion", Contraction = "contraction", Churn = "churn" }
    /// How a contract ends.
    Ending {
        UnlessSigned = "unlessSigned",
        Renews = "renews",
        Rolling = "rolling",
    }
    /// Who may leave by notice.
    NoticeParty { Both = "both", Client = "client", Us = "us" }
    /// A task of the renewal playbook, in the order in which they are due.
    PlaybookTask {
        ValueRecap = "valueRecap",
        StakeholderCheck = "stakeholderCheck",
        EarlyForecast = "earlyForecast",
        Proposal = "proposal",
        Signature = "signature",
    }
    /// A task of preparing a business review, in the order in which they are due.
    PreparationTask {
        Data = "data",
        Sponsor = "sponsor",
        DryRun = "dryRun",
        PreRead = "preRead",
        Minutes = "minutes",
    }
    /// A level of the usual escalation ladder, the lowest first.
    LadderLevel { Team = "team", Date = "date", Relationship = "relationship" }
    /// A metric that most accounts have.
    CommonMetric {
        ActiveUsers = "activeUsers",
        Adoption = "adoption",
        Tickets = "tickets",
        Sla = "sla",
        Satisfaction = "satisfaction",
        Nps = "nps",
        PlayersMet = "playersMet",
    }
    /// A task of the first 30 days.
    PlanTask {
        Handover = "handover",
        Contract = "contract",
        PastReviews = "pastReviews",
        Invoices = "invoices",
        WhoDecides = "whoDecides",
        Introductions = "introductions",
        Ties = "ties",
        OurLeads = "ourLeads",
        Sponsor = "sponsor",
        Success = "success",
        Assumptions = "assumptions",
        Risks = "risks",
        WorkingAgreement = "workingAgreement",
        Cadence = "cadence",
        SecondContact = "secondContact",
        SiteVisit = "siteVisit",
        AssumptionsChecked = "assumptionsChecked",
        Objectives = "objectives",
        ReadOut = "readOut",
    }
    /// An initiative that many accounts have.
    CommonInitiative { Onboarding = "onboarding", Launch = "launch" }
    /// An action of one of those.
    CommonAction {
        KickOff = "kickOff",
        Access = "access",
        FirstTeamTrained = "firstTeamTrained",
        FirstTeamWorks = "firstTeamWorks",
        SponsorCheck = "sponsorCheck",
        SecondTeamTrained = "secondTeamTrained",
        FirstOutcome = "firstOutcome",
        HandOver = "handOver",
        Scope = "scope",
        LaunchRisks = "launchRisks",
        UsersTold = "usersTold",
        Rehearsal = "rehearsal",
        GoNoGo = "goNoGo",
        LaunchDay = "launchDay",
        FirstWeek = "firstWeek",
        Lessons = "lessons",
    }
    /// How far a signature has come.
    Signing { Signed = "signed", Sent = "sent", Draft = "draft" }
    /// Whether one of us agrees.
    ApprovalState { Asked = "asked", Given = "given", Refused = "refused" }
    /// The country in whose way numbers and dates are written, as ISO 3166-1 has it; the product's own way is of none.
    Country {
        International = "international",
        Australia = "AU",
        Austria = "AT",
        Belgium = "BE",
        Canada = "CA",
        Czechia = "CZ",
        Denmark = "DK",
        Estonia = "EE",
        Finland = "FI",
        France = "FR",
        Germany = "DE",
        HongKong = "HK",
        Hungary = "HU",
        India = "IN",
        Indonesia = "ID",
        Ireland = "IE",
        Israel = "IL",
        Italy = "IT",
        Japan = "JP",
        Latvia = "LV",
        Lithuania = "LT",
        Malaysia = "MY",
        Netherlands = "NL",
        NewZealand = "NZ",
        Norway = "NO",
        Philippines = "PH",
        Poland = "PL",
        Portugal = "PT",
        Romania = "RO",
        Singapore = "SG",
        Slovakia = "SK",
        Slovenia = "SI",
        SouthAfrica = "ZA",
        Spain = "ES",
        Sweden = "SE",
        Switzerland = "CH",
        Ukraine = "UA",
        UnitedArabEmirates = "AE",
        UnitedKingdom = "GB",
        UnitedStates = "US",
    }
    /// What a negotiated term does to the price.
    Lever { Discount = "discount", Rise = "rise", Months = "months" }
    /// How far a trade has come.
    TradeState { Asked = "asked", Offered = "offered", Agreed = "agreed", Dropped = "dropped" }
    /// Whether an action is still to do.
    ActionStatus { Open = "open", Done = "done", Dropped = "dropped" }
    /// The five themes of the first 30 days.
    Theme {
        Read = "read",
        Map = "map",
        Meet = "meet",
        Agree = "agree",
        Assume = "assume",
    }
    /// What shows that a task of the first 30 days has happened.
    Evidence {
        Linked = "linked",
        Handover = "handover",
        Contract = "contract",
        EconomicBuyer = "economicBuyer",
        Ties = "ties",
        SecondContact = "secondContact",
        Introductions = "introductions",
        Metrics = "metrics",
        WorkingAgreement = "workingAgreement",
        Cadence = "cadence",
        Assumptions = "assumptions",
        Risks = "risks",
        ReadOut = "readOut",
    }
    /// Whether a date of the roadmap is agreed.
    Agreement { Agreed = "agreed", Proposed = "proposed", Reached = "reached" }
    /// The four parts of a RAID log.
    RaidKind { Risk = "risk", Assumption = "assumption", Issue = "issue", Dependency = "dependency" }
    /// Whether an item of the log still counts.
    RaidStatus { Open = "open", Confirmed = "confirmed", Closed = "closed" }
    /// Who stands behind the figure of an outcome.
    OutcomeState { Estimated = "estimated", Confirmed = "confirmed", Disputed = "disputed" }
    /// The group in which a metric stands on the scorecard.
    MetricGroup { Outcomes = "outcomes", Use = "use", Service = "service", Relationship = "relationship" }
    /// How values come from answers.
    Survey { Nps = "nps", Csat = "csat" }
    /// What was learned.
    InsightKind {
        Feedback = "feedback",
        Market = "market",
        Competitor = "competitor",
        Signal = "signal",
    }
    /// How an insight is answered.
    Play {
        Pilot = "pilot",
        Enablement = "enablement",
        ProcessFix = "processFix",
        Campaign = "campaign",
        Education = "education",
        Reference = "reference",
    }
    /// What a play is for.
    PlayAim { Retention = "retention", Expansion = "expansion" }
    /// How far a play has come.
    PlayState { Open = "open", Running = "running", Worked = "worked", Failed = "failed" }
    /// How deeply a tier is trained.
    Enablement { None = "none", Basics = "basics", Roles = "roles", Programme = "programme" }
    /// What a meeting is for; the engagement standards count by it.
    MeetingKind {
        Touch = "touch",
        ExecutiveReview = "executiveReview",
        BusinessReview = "businessReview",
        Introduction = "introduction",
        Operations = "operations",
        Working = "working",
        Negotiation = "negotiation",
        Internal = "internal",
    }
    /// Whether a decision has been taken.
    DecisionState { Asked = "asked", Taken = "taken", Declined = "declined" }
}
