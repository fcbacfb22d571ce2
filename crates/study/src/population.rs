//! What is known of a country’s population, each number with its source and the day to which it refers.

use crate::BreakdownId;
use cairn_definition::{Place, Placed};
use jiff::civil::Date;

/// Known numbers of a country’s population.
#[derive(Debug, Clone)]
pub struct Population {
    /// How many children there are of the ages that the survey covers. The first is used; the others are compared with it.
    pub children: Vec<PopulationCount>,
    /// The share of them who use the internet. The first is used; the others are compared with it.
    pub online: Vec<PopulationShare>,
    /// Margins to which weights are calibrated.
    pub margins: Vec<PopulationMargin>,
    /// Two sources that differ by more than this share of the first are flagged.
    pub sources_may_differ: f64,
}

impl Population {
    /// The share of the first source by which another may differ, where the country does not say.
    pub const SOURCES_MAY_DIFFER: f64 = 0.05;

    /// The margin of that name.
    pub fn margin(&self, id: &str) -> Option<&PopulationMargin> {
        self.margins.iter().find(|margin| margin.id.value == id)
    }
}

impl Default for Population {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            children: Vec::new(),
            online: Vec::new(),
            margins: Vec::new(),
            sources_may_differ: Self::SOURCES_MAY_DIFFER,
        }
    }
}

/// Where a number of the population comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PopulationSource {
    /// Who published it.
    pub source: String,
    /// The day to which it refers.
    pub date: Date,
}

/// A number of people.
#[derive(Debug, Clone, PartialEq)]
pub struct PopulationCount {
    /// How many.
    pub count: f64,
    /// Of whom, in words: “children aged 12–17”.
    pub of: String,
    /// Its source.
    pub source: PopulationSource,
    /// Where it is declared.
    pub place: Place,
}

/// A share of people, with its own uncertainty.
#[derive(Debug, Clone, PartialEq)]
pub struct PopulationShare {
    /// The share.
    pub share: f64,
    /// Its confidence interval at the level of the study’s; absent where the source counts everybody.
    pub interval: Option<(f64, f64)>,
    /// Its source.
    pub source: PopulationSource,
    /// Where it is declared.
    pub place: Place,
}

/// The numbers of people in the cells of one or several crossed breakdowns.
#[derive(Debug, Clone)]
pub struct PopulationMargin {
    /// Its name, as steps of weighting refer to it.
    pub id: Placed<String>,
    /// Of whom, in words.
    pub of: String,
    /// The breakdowns that are crossed.
    pub by: Vec<Placed<BreakdownId>>,
    /// The cells, each with its levels in the order of `by`.
    pub cells: Vec<MarginCell>,
    /// Its source.
    pub source: PopulationSource,
    /// Where it is declared.
    pub place: Place,
}

/// A cell of a margin.
#[derive(Debug, Clone)]
pub struct MarginCell {
    /// The values of the levels, one for each breakdown of the margin.
    pub levels: Vec<String>,
    /// How many people.
    pub count: f64,
    /// Where it is declared.
    pub place: Place,
}

impl PopulationMargin {
    /// The people of all cells.
    pub fn total(&self) -> f64 {
        self.cells.iter().map(|cell| cell.count).sum()
    }
}
