//! The record that a text was searched for identifiers and none is left.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::identifiers::{Identifier, IdentifierKind, find};
use super::roster::Roster;

/// The SHA-256 digest of a text: what an approval or a screening was about, to the byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextDigest([u8; 32]);

/// Not a digest.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("`{0}` is not a SHA-256 digest; expected 64 hexadecimal digits")]
pub struct InvalidDigest(String);

/// Somebody's decision that what was found identifies nobody: a year taken for a number, the word "hope" for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dismissal {
    /// What was found, as it stands in the text.
    pub text: String,
    /// What it was taken for.
    pub kind: IdentifierKind,
    /// Why it identifies nobody.
    pub reason: String,
    /// Who decided.
    pub by: String,
}

/// A record that a text was searched with the names of a study's people at hand, and holds no identifier.
///
/// It can be kept where the names may not be: a report is built without the key store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Screening {
    /// The text that was searched.
    pub text: TextDigest,
    /// When.
    pub on: Date,
    /// With how many people's names.
    pub people: usize,
    /// What was found and dismissed.
    pub dismissals: Vec<Dismissal>,
}

impl Screening {
    /// Searches a text.
    ///
    /// # Errors
    ///
    /// Gives what identifies and was not dismissed.
    pub fn of(
        text: &str,
        roster: &Roster,
        dismissals: &[Dismissal],
        on: Date,
    ) -> Result<Self, Vec<Identifier>> {
        let (dismissed, left): (Vec<_>, Vec<_>) =
            find(text, roster).into_iter().partition(|identifier| is_dismissed(identifier, dismissals));
        if !left.is_empty() {
            return Err(left);
        }
        let used = |dismissal: &&Dismissal| {
            dismissed.iter().any(|identifier| is_dismissed(identifier, std::slice::from_ref(dismissal)))
        };
        let dismissals = dismissals.iter().filter(used).cloned().collect();
        Ok(Self { text: TextDigest::of(text), on, people: roster.len(), dismissals })
    }
}

/// Whether somebody decided that what was found identifies nobody.
pub(super) fn is_dismissed(identifier: &Identifier, dismissals: &[Dismissal]) -> bool {
    dismissals.iter().any(|dismissal| dismissal.kind == identifier.kind && dismissal.text == identifier.text)
}

impl TextDigest {
    /// The digest of a text.
    pub fn of(text: &str) -> Self {
        Self(Sha256::digest(text.as_bytes()).into())
    }
}

impl fmt::Display for TextDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl FromStr for TextDigest {
    type Err = InvalidDigest;

    fn from_str(text: &str) -> Result<Self, InvalidDigest> {
        let invalid = || InvalidDigest(text.to_owned());
        if text.len() != 64 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(invalid());
        }
        let mut digest = [0; 32];
        for (place, byte) in digest.iter_mut().enumerate() {
            let digits = text.get(2 * place..2 * place + 2).ok_or_else(invalid)?;
            *byte = u8::from_str_radix(digits, 16).map_err(|_| invalid())?;
        }
        Ok(Self(digest))
    }
}
