//! What a pass is to fill.

use super::category::Level;
use cairn_survey::{DesignShape, Moments, Stage};

/// The columns of a frame that hold the design.
#[derive(Debug, Clone, Default)]
pub struct DesignColumns {
    /// Clusters, outermost stage first; empty: every row its own.
    pub clusters: Vec<usize>,
    /// Strata by stage.
    pub strata: Vec<Option<usize>>,
    /// Weights.
    pub weights: Option<usize>,
    /// Population sizes or sampling fractions by stage.
    pub population: Vec<usize>,
    /// Cluster labels start afresh in each stratum.
    pub nest: bool,
}

impl DesignColumns {
    pub(super) fn stages(&self) -> usize {
        self.clusters.len().max(1)
    }

    pub(super) fn stratum(&self, stage: usize) -> Option<usize> {
        self.strata.get(stage).copied().flatten()
    }

    /// The shape of the design.
    pub fn shape(&self) -> DesignShape {
        let stage = |stage| Stage {
            stratified: self.stratum(stage).is_some(),
            population: self.population.get(stage).is_some(),
        };
        DesignShape {
            stages: (0..self.stages()).map(stage).collect(),
            rows_are_units: self.clusters.is_empty(),
            nest: self.nest,
            weighted: self.weights.is_some(),
        }
    }
}

/// One variable of a measure.
#[derive(Debug, Clone, PartialEq)]
pub enum Variable {
    /// The numbers of a column.
    Number(usize),
    /// The truth values of a column, as 0 and 1; another number is refused.
    Truth(usize),
    /// Whether a column has that level.
    Level(usize, Level),
    /// The product of two columns' numbers.
    Product(usize, usize),
}

/// Variables summed over the rows where all are known.
#[derive(Debug, Clone, PartialEq)]
pub struct MeasureColumns {
    /// The variables.
    pub variables: Vec<Variable>,
    /// Second moments.
    pub moments: Moments,
}

/// One table of cluster totals: its domains and measures.
#[derive(Debug, Clone, Default)]
pub struct TableColumns {
    /// The column of truth values that says which rows are in a domain at all.
    pub within: Option<usize>,
    /// The columns whose combinations of levels are the domains; none: one domain.
    pub by: Vec<usize>,
    /// The measures. The one after the last sums the rows of the domain itself.
    pub measures: Vec<MeasureColumns>,
}

/// What a pass is to fill.
#[derive(Debug, Clone)]
pub struct Pass {
    /// The design.
    pub design: DesignColumns,
    /// The tables.
    pub tables: Vec<TableColumns>,
}
