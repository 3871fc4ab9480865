//! How a step of undo is turned: what is put back, what is left alone, and the notice that tells it.

use serde_json::Value;

use super::{
    history::{Real, StepId, Swap, UndoStep, Way, Wrote},
    notices::{About, Said},
    store::Store,
};
use crate::{
    domain::{
        Deletion, Delta, Key, Millis, SortedMap,
        cell::{field_and_part, is_place},
        change::{Deltas, LeftAlone},
    },
    replica::{LIFE, Stamp, Write, deletion_value, is_death},
};

/// How long to wait for a transaction that is running.
const MOMENT: Millis = 20;

impl Store {
    /// Turns one step: the next one, or the one that is named, whatever came after it.
    pub(super) fn turn_one(self, way: Way, step: Option<StepId>) {
        let Some(step) = self.inner().history.borrow_mut().take(way, step) else { return };
        if !step.swaps.is_empty() && self.inner().saving.borrow().is_in_flight() {
            // What is on its way to the disk is there in a moment.
            let id = step.id;
            self.inner().history.borrow_mut().put_back(way, step);
            return (self.host.after)(MOMENT, Box::new(move || self.turn_one(way, Some(id))));
        }
        let (swaps, swapped, unlike) = self.swap(&step);
        let (before, after) = match way {
            Way::Back => (About::Done(step.id), About::Undone(step.id)),
            Way::Forth => (About::Undone(step.id), About::Done(step.id)),
        };
        let told = self.notices.about() == Some(before);
        self.notices.make_way();
        let (wrote, mut left_alone) = self.turn(&step, &swapped);
        left_alone.extend(unlike);
        if told {
            let label = step.label.clone();
            self.notices.show(if way == Way::Back { Said::Undone(label) } else { Said::Made(label) }, after);
        }
        self.tell_left_alone(left_alone);
        if wrote.is_empty() && swaps.is_empty() {
            self.inner().journal.borrow().iter().for_each(|journal| journal.keep_by_itself());
        } else {
            self.inner().history.borrow_mut().turned(way, step, (wrote, swaps), &|stamp| self.real(stamp));
        }
        self.relabel();
    }

    /// Swaps back the versions that a step brought in, where the records stand as it left them. Returns how to swap
    /// them again, the records that were swapped, and those that were left alone.
    fn swap(self, step: &UndoStep) -> (Vec<Swap>, Vec<Key>, Vec<LeftAlone>) {
        let inner = self.inner();
        let (mut again, mut swapped, mut left_alone) = (Vec::new(), Vec::new(), Vec::new());
        let mut deltas = Deltas::new();
        for Swap { key, now, before } in &step.swaps {
            let shown = self.peek(|records| records.stored(*key).cloned());
            // What the step wrote besides, as when a person has chosen between two values.
            let mut left = now.clone();
            let own = step.wrote.iter().filter(|wrote| wrote.key == *key);
            let writes = own.clone().map(|wrote| {
                let replaces = wrote.replaced.iter().map(|stamp| self.real(*stamp)).collect();
                Write::of(wrote.path.clone(), wrote.after.clone(), replaces)
            });
            let stamp = own.clone().next().map(|wrote| self.real(wrote.stamp)).unwrap_or_default();
            left.write(key.kind, &writes.collect::<Vec<_>>(), stamp);
            let stands = inner.saving.borrow_mut().swap(*key, shown.as_ref(), &left, before);
            if stands {
                let after = inner.saving.borrow().shown(*key);
                deltas.insert(*key, Delta { key: *key, before: shown, after });
                // What never reached the disk cannot be swapped in again.
                if left.clock() < Stamp::END {
                    again.push(Swap { key: *key, now: before.clone(), before: left });
                }
                swapped.push(*key);
            } else if !left_alone.contains(&LeftAlone { kind: key.kind, field: None }) {
                left_alone.push(LeftAlone { kind: key.kind, field: None });
            }
        }
        self.show_changed(deltas);
        (again, swapped, left_alone)
    }

