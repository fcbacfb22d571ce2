//! Student's t distribution.

use super::Distribution;
use super::beta::Beta;
use super::normal::Normal;
use super::point::Point;
use super::tail::{Side, Tail, Tails};

/// Student's t distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Student {
    /// Degrees of freedom, any positive number; infinite for the normal distribution.
    pub df: f64,
}

impl Distribution for Student {
    fn tails(&self, x: f64) -> Tails {
        if self.df == f64::INFINITY {
            return Normal.tails(x);
        }
        let Some(side) = self.outside(x) else { return Tails::NAN };
        let beyond = 0.5 * side.tails().lower;
        let tails = Tails { lower: 1.0 - beyond, upper: beyond };
        if x >= 0.0 { tails } else { tails.mirrored() }
    }

    fn log_tails(&self, x: f64) -> Tails {
        if self.df == f64::INFINITY {
            return Normal.log_tails(x);
        }
        let Some(side) = self.outside(x) else { return Tails::NAN };
        let beyond = side.log_tails().lower - std::f64::consts::LN_2;
        let tails = Tails { lower: libm::log1p(-libm::exp(beyond)), upper: beyond };
        if x >= 0.0 { tails } else { tails.mirrored() }
    }

    fn quantile(&self, tail: Tail) -> f64 {
        if self.df == f64::INFINITY {
            return Normal.quantile(tail);
        }
        match tail.smaller() {
            Some(Tail::Upper(p)) if self.df > 0.0 => self.beyond(p),
            Some(Tail::Lower(p)) if self.df > 0.0 => -self.beyond(p),
            _ => f64::NAN,
        }
    }
}

impl Student {
    /// The distribution of df/(df + *t*²).
    fn beta(&self) -> Beta {
        Beta { a: 0.5 * self.df, b: 0.5 }
    }

    /// The point above which lies the probability `tail`, at most one half.
    fn beyond(&self, tail: f64) -> f64 {
        // t² = df (1 − x)/x where x is the beta quantile of both tails together.
        let logit = self.beta().quantile_logit(Tail::Lower(2.0 * tail));
        self.df.sqrt() * libm::exp(-0.5 * logit)
    }

    /// The probability of what lies farther out than *t*, as lower tail of the beta distribution.
    fn outside(&self, t: f64) -> Option<Side> {
        if !(self.df > 0.0) || t.is_nan() {
            return None;
        }
        let (t, df) = (t.abs(), self.df);
        let point = if t * t <= df {
            let ratio = t * t / df;
            let (x, log_x) = (1.0 / (1.0 + ratio), -libm::log1p(ratio));
            let log_y = log_x + libm::log(t) * 2.0 - libm::log(df);
            Point { x, y: ratio * x, log_x, log_y, excess: 0.5 * (t - 1.0) * (t + 1.0) * x }
        } else {
            let ratio = df / t / t;
            let (y, log_y) = (1.0 / (1.0 + ratio), -libm::log1p(ratio));
            let log_x = log_y + libm::log(df) - 2.0 * libm::log(t);
            let excess = 0.5 * df * ((t - 1.0) / t) * (1.0 + 1.0 / t) * y;
            Point { x: ratio * y, y, log_x, log_y, excess: if t.is_finite() { excess } else { 0.5 * df } }
        };
        Some(self.beta().side(point))
    }
}

/// The probability above `t` with `df` degrees of freedom, which may be infinite. NaN where `df` is not positive.
pub fn student_upper_tail(t: f64, df: f64) -> f64 {
    Student { df }.upper_tail(t)
}

/// The `t` above which lies the probability `tail`, with `df` degrees of freedom, which may be infinite.
/// NaN where `df` is not positive or `tail` is not a probability.
pub fn student_upper_quantile(tail: f64, df: f64) -> f64 {
    Student { df }.quantile(Tail::Upper(tail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles() {
        for (df, t) in [
            (1.0, 12.706_204_736_174_694),
            (2.0, 4.302_652_729_749_462),
            (16.0, 2.119_905_299_221_254),
            (197.0, 1.972_079_033_778_501),
            (1e7, 1.959_964_221_767_205),
        ] {
            let found = student_upper_quantile(0.025, df);
            assert!((found / t - 1.0).abs() < 2e-13, "{df}: {found}");
        }
    }

    #[test]
    fn one_degree_of_freedom_is_cauchy() {
        let cauchy = Student { df: 1.0 };
        let expected = 0.5 - libm::atan(3.0) / std::f64::consts::PI;
        assert!((cauchy.upper_tail(3.0) / expected - 1.0).abs() < 1e-13);
        assert!((cauchy.upper_tail(1e200) * 1e200 * std::f64::consts::PI - 1.0).abs() < 1e-12);
        assert_eq!(cauchy.upper_tail(f64::INFINITY), 0.0);
        assert_eq!(cauchy.upper_tail(0.0), 0.5);
    }

    #[test]
    fn without_degrees_of_freedom_there_is_no_quantile() {
        assert!(student_upper_quantile(0.025, 0.0).is_nan());
        assert!(student_upper_quantile(0.025, -1.0).is_nan());
    }
}
