//! Claims in words, each with an exact meaning. `docs/verbal-claims.md` states every rule with its source.

mod change;
mod compared;
mod fraction;
mod numerals;
mod parse;
mod share;
mod vocabulary;

pub use compared::Compared;
pub(crate) use fraction::Fraction;
pub(crate) use numerals::{fraction_name, numeral};
pub use parse::NotVerbal;
pub use vocabulary::vocabulary;

/// How a claim in words takes its quantity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hedge {
    /// As it stands: "one in five".
    Plain,
    /// About, around, roughly.
    About,
    /// Nearly, almost, just under.
    Nearly,
    /// Just over.
    JustOver,
    /// More than, over.
    MoreThan,
    /// Less than, fewer than, under.
    LessThan,
    /// At least.
    AtLeast,
    /// At most.
    AtMost,
}

/// A quantity in words.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Quantity {
    /// "two in three", "a fifth".
    Fraction {
        /// Two.
        of: u32,
        /// Three.
        whole: u32,
    },
    /// "20 %".
    Percent(f64),
}

impl Quantity {
    /// The quantity as a proportion.
    pub fn proportion(self) -> f64 {
        match self {
            Self::Fraction { of, whole } => f64::from(of) / f64::from(whole),
            Self::Percent(percent) => percent / 100.0,
        }
    }
}

/// Which way a comparison or a change goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// More, higher, rose.
    Up,
    /// Fewer, lower, fell.
    Down,
}

/// Whom a comparison names: "girls" and "boys"; nobody where the words do not say.
pub type Sides = Option<[String; 2]>;

/// A claim in words.
#[derive(Debug, Clone, PartialEq)]
pub enum VerbalClaim {
    /// "nearly half".
    Share(Hedge, Quantity),
    /// "most", "the majority".
    Most,
    /// "a minority", "less than half" in one word.
    Minority,
    /// "almost all".
    AlmostAll,
    /// "few".
    Few,
    /// "twice as many girls as boys".
    Times(Hedge, f64, Sides),
    /// "more girls than boys".
    Order(Direction, Sides),
    /// "no clear difference".
    NoClearDifference,
    /// "equal", "as many girls as boys".
    Equal(Sides),
    /// "rose", "fell by more than a third".
    Changed(Direction, Option<(Hedge, Quantity)>),
    /// "more than doubled", "halved".
    Multiplied(Hedge, f64),
    /// "did not change".
    Unchanged,
}

/// What a claim in words speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The share of one population.
    Share,
    /// Two shares.
    Comparison,
    /// Two years of a series.
    Change,
}

impl VerbalClaim {
    /// What it speaks of.
    pub fn subject(&self) -> Subject {
        match self {
            Self::Share(..) | Self::Most | Self::Minority | Self::AlmostAll | Self::Few => Subject::Share,
            Self::Times(..) | Self::Order(..) | Self::NoClearDifference | Self::Equal(_) => {
                Subject::Comparison
            }
            Self::Changed(..) | Self::Multiplied(..) | Self::Unchanged => Subject::Change,
        }
    }
}
