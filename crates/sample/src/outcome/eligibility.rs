//! The share of households of unknown eligibility that is taken to be eligible: AAPOR’s *e*.

use super::{Counts, Undefined};
use crate::disposition::Category;

/// The rule by which it is found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum UnknownRule {
    /// As many as among the households of which it is known:
    /// e = (I + P + R + NC + O) / (I + P + R + NC + O + NE)
    /// (Council of American Survey Research Organizations, 1982; Smith, 2009).
    Proportional,
    /// A share that was stated, from 0 to 1.
    Stated(f64),
}

/// A share that was found by a rule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EligibleShare(f64);

impl EligibleShare {
    /// By a rule, of the counts of the whole sample.
    ///
    /// # Errors
    /// Where no household’s eligibility is known, or what was stated is no share.
    pub fn of(counts: &Counts, rule: UnknownRule) -> Result<Self, Undefined> {
        let share = match rule {
            UnknownRule::Proportional => {
                let (eligible, known) =
                    (counts.eligible(), counts.eligible() + counts.get(Category::NotEligible));
                if !(known > 0.0) {
                    return Err(Undefined::NoneKnown);
                }
                eligible / known
            }
            UnknownRule::Stated(share) => share,
        };
        if (0.0..=1.0).contains(&share) { Ok(Self(share)) } else { Err(Undefined::NoShare) }
    }

    /// The share, from 0 to 1.
    pub fn value(self) -> f64 {
        self.0
    }
}
