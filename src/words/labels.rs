//! What kinds of record and their fields are called.

use crate::domain::{
    Kind, Record, Workspace,
    cell::field_and_part,
    choice::{Stage, Tier},
    field::Field,
    metric::TargetStatus,
    review::Slide,
};

impl Kind {
    /// What one of it is called in a sentence: `person`.
    pub fn one(self) -> &'static str {
        match self {
            Self::Workspace => "settings",
            Self::Account => "account",
            Self::Region => "region",
            Self::Strategy => "strategy",
            Self::Need => "need",
            Self::Person => "person",
            Self::Relationship => "relationship",
            Self::Tie => "tie",
            Self::DealRole => "role in a deal",
            Self::Teammate => "teammate",
            Self::Product => "product",
            Self::Whitespace => "whitespace",
            Self::Opportunity => "opportunity",
            Self::RevenueMovement => "revenue movement",
            Self::RevenueActual => "booked revenue",
            Self::Target => "target",
            Self::Budget => "budget",
            Self::Contract => "contract",
            Self::PlaybookStep => "playbook step",
            Self::Approval => "approval",
            Self::Negotiation => "negotiation",
            Self::Term => "term",
            Self::Trade => "trade",
            Self::Objective => "objective",
            Self::Initiative => "initiative",
            Self::Action => "action",
            Self::Milestone => "milestone",
            Self::RaidItem => "risk or issue",
            Self::Escalation => "ladder level",
            Self::Outcome => "outcome",
            Self::Metric => "metric",
            Self::Observation => "value",
            Self::Insight => "insight",
            Self::Meeting => "meeting",
            Self::Cadence => "cadence",
            Self::Decision => "decision",
            Self::KeptForecast => "kept forecast",
            Self::Link => "link",
            Self::Plan30 => "30-day plan",
            Self::Review => "review",
            Self::Brief => "brief",
            Self::Snooze => "snooze",
        }
    }
}

impl Record {
    /// What a record is called: its name, title or statement, else what one of its kind is called.
    pub fn title(&self) -> String {
        self.name().unwrap_or_else(|| self.kind().one().to_owned())
    }
}

impl Workspace {
    /// What this workspace calls a stage.
    pub fn stage_name(&self, stage: Stage) -> String {
        self.own_stage_name(stage).unwrap_or(stage.label()).to_owned()
    }
}

impl Slide {
    /// Its name in the outline.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cover => "Cover",
            Self::Agreed => "What we agreed last time",
            Self::Summary => "Executive summary",
            Self::Scorecard => "Scorecard",
            Self::Value => "Value delivered",
            Self::Risks => "Risks we share",
            Self::NextQuarter => "Next quarter",
            Self::Decisions => "Decisions we ask for",
            Self::Actions => "Owners and dates",
            Self::Compare => "Two quarters compared",
            Self::Own => "A slide of your own",
        }
    }
}

impl TargetStatus {
    /// The words for it.
    pub fn label(self) -> &'static str {
        match self {
            Self::OnTarget => "On target",
            Self::Close => "Close",
            Self::OffTarget => "Off target",
        }
    }
}

impl Field {
    /// The label on the screen.
    pub fn label(&self) -> &'static str {
        field(self.kind, self.key)
    }
}

/// What stands in a cell of a record: the field, with the part of it where that has a name.
pub fn cell(kind: Kind, path: &str) -> String {
    let (key, part) = field_and_part(path);
    let field = field(kind, key);
    let part = match (kind, key) {
        (Kind::Review, "slides") => Slide::ALL.iter().find(|slide| slide.key() == part).map(|slide| slide.title()),
        (Kind::Workspace, "standards") => Tier::ALL.iter().find(|tier| tier.key() == part).map(|tier| tier.label()),
        (Kind::Workspace, "odds") => Stage::ALL.iter().find(|stage| stage.key() == part).map(|stage| stage.label()),
        _ => None,
    };
    part.map_or_else(|| field.to_owned(), |part| format!("{field}, {part}"))
}

/// The label of a field; empty where a kind has no such field.
pub fn field(kind: Kind, key: &str) -> &'static str {
    let labels = LABELS.iter().find(|(known, _)| *known == kind).map_or(&[][..], |(_, labels)| labels);
    labels.iter().find(|(known, _)| *known == key).map_or("", |(_, label)| label)
}

