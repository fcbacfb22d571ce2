//! Identifiers that stay the same in every program.

use sha2::{Digest, Sha256};
use std::fmt::{self, Write};

/// A globally unique identifier of 128 bits. Written in small letters with hyphens.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Guid([u8; 16]);

impl Guid {
    /// Reads a GUID as programs write them: hyphens or none, braces or none, any case.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let inner = match text.strip_prefix('{') {
            Some(inner) => inner.strip_suffix('}')?,
            None => text,
        };
        let hyphens: Vec<usize> = inner.match_indices('-').map(|(place, _)| place).collect();
        if !(hyphens.is_empty() || hyphens == [8, 13, 18, 23]) {
            return None;
        }
        let mut bytes = [0_u8; 16];
        let mut digits = inner.chars().filter(|character| *character != '-').map(|digit| digit.to_digit(16));
        for byte in &mut bytes {
            let (high, low) = (digits.next()??, digits.next()??);
            *byte = u8::try_from(high * 16 + low).ok()?;
        }
        digits.next().is_none().then_some(Self(bytes))
    }

    /// The GUID of a thing that has none yet, from what it is and what tells it from others: the same today and
    /// tomorrow. A UUID of version 8 (RFC 9562, section 5.8) from SHA-256.
    pub fn derived(kind: &str, parts: &[&str]) -> Self {
        let mut digest = Sha256::new();
        for part in [kind].iter().chain(parts) {
            digest.update((part.len() as u64).to_be_bytes());
            digest.update(part.as_bytes());
        }
        let mut bytes = [0_u8; 16];
        for (byte, hashed) in bytes.iter_mut().zip(digest.finalize()) {
            *byte = hashed;
        }
        bytes[6] = bytes[6] & 0x0F | 0x80;
        bytes[8] = bytes[8] & 0x3F | 0x80;
        Self(bytes)
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, byte) in self.0.iter().enumerate() {
            if [4, 6, 8, 10].contains(&place) {
                formatter.write_char('-')?;
            }
            write!(formatter, "{byte:02x}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_is_the_same_guid() {
        let plain = Guid::read("a2b94468-80a5-412f-92d6-e900d97b55a6").unwrap();
        assert_eq!(plain.to_string(), "a2b94468-80a5-412f-92d6-e900d97b55a6");
        for spelling in [
            "{A2B94468-80A5-412F-92D6-E900D97B55A6}",
            "A2B9446880A5412F92D6E900D97B55A6",
            " a2b94468-80a5-412F-92D6-e900d97b55a6\n",
        ] {
            assert_eq!(Guid::read(spelling), Some(plain), "{spelling}");
        }
        for wrong in [
            "",
            "{",
            "a2b94468-80a5-412f-92d6-e900d97b55a",
            "a2b94468-80a5-412f-92d6-e900d97b55a66",
            "a2b9446-880a5-412f-92d6-e900d97b55a6",
            "{a2b94468-80a5-412f-92d6-e900d97b55a6",
            "g2b94468-80a5-412f-92d6-e900d97b55a6",
        ] {
            assert_eq!(Guid::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn derived_guids_stay_the_same_and_differ_by_their_parts() {
        let guid = Guid::derived("code", &["ab", "c"]);
        assert_eq!(guid.to_string(), "d9cacb69-3569-8959-a2cc-34bac7591b6b");
        assert_ne!(guid, Guid::derived("code", &["a", "bc"]));
        assert_ne!(guid, Guid::derived("case", &["ab", "c"]));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes: [u8; 16]) {
            prop_assert_eq!(Guid::read(&Guid(bytes).to_string()), Some(Guid(bytes)));
        }
    }
}
