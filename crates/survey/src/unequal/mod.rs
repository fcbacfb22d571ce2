//! Variances under unequal probabilities of selection, without replacement, at the first stage.
//!
//! What the variance needs beside the probabilities πᵢ is how often two units are drawn together, πᵢⱼ. It is known ([`Pairs::Joint`],
//! [`Pairs::Poisson`]), or approximated from the πᵢ alone ([`Pairs::Overton`], [`Pairs::HartleyRao`]); Brewer's method
//! ([`Method::Brewer`]) does without.

mod brewer;
mod error;
mod joint;
mod pairs;

pub use error::UnequalError;
pub use joint::JointProbabilities;

use crate::design::Stratum;
use crate::estimator::Scores;
use crate::sample::Sample;
use crate::{LonelyPsu, Matrix, SurveyError, Taylor};
use joint::Differences;

/// How the variance is made.
#[derive(Debug, Clone, PartialEq)]
pub enum Method {
    /// Brewer (2002, eq. 9.21): *n* / (*n* − 1) Σ (1 − πᵢ) (*z*ᵢ − *z̄*)² in each stratum. The only one to which later stages can be added.
    Brewer,
    /// From the probabilities of pairs, with Δᵢⱼ = 1 − πᵢπⱼ / πᵢⱼ and Δᵢᵢ = 1 − πᵢ.
    Pairs(Pairs, PairVariance),
}

/// The probabilities of pairs.
#[derive(Debug, Clone, PartialEq)]
pub enum Pairs {
    /// Overton (1985): πᵢπⱼ / πᵢⱼ ≈ (*n* − (πᵢ + πⱼ) / 2) / (*n* − 1) within a stratum.
    Overton,
    /// Hartley and Rao (1962), as in Berger (2004): πᵢπⱼ / πᵢⱼ ≈ (*n* − πᵢ − πⱼ + *s*) / (*n* − 1) within a stratum, where *s* is the
    /// population's Σ π² over *n*, or, where it is not known, its estimate from the sample, Σ π / *n*.
    HartleyRao {
        /// *s* by first-stage stratum of the design.
        squares: Option<Vec<f64>>,
    },
    /// Poisson sampling: every unit is drawn by itself.
    Poisson,
    /// Known, one by one.
    Joint(JointProbabilities),
}

/// Which estimator of the variance the probabilities of pairs enter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PairVariance {
    /// Horvitz and Thompson (1952): Σᵢ Σⱼ Δᵢⱼ *z*ᵢ *z*ⱼ.
    #[default]
    HorvitzThompson,
    /// Yates and Grundy (1953), for samples of fixed size: −½ Σᵢ Σⱼ Δᵢⱼ (*z*ᵢ − *z*ⱼ)².
    YatesGrundy,
}

/// Unequal probabilities at the first stage.
#[derive(Debug, Clone, PartialEq)]
pub struct UnequalProbabilities {
    /// By first-stage unit.
    probabilities: Vec<f64>,
    method: Prepared,
    lonely_psu: LonelyPsu,
}

/// A method with all that it needs of the design.
#[derive(Debug, Clone, PartialEq)]
enum Prepared {
    Brewer,
    Approximate { half_sum: f64, squares: Vec<f64>, variance: PairVariance },
    Poisson,
    Joint(Differences, PairVariance),
}

impl UnequalProbabilities {
    /// The method for a sample, from the probability of each row's first-stage unit.
    ///
    /// A sample with later stages is to be built with a sampling fraction of 1 at the first stage, so that later stages are seen;
    /// its weights are to hold the inverse of the probabilities.
    ///
    /// # Errors
    /// When probabilities are not above 0 and at most 1, differ within a unit, or do not go with the probabilities of pairs; and when
    /// later stages meet another method than Brewer's.
    pub fn new(
        sample: &Sample,
        probabilities: &[f64],
        method: Method,
        lonely_psu: LonelyPsu,
    ) -> Result<Self, SurveyError> {
        let design = sample.design();
        let owner = design.first_stage_units();
        let first: Vec<u32> = sample
            .units()
            .iter()
            .map(|unit| owner.get(*unit as usize).copied().unwrap_or_default())
            .collect();
        let probabilities = by_unit(&first, probabilities, design.units(0).len())?;
        if design.stages() > 1 {
            if method != Method::Brewer {
                return Err(UnequalError::LaterStages.into());
            }
            if design.strata(0).iter().any(|stratum| stratum.sampling_fraction() != 1.0) {
                return Err(SurveyError::Incompatible("the first stage is to have a sampling fraction of 1"));
            }
        }
        let prepared = match method {
            Method::Brewer => Prepared::Brewer,
            Method::Pairs(Pairs::Overton, variance) => {
                Prepared::Approximate { half_sum: 0.5, squares: vec![0.0; design.strata(0).len()], variance }
            }
            Method::Pairs(Pairs::HartleyRao { squares }, variance) => {
                let estimated = |stratum: &Stratum| {
                    probabilities[stratum.units.clone()].iter().sum::<f64>() / stratum.sampled() as f64
                };
                let squares = squares.unwrap_or_else(|| design.strata(0).iter().map(estimated).collect());
                if squares.len() != design.strata(0).len()
                    || squares.iter().any(|s| !(*s >= 0.0 && s.is_finite()))
                {
                    return Err(UnequalError::Squares { strata: design.strata(0).len() }.into());
                }
                Prepared::Approximate { half_sum: 1.0, squares, variance }
            }
            Method::Pairs(Pairs::Poisson, PairVariance::HorvitzThompson) => Prepared::Poisson,
            Method::Pairs(Pairs::Poisson, PairVariance::YatesGrundy) => {
                return Err(UnequalError::PoissonSize.into());
            }
            Method::Pairs(Pairs::Joint(joint), variance) => {
                Prepared::Joint(joint.differences(&first, &probabilities)?, variance)
            }
        };
        Ok(Self { probabilities, method: prepared, lonely_psu })
    }

