//! The scales of a figure of counts: years across, counts upwards from zero.

use cairn_evidence::CountSeries;

/// The scales that all panels of a figure share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scale {
    first: i16,
    last: i16,
    /// The count at the top.
    pub(super) maximum: u64,
    /// From tick to tick; divides the maximum.
    step: u64,
}

impl Scale {
    /// The scale that holds all years and counts.
    pub(super) fn holding(series: &[&CountSeries]) -> Self {
        let observations = || series.iter().flat_map(|series| &series.observations);
        let first = observations().map(|observation| observation.year).min().unwrap_or_default();
        let last = observations().map(|observation| observation.year).max().unwrap_or_default();
        let largest = observations().filter_map(|observation| observation.counted.count()).max().unwrap_or(0);
        let step = step(largest);
        let steps = largest.div_ceil(step).max(1);
        Self { first, last, maximum: steps.saturating_mul(step), step }
    }

    /// The years.
    pub(super) fn years(self) -> impl DoubleEndedIterator<Item = i16> {
        self.first..=self.last
    }

    /// How many years there are.
    pub(super) fn span(self) -> usize {
        self.years().count().max(1)
    }

    /// The counts at which lines are drawn, from the top.
    pub(super) fn ticks(self) -> Vec<u64> {
        let steps = self.maximum / self.step.max(1);
        (0..=steps).rev().map(|tick| tick * self.step).collect()
    }

    /// The middle of a year, in per cent from the left.
    pub(super) fn across(self, year: i16) -> f64 {
        (f64::from(year) - f64::from(self.first) + 0.5) / self.span() as f64 * 100.0
    }

    /// Where a year begins, in per cent from the left.
    pub(super) fn beginning(self, year: i16) -> f64 {
        (f64::from(year) - f64::from(self.first)) / self.span() as f64 * 100.0
    }

    /// Where a count lies, in per cent from the bottom.
    pub(super) fn upwards(self, count: u64) -> f64 {
        (count as f64 / self.maximum.max(1) as f64 * 100.0).clamp(0.0, 100.0)
    }

    /// How many years lie between two that are named beneath the panel, so that names do not run into each other.
    pub(super) fn naming(self) -> usize {
        self.span().div_ceil(6)
    }
}

/// A step of 1, 2 or 5 times a power of ten, of which at most five hold the count.
fn step(largest: u64) -> u64 {
    let mut power: u64 = 1;
    loop {
        for factor in [1, 2, 5] {
            let step = power.saturating_mul(factor);
            if step.saturating_mul(5) >= largest {
                return step;
            }
        }
        power = power.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_scale_holds_what_it_must_in_few_round_steps(largest in 0..=u64::MAX) {
            let step = step(largest);
            let digits = step.to_string();
            prop_assert!(largest > 5_000_000_000_000_000_000 || digits.trim_end_matches('0').len() == 1);
            prop_assert!(largest.div_ceil(step) <= 5);
        }
    }

    #[test]
    fn steps_are_round() {
        assert_eq!([0, 3, 7, 23, 1_093, 785_322].map(step), [1, 1, 2, 5, 500, 200_000]);
    }
}
