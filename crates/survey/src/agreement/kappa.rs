//! Kappa of two raters.

use super::{AgreementError, AgreementWeights};
use crate::SurveyError;
use crate::algebra::Dense;
use crate::sample::{Domain, Estimates, Sample, Statistic};
use crate::sum::Sum;
use crate::testing::{CellScale, Cells};

/// Cohen's kappa of two raters (1960, Educational and Psychological Measurement 20, 37–46), weighted where the weights of agreement
/// *aᵢⱼ* are (Cohen, 1968): with *pᵢⱼ* the shares of the pairs of categories and *pᵢ·*, *p·ⱼ* those of each rater,
///
/// κ = (*pₒ* − *pₑ*)/(1 − *pₑ*), *pₒ* = Σ*aᵢⱼpᵢⱼ*, *pₑ* = Σ*aᵢⱼpᵢ·p·ⱼ*.
///
/// NaN where chance alone agrees wholly, as when both raters use one category.
#[derive(Debug, Clone, PartialEq)]
pub struct Kappa {
    /// The pair of each row: the first rater's category times the number of categories, plus the second's.
    pairs: Vec<u32>,
    categories: usize,
    agreement: Dense,
}

impl Kappa {
    /// Of two raters' categories in each row of the domain, coded from 0 alike.
    ///
    /// # Errors
    /// When the columns differ in length, a code is not below the number of categories, or the weights do not fit.
    pub fn new(
        first: &[u32],
        second: &[u32],
        categories: usize,
        weights: &AgreementWeights,
    ) -> Result<Self, AgreementError> {
        if first.len() != second.len() {
            return Err(AgreementError::Length(first.len(), second.len()));
        }
        if categories < 2 {
            return Err(AgreementError::Categories(categories));
        }
        let agreement = weights.table(categories)?;
        let mut pairs = Vec::with_capacity(first.len());
        for (row, (&first, &second)) in first.iter().zip(second).enumerate() {
            if let Some(code) = [first, second].into_iter().find(|code| *code as usize >= categories) {
                return Err(AgreementError::Code { row, code, categories });
            }
            pairs.push(first * categories as u32 + second);
        }
        Ok(Self { pairs, categories, agreement })
    }

    /// Kappa with its variance by the delta method from the shares of the pairs, under any design: of replicates, as in R's `survey`,
    /// these vary and kappa is linear in them. As a [`Statistic`] it is computed anew in each replicate.
    ///
    /// # Errors
    /// When the variance is refused.
    pub fn estimate(&self, sample: &Sample, domain: &Domain) -> Result<Estimates, SurveyError> {
        let cells = Cells {
            codes: self.pairs.clone(),
            count: self.categories * self.categories,
            scale: CellScale::Share,
        };
        let shares = sample.estimate(&cells, domain)?;
        let weights = domain.gather(sample.weights());
        let total = weights.iter().copied().collect::<Sum>().value();
        let slopes = self.slopes(&weights).into_iter().map(|slope| slope * total).collect();
        let variation = shares.variation.transform(&[slopes]);
        let covariance = sample.covariance(&variation)?;
        Ok(Estimates { values: self.values(&weights)?, variation, covariance })
    }

    fn shares(&self, weights: &[f64]) -> Shares {
        let mut sums = vec![Sum::default(); self.categories * self.categories];
        for (pair, weight) in self.pairs.iter().zip(weights) {
            sums[*pair as usize].add(*weight);
        }
        let sums: Vec<f64> = sums.into_iter().map(Sum::value).collect();
        let total = sums.iter().sum::<f64>();
        let pairs: Vec<f64> = sums.into_iter().map(|sum| sum / total).collect();
        let first: Vec<f64> = pairs.chunks_exact(self.categories).map(|row| row.iter().sum()).collect();
        let column = |column: usize| pairs.iter().skip(column).step_by(self.categories).sum();
        let second: Vec<f64> = (0..self.categories).map(column).collect();
        let observed =
            pairs.iter().zip(self.agreement.values()).map(|(share, agreement)| share * agreement).sum();
        // What each category of one rater agrees with the other on the whole.
        let with_second = self.agreement.multiply_vector(&second).unwrap_or_default();
        let with_first = self.agreement.transpose().multiply_vector(&first).unwrap_or_default();
        let expected = first.iter().zip(&with_second).map(|(share, agreement)| share * agreement).sum();
        Shares { total, observed, expected, with_first, with_second }
    }

    /// The derivative of kappa with respect to the weight of a row, by pair of categories.
    fn slopes(&self, weights: &[f64]) -> Vec<f64> {
        let Shares { total, observed, expected, with_first, with_second } = self.shares(weights);
        let disagreement = 1.0 - expected;
        let slope = |pair: usize| {
            let (first, second) = (pair / self.categories, pair % self.categories);
            let of_observed = self.agreement.at(first, second) - observed;
            let of_expected = with_second[first] + with_first[second] - 2.0 * expected;
            (of_observed / disagreement - of_expected * (1.0 - observed) / (disagreement * disagreement))
                / total
        };
        (0..self.categories * self.categories).map(slope).collect()
    }
}

struct Shares {
    total: f64,
    observed: f64,
    expected: f64,
    with_first: Vec<f64>,
    with_second: Vec<f64>,
}

impl Statistic for Kappa {
    fn width(&self) -> usize {
        1
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let Shares { observed, expected, .. } = self.shares(weights);
        // What is left of a chance agreement of one is rounding.
        let disagreement = 1.0 - expected;
        let kappa = (observed - expected) / disagreement;
        Ok(vec![if disagreement > 1e-14 { kappa } else { f64::NAN }])
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let slopes = self.slopes(weights);
        Ok(vec![self.pairs.iter().map(|pair| slopes[*pair as usize]).collect()])
    }
}
