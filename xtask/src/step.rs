//! Steps: one after another, each with a line that says how it ended.

use crate::outcome::Outcome;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Instant;

/// Runs steps, shows their progress, remembers what failed and what was skipped.
#[derive(Debug)]
pub(crate) struct Steps {
    count: usize,
    next: usize,
    verbose: bool,
    logs: PathBuf,
    failed: Vec<String>,
    skipped: Vec<String>,
    notes: Vec<String>,
}

impl Steps {
    pub(crate) fn new(count: usize, verbose: bool, logs: PathBuf) -> Self {
        Self { count, next: 1, verbose, logs, failed: Vec::new(), skipped: Vec::new(), notes: Vec::new() }
    }

    /// Runs a step and says how it ended and how long it took.
    pub(crate) fn step(&mut self, name: &str, work: impl FnOnce(&Runner) -> Outcome) {
        print!("step {} of {}: {name} … ", self.next, self.count);
        if self.verbose {
            println!();
        }
        // A progress line that cannot be written is no reason to stop.
        let _ = io::stdout().flush();
        let log = self.logs.join(format!("{}.log", name.replace(' ', "-")));
        let began = Instant::now();
        let outcome = work(&Runner { log: log.clone(), verbose: self.verbose });
        let seconds = began.elapsed().as_secs();
        self.next += 1;
        match outcome {
            Outcome::Passed(notes) => {
                println!("ok, {seconds} s");
                self.notes.extend(notes);
            }
            Outcome::Skipped(reason) => {
                println!("skipped: {reason}");
                self.skipped.push(format!("{name}: {reason}"));
            }
            Outcome::Failed(output) => {
                println!("FAILED, {seconds} s (log: {})", log.display());
                if !self.verbose {
                    telling(&output).for_each(|line| println!("{line}"));
                }
                self.failed.push(name.to_owned());
            }
        }
    }

    /// Adds a line about something that a step left out.
    pub(crate) fn skipped(&mut self, line: String) {
        self.skipped.push(line);
    }

    /// Prints what was left out, what is worth knowing and what failed. Returns whether nothing failed.
    pub(crate) fn summary(&self) -> bool {
        println!();
        for line in &self.skipped {
            println!("skipped: {line}");
        }
        for line in &self.notes {
            println!("note: {line}");
        }
        match self.failed.as_slice() {
            [] => println!("All steps passed."),
            failed => println!("FAILED: {}", failed.join(", ")),
        }
        self.failed.is_empty()
    }
}

/// The lines of a failed step without those of what went well; the log has all.
fn telling(output: &str) -> impl Iterator<Item = &str> {
    const WELL: [&str; 6] = ["Compiling ", "Checking ", "Downloading ", "Downloaded ", "PASS [", "SKIP ["];
    output.lines().filter(|line| !WELL.iter().any(|well| line.trim_start().starts_with(well)))
}

/// Runs the programs of a step and keeps what they print.
#[derive(Debug)]
pub(crate) struct Runner {
    log: PathBuf,
    verbose: bool,
}

/// What a program has printed, on either stream, and whether it ended well.
#[derive(Debug)]
pub(crate) struct Printed {
    pub(crate) text: String,
    pub(crate) success: bool,
}

impl Printed {
    /// Passed where the program ended well, else failed with what it printed.
    pub(crate) fn outcome(self) -> Outcome {
        if self.success { Outcome::Passed(Vec::new()) } else { Outcome::Failed(self.text) }
    }
}

impl Runner {
    /// Runs a program to its end. Its lines go to the log as they come, so that one can look at it meanwhile.
    pub(crate) fn run(&self, command: &mut Command) -> Printed {
        match self.try_run(command) {
            Ok(printed) => printed,
            Err(error) => Printed { text: format!("{command:?}: {error}"), success: false },
        }
    }

    fn try_run(&self, command: &mut Command) -> io::Result<Printed> {
        if let Some(folder) = self.log.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut log = fs::File::create(&self.log)?;
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
        let (sender, lines) = mpsc::channel();
        let mut text = String::new();
        std::thread::scope(|scope| {
            for stream in
                [child.stdout.take().map(boxed), child.stderr.take().map(boxed)].into_iter().flatten()
            {
                let sender = sender.clone();
                scope.spawn(move || {
                    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
                        let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
                    }
                });
            }
            drop(sender);
            for line in lines {
                let _ = writeln!(log, "{line}");
                if self.verbose {
                    println!("{line}");
                }
                text.push_str(&line);
                text.push('\n');
            }
        });
        Ok(Printed { success: child.wait()?.success(), text })
    }
}

fn boxed(stream: impl Read + Send + 'static) -> Box<dyn Read + Send> {
    Box::new(stream)
}

#[cfg(test)]
mod tests {
    use super::telling;

    #[test]
    fn a_failed_step_shows_what_failed() {
        let output = "   Compiling stone v1.0.0\n        PASS [   0.1s] one\nerror: two\n  --> three\n";
        assert_eq!(telling(output).collect::<Vec<_>>(), ["error: two", "  --> three"]);
    }
}
