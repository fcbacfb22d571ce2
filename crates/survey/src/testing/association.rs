//! Tests of association in two-way tables.

use super::design_effects::{DesignEffects, trace, trace_of_square};
use super::{CellScale, Cells, Test, TestError, wald};
use crate::SurveyError;
use crate::algebra::Dense;
use crate::distribution::{ChiSquared, ChiSquaredSum, Distribution, SumMethod};
use crate::sample::{Domain, Sample, VarianceMethod};

/// The most cells of a table that is tested: the work grows with their cube.
const MOST_CELLS: usize = 1000;

/// What a test of association compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AssociationStatistic {
    /// Pearson's X² over the sum of the design effects, against *F* with Satterthwaite's degrees of freedom: Rao and Scott's (1984)
    /// second-order correction, with the denominator of Thomas and Rao (1990).
    #[default]
    F,
    /// Pearson's X² over the mean design effect, against chi-squared: the first-order correction.
    ChiSquared,
    /// Wald's test of the differences between cells and what independence expects (Koch, Freeman and Freeman, 1975).
    Wald,
    /// The same, adjusted for the degrees of freedom (Thomas and Rao, 1987).
    AdjustedWald,
    /// Pearson's X² against the sum of chi-squared variables weighted by the design effects, over one with the degrees of freedom of
    /// the denominator of `F`. Of replicates, as in R's `survey`, against the sum alone.
    LinearCombination,
    /// The same by the saddlepoint approximation.
    Saddlepoint,
}

/// A two-way table of the rows of a domain.
#[derive(Debug, Clone, PartialEq)]
pub struct TwoWayTable {
    cells: Cells,
    rows: usize,
    columns: usize,
    /// What the weights are scaled to.
    size: f64,
}

/// A table tested.
#[derive(Debug, Clone, PartialEq)]
pub struct Association {
    /// The test.
    pub test: Test,
    /// The weight of each cell, scaled so that all add up to the number of rows: a row of the table in each row.
    pub observed: Dense,
    /// What it would be if rows and columns were independent.
    pub expected: Dense,
    /// The generalized design effects of the interaction, for tests that use them.
    pub design_effects: Option<Dense>,
}

impl TwoWayTable {
    /// A table from the categories of two variables, coded by any numbers, in each row of the domain. Categories without a row are
    /// not there.
    ///
    /// # Errors
    /// When the columns differ in length, a variable has fewer than two categories, or there are too many cells.
    pub fn new(rows: &[u32], columns: &[u32]) -> Result<Self, TestError> {
        if rows.len() != columns.len() {
            return Err(TestError::Length(rows.len(), columns.len()));
        }
        let (rows, row_count) = compact(rows);
        let (columns, column_count) = compact(columns);
        let fewest = row_count.min(column_count);
        if fewest < 2 {
            return Err(TestError::Categories(fewest));
        }
        if row_count.saturating_mul(column_count) > MOST_CELLS {
            return Err(TestError::TooManyCells { rows: row_count, columns: column_count, most: MOST_CELLS });
        }
        let codes =
            rows.iter().zip(columns).map(|(row, column)| row * column_count as u32 + column).collect();
        let cells = Cells { codes, count: row_count * column_count, scale: CellScale::Share };
        Ok(Self { size: rows.len() as f64, cells, rows: row_count, columns: column_count })
    }

    /// The same table, its weights scaled to another number of rows. Pearson's X² grows with it, and so do the design effects: the
    /// probability stays. R's `survey` counts the rows that a missing value leaves out.
    #[must_use]
    pub fn scaled_to(self, rows: usize) -> Self {
        Self { size: rows as f64, ..self }
    }

