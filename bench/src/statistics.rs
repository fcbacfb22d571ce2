//! Statistics that need more than one pass of sums, beside R: a median, a model, raking, a test; and many replicates.

use crate::BenchError;
use crate::agreement::{self, compare_named};
use crate::measure::{Program, Run};
use crate::options::Options;
use crate::requests;
use crate::table::{Series, ratios, report};
use crate::{columns, peers, survey_file};
use serde_json::{Map, json};
use std::path::Path;

/// The tasks that R does too: what they are called, and what the script and the request call them.
const BESIDE_R: [(&str, &str); 4] = [
    ("median with interval", "median"),
    ("logistic regression, 10 predictors", "logistic"),
    ("raking to three margins, a mean", "raking"),
    ("Rao–Scott test", "association"),
];
const SINGLE: &str = "20 means";
const BOOTSTRAP: &str = "20 means, 500 bootstrap replicates";

/// Measures, compares, reports.
pub(crate) fn run(options: &Options) -> Result<(), BenchError> {
    let data = survey_file::survey_file(&options.folder, options.rows)?;
    let estimate =
        |request: &Path| Program::new(&options.cairn, &[&"estimate", &request, &"--format", &"json"]);
    let columns = match options.r.then(peers::r_with_survey) {
        Some(Ok(())) => Some(columns::write(&data)?),
        Some(Err(reason)) => {
            println!("skipped: R: {reason}");
            None
        }
        None => None,
    };
    let mut series = Vec::new();
    let mut agreements = Map::new();
    let mut version = String::new();
    for (task, name) in BESIDE_R {
        let ours = estimate(&requests::statistic(&data, name)?);
        let (_, printed) = ours.run()?;
        let found = agreement::of_cairn_rows(&printed)?;
        series.push(Series { task, program: "cairn".to_owned(), runs: repeat(&ours, options.runs)? });
        if let Some(columns) = &columns {
            println!("{task} with R survey …");
            let theirs = peers::script(Path::new("Rscript"), options, "survey_statistics.R", columns, name);
            let (run, printed) = theirs.run()?;
            let (expected, survey) = agreement::of_r_rows(&printed)?;
            agreements.insert(task.to_owned(), json!(compare_named(task, &found, &expected)?));
            version = survey;
            series.push(Series { task, program: "R survey".to_owned(), runs: vec![run] });
        }
    }
    for (task, request) in [(SINGLE, requests::overall(&data)?), (BOOTSTRAP, requests::bootstrap(&data)?)] {
        let program = estimate(&request);
        program.run()?;
        series.push(Series { task, program: "cairn".to_owned(), runs: repeat(&program, options.runs)? });
    }
    let facts = json!({
        "rows": options.rows,
        "file_sha256": survey_file::hash(&data)?,
        "survey": version,
        "largest_relative_differences": agreements,
    });
    report(&series, &facts, &options.folder.join("results-statistics.json"))?;
    ratios(&series, "cairn");
    let median = |task: &str| series.iter().find(|one| one.task == task).map_or(f64::NAN, Series::median);
    println!(
        "500 bootstrap replicates take {:.2} times the single estimate",
        median(BOOTSTRAP) / median(SINGLE)
    );
    Ok(())
}

fn repeat(program: &Program, runs: usize) -> Result<Vec<Run>, BenchError> {
    (0..runs).map(|_| Ok(program.run()?.0)).collect()
}
