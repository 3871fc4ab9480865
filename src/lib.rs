//! Mainstay: a key-account planner that runs entirely in the browser.

pub mod domain;
