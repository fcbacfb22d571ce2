//! Totals over series that may count the same thing twice.

use super::comparability::{differences, joined};
use super::{CountSeries, Counted, Difference};
use crate::EvidenceId;

/// What is known of how many there are in several counts together, where one thing may be in several of them: at least the
/// largest count, at most their sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnionBounds {
    /// At least so many.
    pub at_least: u64,
    /// At most so many.
    pub at_most: u64,
    /// In what the parts differ, each once; a reader must be told.
    pub caveats: Vec<Difference>,
}

impl UnionBounds {
    /// The number itself, where the definitions exclude that anything is counted twice, or where the bounds meet.
    pub fn exact(&self) -> Option<u64> {
        (self.at_least == self.at_most).then_some(self.at_least)
    }

    /// The bounds of several series together in a year. A series given twice counts once.
    ///
    /// # Errors
    /// When the parts count different things or at different stages, or one of them has no complete count of the year.
    pub fn of(parts: &[&CountSeries], year: i16) -> Result<Self, NoUnion> {
        let mut parts = parts.to_vec();
        parts.sort_by(|a, b| a.id.cmp(&b.id));
        parts.dedup_by(|a, b| a.id == b.id);
        let counts = parts.iter().map(|part| count(part, year)).collect::<Result<Vec<u64>, _>>()?;
        let mut caveats = Vec::new();
        let mut disjoint = true;
        for (position, first) in parts.iter().enumerate() {
            for second in parts.iter().skip(position + 1) {
                let found = differences(first, second);
                if found.iter().any(Difference::is_of_kind) {
                    let differences = found.into_iter().filter(Difference::is_of_kind).collect();
                    let between = Box::new([first.id.clone(), second.id.clone()]);
                    return Err(NoUnion::Kinds { between, differences });
                }
                caveats.extend(found);
                disjoint &=
                    first.disjoint_from.contains(&second.id) || second.disjoint_from.contains(&first.id);
            }
        }
        caveats.sort();
        caveats.dedup();
        let at_most =
            counts.iter().try_fold(0_u64, |sum, count| sum.checked_add(*count)).ok_or(NoUnion::TooLarge)?;
        let largest = counts.iter().copied().max().ok_or(NoUnion::NoParts)?;
        let at_least = if disjoint { at_most } else { largest };
        Ok(Self { at_least, at_most, caveats })
    }
}

fn count(part: &CountSeries, year: i16) -> Result<u64, NoUnion> {
    let missing = |why: String| NoUnion::NotCounted { part: Box::new(part.id.clone()), year, why };
    let observation = part.observation(year).ok_or_else(|| missing("nothing was said of it".to_owned()))?;
    match &observation.counted {
        Counted::Count(_) if observation.is_incomplete() => {
            Err(missing(format!("it was counted on {}, before the end of the year", observation.as_of)))
        }
        Counted::Count(count) => Ok(*count),
        Counted::Refused { reason } => Err(missing(format!("it was refused ({reason})"))),
        Counted::NotHeld { reason } => Err(missing(format!("the issuer does not hold it ({reason})"))),
    }
}

/// Why nothing is said of several series together.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoUnion {
    /// There is nothing to put together.
    #[error("there is no series to put together")]
    NoParts,
    /// The parts are of different kinds.
    #[error("`{}` and `{}` have no total: {}", .between[0], .between[1], joined(.differences))]
    Kinds {
        /// Two of them.
        between: Box<[EvidenceId; 2]>,
        /// In what they differ.
        differences: Vec<Difference>,
    },
    /// A part without a count: the others alone are no total.
    #[error("`{part}` has no complete count of {year}, so that there is no total: {why}")]
    NotCounted {
        /// The part.
        part: Box<EvidenceId>,
        /// The year.
        year: i16,
        /// Why.
        why: String,
    },
    /// A sum beyond the largest whole number.
    #[error("the sum of the counts is too large to be one")]
    TooLarge,
}
