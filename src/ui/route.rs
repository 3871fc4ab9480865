//! The places of the app and their URLs.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
    location::{BrowserUrl, LocationProvider},
};

use super::browser;
use crate::{
    document::{Paper, Report},
    domain::{Account, Id, Kind, Review},
    words::screen::{common, route as text},
};

/// A view of a page: its key in the URL, and its name.
pub type View = (&'static str, &'static str);

/// The views of the portfolio.
pub const PORTFOLIO_VIEWS: &[View] = &[
    ("", common::TABLE),
    ("figures", text::FIGURES),
    ("tiers", common::SEGMENTATION),
    ("standards", text::STANDARDS),
    ("renewals", common::RENEWALS),
    ("groups", text::GROUPS_AND_REGIONS),
];

/// A page of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The account on one screen.
    Overview,
    /// First 30 days, objectives, actions, milestones.
    Plan,
    /// The stakeholder map.
    People,
    /// Opportunities and forecast.
    Growth,
    /// Outcomes, metrics, health.
    Value,
    /// The RAID log.
    Risks,
    /// Contracts and the playbook.
    Renewal,
    /// Meetings, decisions, cadences.
    Meetings,
    /// Business reviews.
    Reviews,
    /// The one-pager.
    Brief,
}

impl Tab {
    /// Every tab, in order.
    pub const ALL: [Self; 10] = [
        Self::Overview,
        Self::Plan,
        Self::People,
        Self::Growth,
        Self::Value,
        Self::Risks,
        Self::Renewal,
        Self::Meetings,
        Self::Reviews,
        Self::Brief,
    ];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::Overview => text::OVERVIEW,
            Self::Plan => text::PLAN,
            Self::People => common::PEOPLE,
            Self::Growth => text::GROWTH,
            Self::Value => common::VALUE,
            Self::Risks => common::RISKS,
            Self::Renewal => common::RENEWAL,
            Self::Meetings => text::MEETINGS,
            Self::Reviews => common::REVIEWS,
            Self::Brief => text::BRIEF,
        }
    }

    /// The views of the page; the usual one first, with an empty key. None where the page has but one.
    pub fn views(self) -> &'static [View] {
        match self {
            Self::Plan => &[
                ("", common::FIRST_30_DAYS),
                ("strategy", text::STRATEGY),
                ("timeline", common::TIMELINE),
                ("objectives", common::OBJECTIVES),
                ("actions", common::ACTIONS),
                ("milestones", common::MILESTONES),
            ],
            Self::People => {
                &[("", text::GRID), ("org", common::ORG_CHART), ("coverage", common::COVERAGE), ("list", text::LIST)]
            }
            Self::Growth => &[
                ("", text::PIPELINE),
                ("whitespace", common::WHITESPACE),
                ("forecast", common::FORECAST),
                ("needs", text::NEEDS_AND_INSIGHTS),
                ("revenue", common::REVENUE),
            ],
            Self::Value => &[("", text::OUTCOMES_AND_HEALTH), ("map", common::VALUE_MAP)],
            _ => &[],
        }
    }

    /// What stands for it in an address.
    fn segment(self) -> &'static str {
        match self {
            Self::Overview => "",
            Self::Plan => "plan",
            Self::People => "people",
            Self::Growth => "growth",
            Self::Value => "value",
            Self::Risks => "risks",
            Self::Renewal => "renewal",
            Self::Meetings => "meetings",
            Self::Reviews => "reviews",
            Self::Brief => "brief",
        }
    }

    /// The kind of record that is added from the tab.
    pub fn kind(self) -> Kind {
        match self {
            Self::Overview | Self::Plan | Self::Brief => Kind::Action,
            Self::People => Kind::Person,
            Self::Growth => Kind::Opportunity,
            Self::Value => Kind::Outcome,
            Self::Risks => Kind::RaidItem,
            Self::Renewal => Kind::Contract,
            Self::Meetings => Kind::Meeting,
            Self::Reviews => Kind::Review,
        }
    }

    /// The tab where records of a kind are shown.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::Person | Kind::Relationship | Kind::Tie | Kind::DealRole => Self::People,
            Kind::Opportunity | Kind::RevenueMovement | Kind::RevenueActual | Kind::Whitespace | Kind::Need => {
                Self::Growth
            }
            Kind::Target | Kind::Budget | Kind::Insight => Self::Growth,
            Kind::Outcome | Kind::Metric | Kind::Observation => Self::Value,
            Kind::RaidItem | Kind::Escalation => Self::Risks,
            Kind::Contract | Kind::PlaybookStep | Kind::Approval => Self::Renewal,
            Kind::Negotiation | Kind::Term | Kind::Trade => Self::Renewal,
            Kind::Meeting | Kind::Decision | Kind::Cadence => Self::Meetings,
            Kind::Action
            | Kind::Objective
            | Kind::Strategy
            | Kind::Initiative
            | Kind::Milestone
            | Kind::Plan30
            | Kind::Link => Self::Plan,
            Kind::Review => Self::Reviews,
            Kind::Brief => Self::Brief,
            _ => Self::Overview,
        }
    }
}

