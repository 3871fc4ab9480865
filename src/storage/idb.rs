//! Storage in IndexedDB: one object store of envelopes, strict commits, other tabs told over a broadcast channel.

use std::{cell::RefCell, rc::Rc};

use futures::{
    channel::oneshot::{self, Canceled},
    future::{Either, select},
};
use indexed_db_futures::{
    KeyPath,
    database::Database,
    error::{DomException, Error, OpenDbError},
    object_store::ObjectStore,
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::schema::Deletion;

use super::{Envelope, Found, Heard, Left, Listener, Loaded, Pending, Step, Storage, StorageError, Unreadable};

/// The rows.
const RECORDS: &str = "records";
/// What belongs to this device, by its key.
const DEVICE: &str = "device";
/// Stores besides the rows. They come in one upgrade, with what they are for: this device, undo, replaced values, other
/// copies, files that the browser gave leave to write to, and large files.
const BESIDES: [&str; 6] = [DEVICE, "undo", "history", "peers", "handles", "blobs"];
const VERSION: u8 = 2;
/// The key of what is kept of this copy.
const COPY: &str = "copy";
/// The key of the revision of the last transaction.
const REVISION: &str = "revision";
/// What other tabs are told where other rows were put in the place of all.
const REPLACED: &str = "replaced";

/// The database of a workspace.
pub struct IdbStorage {
    /// `None` once a newer page has taken the database over.
    database: Rc<RefCell<Option<Database>>>,
    channel: Option<BroadcastChannel>,
    opened_first: bool,
}

impl IdbStorage {
    /// Opens the database called `name`, creating it where there is none.
    ///
    /// # Errors
    /// Unavailable, blocked by another tab, or failed.
    pub async fn open(name: &str) -> Result<Self, StorageError> {
        let (tell, blocked) = oneshot::channel();
        let opening = Database::open(name)
            .with_version(VERSION)
            .with_on_blocked(move |_| {
                let _ = tell.send(());
                Ok(())
            })
            .with_on_upgrade_needed(|_, database| {
                // An upgrade adds what is not there, whichever version it begins from.
                let known: Vec<String> = database.object_store_names().collect();
                if !known.iter().any(|name| name == RECORDS) {
                    let store = database.create_object_store(RECORDS).with_key_path(KeyPath::from("id")).build()?;
                    store.create_index("account", KeyPath::from("account")).build()?;
                    store.create_index("kind", KeyPath::from("kind")).build()?;
                }
                for name in BESIDES.into_iter().filter(|name| !known.iter().any(|known| known == name)) {
                    database.create_object_store(name).build()?;
                }
                Ok(())
            });
        // A blocked request waits for the other tabs, for ever if need be: the person is told at once instead.
        let opened = match select(Box::pin(opening.into_future()), blocked).await {
            Either::Left((opened, _)) => opened,
            Either::Right((Ok(()), _)) => return Err(StorageError::Blocked),
            Either::Right((Err(Canceled), opening)) => opening.await,
        };
        let database = opened.map_err(cannot_open)?;
        let database = Rc::new(RefCell::new(Some(database)));
        close_when_superseded(&database);
        Ok(Self { database, channel: BroadcastChannel::new(name).ok(), opened_first: is_first(name).await })
    }

    fn transaction<'a>(database: &'a Database, mode: TransactionMode) -> Result<Transaction<'a>, StorageError> {
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        database.transaction([RECORDS, DEVICE]).with_mode(mode).with_options(options).build().map_err(failed)
    }

    fn database(&self) -> Result<Database, StorageError> {
        self.database.borrow().clone().ok_or(StorageError::Closed)
    }

    async fn load_all(&self) -> Result<Loaded, StorageError> {
        let database = self.database()?;
        let unread = |error: Error| match failed(error) {
            StorageError::Failed(reason) => StorageError::CannotOpen(reason),
            other => other,
        };
        let transaction = Self::transaction(&database, TransactionMode::Readonly)?;
        let store = transaction.object_store(RECORDS).map_err(unread)?;
        let device = transaction.object_store(DEVICE).map_err(unread)?;
        let rows = store.get_all::<JsValue>().primitive().map_err(unread)?;
        let copy = device.get::<JsValue, _, _>(COPY).primitive().map_err(unread)?;
        let revision = device.get::<JsValue, _, _>(REVISION).primitive().map_err(unread)?;
        let mut loaded = Loaded::default();
        for row in rows.await.map_err(unread)? {
            let row = row.map_err(unread)?;
            match from_js(&row) {
                Some(envelope) => loaded.rows.push(envelope),
                None => loaded.unreadable.push(unreadable(&row)),
            }
        }
        loaded.copy = copy.await.map_err(unread)?.and_then(|copy| copy.as_string());
        loaded.revision = number(revision.await.map_err(unread)?).unwrap_or(0);
        Ok(loaded)
    }

    async fn write_all(&self, ids: Vec<String>, step: Step) -> Result<Option<u64>, StorageError> {
        let database = self.database()?;
        let transaction = Self::transaction(&database, TransactionMode::Readwrite)?;
        let (found, revision) = {
            let store = transaction.object_store(RECORDS).map_err(failed)?;
            let device = transaction.object_store(DEVICE).map_err(failed)?;
            let mut requests = Vec::with_capacity(ids.len());
            for id in &ids {
                requests.push(store.get::<JsValue, _, _>(id.as_str()).primitive().map_err(failed)?);
            }
            let copy = device.get::<JsValue, _, _>(COPY).primitive().map_err(failed)?;
            let revision = device.get::<JsValue, _, _>(REVISION).primitive().map_err(failed)?;
            let mut found = Found::default();
            for request in requests {
                found.rows.push(request.await.map_err(failed)?.as_ref().and_then(from_js));
            }
            found.copy = copy.await.map_err(failed)?.and_then(|copy| copy.as_string());
            let revision = match number(revision.await.map_err(failed)?) {
                Some(revision) => revision,
                None => highest(&store).await?,
            };
            (found, revision + 1)
        };
        // Nothing but the database may be waited for from here on: a transaction that waits for anything else commits
        // by itself.
        let Some(left) = step(found) else {
            transaction.abort().await.map_err(failed)?;
            return Ok(None);
        };
        let rows = {
            let store = transaction.object_store(RECORDS).map_err(failed)?;
            let device = transaction.object_store(DEVICE).map_err(failed)?;
            put(&store, &device, left, revision)?
        };
        transaction.commit().await.map_err(failed)?;
        self.announce(&rows);
        Ok(Some(revision))
    }

    async fn rows_after(&self, known: u64) -> Result<Vec<Envelope>, StorageError> {
        let database = self.database()?;
        let transaction = Self::transaction(&database, TransactionMode::Readonly)?;
        let device = transaction.object_store(DEVICE).map_err(failed)?;
        let last = device.get::<JsValue, _, _>(REVISION).primitive().map_err(failed)?.await.map_err(failed)?;
        if number(last).is_none_or(|last| last <= known) {
            return Ok(Vec::new());
        }
        drop(transaction);
        let rows = self.load_all().await?.rows;
        Ok(rows.into_iter().filter(|row| row.revision > known).collect())
    }

    async fn replace_all(&self, left: Left) -> Result<(), StorageError> {
        let database = self.database()?;
        let names: Vec<&str> = BESIDES.into_iter().chain([RECORDS]).collect();
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        let transaction = database.transaction(names.as_slice()).with_mode(TransactionMode::Readwrite);
        let transaction = transaction.with_options(options).build().map_err(failed)?;
        {
            let device = transaction.object_store(DEVICE).map_err(failed)?;
            let last = device.get::<JsValue, _, _>(REVISION).primitive().map_err(failed)?.await.map_err(failed)?;
            for name in names {
                drop(transaction.object_store(name).map_err(failed)?.clear().map_err(failed)?);
            }
            let store = transaction.object_store(RECORDS).map_err(failed)?;
            put(&store, &device, left, number(last).unwrap_or(0) + 1)?;
        }
        transaction.commit().await.map_err(failed)?;
        self.announce(&JsValue::from(REPLACED));
        Ok(())
    }

    /// Tells the other tabs which rows were written, or what became of all. A tab that does not hear it meets them when
    /// it writes, or when it comes to the front.
    fn announce(&self, told: &JsValue) {
        if let Some(channel) = &self.channel {
            let _ = channel.post_message(told);
        }
    }
}

