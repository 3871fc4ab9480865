//! A database server that a workspace is replicated with. It reads nothing: each section of a record is a document of
//! its own, sealed, under a keyed sum as its name. What stands there is merged as a file is; what is written is put in
//! the place of what was merged. So it does not matter what a server has lost, kept or brings back: the worst that it
//! can do is to give nothing. MERGE.md, Server.

mod couch;
mod keys;
mod revision;

use std::{
    cell::RefCell,
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use futures::future::LocalBoxFuture;
use serde_json::{Value, json};

use self::{
    couch::{BATCH, BATCH_SIZE, Changed, Couch, Got},
    keys::address,
    revision::{Leaf, Revision, winner},
};
use super::store::Store;
use crate::{
    domain::{Account, Id, Key, Kind, deletion::references},
    replica::{CopyId, NoPart, Part, Peer, Stamp, Version, read_part, write_part},
    sealed::{RowKeys, SealError},
    storage::{Server, ServerError},
};

pub use keys::{Keys, Passphrases};

/// How a document that waits unread is marked in what is remembered.
const NEWER: &str = "?";
const AHEAD: &str = "^";
/// How many records are compared before the page may do something else.
const AT_ONCE: usize = 200;
/// How often it is looked whether all is on the disk, before the rest waits for the next round.
const LOOKS: usize = 100;

/// What a database on a server holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Everything.
    Workspace,
    /// One account, with the products and teammates that it refers to.
    Account(Id<Account>),
}

/// Why a document was left out. It does no harm, and is looked at again when it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Odd {
    /// It is not what one of us has put there.
    Changed,
    /// A newer Mainstay has written it.
    Newer,
    /// Its clock is more than a year ahead.
    Ahead,
}

/// How a server and this device stand to each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exchanged {
    /// How many records of others have changed something here.
    pub merged: usize,
    /// How many documents were put there.
    pub pushed: usize,
    /// How many documents are left out, by the reason.
    pub odd: BTreeMap<Odd, usize>,
    /// Whether there is more to put there, once all is on the disk here.
    pub has_more: bool,
}

/// Lets the page do something else.
pub type Pause = fn() -> LocalBoxFuture<'static, ()>;

/// What is known of a server.
#[derive(Default)]
struct Known {
    /// Up to where its changes are known.
    since: Value,
    /// The checkpoint that stands there for this device.
    noted: Value,
    /// How often everything here was replaced then.
    epoch: u64,
    /// Where the branches of each document end; all of it was brought in here.
    documents: HashMap<String, Vec<Leaf>>,
    /// Documents that may not be written over, and those that say nothing.
    odd: HashMap<String, Odd>,
    /// What was fetched and waits for the rest: the ends of branches, and whether they were ended.
    fetched: HashMap<(String, Revision), bool>,
    arriving: BTreeMap<Key, Version>,
    writers: Vec<(CopyId, Peer)>,
    /// The revision at which each record was last compared with the server.
    compared: HashMap<Key, u64>,
    /// The sums of what is here, where nothing is known of the server.
    here: HashMap<String, String>,
    /// The revision at which a record that does not go there was last seen not to stand there either.
    passed: HashMap<Key, u64>,
    /// Whether something came or went since it was last remembered.
    is_news: bool,
}

/// A workspace and a server.
pub struct Replication {
    store: Store,
    server: Rc<dyn Server>,
    keys: Keys,
    extent: Extent,
    pause: Pause,
    known: RefCell<Known>,
}

/// A document that should stand on the server.
struct Row {
    id: String,
    keys: RowKeys,
    text: String,
    sum: String,
}

impl Replication {
    /// A server from now on. `remembered` is what [`Replication::remembered`] gave the last time.
    pub fn new(
        store: Store,
        server: Rc<dyn Server>,
        (keys, extent): (Keys, Extent),
        pause: Pause,
        remembered: &str,
    ) -> Self {
        let known = RefCell::new(Known::read(remembered).unwrap_or_default());
        Self { store, server, keys, extent, pause, known }
    }