/// A place of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// What needs one, or the welcome.
    Today,
    /// The portfolio.
    Accounts,
    /// A page of an account.
    Account(Id<Account>, Tab),
    /// The builder of a review.
    Review(Id<Account>, Id<Review>),
    /// A review, presented.
    Present(Id<Account>, Id<Review>),
    /// A review as files.
    ReviewFiles(Id<Account>, Id<Review>),
    /// A paper about an account.
    Paper(Id<Account>, Paper),
    /// A paper over all accounts.
    Report(Report),
    /// Import, export, restore.
    Data,
    /// Taking over several accounts at once.
    TakeOver,
    /// Settings.
    Settings,
    /// No such place.
    Unknown,
}

impl Route {
    /// The place of a path without the base.
    pub fn parse(path: &str) -> Self {
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        match parts[..] {
            [] | ["index.html"] => Self::Today,
            ["accounts"] => Self::Accounts,
            ["take-over"] => Self::TakeOver,
            ["data"] => Self::Data,
            ["settings"] => Self::Settings,
            ["reports", key] => Report::of(key).map_or(Self::Unknown, Self::Report),
            ["accounts", id, ref rest @ ..] => {
                let Ok(account) = id.parse() else { return Self::Unknown };
                match *rest {
                    [] => Self::Account(account, Tab::Overview),
                    ["reviews", review] => review.parse().map_or(Self::Unknown, |review| Self::Review(account, review)),
                    ["reviews", review, "present"] => {
                        review.parse().map_or(Self::Unknown, |review| Self::Present(account, review))
                    }
                    ["reviews", review, "files"] => {
                        review.parse().map_or(Self::Unknown, |review| Self::ReviewFiles(account, review))
                    }
                    ["papers", key] => Paper::of(key).map_or(Self::Unknown, |paper| Self::Paper(account, paper)),
                    [segment] => {
                        let tab = Tab::ALL.into_iter().find(|tab| tab.segment() == segment);
                        tab.map_or(Self::Unknown, |tab| Self::Account(account, tab))
                    }
                    _ => Self::Unknown,
                }
            }
            _ => Self::Unknown,
        }
    }

    /// The address, relative to the page's base, so that it holds in a sub-folder too.
    pub fn href(self) -> String {
        match self {
            Self::Today | Self::Unknown => "./".into(),
            Self::Accounts => "accounts".into(),
            Self::Account(account, Tab::Overview) => format!("accounts/{account}"),
            Self::Account(account, tab) => format!("accounts/{account}/{}", tab.segment()),
            Self::Review(account, review) => format!("accounts/{account}/reviews/{review}"),
            Self::Present(account, review) => format!("accounts/{account}/reviews/{review}/present"),
            Self::ReviewFiles(account, review) => format!("accounts/{account}/reviews/{review}/files"),
            Self::Paper(account, paper) => format!("accounts/{account}/papers/{}", paper.key()),
            Self::Report(report) => format!("reports/{}", report.key()),
            Self::Data => "data".into(),
            Self::TakeOver => "take-over".into(),
            Self::Settings => "settings".into(),
        }
    }

    /// The account that the place is about.
    pub fn account(self) -> Option<Id<Account>> {
        match self {
            Self::Account(account, _)
            | Self::Review(account, _)
            | Self::Present(account, _)
            | Self::ReviewFiles(account, _)
            | Self::Paper(account, _) => Some(account),
            _ => None,
        }
    }
}

