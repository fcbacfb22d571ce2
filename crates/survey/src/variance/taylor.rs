//! Variance by Taylor linearization, stage by stage.

use super::matrix::Matrix;
use crate::design::{Design, Stratum};
use crate::estimator::Scores;
use crate::{StratumKey, SurveyError};
use std::ops::Range;

/// What to do with a stratum in which one unit was sampled, whose variance cannot be estimated from it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LonelyPsu {
    /// Refuse the estimate.
    #[default]
    Fail,
    /// Centre the unit at the mean of all units of the stage rather than at its own: on the safe side.
    Adjust,
    /// Give the stratum the average variance of the other strata with a case.
    Average,
    /// It was drawn with certainty: it contributes nothing.
    Certainty,
    /// It contributes nothing.
    Remove,
}

/// The variance of a linearized variable under the design.
///
/// At each stage the variance of a stratum is *f n/(n−1) Σ(zᵢ − z̄)²* over its *n* sampled units, where *f* is one less the sampling
/// fraction; a later stage adds its own, times the sampling fractions of the stages before (Cochran, 1977, eq. 11.24; Särndal,
/// Swensson and Wretman, 1992, result 4.3.1). Units without a case in the domain count as zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Taylor {
    /// The rule for a stratum with one sampled unit.
    pub lonely_psu: LonelyPsu,
    /// Apply the rules `Adjust` and `Average` also where only the domain leaves one unit of a stratum.
    pub domain_lonely_psu: bool,
}

impl Taylor {
    /// The covariance matrix of the estimates whose scores are given.
    ///
    /// `None`: it cannot be estimated, since the rule `Average` finds no stratum to take an average of.
    ///
    /// # Errors
    /// When a stratum with a case has one sampled unit and the rule is to refuse.
    pub fn covariance(&self, design: &Design, scores: &Scores) -> Result<Option<Matrix>, SurveyError> {
        let strata = 0..design.strata(0).len();
        let matrix = Pass { taylor: self, design, scores }.stage(0, strata, 0..scores.units().len())?;
        Ok(Some(matrix).filter(Matrix::is_finite))
    }

    /// The variance of a single estimate.
    ///
    /// # Errors
    /// As [`covariance`](Self::covariance).
    pub fn variance(&self, design: &Design, scores: &Scores) -> Result<Option<f64>, SurveyError> {
        Ok(self.covariance(design, scores)?.map(|matrix| matrix.at(0, 0)))
    }
}

/// The sums of a stratum's units that have a case.
struct StratumSums {
    stratum: usize,
    /// The units, and which of the scores are theirs.
    units: Vec<(usize, Range<usize>)>,
    /// As many numbers a unit as there are estimates.
    sums: Vec<f64>,
}

/// How a stratum enters the sum over strata.
enum Contribution {
    Variance(Matrix),
    /// To be given the average of the others.
    Unknown,
}

struct Pass<'a> {
    taylor: &'a Taylor,
    design: &'a Design,
    scores: &'a Scores,
}