    /// What should be remembered until the page is opened again, where that has changed.
    pub fn remembered(&self) -> Option<String> {
        let mut known = self.known.borrow_mut();
        std::mem::take(&mut known.is_news).then(|| known.to_text())
    }

    /// How many records wait to go there.
    pub fn waiting(&self) -> usize {
        self.uncompared().len()
    }

    /// Brings in what others have put there, and puts there what was written here.
    ///
    /// # Errors
    /// Why it stopped. What was brought in stays, and the next round goes on.
    pub async fn exchange(&self) -> Result<Exchanged, ServerError> {
        let couch = Couch(&*self.server);
        if self.known.borrow().epoch != self.store.epoch() {
            // Everything here was replaced: what others hold comes in again.
            *self.known.borrow_mut() = Known { epoch: self.store.epoch(), ..Known::default() };
        }
        self.prove(&couch).await?;
        let merged = self.pull(&couch).await?;
        let mut exchanged = Exchanged { merged, ..Exchanged::default() };
        // Of what is put right below, it is told once.
        for odd in self.known.borrow().odd.values() {
            *exchanged.odd.entry(*odd).or_default() += 1;
        }
        match self.is_all_on_the_disk().await {
            true => exchanged.pushed = self.push(&couch).await?,
            false => exchanged.has_more = true,
        }
        if !exchanged.has_more && self.known.borrow().is_news {
            self.note_checkpoint(&couch).await?;
        }
        Ok(exchanged)
    }

    /// Waits until something changes on the server, or for a while.
    ///
    /// # Errors
    /// The server cannot be used.
    pub async fn wait(&self) -> Result<(), ServerError> {
        let since = self.known.borrow().since.clone();
        Couch(&*self.server).changes(&since, true).await.map(drop)
    }

    /// A server may be set back or exchanged at any time, also under an open page. The one shows in the checkpoint that
    /// this device left there, and nothing that was known of it holds then; the other in the head, and nothing is sent.
    async fn prove(&self, couch: &Couch<'_>) -> Result<(), ServerError> {
        self.keys.prove(couch).await?;
        let noted = self.known.borrow().noted.clone();
        if !noted.is_null() {
            let left = couch.checkpoint(&self.own_address("checkpoint")).await?;
            if left.is_none_or(|left| left["since"] != noted) {
                *self.known.borrow_mut() = Known { epoch: self.store.epoch(), ..Known::default() };
            }
        }
        Ok(())
    }

    async fn note_checkpoint(&self, couch: &Couch<'_>) -> Result<(), ServerError> {
        let (id, since) = (self.own_address("checkpoint"), self.known.borrow().since.clone());
        let mut checkpoint = json!({ "since": since });
        if let Some(left) = couch.checkpoint(&id).await? {
            checkpoint["_rev"] = left["_rev"].clone();
        }
        if couch.put(&format!("_local/{id}"), checkpoint).await? {
            self.known.borrow_mut().noted = since;
        }
        Ok(())
    }

    fn own_address(&self, what: &str) -> String {
        self.keys.shared.address(&[what, &self.store.device().to_string()])
    }

    /// Fetches what is not known, and brings it in as a whole. Returns how many records it changed.
    async fn pull(&self, couch: &Couch<'_>) -> Result<usize, ServerError> {
        let since = self.known.borrow().since.clone();
        let since = if since.is_null() { json!(0) } else { since };
        let (changed, since) = couch.all_changes(&since).await?;
        if self.known.borrow().documents.is_empty() && !changed.is_empty() {
            self.know_what_is_here().await;
        }
        for batch in self.unknown(&changed).chunks(BATCH) {
            for (id, at, it) in couch.get(batch).await? {
                self.take_in(id, at, it);
            }
            (self.pause)().await;
        }
        let mut known = self.known.borrow_mut();
        known.settle(changed);
        known.is_news |= known.since != since;
        known.since = since;
        let (arriving, writers) = (std::mem::take(&mut known.arriving), std::mem::take(&mut known.writers));
        drop(known);
        if arriving.is_empty() && writers.is_empty() {
            return Ok(0);
        }
        let meeting = self.store.meet_versions(arriving.into_iter().collect(), writers);
        Ok(self.store.bring_in(meeting))
    }

