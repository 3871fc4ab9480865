//! The texts of `people`.

use std::fmt::Display;

crate::words::texts! {
    GAPS = "Gaps";
    INFLUENCE_BY_SUPPORT_ARROW = "Influence by support. Arrow keys move the focused person.";
    NOT_RATED_YET = "Not rated yet";
    DRAG_THEM_ONTO_THE = " Drag them onto the grid, or press an arrow key.";
    KEY_PLAYER = "Key player";
    NOT_RATED = "not rated";
    NAME = "Name";
    TITLE = "Title";
    ROLES = "Roles";
    INFLUENCE = "Influence";
    OUR_OWNER = "Our owner";
    LAST_CONTACT = "Last contact";
    NOT_YET = "not yet";
    THEIR_PEOPLE_BY_OUR = "Their people by our team: the relationship now, and what we want it to be. ";
    COVERAGE_MATRIX = "Coverage matrix";
    ADD_YOUR_TEAM_UNDER = "Add your team under Settings first; then each pair has a cell here.";
    NOBODY_HAS_A_ROLE =
        "Nobody has a role in this deal yet. Open a person of the account and add it under “Roles in deals”.";
    THE_WHOLE_ACCOUNT = "The whole account";
    ROLES_IN = "Roles in";
    WHO_DECIDES_WHO_PAYS =
        "Who decides, who pays, who uses? Add the people you know; their influence and support place them on the \
         map.";
    ADD_THE_FIRST_PERSON = "Add the first person";
    ORG_CHART_SCROLLS_PLUS = "Org chart, scrolls; plus, minus and 0 zoom";
    WORKS_WITH = "works with";
    INTERNAL_ONLY = ", internal only";
    TIES = "Ties";
    ADD_A_TIE = "Add a tie";
    WHO_INFLUENCES_WHOM_WHO = "Who influences whom, who conflicts? Informal ties are drawn on the chart.";
    INFORMAL_TIE = "Informal tie";
    BETWEEN = "Between";
    WHAT_WE_MAKE_OF = "What we make of it";
    NOBODY_FITS = "nobody fits";
    FIND_ON_THE_CHART = "Find on the chart";
    FIND_A_PERSON_UNIT = "Find a person, unit or region";
    SMALLER = "Smaller";
    LARGER = "Larger";
    FIT = "Fit";
    EXPAND_ALL = "Expand all";
    COLLAPSE_GROUPS = "Collapse groups";
    THE_BROWSER_COULD_NOT = "The browser could not draw the picture. Export the SVG instead, or collapse some groups.";
    INTERNAL = "Internal";
    CLIENT_SAFE = "Client-safe";
    SVG = "SVG";
    PNG = "PNG";
    RELATIONSHIP = "Relationship";
    ADD_WHO_OF_US = "Add who of us knows them";
    NOTED_TODAYS_CONTACT = "noted today’s contact";
    SPOKE_TODAY = "Spoke today";
    ADDED_A_ROLE_IN = "added a role in a deal";
    A_DEAL_THAT_IS = "A deal that is over";
    NO_ROLE_YET = "no role yet";
    ROLES_IN_DEALS = "Roles in deals";
    A_ROLE_IN_A = "A role in a deal";
    OPPOSES = "opposes";
    DOUBTS = "doubts";
    NEUTRAL = "neutral";
    SUPPORTS = "supports";
    ADVOCATES = "advocates";
    PLANNED_LOWER = "planned";
    INFLUENCES = "influences";
    CONFLICTS = "conflicts";
    TODAY = "today";
}

/// added the action “`title`”
#[must_use]
pub fn added_the_action(title: impl Display) -> String {
    format!("added the action “{title}”")
}

/// Action: `action`
#[must_use]
pub fn action(action: impl Display) -> String {
    format!("Action: {action}")
}

/// Influence `influence`, support `support`
#[must_use]
pub fn influence_support(influence: impl Display, support: impl Display) -> String {
    format!("Influence {influence}, support {support}")
}

/// moved `name` on the grid
#[must_use]
pub fn moved_on_the_grid(name: impl Display) -> String {
    format!("moved {name} on the grid")
}

/// influence `influence`, support `support`
#[must_use]
pub fn influence_and_support(influence: impl Display, support: impl Display) -> String {
    format!("influence {influence}, support {support}")
}

/// wanted: `wanted`
#[must_use]
pub fn wanted(wanted: impl Display) -> String {
    format!("wanted: {wanted}")
}

/// Add how `name` and `other_name` stand
#[must_use]
pub fn add_how_and_stand(name: impl Display, other_name: impl Display) -> String {
    format!("Add how {name} and {other_name} stand")
}

/// `coverage_label` coverage
#[must_use]
pub fn coverage(coverage_label: impl Display) -> String {
    format!("{coverage_label} coverage")
}

/// `people` below `name`
#[must_use]
pub fn below(people: impl Display, name: impl Display) -> String {
    format!("{people} below {name}")
}

/// `client`, people, `date``ending`
#[must_use]
pub fn map_title(client: impl Display, date: impl Display, ending: impl Display) -> String {
    format!("{client}, people, {date}{ending}")
}

/// `people` found
#[must_use]
pub fn people_found(people: impl Display) -> String {
    format!("{people} found")
}

/// `days` ago
#[must_use]
pub fn ago(days: impl Display) -> String {
    format!("{days} ago")
}

/// Last contact `last`.
#[must_use]
pub fn last_contact(last: impl Display) -> String {
    format!("Last contact {last}. ")
}

/// Now `now`, wanted `wanted`
#[must_use]
pub fn now_wanted(now: impl Display, wanted: impl Display) -> String {
    format!("Now {now}, wanted {wanted}")
}

/// `now`, wanted: `wanted`
#[must_use]
pub fn now_and_wanted(now: impl Display, wanted: impl Display) -> String {
    format!("{now}, wanted: {wanted}")
}
