//! A folder of the person's, in which files are written and read. One for the browser is in `ui/browser/folder.rs`;
//! this one is for tests.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use futures::future::LocalBoxFuture;

/// A file as a folder lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// When it was changed last, in milliseconds.
    pub changed_at: i64,
}

/// Why a folder could not be used. The message says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderError {
    /// The browser wants to be asked again whether this page may use it.
    NotAllowed,
    /// It is not there any more.
    Gone,
    /// Something else, in the browser's words.
    Failed(String),
}

/// What comes of a folder.
pub type InFolder<'a, T> = LocalBoxFuture<'a, Result<T, FolderError>>;

/// A folder.
pub trait Folder {
    /// What it is called.
    fn name(&self) -> String;

    /// Its files.
    fn list(&self) -> InFolder<'_, Vec<Listed>>;

    /// What a file holds.
    fn read(&self, name: String) -> InFolder<'_, Vec<u8>>;

    /// Writes a file as a whole: it is there, or what was there before.
    fn write(&self, name: String, bytes: Vec<u8>) -> InFolder<'_, ()>;

    /// Removes a file. One that is not there is removed already.
    fn remove(&self, name: String) -> InFolder<'_, ()>;
}

/// Files with the moments of their last change.
type Files = BTreeMap<String, (i64, Vec<u8>)>;

/// A folder in memory, which several hold.
#[derive(Clone, Default)]
pub struct MemoryFolder {
    files: Rc<RefCell<Files>>,
    clock: Rc<RefCell<i64>>,
    failure: Rc<RefCell<Option<FolderError>>>,
}

impl MemoryFolder {
    /// Puts a file there as somebody else does.
    pub fn put(&self, name: &str, bytes: Vec<u8>) {
        *self.clock.borrow_mut() += 1;
        self.files.borrow_mut().insert(name.to_owned(), (*self.clock.borrow(), bytes));
    }

    /// Lets everything fail from now on, or succeed again.
    pub fn fail_with(&self, failure: Option<FolderError>) {
        self.failure.replace(failure);
    }

    fn unless_it_fails<T>(&self, result: Result<T, FolderError>) -> Result<T, FolderError> {
        self.failure.borrow().clone().map_or(result, Err)
    }
}

impl Folder for MemoryFolder {
    fn name(&self) -> String {
        "memory".into()
    }

    fn list(&self) -> InFolder<'_, Vec<Listed>> {
        let files = self.files.borrow();
        let listed = files.iter().map(|(name, (changed_at, bytes))| Listed {
            name: name.clone(),
            size: bytes.len() as u64,
            changed_at: *changed_at,
        });
        let listed = self.unless_it_fails(Ok(listed.collect()));
        Box::pin(async move { listed })
    }

    fn read(&self, name: String) -> InFolder<'_, Vec<u8>> {
        let bytes = self.files.borrow().get(&name).map(|(_, bytes)| bytes.clone());
        let bytes = self.unless_it_fails(bytes.ok_or(FolderError::Gone));
        Box::pin(async move { bytes })
    }

    fn write(&self, name: String, bytes: Vec<u8>) -> InFolder<'_, ()> {
        let done = self.unless_it_fails(Ok(()));
        if done.is_ok() {
            self.put(&name, bytes);
        }
        Box::pin(async move { done })
    }

    fn remove(&self, name: String) -> InFolder<'_, ()> {
        let done = self.unless_it_fails(Ok(()));
        if done.is_ok() {
            self.files.borrow_mut().remove(&name);
        }
        Box::pin(async move { done })
    }
}