    /// What stands on the server as it would be put there from here need not be fetched.
    async fn know_what_is_here(&self) {
        for keys in self.uncompared().chunks(AT_ONCE) {
            let rows: Vec<Row> = keys.iter().flat_map(|(key, _)| self.rows(*key)).collect();
            self.known.borrow_mut().here.extend(rows.into_iter().map(|row| (row.id, row.sum)));
            (self.pause)().await;
        }
    }

    /// The ends of branches that are not known here.
    fn unknown(&self, changed: &[Changed]) -> Vec<(String, Revision)> {
        let known = self.known.borrow();
        let ends = changed.iter().flat_map(|Changed { id, leaves }| leaves.iter().map(move |at| (id, at)));
        let mut unknown: Vec<(String, Revision)> =
            ends.filter(|(id, at)| known.leaf(id, at).is_none()).map(|(id, at)| (id.clone(), at.clone())).collect();
        unknown.sort();
        unknown.dedup();
        unknown
    }

    /// Takes in a document that was fetched.
    fn take_in(&self, id: String, at: Revision, it: Got) {
        let is_ended = matches!(it, Got::Ended);
        let read = match it {
            Got::Document(document) => self.open(&id, &at, &document),
            Got::Ended => Ok(None),
        };
        let mut known = self.known.borrow_mut();
        match read {
            Ok(Some(Opened::Part(key, version))) => {
                known.odd.remove(&id);
                // What stands there now may lack what is here.
                known.compared.remove(&key);
                known.arriving.entry(key).or_default().merge(&version);
            }
            Ok(Some(Opened::Writers(writers))) => known.writers.extend(writers),
            Ok(None) => {}
            Err(odd) => {
                known.odd.insert(id.clone(), odd);
                // Nobody knows of which record it was.
                known.compared.clear();
            }
        }
        known.fetched.insert((id, at), is_ended);
    }

    /// Opens a document; `None` where it is none of what we can read.
    fn open(&self, id: &str, at: &Revision, document: &Value) -> Result<Option<Opened>, Odd> {
        let named = |keys: &&RowKeys| document["keys"] == keys.name();
        let Some(keys) = [Some(&self.keys.shared), self.keys.private.as_ref()].into_iter().flatten().find(named) else {
            return Ok(None);
        };
        let sealed = document["row"].as_str().and_then(|row| BASE64.decode(row).ok()).ok_or(Odd::Changed)?;
        let content = keys.open(id, &sealed).map_err(|error| match error {
            SealError::Newer => Odd::Newer,
            _ => Odd::Changed,
        })?;
        if keys.sum(id, &content) != at.sum {
            // An old content under a new name.
            return Err(Odd::Changed);
        }
        let text = std::str::from_utf8(&content).map_err(|_| Odd::Changed)?;
        if let Some(writers) = read_writers(text) {
            return Ok(Some(Opened::Writers(writers)));
        }
        let (key, part, version) = read_part(text).map_err(|error| match error {
            NoPart::Newer => Odd::Newer,
            NoPart::Damaged => Odd::Changed,
        })?;
        let is_here = self.keys.for_part(key, part).is_some_and(|own| own == keys && address(own, key, part) == id);
        match () {
            () if !is_here || key.kind.is_of_device() => Err(Odd::Changed),
            () if version.clock() > self.store.latest_clock() => Err(Odd::Ahead),
            () => Ok(Some(Opened::Part(key, version))),
        }
    }

    /// Waits until what was brought in is on the disk: what is put on the server takes the place of what was merged.
    async fn is_all_on_the_disk(&self) -> bool {
        self.store.flush();
        for _ in 0..LOOKS {
            if !self.store.has_unsaved() {
                return true;
            }
            (self.pause)().await;
        }
        false
    }

