//! What writes into the database.

use std::rc::Rc;

use indexed_db_futures::{
    object_store::ObjectStore,
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::{
    BESIDES, COPY, Connection, DEVICE, GONE, HANDLES, RECORDS, REPLACED, REVISION, Writing, failed, from_js, number,
    transaction,
};
use crate::storage::{Entry, Envelope, Found, Left, Pending, Step, StorageError};

/// Writes into a database.
pub struct IdbWriter {
    connection: Rc<Connection>,
}

impl IdbWriter {
    /// What writes into the database of this connection.
    pub fn shared(connection: Rc<Connection>) -> Rc<dyn Writing> {
        Rc::new(Self { connection })
    }

    async fn write_all(&self, ids: Vec<String>, step: Step) -> Result<Option<u64>, StorageError> {
        let database = self.connection.database().await?;
        let transaction = transaction(&database, TransactionMode::Readwrite)?;
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
        let (rows, gone) = {
            let store = transaction.object_store(RECORDS).map_err(failed)?;
            let device = transaction.object_store(DEVICE).map_err(failed)?;
            put_entries(&transaction, left.entries.as_slice())?;
            let gone = take_away(&store, &left.gone)?;
            (put(&store, &device, left, revision)?, gone)
        };
        transaction.commit().await.map_err(failed)?;
        self.announce(&rows);
        if let Some(gone) = gone {
            self.announce(&gone);
        }
        Ok(Some(revision))
    }

    async fn rows_after(&self, known: u64) -> Result<Vec<Envelope>, StorageError> {
        let database = self.connection.database().await?;
        let transaction = transaction(&database, TransactionMode::Readonly)?;
        let device = transaction.object_store(DEVICE).map_err(failed)?;
        let last = device.get::<JsValue, _, _>(REVISION).primitive().map_err(failed)?.await.map_err(failed)?;
        if number(last).is_none_or(|last| last <= known) {
            return Ok(Vec::new());
        }
        drop(transaction);
        let transaction = self::transaction(&database, TransactionMode::Readonly)?;
        let store = transaction.object_store(RECORDS).map_err(failed)?;
        let rows = store.get_all::<JsValue>().primitive().map_err(failed)?.await.map_err(failed)?;
        let rows = rows.filter_map(|row| from_js(&row.ok()?));
        Ok(rows.filter(|row| row.revision > known).collect())
    }

    async fn replace_all(&self, left: Left) -> Result<(), StorageError> {
        let database = self.connection.database().await?;
        let names: Vec<&str> = BESIDES.into_iter().chain([RECORDS]).collect();
        let mut options = TransactionOptions::new();
        options.set_durability(TransactionDurability::Strict);
        let transaction = database.transaction(names.as_slice()).with_mode(TransactionMode::Readwrite);
        let transaction = transaction.with_options(options).build().map_err(failed)?;
        let last = {
            let device = transaction.object_store(DEVICE).map_err(failed)?;
            number(device.get::<JsValue, _, _>(REVISION).primitive().map_err(failed)?.await.map_err(failed)?)
        };
        if left.only_at.is_some() && left.only_at != last {
            transaction.abort().await.map_err(failed)?;
            return Err(StorageError::Changed);
        }
        {
            let device = transaction.object_store(DEVICE).map_err(failed)?;
            // Folders and the lock are forgotten where all of it is erased.
            let erases = left.copy.is_empty();
            for name in names.into_iter().filter(|name| erases || ![HANDLES, DEVICE].contains(name)) {
                drop(transaction.object_store(name).map_err(failed)?.clear().map_err(failed)?);
            }
            let store = transaction.object_store(RECORDS).map_err(failed)?;
            put_entries(&transaction, left.entries.as_slice())?;
            put(&store, &device, left, last.unwrap_or(0) + 1)?;
        }
        transaction.commit().await.map_err(failed)?;
        self.announce(&JsValue::from(REPLACED));
        Ok(())
    }

    /// Tells the other tabs which rows were written, or what became of all. A tab that does not hear it meets them when
    /// it writes, or when it comes to the front.
    fn announce(&self, told: &JsValue) {
        if let Some(channel) = &self.connection.channel {
            let _ = channel.post_message(told);
        }
    }
}

impl Writing for IdbWriter {
    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>> {
        Box::pin(async move { self.connection.noticing(self.write_all(ids, step).await) })
    }

    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>> {
        Box::pin(async move { self.connection.noticing(self.rows_after(revision).await) })
    }

    fn replace(&self, left: Left) -> Pending<'_, ()> {
        Box::pin(async move { self.connection.noticing(self.replace_all(left).await) })
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

/// Takes rows away, and returns how that is told to other tabs.
fn take_away(store: &ObjectStore, ids: &[String]) -> Result<Option<JsValue>, StorageError> {
    let gone = Array::new();
    for id in ids {
        drop(store.delete(id.as_str()).primitive().map_err(failed)?);
        gone.push(&id.as_str().into());
    }
    let told = Object::new();
    let _ = Reflect::set(&told, &GONE.into(), &gone);
    Ok((gone.length() > 0).then(|| told.into()))
}

/// Puts entries on their shelves, or takes them away.
pub(super) fn put_entries(transaction: &Transaction<'_>, entries: &[Entry]) -> Result<(), StorageError> {
    for Entry { shelf, key, value } in entries {
        let store = transaction.object_store(shelf.name()).map_err(failed)?;
        match value {
            Some(value) => {
                let put = store.put(JsValue::from_str(value)).with_key(key.as_str());
                drop(put.primitive().map_err(failed)?);
            }
            None => drop(store.delete(key.as_str()).primitive().map_err(failed)?),
        }
    }
    Ok(())
}

/// The highest revision of a store that an older version wrote, which counted row by row.
async fn highest(store: &ObjectStore<'_>) -> Result<u64, StorageError> {
    let rows = store.get_all::<JsValue>().primitive().map_err(failed)?.await.map_err(failed)?;
    Ok(rows.filter_map(|row| Some(from_js(&row.ok()?)?.revision)).max().unwrap_or(0))
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
