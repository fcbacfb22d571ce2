//! The secret that opens a key store.

use std::fmt;

use thiserror::Error;
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Fewest characters of a passphrase.
const SHORTEST: usize = 12;

/// A passphrase. It is wiped from memory when it is dropped and shown in no message.
pub struct Passphrase(Zeroizing<String>);

/// A passphrase that can be guessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "a passphrase of {found} characters can be guessed; expected at least {SHORTEST}, such as four or five words"
)]
pub struct PassphraseTooShort {
    /// Its number of characters.
    pub found: usize,
}

impl Passphrase {
    /// A passphrase, in the composed form of Unicode (RFC 8265), so that it is the same whatever keyboard it is typed on.
    ///
    /// # Errors
    ///
    /// Refuses one of fewer than 12 characters.
    pub fn new(text: String) -> Result<Self, PassphraseTooShort> {
        let text = Zeroizing::new(text);
        // Composing never lengthens beyond three times, so that no copy is left behind when the buffer grows.
        let mut composed = Zeroizing::new(String::with_capacity(3 * text.len()));
        composed.extend(text.nfc());
        match composed.chars().count() {
            found if found < SHORTEST => Err(PassphraseTooShort { found }),
            _ => Ok(Self(composed)),
        }
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase(…)")
    }
}
