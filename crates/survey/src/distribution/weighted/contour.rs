//! Numerical inversion of the moment generating function.
//!
//! The upper tail at *x* is (1/2πi) ∫ exp(*K*(*z*) − *z x*)/*z* d*z* along a path from −i∞ to i∞ that crosses the real axis between
//! zero and the first singularity on the right; the lower tail is the same, with its sign changed, left of zero. The path here
//! crosses at the saddlepoint of the integrand, so that nothing cancels and a small tail keeps its digits, and bends to the side
//! where the integrand dies, mostly to the right with exp(−*z x*) (Rice, 1980, SIAM Journal on Scientific and Statistical Computing 1, 438–448; Helstrom, 1983, IEEE
//! Transactions on Aerospace and Electronic Systems 19, 428–434). Along an analytic path the trapezoidal rule converges geometrically.

use super::cumulants::Cumulants;
use crate::distribution::Tails;
use std::f64::consts::PI;

pub(super) fn tails(cumulants: &Cumulants) -> Tails {
    let is_upper = cumulants.x > cumulants.mean();
    let (below, above) = if is_upper { (0.0, cumulants.right) } else { (cumulants.left, 0.0) };
    let path = Path::through(cumulants, cumulants.root(below, above, 1.0), below, above);
    let direct = (path.integral(cumulants) / PI).clamp(0.0, 1.0);
    let tails = Tails { lower: 1.0 - direct, upper: direct };
    cumulants.original(if is_upper { tails } else { tails.mirrored() })
}

/// The hyperbola *z* = *c* + *k*(*t*(cosh *v* − 1) + *i* sinh *v*).
#[derive(Debug, Clone, Copy)]
struct Path {
    crossing: f64,
    size: f64,
    /// To which side the path bends; vertical where zero.
    tilt: f64,
}

impl Path {
    /// The path is as wide as the way to the nearest singularity. It bends to a side where the integrand only falls on the way; straight
    /// up it always does, though it may turn often.
    fn through(cumulants: &Cumulants, crossing: f64, below: f64, above: f64) -> Self {
        let straight = Self { crossing, size: (crossing - below).min(above - crossing), tilt: 0.0 };
        let start = cumulants.exponent(crossing);
        let falls = |path: &Self| {
            let heights =
                (1..160).map(|step| cumulants.complex_exponent(path.at(0.25 * f64::from(step))).0 - start);
            heights.take_while(|height| *height > -50.0).all(|height| height < 0.1)
        };
        let bent = [1.0, -1.0].map(|tilt| Self { tilt, ..straight });
        bent.into_iter().find(falls).unwrap_or(straight)
    }

    fn at(&self, v: f64) -> (f64, f64) {
        let half = libm::sinh(0.5 * v);
        (self.crossing + 2.0 * self.tilt * self.size * half * half, self.size * libm::sinh(v))
    }

    /// The real part of the integrand at a parameter, divided by *i* and relative to its exponent at the crossing, and its modulus.
    fn value(&self, cumulants: &Cumulants, v: f64, exponent: f64) -> (f64, f64) {
        let (sinh, cosh) = (libm::sinh(v), libm::cosh(v));
        let z = self.at(v);
        let (real, imaginary) = cumulants.complex_exponent(z);
        let modulus = libm::exp(real - exponent);
        let (sine, cosine) = (libm::sin(imaginary), libm::cos(imaginary));
        // (dz/dv)/(i z) = k (cosh v − i t sinh v) / z.
        let bend = self.tilt * sinh;
        let square = z.0 * z.0 + z.1 * z.1;
        let step =
            (self.size * (cosh * z.0 - bend * z.1) / square, -self.size * (bend * z.0 + cosh * z.1) / square);
        (modulus * (cosine * step.0 - sine * step.1), modulus * libm::hypot(step.0, step.1))
    }

    /// The integral over positive parameters, with the sign that makes it positive. The step is halved until the sum stays; since each
    /// halving squares the relative error, a change of 1e-9 tells that the last sum has all digits.
    fn integral(&self, cumulants: &Cumulants) -> f64 {
        let exponent = cumulants.exponent(self.crossing);
        let (first, scale) = self.value(cumulants, 0.0, exponent);
        let mut step = 0.25;
        let mut sum = 0.5 * first + self.sum(cumulants, exponent, step, 1, scale);
        for _ in 0..16 {
            let finer = 0.5 * step;
            let more = sum + self.sum(cumulants, exponent, finer, 2, scale);
            let (before, after) = (sum * step, more * finer);
            (sum, step) = (more, finer);
            if (before - after).abs() <= 1e-9 * after.abs() {
                break;
            }
        }
        libm::exp(exponent) * (sum * step).abs()
    }

    /// The integrand at the odd (`stride` 2) or all (1) multiples of a step, until nothing is left of it.
    fn sum(&self, cumulants: &Cumulants, exponent: f64, step: f64, stride: usize, scale: f64) -> f64 {
        let mut sum = 0.0;
        for index in (1..40_000).step_by(stride) {
            let v = index as f64 * step;
            let (value, modulus) = self.value(cumulants, v, exponent);
            sum += value;
            if !(modulus > 1e-18 * scale) || v > 300.0 {
                break;
            }
        }
        sum
    }
}
