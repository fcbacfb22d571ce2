//! Runs the command in a folder, and makes what it prints the same on every machine.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run of the command left.
pub(crate) struct Run {
    pub(crate) status: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// The outcome of a command that ran in `folder`, whose path is shown as `[HERE]`.
    pub(crate) fn of(output: Output, folder: &Path) -> Self {
        let here = folder.to_str().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(here, "[HERE]");
        Self {
            status: output.status.code().expect("the command ends by itself"),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// The run, which must have done what was asked.
    #[track_caller]
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.status, 0, "{}", self.stderr);
        self
    }

    /// What standard error says of a request that must be refused: status 2, and nothing on standard output.
    #[track_caller]
    pub(crate) fn refused(self) -> String {
        assert_eq!((self.status, self.stdout.as_str()), (2, ""), "{}", self.stderr);
        steady(&self.stderr)
    }

    /// Standard output as JSON.
    #[track_caller]
    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error} in:\n{}", self.stdout))
    }
}

/// The command, to be run in that folder, without colours and whatever the width of the terminal.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cairn"));
    command.current_dir(folder).env("NO_COLOR", "1").env_remove("COLUMNS").env_remove("LINES");
    command
}

/// Runs the command in that folder.
pub(crate) fn cairn(folder: &Path, arguments: &[&str]) -> Run {
    Run::of(command(folder).args(arguments).output().unwrap(), folder)
}

/// Runs the command in that folder with that text on standard input.
pub(crate) fn cairn_reading(folder: &Path, arguments: &[&str], input: &str) -> Run {
    let mut child = command(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    Run::of(child.wait_with_output().unwrap(), folder)
}

/// A text without what changes from run to run: durations, today's date, hashes, the program's version.
pub(crate) fn steady(text: &str) -> String {
    let version = concat!("cairn ", env!("CARGO_PKG_VERSION"));
    let today = jiff::Timestamp::now().strftime("%Y-%m-%d").to_string();
    let text = text.replace(version, "cairn [VERSION]").replace(&today, "[TODAY]");
    let lines: Vec<String> = text.lines().map(|line| without_hashes(&without_seconds(line))).collect();
    lines.join("\n")
}

/// Replaces the number in "… in 0.1 s" by `[TIME]`.
fn without_seconds(line: &str) -> String {
    let words: Vec<&str> = line.split(' ').collect();
    let mut kept: Vec<&str> = words.clone();
    for (position, window) in words.windows(3).enumerate() {
        if let ["in", number, unit] = window
            && number.parse::<f64>().is_ok()
            && unit.trim_end_matches([':', '.', ',']) == "s"
        {
            kept[position + 1] = "[TIME]";
        }
    }
    kept.join(" ")
}

/// Replaces each run of 64 hexadecimal digits by `[SHA256]`.
fn without_hashes(line: &str) -> String {
    let mut kept = String::new();
    let mut digits = String::new();
    for character in line.chars().chain(['\n']) {
        if character.is_ascii_hexdigit() {
            digits.push(character);
            continue;
        }
        kept.push_str(if digits.len() == 64 { "[SHA256]" } else { &digits });
        digits.clear();
        kept.push(character);
    }
    kept.pop();
    kept
}

#[test]
fn what_changes_from_run_to_run_is_replaced() {
    let hash = "0123456789abcdef".repeat(4);
    let text = format!("Built a in 0.1 s: 3 numbers (sha256 {hash}), deadbeef");
    assert_eq!(steady(&text), "Built a in [TIME] s: 3 numbers (sha256 [SHA256]), deadbeef");
}
