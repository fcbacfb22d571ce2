//! A cell of the matrix.

use crate::EvidenceId;
use cairn_study::{Convergence, Judgement};

/// How an activity stands to a theme in a country.
#[derive(Debug, Clone)]
pub enum Cell {
    /// The activity did not run there.
    NotRun {
        /// Why.
        reason: String,
    },
    /// Its instrument asks nothing about the theme.
    NotAsked,
    /// It asked, and nothing came.
    Silence,
    /// Evidence came, and two researchers judged it.
    Judged(JudgedCell),
    /// Evidence came, and nobody has judged it yet.
    Unjudged,
}

impl Cell {
    /// Its name in files and exports.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotRun { .. } => "not_run",
            Self::NotAsked => "not_asked",
            Self::Silence => "silence",
            Self::Judged(judged) => judged.convergence.key(),
            Self::Unjudged => "unjudged",
        }
    }
}

/// A cell as two researchers judged it.
#[derive(Debug, Clone)]
pub struct JudgedCell {
    /// What they agreed upon, at once or after they had differed.
    pub convergence: Convergence,
    /// Their judgements, each made without the other’s.
    pub judgements: [Judgement; 2],
    /// How a difference was resolved.
    pub resolved: Option<Judgement>,
}

/// A cell with what lies behind it.
#[derive(Debug, Clone)]
pub struct MatrixCell {
    /// The cell.
    pub cell: Cell,
    /// The items of the instrument that ask about the theme, sorted.
    pub items: Vec<String>,
    /// The evidence that says something of it, sorted.
    pub evidence: Vec<EvidenceId>,
    /// What was left out where the activity ran in part, and why; silence then means less.
    pub left_out: Option<String>,
}
