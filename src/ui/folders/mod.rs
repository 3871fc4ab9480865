//! The folders that this device backs up into and shares with others: chosen once, remembered, and looked after while
//! the page is open. It comes in a part of the program that is loaded after the first page.

mod remembered;

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::Rc,
};

use leptos::{ev, prelude::*};

use super::browser::{self, DiskFolder};
use crate::{
    domain::{Millis, Records},
    export::{Level, Scope, json_file},
    import::FileError,
    sealed::{SealError, Sealer},
    state::{Folder, FolderError, InUse, LeftOut, Listed, Purpose, SaveState, Store, key_for},
    words::screen::folders as text,
};

pub use remembered::{Handles, Remembered};

/// How often shared folders are looked at.
const EVERY: std::time::Duration = std::time::Duration::from_secs(10);
/// How often a backup is written, where something has changed.
pub const BETWEEN_BACKUPS: Millis = 3_600_000;

/// How a folder stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Standing {
    /// None was chosen.
    #[default]
    None,
    /// The browser wants to be asked again.
    NotAllowed(String),
    /// It is in use.
    InUse {
        /// What it is called.
        name: String,
        /// Whether what is written is sealed.
        is_sealed: bool,
        /// When it was last gone through.
        at: Option<Millis>,
        /// The files of others.
        others: usize,
        /// Why files of others were left out.
        left_out: Vec<(String, LeftOut)>,
    },
    /// It could not be used.
    Failed(String, FolderError),
}

/// Why a folder was not taken.
pub enum NotTaken {
    /// The person gave up.
    GaveUp,
    /// What is sealed in it is under another passphrase, or it could not be read.
    Reason(String),
}

/// A folder and what is done with it.
#[derive(Default)]
struct Place {
    standing: RwSignal<Standing>,
    folder: RefCell<Option<DiskFolder>>,
    keys: RefCell<Vec<String>>,
    in_use: RefCell<Option<Rc<InUse>>>,
    is_busy: Cell<bool>,
    backed_up_at: Cell<Millis>,
}

/// All folders of this device.
pub struct Folders {
    store: Store,
    handles: Rc<dyn Handles>,
    places: [Place; 3],
    /// Whether the browser was asked to keep what is stored.
    has_asked: Cell<bool>,
    /// Whether the database was gone when the folders were last looked at.
    was_gone: Cell<bool>,
}

thread_local! {
    static FOLDERS: OnceCell<Rc<Folders>> = const { OnceCell::new() };
}

/// The folders; `None` where the database did not open.
pub fn folders() -> Option<Rc<Folders>> {
    FOLDERS.with(|folders| folders.get().cloned())
}

/// Goes on with the folders that were chosen, and looks after them from now on.
pub async fn resume(store: Store, handles: Rc<dyn Handles>) {
    let folders = Rc::new(Folders {
        store,
        handles,
        places: Default::default(),
        has_asked: Cell::new(false),
        was_gone: Cell::new(false),
    });
    FOLDERS.with(|known| drop(known.set(Rc::clone(&folders))));
    for purpose in Purpose::ALL {
        if let Some(Remembered { handle, keys }) = folders.handles.read(purpose.key()).await {
            let folder = DiskFolder::remembered(handle);
            let keys = keys.iter().filter_map(|key| Sealer::read(key)).collect();
            folders.take_up(purpose, folder, keys, None).await;
        }
    }
    let (ticking, looking) = (Rc::clone(&folders), folders);
    let ticks = set_interval_with_handle(move || ticking.go_through(), EVERY);
    let entered = window_event_listener(ev::focus, move |_| looking.go_through());
    // They live as long as the page.
    std::mem::forget((ticks, entered));
}

impl Folders {
    fn place(&self, purpose: Purpose) -> &Place {
        &self.places[purpose as usize]
    }

    /// How a folder stands.
    pub fn standing(&self, purpose: Purpose) -> Signal<Standing> {
        self.place(purpose).standing.into()
    }

