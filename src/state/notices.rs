//! What the person should read: one sentence at a time, with the one step of undo that it is about.

use leptos::prelude::*;

use super::history::StepId;

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

/// Something that the person should read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Tells this notice from the next, for what dismisses it later.
    pub number: u64,
    /// The sentence.
    pub text: String,
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
    pub fn show(self, text: impl Into<String>, about: About) {
        self.last.update_value(|last| *last += 1);
        self.shown.set(Some(Notice { number: self.last.get_value(), text: text.into(), about }));
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
