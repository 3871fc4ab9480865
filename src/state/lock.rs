//! The lock of a workspace in this browser: its rows are sealed with a random key, which a passphrase opens and, where
//! the person wants that, a passkey. docs/security.md, Lock.

use std::{cell::RefCell, rc::Rc};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Value, json};

use crate::{
    replica::CopyState,
    schema::{Envelope, FORMAT, Level, VERSION},
    sealed::{RowKeys, SealError, Sealer},
    storage::{
        Cipher, Entry, LOCK, Left, Loaded, Locked, LockedShelves, Shelf, Shelves, Storage, StorageError, close_left,
        open_raw,
    },
    words::failure,
};

/// The format of a file that holds rows under a lock, and how near its beginning it says so, in bytes.
const LOCKED_FORMAT: &str = "mainstay-locked";
const FORMAT_WITHIN: usize = 100;
/// Where the key stands that a passkey opens.
const PASSKEY: &str = "passkey";

/// Gives random bytes that were never given before.
pub type Random = fn() -> [u8; 16];

/// The key of a lock that is open.
#[derive(Clone)]
pub struct LockKey {
    key: [u8; 32],
    number: [u8; 16],
    rows: RowKeys,
    random: Random,
}

/// A passkey that opens a lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// How the browser knows it.
    pub credential: Vec<u8>,
    /// What it is asked for.
    pub salt: [u8; 32],
    /// The key, sealed with its answer.
    sealed: Vec<u8>,
}

/// What stands beside the sealed rows, so that who knows the passphrase can open them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    number: [u8; 16],
    /// The key, sealed under the passphrase.
    sealed: Vec<u8>,
    /// A second way in.
    pub passkey: Option<Passkey>,
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const COUNT: usize>(text: &str) -> Option<[u8; COUNT]> {
    let bytes: Vec<u8> =
        (0..COUNT).map(|at| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()).collect::<Option<_>>()?;
    bytes.try_into().ok().filter(|_| text.len() == 2 * COUNT)
}

impl LockKey {
    fn new(key: [u8; 32], number: [u8; 16], random: Random) -> Self {
        Self { key, number, rows: RowKeys::of_key(&key, number), random }
    }

    /// The key as text, for another tab of the same browser.
    pub fn to_text(&self) -> String {
        format!("{}{}", hex(&self.number), hex(&self.key))
    }

    /// Reads what [`LockKey::to_text`] has written.
    pub fn read(text: &str, random: Random) -> Option<Self> {
        let (number, key) = (text.get(..32)?, text.get(32..)?);
        Some(Self::new(unhex(key)?, unhex(number)?, random))
    }
}

impl Cipher for LockKey {
    fn close(&self, place: &str, text: &str) -> String {
        // A text of a record is far from being too large.
        self.rows.seal(place, text.as_bytes(), (self.random)()).map(|sealed| BASE64.encode(sealed)).unwrap_or_default()
    }

    fn open(&self, place: &str, sealed: &str) -> Option<String> {
        String::from_utf8(self.rows.open(place, &BASE64.decode(sealed).ok()?).ok()?).ok()
    }
}

impl Lock {
    /// A lock under a passphrase, with the key that it keeps.
    ///
    /// # Errors
    /// None with what a person can type.
    pub fn new(passphrase: &str, random: Random) -> Result<(Self, LockKey), SealError> {
        let [number, one, other] = [random(), random(), random()];
        let key: [u8; 32] = std::array::from_fn(|at| if at < 16 { one[at] } else { other[at - 16] });
        let key = LockKey::new(key, number, random);
        Ok((Self { number, sealed: seal(&key, passphrase)?, passkey: None }, key))
    }

    /// The same lock and key under another passphrase.
    ///
    /// # Errors
    /// None with what a person can type.
    pub fn under(self, passphrase: &str, key: &LockKey) -> Result<Self, SealError> {
        Ok(Self { sealed: seal(key, passphrase)?, ..self })
    }

