//! `cargo xtask bench`: builds what is measured, then hands over to the package that measures.

use crate::tools;
use std::process::ExitCode;

/// Builds the command and the benchmark for release and runs the benchmark with these options.
pub(crate) fn run(options: &[&str]) -> ExitCode {
    let built = tools::cargo()
        .args(["build", "--release", "--package", "cairn", "--package", "cairn-bench"])
        .status();
    if !built.is_ok_and(|status| status.success()) {
        return ExitCode::FAILURE;
    }
    let programs = tools::target().join("release");
    let status =
        std::process::Command::new(programs.join(format!("cairn-bench{}", std::env::consts::EXE_SUFFIX)))
            .args(options)
            .env("CAIRN_PROGRAM", programs.join(format!("cairn{}", std::env::consts::EXE_SUFFIX)))
            .env("CAIRN_BENCH_FOLDER", tools::target().join("bench"))
            .env("CAIRN_BENCH_PEERS", tools::workspace().join("bench").join("peers"))
            .status();
    if status.is_ok_and(|status| status.success()) { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
