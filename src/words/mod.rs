//! Facts and labels → text: the only place where they become English, one function per kind of fact, one table of
//! labels. A second language is a second set of these tables and functions. It knows facts, and never where its text
//! goes.

mod account;
mod attention;
mod choices;
pub mod explain;
pub mod format;
mod labels;
mod map;
pub mod notes;
mod number;
mod plan;
mod problem;
mod quarter;
mod today;

pub use account::{
    RENEWAL_NOTE, away, contract_state, coverage, coverage_label, ending, fall, health_label, missing, missing_rates,
    notice_day, renewals_in_forecast, renewals_not_judged, status_label, status_reason,
};
pub use attention::{AttentionWords, attention};
pub use choices::choice;
pub use labels::{contested as contested_label, field as field_label};
pub use map::{Closing, deal, gap, person_line, player, thread};
pub use plan::{
    agenda_template, common_action, common_metric_unit, date_problem, lack, ladder_trigger, lever, plan_line,
    plan_task, proof, theme_about,
};
pub use problem::{amount_problem, circle, colour_problem, crossed, left_alone, problem, wrong};
pub use quarter::{fiscal_year, quarter};
pub use today::{review_quarter, row_detail, row_title};
