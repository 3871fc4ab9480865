//! Storage in IndexedDB: one object store of envelopes, strict commits, other tabs told over a broadcast channel. What
//! writes, and what is kept beside the records, comes in a part of the program of its own.

mod handles;
mod shelves;
mod watch;
mod writer;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use futures::{
    channel::oneshot::{self, Canceled},
    future::{Either, LocalBoxFuture, select},
};
use indexed_db_futures::{
    KeyPath,
    database::Database,
    error::{DomException, Error, OpenDbError},
    prelude::*,
    transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions},
};
use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BroadcastChannel, MessageEvent};

use super::{Envelope, Heard, Left, Listener, Loaded, Pending, Shelf, Step, Storage, StorageError, Unreadable};
use crate::{schema::Deletion, words::failure};

pub use handles::IdbHandles;
pub use shelves::IdbShelves;
pub use writer::IdbWriter;

/// The rows.
const RECORDS: &str = "records";
/// What belongs to this device, by its key.
const DEVICE: &str = Shelf::Device.name();
/// Handles of folders.
const HANDLES: &str = "handles";
/// Stores besides the rows. They come in one upgrade, with what they are for: this device, undo, replaced values, other
/// copies, files that the browser gave leave to write to, and large files.
const BESIDES: [&str; 6] = [DEVICE, Shelf::Undo.name(), Shelf::Replaced.name(), Shelf::Peers.name(), HANDLES, "blobs"];
/// What a transaction may touch.
const WRITTEN: [&str; 5] = [RECORDS, DEVICE, Shelf::Undo.name(), Shelf::Replaced.name(), Shelf::Peers.name()];
const VERSION: u8 = 2;
/// The key of what is kept of this copy.
const COPY: &str = "copy";
/// The key of the revision of the last transaction.
const REVISION: &str = "revision";
/// The key under which other tabs are told which rows were taken away.
const GONE: &str = "gone";
/// What other tabs are told where other rows were put in the place of all.
const REPLACED: &str = "replaced";

/// The database of a workspace, as all that use it hold it.
pub struct Connection {
    name: String,
    state: RefCell<State>,
    listener: RefCell<Option<Listener>>,
    channel: Option<BroadcastChannel>,
    /// What notices that the database is taken away. It comes with what writes.
    watch: Cell<Option<Watch>>,
}

/// Notices when a database is taken away from the page.
type Watch = fn(&Rc<Connection>, &Database);

/// How a page and its database stand.
enum State {
    Open(Database),
    /// The browser has closed it, or it was deleted. It is opened again when it is needed.
    Lost,
    /// A newer page has taken it over.
    Superseded,
}

/// Loads what writes, which no page needs to be shown.
pub type LoadWriter = fn(Rc<Connection>) -> LocalBoxFuture<'static, Option<Rc<dyn Writing>>>;

/// What writes into a database; see [`Storage`].
pub trait Writing {
    /// Runs a step in one transaction.
    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>>;

    /// The rows that were written after this revision.
    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>>;

    /// Puts rows in the place of everything.
    fn replace(&self, left: Left) -> Pending<'_, ()>;
}

/// The database of a workspace.
pub struct IdbStorage {
    connection: Rc<Connection>,
    opened_first: bool,
    load_writer: LoadWriter,
    writer: RefCell<Option<Rc<dyn Writing>>>,
}

impl Connection {
    /// The database, opened again where it was lost.
    pub(super) async fn database(self: &Rc<Self>) -> Result<Database, StorageError> {
        match &*self.state.borrow() {
            State::Open(database) => return Ok(database.clone()),
            State::Superseded => return Err(StorageError::Closed),
            State::Lost => {}
        }
        let database = open_database(&self.name).await?;
        *self.state.borrow_mut() = State::Open(database.clone());
        if let Some(watch) = self.watch.get() {
            watch(self, &database);
        }
        Ok(database)
    }

    /// Remembers that the browser has closed the database where an error says so, and passes the error on.
    pub(super) fn noticing<T>(&self, result: Result<T, StorageError>) -> Result<T, StorageError> {
        if matches!(result, Err(StorageError::Lost)) && matches!(*self.state.borrow(), State::Open(_)) {
            *self.state.borrow_mut() = State::Lost;
        }
        result
    }
}

/// Opens the database called `name`, creating it where there is none.
async fn open_database(name: &str) -> Result<Database, StorageError> {
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
    opened.map_err(cannot_open)
}

