//! What is told of long work while it goes on.

use super::AnswerError;
use std::fmt;
use std::ops::ControlFlow;

/// How far an answer has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// Rows have been read.
    Rows {
        /// So many.
        read: u64,
        /// Of so many.
        total: u64,
    },
    /// An analysis of held rows begins, or one of its domains.
    Analysis {
        /// Its name.
        id: &'a str,
        /// Domains that are done.
        done: u64,
        /// Of so many.
        total: u64,
    },
}

/// Who is told of the progress, and may break the work off; nothing is answered then.
#[derive(Clone, Copy)]
pub struct Progress<'a>(&'a (dyn Fn(Step<'_>) -> ControlFlow<()> + Sync));

impl fmt::Debug for Progress<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Progress")
    }
}

impl Progress<'static> {
    /// Nobody is told.
    pub const NONE: Self = Self(&|_| ControlFlow::Continue(()));
}

impl<'a> Progress<'a> {
    /// Tells `watcher`.
    pub fn told_to(watcher: &'a (dyn Fn(Step<'_>) -> ControlFlow<()> + Sync)) -> Self {
        Self(watcher)
    }

    /// Tells a step.
    ///
    /// # Errors
    /// When the work is to be broken off.
    pub(crate) fn tell(self, step: Step<'_>) -> Result<(), AnswerError> {
        match (self.0)(step) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(AnswerError::BrokenOff),
        }
    }
}
