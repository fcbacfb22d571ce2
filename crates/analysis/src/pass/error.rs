//! Why a pass stopped, in the words of the table it read.

use cairn_survey::{StratumKey, SurveyError};

/// Why a pass stopped.
#[derive(Debug, thiserror::Error)]
pub enum PassError {
    /// A column has not the type that its use asks for.
    #[error("column {column} cannot be used as {role}")]
    ColumnType {
        /// The column of the frame.
        column: usize,
        /// What for.
        role: &'static str,
    },
    /// A number stands where a truth value should.
    #[error(
        "row {row} has {value} in column {column}, where only true and false, or 0 and 1, are proportions"
    )]
    NotTruth {
        /// The column of the frame.
        column: usize,
        /// The row, from 0.
        row: u64,
        /// What stands there.
        value: f64,
    },
    /// A row has no stratum, cluster or population size.
    #[error("row {row} has no value in column {column}, which holds the {role}")]
    MissingDesign {
        /// The column of the frame.
        column: usize,
        /// What it holds.
        role: &'static str,
        /// The row, from 0.
        row: u64,
    },
    /// The design or its totals are refused.
    #[error(transparent)]
    Survey(#[from] SurveyError),
}

impl PassError {
    /// The stratum that the error is about.
    pub fn stratum(&self) -> Option<&StratumKey> {
        match self {
            Self::Survey(
                SurveyError::LonelyPsu(stratum)
                | SurveyError::PopulationVaries { stratum, .. }
                | SurveyError::PopulationBelowSample { stratum, .. },
            ) => Some(stratum),
            _ => None,
        }
    }

    /// What is wrong, with rows counted from 1, columns by the names that `name` gives them, and the stratum as labelled.
    pub fn describe<'a>(&self, name: impl Fn(usize) -> &'a str, stratum: Option<&str>) -> String {
        let mut message = match self {
            Self::ColumnType { column, role } => {
                format!("column `{}` cannot be used as {role}", name(*column))
            }
            Self::MissingDesign { column, role, row } => {
                format!("row {} has no {role}: column `{}` is missing there", row + 1, name(*column))
            }
            Self::NotTruth { column, row, value } => {
                format!(
                    "column `{}` is {value} in row {}, where only 0 and 1 make a proportion",
                    name(*column),
                    row + 1
                )
            }
            Self::Survey(SurveyError::Weight { row, weight }) if weight.is_nan() => {
                format!("the weight in row {} is missing", row + 1)
            }
            Self::Survey(SurveyError::Weight { row, weight }) => {
                format!("the weight in row {} is {weight}; weights are finite and not negative", row + 1)
            }
            Self::Survey(SurveyError::Population { stage, row, value }) => {
                format!(
                    "the population size or sampling fraction at stage {stage} in row {} is {value}",
                    row + 1
                )
            }
            Self::Survey(error) => error.to_string(),
        };
        if let Some(stratum) = stratum {
            message.push_str(": ");
            message.push_str(stratum);
        }
        message
    }

    /// How to mend it, where there is a way.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Survey(SurveyError::LonelyPsu(_)) => {
                Some("set `lonely_psu` to `adjust`, `average`, `certainty` or `remove`")
            }
            Self::Survey(SurveyError::NotNested { .. }) => Some("set `nest` to true"),
            Self::NotTruth { .. } => Some("compare the column with its code of yes, as in `q1 = 1`"),
            _ => None,
        }
    }
}
