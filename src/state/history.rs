//! Undo and redo: every change of this page. A step knows the cells that it wrote and the stamps that they got, so that
//! it takes back its own values and nothing that others wrote. MERGE.md, rule 7.

use serde_json::Value;

use crate::{
    domain::{Key, Millis, SortedMap},
    replica::{Stamp, Standing, Version},
};

/// How many changes can be taken back.
const STEPS_KEPT: usize = 200;
/// Ids of steps count up from the moment when the page was opened, in thousandths of a millisecond, so that those that
/// were kept from before are smaller.
const IDS_PER_MILLI: u64 = 1_000;

/// Marks changes that are one step for the person: the keystrokes in one field.
pub type Stroke = u64;

/// Knows the stamps on the disk of what was written here.
pub type Real<'a> = &'a dyn Fn(Stamp) -> Stamp;

/// Names one step of undo, for what offers to take back that step and no other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StepId(pub(super) u64);

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
    /// What stood in the cell when it was written.
    pub stood: Standing,
    /// How many values it put beside its own, each a stamp below.
    pub put_beside: usize,
    /// Whether it was taken away again from beside another, which stands there now.
    pub is_withdrawn: bool,
}

/// Which way a step is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is taken back.
    Back,
    /// It is done again.
    Forth,
}

/// A record in which another version took the place of one, as a whole: taking it back forgets what came in as if it
/// had never travelled here, so that it can come again.
#[derive(Clone, Debug, PartialEq)]
pub struct Swap {
    /// Which.
    pub key: Key,
    /// The version that stands there since; nothing at all where the record was not here.
    pub now: Version,
    /// The version that stood there.
    pub before: Version,
}

/// What a step wrote, and the versions that it brought in.
pub type Effects = (Vec<Wrote>, Vec<Swap>);

/// A change that can be taken back, or done again.
#[derive(Clone, Debug, PartialEq)]
pub struct UndoStep {
    /// Its name. It stays the same when the step is taken back and done again.
    pub id: StepId,
    /// What undo is called.
    pub label: String,
    /// The cells that it wrote, each once.
    pub wrote: Vec<Wrote>,
    /// The records in which it brought another version in.
    pub swaps: Vec<Swap>,
    /// Orders the steps of a stack: the greatest is turned first.
    pub place: u64,
    stroke: Option<Stroke>,
}

/// Stamps by which this page has written, without a break, that something lives: the one of a step, and the last.
pub type Lives = (Stamp, Stamp);

/// A step that was kept, and whether it was taken back.
pub type KeptStep = (UndoStep, bool);

/// Lives that were kept, of a cell.
pub type KeptLives = ((Key, String), Lives);

/// The changes that can be taken back, and those that were.
#[derive(Default)]
pub struct History {
    done: Vec<UndoStep>,
    undone: Vec<UndoStep>,
    last: u64,
    /// Each write into a record renews its life, so that a step that gave it one finds it under another stamp. Of the
    /// lives that steps have given, those that were renewed here since.
    lives: SortedMap<(Key, String), Lives>,
    /// What the database does not know yet as it is here.
    unkept: Unkept,
}

/// The steps and lives that have changed since they were last kept.
#[derive(Default)]
pub struct Unkept {
    /// The steps, some of which may be gone.
    pub steps: Vec<StepId>,
    /// The cells of lives.
    pub lives: Vec<(Key, String)>,
}

impl History {
    /// No step yet, on a page that was opened at `now`.
    pub fn new(now: Millis) -> Self {
        Self { last: u64::try_from(now).unwrap_or(0).saturating_mul(IDS_PER_MILLI), ..Self::default() }
    }

    /// Remembers what a change wrote, and names its step. With the stroke of the change before, the two become one
    /// step. `real` knows the stamps on the disk.
    pub fn record(&mut self, label: String, (wrote, swaps): Effects, stroke: Option<Stroke>, real: Real<'_>) -> StepId {
        for step in std::mem::take(&mut self.undone) {
            self.touch(step.id);
        }
        self.end_lives(&wrote, real);
        match self.done.last_mut().filter(|step| stroke.is_some() && step.stroke == stroke) {
            Some(step) => {
                wrote.into_iter().for_each(|next| step.go_on(next));
                let id = step.id;
                if step.wrote.is_empty() && step.swaps.is_empty() {
                    self.done.pop();
                }
                self.touch(id);
                id
            }
            None => {
                let id = StepId(self.next());
                self.push_done(UndoStep { id, label, wrote, swaps, place: id.0, stroke });
                id
            }
        }
    }

