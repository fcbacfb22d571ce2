//! Predictive margins over the levels of a category.

use super::predictors::present;
use super::{Formula, append};
use crate::answer::{AnswerError, Row, Subject};
use crate::held::{ColumnUse, HeldDomain, Part, Role};
use cairn_definition::kind::Text;
use cairn_definition::{Placed, TableReader};
use cairn_survey::model::{GlmFit, PredictiveMargins};
use cairn_survey::{Domain, Estimates, SurveyError, Variation};

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

    /// Puts the margins from a fit that has the category as a variable after the coefficients of a part.
    ///
    /// # Errors
    /// When the variance is refused.
    pub(crate) fn answer(
        &self,
        domain: &HeldDomain<'_>,
        rows: &Domain,
        fit: &GlmFit<'_>,
        variable: usize,
        part: &mut Part,
    ) -> Result<(), AnswerError> {
        let refuse = |error: SurveyError| domain.refuse_survey(&error);
        let Some(margins) = PredictiveMargins::new(fit, variable) else { return Ok(()) };
        let estimates =
            domain.sample.estimate_from(fit, rows, fit.coefficients().to_vec()).map_err(refuse)?;
        let margins = margins.estimate(domain.sample, rows, &estimates).map_err(refuse)?;
        let Some(category) = domain.columns.category_in(&self.category.value, Role::Category) else {
            return Ok(());
        };
        let found =
            Estimates { values: margins.values, variation: margins.through, covariance: margins.covariance };
        let levels = present(category, rows).levels.into_iter().enumerate();
        let told: Vec<Row> = levels
            .map(|(place, level)| {
                let variable = self.category.value.clone();
                let subject = Subject::Variable { variable, level: Some(level) };
                domain.row(subject, &found, place, domain.df(), &mut part.warnings)
            })
            .collect();
        let before = part.rows.len();
        append(part, told, Some(&found.variation));
        // The coefficients do not vary at themselves.
        let still = margins.around.transform(&vec![Vec::new(); before]);
        let parts = if before == 0 { vec![margins.around] } else { vec![still, margins.around] };
        part.more_variation = Variation::join(&parts);
        Ok(())
    }
}
