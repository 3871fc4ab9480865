//! Bytes under a passphrase: a file that only who knows it can read. The format, with test vectors:
//! docs/sealed-files.md.
//!
//! The key comes from the passphrase by scrypt (RFC 7914) and from the file's own number, the content is compressed
//! (RFC 1951) and sealed in chunks by ChaCha20-Poly1305 (RFC 8439), each with its number and whether it is the last
//! (the STREAM construction), so that nothing can be changed, moved, cut off or added unnoticed.

mod rows;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    io::{Read, Write},
};

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use chacha20poly1305::{
    AeadInPlace, ChaCha20Poly1305, KeyInit, Nonce, Tag,
    aead::{Aead, Payload},
};
use flate2::{Compression, read::DeflateDecoder, write::DeflateEncoder};
use sha2::{Digest, Sha256};

use crate::words::failure;

pub use rows::RowKeys;

/// How a sealed file begins.
const MAGIC: &[u8; 8] = b"MAINSTAY";
const VERSION: u8 = 1;
/// The cost of a key: 2^15 blocks of 8 × 128 bytes, three times, which takes 32 MB.
const COST: Cost = Cost { log_n: 15, r: 8, p: 3 };
/// The greatest cost that is paid for somebody else's file, so that none can keep the page busy for long.
const GREATEST: Cost = Cost { log_n: 17, r: 8, p: 4 };
/// How much of the content is sealed at once.
const CHUNK: usize = 65_536;
const TAG: usize = 16;
/// Magic, version, cost, salt, the file's own number and length; then a tag by which the passphrase is known, and a sum
/// over all of it.
const ID_AT: usize = 28;
const LENGTH_AT: usize = 44;
const CHECK_AT: usize = 52;
const SUM_AT: usize = 68;
const HEAD: usize = 76;
/// The nonce of the tag by which the passphrase is known. No chunk has it.
const CHECK_NONCE: [u8; 12] = [0xff; 12];
/// How much a sealed file may hold, in bytes.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// How much work a key takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    log_n: u8,
    r: u8,
    p: u8,
}

/// Why a sealed file could not be made or opened. The message says what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealError {
    /// It is no sealed file.
    NotSealed,
    /// A newer Mainstay sealed it.
    Newer,
    /// Its head is not as it was written.
    Head,
    /// The passphrase is another one.
    Passphrase,
    /// It ends too early.
    Truncated,
    /// It was changed, or something was added, at this byte.
    Changed {
        /// Where, from the beginning of the file.
        at: usize,
    },
    /// It holds more than can be opened here.
    TooLarge,
}

impl fmt::Display for SealError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&match self {
            Self::NotSealed => failure::NOT_SEALED.to_owned(),
            Self::Newer => failure::SEALED_BY_NEWER.to_owned(),
            Self::Head => failure::SEALED_HEAD.to_owned(),
            Self::Passphrase => failure::WRONG_PASSPHRASE.to_owned(),
            Self::Truncated => failure::SEALED_CUT_OFF.to_owned(),
            Self::Changed { at } => failure::sealed_changed(at),
            Self::TooLarge => failure::SEALED_TOO_LARGE.to_owned(),
        })
    }
}

/// Whether bytes begin as a sealed file does.
pub fn is_sealed(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// A sealed file as an address can hold it: Base64 for addresses (RFC 4648, section 5), without padding.
pub fn to_text(sealed: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(sealed)
}

/// Reads what [`to_text`] has written; `None` where it is no such text.
pub fn from_text(text: &str) -> Option<Vec<u8>> {
    BASE64_URL_SAFE_NO_PAD.decode(text).ok()
}

/// Seals content under a passphrase. `random` was never used before.
///
/// # Errors
/// The content is too large.
pub fn seal(content: &[u8], passphrase: &str, random: [u8; 32]) -> Result<Vec<u8>, SealError> {
    let (salt, id) = random.split_at(16);
    let [salt, id] = [salt, id].map(|half| std::array::from_fn(|at| half[at]));
    Sealer::new(passphrase, salt)?.seal(content, id)
}

/// Opens what was sealed.
///
/// # Errors
/// What is wrong with it; nothing of it is returned then.
pub fn open(sealed: &[u8], passphrase: &str) -> Result<Vec<u8>, SealError> {
    Sealer::of(sealed, passphrase)?.open(sealed)
}

/// A passphrase made into a key. Making it takes about a second, using it next to nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealer {
    key: [u8; 32],
    salt: [u8; 16],
    cost: Cost,
}

