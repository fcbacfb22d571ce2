//! What outcome rates count of a disposition.

use std::fmt;

/// The category of a disposition: what outcome rates count. The letters are those of AAPOR’s formulas.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// I: a complete interview.
    Interview,
    /// P: a partial interview that is kept.
    Partial,
    /// R: refused, or broken off too early to be kept.
    Refusal,
    /// NC: an eligible household where the respondent was not reached.
    NonContact,
    /// O: eligible, reached and not interviewed for another reason.
    OtherNonInterview,
    /// UH: unknown whether a household lives there.
    UnknownHousing,
    /// UR: a household of which it is unknown whether somebody is eligible. The 10th edition counts it apart; before, it was in UO.
    UnknownRespondent,
    /// UO: unknown eligibility for another reason.
    UnknownOther,
    /// NE: not eligible.
    NotEligible,
}

impl Category {
    /// All, in the order of the codes.
    pub const ALL: [Self; 9] = [
        Self::Interview,
        Self::Partial,
        Self::Refusal,
        Self::NonContact,
        Self::OtherNonInterview,
        Self::UnknownHousing,
        Self::UnknownRespondent,
        Self::UnknownOther,
        Self::NotEligible,
    ];

    /// The letters of AAPOR’s formulas.
    pub fn letters(self) -> &'static str {
        match self {
            Self::Interview => "I",
            Self::Partial => "P",
            Self::Refusal => "R",
            Self::NonContact => "NC",
            Self::OtherNonInterview => "O",
            Self::UnknownHousing => "UH",
            Self::UnknownRespondent => "UR",
            Self::UnknownOther => "UO",
            Self::NotEligible => "NE",
        }
    }

    /// Whether the household is eligible; absent where that is unknown.
    pub fn eligible(self) -> Option<bool> {
        match self {
            Self::Interview | Self::Partial | Self::Refusal | Self::NonContact | Self::OtherNonInterview => {
                Some(true)
            }
            Self::UnknownHousing | Self::UnknownRespondent | Self::UnknownOther => None,
            Self::NotEligible => Some(false),
        }
    }

    /// Whether there is an interview to weight: complete, or partial and kept.
    pub fn responded(self) -> bool {
        matches!(self, Self::Interview | Self::Partial)
    }

    /// Whether somebody of an eligible household was reached.
    pub fn contacted(self) -> bool {
        matches!(self, Self::Interview | Self::Partial | Self::Refusal | Self::OtherNonInterview)
    }

    /// Its place in [`ALL`](Self::ALL).
    pub fn index(self) -> usize {
        self as usize
    }
}

impl fmt::Display for Category {
    /// In words, as the heading of a column.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interview => "complete interview",
            Self::Partial => "partial interview",
            Self::Refusal => "refusal or break-off",
            Self::NonContact => "non-contact",
            Self::OtherNonInterview => "other, eligible",
            Self::UnknownHousing => "unknown if a household lives there",
            Self::UnknownRespondent => "unknown if somebody is eligible",
            Self::UnknownOther => "unknown eligibility, other",
            Self::NotEligible => "not eligible",
        })
    }
}
