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

/// *u* − ln(1 + *u*), with the logarithm given for where *u* is near −1 (Loader, 2000, "Fast and accurate computation of binomial
/// probabilities", where it is the deviance part).
pub(super) fn deviance(u: f64, log_one_plus: f64) -> f64 {
    let w = u / (2.0 + u);
    if !(w.abs() < 0.3) {
        return u - log_one_plus;
    }
    // ln(1 + u) = 2 (w + w³/3 + w⁵/5 + …), and u − 2 w = u w.
    let square = w * w;
    let (mut sum, mut power) = (0.0, w);
    for odd in (3..60).step_by(2) {
        power *= square;
        let next = sum + power / f64::from(odd);
        if next == sum {
            break;
        }
        sum = next;
    }
    u * w - 2.0 * sum
}

/// *eˢ* − 1 − *s*.
pub(super) fn exp_minus_line(s: f64) -> f64 {
    if s.abs() > 0.5 {
        return libm::expm1(s) - s;
    }
    let (mut sum, mut term) = (0.0, s);
    for n in 2..24 {
        term *= s / f64::from(n);
        let next = sum + term;
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}
