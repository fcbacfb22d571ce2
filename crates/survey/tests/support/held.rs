//! Samples of the oracle cases whose rows are held.
#![allow(dead_code, unreachable_pub, missing_docs, clippy::unwrap_used, clippy::panic, clippy::expect_used)]

use crate::support::{Case, Columns, Frame};
use cairn_survey::{Domain, LonelyPsu, Sample, Taylor};

pub const TAYLOR: Taylor = Taylor { lonely_psu: LonelyPsu::Fail, domain_lonely_psu: false };

pub fn sample(columns: &Columns, rows: usize) -> Sample {
    Sample::new(columns.shape(), &columns.rows(rows), TAYLOR).unwrap()
}

/// The designs of an oracle case, by the names they have there.
pub fn design(case: &Case, name: &str) -> Sample {
    let frame = &case.frame;
    let keys = |column: &str| frame.keys(column);
    let columns = match (case.name, name) {
        ("apistrat", _) => Columns {
            strata: vec![(name != "du").then(|| keys("stype"))],
            weights: Some(frame.numbers("pw")),
            population: vec![(name == "d").then(|| frame.numbers("fpc"))],
            nest: true,
            ..Columns::default()
        },
        ("apiclus1_calib", _) => Columns {
            clusters: vec![keys("dnum")],
            weights: Some(frame.numbers("pw")),
            population: vec![(name == "d").then(|| frame.numbers("fpc"))],
            nest: true,
            ..Columns::default()
        },
        ("nhanes", _) => Columns {
            strata: vec![Some(keys("SDMVSTRA"))],
            clusters: vec![keys("SDMVPSU")],
            weights: Some(frame.numbers("WTMEC2YR")),
            nest: true,
            ..Columns::default()
        },
        ("fpc_small", _) => {
            let sizes = frame.numbers("Nh");
            let shares: Vec<f64> = frame.numbers("nh").iter().zip(&sizes).map(|(n, all)| n / all).collect();
            Columns {
                strata: vec![Some(keys("stratid"))],
                clusters: if name == "s" { Vec::new() } else { vec![keys("psuid")] },
                weights: (name != "s").then(|| frame.numbers("weight")),
                population: vec![match name {
                    "a" => None,
                    "f" => Some(shares),
                    _ => Some(sizes),
                }],
                nest: true,
            }
        }
        ("mu284_twostage", "d") => Columns {
            clusters: vec![keys("id1"), keys("id2")],
            population: vec![Some(frame.numbers("n1")), Some(frame.numbers("n2"))],
            nest: true,
            ..Columns::default()
        },
        ("mu284_twostage", _) => {
            let sizes = frame.numbers("n1").into_iter().zip(frame.numbers("n2"));
            Columns {
                clusters: vec![keys("id1")],
                population: vec![(name == "d1").then(|| frame.numbers("n1"))],
                weights: Some(sizes.map(|(first, second)| first / 5.0 * (second / 3.0)).collect()),
                nest: true,
                ..Columns::default()
            }
        }
        (case, name) => panic!("{case} has no design {name}"),
    };
    sample(&columns, frame.rows)
}

/// The rows where a column has this text.
pub fn where_is(sample: &Sample, frame: &Frame, column: &str, text: &str) -> Domain {
    let cells = frame.text(column);
    sample.domain(|row| cells[row] == text)
}

pub fn all(sample: &Sample) -> Domain {
    sample.domain(|_| true)
}