/// The salt and the cost with which a file was sealed, whose head is proved to be whole.
fn salt_of(sealed: &[u8]) -> Result<([u8; 16], Cost), SealError> {
    if !is_sealed(sealed) {
        return Err(SealError::NotSealed);
    }
    let head = sealed.get(..HEAD).ok_or(SealError::Truncated)?;
    if head[MAGIC.len()] > VERSION {
        return Err(SealError::Newer);
    }
    if Sha256::digest(&head[..SUM_AT])[..HEAD - SUM_AT] != head[SUM_AT..] {
        return Err(SealError::Head);
    }
    let cost = Cost { log_n: head[9], r: head[10], p: head[11] };
    if cost.log_n > GREATEST.log_n || cost.r > GREATEST.r || cost.p > GREATEST.p {
        return Err(SealError::TooLarge);
    }
    Ok((std::array::from_fn(|at| head[12 + at]), cost))
}

impl Sealer {
    /// The key of a passphrase. `salt` is random and never used again.
    ///
    /// # Errors
    /// None with the cost that Mainstay uses.
    pub fn new(passphrase: &str, salt: [u8; 16]) -> Result<Self, SealError> {
        Self::at(COST, passphrase, salt)
    }

    fn at(cost: Cost, passphrase: &str, salt: [u8; 16]) -> Result<Self, SealError> {
        let mut key = [0; 32];
        let work = scrypt::Params::new(cost.log_n, u32::from(cost.r), u32::from(cost.p), key.len());
        let work = work.map_err(|_| SealError::Head)?;
        scrypt::scrypt(passphrase.as_bytes(), &salt, &work, &mut key).map_err(|_| SealError::Head)?;
        Ok(Self { key, salt, cost })
    }

    /// The key that a passphrase makes for a file that was sealed.
    ///
    /// # Errors
    /// It is no sealed file, or damaged.
    pub fn of(sealed: &[u8], passphrase: &str) -> Result<Self, SealError> {
        let (salt, cost) = salt_of(sealed)?;
        Self::at(cost, passphrase, salt)
    }

    /// A key that costs little, for tests that seal often.
    #[cfg(test)]
    pub(crate) fn cheap(passphrase: &str, salt: [u8; 16]) -> Result<Self, SealError> {
        Self::at(Cost { log_n: 4, r: 1, p: 1 }, passphrase, salt)
    }

    /// Whether it is the key of a file: sealed with the same salt.
    pub fn fits(&self, sealed: &[u8]) -> bool {
        salt_of(sealed).is_ok_and(|(salt, cost)| (salt, cost) == (self.salt, self.cost))
    }

