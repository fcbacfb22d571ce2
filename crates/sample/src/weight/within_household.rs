//! The selection of one child within the household.

use super::chain::Weighting;
use super::error::WeightError;
use super::report::StepDone;
use super::standing::Standing;
use crate::household::Probability;

const TITLE: &str = "Selection of the child in the household";

impl Weighting {
    /// The weights of those who took part are divided by the probability with which the child was picked in the household: the number of its
    /// eligible children, where each was as likely. From here on the weights are those of children, no longer of households.
    ///
    /// A [`Probability`] exists only where children were picked at random. Of the child whose birthday was last there is none
    /// ([`RespondentMethod::probability`](crate::household::RespondentMethod::probability)): who that is was settled before anybody came.
    ///
    /// # Errors
    /// When somebody who took part has no probability, or the step was done before.
    pub fn within_household(&mut self, picked: &[Option<Probability>]) -> Result<(), WeightError> {
        let twice = |step: &super::Step| matches!(step.report.done, StepDone::WithinHousehold { .. });
        if self.steps().iter().any(twice) {
            return Err(WeightError::Twice { step: TITLE.to_owned() });
        }
        if picked.len() != self.cases() {
            let (expected, found) = (self.cases(), picked.len());
            return Err(WeightError::Length {
                what: "probability of being picked".to_owned(),
                expected,
                found,
            });
        }
        self.go_on_with_respondents()?;
        let mut factors = Vec::with_capacity(picked.len());
        let (mut several, mut least) = (0, 1.0_f64);
        for (case, (standing, probability)) in self.standing().iter().zip(picked).enumerate() {
            if *standing != Standing::Respondent {
                factors.push(0.0);
                continue;
            }
            let Some(probability) = probability else {
                return Err(WeightError::NoPickProbability { case });
            };
            several += usize::from(*probability != Probability::ONE);
            least = least.min(probability.value());
            factors.push(probability.weight());
        }
        self.apply(TITLE, factors, StepDone::WithinHousehold { several, least_probability: least })
    }
}
