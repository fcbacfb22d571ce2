//! The beta distribution.

use super::gamma::{deviance, stirling_error};
use std::f64::consts::TAU;

/// Lower and upper tail of the beta distribution with shapes `a` and `b` at *x*, given with its complement `y` = 1 − *x* so that
/// neither end loses digits. NaN where a shape is not positive.
pub fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    if [x, y, a, b].iter().any(|value| value.is_nan()) || a <= 0.0 || b <= 0.0 {
        return (f64::NAN, f64::NAN);
    }
    if x <= 0.0 {
        return (0.0, 1.0);
    }
    if y <= 0.0 {
        return (1.0, 0.0);
    }
    // How far the mean lies above x, from whichever end cancels less.
    let excess = if a > b { (a + b) * y - b } else { a - (a + b) * x };
    if excess >= 0.0 {
        let lower = (power_term(x, y, a, b) * continued_fraction(x, y, a, b, excess)).min(1.0);
        (lower, 1.0 - lower)
    } else {
        let upper = (power_term(y, x, b, a) * continued_fraction(y, x, b, a, -excess)).min(1.0);
        (1.0 - upper, upper)
    }
}

/// *x*ᵃ *y*ᵇ / B(a, b), through Loader's (2000) saddle-point form of the binomial, which keeps its digits for large shapes.
fn power_term(x: f64, y: f64, a: f64, b: f64) -> f64 {
    let n = a + b;
    let exponent =
        stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * y);
    libm::exp(exponent) * (a * b / (TAU * n)).sqrt()
}

/// The even part of the continued fraction of the incomplete beta function, for *x* at or below the mean
/// (DiDonato and Morris, 1992, ACM TOMS 18, 360–373, eq. 9); `excess` is *a* − (*a* + *b*)*x*, given so that it need not cancel.
fn continued_fraction(x: f64, y: f64, a: f64, b: f64, excess: f64) -> f64 {
    let c = 1.0 + excess;
    let c1 = 1.0 + 1.0 / a;
    let (mut numerator_before, mut denominator_before) = (0.0, 1.0);
    let (mut numerator, mut denominator) = (1.0, c / c1);
    let mut fraction = c1 / c;
    let (mut p, mut s) = (1.0, a + 1.0);
    for step in 1..200_000 {
        let n = f64::from(step);
        let w = n * (b - n) * x;
        let ratio = a / s;
        let alpha = p * (p + b / a) * ratio * ratio * (w * x);
        let growth = (n / a + 1.0) / (c1 + 2.0 * n / a);
        let beta = n + w / s + growth * (c + n * (1.0 + y));
        p = 1.0 + n / a;
        s += 2.0;
        let numerator_next = alpha * numerator_before + beta * numerator;
        let denominator_next = alpha * denominator_before + beta * denominator;
        let last = fraction;
        fraction = numerator_next / denominator_next;
        (numerator_before, denominator_before) =
            (numerator / denominator_next, denominator / denominator_next);
        (numerator, denominator) = (fraction, 1.0);
        if (fraction - last).abs() <= 1e-16 * fraction.abs() {
            break;
        }
    }
    fraction
}

/// The quantile of the beta distribution with shapes `a` and `b`: the *x* below which lies the probability `lower`.
/// NaN where a shape is not positive or `lower` is not a probability.
pub fn beta_quantile(lower: f64, a: f64, b: f64) -> f64 {
    let logit = beta_quantile_logit(lower, 1.0 - lower, a, b);
    1.0 / (1.0 + libm::exp(-logit))
}

/// The same on the logit scale, ln(*x* / (1 − *x*)), with both tails given.
pub(super) fn beta_quantile_logit(lower: f64, upper: f64, a: f64, b: f64) -> f64 {
    let tails = (0.0..=1.0).contains(&lower) && (0.0..=1.0).contains(&upper);
    if !(a > 0.0 && b > 0.0 && tails) {
        return f64::NAN;
    }
    if lower == 0.0 {
        return f64::NEG_INFINITY;
    }
    if upper == 0.0 {
        return f64::INFINITY;
    }
    let use_lower = lower <= upper;
    let target = if use_lower { lower } else { upper };
    let (mut below, mut above) = (-1e5, 1e5);
    let mut logit = libm::log(a / b);
    for _ in 0..400 {
        let (x, y) = (1.0 / (1.0 + libm::exp(-logit)), 1.0 / (1.0 + libm::exp(logit)));
        let (low, high) = beta_tails(x, y, a, b);
        let tail = if use_lower { low } else { high };
        let too_high = if use_lower { tail > target } else { tail < target };
        if too_high {
            above = logit;
        } else {
            below = logit;
        }
        // Newton's step for the logarithm of the tail, whose slope in the logit is the power term over the tail.
        let slope = power_term(x, y, a, b) / tail;
        let error = libm::log(tail / target);
        let step = if use_lower { -error / slope } else { error / slope };
        let newton = logit + step;
        let next = if newton > below && newton < above { newton } else { 0.5 * (below + above) };
        if (next - logit).abs() <= 2.0 * f64::EPSILON * logit.abs().max(0.5) {
            return next;
        }
        logit = next;
    }
    logit
}

#[cfg(test)]
mod tests {
    use super::{beta_quantile, beta_tails};

    fn close(left: f64, right: f64, digits: f64) {
        assert!((left / right - 1.0).abs() < digits, "{left} is not {right}");
    }

    #[test]
    fn integer_shapes_are_polynomials() {
        let (lower, upper) = beta_tails(0.3, 0.7, 2.0, 3.0);
        close(lower, 0.3483, 1e-14);
        close(upper, 0.6517, 1e-14);
        let (lower, _) = beta_tails(1e-9, 1.0 - 1e-9, 4.0, 1.0);
        close(lower, 1e-36, 1e-12);
    }

    #[test]
    fn quantiles_invert_the_tails() {
        for (a, b) in [(0.3, 40.0), (1.0, 1.0), (12.5, 3.25), (5e5, 8e5), (0.5, 4e6)] {
            for p in [1e-12, 0.001, 0.025, 0.5, 0.975, 0.999_999] {
                let x = beta_quantile(p, a, b);
                close(beta_tails(x, 1.0 - x, a, b).0, p, 2e-9);
            }
        }
    }

    #[test]
    fn nonsense_is_not_a_number() {
        assert!(beta_quantile(0.5, 0.0, 1.0).is_nan());
        assert!(beta_quantile(1.5, 1.0, 1.0).is_nan());
        assert!(beta_tails(0.5, 0.5, f64::NAN, 1.0).0.is_nan());
    }
}
