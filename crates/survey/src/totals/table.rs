//! The table of cluster totals.

use super::measure::{Measure, Moments};
use crate::design::Design;
use crate::sum::Sum;
use std::ops::Range;
use std::sync::Arc;

/// A domain within a unit of the design's last stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cell {
    pub(super) domain: u32,
    pub(super) unit: u32,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct MeasureTable {
    pub(super) measure: Measure,
    /// A row of [`Measure::width`] numbers for each cell.
    pub(super) sums: Vec<f64>,
}

/// Sums by unit of the last stage and domain, for every measure; the units of the whole design are known, so that those without
/// a case in a domain count as zero.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterTotals {
    design: Arc<Design>,
    /// Sorted by domain, then unit.
    cells: Vec<Cell>,
    domain_cells: Vec<Range<usize>>,
    measures: Vec<MeasureTable>,
}

impl ClusterTotals {
    pub(super) fn new(
        design: Arc<Design>,
        domains: usize,
        cells: Vec<Cell>,
        measures: Vec<MeasureTable>,
    ) -> Self {
        let mut domain_cells = Vec::with_capacity(domains);
        let mut start = 0;
        for domain in 0..domains as u32 {
            let end = start + cells[start..].partition_point(|cell| cell.domain <= domain);
            domain_cells.push(start..end);
            start = end;
        }
        Self { design, cells, domain_cells, measures }
    }

    /// The design.
    pub fn design(&self) -> &Arc<Design> {
        &self.design
    }

    /// Number of domains.
    pub fn domains(&self) -> usize {
        self.domain_cells.len()
    }

    /// Number of measures.
    pub fn measures(&self) -> usize {
        self.measures.len()
    }

    /// The totals of one measure in one domain; empty where there is no such domain or measure.
    pub fn of(&self, measure: usize, domain: usize) -> DomainTotals<'_> {
        let cells = self.domain_cells.get(domain).cloned().unwrap_or(0..0);
        let empty = Measure { variables: 0, moments: Moments::None };
        let (measure, sums) = self.measures.get(measure).map_or((empty, &[] as &[f64]), |table| {
            let width = table.measure.width();
            (table.measure, &table.sums[cells.start * width..cells.end * width])
        });
        DomainTotals { design: &self.design, cells: &self.cells[cells], measure, sums }
    }
}

/// The totals of one measure in one domain, unit by unit.
#[derive(Debug, Clone, Copy)]
pub struct DomainTotals<'a> {
    design: &'a Design,
    cells: &'a [Cell],
    measure: Measure,
    sums: &'a [f64],
}

impl<'a> DomainTotals<'a> {
    /// The whole design.
    pub fn design(&self) -> &'a Design {
        self.design
    }

    /// The measure.
    pub fn measure(&self) -> Measure {
        self.measure
    }

    /// The units of the last stage with a case, in canonical order, each with its totals: *w*, *w·y*… of its rows.
    ///
    /// A unit whose rows are all missing, or of weight zero, has no case.
    pub fn units(&self) -> impl Iterator<Item = (u32, &'a [f64])> {
        let variables = self.measure.variables;
        self.cells
            .iter()
            .zip(self.sums.chunks_exact(self.measure.width()))
            .map(move |(cell, sums)| (cell.unit, &sums[1..2 + variables]))
            .filter(|(_, totals)| totals[0] > 0.0)
    }

    /// Unweighted number of rows, and the totals *w*, *w·y*… of the domain.
    pub fn sum(&self) -> (u64, Vec<f64>) {
        let mut sums = self.columns(0..2 + self.measure.variables);
        let rows = sums.remove(0);
        (rows as u64, sums)
    }

    /// Sums of *w²* and *w·y²*… over the domain; absent where the measure was summed without them.
    pub fn squares(&self) -> Option<Vec<f64>> {
        (self.measure.moments == Moments::Squares)
            .then(|| self.columns(2 + self.measure.variables..self.measure.width()))
    }

    fn columns(&self, columns: Range<usize>) -> Vec<f64> {
        let mut sums = vec![Sum::default(); columns.len()];
        for row in self.sums.chunks_exact(self.measure.width()) {
            for (sum, value) in sums.iter_mut().zip(&row[columns.clone()]) {
                sum.add(*value);
            }
        }
        sums.into_iter().map(Sum::value).collect()
    }

    /// Degrees of freedom of the domain: first-stage units less first-stage strata, counting those with a case in it.
    pub fn degrees_of_freedom(&self) -> f64 {
        let units: Vec<u32> = self.units().map(|(unit, _)| unit).collect();
        self.design.degrees_of_freedom_of(&units)
    }
}
