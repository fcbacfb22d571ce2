//! How a step ended.

/// How a step ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// All is well; perhaps with something worth saying.
    Passed(Vec<String>),
    /// Something is wrong; what the step printed tells what.
    Failed(String),
    /// It could not be run, and why, and how to have it.
    Skipped(String),
}
