//! A text with its numbers filled in, every stretch of which knows where it was written.

use crate::sentence::{Part, Rendered, Segment, parse};
use cairn_definition::Place;
use std::ops::Range;

/// What stands for a call that gave nothing: a sign that is part of no number and no word.
const NOTHING: &str = "\u{fffc}";

/// A text and where each stretch of it was written.
pub(super) struct Line {
    pub(super) text: String,
    stretches: Vec<Stretch>,
    place: Place,
}

struct Stretch {
    here: Range<usize>,
    source: Range<usize>,
    typed: bool,
}

impl Line {
    /// A sentence with its numbers.
    pub(super) fn rendered(rendered: &Rendered, place: &Place) -> Self {
        let mut line = Self { text: String::new(), stretches: Vec::new(), place: place.clone() };
        for part in &rendered.parts {
            match part {
                Part::Words { text, source } => line.push(text, source.clone(), true),
                Part::Computed(computed) => line.push(&computed.text, computed.source.clone(), false),
            }
        }
        line
    }

    /// A sentence whose numbers could not be computed.
    pub(super) fn written(text: &str, place: &Place) -> Self {
        let mut line = Self { text: String::new(), stretches: Vec::new(), place: place.clone() };
        for segment in parse(text).0.segments {
            match segment {
                Segment::Words(source) => {
                    line.push(text.get(source.clone()).unwrap_or_default(), source, true);
                }
                Segment::Call(call) => line.push(NOTHING, call.span, false),
                Segment::Broken(span) => line.push(NOTHING, span, false),
            }
        }
        line
    }

    /// A text that stands whole at a place, without calls.
    pub(super) fn plain(text: &str, place: &Place) -> Self {
        let mut line =
            Self { text: String::new(), stretches: Vec::new(), place: place.clone().indivisible() };
        line.push(text, 0..text.len(), true);
        line
    }

    fn push(&mut self, text: &str, source: Range<usize>, typed: bool) {
        let start = self.text.len();
        self.text.push_str(text);
        self.stretches.push(Stretch { here: start..self.text.len(), source, typed });
    }

    /// Whether all of it was typed by hand.
    pub(super) fn is_typed(&self, range: &Range<usize>) -> bool {
        self.touching(range).all(|stretch| stretch.typed)
    }

    /// Where it was written; the whole call where a number was computed.
    pub(super) fn place(&self, range: &Range<usize>) -> Place {
        let offset = |stretch: &Stretch, at: usize, or: usize| {
            let within =
                at.checked_sub(stretch.here.start).filter(|_| stretch.typed && stretch.here.contains(&at));
            within.map_or(or, |within| stretch.source.start + within)
        };
        let start = self.touching(range).map(|it| offset(it, range.start, it.source.start)).min();
        let last = range.end.saturating_sub(1);
        let end = self
            .touching(range)
            .map(|it| {
                if it.typed && it.here.contains(&last) {
                    offset(it, last, it.source.end) + 1
                } else {
                    it.source.end
                }
            })
            .max();
        let (start, end) = (start.unwrap_or_default(), end.unwrap_or_default());
        self.place.within(start, end.saturating_sub(start))
    }

    fn touching<'a>(&'a self, range: &'a Range<usize>) -> impl Iterator<Item = &'a Stretch> {
        self.stretches
            .iter()
            .filter(move |stretch| stretch.here.start < range.end && range.start < stretch.here.end)
    }
}
