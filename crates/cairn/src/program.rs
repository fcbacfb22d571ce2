//! The program's own identity, for pedigrees.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Name, version and the SHA-256 of the program file: `cairn 0.1.0 (sha256 …)`.
pub(crate) fn identity() -> String {
    let mut identity = format!("cairn {}", env!("CARGO_PKG_VERSION"));
    let bytes = std::env::current_exe().and_then(std::fs::read);
    if let Ok(bytes) = bytes {
        identity.push_str(" (sha256 ");
        for byte in Sha256::digest(bytes) {
            let _ = write!(identity, "{byte:02x}");
        }
        identity.push(')');
    }
    identity
}
