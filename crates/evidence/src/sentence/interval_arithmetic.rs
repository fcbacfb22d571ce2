//! Intervals of a difference, a ratio and a product, from the two intervals that are shown.
//!
//! The square-and-add method recovers the variance on either side from the limits, so that the result is as asymmetric as they
//! are and keeps their level and their degrees of freedom (Newcombe, 1998, *Statistics in Medicine* 17:873–890, method 10;
//! Zou and Donner, 2008, *Statistics in Medicine* 27:1693–1702; with correlation Zou, 2007, *Psychological Methods* 12:399–413).

use super::Relation;
use crate::Estimate;

/// The limits of a difference or of a ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// The lower limit.
    pub lower: f64,
    /// The upper limit.
    pub upper: f64,
}

impl Limits {
    /// Whether a value lies within them.
    pub fn hold(&self, value: f64) -> bool {
        self.lower <= value && value <= self.upper
    }
}

/// The interval of first − second, both proportions; none where either has no interval.
pub fn difference(first: &Estimate, second: &Estimate, relation: Relation) -> Option<Limits> {
    let (a, b) = (Side::of(first)?, Side::of(second)?);
    Some(a.less(b, relation))
}

/// The interval of first / second; none where either has no interval, or an estimate or a limit is zero.
pub fn ratio(first: &Estimate, second: &Estimate, relation: Relation) -> Option<Limits> {
    let (a, b) = (Side::of(first)?.logarithm()?, Side::of(second)?.logarithm()?);
    let logarithm = a.less(b, relation);
    Some(Limits { lower: libm::exp(logarithm.lower), upper: libm::exp(logarithm.upper) })
}

/// The interval of a proportion × a share from an independent source; without an interval the share is certain. None where the
/// proportion has no interval, or an estimate or a limit is zero.
pub fn product(proportion: &Estimate, share: f64, interval: Option<(f64, f64)>) -> Option<Limits> {
    let (lower, upper) = interval.unwrap_or((share, share));
    let a = Side::of(proportion)?.logarithm()?;
    let b = Side { value: share, lower, upper }.logarithm()?;
    let logarithm = a.less(b.negated(), Relation::Independent);
    Some(Limits { lower: libm::exp(logarithm.lower), upper: libm::exp(logarithm.upper) })
}

/// A value between its limits.
#[derive(Debug, Clone, Copy)]
struct Side {
    value: f64,
    lower: f64,
    upper: f64,
}

impl Side {
    fn of(estimate: &Estimate) -> Option<Self> {
        let interval = estimate.interval?;
        Some(Self { value: estimate.proportion, lower: interval.lower, upper: interval.upper })
    }

    fn logarithm(self) -> Option<Self> {
        let Self { value, lower, upper } = self;
        (lower > 0.0 && value > 0.0 && upper > 0.0).then(|| Self {
            value: libm::log(value),
            lower: libm::log(lower),
            upper: libm::log(upper),
        })
    }

    fn negated(self) -> Self {
        Self { value: -self.value, lower: -self.upper, upper: -self.lower }
    }

    fn less(self, other: Self, relation: Relation) -> Limits {
        let value = self.value - other.value;
        let below = together(self.value - self.lower, other.upper - other.value, relation);
        let above = together(self.upper - self.value, other.value - other.lower, relation);
        Limits { lower: value - below, upper: value + above }
    }
}

/// Two margins of error in one, under the square root of their squares less twice their shared part.
fn together(a: f64, b: f64, relation: Relation) -> f64 {
    let correlation = match relation {
        Relation::Independent => 0.0,
        Relation::Correlated(correlation) => correlation,
        // No correlation makes a difference more uncertain than −1 does.
        Relation::SamePeople => -1.0,
    };
    (a * a + b * b - 2.0 * correlation * a * b).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Interval, IntervalMethod};
    use proptest::prelude::*;

    fn estimate(proportion: f64, lower: f64, upper: f64) -> Estimate {
        Estimate {
            proportion,
            standard_error: None,
            interval: Some(Interval { lower, upper, level: 0.95, method: IntervalMethod::Logit }),
            korn_graubard: None,
            design_effect: None,
            effective_n: None,
            degrees_of_freedom: 50.0,
            notes: Vec::new(),
        }
    }

    /// Newcombe (1998), table II, example (a), method 10: 56/70 − 48/80 = 0.2, 0.0524 to 0.3339, from the two Wilson intervals.
    #[test]
    fn the_published_example_comes_out() {
        let first = estimate(56.0 / 70.0, 0.691_8, 0.876_9);
        let second = estimate(48.0 / 80.0, 0.490_4, 0.700_2);
        let limits = difference(&first, &second, Relation::Independent).unwrap();
        assert!((limits.lower - 0.0524).abs() < 2e-4, "{limits:?}");
        assert!((limits.upper - 0.3339).abs() < 2e-4, "{limits:?}");
    }

    proptest! {
        #[test]
        fn the_less_is_known_the_wider_is_the_interval(
            a in 0.05f64..0.95, b in 0.05f64..0.95, margin in 0.005f64..0.04, correlation in 0.0f64..1.0,
        ) {
            let (first, second) = (estimate(a, a - margin, a + margin), estimate(b, b - margin, b + margin));
            let width = |relation| {
                let limits = difference(&first, &second, relation).unwrap();
                prop_assert!(limits.hold(a - b));
                Ok(limits.upper - limits.lower)
            };
            let known = width(Relation::Correlated(correlation))?;
            let independent = width(Relation::Independent)?;
            let unknown = width(Relation::SamePeople)?;
            prop_assert!(known <= independent + 1e-12 && independent <= unknown + 1e-12);
        }

        #[test]
        fn a_certain_share_scales_the_interval_and_an_uncertain_one_widens_it(
            a in 0.05f64..0.9, margin in 0.005f64..0.04, share in 0.1f64..0.9, width in 0.01f64..0.09,
        ) {
            let proportion = estimate(a, a - margin, a + margin);
            let scaled = product(&proportion, share, None).unwrap();
            prop_assert!((scaled.lower - share * (a - margin)).abs() < 1e-12);
            prop_assert!((scaled.upper - share * (a + margin)).abs() < 1e-12);
            let joint = product(&proportion, share, Some((share - width, share + width))).unwrap();
            prop_assert!(joint.lower < scaled.lower && joint.upper > scaled.upper);
            prop_assert!(joint.hold(a * share));
            // As exact as it would be to multiply limits by limits, it would be too wide.
            prop_assert!(joint.lower > (a - margin) * (share - width) && joint.upper < (a + margin) * (share + width));
        }

        #[test]
        fn exchanging_the_two_turns_the_interval_round(a in 0.05f64..0.9, b in 0.05f64..0.9, margin in 0.005f64..0.04) {
            let (first, second) = (estimate(a, a - margin, a + 2.0 * margin), estimate(b, b - margin, b + margin));
            let there = difference(&first, &second, Relation::Independent).unwrap();
            let back = difference(&second, &first, Relation::Independent).unwrap();
            prop_assert!((there.lower + back.upper).abs() < 1e-12);
            let there = ratio(&first, &second, Relation::Independent).unwrap();
            let back = ratio(&second, &first, Relation::Independent).unwrap();
            prop_assert!((there.lower * back.upper - 1.0).abs() < 1e-9);
        }
    }
}
