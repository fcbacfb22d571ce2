//! The characters XML may hold.

/// Whether XML 1.0 allows a character (5th edition, production 2, Char). Rust's `char` has no surrogates.
pub(crate) fn is_allowed(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}
