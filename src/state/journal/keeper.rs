//! Keeps the journal in the shelves of the database.

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
};

use serde_json::{Value, json};

use futures::future::LocalBoxFuture;

use super::{
    Committing, Journal, Notes, Replaced,
    steps::{read_cell, read_lives, read_step, write_cell, write_lives, write_step},
};
use crate::{
    domain::{Key, Millis, Records, cell::is_place},
    replica::{CopyId, LIFE, Peer, SAMPLE, Stamp, Version},
    state::{
        history::{KeptLives, KeptStep, Lives, StepId, Unkept, Way},
        store::Store,
    },
    storage::{Entry, Shelf, Shelves},
};

/// How much the steps of one tab may take, in bytes.
const STACK_KEPT: usize = 20_000_000;
/// How many stacks are kept of tabs that were closed.
const STACKS_KEPT: usize = 8;
/// How many replaced values are kept.
const REPLACED_KEPT: usize = 20_000;
/// A value that stood for less, and was replaced by who wrote it, is a letter on the way to a word.
const WORD: Millis = 5 * 60_000;

/// Keeps the journal of a tab from now on, forgets what was deleted long ago, and takes in what was kept before it was
/// loaded: what this tab could undo, or else a tab that was closed. `runs_in` names the browser.
pub async fn keep(store: Store, shelves: Rc<dyn Shelves>, runs_in: String) {
    store.forget_old_deletions().await;
    // Without shelves that can be read, undo lasts as long as the page.
    let Ok(keys) = shelves.keys(Shelf::Undo).await else { return };
    let stack = claim_stack(store, &*shelves, &keys).await;
    let kept = shelves.read(Shelf::Undo, format!("{stack}/")).await.unwrap_or_default();
    let peers = shelves.read(Shelf::Peers, String::new()).await.unwrap_or_default();
    let sizes = kept.iter().map(|(key, text)| (key.clone(), text.len())).collect();
    let known = Rc::new(RefCell::new(Known { sizes, ..Known::default() }));
    let keeper = Keeper { store, shelves: Rc::clone(&shelves), stack, runs_in, taken: RefCell::default(), known };
    let (steps, lives) = keeper.read(&kept);
    let inner = store.inner();
    inner.history.borrow_mut().adopt(steps, lives);
    let read =
        |(copy, text): &(String, String)| Some((copy.parse().ok()?, Peer::read(&serde_json::from_str(text).ok()?)?));
    inner.peers.borrow_mut().extend(peers.iter().filter_map(read));
    *inner.journal.borrow_mut() = Some(Rc::new(keeper));
    store.relabel();
    tidy(&*shelves, keys).await;
}

/// The name of this tab's stack.
async fn claim_stack(store: Store, shelves: &dyn Shelves, keys: &[String]) -> String {
    let lock = |stack: &str| format!("mainstay-undo-{stack}");
    let mut candidates: Vec<String> = Vec::new();
    match shelves.remembered() {
        // The tab was loaded anew, or it was duplicated and the other one still has the stack.
        Some(stack) => candidates.push(stack),
        None => candidates.extend(stacks(keys).into_iter().rev().map(|(_, stack)| stack)),
    }
    for stack in candidates {
        if shelves.claim(lock(&stack)).await {
            shelves.remember(&stack);
            return stack;
        }
    }
    let stack = store.host.new_copy().to_string();
    shelves.claim(lock(&stack)).await;
    shelves.remember(&stack);
    stack
}

/// The stacks, the one that was written last at the end.
fn stacks(keys: &[String]) -> Vec<(String, String)> {
    let mut newest: BTreeMap<&str, &str> = BTreeMap::new();
    for (stack, step) in keys.iter().filter_map(|key| key.split_once('/')).filter(|(_, step)| !step.contains('/')) {
        newest.insert(stack, step);
    }
    let mut stacks: Vec<(String, String)> =
        newest.into_iter().map(|(stack, step)| (step.to_owned(), stack.to_owned())).collect();
    stacks.sort();
    stacks
}

