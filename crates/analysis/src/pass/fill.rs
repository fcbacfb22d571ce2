//! The pass itself.

use super::category::{Category, Level, MISSING};
use super::columns::{Frame, numbers};
use super::domains::{Combinations, DomainLevels};
use super::error::PassError;
use super::plan::{Pass, TableColumns, Variable};
use arrow_array::Array;
use arrow_array::cast::AsArray;
use cairn_survey::{
    ClusterTotals, ClusterTotalsBuilder, Design, DesignBuilder, DesignRows, Measure, Moments, OUTSIDE,
    StratumKey, SurveyError, Values, VariableSums,
};
use rayon::prelude::*;
use std::sync::Arc;

/// A table that was filled.
#[derive(Debug)]
pub struct FilledTable {
    /// The totals: the measures asked for, and after them one without variables, which sums the rows of each domain.
    pub totals: ClusterTotals,
    /// The domains in order, and the number of each among the totals' domains.
    pub domains: Vec<(usize, DomainLevels)>,
    /// The measure without variables.
    pub rows_measure: usize,
    /// Rows that would be in a domain, were the columns of its groups not missing.
    pub without_group: u64,
}

/// What a pass has filled.
#[derive(Debug)]
pub struct Filled {
    /// The design.
    pub design: Arc<Design>,
    /// The sum of the weights of each unit of the design's last stage.
    pub unit_weights: Vec<f64>,
    /// The tables, as asked for.
    pub tables: Vec<FilledTable>,
    strata: Vec<Option<Vec<Level>>>,
    clusters: Vec<Vec<Level>>,
}

impl Filled {
    /// Names a stratum by the labels of its columns.
    pub fn stratum_label(&self, key: &StratumKey) -> String {
        stratum_label(&self.strata, &self.clusters, key)
    }
}

/// Names a stratum in words: "stratum 3 in cluster 17".
fn stratum_label(strata: &[Option<Vec<Level>>], clusters: &[Vec<Level>], key: &StratumKey) -> String {
    let stage = key.stage - 1;
    let level = |levels: Option<&Vec<Level>>, code: u32| {
        levels.and_then(|levels| levels.get(code as usize)).map(ToString::to_string)
    };
    let mut label = match strata.get(stage).and_then(Option::as_ref) {
        Some(category) => format!("stratum {}", level(Some(category), key.stratum).unwrap_or_default()),
        None => "the only stratum".to_owned(),
    };
    for (cluster, code) in key.within.iter().enumerate().rev() {
        if let Some(name) = level(clusters.get(cluster), *code) {
            label.push_str(&format!(" in cluster {name}"));
        }
    }
    label
}

/// A pass under way.
#[derive(Debug)]
pub struct Filling {
    pub(super) pass: Pass,
    pub(super) design: DesignBuilder,
    pub(super) tables: Vec<FillingTable>,
    pub(super) rows: u64,
    units: Vec<u32>,
    pub(super) strata: Vec<CodedColumn>,
    pub(super) clusters: Vec<CodedColumn>,
    pub(super) by: Vec<CodedColumn>,
    levels: Vec<CodedColumn>,
    numeric: Vec<NumericColumn>,
}

#[derive(Debug)]
pub(super) struct FillingTable {
    pub(super) builder: ClusterTotalsBuilder,
    pub(super) combinations: Combinations,
    domains: Vec<u32>,
    pub(super) without_group: u64,
}

#[derive(Debug)]
pub(super) struct CodedColumn {
    pub(super) column: usize,
    pub(super) category: Category,
    codes: Vec<u32>,
}

