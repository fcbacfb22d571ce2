//! Households whose eligibility stayed unknown.

use super::cells::Cells;
use super::chain::Weighting;
use super::column::ClassColumn;
use super::error::WeightError;
use super::join::{Limits, join};
use super::report::StepDone;
use super::standing::Standing;
use cairn_survey::Sum;

const TITLE: &str = "Unknown eligibility";

impl Weighting {
    /// Within classes, households whose eligibility is known, eligible or not, take on the weights of those of whom it is not
    /// (Valliant, Dever and Kreuter, 2018, Practical Tools for Designing and Weighting Survey Samples, section 13.4). So the share that is
    /// eligible among the unknown is taken to be that among the known of the class. The sum of all weights stays.
    ///
    /// A class in which no eligibility is known is joined with a neighbour.
    ///
    /// # Errors
    /// When a case has no class, none is known, or non-response was adjusted before.
    pub fn unknown_eligibility(&mut self, classes: &[ClassColumn<'_>]) -> Result<(), WeightError> {
        self.before(TITLE, |done| !matches!(done, StepDone::Selection { .. }))?;
        classes.iter().try_for_each(|column| column.check(self.cases(), |_| true))?;
        let cells = Cells::of(classes, self.cases(), |_| true);
        let is_known = |case: usize| self.standing()[case].is_known();
        let limits = Limits {
            minimum: 1,
            largest_factor: f64::INFINITY,
            who: "households whose eligibility is known",
        };
        let found = join(&cells, classes, self.weights(), is_known, limits)?;
        let factors: Vec<f64> = self
            .standing()
            .iter()
            .zip(&cells.of_case)
            .map(|(standing, cell)| match standing {
                Standing::Unknown => 0.0,
                _ => found.factors.get(*cell as usize).copied().unwrap_or(f64::NAN),
            })
            .collect();
        let known = self.standing().iter().filter(|standing| standing.is_known()).count();
        let of_unknown: Sum = self
            .standing()
            .iter()
            .zip(self.weights())
            .map(|(standing, weight)| if standing.is_known() { 0.0 } else { *weight })
            .collect();
        let all: Sum = self.weights().iter().copied().collect();
        let done = StepDone::UnknownEligibility {
            known,
            unknown: self.cases() - known,
            share_unknown: of_unknown.value() / all.value(),
            classes: found.classes,
            joined: found.joined,
        };
        self.apply(TITLE, factors, done)
    }
}