/// The labels of the fields of each kind, by their keys in files.
const LABELS: &[(Kind, &[(&str, &str)])] = &[
    (
        Kind::Workspace,
        &[
            ("company", "Your company"),
            ("me", "You"),
            ("currency", "Currency"),
            ("fiscalStart", "Fiscal year starts in"),
            ("country", "Number and date format"),
            ("holidays", "Holidays"),
            ("segmentation", "Segmentation"),
            ("standards", "Engagement standards"),
            ("odds", "Stages"),
            ("rates", "Exchange rates"),
            ("brand", "Brand"),
        ],
    ),
    (
        Kind::Account,
        &[
            ("name", "Name"),
            ("parent", "Parent account"),
            ("industry", "Industry"),
            ("about", "Summary"),
            ("businessModel", "Business model"),
            ("website", "Website"),
            ("place", "Location"),
            ("employees", "Employees"),
            ("turnover", "Client revenue"),
            ("currency", "Currency"),
            ("customerSince", "Customer since"),
            ("churnedOn", "Churned on"),
            ("archived", "Archived"),
            ("revenueScore", "Revenue"),
            ("growthScore", "Growth potential"),
            ("fitScore", "Strategic fit"),
            ("churnRisk", "Churn risk"),
            ("tierOverride", "Tier override"),
            ("tierReason", "Reason for the tier override"),
            ("healthOverride", "Health override"),
            ("healthReason", "Reason for the health override"),
            ("healthUntil", "Override until"),
            ("channels", "Preferred channels"),
            ("languages", "Languages"),
            ("privacy", "Privacy constraints"),
            ("owner", "Our owner"),
            ("notes", "Notes"),
        ],
    ),
    (
        Kind::Region,
        &[
            ("name", "Region"),
            ("owner", "Our contact"),
            ("ownerThere", "Client contact"),
            ("timeZone", "Time zone"),
            ("languages", "Languages"),
            ("currency", "Currency"),
            ("privacy", "Privacy constraints"),
            ("target", "Annual recurring target"),
        ],
    ),
    (
        Kind::Strategy,
        &[
            ("business", "Their business"),
            ("priorities", "Their priorities"),
            ("position", "Our position"),
            ("ambition12", "Ambition, 12 months"),
            ("ambition36", "Ambition, 36 months"),
            ("firstMove", "First move"),
            ("secondMove", "Second move"),
            ("thirdMove", "Third move"),
            ("mustBeTrue", "What must be true"),
        ],
    ),
    (
        Kind::Need,
        &[
            ("name", "Need"),
            ("kind", "Kind"),
            ("unit", "Business unit"),
            ("person", "Heard from"),
            ("answer", "Our answer"),
            ("product", "Product"),
            ("status", "Status"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::Person,
        &[
            ("name", "Name"),
            ("title", "Title"),
            ("roles", "Roles"),
            ("rolesConfirmedOn", "Roles confirmed on"),
            ("influence", "Influence"),
            ("support", "Support"),
            ("manager", "Reports to"),
            ("unit", "Business unit"),
            ("region", "Region"),
            ("wants", "What they want"),
            ("wantsShared", "Client-facing text (shares this item)"),
            ("email", "Email"),
            ("phone", "Phone"),
            ("notes", "Note"),
        ],
    ),
    (
        Kind::Relationship,
        &[
            ("person", "Person"),
            ("teammate", "Our contact"),
            ("now", "Now"),
            ("wanted", "Wanted"),
            ("lastContact", "Last contact"),
        ],
    ),
    (Kind::Tie, &[("from", "Who"), ("kind", "Tie"), ("to", "Whom"), ("note", "Comment"), ("seen", "Seen")]),
    (Kind::DealRole, &[("person", "Person"), ("deal", "Deal"), ("roles", "Roles")]),
    (
        Kind::Teammate,
        &[
            ("name", "Name"),
            ("function", "Function"),
            ("region", "Region"),
            ("timeZone", "Time zone"),
            ("email", "Email"),
        ],
    ),
    (Kind::Product, &[("name", "Name"), ("series", "Series"), ("listPrice", "List price")]),
    (
        Kind::Whitespace,
        &[
            ("product", "Product"),
            ("unit", "Business unit"),
            ("state", "State"),
            ("amount", "Annual value"),
            ("competitor", "Competitor"),
            ("note", "Note"),
        ],
    ),
    (
        Kind::Opportunity,
        &[
            ("name", "Name"),
            ("kind", "Kind"),
            ("product", "Product"),
            ("unit", "Business unit"),
            ("amount", "Annual recurring"),
            ("oneOff", "One-off"),
            ("stage", "Stage"),
            ("probability", "Probability (%)"),
            ("forecast", "Forecast"),
            ("engagedOn", "Engaged on"),
            ("closeOn", "Close date"),
            ("nextStep", "Next step"),
            ("nextStepOn", "Next step on"),
            ("competitor", "Competitor"),
            ("owner", "Owner"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::RevenueMovement,
        &[
            ("date", "Date"),
            ("kind", "Kind"),
            ("amount", "Annual amount"),
            ("product", "Product"),
            ("region", "Region"),
            ("note", "Note"),
        ],
    ),
    (Kind::RevenueActual, &[("month", "Month"), ("amount", "Amount"), ("margin", "Margin"), ("product", "Product")]),
    (Kind::Target, &[("measure", "Measure"), ("from", "From"), ("to", "To"), ("amount", "Target")]),
    (Kind::Budget, &[("name", "Budget"), ("from", "From"), ("to", "To"), ("planned", "Planned"), ("spent", "Spent")]),
    (
        Kind::Contract,
        &[
            ("name", "Name"),
            ("amount", "Annual value"),
            ("scope", "Scope"),
            ("start", "Start"),
            ("end", "End"),
            ("ending", "At term end"),
            ("renewsMonths", "Renewal term (months)"),
            ("noticeDays", "Notice period (days)"),
            ("noticeMonths", "Notice period (months)"),
            ("noticeParty", "Who can give notice"),
            ("noticeReceivedOn", "Notice received"),
            ("probability", "Renewal probability (%)"),
            ("probabilityReason", "Reason"),
            ("forecast", "Early forecast"),
            ("sla", "Service levels"),
            ("signing", "Signature"),
            ("successor", "Replaced by"),
            ("address", "Link"),
        ],
    ),
    (
        Kind::PlaybookStep,
        &[("contract", "Contract"), ("task", "Task"), ("termEnd", "Term end"), ("doneOn", "Done on"), ("note", "Note")],
    ),
    (
        Kind::Approval,
        &[
            ("title", "Approval"),
            ("of", "About"),
            ("teammate", "By"),
            ("state", "State"),
            ("due", "Needed by"),
            ("decidedOn", "Decided on"),
            ("note", "Note"),
        ],
    ),
    (
        Kind::Negotiation,
        &[
            ("name", "Negotiation"),
            ("contract", "Contract"),
            ("listPrice", "Annual list price"),
            ("rounds", "Rounds"),
            ("rationale", "Decisions and reasons"),
            ("closedOn", "Closed on"),
        ],
    ),
    (
        Kind::Term,
        &[
            ("negotiation", "Negotiation"),
            ("name", "Term"),
            ("lever", "Moves the price as"),
            ("unit", "Unit"),
            ("target", "Target"),
            ("expected", "Expected"),
            ("walkAway", "Walk away"),
        ],
    ),
    (
        Kind::Trade,
        &[
            ("negotiation", "Negotiation"),
            ("give", "We give"),
            ("cost", "Annual cost to us"),
            ("get", "We get"),
            ("worth", "Annual value"),
            ("state", "State"),
        ],
    ),
    (
        Kind::Objective,
        &[
            ("name", "Objective"),
            ("joint", "Joint with the client"),
            ("metric", "Metric"),
            ("baseline", "Baseline"),
            ("actual", "Now"),
            ("target", "Target"),
            ("unit", "Unit"),
            ("due", "By"),
            ("ownerThere", "Client owner"),
            ("owner", "Our owner"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::Initiative,
        &[
            ("name", "Initiative"),
            ("objective", "Objective"),
            ("start", "Start"),
            ("due", "Due"),
            ("owner", "Our owner"),
            ("ownerThere", "Client owner"),
            ("after", "Depends on"),
            ("note", "Note"),
        ],
    ),
    (
        Kind::Action,
        &[
            ("title", "Action"),
            ("detail", "Detail"),
            ("due", "Due"),
            ("dueAt", "Time"),
            ("owner", "Owner"),
            ("ownerThere", "Client owner"),
            ("status", "Status"),
            ("doneOn", "Done on"),
            ("why", "Why"),
            ("person", "Person"),
            ("meeting", "Meeting"),
            ("review", "Review"),
            ("initiative", "Initiative"),
            ("insight", "Insight"),
            ("raidItem", "Risk or issue"),
            ("gap", "Closes the gap"),
            ("region", "Region"),
            ("after", "Depends on"),
            ("plan", "First 30 days"),
            ("theme", "Theme"),
            ("evidence", "Evidence"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::Milestone,
        &[
            ("title", "Milestone"),
            ("track", "Track"),
            ("date", "Date"),
            ("until", "Until"),
            ("initiative", "Initiative"),
            ("agreement", "State"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::RaidItem,
        &[
            ("kind", "Kind"),
            ("statement", "Statement"),
            ("probability", "Probability"),
            ("impact", "Impact"),
            ("response", "Response"),
            ("responseShared", "Response, for the client"),
            ("owner", "Owner"),
            ("ownerThere", "Client owner"),
            ("reviewOn", "Review on"),
            ("status", "Status"),
            ("region", "Region"),
            ("level", "Escalation level"),
            ("climbs", "Escalations"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::Escalation,
        &[
            ("level", "Level"),
            ("trigger", "Trigger"),
            ("owner", "Our contact"),
            ("ownerThere", "Client contact"),
            ("responseHours", "Response time (hours)"),
        ],
    ),
    (
        Kind::Outcome,
        &[
            ("name", "Outcome"),
            ("baseline", "Before"),
            ("actual", "Now"),
            ("unit", "Unit"),
            ("goal", "Their goal"),
            ("metric", "Metric"),
            ("since", "Since"),
            ("worth", "Annual value"),
            ("share", "Our share (%)"),
            ("oneOff", "One-off cost"),
            ("cost", "Annual cost"),
            ("state", "State"),
            ("confirmedBy", "Confirmed by"),
            ("confirmedOn", "Confirmed on"),
            ("evidence", "Evidence"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::Metric,
        &[
            ("name", "Metric"),
            ("group", "Group"),
            ("unit", "Unit"),
            ("baseline", "Baseline"),
            ("target", "Target"),
            ("margin", "Tolerance"),
            ("red", "Red threshold"),
            ("green", "Green threshold"),
            ("weight", "Health weight (%)"),
            ("freshDays", "Valid for (days)"),
            ("subjective", "Judgement-based"),
            ("survey", "Survey"),
            ("goal", "Their goal"),
            ("decimals", "Decimals"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (
        Kind::Observation,
        &[("metric", "Metric"), ("date", "Date"), ("value", "Value"), ("answers", "Answers"), ("note", "Note")],
    ),
    (
        Kind::Insight,
        &[
            ("name", "Insight"),
            ("kind", "Kind"),
            ("source", "Source"),
            ("seenOn", "Seen on"),
            ("reply", "Our reply"),
            ("play", "Play"),
            ("aim", "For"),
            ("owner", "Owner"),
            ("state", "State"),
        ],
    ),
    (
        Kind::Meeting,
        &[
            ("title", "Meeting"),
            ("kind", "Kind"),
            ("date", "Date"),
            ("at", "Start"),
            ("minutes", "Duration (minutes)"),
            ("timeZone", "Time zone"),
            ("place", "Location"),
            ("people", "Client attendees"),
            ("team", "Our attendees"),
            ("agenda", "Agenda"),
            ("notes", "Notes"),
            ("shared", "Client-facing text (shares this item)"),
            ("placeShared", "Location, for the client"),
            ("attendeesShared", "Attendees, for the client"),
            ("agendaShared", "Agenda, for the client"),
        ],
    ),
    (Kind::Cadence, &[("name", "Cadence"), ("kind", "Kind"), ("everyDays", "Interval (days)")]),
    (
        Kind::Decision,
        &[
            ("title", "Decision"),
            ("state", "State"),
            ("decidedBy", "Decided by"),
            ("due", "Needed by"),
            ("decidedOn", "Decided on"),
            ("rationale", "Rationale"),
            ("ifWaits", "If it waits"),
            ("ifWaitsShared", "If it waits, for the client"),
            ("meeting", "Meeting"),
            ("review", "Review"),
            ("shared", "Client-facing text (shares this item)"),
        ],
    ),
    (Kind::KeptForecast, &[("madeOn", "Kept on"), ("until", "For"), ("amount", "Annual recurring revenue")]),
    (Kind::Link, &[("of", "On"), ("title", "Title"), ("address", "Address"), ("date", "Date")]),
    (
        Kind::Plan30,
        &[
            ("start", "Start"),
            ("predecessor", "Previous owner"),
            ("politics", "Politics"),
            ("promises", "Promises"),
            ("readOutTo", "Present on day 30 to"),
        ],
    ),
    (
        Kind::Review,
        &[
            ("quarter", "Quarter"),
            ("date", "Date"),
            ("place", "Location"),
            ("summary", "Executive summary"),
            ("slides", "Slides"),
            ("order", "Order of the slides"),
            ("prepared", "Prepared"),
            ("compare", "Compare with the quarter"),
            ("heldOn", "Held on"),
            ("frozenClient", "Frozen, client"),
            ("frozenInternal", "Frozen, internal"),
        ],
    ),
    (Kind::Brief, &[("headline", "Headline"), ("footnote", "Footnote")]),
    (Kind::Snooze, &[("of", "Of"), ("row", "Row"), ("until", "Until")]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_has_a_label() {
        for field in Kind::ALL.iter().flat_map(|kind| kind.fields()) {
            assert!(!field.label().is_empty(), "{:?} {}", field.kind, field.key);
        }
    }
}
