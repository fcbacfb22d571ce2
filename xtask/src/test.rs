//! `cargo xtask test`: everything that must hold before a change is sent.

use crate::outcome::Outcome;
use crate::skipped::{self, SkippedFile};
use crate::step::{Runner, Steps};
use crate::tests_run::{TestsRun, closing_lines};
use crate::{licences, tools};
use std::process::{Command, ExitCode};

/// What was asked for.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Options {
    slow: bool,
    verbose: bool,
}

impl Options {
    /// # Errors
    /// The word that is no option.
    pub(crate) fn read(words: &[&str]) -> Result<Self, String> {
        let mut options = Self::default();
        for word in words {
            match *word {
                "--slow" => options.slow = true,
                "--verbose" => options.verbose = true,
                unknown => return Err(unknown.to_owned()),
            }
        }
        Ok(options)
    }
}

/// Runs all steps and prints the summary.
pub(crate) fn run(options: &Options) -> ExitCode {
    let folder = tools::target().join("xtask");
    let skipped = match SkippedFile::create(&folder) {
        Ok(file) => file,
        Err(error) => {
            eprintln!("error: {}: {error}", folder.display());
            return ExitCode::FAILURE;
        }
    };
    let nextest = tools::has("nextest");
    let mut steps = Steps::new(if options.slow { 7 } else { 6 }, options.verbose, folder);
    let mut tests = TestsRun::default();
    let mut closing = Vec::new();
    if !nextest {
        let get = "`cargo install --locked cargo-nextest`";
        steps.skipped(format!(
            "cargo-nextest: not there, so `cargo test` runs the tests; {get} for a faster run"
        ));
    }

    steps.step("format", format);
    steps.step("lock file and licences", |_| licences::check());
    steps.step("advisories and bans", deny);
    steps.step("lints", lints);
    let mut count = |runner: &Runner, command: &mut Command| {
        let printed = runner.run(command.env(skipped::VARIABLE, skipped.path()));
        tests += TestsRun::read(&printed.text);
        closing.extend(closing_lines(&printed.text).map(|line| line.trim().to_owned()));
        printed.outcome()
    };
    steps.step("examples in the documentation", |runner| {
        count(runner, tools::cargo().args(["test", "--workspace", "--doc"]))
    });
    steps.step("tests", |runner| {
        let mut cargo = tools::cargo();
        if nextest {
            cargo.args(["nextest", "run", "--workspace", "--no-fail-fast", "--color", "never"]);
        } else {
            cargo.args(["test", "--workspace", "--all-targets", "--no-fail-fast", "--color", "never"]);
        }
        count(runner, &mut cargo)
    });
    if options.slow {
        steps.step("slow tests", |runner| {
            let ignored =
                ["test", "--workspace", "--release", "--tests", "--no-fail-fast", "--", "--ignored"];
            count(runner, tools::cargo().args(ignored))
        });
    } else {
        steps.skipped(
            "slow tests: simulations that take minutes; `cargo xtask test --slow` runs them".to_owned(),
        );
    }

    skipped.lines().into_iter().for_each(|line| steps.skipped(format!("in tests: {line}")));
    let passed = steps.summary();
    if let Some(line) = closing.last() {
        println!("{line}");
    }
    println!("{tests}");
    if passed { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn format(runner: &Runner) -> Outcome {
    if !tools::has("fmt") {
        return Outcome::Skipped("rustfmt is not there; `rustup component add rustfmt`".to_owned());
    }
    runner.run(tools::cargo().args(["fmt", "--all", "--check"])).outcome()
}

fn lints(runner: &Runner) -> Outcome {
    if !tools::has("clippy") {
        return Outcome::Skipped("clippy is not there; `rustup component add clippy`".to_owned());
    }
    let clippy = ["clippy", "--workspace", "--all-targets", "--color", "never", "--", "-D", "warnings"];
    runner.run(tools::cargo().args(clippy)).outcome()
}

fn deny(runner: &Runner) -> Outcome {
    if !tools::has("deny") {
        let get = "`cargo install --locked cargo-deny`";
        return Outcome::Skipped(format!("cargo-deny is not there; {get}"));
    }
    let printed = runner.run(tools::cargo().args(["deny", "check", "bans", "licenses", "sources"]));
    if !printed.success {
        return printed.outcome();
    }
    if !runner.run(tools::cargo().args(["deny", "fetch", "db"])).success {
        return Outcome::Passed(vec![
            "advisories were not checked: their database cannot be reached".to_owned(),
        ]);
    }
    runner.run(tools::cargo().args(["deny", "check", "--disable-fetch", "advisories"])).outcome()
}
