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
    /// By cell: all sums where there is at most one variable, else those that no variable enters.
    sums: Vec<f64>,
    /// By variable and cell, where there are several.
    columns: Vec<Vec<f64>>,
    /// The cell of each row of the batch, or 0 where one of several variables is missing.
    complete: Vec<u32>,
}

/// The sums of one of several variables over one batch, still to be taken; on any thread, in any order.
#[derive(Debug)]
pub struct VariableSums<'a> {
    cells: &'a [u32],
    weights: Option<&'a [f64]>,
    values: Values<'a>,
    squares: bool,
    sums: &'a mut [f64],
}

impl MeasureSums {
    pub(super) fn new(measure: Measure) -> Self {
        let columns = if measure.variables > 1 { vec![Vec::new(); measure.variables] } else { Vec::new() };
        Self { measure, sums: Vec::new(), columns, complete: Vec::new() }
    }

    /// The measure summed.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// Appends the sums of a cell, [`Measure::width`] numbers, to `row`; zeros for a cell of which nothing was summed.
    pub(super) fn push_cell(&self, cell: usize, row: &mut Vec<f64>) {
        let squares = self.measure.moments == Moments::Squares;
        let get = |sums: &[f64], position: usize| sums.get(position).copied().unwrap_or(0.0);
        if self.columns.is_empty() {
            let width = self.measure.width();
            row.extend((0..width).map(|part| get(&self.sums, cell * width + part)));
            return;
        }
        let (shared, own) = if squares { (3, 2) } else { (2, 1) };
        row.extend([get(&self.sums, cell * shared), get(&self.sums, cell * shared + 1)]);
        row.extend(self.columns.iter().map(|sums| get(sums, cell * own)));
        if squares {
            row.push(get(&self.sums, cell * shared + 2));
            row.extend(self.columns.iter().map(|sums| get(sums, cell * own + 1)));
        }
    }

    /// Adds sums as [`push_cell`](Self::push_cell) gives them to a cell.
    pub(super) fn add_sums(&mut self, cell: usize, row: &[f64]) {
        let squares = self.measure.moments == Moments::Squares;
        let add = |sums: &mut Vec<f64>, position: usize, term: f64| {
            if sums.len() <= position {
                sums.resize(position + 1, 0.0);
            }
            sums[position] += term;
        };
        let width = self.measure.width();
        if self.columns.is_empty() {
            row.iter().enumerate().for_each(|(part, term)| add(&mut self.sums, cell * width + part, *term));
            return;
        }
        let (shared, own) = if squares { (3, 2) } else { (2, 1) };
        let variables = self.measure.variables;
        for (part, &term) in row.iter().enumerate() {
            match part {
                0 | 1 => add(&mut self.sums, cell * shared + part, term),
                _ if part < 2 + variables => add(&mut self.columns[part - 2], cell * own, term),
                _ if part == 2 + variables => add(&mut self.sums, cell * shared + 2, term),
                _ => add(&mut self.columns[part - 3 - variables], cell * own + 1, term),
            }
        }
    }

