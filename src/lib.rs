//! Mainstay: a key-account planner that runs entirely in the browser. `ARCHITECTURE.md` has the map.

pub mod document;
pub mod domain;
pub mod export;
pub mod import;
pub mod replica;
pub mod schema;
pub mod sealed;
#[cfg(feature = "app")]
pub mod state;
pub mod storage;
#[cfg(feature = "app")]
pub mod ui;
pub mod words;
