//! What the person should read: one sentence at a time, with the one step of undo that it is about.

use leptos::prelude::*;

use super::history::StepId;
use crate::domain::change::LeftAlone;

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// Something to know.
    News,
    /// A failure. It stays until it is dismissed or another notice takes its place.
    Problem,
    /// A change, which can be taken back.
    Done(StepId),
    /// A change that was taken back, which can be done again.
    Undone(StepId),
}

/// What a notice says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// A sentence of the page's own.
    Text(String),
    /// The label of a change that was made.
    Made(String),
    /// The label of a change that was taken back.
    Undone(String),
    /// What undo has left alone because it has changed since.
    LeftAlone(Vec<LeftAlone>),
    /// Accounts that are back because another tab added something while they were deleted here, by name.
    BroughtBack(Vec<String>),
}

/// Something that the person should read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells this notice from the next, for what dismisses it later.
    pub number: u64,
    /// What it says.
    pub said: Said,
    /// What it is about.
    pub about: About,
}

/// The notice that is shown, if any.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Option<Notice>>,
    last: StoredValue<u64>,
}

impl Notices {
    /// Nothing to read yet.
    pub fn new() -> Self {
        Self { shown: RwSignal::new(None), last: StoredValue::new(0) }
    }

    /// The notice that is shown.
    pub fn shown(self) -> Signal<Option<Notice>> {
        self.shown.into()
    }

    /// Shows a sentence in place of the one before.
    pub fn show(self, said: Said, about: About) {
        self.last.update_value(|last| *last += 1);
        self.shown.set(Some(Notice { number: self.last.get_value(), said, about }));
    }

    /// Takes a notice away, unless another has taken its place.
    pub fn dismiss(self, number: u64) {
        self.clear(|notice| notice.number == number);
    }

    /// Takes the notice away that the next change makes old: all but failures.
    pub fn make_way(self) {
        self.clear(|notice| notice.about != About::Problem);
    }

    /// What the notice is about, if one is shown.
    pub fn about(self) -> Option<About> {
        self.shown.with_untracked(|notice| notice.as_ref().map(|notice| notice.about))
    }

    fn clear(self, is_old: impl FnOnce(&Notice) -> bool) {
        if self.shown.with_untracked(|notice| notice.as_ref().is_some_and(is_old)) {
            self.shown.set(None);
        }
    }
}
