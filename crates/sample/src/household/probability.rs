//! A probability as the ratio of two counts.

use std::fmt;

/// A probability above 0 and at most 1, as an exact ratio of two counts in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Probability {
    of: u64,
    among: u64,
}

impl Probability {
    /// What is certain.
    pub const ONE: Self = Self { of: 1, among: 1 };

    /// `of` things among `among` that are equally likely; none where there are no such things, or more than there are to choose from.
    pub fn new(of: u64, among: u64) -> Option<Self> {
        if of == 0 || of > among {
            return None;
        }
        let divisor = common_divisor(of, among);
        Some(Self { of: of / divisor, among: among / divisor })
    }

    /// As a number.
    pub fn value(self) -> f64 {
        self.of as f64 / self.among as f64
    }

    /// The weight that it gives: one over the probability.
    pub fn weight(self) -> f64 {
        self.among as f64 / self.of as f64
    }
}

/// As a fraction: `1/6`.
impl fmt::Display for Probability {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.of, self.among)
    }
}

/// The greatest common divisor, by Euclid.
fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::Probability;

    #[test]
    fn ratios_are_in_lowest_terms() {
        assert_eq!(Probability::new(2, 12), Probability::new(1, 6));
        assert_eq!(Probability::new(3, 12).unwrap().to_string(), "1/4");
        assert_eq!(Probability::new(5, 5), Some(Probability::ONE));
        assert_eq!(Probability::new(3, 12).unwrap().weight(), 4.0);
    }

    #[test]
    fn what_cannot_be_is_no_probability() {
        for (of, among) in [(0, 0), (0, 4), (5, 4)] {
            assert_eq!(Probability::new(of, among), None);
        }
    }
}
