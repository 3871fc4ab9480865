//! What the browser itself keeps of folders: handles, which only it can read.

use std::rc::Rc;

use indexed_db_futures::{prelude::*, transaction::TransactionMode};
use wasm_bindgen::JsValue;

use super::{Connection, HANDLES, failed};
use crate::storage::StorageError;

/// The handles of a database.
pub struct IdbHandles {
    connection: Rc<Connection>,
}

impl IdbHandles {
    pub(super) fn new(connection: Rc<Connection>) -> Self {
        Self { connection }
    }

    /// What is kept under a key.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn read(&self, key: &str) -> Result<Option<JsValue>, StorageError> {
        let database = self.connection.database().await?;
        let transaction = database.transaction(HANDLES).with_mode(TransactionMode::Readonly).build();
        let transaction = transaction.map_err(failed)?;
        let store = transaction.object_store(HANDLES).map_err(failed)?;
        store.get::<JsValue, _, _>(key).primitive().map_err(failed)?.await.map_err(failed)
    }

    /// Keeps something under a key, or takes it away.
    ///
    /// # Errors
    /// The database cannot be written.
    pub async fn write(&self, key: &str, value: Option<JsValue>) -> Result<(), StorageError> {
        let database = self.connection.database().await?;
        let transaction = database.transaction(HANDLES).with_mode(TransactionMode::Readwrite).build();
        let transaction = transaction.map_err(failed)?;
        {
            let store = transaction.object_store(HANDLES).map_err(failed)?;
            match value {
                Some(value) => drop(store.put(value).with_key(key).primitive().map_err(failed)?),
                None => drop(store.delete(key).primitive().map_err(failed)?),
            }
        }
        transaction.commit().await.map_err(failed)
    }
}
