//! Ways of counting, and where they lead.

use crate::document::CodePoint;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How the positions of a text were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counting {
    /// Whether a byte-order mark counts.
    pub mark: Mark,
    /// How the end of a line counts.
    pub line_ends: LineEnds,
    /// What a character counts.
    pub unit: Unit,
}

/// Whether a byte-order mark at the beginning of a text counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// It counts, being a code point of the text as stored.
    Counted,
    /// It does not: the program took it for a sign of the encoding.
    NotCounted,
}

/// How the end of a line counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LineEnds {
    /// Each of its characters, as they are stored.
    AsStored,
    /// One, though carriage return and line feed are stored.
    One,
    /// Two, though a line feed alone is stored.
    Two,
}

/// What a character counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One.
    CodePoint,
    /// One in the basic plane, two beyond it.
    Utf16,
}

impl Counting {
    /// By the code points of the text as stored.
    pub const STANDARD: Self =
        Self { mark: Mark::Counted, line_ends: LineEnds::AsStored, unit: Unit::CodePoint };

    /// In how many respects two ways of counting differ. One oddity of a program is likelier than two.
    pub(super) fn differences(self, other: Self) -> usize {
        let differs = [self.mark != other.mark, self.line_ends != other.line_ends, self.unit != other.unit];
        differs.into_iter().filter(|differs| *differs).count()
    }

    /// The places that counted positions stand for. A position inside of a character has none.
    pub(super) fn places(self, text: &str, wanted: &BTreeSet<u64>) -> BTreeMap<u64, CodePoint> {
        let mut places = BTreeMap::new();
        let mut wanted = wanted.iter().copied().peekable();
        let (mut count, mut place) = (0_u64, 0_usize);
        let mut characters = text.chars().peekable();
        if self.mark == Mark::NotCounted && characters.next_if_eq(&'\u{FEFF}').is_some() {
            place += 1;
        }
        loop {
            while wanted.next_if(|position| *position < count).is_some() {}
            if wanted.next_if_eq(&count).is_some() {
                places.insert(count, CodePoint(place));
            }
            let Some(character) = characters.next() else { return places };
            match (character, self.line_ends) {
                ('\r', LineEnds::One) if characters.next_if_eq(&'\n').is_some() => place += 2,
                ('\r', LineEnds::Two) if characters.next_if_eq(&'\n').is_some() => {
                    count += 1;
                    if wanted.next_if_eq(&count).is_some() {
                        places.insert(count, CodePoint(place + 1));
                    }
                    place += 2;
                }
                ('\n', LineEnds::Two) => {
                    count += 1;
                    if wanted.next_if_eq(&count).is_some() {
                        places.insert(count, CodePoint(place));
                    }
                    place += 1;
                }
                _ => {
                    if self.unit == Unit::Utf16 && character.len_utf16() == 2 {
                        count += 1;
                    }
                    place += 1;
                }
            }
            count += 1;
        }
    }
}

impl fmt::Display for Counting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self.unit {
            Unit::CodePoint => "code points",
            Unit::Utf16 => "units of UTF-16",
        })?;
        match self.line_ends {
            LineEnds::AsStored => {}
            LineEnds::One => formatter.write_str(", carriage return with line feed as one")?,
            LineEnds::Two => formatter.write_str(", each line end as two")?,
        }
        match self.mark {
            Mark::Counted => Ok(()),
            Mark::NotCounted => formatter.write_str(", without the byte-order mark"),
        }
    }
}

/// Every way of counting that makes a difference for a text, the plainest first.
pub(super) fn candidates(text: &str) -> Vec<Counting> {
    let mut marks = vec![Mark::Counted];
    if text.starts_with('\u{FEFF}') {
        marks.push(Mark::NotCounted);
    }
    let mut line_ends = vec![LineEnds::AsStored];
    let pairs = text.matches("\r\n").count();
    if pairs > 0 {
        line_ends.push(LineEnds::One);
    }
    if text.matches('\n').count() > pairs {
        line_ends.push(LineEnds::Two);
    }
    let mut units = vec![Unit::CodePoint];
    if text.chars().any(|character| character.len_utf16() == 2) {
        units.push(Unit::Utf16);
    }
    let mut all = Vec::new();
    for unit in units {
        for line_ends in &line_ends {
            for mark in &marks {
                all.push(Counting { mark: *mark, line_ends: *line_ends, unit });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn places(counting: Counting, text: &str) -> Vec<(u64, usize)> {
        let wanted = (0..20).collect();
        counting.places(text, &wanted).into_iter().map(|(count, place)| (count, place.0)).collect()
    }

    #[test]
    fn every_way_of_counting_finds_its_places() {
        let text = "\u{FEFF}a\r\n\u{1F600}\nb";
        let counting = |mark, line_ends, unit| Counting { mark, line_ends, unit };
        let standard: Vec<_> = (0..=7).map(|place| (place as u64, place)).collect();
        assert_eq!(places(Counting::STANDARD, text), standard);
        assert_eq!(
            places(counting(Mark::NotCounted, LineEnds::One, Unit::CodePoint), text),
            [(0, 1), (1, 2), (2, 4), (3, 5), (4, 6), (5, 7)]
        );
        assert_eq!(
            places(counting(Mark::Counted, LineEnds::Two, Unit::CodePoint), text),
            [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 5), (7, 6), (8, 7)]
        );
        assert_eq!(
            places(counting(Mark::Counted, LineEnds::AsStored, Unit::Utf16), text),
            [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (6, 5), (7, 6), (8, 7)]
        );
    }

    /// How many positions a text takes, counted in the plainest way: change the text, then measure it.
    fn naive(counting: Counting, text: &str) -> u64 {
        let text = match counting.mark {
            Mark::Counted => text,
            Mark::NotCounted => text.strip_prefix('\u{FEFF}').unwrap_or(text),
        };
        let text = match counting.line_ends {
            LineEnds::AsStored => text.to_owned(),
            LineEnds::One => text.replace("\r\n", "\n"),
            LineEnds::Two => text.replace("\r\n", "\n").replace('\n', "\r\n"),
        };
        match counting.unit {
            Unit::CodePoint => text.chars().count() as u64,
            Unit::Utf16 => text.encode_utf16().count() as u64,
        }
    }

    proptest! {
        #[test]
        fn places_are_where_plain_counting_puts_them(text in "\u{FEFF}?[a\r\n\u{301}\u{1F600}]{0,30}") {
            for counting in candidates(&text) {
                for (place, (byte, _)) in text.char_indices().enumerate() {
                    let (before, after) = text.split_at(byte);
                    let inside = before.ends_with('\r') && after.starts_with('\n');
                    let before_mark = place == 0 && counting.mark == Mark::NotCounted;
                    if inside || before_mark {
                        continue;
                    }
                    let count = naive(counting, before);
                    let found = counting.places(&text, &BTreeSet::from([count]));
                    prop_assert_eq!(found.get(&count), Some(&CodePoint(place)), "{:?} {}", counting, count);
                }
                let end = naive(counting, &text);
                let found = counting.places(&text, &BTreeSet::from([end, end + 1]));
                prop_assert_eq!(found.into_iter().collect::<Vec<_>>(), [(end, CodePoint(text.chars().count()))]);
            }
        }
    }
}
