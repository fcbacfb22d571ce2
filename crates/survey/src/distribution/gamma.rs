//! Pieces of the gamma function that do not cancel for large arguments.

use std::f64::consts::TAU;

/// ln Γ(n + 1) less Stirling's approximation √(2πn)·(n/e)ⁿ, for n > 0.
pub(super) fn stirling_error(n: f64) -> f64 {
    if n < 16.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * libm::log(n) + n - 0.5 * libm::log(TAU);
    }
    let square = n * n;
    // The series with Bernoulli numbers; the first term left out is below 1e-17 from n = 16 on.
    const TERMS: [f64; 8] = [
        1.0 / 12.0,
        -1.0 / 360.0,
        1.0 / 1260.0,
        -1.0 / 1680.0,
        1.0 / 1188.0,
        -691.0 / 360_360.0,
        1.0 / 156.0,
        -3617.0 / 122_400.0,
    ];
    TERMS.iter().rev().fold(0.0, |sum, term| sum / square + term) / n
}

/// The deviance part *x* ln(*x*/*m*) + *m* − *x*, without cancellation where *x* is near *m* (Loader, 2000).
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() < 0.1 * (x + m) {
        let v = difference / (x + m);
        let mut sum = difference * v;
        let mut term = 2.0 * x * v;
        for odd in (3..1000).step_by(2) {
            term *= v * v;
            let next = sum + term / f64::from(odd);
            if next == sum {
                return next;
            }
            sum = next;
        }
    }
    x * libm::log(x / m) + m - x
}
