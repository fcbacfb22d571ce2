//! Fills cluster totals from rows.

use super::measure::{Measure, MeasureSums};
use super::partial::{PartialCell, PartialTable};
use super::table::{Cell, ClusterTotals, MeasureTable};
use crate::SurveyError;
use crate::design::BuiltDesign;
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// Cells remembered beside the lookup.
const RECENT: usize = 1024;

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
/// A batch is taken in three steps: [`DesignBuilder::add`](crate::DesignBuilder::add) tells each row's unit;
/// [`begin_batch`](Self::begin_batch) finds each row's cell; then each measure adds its values. Several tables, each with
/// domains of its own, may share one design; and measures may add on as many threads as there are, for none knows of another.
#[derive(Debug)]
pub struct ClusterTotalsBuilder {
    lookup: FxHashMap<(u32, u32), u32>,
    /// The cells met last: rows come by cluster, and most belong to a cell just met.
    recent: Vec<((u32, u32), u32)>,
    keys: Vec<(u32, u32)>,
    cells: Vec<u32>,
    measures: Vec<MeasureSums>,
    domains: u32,
}

impl ClusterTotalsBuilder {
    /// Totals of `measures`, without rows yet.
    pub fn new(measures: &[Measure]) -> Self {
        Self {
            lookup: FxHashMap::default(),
            recent: vec![((OUTSIDE, OUTSIDE), 0); RECENT],
            keys: vec![(OUTSIDE, OUTSIDE)],
            cells: Vec::new(),
            measures: measures.iter().copied().map(MeasureSums::new).collect(),
            domains: 0,
        }
    }

    /// Finds the cells of a batch of rows from each row's unit and its domain, from 0, or [`OUTSIDE`].
    ///
    /// `weights` are absent where the design's sampling fractions imply them. Then every measure must add the values of these rows.
    ///
    /// # Errors
    /// When units, domains and weights are not of one length.
    pub fn begin_batch<'a>(
        &'a mut self,
        units: &[u32],
        weights: Option<&'a [f64]>,
        domains: &[u32],
    ) -> Result<(BatchCells<'a>, &'a mut [MeasureSums]), SurveyError> {
        for (what, found) in
            [("domain", domains.len()), ("weight", weights.map_or(units.len(), <[f64]>::len))]
        {
            if found != units.len() {
                return Err(SurveyError::Length { what, expected: units.len(), found });
            }
        }
        self.cells.clear();
        self.cells.reserve(units.len());
        for (&unit, &domain) in units.iter().zip(domains) {
            if domain == OUTSIDE {
                self.cells.push(0);
                continue;
            }
            let key = (unit, domain);
            let slot = (unit.wrapping_mul(31).wrapping_add(domain)) as usize % RECENT;
            let (known, cell) = self.recent[slot];
            if known == key {
                self.cells.push(cell);
                continue;
            }
            self.domains = self.domains.max(domain + 1);
            let cell = *self.lookup.entry(key).or_insert_with(|| {
                self.keys.push(key);
                (self.keys.len() - 1) as u32
            });
            self.recent[slot] = (key, cell);
            self.cells.push(cell);
        }
        let cells = BatchCells { cells: &self.cells, weights, count: self.keys.len() };
        Ok((cells, &mut self.measures))
    }

    /// What has been summed so far; units are numbered as they were met.
    pub(super) fn partial(&self) -> PartialTable {
        let measures: Vec<Measure> = self.measures.iter().map(MeasureSums::measure).collect();
        let cells = self
            .keys
            .iter()
            .enumerate()
            .skip(1)
            .map(|(cell, &(unit, domain))| {
                let mut sums = Vec::with_capacity(measures.iter().map(Measure::width).sum());
                self.measures.iter().for_each(|measure| measure.push_cell(cell, &mut sums));
                PartialCell { unit, domain, sums }
            })
            .collect();
        PartialTable { measures, cells }
    }

    /// Adds sums; `units` tells how each unit that the cells name is numbered here.
    ///
    /// # Errors
    /// When a cell names another unit, or has other sums than the measures.
    pub fn add_cells(&mut self, units: &[u32], cells: &[PartialCell]) -> Result<(), SurveyError> {
        let width: usize = self.measures.iter().map(|measure| measure.measure().width()).sum();
        for PartialCell { unit, domain, sums } in cells {
            let (Some(&unit), true) = (units.get(*unit as usize), sums.len() == width && *domain != OUTSIDE)
            else {
                return Err(SurveyError::Incompatible("a cell does not fit its table"));
            };
            self.domains = self.domains.max(domain + 1);
            let keys = &mut self.keys;
            let cell = *self.lookup.entry((unit, *domain)).or_insert_with(|| {
                keys.push((unit, *domain));
                (keys.len() - 1) as u32
            });
            let mut rest = sums.as_slice();
            for measure in &mut self.measures {
                let (own, further) = rest.split_at(measure.measure().width());
                measure.add_sums(cell as usize, own);
                rest = further;
            }
        }
        Ok(())
    }

    /// The totals under the design that told the rows' units.
    ///
    /// `domains` is the number of domains; those beyond the ones met have no case.
    ///
    /// # Errors
    /// When a unit is not one of the design's.
    pub fn finish(self, built: &BuiltDesign, domains: usize) -> Result<ClusterTotals, SurveyError> {
        let mut sorted: Vec<(Cell, u32)> = Vec::with_capacity(self.keys.len());
        for (cell, &(unit, domain)) in self.keys.iter().enumerate().skip(1) {
            let unit = *built
                .order
                .get(unit as usize)
                .ok_or(SurveyError::Incompatible("a row's unit is not one of the design's"))?;
            sorted.push((Cell { domain, unit }, cell as u32));
        }
        sorted.sort_unstable_by_key(|(key, _)| *key);
        let measures = self
            .measures
            .into_iter()
            .map(|sums| {
                let measure = sums.measure();
                let mut values = Vec::with_capacity(sorted.len() * measure.width());
                for (key, cell) in &sorted {
                    let position = values.len();
                    sums.push_cell(*cell as usize, &mut values);
                    if let Some(weights) = &built.implied_weights {
                        weigh(&mut values[position..], measure, weights[key.unit as usize]);
                    }
                }
                MeasureTable { measure, sums: values }
            })
            .collect();
        let cells = sorted.into_iter().map(|(key, _)| key).collect();
        Ok(ClusterTotals::new(Arc::clone(&built.design), domains.max(self.domains as usize), cells, measures))
    }
}

/// Applies the weight of a unit to sums that were taken with weight 1.
fn weigh(sums: &mut [f64], measure: Measure, weight: f64) {
    let squared_weight = 2 + measure.variables;
    for (position, sum) in sums.iter_mut().enumerate().skip(1) {
        *sum *= if position == squared_weight { weight * weight } else { weight };
    }
}
