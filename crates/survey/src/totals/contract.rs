//! What must hold of everyone who fills cluster totals.

use super::partial::{PartialTotals, TotalsEngine};
use super::{ClusterTotals, Measure, Moments};
use crate::design::{DesignShape, Stage};
use std::collections::BTreeMap;
use std::fmt;

/// A small survey that an engine is given to sum.
#[derive(Debug, Clone)]
pub struct ContractTable {
    /// The design's shape.
    pub shape: DesignShape,
    /// Stratum keys by stage; empty where a stage is not stratified.
    pub strata: Vec<Vec<u32>>,
    /// Cluster keys by stage.
    pub clusters: Vec<Vec<u32>>,
    /// Population sizes by stage; empty where a stage has none.
    pub population: Vec<Vec<f64>>,
    /// Weights; empty where the design has none.
    pub weights: Vec<f64>,
    /// The domain of each row, or [`OUTSIDE`](super::OUTSIDE).
    pub domains: Vec<u32>,
    /// The variables; NaN is missing.
    pub values: Vec<Vec<f64>>,
    /// The measures: which variables each is of, and its moments.
    pub measures: Vec<(Vec<usize>, Moments)>,
}

/// A law that an engine broke.
#[derive(Debug, Clone, PartialEq)]
pub struct Broken(String);

impl fmt::Display for Broken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl ContractTable {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.domains.len()
    }

    /// The measures as the builders know them.
    pub fn measure_shapes(&self) -> Vec<Measure> {
        let shape = |(variables, moments): &(Vec<usize>, Moments)| Measure {
            variables: variables.len(),
            moments: *moments,
        };
        self.measures.iter().map(shape).collect()
    }

    /// The rows chosen.
    #[must_use]
    pub fn select(&self, rows: &[usize]) -> Self {
        fn pick<T: Copy>(column: &[T], rows: &[usize]) -> Vec<T> {
            rows.iter().filter_map(|row| column.get(*row).copied()).collect()
        }
        Self {
            shape: self.shape.clone(),
            strata: self.strata.iter().map(|column| pick(column, rows)).collect(),
            clusters: self.clusters.iter().map(|column| pick(column, rows)).collect(),
            population: self.population.iter().map(|column| pick(column, rows)).collect(),
            weights: pick(&self.weights, rows),
            domains: pick(&self.domains, rows),
            values: self.values.iter().map(|column| pick(column, rows)).collect(),
            measures: self.measures.clone(),
        }
    }

    /// The tables of the suite: strata and clusters, two stages with population sizes, rows that are units, no weights.
    pub fn all() -> Vec<Self> {
        let mut state = 20_260_401_u64;
        let mut next = |below: u64| {
            // Knuth's MMIX generator: any will do that is the same everywhere.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) % below
        };
        let rows = 240;
        let stratum: Vec<u32> = (0..rows).map(|_| next(4) as u32).collect();
        let cluster: Vec<u32> = (0..rows).map(|_| next(3) as u32).collect();
        let inner: Vec<u32> = (0..rows).map(|_| next(2) as u32).collect();
        let weights: Vec<f64> = (0..rows).map(|_| next(40) as f64 / 4.0).collect();
        let domains: Vec<u32> = (0..rows).map(|_| [0, 1, 2, super::OUTSIDE][next(4) as usize]).collect();
        let values: Vec<Vec<f64>> = (0..3)
            .map(|_| {
                (0..rows).map(|_| if next(9) == 0 { f64::NAN } else { next(100) as f64 - 30.0 }).collect()
            })
            .collect();
        let measures = vec![
            (vec![0], Moments::None),
            (vec![1], Moments::Squares),
            (vec![0, 1, 2], Moments::Squares),
            (vec![2, 0], Moments::None),
            (Vec::new(), Moments::None),
        ];
        let one = Stage { stratified: true, population: false };
        let known = Stage { stratified: true, population: true };
        let two = Stage { stratified: false, population: true };
        let shape = |stages: Vec<Stage>, rows_are_units, weighted| DesignShape {
            stages,
            rows_are_units,
            nest: true,
            weighted,
        };
        let sized = |size: f64| vec![size; rows];
        let table = |shape, clusters, population, weights: &[f64]| Self {
            shape,
            strata: vec![stratum.clone(), Vec::new()],
            clusters,
            population,
            weights: weights.to_vec(),
            domains: domains.clone(),
            values: values.clone(),
            measures: measures.clone(),
        };
        vec![
            table(shape(vec![one], false, true), vec![cluster.clone()], vec![Vec::new()], &weights),
            table(shape(vec![known], true, true), Vec::new(), vec![sized(900.0)], &weights),
            table(
                shape(vec![known, two], false, true),
                vec![cluster.clone(), inner.clone()],
                vec![sized(30.0), sized(5.0)],
                &weights,
            ),
            table(
                shape(vec![known, two], false, false),
                vec![cluster, inner],
                vec![sized(30.0), sized(5.0)],
                &[],
            ),
        ]
    }

    /// The sums of each domain and measure, row by row: the definition that every engine must meet.
    fn sums(&self, weights: &[f64]) -> BTreeMap<(u32, usize), Vec<f64>> {
        let mut sums: BTreeMap<(u32, usize), Vec<f64>> = BTreeMap::new();
        for (row, &w) in weights.iter().enumerate() {
            if self.domains[row] == super::OUTSIDE {
                continue;
            }
            for (number, (variables, moments)) in self.measures.iter().enumerate() {
                let values: Vec<f64> = variables.iter().map(|variable| self.values[*variable][row]).collect();
                if values.iter().any(|value| value.is_nan()) {
                    continue;
                }
                let mut terms = vec![1.0, w];
                terms.extend(values.iter().map(|y| w * y));
                if *moments == Moments::Squares {
                    terms.push(w * w);
                    terms.extend(values.iter().map(|y| w * y * y));
                }
                let sum = sums.entry((self.domains[row], number)).or_insert_with(|| vec![0.0; terms.len()]);
                sum.iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
            }
        }
        sums
    }
}