    /// The covariance of the estimates whose scores are given.
    ///
    /// # Errors
    /// When a stratum has one sampled unit and the rule is to refuse.
    pub fn covariance(&self, sample: &Sample, scores: &Scores) -> Result<Option<Matrix>, SurveyError> {
        let design = sample.design();
        let units = UnitScores::new(&design.first_stage_units(), scores);
        let covariance = match &self.method {
            Prepared::Brewer => {
                let mut covariance = brewer::between(design, &units, &self.probabilities, self.lonely_psu)?;
                if design.stages() > 1 {
                    // A later stage adds πᵢ times its variance, which is that of its scores times √πᵢ.
                    let owner = design.first_stage_units();
                    let within = scaled(scores, |unit| {
                        let first = owner.get(unit as usize).copied().unwrap_or_default();
                        self.probabilities.get(first as usize).copied().unwrap_or(1.0).sqrt()
                    });
                    let Some(within) = within else { return Ok(None) };
                    let taylor = Taylor { lonely_psu: self.lonely_psu, domain_lonely_psu: false };
                    match taylor.covariance(design, &within)? {
                        Some(within) => covariance.add_scaled(&within, 1.0),
                        None => return Ok(None),
                    }
                }
                covariance
            }
            Prepared::Approximate { half_sum, squares, variance } => {
                let approximation =
                    pairs::Approximation { half_sum: *half_sum, squares, variance: *variance };
                approximation.covariance(design, &units, &self.probabilities, self.lonely_psu)?
            }
            Prepared::Poisson => pairs::poisson(&units, &self.probabilities),
            Prepared::Joint(differences, variance) => {
                differences.covariance(&units, &self.probabilities, *variance)
            }
        };
        Ok(Some(covariance).filter(Matrix::is_finite))
    }
}

/// Scores times a number for each unit.
fn scaled(scores: &Scores, factor: impl Fn(u32) -> f64) -> Option<Scores> {
    let values = scores.units().iter().enumerate().flat_map(|(position, unit)| {
        let factor = factor(*unit);
        scores.at(position).iter().map(move |score| score * factor)
    });
    Scores::new(scores.width(), scores.units().to_vec(), values.collect())
}

/// The probability of each first-stage unit, from those of its rows.
fn by_unit(first: &[u32], probabilities: &[f64], units: usize) -> Result<Vec<f64>, SurveyError> {
    if probabilities.len() != first.len() {
        let found = probabilities.len();
        return Err(SurveyError::Length { what: "probability", expected: first.len(), found });
    }
    let mut by_unit: Vec<Option<f64>> = vec![None; units];
    for (row, (unit, &probability)) in first.iter().zip(probabilities).enumerate() {
        if !(probability > 0.0 && probability <= 1.0) {
            return Err(UnequalError::Probability { row, probability }.into());
        }
        match by_unit.get_mut(*unit as usize) {
            Some(Some(known)) if *known != probability => {
                return Err(
                    UnequalError::ProbabilityVaries { row, first: *known, second: probability }.into()
                );
            }
            Some(known) => *known = Some(probability),
            None => {}
        }
    }
    Ok(by_unit.into_iter().map(|known| known.unwrap_or(1.0)).collect())
}

/// The scores of first-stage units with a case.
struct UnitScores {
    width: usize,
    /// Ascending.
    units: Vec<usize>,
    values: Vec<f64>,
}

impl UnitScores {
    fn new(owner: &[u32], scores: &Scores) -> Self {
        let width = scores.width();
        let (mut units, mut values): (Vec<usize>, Vec<f64>) = (Vec::new(), Vec::new());
        for (position, unit) in scores.units().iter().enumerate() {
            let first = owner.get(*unit as usize).map_or(usize::MAX, |first| *first as usize);
            if units.last() != Some(&first) {
                units.push(first);
                values.resize(values.len() + width, 0.0);
            }
            let start = values.len() - width;
            values[start..].iter_mut().zip(scores.at(position)).for_each(|(sum, score)| *sum += score);
        }
        Self { width, units, values }
    }

    /// The units, each with its scores.
    fn iter(&self) -> impl Iterator<Item = (usize, &[f64])> {
        self.units.iter().copied().zip(self.values.chunks_exact(self.width))
    }

    /// The units of a stratum.
    fn of(&self, stratum: &Stratum) -> impl Iterator<Item = (usize, &[f64])> + Clone {
        let first = self.units.partition_point(|unit| *unit < stratum.units.start);
        let last = self.units.partition_point(|unit| *unit < stratum.units.end);
        let values = self.values[first * self.width..last * self.width].chunks_exact(self.width);
        self.units[first..last].iter().copied().zip(values)
    }
}
