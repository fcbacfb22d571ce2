//! The kind `cdf`.

use crate::answer::{AnswerError, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use cairn_definition::kind::{List, Number, Text};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::quantile::Shares;
use std::sync::Arc;

/// The distribution function of a variable at some values.
#[derive(Debug)]
struct CdfKind {
    variable: Placed<String>,
    at: Vec<f64>,
}

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let variable = reader.required("variable", &Text);
    let at = reader.required("at", &List(Number::ANY))?;
    if at.value.is_empty() {
        let problem = Diagnostic::error(&at.place, "`at` is empty");
        reader.problems().push(problem.expected("at least one number"));
    }
    Some(Arc::new(CdfKind { variable: variable?, at: at.value.into_iter().map(|at| at.value).collect() }))
}

impl HeldAnalysis for CdfKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(vec![ColumnUse::listed(&self.variable, Role::Number)])
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let values = domain.numbers(&self.variable.value);
        let estimates = domain.estimate(&Shares { values: values.into(), at: self.at.clone() })?;
        let mut part = Part::default();
        for (position, at) in self.at.iter().enumerate() {
            let subject = Subject::Distribution { variable: self.variable.value.clone(), at: *at };
            part.rows.push(domain.row(subject, &estimates, position, domain.df(), &mut part.warnings));
        }
        part.variation = Some(estimates.variation);
        Ok(part)
    }
}
