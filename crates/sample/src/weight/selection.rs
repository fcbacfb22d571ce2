//! The selection: the inverse of the probability of each stage.

use super::chain::Weighting;
use super::error::WeightError;
use super::report::StepDone;

/// A stage of the selection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SelectionStage {
    /// The cluster, from the frame.
    Cluster,
    /// The sex that is interviewed in the cluster, where clusters are split.
    Sex,
    /// The household, in the cluster.
    Household,
}

impl SelectionStage {
    /// The step, as shown.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cluster => "Selection of the cluster",
            Self::Sex => "Selection of the sex interviewed in the cluster",
            Self::Household => "Selection of the household",
        }
    }
}

impl Weighting {
    /// A stage of the selection: the weights are divided by its probabilities (Horvitz and Thompson, 1952, JASA 47, 663–685). The stages
    /// together make the base weight.
    ///
    /// # Errors
    /// When a probability is not above 0 and at most 1, or another step was done before.
    pub fn select(&mut self, stage: SelectionStage, probabilities: &[f64]) -> Result<(), WeightError> {
        let title = stage.title();
        self.before(title, |done| !matches!(done, StepDone::Selection { .. }))?;
        if probabilities.len() != self.cases() {
            let (expected, found) = (self.cases(), probabilities.len());
            return Err(WeightError::Length { what: title.to_owned(), expected, found });
        }
        let possible = |probability: &f64| *probability > 0.0 && *probability <= 1.0;
        if let Some((case, &probability)) = probabilities.iter().enumerate().find(|(_, p)| !possible(p)) {
            return Err(WeightError::Probability { stage: title.to_owned(), case, probability });
        }
        let least = probabilities.iter().copied().fold(f64::NAN, f64::min);
        let most = probabilities.iter().copied().fold(f64::NAN, f64::max);
        let factors = probabilities.iter().map(|probability| 1.0 / probability).collect();
        self.apply(title, factors, StepDone::Selection { stage, probability: (least, most) })
    }
}
