//! Regression models fitted to survey data.
//!
//! A [`ModelMatrix`] holds the predictors and says which term each coefficient belongs to. [`Glm`] fits generalized linear models to it by
//! weighted pseudo-likelihood (Binder, 1983, International Statistical Review 51, 279–292). A fit is a
//! [`Statistic`](crate::Statistic): its linearized variable is the score of a row times the inverse of the information, so that every
//! design gives it a covariance, and replicates refit it.

mod block;
mod cox;
mod digamma;
mod elementary;
mod error;
mod family;
mod fit;
mod glm;
mod least_squares;
mod likelihood;
mod link;
mod matrix;
mod multinomial;
mod negative_binomial;
mod ordinal;
mod prediction;
mod small_sample;
mod term_test;
mod terms;

pub use cox::{Cox, CoxFit};
pub use error::{ModelError, ModelWarning};
pub use family::Family;
pub use fit::GlmFit;
pub use glm::Glm;
pub use link::Link;
pub use matrix::{Column, ModelMatrix, Predictor, PredictorValue};
pub use multinomial::{Multinomial, MultinomialFit};
pub use negative_binomial::{NegativeBinomial, NegativeBinomialFit};
pub use ordinal::{Ordinal, OrdinalFit, OrdinalLink};
pub use prediction::{MarginEstimates, Prediction, PredictiveMargins, Scale};
pub use small_sample::SmallSample;
pub use term_test::{TermTest, TermTestMethod, wald_test};
pub use terms::{Term, Terms};