impl Pass<'_> {
    /// The covariance that the strata of a stage, and the stages below, contribute; `entries` are the scores within them.
    fn stage(
        &self,
        stage: usize,
        strata: Range<usize>,
        entries: Range<usize>,
    ) -> Result<Matrix, SurveyError> {
        let width = self.scores.width();
        let present = self.gather(stage, entries);
        let centre = self.centre(stage, strata, &present);
        let mut total = Matrix::zeros(width);
        let mut known = 0_usize;
        for stratum in &present {
            if let Contribution::Variance(variance) = self.between(stage, stratum, &centre)? {
                total.add_scaled(&variance, 1.0);
                known += 1;
            }
        }
        if known < present.len() {
            let between = total;
            total = Matrix::zeros(width);
            total.add_scaled(&between, present.len() as f64 / known as f64);
        }
        if stage + 1 < self.design.stages() {
            for stratum in &present {
                let fraction = self.design.strata(stage)[stratum.stratum].sampling_fraction();
                if fraction > 0.0 {
                    for (unit, entries) in &stratum.units {
                        let within = self.design.units(stage)[*unit].strata.clone();
                        total.add_scaled(&self.stage(stage + 1, within, entries.clone())?, fraction);
                    }
                }
            }
        }
        Ok(total)
    }

    /// Sums the scores by unit of the stage and gathers the units by stratum.
    fn gather(&self, stage: usize, entries: Range<usize>) -> Vec<StratumSums> {
        let width = self.scores.width();
        let units = self.design.units(stage);
        let leaves = self.scores.units();
        let mut present: Vec<StratumSums> = Vec::new();
        let mut entry = entries.start;
        let mut unit = leaves
            .get(entry)
            .map_or(0, |leaf| units.partition_point(|unit| unit.last_units.end <= *leaf as usize));
        while entry < entries.end {
            while units[unit].last_units.end <= leaves[entry] as usize {
                unit += 1;
            }
            let start = entry;
            let stratum = units[unit].stratum;
            if present.last().is_none_or(|last| last.stratum != stratum) {
                present.push(StratumSums { stratum, units: Vec::new(), sums: Vec::new() });
            }
            let position = present.len() - 1;
            let sums = &mut present[position].sums;
            let first = sums.len();
            sums.resize(first + width, 0.0);
            while entry < entries.end && (leaves[entry] as usize) < units[unit].last_units.end {
                for (sum, score) in sums[first..].iter_mut().zip(self.scores.at(entry)) {
                    *sum += score;
                }
                entry += 1;
            }
            present[position].units.push((unit, start..entry));
        }
        present
    }

    /// The mean of the scores over all sampled units of the strata, at which lonely units are centred under `Adjust`.
    fn centre(&self, stage: usize, strata: Range<usize>, present: &[StratumSums]) -> Vec<f64> {
        let mut centre = vec![0.0; self.scores.width()];
        if self.taylor.lonely_psu != LonelyPsu::Adjust {
            return centre;
        }
        let sampled: usize = self.design.strata(stage)[strata].iter().map(Stratum::sampled).sum();
        for sums in present {
            add_rows(&mut centre, &sums.sums);
        }
        centre.iter_mut().for_each(|sum| *sum /= sampled as f64);
        centre
    }

    /// The variance between the units of a stratum.
    fn between(&self, stage: usize, sums: &StratumSums, centre: &[f64]) -> Result<Contribution, SurveyError> {
        let stratum = &self.design.strata(stage)[sums.stratum];
        let sampled = stratum.sampled();
        let unsampled_share = 1.0 - stratum.sampling_fraction();
        let mut variance = Matrix::zeros(centre.len());
        // A stratum taken whole has no variance between its units.
        if unsampled_share < 1e-7 {
            return Ok(Contribution::Variance(variance));
        }
        let lonely_in_domain = self.taylor.domain_lonely_psu && sums.units.len() == 1;
        if sampled == 1 || lonely_in_domain {
            match self.taylor.lonely_psu {
                LonelyPsu::Fail if sampled == 1 => {
                    return Err(SurveyError::LonelyPsu(self.stratum_key(stage, sums.stratum)));
                }
                LonelyPsu::Certainty | LonelyPsu::Remove if sampled == 1 => {
                    return Ok(Contribution::Variance(variance));
                }
                LonelyPsu::Average => return Ok(Contribution::Unknown),
                LonelyPsu::Adjust => {
                    let scale = if sampled == 1 { 1.0 } else { sampled as f64 / (sampled as f64 - 1.0) };
                    add_squares(&mut variance, sums, sampled, centre, unsampled_share * scale);
                    return Ok(Contribution::Variance(variance));
                }
                LonelyPsu::Fail | LonelyPsu::Certainty | LonelyPsu::Remove => {}
            }
        }
        let mut mean = vec![0.0; centre.len()];
        add_rows(&mut mean, &sums.sums);
        mean.iter_mut().for_each(|sum| *sum /= sampled as f64);
        let scale = unsampled_share * sampled as f64 / (sampled as f64 - 1.0);
        add_squares(&mut variance, sums, sampled, &mean, scale);
        Ok(Contribution::Variance(variance))
    }

    fn stratum_key(&self, stage: usize, stratum: usize) -> StratumKey {
        self.design.stratum_key(stage, stratum)
    }
}

fn add_rows(sum: &mut [f64], rows: &[f64]) {
    for row in rows.chunks_exact(sum.len()) {
        for (total, value) in sum.iter_mut().zip(row) {
            *total += value;
        }
    }
}

/// Adds `scale` times the squares about `centre` of all sampled units, those without a case at zero.
fn add_squares(variance: &mut Matrix, sums: &StratumSums, sampled: usize, centre: &[f64], scale: f64) {
    let mut deviation = vec![0.0; centre.len()];
    for unit in sums.sums.chunks_exact(centre.len()) {
        for ((difference, value), mean) in deviation.iter_mut().zip(unit).zip(centre) {
            *difference = value - mean;
        }
        variance.add_outer(&deviation, scale);
    }
    let absent = sampled - sums.units.len();
    if absent > 0 {
        variance.add_outer(centre, scale * absent as f64);
    }
}
