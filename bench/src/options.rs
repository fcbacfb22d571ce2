//! What was asked for, and where things are.

use crate::BenchError;
use std::path::PathBuf;

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum What {
    /// Estimates from a large survey.
    Estimates,
    /// Statistics that need more than one pass of sums.
    Statistics,
    /// The build of the demonstration study.
    Build,
    /// Clusters drawn from a large frame.
    Draw,
}

/// What was asked for, and where things are.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) what: What,
    /// How often each is run.
    pub(crate) runs: usize,
    /// Rows of the survey.
    pub(crate) rows: usize,
    /// Whether R is run too.
    pub(crate) r: bool,
    /// Whether polars and DuckDB are run too.
    pub(crate) peers: bool,
    /// The command that is measured.
    pub(crate) cairn: PathBuf,
    /// Where files are made.
    pub(crate) folder: PathBuf,
    /// The scripts of the peers.
    pub(crate) scripts: PathBuf,
}

impl Options {
    /// From the arguments, and the places that `cargo xtask bench` tells in the environment.
    pub(crate) fn from_environment() -> Result<Self, BenchError> {
        let place = |variable: &str, otherwise: &str| {
            std::env::var_os(variable).map_or_else(|| PathBuf::from(otherwise), PathBuf::from)
        };
        let mut options = Self {
            what: What::Estimates,
            runs: 5,
            rows: 3_400_000,
            r: false,
            peers: true,
            cairn: place("CAIRN_PROGRAM", "cairn"),
            folder: place("CAIRN_BENCH_FOLDER", "target/bench"),
            scripts: place("CAIRN_BENCH_PEERS", "bench/peers"),
        };
        let mut words = std::env::args().skip(1);
        while let Some(word) = words.next() {
            let mut number = || {
                let value = words.next().and_then(|value| value.parse().ok()).filter(|value| *value > 0);
                value.ok_or_else(|| BenchError::Option(format!("{word} without a number above 0")))
            };
            match word.as_str() {
                "build" => options.what = What::Build,
                "draw" => options.what = What::Draw,
                "statistics" => options.what = What::Statistics,
                "--runs" => options.runs = number()?,
                "--rows" => options.rows = number()?,
                "--r" => options.r = true,
                "--no-peers" => options.peers = false,
                _ => return Err(BenchError::Option(word)),
            }
        }
        std::fs::create_dir_all(&options.folder).map_err(BenchError::file(&options.folder))?;
        Ok(options)
    }
}
