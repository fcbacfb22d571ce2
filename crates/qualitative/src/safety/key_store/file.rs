//! A key store in a file.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::KeyStore;
use super::cost::KeyCost;
use super::error::KeyStoreError;
use super::passphrase::Passphrase;

/// Most bytes of a file that is read as a key store: many times what a study's people take.
pub const MAX_FILE_SIZE: u64 = 64 * 1024 * 1024;

impl KeyStore {
    /// Reads a store from its file.
    ///
    /// # Errors
    ///
    /// As [`KeyStore::open`], and when the file cannot be read.
    pub fn load(path: &Path, passphrase: &Passphrase) -> Result<Self, KeyStoreError> {
        let failed = |cause| KeyStoreError::Read { path: path.to_owned(), cause };
        let mut sealed = Vec::new();
        File::open(path).map_err(failed)?.take(MAX_FILE_SIZE + 1).read_to_end(&mut sealed).map_err(failed)?;
        if sealed.len() as u64 > MAX_FILE_SIZE {
            return Err(KeyStoreError::TooLarge);
        }
        Self::open(&sealed, passphrase)
    }

    /// Writes the store to its file in one step: at any moment the file is the old store or the new one. Only its owner may
    /// read it.
    ///
    /// # Errors
    ///
    /// As [`KeyStore::seal`], and when the file cannot be written.
    pub fn save(&self, path: &Path, passphrase: &Passphrase, cost: KeyCost) -> Result<(), KeyStoreError> {
        let sealed = self.seal(passphrase, cost)?;
        let failed = |cause| KeyStoreError::Write { path: path.to_owned(), cause };
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut beside = NamedTempFile::new_in(folder).map_err(failed)?;
        beside.write_all(&sealed).map_err(failed)?;
        beside.as_file().sync_all().map_err(failed)?;
        beside.persist(path).map_err(|error| failed(error.error))?;
        // That the file has its new name is written down with the folder, where the system can do so.
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
        Ok(())
    }
}
