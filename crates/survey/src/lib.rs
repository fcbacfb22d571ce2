//! Statistics of complex surveys: designs, cluster totals, estimators, variances, intervals.
//!
//! A library of its own: plain columns in, estimates out; no files, no clock, no threads. Results agree with R's `survey` 4.5 to nine
//! significant digits on every case in `tests/oracles/`.
//!
//! # The way through it
//!
//! Nearly all of survey statistics needs from the data only one table: for each unit of the design's last stage and each domain, the
//! sums of *w* and *w·y*. So there is one door, [`ClusterTotals`], and estimators never loop over rows.
//!
//! 1. [`DesignBuilder`] reads strata, clusters, weights and population sizes, batch by batch, into a [`Design`].
//! 2. [`ClusterTotalsBuilder`] sums the values by unit and domain, in the order of the rows: the bits of a sum do not depend on how
//!    many threads add.
//! 3. An [`Estimator`] ([`Mean`], [`Total`], [`Ratio`]) is a function of a domain's totals; [`linearize`] gives its value and its
//!    linearized variable by unit, the [`Scores`].
//! 4. [`Taylor`] turns scores and design into variances and covariances.
//! 5. [`ProportionInterval`] and [`symmetric_interval`] make intervals; one that cannot be computed is absent with a reason.
//!
//! # Example
//!
//! Two strata with two clusters each; the share of those who told someone, among girls (domain 0) and boys (domain 1).
//!
//! ```
//! use cairn_survey::*;
//!
//! let shape = DesignShape {
//!     stages: vec![Stage { stratified: true, population: false }],
//!     rows_are_units: false,
//!     nest: true,
//!     weighted: true,
//! };
//! let weights = [10.0, 12.0, 9.0, 11.0, 20.0, 18.0, 21.0, 19.0];
//! let rows = DesignRows {
//!     rows: 8,
//!     strata: vec![Some(&[1, 1, 1, 1, 2, 2, 2, 2])],
//!     clusters: vec![&[1, 1, 2, 2, 1, 1, 2, 2]],
//!     population: vec![None],
//!     weights: Some(&weights),
//! };
//! let gender = [0, 1, 0, 1, 0, 1, 0, 1];
//! let told = [1.0, 0.0, 0.0, 1.0, 1.0, f64::NAN, 0.0, 0.0]; // NaN: missing
//!
//! let mut design = DesignBuilder::new(shape);
//! let mut totals = ClusterTotalsBuilder::new(&[Measure::ONE]);
//! let mut units = Vec::new();
//! design.add(&rows, &mut units)?;
//! let (cells, measures) = totals.begin_batch(&units, Some(&weights), &gender)?;
//! measures[0].add(&cells, &[Values::Numbers(&told)])?;
//! let totals = totals.finish(&design.finish()?, 2)?;
//!
//! let girls = totals.of(0, 0);
//! let (estimate, _) = Estimate::taylor(&girls, &Mean { variable: 0 }, &Taylor::default())?;
//! assert_eq!(estimate.rows, 4);
//! assert_eq!(estimate.value, Some(0.5));
//! assert_eq!(estimate.degrees_of_freedom, 2.0);
//! let interval = ProportionInterval {
//!     proportion: 0.5,
//!     variance: estimate.variance.unwrap(),
//!     rows: estimate.rows,
//!     df: estimate.degrees_of_freedom,
//!     level: 0.95,
//! };
//! assert!(interval.by(ProportionMethod::KornGraubard)?.lower > 0.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod agreement;
pub mod algebra;
pub mod calibration;
pub mod contrast;
mod design;
pub mod distribution;
mod error;
mod estimate;
mod estimator;
pub mod imputation;
mod interval;
pub mod model;
#[allow(dead_code)]
mod parallel;
pub mod phases;
pub mod precision;
pub mod quantile;
pub mod replicates;
mod sample;
pub mod standardization;
mod sum;
pub mod testing;
mod totals;
pub mod unequal;
mod variance;

pub use design::{BuiltDesign, Design, DesignBuilder, DesignRows, DesignShape, Stage, Stratum, Unit};
pub use error::{StratumKey, SurveyError};
pub use estimate::{DesignEffectReference, Estimate};
pub use estimator::{Estimator, Linearized, Mean, Ratio, Scores, Total, linearize};
pub use interval::{Interval, NoInterval, ProportionInterval, ProportionMethod, symmetric_interval};
pub use sample::{
    Domain, Estimates, OfTotals, ReplicateEstimates, Sample, Statistic, VarianceMethod, Variation,
};
pub use sum::Sum;
pub use totals::contract;
pub use totals::{
    BatchCells, ClusterTotals, ClusterTotalsBuilder, DomainTotals, Measure, MeasureSums, Moments, OUTSIDE,
    PartialCell, PartialTable, PartialTotals, PartialUnit, TotalsEngine, Values, VariableSums,
};
pub use variance::{LonelyPsu, Matrix, Taylor};