impl Storage for IdbStorage {
    fn load(&self) -> Pending<'_, Loaded> {
        Box::pin(self.load_all())
    }

    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>> {
        Box::pin(self.write_all(ids, step))
    }

    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>> {
        Box::pin(self.rows_after(revision))
    }

    fn replace(&self, left: Left) -> Pending<'_, ()> {
        Box::pin(self.replace_all(left))
    }

    fn listen(&self, listener: Listener) {
        let Some(channel) = &self.channel else { return };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let told = event.data();
            listener(match told.as_string() {
                Some(_) => Heard::Replaced,
                None => Heard::Rows(Array::from(&told).iter().filter_map(|row| from_js(&row)).collect()),
            });
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // The channel lives as long as the page.
        on_message.forget();
    }

    fn opened_first(&self) -> bool {
        self.opened_first
    }
}

/// Whether this tab is the first to open the database: it holds a lock as long as it lives. Where the browser has no
/// locks, every tab is taken for the first, which costs a copy and nothing else.
async fn is_first(name: &str) -> bool {
    let (tell, told) = oneshot::channel();
    let held = Closure::once_into_js(move |lock: JsValue| {
        let _ = tell.send(!lock.is_null());
        // A lock is held as long as its promise waits: as long as the page.
        Promise::new(&mut |_, _| {})
    });
    let options = Object::new();
    let _ = Reflect::set(&options, &"ifAvailable".into(), &true.into());
    let locks = web_sys::window().and_then(|window| Reflect::get(&window.navigator(), &"locks".into()).ok());
    let request = locks.as_ref().and_then(|locks| Reflect::get(locks, &"request".into()).ok());
    let (Some(locks), Some(Ok(request))) = (locks, request.map(JsCast::dyn_into::<Function>)) else { return true };
    match request.call3(&locks, &format!("{name}-first").into(), &options, &held) {
        Ok(_) => told.await.unwrap_or(true),
        Err(_) => true,
    }
}

