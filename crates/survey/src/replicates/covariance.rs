//! From estimates by replicate to a covariance.

use super::Replicates;
use crate::Matrix;
use crate::sample::ReplicateEstimates;

impl Replicates {
    /// The covariance of estimates: the scaled sum of squares and products about the mean of the replicates whose scale is not zero, or about the
    /// full sample's estimate (Wolter, 2007, section 2.4).
    ///
    /// A replicate without a finite value of every estimate that the full sample has is left out; the scales stay. An estimate
    /// that the full sample has not has NaN for its covariances. `None`: fewer than two replicates are left, so that nothing can be told.
    pub fn covariance(&self, estimates: &ReplicateEstimates) -> Option<Matrix> {
        let width = estimates.full.len();
        let known: Vec<usize> = (0..width).filter(|&value| estimates.full[value].is_finite()).collect();
        let kept: Vec<(&[f64], f64)> = self.complete(estimates, &known).collect();
        let counted = || kept.iter().filter(|(_, scale)| *scale > 0.0);
        let count = counted().count();
        if known.is_empty() || count < 2 {
            return None;
        }
        let centre: Vec<f64> = if self.about_full_sample {
            estimates.full.clone()
        } else {
            let sum = |value: usize| counted().map(|(values, _)| values[value]).sum::<f64>();
            (0..width).map(|value| sum(value) / count as f64).collect()
        };
        let mut covariance = Matrix::zeros(width);
        let mut deviation = vec![0.0; width];
        for (values, scale) in kept {
            for &value in &known {
                deviation[value] = values[value] - centre[value];
            }
            covariance.add_outer(&deviation, scale * self.scale);
        }
        for unknown in (0..width).filter(|value| !estimates.full[*value].is_finite()) {
            (0..width).for_each(|other| covariance.set(unknown, other, f64::NAN));
        }
        Some(covariance)
    }

    /// How many replicates [`covariance`](Self::covariance) leaves out, since they have no value for an estimate.
    pub fn left_out(&self, estimates: &ReplicateEstimates) -> usize {
        let known: Vec<usize> =
            (0..estimates.full.len()).filter(|&value| estimates.full[value].is_finite()).collect();
        estimates.replicates.len() - self.complete(estimates, &known).count()
    }

    fn complete<'a>(
        &'a self,
        estimates: &'a ReplicateEstimates,
        known: &'a [usize],
    ) -> impl Iterator<Item = (&'a [f64], f64)> {
        let width = estimates.full.len();
        estimates.replicates.iter().map(Vec::as_slice).zip(self.replicate_scales.iter().copied()).filter(
            move |(values, _)| values.len() == width && known.iter().all(|&value| values[value].is_finite()),
        )
    }
}
