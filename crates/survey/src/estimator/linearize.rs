//! From an estimator and the totals of a domain to its value and linearized variable.

use super::Estimator;
use crate::sum::Sum;
use crate::totals::DomainTotals;

/// Linearized variables by unit of the last stage: for each unit with a case, one score an estimate. Other units have score 0.
#[derive(Debug, Clone, PartialEq)]
pub struct Scores {
    width: usize,
    units: Vec<u32>,
    values: Vec<f64>,
}

impl Scores {
    /// Scores of `width` estimates; `units` ascend, and `values` holds `width` numbers a unit.
    ///
    /// Returns `None` when the lengths do not fit or the units do not ascend.
    pub fn new(width: usize, units: Vec<u32>, values: Vec<f64>) -> Option<Self> {
        let ascending = units.windows(2).all(|pair| pair[0] < pair[1]);
        (width > 0 && ascending && values.len() == units.len() * width).then_some(Self {
            width,
            units,
            values,
        })
    }

    /// Scores from linearized variables by row, each times its weight: summed by the unit of the row, in the order of the rows.
    ///
    /// A column that is shorter than `units` counts as zero beyond its end.
    pub fn of_rows(units: &[u32], columns: &[Vec<f64>]) -> Self {
        let width = columns.len();
        let mut present = units.to_vec();
        if !present.is_sorted() {
            present.sort_unstable();
        }
        present.dedup();
        let last = present.last().map_or(0, |last| *last as usize + 1);
        let mut position_of = vec![0_u32; last];
        for (position, unit) in present.iter().enumerate() {
            position_of[*unit as usize] = position as u32;
        }
        let mut sums = vec![Sum::default(); present.len() * width];
        for (column, values) in columns.iter().enumerate() {
            for (unit, value) in units.iter().zip(values) {
                sums[position_of[*unit as usize] as usize * width + column].add(*value);
            }
        }
        Self { width, units: present, values: sums.into_iter().map(Sum::value).collect() }
    }

    /// Scores of which each unit's are a linear function of the former.
    pub(crate) fn map(&self, width: usize, function: impl Fn(&[f64]) -> Vec<f64>) -> Self {
        let mut values = Vec::with_capacity(self.units.len() * width);
        (0..self.units.len()).for_each(|position| values.extend(function(self.at(position))));
        Self { width, units: self.units.clone(), values }
    }

    /// Number of estimates.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The units with a case, ascending.
    pub fn units(&self) -> &[u32] {
        &self.units
    }

    /// The scores of the unit at that position among [`units`](Self::units).
    pub fn at(&self, position: usize) -> &[f64] {
        &self.values[position * self.width..(position + 1) * self.width]
    }

    /// The scores of several estimates side by side, over all units that any of them has.
    pub fn join(parts: &[Self]) -> Self {
        let width = parts.iter().map(|part| part.width).sum();
        let mut units: Vec<u32> = parts.iter().flat_map(|part| part.units.iter().copied()).collect();
        units.sort_unstable();
        units.dedup();
        let mut values = vec![0.0; units.len() * width];
        let mut column = 0;
        for part in parts {
            let mut row = 0;
            for (position, unit) in part.units.iter().enumerate() {
                while units[row] != *unit {
                    row += 1;
                }
                values[row * width + column..][..part.width].copy_from_slice(part.at(position));
            }
            column += part.width;
        }
        Self { width, units, values }
    }
}

/// A value, the size of its domain, and its linearized variable.
#[derive(Debug, Clone, PartialEq)]
pub struct Linearized {
    /// Unweighted number of rows.
    pub rows: u64,
    /// Sum of their weights.
    pub weight: f64,
    /// The value; absent where it is not defined.
    pub value: Option<f64>,
    /// Its linearized variable; of no unit where there is no value.
    pub scores: Scores,
    /// The variance under simple random sampling with replacement, where second moments were summed.
    pub simple_random_variance: Option<f64>,
}

/// Evaluates an estimator over a domain.
pub fn linearize(totals: &DomainTotals<'_>, estimator: &impl Estimator) -> Linearized {
    let (rows, sums) = totals.sum();
    let value = estimator.value(&sums).filter(|value| value.is_finite());
    let mut scores = Scores { width: 1, units: Vec::new(), values: Vec::new() };
    let mut simple_random_variance = None;
    if value.is_some() {
        let mut gradient = vec![0.0; sums.len()];
        estimator.gradient(&sums, &mut gradient);
        for (unit, unit_totals) in totals.units() {
            scores.units.push(unit);
            scores.values.push(unit_totals.iter().zip(&gradient).map(|(total, slope)| total * slope).sum());
        }
        simple_random_variance =
            totals.squares().and_then(|squares| estimator.simple_random_variance(&sums, &squares[1..], rows));
    }
    Linearized { rows, weight: sums[0], value, scores, simple_random_variance }
}
