//! To what weights add up.

use super::chain::Weighting;
use super::error::WeightError;
use super::report::StepDone;
use cairn_survey::Sum;

impl Weighting {
    /// Multiplies all weights alike, so that they add up to the number of those who took part. Without this step they add up to the
    /// population.
    ///
    /// # Errors
    /// When nobody took part.
    pub fn scale_to_respondents(&mut self) -> Result<(), WeightError> {
        self.go_on_with_respondents()?;
        let respondents = self.weights().iter().filter(|weight| **weight > 0.0).count() as f64;
        let factor = respondents / self.weights().iter().copied().collect::<Sum>().value();
        let factors = self.weights().iter().map(|weight| if *weight > 0.0 { factor } else { 0.0 }).collect();
        self.apply("Scale to respondents", factors, StepDone::Scale { to: respondents })
    }
}