    /// What seals one file: no two have the same key.
    fn cipher(&self, id: &[u8]) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&Sha256::new().chain_update(self.key).chain_update(id).finalize())
    }

    /// Seals content. `id` is random and never used again.
    ///
    /// # Errors
    /// The content is too large.
    pub fn seal(&self, content: &[u8], id: [u8; 16]) -> Result<Vec<u8>, SealError> {
        let mut deflater = DeflateEncoder::new(Vec::new(), Compression::best());
        let packed = deflater.write_all(content).and_then(|()| deflater.finish()).map_err(|_| SealError::TooLarge)?;
        let cipher = self.cipher(&id);
        let mut sealed = Vec::with_capacity(HEAD + packed.len() + (packed.len() / CHUNK + 1) * TAG);
        sealed.extend_from_slice(MAGIC);
        sealed.extend_from_slice(&[VERSION, self.cost.log_n, self.cost.r, self.cost.p]);
        sealed.extend_from_slice(&self.salt);
        sealed.extend_from_slice(&id);
        sealed.extend_from_slice(&(packed.len() as u64).to_be_bytes());
        let check = Payload { msg: &[], aad: &sealed };
        let check = cipher.encrypt(Nonce::from_slice(&CHECK_NONCE), check).map_err(|_| SealError::TooLarge)?;
        sealed.extend_from_slice(&check);
        sealed.extend_from_slice(&Sha256::digest(&sealed)[..HEAD - SUM_AT]);
        let count = chunks(packed.len());
        for number in 0..count {
            let end = packed.len().min((number + 1) * CHUNK);
            let nonce = nonce(number, number + 1 == count);
            let chunk = Payload { msg: &packed[number * CHUNK..end], aad: &[] };
            sealed.extend(cipher.encrypt(Nonce::from_slice(&nonce), chunk).map_err(|_| SealError::TooLarge)?);
        }
        Ok(sealed)
    }

    /// Opens a file that was sealed with this key.
    ///
    /// # Errors
    /// What is wrong with it; nothing of it is returned then.
    pub fn open(&self, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        salt_of(sealed)?;
        let head = &sealed[..HEAD];
        let length = u64::from_be_bytes(std::array::from_fn(|at| head[LENGTH_AT + at]));
        if length > LARGEST {
            return Err(SealError::TooLarge);
        }
        let cipher = self.cipher(&head[ID_AT..LENGTH_AT]);
        let check = Payload { msg: &head[CHECK_AT..SUM_AT], aad: &head[..CHECK_AT] };
        cipher.decrypt(Nonce::from_slice(&CHECK_NONCE), check).map_err(|_| SealError::Passphrase)?;
        unpack(&unseal(&cipher, sealed, length as usize)?)
    }

    /// The key as text, for the device that has the passphrase: it opens what was sealed with it.
    pub fn to_text(&self) -> String {
        let cost = [self.cost.log_n, self.cost.r, self.cost.p];
        let bytes = cost.iter().chain(&self.salt).chain(&self.key);
        bytes.map(|byte| format!("{byte:02x}")).collect()
    }

    /// Reads what [`Sealer::to_text`] has written.
    pub fn read(text: &str) -> Option<Self> {
        let byte = |at: usize| u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok();
        let bytes: Vec<u8> = (0..51).map(byte).collect::<Option<_>>()?;
        let cost = Cost { log_n: bytes[0], r: bytes[1], p: bytes[2] };
        Some(Self {
            cost,
            salt: std::array::from_fn(|at| bytes[3 + at]),
            key: std::array::from_fn(|at| bytes[19 + at]),
        })
    }
}

/// Opens the chunks. Their length stands in the head, which was proved by then.
fn unseal(cipher: &ChaCha20Poly1305, sealed: &[u8], length: usize) -> Result<Vec<u8>, SealError> {
    let count = chunks(length);
    let end = HEAD + length + count * TAG;
    if sealed.len() < end {
        return Err(SealError::Truncated);
    }
    if sealed.len() > end {
        return Err(SealError::Changed { at: end });
    }
    let mut packed = Vec::with_capacity(length);
    for number in 0..count {
        let at = HEAD + number * (CHUNK + TAG);
        let chunk = &sealed[at..end.min(at + CHUNK + TAG)];
        let (text, tag) = chunk.split_at(chunk.len() - TAG);
        let from = packed.len();
        packed.extend_from_slice(text);
        let nonce = nonce(number, number + 1 == count);
        cipher
            .decrypt_in_place_detached(Nonce::from_slice(&nonce), &[], &mut packed[from..], Tag::from_slice(tag))
            .map_err(|_| SealError::Changed { at })?;
    }
    Ok(packed)
}

/// Reads compressed content, up to the largest that is opened.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut content = Vec::new();
    let mut inflater = DeflateDecoder::new(packed).take(LARGEST + 1);
    inflater.read_to_end(&mut content).map_err(|_| SealError::Changed { at: HEAD })?;
    if content.len() as u64 > LARGEST { Err(SealError::TooLarge) } else { Ok(content) }
}

/// How many chunks a content has. One that is empty has one.
fn chunks(length: usize) -> usize {
    length.div_ceil(CHUNK).max(1)
}

/// The nonce of a chunk: its number, and whether it is the last.
fn nonce(number: usize, is_last: bool) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&(number as u64).to_be_bytes());
    nonce[11] = u8::from(is_last);
    nonce
}
