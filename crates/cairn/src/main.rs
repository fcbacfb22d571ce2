//! The command `cairn`: arguments, progress, diagnostics.

mod commands;
mod conclusions;
mod failure;
mod gather;
mod ledger;
mod output;
mod output_folder;
mod pipeline;
mod program;
mod progress;
mod study_folder;

use clap::Parser;
use std::process::ExitCode;

/// Runs a Disrupting Harm assessment, from the sample to the published evidence.
#[derive(Debug, Parser)]
#[command(
    name = "cairn",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    max_term_width = 100
)]
struct Arguments {
    #[command(subcommand)]
    command: commands::Command,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match arguments.command.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(),
    }
}
