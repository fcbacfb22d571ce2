//! `cairn sample`: from the list of areas to the sheets that interviewers carry.

mod design;
mod draw;
mod frame;
mod release;
mod sheets;

use crate::failure::{Failure, drawn};
use crate::study_folder;
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_fieldwork::{FrameFile, SampleFolder};
use cairn_study::{Country, SamplePlan, Study};
use clap::{Args, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The sample of a country: its frame, its design, the draw, the sheets for the field.
///
/// The decisions stand in countries/<country>/sample.toml, the files lie in data/<country>/sample.
#[derive(Debug, Args)]
pub(crate) struct Command {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    Frame(frame::Frame),
    Design(design::Design),
    Draw(draw::Draw),
    Release(release::Release),
    Sheets(sheets::Sheets),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self.step {
            Step::Frame(step) => step.run(),
            Step::Design(step) => step.run(),
            Step::Draw(step) => step.run(),
            Step::Release(step) => step.run(),
            Step::Sheets(step) => step.run(),
        }
    }
}

/// Whose sample is meant.
#[derive(Debug, Args)]
struct Whose {
    /// The study folder.
    study: PathBuf,
    /// The country.
    #[arg(long)]
    country: String,
}

/// How an answer is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// A country whose sample is decided on.
struct Opened {
    study: Study,
    country: Country,
    plan: SamplePlan,
}

impl Whose {
    fn open(&self) -> Result<Opened, Failure> {
        let study = study_folder::open(&self.study)?;
        let country = study_folder::country(&study, &self.country)?.clone();
        let Some(plan) = country.sample.clone() else {
            let message = format!("nothing has been decided on the sample of {}", country.name);
            let problem = Diagnostic::elsewhere(message);
            let help = format!("write the decisions into countries/{}/sample.toml", country.id);
            return Err(Failure::Definitions(vec![problem.help(help)]));
        };
        Ok(Opened { study, country, plan })
    }
}

impl Opened {
    /// Where the files of the sample lie.
    fn folder(&self) -> SampleFolder {
        SampleFolder::of(&self.study, &self.country.id)
    }

    /// The frame.
    fn frame(&self) -> Result<FrameFile, Failure> {
        self.read(|problems| FrameFile::read(&self.plan.frame, problems))
    }

    /// What is read of files, after warnings are told; the mistakes where there are any.
    fn read<T>(&self, read: impl FnOnce(&Diagnostics) -> Option<T>) -> Result<T, Failure> {
        let problems = Diagnostics::new();
        let made = read(&problems);
        let has_errors = problems.has_errors();
        let diagnostics = problems.into_sorted();
        match made {
            Some(made) if !has_errors => {
                eprint!("{}", drawn(&diagnostics));
                Ok(made)
            }
            _ => Err(Failure::Definitions(diagnostics)),
        }
    }
}
