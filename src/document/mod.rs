//! What a client sees, as pure data: the only road from the domain to it, and the place where internal and client-safe
//! part. It does not know how a block is drawn.

mod block;
mod brand;
mod brief;
mod calendar;
mod chart;
mod client;
mod follow_up;
mod map;
mod paged;
mod paper;
mod quality;
mod renewals;
mod review;
mod roadmap;

pub use block::*;
pub use brand::{Brand, Logo};
pub use brief::{Brief, BriefRow, Section, Sync, brief};
pub use calendar::{Event, When, calendar};
pub use chart::*;
pub use client::{ClientView, LeftOut, SharedMetric, SharedOutcome, SharedRow};
pub use follow_up::{FollowUp, follow_up};
pub use map::{PeopleMap, Shown, lines_path, people_map, tie_path};
pub use paged::continued;
pub use paper::{Paper, Report, paper, report};
pub use quality::{Check, quality};
pub use renewals::{MonthMark, RenewalDrawing, RenewalMark, RenewalRoom, renewal_drawing};
pub use review::{Frozen, freeze, review, sources, thaw};
pub use roadmap::{Beside, Drawing, DrawnStep, Lane, Roadmap, RoadmapStep, Track};
