//! Undo and redo as the person meets them: one step back or forth, what it leaves alone, and the notice that tells it.

use super::{
    history::StepId,
    notices::{About, Said},
    store::Store,
};
use crate::domain::{change::LeftAlone, replay};

impl Store {
    /// Takes the last change of this page back, and says which fields have changed since.
    pub fn undo(self) {
        self.undo_one(None);
    }

    /// Takes one step back, whatever came after it.
    pub fn undo_step(self, step: StepId) {
        self.undo_one(Some(step));
    }

    /// Does again what was taken back last.
    pub fn redo(self) {
        self.redo_one(None);
    }

    /// Does one step again.
    pub fn redo_step(self, step: StepId) {
        self.redo_one(Some(step));
    }

    fn undo_one(self, step: Option<StepId>) {
        let Some(step) = self.inner().history.borrow_mut().take_done(step) else { return };
        let told = self.notices.about() == Some(About::Done(step.id));
        self.notices.make_way();
        let (undone, left_alone) = self.change_records(|records| replay(records, &step.diff.inverse()));
        if told {
            self.notices.show(Said::Undone(step.diff.label.clone()), About::Undone(step.id));
        }
        self.tell_left_alone(left_alone);
        if !undone.is_empty() {
            self.inner().history.borrow_mut().undone(step.id, undone.inverse());
        }
        self.relabel();
    }

    fn redo_one(self, step: Option<StepId>) {
        let Some(step) = self.inner().history.borrow_mut().take_undone(step) else { return };
        let told = self.notices.about() == Some(About::Undone(step.id));
        self.notices.make_way();
        let (redone, left_alone) = self.change_records(|records| replay(records, &step.diff));
        if told {
            self.notices.show(Said::Made(step.diff.label.clone()), About::Done(step.id));
        }
        self.tell_left_alone(left_alone);
        if !redone.is_empty() {
            self.inner().history.borrow_mut().redone(step.id, redone);
        }
        self.relabel();
    }

    fn tell_left_alone(self, left_alone: Vec<LeftAlone>) {
        if !left_alone.is_empty() {
            self.notices.show(Said::LeftAlone(left_alone), About::News);
        }
    }
}
