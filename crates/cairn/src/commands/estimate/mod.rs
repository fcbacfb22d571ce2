//! `cairn estimate`.

mod flags;

use crate::failure::Failure;
use crate::output::print;
use crate::progress;
use cairn_analysis::{
    AnswerError, KeptTotals, Progress, Request, Step, answer, answer_from_totals, keep_totals, to_csv,
    to_json, to_table,
};
use cairn_definition::{SourceFile, io_reason};
use clap::{Args, ValueEnum};
use std::io::{IsTerminal, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// How the answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// Aligned columns, five significant digits.
    Table,
    /// Full double precision.
    Json,
    /// One line an estimate, full double precision.
    Csv,
}

/// Answers an analysis request: survey estimates from one table.
///
/// The request names a CSV, Parquet, SPSS or Stata file, the sample design and the analyses. A mistake in it is shown with its place,
/// and nothing is computed then (exit status 2).
#[derive(Debug, Args)]
#[command(after_help = "A request, as TOML:

  data = \"children.csv\"
  derive = { told = \"told_someone = 1\" }
  design = { strata = [\"stratum\"], clusters = [\"psu\"], weights = \"weight\" }
  [[analyses]]
  id = \"told_by_gender\"
  kind = \"proportion\"
  variables = [\"told\"]
  by = [\"gender\"]

The same as flags:

  cairn estimate --data children.csv --derive 'told = told_someone = 1' --strata stratum \\
      --clusters psu --weights weight --kind proportion --variables told --by gender")]
pub(crate) struct Estimate {
    /// The request, `.json` or `.toml`; `-` reads it from standard input.
    #[arg(required_unless_present_any = ["data", "totals"])]
    request: Option<PathBuf>,
    /// How the answer is written [default: table on a terminal, json elsewhere].
    #[arg(long, value_enum)]
    format: Option<AnswerFormat>,
    /// Threads to use [default: one a core]. The answer is the same to the bit with any number.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    /// Keep the cluster totals of the request's means, totals, ratios and proportions in a file instead of printing the answer.
    ///
    /// The file holds no row, but sums by cluster and domain: handle it as data.
    #[arg(long, value_name = "FILE", conflicts_with = "totals")]
    keep_totals: Option<PathBuf>,
    /// Answer from totals that were kept: those of several files of one request add up.
    #[arg(long, value_name = "FILES", num_args = 1.., conflicts_with_all = ["request", "data"])]
    totals: Vec<PathBuf>,
    #[command(flatten)]
    flags: flags::Flags,
}

impl Estimate {
    pub(crate) fn run(self) -> Result<(), Failure> {
        super::use_threads(self.threads)?;
        let answer = if self.totals.is_empty() {
            let file = self.read_request()?;
            if self.flags.only_print() {
                return print(file.text().to_owned());
            }
            let request = Request::read(&file).map_err(Failure::Definitions)?;
            let bar = progress::bar(0, "Reading rows");
            let watch = |step: Step<'_>| {
                let (read, total) = match step {
                    Step::Rows { read, total } => (read, total),
                    Step::Analysis { id, done, total } => {
                        bar.set_message(id.to_owned());
                        (done, total)
                    }
                };
                bar.set_length(total);
                bar.set_position(read);
                ControlFlow::Continue(())
            };
            let progress = Progress::told_to(&watch);
            if let Some(path) = &self.keep_totals {
                let totals = keep_totals(&request, progress).map_err(refused)?;
                bar.finish_and_clear();
                return write_whole(path, &totals.to_json());
            }
            let answer = answer(&request, progress).map_err(refused)?;
            bar.finish_and_clear();
            answer
        } else {
            let mut kept = Vec::with_capacity(self.totals.len());
            for path in &self.totals {
                let file = SourceFile::read(path).map_err(|problem| Failure::Definitions(vec![problem]))?;
                let name = path.display().to_string();
                let totals = KeptTotals::from_json(file.text(), &name).map_err(Failure::refused)?;
                kept.push((name, totals));
            }
            answer_from_totals(&kept).map_err(refused)?
        };
        let default = if std::io::stdout().is_terminal() { AnswerFormat::Table } else { AnswerFormat::Json };
        let text = match self.format.unwrap_or(default) {
            AnswerFormat::Table => to_table(&answer),
            AnswerFormat::Csv => to_csv(&answer),
            AnswerFormat::Json => format!("{:#}\n", to_json(&answer)),
        };
        print(text)
    }

    fn read_request(&self) -> Result<Arc<SourceFile>, Failure> {
        if let Some(text) = self.flags.request() {
            return Ok(SourceFile::new("the flags.json", text));
        }
        let path = self.request.as_deref().unwrap_or(Path::new("-"));
        if path != Path::new("-") {
            return SourceFile::read(path).map_err(|problem| Failure::Definitions(vec![problem]));
        }
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(Failure::operation)?;
        SourceFile::from_bytes(Path::new("standard input"), &bytes)
            .map_err(|problem| Failure::Definitions(vec![problem]))
    }
}

fn refused(error: AnswerError) -> Failure {
    match error {
        AnswerError::Request(diagnostics) => Failure::Definitions(diagnostics),
        AnswerError::Data(error) => Failure::refused(error),
        AnswerError::BrokenOff => Failure::operation(error),
    }
}

/// Writes a file whole or not at all.
fn write_whole(path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |error: std::io::Error| {
        Failure::operation(format!("{} cannot be written: {}", path.display(), io_reason(&error)))
    };
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    file.persist(path).map_err(|error| failed(error.error))?;
    Ok(())
}