    /// Adds the rows of a batch on this thread.
    ///
    /// # Errors
    /// As [`MeasureSums::split`].
    pub fn add(&mut self, cells: &BatchCells<'_>, values: &[Values<'_>]) -> Result<(), SurveyError> {
        self.split(cells, values)?.into_iter().for_each(VariableSums::add);
        Ok(())
    }

    /// Adds what belongs to no single variable, and hands out the sums of each of several variables, which are then to be
    /// added wherever there is a thread for it. A measure of one variable is added at once.
    ///
    /// # Errors
    /// When the number of variables, or of rows in one of them, is another than the measure's or the batch's.
    pub fn split<'a>(
        &'a mut self,
        cells: &BatchCells<'a>,
        values: &[Values<'a>],
    ) -> Result<Vec<VariableSums<'a>>, SurveyError> {
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
        let squares = self.measure.moments == Moments::Squares;
        match values {
            [] | [_] => self.sums.resize(cells.count * self.measure.width(), 0.0),
            _ => self.sums.resize(cells.count * if squares { 3 } else { 2 }, 0.0),
        }
        match (values, squares) {
            ([], false) => add_terms(&mut self.sums, cells.cells, cells.weights, |_, w| Some([1.0, w])),
            ([], true) => add_terms(&mut self.sums, cells.cells, cells.weights, |_, w| Some([1.0, w, w * w])),
            ([column], false) => add_terms(&mut self.sums, cells.cells, cells.weights, |row, w| {
                let y = column.at(row);
                (!y.is_nan()).then_some([1.0, w, w * y])
            }),
            ([column], true) => add_terms(&mut self.sums, cells.cells, cells.weights, |row, w| {
                let y = column.at(row);
                (!y.is_nan()).then_some([1.0, w, w * y, w * w, w * y * y])
            }),
            (several, _) => return Ok(self.split_several(cells, several)),
        }
        Ok(Vec::new())
    }

    fn split_several<'a>(
        &'a mut self,
        cells: &BatchCells<'a>,
        values: &[Values<'a>],
    ) -> Vec<VariableSums<'a>> {
        self.complete.clear();
        self.complete.extend_from_slice(cells.cells);
        for (position, column) in values.iter().enumerate() {
            match column {
                Values::Numbers(numbers) => {
                    for (cell, value) in self.complete.iter_mut().zip(*numbers) {
                        *cell = if value.is_nan() { 0 } else { *cell };
                    }
                }
                // The levels of one category are missing together.
                Values::Level { codes, .. } if !repeats_codes(&values[..position], codes) => {
                    for (cell, code) in self.complete.iter_mut().zip(*codes) {
                        *cell = if *code == u32::MAX { 0 } else { *cell };
                    }
                }
                Values::Level { .. } => {}
            }
        }
        let squares = self.measure.moments == Moments::Squares;
        if squares {
            add_terms(&mut self.sums, &self.complete, cells.weights, |_, w| Some([1.0, w, w * w]));
        } else {
            add_terms(&mut self.sums, &self.complete, cells.weights, |_, w| Some([1.0, w]));
        }
        let own = if squares { 2 } else { 1 };
        let complete = &self.complete;
        self.columns
            .iter_mut()
            .zip(values)
            .map(|(sums, values)| {
                sums.resize(cells.count * own, 0.0);
                VariableSums { cells: complete, weights: cells.weights, values: *values, squares, sums }
            })
            .collect()
    }
}

/// Whether the column before is a level of the same category.
fn repeats_codes(before: &[Values<'_>], codes: &[u32]) -> bool {
    matches!(before.last(), Some(Values::Level { codes: last, .. }) if std::ptr::eq(*last, codes))
}

impl VariableSums<'_> {
    /// Takes the sums.
    pub fn add(self) {
        let Self { cells, weights, values, squares, sums } = self;
        // Rows with a missing value are in cell 0, whose sums nobody reads.
        if squares {
            add_terms(sums, cells, weights, |row, w| {
                let y = values.at(row);
                Some([w * y, w * y * y])
            });
        } else {
            add_terms(sums, cells, weights, |row, w| Some([w * values.at(row)]));
        }
    }
}

/// Adds to each row's cell the terms that belong to it, in a fixed width so that a cell is one load and one store.
#[inline]
fn add_terms<const WIDTH: usize>(
    sums: &mut [f64],
    cells: &[u32],
    weights: Option<&[f64]>,
    terms: impl Fn(usize, f64) -> Option<[f64; WIDTH]>,
) {
    let (sums, _) = sums.as_chunks_mut::<WIDTH>();
    let mut add = |row: usize, cell: u32, w: f64| {
        if let Some(terms) = terms(row, w) {
            for (sum, term) in sums[cell as usize].iter_mut().zip(terms) {
                *sum += term;
            }
        }
    };
    match weights {
        Some(weights) => {
            cells.iter().zip(weights).enumerate().for_each(|(row, (cell, w))| add(row, *cell, *w));
        }
        None => cells.iter().enumerate().for_each(|(row, cell)| add(row, *cell, 1.0)),
    }
}
