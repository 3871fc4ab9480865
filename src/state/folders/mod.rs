//! Folders: what a device backs up, and what copies share. A copy writes only its own file and reads the others'; what
//! a service does to files on the way (half of one, an old one, one under another name) is read or left out, and does
//! no harm, since merging twice is merging once. MERGE.md, Folder.

#[cfg(test)]
mod tests;

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use chrono::NaiveDateTime;

use super::store::Store;
use crate::{
    domain::Records,
    replica::folder::{backup_name, copy_name, device_of, is_of_another, superfluous},
    schema::{File, FileError, Level},
    sealed::{SealError, Sealer, is_sealed},
    storage::{Folder, FolderError, Listed},
};

/// What a folder is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Purpose {
    /// The backups of this device.
    Backups,
    /// What colleagues share: nothing that is private.
    Team,
    /// What the devices of one person share: everything, always sealed.
    Devices,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Backups, Self::Team, Self::Devices];

    /// Its key, under which it is remembered.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Backups => "backups",
            Self::Team => "team",
            Self::Devices => "devices",
        }
    }

    /// How much is written there.
    pub const fn level(self) -> Level {
        match self {
            Self::Team => Level::Team,
            Self::Backups | Self::Devices => Level::Full,
        }
    }

    /// Whether it is written only under a passphrase.
    pub const fn is_always_sealed(self) -> bool {
        matches!(self, Self::Devices)
    }
}

/// Why a file in a folder was left out.
#[derive(Clone, Debug, PartialEq)]
pub enum LeftOut {
    /// It is sealed, and not with this passphrase, or damaged.
    Sealed(SealError),
    /// It is none of ours, or damaged.
    File(FileError),
    /// It says nothing of how it came about.
    Unstamped,
    /// It could not be read.
    Folder(FolderError),
}

/// What came of going through a shared folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Synced {
    /// How many records of others changed something here.
    pub merged: usize,
    /// How many other devices have written there.
    pub others: usize,
    /// The files that were left out, with the reasons.
    pub left_out: Vec<(String, LeftOut)>,
}

/// Makes the file of a workspace at a level, without stamps.
pub type MakeFile = fn(&Records, Level, &str) -> File;

/// A folder in use.
pub struct InUse {
    store: Store,
    purpose: Purpose,
    folder: Rc<dyn Folder>,
    make: MakeFile,
    /// The key under which this copy writes, where it seals.
    sealer: Option<Sealer>,
    passphrase: Option<String>,
    /// The keys that open what others have sealed.
    keys: RefCell<Vec<Sealer>>,
    /// How often everything here was replaced when they were read.
    epoch: Cell<u64>,
    /// The files that were read, as they were listed then.
    read: RefCell<BTreeMap<String, Listed>>,
    /// What was written last, and the revision of the database then.
    written: RefCell<Option<(u64, String)>>,
}

/// The key for a folder: the one of what is sealed in it already, else a new one.
///
/// # Errors
/// The folder cannot be read, or holds files that this passphrase does not open.
pub async fn key_for(folder: &dyn Folder, passphrase: &str, salt: [u8; 16]) -> Result<Sealer, FolderError> {
    let failed = |error: SealError| FolderError::Failed(error.to_string());
    for listed in folder.list().await? {
        if listed.name.ends_with(".mainstay") {
            let bytes = folder.read(listed.name).await?;
            // What is damaged says nothing about the passphrase.
            match Sealer::of(&bytes, passphrase).and_then(|key| key.open(&bytes).map(|_| key)) {
                Ok(key) => return Ok(key),
                Err(SealError::Passphrase) => return Err(failed(SealError::Passphrase)),
                Err(_) => {}
            }
        }
    }
    Sealer::new(passphrase, salt).map_err(failed)
}

impl InUse {
    /// A folder from now on. With keys it seals, with the first of them; with a passphrase, what others have sealed
    /// with it in another way is opened too.
    pub fn new(
        store: Store,
        purpose: Purpose,
        folder: Rc<dyn Folder>,
        make: MakeFile,
        keys: Vec<Sealer>,
        passphrase: Option<String>,
    ) -> Self {
        let (sealer, keys) = (keys.first().cloned(), RefCell::new(keys));
        let (epoch, read, written) = (Cell::new(store.epoch()), RefCell::default(), RefCell::default());
        Self { store, purpose, folder, make, sealer, passphrase, keys, epoch, read, written }
    }

    /// Whether what it writes is sealed.
    pub fn is_sealed(&self) -> bool {
        self.sealer.is_some()
    }

    /// What it is called.
    pub fn name(&self) -> String {
        self.folder.name()
    }