    /// The records that were written since they were last compared with the server.
    fn uncompared(&self) -> Vec<(Key, u64)> {
        let (wanted, mut known) = (self.wanted(), self.known.borrow_mut());
        let is_new = |(key, at): &(Key, u64)| {
            !key.kind.is_of_device()
                && known.compared.get(key) != Some(at)
                && (wanted.as_ref().is_none_or(|wanted| wanted.contains(key))
                    || self.stands_there(&mut known, *key, *at))
        };
        self.store.revisions().into_iter().filter(is_new).collect()
    }

    /// Whether a record that does not go there by itself stands there: others have put it there, and get what is
    /// written of it here.
    fn stands_there(&self, known: &mut Known, key: Key, at: u64) -> bool {
        if known.passed.get(&key) == Some(&at) {
            return false;
        }
        let keys = self.keys.for_part(key, Part::Lives);
        let stands = keys.is_some_and(|keys| known.documents.contains_key(&address(keys, key, Part::Lives)));
        if !stands {
            known.passed.insert(key, at);
        }
        stands
    }

    /// Puts there what differs. Returns how many documents.
    async fn push(&self, couch: &Couch<'_>) -> Result<usize, ServerError> {
        let mut pushed = 0;
        for keys in self.uncompared().chunks(AT_ONCE) {
            let rows = keys.iter().flat_map(|(key, _)| self.rows(*key)).collect();
            pushed += self.push_rows(couch, rows).await?;
            self.known.borrow_mut().compared.extend(keys.iter().copied());
            (self.pause)().await;
        }
        pushed += self.push_rows(couch, self.writers_row().into_iter().collect()).await?;
        Ok(pushed)
    }

    /// The records that go there; `None` is all of them.
    fn wanted(&self) -> Option<HashSet<Key>> {
        let Extent::Account(account) = self.extent else { return None };
        Some(self.store.peek(|records| {
            let own = records.rows().filter(|(_, row)| row.record.account_id() == Some(account));
            let mut wanted = HashSet::from([Key::from(account)]);
            for (key, row) in own {
                wanted.insert(*key);
                let named = references(key.kind, &row.fields()).into_iter();
                let shared = named.flat_map(|(_, id)| [Kind::Teammate, Kind::Product].map(|kind| Key { kind, id }));
                wanted.extend(shared.filter(|key| records.stored(*key).is_some()));
            }
            wanted
        }))
    }

    /// The documents of a record.
    fn rows(&self, key: Key) -> Vec<Row> {
        let version = self.store.peek_version(key);
        if version.clock() >= Stamp::END {
            // It is not on the disk yet.
            return Vec::new();
        }
        let row = |part: Part| {
            let keys = self.keys.for_part(key, part)?;
            Some(Row::new(address(keys, key, part), keys, write_part(&version, key, part)?))
        };
        Part::ALL.into_iter().filter_map(row).collect()
    }

    /// The document that says who writes on this device.
    fn writers_row(&self) -> Option<Row> {
        let writers = self.store.own_writers();
        let named = writers.iter().map(|(copy, peer)| (copy.to_string(), peer.to_value()));
        let text = json!({ "writers": named.collect::<BTreeMap<_, _>>() }).to_string();
        (!writers.is_empty()).then(|| Row::new(self.own_address("writers"), &self.keys.shared, text))
    }

    /// Puts those of the rows there that do not stand there as they are.
    async fn push_rows(&self, couch: &Couch<'_>, rows: Vec<Row>) -> Result<usize, ServerError> {
        let mut documents = Vec::new();
        for row in rows {
            documents.extend(self.documents(&row)?);
        }
        let mut pushed = 0;
        let mut rest = documents.into_iter().peekable();
        while rest.peek().is_some() {
            let (mut batch, mut size) = (Vec::new(), 0);
            while let Some(next) = rest.next_if(|next| batch.is_empty() || size + next.size() < BATCH_SIZE) {
                size += next.size();
                batch.push(next);
                if batch.len() == BATCH {
                    break;
                }
            }
            pushed += self.push_batch(couch, batch).await?;
        }
        Ok(pushed)
    }

