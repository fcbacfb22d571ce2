//! The subcommands, a file each.

mod build;
mod check;
mod demo;
mod estimate;
mod field;
mod interviews;
mod new;
mod sample;
mod template;
mod trace;
mod weights;

use crate::failure::Failure;
use clap::{Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    New(new::New),
    Template(template::Template),
    Check(check::Check),
    Build(build::Build),
    Trace(trace::Trace),
    Sample(sample::Command),
    Field(field::Field),
    Weights(weights::Weights),
    Interviews(interviews::Command),
    Estimate(Box<estimate::Estimate>),
    Demo(demo::Demo),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self {
            Self::New(command) => command.run(),
            Self::Template(command) => command.run(),
            Self::Check(command) => command.run(),
            Self::Build(command) => command.run(),
            Self::Trace(command) => command.run(),
            Self::Sample(command) => command.run(),
            Self::Field(command) => command.run(),
            Self::Weights(command) => command.run(),
            Self::Interviews(command) => command.run(),
            Self::Estimate(command) => command.run(),
            Self::Demo(command) => command.run(),
        }
    }
}

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Human,
    /// For programs.
    Json,
}

/// More threads than any machine has cores for.
const MOST_THREADS: usize = 1024;

/// Uses that many threads for all that follows.
fn use_threads(threads: Option<usize>) -> Result<(), Failure> {
    let Some(threads) = threads else { return Ok(()) };
    if !(1..=MOST_THREADS).contains(&threads) {
        return Err(Failure::refused(format!("--threads is {threads}; expected 1 to {MOST_THREADS}")));
    }
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(Failure::operation)
}