/// A transaction over all that a step may touch.
fn transaction<'a>(database: &'a Database, mode: TransactionMode) -> Result<Transaction<'a>, StorageError> {
    let mut options = TransactionOptions::new();
    options.set_durability(TransactionDurability::Strict);
    database.transaction(WRITTEN).with_mode(mode).with_options(options).build().map_err(failed)
}

impl IdbStorage {
    /// Opens the database called `name`, creating it where there is none. What writes into it comes when it is needed.
    ///
    /// # Errors
    /// Unavailable, blocked by another tab, or failed.
    pub async fn open(name: &str, load_writer: LoadWriter) -> Result<Self, StorageError> {
        let database = open_database(name).await?;
        let connection = Rc::new(Connection {
            name: name.to_owned(),
            state: RefCell::new(State::Open(database)),
            listener: RefCell::default(),
            channel: BroadcastChannel::new(name).ok(),
            watch: Cell::default(),
        });
        Ok(Self { connection, opened_first: is_first(name).await, load_writer, writer: RefCell::default() })
    }

    /// Notices from now on when the database is taken away from this page.
    pub fn watch(&self) {
        watch::begin(&self.connection);
    }

    /// What the database keeps beside its records.
    pub fn shelves(&self) -> IdbShelves {
        IdbShelves::new(Rc::clone(&self.connection))
    }

    /// The handles of folders that it keeps.
    pub fn handles(&self) -> IdbHandles {
        IdbHandles::new(Rc::clone(&self.connection))
    }

    async fn writer(&self) -> Result<Rc<dyn Writing>, StorageError> {
        if let Some(writer) = &*self.writer.borrow() {
            return Ok(Rc::clone(writer));
        }
        let writer = (self.load_writer)(Rc::clone(&self.connection)).await;
        let writer = writer.ok_or_else(|| StorageError::Failed(failure::PART_MISSING.into()))?;
        *self.writer.borrow_mut() = Some(Rc::clone(&writer));
        Ok(writer)
    }

    async fn load_all(&self) -> Result<Loaded, StorageError> {
        let database = self.connection.database().await?;
        let unread = |error: Error| match failed(error) {
            StorageError::Failed(reason) => StorageError::CannotOpen(reason),
            other => other,
        };
        let transaction = transaction(&database, TransactionMode::Readonly)?;
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
}

impl Storage for IdbStorage {
    fn load(&self) -> Pending<'_, Loaded> {
        Box::pin(self.load_all())
    }

    fn write(&self, ids: Vec<String>, step: Step) -> Pending<'_, Option<u64>> {
        Box::pin(async move { self.writer().await?.write(ids, step).await })
    }

    fn later_than(&self, revision: u64) -> Pending<'_, Vec<Envelope>> {
        Box::pin(async move { self.writer().await?.later_than(revision).await })
    }

    fn replace(&self, left: Left) -> Pending<'_, ()> {
        Box::pin(async move { self.writer().await?.replace(left).await })
    }

    fn listen(&self, listener: Listener) {
        *self.connection.listener.borrow_mut() = Some(Rc::clone(&listener));
        let Some(channel) = &self.connection.channel else { return };
        let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let told = event.data();
            listener(match told.as_string() {
                Some(_) => Heard::Replaced,
                None => match Reflect::get(&told, &GONE.into()) {
                    Ok(gone) if gone.is_truthy() => {
                        Heard::Gone(Array::from(&gone).iter().filter_map(|id| id.as_string()).collect())
                    }
                    _ => Heard::Rows(Array::from(&told).iter().filter_map(|row| from_js(&row)).collect()),
                },
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

/// Whether this tab is the first to open the database. Where the browser has no locks, every tab is taken for the
/// first, which costs a copy and nothing else.
async fn is_first(name: &str) -> bool {
    claim(&format!("{name}-first")).await
}

/// Claims a name for as long as this tab lives. Where the browser has no locks, it is there.
pub(super) async fn claim(name: &str) -> bool {
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
    match request.call3(&locks, &name.into(), &options, &held) {
        Ok(_) => told.await.unwrap_or(true),
        Err(_) => true,
    }
}

fn number(value: Option<JsValue>) -> Option<u64> {
    value.and_then(|value| value.as_f64()).map(|number| number as u64)
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

pub(super) fn failed(error: Error) -> StorageError {
    match &error {
        Error::DomException(DomException::Other(exception)) if exception.name() == "QuotaExceededError" => {
            StorageError::Full
        }
        // A transaction that ended without an error and without a commit: the disk did not take it.
        Error::MissingData(_) => StorageError::Full,
        Error::DomException(DomException::InvalidStateError(_)) => StorageError::Lost,
        _ => StorageError::Failed(error.to_string()),
    }
}
