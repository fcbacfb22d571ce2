//! Non-response, adjusted for within classes.

use super::cells::Cells;
use super::chain::{Weighting, leaves_respondents};
use super::column::ClassColumn;
use super::error::WeightError;
use super::join::{Limits, join};
use super::report::StepDone;
use super::standing::Standing;
use cairn_survey::Sum;

/// What a class of non-response must have to stand alone.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClassLimits {
    /// The fewest who took part.
    pub minimum: usize,
    /// The largest factor.
    pub largest_factor: f64,
}

/// Who is who before non-response is adjusted for.
pub(super) struct Response {
    pub(super) respondents: usize,
    pub(super) non_respondents: usize,
    pub(super) ineligible: usize,
    pub(super) weight_ineligible: f64,
    /// The share of the weight of the eligible whose households took part.
    pub(super) rate: f64,
}

impl Weighting {
    /// Within classes, households that took part take on the weights of the eligible ones that did not: the factor is the inverse of the
    /// weighted response rate of the class (Valliant, Dever and Kreuter, 2018, section 13.5.2). The sum of the weights of the eligible stays.
    /// Households that are not eligible end here; what is eligible of the population is as it was.
    ///
    /// The classes are the combinations of the columns. One that does not keep to the limits is joined with a neighbour among those that
    /// differ in the last column alone; where that is not enough, in the last two, and so on.
    ///
    /// # Errors
    /// When a case has no class, all classes joined do not keep to the limits, households of unknown eligibility have a weight, or a step
    /// was done before that leaves those alone who took part.
    pub fn non_response(
        &mut self,
        classes: &[ClassColumn<'_>],
        limits: ClassLimits,
    ) -> Result<(), WeightError> {
        let ClassLimits { minimum, largest_factor } = limits;
        if minimum == 0 || !(largest_factor > 1.0) {
            return Err(WeightError::Limits { minimum, largest_factor });
        }
        let response = self.response("Non-response")?;
        let eligible = |case: usize| self.standing()[case].is_eligible();
        classes.iter().try_for_each(|column| column.check(self.cases(), eligible))?;
        let cells = Cells::of(classes, self.cases(), eligible);
        let takes = |case: usize| self.standing()[case] == Standing::Respondent;
        let limits = Limits { minimum, largest_factor, who: "who took part" };
        let found = join(&cells, classes, self.weights(), takes, limits)?;
        let factors = self.factors_by_cell(&cells, &found.factors);
        let done = StepDone::NonResponse {
            respondents: response.respondents,
            non_respondents: response.non_respondents,
            ineligible: response.ineligible,
            weight_ineligible: response.weight_ineligible,
            response_rate: response.rate,
            classes: found.classes,
            joined: found.joined,
        };
        self.apply("Non-response", factors, done)
    }

    /// The factors of those who took part, by cell; 0 for all others.
    pub(super) fn factors_by_cell(&self, cells: &Cells, factors: &[f64]) -> Vec<f64> {
        let factor = |(standing, cell): (&Standing, &u32)| match standing {
            Standing::Respondent => factors.get(*cell as usize).copied().unwrap_or(f64::NAN),
            _ => 0.0,
        };
        self.standing().iter().zip(&cells.of_case).map(factor).collect()
    }

    /// Who is who, where non-response can be adjusted for.
    pub(super) fn response(&self, step: &str) -> Result<Response, WeightError> {
        self.before(step, leaves_respondents)?;
        let with_weight = || self.standing().iter().zip(self.weights()).filter(|(_, weight)| **weight > 0.0);
        let count = |of: Standing| with_weight().filter(|(standing, _)| **standing == of).count();
        let sum = |of: &[Standing]| -> f64 {
            let weights = with_weight().filter(|(standing, _)| of.contains(standing));
            weights.map(|(_, weight)| *weight).collect::<Sum>().value()
        };
        let unknown = count(Standing::Unknown);
        if unknown > 0 {
            return Err(WeightError::StillUnknown { cases: unknown });
        }
        let respondents = count(Standing::Respondent);
        if respondents == 0 {
            return Err(WeightError::NoRespondents);
        }
        Ok(Response {
            respondents,
            non_respondents: count(Standing::NonRespondent),
            ineligible: count(Standing::Ineligible),
            weight_ineligible: sum(&[Standing::Ineligible]),
            rate: sum(&[Standing::Respondent]) / sum(&[Standing::Respondent, Standing::NonRespondent]),
        })
    }
}