/// Takes away the stacks of tabs that were closed long ago, and the oldest of the replaced values.
async fn tidy(shelves: &dyn Shelves, keys: Vec<String>) {
    let mut gone = Vec::new();
    let stacks = stacks(&keys);
    for (_, stack) in stacks.iter().take(stacks.len().saturating_sub(STACKS_KEPT)) {
        if shelves.claim(format!("mainstay-undo-{stack}")).await {
            let own = |key: &&String| key.split_once('/').is_some_and(|(of, _)| of == stack);
            gone.extend(keys.iter().filter(own).map(|key| (Shelf::Undo, key.clone())));
        }
    }
    let mut replaced = shelves.keys(Shelf::Replaced).await.unwrap_or_default();
    let surplus = replaced.len().saturating_sub(REPLACED_KEPT);
    if surplus > 0 {
        replaced.sort_by_key(|key| key.split('/').nth(1).map(str::to_owned));
        gone.extend(replaced.into_iter().take(surplus).map(|key| (Shelf::Replaced, key)));
    }
    let entries = gone.into_iter().map(|(shelf, key)| Entry { shelf, key, value: None }).collect();
    // What could not be tidied now is the next time.
    drop(shelves.write(entries).await);
}

/// What keeps the journal of one tab.
struct Keeper {
    store: Store,
    shelves: Rc<dyn Shelves>,
    stack: String,
    runs_in: String,
    /// What was taken for a transaction that is not on the disk yet.
    taken: RefCell<Unkept>,
    known: Rc<RefCell<Known>>,
}

/// What is known here of the shelves.
#[derive(Default)]
struct Known {
    /// How much each step of the stack takes.
    sizes: HashMap<String, usize>,
    /// When a replaced value of a cell was last noted here.
    noted: HashMap<(Key, String), Millis>,
    /// Who the copy is.
    own: Option<(CopyId, Peer)>,
}

impl Known {
    /// What is to be noted of the copy that writes, where the shelf does not have it so.
    fn of_copy(&mut self, committing: &Committing<'_>, person: String, runs_in: String) -> Option<Peer> {
        let id = committing.copy.id;
        let known = self.own.as_ref().filter(|(known, _)| *known == id).map(|(_, own)| own);
        let since = known.map_or(committing.now, |own| own.since);
        let peer = Peer { person, device: committing.copy.origin, runs_in, since };
        if known == Some(&peer) {
            return None;
        }
        self.own = Some((id, peer.clone()));
        Some(peer)
    }
}

impl Keeper {
    fn key_of_step(&self, id: StepId) -> String {
        format!("{}/{:016x}", self.stack, id.0)
    }

    fn key_of_lives(&self, cell: &(Key, String)) -> String {
        format!("{}/lives/{}", self.stack, write_cell(cell))
    }

    fn read(&self, kept: &[(String, String)]) -> (Vec<KeptStep>, Vec<KeptLives>) {
        let (mut steps, mut lives) = (Vec::new(), Vec::new());
        for (key, text) in kept {
            let name = key.get(self.stack.len() + 1..).unwrap_or_default();
            match name.strip_prefix("lives/") {
                Some(cell) => lives.extend(read_cell(cell).zip(read_lives(text))),
                None => {
                    let id = u64::from_str_radix(name, 16).ok();
                    steps.extend(id.and_then(|id| read_step(StepId(id), text)));
                }
            }
        }
        (steps, lives)
    }

    /// The person of this device, as others know them.
    fn person(&self) -> String {
        let name = |records: &Records| records.find(records.workspace().me).map(|me| me.name.clone());
        self.store.peek(name).unwrap_or_default()
    }
}

impl Journal for Keeper {
    fn turn(&self, way: Way, step: Option<StepId>) {
        self.store.turn_one(way, step);
    }

