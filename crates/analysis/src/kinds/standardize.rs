//! The kind `standardize`.

use crate::answer::{AnswerError, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldCategory, HeldDomain, Part, Role};
use crate::request::columns;
use cairn_definition::kind::{List, Number, Text};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::SurveyError;
use cairn_survey::standardization::DirectStandardization;
use std::sync::Arc;

/// Directly standardized means.
#[derive(Debug)]
struct StandardizeKind {
    variables: Vec<Placed<String>>,
    by: Vec<Placed<String>>,
    over: Vec<Placed<String>>,
    population: Placed<Vec<f64>>,
}

/// Reads the keys of the kind. `by`, whose combinations have the sizes of `population`, stands among the keys of all kinds.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let variables = columns(reader, "variables");
    let by = reader.required("by", &List(Text)).map(|found| found.value);
    let over = reader.optional("over", &List(Text)).map(|found| found.value).unwrap_or_default();
    let population = reader.required("population", &List(Number(0.0..=f64::MAX)))?;
    let sizes: Vec<f64> = population.value.iter().map(|size| size.value).collect();
    if sizes.iter().all(|size| *size == 0.0) {
        let problem = Diagnostic::error(&population.place, "`population` is empty");
        reader.problems().push(problem.expected("the size of each category of `by`, in their order"));
    }
    let population = Placed { value: sizes, place: population.place };
    Some(Arc::new(StandardizeKind { variables: variables?, by: by?, over, population }))
}

impl HeldAnalysis for StandardizeKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let variables = self.variables.iter().map(|name| ColumnUse::listed(name, Role::Number));
        Ok(variables.chain(self.by.iter().map(|name| ColumnUse::listed(name, Role::Category))).collect())
    }

    fn domains<'a>(&'a self, _by: &'a [Placed<String>]) -> &'a [Placed<String>] {
        &self.over
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let categories: Vec<HeldCategory> =
            self.by.iter().map(|name| domain.category(&name.value).unwrap_or_default()).collect();
        let count =
            categories.iter().fold(1, |count: usize, category| count.saturating_mul(category.levels.len()));
        let sizes = &self.population;
        if sizes.value.len() != count {
            let names: Vec<&str> = self.by.iter().map(|name| name.value.as_str()).collect();
            let (found, names) = (sizes.value.len(), names.join(" by "));
            let message = format!("`population` has {found} sizes, and {names} has {count} categories");
            return Err(domain.refuse(&sizes.place, message));
        }
        let codes = cross(&categories, domain.rows.len());
        let mut part = Part::default();
        let mut variations = Vec::new();
        for name in &self.variables {
            let values = domain.numbers(&name.value);
            let statistic = DirectStandardization::new(values, codes.clone(), &sizes.value)
                .map_err(|error| domain.refuse_survey(&SurveyError::from(error)))?;
            let estimates = domain.estimate(&statistic)?;
            let subject = Subject::Variable { variable: name.value.clone(), level: None };
            let empty = statistic.empty();
            if empty.is_empty() {
                part.rows.push(domain.row(subject, &estimates, 0, domain.df(), &mut part.warnings));
            } else {
                let of = domain.describe(&subject);
                let names: Vec<String> = empty.iter().map(|code| label(&categories, *code)).collect();
                part.warnings
                    .push(format!("{of}: no case in {}, so there is no estimate", names.join(" and ")));
                part.rows.push(domain.row(subject, &estimates, 0, domain.df(), &mut Vec::new()));
            }
            variations.push(estimates.variation);
        }
        part.variation = cairn_survey::Variation::join(&variations);
        Ok(part)
    }
}

/// The combination of each row, the first category changing fastest, as R's `interaction` orders them.
fn cross(categories: &[HeldCategory], rows: usize) -> Vec<u32> {
    let mut codes = vec![0; rows];
    let mut stride = 1;
    for category in categories {
        codes.iter_mut().zip(&category.codes).for_each(|(code, found)| *code += stride * found);
        stride *= category.levels.len() as u32;
    }
    codes
}

/// The levels of a combination.
fn label(categories: &[HeldCategory], code: usize) -> String {
    let mut rest = code;
    let mut levels = Vec::new();
    for category in categories {
        let count = category.levels.len().max(1);
        levels.extend(category.levels.get(rest % count).map(ToString::to_string));
        rest /= count;
    }
    levels.join(", ")
}
