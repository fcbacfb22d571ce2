//! Kappa of several raters.

use super::AgreementError;
use crate::SurveyError;
use crate::sample::Statistic;
use crate::sum::Sum;

/// Fleiss's kappa (1971, Psychological Bulletin 76, 378–382) of *m* ratings a row, by raters who may differ from row to row: with
/// *nᵢⱼ* of them for category *j* in row *i*,
///
/// κ = (*P̄* − *Pₑ*)/(1 − *Pₑ*), *Pᵢ* = Σⱼ*nᵢⱼ*(*nᵢⱼ* − 1)/(*m*(*m* − 1)), *P̄* = Σ*wᵢPᵢ*/Σ*wᵢ*, *pⱼ* = Σ*wᵢnᵢⱼ*/(*m*Σ*wᵢ*), *Pₑ* = Σ*pⱼ*².
///
/// NaN where chance alone agrees wholly.
#[derive(Debug, Clone, PartialEq)]
pub struct FleissKappa {
    /// How many ratings of each category, row by row.
    counts: Vec<u32>,
    categories: usize,
    raters: usize,
}

impl FleissKappa {
    /// Of the columns of two or more raters, each a category in each row of the domain, coded from 0 alike.
    ///
    /// # Errors
    /// With fewer than two raters or categories, when columns differ in length, or a code is not below the number of categories.
    pub fn new<C: AsRef<[u32]>>(raters: &[C], categories: usize) -> Result<Self, AgreementError> {
        let (Some(first), true) = (raters.first(), raters.len() > 1) else {
            return Err(AgreementError::Raters(raters.len()));
        };
        if categories < 2 {
            return Err(AgreementError::Categories(categories));
        }
        let rows = first.as_ref().len();
        let mut counts = vec![0; rows * categories];
        for rater in raters {
            let rater = rater.as_ref();
            if rater.len() != rows {
                return Err(AgreementError::Length(rows, rater.len()));
            }
            for (row, (&code, counts)) in rater.iter().zip(counts.chunks_exact_mut(categories)).enumerate() {
                let Some(count) = counts.get_mut(code as usize) else {
                    return Err(AgreementError::Code { row, code, categories });
                };
                *count += 1;
            }
        }
        Ok(Self { counts, categories, raters: raters.len() })
    }

    /// The agreement among the ratings of each row.
    fn agreements(&self) -> impl Iterator<Item = f64> {
        let pairs = (self.raters * (self.raters - 1)) as f64;
        self.counts.chunks_exact(self.categories).map(move |counts| {
            let agreeing: f64 = counts.iter().map(|&count| f64::from(count) * (f64::from(count) - 1.0)).sum();
            agreeing / pairs
        })
    }

    fn shares(&self, weights: &[f64]) -> Shares {
        let total = weights.iter().copied().collect::<Sum>().value();
        let observed: Sum =
            self.agreements().zip(weights).map(|(agreement, weight)| weight * agreement).collect();
        let mut sums = vec![Sum::default(); self.categories];
        for (counts, weight) in self.counts.chunks_exact(self.categories).zip(weights) {
            for (sum, count) in sums.iter_mut().zip(counts) {
                sum.add(weight * f64::from(*count));
            }
        }
        let ratings = total * self.raters as f64;
        let categories: Vec<f64> = sums.into_iter().map(|sum| sum.value() / ratings).collect();
        let expected = categories.iter().map(|share| share * share).sum();
        Shares { total, observed: observed.value() / total, expected, categories }
    }
}

struct Shares {
    total: f64,
    observed: f64,
    expected: f64,
    categories: Vec<f64>,
}

impl Statistic for FleissKappa {
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
        let Shares { total, observed, expected, categories } = self.shares(weights);
        let disagreement = 1.0 - expected;
        let raters = self.raters as f64;
        let slope = |(agreement, counts): (f64, &[u32])| {
            let chance: f64 =
                counts.iter().zip(&categories).map(|(count, share)| f64::from(*count) / raters * share).sum();
            let of_expected = 2.0 * (chance - expected);
            let of_observed = agreement - observed;
            (of_observed / disagreement - of_expected * (1.0 - observed) / (disagreement * disagreement))
                / total
        };
        Ok(vec![self.agreements().zip(self.counts.chunks_exact(self.categories)).map(slope).collect()])
    }
}