    /// Asks for a folder and uses it from now on, under a passphrase where there is one.
    ///
    /// # Errors
    /// Why it was not taken.
    pub async fn choose(self: Rc<Self>, purpose: Purpose, passphrase: String) -> Result<(), NotTaken> {
        let folder = browser::choose_folder(purpose.key()).await.ok_or(NotTaken::GaveUp)?;
        let passphrase = Some(browser::composed(&passphrase)).filter(|passphrase| !passphrase.is_empty());
        let keys: Vec<Sealer> = match &passphrase {
            Some(passphrase) => {
                browser::pause().await;
                let key = key_for(&folder, passphrase, browser::random_bytes()).await;
                vec![key.map_err(|error| NotTaken::Reason(folder_failed(&error)))?]
            }
            None => Vec::new(),
        };
        let remembered =
            Remembered { handle: folder.handle().clone(), keys: keys.iter().map(Sealer::to_text).collect() };
        self.handles.write(purpose.key(), Some(remembered)).await;
        self.take_up(purpose, folder, keys, passphrase).await;
        Ok(())
    }

    async fn take_up(
        self: &Rc<Self>,
        purpose: Purpose,
        folder: DiskFolder,
        keys: Vec<Sealer>,
        passphrase: Option<String>,
    ) {
        let place = self.place(purpose);
        let name = folder.name();
        let is_allowed = folder.is_allowed(false).await;
        let is_sealed = !keys.is_empty();
        *place.keys.borrow_mut() = keys.iter().map(Sealer::to_text).collect();
        let make = |records: &_, level: Level, at: &str| json_file(records, Scope::Workspace, level, at);
        let in_use = InUse::new(self.store, purpose, Rc::new(folder.clone()), make, keys, passphrase);
        *place.folder.borrow_mut() = Some(folder);
        *place.in_use.borrow_mut() = Some(Rc::new(in_use));
        if is_allowed {
            let (others, left_out) = (0, Vec::new());
            place.standing.set(Standing::InUse { name, is_sealed, at: None, others, left_out });
            self.look_after(purpose).await;
        } else {
            place.standing.set(Standing::NotAllowed(name));
        }
    }

    /// Asks the browser again whether the page may use a folder. To be called when the person presses something.
    pub async fn allow_again(self: Rc<Self>, purpose: Purpose) {
        let folder = self.place(purpose).folder.borrow().clone();
        let Some(folder) = folder else { return };
        if folder.is_allowed(true).await {
            let remembered = self.handles.read(purpose.key()).await;
            let keys = remembered.map(|remembered| remembered.keys).unwrap_or_default();
            let keys = keys.iter().filter_map(|key| Sealer::read(key)).collect();
            self.take_up(purpose, folder, keys, None).await;
        }
    }

    /// Remembers all folders once more, where the database has lost them.
    pub async fn remember_again(self: Rc<Self>) {
        for purpose in Purpose::ALL {
            let place = self.place(purpose);
            let folder = place.folder.borrow().clone();
            if let Some(folder) = folder {
                let keys = place.keys.borrow().clone();
                let remembered = Remembered { handle: folder.handle().clone(), keys };
                self.handles.write(purpose.key(), Some(remembered)).await;
            }
        }
    }

    /// Uses a folder no more. What was written there stays.
    pub async fn stop(self: Rc<Self>, purpose: Purpose) {
        self.handles.write(purpose.key(), None).await;
        let place = self.place(purpose);
        (*place.folder.borrow_mut(), *place.in_use.borrow_mut()) = (None, None);
        place.standing.set(Standing::None);
    }

    /// Writes a backup now, if something has changed since the last one.
    pub async fn back_up_now(self: Rc<Self>) {
        self.place(Purpose::Backups).backed_up_at.set(0);
        self.look_after(Purpose::Backups).await;
    }

