//! The design system: what every page is made of.

mod chart;
mod conflicts;
mod dialog;
mod drag;
mod field;
mod figure;
mod form;
mod history;
mod icon;
mod input;
mod list;
mod mark;
mod menu;
mod panel;
mod shown;
mod views;

pub use chart::*;
pub use conflicts::*;
pub use dialog::*;
pub use drag::*;
pub use field::*;
pub use figure::*;
pub use form::*;
pub use history::RecordHistory;
pub use icon::*;
pub use input::*;
pub use list::*;
pub use mark::*;
pub use menu::*;
pub use panel::*;
pub use shown::shown;
pub use views::*;
