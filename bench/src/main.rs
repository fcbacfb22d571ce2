//! Measures Cairn beside what one would use instead, whole processes, from file to answer.
//!
//! `cargo xtask bench` starts it; `docs/benchmark.md` tells what is measured, how, and what came out.

mod agreement;
mod build;
mod columns;
mod draw;
mod error;
mod estimates;
mod machine;
mod measure;
mod options;
mod peers;
mod random;
mod requests;
mod statistics;
mod survey_file;
mod survey_plan;
mod table;

use error::BenchError;
use options::{Options, What};
use std::process::ExitCode;

fn main() -> ExitCode {
    let done = Options::from_environment().and_then(|options| match options.what {
        What::Estimates => estimates::run(&options),
        What::Statistics => statistics::run(&options),
        What::Build => build::run(&options),
        What::Draw => draw::run(&options),
    });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
