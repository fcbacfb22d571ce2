//! Totals and shares of categories.

use crate::sample::Statistic;
use crate::sum::Sum;
use crate::{Scores, SurveyError};

/// What of a category is estimated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellScale {
    /// Its weight.
    Total,
    /// Its share of the weight.
    Share,
}

/// The totals or shares of categories: means or sums of as many indicators as there are categories.
#[derive(Debug, Clone, PartialEq)]
pub struct Cells {
    /// The category of each row of the domain, from 0.
    pub codes: Vec<u32>,
    /// Number of categories.
    pub count: usize,
    /// What is estimated.
    pub scale: CellScale,
}

impl Cells {
    fn sums(&self, weights: &[f64]) -> Vec<f64> {
        let mut sums = vec![Sum::default(); self.count];
        for (code, weight) in self.codes.iter().zip(weights) {
            if let Some(sum) = sums.get_mut(*code as usize) {
                sum.add(*weight);
            }
        }
        sums.into_iter().map(Sum::value).collect()
    }

    /// What the derivative of a value is for a row of its category, and for the others.
    fn slopes(&self, total: f64, value: f64) -> (f64, f64) {
        match self.scale {
            CellScale::Total => (1.0, 0.0),
            CellScale::Share => ((1.0 - value) / total, -value / total),
        }
    }
}

impl Statistic for Cells {
    fn width(&self) -> usize {
        self.count
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let sums = self.sums(weights);
        let total: f64 = match self.scale {
            CellScale::Total => return Ok(sums),
            CellScale::Share => sums.iter().sum(),
        };
        Ok(sums.into_iter().map(|sum| sum / total).collect())
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let total = weights.iter().copied().collect::<Sum>().value();
        let column = |(category, value): (usize, &f64)| {
            let (inside, outside) = self.slopes(total, *value);
            self.codes.iter().map(|code| if *code as usize == category { inside } else { outside }).collect()
        };
        Ok(values.iter().enumerate().map(column).collect())
    }

    /// From the categories' weights by unit, which one pass over the rows gives, whatever the number of categories.
    fn scores(&self, weights: &[f64], values: &[f64], units: &[u32]) -> Option<Scores> {
        let code = |row: usize| self.codes.get(row).map_or(usize::MAX, |code| *code as usize);
        let (present, mut sums) = sums_by_unit(units, weights, self.count, code);
        let total = weights.iter().copied().collect::<Sum>().value();
        for unit in sums.chunks_exact_mut(self.count.max(1)) {
            let whole: f64 = unit.iter().sum();
            for (sum, value) in unit.iter_mut().zip(values) {
                let (inside, outside) = self.slopes(total, *value);
                *sum = inside * *sum + outside * (whole - *sum);
            }
        }
        Scores::new(self.count, present, sums)
    }
}

/// The units of some rows, ascending, and for each of them the weight of its rows by category; a row of a category beyond `count` has
/// none.
pub(crate) fn sums_by_unit(
    units: &[u32],
    weights: &[f64],
    count: usize,
    category: impl Fn(usize) -> usize,
) -> (Vec<u32>, Vec<f64>) {
    let last = units.iter().max().map_or(0, |last| *last as usize + 1);
    let mut places = vec![u32::MAX; last];
    units.iter().for_each(|unit| places[*unit as usize] = 0);
    let mut present = Vec::new();
    for (unit, place) in places.iter_mut().enumerate().filter(|(_, place)| **place == 0) {
        *place = present.len() as u32;
        present.push(unit as u32);
    }
    let mut sums = vec![0.0; present.len() * count];
    for (row, (unit, weight)) in units.iter().zip(weights).enumerate() {
        let category = category(row);
        if category < count {
            sums[places[*unit as usize] as usize * count + category] += weight;
        }
    }
    (present, sums)
}

#[cfg(test)]
mod tests {
    use super::{CellScale, Cells};
    use crate::Scores;
    use crate::sample::Statistic;

    #[test]
    fn scores_are_the_influence_by_unit() {
        let weights = [1.0, 2.0, 0.5, 4.0, 3.0];
        let units = [7, 2, 7, 9, 2];
        for scale in [CellScale::Total, CellScale::Share] {
            let cells = Cells { codes: vec![0, 1, 2, 1, 0], count: 3, scale };
            let values = cells.values(&weights).unwrap();
            let mut columns = cells.influence(&weights, &values).unwrap();
            columns.iter_mut().for_each(|column| column.iter_mut().zip(weights).for_each(|(z, w)| *z *= w));
            let slow = Scores::of_rows(&units, &columns);
            let fast = cells.scores(&weights, &values, &units).unwrap();
            assert_eq!(fast.units(), slow.units());
            for position in 0..3 {
                for (left, right) in fast.at(position).iter().zip(slow.at(position)) {
                    assert!((left - right).abs() < 1e-15, "{left} {right}");
                }
            }
        }
    }
}
