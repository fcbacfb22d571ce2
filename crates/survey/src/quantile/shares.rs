//! The distribution function.

use crate::sample::Statistic;
use crate::sum::Sum;
use crate::testing::sums_by_unit;
use crate::{Scores, SurveyError};
use std::borrow::Cow;

/// The share of the weight at or below each of some values: *F*(*x*) = Σ*w*·1(*y* ≤ *x*) / Σ*w*.
///
/// Each share is a mean of an indicator; its linearized variable is (1(*yᵢ* ≤ *x*) − *F*(*x*)) / Σ*w* (Francisco and Fuller, 1991,
/// Annals of Statistics 19, 454–469).
#[derive(Debug, Clone)]
pub struct Shares<'a> {
    /// A value for each row of the domain.
    pub values: Cow<'a, [f64]>,
    /// Where the distribution function is sought.
    pub at: Vec<f64>,
}

impl Statistic for Shares<'_> {
    fn width(&self) -> usize {
        self.at.len()
    }

    fn values(&self, weights: &[f64]) -> Result<Vec<f64>, SurveyError> {
        let total = weights.iter().copied().collect::<Sum>().value();
        let share = |at: &f64| {
            let below = self.values.iter().zip(weights).filter(|(value, _)| *value <= at);
            below.map(|(_, weight)| *weight).collect::<Sum>().value() / total
        };
        Ok(self.at.iter().map(share).collect())
    }

    fn influence(&self, weights: &[f64], values: &[f64]) -> Result<Vec<Vec<f64>>, SurveyError> {
        let total = weights.iter().copied().collect::<Sum>().value();
        let column = |(at, share): (&f64, &f64)| {
            let (inside, outside) = ((1.0 - share) / total, -share / total);
            self.values.iter().map(|value| if value <= at { inside } else { outside }).collect()
        };
        Ok(self.at.iter().zip(values).map(column).collect())
    }

    /// From the weights between the values by unit, which one pass over the rows gives.
    fn scores(&self, weights: &[f64], values: &[f64], units: &[u32]) -> Option<Scores> {
        let mut ascending = self.at.clone();
        ascending.sort_unstable_by(f64::total_cmp);
        let between = |row: usize| {
            self.values.get(row).map_or(usize::MAX, |value| match *ascending {
                [only] => usize::from(*value > only),
                _ => ascending.partition_point(|at| at < value),
            })
        };
        let (present, sums) = sums_by_unit(units, weights, ascending.len() + 1, between);
        let total = weights.iter().copied().collect::<Sum>().value();
        let places: Vec<usize> =
            self.at.iter().map(|at| ascending.partition_point(|other| other < at)).collect();
        let mut scores = Vec::with_capacity(present.len() * self.at.len());
        for unit in sums.chunks_exact(ascending.len() + 1) {
            let whole: f64 = unit.iter().sum();
            for (place, share) in places.iter().zip(values) {
                let below: f64 = unit[..=*place].iter().sum();
                scores.push((below - share * whole) / total);
            }
        }
        Scores::new(self.at.len(), present, scores)
    }
}

#[cfg(test)]
mod tests {
    use super::Shares;
    use crate::Scores;
    use crate::sample::Statistic;

    #[test]
    fn scores_are_the_influence_by_unit() {
        let weights = [1.0, 2.0, 0.5, 4.0, 3.0];
        let units = [7, 2, 7, 9, 2];
        for at in [vec![2.0], vec![3.0, 1.0, 3.0, 0.0], vec![9.0, 2.5]] {
            let shares = Shares { values: vec![1.0, 2.0, 3.0, 4.0, 2.0].into(), at };
            let values = shares.values(&weights).unwrap();
            let mut columns = shares.influence(&weights, &values).unwrap();
            columns.iter_mut().for_each(|column| column.iter_mut().zip(weights).for_each(|(z, w)| *z *= w));
            let slow = Scores::of_rows(&units, &columns);
            let fast = shares.scores(&weights, &values, &units).unwrap();
            assert_eq!(fast.units(), slow.units());
            for position in 0..3 {
                for (left, right) in fast.at(position).iter().zip(slow.at(position)) {
                    assert!((left - right).abs() < 1e-15, "{left} {right}");
                }
            }
        }
    }
}
