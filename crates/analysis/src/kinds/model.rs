//! The kind `model`: generalized linear models.

use super::regression::{
    Coefficients, Formula, Margins, Predictions, Predictors, TermTests, append, refuse_outcome, test_result,
    unfitted,
};
use crate::answer::AnswerError;
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use crate::pass::Level;
use crate::request::DegreesOfFreedom;
use cairn_definition::kind::{OneOf, Text};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::model::{Family, Glm, GlmFit, Link, ModelError, ModelMatrix};
use cairn_survey::{Domain, VarianceMethod};
use std::sync::Arc;

/// A generalized linear model.
#[derive(Debug)]
struct Model {
    family: Family,
    link: Link,
    outcome: Placed<String>,
    formula: Formula,
    offset: Option<Placed<String>>,
    tests: TermTests,
    predictions: Predictions,
    margins: Option<Margins>,
}

const FAMILIES: &[(&str, Family)] = &[
    ("gaussian", Family::Gaussian),
    ("binomial", Family::Binomial),
    ("poisson", Family::Poisson),
    ("gamma", Family::Gamma),
];

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let family = reader.required("family", &OneOf(FAMILIES)).map(|placed| placed.value);
    let link = match family {
        Some(family) => {
            let links: Vec<(&'static str, Link)> =
                family.links().iter().map(|link| (link.name(), *link)).collect();
            let asked = reader.optional("link", &OneOf(&links)).map(|placed| placed.value);
            asked.unwrap_or_else(|| family.default_link())
        }
        None => {
            reader.node("link");
            Link::Identity
        }
    };
    let outcome = reader.required("outcome", &Text);
    let formula = Formula::read(reader);
    let offset = reader.optional("offset", &Text);
    let tests = TermTests::read(reader, formula.as_ref(), 3);
    let predictions = Predictions::read(reader, formula.as_ref());
    let margins = Margins::read(reader);
    Some(Arc::new(Model {
        family: family?,
        link,
        outcome: outcome?,
        formula: formula?,
        offset,
        tests: tests?,
        predictions: predictions?,
        margins,
    }))
}

impl HeldAnalysis for Model {
    fn columns(&self, names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let mut uses = vec![ColumnUse::listed(&self.outcome, Role::Number)];
        uses.extend(self.formula.columns());
        uses.extend(self.offset.iter().map(|offset| ColumnUse::listed(offset, offset_role(offset, names))));
        uses.extend(self.margins.iter().map(Margins::column));
        Ok(uses)
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let refused = |error, names: &[String]| {
            let error = refuse_outcome(error, &self.outcome.place)?;
            Ok(unfitted(domain, names, self.exponentials(names.len()), &error))
        };
        let predictors = match Predictors::new(&self.formula, domain, domain.rows) {
            Ok(predictors) => predictors,
            Err(error) => return refused(error, &[]),
        };
        let names: Vec<String> =
            predictors.matrix.columns().iter().map(|column| column.name.clone()).collect();
        let Predictors { matrix, levels } = predictors;
        let model = match self.glm(domain, domain.rows, matrix) {
            Ok(model) => model,
            Err(error) => return refused(error, &names),
        };
        let weights = domain.weights();
        let fit = match model.fit(&weights, mean_weight(domain)) {
            Ok(fit) => fit,
            Err(error) => return refused(error, &names),
        };
        self.tell(domain, &levels, &fit, &weights, names)
    }
}

/// A column's numbers where the text is the name of one, else an expression.
fn offset_role(offset: &Placed<String>, names: &[&str]) -> Role {
    if names.contains(&offset.value.as_str()) { Role::Number } else { Role::Expression }
}

impl Model {
    fn glm(&self, domain: &HeldDomain<'_>, rows: &Domain, matrix: ModelMatrix) -> Result<Glm, ModelError> {
        let outcome = domain.columns.numbers_in(&self.outcome.value, Role::Number).unwrap_or_default();
        let offset = self.offset.as_ref().map(|offset| {
            let numbers = [Role::Number, Role::Expression]
                .into_iter()
                .find_map(|role| domain.columns.numbers_in(&offset.value, role));
            rows.gather(numbers.unwrap_or_default())
        });
        Glm::new(matrix, rows.gather(outcome), offset, self.family, self.link)
    }