/// Puts what a transaction leaves, and returns its rows as they are told to other tabs.
fn put(store: &ObjectStore, device: &ObjectStore, left: Left, revision: u64) -> Result<Array, StorageError> {
    let rows = Array::new();
    for row in left.rows {
        let row = to_js(&Envelope { revision, ..row });
        drop(store.put(&row).primitive().map_err(failed)?);
        rows.push(&row);
    }
    drop(device.put(JsValue::from(left.copy)).with_key(COPY).primitive().map_err(failed)?);
    drop(device.put(JsValue::from(revision as f64)).with_key(REVISION).primitive().map_err(failed)?);
    Ok(rows)
}

/// The highest revision of a store that an older version wrote, which counted row by row.
async fn highest(store: &ObjectStore<'_>) -> Result<u64, StorageError> {
    let rows = store.get_all::<JsValue>().primitive().map_err(failed)?.await.map_err(failed)?;
    Ok(rows.filter_map(|row| Some(from_js(&row.ok()?)?.revision)).max().unwrap_or(0))
}

fn number(value: Option<JsValue>) -> Option<u64> {
    value.and_then(|value| value.as_f64()).map(|number| number as u64)
}

/// Closes the database when a newer page wants to upgrade it; from then on every write says so.
fn close_when_superseded(database: &Rc<RefCell<Option<Database>>>) {
    let Some(Ok(mut changes)) = database.borrow().as_ref().map(Database::version_changes) else { return };
    let database = Rc::clone(database);
    wasm_bindgen_futures::spawn_local(async move {
        changes.recv().await;
        if let Some(database) = database.borrow_mut().take() {
            database.close();
        }
    });
}