#[derive(Debug)]
struct NumericColumn {
    source: NumericSource,
    /// Only 0 and 1 may stand here.
    truth: bool,
    values: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NumericSource {
    Column(usize),
    Product(usize, usize),
}

/// The columns wanted of each kind, each once.
fn coded(columns: impl Iterator<Item = usize>) -> Vec<CodedColumn> {
    let mut wanted: Vec<usize> = columns.collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
        .into_iter()
        .map(|column| CodedColumn { column, category: Category::default(), codes: Vec::new() })
        .collect()
}

pub(super) fn codes_of(columns: &[CodedColumn], column: usize) -> Option<&CodedColumn> {
    columns.iter().find(|coded| coded.column == column)
}

impl Pass {
    /// Begins the pass.
    pub fn begin(self) -> Filling {
        let design = &self.design;
        let variables =
            || self.tables.iter().flat_map(|table| &table.measures).flat_map(|measure| &measure.variables);
        let mut sources: Vec<NumericColumn> = Vec::new();
        let mut want = |source, truth| match sources.iter_mut().find(|known| known.source == source) {
            Some(known) => known.truth |= truth,
            None => sources.push(NumericColumn { source, truth, values: Vec::new() }),
        };
        design
            .weights
            .into_iter()
            .chain(design.population.iter().copied())
            .for_each(|column| want(NumericSource::Column(column), false));
        for variable in variables() {
            match variable {
                Variable::Number(column) => want(NumericSource::Column(*column), false),
                Variable::Truth(column) => want(NumericSource::Column(*column), true),
                Variable::Product(left, right) => want(NumericSource::Product(*left, *right), false),
                Variable::Level(..) => {}
            }
        }
        let level_columns = variables().filter_map(|variable| match variable {
            Variable::Level(column, _) => Some(*column),
            Variable::Number(_) | Variable::Truth(_) | Variable::Product(..) => None,
        });
        let tables = self
            .tables
            .iter()
            .map(|table| {
                let asked = table
                    .measures
                    .iter()
                    .map(|measure| Measure { variables: measure.variables.len(), moments: measure.moments });
                let measures: Vec<Measure> =
                    asked.chain([Measure { variables: 0, moments: Moments::None }]).collect();
                FillingTable {
                    builder: ClusterTotalsBuilder::new(&measures),
                    combinations: Combinations::new(table.by.len()),
                    domains: Vec::new(),
                    without_group: 0,
                }
            })
            .collect();
        Filling {
            design: DesignBuilder::new(design.shape()),
            tables,
            rows: 0,
            units: Vec::new(),
            strata: coded((0..design.stages()).filter_map(|stage| design.stratum(stage))),
            clusters: coded(design.clusters.iter().copied()),
            by: coded(self.tables.iter().flat_map(|table| table.by.iter().copied())),
            levels: coded(level_columns),
            numeric: sources,
            pass: self,
        }
    }
}

impl Filling {
    /// Adds a batch of rows. Columns are coded, and measures summed, in parallel in rayon's current pool; the sums do not
    /// depend on the number of threads.
    ///
    /// # Errors
    /// When a column has a type that its use does not allow, a row has no place in the design, or the design is refused.
    pub fn add(&mut self, frame: &Frame) -> Result<(), PassError> {
        self.decode(frame)?;
        self.add_to_design(frame.rows)?;
        let weights = self.pass.design.weights.and_then(|column| values_of(&self.numeric, column));
        for (table, columns) in self.tables.iter_mut().zip(&self.pass.tables) {
            table.find_domains(columns, &self.by, frame)?;
            let (cells, sums) = table.builder.begin_batch(&self.units, weights, &table.domains)?;
            let asked: Vec<&[Variable]> = columns
                .measures
                .iter()
                .map(|measure| measure.variables.as_slice())
                .chain([&[][..]])
                .collect();
            let (levels, numeric) = (&self.levels, &self.numeric);
            let several: Vec<Vec<VariableSums<'_>>> = sums
                .par_iter_mut()
                .zip(asked)
                .map(|(sums, variables)| {
                    let values: Vec<Values<'_>> =
                        variables.iter().map(|variable| variable_values(variable, levels, numeric)).collect();
                    sums.split(&cells, &values)
                })
                .collect::<Result<_, SurveyError>>()?;
            several.into_par_iter().flatten().for_each(VariableSums::add);
        }
        self.rows += frame.rows as u64;
        Ok(())
    }