    /// The same lock with a passkey that opens it too. `secret` is what the passkey answers to `salt`.
    ///
    /// # Errors
    /// None.
    pub fn with_passkey(
        self,
        key: &LockKey,
        credential: Vec<u8>,
        salt: [u8; 32],
        secret: &[u8; 32],
    ) -> Result<Self, SealError> {
        let sealed = RowKeys::of_key(secret, self.number).seal(PASSKEY, &key.key, (key.random)())?;
        Ok(Self { passkey: Some(Passkey { credential, salt, sealed }), ..self })
    }

    /// The same lock, which only the passphrase opens.
    pub fn without_passkey(self) -> Self {
        Self { passkey: None, ..self }
    }

    /// Opens it with the passphrase.
    ///
    /// # Errors
    /// It is another one, or the lock is damaged.
    pub fn open(&self, passphrase: &str, random: Random) -> Result<LockKey, SealError> {
        let key = Sealer::of(&self.sealed, passphrase)?.open(&self.sealed)?;
        let key = key.try_into().map_err(|_| SealError::Head)?;
        Ok(LockKey::new(key, self.number, random))
    }

    /// Opens it with what the passkey has answered.
    ///
    /// # Errors
    /// It is another passkey.
    pub fn open_with_secret(&self, secret: &[u8; 32], random: Random) -> Result<LockKey, SealError> {
        let sealed = self.passkey.as_ref().map(|passkey| passkey.sealed.as_slice()).unwrap_or_default();
        let key = RowKeys::of_key(secret, self.number).open(PASSKEY, sealed)?;
        let key = key.try_into().map_err(|_| SealError::Head)?;
        Ok(LockKey::new(key, self.number, random))
    }

    /// Whether a key is that of this lock.
    pub fn fits(&self, key: &LockKey) -> bool {
        self.number == key.number
    }

    /// The lock as the database holds it.
    pub fn to_text(&self) -> String {
        let passkey = self.passkey.as_ref().map(|passkey| {
            json!({
                "credential": BASE64.encode(&passkey.credential),
                "salt": hex(&passkey.salt),
                "sealed": BASE64.encode(&passkey.sealed),
            })
        });
        let (number, sealed) = (hex(&self.number), BASE64.encode(&self.sealed));
        json!({ "version": 1, "number": number, "sealed": sealed, "passkey": passkey }).to_string()
    }

    /// Reads what [`Lock::to_text`] has written.
    pub fn read(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let bytes = |value: &Value| BASE64.decode(value.as_str()?).ok();
        let passkey = |value: &Value| {
            let (credential, sealed) = (bytes(&value["credential"])?, bytes(&value["sealed"])?);
            Some(Passkey { credential, salt: unhex(value["salt"].as_str()?)?, sealed })
        };
        Some(Self {
            number: unhex(value["number"].as_str()?)?,
            sealed: bytes(&value["sealed"])?,
            passkey: value.get("passkey").and_then(passkey),
        })
    }
}

fn seal(key: &LockKey, passphrase: &str) -> Result<Vec<u8>, SealError> {
    Sealer::new(passphrase, (key.random)())?.seal(&key.key, (key.random)())
}

/// The database of a page, with its lock where it has one.
pub struct Vault {
    below: Rc<dyn Storage>,
    shelves: Rc<dyn Shelves>,
    lock: RefCell<Option<(Lock, LockKey)>>,
    /// The lock as text, for the database as the page uses it.
    text: Rc<RefCell<String>>,
}

impl Vault {
    /// A database and what it keeps beside its rows, as they are on the disk, with the lock that was opened.
    pub fn new(below: Rc<dyn Storage>, shelves: Rc<dyn Shelves>, lock: Option<(Lock, LockKey)>) -> Self {
        let text = lock.as_ref().map(|(lock, _)| lock.to_text()).unwrap_or_default();
        Self { below, shelves, lock: RefCell::new(lock), text: Rc::new(RefCell::new(text)) }
    }

