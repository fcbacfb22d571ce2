//! The likelihood interval of a proportion.

use super::{Interval, NoInterval, ProportionInterval, check_variance, multiplier};
use crate::distribution::{normal_upper_tail, student_upper_quantile};

/// Points of the profile on one side of the estimate, at most.
const STEPS: usize = 9;

impl ProportionInterval {
    /// The proportions that a binomial likelihood-ratio test does not reject, its statistic scaled by the design effect (Rao and Scott,
    /// 1984, Annals of Statistics 12, 46–60): with *z*² = 2(*n* − 1)(*p̂* ln(*p̂*/*p*) + (1 − *p̂*) ln((1 − *p̂*)/(1 − *p*))), those between *z* =
    /// ∓*t* (*n r* var(*p̂*) / (*p̂*(1 − *p̂*)))^½.
    ///
    /// `relative_weight`, the *r*, is the mean weight of the rows over that of the domain's rows, missing answers included; R's
    /// `survey` fits its model with weights of mean one before it drops them. As there, the profile is computed at a few points on the logit
    /// scale, a fifth of the way to its end apart (Venables and Ripley, 2002, section 7.2), joined by a cubic spline, and that by
    /// straight lines: its limits are matched to the last digit, and are those of the exact profile to about four.
    ///
    /// # Errors
    /// Without degrees of freedom or a positive variance, at 0 and 1, and where the likelihood does not fall far enough on one side.
    pub fn likelihood(&self, relative_weight: f64) -> Result<Interval, NoInterval> {
        let p = self.proportion;
        if !(p > 0.0 && p < 1.0) {
            return Err(if p == 0.0 || p == 1.0 { NoInterval::Extreme } else { NoInterval::NotAProportion });
        }
        check_variance(p, self.variance)?;
        let (rows, spread) = (self.rows as f64, p * (1.0 - p));
        let cut = multiplier(self.df, self.level)? * (rows * relative_weight * self.variance / spread).sqrt();
        // The profile ends where the tail beyond is a quarter of that at the limits.
        let end = student_upper_quantile(0.25 * normal_upper_tail(cut), rows - 1.0);
        let step = end / 5.0 * self.variance.sqrt() / spread;
        if !(cut.is_finite() && step > 0.0) {
            return Err(NoInterval::NoVariance);
        }
        if end == f64::INFINITY {
            return Err(NoInterval::Unbounded);
        }
        let centre = libm::log(p / (1.0 - p));
        let mut profile = vec![(centre, 0.0)];
        for side in [-1.0, 1.0] {
            for steps in 1..=STEPS {
                let logit = centre + side * steps as f64 * step;
                let z = side * (2.0 * (rows - 1.0) * divergence(p, logit)).max(0.0).sqrt();
                profile.push((logit, z));
                if z.abs() >= end {
                    break;
                }
            }
        }
        profile.sort_unstable_by(|left, right| left.0.total_cmp(&right.0));
        let curve = Spline::new(&profile).points(3 * profile.len());
        let limit = |z: f64| {
            let logit = crossing(&curve, z).ok_or(NoInterval::Unbounded)?;
            Ok(1.0 / (1.0 + libm::exp(-logit)))
        };
        Ok(Interval { lower: limit(-cut)?, upper: limit(cut)? })
    }
}

/// The divergence of a Bernoulli variable with mean `p` from one with that logit.
fn divergence(p: f64, logit: f64) -> f64 {
    let log_complement =
        -if logit > 0.0 { logit + libm::log1p(libm::exp(-logit)) } else { libm::log1p(libm::exp(logit)) };
    p * (libm::log(p) - logit - log_complement) + (1.0 - p) * (libm::log1p(-p) - log_complement)
}

/// Where straight lines through points reach a height first.
fn crossing(points: &[(f64, f64)], height: f64) -> Option<f64> {
    points.windows(2).find(|pair| pair[0].1 <= height && height <= pair[1].1).map(|pair| {
        let ((x, y), (next_x, next_y)) = (pair[0], pair[1]);
        if next_y > y { x + (next_x - x) * ((height - y) / (next_y - y)) } else { x }
    })
}

/// The cubic spline through points whose third derivative at an end is that of the cubic through the four points nearest to it
/// (Forsythe, Malcolm and Moler, 1977, section 4.4).
struct Spline<'a> {
    points: &'a [(f64, f64)],
    /// The slope, and the halved second and the third derivative over six, at each point.
    slopes: Vec<[f64; 3]>,
}

