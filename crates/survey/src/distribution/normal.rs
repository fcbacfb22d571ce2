//! The normal distribution.

use std::f64::consts::{SQRT_2, TAU};

/// The probability above `z`.
pub fn normal_upper_tail(z: f64) -> f64 {
    0.5 * libm::erfc(z / SQRT_2)
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
    let mut z = (-2.0 * libm::log(2.0 * tail)).max(0.0).sqrt();
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
    use super::normal_upper_quantile;

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
}