    /// The backups in the folder, the newest first.
    pub async fn backups(&self) -> Vec<Listed> {
        let in_use = self.place(Purpose::Backups).in_use.borrow().clone();
        match in_use {
            Some(in_use) => in_use.backups().await.unwrap_or_default(),
            None => Vec::new(),
        }
    }

    /// What a backup holds.
    pub async fn backup(&self, name: String) -> Option<Vec<u8>> {
        let folder = self.place(Purpose::Backups).folder.borrow().clone()?;
        folder.read(name).await.ok()
    }

    fn go_through(self: &Rc<Self>) {
        self.ask_to_keep();
        if self.store.saved().get_untracked() != SaveState::Gone && self.was_gone.replace(false) {
            leptos::task::spawn_local(Rc::clone(self).remember_again());
        }
        if self.store.saved().get_untracked() == SaveState::Gone {
            self.was_gone.set(true);
            return;
        }
        for purpose in Purpose::ALL {
            let folders = Rc::clone(self);
            leptos::task::spawn_local(async move { folders.look_after(purpose).await });
        }
    }

    /// Asks the browser to keep what is stored, once there is an account of one's own: before, there is nothing to
    /// lose.
    fn ask_to_keep(&self) {
        if !self.has_asked.get() && self.store.peek(Records::has_own_account) {
            self.has_asked.set(true);
            leptos::task::spawn_local(async {
                if browser::storage_state().await.is_some_and(|(is_kept, _)| !is_kept) {
                    browser::persist().await;
                }
            });
        }
    }

    async fn look_after(&self, purpose: Purpose) {
        let place = self.place(purpose);
        let in_use = place.in_use.borrow().clone();
        let (Some(in_use), false) = (in_use, place.is_busy.get()) else { return };
        if matches!(place.standing.get_untracked(), Standing::NotAllowed(_) | Standing::None) {
            return;
        }
        let now = self.store.now();
        if purpose == Purpose::Backups && now - place.backed_up_at.get() < BETWEEN_BACKUPS {
            return;
        }
        place.is_busy.set(true);
        let at = browser::iso_time(now);
        let done = match purpose {
            Purpose::Backups => in_use.back_up(browser::local_time(now), &at).await.map(|_| Default::default()),
            Purpose::Team | Purpose::Devices => in_use.sync(&at).await,
        };
        place.is_busy.set(false);
        let name = in_use.name();
        place.standing.set(match done {
            Ok(synced) => {
                place.backed_up_at.set(now);
                if purpose == Purpose::Backups {
                    self.store.note_export(untrack(|| self.store.today()));
                }
                let (others, left_out) = (synced.others, synced.left_out);
                Standing::InUse { name, is_sealed: in_use.is_sealed(), at: Some(now), others, left_out }
            }
            Err(FolderError::NotAllowed) => Standing::NotAllowed(name),
            Err(error) => Standing::Failed(name, error),
        });
    }
}

/// Why a folder cannot be used, as a sentence.
pub fn folder_failed(error: &FolderError) -> String {
    match error {
        FolderError::NotAllowed => text::NOT_ALLOWED.to_owned(),
        FolderError::Gone => text::GONE.to_owned(),
        FolderError::Failed(reason) => text::failed(reason),
    }
}

/// Why a file of another copy was left out, as a sentence.
pub fn said_of(why: &LeftOut) -> String {
    match why {
        LeftOut::File(FileError::NotJson { .. } | FileError::NotText { .. })
        | LeftOut::Sealed(SealError::Truncated) => text::NOT_WHOLE.to_owned(),
        LeftOut::Sealed(SealError::Passphrase) => text::ANOTHER_PASSPHRASE.to_owned(),
        LeftOut::Sealed(error) => error.to_string(),
        LeftOut::File(error) => crate::import::refusal(error),
        LeftOut::Unstamped => text::UNSTAMPED.to_owned(),
        LeftOut::Folder(error) => folder_failed(error),
    }
}
