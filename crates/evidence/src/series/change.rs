//! The change between two counts.

use super::comparability::joined;
use super::{Comparability, CountSeries, Difference};
use std::fmt;

/// The change between two counts, exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// The count that it starts from.
    pub from: u64,
    /// The count that it leads to.
    pub to: u64,
}

impl Change {
    /// How much was added; negative where it fell.
    pub fn absolute(self) -> i128 {
        i128::from(self.to) - i128::from(self.from)
    }

    /// How much was added, as a share of what it starts from: 0.336 for a rise by 33.6 %. Absent from zero.
    pub fn relative(self) -> Option<f64> {
        (self.from > 0).then(|| self.absolute() as f64 / self.from as f64)
    }

    /// The change the other way. Its share is another: from 587,852 to 785,322 is a rise by 33.6 %, back a fall by 25.1 %.
    #[must_use]
    pub fn reversed(self) -> Self {
        Self { from: self.to, to: self.from }
    }
}

/// Why no change is computed between two years of a series.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct NoChange {
    /// The year that it would start from.
    pub from: i16,
    /// The year that it would lead to.
    pub to: i16,
    /// Why the two are not fully comparable.
    pub differences: Vec<Difference>,
}

impl fmt::Display for NoChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no change is computed from {} to {}: {}", self.from, self.to, joined(&self.differences))
    }
}

impl CountSeries {
    /// The change between two years.
    ///
    /// # Errors
    /// Unless the two are fully comparable.
    pub fn change(&self, from: i16, to: i16) -> Result<Change, NoChange> {
        let refused = |differences| NoChange { from, to, differences };
        match self.across(from, to) {
            Comparability::Full => {}
            Comparability::WithCaveat(differences) | Comparability::No(differences) => {
                return Err(refused(differences));
            }
        }
        let count = |year| self.observation(year).and_then(|observation| observation.counted.count());
        match (count(from), count(to)) {
            (Some(from), Some(to)) => Ok(Change { from, to }),
            _ => Err(refused(Vec::new())),
        }
    }
}
