//! Undo and redo: every change of this page. A step knows the cells that it wrote and the stamps that they got, so that
//! it takes back its own values and nothing that others wrote. MERGE.md, rule 7.

use std::collections::HashMap;

use serde_json::Value;

use crate::{domain::Key, replica::Stamp};

/// Marks changes that are one step for the person: the keystrokes in one field.
pub type Stroke = u64;

/// Names one step of undo, for what offers to take back that step and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepId(u64);

/// A cell that a step wrote.
#[derive(Clone, Debug, PartialEq)]
pub struct Wrote {
    /// The record.
    pub key: Key,
    /// The path of the cell.
    pub path: String,
    /// The value before; `None` where nothing stood there.
    pub before: Option<Value>,
    /// The value that was written.
    pub after: Value,
    /// The stamp of the write.
    pub stamp: Stamp,
    /// The stamps in whose place it was written.
    pub replaced: Vec<Stamp>,
}

/// A change that can be taken back, or done again.
#[derive(Clone, Debug)]
pub struct UndoStep {
    /// Its name. It stays the same when the step is taken back and done again.
    pub id: StepId,
    /// What undo is called.
    pub label: String,
    /// The cells that it wrote, each once.
    pub wrote: Vec<Wrote>,
    stroke: Option<Stroke>,
}

/// The changes that can be taken back, and those that were.
#[derive(Default)]
pub struct History {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
    last: u64,
    /// The stamp that stands for another by now: its value was put back, or its life renewed.
    stands_for: HashMap<(Key, String, Stamp), Stamp>,
}

impl History {
    /// Remembers what a change wrote, and names its step. With the stroke of the change before, the two become one
    /// step.
    pub fn record(&mut self, label: String, wrote: Vec<Wrote>, stroke: Option<Stroke>) -> StepId {
        self.undone.clear();
        match self.done.last_mut().filter(|step| stroke.is_some() && step.stroke == stroke) {
            Some(step) => {
                wrote.into_iter().for_each(|next| step.go_on(next));
                let id = step.id;
                if step.wrote.is_empty() {
                    self.done.pop();
                }
                id
            }
            None => {
                self.last += 1;
                let id = StepId(self.last);
                self.done.push(UndoStep { id, label, wrote, stroke });
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

    /// Remembers a step that was taken back; what it wrote then does it again.
    pub fn undone(&mut self, step: &UndoStep, wrote: Vec<Wrote>) {
        self.undone.push(UndoStep { id: step.id, label: step.label.clone(), wrote, stroke: None });
    }

    /// Remembers a step that was done again.
    pub fn redone(&mut self, step: &UndoStep, wrote: Vec<Wrote>) {
        self.done.push(UndoStep { id: step.id, label: step.label.clone(), wrote, stroke: None });
    }

    /// Notes that `stamp` stands for others in a cell from now on: it put their value back, or renewed it.
    pub fn stands_for(&mut self, key: Key, path: &str, others: &[Stamp], stamp: Stamp) {
        let named = others.iter().filter(|other| **other != stamp);
        self.stands_for.extend(named.map(|other| ((key, path.to_owned(), *other), stamp)));
    }

    /// The stamp that stands for this one in a cell by now. `real` knows the stamps on the disk.
    pub fn standing_for(&self, wrote: &Wrote, real: impl Fn(Stamp) -> Stamp) -> Stamp {
        let next = |stamp: Stamp| self.stands_for.get(&(wrote.key, wrote.path.clone(), stamp)).copied();
        let mut stamp = wrote.stamp;
        while let Some(later) = next(stamp).or_else(|| next(real(stamp))) {
            stamp = later;
        }
        real(stamp)
    }

    /// The names of what undo and redo would do.
    pub fn labels(&self) -> (Option<String>, Option<String>) {
        let label = |steps: &[UndoStep]| steps.last().map(|step| step.label.clone());
        (label(&self.done), label(&self.undone))
    }
}

impl UndoStep {
    /// Takes in what the next keystroke wrote: of a cell that was written before, only its last value counts.
    fn go_on(&mut self, next: Wrote) {
        match self.wrote.iter().position(|earlier| earlier.key == next.key && earlier.path == next.path) {
            Some(at) => {
                let earlier = &mut self.wrote[at];
                (earlier.after, earlier.stamp) = (next.after, next.stamp);
                if earlier.before.as_ref().unwrap_or(&Value::Null) == &earlier.after {
                    self.wrote.remove(at);
                }
            }
            None => self.wrote.push(next),
        }
    }
}

fn take(steps: &mut Vec<UndoStep>, step: Option<StepId>) -> Option<UndoStep> {
    match step {
        None => steps.pop(),
        Some(id) => steps.iter().position(|step| step.id == id).map(|at| steps.remove(at)),
    }
}
