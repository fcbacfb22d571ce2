//! Why a key store cannot be opened or written.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use super::cost::UnsuitableKeyCost;
use super::file::MAX_FILE_SIZE;

/// Why a key store cannot be opened or written.
#[derive(Debug, Error)]
pub enum KeyStoreError {
    /// The file cannot be read.
    #[error("`{}` cannot be read: {cause}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The file cannot be written; what was there before is still there.
    #[error("`{}` cannot be written: {cause}; what was there before is unchanged", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// The file is larger than any key store.
    #[error("this file has more than {MAX_FILE_SIZE} bytes, which no key store has")]
    TooLarge,
    /// The file is something else.
    #[error("this is not a key store: it does not begin as one")]
    NotAKeyStore,
    /// The file was written by a later version.
    #[error(
        "this key store is of version {found}; this program reads version {}. Use a newer program",
        super::seal::VERSION
    )]
    UnknownVersion {
        /// The version.
        found: u16,
    },
    /// The file is not as it was written.
    #[error(
        "this key store is damaged: it was copied incompletely or changed since it was written. Take a copy that was kept"
    )]
    Damaged,
    /// The header asks for too much or too little work.
    #[error(transparent)]
    UnsuitableKeyCost(#[from] UnsuitableKeyCost),
    /// The passphrase does not open it.
    #[error(
        "this is not the passphrase of this key store. (Somebody who altered the beginning of the file on purpose would cause the same)"
    )]
    WrongPassphrase,
    /// The passphrase is right, but the content is not what was sealed with it.
    #[error(
        "the passphrase is right, but somebody altered the content of this key store on purpose. Take a copy that was kept, and ask who had access"
    )]
    Tampered,
    /// The content is not what this version writes.
    #[error("the content of this key store is not what this version of the program writes")]
    Unreadable,
    /// The content cannot be put into bytes.
    #[error("the content cannot be written down as text")]
    NotWritable,
    /// The machine has not the memory that the key costs.
    #[error("this machine has not the {memory_kib} KiB of memory that the key of this store takes")]
    NoMemory {
        /// Memory, in KiB.
        memory_kib: u32,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers, without which nothing can be sealed")]
    NoRandomNumbers,
}
