//! Totals that are not finished: those of one file, one machine, one country. They add up, and can be kept.

use super::builder::ClusterTotalsBuilder;
use super::measure::Measure;
use super::table::ClusterTotals;
use crate::SurveyError;
use crate::design::{BuiltDesign, DesignBuilder, DesignShape};
use rustc_hash::FxHashMap;

/// A unit of the design's last stage, as rows brought it.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialUnit {
    /// Stratum keys by stage; 0 where a stage is not stratified.
    pub strata: Vec<u32>,
    /// Cluster keys by stage; without that of the last stage where the rows are its units.
    pub clusters: Vec<u32>,
    /// Population sizes or sampling fractions by stage; infinite where a stage has none.
    pub population: Vec<f64>,
    /// Rows.
    pub rows: u64,
    /// Rows of positive weight.
    pub weighted_rows: u64,
    /// Sum of their weights; of rows without weights their number.
    pub weight: f64,
}

/// The sums of one unit in one domain.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialCell {
    /// The unit: its position among [`PartialTotals::units`].
    pub unit: u32,
    /// The domain.
    pub domain: u32,
    /// The sums of every measure one after another, [`Measure::width`] numbers each: rows, *w*, *w·y*…, and *w²*, *w·y²*… where second moments are
    /// summed; with weights of 1 where the design has none.
    pub sums: Vec<f64>,
}

/// One table of sums: its measures and cells.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialTable {
    /// The measures.
    pub measures: Vec<Measure>,
    /// The cells.
    pub cells: Vec<PartialCell>,
}

/// Units and sums of some of the rows of a survey.
///
/// This is what an engine has to fill, with one `GROUP BY` over strata, clusters and domains: all of design-based estimation follows
/// from it. Sums of different rows add up ([`add`](Self::add)), so that files, machines or countries each contribute theirs.
#[derive(Debug, Clone, PartialEq)]
pub struct PartialTotals {
    /// The shape of the design.
    pub shape: DesignShape,
    /// The units of the last stage that the variance needs.
    pub units: Vec<PartialUnit>,
    /// The tables.
    pub tables: Vec<PartialTable>,
}

/// Whoever sums rows by unit and domain.
///
/// The kernel over columns does ([`DesignBuilder`] and [`ClusterTotalsBuilder`]); an engine that distributes the same `GROUP BY` over machines
/// may. What must hold of every one of them is tested by one suite.
pub trait TotalsEngine {
    /// Why it could not.
    type Error: From<SurveyError>;

    /// The sums of all its rows.
    ///
    /// # Errors
    /// When the rows cannot be read, or the design is refused.
    fn partial_totals(&mut self) -> Result<PartialTotals, Self::Error>;

    /// The finished totals, `domains` of each table.
    ///
    /// # Errors
    /// As [`partial_totals`](Self::partial_totals), and when the design is refused as a whole.
    fn cluster_totals(
        &mut self,
        domains: &[usize],
    ) -> Result<(BuiltDesign, Vec<ClusterTotals>), Self::Error> {
        Ok(self.partial_totals()?.finish(domains)?)
    }
}

impl PartialTotals {
    /// What builders have summed so far.
    pub fn of(design: &DesignBuilder, tables: &[&ClusterTotalsBuilder]) -> Self {
        Self {
            shape: design.shape().clone(),
            units: design.partial_units(),
            tables: tables.iter().map(|table| table.partial()).collect(),
        }
    }

    /// Adds the sums of other rows, whose keys and domains mean the same. Units of the same keys become one; where the rows are the units,
    /// every row stays its own.
    ///
    /// # Errors
    /// When designs or measures differ, or a unit has two population sizes.
    pub fn add(&mut self, other: &Self) -> Result<(), SurveyError> {
        let measures = |totals: &Self| -> Vec<Vec<Measure>> {
            totals.tables.iter().map(|table| table.measures.clone()).collect()
        };
        if self.shape != other.shape {
            return Err(SurveyError::Incompatible("their designs differ"));
        }
        if measures(self) != measures(other) {
            return Err(SurveyError::Incompatible("their measures differ"));
        }
        let key = |unit: &PartialUnit| (unit.strata.clone(), unit.clusters.clone());
        let mut known: FxHashMap<_, u32> = FxHashMap::default();
        if !self.shape.rows_are_units {
            known.extend(self.units.iter().enumerate().map(|(position, unit)| (key(unit), position as u32)));
        }
        let mut moved = Vec::with_capacity(other.units.len());
        for unit in &other.units {
            let Some(&position) = known.get(&key(unit)) else {
                moved.push(self.units.len() as u32);
                self.units.push(unit.clone());
                continue;
            };
            let same = &mut self.units[position as usize];
            if same.population != unit.population {
                return Err(SurveyError::Incompatible("a cluster has two population sizes"));
            }
            same.rows += unit.rows;
            same.weighted_rows += unit.weighted_rows;
            same.weight += unit.weight;
            moved.push(position);
        }
        for (table, more) in self.tables.iter_mut().zip(&other.tables) {
            let mut places: FxHashMap<(u32, u32), usize> = FxHashMap::default();
            places.extend(
                table.cells.iter().enumerate().map(|(place, cell)| ((cell.unit, cell.domain), place)),
            );
            for cell in &more.cells {
                let unit = moved
                    .get(cell.unit as usize)
                    .copied()
                    .ok_or(SurveyError::Incompatible("a cell names a unit that is not there"))?;
                match places.get(&(unit, cell.domain)).and_then(|place| table.cells.get_mut(*place)) {
                    Some(same) => same.sums.iter_mut().zip(&cell.sums).for_each(|(sum, more)| *sum += more),
                    None => table.cells.push(PartialCell { unit, ..cell.clone() }),
                }
            }
        }
        Ok(())
    }

    /// The totals under the design that the units make; `domains` is the number of domains of each table.
    ///
    /// # Errors
    /// When the design is refused, or a cell does not fit its table.
    pub fn finish(&self, domains: &[usize]) -> Result<(BuiltDesign, Vec<ClusterTotals>), SurveyError> {
        let mut design = DesignBuilder::new(self.shape.clone());
        let units = design.add_units(&self.units)?;
        let built = design.finish()?;
        let tables = self.tables.iter().enumerate().map(|(position, table)| {
            let mut builder = ClusterTotalsBuilder::new(&table.measures);
            builder.add_cells(&units, &table.cells)?;
            builder.finish(&built, domains.get(position).copied().unwrap_or(0))
        });
        let tables = tables.collect::<Result<Vec<_>, _>>()?;
        Ok((built, tables))
    }
}
