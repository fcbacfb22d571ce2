//! The beta distribution.

use super::Distribution;
use super::point::Point;
use super::quadrature::tail_integral;
use super::stirling::{deviance, exp_minus_line, stirling_error};
use super::tail::{Side, Tail, Tails, solve};
use std::f64::consts::TAU;

/// The beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Beta {
    /// The first shape; the density goes with *x*ᵃ⁻¹.
    pub a: f64,
    /// The second shape; the density goes with (1 − *x*)ᵇ⁻¹.
    pub b: f64,
}

impl Distribution for Beta {
    fn tails(&self, x: f64) -> Tails {
        self.outside(x).unwrap_or_else(|| self.side(Point::new(x, 1.0 - x, self.a, self.b)).tails())
    }

    fn log_tails(&self, x: f64) -> Tails {
        self.outside(x)
            .map_or_else(|| self.side(Point::new(x, 1.0 - x, self.a, self.b)).log_tails(), Tails::logarithms)
    }

    fn quantile(&self, tail: Tail) -> f64 {
        1.0 / (1.0 + libm::exp(-self.quantile_logit(tail)))
    }
}

impl Beta {
    fn is_valid(&self) -> bool {
        self.a > 0.0 && self.b > 0.0 && self.a.is_finite() && self.b.is_finite()
    }

    /// The tails where there is nothing to compute.
    fn outside(&self, x: f64) -> Option<Tails> {
        if !self.is_valid() || x.is_nan() {
            return Some(Tails::NAN);
        }
        if x <= 0.0 {
            return Some(Tails { lower: 0.0, upper: 1.0 });
        }
        (x >= 1.0).then_some(Tails { lower: 1.0, upper: 0.0 })
    }

    /// The tail on the side of the point away from the mean.
    pub(super) fn side(&self, point: Point) -> Side {
        let is_lower = point.excess >= 0.0;
        let (shapes, point) =
            if is_lower { (*self, point) } else { (Self { a: self.b, b: self.a }, point.mirrored()) };
        Side { is_lower, exponent: shapes.log_power_term(point), factor: shapes.factor(point) }
    }

    /// The quantile on the logit scale, ln(*x* / (1 − *x*)).
    pub(super) fn quantile_logit(&self, tail: Tail) -> f64 {
        if !self.is_valid() {
            return f64::NAN;
        }
        solve(tail, libm::log(self.a / self.b), |logit| self.side(Point::from_logit(logit, self.a, self.b)))
    }

    /// The logarithm of *x*ᵃ *y*ᵇ / B(a, b), the density of the logit, in Loader's (2000) saddle-point form of the binomial, which
    /// keeps its digits for large shapes.
    fn log_power_term(&self, point: Point) -> f64 {
        let (a, b) = (self.a, self.b);
        let n = a + b;
        let first = a * deviance(-point.excess / a, libm::log(n / a) + point.log_x);
        let second = b * deviance(point.excess / b, libm::log(n / b) + point.log_y);
        let stirling = stirling_error(n) - stirling_error(a) - stirling_error(b);
        stirling - first - second + 0.5 * libm::log(a / n * b / TAU)
    }

    /// The lower tail over the power term, for a point at or below the mean.
    fn factor(&self, point: Point) -> f64 {
        if self.a.min(self.b) < 200.0 { self.continued_fraction(point) } else { self.integral(point) }
    }

    /// As an integral over the logit, from the point down: *s* is the distance. With *t* the variable at *s*, ln(*t*/*x*) and
    /// ln((1 − *t*)/*y*) share −ln(1 + *x*(*e*⁻ˢ − 1)), which is written with the smaller of *x* and *y*, so that it does not cancel.
    fn integral(&self, Point { x, y, excess, .. }: Point) -> f64 {
        let n = self.a + self.b;
        tail_integral(excess, n * x * y, |s| {
            let (share, s_signed) = if x < y { (x, -s) } else { (y, s) };
            let change = share * libm::expm1(s_signed);
            let beyond = share * exp_minus_line(s_signed) - deviance(change, libm::log1p(change));
            excess * s + n * beyond
        })
    }

    /// The even part of the continued fraction of the incomplete beta function, for *x* at or below the mean
    /// (DiDonato and Morris, 1992, ACM TOMS 18, 360–373, eq. 9).
    fn continued_fraction(&self, Point { x, y, excess, .. }: Point) -> f64 {
        let (a, b) = (self.a, self.b);
        let c = 1.0 + excess;
        let c1 = 1.0 + 1.0 / a;
        let (mut numerator_before, mut denominator_before) = (0.0, 1.0);
        let (mut numerator, mut denominator) = (1.0, c / c1);
        let mut fraction = c1 / c;
        let (mut p, mut s) = (1.0, a + 1.0);
        for step in 1..20_000 {
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
}

/// Lower and upper tail of the beta distribution with shapes `a` and `b` at *x*, given with its complement `y` = 1 − *x* so that
/// neither end loses digits. NaN where a shape is not positive.
pub fn beta_tails(x: f64, y: f64, a: f64, b: f64) -> (f64, f64) {
    let beta = Beta { a, b };
    let outside =
        if y.is_nan() { Some(Tails::NAN) } else { beta.outside(if y <= 0.0 { 1.0 } else { x.min(0.5) }) };
    let tails = outside.unwrap_or_else(|| beta.side(Point::new(x, y, a, b)).tails());
    (tails.lower, tails.upper)
}

/// The quantile of the beta distribution with shapes `a` and `b`: the *x* below which lies the probability `lower`.
/// NaN where a shape is not positive or `lower` is not a probability.
pub fn beta_quantile(lower: f64, a: f64, b: f64) -> f64 {
    Beta { a, b }.quantile(Tail::Lower(lower))
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
