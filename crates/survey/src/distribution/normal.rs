//! The normal distribution.

use super::Distribution;
use super::tail::{Tail, Tails};
use std::f64::consts::{FRAC_2_SQRT_PI, SQRT_2, TAU};

/// The standard normal distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Normal;

impl Distribution for Normal {
    fn tails(&self, x: f64) -> Tails {
        Tails { lower: normal_upper_tail(-x), upper: normal_upper_tail(x) }
    }

    fn log_tails(&self, x: f64) -> Tails {
        Tails { lower: log_upper_tail(-x), upper: log_upper_tail(x) }
    }

    fn quantile(&self, tail: Tail) -> f64 {
        match tail {
            Tail::Lower(p) => -normal_upper_quantile(p),
            Tail::Upper(p) => normal_upper_quantile(p),
        }
    }
}

/// The probability above `z`.
pub fn normal_upper_tail(z: f64) -> f64 {
    // √2 = SQRT_2 + this.
    const SQRT_2_REST: f64 = -9.667_293_313_452_913e-17;
    let scaled = z / SQRT_2;
    if !scaled.is_finite() {
        return 0.5 * libm::erfc(scaled);
    }
    // The rounding of the quotient, which a far tail would magnify.
    let rest = (-scaled.mul_add(SQRT_2, -z) - scaled * SQRT_2_REST) / SQRT_2;
    0.5 * (libm::erfc(scaled) - FRAC_2_SQRT_PI * libm::exp(-scaled * scaled) * rest)
}

/// The logarithm of the probability above `z`, by Laplace's continued fraction where the probability is too small for a float.
fn log_upper_tail(z: f64) -> f64 {
    if z < 30.0 {
        return if z < -5.0 { libm::log1p(-normal_upper_tail(-z)) } else { libm::log(normal_upper_tail(z)) };
    }
    let fraction = (1..=20).rev().fold(z, |below, level| z + f64::from(level) / below);
    -0.5 * z * z - libm::log(fraction * TAU.sqrt())
}

/// The `z` above which lies the probability `tail`. NaN where `tail` is not a probability.
pub fn normal_upper_quantile(tail: f64) -> f64 {
    if !(0.0..=1.0).contains(&tail) {
        return f64::NAN;
    }
    if tail > 0.5 {
        return -normal_upper_quantile(1.0 - tail);
    }
    if tail == 0.0 {
        return f64::INFINITY;
    }
    // A start that is right to 5e-4 (Abramowitz and Stegun, 26.2.23).
    let t = (-2.0 * libm::log(tail)).sqrt();
    let above = (0.010_328 * t + 0.802_853) * t + 2.515_517;
    let below = ((0.001_308 * t + 0.189_269) * t + 1.432_788) * t + 1.0;
    let mut z = t - above / below;
    // Newton's method on the logarithm of the tail, which is concave, so that it converges from either side.
    for _ in 0..60 {
        let reached = normal_upper_tail(z);
        let density = libm::exp(-0.5 * z * z) / TAU.sqrt();
        let step = libm::log(reached / tail) * reached / density;
        z += step;
        if step.abs() <= f64::EPSILON * z.abs() {
            break;
        }
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles() {
        for (tail, z) in [
            (0.5, 0.0),
            (0.025, 1.959_963_984_540_054),
            (0.05, 1.644_853_626_951_472_7),
            (1e-10, 6.361_340_902_404_056),
            (1e-300, 37.047_096_299_361_2),
        ] {
            assert!((normal_upper_quantile(tail) - z).abs() < 1e-13 * (1.0 + z), "{tail}");
        }
    }

    #[test]
    fn logarithms_go_on_where_the_tail_ends() {
        let both = libm::log(normal_upper_tail(30.0));
        assert!((log_upper_tail(30.0) / both - 1.0).abs() < 1e-14);
        assert!((log_upper_tail(1000.0) + 500_007.826_694_812).abs() < 1e-8);
        assert!((log_upper_tail(-10.0) / -7.619_853_024_160_527e-24 - 1.0).abs() < 1e-13);
    }
}
