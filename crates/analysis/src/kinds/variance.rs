//! The kind `variance`.

use crate::answer::{AnswerError, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use crate::request::columns;
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::quantile::Covariances;
use std::sync::Arc;

/// Variances and covariances of variables.
#[derive(Debug)]
struct VarianceKind(Vec<Placed<String>>);

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    Some(Arc::new(VarianceKind(columns(reader, "variables")?)))
}

impl HeldAnalysis for VarianceKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(self.0.iter().map(|name| ColumnUse::listed(name, Role::Number)).collect())
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let covariances =
            Covariances { columns: self.0.iter().map(|name| domain.numbers(&name.value)).collect() };
        let estimates = domain.estimate(&covariances)?;
        let mut part = Part::default();
        for (position, (row, column)) in covariances.pairs().enumerate() {
            let name = |index: usize| self.0.get(index).map(|name| name.value.clone()).unwrap_or_default();
            let subject = Subject::Pair { variable: name(row), other: name(column) };
            part.rows.push(domain.row(subject, &estimates, position, domain.df(), &mut part.warnings));
        }
        part.variation = Some(estimates.variation);
        Ok(part)
    }
}
