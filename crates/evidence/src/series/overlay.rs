//! Series that may stand in one figure.

use super::comparability::joined;
use super::{Comparability, CountSeries, Difference};
use crate::EvidenceId;
use std::fmt;

/// Series in one figure, each comparable with each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overlay<'a> {
    series: Vec<&'a CountSeries>,
    caveats: Vec<Difference>,
}

/// Why series may not stand in one figure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct NotComparable {
    /// Two series that count different things.
    pub between: Box<[EvidenceId; 2]>,
    /// In what they differ.
    pub differences: Vec<Difference>,
}

impl fmt::Display for NotComparable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = self.between.as_ref();
        write!(f, "`{first}` and `{second}` do not belong in one figure: {}", joined(&self.differences))
    }
}

impl<'a> Overlay<'a> {
    /// Puts series into one figure.
    ///
    /// # Errors
    /// When two of them count different things; of several such pairs the first.
    pub fn of(series: &[&'a CountSeries]) -> Result<Self, NotComparable> {
        let mut caveats = Vec::new();
        for (position, first) in series.iter().enumerate() {
            for second in series.iter().skip(position + 1) {
                match Comparability::of(first, second) {
                    Comparability::Full => {}
                    Comparability::WithCaveat(differences) => caveats.extend(differences),
                    Comparability::No(differences) => {
                        let between = Box::new([first.id.clone(), second.id.clone()]);
                        return Err(NotComparable { between, differences });
                    }
                }
            }
        }
        caveats.sort();
        caveats.dedup();
        Ok(Self { series: series.to_vec(), caveats })
    }

    /// The series, in the order given.
    pub fn series(&self) -> &[&'a CountSeries] {
        &self.series
    }

    /// What the figure must tell: in what the series differ, each once.
    pub fn caveats(&self) -> &[Difference] {
        &self.caveats
    }
}
