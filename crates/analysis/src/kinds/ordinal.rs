//! The kind `ordinal`: cumulative link models of ordered categories.

use super::model::residual_df;
use super::regression::{
    Coefficients, Formula, Predictors, TermTests, label, present, test_result, unfitted,
};
use crate::answer::AnswerError;
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use cairn_definition::kind::{OneOf, Text};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::model::{Ordinal, OrdinalLink, wald_test};
use std::sync::Arc;

/// An ordinal model.
#[derive(Debug)]
struct OrdinalModel {
    link: OrdinalLink,
    outcome: Placed<String>,
    formula: Formula,
    tests: TermTests,
}

const LINKS: &[(&str, OrdinalLink)] = &[("logistic", OrdinalLink::Logistic), ("probit", OrdinalLink::Probit)];

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let link = reader.optional("link", &OneOf(LINKS)).map_or(OrdinalLink::Logistic, |placed| placed.value);
    let outcome = reader.required("outcome", &Text);
    let formula = Formula::read(reader);
    let tests = TermTests::read(reader, formula.as_ref(), 1);
    // The cut-points stand for the intercept, whether it was left out or not.
    let formula = formula.map(Formula::with_intercept);
    Some(Arc::new(OrdinalModel { link, outcome: outcome?, formula: formula?, tests: tests? }))
}

impl HeldAnalysis for OrdinalModel {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let mut uses = vec![ColumnUse::listed(&self.outcome, Role::Category)];
        uses.extend(self.formula.columns());
        Ok(uses)
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let predictors = match Predictors::new(&self.formula, domain, domain.rows) {
            Ok(predictors) => predictors,
            Err(error) => return Ok(unfitted(domain, &[], 0, &error)),
        };
        let Some(category) = domain.columns.category_in(&self.outcome.value, Role::Category) else {
            return Ok(Part::default());
        };
        let outcome = present(category, domain.rows);
        // All columns but the intercept, and then the cut-points.
        let slopes: Vec<usize> = (0..predictors.matrix.columns().len())
            .filter(|column| predictors.matrix.columns()[*column].term.is_some())
            .collect();
        let mut names: Vec<String> =
            slopes.iter().map(|column| predictors.matrix.columns()[*column].name.clone()).collect();
        let cuts = outcome.levels.windows(2).map(|pair| format!("{}|{}", label(&pair[0]), label(&pair[1])));
        names.extend(cuts);
        let weights = domain.weights();
        let categories = outcome.levels.len();
        let model = match Ordinal::new(predictors.matrix, outcome.codes, categories, self.link) {
            Ok(model) => model,
            Err(error) => return Ok(unfitted(domain, &names, 0, &error)),
        };
        let fit = match model.fit(&weights) {
            Ok(fit) => fit,
            Err(error) => return Ok(unfitted(domain, &names, 0, &error)),
        };
        let estimates = domain
            .sample
            .estimate_from(&fit, domain.rows, fit.parameters().to_vec())
            .map_err(|error| domain.refuse_survey(&error))?;
        let kept: Vec<usize> = (0..names.len())
            .filter(|place| slopes.get(*place).is_none_or(|column| model.columns().contains(column)))
            .collect();
        let df = residual_df(domain, model.columns().len() + 1);
        let mut part = Coefficients {
            names,
            kept,
            estimates: &estimates,
            infinite: fit.infinite(),
            df,
            exponentials: 0,
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
