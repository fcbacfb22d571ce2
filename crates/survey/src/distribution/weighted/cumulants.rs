//! The cumulant generating function of a weighted sum.

use super::Term;
use crate::distribution::tail::Tails;

/// The cumulant generating function *K* of a weighted sum on the scale of its greatest weight, and a point *x* ≥ 0 on that scale.
#[derive(Debug)]
pub(super) struct Cumulants {
    pub(super) terms: Vec<Term>,
    pub(super) x: f64,
    /// Whether the sum was mirrored, so that *x* is not negative.
    mirrored: bool,
    /// The ends of where the function is finite: −∞ and ∞ where no weight is negative or positive.
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Cumulants {
    pub(super) fn new(terms: &[Term], x: f64) -> Self {
        let mirrored = x < 0.0;
        let scale = terms.iter().fold(0.0_f64, |most, term| most.max(term.weight.abs()));
        let signed = if mirrored { -scale } else { scale };
        let terms: Vec<Term> =
            terms.iter().map(|term| Term { weight: term.weight / signed, df: term.df }).collect();
        let (mut least, mut most) = (0.0_f64, 0.0_f64);
        for term in &terms {
            least = least.min(term.weight);
            most = most.max(term.weight);
        }
        let left = if least < 0.0 { 0.5 / least } else { f64::NEG_INFINITY };
        let right = if most > 0.0 { 0.5 / most } else { f64::INFINITY };
        Self { terms, x: x / signed, mirrored, left, right }
    }

    /// Tails of what was asked for, from those of what was computed.
    pub(super) fn original(&self, tails: Tails) -> Tails {
        if self.mirrored { tails.mirrored() } else { tails }
    }

    pub(super) fn mean(&self) -> f64 {
        self.terms.iter().map(|term| term.df * term.weight).sum()
    }

    pub(super) fn skewness(&self) -> f64 {
        let moment = |power: f64| -> f64 {
            self.terms.iter().map(|term| term.df * libm::pow(term.weight, power)).sum()
        };
        8.0 * moment(3.0) / libm::pow(2.0 * moment(2.0), 1.5)
    }

    /// *K*(*z*) − *z x*.
    pub(super) fn exponent(&self, z: f64) -> f64 {
        let logs: f64 = self.terms.iter().map(|term| term.df * libm::log1p(-2.0 * term.weight * z)).sum();
        -0.5 * logs - z * self.x
    }

    /// *K*′(*z*) and *K*″(*z*).
    pub(super) fn derivatives(&self, z: f64) -> (f64, f64) {
        self.terms.iter().fold((0.0, 0.0), |(first, second), term| {
            let share = term.weight / (1.0 - 2.0 * term.weight * z);
            (first + term.df * share, second + 2.0 * term.df * share * share)
        })
    }

    /// Real and imaginary part of *K*(*z*) − *z x*.
    pub(super) fn complex_exponent(&self, (real, imaginary): (f64, f64)) -> (f64, f64) {
        let (mut log, mut angle) = (0.0, 0.0);
        for term in &self.terms {
            let (u, v) = (-2.0 * term.weight * real, -2.0 * term.weight * imaginary);
            // The logarithm of the square of 1 + u + iv, near 1 and elsewhere.
            let square_less_one = u * (2.0 + u) + v * v;
            log += term.df
                * if square_less_one.abs() < 0.25 {
                    libm::log1p(square_less_one)
                } else {
                    libm::log((1.0 + u) * (1.0 + u) + v * v)
                };
            angle += term.df * libm::atan2(v, 1.0 + u);
        }
        (-0.25 * log - real * self.x, -0.5 * angle - imaginary * self.x)
    }

    /// The root between `below` and `above` of *K*′(*z*) − `pole`/*z* = *x*, whose left side increases; by Newton's method kept in
    /// a bracket. Where the bracket has no end, the root is that of all weights at their greatest or nearer.
    pub(super) fn root(&self, below: f64, above: f64, pole: f64) -> f64 {
        let df: f64 = self.terms.iter().map(|term| term.df).sum();
        let mut below = if below.is_finite() { below } else { -(0.5 * df + pole) / self.x };
        let mut above = above;
        let mut z = 0.5 * (below + above);
        for _ in 0..400 {
            let (first, second) = self.derivatives(z);
            let value = first - pole / z - self.x;
            if value > 0.0 {
                above = z;
            } else {
                below = z;
            }
            let newton = z - value / (second + pole / (z * z));
            let next = if newton > below && newton < above { newton } else { 0.5 * (below + above) };
            let moved = (next - z).abs();
            z = next;
            if moved <= f64::EPSILON * z.abs() || !(below < z && z < above) {
                break;
            }
        }
        z
    }
}
