//! Known numbers of the population, and what weights make of them.

use super::error::WeightError;
use cairn_survey::Sum;

/// How far a cell may stay off its population, as a share of it, and be called met.
const NEAR: f64 = 1e-6;

/// A margin: a partition of the population into cells of known size, and the cell of each case.
#[derive(Debug, Clone, PartialEq)]
pub struct Margin {
    /// Its name.
    pub name: String,
    /// The names of the cells.
    pub cells: Vec<String>,
    /// How many people there are in each.
    pub population: Vec<f64>,
    /// The cell of each case, as a position in `cells`; [`Margin::UNKNOWN`] where it is not known, as of those who did not take part.
    pub of_case: Vec<u32>,
}

/// A margin, before and after a step.
#[derive(Debug, Clone, PartialEq)]
pub struct MarginAccount {
    /// Its name.
    pub name: String,
    /// What its populations were multiplied with to add up to those of the first margin; 1 where they were taken as they are.
    pub scaled_by: f64,
    /// Its cells.
    pub cells: Vec<CellAccount>,
}

/// A cell of a margin, before and after a step.
#[derive(Debug, Clone, PartialEq)]
pub struct CellAccount {
    /// Its name.
    pub label: String,
    /// Those in it who took part.
    pub respondents: usize,
    /// Its population.
    pub population: f64,
    /// What the weights add up to before.
    pub before: f64,
    /// What they add up to after.
    pub after: f64,
}

impl Margin {
    /// The cell of a case is not known.
    pub const UNKNOWN: u32 = u32::MAX;

    /// The sum of its populations.
    pub fn total(&self) -> f64 {
        self.population.iter().copied().collect::<Sum>().value()
    }

    /// The name of a cell.
    pub(super) fn cell(&self, cell: usize) -> String {
        self.cells.get(cell).cloned().unwrap_or_default()
    }

    /// What weights add up to in each cell.
    pub(super) fn sums(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![Sum::default(); self.population.len()];
        for (cell, weight) in self.of_case.iter().zip(weights).filter(|(_, weight)| **weight > 0.0) {
            if let Some(sum) = sums.get_mut(*cell as usize) {
                sum.add(*weight);
            }
        }
        sums.into_iter().map(Sum::value).collect()
    }

    /// Refuses a margin that the weights above zero cannot be calibrated to; a cell without population and respondents is none.
    pub(super) fn check(&self, weights: &[f64]) -> Result<(), WeightError> {
        let margin = || self.name.clone();
        if self.of_case.len() != weights.len() {
            let (expected, found) = (weights.len(), self.of_case.len());
            return Err(WeightError::Length { what: margin(), expected, found });
        }
        let mut respondents = vec![0_usize; self.population.len()];
        for (case, (cell, _)) in
            self.of_case.iter().zip(weights).enumerate().filter(|(_, (_, weight))| **weight > 0.0)
        {
            match respondents.get_mut(*cell as usize) {
                Some(count) => *count += 1,
                None => return Err(WeightError::NoCell { margin: margin(), case }),
            }
        }
        for (position, (&population, &respondents)) in self.population.iter().zip(&respondents).enumerate() {
            let cell = || self.cell(position);
            if !(population >= 0.0 && population.is_finite()) {
                return Err(WeightError::Population { margin: margin(), cell: cell(), population });
            }
            if population > 0.0 && respondents == 0 {
                return Err(WeightError::EmptyCell { margin: margin(), cell: cell(), population });
            }
            if population == 0.0 && respondents > 0 {
                return Err(WeightError::NoPopulation { margin: margin(), cell: cell(), respondents });
            }
        }
        Ok(())
    }

    /// The margin with its populations multiplied alike.
    pub(super) fn scaled(&self, by: f64) -> Self {
        let population = self.population.iter().map(|population| population * by).collect();
        Self { population, ..self.clone() }
    }

    /// The margin before and after a step.
    pub(super) fn account(&self, scaled_by: f64, before: &[f64], after: &[f64]) -> MarginAccount {
        let (sums_before, sums_after) = (self.sums(before), self.sums(after));
        let mut respondents = vec![0; self.population.len()];
        for (cell, _) in self.of_case.iter().zip(after).filter(|(_, weight)| **weight > 0.0) {
            if let Some(count) = respondents.get_mut(*cell as usize) {
                *count += 1;
            }
        }
        let cells = (0..self.population.len()).map(|cell| CellAccount {
            label: self.cell(cell),
            respondents: respondents.get(cell).copied().unwrap_or_default(),
            population: self.population.get(cell).copied().unwrap_or(f64::NAN),
            before: sums_before.get(cell).copied().unwrap_or(f64::NAN),
            after: sums_after.get(cell).copied().unwrap_or(f64::NAN),
        });
        MarginAccount { name: self.name.clone(), scaled_by, cells: cells.collect() }
    }
}

/// Refuses weights that do not add up to the population in each cell of the margins, up to a millionth of it. Whatever a method says of its
/// convergence, this is what counts.
///
/// # Errors
/// The cell that is furthest off.
pub fn check_margins(margins: &[Margin], weights: &[f64]) -> Result<(), WeightError> {
    let mut worst: Option<(f64, WeightError)> = None;
    for margin in margins {
        for (cell, (reached, &population)) in
            margin.sums(weights).into_iter().zip(&margin.population).enumerate()
        {
            let off = (reached - population).abs();
            let share = if population > 0.0 { off / population } else { off };
            if !(share <= NEAR) && worst.as_ref().is_none_or(|(most, _)| share > *most) {
                let (margin, cell) = (margin.name.clone(), margin.cell(cell));
                worst = Some((share, WeightError::NotMet { margin, cell, reached, population }));
            }
        }
    }
    worst.map_or(Ok(()), |(_, error)| Err(error))
}
