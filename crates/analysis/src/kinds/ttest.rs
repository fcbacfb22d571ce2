//! The kind `ttest`.

use crate::answer::{AnswerError, Row, Subject};
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use crate::request::DegreesOfFreedom;
use cairn_definition::kind::Text;
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::SurveyError;
use cairn_survey::testing::{Difference, MeanTest, OneMean};
use std::sync::Arc;

/// A test that a mean is zero, or the means of two groups the same.
#[derive(Debug)]
struct TtestKind {
    outcome: Placed<String>,
    group: Option<Placed<String>>,
}

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let outcome = reader.required("outcome", &Text);
    let group = reader.optional("group", &Text);
    Some(Arc::new(TtestKind { outcome: outcome?, group }))
}

impl HeldAnalysis for TtestKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let mut uses = vec![ColumnUse::listed(&self.outcome, Role::Number)];
        uses.extend(self.group.iter().map(|group| ColumnUse::listed(group, Role::Category)));
        Ok(uses)
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        let found = self.test(domain);
        let mut part = super::common::test_part(domain, found.clone().map(|found| found.test))?;
        let subject = Subject::Variable { variable: self.outcome.value.clone(), level: None };
        let n = domain.rows.len() as u64;
        part.rows.push(match found {
            Ok(found) => {
                let df = found.test.df.first().copied().unwrap_or(f64::NAN);
                let of = domain.describe(&subject);
                let (value, variance) = (Some(found.value), Some(found.variance));
                let mut row = Row::new(subject, n, value, Some(found.variance.sqrt()), df);
                row.ci = domain.interval(value, variance, df, &of, &mut part.warnings);
                row
            }
            Err(_) => Row::new(subject, n, None, None, domain.df() - 1.0),
        });
        Ok(part)
    }
}

impl TtestKind {
    fn test(&self, domain: &HeldDomain<'_>) -> Result<MeanTest, SurveyError> {
        let df = match domain.analysis.df {
            DegreesOfFreedom::Design => super::common::complete_df(domain),
            // The test takes one from the design's; what was asked for is what is used.
            DegreesOfFreedom::Fixed(df) => df + 1.0,
        };
        let outcome = domain.numbers(&self.outcome.value);
        match &self.group {
            None => OneMean { outcome }.test(domain.sample, domain.rows, df),
            Some(group) => {
                let groups = domain.category(&group.value).unwrap_or_default().codes;
                Difference::new(outcome, &groups)?.test(domain.sample, domain.rows, df)
            }
        }
    }
}