    /// Turns the frame's columns into codes and numbers.
    fn decode(&mut self, frame: &Frame) -> Result<(), PassError> {
        let design = &self.pass.design;
        let coded = self.strata.par_iter_mut().map(|column| (column, "a stratum"));
        let coded = coded.chain(self.clusters.par_iter_mut().map(|column| (column, "a cluster")));
        let coded = coded.chain(self.by.par_iter_mut().map(|column| (column, "a group")));
        let coded = coded.chain(self.levels.par_iter_mut().map(|column| (column, "a category")));
        let numeric = &mut self.numeric;
        let first_row = self.rows;
        let (coded, numeric) = rayon::join(
            || {
                coded.try_for_each(|(column, role)| {
                    let fits = column.category.encode(&frame.columns[column.column], &mut column.codes);
                    if fits { Ok(()) } else { Err(PassError::ColumnType { column: column.column, role }) }
                })
            },
            || {
                numeric.par_iter_mut().try_for_each(|column| {
                    let (index, fits) = match column.source {
                        NumericSource::Column(index) => {
                            (index, numbers(&frame.columns[index], &mut column.values))
                        }
                        NumericSource::Product(left, right) => {
                            let mut other = Vec::new();
                            let fits = numbers(&frame.columns[left], &mut column.values)
                                && numbers(&frame.columns[right], &mut other);
                            column.values.iter_mut().zip(other).for_each(|(value, factor)| *value *= factor);
                            (left, fits)
                        }
                    };
                    if !fits {
                        return Err(PassError::ColumnType { column: index, role: "numbers" });
                    }
                    match column.truth.then(|| first_beyond_truth(&column.values)).flatten() {
                        Some(row) => Err(PassError::NotTruth {
                            column: index,
                            row: first_row + row as u64,
                            value: column.values[row],
                        }),
                        None => Ok(()),
                    }
                })
            },
        );
        coded?;
        numeric?;
        for (columns, role) in [(&self.strata, "stratum"), (&self.clusters, "cluster")] {
            for column in columns {
                if let Some(row) = column.codes.iter().position(|code| *code == MISSING) {
                    return Err(PassError::MissingDesign {
                        column: column.column,
                        role,
                        row: first_row + row as u64,
                    });
                }
            }
        }
        for &column in &design.population {
            let missing =
                values_of(&self.numeric, column).and_then(|values| values.iter().position(|v| v.is_nan()));
            if let Some(row) = missing {
                let role = "population size or sampling fraction";
                return Err(PassError::MissingDesign { column, role, row: first_row + row as u64 });
            }
        }
        Ok(())
    }

    fn add_to_design(&mut self, rows: usize) -> Result<(), PassError> {
        let design = &self.pass.design;
        let codes = |columns, column| codes_of(columns, column).map(|coded| coded.codes.as_slice());
        let design_rows = DesignRows {
            rows,
            strata: (0..design.stages())
                .map(|stage| design.stratum(stage).and_then(|column| codes(&self.strata, column)))
                .collect(),
            clusters: design.clusters.iter().filter_map(|&column| codes(&self.clusters, column)).collect(),
            population: (0..design.stages())
                .map(|stage| {
                    design.population.get(stage).and_then(|&column| values_of(&self.numeric, column))
                })
                .collect(),
            weights: design.weights.and_then(|column| values_of(&self.numeric, column)),
        };
        Ok(self.design.add(&design_rows, &mut self.units)?)
    }

    /// Ends the pass.
    ///
    /// # Errors
    /// When there was no row, or the design is refused.
    pub fn finish(mut self) -> Result<Filled, PassError> {
        let design = &self.pass.design;
        let sorted = |columns: &[CodedColumn], column: usize| {
            codes_of(columns, column).map(|coded| coded.category.sorted()).unwrap_or_default()
        };
        let of_stage =
            |stage: usize| design.stratum(stage).map(|column| sorted(&self.strata, column)).unzip();
        let (strata, stratum_keys): (Vec<_>, Vec<_>) = (0..design.stages()).map(of_stage).unzip();
        let (clusters, cluster_keys): (Vec<_>, Vec<_>) =
            design.clusters.iter().map(|&column| sorted(&self.clusters, column)).unzip();
        self.design.rename(&stratum_keys, &cluster_keys);
        let built = self.design.finish()?;
        let mut tables = Vec::with_capacity(self.tables.len());
        for (table, columns) in self.tables.into_iter().zip(&self.pass.tables) {
            let categories: Vec<&Category> = columns
                .by
                .iter()
                .filter_map(|&column| codes_of(&self.by, column).map(|coded| &coded.category))
                .collect();
            let domains = table.combinations.ordered(&categories);
            let totals = table.builder.finish(&built, domains.len())?;
            let domains = domains.into_iter().map(|(code, levels)| (code as usize, levels)).collect();
            let rows_measure = columns.measures.len();
            let without_group = table.without_group;
            tables.push(FilledTable { totals, domains, rows_measure, without_group });
        }
        Ok(Filled { design: built.design, unit_weights: built.unit_weights, tables, strata, clusters })
    }