/// Where the person is: the place, and the query of the URL.
#[derive(Clone, Copy)]
pub struct Here {
    /// The place.
    pub route: Memo<Route>,
    path: Memo<String>,
    search: Memo<String>,
}

/// Reads the URL. To be called inside the router.
pub fn provide_here() -> Here {
    let location = use_location();
    let base = browser::base();
    // The router writes a new path into the address bar when it hears that its page stands; ours stand at once.
    let address = use_context::<BrowserUrl>();
    Effect::new(move |_| {
        location.pathname.track();
        if let Some(address) = &address {
            address.ready_to_complete();
        }
    });
    let path = Memo::new(move |_| {
        let path = location.pathname.get();
        path.strip_prefix(base.as_str()).unwrap_or(&path).trim_start_matches('/').to_owned()
    });
    let search = Memo::new(move |_| location.search.get().trim_start_matches('?').to_owned());
    let here = Here { route: Memo::new(move |_| Route::parse(&path.get())), path, search };
    provide_context(here);
    here
}

/// Where the person is.
pub fn use_here() -> Here {
    expect_context()
}

impl Here {
    /// A value of the query; empty when it is not there.
    pub fn query(self, key: &str) -> String {
        let search = self.search.get();
        let found = search.split('&').find_map(|pair| pair.split_once('=').filter(|(name, _)| *name == key));
        found.map(|(_, value)| browser::decode_component(value)).unwrap_or_default()
    }

    /// A value of the query as a memo.
    pub fn query_memo(self, key: &'static str) -> Memo<String> {
        Memo::new(move |_| self.query(key))
    }

    /// This place with one value of the query set, or cleared when empty.
    pub fn with(self, key: &str, value: &str) -> String {
        let search = self.search.get();
        let mut pairs: Vec<String> = search
            .split('&')
            .filter(|pair| !pair.is_empty() && pair.split_once('=').is_none_or(|(name, _)| name != key))
            .map(str::to_owned)
            .collect();
        if !value.is_empty() {
            pairs.push(format!("{key}={}", browser::encode_component(value)));
        }
        let path = self.path.get();
        let path = if path.is_empty() { "./" } else { &path };
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }
}

/// Goes to addresses relative to the base.
#[derive(Clone, Copy)]
pub struct Navigator(StoredValue<Navigate, LocalStorage>);

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// The navigator of a page.
pub fn use_navigator() -> Navigator {
    Navigator(StoredValue::new_local(Box::new(use_navigate())))
}

impl Navigator {
    /// Goes to an address.
    pub fn go(self, href: &str) {
        let scroll = !href.contains('?');
        self.navigate(href, NavigateOptions { scroll, ..NavigateOptions::default() });
    }

    /// Goes to an address without a step for the back button.
    pub fn replace(self, href: &str) {
        self.navigate(href, NavigateOptions { scroll: false, replace: true, ..NavigateOptions::default() });
    }

    fn navigate(self, href: &str, options: NavigateOptions) {
        let path = format!("/{}", href.trim_start_matches("./"));
        self.0.with_value(|navigate| navigate(&path, options));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn every_place(account: Id<Account>, review: Id<Review>) -> Vec<Route> {
        let tabs = Tab::ALL.into_iter().map(|tab| Route::Account(account, tab));
        let papers = Paper::ALL.iter().map(|paper| Route::Paper(account, *paper));
        let reports = Report::ALL.iter().map(|report| Route::Report(*report));
        let reviews =
            [Route::Review(account, review), Route::Present(account, review), Route::ReviewFiles(account, review)];
        let rest = [Route::Today, Route::Accounts, Route::Data, Route::TakeOver, Route::Settings];
        tabs.chain(papers).chain(reports).chain(reviews).chain(rest).collect()
    }

    proptest! {
        #[test]
        fn an_address_leads_back_to_its_place(account in any::<u128>(), review in any::<u128>()) {
            let id = uuid::Uuid::from_u128;
            for place in every_place(Id::new(id(account)), Id::new(id(review))) {
                let path = place.href();
                prop_assert_eq!(Route::parse(path.trim_start_matches("./")), place, "{}", path);
            }
        }

        #[test]
        fn no_address_is_too_strange(path in "\\PC{0,60}") {
            let place = Route::parse(&path);
            prop_assert_eq!(Route::parse(place.href().trim_start_matches("./")).href(), place.href());
        }
    }
}
