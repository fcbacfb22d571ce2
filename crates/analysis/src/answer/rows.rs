//! The answer as data.

use crate::pass::Level;
use cairn_survey::{Interval, Matrix};

/// The answer to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The design.
    pub design: DesignSummary,
    /// One answer an analysis, in their order.
    pub analyses: Vec<AnsweredAnalysis>,
}

/// The design in numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DesignSummary {
    /// Rows.
    pub n: u64,
    /// Sum of the weights.
    pub weighted_n: f64,
    /// Strata of the first stage.
    pub strata: usize,
    /// Clusters of the first stage.
    pub clusters: usize,
    /// Degrees of freedom.
    pub df: f64,
}

/// The answer to one analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct AnsweredAnalysis {
    /// Its name.
    pub id: String,
    /// Its kind.
    pub kind: &'static str,
    /// Rows that entered it.
    pub n: u64,
    /// Degrees of freedom of the design, or those asked for.
    pub df: f64,
    /// The level of its intervals, as 0.95.
    pub level: f64,
    /// Names of the columns that its domains are made of.
    pub by: Vec<String>,
    /// The estimates.
    pub rows: Vec<Row>,
    /// The covariance of all rows, where asked for.
    pub covariance: Option<Matrix>,
    /// What could not be computed, and why.
    pub warnings: Vec<String>,
}

/// What an estimate is of.
#[derive(Debug, Clone, PartialEq)]
pub enum Subject {
    /// A variable.
    Variable {
        /// The column.
        variable: String,
        /// The level of a category.
        level: Option<Level>,
    },
    /// A ratio.
    Ratio {
        /// The numerator's column.
        numerator: String,
        /// The denominator's column.
        denominator: String,
    },
}

/// One estimate.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What it is of.
    pub subject: Subject,
    /// The levels of its domain, in the order of [`AnsweredAnalysis::by`].
    pub by: Vec<Level>,
    /// Rows.
    pub n: u64,
    /// The estimate.
    pub estimate: Option<f64>,
    /// Its standard error.
    pub se: Option<f64>,
    /// Its interval.
    pub ci: Option<Interval>,
    /// Degrees of freedom of the interval.
    pub df: f64,
    /// The design effect, where asked for; absent inside where it cannot be computed.
    pub deff: Option<Option<f64>>,
}
