//! How programs count positions.
//!
//! The standard counts Unicode code points, but not of what: ATLAS.ti stores CR LF and counts one, NVivo stores and
//! counts both; programs that take off a byte-order mark on reading do not count it; some count the units of UTF-16.
//! The words that programs write into an excerpt's name, and the length of the text, tell which it was.

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
#[allow(missing_docs, reason = "each is what its name says")]
pub enum Mark {
    Counted,
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
    fn differences(self, other: Self) -> usize {
        let differs = [self.mark != other.mark, self.line_ends != other.line_ends, self.unit != other.unit];
        differs.into_iter().filter(|differs| *differs).count()
    }

    /// The places that counted positions stand for. A position inside of a character has none.
    fn places(self, text: &str, wanted: &BTreeSet<u64>) -> BTreeMap<u64, CodePoint> {
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

/// How it is known how positions were counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// The names of excerpts are their words when counted so.
    Names {
        /// How many names agree.
        agree: usize,
        /// How many names there are.
        of: usize,
    },
    /// Only so do all ranges lie within the text.
    Fit,
    /// The program that wrote the file, or any program of its kind, counts so. Nothing in the file speaks against it.
    Program,
}

impl fmt::Display for Evidence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Names { agree, of } => {
                write!(formatter, "so {agree} of {of} excerpts begin as their names say")
            }
            Self::Fit => formatter.write_str("only so do all ranges lie within the text"),
            Self::Program => {
                formatter.write_str("as its program does; nothing in the file speaks against it")
            }
        }
    }
}

/// A range as it is written in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Written<'f> {
    pub(super) start: u64,
    pub(super) end: u64,
    pub(super) name: Option<&'f str>,
}

/// How the ranges of a text are to be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Understood {
    pub(super) counting: Counting,
    pub(super) evidence: Evidence,
    /// The ranges in code points of the text, in the order given; none where one does not fit.
    pub(super) ranges: Vec<Option<(CodePoint, CodePoint)>>,
    /// Whether other ways of counting would have made all of them fit as well, at other places.
    pub(super) unclear: bool,
}

/// What one way of counting makes of the ranges.
struct Trial {
    counting: Counting,
    ranges: Vec<Option<(CodePoint, CodePoint)>>,
    agree: usize,
}

