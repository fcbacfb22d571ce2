//! A domain of an analysis, with what it is answered from.

use super::{HeldCategory, HeldColumns};
use crate::answer::{AnswerError, Row, Subject};
use crate::pass::Level;
use crate::request::{Analysis, DegreesOfFreedom, Request};
use cairn_definition::{Diagnostic, Place};
use cairn_survey::{Domain, Estimates, Interval, Sample, Statistic, SurveyError, symmetric_interval};

/// One domain of an analysis.
#[derive(Debug, Clone, Copy)]
pub(crate) struct HeldDomain<'a> {
    /// The request.
    pub(crate) request: &'a Request,
    /// The analysis.
    pub(crate) analysis: &'a Analysis,
    /// The sample.
    pub(crate) sample: &'a Sample,
    /// All columns.
    pub(crate) columns: &'a HeldColumns,
    /// The rows of the domain in which no listed column is missing.
    pub(crate) rows: &'a Domain,
    /// The rows of the domain, those with missing values too.
    pub(crate) all_rows: &'a Domain,
    /// The levels of the domain, in the order of its columns.
    pub(crate) levels: &'a [Level],
}

impl HeldDomain<'_> {
    /// The numbers of a column in the domain's rows.
    pub(crate) fn numbers(&self, name: &str) -> Vec<f64> {
        self.rows.gather(self.columns.numbers(name))
    }

    /// The category of a column in the domain's rows, with all levels of the column: those without a row in the domain too.
    pub(crate) fn category(&self, name: &str) -> Option<HeldCategory> {
        let category = self.columns.category(name)?;
        Some(HeldCategory { codes: self.rows.gather(&category.codes), levels: category.levels.clone() })
    }

    /// The weights of the domain's rows.
    pub(crate) fn weights(&self) -> Vec<f64> {
        self.rows.gather(self.sample.weights())
    }

    /// Degrees of freedom: those asked for, or of the design.
    pub(crate) fn df(&self) -> f64 {
        match self.analysis.df {
            DegreesOfFreedom::Design => self.sample.degrees_of_freedom(),
            DegreesOfFreedom::Fixed(df) => df,
        }
    }

    /// Degrees of freedom: those asked for, or of the design within the domain, rows with missing values too.
    pub(crate) fn domain_df(&self) -> f64 {
        match self.analysis.df {
            DegreesOfFreedom::Design => self.sample.domain_degrees_of_freedom(self.all_rows),
            DegreesOfFreedom::Fixed(df) => df,
        }
    }

    /// A statistic over the domain.
    ///
    /// # Errors
    /// When it is refused.
    pub(crate) fn estimate(&self, statistic: &dyn Statistic) -> Result<Estimates, AnswerError> {
        self.sample.estimate(statistic, self.rows).map_err(|error| self.refuse_survey(&error))
    }

    /// A row with an estimate, its standard error, and an interval of Student's distribution with `df` degrees of freedom; what cannot be
    /// computed is absent and gets a warning.
    pub(crate) fn row(
        &self,
        subject: Subject,
        estimates: &Estimates,
        position: usize,
        df: f64,
        warnings: &mut Vec<String>,
    ) -> Row {
        let value = estimates.values.get(position).copied().filter(|value| value.is_finite());
        let variance = value.and(estimates.variance(position));
        let of = self.describe(&subject);
        let mut row = Row::new(subject, self.rows.len() as u64, value, variance.map(f64::sqrt), df);
        row.ci = self.interval(value, variance, df, &of, warnings);
        row
    }

    /// Student's interval; a warning where there is none.
    pub(crate) fn interval(
        &self,
        value: Option<f64>,
        variance: Option<f64>,
        df: f64,
        of: &str,
        warnings: &mut Vec<String>,
    ) -> Option<Interval> {
        match (value, variance) {
            (None, _) => {
                let reason = if self.rows.is_empty() {
                    "no case, so there is no estimate"
                } else {
                    "it is not defined"
                };
                warnings.push(format!("{of}: {reason}"));
                None
            }
            (Some(_), None) => {
                warnings.push(format!("{of}: the variance cannot be estimated"));
                None
            }
            (Some(value), Some(variance)) => {
                match symmetric_interval(value, variance, df, self.analysis.level) {
                    Ok(interval) => Some(interval),
                    Err(reason) => {
                        warnings.push(format!("{of}: no interval: {reason}"));
                        None
                    }
                }
            }
        }
    }

    /// Names an estimate of this domain for a warning: "hc, (19,39]".
    pub(crate) fn describe(&self, subject: &Subject) -> String {
        let mut of = subject.to_string();
        for level in self.levels {
            of.push_str(&format!(", {level}"));
        }
        of
    }

    /// Refuses the analysis at a place of the request.
    #[allow(dead_code)]
    pub(crate) fn refuse(&self, place: &Place, message: impl Into<String>) -> AnswerError {
        AnswerError::Request(vec![Diagnostic::error(place, message)])
    }

    /// Refuses the analysis for what `cairn-survey` refused.
    pub(crate) fn refuse_survey(&self, error: &SurveyError) -> AnswerError {
        super::explain_survey(error, self.request, self.columns, &self.analysis.id.place)
    }
}
