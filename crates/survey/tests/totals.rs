//! The contract of cluster totals, kept by the kernel and by a plain `GROUP BY`.

use cairn_survey::contract::{self, ContractTable};
use cairn_survey::{
    ClusterTotalsBuilder, DesignBuilder, DesignRows, Moments, OUTSIDE, PartialCell, PartialTable,
    PartialTotals, PartialUnit, SurveyError, TotalsEngine, Values,
};
use std::collections::BTreeMap;

/// The kernel over columns, in batches of that many rows.
struct Kernel {
    table: ContractTable,
    batch: usize,
}

impl TotalsEngine for Kernel {
    type Error = SurveyError;

    fn partial_totals(&mut self) -> Result<PartialTotals, SurveyError> {
        let mut design = DesignBuilder::new(self.table.shape.clone());
        let mut totals = ClusterTotalsBuilder::new(&self.table.measure_shapes());
        let mut units = Vec::new();
        let all: Vec<usize> = (0..self.table.rows()).collect();
        for rows in all.chunks(self.batch) {
            let part = self.table.select(rows);
            let stages = part.shape.stages.clone();
            let rows = DesignRows {
                rows: part.rows(),
                strata: stages
                    .iter()
                    .zip(&part.strata)
                    .map(|(s, c)| s.stratified.then_some(c.as_slice()))
                    .collect(),
                clusters: part.clusters.iter().map(Vec::as_slice).collect(),
                population: stages
                    .iter()
                    .zip(&part.population)
                    .map(|(s, c)| s.population.then_some(c.as_slice()))
                    .collect(),
                weights: part.shape.weighted.then_some(part.weights.as_slice()),
            };
            design.add(&rows, &mut units)?;
            let (cells, sums) = totals.begin_batch(&units, rows.weights, &part.domains)?;
            for (sums, (variables, _)) in sums.iter_mut().zip(&part.measures) {
                let values: Vec<Values<'_>> =
                    variables.iter().map(|variable| Values::Numbers(&part.values[*variable])).collect();
                sums.add(&cells, &values)?;
            }
        }
        Ok(PartialTotals::of(&design, &[&totals]))
    }
}

/// What a database would do: one `GROUP BY` over the keys of the units, one over these and the domains.
struct GroupBy(ContractTable);

impl TotalsEngine for GroupBy {
    type Error = SurveyError;

    fn partial_totals(&mut self) -> Result<PartialTotals, SurveyError> {
        let table = &self.0;
        let shape = table.shape.clone();
        let stages = shape.stages.len();
        let mut units: Vec<PartialUnit> = Vec::new();
        let mut known: BTreeMap<Vec<u32>, u32> = BTreeMap::new();
        let mut cells: BTreeMap<(u32, u32), Vec<f64>> = BTreeMap::new();
        let measures = table.measure_shapes();
        for row in 0..table.rows() {
            let key =
                |columns: &[Vec<u32>], stage: usize| columns.get(stage).and_then(|c| c.get(row)).copied();
            let strata: Vec<u32> = (0..stages).map(|stage| key(&table.strata, stage).unwrap_or(0)).collect();
            let clusters: Vec<u32> = (0..stages).filter_map(|stage| key(&table.clusters, stage)).collect();
            let mut identity = [strata.clone(), clusters.clone()].concat();
            if shape.rows_are_units {
                identity.push(row as u32);
            }
            let unit = *known.entry(identity).or_insert_with(|| {
                let size = |stage: usize| table.population[stage].get(row).copied().unwrap_or(f64::INFINITY);
                units.push(PartialUnit {
                    strata,
                    clusters,
                    population: (0..stages).map(size).collect(),
                    rows: 0,
                    weighted_rows: 0,
                    weight: 0.0,
                });
                units.len() as u32 - 1
            });
            let w = table.weights.get(row).copied().unwrap_or(1.0);
            let found = &mut units[unit as usize];
            found.rows += 1;
            found.weighted_rows += u64::from(w > 0.0);
            found.weight += w;
            if table.domains[row] == OUTSIDE {
                continue;
            }
            let width = measures.iter().map(cairn_survey::Measure::width).sum();
            let sums = cells.entry((unit, table.domains[row])).or_insert_with(|| vec![0.0; width]);
            let mut place = 0;
            for ((variables, moments), measure) in table.measures.iter().zip(&measures) {
                let y: Vec<f64> = variables.iter().map(|variable| table.values[*variable][row]).collect();
                let mut terms = vec![1.0, w];
                terms.extend(y.iter().map(|y| w * y));
                if *moments == Moments::Squares {
                    terms.push(w * w);
                    terms.extend(y.iter().map(|y| w * y * y));
                }
                if !y.iter().any(|y| y.is_nan()) {
                    sums[place..].iter_mut().zip(terms).for_each(|(sum, term)| *sum += term);
                }
                place += measure.width();
            }
        }
        let cells =
            cells.into_iter().map(|((unit, domain), sums)| PartialCell { unit, domain, sums }).collect();
        Ok(PartialTotals { shape, units, tables: vec![PartialTable { measures, cells }] })
    }
}

#[test]
fn the_kernel_keeps_the_contract() {
    for batch in [1, 7, 1000] {
        contract::check(|table| Kernel { table: table.clone(), batch }).unwrap();
    }
}

#[test]
fn a_group_by_keeps_the_contract() {
    contract::check(|table| GroupBy(table.clone())).unwrap();
}

#[test]
fn the_contract_finds_who_breaks_it() {
    struct Careless(Kernel);
    impl TotalsEngine for Careless {
        type Error = SurveyError;
        fn partial_totals(&mut self) -> Result<PartialTotals, SurveyError> {
            let mut totals = self.0.partial_totals()?;
            totals.tables[0].cells.truncate(20);
            Ok(totals)
        }
    }
    let careless = |table: &ContractTable| Careless(Kernel { table: table.clone(), batch: 100 });
    assert!(contract::check(careless).unwrap_err().to_string().contains("not the sums of their rows"));
}

#[test]
fn the_kernel_and_a_group_by_give_the_same_estimates() {
    for table in ContractTable::all() {
        let (_, kernel) = Kernel { table: table.clone(), batch: 50 }.cluster_totals(&[3]).unwrap();
        let (_, grouped) = GroupBy(table).cluster_totals(&[3]).unwrap();
        for domain in 0..3 {
            let (a, b) = (kernel[0].of(1, domain), grouped[0].of(1, domain));
            let mean = cairn_survey::Mean { variable: 0 };
            let taylor = cairn_survey::Taylor::default();
            let (a, _) = cairn_survey::Estimate::taylor(&a, &mean, &taylor).unwrap();
            let (b, _) = cairn_survey::Estimate::taylor(&b, &mean, &taylor).unwrap();
            let near =
                |a: Option<f64>, b: Option<f64>| (a.unwrap() - b.unwrap()).abs() < 1e-12 * a.unwrap().abs();
            assert!(near(a.value, b.value) && near(a.variance, b.variance), "{a:?} {b:?}");
            assert_eq!(a.degrees_of_freedom, b.degrees_of_freedom);
        }
    }
}
