//! The columns in which a design comes.

use crate::SurveyError;

/// Which columns one stage has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// The stage's units are drawn within strata.
    pub stratified: bool,
    /// Population sizes or sampling fractions are given.
    pub population: bool,
}

/// The shape of a design: what [`DesignRows`] will bring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignShape {
    /// The stages, outermost first; at least one.
    pub stages: Vec<Stage>,
    /// The last stage's units are the rows themselves: no cluster column is given for it.
    pub rows_are_units: bool,
    /// Cluster labels start afresh in each stratum. If not, a label in two strata is refused.
    pub nest: bool,
    /// Weights are given; if not, a row's weight is the inverse of the product of its stages' sampling fractions, or 1.
    pub weighted: bool,
}

impl DesignShape {
    /// How many stages the variance needs: one, unless the first is drawn without replacement from a known number of units,
    /// for only then do later stages contribute (Cochran, 1977, section 11.9).
    pub fn stages_needed(&self) -> usize {
        self.stages.iter().position(|stage| !stage.population).map_or(self.stages.len(), |first| first + 1)
    }
}

/// Rows of a design: a slice for each column that the [`DesignShape`] declares.
///
/// Keys are category codes: whatever tells strata and clusters apart.
#[derive(Debug, Clone, Default)]
pub struct DesignRows<'a> {
    /// Number of rows.
    pub rows: usize,
    /// Stratum keys by stage; `None` where a stage is not stratified.
    pub strata: Vec<Option<&'a [u32]>>,
    /// Cluster keys by stage.
    pub clusters: Vec<&'a [u32]>,
    /// Population sizes by stage, or sampling fractions where all values of a stage are at most 1.
    pub population: Vec<Option<&'a [f64]>>,
    /// Weights.
    pub weights: Option<&'a [f64]>,
}

impl DesignRows<'_> {
    pub(crate) fn validate(&self, shape: &DesignShape) -> Result<(), SurveyError> {
        let clusters = shape.stages.len() - usize::from(shape.rows_are_units);
        for (what, declared, found) in [
            ("cluster", clusters, self.clusters.len()),
            ("stratum", shape.stages.len(), self.strata.len()),
            ("population", shape.stages.len(), self.population.len()),
            ("weight", usize::from(shape.weighted), usize::from(self.weights.is_some())),
        ] {
            if declared != found {
                return Err(SurveyError::Shape { what, declared, found });
            }
        }
        let length = |what, found| {
            if found == self.rows {
                Ok(())
            } else {
                Err(SurveyError::Length { what, expected: self.rows, found })
            }
        };
        self.clusters.iter().try_for_each(|column| length("cluster", column.len()))?;
        self.strata.iter().flatten().try_for_each(|column| length("stratum", column.len()))?;
        self.population.iter().flatten().try_for_each(|column| length("population", column.len()))?;
        self.weights.iter().try_for_each(|column| length("weight", column.len()))
    }
}