    /// Number of rows and columns of the table.
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.columns)
    }

    /// Tests whether rows and columns are independent. `df` are the degrees of freedom of the design within the domain.
    ///
    /// # Errors
    /// When there is no covariance, it is singular, or no degrees of freedom are left.
    pub fn test(
        &self,
        sample: &Sample,
        domain: &Domain,
        statistic: AssociationStatistic,
        df: f64,
    ) -> Result<Association, SurveyError> {
        let shares = sample.estimate(&self.cells, domain)?;
        let count = self.size;
        let expected = self.independent(&shares.values);
        let table = |values: &[f64]| {
            let scaled = values.iter().map(|share| share * count).collect();
            Dense::new(self.rows, self.columns, scaled).unwrap_or_else(|| Dense::zeros(0, 0))
        };
        let (observed_table, expected_table) = (table(&shares.values), table(&expected));
        let (test, design_effects) = match statistic {
            AssociationStatistic::Wald => (self.wald(sample, domain, df, wald::plain)?, None),
            AssociationStatistic::AdjustedWald => (self.wald(sample, domain, df, wald::adjusted)?, None),
            _ => {
                let covariance = shares.covariance.ok_or(TestError::NoVariance)?;
                let effects = DesignEffects::new(&shares.values, self.columns, &covariance, count)
                    .ok_or(TestError::NoVariance)?;
                let pearson: f64 = shares
                    .values
                    .iter()
                    .zip(&expected)
                    .map(|(share, expected)| (share - expected) * (share - expected) / expected)
                    .sum::<f64>()
                    * count;
                let replicated = matches!(sample.variance_method(), VarianceMethod::Replicates(_));
                let (test, matrix) = rao_scott(pearson, &effects, statistic, df, replicated)?;
                (test, Some(matrix))
            }
        };
        Ok(Association { test, observed: observed_table, expected: expected_table, design_effects })
    }

    /// The shares, or with totals the totals, if rows and columns were independent.
    fn independent(&self, values: &[f64]) -> Vec<f64> {
        let whole: f64 = values.iter().sum();
        let rows: Vec<f64> = values.chunks_exact(self.columns).map(|row| row.iter().sum()).collect();
        let column = |column: usize| values.iter().skip(column).step_by(self.columns).sum::<f64>();
        let columns: Vec<f64> = (0..self.columns).map(column).collect();
        rows.iter().flat_map(|row| columns.iter().map(move |column| row * column / whole)).collect()
    }

    /// Wald's test of *N̂ᵢⱼ* − *N̂ᵢ·N̂·ⱼ*/*N̂* for all rows and columns but the last.
    fn wald(
        &self,
        sample: &Sample,
        domain: &Domain,
        df: f64,
        test: fn(&[f64], &crate::Matrix, f64) -> Result<Test, TestError>,
    ) -> Result<Test, SurveyError> {
        let totals = sample.estimate(&Cells { scale: CellScale::Total, ..self.cells.clone() }, domain)?;
        let values = &totals.values;
        let whole: f64 = values.iter().sum();
        let rows: Vec<f64> = values.chunks_exact(self.columns).map(|row| row.iter().sum()).collect();
        let columns: Vec<f64> =
            (0..self.columns).map(|column| values.iter().skip(column).step_by(self.columns).sum()).collect();
        let mut differences = Vec::new();
        let mut slopes = Vec::new();
        for (row, row_total) in rows.iter().enumerate().take(self.rows - 1) {
            for (column, column_total) in columns.iter().enumerate().take(self.columns - 1) {
                let expected = row_total * column_total / whole;
                differences.push(values[row * self.columns + column] - expected);
                let slope = |cell: usize| {
                    let (same_row, same_column) = (cell / self.columns == row, cell % self.columns == column);
                    let own = if same_row && same_column { 1.0 } else { 0.0 };
                    let of_row = if same_row { column_total / whole } else { 0.0 };
                    let of_column = if same_column { row_total / whole } else { 0.0 };
                    own - of_row - of_column + expected / whole
                };
                slopes.push((0..values.len()).map(slope).collect::<Vec<f64>>());
            }
        }
        let covariance = sample.covariance(&totals.variation.transform(&slopes))?;
        Ok(test(&differences, &covariance.ok_or(TestError::NoVariance)?, df)?)
    }
}