fn to_js(row: &Envelope) -> JsValue {
    let object = Object::new();
    let set = |key: &str, value: JsValue| {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &key.into(), &value);
    };
    set("id", row.id.as_str().into());
    set("account", row.account.as_str().into());
    set("kind", row.kind.as_str().into());
    set("version", row.version.into());
    set("revision", (row.revision as f64).into());
    set("changedAt", (row.changed_at as f64).into());
    set("sample", row.sample.into());
    if let Some(deleted) = &row.deleted {
        set("deletedAt", (deleted.at as f64).into());
        set("deletedWith", deleted.of.to_string().into());
        set("takenBack", deleted.taken_back.into());
    }
    set("body", row.body.as_str().into());
    set("stamps", row.stamps.as_str().into());
    set("contested", row.contested.into());
    object.into()
}

fn from_js(row: &JsValue) -> Option<Envelope> {
    let get = |key: &str| Reflect::get(row, &key.into()).ok();
    let text = |key: &str| get(key)?.as_string();
    let number = |key: &str| get(key)?.as_f64();
    Some(Envelope {
        id: text("id")?,
        account: text("account")?,
        kind: text("kind")?,
        version: number("version")? as u32,
        revision: number("revision")? as u64,
        changed_at: number("changedAt")? as i64,
        sample: get("sample")?.is_truthy(),
        // A version that did not note with what a record fell knew only when.
        deleted: number("deletedAt").map(|at| Deletion {
            at: at as i64,
            of: text("deletedWith").and_then(|of| of.parse().ok()).unwrap_or_default(),
            taken_back: get("takenBack").is_some_and(|taken_back| taken_back.is_truthy()),
        }),
        body: text("body")?,
        stamps: text("stamps").unwrap_or_default(),
        contested: get("contested").is_some_and(|contested| contested.is_truthy()),
        held: text("held").unwrap_or_default(),
    })
}

fn unreadable(row: &JsValue) -> Unreadable {
    let id = Reflect::get(row, &"id".into()).ok().and_then(|id| id.as_string()).unwrap_or_default();
    let raw = js_sys::JSON::stringify(row).ok().and_then(|text| text.as_string()).unwrap_or_default();
    Unreadable { id, raw }
}

fn cannot_open(error: OpenDbError) -> StorageError {
    let offers_one = web_sys::window().is_some_and(|window| {
        Reflect::get(&window, &"indexedDB".into()).is_ok_and(|factory| !factory.is_undefined() && !factory.is_null())
    });
    match &error {
        OpenDbError::Base(Error::DomException(DomException::Other(exception)))
            if exception.name() == "VersionError" =>
        {
            StorageError::Closed
        }
        // What private windows answer where they keep nothing. In any other case there may be data that cannot be
        // reached now.
        OpenDbError::Base(Error::DomException(DomException::InvalidStateError(_))) => {
            StorageError::Unavailable(error.to_string())
        }
        OpenDbError::Base(Error::DomException(DomException::Other(exception)))
            if exception.name() == "SecurityError" =>
        {
            StorageError::Unavailable(error.to_string())
        }
        _ if offers_one => StorageError::CannotOpen(error.to_string()),
        _ => StorageError::Unavailable(error.to_string()),
    }
}

fn failed(error: Error) -> StorageError {
    match &error {
        Error::DomException(DomException::Other(exception)) if exception.name() == "QuotaExceededError" => {
            StorageError::Full
        }
        Error::DomException(DomException::InvalidStateError(_)) => StorageError::Closed,
        _ => StorageError::Failed(error.to_string()),
    }
}
