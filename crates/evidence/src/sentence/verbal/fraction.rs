//! The fractions that people use, and which of them is nearest.

use super::Quantity;
use super::numerals::in_words;
use std::fmt;

/// A fraction in words: one in five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fraction {
    pub(crate) of: u32,
    pub(crate) whole: u32,
}

/// Wholes of which every part has a name.
const WHOLES: [u32; 5] = [2, 3, 4, 5, 10];

/// The largest whole of which one is told: "one in a hundred".
const LARGEST: u32 = 100;

impl Fraction {
    pub(crate) fn value(self) -> f64 {
        f64::from(self.of) / f64::from(self.whole)
    }

    /// The nearest to a proportion among halves, thirds, quarters, fifths, tenths and one in N.
    pub(crate) fn nearest(proportion: f64) -> Self {
        let parts = WHOLES.into_iter().flat_map(|whole| (1..whole).map(move |of| Self { of, whole }));
        let ones = (6..=LARGEST).map(|whole| Self { of: 1, whole });
        let distance = |fraction: &Self| (fraction.value() - proportion).abs();
        // Of equal ones the first, which has the smallest whole.
        parts
            .chain(ones)
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .unwrap_or(Self { of: 1, whole: 2 })
    }

    /// Whether a quantity is as near to a proportion as the nearest of them.
    pub(crate) fn is_nearest(quantity: Quantity, proportion: f64) -> bool {
        let claimed = (quantity.proportion() - proportion).abs();
        claimed <= (Self::nearest(proportion).value() - proportion).abs() + 1e-12
    }
}

impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if *self == (Self { of: 1, whole: 2 }) {
            return f.write_str("half");
        }
        write!(f, "{} in {}", in_words(self.of), in_words(self.whole))
    }
}
