//! The bridge from tables to survey statistics: fills cluster totals from columns, reads and answers analysis requests.
//!
//! [`Pass`] takes batches of Arrow columns and fills the cluster totals of `cairn-survey`; it is the only place where the two
//! meet. [`Request`] is the language of `cairn estimate`; [`answer`] answers it with one pass over the file.

mod answer;
mod design_steps;
mod held;
mod kinds;
mod pass;
mod request;

pub use answer::{
    Answer, AnswerError, AnsweredAnalysis, Coefficient, DesignSummary, Exponential, KeptTotals, Precision,
    Progress, Row, Simultaneous, Step, Subject, TestResult, TotalsError, answer, answer_from_totals,
    evaluation_diagnostic, expression_diagnostic, keep_totals, to_csv, to_json, to_table,
};
pub use pass::{
    Category, DesignColumns, DomainLevels, Filled, FilledTable, Filling, Frame, Level, MeasureColumns, Pass,
    PassError, TableColumns, Variable, numbers,
};
pub use request::{
    Analysis, DegreesOfFreedom, DesignEffect, DesignRequest, Estimand, HeldKind, IntervalKind, LONELY_PSU,
    MissingRule, Request,
};
