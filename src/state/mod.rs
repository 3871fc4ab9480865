//! The workspace in memory, the one write path, undo, persistence and other tabs. It knows no markup.

mod clock;
mod files;
mod history;
mod host;
mod notices;
mod opening;
mod records;
mod saving;
mod scopes;
mod store;
mod tabs;
#[cfg(test)]
mod tests;
mod undo;

pub use crate::replica::{Contested, LIFE};
pub use files::{Meeting, Met};
pub use history::StepId;
pub use host::Host;
pub use notices::{About, Notice, Said};
pub use opening::{Upgrade, upgrade_of};
pub use saving::SaveState;
pub use store::{Damaged, FieldEntry, Opened, Phase, Seen, Store};
