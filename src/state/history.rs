//! Undo and redo: every change of this page, while it is open.

use crate::domain::Diff;

/// Marks changes that are one step for the person: the keystrokes in one field.
pub type Stroke = u64;

/// Names one step of undo, for what offers to take back that step and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepId(u64);

/// A change that can be taken back, or done again.
#[derive(Debug)]
pub struct UndoStep {
    /// Its name. It stays the same when the step is taken back and done again.
    pub id: StepId,
    /// What it did.
    pub diff: Diff,
    stroke: Option<Stroke>,
}

/// The changes that can be taken back, and those that were.
#[derive(Default)]
pub struct History {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
    last: u64,
}

impl History {
    /// Remembers a change, and names its step. With the stroke of the change before, the two become one step.
    pub fn record(&mut self, diff: Diff, stroke: Option<Stroke>) -> StepId {
        self.undone.clear();
        match self.done.pop() {
            Some(UndoStep { id, diff: before, stroke: last }) if stroke.is_some() && last == stroke => {
                let diff = before.then(diff);
                if !diff.is_empty() {
                    self.done.push(UndoStep { id, diff, stroke });
                }
                id
            }
            last => {
                self.done.extend(last);
                self.last += 1;
                let id = StepId(self.last);
                self.done.push(UndoStep { id, diff, stroke });
                id
            }
        }
    }

    /// The step to take back: the newest, or the one that is named. It is remembered again with [`History::undone`].
    pub fn take_done(&mut self, step: Option<StepId>) -> Option<UndoStep> {
        take(&mut self.done, step)
    }

    /// The step to do again: the one taken back last, or the one that is named. It is remembered with
    /// [`History::redone`].
    pub fn take_undone(&mut self, step: Option<StepId>) -> Option<UndoStep> {
        take(&mut self.undone, step)
    }

    /// Remembers a step that was taken back; `diff` does it again.
    pub fn undone(&mut self, id: StepId, diff: Diff) {
        self.undone.push(UndoStep { id, diff, stroke: None });
    }

    /// Remembers a step that was done again.
    pub fn redone(&mut self, id: StepId, diff: Diff) {
        self.done.push(UndoStep { id, diff, stroke: None });
    }

    /// The names of what undo and redo would do.
    pub fn labels(&self) -> (Option<String>, Option<String>) {
        let label = |steps: &[UndoStep]| steps.last().map(|step| step.diff.label.clone());
        (label(&self.done), label(&self.undone))
    }
}

fn take(steps: &mut Vec<UndoStep>, step: Option<StepId>) -> Option<UndoStep> {
    match step {
        None => steps.pop(),
        Some(id) => steps.iter().position(|step| step.id == id).map(|at| steps.remove(at)),
    }
}
