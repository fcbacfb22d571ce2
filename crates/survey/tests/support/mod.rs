//! Reads an oracle case and estimates over its columns.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use cairn_survey::{
    ClusterTotals, ClusterTotalsBuilder, Design, DesignBuilder, DesignRows, DesignShape, Estimate, Estimator,
    LonelyPsu, Matrix, Mean, Measure, Moments, OUTSIDE, Ratio, Scores, Stage, SurveyError, Taylor, Total,
    Values,
};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// A CSV file as columns of text.
#[derive(Clone)]
pub struct Frame {
    pub columns: BTreeMap<String, Vec<String>>,
    pub rows: usize,
}

impl Frame {
    pub fn text(&self, name: &str) -> &[String] {
        self.columns.get(name).unwrap_or_else(|| panic!("no column {name}"))
    }

    /// Numbers; what is empty or NA is NaN.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.text(name).iter().map(|cell| cell.parse().unwrap_or(f64::NAN)).collect()
    }

    /// Codes in the order of the sorted labels.
    pub fn codes(&self, name: &str) -> (Vec<u32>, Vec<String>) {
        let mut labels: Vec<String> = self.text(name).to_vec();
        labels.sort();
        labels.dedup();
        let codes = self.text(name).iter().map(|cell| labels.binary_search(cell).unwrap() as u32).collect();
        (codes, labels)
    }

    pub fn keys(&self, name: &str) -> Vec<u32> {
        self.codes(name).0
    }

    pub fn filter(&self, keep: impl Fn(usize) -> bool) -> Vec<u32> {
        (0..self.rows).map(|row| if keep(row) { 0 } else { OUTSIDE }).collect()
    }
}

pub struct Case {
    pub name: &'static str,
    pub frame: Frame,
    items: BTreeMap<String, Value>,
}

impl Case {
    pub fn read(name: &'static str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/oracles").join(name);
        let mut reader = csv::Reader::from_path(folder.join("data.csv")).unwrap();
        let names: Vec<String> = reader.headers().unwrap().iter().map(str::to_owned).collect();
        let mut columns: BTreeMap<String, Vec<String>> =
            names.iter().map(|name| (name.clone(), Vec::new())).collect();
        let mut rows = 0;
        for record in reader.records() {
            rows += 1;
            for (name, cell) in names.iter().zip(record.unwrap().iter()) {
                columns.get_mut(name).unwrap().push(cell.to_owned());
            }
        }
        let oracle: Value =
            serde_json::from_str(&std::fs::read_to_string(folder.join("oracle.json")).unwrap()).unwrap();
        let items = oracle["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["id"].as_str().unwrap().to_owned(), item["result"].clone()))
            .collect();
        Self { name, frame: Frame { columns, rows }, items }
    }

    pub fn result(&self, id: &str) -> &Value {
        self.items.get(id).unwrap_or_else(|| panic!("{} has no item {id}", self.name))
    }
}

/// Columns of a design.
#[derive(Clone, Default)]
pub struct Columns {
    pub strata: Vec<Option<Vec<u32>>>,
    pub clusters: Vec<Vec<u32>>,
    pub population: Vec<Option<Vec<f64>>>,
    pub weights: Option<Vec<f64>>,
    pub nest: bool,
}

impl Columns {
    pub fn shape(&self) -> DesignShape {
        let stages = self.clusters.len().max(1);
        let stage = |stage: usize| Stage {
            stratified: self.strata.get(stage).is_some_and(Option::is_some),
            population: self.population.get(stage).is_some_and(Option::is_some),
        };
        DesignShape {
            stages: (0..stages).map(stage).collect(),
            rows_are_units: self.clusters.is_empty(),
            nest: self.nest,
            weighted: self.weights.is_some(),
        }
    }

    pub fn rows(&self, rows: usize) -> DesignRows<'_> {
        let stages = self.shape().stages.len();
        let mut design = DesignRows {
            rows,
            clusters: self.clusters.iter().map(Vec::as_slice).collect(),
            weights: self.weights.as_deref(),
            ..DesignRows::default()
        };
        for stage in 0..stages {
            design.strata.push(self.strata.get(stage).and_then(Option::as_deref));
            design.population.push(self.population.get(stage).and_then(Option::as_deref));
        }
        design
    }
}

/// Sums variables over a domain coding; all variables form one measure.
pub fn totals(
    columns: &Columns,
    domains: &[u32],
    values: &[Values<'_>],
) -> Result<ClusterTotals, SurveyError> {
    let measure = Measure { variables: values.len(), moments: Moments::Squares };
    let mut design = DesignBuilder::new(columns.shape());
    let mut builder = ClusterTotalsBuilder::new(&[measure]);
    let mut units = Vec::new();
    design.add(&columns.rows(domains.len()), &mut units)?;
    let (cells, measures) = builder.begin_batch(&units, columns.weights.as_deref(), domains)?;
    measures[0].add(&cells, values)?;
    builder.finish(&design.finish()?, 0)
}

pub fn everybody(rows: usize) -> Vec<u32> {
    vec![0; rows]
}

/// Estimates over every domain, and their joint scores.
pub fn estimates<E: Estimator>(
    totals: &ClusterTotals,
    taylor: &Taylor,
    estimators: &[E],
) -> Result<(Vec<Estimate>, Scores), SurveyError> {
    let mut found = Vec::new();
    let mut scores = Vec::new();
    for estimator in estimators {
        for domain in 0..totals.domains() {
            let (estimate, score) = Estimate::taylor(&totals.of(0, domain), estimator, taylor)?;
            found.push(estimate);
            scores.push(score);
        }
    }
    Ok((found, Scores::join(&scores)))
}

pub fn covariance(totals: &ClusterTotals, taylor: &Taylor, scores: &Scores) -> Matrix {
    taylor.covariance(totals.design(), scores).unwrap().unwrap()
}

pub fn means(count: usize) -> Vec<Mean> {
    (0..count).map(|variable| Mean { variable }).collect()
}

pub fn sums(count: usize) -> Vec<Total> {
    (0..count).map(|variable| Total { variable }).collect()
}

pub fn ratio() -> [Ratio; 1] {
    [Ratio { numerator: 0, denominator: 1, product: Some(2) }]
}

/// Nine significant digits, or both below what a sum of that size can tell from zero.
#[track_caller]
pub fn same(found: f64, expected: f64, scale: f64, what: &str) {
    let close =
        (found - expected).abs() <= 1e-9 * expected.abs() || (found - expected).abs() <= 1e-14 * scale.abs();
    assert!(close, "{what}: {found:e}, R says {expected:e}");
}

/// Numbers of a JSON object, in its order, or of an array.
pub fn numbers(value: &Value) -> Vec<f64> {
    match value {
        Value::Object(map) => map.values().map(|v| v.as_f64().unwrap_or(f64::NAN)).collect(),
        Value::Array(list) => list.iter().map(|v| v.as_f64().unwrap_or(f64::NAN)).collect(),
        other => vec![other.as_f64().unwrap_or(f64::NAN)],
    }
}

pub fn design_of(totals: &ClusterTotals) -> &Arc<Design> {
    totals.design()
}

pub const RULES: [(&str, LonelyPsu); 4] = [
    ("adjust", LonelyPsu::Adjust),
    ("average", LonelyPsu::Average),
    ("certainty", LonelyPsu::Certainty),
    ("remove", LonelyPsu::Remove),
];
