//! Round numbers along an axis.

/// Ticks between round numbers that hold all values, three to nine of them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Ticks {
    step: f64,
    /// The first tick, in steps.
    first: f64,
    count: u32,
}

impl Ticks {
    /// From the round number at or below the smallest of the values to that at or above the largest. Where the smallest is a small part of
    /// the largest, from 0.
    pub(super) fn holding(values: impl Iterator<Item = f64>) -> Self {
        let (smallest, largest) = values
            .filter(|value| value.is_finite() && *value >= 0.0)
            .fold((f64::INFINITY, 0.0_f64), |(least, most), value| (least.min(value), most.max(value)));
        let smallest = if smallest < largest / 5.0 || smallest > largest { 0.0 } else { smallest };
        let range = if largest > smallest { largest - smallest } else { largest.max(1.0) };
        let power = libm::pow(10.0, libm::floor(libm::log10(range)) - 1.0);
        // Steps of 1, 2, 2.5 and 5 times a power of ten: the first that divides the range into no more than seven.
        let steps = [1.0, 2.0, 2.5, 5.0, 10.0, 20.0, 25.0, 50.0].map(|step| step * power);
        let [.., last] = steps;
        let step = steps.into_iter().find(|step| range / step <= 7.0).unwrap_or(last);
        let first = (smallest / step + 1e-9).floor();
        let end = (smallest.max(largest) / step - 1e-9).ceil().max(first + 1.0);
        Self { step, first, count: (end - first) as u32 }
    }

    pub(super) fn values(self) -> impl Iterator<Item = f64> {
        (0..=self.count).map(move |tick| (self.first + f64::from(tick)) * self.step)
    }

    /// Where a value lies, from 0 to 1.
    pub(super) fn position(self, value: f64) -> f64 {
        (value / self.step - self.first) / f64::from(self.count)
    }

    /// Decimals with which ticks differ.
    pub(super) fn decimals(self) -> usize {
        [0, 1, 2, 3, 4].into_iter().find(|&decimals| whole(self.step, decimals)).unwrap_or(5)
    }
}

fn whole(step: f64, decimals: usize) -> bool {
    let scaled = (0..decimals).fold(step, |scaled, _| scaled * 10.0);
    (scaled - scaled.round()).abs() < 1e-6
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_axis_begins_and_ends_at_round_numbers() {
        let of = |values: &[f64]| {
            let ticks = Ticks::holding(values.iter().copied());
            (ticks.values().collect::<Vec<_>>(), ticks.decimals())
        };
        assert_eq!(of(&[2.4, 7.8]), (vec![2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 0));
        assert_eq!(
            of(&[91_875.0, 220_000.0]).0,
            [80_000.0, 100_000.0, 120_000.0, 140_000.0, 160_000.0, 180_000.0, 200_000.0, 220_000.0]
        );
        assert_eq!(of(&[0.83, 2.4]), (vec![0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.25, 2.5], 2));
        assert_eq!(of(&[1.0, 9.0]).0[0], 0.0);
        assert_eq!(of(&[]).0, of(&[f64::NAN]).0);
    }

    proptest! {
        #[test]
        fn every_value_lies_on_the_axis(values in prop::collection::vec(1e-6..1e9_f64, 1..20)) {
            let ticks = Ticks::holding(values.iter().copied());
            prop_assert!((1..=9).contains(&ticks.count), "{ticks:?}");
            for value in values {
                prop_assert!((-1e-6..=1.0 + 1e-6).contains(&ticks.position(value)), "{value} {ticks:?}");
            }
        }
    }
}
