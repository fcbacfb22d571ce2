//! Statistics of complex surveys: designs, estimators, variances, calibration, replicates, models, tests, intervals.
//!
//! A library of its own: plain columns in, estimates out; no files, no clock, few dependencies. Results agree with R's `survey` 4.5 to nine
//! significant digits on the cases in `tests/oracles/`, and are the same to the bit on any number of threads.
//!
//! # The way through it
//!
//! Nearly all of survey statistics needs from the data only one table: for each unit of the design's last stage and each domain, the
//! sums of *w* and *w·y*. So there is one door, [`ClusterTotals`], and estimators of this kind never loop over rows.
//!
//! 1. [`DesignBuilder`] reads strata, clusters, weights and population sizes, batch by batch, into a [`Design`].
//! 2. [`ClusterTotalsBuilder`] sums the values by unit and domain, in the order of the rows: the bits of a sum do not depend on how
//!    many threads add. Sums of several files add up ([`PartialTotals`]), and whoever else can sum may ([`TotalsEngine`]).
//! 3. An [`Estimator`] ([`Mean`], [`Total`], [`Ratio`]) is a function of a domain's totals; [`linearize`] gives its value and its
//!    linearized variable by unit, the [`Scores`].
//! 4. [`Taylor`] turns scores and design into variances and covariances; [`replicates`](replicates::Replicates::of_totals) do without
//!    scores.
//! 5. [`ProportionInterval`] and [`symmetric_interval`] make intervals; one that cannot be computed is absent with a reason.
//!
//! What needs the rows again, a quantile, a model, calibrated weights, takes a [`Sample`] that holds them: a [`Statistic`] tells its value
//! under any weights and how it changes with each; the sample makes of that a [`Variation`] and a covariance, by the method that its
//! design has. A new estimator is one file that implements one of the two traits, and has every design at once.
//!
//! # What is in it
//!
//! | | here | source | in R's `survey` |
//! |---|---|---|---|
//! | strata, clusters, stages with population sizes | [`DesignBuilder`], [`Taylor`] | Cochran (1977), 11.24; Särndal, Swensson and Wretman (1992), 4.3.1 | `svydesign` |
//! | a stratum with one cluster, five rules | [`LonelyPsu`] | Lumley (2010), 3.2.1 | `survey.lonely.psu` |
//! | unequal probabilities | [`unequal`] | Brewer (2002); Overton (1985); Hartley and Rao (1962); Horvitz and Thompson (1952); Yates and Grundy (1953) | `pps=` |
//! | two phases | [`phases`] | Särndal, Swensson and Wretman (1992), 9.3.7 | `twophase` |
//! | jackknife, balanced half-samples, Fay, bootstraps | [`replicates`] | Wolter (2007); Canty and Davison (1999); Rao and Wu (1988); Preston (2009) | `as.svrepdesign` |
//! | post-stratification, raking, calibration, trimming | [`calibration`] | Deville and Särndal (1992); Deville, Särndal and Sautory (1993); Potter (1990) | `postStratify`, `rake`, `calibrate`, `trimWeights` |
//! | means, totals, ratios | [`Mean`], [`Total`], [`Ratio`] | Woodruff (1971); Demnati and Rao (2004) | `svymean`, `svytotal`, `svyratio` |
//! | intervals of a proportion, seven | [`ProportionInterval`] | Korn and Graubard (1998); Rao and Scott (1984); Wilson (1927) | `svyciprop` |
//! | quantiles, eleven rules, five intervals | [`quantile`] | Woodruff (1952); Francisco and Fuller (1991); Hyndman and Fan (1996) | `svyquantile` |
//! | variances, covariances, distribution functions | [`quantile::Covariances`], [`quantile::Shares`] | Särndal, Swensson and Wretman (1992), 5.9 | `svyvar`, `svycdf` |
//! | tests of association | [`testing::TwoWayTable`] | Rao and Scott (1981, 1984); Thomas and Rao (1990); Koch, Freeman and Freeman (1975) | `svychisq` |
//! | differences of means, of ranks | [`testing`] | Lumley and Scott (2013) | `svyttest`, `svyranktest` |
//! | kappa, weighted and Fleiss's kappa | [`agreement`] | Cohen (1960, 1968); Fleiss (1971) | `svykappa`; the others nowhere |
//! | generalized linear models, predictions, margins | [`model::Glm`] | Binder (1983); Graubard and Korn (1999) | `svyglm`, `svypredmeans` |
//! | ordinal, proportional hazards | [`model::Ordinal`], [`model::Cox`] | McCullagh (1980); Binder (1992); Lin (2000) | `svyolr`, `svycoxph` |
//! | negative binomial, multinomial | [`model::NegativeBinomial`], [`model::Multinomial`] | Lawless (1987); Morel (1989) | nowhere |
//! | standard errors from few clusters | [`model::SmallSample`] | Bell and McCaffrey (2002) | from 4.2 on |
//! | tests of terms: Wald, Rao–Scott likelihood ratio, working Wald | [`model::TermTest`] | Rao and Scott (1984); Lumley and Scott (2014) | `regTermTest` |
//! | contrasts, linear or any expression | [`contrast`] | the delta method | `svycontrast` |
//! | standardized rates | [`standardization`] | Korn and Graubard (1999) | `svystandardize` |
//! | multiple imputation | [`imputation`] | Rubin (1987); Barnard and Rubin (1999) | `mitools` |
//! | design effects, effective sizes, whether a proportion may be shown | [`Estimate`], [`precision`] | Kish (1965); Parker et al. (2017) | `deff=`; the last nowhere |
//! | intervals that hold at once | [`distribution`] | Šidák (1967); Scheffé (1953); Genz and Bretz (2009) | nowhere |
//!
//! # How fast
//!
//! Whole processes from a Parquet file of 3.4 million rows to the answer, on two cores (`docs/benchmark.md`): a median with its interval takes
//! 0.7 s (R 28), a logistic regression with ten predictors 1.3 s (R 47), raking to three margins 0.7 s (R 57), a Rao–Scott test 0.4 s
//! (R 32), 20 means 0.5 s and with 500 bootstrap replicates 0.8 s.
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
