//! The workspace in memory, the one write path, undo, persistence and other tabs. It knows no markup.

mod clock;
mod files;
mod folders;
mod history;
mod host;
mod journal;
mod lock;
mod notices;
mod opening;
mod records;
mod saving;
mod scopes;
mod server;
mod sight;
mod store;
mod tabs;
#[cfg(test)]
mod tests;
mod undo;

pub use crate::storage::{Answer, Folder, FolderError, InFolder, LONGEST_ANSWER, Listed, Request, Server, ServerError};

pub use crate::replica::{Contested, CopyId, LIFE, Peer, Stamp, is_death};
pub use files::{Meeting, Met};
pub use folders::{InUse, LeftOut, MakeFile, Purpose, Synced, key_for};
pub use history::StepId;
pub use host::Host;
pub use journal::{Replaced, keep};
pub use lock::{Lock, LockKey, Passkey, Random, Vault, is_locked_file, open_locked_file};
pub use notices::{About, Notice, Said};
pub use opening::{Upgrade, upgrade_of};
pub use saving::SaveState;
pub use server::{Exchanged, Extent, Keys, Odd, Passphrases, Pause, Replication};
pub use sight::Sight;
pub use store::{Damaged, FieldEntry, Opened, Phase, Seen, Store};
