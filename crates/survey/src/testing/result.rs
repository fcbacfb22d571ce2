//! What a test says.

use crate::distribution::{Distribution, FisherF, Student};

/// A test statistic and its probability under the hypothesis.
#[derive(Debug, Clone, PartialEq)]
pub struct Test {
    /// The statistic.
    pub statistic: f64,
    /// What it is called: `F`, `t`, `X-squared`, `Chisq`.
    pub name: &'static str,
    /// Degrees of freedom of its distribution: none, one, or those of numerator and denominator.
    pub df: Vec<f64>,
    /// The probability of a statistic as extreme.
    pub p: f64,
}

impl Test {
    /// A *t* statistic, two-sided.
    pub(super) fn student(statistic: f64, df: f64) -> Self {
        let p = 2.0 * Student { df }.upper_tail(statistic.abs());
        Self { statistic, name: "t", df: vec![df], p }
    }

    /// An *F* statistic.
    pub(super) fn fisher(statistic: f64, numerator: f64, denominator: f64) -> Self {
        let p = FisherF { numerator, denominator }.upper_tail(statistic);
        Self { statistic, name: "F", df: vec![numerator, denominator], p }
    }
}
