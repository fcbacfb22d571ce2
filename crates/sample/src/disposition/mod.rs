//! What came of a household that was selected: the final dispositions of in-person household surveys.
//!
//! The American Association for Public Opinion Research, *Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for
//! Surveys*, 10th edition, 2023.

mod category;
mod code;
mod codes;

pub use category::Category;
pub use code::{Disposition, UnknownDisposition};
