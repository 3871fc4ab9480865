//! The texts of the documents: headlines, heads of tables, captions and what stands where there is nothing, a module
//! per document. [`common`] has what several say in the same sense.

pub mod account;
pub mod brief;
pub mod common;
pub mod document;
pub mod export;
pub mod first_days;
pub mod follow_up;
pub mod papers;
pub mod portfolio;
pub mod quality;
pub mod review;
pub mod value;
