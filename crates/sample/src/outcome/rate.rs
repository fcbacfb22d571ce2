//! The rates and their formulas.

use super::{Counts, EligibleShare};
use crate::disposition::Category;
use std::fmt;

/// An outcome rate of AAPOR.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rate {
    /// Response rate 1, the lowest: I / ((I + P) + (R + NC + O) + U).
    Rr1,
    /// Response rate 2: (I + P) / ((I + P) + (R + NC + O) + U).
    Rr2,
    /// Response rate 3: I / ((I + P) + (R + NC + O) + e U).
    Rr3,
    /// Response rate 4: (I + P) / ((I + P) + (R + NC + O) + e U).
    Rr4,
    /// Response rate 5, only where no unknown household is taken to be eligible: I / ((I + P) + (R + NC + O)).
    Rr5,
    /// Response rate 6: (I + P) / ((I + P) + (R + NC + O)).
    Rr6,
    /// Cooperation rate 1: I / ((I + P) + R + O).
    Coop1,
    /// Cooperation rate 2: (I + P) / ((I + P) + R + O).
    Coop2,
    /// Cooperation rate 3, of those able to take part: I / ((I + P) + R).
    Coop3,
    /// Cooperation rate 4: (I + P) / ((I + P) + R).
    Coop4,
    /// Refusal rate 1: R / ((I + P) + (R + NC + O) + U).
    Ref1,
    /// Refusal rate 2: R / ((I + P) + (R + NC + O) + e U).
    Ref2,
    /// Refusal rate 3: R / ((I + P) + (R + NC + O)).
    Ref3,
    /// Contact rate 1: ((I + P) + R + O) / ((I + P) + (R + NC + O) + U).
    Con1,
    /// Contact rate 2: ((I + P) + R + O) / ((I + P) + (R + NC + O) + e U).
    Con2,
    /// Contact rate 3: ((I + P) + R + O) / ((I + P) + (R + NC + O)).
    Con3,
}

/// What a rate tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Who took part, of all that are eligible.
    Response,
    /// Who took part, of those reached.
    Cooperation,
    /// Who refused, of all that are eligible.
    Refusal,
    /// Who was reached, of all that are eligible.
    Contact,
}

/// Why a rate is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Undefined {
    /// Its denominator is 0.
    #[error("nobody to divide by")]
    NobodyToDivideBy,
    /// There are households of unknown eligibility, and none of which it is known, so that *e* is not known.
    #[error("no household’s eligibility is known")]
    NoneKnown,
    /// The share that was stated is not from 0 to 1.
    #[error("the stated share of eligible households is not from 0 to 1")]
    NoShare,
}

/// The households of unknown eligibility in a denominator.
enum Unknown {
    All,
    Eligible,
    None,
}

impl Rate {
    /// All, in AAPOR’s order.
    pub const ALL: [Self; 16] = [
        Self::Rr1,
        Self::Rr2,
        Self::Rr3,
        Self::Rr4,
        Self::Rr5,
        Self::Rr6,
        Self::Coop1,
        Self::Coop2,
        Self::Coop3,
        Self::Coop4,
        Self::Ref1,
        Self::Ref2,
        Self::Ref3,
        Self::Con1,
        Self::Con2,
        Self::Con3,
    ];

