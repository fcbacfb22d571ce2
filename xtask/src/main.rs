//! Chores of the workspace: `cargo xtask test`, `cargo xtask licences`, `cargo xtask bench`.

mod bench;
mod licences;
mod lock;
mod outcome;
mod skipped;
mod step;
mod test;
mod tests_run;
mod tools;

use std::process::ExitCode;

const HELP: &str = "\
Chores of the workspace.

cargo xtask test [--slow] [--verbose]
    Everything that must hold before a change is sent: format, lints, tests of all packages, examples in the
    documentation, licences. Works with nothing but Rust; says at the end what was left out and how to have it.
    All steps run, whatever fails. What the steps print is kept in target/xtask.
      --slow      also the tests marked slow, in a release build: simulations that take minutes
      --verbose   show what the steps print while they run

cargo xtask licences
    Checks the licence and the origin of every package of the lock file against deny.toml, and lists the packages
    that are there in several versions.

cargo xtask bench [--runs N] [--rows N] [--r] [--no-peers]
    Times estimates from a survey of 3.4 million rows, in a release build, beside what one would use instead.
      --runs N      how often each is run (5)
      --rows N      another number of rows
      --r           also R with its package survey; takes minutes
      --no-peers    cairn alone
cargo xtask bench statistics [--runs N] [--rows N] [--r]
    Times a median, a model, raking, a test and 500 replicates of the same survey.
cargo xtask bench build [--runs N]
    Times the build of the demonstration study.
cargo xtask bench draw [--runs N]
    Times a draw of clusters from a frame of 1 million areas.
    docs/benchmark.md tells what is measured and what came out.

cargo xtask --help
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["test", options @ ..] => match test::Options::read(options) {
            Ok(options) => test::run(&options),
            Err(unknown) => refuse(&unknown),
        },
        ["licences"] => licences::run(),
        ["bench", options @ ..] => bench::run(options),
        ["--help" | "-h" | "help"] => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        [] => {
            eprint!("{HELP}");
            ExitCode::from(2)
        }
        [unknown, ..] => refuse(unknown),
    }
}

fn refuse(unknown: &str) -> ExitCode {
    eprintln!("error: `{unknown}` is nothing that xtask does here\n\n{HELP}");
    ExitCode::from(2)
}
