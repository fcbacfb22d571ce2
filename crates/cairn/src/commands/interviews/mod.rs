//! `cairn interviews`: qualitative records, exchanged, compared, made safe and approved.

mod agreement;
mod approve;
mod enrol;
mod exchange;
mod keys;
mod pseudonymise;
mod screen;

use crate::failure::{Failure, drawn};
use crate::output::write_whole;
use crate::study_folder;
use cairn_activities::Fieldwork;
use cairn_activities::interviews::{Interviews, of};
use cairn_definition::{Diagnostic, Diagnostics};
use cairn_study::{Activity, Clearance, Country, Study};
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Interviews and conversations: exchange with other programs, agreement of coders, safe quotations.
#[derive(Debug, Args)]
pub(crate) struct Command {
    #[command(subcommand)]
    step: Step,
}

#[derive(Debug, Subcommand)]
enum Step {
    Import(exchange::Import),
    Export(exchange::Export),
    Agreement(agreement::Agreement),
    Enrol(enrol::Enrol),
    Pseudonymise(pseudonymise::Pseudonymise),
    Screen(screen::Screen),
    Approve(approve::Approve),
}

impl Command {
    pub(crate) fn run(self) -> Result<(), Failure> {
        match self.step {
            Step::Import(step) => step.run(),
            Step::Export(step) => step.run(),
            Step::Agreement(step) => step.run(),
            Step::Enrol(step) => step.run(),
            Step::Pseudonymise(step) => step.run(),
            Step::Screen(step) => step.run(),
            Step::Approve(step) => step.run(),
        }
    }
}

/// Whose interviews are meant.
#[derive(Debug, Args)]
struct Whose {
    /// The study folder.
    study: PathBuf,
    /// The country.
    #[arg(long)]
    country: String,
    /// government_interviews, access_to_justice or survivor_conversations.
    #[arg(long)]
    activity: String,
}

/// A country's interviews, whose records may be read today.
struct Opened {
    study: Study,
    country: Country,
    clearance: Clearance,
    interviews: &'static Interviews,
}

impl Whose {
    fn open(&self) -> Result<Opened, Failure> {
        let study = study_folder::open(&self.study)?;
        let country = study_folder::country(&study, &self.country)?.clone();
        let activity = super::template::activity(&self.activity)?;
        let Some(interviews) = of(activity) else {
            let problem = Diagnostic::elsewhere(format!("`{activity}` holds no interviews"));
            let expected = "`government_interviews`, `access_to_justice` or `survivor_conversations`";
            return Err(Failure::Definitions(vec![problem.expected(expected)]));
        };
        if !study.protocols.interviews.contains_key(&activity) {
            let problem = Diagnostic::elsewhere(format!("`{activity}` is not part of this study"));
            let help = format!("an activity is part of the study by its protocol: protocols/{activity}.toml");
            return Err(Failure::Definitions(vec![problem.help(help)]));
        }
        let clearance = study_folder::clear(&country)?;
        Ok(Opened { study, country, clearance, interviews })
    }
}

impl Opened {
    fn fieldwork(&self) -> Fieldwork<'_> {
        Fieldwork { study: &self.study, country: &self.country, clearance: &self.clearance }
    }

    fn activity(&self) -> Activity {
        self.interviews.activity
    }

    /// The folder of the records.
    fn folder(&self) -> PathBuf {
        self.fieldwork().folder(self.activity())
    }

    /// What is made of the records, after warnings are told; the mistakes where there are any.
    fn read<T>(&self, make: impl FnOnce(&Fieldwork<'_>, &Diagnostics) -> Option<T>) -> Result<T, Failure> {
        let problems = Diagnostics::new();
        let made = make(&self.fieldwork(), &problems);
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
