//! Entities and rules of key-account work. It knows no browser, clock, randomness, I/O or screen: facts are passed in.

pub mod agenda;
pub mod brand;
pub mod change;
pub mod check;
pub mod choice;
pub mod contract;
pub mod coverage;
pub mod cycle;
pub mod date;
pub mod engagement;
pub mod escalation;
pub mod field;
pub mod forecast;
pub mod format;
pub mod gaps;
pub mod health;
mod id;
pub mod json;
mod kinds;
pub mod kpi;
mod locale;
pub mod meeting;
pub mod merge;
pub mod metric;
pub mod money;
pub mod negotiation;
pub mod org;
pub mod parse;
pub mod plan30;
pub mod portfolio;
pub mod raid;
mod record;
mod records;
pub mod revenue;
pub mod review;
pub mod sample;
pub mod satisfaction;
pub mod setting;
pub mod status;
pub mod target;
pub mod template;
pub mod tier;
pub mod timeline;
pub mod value;
pub mod whitespace;

pub use change::{Change, Delta, Diff, Edit, apply, replay};
pub use id::{Id, uuid_v7};
pub use kinds::*;
pub use locale::Locale;
pub use money::{Currency, Money};
pub use record::{Entity, Key, Problem};
pub use records::{Millis, Records, Stored};

/// A figure, or the reason why it is not available.
pub type Figure<T> = Result<T, String>;