    /// How many coefficients have an exponential with a meaning: a ratio of odds, hazards or rates.
    fn exponentials(&self, names: usize) -> usize {
        let family = matches!(self.family, Family::Binomial | Family::Poisson);
        let link = matches!(self.link, Link::Logit | Link::Log | Link::ComplementaryLogLog);
        if family && link { names } else { 0 }
    }

    fn tell(
        &self,
        domain: &HeldDomain<'_>,
        levels: &[Option<Vec<Level>>],
        fit: &GlmFit<'_>,
        weights: &[f64],
        names: Vec<String>,
    ) -> Result<Part, AnswerError> {
        let estimates = domain
            .sample
            .estimate_from(fit, domain.rows, fit.coefficients().to_vec())
            .map_err(|error| domain.refuse_survey(&error))?;
        let df = residual_df(domain, fit.kept().len());
        let exponentials = self.exponentials(names.len());
        let mut part = Coefficients {
            names,
            kept: fit.kept().to_vec(),
            estimates: &estimates,
            infinite: fit.infinite(),
            df,
            exponentials,
            warnings: fit.warnings(),
        }
        .part(domain);
        for asked in &self.tests.0 {
            let places = asked.places(fit.model().matrix(), fit.kept());
            let finite = places.iter().all(|place| fit.infinite().get(*place) != Some(&true));
            let test = match estimates.covariance.as_ref().filter(|_| finite) {
                Some(covariance) => {
                    fit.working_test(weights, covariance, &places, asked.method, df).unwrap_or(None)
                }
                None => None,
            };
            part.tests.push(test_result(asked, test, domain, &mut part.warnings));
        }
        if !self.predictions.is_empty() {
            let (rows, variation) =
                self.predictions.answer(domain, levels, fit, &estimates, &mut part.warnings)?;
            append(&mut part, rows, variation.as_ref());
        }
        if let Some(margins) = &self.margins {
            self.margins(domain, margins, fit, &mut part)?;
        }
        Ok(part)
    }

    /// Margins from this fit where the category is in the model; else from a fit with the category added, as in R.
    fn margins(
        &self,
        domain: &HeldDomain<'_>,
        margins: &Margins,
        fit: &GlmFit<'_>,
        part: &mut Part,
    ) -> Result<(), AnswerError> {
        if let Some(variable) = margins.variable(&self.formula, domain) {
            return margins.answer(domain, domain.rows, fit, variable, part);
        }
        let category = domain.columns.category_in(&margins.category.value, Role::Category);
        let codes = category.map_or(&[][..], |category| category.codes.as_slice());
        let known = |row: &&u32| codes.get(**row as usize).is_some_and(|code| *code != u32::MAX);
        let rows = Domain::from_rows(domain.rows.rows().iter().filter(known).copied().collect());
        let formula = self.formula.with_category(&margins.category);
        let fitted = Predictors::new(&formula, domain, &rows)
            .and_then(|predictors| self.glm(domain, &rows, predictors.matrix));
        let weights = rows.gather(domain.sample.weights());
        match fitted.as_ref().map_err(Clone::clone).and_then(|model| model.fit(&weights, mean_weight(domain)))
        {
            Ok(fit) => margins.answer(domain, &rows, &fit, formula.variables.len() - 1, part),
            Err(error) => {
                part.warnings.push(format!("no margins of {}: {error}", margins.category.value));
                Ok(())
            }
        }
    }
}

/// The mean of the weights over the rows of the domain, those with missing values among them: R scales weights by it.
fn mean_weight(domain: &HeldDomain<'_>) -> f64 {
    let weights = domain.all_rows.gather(domain.sample.weights());
    weights.iter().sum::<f64>() / weights.len() as f64
}

/// Degrees of freedom of coefficients: those asked for, or of the design within the domain, one more, less the coefficients. Replicate
/// weights count rows with missing values too.
pub(super) fn residual_df(domain: &HeldDomain<'_>, coefficients: usize) -> f64 {
    match domain.analysis.df {
        DegreesOfFreedom::Fixed(df) => df,
        DegreesOfFreedom::Design => {
            let rows = match domain.sample.variance_method() {
                VarianceMethod::Replicates(_) => domain.all_rows,
                _ => domain.rows,
            };
            domain.sample.domain_degrees_of_freedom(rows) + 1.0 - coefficients as f64
        }
    }
}
