//! Weighted sums of chi-squared variables, and their F analogue: what Rao–Scott and likelihood-ratio tests compare with.

mod contour;
mod cumulants;
mod saddlepoint;
mod satterthwaite;

use super::tail::Tails;
use cumulants::Cumulants;

/// How the tails of a weighted sum are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SumMethod {
    /// One chi-squared variable, scaled, with the same mean and variance (Satterthwaite, 1946, Biometrics Bulletin 2, 110–114).
    Satterthwaite,
    /// Numerical inversion of the moment generating function, to about 12 digits of whichever tail is small.
    #[default]
    Exact,
    /// The saddlepoint approximation of Kuonen (1999, Biometrika 86, 929–935). It goes on through the mean, where R's `survey` puts
    /// Satterthwaite's answer, a jump of some hundredths, if the saddlepoint is within 1e-4 of zero on the scale of the weights.
    Saddlepoint,
}

/// The sum Σ λᵢ χ²(dᵢ) of independent chi-squared variables.
#[derive(Debug, Clone, PartialEq)]
pub struct ChiSquaredSum {
    terms: Vec<Term>,
}

/// A weight and its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Term {
    weight: f64,
    df: f64,
}

impl ChiSquaredSum {
    /// A sum from weights, which may be negative, and their degrees of freedom, any positive numbers. `None` where there are not as
    /// many of both, or one is not finite, or degrees of freedom are not positive. What has no weight is left out.
    pub fn new(weights: &[f64], df: &[f64]) -> Option<Self> {
        let valid = weights.iter().all(|weight| weight.is_finite())
            && df.iter().all(|&df| df > 0.0 && df.is_finite());
        if weights.len() != df.len() || !valid {
            return None;
        }
        let terms = weights.iter().zip(df).map(|(&weight, &df)| Term { weight, df });
        Some(Self { terms: terms.filter(|term| term.weight != 0.0).collect() })
    }

    /// A sum with one degree of freedom for each weight, as the eigenvalues of a design-effect matrix are.
    pub fn of_weights(weights: &[f64]) -> Option<Self> {
        Self::new(weights, &vec![1.0; weights.len()])
    }

    /// The probabilities that the sum is below and above `x`. NaN where `x` is, or where Satterthwaite's method has no answer since
    /// the mean is not positive.
    pub fn tails(&self, x: f64, method: SumMethod) -> Tails {
        if x.is_nan() {
            return Tails::NAN;
        }
        if let Some(known) = self.one_sided(x) {
            return known;
        }
        let satterthwaite = || satterthwaite::tails(&self.terms, x, f64::INFINITY);
        self.by(x, method, satterthwaite)
    }

    /// The same for the sum over χ²(`denominator`)/`denominator`, independent of it: the F analogue. Infinite degrees of freedom of
    /// the denominator are the sum itself. NaN where `denominator` is not positive.
    pub fn ratio_tails(&self, x: f64, denominator: f64, method: SumMethod) -> Tails {
        if denominator == f64::INFINITY {
            return self.tails(x, method);
        }
        if x.is_nan() || !(denominator > 0.0) {
            return Tails::NAN;
        }
        if let Some(known) = self.one_sided(x) {
            return known;
        }
        // Sum/(χ²(d)/d) > x just where Sum − (x/d) χ²(d) > 0.
        let mut terms = self.terms.clone();
        if x != 0.0 {
            terms.push(Term { weight: -x / denominator, df: denominator });
        }
        let satterthwaite = || satterthwaite::tails(&self.terms, x, denominator);
        Self { terms }.by(0.0, method, satterthwaite)
    }

    fn by(&self, x: f64, method: SumMethod, satterthwaite: impl Fn() -> Tails) -> Tails {
        match method {
            SumMethod::Satterthwaite => satterthwaite(),
            SumMethod::Exact => contour::tails(&Cumulants::new(&self.terms, x)),
            SumMethod::Saddlepoint => {
                saddlepoint::tails(&Cumulants::new(&self.terms, x)).unwrap_or_else(satterthwaite)
            }
        }
    }

    /// The tails where the signs of the weights or an infinite `x` already tell them.
    fn one_sided(&self, x: f64) -> Option<Tails> {
        let positive = self.terms.iter().any(|term| term.weight > 0.0);
        let negative = self.terms.iter().any(|term| term.weight < 0.0);
        if x == f64::INFINITY || (!positive && x >= 0.0) {
            return Some(Tails { lower: 1.0, upper: 0.0 });
        }
        (x == f64::NEG_INFINITY || (!negative && x <= 0.0)).then_some(Tails { lower: 0.0, upper: 1.0 })
    }
}
