//! How far two researchers agreed before they spoke to each other.

use super::{Cell, Matrix};
use cairn_study::{Activity, Convergence, ThemeId};

/// The two independent judgements of a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JudgementPair {
    /// The theme.
    pub theme: ThemeId,
    /// The activity.
    pub activity: Activity,
    /// Who judged, and how, in the order of the file.
    pub judgements: [(String, Convergence); 2],
}

impl Matrix {
    /// The judgements of every cell that was judged, before differences were resolved. Of these a coefficient of agreement is made.
    pub fn judgement_pairs(&self) -> Vec<JudgementPair> {
        let mut pairs = Vec::new();
        for row in &self.rows {
            for (activity, cell) in &row.cells {
                if let Cell::Judged(judged) = &cell.cell {
                    let judgements = judged.judgements.clone().map(|by| (by.by, by.convergence));
                    pairs.push(JudgementPair { theme: row.theme.clone(), activity: *activity, judgements });
                }
            }
        }
        pairs
    }

    /// In how many cells of how many the two judged alike at once.
    pub fn judged_alike(&self) -> (usize, usize) {
        let pairs = self.judgement_pairs();
        let alike = pairs.iter().filter(|pair| {
            let [first, second] = &pair.judgements;
            first.1 == second.1
        });
        (alike.count(), pairs.len())
    }
}
