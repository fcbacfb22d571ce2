//! Direct standardization.

use super::StandardizationError;
use crate::SurveyError;
use crate::sample::Statistic;
use crate::sum::Sum;

/// The directly standardized mean of a variable, Σ*πₖȳₖ*: the means of categories, weighted by their shares *πₖ* of a standard population
/// and not by those of the domain (Korn and Graubard, 1999, Analysis of Health Surveys, section 3.5).
///
/// The shares are known, so that the linearized variable is *πₖ*(*y* − *ȳₖ*)/Σ*wₖ*, that of a mean under weights post-stratified to the
/// standard population. A mean is not defined where a category of the standard population has no row.
#[derive(Debug, Clone, PartialEq)]
pub struct DirectStandardization {
    values: Vec<f64>,
    categories: Vec<u32>,
    shares: Vec<f64>,
}

impl DirectStandardization {
    /// Of a variable and a category, coded from 0, in each row of the domain; `population` holds the size of each category in the standard
    /// population, in any unit.
    ///
    /// # Errors
    /// When the columns differ in length, a category has no size, or the sizes are not those of a population.
    pub fn new(
        values: Vec<f64>,
        categories: Vec<u32>,
        population: &[f64],
    ) -> Result<Self, StandardizationError> {
        if values.len() != categories.len() {
            return Err(StandardizationError::Length(values.len(), categories.len()));
        }
        for (category, &size) in population.iter().enumerate() {
            if !(size.is_finite() && size >= 0.0) {
                return Err(StandardizationError::Population { category, size });
            }
        }
        let whole: f64 = population.iter().sum();
        if !(whole > 0.0 && whole.is_finite()) {
            return Err(StandardizationError::Population { category: 0, size: whole });
        }
        for (row, &code) in categories.iter().enumerate() {
            if code as usize >= population.len() {
                return Err(StandardizationError::Code { row, code, categories: population.len() });
            }
        }
        Ok(Self { values, categories, shares: population.iter().map(|size| size / whole).collect() })
    }

    /// The categories of the standard population without a row.
    pub fn empty(&self) -> Vec<usize> {
        let mut present = vec![false; self.shares.len()];
        self.categories.iter().for_each(|category| present[*category as usize] = true);
        let missing = present.iter().zip(&self.shares).enumerate();
        missing
            .filter(|(_, (present, share))| !**present && **share > 0.0)
            .map(|(category, _)| category)
            .collect()
    }

    /// The weight of each category, and its mean.
    fn means(&self, weights: &[f64]) -> Vec<(f64, f64)> {
        let mut sums = vec![(Sum::default(), Sum::default()); self.shares.len()];
        for ((value, category), weight) in self.values.iter().zip(&self.categories).zip(weights) {
            let (total, product) = &mut sums[*category as usize];
            total.add(*weight);
            product.add(weight * value);
        }
        sums.into_iter().map(|(total, product)| (total.value(), product.value() / total.value())).collect()
    }
}

impl Statistic for DirectStandardization {
    fn width(&self) -> usize {
        1
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let means = self.means(weights);
        let parts = self.shares.iter().zip(&means).filter(|(share, _)| **share > 0.0);
        Ok(vec![parts.map(|(share, (_, mean))| share * mean).sum()])
    }

    fn influence(&self, weights: &[f64], _values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let means = self.means(weights);
        let slope = |(value, category): (&f64, &u32)| {
            let (weight, mean) = means[*category as usize];
            self.shares[*category as usize] * (value - mean) / weight
        };
        Ok(vec![self.values.iter().zip(&self.categories).map(slope).collect()])
    }
}
