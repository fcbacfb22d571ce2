//! The interval of a quantile by a score test.

use super::interval::Held;
use crate::distribution::student_upper_quantile;
use crate::{Interval, SurveyError};

/// Evaluations after which a root counts as not found.
const STEPS: usize = 1000;

/// The shares that belong to the least and the greatest value at which *F*(*x*) = *p* is not rejected (Francisco and Fuller, 1991,
/// Annals of Statistics 19, 454–469; Binder, 1991): those where (*F*(*x*) − *p*) / se(*F*(*x*)) is ∓*t*.
///
/// `None` where the test does not change its verdict between the least and the greatest value. So that the limits are those of R's
/// `survey` to the last digit, they are sought as there: between values a hundredth of the interquartile range inside the ends, by
/// Brent's method to 1/(100√*n*), and a limit's share is that of the rows at or below it, each counted once.
pub(super) fn shares(
    held: &Held<'_>,
    probability: f64,
    level: f64,
    df: f64,
) -> Result<Option<Interval>, SurveyError> {
    let values = held.distribution.values();
    let t = student_upper_quantile((1.0 - level) / 2.0, df);
    let (Some(first), Some(last), true) = (values.first(), values.last(), t.is_finite()) else {
        return Ok(None);
    };
    let margin = interquartile_range(values) / 100.0;
    let tolerance = 1.0 / (100.0 * (values.len() as f64).sqrt());
    let between = (first + margin, last - margin);
    let mut limits = [f64::NAN; 2];
    for (limit, beyond) in limits.iter_mut().zip([t, -t]) {
        let score = |value: f64| -> Result<f64, SurveyError> {
            let (share, variance) = held.share_at_or_below(value)?;
            Ok((probability - share) / variance.unwrap_or(f64::NAN).sqrt() - beyond)
        };
        match root(score, between, tolerance)? {
            Some(value) => *limit = held.distribution.count_at_or_below(value),
            None => return Ok(None),
        }
    }
    Ok(Some(Interval { lower: limits[0], upper: limits[1] }))
}

/// The distance of the quartiles, each row counted once, interpolated between neighbours (Hyndman and Fan's type 7).
fn interquartile_range(ascending: &[f64]) -> f64 {
    let quartile = |p: f64| {
        let place = p * (ascending.len() as f64 - 1.0);
        let below = place.floor() as usize;
        let at = |position: usize| ascending.get(position).or(ascending.last()).copied().unwrap_or(f64::NAN);
        let share = place - place.floor();
        if share == 0.0 { at(below) } else { at(below) + share * (at(below + 1) - at(below)) }
    };
    quartile(0.75) - quartile(0.25)
}

/// A root between two numbers at which the function has different signs, to `tolerance` (Brent, 1973, Algorithms for Minimization
/// without Derivatives, chapter 4). `None` without a change of sign.
fn root<E>(
    function: impl Fn(f64) -> Result<f64, E>,
    between: (f64, f64),
    tolerance: f64,
) -> Result<Option<f64>, E> {
    // An infinite value counts as the greatest number.
    let function = |at: f64| function(at).map(|value| value.clamp(f64::MIN, f64::MAX));
    let (mut a, mut b) = between;
    let (mut at_a, mut at_b) = (function(a)?, function(b)?);
    if at_a.is_nan() || at_b.is_nan() || at_a * at_b > 0.0 {
        return Ok(None);
    }
    let (mut c, mut at_c) = (a, at_a);
    for _ in 0..STEPS {
        let previous = b - a;
        if at_c.abs() < at_b.abs() {
            (a, b, c) = (b, c, b);
            (at_a, at_b, at_c) = (at_b, at_c, at_b);
        }
        let within = 2.0 * f64::EPSILON * b.abs() + tolerance / 2.0;
        let half = (c - b) / 2.0;
        if half.abs() <= within || at_b == 0.0 {
            return Ok(Some(b));
        }
        let mut step = half;
        if previous.abs() >= within && at_a.abs() > at_b.abs() {
            // A line through two points, a parabola through three.
            let (mut p, mut q) = if a == c {
                let ratio = at_b / at_a;
                ((c - b) * ratio, 1.0 - ratio)
            } else {
                let (q, r, s) = (at_a / at_c, at_b / at_c, at_b / at_a);
                (s * ((c - b) * q * (q - r) - (b - a) * (r - 1.0)), (q - 1.0) * (r - 1.0) * (s - 1.0))
            };
            if p > 0.0 {
                q = -q;
            } else {
                p = -p;
            }
            if p < 0.75 * (c - b) * q - (within * q).abs() / 2.0 && p < (previous * q / 2.0).abs() {
                step = p / q;
            }
        }
        if step.abs() < within {
            step = if step > 0.0 { within } else { -within };
        }
        (a, at_a) = (b, at_b);
        b += step;
        at_b = function(b)?;
        if at_b.is_nan() {
            return Ok(None);
        }
        if (at_b > 0.0) == (at_c > 0.0) {
            (c, at_c) = (a, at_a);
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::{interquartile_range, root};
    use std::convert::Infallible;

    #[test]
    fn a_root_is_found_to_the_tolerance() {
        let cubic = |x: f64| Ok::<_, Infallible>(x * x * x - 2.0);
        let found = root(cubic, (0.0, 4.0), 1e-12).unwrap().unwrap();
        assert!((found - libm::cbrt(2.0)).abs() < 1e-11);
        assert_eq!(root(cubic, (2.0, 4.0), 1e-12), Ok(None));
    }

    #[test]
    fn quartiles_interpolate() {
        assert_eq!(interquartile_range(&[1.0, 2.0, 3.0, 5.0]), 3.5 - 1.75);
        assert_eq!(interquartile_range(&[3.0]), 0.0);
    }
}
