//! Cues: who said what, and when.

use super::{Document, TextRange};
use std::fmt;

/// A time since the beginning of a recording, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Milliseconds(pub u64);

impl fmt::Display for Milliseconds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (seconds, rest) = (self.0 / 1000, self.0 % 1000);
        write!(formatter, "{:02}:{:02}:{:02}.{rest:03}", seconds / 3600, seconds / 60 % 60, seconds % 60)
    }
}

impl Milliseconds {
    /// Reads `01:02:03.004` or `02:03.004`, with the given sign before the thousandths.
    pub(super) fn read(text: &str, sign: &[char]) -> Option<Self> {
        let (clock, thousandths) = text.split_once(sign)?;
        let number = |digits: &str, width: std::ops::RangeInclusive<usize>| -> Option<u64> {
            let is_number =
                width.contains(&digits.len()) && digits.bytes().all(|digit| digit.is_ascii_digit());
            if is_number { digits.parse().ok() } else { None }
        };
        let mut parts = clock.split(':').rev();
        let seconds = number(parts.next()?, 2..=2)?;
        let minutes = number(parts.next()?, 2..=2)?;
        let hours = parts.next().map_or(Some(0), |hours| number(hours, 1..=6))?;
        let is_clock = parts.next().is_none() && seconds < 60 && minutes < 60;
        let thousandths = number(thousandths, 3..=3)?;
        is_clock.then_some(Self(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths))
    }
}

/// What one voice says in one cue of a caption file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// When the cue begins.
    pub begin: Milliseconds,
    /// When it ends.
    pub end: Milliseconds,
    /// Who speaks, as the file says it.
    pub speaker: Option<String>,
    /// Where its words stand in the text.
    pub range: TextRange,
}

/// A cue before its text is a document's.
#[derive(Debug)]
pub(super) struct Utterance {
    pub(super) begin: Milliseconds,
    pub(super) end: Milliseconds,
    pub(super) speaker: Option<String>,
    pub(super) bytes: std::ops::Range<usize>,
}

impl Utterance {
    pub(super) fn into_cue(self, document: &Document) -> Option<Cue> {
        let range = document.range_of_bytes(self.bytes).ok()?;
        Some(Cue { begin: self.begin, end: self.end, speaker: self.speaker, range })
    }
}

/// A caption file read: its words, and whose they are.
#[derive(Debug, Default)]
pub(super) struct Transcript {
    pub(super) text: String,
    pub(super) utterances: Vec<Utterance>,
}

impl Transcript {
    /// Adds what is said; a voice's first words after another's in one cue begin a new line.
    pub(super) fn say(&mut self, times: (Milliseconds, Milliseconds), speaker: Option<String>, words: &str) {
        let start = self.text.len();
        self.text.push_str(words);
        let (begin, end) = times;
        self.utterances.push(Utterance { begin, end, speaker, bytes: start..self.text.len() });
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written() {
        let read = |text| Milliseconds::read(text, &['.']);
        assert_eq!(read("01:02:03.004"), Some(Milliseconds(3_723_004)));
        assert_eq!(read("02:03.004"), Some(Milliseconds(123_004)));
        assert_eq!(read("02:03.004").unwrap().to_string(), "00:02:03.004");
        for wrong in
            ["2:03.004", "02:60.000", "02:03,004", "02:03.04", "03.004", "1:2:3:04.000", "+1:02:03.000", ""]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
