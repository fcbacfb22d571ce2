//! Measures: variables summed together, over the rows where all of them are known.

use super::builder::BatchCells;
use crate::SurveyError;

/// Which second moments are summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moments {
    /// None: enough for values, variances and intervals.
    None,
    /// *w²* and *w·y²* of each variable: what a design effect needs.
    Squares,
}

/// One or several variables that are summed over the rows in which all of them are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Number of variables.
    pub variables: usize,
    /// Second moments.
    pub moments: Moments,
}

impl Measure {
    /// One variable without second moments.
    pub const ONE: Self = Self { variables: 1, moments: Moments::None };

    /// Numbers kept for a cell: rows, *w*, *w·y*…, and *w²*, *w·y²*… with [`Moments::Squares`].
    pub fn width(&self) -> usize {
        match self.moments {
            Moments::None => 2 + self.variables,
            Moments::Squares => 3 + 2 * self.variables,
        }
    }
}

/// The values of one variable, row by row.
#[derive(Debug, Clone, Copy)]
pub enum Values<'a> {
    /// Numbers; NaN is missing.
    Numbers(&'a [f64]),
    /// The indicator of one level of a category: 1 where the code is `level`, else 0; [`u32::MAX`] is missing.
    Level {
        /// Codes by row.
        codes: &'a [u32],
        /// The level.
        level: u32,
    },
}

impl Values<'_> {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(values) => values.len(),
            Self::Level { codes, .. } => codes.len(),
        }
    }

    #[inline]
    fn at(&self, row: usize) -> f64 {
        match self {
            Self::Numbers(values) => values[row],
            Self::Level { codes, .. } if codes[row] == u32::MAX => f64::NAN,
            Self::Level { codes, level } => f64::from(u8::from(codes[row] == *level)),
        }
    }
}

/// The sums of one measure by cell, while rows are read.
///
/// Each sum is taken in the order of the rows, so that its bits do not depend on who else is summing at the same time.
#[derive(Debug, Clone)]
pub struct MeasureSums {
    measure: Measure,
    sums: Vec<f64>,
}

impl MeasureSums {
    pub(super) fn new(measure: Measure) -> Self {
        Self { measure, sums: Vec::new() }
    }

    pub(super) fn into_sums(self) -> Vec<f64> {
        self.sums
    }

    /// The measure summed.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Adds the rows of a batch.
    ///
    /// # Errors
    /// When the number of variables, or of rows in one of them, is another than the measure's or the batch's.
    pub fn add(&mut self, cells: &BatchCells<'_>, values: &[Values<'_>]) -> Result<(), SurveyError> {
        if values.len() != self.measure.variables {
            return Err(SurveyError::Shape {
                what: "value",
                declared: self.measure.variables,
                found: values.len(),
            });
        }
        let rows = cells.cells.len();
        if let Some(column) = values.iter().find(|column| column.len() != rows) {
            return Err(SurveyError::Length { what: "value", expected: rows, found: column.len() });
        }
        self.sums.resize(cells.count * self.measure.width(), 0.0);
        match (values, self.measure.moments) {
            ([Values::Numbers(values)], Moments::None) => {
                self.add_one::<3>(cells, values, |w, y| [1.0, w, w * y]);
            }
            ([Values::Numbers(values)], Moments::Squares) => {
                self.add_one::<5>(cells, values, |w, y| [1.0, w, w * y, w * w, w * y * y]);
            }
            _ => self.add_several(cells, values),
        }
        Ok(())
    }

    /// The common case of one numeric variable, in a fixed width so that a cell is one load and one store.
    #[inline]
    fn add_one<const WIDTH: usize>(
        &mut self,
        cells: &BatchCells<'_>,
        values: &[f64],
        terms: impl Fn(f64, f64) -> [f64; WIDTH],
    ) {
        let (sums, _) = self.sums.as_chunks_mut::<WIDTH>();
        let rows = cells.cells.iter().zip(values);
        let mut add = |cell: u32, w: f64, y: f64| {
            if y.is_nan() {
                return;
            }
            let sum = &mut sums[cell as usize];
            for (sum, term) in sum.iter_mut().zip(terms(w, y)) {
                *sum += term;
            }
        };
        match cells.weights {
            Some(weights) => rows.zip(weights).for_each(|((cell, y), w)| add(*cell, *w, *y)),
            None => rows.for_each(|(cell, y)| add(*cell, 1.0, *y)),
        }
    }

    fn add_several(&mut self, cells: &BatchCells<'_>, values: &[Values<'_>]) {
        let width = self.measure.width();
        let variables = self.measure.variables;
        let squares = self.measure.moments == Moments::Squares;
        let mut row_values = vec![0.0; variables];
        for (row, &cell) in cells.cells.iter().enumerate() {
            for (value, column) in row_values.iter_mut().zip(values) {
                *value = column.at(row);
            }
            if row_values.iter().any(|value| value.is_nan()) {
                continue;
            }
            let w = cells.weights.map_or(1.0, |weights| weights[row]);
            let sums = &mut self.sums[cell as usize * width..][..width];
            sums[0] += 1.0;
            sums[1] += w;
            for (sum, value) in sums[2..].iter_mut().zip(&row_values) {
                *sum += w * value;
            }
            if squares {
                sums[2 + variables] += w * w;
                for (sum, value) in sums[3 + variables..].iter_mut().zip(&row_values) {
                    *sum += w * value * value;
                }
            }
        }
    }
}