fn rao_scott(
    pearson: f64,
    effects: &DesignEffects,
    statistic: AssociationStatistic,
    df: f64,
    replicated: bool,
) -> Result<(Test, Dense), TestError> {
    let matrix = effects.matrix()?;
    let order = matrix.rows() as f64;
    let sum = trace(&matrix);
    if !(sum > 0.0) {
        return Err(TestError::NoVariance);
    }
    let chi_squared = |df: Vec<f64>, p: f64| Test { statistic: pearson, name: "X-squared", df, p };
    let numerator = sum * sum / trace_of_square(&matrix);
    let denominator = numerator * df;
    let combined_denominator = if replicated { f64::INFINITY } else { denominator };
    if !(df > 0.0) && statistic != AssociationStatistic::ChiSquared {
        return Err(TestError::NoDegreesOfFreedom { clusters: df, needed: 1.0 });
    }
    let test = match statistic {
        AssociationStatistic::ChiSquared => {
            let p = ChiSquared { df: order }.upper_tail(pearson / (sum / order));
            chi_squared(vec![order], p)
        }
        AssociationStatistic::LinearCombination => {
            let weighted = ChiSquaredSum::of_weights(&effects.eigenvalues()?).ok_or(TestError::NoVariance)?;
            chi_squared(
                Vec::new(),
                weighted.ratio_tails(pearson, combined_denominator, SumMethod::Exact).upper,
            )
        }
        AssociationStatistic::Saddlepoint => {
            chi_squared(Vec::new(), saddlepoint(pearson, effects.eigenvalues()?, combined_denominator)?)
        }
        _ => Test::fisher(pearson / sum, numerator, denominator),
    };
    Ok((test, matrix))
}

/// The probability that Σ*λᵢχ²* / (*χ²*(*d*)/*d*) is above a statistic, as Σ*λᵢχ²* − *x*/*d* · *χ²*(*d*) above 0. R's `survey` takes of
/// the subtracted variables as many as there are whole numbers in *d*, and so do we.
fn saddlepoint(statistic: f64, mut weights: Vec<f64>, denominator: f64) -> Result<f64, TestError> {
    let none = TestError::NoVariance;
    if denominator == f64::INFINITY {
        let sum = ChiSquaredSum::of_weights(&weights).ok_or(none)?;
        return Ok(sum.tails(statistic, SumMethod::Saddlepoint).upper);
    }
    let whole = denominator.floor().max(1.0);
    let mut df = vec![1.0; weights.len()];
    weights.push(-statistic / denominator);
    df.push(whole);
    let sum = ChiSquaredSum::new(&weights, &df).ok_or(none)?;
    Ok(sum.tails(0.0, SumMethod::Saddlepoint).upper)
}

/// The codes from 0 without gaps, in their order, and how many there are.
pub(super) fn compact(codes: &[u32]) -> (Vec<u32>, usize) {
    let mut present: Vec<u32> = Vec::new();
    let most = codes.iter().max().map_or(0, |most| *most as usize + 1);
    // Codes are small numbers as a rule: then a look-up table is far cheaper than sorting all rows.
    if most <= codes.len().max(1 << 16) {
        let mut place = vec![u32::MAX; most];
        codes.iter().for_each(|code| place[*code as usize] = 0);
        for (code, place) in place.iter_mut().enumerate().filter(|(_, place)| **place == 0) {
            *place = present.len() as u32;
            present.push(code as u32);
        }
        return (codes.iter().map(|code| place[*code as usize]).collect(), present.len());
    }
    present.extend_from_slice(codes);
    present.sort_unstable();
    present.dedup();
    let place = |code: &u32| present.binary_search(code).unwrap_or_default() as u32;
    (codes.iter().map(place).collect(), present.len())
}
