//! Predictive margins over the levels of a category.

use super::Formula;
use super::predictors::present;
use crate::answer::{AnswerError, Row, Subject};
use crate::held::{ColumnUse, HeldDomain, Role};
use cairn_definition::kind::Text;
use cairn_definition::{Placed, TableReader};
use cairn_survey::model::{GlmFit, PredictiveMargins};
use cairn_survey::{Domain, Estimates, SurveyError};

/// The category whose margins are asked for.
#[derive(Debug, Clone)]
pub(crate) struct Margins {
    pub(crate) category: Placed<String>,
}

impl Margins {
    /// Reads the key `margins`.
    pub(crate) fn read(reader: &mut TableReader<'_>) -> Option<Self> {
        reader.optional("margins", &Text).map(|category| Self { category })
    }

    /// The column needed.
    pub(crate) fn column(&self) -> ColumnUse {
        ColumnUse::aside(&self.category, Role::Category)
    }

    /// The variable of a formula that is the category, if one is.
    pub(crate) fn variable(&self, formula: &Formula, domain: &HeldDomain<'_>) -> Option<usize> {
        formula.variables.iter().position(|variable| {
            variable.column.value == self.category.value
                && domain.columns.category_in(&variable.column.value, variable.role()).is_some()
        })
    }

    /// The margins from a fit that has the category as a variable.
    ///
    /// # Errors
    /// When the variance is refused.
    pub(crate) fn answer(
        &self,
        domain: &HeldDomain<'_>,
        rows: &Domain,
        fit: &GlmFit<'_>,
        variable: usize,
        warnings: &mut Vec<String>,
    ) -> Result<Vec<Row>, AnswerError> {
        let refuse = |error: SurveyError| domain.refuse_survey(&error);
        let Some(margins) = PredictiveMargins::new(fit, variable) else { return Ok(Vec::new()) };
        let estimates =
            domain.sample.estimate_from(fit, rows, fit.coefficients().to_vec()).map_err(refuse)?;
        let (values, covariance) = margins.estimate(domain.sample, rows, &estimates).map_err(refuse)?;
        let Some(category) = domain.columns.category_in(&self.category.value, Role::Category) else {
            return Ok(Vec::new());
        };
        let levels = present(category, rows).levels;
        let found = Estimates { values, variation: estimates.variation, covariance };
        Ok(levels
            .into_iter()
            .enumerate()
            .map(|(place, level)| {
                let variable = self.category.value.clone();
                let subject = Subject::Variable { variable, level: Some(level) };
                domain.row(subject, &found, place, domain.df(), warnings)
            })
            .collect())
    }
}
