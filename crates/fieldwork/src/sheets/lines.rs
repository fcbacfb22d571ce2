//! The lines of a cluster: the households to be contacted there, and for each what picks the child.

use super::SheetPlan;
use cairn_sample::household::{KishTable, ListingStart, Positions, SegmentDraw, Walk, kish, positions};
use cairn_study::{RespondentSelection, SecondStage};

/// What is drawn for a cluster. It follows from the seed, the number of the cluster and the decisions on households alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterLines {
    /// How households are found.
    pub households: Households,
    /// What picks the child, line by line.
    pub children: Children,
    /// How many lines there are.
    pub count: u32,
    /// The number that draws a segment where the cluster is too large to list.
    pub segment: SegmentDraw,
}

/// How the households of a cluster are found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Households {
    /// From the list of all: for each line what is multiplied with the number listed, in millionths.
    Listing(Vec<u64>),
    /// On a walk.
    Walk(Walk),
}

/// What picks the child of a household, line by line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Children {
    /// A random position for each number of children.
    RandomNumber(Vec<Positions>),
    /// A table of Kish (1949).
    KishGrid(Vec<KishTable>),
    /// Nothing: the birthdays do.
    LastBirthday,
}

impl ClusterLines {
    /// Those of a cluster with that number and measure of size.
    pub fn draw(plan: &SheetPlan, cluster: u64, size: f64) -> Self {
        let households = match plan.second_stage {
            SecondStage::Listing => {
                Households::Listing(ListingStart::draw(plan.seed, cluster).multipliers(plan.contacts))
            }
            SecondStage::RandomWalk => Households::Walk(Walk::draw(plan.seed, cluster, size, plan.contacts)),
        };
        let children = children(plan, cluster);
        Self { households, children, count: plan.contacts, segment: SegmentDraw::draw(plan.seed, cluster) }
    }

    /// Line `index` (from 0): its multiplier in millionths, where households come from a list.
    pub fn multiplier(&self, index: usize) -> Option<u64> {
        match &self.households {
            Households::Listing(multipliers) => multipliers.get(index).copied(),
            Households::Walk(_) => None,
        }
    }

    /// Line `index` (from 0): on a walk, which of the dwellings counted it is, the start being the first.
    pub fn dwelling(&self, index: usize) -> Option<u64> {
        match &self.households {
            Households::Listing(_) => None,
            Households::Walk(walk) => Some(1 + index as u64 * walk.interval),
        }
    }

    /// Line `index` (from 0): its table of the Kish grid.
    pub fn table(&self, index: usize) -> Option<KishTable> {
        match &self.children {
            Children::KishGrid(tables) => tables.get(index).copied(),
            _ => None,
        }
    }

    /// Line `index` (from 0): the position to pick of 1, 2, … eligible children; empty where no table picks.
    pub fn positions(&self, index: usize) -> Vec<u32> {
        match &self.children {
            Children::RandomNumber(lines) => lines.get(index).map(|line| line.all().to_vec()),
            Children::KishGrid(lines) => lines.get(index).map(|table| table.positions().to_vec()),
            Children::LastBirthday => None,
        }
        .unwrap_or_default()
    }
}

/// What picks the child on each line of a cluster.
pub(super) fn children(plan: &SheetPlan, cluster: u64) -> Children {
    let count = plan.contacts as usize;
    match plan.respondent {
        RespondentSelection::RandomNumber => {
            Children::RandomNumber(Positions::deal(plan.seed, cluster, count))
        }
        RespondentSelection::KishGrid => Children::KishGrid(KishTable::deal(plan.seed, cluster, count)),
        RespondentSelection::LastBirthday => Children::LastBirthday,
    }
}

impl Children {
    /// For how many children a line has a position; 0 where no table picks.
    pub const fn most(&self) -> u32 {
        match self {
            Self::RandomNumber(_) => positions::MOST_CHILDREN,
            Self::KishGrid(_) => kish::MOST_PERSONS,
            Self::LastBirthday => 0,
        }
    }
}

/// The name of a household on sheets, in forms and among the contacts: `c017_h05`, the fifth line of cluster 17.
///
/// Letters begin it, so that no spreadsheet makes a number or a date of it.
pub fn household_name(cluster: u64, line: u32) -> String {
    format!("c{cluster:03}_h{line:02}")
}
