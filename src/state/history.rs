//! Undo and redo: every change of this page, while it is open.

use crate::domain::Diff;

/// Marks changes that are one step for the person: the keystrokes in one field.
pub type Stroke = u64;

/// The changes that can be taken back, and those that were.
#[derive(Default)]
pub struct History {
    done: Vec<(Diff, Option<Stroke>)>,
    undone: Vec<Diff>,
}

impl History {
    /// Remembers a change. With the stroke of the change before, the two become one step.
    pub fn record(&mut self, diff: Diff, stroke: Option<Stroke>) {
        self.undone.clear();
        match self.done.pop() {
            Some((before, last)) if stroke.is_some() && last == stroke => {
                let together = before.then(diff);
                if !together.is_empty() {
                    self.done.push((together, stroke));
                }
            }
            last => {
                self.done.extend(last);
                self.done.push((diff, stroke));
            }
        }
    }

    /// The change to take back next; it moves to those that can be redone with [`History::undone`].
    pub fn take_done(&mut self) -> Option<Diff> {
        self.done.pop().map(|(diff, _)| diff)
    }

    /// The change to redo next.
    pub fn take_undone(&mut self) -> Option<Diff> {
        self.undone.pop()
    }

    /// Remembers a change that was taken back.
    pub fn undone(&mut self, diff: Diff) {
        self.undone.push(diff);
    }

    /// Remembers a change that was done again.
    pub fn redone(&mut self, diff: Diff) {
        self.done.push((diff, None));
    }

    /// The names of what undo and redo would do.
    pub fn labels(&self) -> (Option<String>, Option<String>) {
        (self.done.last().map(|(diff, _)| diff.label.clone()), self.undone.last().map(|diff| diff.label.clone()))
    }
}
