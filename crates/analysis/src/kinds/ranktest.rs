//! The kind `ranktest`.

use crate::answer::AnswerError;
use crate::held::{ColumnUse, HeldAnalysis, HeldDomain, Part, Role};
use cairn_definition::kind::{OneOf, Text};
use cairn_definition::{Diagnostic, Placed, TableReader};
use cairn_survey::SurveyError;
use cairn_survey::testing::{RankScore, RankTest, Test};
use std::sync::Arc;

const TESTS: &[(&str, RankScore)] = &[
    ("wilcoxon", RankScore::Wilcoxon),
    ("vanderWaerden", RankScore::VanDerWaerden),
    ("median", RankScore::Median),
    ("KruskalWallis", RankScore::Wilcoxon),
];

/// A rank test that groups have one distribution.
#[derive(Debug)]
struct RanktestKind {
    outcome: Placed<String>,
    group: Placed<String>,
    score: RankScore,
}

/// Reads the keys of the kind.
pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Arc<dyn HeldAnalysis>> {
    let outcome = reader.required("outcome", &Text);
    let group = reader.required("group", &Text);
    let score = reader.optional("test", &OneOf(TESTS)).map(|found| found.value);
    Some(Arc::new(RanktestKind { outcome: outcome?, group: group?, score: score.unwrap_or_default() }))
}

impl HeldAnalysis for RanktestKind {
    fn columns(&self, _names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>> {
        let outcome = ColumnUse::listed(&self.outcome, Role::Number);
        Ok(vec![outcome, ColumnUse::listed(&self.group, Role::Category)])
    }

    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError> {
        super::common::test_part(domain, self.test(domain))
    }
}

impl RanktestKind {
    fn test(&self, domain: &HeldDomain<'_>) -> Result<Test, SurveyError> {
        let outcome = domain.numbers(&self.outcome.value);
        let groups = domain.category(&self.group.value).unwrap_or_default().codes;
        let test = RankTest::new(&outcome, &groups, &domain.weights(), self.score)?;
        Ok(test.test(domain.sample, domain.rows, super::common::complete_df(domain))?.test)
    }
}