    /// Writes a backup, where something has changed since the last one, and takes away those that need not be kept.
    /// Returns whether it wrote one.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub async fn back_up(&self, now: NaiveDateTime, exported_at: &str) -> Result<bool, FolderError> {
        if !self.write_what_is_new(backup_name(now, self.sealer.is_some()), exported_at).await? {
            return Ok(false);
        }
        let names: Vec<String> = self.folder.list().await?.into_iter().map(|listed| listed.name).collect();
        for name in superfluous(&names) {
            self.folder.remove(name).await?;
        }
        Ok(true)
    }

    /// The backups, the newest first.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub async fn backups(&self) -> Result<Vec<Listed>, FolderError> {
        let mut listed = self.folder.list().await?;
        listed.retain(|listed| crate::replica::folder::backup_time(&listed.name).is_some());
        listed.sort_by(|a, b| b.name.cmp(&a.name));
        Ok(listed)
    }

    /// Brings in what other copies have written, and writes what this one has.
    ///
    /// # Errors
    /// The folder cannot be used.
    pub async fn sync(&self, exported_at: &str) -> Result<Synced, FolderError> {
        let mut synced = Synced::default();
        if self.epoch.replace(self.store.epoch()) != self.store.epoch() {
            // Everything here was replaced: what others hold comes in again.
            self.read.borrow_mut().clear();
        }
        let device = self.store.device();
        let mut devices = BTreeSet::new();
        for listed in self.folder.list().await? {
            if !is_of_another(&listed.name, device) {
                continue;
            }
            devices.extend(device_of(&listed.name).filter(|other| *other != device));
            if self.read.borrow().get(&listed.name) == Some(&listed) {
                continue;
            }
            match self.bring_in(&listed.name).await {
                Ok(count) => {
                    synced.merged += count;
                    self.read.borrow_mut().insert(listed.name.clone(), listed);
                }
                // It may be on its way: it is read again the next time.
                Err(reason) => synced.left_out.push((listed.name, reason)),
            }
        }
        synced.others = devices.len();
        self.write_what_is_new(copy_name(device, self.sealer.is_some()), exported_at).await?;
        Ok(synced)
    }

    async fn bring_in(&self, name: &str) -> Result<usize, LeftOut> {
        let bytes = self.folder.read(name.to_owned()).await.map_err(LeftOut::Folder)?;
        let bytes = if is_sealed(&bytes) { self.open(&bytes).map_err(LeftOut::Sealed)? } else { bytes };
        let file = File::read(&bytes).map_err(LeftOut::File)?;
        if file.stamps.of.is_empty() && !file.records.is_empty() {
            return Err(LeftOut::Unstamped);
        }
        let meeting = self.store.meet(&file).map_err(LeftOut::File)?;
        Ok(self.store.bring_in(meeting))
    }

    fn open(&self, bytes: &[u8]) -> Result<Vec<u8>, SealError> {
        let fitting = self.keys.borrow().iter().find(|key| key.fits(bytes)).cloned();
        let sealer = match (fitting, &self.passphrase) {
            (Some(sealer), _) => sealer,
            (None, Some(passphrase)) => Sealer::of(bytes, passphrase)?,
            (None, None) => return Err(SealError::Passphrase),
        };
        let opened = sealer.open(bytes)?;
        if !self.keys.borrow().contains(&sealer) {
            self.keys.borrow_mut().push(sealer);
        }
        Ok(opened)
    }

    /// Writes the file of this copy, where it differs from what was written last. Returns whether it did.
    async fn write_what_is_new(&self, name: String, exported_at: &str) -> Result<bool, FolderError> {
        let revision = self.store.revision();
        if self.written.borrow().as_ref().is_some_and(|(written, _)| *written == revision) {
            return Ok(false);
        }
        let text = |at: &str| {
            let file = self.store.peek(|records| (self.make)(records, self.purpose.level(), at));
            self.store.with_stamps(file).to_text()
        };
        // The moment of writing is no change.
        let content = text("");
        if self.written.borrow().as_ref().is_some_and(|(_, written)| *written == content) {
            *self.written.borrow_mut() = Some((revision, content));
            return Ok(false);
        }
        let bytes = text(exported_at).into_bytes();
        let bytes = match &self.sealer {
            Some(sealer) => {
                let sealed = sealer.seal(&bytes, self.store.random());
                sealed.map_err(|error| FolderError::Failed(error.to_string()))?
            }
            None => bytes,
        };
        self.folder.write(name, bytes).await?;
        *self.written.borrow_mut() = Some((revision, content));
        Ok(true)
    }
}
