//! Places in a text, counted in Unicode code points, and their bytes.

use std::fmt;
use std::ops::Range;
use thiserror::Error;

/// A place in a text: how many Unicode code points stand before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CodePoint(pub usize);

impl fmt::Display for CodePoint {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.0)
    }
}

/// A stretch of one text, from a place up to but without another, in code points and in bytes. Only the document it
/// lies in makes it ([`super::Document::range`]).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    start: CodePoint,
    end: CodePoint,
    first_byte: usize,
    end_byte: usize,
}

impl TextRange {
    /// The place of its first character.
    pub fn start(&self) -> CodePoint {
        self.start
    }

    /// The place after its last character.
    pub fn end(&self) -> CodePoint {
        self.end
    }

    /// Its bytes in the UTF-8 of the text.
    pub fn bytes(&self) -> Range<usize> {
        self.first_byte..self.end_byte
    }

    /// How many code points it has.
    pub fn length(&self) -> usize {
        self.end.0.saturating_sub(self.start.0)
    }

    /// Whether it marks a place rather than a stretch.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }
}

/// Why two places make no range of a text.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RangeError {
    /// The end lies before the start.
    #[error("the range {start} to {end} ends before it begins")]
    EndsFirst {
        /// The start.
        start: CodePoint,
        /// The end.
        end: CodePoint,
    },
    /// The end lies beyond the text.
    #[error("the range {start} to {end} reaches beyond the text, which has {length} characters")]
    BeyondText {
        /// The start.
        start: CodePoint,
        /// The end.
        end: CodePoint,
        /// How many code points the text has.
        length: CodePoint,
    },
    /// A byte inside a character, or beyond the text.
    #[error("byte {byte} is not the beginning of a character of the text")]
    InsideCharacter {
        /// The byte.
        byte: usize,
    },
}

/// How many code points lie between two known bytes.
const STRIDE: usize = 256;

/// Where every 256th code point of a text begins, so that a place is found without reading the text from its start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Positions {
    length: usize,
    /// The byte of each code point whose place is a multiple of the stride.
    bytes: Vec<usize>,
}

impl Positions {
    pub(super) fn of(text: &str) -> Self {
        let mut length = 0;
        let mut bytes = Vec::with_capacity(text.len() / STRIDE + 1);
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                bytes.push(byte);
            }
            length += 1;
        }
        Self { length, bytes }
    }

    pub(super) fn length(&self) -> CodePoint {
        CodePoint(self.length)
    }

    /// The byte where a code point begins; that after the text for its end.
    pub(super) fn byte(&self, text: &str, place: CodePoint) -> Option<usize> {
        if place.0 == self.length {
            return Some(text.len());
        }
        let from = *self.bytes.get(place.0 / STRIDE)?;
        let (byte, _) = text.get(from..)?.char_indices().nth(place.0 % STRIDE)?;
        Some(from + byte)
    }

    /// The place of the code point that begins at a byte.
    pub(super) fn code_point(&self, text: &str, byte: usize) -> Option<CodePoint> {
        if !text.is_char_boundary(byte) {
            return None;
        }
        let strides = self.bytes.partition_point(|known| *known <= byte);
        let Some(last) = strides.checked_sub(1) else { return Some(CodePoint(0)) };
        let from = *self.bytes.get(last)?;
        Some(CodePoint(last * STRIDE + text.get(from..byte)?.chars().count()))
    }

    pub(super) fn range(
        &self,
        text: &str,
        start: CodePoint,
        end: CodePoint,
    ) -> Result<TextRange, RangeError> {
        if end < start {
            return Err(RangeError::EndsFirst { start, end });
        }
        match (self.byte(text, start), self.byte(text, end)) {
            (Some(first_byte), Some(end_byte)) => Ok(TextRange { start, end, first_byte, end_byte }),
            _ => Err(RangeError::BeyondText { start, end, length: self.length() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn places_and_bytes_are_the_same_both_ways(text in "(?s)[a\r\n\u{FEFF}é\u{301}한😀]{0,900}") {
            let positions = Positions::of(&text);
            let mut place = 0;
            for (byte, character) in text.char_indices() {
                prop_assert_eq!(positions.byte(&text, CodePoint(place)), Some(byte));
                prop_assert_eq!(positions.code_point(&text, byte), Some(CodePoint(place)));
                for inside in 1..character.len_utf8() {
                    prop_assert_eq!(positions.code_point(&text, byte + inside), None);
                }
                place += 1;
            }
            prop_assert_eq!(positions.length(), CodePoint(place));
            prop_assert_eq!(positions.byte(&text, CodePoint(place)), Some(text.len()));
            prop_assert_eq!(positions.code_point(&text, text.len()), Some(CodePoint(place)));
            prop_assert_eq!(positions.byte(&text, CodePoint(place + 1)), None);
            prop_assert_eq!(positions.code_point(&text, text.len() + 1), None);
        }
    }

    #[test]
    fn ranges_are_checked() {
        let text = "a\u{1F600}b";
        let positions = Positions::of(text);
        let range = positions.range(text, CodePoint(1), CodePoint(2)).unwrap();
        assert_eq!((range.bytes(), range.length(), range.is_empty()), (1..5, 1, false));
        let error = positions.range(text, CodePoint(2), CodePoint(1)).unwrap_err();
        assert_eq!(error.to_string(), "the range 2 to 1 ends before it begins");
        let error = positions.range(text, CodePoint(2), CodePoint(4)).unwrap_err();
        assert_eq!(error.to_string(), "the range 2 to 4 reaches beyond the text, which has 3 characters");
    }
}