    async fn push_batch(&self, couch: &Couch<'_>, batch: Vec<ToPut>) -> Result<usize, ServerError> {
        let known: Vec<(String, Revision)> = batch.iter().map(|put| (put.id.clone(), put.at.clone())).collect();
        // Another copy may have made the same of it, or the answer to the last time was lost.
        let missing: HashSet<(String, Revision)> = couch.missing(&known).await?.into_iter().collect();
        let is_missing = |put: &&ToPut| missing.contains(&(put.id.clone(), put.at.clone()));
        let bodies: Vec<Value> = batch.iter().filter(is_missing).map(|put| put.body.clone()).collect();
        let pushed = bodies.len();
        if !bodies.is_empty() {
            couch.push(bodies).await?;
        }
        let mut known = self.known.borrow_mut();
        known.is_news = true;
        for put in batch {
            // What was odd has something in its place now.
            known.odd.remove(&put.id);
            let leaves = known.documents.entry(put.id).or_default();
            leaves.retain(|leaf| Some(&leaf.at) != put.follows.as_ref());
            leaves.push(Leaf { at: put.at, is_ended: put.is_end });
        }
        Ok(pushed)
    }

    /// What is to be put on the server so that a row stands there, and nothing beside it.
    fn documents(&self, row: &Row) -> Result<Vec<ToPut>, ServerError> {
        let known = self.known.borrow();
        if matches!(known.odd.get(&row.id), Some(Odd::Newer | Odd::Ahead)) {
            // It is one of ours, waits unread, and is not written over.
            return Ok(Vec::new());
        }
        let leaves = known.documents.get(&row.id).map(Vec::as_slice).unwrap_or_default();
        let mut documents = Vec::new();
        let follows = winner(leaves);
        let stands = leaves.iter().find(|leaf| !leaf.is_ended && leaf.at.sum == row.sum);
        if stands.is_none() {
            documents.push(row.following(follows, self.store.random())?);
        }
        let kept = stands.or(follows);
        let others = leaves.iter().filter(|leaf| !leaf.is_ended && kept.is_none_or(|kept| kept.at != leaf.at));
        documents.extend(others.map(|leaf| row.end_of(leaf)));
        Ok(documents)
    }
}

/// What a document held.
enum Opened {
    Part(Key, Version),
    Writers(Vec<(CopyId, Peer)>),
}

fn read_writers(text: &str) -> Option<Vec<(CopyId, Peer)>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let writer = |(copy, peer): (&String, &Value)| Some((copy.parse().ok()?, Peer::read(peer)?));
    Some(value.get("writers")?.as_object()?.iter().filter_map(writer).collect())
}

/// A document as it goes to the server.
struct ToPut {
    id: String,
    at: Revision,
    follows: Option<Revision>,
    is_end: bool,
    body: Value,
}

impl ToPut {
    fn new(id: &str, at: Revision, follows: Option<&Revision>, content: &[(&str, Value)]) -> Self {
        let line: Vec<&str> = std::iter::once(&at).chain(follows).map(|at| at.sum.as_str()).collect();
        let mut body = json!({
            "_id": id,
            "_rev": at.to_string(),
            "_revisions": { "start": at.number, "ids": line },
        });
        for (key, value) in content {
            body[*key] = value.clone();
        }
        let is_end = content.iter().any(|(key, _)| *key == "_deleted");
        Self { id: id.to_owned(), at, follows: follows.cloned(), is_end, body }
    }

    fn size(&self) -> usize {
        self.body["row"].as_str().map_or(0, str::len) + 200
    }
}

impl Row {
    fn new(id: String, keys: &RowKeys, text: String) -> Self {
        let sum = keys.sum(&id, text.as_bytes());
        Self { id, keys: keys.clone(), text, sum }
    }

