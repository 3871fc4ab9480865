//! The workspace in memory, the one write path, undo, persistence and other tabs. It knows no markup.

mod history;
mod host;
mod saving;
mod scopes;
mod store;

pub use host::Host;
pub use saving::SaveState;
pub use store::{Notice, Phase, Store};
