//! Observed and expected disagreement of marks and gaps.
//!
//! Krippendorff 2004, *Quality & Quantity* 38, section 4. A continuum of several documents is their sum: a gap ends
//! where its document ends, so that the order of documents cannot matter.

use super::continuum::CodedDocument;
use super::marks::Stretch;

/// What a code's disagreement needs of one document; adds up over documents.
#[derive(Debug, Clone, Default)]
pub(super) struct Parts {
    /// Σ δ² over ordered pairs of coders. A whole number.
    differences: u128,
    /// Lengths of all coders' stretches.
    stretches: Vec<u32>,
    /// Lengths of all coders' gaps.
    gaps: Vec<u32>,
}

/// A code's disagreement over a continuum.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Disagreement {
    pub(super) observed: f64,
    pub(super) expected: f64,
    pub(super) stretches: usize,
}

impl Parts {
    /// The parts of a code in a document. Without marks each of the coders leaves one gap.
    pub(super) fn new(document: &CodedDocument, code: &str, coders: usize) -> Self {
        let Some(stretches) = document.codes.get(code) else {
            return Self { gaps: vec![document.length; coders], ..Self::default() };
        };
        let pairs = stretches
            .iter()
            .enumerate()
            .flat_map(|(index, one)| stretches.iter().skip(index + 1).map(move |other| (one, other)));
        Self {
            differences: pairs.map(|(one, other)| 2 * squared_differences(one, other)).sum(),
            stretches: stretches.iter().flatten().map(|stretch| stretch.length()).collect(),
            gaps: stretches.iter().flat_map(|own| gaps(own, document.length)).collect(),
        }
    }

    /// The disagreement over documents of that length in all, read by so many coders.
    pub(super) fn disagreement<'a>(
        parts: impl IntoIterator<Item = &'a Self>,
        length: u64,
        coders: usize,
    ) -> Disagreement {
        let mut all = Self::default();
        for part in parts {
            all.differences += part.differences;
            all.stretches.extend(&part.stretches);
            all.gaps.extend(&part.gaps);
        }
        all.stretches.sort_unstable();
        all.gaps.sort_unstable();
        let (m, length) = (coders as f64, length as f64);
        Disagreement {
            observed: all.differences as f64 / (m * (m - 1.0) * length * length),
            expected: all.expected(m * length) * 2.0 / length,
            stretches: all.stretches.len(),
        }
    }

    /// The expected disagreement times half the continuum's length; `all` is the length that all coders read together.
    fn expected(&self, all: f64) -> f64 {
        let others = self.stretches.len() as f64 - 1.0;
        let mut sum = 0.0;
        // Both lists ascend, so that the gaps too short for one stretch are too short for the next.
        let mut fitting = self.gaps.len();
        let mut fitting_length: f64 = self.gaps.iter().map(|&gap| f64::from(gap)).sum();
        let mut gaps = self.gaps.iter().peekable();
        for &stretch in &self.stretches {
            while let Some(&gap) = gaps.next_if(|&&gap| gap < stretch) {
                fitting -= 1;
                fitting_length -= f64::from(gap);
            }
            let l = f64::from(stretch);
            sum += others / 3.0 * (2.0 * l * l * l - 3.0 * l * l + l);
            sum += l * l * (fitting_length - fitting as f64 * (l - 1.0));
        }
        let same_place: f64 =
            self.stretches.iter().map(|&stretch| f64::from(stretch) * (f64::from(stretch) - 1.0)).sum();
        sum / (all * (all - 1.0) - same_place)
    }
}

/// Σ δ² between the stretches and gaps of two coders: for stretches that meet, the squares of how far their ends lie apart;
/// for a stretch that lies in a gap, its squared length.
fn squared_differences(one: &[Stretch], other: &[Stretch]) -> u128 {
    let meeting =
        one.iter().flat_map(|&a| other.iter().filter(move |&&b| a.overlaps(b)).map(move |&b| (a, b)));
    let ends: u128 =
        meeting.map(|(a, b)| square(a.start().abs_diff(b.start())) + square(a.end().abs_diff(b.end()))).sum();
    ends + in_gaps(one, other) + in_gaps(other, one)
}

fn in_gaps(own: &[Stretch], others: &[Stretch]) -> u128 {
    own.iter()
        .filter(|stretch| !others.iter().any(|other| stretch.overlaps(*other)))
        .map(|stretch| square(stretch.length()))
        .sum()
}

fn square(length: u32) -> u128 {
    u128::from(length) * u128::from(length)
}

/// The lengths of what a coder left unmarked between ascending stretches.
fn gaps(stretches: &[Stretch], length: u32) -> Vec<u32> {
    let starts = stretches.iter().map(|stretch| stretch.start()).chain([length]);
    let ends = [0].into_iter().chain(stretches.iter().map(|stretch| stretch.end()));
    starts.zip(ends).map(|(start, end)| start.saturating_sub(end)).filter(|&gap| gap > 0).collect()
}
