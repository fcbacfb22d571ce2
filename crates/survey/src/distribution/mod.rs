//! Distribution functions and quantiles, accurate in the tails and for any positive degrees of freedom.

mod beta;
mod gamma;
mod normal;
mod student;

pub use beta::{beta_quantile, beta_tails};
pub use normal::{normal_upper_quantile, normal_upper_tail};
pub use student::{student_upper_quantile, student_upper_tail};