    /// Names a stratum by the labels of its columns, while the pass is under way.
    pub fn stratum_label(&self, key: &StratumKey) -> String {
        let strata: Vec<Option<Vec<Level>>> = (0..self.pass.design.stages())
            .map(|stage| {
                let column = self.pass.design.stratum(stage)?;
                codes_of(&self.strata, column).map(|coded| coded.category.levels().to_vec())
            })
            .collect();
        let clusters: Vec<Vec<Level>> =
            self.clusters.iter().map(|coded| coded.category.levels().to_vec()).collect();
        stratum_label(&strata, &clusters, key)
    }
}

impl FillingTable {
    fn find_domains(
        &mut self,
        columns: &TableColumns,
        by: &[CodedColumn],
        frame: &Frame,
    ) -> Result<(), PassError> {
        self.domains.clear();
        let codes: Vec<&[u32]> = columns
            .by
            .iter()
            .filter_map(|&column| codes_of(by, column))
            .map(|coded| coded.codes.as_slice())
            .collect();
        match codes.split_first() {
            None => self.domains.resize(frame.rows, 0),
            Some((first, others)) => {
                self.domains.extend_from_slice(first);
                self.combinations.join(&mut self.domains, others);
            }
        }
        match columns.within {
            None => self.without_group += missing(&self.domains),
            Some(column) => {
                let within = frame.columns[column]
                    .as_boolean_opt()
                    .ok_or(PassError::ColumnType { column, role: "a condition" })?;
                for (row, domain) in self.domains.iter_mut().enumerate() {
                    if !within.value(row) || within.is_null(row) {
                        *domain = OUTSIDE;
                    } else {
                        self.without_group += u64::from(*domain == MISSING);
                    }
                }
            }
        }
        Ok(())
    }
}

fn missing(domains: &[u32]) -> u64 {
    domains.iter().map(|domain| u64::from(*domain == MISSING)).sum()
}

/// The first row of a number that is no truth value.
fn first_beyond_truth(values: &[f64]) -> Option<usize> {
    let truth = |value: &f64| (*value == 0.0) | (*value == 1.0) | value.is_nan();
    // Nearly always all are: judged without stopping, several fit one instruction.
    let all = values.iter().fold(true, |all, value| all & truth(value));
    if all { None } else { values.iter().position(|value| !truth(value)) }
}

fn values_of(numeric: &[NumericColumn], column: usize) -> Option<&[f64]> {
    numeric
        .iter()
        .find(|found| found.source == NumericSource::Column(column))
        .map(|found| found.values.as_slice())
}

fn variable_values<'a>(
    variable: &Variable,
    levels: &'a [CodedColumn],
    numeric: &'a [NumericColumn],
) -> Values<'a> {
    let source = match variable {
        Variable::Number(column) | Variable::Truth(column) => NumericSource::Column(*column),
        Variable::Product(left, right) => NumericSource::Product(*left, *right),
        Variable::Level(column, level) => {
            let coded = codes_of(levels, *column);
            // A level that was not met yet is one that no row has.
            let code = coded.and_then(|coded| coded.category.code(level)).unwrap_or(MISSING - 1);
            return Values::Level { codes: coded.map_or(&[], |coded| &coded.codes), level: code };
        }
    };
    let found = numeric.iter().find(|found| found.source == source);
    Values::Numbers(found.map_or(&[], |found| &found.values))
}

#[cfg(test)]
mod tests {
    use super::first_beyond_truth;

    #[test]
    fn the_first_number_that_is_no_truth_value_is_found() {
        assert_eq!(first_beyond_truth(&[0.0, 1.0, -0.0, f64::NAN]), None);
        assert_eq!(first_beyond_truth(&[0.0, f64::NAN, 0.5, 2.0]), Some(2));
        assert_eq!(first_beyond_truth(&[f64::INFINITY]), Some(0));
    }
}
