//! The named values that fields choose from.

use serde::{Deserialize, Serialize};

macro_rules! choices {
    ($( $(#[$doc:meta])* $name:ident { $( $(#[$vdoc:meta])* $variant:ident = $key:literal $label:literal ),* $(,)? } )*) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            #[default]
            $( $(#[$vdoc])* #[doc = $label] #[serde(rename = $key)] $variant ),*
        }
        impl $name {
            /// Every value: its key in files and its label.
            pub const CHOICES: super::field::Choices = &[ $( ($key, $label) ),* ];
            /// Every value, in the order in which they are offered.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),* ];

            /// The label on the screen.
            pub fn label(self) -> &'static str {
                Self::CHOICES[self as usize].1
            }

            /// The key in files.
            pub fn key(self) -> &'static str {
                Self::CHOICES[self as usize].0
            }
        }
        impl super::json::Json for $name {
            fn to_json(&self) -> serde_json::Value {
                self.key().into()
            }

            fn from_json(value: serde_json::Value) -> Result<Self, String> {
                super::json::choice(&value, Self::CHOICES).map(|index| Self::ALL[index])
            }
        }
    )* };
}

choices! {
    /// How important an account is to us.
    Tier { A = "a" "A", B = "b" "B", C = "c" "C" }
    /// What a person does in a decision.
    Role {
        EconomicBuyer = "economicBuyer" "Economic buyer",
        DecisionMaker = "decisionMaker" "Decision maker",
        Influencer = "influencer" "Influencer",
        TechnicalEvaluator = "technicalEvaluator" "Technical evaluator",
        User = "user" "User",
        Legal = "legal" "Legal",
        Procurement = "procurement" "Procurement",
        Blocker = "blocker" "Blocker",
    }
    /// How far a relationship has come, from nothing to trusted advisor.
    Level {
        None = "none" "None",
        Vendor = "vendor" "Vendor",
        CredibleSource = "credibleSource" "Credible source",
        ProblemSolver = "problemSolver" "Problem solver",
        TrustedAdvisor = "trustedAdvisor" "Trusted advisor",
    }
    /// A line between two people that is not reporting.
    TieKind { Influences = "influences" "Influences", WorksWith = "worksWith" "Works with", Conflicts = "conflicts" "Conflicts" }
    /// Why an opportunity exists.
    OpportunityKind { New = "new" "New", Upsell = "upsell" "Upsell", CrossSell = "crossSell" "Cross-sell", Renewal = "renewal" "Renewal" }
    /// How far an opportunity has come.
    Stage {
        Prospecting = "prospecting" "Prospecting",
        Engaging = "engaging" "Engaging",
        Proposal = "proposal" "Proposal",
        Negotiation = "negotiation" "Negotiation",
        Won = "won" "Won",
        Lost = "lost" "Lost",
    }
    /// How sure the forecast is of an opportunity.
    Commitment { Commit = "commit" "Commit", BestCase = "bestCase" "Best case", Pipeline = "pipeline" "Pipeline" }
    /// How sure the forecast is of a renewal.
    RenewalCall { Commit = "commit" "Commit", BestCase = "bestCase" "Best case", AtRisk = "atRisk" "At risk" }
    /// What a part of the client has of a product.
    WhitespaceState {
        Potential = "potential" "Potential",
        Owned = "owned" "Owned",
        Competitor = "competitor" "Competitor",
        NotApplicable = "notApplicable" "Not applicable",
    }
    /// What sort of need it is.
    NeedKind { Goal = "goal" "Goal", Pain = "pain" "Pain", Requirement = "requirement" "Requirement" }
    /// Whether a need is answered.
    NeedStatus { Open = "open" "Open", Answered = "answered" "Answered", Met = "met" "Met", Declined = "declined" "Declined" }
    /// What a target is about.
    TargetMeasure {
        Arr = "arr" "Recurring revenue at the end",
        Growth = "growth" "New recurring revenue",
        Booked = "booked" "Booked revenue",
    }
    /// What a movement did to recurring revenue; the kind gives the sign.
    MovementKind { New = "new" "New", Expansion = "expansion" "Expansion", Contraction = "contraction" "Contraction", Churn = "churn" "Churn" }
    /// How a contract ends.
    Ending {
        UnlessSigned = "unlessSigned" "Ends unless signed",
        Renews = "renews" "Renews by itself",
        Rolling = "rolling" "Rolls until notice",
    }
    /// Who may leave by notice.
    NoticeParty { Both = "both" "Both sides", Client = "client" "The client", Us = "us" "We" }
    /// How far a signature has come.
    Signing { Signed = "signed" "Signed", Sent = "sent" "Sent for signature", Draft = "draft" "Draft" }
    /// Whether one of us agrees.
    ApprovalState { Asked = "asked" "Asked for", Given = "given" "Given", Refused = "refused" "Refused" }
    /// The country in whose way numbers and dates are written, as ISO 3166-1 has it; the product's own way is of none.
    Country {
        International = "international" "International",
        Australia = "AU" "Australia",
        Austria = "AT" "Austria",
        Belgium = "BE" "Belgium",
        Canada = "CA" "Canada",
        Czechia = "CZ" "Czechia",
        Denmark = "DK" "Denmark",
        Estonia = "EE" "Estonia",
        Finland = "FI" "Finland",
        France = "FR" "France",
        Germany = "DE" "Germany",
        HongKong = "HK" "Hong Kong",
        Hungary = "HU" "Hungary",
        India = "IN" "India",
        Indonesia = "ID" "Indonesia",
        Ireland = "IE" "Ireland",
        Israel = "IL" "Israel",
        Italy = "IT" "Italy",
        Japan = "JP" "Japan",
        Latvia = "LV" "Latvia",
        Lithuania = "LT" "Lithuania",
        Malaysia = "MY" "Malaysia",
        Netherlands = "NL" "Netherlands",
        NewZealand = "NZ" "New Zealand",
        Norway = "NO" "Norway",
        Philippines = "PH" "Philippines",
        Poland = "PL" "Poland",
        Portugal = "PT" "Portugal",
        Romania = "RO" "Romania",
        Singapore = "SG" "Singapore",
        Slovakia = "SK" "Slovakia",
        Slovenia = "SI" "Slovenia",
        SouthAfrica = "ZA" "South Africa",
        Spain = "ES" "Spain",
        Sweden = "SE" "Sweden",
        Switzerland = "CH" "Switzerland",
        Ukraine = "UA" "Ukraine",
        UnitedArabEmirates = "AE" "United Arab Emirates",
        UnitedKingdom = "GB" "United Kingdom",
        UnitedStates = "US" "United States",
    }
    /// What a negotiated term does to the price.
    Lever { Discount = "discount" "Discount, %", Rise = "rise" "Rise a year, %", Months = "months" "Term, months" }
    /// How far a trade has come.
    TradeState { Asked = "asked" "Asked for", Offered = "offered" "Offered", Agreed = "agreed" "Agreed", Dropped = "dropped" "Dropped" }
    /// Whether an action is still to do.
    ActionStatus { Open = "open" "To do", Done = "done" "Done", Dropped = "dropped" "Dropped" }
    /// The five themes of the first 30 days.
    Theme {
        Read = "read" "Read",
        Map = "map" "Map",
        Meet = "meet" "Meet",
        Agree = "agree" "Agree",
        Assume = "assume" "Assume",
    }
    /// What shows that a task of the first 30 days has happened.
    Evidence {
        Linked = "linked" "A link or a note",
        Handover = "handover" "The handover is written down",
        Contract = "contract" "A contract with an end date",
        EconomicBuyer = "economicBuyer" "An economic buyer on the map",
        Ties = "ties" "Ties between people",
        SecondContact = "secondContact" "Two of us for every key player",
        Introductions = "introductions" "A meeting with each key player",
        Metrics = "metrics" "A success metric with a target",
        WorkingAgreement = "workingAgreement" "Channels agreed",
        Cadence = "cadence" "A weekly cadence",
        Assumptions = "assumptions" "Assumptions in the log",
        Risks = "risks" "Risks in the log",
        ReadOut = "readOut" "A read-out meeting",
    }
    /// Whether a date of the roadmap is agreed.
    Agreement { Agreed = "agreed" "Agreed", Proposed = "proposed" "Proposed", Reached = "reached" "Reached" }
    /// The four parts of a RAID log.
    RaidKind { Risk = "risk" "Risk", Assumption = "assumption" "Assumption", Issue = "issue" "Issue", Dependency = "dependency" "Dependency" }
    /// Whether an item of the log still counts.
    RaidStatus { Open = "open" "Open", Confirmed = "confirmed" "Confirmed", Closed = "closed" "Closed" }
    /// Who stands behind the figure of an outcome.
    OutcomeState { Estimated = "estimated" "Estimated", Confirmed = "confirmed" "Confirmed", Disputed = "disputed" "Disputed" }
    /// The group in which a metric stands on the scorecard.
    MetricGroup { Outcomes = "outcomes" "Outcomes", Use = "use" "Use", Service = "service" "Service", Relationship = "relationship" "Relationship" }
    /// How values come from answers.
    Survey { Nps = "nps" "Net promoter score, 0–10", Csat = "csat" "Satisfaction, 1–5" }
    /// What was learned.
    InsightKind {
        Feedback = "feedback" "Product feedback",
        Market = "market" "Market",
        Competitor = "competitor" "Competitor",
        Signal = "signal" "Signal in the data",
    }
    /// How an insight is answered.
    Play {
        Pilot = "pilot" "Pilot",
        Enablement = "enablement" "Enablement",
        ProcessFix = "processFix" "Process fix",
        Campaign = "campaign" "Campaign",
        Education = "education" "Education",
        Reference = "reference" "Reference",
    }
    /// What a play is for.
    PlayAim { Retention = "retention" "Retention", Expansion = "expansion" "Expansion" }
    /// How far a play has come.
    PlayState { Open = "open" "Open", Running = "running" "Running", Worked = "worked" "Worked", Failed = "failed" "Did not work" }
    /// How deeply a tier is trained.
    Enablement { None = "none" "None", Basics = "basics" "Basics", Roles = "roles" "By role", Programme = "programme" "Programme" }
    /// What a meeting is for; the engagement standards count by it.
    MeetingKind {
        Touch = "touch" "Touch",
        ExecutiveReview = "executiveReview" "Executive review",
        BusinessReview = "businessReview" "Business review",
        Introduction = "introduction" "Introduction",
        Operations = "operations" "Account operations",
        Working = "working" "Working session",
        Negotiation = "negotiation" "Negotiation",
        Internal = "internal" "Internal",
    }
    /// Whether a decision has been taken.
    DecisionState { Asked = "asked" "Asked for", Taken = "taken" "Taken", Declined = "declined" "Declined" }
}