    /// The lock and its key, while it is open.
    pub fn lock(&self) -> Option<(Lock, LockKey)> {
        self.lock.borrow().clone()
    }

    /// The database as the page uses it.
    pub fn storage(&self) -> Rc<dyn Storage> {
        match self.lock() {
            Some((_, key)) => Rc::new(Locked::new(Rc::clone(&self.below), Rc::new(key), Rc::clone(&self.text))),
            None => Rc::clone(&self.below),
        }
    }

    /// What it keeps beside its rows, as the page uses it.
    pub fn shelves(&self) -> Rc<dyn Shelves> {
        match self.lock() {
            Some((_, key)) => Rc::new(LockedShelves::new(Rc::clone(&self.shelves), Rc::new(key))),
            None => Rc::clone(&self.shelves),
        }
    }

    /// Puts everything in this browser under a lock, or takes it from under it. Every tab opens anew then.
    ///
    /// # Errors
    /// Nothing was changed: the database could not be read or written, or something was written meanwhile.
    pub async fn put_under(&self, lock: Option<(Lock, LockKey)>) -> Result<(), StorageError> {
        let mut left = everything(&*self.storage(), &*self.shelves()).await?;
        if let Some((_, key)) = &lock {
            left = close_left(key, left);
        }
        left.entries.push(entry(lock.as_ref().map(|(lock, _)| lock)));
        self.below.replace(left).await?;
        self.take(lock);
        Ok(())
    }

    fn take(&self, lock: Option<(Lock, LockKey)>) {
        self.text.replace(lock.as_ref().map(|(lock, _)| lock.to_text()).unwrap_or_default());
        self.lock.replace(lock);
    }

    /// Has the same key open in another way from now on. `change` makes the lock of what stands there now: another tab
    /// may have changed it.
    ///
    /// # Errors
    /// The database could not be read or written.
    pub async fn change_lock<E>(
        &self,
        change: impl FnOnce(Lock, &LockKey) -> Result<Lock, E>,
    ) -> Result<Result<(), E>, StorageError> {
        self.look_again().await?;
        let Some((lock, key)) = self.lock() else { return Ok(Ok(())) };
        match change(lock, &key) {
            Ok(lock) => {
                self.shelves.write(vec![entry(Some(&lock))]).await?;
                self.take(Some((lock, key)));
                Ok(Ok(()))
            }
            Err(error) => Ok(Err(error)),
        }
    }

    /// Takes in how another tab has changed the lock.
    ///
    /// # Errors
    /// The database could not be read.
    pub async fn look_again(&self) -> Result<(), StorageError> {
        let kept = self.shelves.read(Shelf::Device, LOCK.to_owned()).await?;
        let lock = kept.into_iter().find(|(key, _)| key == LOCK).and_then(|(_, text)| Lock::read(&text));
        if let (Some(lock), Some((_, key))) = (lock, self.lock())
            && lock.fits(&key)
        {
            self.take(Some((lock, key)));
        }
        Ok(())
    }

    /// A text that is kept beside the database, sealed for its place where there is a lock.
    pub fn close(&self, place: &str, text: String) -> String {
        self.lock().map_or(text.clone(), |(_, key)| key.close(place, &text))
    }

    /// Such a text as it was. One that is not sealed is from before the lock.
    pub fn open(&self, place: &str, text: String) -> String {
        self.lock().and_then(|(_, key)| key.open(place, &text)).unwrap_or(text)
    }
}

/// The lock as it stands in the database, or none.
fn entry(lock: Option<&Lock>) -> Entry {
    Entry { shelf: Shelf::Device, key: LOCK.to_owned(), value: lock.map(Lock::to_text) }
}

/// Whether a file is what a page without the program has exported of a workspace under a lock.
pub fn is_locked_file(bytes: &[u8]) -> bool {
    let beginning = bytes.get(..FORMAT_WITHIN).unwrap_or(bytes);
    String::from_utf8_lossy(beginning).contains(LOCKED_FORMAT)
}

