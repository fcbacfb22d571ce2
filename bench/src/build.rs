//! The build of the demonstration study: thirteen countries, 26,000 interviews, all reports.

use crate::BenchError;
use crate::measure::Program;
use crate::options::Options;
use crate::table::{Series, report};
use serde_json::json;

/// Makes the study where it is not there, then measures `cairn build`.
pub(crate) fn run(options: &Options) -> Result<(), BenchError> {
    let study = options.folder.join("demonstration");
    if !study.exists() {
        Program::new(&options.cairn, &[&"demo", &study]).run()?;
    }
    let build = Program::new(&options.cairn, &[&"build", &study]);
    build.run()?;
    let mut runs = Vec::with_capacity(options.runs);
    for number in 1..=options.runs {
        println!("run {number} of {} …", options.runs);
        runs.push(build.run()?.0);
    }
    let series = Series { task: "build of the demonstration", program: "cairn".to_owned(), runs };
    report(&[series], &json!({}), &options.folder.join("results-build.json"))
}