    /// Turns a step round, cell by cell: the former value goes in the place of the step's own stamp if that stands
    /// alone, or beside what stood there before it; where another has come beside it, only its own is taken away, and
    /// stands there again when it is done again; else the cell is left alone.
    fn turn(self, step: &UndoStep, swapped: &[Key]) -> (Vec<Wrote>, Vec<LeftAlone>) {
        let inner = self.inner();
        let mut writes: SortedMap<Key, Vec<Write>> = SortedMap::new();
        let mut left_alone: Vec<LeftAlone> = Vec::new();
        let mut put_back: Vec<&Wrote> = Vec::new();
        let mut withdrawn: Vec<Wrote> = Vec::new();
        // Of a record that the step brought, or brought back, only its life is turned: what stands in it may be more
        // than the step's by now, and is there when it comes back.
        let came = |wrote: &Wrote| wrote.path == LIFE && wrote.before.as_ref().is_none_or(is_death);
        let turns_life = |key: Key| step.wrote.iter().any(|wrote| wrote.key == key && wrote.path == LIFE);
        let is_new = |key: Key| step.wrote.iter().any(|wrote| wrote.key == key && came(wrote));
        let cells = step.wrote.iter().rev().filter(|wrote| !swapped.contains(&wrote.key));
        for wrote in cells.filter(|wrote| wrote.path == LIFE || !is_new(wrote.key)) {
            let kind = wrote.key.kind;
            let stamp = inner.history.borrow().standing_for(wrote, &|stamp| self.real(stamp));
            let version = self.peek_version(wrote.key);
            // What came into a record that is deleted was never seen, and a write would bring it back.
            if wrote.path != LIFE && !turns_life(wrote.key) && !version.is_alive() {
                continue;
            }
            if wrote.is_withdrawn {
                writes.or_default(wrote.key).push(Write::of(wrote.path.clone(), wrote.after.clone(), Vec::new()));
                continue;
            }
            let standing = version.standing(kind, &wrote.path).filter(|standing| standing.contains_key(&stamp));
            let Some(standing) = standing else {
                let field = (wrote.path != LIFE).then(|| field_and_part(&wrote.path).0.to_owned());
                let left = LeftAlone { kind, field };
                if !left_alone.contains(&left) {
                    left_alone.push(left);
                }
                continue;
            };
            let stands_alone = standing.values().all(|value| *value == wrote.after);
            let replaced: Vec<Stamp> = wrote.replaced.iter().map(|stamp| self.real(*stamp)).collect();
            let (instead_of, known) = self.what_stood(wrote, &replaced);
            let own: Vec<Stamp> = (0..=wrote.put_beside).map(|places| stamp.below(places)).collect();
            let stands_as_before = standing.keys().all(|stands| own.contains(stands) || known.contains(stands));
            let goes_back = stands_alone || stands_as_before;
            let replaces = if stands_alone { standing.keys().copied().collect() } else { own };
            let value = goes_back.then(|| wrote.before.clone().unwrap_or_else(|| self.nothing(wrote)));
            let beside = if goes_back { instead_of } else { Vec::new() };
            if goes_back {
                put_back.push(wrote);
            } else {
                withdrawn.push(Wrote { is_withdrawn: true, ..wrote.clone() });
            }
            writes.or_default(wrote.key).push(Write { path: wrote.path.clone(), value, beside, replaces });
        }
        let mut wrote = self.write(writes.into_iter().collect());
        for again in step.wrote.iter().filter(|wrote| wrote.is_withdrawn) {
            let now = wrote.iter_mut().find(|now| now.key == again.key && now.path == again.path);
            if let Some(now) = now {
                (now.before, now.replaced) = (again.before.clone(), again.replaced.clone());
                now.stood = again.stood.clone();
            }
        }
        for back in put_back {
            let now = wrote.iter().find(|now| now.key == back.key && now.path == back.path);
            if let Some(now) = now {
                let real: Real<'_> = &|stamp| self.real(stamp);
                inner.history.borrow_mut().stands_for(back.key, &back.path, &back.replaced, now.stamp, real);
            }
        }
        wrote.extend(withdrawn);
        (wrote, left_alone)
    }

    /// What stood in a cell when it was written: the other values that the write took the place of, as where a person
    /// has chosen between several; and the stamps of what stood beside it, and does so still.
    fn what_stood(self, wrote: &Wrote, replaced: &[Stamp]) -> (Vec<Value>, Vec<Stamp>) {
        let (mut instead_of, mut beside) = (Vec::new(), Vec::new());
        for (stamp, value) in wrote.stood.iter() {
            let stamp = self.real(*stamp);
            if !replaced.contains(&stamp) {
                beside.push(stamp);
            } else if wrote.path != LIFE && Some(value) != wrote.before.as_ref() && !instead_of.contains(value) {
                instead_of.push(value.clone());
            }
        }
        (instead_of, beside)
    }

    /// What stands where nothing stood before: a record that was added is one that was taken back.
    fn nothing(self, wrote: &Wrote) -> Value {
        match wrote.path.as_str() {
            LIFE => deletion_value(&Deletion { at: self.now(), of: wrote.key.id, taken_back: true }),
            path if is_place(wrote.key.kind, path) => Value::Bool(false),
            _ => Value::Null,
        }
    }

    fn tell_left_alone(self, left_alone: Vec<LeftAlone>) {
        if !left_alone.is_empty() {
            self.notices.show(Said::LeftAlone(left_alone), About::News);
        }
    }
}
