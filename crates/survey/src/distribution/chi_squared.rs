//! The chi-squared distribution.

use super::Distribution;
use super::quadrature::tail_integral;
use super::stirling::{deviance, exp_minus_line, stirling_error};
use super::tail::{Side, Tail, Tails, solve};
use std::f64::consts::{LN_2, TAU};

/// The chi-squared distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquared {
    /// Degrees of freedom, any positive number.
    pub df: f64,
}

impl Distribution for ChiSquared {
    fn tails(&self, x: f64) -> Tails {
        self.outside(x).unwrap_or_else(|| self.side(0.5 * x, libm::log(x) - LN_2).tails())
    }

    fn log_tails(&self, x: f64) -> Tails {
        self.outside(x).map_or_else(|| self.side(0.5 * x, libm::log(x) - LN_2).log_tails(), Tails::logarithms)
    }

    fn quantile(&self, tail: Tail) -> f64 {
        libm::exp(self.log_quantile(tail))
    }
}

impl ChiSquared {
    fn is_valid(&self) -> bool {
        self.df > 0.0 && self.df.is_finite()
    }

    fn outside(&self, x: f64) -> Option<Tails> {
        if !self.is_valid() || x.is_nan() {
            return Some(Tails::NAN);
        }
        if x <= 0.0 {
            return Some(Tails { lower: 0.0, upper: 1.0 });
        }
        (x == f64::INFINITY).then_some(Tails { lower: 1.0, upper: 0.0 })
    }

    /// The logarithm of the quantile.
    pub(super) fn log_quantile(&self, tail: Tail) -> f64 {
        if !self.is_valid() {
            return f64::NAN;
        }
        LN_2 + solve(tail, libm::log(0.5 * self.df), |log_half| self.side(libm::exp(log_half), log_half))
    }

    /// The tail on the side of the point away from the mean, by half of the point and the logarithm of that: the incomplete gamma
    /// function with shape *a* = df / 2.
    fn side(&self, half: f64, log_half: f64) -> Side {
        let a = 0.5 * self.df;
        let beyond = half - a;
        // The logarithm of xᵃe⁻ˣ/Γ(a), as in the beta distribution.
        let exponent =
            0.5 * libm::log(a / TAU) - stirling_error(a) - a * deviance(beyond / a, log_half - libm::log(a));
        // For small shapes the continued fraction would be slow below 1, and neither tail is small there.
        let is_lower = beyond <= 0.0 || (a < 1.0 && half < 1.0);
        let factor = if a >= 200.0 {
            integral(half, beyond)
        } else if is_lower {
            series(a, half)
        } else {
            continued_fraction(a, half)
        };
        Side { is_lower, exponent, factor }
    }
}

/// As an integral over the logarithm of the variable, from the point away from the mean.
fn integral(x: f64, beyond: f64) -> f64 {
    let sign = if beyond > 0.0 { 1.0 } else { -1.0 };
    tail_integral(beyond.abs(), x, |s| beyond.abs() * s + x * exp_minus_line(sign * s))
}

/// The lower tail by its power series.
fn series(a: f64, x: f64) -> f64 {
    let mut term = 1.0 / a;
    let mut sum = term;
    for step in 1..20_000 {
        term *= x / (a + f64::from(step));
        sum += term;
        if term <= 1e-17 * sum {
            break;
        }
    }
    sum
}

/// The upper tail by Legendre's continued fraction, evaluated as by Lentz (1976, Applied Optics 15, 668–671).
fn continued_fraction(a: f64, x: f64) -> f64 {
    let mut level = x - a + 1.0;
    let (mut inverse, mut ratio) = (1.0 / level, f64::INFINITY);
    let mut product = inverse;
    for step in 1..20_000 {
        let n = f64::from(step);
        let numerator = n * (a - n);
        level += 2.0;
        inverse = 1.0 / (level + numerator * inverse);
        ratio = level + numerator / ratio;
        product *= ratio * inverse;
        if (ratio * inverse - 1.0).abs() <= 1e-16 {
            break;
        }
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_degrees_of_freedom_are_exponential() {
        let two = ChiSquared { df: 2.0 };
        for x in [1e-9, 0.3, 2.0, 7.0, 1300.0] {
            let tails = two.tails(x);
            assert!((tails.upper / libm::exp(-0.5 * x) - 1.0).abs() < 1e-13, "{x}");
            assert!((tails.lower / -libm::expm1(-0.5 * x) - 1.0).abs() < 1e-13, "{x}");
        }
        assert!((two.log_tails(1e5).upper + 5e4).abs() < 1e-9);
        assert!((two.quantile(Tail::Upper(1e-300)) / (600.0 * std::f64::consts::LN_10) - 1.0).abs() < 1e-14);
    }

    #[test]
    fn nonsense_is_not_a_number() {
        for df in [0.0, -1.0, f64::NAN, f64::INFINITY] {
            assert!(ChiSquared { df }.upper_tail(1.0).is_nan());
            assert!(ChiSquared { df }.quantile(Tail::Upper(0.5)).is_nan());
        }
        assert!(ChiSquared { df: 1.0 }.quantile(Tail::Upper(1.5)).is_nan());
    }
}
