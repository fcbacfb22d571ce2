//! Which way of counting it was.

use super::names::{Agreement, agreement, shortened};
use super::way::{Counting, candidates};
use crate::document::CodePoint;
use std::fmt;

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
pub(in crate::refi) struct Written<'f> {
    pub(in crate::refi) start: u64,
    pub(in crate::refi) end: u64,
    pub(in crate::refi) name: Option<&'f str>,
}

/// How the ranges of a text are to be understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::refi) struct Understood {
    pub(in crate::refi) counting: Counting,
    pub(in crate::refi) evidence: Evidence,
    /// The ranges in code points of the text, in the order given; none where one does not fit.
    pub(in crate::refi) ranges: Vec<Option<(CodePoint, CodePoint)>>,
    /// Whether other ways of counting would have made all of them fit as well, at other places.
    pub(in crate::refi) unclear: bool,
}

/// What one way of counting makes of the ranges.
struct Trial {
    counting: Counting,
    ranges: Vec<Option<(CodePoint, CodePoint)>>,
    /// How many names agree with their words.
    agree: usize,
    /// How many of these do wholly.
    wholly: usize,
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
        let (mut agree, mut wholly) = (0, 0);
        for (range, places) in written.iter().zip(&ranges) {
            let (Some(name), Some(words)) = (range.name, places.and_then(words)) else { continue };
            match agreement(name, words) {
                Agreement::None => {}
                Agreement::Trimmed => agree += 1,
                Agreement::Whole => (agree, wholly) = (agree + 1, wholly + 1),
            }
        }
        Self { counting, ranges, agree, wholly }
    }

    /// What names say for it: that they agree counts before how well they do.
    fn score(&self) -> (usize, usize) {
        (self.agree, self.wholly)
    }

    fn fits(&self) -> bool {
        self.ranges.iter().all(Option::is_some)
    }
}

/// Finds out how the ranges of a text were counted, beginning with what the program that wrote the file does.
pub(in crate::refi) fn understand(
    text: &str,
    written: &[Written<'_>],
    usual: Counting,
    is_certain: bool,
    byte: impl Fn(CodePoint) -> Option<usize>,
) -> Understood {
    let names =
        written.iter().filter(|range| range.name.is_some_and(|name| !shortened(name).is_empty())).count();
    let first = Trial::of(usual, text, written, &byte);
    if is_certain || (first.fits() && first.wholly == names) {
        let (agree, of) = (first.agree, names);
        let is_named = names > 0 && agree == names;
        return first.understood(if is_named { Evidence::Names { agree, of } } else { Evidence::Program });
    }
    let mut ways = candidates(text);
    ways.retain(|counting| *counting != usual);
    ways.sort_by_key(|counting| counting.differences(usual));
    let others: Vec<Trial> =
        ways.into_iter().map(|counting| Trial::of(counting, text, written, &byte)).collect();
    let most = others.iter().map(Trial::score).max().unwrap_or_default();
    if most > first.score() {
        let best = others.into_iter().find(|trial| trial.score() == most).unwrap_or(first);
        let agree = best.agree;
        return best.understood(Evidence::Names { agree, of: names });
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

#[cfg(test)]
mod tests {
    use super::super::LineEnds;
    use super::*;

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
}
