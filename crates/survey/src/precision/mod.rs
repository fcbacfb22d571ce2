//! How precise an estimate is: effective sizes, coefficients of variation, and whether a proportion may be shown.

mod presentation;

pub use presentation::{PresentationFlag, ProportionStandard, SHOWN_WITH_REVIEW};

use crate::sum::Sum;

/// Kish's (1965, section 11.7) design effect of unequal weights, 1 + cv²(*w*) = *n*Σ*w*²/(Σ*w*)²; NaN without weight.
pub fn weighting_effect(weights: &[f64]) -> f64 {
    weights.len() as f64 / effective_size(weights)
}

/// The size of an equally weighted sample as precise for the mean of a variable unrelated to the weights, (Σ*w*)²/Σ*w*² (Kish, 1965); NaN
/// without weight.
pub fn effective_size(weights: &[f64]) -> f64 {
    let total = weights.iter().copied().collect::<Sum>().value();
    let squares = weights.iter().map(|weight| weight * weight).collect::<Sum>().value();
    total * total / squares
}

/// The coefficient of variation: the standard error over the size of the estimate; absent at zero.
pub fn coefficient_of_variation(estimate: f64, standard_error: f64) -> Option<f64> {
    Some(standard_error / estimate.abs()).filter(|cv| cv.is_finite())
}

#[cfg(test)]
mod tests {
    use super::{coefficient_of_variation, effective_size, weighting_effect};

    #[test]
    fn equal_weights_cost_nothing() {
        assert!((effective_size(&[2.5; 40]) - 40.0).abs() < 1e-12);
        assert!((weighting_effect(&[2.5; 40]) - 1.0).abs() < 1e-12);
        assert!(weighting_effect(&[1.0, 3.0]) > 1.2);
        assert!(effective_size(&[]).is_nan());
    }

    #[test]
    fn no_variation_is_relative_to_zero() {
        assert_eq!(coefficient_of_variation(-2.0, 0.5), Some(0.25));
        assert_eq!(coefficient_of_variation(0.0, 0.5), None);
    }
}