/// Opens such a file: the full file that it would have been without the lock. Rows that cannot be read are left out.
///
/// # Errors
/// The passphrase is another one, or the file is damaged.
pub fn open_locked_file(bytes: &[u8], passphrase: &str, random: Random) -> Result<Vec<u8>, SealError> {
    let file: Value = serde_json::from_slice(bytes).map_err(|_| SealError::Truncated)?;
    let lock = file["lock"].as_str().and_then(Lock::read).ok_or(SealError::Head)?;
    let key = lock.open(passphrase, random)?;
    let raw = file["rows"].as_array().ok_or(SealError::Truncated)?;
    let rows: Vec<Envelope> = raw.iter().filter_map(|row| open_raw(&key, row)).collect();
    let mut records = serde_json::Map::new();
    for row in rows.iter().filter(|row| row.deleted.is_none() && !row.is_purged()) {
        let Ok(Value::Object(mut record)) = serde_json::from_str(&row.body) else { continue };
        record.insert("version".into(), row.version.into());
        if row.sample {
            record.insert("sample".into(), true.into());
        }
        if let Value::Array(group) = records.entry(row.kind.clone()).or_insert_with(|| json!([])) {
            group.push(record.into());
        }
    }
    let rows: Vec<Value> = rows.iter().map(Envelope::to_json).collect();
    let full = json!({
        "format": FORMAT,
        "version": VERSION,
        "exportedAt": "",
        "level": Level::Full.key(),
        "scope": "workspace",
        "records": records,
        "rows": rows,
    });
    Ok(full.to_string().into_bytes())
}

