//! Numerical integration.

use std::f64::consts::PI;
use std::sync::OnceLock;

/// Points of the rule.
const POINTS: usize = 40;

/// Nodes on 0 to 1 and weights of the Gauss–Legendre rule, by Newton's method from Chebyshev's nodes.
pub(super) fn gauss_legendre() -> &'static [(f64, f64); POINTS] {
    static RULE: OnceLock<[(f64, f64); POINTS]> = OnceLock::new();
    RULE.get_or_init(|| {
        let mut rule = [(0.0, 0.0); POINTS];
        for (index, pair) in rule.iter_mut().enumerate() {
            let mut at = libm::cos(PI * (index as f64 + 0.75) / (POINTS as f64 + 0.5));
            let mut slope = 0.0;
            for _ in 0..20 {
                let (value, derivative) = legendre(at);
                slope = derivative;
                let step = value / slope;
                at -= step;
                if step.abs() < 1e-16 {
                    break;
                }
            }
            *pair = (0.5 * (1.0 + at), 1.0 / ((1.0 - at * at) * slope * slope));
        }
        rule
    })
}

/// Legendre's polynomial and its derivative.
fn legendre(at: f64) -> (f64, f64) {
    let (mut before, mut value) = (1.0, at);
    for n in 2..=POINTS {
        let n = n as f64;
        let next = ((2.0 * n - 1.0) * at * value - (n - 1.0) * before) / n;
        (before, value) = (value, next);
    }
    (value, POINTS as f64 * (at * value - before) / (at * at - 1.0))
}

/// ∫₀^∞ exp(−*g*(*s*)) d*s* for a convex *g* with *g*(0) = 0, given its slope and curvature at 0: what is left of the integral of a
/// log-concave density beyond a point, on the scale of the density there (the idea of Laplace's method, without its approximation).
pub(super) fn tail_integral(slope: f64, curvature: f64, g: impl Fn(f64) -> f64) -> f64 {
    // Where g reaches about 42, beyond which nothing is left that a float could hold.
    const DEPTH: f64 = 42.0;
    let end = 2.0 * DEPTH / (slope + (slope * slope + 2.0 * DEPTH * curvature).sqrt());
    end * gauss_legendre().iter().map(|&(at, weight)| weight * libm::exp(-g(end * at))).sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::{gauss_legendre, tail_integral};

    #[test]
    fn polynomials_are_integrated_exactly() {
        for power in [0, 1, 2, 20, 79] {
            let sum: f64 = gauss_legendre().iter().map(|(x, w)| w * libm::pow(*x, f64::from(power))).sum();
            assert!((sum * f64::from(power + 1) - 1.0).abs() < 1e-14, "{power}: {sum}");
        }
    }

    #[test]
    fn a_half_normal_and_an_exponential() {
        let half = tail_integral(0.0, 1.0, |s| 0.5 * s * s);
        assert!((half / (std::f64::consts::PI / 2.0).sqrt() - 1.0).abs() < 1e-14);
        assert!((tail_integral(3.0, 0.0, |s| 3.0 * s) * 3.0 - 1.0).abs() < 1e-14);
    }
}
