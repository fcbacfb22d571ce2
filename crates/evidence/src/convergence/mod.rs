//! The convergence matrix: themes × activities (Farmer, Robinson, Elliott and Eyles, 2006, *Qualitative Health Research* 16:377–394).
//!
//! That an activity did not run, did not ask, or asked and got nothing is computed; how its evidence stands to that of the others is
//! judged by two researchers.

mod agreement;
mod assessment;
mod cell;
mod matrix;
mod silence;

pub use agreement::JudgementPair;
pub use assessment::AssessedTheme;
pub use cell::{Cell, JudgedCell, MatrixCell};
pub(crate) use matrix::build;
pub use matrix::{Matrix, MatrixRow};
pub use silence::says_something;
