//! The steps that make a weight.
//!
//! A [`Weighting`] begins with the households selected, each of which came to something ([`Standing`]). Every step gives each household a
//! factor, which is kept; the weight is the product of the factors, to the bit. The base weight, of the selection alone, is kept beside:
//! no step can overwrite it.
//!
//! | step | who | source |
//! |---|---|---|
//! | [`select`](Weighting::select) | all: the inverse of a stage's probability | Horvitz and Thompson (1952) |
//! | [`unknown_eligibility`](Weighting::unknown_eligibility) | those whose eligibility is known take on the weights of the others | Valliant, Dever and Kreuter (2018), section 13.4 |
//! | [`non_response`](Weighting::non_response), [`response_propensity`](Weighting::response_propensity) | those who took part take on the weights of the eligible who did not | Valliant, Dever and Kreuter (2018), section 13.5; Little (1986) |
//! | [`within_household`](Weighting::within_household) | those who took part: the inverse of the probability of being picked | Kish (1949) |
//! | [`trim`](Weighting::trim) | weights above a limit are cut | Potter (1990) |
//! | [`calibrate`](Weighting::calibrate) | weights agree with known numbers of the population | Deming and Stephan (1940); Deville and Särndal (1992) |
//! | [`scale_to_respondents`](Weighting::scale_to_respondents) | weights add up to the number of respondents | |
//!
//! What a step did is told by its [`StepReport`].

mod calibrate;
mod cells;
mod chain;
mod column;
mod error;
mod join;
mod margin;
mod non_response;
mod propensity;
mod report;
mod scale;
mod selection;
mod standing;
mod trim;
mod unknown;
mod within_household;

#[cfg(test)]
mod laws;

pub use calibrate::CalibrationMethod;
pub use chain::{Step, Weighting};
pub use column::ClassColumn;
pub use error::WeightError;
pub use join::JoinedClass;
pub use margin::{CellAccount, Margin, MarginAccount, check_margins};
pub use non_response::ClassLimits;
pub use propensity::PropensityUse;
pub use report::{Distribution, FactorRange, StepDone, StepReport};
pub use selection::SelectionStage;
pub use standing::Standing;
pub use trim::TrimLimit;
