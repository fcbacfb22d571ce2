//! The selection of one child within the household.

use super::chain::Weighting;
use super::error::WeightError;
use super::report::StepDone;
use super::standing::Standing;

const TITLE: &str = "Selection of the child in the household";

/// The probability with which a child was picked among the eligible children of the household.
///
/// It exists only where children were picked at random. There is no way to make one of the child whose birthday was last: who that is was
/// settled before anybody came, and no child has a known probability (Gaziano, 2005, Public Opinion Quarterly 69, 124–157).
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct PickProbability(f64);

impl PickProbability {
    /// That of a random number among so many eligible children; none where there is no child to pick.
    pub fn of_random_number(eligible_children: u32) -> Option<Self> {
        (eligible_children > 0).then(|| Self(1.0 / f64::from(eligible_children)))
    }

    /// That of the position picked by a table of Kish’s (1949), which is not the same for each; none where it is not above 0 and at most 1.
    pub fn of_table(probability: f64) -> Option<Self> {
        (probability > 0.0 && probability <= 1.0).then_some(Self(probability))
    }

    /// The probability.
    pub fn value(self) -> f64 {
        self.0
    }
}

impl Weighting {
    /// The weights of those who took part are divided by the probability with which the child was picked in the household: the number of its
    /// eligible children, where each was as likely. From here on the weights are those of children, no longer of households.
    ///
    /// # Errors
    /// When somebody who took part has no probability, or the step was done before.
    pub fn within_household(&mut self, picked: &[Option<PickProbability>]) -> Result<(), WeightError> {
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
            let Some(PickProbability(probability)) = probability else {
                return Err(WeightError::NoPickProbability { case });
            };
            several += usize::from(*probability < 1.0);
            least = least.min(*probability);
            factors.push(1.0 / probability);
        }
        self.apply(TITLE, factors, StepDone::WithinHousehold { several, least_probability: least })
    }
}
