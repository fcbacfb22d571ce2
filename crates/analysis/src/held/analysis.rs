//! What a kind of analysis, and a step of a design, must tell.

use super::{HeldColumns, HeldDomain};
use crate::answer::{AnswerError, Row, TestResult};
use crate::request::Request;
use cairn_definition::{Diagnostic, Placed};
use cairn_survey::replicates::Replicates;
use cairn_survey::{Design, Sample, Variation};
use std::fmt::Debug;
use std::sync::Arc;

/// What a column is used as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// Numbers; truth values are 0 and 1.
    Number,
    /// Truth values, or 0 and 1.
    Truth,
    /// Levels, whatever the type of the column.
    Category,
    /// Levels where the column is text or listed as `categorical`, numbers otherwise.
    Natural,
    /// Levels where the column is text or truth values or listed as `categorical`, numbers otherwise: a predictor of a model.
    Predictor,
    /// Not a column but an SQL condition.
    Condition,
    /// Not a column but an SQL expression of numbers.
    Expression,
}

/// A column that is needed, and what as.
#[derive(Debug, Clone)]
pub(crate) struct ColumnUse {
    /// Its name, or the expression.
    pub(crate) name: Placed<String>,
    /// What as.
    pub(crate) role: Role,
    /// A row in which it is missing leaves the domain.
    pub(crate) listed: bool,
}

impl ColumnUse {
    /// A variable of an analysis: rows in which it is missing leave the domain.
    pub(crate) fn listed(name: &Placed<String>, role: Role) -> Self {
        Self { name: name.clone(), role, listed: true }
    }

    /// A column whose missing values the user of the column sees to.
    pub(crate) fn aside(name: &Placed<String>, role: Role) -> Self {
        Self { name: name.clone(), role, listed: false }
    }
}

/// A kind of analysis that is answered from held rows.
pub(crate) trait HeldAnalysis: Debug + Send + Sync {
    /// The columns that it needs; `names` are all that there are.
    ///
    /// # Errors
    /// Each mistake that only shows beside the columns.
    fn columns(&self, names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>>;

    /// The columns whose combinations are its domains: those of the key `by`, unless the kind means something else by it.
    fn domains<'a>(&'a self, by: &'a [Placed<String>]) -> &'a [Placed<String>] {
        by
    }

    /// Answers one domain.
    ///
    /// # Errors
    /// When the analysis is refused.
    fn answer(&self, domain: &HeldDomain<'_>) -> Result<Part, AnswerError>;
}

/// The answer for one domain.
#[derive(Debug, Clone, Default)]
pub(crate) struct Part {
    /// The estimates; `by` and missing intervals are filled in by the caller where they stand empty.
    pub(crate) rows: Vec<Row>,
    /// How the estimates vary, in the order of the rows; absent where that makes no sense.
    pub(crate) variation: Option<Variation>,
    /// A second source of variation, taken to be independent of the first; of the same width.
    pub(crate) more_variation: Option<Variation>,
    /// Tests.
    pub(crate) tests: Vec<TestResult>,
    /// What could not be computed, and why.
    pub(crate) warnings: Vec<String>,
}

/// A step of a design beyond strata, clusters and weights.
pub(crate) trait DesignStep: Debug + Send + Sync {
    /// Whether the step is replicates that are made from the design alone. Then means, totals, ratios and proportions need no held rows.
    fn is_made_from_design(&self) -> bool {
        false
    }

    /// The replicates made from the design; absent where the step is something else.
    ///
    /// # Errors
    /// When the design has none of the kind.
    fn made_from_design(&self, _design: &Arc<Design>) -> Result<Option<Replicates>, AnswerError> {
        Ok(None)
    }

    /// The columns that it needs; `names` are all that there are.
    ///
    /// # Errors
    /// Each mistake that only shows beside the columns.
    fn columns(&self, names: &[&str]) -> Result<Vec<ColumnUse>, Vec<Diagnostic>>;

    /// The sample that the steps begin with, of a step that reads strata, clusters, weights and population sizes in its own way.
    ///
    /// # Errors
    /// When the design is refused.
    fn first_sample(
        &self,
        _request: &Request,
        _columns: &HeldColumns,
    ) -> Result<Option<Sample>, AnswerError> {
        Ok(None)
    }

    /// The sample after the step.
    ///
    /// # Errors
    /// When the step is refused.
    fn apply(&self, sample: Sample, columns: &HeldColumns) -> Result<Sample, AnswerError>;
}
