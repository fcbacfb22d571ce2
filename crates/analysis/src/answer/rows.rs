//! The answer as data.

use crate::pass::Level;
use crate::request::Analysis;
use cairn_definition::Placed;
use cairn_survey::precision::{PresentationFlag, ProportionStandard};
use cairn_survey::{Interval, Matrix};
use std::fmt;

/// The answer to a request.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The design.
    pub design: DesignSummary,
    /// One answer an analysis, in their order.
    pub analyses: Vec<AnsweredAnalysis>,
    /// The weight of each row, where asked for.
    pub weights: Option<Vec<f64>>,
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
    /// The covariance of all rows, where asked for, or where a contrast needs it.
    pub covariance: Option<Matrix>,
    /// Whether the covariance was asked for.
    pub with_covariance: bool,
    /// Tests: of a test of association one a domain, of a model those asked for.
    pub tests: Vec<TestResult>,
    /// Whether the tests are shown as a list even where there is one.
    pub test_list: bool,
    /// What could not be computed, and why.
    pub warnings: Vec<String>,
}

impl AnsweredAnalysis {
    /// An answer without rows yet.
    pub(crate) fn new(analysis: &Analysis, df: f64, by: &[Placed<String>]) -> Self {
        Self {
            id: analysis.id.value.clone(),
            kind: analysis.kind,
            n: 0,
            df,
            level: analysis.level,
            by: by.iter().map(|name| name.value.clone()).collect(),
            rows: Vec::new(),
            covariance: None,
            with_covariance: analysis.covariance,
            tests: Vec::new(),
            test_list: analysis.tests_are_a_list(),
            warnings: Vec::new(),
        }
    }
}

/// A test.
#[derive(Debug, Clone, PartialEq)]
pub struct TestResult {
    /// What is tested, where an analysis has several tests: the terms of a model.
    pub of: Option<String>,
    /// The statistic.
    pub statistic: Option<f64>,
    /// Its name: `F`, `t`, `X-squared`.
    pub name: String,
    /// Degrees of freedom of its reference distribution.
    pub df: Vec<f64>,
    /// The probability of a statistic as far out or further.
    pub p: Option<f64>,
    /// The levels of its domain.
    pub by: Vec<Level>,
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
    /// Two variables: their covariance, or the agreement between them.
    Pair {
        /// The first column.
        variable: String,
        /// The second.
        other: String,
    },
    /// A quantile.
    Quantile {
        /// The column.
        variable: String,
        /// The probability.
        probability: f64,
    },
    /// The distribution function of a variable.
    Distribution {
        /// The column.
        variable: String,
        /// Where it is taken.
        at: f64,
    },
    /// A coefficient of a model.
    Term(String),
    /// A prediction for a row of values given, from 1.
    Prediction(usize),
    /// A contrast of earlier estimates.
    Contrast(String),
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable { variable, level: None } => f.write_str(variable),
            Self::Variable { variable, level: Some(level) } => write!(f, "{variable} {level}"),
            Self::Ratio { numerator, denominator } => write!(f, "{numerator}/{denominator}"),
            Self::Pair { variable, other } => write!(f, "{variable}, {other}"),
            Self::Quantile { variable, probability } => write!(f, "{variable} {probability}"),
            Self::Distribution { variable, at } => write!(f, "{variable} ≤ {at}"),
            Self::Term(name) | Self::Contrast(name) => f.write_str(name),
            Self::Prediction(row) => write!(f, "row {row}"),
        }
    }
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
    /// What a coefficient has besides.
    pub coefficient: Option<Coefficient>,
    /// How precise it is, where asked for.
    pub precision: Option<Precision>,
    /// The share of the variance that missing data caused, of estimates from multiply imputed data.
    pub missing_information: Option<f64>,
}

/// How precise an estimate is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Precision {
    /// The standard error over the estimate.
    pub coefficient_of_variation: Option<f64>,
    /// The size of a simple random sample as precise.
    pub effective_size: Option<f64>,
    /// Of a proportion, what the standards of the National Center for Health Statistics say against it.
    pub presentation: Option<ProportionStandard>,
}

impl Precision {
    /// The precision of a proportion, with what its presentation should heed.
    pub(crate) fn of_proportion(proportion: f64, variance: f64, rows: u64, df: f64) -> Self {
        let standard = ProportionStandard::of(proportion, variance, rows, df);
        let finite = |value: f64| Some(value).filter(|value| value.is_finite());
        Self {
            coefficient_of_variation: finite(variance.sqrt() / proportion),
            effective_size: finite(standard.effective_size),
            presentation: Some(standard),
        }
    }

    /// `shown`, `review` or `withheld`.
    pub(crate) fn verdict(standard: &ProportionStandard) -> &'static str {
        match (standard.is_shown(), standard.needs_review()) {
            (false, _) => "withheld",
            (true, true) => "review",
            (true, false) => "shown",
        }
    }

    /// What speaks against showing it, in words of the answer.
    pub(crate) fn reasons(standard: &ProportionStandard) -> Vec<&'static str> {
        let word = |flag: &PresentationFlag| match flag {
            PresentationFlag::FewInterviews => "few_interviews",
            PresentationFlag::WideInterval => "wide_interval",
            PresentationFlag::RelativelyWideInterval => "relatively_wide_interval",
            PresentationFlag::NoInterval => "no_interval",
            PresentationFlag::FewDegreesOfFreedom => "few_degrees_of_freedom",
            PresentationFlag::NoEvents => "no_events",
            PresentationFlag::ComplementUnreliable => "complement_unreliable",
        };
        standard.flags.iter().map(word).collect()
    }
}

/// The test of a coefficient against zero, and its exponential.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Coefficient {
    /// The estimate over its standard error.
    pub t: Option<f64>,
    /// The two-sided probability.
    pub p: Option<f64>,
    /// The exponential of the estimate, of families where it has a meaning.
    pub exp: Option<Exponential>,
}

/// The exponential of a coefficient: an odds ratio, or a ratio of rates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Exponential {
    /// The ratio.
    pub estimate: Option<f64>,
    /// Its interval.
    pub ci: Option<Interval>,
}

impl Row {
    /// A row without interval yet.
    pub(crate) fn new(subject: Subject, n: u64, estimate: Option<f64>, se: Option<f64>, df: f64) -> Self {
        Self {
            subject,
            by: Vec::new(),
            n,
            estimate,
            se,
            ci: None,
            df,
            deff: None,
            coefficient: None,
            precision: None,
            missing_information: None,
        }
    }
}
