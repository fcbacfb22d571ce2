//! Why a piece of evidence of the right kind still says nothing.

use crate::WithheldReason;

/// Why evidence of the right kind says nothing of what it was asked.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum NotStated {
    /// The percentage is not shown under the study’s rules.
    #[error("its percentage is withheld: {0}")]
    Withheld(WithheldReason),
    /// It has no estimate.
    #[error("it has no estimate: {0}")]
    NotEstimated(String),
    /// Nobody answered.
    #[error("no respondent answered the question")]
    NoRespondents,
    /// The series has no such year.
    #[error("the series says nothing of {year}; it has {has}")]
    NoYear {
        /// The year asked for.
        year: i16,
        /// The years it has, in words.
        has: String,
    },
    /// No year of a series has a count.
    #[error("no year of the series has a count: every one was refused or is not held")]
    NoCount,
    /// Nobody spoke under the code.
    #[error("nobody whose words may be used spoke of it")]
    NobodySpoke,
    /// The issuer declined to give the count.
    #[error("the issuer declined to give the count of {year}: {reason}")]
    Refused {
        /// The year.
        year: i16,
        /// Why.
        reason: String,
    },
    /// The issuer has no such count.
    #[error("the issuer holds no count of {year}: {reason}")]
    NotHeld {
        /// The year.
        year: i16,
        /// Why.
        reason: String,
    },
    /// The law was not found, not read, or not asked.
    #[error("the law’s answer is “{0}”, which is neither a provision nor its absence")]
    LawUnknown(crate::LegalAnswer),
    /// The capacity was not assessed.
    #[error("the capacity was not assessed")]
    NotAssessed,
    /// All evidence is of one activity.
    #[error(
        "sources are compared where there are two or more activities, and this is evidence of “{0}” alone"
    )]
    OneActivity(String),
}
