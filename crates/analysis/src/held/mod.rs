//! Analyses of held rows: for what cluster totals cannot answer.
//!
//! Means, totals, ratios and proportions under a plain design are answered while the file streams by (`answer::run`). Whatever needs its rows
//! again, a kind of analysis such as a quantile or a model, or a design such as a calibrated one, is answered here: the columns that the
//! request names, and no others, are held in memory ([`HeldColumns`]), the design becomes a [`cairn_survey::Sample`], the steps of the design
//! ([`DesignStep`]: unequal probabilities, phases, replicates, calibration) change it one after another, and each kind of analysis
//! ([`HeldAnalysis`], one file a kind in `kinds`) answers one domain after another ([`HeldDomain`]).

mod analysis;
mod columns;
mod domain;
mod imputed;
mod load;
mod run;
mod sample;

pub(crate) use analysis::{ColumnUse, DesignStep, HeldAnalysis, Part, Role};
pub(crate) use columns::{HeldCategory, HeldColumns};
pub(crate) use domain::HeldDomain;
pub(crate) use run::{HeldPlan, explain_survey};
pub(crate) use sample::sample;
