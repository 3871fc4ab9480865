//! Rows on a server that reads nothing: what stands there in clear is a keyed sum of the address, a keyed sum of the
//! content, its size and the time. The format, with a vector: docs/sealed-files.md.
//!
//! From the key of a passphrase and the number of a workspace follow three others (HMAC-SHA-256, RFC 2104): for
//! addresses, for sums, and for content, of which each address has its own. A row is sealed together with workspace and
//! address, so that none can be passed off as another.

use std::io::Write;

use chacha20poly1305::{
    ChaCha20Poly1305, KeyInit, Nonce,
    aead::{Aead, Payload},
};
use flate2::{Compression, write::DeflateEncoder};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{SealError, Sealer, unpack};

/// The version of the format of a row.
const VERSION: u8 = 1;
const NONCE: usize = 12;
/// How much of a sum is written down, in bytes.
const SUM: usize = 16;

/// The keys of a workspace under one passphrase.
#[derive(Clone, PartialEq, Eq)]
pub struct RowKeys {
    workspace: [u8; 16],
    addresses: [u8; 32],
    sums: [u8; 32],
    contents: [u8; 32],
    name: String,
}

fn keyed(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // A key is filled up to the length of a block.
    let mut block = [0; 64];
    block[..key.len()].copy_from_slice(key);
    let mut mac = <Hmac<Sha256> as Mac>::new(&block.into());
    for part in parts {
        // With their lengths, no two lists of parts are alike.
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl RowKeys {
    /// The keys that follow from that of a passphrase.
    pub fn new(sealer: &Sealer, workspace: [u8; 16]) -> Self {
        Self::of_key(&sealer.key, workspace)
    }

    /// The keys that follow from a random one.
    pub fn of_key(key: &[u8; 32], workspace: [u8; 16]) -> Self {
        let of = |what: &str| keyed(key, &[b"mainstay rows", &workspace, what.as_bytes()]);
        let (addresses, sums, contents) = (of("address"), of("sum"), of("content"));
        Self { workspace, addresses, sums, contents, name: hex(&of("name")[..4]) }
    }

    /// Tells these keys from others, and nothing about them.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address of something that these parts name.
    pub fn address(&self, parts: &[&str]) -> String {
        let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
        hex(&keyed(&self.addresses, &parts)[..SUM])
    }

    /// A salt that follows from these keys, for what another passphrase protects.
    pub fn salt(&self, of: &str) -> [u8; 16] {
        let sum = keyed(&self.sums, &[b"salt", of.as_bytes()]);
        std::array::from_fn(|at| sum[at])
    }

    /// The sum of the content at an address. Equal contents have equal sums.
    pub fn sum(&self, address: &str, content: &[u8]) -> String {
        hex(&keyed(&self.sums, &[address.as_bytes(), content])[..SUM])
    }

    fn cipher(&self, address: &str) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(&keyed(&self.contents, &[address.as_bytes()]).into())
    }

    fn bound_to(&self, address: &str) -> Vec<u8> {
        [&self.workspace, address.as_bytes()].concat()
    }

    /// Seals the content of an address. `random` was never used before.
    ///
    /// # Errors
    /// The content is too large.
    pub fn seal(&self, address: &str, content: &[u8], random: [u8; 16]) -> Result<Vec<u8>, SealError> {
        let mut deflater = DeflateEncoder::new(Vec::new(), Compression::default());
        let packed = deflater.write_all(content).and_then(|()| deflater.finish()).map_err(|_| SealError::TooLarge)?;
        let nonce = &random[..NONCE];
        let payload = Payload { msg: &packed, aad: &self.bound_to(address) };
        let sealed =
            self.cipher(address).encrypt(Nonce::from_slice(nonce), payload).map_err(|_| SealError::TooLarge)?;
        Ok([&[VERSION], nonce, &sealed].concat())
    }

    /// Opens what was sealed for an address.
    ///
    /// # Errors
    /// It was sealed by a newer version, or it is not what was sealed for this address with these keys.
    pub fn open(&self, address: &str, sealed: &[u8]) -> Result<Vec<u8>, SealError> {
        let changed = SealError::Changed { at: 0 };
        match sealed.first() {
            Some(&VERSION) if sealed.len() > NONCE => {}
            Some(version) if *version > VERSION => return Err(SealError::Newer),
            _ => return Err(SealError::Truncated),
        }
        let (nonce, content) = sealed[1..].split_at(NONCE);
        let payload = Payload { msg: content, aad: &self.bound_to(address) };
        let packed = self.cipher(address).decrypt(Nonce::from_slice(nonce), payload).map_err(|_| changed)?;
        unpack(&packed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(passphrase: &str, workspace: u8) -> RowKeys {
        let sealer = Sealer::cheap(passphrase, [3; 16]).unwrap_or_else(|error| panic!("{error}"));
        RowKeys::new(&sealer, [workspace; 16])
    }

    #[test]
    fn a_row_opens_at_its_address_in_its_workspace_under_its_passphrase_and_nowhere_else() {
        let own = keys("bear honey river", 1);
        let address = own.address(&["shared", "people", "1"]);
        let sealed = own.seal(&address, b"Priya", [9; 16]).unwrap_or_default();
        assert_eq!(own.open(&address, &sealed).as_deref(), Ok(b"Priya".as_slice()));
        assert!(!sealed.windows(5).any(|window| window == b"Priya"));
        let elsewhere = own.address(&["shared", "people", "2"]);
        assert_eq!(own.open(&elsewhere, &sealed), Err(SealError::Changed { at: 0 }));
        for other in [keys("bear honey river", 2), keys("another", 1)] {
            assert_eq!(other.open(&address, &sealed), Err(SealError::Changed { at: 0 }));
            assert!(other.name() != own.name() && other.address(&["shared", "people", "1"]) != address);
            assert_ne!(other.sum(&address, b"Priya"), own.sum(&address, b"Priya"));
        }
        assert!(own == keys("bear honey river", 1));
    }

    #[test]
    fn whatever_is_changed_is_found() {
        let own = keys("bear honey river", 1);
        let sealed = own.seal("a", b"Priya is the COO", [9; 16]).unwrap_or_default();
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert!(own.open("a", &changed).is_err(), "byte {at}");
            assert!(own.open("a", &sealed[..at]).is_err(), "cut at {at}");
        }
        assert_eq!(own.open("a", &[2; 40]), Err(SealError::Newer));
    }

    #[test]
    fn parts_of_an_address_do_not_run_into_each_other() {
        let own = keys("bear honey river", 1);
        assert_ne!(own.address(&["ab", "c"]), own.address(&["a", "bc"]));
    }
}
