//! Fisher's (Snedecor's) F distribution.

use super::Distribution;
use super::beta::Beta;
use super::chi_squared::ChiSquared;
use super::point::Point;
use super::tail::{Side, Tail, Tails};

/// The F distribution: the ratio of two independent chi-squared variables, each over its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FisherF {
    /// Degrees of freedom of the numerator; may be infinite.
    pub numerator: f64,
    /// Degrees of freedom of the denominator; may be infinite.
    pub denominator: f64,
}

impl Distribution for FisherF {
    fn tails(&self, x: f64) -> Tails {
        self.by(x, Side::tails, |chi, x| chi.tails(x), |tails| tails)
    }

    fn log_tails(&self, x: f64) -> Tails {
        self.by(x, Side::log_tails, |chi, x| chi.log_tails(x), Tails::logarithms)
    }

    fn quantile(&self, tail: Tail) -> f64 {
        let Self { numerator, denominator } = *self;
        if !(numerator > 0.0 && denominator > 0.0) || tail.smaller().is_none() {
            return f64::NAN;
        }
        match (numerator.is_infinite(), denominator.is_infinite()) {
            (true, true) => 1.0,
            (false, true) => {
                libm::exp(ChiSquared { df: numerator }.log_quantile(tail) - libm::log(numerator))
            }
            (true, false) => {
                let reversed = ChiSquared { df: denominator }.log_quantile(tail.mirrored());
                libm::exp(libm::log(denominator) - reversed)
            }
            (false, false) => {
                let logit = self.beta().quantile_logit(tail);
                let half = libm::exp(0.5 * logit);
                // In two halves, so that the ratio neither overflows nor vanishes on its way.
                half * (denominator / numerator) * half
            }
        }
    }
}

impl FisherF {
    /// The distribution of *d₁F*/(*d₁F* + *d₂*).
    fn beta(&self) -> Beta {
        Beta { a: 0.5 * self.numerator, b: 0.5 * self.denominator }
    }

    fn by(
        &self,
        x: f64,
        of_side: impl Fn(Side) -> Tails,
        of_chi: impl Fn(ChiSquared, f64) -> Tails,
        of_known: impl Fn(Tails) -> Tails,
    ) -> Tails {
        let Self { numerator, denominator } = *self;
        if !(numerator > 0.0 && denominator > 0.0) || x.is_nan() {
            return Tails::NAN;
        }
        if x <= 0.0 {
            return of_known(Tails { lower: 0.0, upper: 1.0 });
        }
        if x == f64::INFINITY {
            return of_known(Tails { lower: 1.0, upper: 0.0 });
        }
        match (numerator.is_infinite(), denominator.is_infinite()) {
            (true, true) => {
                let lower = if x < 1.0 { 0.0 } else { 1.0 };
                of_known(Tails { lower, upper: 1.0 - lower })
            }
            (false, true) => of_chi(ChiSquared { df: numerator }, numerator * x),
            (true, false) => of_chi(ChiSquared { df: denominator }, denominator / x).mirrored(),
            (false, false) => of_side(self.beta().side(self.point(x))),
        }
    }

    fn point(&self, value: f64) -> Point {
        let odds = self.numerator / self.denominator * value;
        let log_odds = libm::log(self.numerator / self.denominator) + libm::log(value);
        if odds <= 1.0 {
            let (y, log_y) = (1.0 / (1.0 + odds), -libm::log1p(odds));
            let excess = 0.5 * self.numerator * (1.0 - value) * y;
            Point { x: odds * y, y, log_x: log_odds + log_y, log_y, excess }
        } else {
            let against = 1.0 / odds;
            let (x, log_x) = (1.0 / (1.0 + against), -libm::log1p(against));
            let excess = 0.5 * self.denominator * ((1.0 - value) / value) * x;
            Point { x, y: against * x, log_x, log_y: log_x - log_odds, excess }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_degrees_of_freedom_have_closed_forms() {
        let f = FisherF { numerator: 2.0, denominator: 7.0 };
        for x in [1e-200, 0.01, 1.0, 30.0, 1e80] {
            let upper = libm::exp(-3.5 * libm::log1p(2.0 * x / 7.0));
            assert!((f.upper_tail(x) / upper - 1.0).abs() < 2e-13, "{x}");
        }
        assert!((f.lower_tail(1e-200) / 1e-200 - 1.0).abs() < 1e-13);
    }

    #[test]
    fn infinite_degrees_of_freedom_are_limits() {
        let f = FisherF { numerator: 3.0, denominator: f64::INFINITY };
        assert_eq!(f.upper_tail(2.0), ChiSquared { df: 3.0 }.upper_tail(6.0));
        let nearly = FisherF { numerator: 3.0, denominator: 1e14 };
        for tail in [Tail::Upper(1e-300), Tail::Upper(0.05), Tail::Lower(1e-10)] {
            assert!((f.quantile(tail) / nearly.quantile(tail) - 1.0).abs() < 1e-10);
        }
        let (top, nearly) = (f64::INFINITY, 1e14);
        let (exact, near) = (
            FisherF { numerator: top, denominator: 3.0 }.quantile(Tail::Upper(0.01)),
            FisherF { numerator: nearly, denominator: 3.0 }.quantile(Tail::Upper(0.01)),
        );
        assert!((exact / near - 1.0).abs() < 1e-10);
    }
}
