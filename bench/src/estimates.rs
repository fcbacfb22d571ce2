//! Estimates from a large survey, beside one pass of polars and DuckDB, and R.

use crate::BenchError;
use crate::agreement::{self, Results, compare};
use crate::measure::{Program, Run};
use crate::options::Options;
use crate::table::{Series, ratios, report};
use crate::{columns, peers, requests, survey_file};
use serde_json::{Map, Value, json};
use std::path::Path;

const BY_DOMAIN: &str = "20 means × 104 domains";
const JOINTLY: &str = "the same as one analysis";
const OVERALL: &str = "20 means";

/// Who does a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Cairn,
    Polars,
    DuckDb,
    R,
}

impl Who {
    fn name(self) -> &'static str {
        match self {
            Self::Cairn => "cairn",
            Self::Polars => "polars",
            Self::DuckDb => "DuckDB",
            Self::R => "R survey",
        }
    }

    fn read(self, printed: &[u8]) -> Result<(Results, String), BenchError> {
        match self {
            Self::Cairn => Ok((agreement::of_cairn(printed)?, env!("CARGO_PKG_VERSION").to_owned())),
            Self::Polars | Self::DuckDb => agreement::of_python(self.name(), printed),
            Self::R => agreement::of_r(printed),
        }
    }
}

/// A task in the hands of a program.
struct Case {
    task: &'static str,
    who: Who,
    program: Program,
    runs: Vec<Run>,
    results: Results,
    version: String,
}

/// Measures, compares, reports.
pub(crate) fn run(options: &Options) -> Result<(), BenchError> {
    let data = survey_file::survey_file(&options.folder, options.rows)?;
    let mut cases = cases(options, &data)?;
    // Once for the results and to have the file in memory; R, which takes minutes, is timed then.
    for case in &mut cases {
        println!("{} with {} …", case.task, case.who.name());
        let (run, printed) = case.program.run()?;
        (case.results, case.version) = case.who.read(&printed)?;
        if case.who == Who::R {
            case.runs.push(run);
        }
    }
    let agreements = agreements(&cases)?;
    for number in 1..=options.runs {
        println!("run {number} of {} …", options.runs);
        for case in cases.iter_mut().filter(|case| case.who != Who::R) {
            case.runs.push(case.program.run()?.0);
        }
    }
    let versions: Map<String, Value> =
        cases.iter().map(|case| (case.who.name().to_owned(), json!(case.version))).collect();
    let facts = json!({
        "rows": options.rows,
        "file_sha256": survey_file::hash(&data)?,
        "file_bytes": std::fs::metadata(&data).map_err(BenchError::file(&data))?.len(),
        "versions": versions,
        "largest_relative_differences": agreements,
    });
    let series: Vec<Series> = cases
        .into_iter()
        .map(|case| Series { task: case.task, program: case.who.name().to_owned(), runs: case.runs })
        .collect();
    report(&series, &facts, &options.folder.join("results.json"))?;
    ratios(&series, Who::Cairn.name());
    Ok(())
}

fn cases(options: &Options, data: &Path) -> Result<Vec<Case>, BenchError> {
    let mut cases = Vec::new();
    let mut case = |task, who, program| {
        let (runs, results, version) = (Vec::new(), Results::default(), String::new());
        cases.push(Case { task, who, program, runs, results, version });
    };
    let estimate =
        |request: &Path| Program::new(&options.cairn, &[&"estimate", &request, &"--format", &"json"]);
    let python = match options.peers.then(|| peers::python(options)) {
        Some(Ok(python)) => Some(python),
        Some(Err(reason)) => {
            println!("skipped: polars and DuckDB: {reason}");
            None
        }
        None => None,
    };
    for (task, further, request) in
        [(BY_DOMAIN, "by-domain", requests::by_domain(data)?), (OVERALL, "overall", requests::overall(data)?)]
    {
        case(task, Who::Cairn, estimate(&request));
        if let Some(python) = &python {
            case(task, Who::Polars, peers::script(python, options, "polars_means.py", data, further));
            case(task, Who::DuckDb, peers::script(python, options, "duckdb_means.py", data, further));
        }
    }
    case(JOINTLY, Who::Cairn, estimate(&requests::by_domain_jointly(data)?));
    if options.r {
        match peers::r_with_survey() {
            Ok(()) => {
                let folder = columns::write(data)?;
                let program = peers::script(Path::new("Rscript"), options, "survey_means.R", &folder, "");
                case(JOINTLY, Who::R, program);
            }
            Err(reason) => println!("skipped: R: {reason}"),
        }
    }
    Ok(cases)
}

/// The largest relative differences between cairn and each other program at the same task.
fn agreements(cases: &[Case]) -> Result<Map<String, Value>, BenchError> {
    let mut found = Map::new();
    for ours in cases.iter().filter(|case| case.who == Who::Cairn) {
        for theirs in cases.iter().filter(|case| case.who != Who::Cairn && case.task == ours.task) {
            let what = format!("{}, {}, means", ours.task, theirs.who.name());
            found.insert(what.clone(), json!(compare(&what, &ours.results.means, &theirs.results.means)?));
            if theirs.who == Who::R {
                let what = format!("{}, {}, standard errors", ours.task, theirs.who.name());
                found.insert(
                    what.clone(),
                    json!(compare(&what, &ours.results.errors, &theirs.results.errors)?),
                );
            }
        }
    }
    Ok(found)
}