    fn next(&mut self) -> u64 {
        self.last += 1;
        self.last
    }

    fn push_done(&mut self, step: UndoStep) {
        self.touch(step.id);
        self.done.push(step);
        if self.done.len() > STEPS_KEPT {
            let oldest = self.done.remove(0);
            self.touch(oldest.id);
        }
    }

    fn touch(&mut self, step: StepId) {
        if !self.unkept.steps.contains(&step) {
            self.unkept.steps.push(step);
        }
    }

    /// Takes the step that is turned next, or the one that is named. It is remembered again with [`History::turned`].
    pub fn take(&mut self, way: Way, step: Option<StepId>) -> Option<UndoStep> {
        let steps = if way == Way::Back { &mut self.done } else { &mut self.undone };
        let taken = match step {
            None => steps.pop(),
            Some(id) => steps.iter().position(|step| step.id == id).map(|at| steps.remove(at)),
        }?;
        self.touch(taken.id);
        Some(taken)
    }

    /// Puts a step back that was taken and not turned.
    pub fn put_back(&mut self, way: Way, step: UndoStep) {
        if way == Way::Back { &mut self.done } else { &mut self.undone }.push(step);
    }

    /// Remembers a step that was turned; what it wrote then turns it again.
    pub fn turned(&mut self, way: Way, step: UndoStep, (wrote, swaps): Effects, real: Real<'_>) {
        self.end_lives(&wrote, real);
        let place = self.next();
        let step = UndoStep { wrote, swaps, place, stroke: None, ..step };
        match way {
            Way::Back => self.undone.push(step),
            Way::Forth => self.push_done(step),
        }
    }

    /// Notes that a value was put back in the place of `replaced`: the steps that wrote those have written `stamp`.
    pub fn stands_for(&mut self, key: Key, path: &str, replaced: &[Stamp], stamp: Stamp, real: Real<'_>) {
        let replaced: Vec<Stamp> = replaced.iter().map(|stamp| real(*stamp)).collect();
        self.restamp(key, path, stamp, &|old| replaced.contains(&real(old)));
    }

    /// Gives what steps wrote in a cell another stamp, where its own is one of the old.
    fn restamp(&mut self, key: Key, path: &str, stamp: Stamp, is_old: &dyn Fn(Stamp) -> bool) {
        let mut touched = Vec::new();
        for step in self.done.iter_mut().chain(self.undone.iter_mut()) {
            let mut in_cell = step.wrote.iter_mut().filter(|wrote| wrote.key == key && wrote.path == path);
            if let Some(wrote) = in_cell.find(|wrote| is_old(wrote.stamp)) {
                wrote.stamp = stamp;
                touched.push(step.id);
            }
        }
        touched.into_iter().for_each(|step| self.touch(step));
    }

    /// Notes that a write renewed a life that stood as `replaced` says.
    pub fn renewed(&mut self, key: Key, path: &str, replaced: &[Stamp], stamp: Stamp, real: Real<'_>) {
        let cell = (key, path.to_owned());
        let is_replaced = |old: Stamp| replaced.iter().any(|stamp| real(*stamp) == real(old));
        let lives = match self.lives.get(&cell) {
            Some((first, last)) => is_replaced(*last).then_some((*first, stamp)),
            None => {
                let steps = self.done.iter().chain(&self.undone);
                let mut in_cell =
                    steps.flat_map(|step| &step.wrote).filter(|wrote| wrote.key == key && wrote.path == path);
                let Some(given) = in_cell.find(|wrote| is_replaced(wrote.stamp)) else { return };
                Some((given.stamp, stamp))
            }
        };
        match lives {
            Some(lives) => self.lives.insert(cell.clone(), lives),
            // Somebody else has written since.
            None => drop(self.lives.remove(&cell)),
        }
        self.unkept.lives.push(cell);
    }

