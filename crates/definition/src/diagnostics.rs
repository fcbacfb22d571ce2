//! All mistakes of one reading.

use crate::{Diagnostic, Severity};
use std::cell::RefCell;

/// Collects the mistakes of one reading. Readers share it by reference, so that none of them stops at the first.
#[derive(Debug, Default)]
pub struct Diagnostics {
    collected: RefCell<Vec<Diagnostic>>,
}

impl Diagnostics {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one.
    pub fn push(&self, diagnostic: Diagnostic) {
        self.collected.borrow_mut().push(diagnostic);
    }

    /// Adds many.
    pub fn extend(&self, diagnostics: impl IntoIterator<Item = Diagnostic>) {
        for diagnostic in diagnostics {
            self.push(diagnostic);
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.collected.borrow().len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.collected.borrow().is_empty()
    }

    /// How many errors are among them.
    pub fn errors(&self) -> usize {
        self.collected.borrow().iter().filter(|diagnostic| diagnostic.severity == Severity::Error).count()
    }

    /// Whether an error is among them.
    pub fn has_errors(&self) -> bool {
        self.errors() > 0
    }

    /// All of them, without repetition: first those that no file holds, then by file and
    /// position; those of one place in the order in which they were found.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut sorted = self.collected.into_inner();
        sorted.sort_by(|a, b| a.place.cmp(&b.place));
        let mut distinct: Vec<Diagnostic> = Vec::with_capacity(sorted.len());
        for problem in sorted {
            let same_place = distinct.iter().rev().take_while(|earlier| earlier.place == problem.place);
            if !same_place.into_iter().any(|earlier| *earlier == problem) {
                distinct.push(problem);
            }
        }
        distinct
    }
}
