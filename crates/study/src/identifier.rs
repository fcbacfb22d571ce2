//! Identifiers: short names that people type, that appear in paths and in the ids of numbers.

use std::fmt;
use std::str::FromStr;

/// A name that is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is not an identifier: lower-case letters, digits, `_` and `-`, beginning with a letter")]
pub struct InvalidIdentifier(
    /// The name as given.
    pub String,
);

fn is_identifier(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-')
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = InvalidIdentifier;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                if is_identifier(text) { Ok(Self(text.to_owned())) } else { Err(InvalidIdentifier(text.to_owned())) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier!(
    /// A country of the study: the name of its folder.
    CountryId
);
identifier!(
    /// An indicator; with its version it names one definition.
    IndicatorId
);
identifier!(
    /// An instrument (questionnaire): the name of its file.
    InstrumentId
);
identifier!(
    /// A breakdown (disaggregation variable).
    BreakdownId
);
identifier!(
    /// A theme, on which findings of several activities meet.
    ThemeId
);
identifier!(
    /// A code of a codebook, or a criterion of the study's own.
    CodeId
);
identifier!(
    /// A series of counts.
    SeriesId
);
identifier!(
    /// Who issues series of counts: a helpline, a police unit.
    IssuerId
);
identifier!(
    /// A dimension of a capacity assessment.
    DimensionId
);
identifier!(
    /// A unit within a country: a federal unit with laws of its own, or a unit of law enforcement.
    UnitId
);
identifier!(
    /// A finding, an insight or a recommendation; unique among those of a country.
    FindingId
);
identifier!(
    /// A question asked of both of a pair.
    PairId
);
