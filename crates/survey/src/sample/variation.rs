//! How estimates vary: what a covariance is made of.

use crate::estimator::Scores;
use crate::sum::Sum;

/// How one or more estimates vary over samples.
#[derive(Debug, Clone, PartialEq)]
pub enum Variation {
    /// By their linearized variables, summed by unit of the last stage.
    Linearized(Scores),
    /// By their values in each replicate.
    Replicated(ReplicateEstimates),
}

/// The values of estimates in each replicate.
#[derive(Debug, Clone, PartialEq)]
pub struct ReplicateEstimates {
    /// The values in the full sample.
    pub full: Vec<f64>,
    /// For each replicate as many values.
    pub replicates: Vec<Vec<f64>>,
}

impl Variation {
    /// Number of estimates.
    pub fn width(&self) -> usize {
        match self {
            Self::Linearized(scores) => scores.width(),
            Self::Replicated(estimates) => estimates.full.len(),
        }
    }

    /// The variation of several estimates side by side, so that their covariance can be told.
    ///
    /// Returns `None` for no estimate, or for parts of both kinds.
    pub fn join(parts: &[Self]) -> Option<Self> {
        match parts.first()? {
            Self::Linearized(_) => {
                let scores: Option<Vec<Scores>> = parts
                    .iter()
                    .map(|part| match part {
                        Self::Linearized(scores) => Some(scores.clone()),
                        Self::Replicated(_) => None,
                    })
                    .collect();
                Some(Self::Linearized(Scores::join(&scores?)))
            }
            Self::Replicated(first) => {
                let mut joint = ReplicateEstimates {
                    full: Vec::new(),
                    replicates: vec![Vec::new(); first.replicates.len()],
                };
                for part in parts {
                    let Self::Replicated(part) = part else { return None };
                    if part.replicates.len() != joint.replicates.len() {
                        return None;
                    }
                    joint.full.extend_from_slice(&part.full);
                    for (all, values) in joint.replicates.iter_mut().zip(&part.replicates) {
                        all.extend_from_slice(values);
                    }
                }
                Some(Self::Replicated(joint))
            }
        }
    }

    /// The variation of the estimates at these positions, in that order.
    #[must_use]
    pub fn select(&self, positions: &[usize]) -> Self {
        let pick = |values: &[f64]| -> Vec<f64> {
            positions.iter().filter_map(|position| values.get(*position).copied()).collect()
        };
        self.map(positions.len(), pick)
    }

    /// The variation of linear combinations or, to the first order, of any functions: `slopes` holds for each function its partial
    /// derivatives with respect to the estimates.
    pub fn transform(&self, slopes: &[Vec<f64>]) -> Self {
        let combine = |values: &[f64]| -> Vec<f64> {
            slopes
                .iter()
                .map(|slope| {
                    slope
                        .iter()
                        .zip(values)
                        .filter(|(s, _)| **s != 0.0)
                        .map(|(s, v)| s * v)
                        .collect::<Sum>()
                        .value()
                })
                .collect()
        };
        self.map(slopes.len(), combine)
    }

    /// The log odds of proportions in each replicate; `None` where there are no replicates, and the log odds vary to the first order alone.
    pub fn log_odds(&self) -> Option<Self> {
        let log_odds = |values: &[f64]| values.iter().map(|p| libm::log(p / (1.0 - p))).collect();
        match self {
            Self::Linearized(_) => None,
            Self::Replicated(estimates) => Some(self.map(estimates.full.len(), log_odds)),
        }
    }

    fn map(&self, width: usize, function: impl Fn(&[f64]) -> Vec<f64>) -> Self {
        match self {
            Self::Linearized(scores) => Self::Linearized(scores.map(width, function)),
            Self::Replicated(estimates) => Self::Replicated(ReplicateEstimates {
                full: function(&estimates.full),
                replicates: estimates.replicates.iter().map(|values| function(values)).collect(),
            }),
        }
    }
}
