//! `cairn estimate`.

mod flags;

use crate::failure::Failure;
use crate::output::print;
use crate::progress;
use cairn_analysis::{AnswerError, Request, answer, to_csv, to_json, to_table};
use cairn_definition::SourceFile;
use clap::{Args, ValueEnum};
use std::io::{IsTerminal, Read};
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
/// The request names a CSV or Parquet file, the sample design and the analyses. A mistake in it is shown with its place,
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

  cairn estimate --data children.csv --derive 'told = told_someone = 1' --strata stratum --clusters psu
      --weights weight --kind proportion --variables told --by gender")]
pub(crate) struct Estimate {
    /// The request, `.json` or `.toml`; `-` reads it from standard input.
    #[arg(required_unless_present = "data")]
    request: Option<PathBuf>,
    /// How the answer is written [default: table on a terminal, json elsewhere].
    #[arg(long, value_enum)]
    format: Option<AnswerFormat>,
    /// Threads to use [default: one a core]. The answer is the same to the bit with any number.
    #[arg(long, value_name = "N")]
    threads: Option<usize>,
    #[command(flatten)]
    flags: flags::Flags,
}

impl Estimate {
    pub(crate) fn run(self) -> Result<(), Failure> {
        super::use_threads(self.threads)?;
        let file = self.read_request()?;
        if self.flags.only_print() {
            return print(file.text().to_owned());
        }
        let request = Request::read(&file).map_err(Failure::Definitions)?;
        let bar = progress::bar(0, "Reading rows");
        let answer = answer(&request, &|read, total| {
            bar.set_length(total);
            bar.set_position(read);
        });
        bar.finish_and_clear();
        let answer = answer.map_err(|error| match error {
            AnswerError::Request(diagnostics) => Failure::Definitions(diagnostics),
            AnswerError::Data(error) => Failure::refused(error),
        })?;
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