impl Trial {
    fn of(
        counting: Counting,
        text: &str,
        written: &[Written<'_>],
        byte: impl Fn(CodePoint) -> Option<usize>,
    ) -> Self {
        let wanted = written.iter().flat_map(|range| [range.start, range.end]).collect();
        let places = counting.places(text, &wanted);
        let ranges: Vec<_> = written
            .iter()
            .map(|range| {
                let (start, end) = (*places.get(&range.start)?, *places.get(&range.end)?);
                (range.start <= range.end && start <= end).then_some((start, end))
            })
            .collect();
        let words = |(start, end): (CodePoint, CodePoint)| text.get(byte(start)?..byte(end)?);
        let agree = written
            .iter()
            .zip(&ranges)
            .filter(|(range, places)| match (range.name, places.and_then(words)) {
                (Some(name), Some(words)) => is_name_of(name, words),
                _ => false,
            })
            .count();
        Self { counting, ranges, agree }
    }

    fn fits(&self) -> bool {
        self.ranges.iter().all(Option::is_some)
    }
}

/// Finds out how the ranges of a text were counted, beginning with what the program that wrote the file does.
pub(super) fn understand(
    text: &str,
    written: &[Written<'_>],
    usual: Counting,
    is_certain: bool,
    byte: impl Fn(CodePoint) -> Option<usize>,
) -> Understood {
    let names =
        written.iter().filter(|range| range.name.is_some_and(|name| !shortened(name).is_empty())).count();
    let first = Trial::of(usual, text, written, &byte);
    if is_certain || (first.fits() && first.agree == names) {
        let (agree, of) = (first.agree, names);
        let is_named = names > 0 && agree == names;
        return first.understood(if is_named { Evidence::Names { agree, of } } else { Evidence::Program });
    }
    let mut ways = candidates(text);
    ways.retain(|counting| *counting != usual);
    ways.sort_by_key(|counting| counting.differences(usual));
    let others: Vec<Trial> =
        ways.into_iter().map(|counting| Trial::of(counting, text, written, &byte)).collect();
    let most = others.iter().map(|trial| trial.agree).max().unwrap_or_default();
    if most > first.agree {
        let best = others.into_iter().find(|trial| trial.agree == most);
        return best.unwrap_or(first).understood(Evidence::Names { agree: most, of: names });
    }
    if first.fits() || first.agree > 0 {
        let (agree, of) = (first.agree, names);
        return first.understood(if agree > 0 { Evidence::Names { agree, of } } else { Evidence::Program });
    }
    let mut fitting = others.into_iter().filter(Trial::fits);
    match fitting.next() {
        None => first.understood(Evidence::Program),
        Some(fit) => {
            let as_near = fit.counting.differences(usual);
            let unclear = fitting
                .take_while(|other| other.counting.differences(usual) == as_near)
                .any(|other| other.ranges != fit.ranges);
            if unclear {
                Understood { unclear, ..first.understood(Evidence::Program) }
            } else {
                fit.understood(Evidence::Fit)
            }
        }
    }
}

impl Trial {
    fn understood(self, evidence: Evidence) -> Understood {
        Understood { counting: self.counting, evidence, ranges: self.ranges, unclear: false }
    }
}

/// Every way of counting that makes a difference for a text, the plainest first.
fn candidates(text: &str) -> Vec<Counting> {
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

/// Whether a name says how words begin. Programs shorten it with dots and turn line ends into blanks.
fn is_name_of(name: &str, words: &str) -> bool {
    let shortened = shortened(name);
    let mut given = shortened.split_whitespace().flat_map(str::chars).peekable();
    let mut said = words.split_whitespace().flat_map(str::chars);
    if given.peek().is_none() {
        return false;
    }
    let begins = given.by_ref().all(|character| said.next() == Some(character));
    // A name that is neither shortened nor the whole passage is somebody's own word for it.
    let is_shortened = shortened.len() < name.trim().len();
    begins
        && (is_shortened || said.next().is_none() || shortened.chars().count() >= LONG)
        && words.chars().next().is_some_and(|first| !first.is_whitespace() || name.starts_with(first))
}

/// A name this long that begins a passage was cut off its words.
const LONG: usize = 20;

fn shortened(name: &str) -> &str {
    name.trim().trim_end_matches(['.', '…'])
}

#[cfg(test)]
mod tests {
    use super::*;

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

    fn understood(text: &str, written: &[Written<'_>], usual: Counting) -> Understood {
        let byte =
            |place: CodePoint| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).nth(place.0);
        understand(text, written, usual, false, byte)
    }

    #[test]
    fn names_tell_how_it_was_counted() {
        let text = "One line.\r\nAnother line with the word helpline.\r\n";
        let start = 10 + "Another line with the word ".len() as u64;
        let written = [Written { start, end: start + 8, name: Some("helpline") }];
        let understood = understood(text, &written, Counting::STANDARD);
        assert_eq!(understood.counting.line_ends, LineEnds::One);
        assert_eq!(understood.evidence, Evidence::Names { agree: 1, of: 1 });
        assert_eq!(understood.ranges, [Some((CodePoint(38), CodePoint(46)))]);
    }

    #[test]
    fn the_length_of_the_text_tells_it_where_names_do_not() {
        let text = "a\nb\nc";
        let whole = [Written { start: 0, end: 7, name: None }];
        let found = understood(text, &whole, Counting::STANDARD);
        assert_eq!((found.counting.line_ends, found.evidence), (LineEnds::Two, Evidence::Fit));
        let beyond = [Written { start: 0, end: 9, name: None }];
        let found = understood(text, &beyond, Counting::STANDARD);
        assert_eq!((found.counting, found.ranges), (Counting::STANDARD, vec![None]));
        let text = "a\n\u{1F600}b";
        let either = [Written { start: 1, end: 5, name: None }];
        assert!(!understood(text, &either, Counting::STANDARD).unclear, "both end with the text");
        let text = "a\n\u{1F600}bc";
        let either = [Written { start: 2, end: 6, name: None }];
        assert!(understood(text, &either, Counting::STANDARD).unclear, "they begin at different places");
    }

    #[test]
    fn a_name_of_ones_own_says_nothing() {
        assert!(is_name_of("The first words of it...", "The first\r\nwords of it are these"));
        assert!(is_name_of("helpline", "helpline"));
        assert!(!is_name_of("help", "helpline"));
        assert!(!is_name_of("Barrier: cost", "helpline"));
        assert!(!is_name_of("...", "helpline"));
    }
}
