//! Statistics of complex surveys: designs, cluster totals, estimators, variances, intervals.

mod design;
pub mod distribution;
mod error;
mod estimate;
mod estimator;
mod interval;
mod sum;
mod totals;
mod variance;

pub use design::{BuiltDesign, Design, DesignBuilder, DesignRows, DesignShape, Stage, Stratum, Unit};
pub use error::{StratumKey, SurveyError};
pub use estimate::{DesignEffectReference, Estimate};
pub use estimator::{Estimator, Linearized, Mean, Ratio, Scores, Total, linearize};
pub use interval::{Interval, NoInterval, ProportionInterval, ProportionMethod, symmetric_interval};
pub use sum::Sum;
pub use totals::{
    BatchCells, ClusterTotals, ClusterTotalsBuilder, DomainTotals, Measure, MeasureSums, Moments, OUTSIDE,
    Values, VariableSums,
};
pub use variance::{LonelyPsu, Matrix, Taylor};
