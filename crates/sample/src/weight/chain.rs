//! The chain of steps.

use super::error::WeightError;
use super::report::{Distribution, FactorRange, StepDone, StepReport, largest};
use super::standing::Standing;

/// Weights under way: the cases, what came of each, and the steps done so far with their factors.
///
/// A case that a step leaves without a part, as one whose eligibility stayed unknown, has the factor 0 there.
#[derive(Debug, Clone, PartialEq)]
pub struct Weighting {
    standing: Vec<Standing>,
    base: Vec<f64>,
    weights: Vec<f64>,
    steps: Vec<Step>,
}

/// A step done.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The factor of each case.
    pub factors: Vec<f64>,
    /// The cases with the largest weights after it, the largest first.
    pub largest: Vec<usize>,
    /// What the step did.
    pub report: StepReport,
}

impl Weighting {
    /// Begins with the households selected; each stands for itself.
    ///
    /// # Errors
    /// When there is none.
    pub fn begin(standing: Vec<Standing>) -> Result<Self, WeightError> {
        if standing.is_empty() {
            return Err(WeightError::NoCases);
        }
        let ones = vec![1.0; standing.len()];
        Ok(Self { base: ones.clone(), weights: ones, standing, steps: Vec::new() })
    }

    /// Cases.
    pub fn cases(&self) -> usize {
        self.standing.len()
    }

    /// What came of each case.
    pub fn standing(&self) -> &[Standing] {
        &self.standing
    }

    /// The weight of each case after the steps done: the product of its factors, from the first to the last.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The weight of each case from the selection alone. No later step changes it.
    pub fn base(&self) -> &[f64] {
        &self.base
    }

    /// The steps done.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The weights after each step, in order.
    pub fn after_each_step(&self) -> Vec<Vec<f64>> {
        let mut weights = vec![1.0; self.cases()];
        let mut all = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            weights.iter_mut().zip(&step.factors).for_each(|(weight, factor)| *weight *= factor);
            all.push(weights.clone());
        }
        all
    }

    /// Multiplies the weights by a step's factors, which are kept.
    pub(super) fn apply(
        &mut self,
        title: impl Into<String>,
        factors: Vec<f64>,
        done: StepDone,
    ) -> Result<(), WeightError> {
        let title = title.into();
        let weights: Vec<f64> =
            self.weights.iter().zip(&factors).map(|(weight, factor)| weight * factor).collect();
        if let Some(case) = weights.iter().position(|weight| !(*weight >= 0.0 && weight.is_finite())) {
            let weight = weights.get(case).copied().unwrap_or(f64::NAN);
            return Err(WeightError::Weight { step: title, case, weight });
        }
        self.weights = weights;
        if matches!(done, StepDone::Selection { .. }) {
            self.base.clone_from(&self.weights);
        }
        let (after, range) = (Distribution::of(&self.weights), FactorRange::of(&factors));
        let largest = largest(&self.weights).into_iter().map(|(case, _)| case).collect();
        let step = Step { factors, largest, report: StepReport { title, after, factors: range, done } };
        self.steps.push(step);
        Ok(())
    }

    /// Refuses a step that must come before one that is done.
    pub(super) fn before(&self, step: &str, later: impl Fn(&StepDone) -> bool) -> Result<(), WeightError> {
        match self.steps.iter().find(|done| later(&done.report.done)) {
            Some(done) => Err(WeightError::Order { step: step.to_owned(), after: done.report.title.clone() }),
            None => Ok(()),
        }
    }

    /// Whether only those who took part have a weight.
    fn only_respondents(&self) -> bool {
        self.standing
            .iter()
            .zip(&self.weights)
            .all(|(standing, weight)| *standing == Standing::Respondent || *weight == 0.0)
    }

    /// Goes on with those who took part alone: a step of its own where others still have a weight.
    pub(super) fn go_on_with_respondents(&mut self) -> Result<(), WeightError> {
        let respondents = self.standing.iter().filter(|standing| **standing == Standing::Respondent).count();
        if respondents == 0 {
            return Err(WeightError::NoRespondents);
        }
        if self.only_respondents() {
            return Ok(());
        }
        let took_part = |standing: &Standing| f64::from(u8::from(*standing == Standing::Respondent));
        let factors: Vec<f64> = self.standing.iter().map(took_part).collect();
        let others: Vec<f64> = self
            .weights
            .iter()
            .zip(&factors)
            .filter(|(weight, factor)| **weight > 0.0 && **factor == 0.0)
            .map(|(weight, _)| *weight)
            .collect();
        let done = StepDone::Respondents {
            respondents,
            others: others.len(),
            weight_others: others.iter().copied().collect::<cairn_survey::Sum>().value(),
        };
        self.apply("Those who took part, without adjustment", factors, done)
    }

    /// Ends the steps: those who took part alone have a weight.
    ///
    /// # Errors
    /// When nobody took part.
    pub fn finish(mut self) -> Result<Self, WeightError> {
        self.go_on_with_respondents()?;
        Ok(self)
    }
}

/// Whether a step leaves those alone who took part.
pub(super) fn leaves_respondents(done: &StepDone) -> bool {
    !matches!(done, StepDone::Selection { .. } | StepDone::UnknownEligibility { .. })
}