/// Checks an engine, made anew for each table it is to sum, against the laws of cluster totals.
///
/// # Errors
/// The first law that it breaks.
pub fn check<E: TotalsEngine>(mut engine: impl FnMut(&ContractTable) -> E) -> Result<(), Broken>
where
    E::Error: fmt::Debug,
{
    for (number, table) in ContractTable::all().iter().enumerate() {
        let law = |law: &str| Broken(format!("table {}: {law}", number + 1));
        let failed = |error: &dyn fmt::Debug| Broken(format!("table {}: {error:?}", number + 1));
        let mut sum = |rows: &[usize]| engine(&table.select(rows)).partial_totals().map_err(|e| failed(&e));
        let all: Vec<usize> = (0..table.rows()).collect();
        let backwards: Vec<usize> = all.iter().rev().copied().collect();
        let (odd, even): (Vec<usize>, Vec<usize>) = all.iter().partition(|row| **row % 2 == 1);

        let whole = sum(&all)?;
        let totals = finish(&whole).map_err(|e| failed(&e))?;
        if !meets_definition(&totals, table) {
            return Err(law("the totals of the domains are not the sums of their rows"));
        }
        let turned = finish(&sum(&backwards)?).map_err(|e| failed(&e))?;
        if !table.shape.rows_are_units && !alike(&totals, &turned) {
            return Err(law("the order of the rows changes the totals"));
        }
        let mut added = sum(&odd)?;
        added.add(&sum(&even)?).map_err(|e| failed(&e))?;
        let added = finish(&added).map_err(|e| failed(&e))?;
        if !meets_definition(&added, table) || (!table.shape.rows_are_units && !alike(&totals, &added)) {
            return Err(law("the totals of two parts are not those of the whole"));
        }
        if totals.design().units(0).len() != added.design().units(0).len() {
            return Err(law("the parts have other units than the whole"));
        }
        if sum(&[]).is_ok_and(|none| none.finish(&[3]).is_ok()) {
            return Err(law("no rows make a design"));
        }
    }
    Ok(())
}

fn finish(partial: &PartialTotals) -> Result<ClusterTotals, crate::SurveyError> {
    let (_, tables) = partial.finish(&[3])?;
    tables.into_iter().next().ok_or(crate::SurveyError::Incompatible("there is no table"))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

/// Whether the totals of every domain are the sums of its rows, with the weights that the design gives them.
fn meets_definition(totals: &ClusterTotals, table: &ContractTable) -> bool {
    // Without weights each row counts what its sampling fractions imply, which is known from the totals' own design alone.
    let weights = if table.weights.is_empty() { vec![1.0; table.rows()] } else { table.weights.clone() };
    let expected = table.sums(&weights);
    (0..3_u32).all(|domain| {
        table.measures.iter().enumerate().all(|(measure, _)| {
            let found = totals.of(measure, domain as usize);
            let (rows, sums) = found.sum();
            let zeros = vec![0.0; found.measure().width()];
            let wanted = expected.get(&(domain, measure)).unwrap_or(&zeros);
            let rows_agree = near(rows as f64, wanted[0]);
            if table.weights.is_empty() {
                return rows_agree;
            }
            let squares = found.squares().unwrap_or_default();
            rows_agree && sums.iter().chain(&squares).zip(&wanted[1..]).all(|(a, b)| near(*a, *b))
        })
    })
}

/// Whether two tables have the same units with the same sums, to rounding.
fn alike(one: &ClusterTotals, other: &ClusterTotals) -> bool {
    one.domains() == other.domains()
        && (0..one.domains()).all(|domain| {
            (0..one.measures()).all(|measure| {
                let (a, b) = (one.of(measure, domain), other.of(measure, domain));
                a.units().count() == b.units().count()
                    && a.units().zip(b.units()).all(|((unit, a), (same, b))| {
                        unit == same && a.iter().zip(b).all(|(a, b)| near(*a, *b))
                    })
            })
        })
}
