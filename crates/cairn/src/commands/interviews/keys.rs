//! The key store and its passphrase.

use crate::failure::Failure;
use cairn_qualitative::safety::{KeyStore, Passphrase};
use clap::Args;
use std::path::PathBuf;

/// The variable of the environment that may hold the passphrase.
const VARIABLE: &str = "CAIRN_PASSPHRASE";

/// Where the names are kept.
#[derive(Debug, Args)]
pub(super) struct Keys {
    /// The key store: the file in which names and aliases are sealed. Keep it outside the study folder. Its passphrase is asked for, or taken from
    /// the environment variable CAIRN_PASSPHRASE.
    #[arg(long, value_name = "FILE")]
    pub(super) keys: PathBuf,
}

impl Keys {
    /// Opens the key store.
    pub(super) fn open(&self) -> Result<KeyStore, Failure> {
        let passphrase = self.passphrase()?;
        KeyStore::load(&self.keys, &passphrase).map_err(Failure::refused)
    }

    /// Asks for the passphrase, where the environment does not hold it.
    pub(super) fn passphrase(&self) -> Result<Passphrase, Failure> {
        let text = match std::env::var(VARIABLE) {
            Ok(text) => text,
            Err(_) => {
                let prompt = format!("Passphrase of {}: ", self.keys.display());
                rpassword::prompt_password(prompt).map_err(|error| {
                    let message = format!("no passphrase can be asked for: {error}");
                    Failure::operation_with_help(message, format!("set the environment variable {VARIABLE}"))
                })?
            }
        };
        Passphrase::new(text).map_err(Failure::refused)
    }
}
