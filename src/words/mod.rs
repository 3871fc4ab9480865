//! Facts and labels → text: the only place where they become English, one function per kind of fact, one table of
//! labels. A second language is a second set of these tables and functions. It knows facts, and never where its text
//! goes.

/// A table of texts that hold no value: `NAME = "text";`, each with its text as its doc.
macro_rules! texts {
    ($($name:ident = $text:literal;)+) => {
        $(
            #[doc = $text]
            pub const $name: &str = $text;
        )+
    };
}
pub(crate) use texts;

mod account;
pub mod agent;
mod attention;
mod choices;
pub mod explain;
pub mod failure;
pub mod format;
pub mod import;
mod labels;
mod map;
pub mod notes;
pub mod noun;
mod number;
pub mod paper;
mod plan;
mod portfolio;
mod problem;
mod quarter;
pub mod screen;
mod today;

pub use account::{
    RENEWAL_NOTE, away, beside_pipeline, contract_state, coverage, coverage_label, ending, fall, health_by_hand,
    health_label, health_left_out, health_trend, health_warning, missing, missing_rates, next_step, notice_day,
    renewals_in_forecast, renewals_not_judged, status_label, status_reason,
};
pub use agent::person_on;
pub use attention::{AttentionWords, attention};
pub use choices::choice;
pub use labels::{cell as cell_label, field as field_label};
pub use map::{Closing, deal, gap, person_line, player, thread};
pub use plan::{
    agenda_template, common_action, common_metric_unit, date_problem, lack, ladder_trigger, lever, plan_line,
    plan_task, proof, theme_about,
};
pub use portfolio::{
    forecast_parts, growth_since, left_out, retained_parts, this_year, tier_by_hand, tier_points, without, year_of_list,
};
pub use problem::{amount_problem, ask_beyond, circle, colour_problem, left_alone, offer, problem, refused, wrong};
pub use quarter::{fiscal_year, quarter};
pub use today::{TickWords, agenda_summary, review_quarter, row_detail, row_title, tick};
