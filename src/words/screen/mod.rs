//! The texts of the screens: headings, buttons, labels, hints and the names of changes, a module per page.
//!
//! A text without a value is a constant; one with values is a function, so that the order of its words is decided
//! here. [`common`] has what several pages say in the same sense.

pub mod account;
pub mod approvals;
pub mod brief;
pub mod browser;
pub mod chunks;
pub mod common;
pub mod data;
pub mod documents;
pub mod files;
pub mod folders;
pub mod growth;
pub mod kit;
pub mod lock;
pub mod meetings;
pub mod negotiation;
pub mod overview;
pub mod pages;
pub mod palette;
pub mod people;
pub mod plan;
pub mod portfolio;
pub mod present;
pub mod related;
pub mod renewal;
pub mod review;
pub mod reviews;
pub mod risks;
pub mod route;
pub mod server;
pub mod settings;
pub mod shell;
pub mod take_over;
pub mod today;
pub mod value;
pub mod welcome;