    fn following(&self, leaf: Option<&Leaf>, random: [u8; 16]) -> Result<ToPut, ServerError> {
        let sealed = self.keys.seal(&self.id, self.text.as_bytes(), random).map_err(|_| ServerError::Full)?;
        let follows = leaf.map(|leaf| &leaf.at);
        let at = Revision { number: follows.map_or(1, |at| at.number + 1), sum: self.sum.clone() };
        let content = [("keys", self.keys.name().into()), ("row", BASE64.encode(sealed).into())];
        Ok(ToPut::new(&self.id, at, follows, &content))
    }

    /// The end of a branch whose content is in another.
    fn end_of(&self, leaf: &Leaf) -> ToPut {
        let sum = self.keys.sum(&self.id, format!("end of {}", leaf.at).as_bytes());
        let at = Revision { number: leaf.at.number + 1, sum };
        ToPut::new(&self.id, at, Some(&leaf.at), &[("_deleted", true.into())])
    }
}

impl Known {
    /// The end of a branch, where all that stands there is known.
    fn leaf(&self, id: &str, at: &Revision) -> Option<Leaf> {
        let leaf = |is_ended| Leaf { at: at.clone(), is_ended };
        let known = self.documents.get(id).and_then(|leaves| leaves.iter().find(|leaf| leaf.at == *at)).cloned();
        let is_here = || self.here.get(id) == Some(&at.sum);
        known
            .or_else(|| self.fetched.get(&(id.to_owned(), at.clone())).copied().map(leaf))
            .or_else(|| is_here().then(|| leaf(false)))
    }

    /// Takes over where branches end. What could not be fetched has gone on meanwhile, and comes with the next changes.
    fn settle(&mut self, changed: Vec<Changed>) {
        for Changed { id, leaves } in changed {
            let leaves: Vec<Leaf> = leaves.iter().filter_map(|at| self.leaf(&id, at)).collect();
            if !leaves.is_empty() && leaves.iter().all(|leaf| leaf.is_ended) {
                // Somebody has deleted it there, and nobody knows of which record it was.
                self.compared.clear();
            }
            self.documents.insert(id, leaves);
        }
        self.fetched.clear();
        self.here = HashMap::new();
    }

    fn to_text(&self) -> String {
        let leaf = |leaf: &Leaf| format!("{}{}", leaf.at, if leaf.is_ended { "!" } else { "" });
        let line = |(id, leaves): (&String, &Vec<Leaf>)| {
            let odd = match self.odd.get(id) {
                Some(Odd::Newer) => NEWER,
                Some(Odd::Ahead) => AHEAD,
                _ => "",
            };
            let leaves: Vec<String> = leaves.iter().map(leaf).collect();
            format!("{odd}{id} {}", leaves.join(" "))
        };
        let lines: Vec<String> = self.documents.iter().map(line).collect();
        json!({ "since": self.since, "epoch": self.epoch, "documents": lines.join("\n") }).to_string()
    }

    fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let (since, epoch) = (value["since"].clone(), value["epoch"].as_u64()?);
        let mut known = Self { noted: since.clone(), since, epoch, ..Self::default() };
        for line in value["documents"].as_str()?.lines() {
            let (id, leaves) = line.split_once(' ')?;
            let leaf = |text: &str| {
                let at = text.trim_end_matches('!').parse().ok()?;
                Some(Leaf { at, is_ended: text.ends_with('!') })
            };
            let leaves = leaves.split(' ').map(leaf).collect::<Option<Vec<Leaf>>>()?;
            let marks = [(NEWER, Odd::Newer), (AHEAD, Odd::Ahead)];
            let odd = marks.into_iter().find_map(|(mark, odd)| Some((id.strip_prefix(mark)?, odd)));
            let id = odd.map_or(id, |(id, _)| id);
            known.odd.extend(odd.map(|(id, odd)| (id.to_owned(), odd)));
            known.documents.insert(id.to_owned(), leaves);
        }
        Some(known)
    }
}