impl<'a> Spline<'a> {
    /// Of three points at least, the abscissas ascending.
    fn new(points: &'a [(f64, f64)]) -> Self {
        let count = points.len();
        let width = |index: usize| points[index + 1].0 - points[index].0;
        let rise = |index: usize| (points[index + 1].1 - points[index].1) / width(index);
        if count < 3 {
            return Self { points, slopes: vec![[0.0; 3]; count] };
        }
        let across = |from: usize, to: usize| points[to].0 - points[from].0;
        let mut diagonal: Vec<f64> = vec![0.0; count];
        let mut right: Vec<f64> = vec![0.0; count];
        for index in 1..count - 1 {
            diagonal[index] = 2.0 * across(index - 1, index + 1);
            right[index] = rise(index) - rise(index - 1);
        }
        let last = count - 1;
        diagonal[0] = -width(0);
        diagonal[last] = -width(last - 1);
        if count > 3 {
            let first_third = right[2] / across(1, 3) - right[1] / across(0, 2);
            let last_third =
                right[last - 1] / across(last - 2, last) - right[last - 2] / across(last - 3, last - 1);
            right[0] = first_third * width(0) * width(0) / across(0, 3);
            right[last] = -last_third * width(last - 1) * width(last - 1) / across(last - 3, last);
        }
        for index in 1..count {
            let factor = width(index - 1) / diagonal[index - 1];
            diagonal[index] -= factor * width(index - 1);
            right[index] -= factor * right[index - 1];
        }
        right[last] /= diagonal[last];
        for index in (0..last).rev() {
            right[index] = (right[index] - width(index) * right[index + 1]) / diagonal[index];
        }
        let slope = |index: usize| match index {
            _ if index == last => [0.0, 3.0 * right[last], 0.0],
            _ => [
                rise(index) - width(index) * (right[index + 1] + 2.0 * right[index]),
                3.0 * right[index],
                (right[index + 1] - right[index]) / width(index),
            ],
        };
        Self { points, slopes: (0..count).map(slope).collect() }
    }

    fn at(&self, x: f64) -> f64 {
        let position = self.points.partition_point(|point| point.0 <= x).saturating_sub(1);
        let position = position.min(self.points.len().saturating_sub(2));
        let (Some(point), Some([first, second, third])) =
            (self.points.get(position), self.slopes.get(position))
        else {
            return f64::NAN;
        };
        let distance = x - point.0;
        point.1 + distance * (first + distance * (second + distance * third))
    }

    /// So many points of the spline, evenly from its first to its last.
    fn points(&self, count: usize) -> Vec<(f64, f64)> {
        let (Some(first), Some(last)) = (self.points.first(), self.points.last()) else { return Vec::new() };
        let step = (last.0 - first.0) / (count as f64 - 1.0);
        let place = |index: usize| if index + 1 == count { last.0 } else { first.0 + index as f64 * step };
        (0..count).map(|index| (place(index), self.at(place(index)))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{NoInterval, ProportionInterval, Spline};

    fn case(proportion: f64, variance: f64, rows: u64, df: f64, level: f64) -> ProportionInterval {
        ProportionInterval { proportion, variance, rows, df, level }
    }

    #[track_caller]
    fn is(found: &ProportionInterval, relative_weight: f64, lower: f64, upper: f64) {
        let interval = found.likelihood(relative_weight).unwrap();
        assert!((interval.lower / lower - 1.0).abs() < 1e-9, "{interval:?}");
        assert!((interval.upper / upper - 1.0).abs() < 1e-9, "{interval:?}");
    }

    /// Of R's `survey` 4.5, on the Californian schools.
    #[test]
    fn limits_of_r() {
        let schools = case(0.827948011415824, 0.000592668318753963, 200, 197.0, 0.95);
        is(&schools, 1.0, 0.77641354450275, 0.872414609978376);
        let rare = case(0.0828866671695245, 6.59803082302185e-05, 200, 197.0, 0.9);
        is(&rare, 1.0, 0.0700906823098133, 0.0970061163275632);
        let clusters = case(0.0218579234972681, 0.000522121144479873, 183, 14.0, 0.95);
        is(&clusters, 1.0, 0.000629710124959734, 0.10896810385618);
    }

    #[test]
    fn a_cubic_is_its_own_spline() {
        let cubic = |x: f64| x * x * x - 2.0 * x + 1.0;
        let points: Vec<(f64, f64)> = [-1.0, 0.0, 0.5, 2.0, 3.0].map(|x| (x, cubic(x))).to_vec();
        for (x, y) in Spline::new(&points).points(17) {
            assert!((y - cubic(x)).abs() < 1e-12, "{x}");
        }
    }

    #[test]
    fn no_limit_is_said() {
        // With a design effect of a thousand, hardly a share is rejected.
        assert_eq!(case(0.001, 0.001, 1000, 5.0, 0.95).likelihood(1.0), Err(NoInterval::Unbounded));
        assert_eq!(case(0.0, 0.0, 10, 5.0, 0.95).likelihood(1.0), Err(NoInterval::Extreme));
        assert_eq!(case(f64::NAN, 0.1, 10, 5.0, 0.95).likelihood(1.0), Err(NoInterval::NotAProportion));
        assert!(case(0.2, 0.001, 1, 5.0, 0.95).likelihood(1.0).is_err());
        assert!(case(0.2, 0.001, 100, 0.0, 0.95).likelihood(1.0).is_err());
    }
}