/// Everything that a database holds, to be put in the place of itself.
async fn everything(storage: &dyn Storage, shelves: &dyn Shelves) -> Result<Left, StorageError> {
    let Loaded { rows, unreadable, copy, revision } = storage.load().await?;
    if let Some(row) = unreadable.first() {
        // What cannot be read is not thrown away for it.
        return Err(StorageError::Failed(failure::no_record(&row.id)));
    }
    let mut copy = copy.as_deref().and_then(CopyState::read).ok_or(StorageError::Changed)?;
    // Tabs that did not hear of it notice when they write.
    copy.epoch += 1;
    let mut entries = Vec::new();
    for shelf in [Shelf::Undo, Shelf::Replaced, Shelf::Peers] {
        let kept = shelves.read(shelf, String::new()).await?.into_iter();
        entries.extend(kept.map(|(key, value)| Entry { shelf, key, value: Some(value) }));
    }
    Ok(Left { rows, copy: copy.to_text(), entries, only_at: Some(revision), ..Left::default() })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU8, Ordering};

    use futures::executor::block_on;

    use super::*;
    use crate::{
        domain::{Account, Change},
        state::{Store, tests::alone_on},
        storage::{MemoryStorage, contract},
    };

    static NEXT: AtomicU8 = AtomicU8::new(0);

    fn random() -> [u8; 16] {
        let next = NEXT.fetch_add(1, Ordering::Relaxed);
        std::array::from_fn(|at| next.wrapping_add(at as u8))
    }

    fn lock() -> (Lock, LockKey) {
        Lock::new("bear honey river", random).unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn a_sealed_database_keeps_the_contract() {
        let disk = MemoryStorage::default();
        let (lock, key) = lock();
        let text = Rc::new(RefCell::new(lock.to_text()));
        let sealed = |storage| Locked::new(Rc::new(storage), Rc::new(key.clone()), Rc::clone(&text));
        assert_eq!(block_on(contract(&sealed(disk.another_tab()), &sealed(disk.another_tab()))), Ok(()));
    }

    #[test]
    fn the_passphrase_and_the_passkey_open_it_and_nothing_else() {
        let (lock, key) = lock();
        let read = Lock::read(&lock.to_text());
        assert_eq!(read.as_ref(), Some(&lock));
        assert!(lock.open("bear honey river", random).is_ok_and(|opened| opened.to_text() == key.to_text()));
        assert_eq!(lock.open("another", random).err(), Some(SealError::Passphrase));
        let (salt, secret) = ([7; 32], [8; 32]);
        let lock = lock.with_passkey(&key, vec![1, 2], salt, &secret).unwrap_or_else(|error| panic!("{error}"));
        let lock = Lock::read(&lock.to_text()).unwrap_or_else(|| panic!("it is read"));
        assert!(lock.open_with_secret(&secret, random).is_ok_and(|opened| opened.to_text() == key.to_text()));
        assert!(lock.open_with_secret(&salt, random).is_err());
        let lock = lock.under("zwölf Äpfel", &key).unwrap_or_else(|error| panic!("{error}"));
        assert!(lock.open("zwölf Äpfel", random).is_ok() && lock.open("bear honey river", random).is_err());
        assert!(lock.open_with_secret(&secret, random).is_ok());
        let text = LockKey::read(&key.to_text(), random);
        assert!(text.is_some_and(|read| lock.fits(&read)));
        assert!(LockKey::read("00", random).is_none() && Lock::read("{}").is_none());
    }

    fn export(store: Store) -> Vec<u8> {
        let file = store.peek(|records| {
            let at = "2026-11-23T08:42:00.000Z".into();
            let groups = crate::schema::group_records(records.live());
            let (deleted, stamps, rows, conflicts) = Default::default();
            let level = Level::Full;
            crate::schema::File {
                level,
                account: None,
                exported_at: at,
                records: groups,
                deleted,
                stamps,
                rows,
                conflicts,
            }
        });
        store.with_stamps(file).to_text().into_bytes()
    }

    fn names(store: Store) -> Vec<String> {
        store.peek(|records| records.all::<Account>().map(|account| account.name.clone()).collect())
    }

    #[test]
    fn a_workspace_goes_under_the_lock_and_comes_back_with_its_undo() {
        let disk = MemoryStorage::default();
        let store = alone_on(disk.another_tab());
        let account = Account { id: store.new_id(), name: "Borealis Rail".into(), ..Account::default() };
        store.apply(Change::put("added the account", account.clone()));
        store.flush();
        let (lock, key) = lock();
        let clear = disk.shelves(None);
        let undo = Entry { shelf: Shelf::Undo, key: "tab/1".into(), value: Some("Borealis before".into()) };
        assert_eq!(block_on(clear.write(vec![undo])), Ok(()));

        let below: Rc<dyn Storage> = Rc::new(disk.another_tab());
        let vault = Vault::new(Rc::clone(&below), Rc::new(disk.shelves(None)), None);
        assert_eq!(block_on(vault.put_under(Some((lock.clone(), key.clone())))), Ok(()));
        let seen = format!("{:?}{:?}", block_on(below.load()), block_on(clear.read(Shelf::Undo, String::new())));
        assert!(!seen.contains("Borealis") && !seen.contains("accounts"), "{seen}");
        let kept = block_on(clear.read(Shelf::Device, String::new())).unwrap_or_default();
        assert_eq!(kept, [("lock".to_owned(), lock.to_text())]);

        // A tab that did not hear of it brings nothing of its own in clear.
        let late = Account { name: "Borealis Rail AS".into(), ..account };
        store.apply(Change::put("renamed", late));
        store.flush();
        assert!(!format!("{:?}", block_on(below.load())).contains("Borealis"));

        let text = Rc::new(RefCell::new(lock.to_text()));
        let opened = alone_on(Locked::new(Rc::clone(&below), Rc::new(key), text));
        assert_eq!(names(opened), ["Borealis Rail"]);
        let second = Account { id: opened.new_id(), name: "Halden Energy".into(), ..Account::default() };
        opened.apply(Change::put("added another", second));
        opened.flush();
        assert!(!format!("{:?}", block_on(below.load())).contains("Halden"));
        let sealed = vault.close("server", "a password".into());
        assert!(!sealed.contains("password") && vault.open("server", sealed) == "a password");

        // Two tabs change the lock, one after the other, and everything is put in the place of everything meanwhile.
        let beside = Vault::new(Rc::clone(&below), Rc::new(disk.shelves(None)), vault.lock());
        let another = block_on(vault.change_lock(|lock, key| lock.under("another passphrase", key)));
        let passkey = block_on(beside.change_lock(|lock, key| lock.with_passkey(key, vec![1], [7; 32], &[8; 32])));
        assert_eq!((another, passkey), (Ok(Ok(())), Ok(Ok(()))));
        let undo = block_on(vault.shelves().read(Shelf::Undo, String::new())).unwrap_or_default();
        assert!(undo.iter().any(|(_, step)| step == "Borealis before"));
        let backup = crate::schema::File::read(&export(opened)).unwrap_or_else(|error| panic!("{error:?}"));
        assert!(block_on(opened.replace_with(&backup)).is_ok());
        let kept = block_on(clear.read(Shelf::Device, String::new())).unwrap_or_default();
        let now = Lock::read(&kept[0].1).unwrap_or_else(|| panic!("it is there"));
        assert!(now.open("another passphrase", random).is_ok() && now.open("bear honey river", random).is_err());
        assert!(now.passkey.is_some(), "neither change was lost");
        assert_eq!(block_on(vault.put_under(None)), Ok(()));
        assert_eq!(names(alone_on(disk.another_tab())).len(), 2);
        assert_eq!(block_on(clear.read(Shelf::Device, String::new())), Ok(Vec::new()));
    }

    #[test]
    fn what_a_page_without_the_program_exports_opens_with_the_passphrase() {
        let disk = MemoryStorage::default();
        let store = alone_on(disk.another_tab());
        let name = "Borealis Rail".to_owned();
        store.apply(Change::put("added", Account { id: store.new_id(), name, ..Account::default() }));
        store.flush();
        let (lock, key) = lock();
        let vault = Vault::new(Rc::new(disk.another_tab()), Rc::new(disk.shelves(None)), None);
        assert_eq!(block_on(vault.put_under(Some((lock.clone(), key)))), Ok(()));
        let rows = block_on(disk.load()).unwrap_or_default().rows;
        let rows: Vec<Value> = rows.iter().map(Envelope::to_json).collect();
        let file = json!({ "format": "mainstay-locked", "version": 1, "lock": lock.to_text(), "rows": rows });
        let bytes = serde_json::to_vec_pretty(&file).unwrap_or_default();
        assert!(is_locked_file(&bytes) && !is_locked_file(b"{\"format\":\"mainstay\"}"));
        assert_eq!(open_locked_file(&bytes, "another", random), Err(SealError::Passphrase));
        assert_eq!(open_locked_file(&bytes[..bytes.len() / 2], "another", random), Err(SealError::Truncated));
        let opened = open_locked_file(&bytes, "bear honey river", random).unwrap_or_default();
        let file = crate::schema::File::read(&opened).unwrap_or_else(|error| panic!("{error:?}"));
        let fresh = alone_on(MemoryStorage::default());
        assert!(block_on(fresh.replace_with(&file)).is_ok());
        assert_eq!(names(fresh), ["Borealis Rail"]);
    }

    #[test]
    fn what_is_written_meanwhile_keeps_the_lock_off() {
        let disk = MemoryStorage::default();
        let store = alone_on(disk.another_tab());
        store
            .apply(Change::put("added", Account { id: store.new_id(), name: "Borealis".into(), ..Account::default() }));
        store.flush();
        let left = block_on(everything(&disk, &disk.shelves(None))).unwrap_or_else(|error| panic!("{error}"));
        store.apply(Change::put("added", Account { id: store.new_id(), name: "Halden".into(), ..Account::default() }));
        store.flush();
        assert_eq!(block_on(disk.replace(left)), Err(StorageError::Changed));
    }
}
