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
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use crate::schema::Deletion;

use super::{Arrived, Envelope, Loaded, Pending, Storage, StorageError, Unreadable, Write, Written};

const STORE: &str = "records";
const VERSION: u8 = 1;

/// The database of a workspace.
pub struct IdbStorage {
    /// `None` once a newer page has taken the database over.
    database: Rc<RefCell<Option<Database>>>,
    channel: Option<BroadcastChannel>,
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
                if database.object_store_names().any(|name| name == STORE) {
                    return Ok(());
                }
                let store = database.create_object_store(STORE).with_key_path(KeyPath::from("id")).build()?;
                store.create_index("account", KeyPath::from("account")).build()?;
                store.create_index("kind", KeyPath::from("kind")).build()?;
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
        Ok(Self { database, channel: BroadcastChannel::new(name).ok() })
    }

    fn transaction<'a>(database: &'a Database, mode: TransactionMode) -> Result<Transaction<'a>, StorageError> {
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        database.transaction(STORE).with_mode(mode).with_options(options).build().map_err(failed)
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
        let store = transaction.object_store(STORE).map_err(unread)?;
        let rows = store.get_all::<JsValue>().primitive().map_err(unread)?.await.map_err(unread)?;
        let mut loaded = Loaded::default();
        for row in rows {
            let row = row.map_err(unread)?;
            match from_js(&row) {
                Some(envelope) => loaded.rows.push(envelope),
                None => loaded.unreadable.push(unreadable(&row)),
            }
        }
        Ok(loaded)
    }

    async fn write_all(&self, batch: Vec<Write>) -> Result<Written, StorageError> {
        // The rows are made before the transaction opens: one that waits for anything but the database commits by
        // itself.
        let rows: Vec<JsValue> = batch.iter().map(|write| to_js(&write.row)).collect();
        let database = self.database()?;
        let transaction = Self::transaction(&database, TransactionMode::Readwrite)?;
        let stale = {
            let store = transaction.object_store(STORE).map_err(failed)?;
            let mut requests = Vec::with_capacity(batch.len());
            for write in &batch {
                requests.push(store.get::<JsValue, _, _>(write.row.id.as_str()).primitive().map_err(failed)?);
            }
            let mut stale = Vec::new();
            for (write, request) in batch.iter().zip(requests) {
                let stored = request.await.map_err(failed)?.as_ref().and_then(from_js);
                if stored.as_ref().map_or(0, |row| row.revision) != write.expected {
                    stale.push((write.row.id.clone(), stored));
                }
            }
            stale
        };
        if !stale.is_empty() {
            transaction.abort().await.map_err(failed)?;
            return Ok(Written::Stale(stale));
        }
        {
            let store = transaction.object_store(STORE).map_err(failed)?;
            for (write, row) in batch.iter().zip(&rows) {
                if write.remove {
                    drop(store.delete(write.row.id.as_str()).primitive().map_err(failed)?);
                } else {
                    drop(store.put(row).primitive().map_err(failed)?);
                }
            }
        }
        transaction.commit().await.map_err(failed)?;
        self.announce(&batch, &rows);
        Ok(Written::Done)
    }

    fn announce(&self, batch: &[Write], rows: &[JsValue]) {
        let Some(channel) = &self.channel else { return };
        let message = Array::new();
        for (write, row) in batch.iter().zip(rows) {
            message.push(&Array::of2(&write.remove.into(), row));
        }
        // A tab that does not hear it finds the newer revision when it writes.
        let _ = channel.post_message(&message);
    }
}

impl Storage for IdbStorage {
    fn load(&self) -> Pending<'_, Loaded> {
        Box::pin(self.load_all())
    }

    fn write(&self, batch: Vec<Write>) -> Pending<'_, Written> {
        Box::pin(self.write_all(batch))
    }

    fn listen(&self, listener: Rc<dyn Fn(Vec<Arrived>)>) {
        let Some(channel) = &self.channel else { return };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let rows = Array::from(&event.data());
            let arrived = rows.iter().filter_map(|pair| {
                let pair = Array::from(&pair);
                let row = from_js(&pair.get(1))?;
                Some(if pair.get(0).is_truthy() { Arrived::Gone(row) } else { Arrived::Put(row) })
            });
            listener(arrived.collect());
        });
        channel.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        // The channel lives as long as the page.
        on_message.forget();
    }
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
        set("held", deleted.held_text().into());
    }
    set("body", row.body.as_str().into());
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
            held: text("held").map(|held| Deletion::read_held(&held)).unwrap_or_default(),
        }),
        body: text("body")?,
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
