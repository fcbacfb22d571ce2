//! Answers to analysis requests.

mod columns;
mod print;
mod rows;
mod run;

pub use columns::{evaluation_diagnostic, expression_diagnostic};
pub use print::{to_csv, to_json, to_table};
pub use rows::{Answer, AnsweredAnalysis, DesignSummary, Row};
pub use run::{AnswerError, answer};
