//! What came of a household, as far as weights are concerned.

/// What came of a household selected. There is no default: an outcome that is not known is no interview.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Eligible, and took part.
    Respondent,
    /// Eligible, and did not take part.
    NonRespondent,
    /// Known not to be eligible.
    Ineligible,
    /// Whether it is eligible is not known.
    Unknown,
}

impl Standing {
    /// Whether it is known to be eligible.
    pub fn is_eligible(self) -> bool {
        matches!(self, Self::Respondent | Self::NonRespondent)
    }

    /// Whether its eligibility is known, the one way or the other.
    pub fn is_known(self) -> bool {
        self != Self::Unknown
    }
}
