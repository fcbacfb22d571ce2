//! How the variances of streamed estimates are made.

use super::AnswerError;
use crate::pass::Filled;
use crate::request::Request;
use cairn_survey::replicates::Replicates;
use cairn_survey::{
    Design, DomainTotals, Estimate, Estimator, Linearized, Matrix, ReplicateEstimates, SurveyError, Taylor,
    Variation, linearize,
};

/// The method of variance of cluster totals: linearization, or replicates made from the design.
#[derive(Debug)]
pub(super) struct Method<'a> {
    design: &'a Design,
    taylor: &'a Taylor,
    replicates: Option<Replicates>,
    df: f64,
}

impl<'a> Method<'a> {
    /// The method that a request asks for.
    pub(super) fn of(request: &'a Request, filled: &'a Filled) -> Result<Self, AnswerError> {
        let mut replicates = None;
        for step in &request.design.steps {
            replicates = step.made_from_design(&filled.design)?.or(replicates);
        }
        let df = match &replicates {
            Some(replicates) => replicates.degrees_of_freedom_of_units(&filled.unit_weights),
            None => filled.design.degrees_of_freedom(),
        };
        Ok(Self { design: &filled.design, taylor: &request.design.variance, replicates, df })
    }

    /// Degrees of freedom of the design.
    pub(super) fn df(&self) -> f64 {
        self.df
    }

    /// Degrees of freedom within a domain; `rows` has the totals of all its rows.
    pub(super) fn domain_df(&self, rows: &DomainTotals<'_>) -> f64 {
        let Some(replicates) = &self.replicates else { return rows.degrees_of_freedom() };
        let mut weights = vec![0.0; self.design.last_units().len()];
        for (unit, totals) in rows.units() {
            weights[unit as usize] = totals[0];
        }
        replicates.degrees_of_freedom_of_units(&weights)
    }

    /// An estimate over a domain, and how it varies.
    pub(super) fn estimate(
        &self,
        totals: &DomainTotals<'_>,
        estimator: &impl Estimator,
    ) -> Result<(Estimate, Variation), SurveyError> {
        let Some(replicates) = &self.replicates else {
            let (estimate, scores) = Estimate::taylor(totals, estimator, self.taylor)?;
            return Ok((estimate, Variation::Linearized(scores)));
        };
        let Linearized { rows, weight, value, simple_random_variance, .. } = linearize(totals, estimator);
        let values = replicates.of_totals(totals, estimator)?;
        let estimates = ReplicateEstimates {
            full: vec![value.unwrap_or(f64::NAN)],
            replicates: values.into_iter().map(|value| vec![value]).collect(),
        };
        let variance = value.and_then(|_| replicates.covariance(&estimates)).map(|matrix| matrix.at(0, 0));
        let estimate = Estimate {
            rows,
            weight,
            value,
            variance: variance.filter(|variance| variance.is_finite()),
            degrees_of_freedom: self.df,
            simple_random_variance,
        };
        Ok((estimate, Variation::Replicated(estimates)))
    }

    /// The covariance of estimates that vary like this.
    pub(super) fn covariance(&self, variation: &Variation) -> Result<Option<Matrix>, SurveyError> {
        match (variation, &self.replicates) {
            (Variation::Linearized(scores), _) => self.taylor.covariance(self.design, scores),
            (Variation::Replicated(estimates), Some(replicates)) => Ok(replicates.covariance(estimates)),
            (Variation::Replicated(_), None) => {
                Err(SurveyError::Incompatible("the estimates were made by another method of variance"))
            }
        }
    }
}