    fn replaced(&self, key: Key) -> LocalBoxFuture<'_, Vec<Replaced>> {
        Box::pin(async move {
            // What cannot be read now is not shown.
            let kept = self.shelves.read(Shelf::Replaced, format!("{}/", key.id)).await.unwrap_or_default();
            kept.iter().rev().filter_map(|(_, text)| read_replaced(text)).collect()
        })
    }

    fn look_after_loss(&self) {
        self.store.look_after_loss();
    }

    fn take(&self) -> Notes {
        let inner = self.store.inner();
        let unkept = inner.history.borrow_mut().take_unkept();
        let mut taken = self.taken.borrow_mut();
        taken.steps.extend(unkept.steps);
        taken.lives.extend(unkept.lives);
        let history = inner.history.borrow();
        let steps: HashSet<StepId> = taken.steps.iter().copied().collect();
        let steps: Vec<(String, Option<KeptStep>)> = steps
            .into_iter()
            .map(|id| (self.key_of_step(id), history.step(id).map(|(step, undone)| (step.clone(), undone))))
            .collect();
        let lives: HashSet<&(Key, String)> = taken.lives.iter().collect();
        let lives: Vec<(String, Option<Lives>)> =
            lives.into_iter().map(|cell| (self.key_of_lives(cell), history.lives(cell))).collect();
        let person = self.person();
        let (store, runs_in, known) = (self.store, self.runs_in.clone(), Rc::clone(&self.known));
        let arrived = std::mem::take(&mut *inner.peers_unkept.borrow_mut());
        Box::new(move |committing| {
            let mut known = known.borrow_mut();
            let on_disk = |stamp: Stamp| Some(store.real(stamp)).filter(|real| real.local_number().is_none());
            let real = |stamp: Stamp| on_disk(stamp).unwrap_or(committing.stamp);
            let mut entries: Vec<Entry> = Vec::new();
            let mut put = |shelf, key, value| entries.push(Entry { shelf, key, value });
            for (key, step) in steps {
                let text = step.map(|(step, is_undone)| write_step(&step, is_undone, real));
                known.sizes.insert(key.clone(), text.as_ref().map_or(0, String::len));
                put(Shelf::Undo, key, text);
            }
            for (key, lives) in lives {
                put(Shelf::Undo, key, lives.map(|lives| write_lives(lives, real)));
            }
            for (key, value) in replaced(committing, &mut known.noted) {
                put(Shelf::Replaced, key, Some(value));
            }
            let own = known.of_copy(committing, person, runs_in).map(|own| (committing.copy.id, own));
            for (copy, peer) in arrived.into_iter().chain(own) {
                put(Shelf::Peers, copy.to_string(), Some(peer.to_value().to_string()));
                store.inner().peers.borrow_mut().insert(copy, peer);
            }
            if known.sizes.values().sum::<usize>() > STACK_KEPT {
                store.inner().history.borrow_mut().forget_oldest();
            }
            entries
        })
    }

    fn written(&self) {
        self.taken.take();
    }

    fn keep_by_itself(&self) {
        let inner = self.store.inner();
        let history = inner.history.borrow();
        // What refers to a write that is not on the disk yet goes there with it.
        let is_gone = |id: &StepId| history.step(*id).is_none();
        let gone: Vec<Entry> = history
            .unkept()
            .filter(is_gone)
            .map(|id| Entry { shelf: Shelf::Undo, key: self.key_of_step(id), value: None })
            .collect();
        let shelves = Rc::clone(&self.shelves);
        // What cannot be taken away now is with the next transaction.
        (self.store.host.spawn)(Box::pin(async move { drop(shelves.write(gone).await) }));
    }
}

/// The values that a transaction replaces, by their keys on the shelf: the record, the time, a number.
fn replaced(committing: &Committing<'_>, noted: &mut HashMap<(Key, String), Millis>) -> Vec<(String, String)> {
    let mut entries = Vec::new();
    for row in committing.rows {
        for (path, stamp, value) in gone(row.key, &row.before, &row.after) {
            let cell = (row.key, path.clone());
            let is_letter = stamp.copy == committing.copy.id
                && noted.get(&cell).is_some_and(|at| (0..WORD).contains(&(committing.now - at)));
            noted.insert(cell, committing.now);
            if !is_letter {
                let key = format!("{}/{:013}/{}", row.key.id, committing.now, entries.len());
                let entry = json!({
                    "path": path,
                    "value": value,
                    "stamp": [stamp.clock, stamp.copy.to_string()],
                    "at": committing.now,
                    "by": committing.copy.id.to_string(),
                });
                entries.push((key, entry.to_string()));
            }
        }
    }
    entries
}

fn read_replaced(text: &str) -> Option<Replaced> {
    let mut entry: Value = serde_json::from_str(text).ok()?;
    let by = entry["by"].as_str()?.parse().ok()?;
    let at = entry["at"].as_i64()?;
    let clock = u64::try_from(at).ok()?;
    let path = entry["path"].as_str()?.to_owned();
    Some(Replaced { path, value: entry["value"].take(), at, by: Stamp { clock, copy: by } })
}

/// The values that stood in a record and stand there no more. Whether something lives is no value.
fn gone(key: Key, before: &Version, after: &Version) -> Vec<(String, Stamp, Value)> {
    let mut gone = Vec::new();
    for (path, standing) in before.sections().into_iter().flat_map(|section| section.cells.iter()) {
        if path == LIFE || path == SAMPLE || is_place(key.kind, path) {
            continue;
        }
        let now = after.standing(key.kind, path);
        for (stamp, value) in standing.iter().filter(|(_, value)| !value.is_null()) {
            if now.is_none_or(|now| now.values().all(|stands| stands != value)) {
                gone.push((path.clone(), *stamp, value.clone()));
            }
        }
    }
    gone
}