    /// As AAPOR names it: `RR1`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rr1 => "RR1",
            Self::Rr2 => "RR2",
            Self::Rr3 => "RR3",
            Self::Rr4 => "RR4",
            Self::Rr5 => "RR5",
            Self::Rr6 => "RR6",
            Self::Coop1 => "COOP1",
            Self::Coop2 => "COOP2",
            Self::Coop3 => "COOP3",
            Self::Coop4 => "COOP4",
            Self::Ref1 => "REF1",
            Self::Ref2 => "REF2",
            Self::Ref3 => "REF3",
            Self::Con1 => "CON1",
            Self::Con2 => "CON2",
            Self::Con3 => "CON3",
        }
    }

    /// What it tells.
    pub fn kind(self) -> Kind {
        match self {
            Self::Rr1 | Self::Rr2 | Self::Rr3 | Self::Rr4 | Self::Rr5 | Self::Rr6 => Kind::Response,
            Self::Coop1 | Self::Coop2 | Self::Coop3 | Self::Coop4 => Kind::Cooperation,
            Self::Ref1 | Self::Ref2 | Self::Ref3 => Kind::Refusal,
            Self::Con1 | Self::Con2 | Self::Con3 => Kind::Contact,
        }
    }

    /// Its formula.
    pub fn formula(self) -> &'static str {
        match self {
            Self::Rr1 => "I / ((I + P) + (R + NC + O) + U)",
            Self::Rr2 => "(I + P) / ((I + P) + (R + NC + O) + U)",
            Self::Rr3 => "I / ((I + P) + (R + NC + O) + e U)",
            Self::Rr4 => "(I + P) / ((I + P) + (R + NC + O) + e U)",
            Self::Rr5 => "I / ((I + P) + (R + NC + O))",
            Self::Rr6 => "(I + P) / ((I + P) + (R + NC + O))",
            Self::Coop1 => "I / ((I + P) + R + O)",
            Self::Coop2 => "(I + P) / ((I + P) + R + O)",
            Self::Coop3 => "I / ((I + P) + R)",
            Self::Coop4 => "(I + P) / ((I + P) + R)",
            Self::Ref1 => "R / ((I + P) + (R + NC + O) + U)",
            Self::Ref2 => "R / ((I + P) + (R + NC + O) + e U)",
            Self::Ref3 => "R / ((I + P) + (R + NC + O))",
            Self::Con1 => "((I + P) + R + O) / ((I + P) + (R + NC + O) + U)",
            Self::Con2 => "((I + P) + R + O) / ((I + P) + (R + NC + O) + e U)",
            Self::Con3 => "((I + P) + R + O) / ((I + P) + (R + NC + O))",
        }
    }

    /// The rate of these households; `share` is *e*, of the whole sample.
    ///
    /// # Errors
    /// Where nobody is in its denominator, or *e* is needed and not known.
    pub fn of(self, counts: &Counts, share: Result<EligibleShare, Undefined>) -> Result<f64, Undefined> {
        let denominator = match self.unknown() {
            None => {
                let able = counts.responded() + counts.get(Category::Refusal);
                match self {
                    Self::Coop1 | Self::Coop2 => able + counts.get(Category::OtherNonInterview),
                    _ => able,
                }
            }
            Some(Unknown::None) => counts.eligible(),
            Some(Unknown::All) => counts.eligible() + counts.unknown(),
            // Without unknown households it does not matter what share of them is eligible.
            Some(Unknown::Eligible) if counts.unknown() == 0.0 => counts.eligible(),
            Some(Unknown::Eligible) => counts.eligible() + share?.value() * counts.unknown(),
        };
        if !(denominator > 0.0) {
            return Err(Undefined::NobodyToDivideBy);
        }
        Ok(self.numerator(counts) / denominator)
    }

    fn numerator(self, counts: &Counts) -> f64 {
        match self {
            Self::Rr1 | Self::Rr3 | Self::Rr5 | Self::Coop1 | Self::Coop3 => counts.get(Category::Interview),
            Self::Rr2 | Self::Rr4 | Self::Rr6 | Self::Coop2 | Self::Coop4 => counts.responded(),
            Self::Ref1 | Self::Ref2 | Self::Ref3 => counts.get(Category::Refusal),
            Self::Con1 | Self::Con2 | Self::Con3 => counts.contacted(),
        }
    }

    /// Which unknown households its denominator holds; a cooperation rate is one of those reached.
    fn unknown(self) -> Option<Unknown> {
        match self {
            Self::Coop1 | Self::Coop2 | Self::Coop3 | Self::Coop4 => None,
            Self::Rr1 | Self::Rr2 | Self::Ref1 | Self::Con1 => Some(Unknown::All),
            Self::Rr3 | Self::Rr4 | Self::Ref2 | Self::Con2 => Some(Unknown::Eligible),
            Self::Rr5 | Self::Rr6 | Self::Ref3 | Self::Con3 => Some(Unknown::None),
        }
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// All rates of some households.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OutcomeRates {
    counts: Counts,
    share: Result<EligibleShare, Undefined>,
}

impl OutcomeRates {
    /// Those of these households; `share` is *e*, of the whole sample.
    pub fn new(counts: Counts, share: Result<EligibleShare, Undefined>) -> Self {
        Self { counts, share }
    }

    /// The households.
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// A rate.
    ///
    /// # Errors
    /// As [`Rate::of`].
    pub fn get(&self, rate: Rate) -> Result<f64, Undefined> {
        rate.of(&self.counts, self.share)
    }
}
