//! Satterthwaite's approximation.

use super::Term;
use crate::distribution::{Distribution, FisherF, Tails};

/// The tails of the sum, over a chi-squared variable with `denominator` degrees of freedom by these, at `x`.
pub(super) fn tails(terms: &[Term], x: f64, denominator: f64) -> Tails {
    let mean: f64 = terms.iter().map(|term| term.df * term.weight).sum();
    let squares: f64 = terms.iter().map(|term| term.df * term.weight * term.weight).sum();
    if !(mean > 0.0) {
        return Tails::NAN;
    }
    // The sum over its mean is like a chi-squared variable over its degrees of freedom.
    FisherF { numerator: mean / squares * mean, denominator }.tails(x / mean)
}
