//! The storage contract on real IndexedDB. It runs in a browser, opened by `tests/e2e/storage.spec.ts`.
#![cfg(target_arch = "wasm32")]

use std::future::ready;

use mainstay::storage::{IdbStorage, IdbWriter, contract};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn indexed_db_keeps_the_contract() {
    let name = format!("contract-{}", js_sys::Date::now());
    let open = || IdbStorage::open(&name, |connection| Box::pin(ready(Some(IdbWriter::shared(connection)))));
    let opened = (open().await, open().await);
    let (Ok(storage), Ok(other)) = opened else { panic!("the database did not open") };
    assert_eq!(contract(&storage, &other).await, Ok(()));
}
