//! A chain of weights against R: base R for the classes, `survey` 4.1-1 for regression, trimming and raking
//! (`tests/oracles/weights/chain.R`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are tests")]

use cairn_sample::household::Probability;
use cairn_sample::weight::{
    CalibrationMethod, ClassColumn, ClassLimits, Margin, PropensityUse, SelectionStage, Standing, TrimLimit,
    Weighting,
};

const CHAIN: &str = include_str!("oracles/weights/chain.csv");

struct Table {
    header: Vec<&'static str>,
    rows: Vec<Vec<&'static str>>,
}

impl Table {
    fn read() -> Self {
        let mut lines = CHAIN.lines().map(|line| line.split(',').collect::<Vec<_>>());
        Self { header: lines.next().unwrap(), rows: lines.collect() }
    }

    fn texts(&self, name: &str) -> Vec<&'static str> {
        let column = self.header.iter().position(|column| *column == name).expect("the column");
        self.rows.iter().map(|row| row[column]).collect()
    }

    fn numbers(&self, name: &str) -> Vec<f64> {
        self.texts(name).iter().map(|cell| cell.parse().unwrap()).collect()
    }

    /// A column as classes, labels in the order in which they are met.
    fn classes(&self, name: &str) -> (Vec<u32>, Vec<String>) {
        let mut labels: Vec<String> = Vec::new();
        let texts = self.texts(name);
        let codes = texts.iter().map(|text| {
            let known = labels.iter().position(|label| label == text);
            known.unwrap_or_else(|| {
                labels.push((*text).to_owned());
                labels.len() - 1
            }) as u32
        });
        (codes.collect(), labels)
    }

    fn margin(&self, columns: &[&str], cells: &[(&str, f64)]) -> Margin {
        let texts: Vec<Vec<&str>> = columns.iter().map(|column| self.texts(column)).collect();
        let cell = |row: usize| {
            let label = texts.iter().map(|texts| texts[row]).collect::<Vec<_>>().join(" ");
            cells.iter().position(|(cell, _)| *cell == label).unwrap() as u32
        };
        Margin {
            name: columns.join(" × "),
            cells: cells.iter().map(|(cell, _)| (*cell).to_owned()).collect(),
            population: cells.iter().map(|(_, population)| *population).collect(),
            of_case: (0..self.rows.len()).map(cell).collect(),
        }
    }
}

/// The weights are those of R to nine significant digits.
#[track_caller]
fn agree(found: &[f64], expected: &[f64]) {
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let near = (found - expected).abs() <= 1e-9 * expected.abs();
        assert!(near, "row {row}: {found} where R has {expected}");
    }
}

#[test]
fn the_chain_agrees_with_r() {
    let table = Table::read();
    let standing = table.texts("standing").into_iter().map(|standing| match standing {
        "R" => Standing::Respondent,
        "N" => Standing::NonRespondent,
        "I" => Standing::Ineligible,
        _ => Standing::Unknown,
    });
    let (area, age, dwelling) = (table.classes("area"), table.classes("age"), table.classes("dwelling"));
    let area = ClassColumn { name: "area", codes: &area.0, labels: &area.1 };
    let age = ClassColumn { name: "age", codes: &age.0, labels: &age.1 };
    let dwelling = ClassColumn { name: "dwelling", codes: &dwelling.0, labels: &dwelling.1 };

    let mut chain = Weighting::begin(standing.collect()).unwrap();
    chain.select(SelectionStage::Cluster, &table.numbers("p_cluster")).unwrap();
    chain.select(SelectionStage::Household, &table.numbers("p_household")).unwrap();
    agree(chain.weights(), &table.numbers("base"));
    chain.unknown_eligibility(&[area]).unwrap();
    agree(chain.weights(), &table.numbers("unknown"));

    let mut propensity = chain.clone();
    propensity.response_propensity(&[area, age, dwelling], PropensityUse::Inverse).unwrap();
    agree(propensity.weights(), &table.numbers("propensity"));

    chain.non_response(&[area, dwelling], ClassLimits { minimum: 1, largest_factor: 1e6 }).unwrap();
    agree(chain.weights(), &table.numbers("nr"));
    let children = table.numbers("children").into_iter();
    let picked: Vec<_> = children.map(|children| Probability::new(1, children as u64)).collect();
    chain.within_household(&picked).unwrap();
    agree(chain.weights(), &table.numbers("within"));
    chain.trim(TrimLimit::TimesMean(2.5), &[]).unwrap();
    agree(chain.weights(), &table.numbers("trim"));
    let gender = table.margin(&["gender"], &[("boys", 52_000.0), ("girls", 50_000.0)]);
    let area_age = table.margin(
        &["area", "age"],
        &[
            ("rural 12-13", 18_000.0),
            ("rural 14-15", 18_000.0),
            ("rural 16-17", 18_000.0),
            ("urban 12-13", 15_000.0),
            ("urban 14-15", 16_000.0),
            ("urban 16-17", 17_000.0),
        ],
    );
    chain.calibrate(CalibrationMethod::Raking, &[gender, area_age]).unwrap();
    agree(chain.weights(), &table.numbers("rake"));
    agree(chain.base(), &table.numbers("base"));
}