    /// Where a step says itself what lives, renewing is over: the steps before it get the stamp that is replaced now.
    fn end_lives(&mut self, wrote: &[Wrote], real: Real<'_>) {
        for Wrote { key, path, .. } in wrote {
            let cell = (*key, path.clone());
            if let Some(lives) = self.lives.remove(&cell) {
                self.restamp(*key, path, lives.1, &|old| is_among(lives, old, real));
                self.unkept.lives.push(cell);
            }
        }
    }

    /// The stamp on the disk under which what a step wrote is found now.
    pub fn standing_for(&self, wrote: &Wrote, real: Real<'_>) -> Stamp {
        let lives = self.lives.get(&(wrote.key, wrote.path.clone())).copied();
        match lives.filter(|lives| is_among(*lives, wrote.stamp, real)) {
            Some((_, last)) => real(last),
            None => real(wrote.stamp),
        }
    }

    /// The names of what undo and redo would do.
    pub fn labels(&self) -> (Option<String>, Option<String>) {
        let label = |steps: &[UndoStep]| steps.last().map(|step| step.label.clone());
        (label(&self.done), label(&self.undone))
    }

    /// The steps that can be taken back, the newest first.
    #[cfg(test)]
    pub fn steps(&self) -> impl Iterator<Item = StepId> {
        self.done.iter().rev().map(|step| step.id)
    }

    // What keeps the history over a reload (`journal`).

    /// What has changed since it was last kept.
    pub fn take_unkept(&mut self) -> Unkept {
        std::mem::take(&mut self.unkept)
    }

    /// The steps that have changed since they were last kept.
    pub fn unkept(&self) -> impl Iterator<Item = StepId> {
        self.unkept.steps.iter().copied()
    }

    /// A step as it is now, and whether it was taken back; `None` where it is gone.
    pub fn step(&self, id: StepId) -> Option<(&UndoStep, bool)> {
        let find = |steps: &'_ [UndoStep]| steps.iter().position(|step| step.id == id);
        let done = find(&self.done).map(|at| (&self.done[at], false));
        done.or_else(|| find(&self.undone).map(|at| (&self.undone[at], true)))
    }

    /// The lives of a cell, as far as this page has written them.
    pub fn lives(&self, cell: &(Key, String)) -> Option<Lives> {
        self.lives.get(cell).copied()
    }

    /// Forgets the oldest step that can be taken back, and names it.
    pub fn forget_oldest(&mut self) -> Option<StepId> {
        if self.done.is_empty() {
            return None;
        }
        let oldest = self.done.remove(0);
        self.touch(oldest.id);
        Some(oldest.id)
    }

    /// Takes in what was kept before this page was opened: it comes before what was done since.
    pub fn adopt(&mut self, mut kept: Vec<KeptStep>, lives: Vec<KeptLives>) {
        kept.sort_by_key(|(step, _)| step.place);
        let has_gone_on = !self.done.is_empty();
        let (undone, mut done): (Vec<_>, Vec<_>) = kept.into_iter().partition(|(_, is_undone)| *is_undone);
        done.retain(|(step, _)| self.done.iter().all(|known| known.id != step.id));
        self.done.splice(0..0, done.into_iter().map(|(step, _)| step));
        if !has_gone_on && self.undone.is_empty() {
            self.undone = undone.into_iter().map(|(step, _)| step).collect();
        } else {
            undone.into_iter().for_each(|(step, _)| self.touch(step.id));
        }
        for (cell, lives) in lives {
            if !self.lives.contains_key(&cell) {
                self.lives.insert(cell, lives);
            }
        }
    }
}

fn is_among((first, last): Lives, stamp: Stamp, real: Real<'_>) -> bool {
    (real(first)..=real(last)).contains(&real(stamp))
}

impl UndoStep {
    /// A step that was kept.
    pub fn kept(id: StepId, label: String, (wrote, swaps): Effects, place: u64) -> Self {
        Self { id, label, wrote, swaps, place, stroke: None }
    }

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
