//! How far calibrated weights are from those before.

use super::error::CalibrationError;

/// The distance that a regression calibration keeps least (Deville and Särndal, 1992, JASA 87, 376–382, table 1).
///
/// Each gives the ratio of the weights as a function *F(u)* of a combination *u* of the auxiliary variables, with *F(0)* = *F'(0)* = 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// *F* = 1 + *u*, cut off at the bounds: the generalized regression estimator.
    Linear,
    /// *F* = exp *u*, cut off at the bounds: always positive.
    Raking,
    /// *F* = (*L*(*U*−1) + *U*(1−*L*) exp *Au*) / (*U*−1 + (1−*L*) exp *Au*), *A* = (*U*−*L*) / ((1−*L*)(*U*−1)): between the bounds.
    Logit,
}

/// Bounds of the ratios of calibrated weights to those before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lower one, below 1.
    pub lower: f64,
    /// The upper one, above 1.
    pub upper: f64,
}

impl Bounds {
    /// No bounds.
    pub const NONE: Self = Self { lower: f64::NEG_INFINITY, upper: f64::INFINITY };

    /// Whether a ratio keeps to the bounds.
    pub fn contain(self, ratio: f64) -> bool {
        ratio >= self.lower && ratio <= self.upper
    }
}

impl Distance {
    pub(super) fn check(self, bounds: Bounds) -> Result<(), CalibrationError> {
        let Bounds { lower, upper } = bounds;
        let refused = |expected| Err(CalibrationError::Bounds { lower, upper, expected });
        if !(lower < 1.0 && upper > 1.0) {
            return refused("the lower bound is below 1 and the upper one above");
        }
        if self == Self::Logit && !(lower.is_finite() && upper.is_finite()) {
            return refused("the logit distance needs two finite bounds");
        }
        Ok(())
    }

    /// The bounds that hold whatever was given: raked weights stay positive.
    pub(super) fn range(self, bounds: Bounds) -> Bounds {
        match self {
            Self::Raking => Bounds { lower: bounds.lower.max(0.0), ..bounds },
            Self::Linear | Self::Logit => bounds,
        }
    }

    /// *F(u)* and its derivative.
    pub(super) fn ratio(self, u: f64, bounds: Bounds) -> (f64, f64) {
        let cut = |ratio: f64, slope: f64| {
            if ratio <= bounds.lower {
                (bounds.lower, 0.0)
            } else if ratio >= bounds.upper {
                (bounds.upper, 0.0)
            } else {
                (ratio, slope)
            }
        };
        match self {
            Self::Linear => cut(1.0 + u, 1.0),
            Self::Raking => {
                let ratio = libm::exp(u);
                cut(ratio, ratio)
            }
            Self::Logit => {
                let Bounds { lower, upper } = bounds;
                let (below, above) = (1.0 - lower, upper - 1.0);
                let rate = (upper - lower) / (below * above);
                // Numerator and denominator divided by the greater term, so that neither overflows.
                let (one, power) =
                    if u > 0.0 { (libm::exp(-rate * u), 1.0) } else { (1.0, libm::exp(rate * u)) };
                let denominator = above * one + below * power;
                let ratio = (lower * above * one + upper * below * power) / denominator;
                let slope =
                    rate * (upper - lower) * below * above * one * power / (denominator * denominator);
                (ratio, slope)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bounds, Distance};

    #[test]
    fn at_zero_weights_stay_and_move_with_slope_one() {
        let bounds = Bounds { lower: 0.4, upper: 2.7 };
        for distance in [Distance::Linear, Distance::Raking, Distance::Logit] {
            let (ratio, slope) = distance.ratio(0.0, bounds);
            assert!((ratio - 1.0).abs() < 1e-15 && (slope - 1.0).abs() < 1e-15, "{distance:?}");
        }
    }

    #[test]
    fn the_slope_is_the_derivative_and_ratios_keep_to_the_bounds() {
        let bounds = Bounds { lower: 0.4, upper: 2.7 };
        for distance in [Distance::Linear, Distance::Raking, Distance::Logit] {
            for step in -400..400 {
                let u = f64::from(step) * 0.01 + 0.003;
                let (ratio, slope) = distance.ratio(u, bounds);
                assert!(bounds.contain(ratio), "{distance:?} at {u}: {ratio}");
                let numeric =
                    (distance.ratio(u + 1e-6, bounds).0 - distance.ratio(u - 1e-6, bounds).0) / 2e-6;
                assert!((numeric - slope).abs() < 1e-7, "{distance:?} at {u}: {numeric} {slope}");
            }
            for u in [-1e6, 1e6, f64::MIN, f64::MAX] {
                let (ratio, slope) = distance.ratio(u, bounds);
                assert!(bounds.contain(ratio) && slope == 0.0, "{distance:?} at {u}: {ratio} {slope}");
            }
        }
    }
}
