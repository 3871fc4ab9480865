//! A folder of the person's, through the File System Access API: chosen by them, and read and written since.

use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::script::{call, call_now, get, object};
use crate::state::{Folder, FolderError, InFolder, Listed};

/// A folder that the person has chosen.
#[derive(Clone)]
pub struct DiskFolder(JsValue);

/// Whether the browser lets a page use folders.
pub fn has_folders() -> bool {
    Reflect::has(&window(), &"showDirectoryPicker".into()).unwrap_or(false)
}

/// Asks for a folder; `None` where the person has chosen none. `purpose` has the browser begin where that was last.
pub async fn choose_folder(purpose: &str) -> Option<DiskFolder> {
    let options = object(&[("mode", "readwrite".into()), ("id", purpose.into())]);
    call(&window(), "showDirectoryPicker", &[options]).await.ok().map(DiskFolder)
}

impl DiskFolder {
    /// A folder that was remembered.
    pub fn remembered(handle: JsValue) -> Self {
        Self(handle)
    }

    /// What the browser remembers of it.
    pub fn handle(&self) -> &JsValue {
        &self.0
    }

    /// Whether the page may use it now; with `asks`, after asking the person, who must have pressed something.
    pub async fn is_allowed(&self, asks: bool) -> bool {
        let ask = if asks { "requestPermission" } else { "queryPermission" };
        let mode = object(&[("mode", "readwrite".into())]);
        call(&self.0, ask, &[mode]).await.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted"))
    }

    async fn file(&self, name: &str, create: bool) -> Result<JsValue, FolderError> {
        let options = object(&[("create", create.into())]);
        call(&self.0, "getFileHandle", &[name.into(), options]).await.map_err(failed)
    }

    async fn list_all(&self) -> Result<Vec<Listed>, FolderError> {
        let entries = call_now(&self.0, "values", &[]).map_err(failed)?;
        let mut listed = Vec::new();
        loop {
            let next = call(&entries, "next", &[]).await.map_err(failed)?;
            if get(&next, "done").is_truthy() {
                return Ok(listed);
            }
            let handle = get(&next, "value");
            if get(&handle, "kind").as_string().as_deref() != Some("file") {
                continue;
            }
            // A file may go while the folder is read.
            let Ok(file) = call(&handle, "getFile", &[]).await else { continue };
            let number = |key| get(&file, key).as_f64().unwrap_or_default();
            listed.push(Listed {
                name: get(&handle, "name").as_string().unwrap_or_default(),
                size: number("size") as u64,
                changed_at: number("lastModified") as i64,
            });
        }
    }

    async fn read_all(&self, name: &str) -> Result<Vec<u8>, FolderError> {
        let file = call(&self.file(name, false).await?, "getFile", &[]).await.map_err(failed)?;
        let bytes = call(&file, "arrayBuffer", &[]).await.map_err(failed)?;
        Ok(Uint8Array::new(&bytes).to_vec())
    }

    async fn write_all(&self, name: &str, bytes: &[u8]) -> Result<(), FolderError> {
        let file = self.file(name, true).await?;
        // What is written stands beside the file until it is closed, and then takes its place.
        let writable = call(&file, "createWritable", &[]).await.map_err(failed)?;
        let written = call(&writable, "write", &[Uint8Array::from(bytes).into()]).await;
        if let Err(error) = written {
            drop(call(&writable, "abort", &[]).await);
            return Err(failed(error));
        }
        call(&writable, "close", &[]).await.map_err(failed)?;
        Ok(())
    }
}

impl Folder for DiskFolder {
    fn name(&self) -> String {
        get(&self.0, "name").as_string().unwrap_or_default()
    }

    fn list(&self) -> InFolder<'_, Vec<Listed>> {
        Box::pin(self.list_all())
    }

    fn read(&self, name: String) -> InFolder<'_, Vec<u8>> {
        Box::pin(async move { self.read_all(&name).await })
    }

    fn write(&self, name: String, bytes: Vec<u8>) -> InFolder<'_, ()> {
        Box::pin(async move { self.write_all(&name, &bytes).await })
    }

    fn remove(&self, name: String) -> InFolder<'_, ()> {
        Box::pin(async move {
            match call(&self.0, "removeEntry", &[name.into()]).await.map_err(failed) {
                Ok(_) | Err(FolderError::Gone) => Ok(()),
                Err(error) => Err(error),
            }
        })
    }
}

/// Why the browser refused.
fn failed(error: JsValue) -> FolderError {
    match get(&error, "name").as_string().as_deref() {
        Some("NotAllowedError" | "SecurityError") => FolderError::NotAllowed,
        Some("NotFoundError") => FolderError::Gone,
        _ => FolderError::Failed(get(&error, "message").as_string().unwrap_or_default()),
    }
}
