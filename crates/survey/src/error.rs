//! What is refused, and where.

/// A stratum of the design, by the keys the caller gave: of each stage's stratum and, before the last, its cluster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StratumKey {
    /// The stage, from 1.
    pub stage: usize,
    /// Key of the stratum at that stage; 0 where the stage is not stratified.
    pub stratum: u32,
    /// Keys of the clusters it lies in, outermost first.
    pub within: Vec<u32>,
}

/// Why a design or an estimate is refused.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SurveyError {
    /// A column is not as long as the others.
    #[error("the {what} column has {found} rows, the others have {expected}")]
    Length {
        /// Which column.
        what: &'static str,
        /// Rows expected.
        expected: usize,
        /// Rows found.
        found: usize,
    },
    /// The rows given differ from the shape declared: a stage without its column, or a column too many.
    #[error("the design was declared with {declared} {what} columns, the rows have {found}")]
    Shape {
        /// Which columns.
        what: &'static str,
        /// How many were declared.
        declared: usize,
        /// How many came.
        found: usize,
    },
    /// A weight that no design has.
    #[error("the weight in row {row} is {weight}; weights are finite and not negative")]
    Weight {
        /// The row, from 0.
        row: u64,
        /// What stands there.
        weight: f64,
    },
    /// Every weight is zero.
    #[error("all weights are zero")]
    NoWeight,
    /// No row at all.
    #[error("there are no rows")]
    NoRows,
    /// A population size or sampling fraction is missing or impossible.
    #[error("the population size or sampling fraction at stage {stage} in row {row} is {value}", stage = .stage)]
    Population {
        /// The stage, from 1.
        stage: usize,
        /// The row, from 0.
        row: u64,
        /// What stands there.
        value: f64,
    },
    /// Two population sizes in one stratum.
    #[error("the population size at stage {} differs within a stratum: {} and {}", .stratum.stage, .first, .second)]
    PopulationVaries {
        /// The stratum.
        stratum: StratumKey,
        /// The size found first.
        first: f64,
        /// A later one.
        second: f64,
    },
    /// More units sampled than there are.
    #[error("at stage {} a stratum of {population} units has {sampled} sampled", .stratum.stage)]
    PopulationBelowSample {
        /// The stratum.
        stratum: StratumKey,
        /// Its population size.
        population: f64,
        /// Units sampled.
        sampled: usize,
    },
    /// A cluster label in two strata, though labels were said to be unique.
    #[error(
        "cluster {cluster} occurs in more than one stratum at stage {stage}; its labels start afresh in each stratum"
    )]
    NotNested {
        /// The stage, from 1.
        stage: usize,
        /// The cluster's key.
        cluster: u32,
    },
    /// A stratum with one sampled unit, and the rule to refuse.
    #[error("a stratum has only one sampled cluster at stage {}", .0.stage)]
    LonelyPsu(StratumKey),
    /// Of two phases.
    #[error(transparent)]
    Phases(#[from] crate::phases::PhasesError),
    /// Of unequal probabilities.
    #[error(transparent)]
    Unequal(#[from] crate::unequal::UnequalError),
    /// Of replicates.
    #[error(transparent)]
    Replicates(#[from] crate::replicates::ReplicatesError),
    /// Cluster totals that do not go together.
    #[error("the cluster totals cannot be combined: {0}")]
    Incompatible(&'static str),
    /// A model that cannot be fitted.
    #[error(transparent)]
    Model(#[from] crate::model::ModelError),
    /// Quantiles that cannot be had.
    #[error(transparent)]
    Quantile(#[from] crate::quantile::QuantileError),
    /// Weights that cannot be calibrated.
    #[error(transparent)]
    Calibration(#[from] crate::calibration::CalibrationError),
    /// Agreement that cannot be measured.
    #[error(transparent)]
    Agreement(#[from] crate::agreement::AgreementError),
    /// A test that cannot be made.
    #[error(transparent)]
    Test(#[from] crate::testing::TestError),
    /// Rates that cannot be standardized.
    #[error(transparent)]
    Standardization(#[from] crate::standardization::StandardizationError),
}
