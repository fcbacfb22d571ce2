//! The sealed form of a key store.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `CAIRNKEY` |
//! | 2 | version, 1; as all numbers, the lowest byte first |
//! | 4, 4, 4 | memory in KiB, passes and lanes of Argon2id |
//! | 16 | salt |
//! | 24 | nonce |
//! | 16 | check: the first half of the SHA-256 digest of the second half of what Argon2id derives |
//! | … | the content under XChaCha20-Poly1305, with the first half of what Argon2id derives as key and all of the above authenticated |
//! | 32 | SHA-256 digest of all of the above |
//!
//! The digest at the end needs no passphrase: where it fails, the file is damaged. Where the check fails, the passphrase is another. Where both
//! hold and the content does not, somebody altered it who could compute the digest anew. The check makes guessing no easier: a guess
//! costs Argon2id either way.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

use super::KeyStore;
use super::cost::KeyCost;
use super::error::KeyStoreError;
use super::passphrase::Passphrase;

const MAGIC: &[u8; 8] = b"CAIRNKEY";
/// The version of the sealed form.
pub(super) const VERSION: u16 = 1;
const CHECK_LENGTH: usize = 16;
const HEADER_LENGTH: usize = 8 + 2 + 12 + 16 + 24 + CHECK_LENGTH;
const DIGEST_LENGTH: usize = 32;

/// What stands before the content.
struct Header {
    cost: KeyCost,
    salt: [u8; 16],
    nonce: [u8; 24],
    check: [u8; CHECK_LENGTH],
}

/// What Argon2id derives from a passphrase.
struct Derived {
    key: Zeroizing<[u8; 32]>,
    check: [u8; CHECK_LENGTH],
}

impl KeyStore {
    /// The store sealed with a passphrase: other bytes each time, of the same content.
    ///
    /// # Errors
    ///
    /// Says so when the machine lacks random numbers or memory.
    pub fn seal(&self, passphrase: &Passphrase, cost: KeyCost) -> Result<Vec<u8>, KeyStoreError> {
        let (mut salt, mut nonce) = ([0; 16], [0; 24]);
        getrandom::fill(&mut salt).map_err(|_| KeyStoreError::NoRandomNumbers)?;
        getrandom::fill(&mut nonce).map_err(|_| KeyStoreError::NoRandomNumbers)?;
        let derived = Derived::new(passphrase, cost, &salt)?;
        let header = Header { cost, salt, nonce, check: derived.check };
        let mut sealed = header.to_bytes();
        let content = self.to_bytes()?;
        let content = XChaCha20Poly1305::new((&*derived.key).into())
            .encrypt(&XNonce::from(nonce), Payload { msg: &content, aad: &sealed })
            .map_err(|_| KeyStoreError::NotWritable)?;
        sealed.extend(content);
        let digest = Sha256::digest(&sealed);
        sealed.extend(digest);
        Ok(sealed)
    }

    /// Opens a sealed store.
    ///
    /// # Errors
    ///
    /// Tells another file, damage, a wrong passphrase and alteration apart.
    pub fn open(sealed: &[u8], passphrase: &Passphrase) -> Result<Self, KeyStoreError> {
        let (magic, rest) = sealed.split_first_chunk::<8>().ok_or(KeyStoreError::NotAKeyStore)?;
        if magic != MAGIC {
            return Err(KeyStoreError::NotAKeyStore);
        }
        let (version, _) = rest.split_first_chunk::<2>().ok_or(KeyStoreError::Damaged)?;
        if u16::from_le_bytes(*version) != VERSION {
            return Err(KeyStoreError::UnknownVersion { found: u16::from_le_bytes(*version) });
        }
        let (body, digest) = sealed.split_last_chunk::<DIGEST_LENGTH>().ok_or(KeyStoreError::Damaged)?;
        if Sha256::digest(body).as_slice() != digest {
            return Err(KeyStoreError::Damaged);
        }
        let (header, content) = body.split_at_checked(HEADER_LENGTH).ok_or(KeyStoreError::Damaged)?;
        let Header { cost, salt, nonce, check } = Header::from_bytes(header)?;
        let derived = Derived::new(passphrase, cost, &salt)?;
        if derived.check != check {
            return Err(KeyStoreError::WrongPassphrase);
        }
        let content = XChaCha20Poly1305::new((&*derived.key).into())
            .decrypt(&XNonce::from(nonce), Payload { msg: content, aad: header })
            .map_err(|_| KeyStoreError::Tampered)?;
        Self::from_bytes(&Zeroizing::new(content))
    }
}

impl Header {
    fn to_bytes(&self) -> Vec<u8> {
        let Self { cost, salt, nonce, check } = self;
        let mut bytes = Vec::with_capacity(HEADER_LENGTH);
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(cost.memory_kib().to_le_bytes());
        bytes.extend(cost.passes().to_le_bytes());
        bytes.extend(cost.lanes().to_le_bytes());
        bytes.extend(salt);
        bytes.extend(nonce);
        bytes.extend(check);
        bytes
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, KeyStoreError> {
        let mut rest = bytes.get(MAGIC.len() + 2..).ok_or(KeyStoreError::Damaged)?;
        let memory_kib = u32::from_le_bytes(take(&mut rest)?);
        let passes = u32::from_le_bytes(take(&mut rest)?);
        let lanes = u32::from_le_bytes(take(&mut rest)?);
        let cost = KeyCost::new(memory_kib, passes, lanes)?;
        Ok(Self { cost, salt: take(&mut rest)?, nonce: take(&mut rest)?, check: take(&mut rest)? })
    }
}

/// Takes so many bytes from the front.
fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], KeyStoreError> {
    let (taken, left) = rest.split_first_chunk::<N>().ok_or(KeyStoreError::Damaged)?;
    *rest = left;
    Ok(*taken)
}

impl Derived {
    fn new(passphrase: &Passphrase, cost: KeyCost, salt: &[u8; 16]) -> Result<Self, KeyStoreError> {
        let no_memory = KeyStoreError::NoMemory { memory_kib: cost.memory_kib() };
        let mut derived = Zeroizing::new([0; 64]);
        let computed = Params::new(cost.memory_kib(), cost.passes(), cost.lanes(), Some(derived.len()))
            .and_then(|params| {
                let mut memory = Vec::new();
                memory.try_reserve_exact(params.block_count()).map_err(|_| argon2::Error::MemoryTooMuch)?;
                memory.resize(params.block_count(), Block::default());
                let result = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                    .hash_password_into_with_memory(passphrase.bytes(), salt, &mut *derived, &mut memory);
                memory.zeroize();
                result
            });
        computed.map_err(|_| no_memory)?;
        let (key, rest) = derived.split_at(32);
        let mut own = Zeroizing::new([0; 32]);
        own.copy_from_slice(key);
        let mut check = [0; CHECK_LENGTH];
        check.iter_mut().zip(Sha256::digest(rest)).for_each(|(place, byte)| *place = byte);
        Ok(Self { key: own, check })
    }
}
