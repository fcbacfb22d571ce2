//! A document and the places in it.

use super::positions::Positions;
use super::{CodePoint, Cue, Format, RangeError, TextRange};
use std::ops::Range;

/// A document: a name, a text that nothing changes, and what came with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    name: String,
    text: String,
    format: Format,
    positions: Positions,
    pub(super) original: Option<Vec<u8>>,
    pub(super) cues: Vec<Cue>,
    pub(super) left_out: Vec<String>,
}

impl Document {
    /// A document of a text alone. Reading a file is [`Document::read`].
    pub fn new(name: impl Into<String>, format: Format, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            name: name.into(),
            positions: Positions::of(&text),
            text,
            format,
            original: None,
            cues: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// The document with the file it came from.
    pub(crate) fn with_original(mut self, original: Option<Vec<u8>>) -> Self {
        self.original = original;
        self
    }

    /// Its name, usually that of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text, as it was stored.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The format it came in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The file it was read from, where that is more than its text and holds no media.
    pub fn original(&self) -> Option<&[u8]> {
        self.original.as_deref()
    }

    /// The cues of captions, with times and speakers, in order. Empty for other formats.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The parts of the file that were not read because Cairn holds no imagery, recordings or programs.
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    /// How many code points the text has.
    pub fn length(&self) -> CodePoint {
        self.positions.length()
    }

    /// The range between two places.
    ///
    /// # Errors
    /// Where the end lies before the start, or beyond the text.
    pub fn range(&self, start: CodePoint, end: CodePoint) -> Result<TextRange, RangeError> {
        self.positions.range(&self.text, start, end)
    }

    /// The range of the given bytes of the text.
    ///
    /// # Errors
    /// Where the end lies before the start, a byte lies inside a character or beyond the text.
    pub fn range_of_bytes(&self, bytes: Range<usize>) -> Result<TextRange, RangeError> {
        let place = |byte| self.code_point(byte).ok_or(RangeError::InsideCharacter { byte });
        self.range(place(bytes.start)?, place(bytes.end)?)
    }

    /// The byte where a code point begins. The place after the text has one too.
    pub fn byte(&self, place: CodePoint) -> Option<usize> {
        self.positions.byte(&self.text, place)
    }

    /// The place of the code point that begins at a byte.
    pub fn code_point(&self, byte: usize) -> Option<CodePoint> {
        self.positions.code_point(&self.text, byte)
    }

    /// The words of a range; `None` for a range of another document that does not fit this one.
    pub fn words(&self, range: &TextRange) -> Option<&str> {
        let own = self.range(range.start(), range.end()).ok()?;
        if own == *range { self.text.get(range.bytes()) } else { None }
    }
}
