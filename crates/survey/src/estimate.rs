//! Estimates with their precision.

use crate::SurveyError;
use crate::estimator::{Estimator, Linearized, Scores, linearize};
use crate::totals::DomainTotals;
use crate::variance::Taylor;

/// An estimate over a domain, with what its precision is judged by.
#[derive(Debug, Clone, PartialEq)]
pub struct Estimate {
    /// Unweighted number of rows.
    pub rows: u64,
    /// Sum of their weights.
    pub weight: f64,
    /// The value; absent where it is not defined.
    pub value: Option<f64>,
    /// Its variance; absent where it cannot be estimated.
    pub variance: Option<f64>,
    /// Degrees of freedom of the domain.
    pub degrees_of_freedom: f64,
    /// The variance that a simple random sample with replacement of as many rows would have had, where second moments were summed.
    pub simple_random_variance: Option<f64>,
}

/// Against which simple random sample a design effect is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DesignEffectReference {
    /// Drawn with replacement.
    WithReplacement,
    /// Drawn without replacement from a population as large as the sum of the weights.
    WithoutReplacement,
}

impl Estimate {
    /// Evaluates an estimator over a domain, with its Taylor variance.
    ///
    /// # Errors
    /// When a stratum has one sampled unit and the rule is to refuse.
    pub fn taylor(
        totals: &DomainTotals<'_>,
        estimator: &impl Estimator,
        taylor: &Taylor,
    ) -> Result<(Self, Scores), SurveyError> {
        let Linearized { rows, weight, value, scores, simple_random_variance } = linearize(totals, estimator);
        let variance = match value {
            Some(_) => taylor.variance(totals.design(), &scores)?,
            None => None,
        };
        let degrees_of_freedom = totals.degrees_of_freedom();
        Ok((Self { rows, weight, value, variance, degrees_of_freedom, simple_random_variance }, scores))
    }

    /// The standard error.
    pub fn standard_error(&self) -> Option<f64> {
        self.variance.map(f64::sqrt)
    }

    /// The coefficient of variation: the standard error over the value.
    pub fn coefficient_of_variation(&self) -> Option<f64> {
        Some(self.standard_error()? / self.value?).filter(|cv| cv.is_finite())
    }

    /// The design effect (Kish, 1965, section 8.2): the variance over that of a simple random sample of as many rows.
    ///
    /// Absent without a variance of either, or, without replacement, where the weights do not sum to a population larger than the sample.
    pub fn design_effect(&self, reference: DesignEffectReference) -> Option<f64> {
        let rows = self.rows as f64;
        let unsampled_share = match reference {
            DesignEffectReference::WithReplacement => 1.0,
            DesignEffectReference::WithoutReplacement => (self.weight - rows) / self.weight,
        };
        let simple = self.simple_random_variance? * unsampled_share;
        (simple > 0.0).then_some(self.variance? / simple).filter(|effect| effect.is_finite())
    }

    /// The effective sample size: rows over the design effect with replacement.
    pub fn effective_size(&self) -> Option<f64> {
        let effect = self.design_effect(DesignEffectReference::WithReplacement)?;
        (effect > 0.0).then(|| self.rows as f64 / effect)
    }
}
