//! The texts of `route`.

crate::words::texts! {
    FIGURES = "Figures";
    STANDARDS = "Standards";
    GROUPS_AND_REGIONS = "Groups and regions";
    OVERVIEW = "Overview";
    PLAN = "Plan";
    GROWTH = "Growth";
    MEETINGS = "Meetings";
    BRIEF = "Brief";
    STRATEGY = "Strategy";
    GRID = "Grid";
    LIST = "List";
    PIPELINE = "Pipeline";
    NEEDS_AND_INSIGHTS = "Needs and insights";
    OUTCOMES_AND_HEALTH = "Outcomes and health";
}
