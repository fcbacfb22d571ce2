//! What is expected of an indicator.

/// The expected share in each stratum, and how alike people of a cluster are.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    proportion: Vec<f64>,
    correlation: f64,
}

/// What cannot be expected.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ExpectedProblem {
    /// A share outside 0 to 1.
    #[error("the expected share in stratum {stratum} is {share}, and must be between 0 and 1")]
    Share {
        /// The stratum, from 0.
        stratum: usize,
        /// The share.
        share: f64,
    },
    /// An intraclass correlation outside 0 to 1. Below 0 people of a cluster would be less alike than others, which no plan should count on.
    #[error("the intraclass correlation is {0}, and must be between 0 and 1")]
    Correlation(f64),
}

impl Expected {
    /// A share for each stratum, and the intraclass correlation within clusters of a stratum.
    ///
    /// # Errors
    /// [`ExpectedProblem`] where one is out of its range.
    pub fn new(proportion: Vec<f64>, correlation: f64) -> Result<Self, ExpectedProblem> {
        if let Some((stratum, &share)) =
            proportion.iter().enumerate().find(|(_, share)| !(0.0..=1.0).contains(*share))
        {
            return Err(ExpectedProblem::Share { stratum, share });
        }
        if !(0.0..=1.0).contains(&correlation) {
            return Err(ExpectedProblem::Correlation(correlation));
        }
        Ok(Self { proportion, correlation })
    }

    /// The share in each stratum.
    pub fn proportions(&self) -> &[f64] {
        &self.proportion
    }

    /// The intraclass correlation.
    pub fn correlation(&self) -> f64 {
        self.correlation
    }

    /// The variance of one answer in each stratum, p(1 − p).
    pub(super) fn variances(&self) -> impl Iterator<Item = f64> + '_ {
        self.proportion.iter().map(|p| p * (1.0 - p))
    }
}
