//! The kind `chisq`.

use crate::answer::AnswerError;
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use cairn_definition::kind::OneOf;
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::testing::{AssociationStatistic, TestError, TwoWayTable};
use std::sync::Arc;

const STATISTICS: &[(&str, AssociationStatistic)] = &[
    ("F", AssociationStatistic::F),
    ("Chisq", AssociationStatistic::ChiSquared),
    ("Wald", AssociationStatistic::Wald),
    ("adjWald", AssociationStatistic::AdjustedWald),
    ("lincom", AssociationStatistic::LinearCombination),
    ("saddlepoint", AssociationStatistic::Saddlepoint),
];

/// A test of association between two categories.
#[derive(Debug)]
struct ChisqKind {
    variables: [Placed<String>; 2],
    statistic: AssociationStatistic,
}

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let variables = super::common::two_columns(reader);
    let statistic = reader.optional("statistic", &OneOf(STATISTICS)).map(|found| found.value);
    Some(Arc::new(ChisqKind { variables: variables?, statistic: statistic.unwrap_or_default() }))
}

impl HeldAnalysis for ChisqKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        Ok(self.variables.iter().map(|name| ColumnUse::listed(name, Role::Category)).collect())
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let [rows, columns] = &self.variables;
        let codes = |name: &Placed<String>| domain.category(&name.value).unwrap_or_default().codes;
        let table = match TwoWayTable::new(&codes(rows), &codes(columns)) {
            // As R's survey counts them.
            Ok(table) => table.scaled_to(domain.all_rows.len()),
            Err(error @ TestError::TooManyCells { .. }) => {
                return Err(domain.refuse(&rows.place, error.to_string()));
            }
            Err(error) => return Ok(super::common::no_test(domain, &error)),
        };
        let df = super::common::complete_df(domain);
        let found = table.test(domain.sample, domain.rows, self.statistic, df);
        super::common::test_part(domain, found.map(|association| association.test))
    }
}
