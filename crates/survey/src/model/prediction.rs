//! Predictions at given values, and predictive margins.

use super::block::{Block, blocks};
use super::{GlmFit, Predictor};
use crate::{Domain, Estimates, Matrix, Sample, Statistic, SurveyError, Variation, parallel};
use std::ops::Range;

/// On which scale to predict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// The linear predictor.
    Link,
    /// The mean.
    Response,
}

/// A function of the coefficients: its value, and its slopes with respect to them, from which
/// [`Variation::transform`](crate::Variation::transform) makes its variation.
#[derive(Debug, Clone, PartialEq)]
pub struct Prediction {
    /// The value.
    pub value: f64,
    /// The partial derivatives with respect to each kept coefficient.
    pub slopes: Vec<f64>,
}

impl GlmFit<'_> {
    /// A prediction at a row of the model matrix, given with all its columns; `offset` is added to the linear predictor.
    pub fn predict(&self, row: &[f64], offset: f64, scale: Scale) -> Prediction {
        let slopes: Vec<f64> =
            self.kept().iter().map(|&column| row.get(column).copied().unwrap_or(f64::NAN)).collect();
        let predictor = offset + slopes.iter().zip(self.coefficients()).map(|(x, b)| x * b).sum::<f64>();
        match scale {
            Scale::Link => Prediction { value: predictor, slopes },
            Scale::Response => {
                let (value, slope) = self.model().link().mean_and_slope(predictor);
                Prediction { value, slopes: slopes.iter().map(|x| slope * x).collect() }
            }
        }
    }
}

/// Predictive margins (Graubard and Korn, 1999, Biometrics 55, 652–659): for each level of a category, the weighted mean of the predictions
/// for all rows, had they that level.
///
/// Their variance is that of the means at these coefficients, plus that which the coefficients bring; the covariance of the two, which is
/// zero where the model holds, is left out as in R. As a [`Statistic`] it is the means at these coefficients.
#[derive(Debug, Clone)]
pub struct PredictiveMargins<'a> {
    fit: &'a GlmFit<'a>,
    variable: usize,
    levels: u32,
}

/// Predictive margins and how they vary.
#[derive(Debug, Clone, PartialEq)]
pub struct MarginEstimates {
    /// The margins.
    pub values: Vec<f64>,
    /// Their covariance; absent where the design gives none.
    pub covariance: Option<Matrix>,
    /// How they vary at these coefficients.
    pub around: Variation,
    /// How they vary through the coefficients. The covariance is the sum of those of the two.
    pub through: Variation,
}

/// Sums over the rows for one level.
struct MarginSums {
    weight: f64,
    mean: f64,
    slopes: Vec<f64>,
}

impl<'a> PredictiveMargins<'a> {
    /// Margins of a predictor, by its position in the model matrix; `None` where it is no category.
    pub fn new(fit: &'a GlmFit<'a>, variable: usize) -> Option<Self> {
        match fit.model().matrix().predictors().get(variable)? {
            Predictor::Numbers { .. } => None,
            Predictor::Categories { levels, .. } => Some(Self { fit, variable, levels: levels.len() as u32 }),
        }
    }

    /// The margins over a domain, with their covariance; `coefficients` are those of the fit, estimated over the same domain.
    ///
    /// # Errors
    /// When the variance is refused.
    pub fn estimate(
        &self,
        sample: &Sample,
        domain: &Domain,
        coefficients: &Estimates,
    ) -> Result<MarginEstimates, SurveyError> {
        let weights = domain.gather(sample.weights());
        let sums: Vec<MarginSums> = (0..self.levels).map(|level| self.sums(&weights, level)).collect();
        let means: Vec<f64> = sums.iter().map(|sums| sums.mean).collect();
        let around = sample.estimate_from(self, domain, means.clone())?;
        let slopes: Vec<Vec<f64>> = sums.into_iter().map(|sums| sums.slopes).collect();
        let through = coefficients.variation.transform(&slopes);
        let covariance =
            around.covariance.zip(sample.covariance(&through)?).map(|(mut covariance, through)| {
                covariance.add_scaled(&through, 1.0);
                covariance
            });
        Ok(MarginEstimates { values: means, covariance, around: around.variation, through })
    }

    /// Means and slopes of the predictions in a block, had its rows that level.
    fn block(&self, block: &mut Block, rows: &Range<usize>, level: u32) -> [Vec<f64>; 2] {
        let model = self.fit.model();
        block.take(model.matrix(), self.fit.kept(), rows, Some((self.variable, level)));
        let offset = model.offset().and_then(|offset| offset.get(rows.clone()));
        let mut means = offset.map_or_else(|| vec![0.0; rows.len()], <[f64]>::to_vec);
        block.add_predictor(self.fit.coefficients(), &mut means);
        let mut slopes = vec![0.0; rows.len()];
        for (mean, slope) in means.iter_mut().zip(&mut slopes) {
            (*mean, *slope) = model.link().mean_and_slope(*mean);
        }
        [means, slopes]
    }

    fn sums(&self, weights: &[f64], level: u32) -> MarginSums {
        let width = self.fit.kept().len();
        let parts = parallel::chunks(weights.len(), |rows| {
            let mut sums = MarginSums { weight: 0.0, mean: 0.0, slopes: vec![0.0; width] };
            let mut block = Block::new(width);
            for rows in blocks(rows) {
                let [means, mut slopes] = self.block(&mut block, &rows, level);
                let weights = weights.get(rows).unwrap_or_default();
                sums.weight += weights.iter().sum::<f64>();
                sums.mean += weights.iter().zip(&means).map(|(weight, mean)| weight * mean).sum::<f64>();
                slopes.iter_mut().zip(weights).for_each(|(slope, weight)| *slope *= weight);
                block.add_products(&slopes, &mut sums.slopes);
            }
            sums
        });
        let mut total = MarginSums { weight: 0.0, mean: 0.0, slopes: vec![0.0; width] };
        for part in parts {
            total.weight += part.weight;
            total.mean += part.mean;
            total.slopes.iter_mut().zip(part.slopes).for_each(|(sum, slope)| *sum += slope);
        }
        total.mean /= total.weight;
        total.slopes.iter_mut().for_each(|slope| *slope /= total.weight);
        total
    }
}

impl Statistic for PredictiveMargins<'_> {
    fn width(&self) -> usize {
        self.levels as usize
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        Ok((0..self.levels).map(|level| self.sums(weights, level).mean).collect())
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let total: f64 = weights.iter().sum();
        let column = |(level, margin): (u32, &f64)| {
            let parts = parallel::chunks(weights.len(), |rows| {
                let mut column = Vec::with_capacity(rows.len());
                let mut block = Block::new(self.fit.kept().len());
                for rows in blocks(rows) {
                    let [means, _] = self.block(&mut block, &rows, level);
                    column.extend(means.iter().map(|mean| (mean - margin) / total));
                }
                column
            });
            parts.concat()
        };
        Ok((0..self.levels).zip(values).map(column).collect())
    }
}
