//! What a database keeps beside its records, in IndexedDB. It comes in a part of the program that is loaded after the
//! first page.

use std::rc::Rc;

use futures::future::LocalBoxFuture;
use gloo_storage::{SessionStorage, Storage as _};
use indexed_db_futures::{KeyRange, prelude::*, transaction::TransactionMode};
use wasm_bindgen::JsValue;

use super::{Connection, claim, failed, writer::put_entries};
use crate::storage::{Entry, Pending, Shelf, Shelves, StorageError};

/// The key of what a tab remembers.
const TAB: &str = "mainstay.tab";
/// Greater than what comes in a key.
const LAST: char = '\u{ffff}';

/// The shelves of a database.
pub struct IdbShelves {
    connection: Rc<Connection>,
}

impl IdbShelves {
    pub(super) fn new(connection: Rc<Connection>) -> Self {
        Self { connection }
    }

    async fn read_all(&self, shelf: Shelf, beginning: String) -> Result<Vec<(String, String)>, StorageError> {
        let database = self.connection.database().await?;
        let transaction = database.transaction(shelf.name()).with_mode(TransactionMode::Readonly).build();
        let transaction = transaction.map_err(failed)?;
        let store = transaction.object_store(shelf.name()).map_err(failed)?;
        let range = KeyRange::Bound(beginning.clone(), false, format!("{beginning}{LAST}"), true);
        let keys = store.get_all_keys::<String>().with_query::<String, _>(range.clone()).primitive().map_err(failed)?;
        let values = store.get_all::<JsValue>().with_query::<String, _>(range).primitive().map_err(failed)?;
        let keys = keys.await.map_err(failed)?;
        let values = values.await.map_err(failed)?;
        Ok(keys.zip(values).filter_map(|(key, value)| Some((key.ok()?, value.ok()?.as_string()?))).collect())
    }

    async fn all_keys(&self, shelf: Shelf) -> Result<Vec<String>, StorageError> {
        let database = self.connection.database().await?;
        let transaction = database.transaction(shelf.name()).with_mode(TransactionMode::Readonly).build();
        let transaction = transaction.map_err(failed)?;
        let store = transaction.object_store(shelf.name()).map_err(failed)?;
        let keys = store.get_all_keys::<String>().primitive().map_err(failed)?.await.map_err(failed)?;
        Ok(keys.filter_map(Result::ok).collect())
    }

    async fn write_all(&self, entries: Vec<Entry>) -> Result<(), StorageError> {
        let database = self.connection.database().await?;
        let mut names: Vec<&str> = entries.iter().map(|entry| entry.shelf.name()).collect();
        names.sort_unstable();
        names.dedup();
        if names.is_empty() {
            return Ok(());
        }
        let transaction = database.transaction(names.as_slice()).with_mode(TransactionMode::Readwrite).build();
        let transaction = transaction.map_err(failed)?;
        put_entries(&transaction, &entries)?;
        transaction.commit().await.map_err(failed)
    }
}

impl Shelves for IdbShelves {
    fn read(&self, shelf: Shelf, beginning: String) -> Pending<'_, Vec<(String, String)>> {
        Box::pin(self.read_all(shelf, beginning))
    }

    fn keys(&self, shelf: Shelf) -> Pending<'_, Vec<String>> {
        Box::pin(self.all_keys(shelf))
    }

    fn write(&self, entries: Vec<Entry>) -> Pending<'_, ()> {
        Box::pin(self.write_all(entries))
    }

    fn claim(&self, name: String) -> LocalBoxFuture<'_, bool> {
        Box::pin(async move { claim(&name).await })
    }

    fn remembered(&self) -> Option<String> {
        SessionStorage::get(TAB).ok()
    }

    fn remember(&self, text: &str) {
        // A browser that keeps nothing for a tab has a stack that does not outlive it.
        let _ = SessionStorage::set(TAB, text);
    }
}
