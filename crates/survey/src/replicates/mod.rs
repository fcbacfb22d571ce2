//! Variances from replicates of the sample.
//!
//! A replicate gives the rows other weights; the spread of an estimate over the replicates is its variance, whatever the estimate is
//! (Wolter, 2007; Shao and Tu, 1995). Replicates are made from a design here ([`Replicates::jk1`], [`jkn`](Replicates::jkn),
//! [`brr`](Replicates::brr), [`fay`](Replicates::fay), [`bootstrap`](Replicates::bootstrap), [`rao_wu`](Replicates::rao_wu),
//! [`rescaled_bootstrap`](Replicates::rescaled_bootstrap)), or come with the data ([`Replicates::given`]).
//!
//! Made replicates multiply the weights of whole clusters. So they are held by cluster, not by row, and those of a function of totals
//! come from cluster totals without a look at the rows ([`Replicates::of_totals`]).

mod balanced;
mod bootstrap;
mod covariance;
mod error;
mod factors;
mod given;
mod hadamard;
mod jackknife;

mod rank;
mod totals;

pub use balanced::HalfSamples;
pub use bootstrap::Draws;
pub use error::ReplicatesError;
pub use given::{GivenReplicates, ReplicateKind};
pub use hadamard::{balanced_order, hadamard};

use crate::parallel;
use crate::sample::{Domain, Statistic};
use crate::{Design, SurveyError};
use factors::Factors;
use std::sync::Arc;

/// Replicates of the weights.
#[derive(Debug, Clone, PartialEq)]
pub struct Replicates {
    factors: Factors,
    scale: f64,
    /// One for each replicate.
    replicate_scales: Vec<f64>,
    about_full_sample: bool,
}

impl Replicates {
    /// Number of replicates.
    pub fn count(&self) -> usize {
        self.replicate_scales.len()
    }

    /// What the sum of squares over the replicates is multiplied with.
    pub fn scale(&self) -> f64 {
        self.scale
    }

    /// What the square of each replicate is multiplied with.
    pub fn replicate_scales(&self) -> &[f64] {
        &self.replicate_scales
    }

    /// Whether squares are taken about the estimate of the full sample rather than about the mean of the replicates.
    pub fn about_full_sample(&self) -> bool {
        self.about_full_sample
    }

    /// The same replicates, with squares about the estimate of the full sample (a mean square error), or about the replicates' mean.
    #[must_use]
    pub fn with_squares_about_full_sample(self, about_full_sample: bool) -> Self {
        Self { about_full_sample, ..self }
    }

    /// The same replicates, scaled otherwise: `None` leaves what is.
    ///
    /// # Errors
    /// When a scale is negative or not a number, or there are not as many as replicates.
    pub fn with_scales(
        mut self,
        scale: Option<f64>,
        replicate_scales: Option<Vec<f64>>,
    ) -> Result<Self, ReplicatesError> {
        if let Some(scale) = scale {
            self.scale = scale;
        }
        if let Some(scales) = replicate_scales {
            if scales.len() != self.count() {
                return Err(ReplicatesError::Scales { expected: self.count(), found: scales.len() });
            }
            self.replicate_scales = scales;
        }
        for scale in std::iter::once(self.scale).chain(self.replicate_scales.iter().copied()) {
            if !(scale >= 0.0 && scale.is_finite()) {
                return Err(ReplicatesError::Scale(scale));
            }
        }
        Ok(self)
    }

    /// The same replicates for rows of these units of the design's last stage.
    ///
    /// Replicates made from a design know its units; this tells them the rows. Those given by row have no need of it.
    #[must_use]
    pub fn for_rows(mut self, units: &[u32]) -> Self {
        self.factors.join_rows(units);
        self
    }

    /// Whether the replicates are held by cluster, so that cluster totals are enough for functions of totals.
    pub fn are_by_unit(&self) -> bool {
        self.factors.are_by_unit()
    }

    /// The analysis weights of a domain's rows in one replicate; `weights` has the weight of every row of the sample.
    ///
    /// # Errors
    /// When the replicates know no rows, or others than these.
    pub fn weights(
        &self,
        replicate: usize,
        domain: &Domain,
        weights: &[f64],
    ) -> Result<Vec<f64>, ReplicatesError> {
        self.check_rows(weights)?;
        let mut replicated = domain.gather(weights);
        self.factors.apply(replicate, domain.rows(), &mut replicated);
        Ok(replicated)
    }

    /// The values of a statistic in each replicate.
    ///
    /// A replicate in which the statistic is refused has NaN for values.
    ///
    /// # Errors
    /// When the replicates do not fit the rows, or the statistic is refused in every replicate.
    pub fn estimate(
        &self,
        statistic: &dyn Statistic,
        domain: &Domain,
        weights: &[f64],
    ) -> Result<Vec<Vec<f64>>, SurveyError> {
        self.check_rows(weights)?;
        let own = domain.gather(weights);
        let estimates = parallel::map(self.count(), |replicate| {
            let mut replicated = own.clone();
            self.factors.apply(replicate, domain.rows(), &mut replicated);
            statistic.values(&replicated)
        });
        if estimates.iter().all(Result::is_err)
            && let Some(Err(error)) = estimates.first()
        {
            return Err(error.clone());
        }
        let nowhere = vec![f64::NAN; statistic.width()];
        Ok(estimates.into_iter().map(|values| values.unwrap_or_else(|_| nowhere.clone())).collect())
    }

    /// The same replicates with weights that a function makes of them, such as a calibration: it is applied to the weights of every
    /// replicate. The result is held by row.
    ///
    /// # Errors
    /// The first error of `function`, in the order of the replicates, or [`ReplicatesError`] when the replicates do not fit the rows.
    pub fn map_weights<E>(
        &self,
        weights: &[f64],
        function: impl Fn(&[f64]) -> Result<Vec<f64>, E> + Send + Sync,
    ) -> Result<Self, E>
    where
        E: From<ReplicatesError> + Send,
    {
        self.check_rows(weights)?;
        let all: Vec<u32> = (0..weights.len() as u32).collect();
        let columns = parallel::map(self.count(), |replicate| {
            let mut replicated = weights.to_vec();
            self.factors.apply(replicate, &all, &mut replicated);
            let mapped = function(&replicated)?;
            if mapped.len() == weights.len() {
                Ok(mapped)
            } else {
                Err(E::from(ReplicatesError::Rows { expected: weights.len(), found: mapped.len() }))
            }
        });
        let columns = columns.into_iter().collect::<Result<Vec<_>, E>>()?;
        Ok(Self { factors: Factors::Rows { columns: Arc::new(columns), combined: true }, ..self.clone() })
    }

    fn check_rows(&self, weights: &[f64]) -> Result<(), ReplicatesError> {
        match self.factors.rows() {
            None => Err(ReplicatesError::NoRows),
            Some(rows) if rows == weights.len() => Ok(()),
            Some(rows) => Err(ReplicatesError::Rows { expected: weights.len(), found: rows }),
        }
    }

    fn new(factors: Factors, scale: f64, replicate_scales: Vec<f64>) -> Self {
        Self { factors, scale, replicate_scales, about_full_sample: false }
    }
}

/// The first-stage unit of each unit of the last stage.
fn first_stage_groups(design: &Design) -> Arc<[u32]> {
    design.first_stage_units().into()
}
