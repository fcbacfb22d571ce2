//! Mistakes of one kind: the first are shown, the rest are counted.

use cairn_definition::{Diagnostic, Diagnostics};

/// So many mistakes of a kind are shown.
const SHOWN: usize = 20;

/// Lists mistakes of one kind, and in the end how many more there are.
pub(crate) struct Listing<'p> {
    problems: &'p Diagnostics,
    found: usize,
}

impl<'p> Listing<'p> {
    pub(crate) fn new(problems: &'p Diagnostics) -> Self {
        Self { problems, found: 0 }
    }

    /// Adds one; it is put into words only where it is shown.
    pub(crate) fn push(&mut self, problem: impl FnOnce() -> Diagnostic) {
        self.found += 1;
        if self.found <= SHOWN {
            self.problems.push(problem());
        }
    }

    /// Says how many more there are: “… and 17 more rows that …”; gives how many there are in all.
    pub(crate) fn finish(self, more: impl FnOnce(usize) -> String) -> usize {
        if let Some(rest) = self.found.checked_sub(SHOWN).filter(|rest| *rest > 0) {
            self.problems.push(Diagnostic::elsewhere(more(rest)));
        }
        self.found
    }
}
