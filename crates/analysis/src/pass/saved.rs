//! What a pass has filled so far, with labels instead of codes: it can be kept in a file and added to that of other rows.

use super::category::{Category, Level};
use super::domains::Combinations;
use super::fill::{Filling, codes_of};
use cairn_survey::{PartialCell, PartialTotals, PartialUnit, SurveyError};

/// A unit of the design's last stage and what it holds.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SavedUnit {
    /// Its strata by stage.
    pub(crate) strata: Vec<Option<Level>>,
    /// Its clusters by stage.
    pub(crate) clusters: Vec<Level>,
    /// Population sizes or sampling fractions by stage; infinite where there is none.
    pub(crate) population: Vec<f64>,
    /// Rows.
    pub(crate) rows: u64,
    /// Rows of positive weight.
    pub(crate) weighted_rows: u64,
    /// Sum of their weights.
    pub(crate) weight: f64,
}

/// The sums of one table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SavedTable {
    /// The levels of each domain.
    pub(crate) domains: Vec<Vec<Level>>,
    /// Rows in no domain, since a column of its groups is missing.
    pub(crate) without_group: u64,
    /// Unit, domain and the sums of all measures.
    pub(crate) cells: Vec<PartialCell>,
}

/// What a pass has filled.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct SavedFilling {
    /// The units.
    pub(crate) units: Vec<SavedUnit>,
    /// The tables, as planned.
    pub(crate) tables: Vec<SavedTable>,
}

impl Filling {
    /// What has been filled so far.
    pub(crate) fn save(&self) -> SavedFilling {
        let design = &self.pass.design;
        let label = |category: &Category, code: u32| {
            category.levels().get(code as usize).cloned().unwrap_or(Level::Text(String::new()))
        };
        let partial = PartialTotals::of(
            &self.design,
            &self.tables.iter().map(|table| &table.builder).collect::<Vec<_>>(),
        );
        let units = partial.units.into_iter().map(|unit| SavedUnit {
            strata: unit
                .strata
                .iter()
                .enumerate()
                .map(|(stage, code)| {
                    let column = design.stratum(stage)?;
                    codes_of(&self.strata, column).map(|coded| label(&coded.category, *code))
                })
                .collect(),
            clusters: design
                .clusters
                .iter()
                .zip(&unit.clusters)
                .filter_map(|(column, code)| Some(label(&codes_of(&self.clusters, *column)?.category, *code)))
                .collect(),
            population: unit.population,
            rows: unit.rows,
            weighted_rows: unit.weighted_rows,
            weight: unit.weight,
        });
        let units = units.collect();
        let tables = self.tables.iter().zip(&self.pass.tables).zip(partial.tables).map(
            |((filling, columns), table)| {
                let categories: Vec<&Category> = columns
                    .by
                    .iter()
                    .filter_map(|column| codes_of(&self.by, *column).map(|coded| &coded.category))
                    .collect();
                let levels: Vec<&[Level]> = categories.iter().map(|category| category.levels()).collect();
                let mut ordered = filling.combinations.ordered_levels(&levels);
                ordered.sort_by_key(|(code, _)| *code);
                SavedTable {
                    domains: ordered.into_iter().map(|(_, levels)| levels.0).collect(),
                    without_group: filling.without_group,
                    cells: table.cells,
                }
            },
        );
        SavedFilling { units, tables: tables.collect() }
    }

    /// Adds what another pass with the same plan has filled.
    ///
    /// # Errors
    /// When it does not fit the plan, or the design is refused.
    pub(crate) fn add_saved(&mut self, saved: &SavedFilling) -> Result<(), SurveyError> {
        let design = &self.pass.design;
        let mut units = Vec::with_capacity(saved.units.len());
        for unit in &saved.units {
            let mut strata = Vec::with_capacity(unit.strata.len());
            for (stage, level) in unit.strata.iter().enumerate() {
                let coded = design
                    .stratum(stage)
                    .and_then(|column| self.strata.iter_mut().find(|coded| coded.column == column));
                strata.push(match (coded, level) {
                    (Some(coded), Some(level)) => coded.category.insert(level),
                    _ => 0,
                });
            }
            let mut clusters = Vec::with_capacity(unit.clusters.len());
            for (column, level) in design.clusters.iter().zip(&unit.clusters) {
                if let Some(coded) = self.clusters.iter_mut().find(|coded| coded.column == *column) {
                    clusters.push(coded.category.insert(level));
                }
            }
            units.push(PartialUnit {
                strata,
                clusters,
                population: unit.population.clone(),
                rows: unit.rows,
                weighted_rows: unit.weighted_rows,
                weight: unit.weight,
            });
        }
        let numbers = self.design.add_units(&units)?;
        if saved.tables.len() != self.tables.len() {
            return Err(SurveyError::Incompatible("they have other tables"));
        }
        for (position, table) in saved.tables.iter().enumerate() {
            let by = self.pass.tables[position].by.clone();
            let mut columns: Vec<Vec<u32>> = Vec::with_capacity(by.len());
            for (place, column) in by.iter().enumerate() {
                let Some(coded) = self.by.iter_mut().find(|coded| coded.column == *column) else { continue };
                let levels = table.domains.iter().filter_map(|levels| levels.get(place));
                columns.push(levels.map(|level| coded.category.insert(level)).collect());
            }
            let filling = &mut self.tables[position];
            let domains = join(&mut filling.combinations, &columns, table.domains.len());
            filling.without_group += table.without_group;
            let cells: Option<Vec<PartialCell>> = table
                .cells
                .iter()
                .map(|cell| Some(PartialCell { domain: *domains.get(cell.domain as usize)?, ..cell.clone() }))
                .collect();
            let cells = cells.ok_or(SurveyError::Incompatible("a cell names a domain that is not there"))?;
            filling.builder.add_cells(&numbers, &cells)?;
        }
        self.rows += saved.units.iter().map(|unit| unit.rows).sum::<u64>();
        Ok(())
    }
}

/// The code of each domain, from the codes of its columns.
fn join(combinations: &mut Combinations, columns: &[Vec<u32>], count: usize) -> Vec<u32> {
    let Some((first, others)) = columns.split_first() else { return vec![0; count] };
    let mut domains = first.clone();
    let others: Vec<&[u32]> = others.iter().map(Vec::as_slice).collect();
    combinations.join(&mut domains, &others);
    domains
}
