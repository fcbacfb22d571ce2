//! Fills cluster totals from rows.

use super::measure::{Measure, MeasureSums};
use super::table::{Cell, ClusterTotals, MeasureTable};
use crate::SurveyError;
use crate::design::{DesignBuilder, DesignRows, DesignShape};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// The domain of a row that lies in none.
pub const OUTSIDE: u32 = u32::MAX;

/// The cells of a batch of rows, and their weights.
#[derive(Debug, Clone, Copy)]
pub struct BatchCells<'a> {
    /// The cell of each row; cell 0 gathers the rows outside every domain.
    pub(super) cells: &'a [u32],
    pub(super) weights: Option<&'a [f64]>,
    /// Number of cells so far.
    pub(super) count: usize,
}

/// Reads rows, batch by batch, into [`ClusterTotals`].
///
/// A batch is taken in two steps: [`begin_batch`](Self::begin_batch) finds each row's cell; then each measure adds its values,
/// and the measures may do so on as many threads as there are, for none knows of another.
#[derive(Debug)]
pub struct ClusterTotalsBuilder {
    design: DesignBuilder,
    weighted: bool,
    lookup: FxHashMap<(u32, u32), u32>,
    keys: Vec<(u32, u32)>,
    units: Vec<u32>,
    cells: Vec<u32>,
    measures: Vec<MeasureSums>,
    domains: u32,
}

impl ClusterTotalsBuilder {
    /// Totals of `measures` under a design of that shape.
    pub fn new(shape: DesignShape, measures: &[Measure]) -> Self {
        Self {
            weighted: shape.weighted,
            design: DesignBuilder::new(shape),
            lookup: FxHashMap::default(),
            keys: vec![(OUTSIDE, OUTSIDE)],
            units: Vec::new(),
            cells: Vec::new(),
            measures: measures.iter().copied().map(MeasureSums::new).collect(),
            domains: 0,
        }
    }

    /// Finds the cells of a batch of rows. `domains` holds each row's domain, from 0, or [`OUTSIDE`].
    ///
    /// Then every measure must add the values of these rows.
    ///
    /// # Errors
    /// When the rows do not fit the design, or there are not as many domains as rows.
    pub fn begin_batch<'a>(
        &'a mut self,
        rows: &DesignRows<'a>,
        domains: &[u32],
    ) -> Result<(BatchCells<'a>, &'a mut [MeasureSums]), SurveyError> {
        if domains.len() != rows.rows {
            return Err(SurveyError::Length { what: "domain", expected: rows.rows, found: domains.len() });
        }
        self.design.add(rows, &mut self.units)?;
        self.cells.clear();
        self.cells.reserve(rows.rows);
        let mut last = (OUTSIDE, OUTSIDE);
        let mut last_cell = 0;
        for (&unit, &domain) in self.units.iter().zip(domains) {
            if domain == OUTSIDE {
                self.cells.push(0);
                continue;
            }
            if (unit, domain) != last {
                last = (unit, domain);
                self.domains = self.domains.max(domain + 1);
                last_cell = *self.lookup.entry(last).or_insert_with(|| {
                    self.keys.push(last);
                    (self.keys.len() - 1) as u32
                });
            }
            self.cells.push(last_cell);
        }
        let cells = BatchCells { cells: &self.cells, weights: rows.weights, count: self.keys.len() };
        Ok((cells, &mut self.measures))
    }

    /// The totals, with the design in canonical order.
    ///
    /// `domains` is the number of domains; those beyond the ones met have no case.
    ///
    /// # Errors
    /// As [`DesignBuilder::finish`].
    pub fn finish(self, domains: usize) -> Result<ClusterTotals, SurveyError> {
        let (design, order) = self.design.finish()?;
        let implied = (!self.weighted).then(|| design.weights_from_fractions());
        let mut sorted: Vec<u32> = (1..self.keys.len() as u32).collect();
        let place = |cell: u32| {
            let (unit, domain) = self.keys[cell as usize];
            Cell { domain, unit: order[unit as usize] }
        };
        sorted.sort_unstable_by_key(|&cell| place(cell));
        let cells: Vec<Cell> = sorted.iter().map(|&cell| place(cell)).collect();
        let measures = self
            .measures
            .into_iter()
            .map(|sums| {
                let measure = sums.measure();
                let width = measure.width();
                let read = sums.into_sums();
                let mut values = Vec::with_capacity(cells.len() * width);
                for (cell, key) in sorted.iter().zip(&cells) {
                    let start = *cell as usize * width;
                    match read.get(start..start + width) {
                        Some(found) => values.extend_from_slice(found),
                        None => values.resize(values.len() + width, 0.0),
                    }
                    if let Some(weights) = &implied {
                        let position = values.len() - width;
                        weigh(&mut values[position..], measure, weights[key.unit as usize]);
                    }
                }
                MeasureTable { measure, sums: values }
            })
            .collect();
        Ok(ClusterTotals::new(Arc::new(design), domains.max(self.domains as usize), cells, measures))
    }
}

/// Applies the weight of a unit to sums that were taken with weight 1.
fn weigh(sums: &mut [f64], measure: Measure, weight: f64) {
    let squared_weight = 2 + measure.variables;
    for (position, sum) in sums.iter_mut().enumerate().skip(1) {
        *sum *= if position == squared_weight { weight * weight } else { weight };
    }
}
