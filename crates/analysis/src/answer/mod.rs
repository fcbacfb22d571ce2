//! Answers to analysis requests.

mod columns;
mod method;
mod print;
mod progress;
mod rows;
mod run;
mod simultaneous;
mod streamed;
mod totals;

pub(crate) use columns::{Columns, Frames};
pub use columns::{evaluation_diagnostic, expression_diagnostic};
pub use print::{to_csv, to_json, to_table};
pub use progress::{Progress, Step};
pub use rows::{
    Answer, AnsweredAnalysis, Coefficient, DesignSummary, Exponential, Precision, Row, Subject, TestResult,
};
pub use run::{AnswerError, answer};
pub use simultaneous::Simultaneous;
pub(crate) use simultaneous::simultaneously;
pub use totals::{KeptTotals, TotalsError, answer_from_totals, keep_totals};
