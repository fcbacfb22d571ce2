//! The scale of a figure: from zero to a round percentage that holds every interval.

/// The scale of one figure, in per cent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    /// Its end.
    pub(crate) maximum: u32,
    /// From tick to tick; divides the maximum.
    pub(crate) step: u32,
}

impl Axis {
    /// All scales there are, so that figures beside each other often share one.
    pub(crate) const ALL: [Self; 9] = [
        Self { maximum: 5, step: 1 },
        Self { maximum: 10, step: 2 },
        Self { maximum: 20, step: 5 },
        Self { maximum: 30, step: 5 },
        Self { maximum: 40, step: 10 },
        Self { maximum: 50, step: 10 },
        Self { maximum: 60, step: 10 },
        Self { maximum: 80, step: 20 },
        Self { maximum: 100, step: 20 },
    ];

    /// The shortest scale that holds all of these proportions.
    pub(crate) fn holding(proportions: impl Iterator<Item = f64>) -> Self {
        let largest = proportions.fold(0.0, f64::max) * 100.0;
        let [.., longest] = Self::ALL;
        Self::ALL.into_iter().find(|axis| largest <= f64::from(axis.maximum)).unwrap_or(longest)
    }

    /// The steps between ticks.
    pub(crate) fn steps(self) -> u32 {
        self.maximum / self.step
    }

    /// The ticks, in per cent.
    pub(crate) fn ticks(self) -> impl Iterator<Item = u32> {
        (0..=self.steps()).map(move |tick| tick * self.step)
    }

    /// Where a proportion lies on the scale, from 0 to 100.
    pub(crate) fn position(self, proportion: f64) -> f64 {
        (proportion * 100.0 / f64::from(self.maximum) * 100.0).clamp(0.0, 100.0)
    }
}

/// A coordinate in per cent of the drawing, to a hundredth.
pub(crate) fn coordinate(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    format!("{text}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scale_has_whole_steps_and_not_too_many() {
        for axis in Axis::ALL {
            assert_eq!(axis.maximum % axis.step, 0);
            assert!((4..=6).contains(&axis.steps()), "{axis:?}");
        }
    }

    #[test]
    fn the_scale_holds_the_largest_and_is_no_longer_than_needed() {
        assert_eq!(Axis::holding([0.01, 0.049].into_iter()).maximum, 5);
        assert_eq!(Axis::holding([0.169].into_iter()).maximum, 20);
        assert_eq!(Axis::holding([1.0].into_iter()).maximum, 100);
        assert_eq!(Axis::holding(std::iter::empty()).maximum, 5);
    }

    #[test]
    fn coordinates_are_short() {
        assert_eq!(coordinate(50.0), "50%");
        assert_eq!(coordinate(33.333_33), "33.33%");
        assert_eq!(coordinate(0.0), "0%");
        assert_eq!(coordinate(100.0), "100%");
    }
}
