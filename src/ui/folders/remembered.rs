//! What is remembered of folders between two openings of the page.

use futures::future::LocalBoxFuture;
use wasm_bindgen::JsValue;

/// What the browser remembers of a folder: its handle, and the keys of what is sealed in it.
pub struct Remembered {
    /// The handle.
    pub handle: JsValue,
    /// The keys, the own one first.
    pub keys: Vec<String>,
}

/// Where folders and the server are remembered, by their purpose.
pub trait Handles {
    /// Claims a name for as long as this tab lives. False where another tab has it.
    fn claim(&self, name: &'static str) -> LocalBoxFuture<'_, bool>;

    /// What is remembered.
    fn read(&self, purpose: &'static str) -> LocalBoxFuture<'_, Option<Remembered>>;

    /// Remembers a folder, or forgets it.
    fn write(&self, purpose: &'static str, remembered: Option<Remembered>) -> LocalBoxFuture<'_, ()>;
}
