//! The kind `survival`: proportional hazards.

use super::model::residual_df;
use super::regression::{Coefficients, Formula, Predictors, TermTests, test_result, unfitted};
use crate::answer::AnswerError;
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use cairn_definition::kind::{OneOf, Text};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::model::{Cox, wald_test};
use std::sync::Arc;

/// A proportional-hazards model.
#[derive(Debug)]
struct Survival {
    time: Placed<String>,
    event: Placed<String>,
    formula: Formula,
    tests: TermTests,
}

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    reader.optional("family", &OneOf(&[("cox", ())]));
    let time = reader.required("time", &Text);
    let event = reader.required("event", &Text);
    let formula = Formula::read(reader);
    let tests = TermTests::read(reader, formula.as_ref(), 1);
    // The baseline hazard stands for the intercept.
    let formula = formula.map(Formula::with_intercept);
    Some(Arc::new(Survival { time: time?, event: event?, formula: formula?, tests: tests? }))
}

impl HeldAnalysis for Survival {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let mut uses =
            vec![ColumnUse::listed(&self.time, Role::Number), ColumnUse::listed(&self.event, Role::Truth)];
        uses.extend(self.formula.columns());
        Ok(uses)
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let predictors = match Predictors::new(&self.formula, domain, domain.rows) {
            Ok(predictors) => predictors,
            Err(error) => return Ok(unfitted(domain, &[], 0, &error)),
        };
        let slopes: Vec<usize> = (0..predictors.matrix.columns().len())
            .filter(|column| predictors.matrix.columns()[*column].term.is_some())
            .collect();
        let names: Vec<String> =
            slopes.iter().map(|column| predictors.matrix.columns()[*column].name.clone()).collect();
        let numbers = |name: &Placed<String>, role| {
            domain.rows.gather(domain.columns.numbers_in(&name.value, role).unwrap_or_default())
        };
        let times = numbers(&self.time, Role::Number);
        let events: Vec<bool> =
            numbers(&self.event, Role::Truth).into_iter().map(|event| event == 1.0).collect();
        let weights = domain.weights();
        let model = match Cox::new(predictors.matrix, &times, &events) {
            Ok(model) => model,
            Err(error) => return Ok(unfitted(domain, &names, names.len(), &error)),
        };
        let fit = match model.fit(&weights) {
            Ok(fit) => fit,
            Err(error) => return Ok(unfitted(domain, &names, names.len(), &error)),
        };
        let estimates = domain
            .sample
            .estimate_from(&fit, domain.rows, fit.coefficients().to_vec())
            .map_err(|error| domain.refuse_survey(&error))?;
        let kept: Vec<usize> =
            (0..slopes.len()).filter(|place| model.columns().contains(&slopes[*place])).collect();
        let df = residual_df(domain, kept.len());
        let mut part = Coefficients {
            exponentials: names.len(),
            names,
            kept,
            estimates: &estimates,
            infinite: fit.infinite(),
            df,
            warnings: fit.warnings(),
        }
        .part(domain);
        for asked in &self.tests.0 {
            let places = asked.places(model.matrix(), model.columns());
            let finite = places.iter().all(|place| fit.infinite().get(*place) != Some(&true));
            let covariance = estimates.covariance.as_ref().filter(|_| finite);
            let test =
                covariance.and_then(|covariance| wald_test(&estimates.values, covariance, &places, df));
            part.tests.push(test_result(asked, test, domain, &mut part.warnings));
        }
        Ok(part)
    }
}
