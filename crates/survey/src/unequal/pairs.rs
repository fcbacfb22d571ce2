//! Variances from pairs whose probabilities are a formula.

use super::{PairVariance, UnitScores};
use crate::design::Stratum;
use crate::{Design, LonelyPsu, Matrix, SurveyError};

/// Δᵢⱼ = *a* + *b* (πᵢ + πⱼ) within a stratum. The sums over pairs then need no pair.
pub(super) struct Approximation<'a> {
    /// What half of πᵢ + πⱼ, times two, enters with.
    pub(super) half_sum: f64,
    /// *s* by stratum.
    pub(super) squares: &'a [f64],
    pub(super) variance: PairVariance,
}

impl Approximation<'_> {
    pub(super) fn covariance(
        &self,
        design: &Design,
        scores: &UnitScores,
        probabilities: &[f64],
        lonely_psu: LonelyPsu,
    ) -> Result<Matrix, SurveyError> {
        let mut covariance = Matrix::zeros(scores.width);
        for (position, (stratum, squares)) in design.strata(0).iter().zip(self.squares).enumerate() {
            if scores.of(stratum).next().is_none() {
                continue;
            }
            if stratum.sampled() == 1 {
                let unit = stratum.units.start;
                match lonely_psu {
                    _ if probabilities[unit] == 1.0 => continue,
                    LonelyPsu::Fail => {
                        return Err(SurveyError::LonelyPsu(design.stratum_key(0, position)));
                    }
                    LonelyPsu::Certainty | LonelyPsu::Remove => continue,
                    // What the unit alone tells under either variance.
                    LonelyPsu::Adjust | LonelyPsu::Average => {
                        for (unit, values) in scores.of(stratum) {
                            covariance.add_outer(values, 1.0 - probabilities[unit]);
                        }
                        continue;
                    }
                }
            }
            self.add_stratum(&mut covariance, stratum, *squares, scores, probabilities);
        }
        Ok(covariance)
    }

    /// Adds Σ (1 − πᵢ) *z*ᵢ² + Σ Δᵢⱼ *z*ᵢ *z*ⱼ, or for Yates and Grundy − Σ *z*ᵢ² Σⱼ Δᵢⱼ + Σ Δᵢⱼ *z*ᵢ *z*ⱼ, the sums over pairs of different units.
    fn add_stratum(
        &self,
        covariance: &mut Matrix,
        stratum: &Stratum,
        squares: f64,
        scores: &UnitScores,
        probabilities: &[f64],
    ) {
        let width = scores.width;
        let n = stratum.sampled() as f64;
        let a = -(1.0 + squares) / (n - 1.0);
        let b = self.half_sum / (n - 1.0);
        let own = &probabilities[stratum.units.clone()];
        let all: f64 = own.iter().sum();
        // Yates and Grundy's sum does not change with a constant; without it less is lost to rounding.
        let mut centre = vec![0.0; width];
        if self.variance == PairVariance::YatesGrundy {
            for (_, values) in scores.of(stratum) {
                centre.iter_mut().zip(values).for_each(|(sum, value)| *sum += value / n);
            }
        }
        let (mut sum, mut weighted) = (vec![0.0; width], vec![0.0; width]);
        let mut present = scores.of(stratum).peekable();
        let mut deviation = vec![0.0; width];
        for unit in stratum.units.clone() {
            let case = present.next_if(|(present, _)| *present == unit);
            for (place, (value, centre)) in deviation.iter_mut().zip(&centre).enumerate() {
                *value = case.map_or(0.0, |(_, values)| values[place]) - centre;
            }
            let probability = probabilities[unit];
            sum.iter_mut().zip(&deviation).for_each(|(sum, z)| *sum += z);
            weighted.iter_mut().zip(&deviation).for_each(|(sum, z)| *sum += probability * z);
            let with_itself = a + 2.0 * b * probability;
            let diagonal = match self.variance {
                PairVariance::HorvitzThompson => 1.0 - probability,
                PairVariance::YatesGrundy => -((n - 1.0) * (a + b * probability) + b * (all - probability)),
            };
            covariance.add_outer(&deviation, diagonal - with_itself);
        }
        covariance.add_outer(&sum, a);
        for row in 0..width {
            for column in 0..=row {
                let cross = weighted[row] * sum[column] + sum[row] * weighted[column];
                covariance.set(row, column, covariance.at(row, column) + b * cross);
            }
        }
    }
}

/// Σ (1 − πᵢ) *z*ᵢ².
pub(super) fn poisson(scores: &UnitScores, probabilities: &[f64]) -> Matrix {
    let mut covariance = Matrix::zeros(scores.width);
    for (unit, values) in scores.iter() {
        covariance.add_outer(values, 1.0 - probabilities[unit]);
    }
    covariance
}
