//! How two estimates of one sample vary together, as far as the caller knows it.

use crate::EvidenceId;

/// Correlations of the estimates of a sample. This room does not compute them; who does can offer them.
pub trait Correlations {
    /// The correlation of two estimates, from −1 to 1, where it is known.
    fn correlation(&self, first: &EvidenceId, second: &EvidenceId) -> Option<f64>;
}

/// No correlation is known: comparisons are on the safe side.
#[derive(Debug, Clone, Copy, Default)]
pub struct UnknownCorrelations;

impl Correlations for UnknownCorrelations {
    fn correlation(&self, _: &EvidenceId, _: &EvidenceId) -> Option<f64> {
        None
    }
}
