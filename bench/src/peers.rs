//! What one would use instead: polars and DuckDB from PyPI in an environment of their own, and R.

use crate::measure::Program;
use crate::options::Options;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The Python of an environment that has polars and DuckDB, made where it is not there; otherwise why not.
pub(crate) fn python(options: &Options) -> Result<PathBuf, String> {
    let environment = options.folder.join("venv");
    let folder = if cfg!(windows) { "Scripts" } else { "bin" };
    let python = environment.join(folder).join("python");
    let wanted = options.scripts.join("requirements.txt");
    let there = environment.join("requirements.txt");
    if python.exists() && same(&wanted, &there) {
        return Ok(python);
    }
    println!("installing polars and DuckDB into {} …", environment.display());
    succeeds(Command::new("python3").args(["-m", "venv"]).arg(&environment))
        .map_err(|reason| format!("no Python environment can be made: {reason}"))?;
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&wanted);
    succeeds(&mut pip).map_err(|reason| format!("polars and DuckDB cannot be installed: {reason}"))?;
    std::fs::copy(&wanted, &there).map_err(|error| error.to_string())?;
    Ok(python)
}

fn same(one: &Path, other: &Path) -> bool {
    matches!((std::fs::read(one), std::fs::read(other)), (Ok(one), Ok(other)) if one == other)
}

/// Whether there is R with its package survey; otherwise why not.
pub(crate) fn r_with_survey() -> Result<(), String> {
    succeeds(Command::new("Rscript").args(["-e", "library(survey)"]))
        .map_err(|reason| format!("R with its package survey is not there: {reason}"))
}

fn succeeds(command: &mut Command) -> Result<(), String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let complaints = String::from_utf8_lossy(&output.stderr);
    if output.status.success() { Ok(()) } else { Err(complaints.trim().to_owned()) }
}

/// A script of the peers, with the survey file and further arguments.
pub(crate) fn script(
    interpreter: &Path,
    options: &Options,
    name: &str,
    data: &Path,
    further: &str,
) -> Program {
    Program::new(interpreter, &[&options.scripts.join(name), &data, &further])
}
