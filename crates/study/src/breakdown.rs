//! Breakdowns: the groups by which prevalences are shown.

use crate::{BreakdownId, Expression, InstrumentId};
use cairn_definition::Place;

/// A variable by which indicators are disaggregated.
#[derive(Debug, Clone)]
pub struct Breakdown {
    /// Its name, unique within the study.
    pub id: BreakdownId,
    /// As shown: "Age group".
    pub title: String,
    /// The instruments it applies to; empty: all.
    pub instruments: Vec<InstrumentId>,
    /// An expression whose value is the level, as text or as an integer code.
    pub value: Expression,
    /// The levels in the order shown; empty where the expression is a column with value labels, which then give them.
    pub levels: Vec<Level>,
    /// Where it is defined.
    pub place: Place,
}

/// One level of a breakdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// The value in the data, as text.
    pub value: String,
    /// As shown: "Girls".
    pub label: String,
}

/// One or several crossed breakdowns.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disaggregation(pub Vec<BreakdownId>);
