//! Samples drawn in two phases: a sample, and of it a sample that more is known about.
//!
//! The rows are those of the first phase; those not drawn in the second have weight zero. The variance is the unbiased one of
//! Särndal, Swensson and Wretman (1992, eq. 9.3.7): with *z* the linearized variable times the weight, and Δ⁽¹⁾ and Δ⁽²⁾ the relative covariances
//! 1 − πᵢπⱼ / πᵢⱼ of being drawn in each phase, it is Σᵢ Σⱼ (Δ⁽¹⁾ᵢⱼ + Δ⁽²⁾ᵢⱼ − Δ⁽¹⁾ᵢⱼ Δ⁽²⁾ᵢⱼ) *z*ᵢ *z*ⱼ. Each Δ is a sum over partitions of the
//! rows, strata and clusters of each stage, of a number for two rows of one part; so is the product, over the parts they have in common. No
//! matrix of pairs is ever made.

mod error;
mod levels;
mod phase;

pub use error::PhasesError;
pub use phase::{PhaseRows, SecondPhase};

use crate::design::{DesignRows, DesignShape, Stage};
use crate::estimator::Scores;
use crate::sample::{Domain, Sample, VarianceMethod};
use crate::{Design, LonelyPsu, Matrix, SurveyError, Taylor};
use levels::Level;
use std::sync::Arc;

/// The design of a sample drawn in two phases.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoPhase {
    rows: usize,
    levels: Vec<Level>,
    /// The clusters of the second phase.
    second: Arc<Design>,
    /// By row: its unit of the second phase's last stage, or none where it was not drawn.
    units: Vec<Option<u32>>,
}

impl TwoPhase {
    /// A sample drawn in two phases, whose variances know it.
    ///
    /// First phase: with population sizes, a sample without replacement at each stage; without, clusters drawn each by itself, with the inverse
    /// of their weight for probability, or from an infinite population. Second phase: [`SecondPhase`].
    ///
    /// A stratum of either phase with one unit of more is refused under the rule *fail*, contributes nothing under *certainty* and
    /// *remove*, and is centred at zero under *adjust* and *average*.
    ///
    /// # Errors
    /// When a phase is refused, no row was drawn, or columns differ in length.
    pub fn sample(
        first: &PhaseRows<'_>,
        second: &SecondPhase<'_>,
        lonely_psu: LonelyPsu,
    ) -> Result<Sample, SurveyError> {
        let rows = first.rows;
        let first = phase::first(first, lonely_psu)?;
        let second = phase::second(second, rows, lonely_psu)?;
        let mut levels = Vec::new();
        for level in &first.levels {
            levels.push(level.within(&second.units));
            levels.extend(second.levels.iter().map(|other| level.product(other)));
        }
        levels.extend(second.levels.iter().cloned());
        let weights: Vec<f64> = first.weights.iter().zip(&second.weights).map(|(a, b)| a * b).collect();
        let shape = DesignShape {
            stages: vec![Stage { stratified: false, population: false }],
            rows_are_units: true,
            nest: true,
            weighted: true,
        };
        let columns = DesignRows {
            rows,
            strata: vec![None],
            population: vec![None],
            weights: Some(&weights),
            ..DesignRows::default()
        };
        let taylor = Taylor { lonely_psu, domain_lonely_psu: false };
        let phases = Self { rows, levels, second: second.design, units: second.units };
        Ok(Sample::new(shape, &columns, taylor)?.with_variance(VarianceMethod::TwoPhase(Arc::new(phases))))
    }

    /// The design of the second phase.
    pub fn second_phase(&self) -> &Arc<Design> {
        &self.second
    }

    /// The covariance of the estimates whose scores are given.
    ///
    /// # Errors
    /// When the sample is another than that made with this.
    pub fn covariance(&self, sample: &Sample, scores: &Scores) -> Result<Option<Matrix>, SurveyError> {
        if sample.design().last_units().len() != self.rows {
            return Err(SurveyError::Incompatible("the two phases belong to another sample"));
        }
        let mut covariance = Matrix::zeros(scores.width());
        self.levels.iter().for_each(|level| level.add(scores, &mut covariance));
        Ok(Some(covariance).filter(Matrix::is_finite))
    }

    /// Degrees of freedom of the second phase, or within a domain of it: first-stage units less strata, counting those with a case.
    pub fn degrees_of_freedom(&self, domain: Option<&Domain>) -> f64 {
        let mut units: Vec<u32> = match domain {
            None => self.units.iter().flatten().copied().collect(),
            Some(domain) => domain
                .rows()
                .iter()
                .filter_map(|row| self.units.get(*row as usize).copied().flatten())
                .collect(),
        };
        units.sort_unstable();
        units.dedup();
        self.second.degrees_of_freedom_of(&units)
    }
}
