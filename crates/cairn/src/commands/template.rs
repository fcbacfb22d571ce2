//! `cairn template`.

use crate::failure::Failure;
use crate::output::print;
use crate::study_folder;
use cairn_activities::records::{RecordFormat, csv_template, xlsx_template};
use cairn_activities::{ACTIVITIES, household_survey};
use cairn_definition::{Diagnostic, nearest};
use cairn_study::Activity;
use clap::{Args, ValueEnum};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Writes empty files for the records of a research activity, or of the field, with a data dictionary.
///
/// Fill them in and put them into data/<country>/<activity> of the study. Activities: legal_analysis, government_interviews,
/// non_law_enforcement_data, frontline_survey, access_to_justice, survivor_conversations, law_enforcement_data,
/// law_enforcement_capacity, household_survey; and sample, what came of each household of the sample.
#[derive(Debug, Args)]
pub(crate) struct Template {
    /// The activity, by its key, or sample.
    activity: String,
    /// The study whose protocol says what is asked; the questionnaires of surveys come from it.
    #[arg(long, value_name = "FOLDER")]
    study: Option<PathBuf>,
    /// What is written.
    #[arg(long, value_enum, default_value_t = FileKind::Csv)]
    file: FileKind,
    /// The folder to write into [default: one named as the activity].
    #[arg(long, value_name = "FOLDER")]
    into: Option<PathBuf>,
}

/// The folder of the files of the field.
const SAMPLE: &str = "sample";

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FileKind {
    /// Text, and the data dictionary as a file of its own.
    Csv,
    /// Workbooks, each with the data dictionary on its second sheet.
    Xlsx,
}

impl Template {
    pub(crate) fn run(self) -> Result<(), Failure> {
        let (key, formats) = self.formats()?;
        let files = match self.file {
            FileKind::Csv => csv_template(&formats),
            FileKind::Xlsx => xlsx_template(&formats).map_err(Failure::operation)?,
        };
        let folder = self.into.unwrap_or_else(|| PathBuf::from(key));
        std::fs::create_dir_all(&folder).map_err(|error| unwritten(&folder, &error))?;
        // All or none: nothing is written where one of the files is there already.
        if let Some((taken, _)) = files.iter().find(|(name, _)| folder.join(name).exists()) {
            return Err(occupied(&folder.join(taken)));
        }
        let mut text = format!("Written into {}:\n", folder.display());
        for (name, bytes) in &files {
            let path = folder.join(name);
            write_new(&path, bytes)?;
            let format = formats.iter().find(|format| name.split('.').next() == Some(format.name.as_ref()));
            let what = format.map_or("what every column means", |format| format.description.as_ref());
            text.push_str(&format!("  {name:24}{what}\n"));
        }
        text.push_str(&format!("\nFilled in, they belong into data/<country>/{key}/ of the study.\n"));
        print(text)
    }

    /// The folder of the records under that of the country, and what its files hold.
    fn formats(&self) -> Result<(&'static str, Vec<RecordFormat>), Failure> {
        if self.activity == SAMPLE {
            return match self.file {
                FileKind::Csv => Ok((SAMPLE, household_survey::field_formats())),
                FileKind::Xlsx => {
                    let problem =
                        Diagnostic::elsewhere("the files of the field are CSV or Parquet, not workbooks");
                    Err(Failure::Definitions(vec![problem.help("leave out --file xlsx")]))
                }
            };
        }
        let activity = activity(&self.activity)?;
        Ok((activity.key(), self.activity_formats(activity)?))
    }

    fn activity_formats(&self, activity: Activity) -> Result<Vec<RecordFormat>, Failure> {
        let study = self.study.as_deref().map(study_folder::open).transpose()?;
        let formats = match ACTIVITIES.iter().find(|candidate| candidate.activity() == activity) {
            Some(found) => found.formats(study.as_ref()),
            None => study.as_ref().map(household_survey::formats).unwrap_or_default(),
        };
        if formats.is_empty() {
            let message =
                format!("what the records of `{activity}` hold depends on the study’s questionnaire");
            let problem = Diagnostic::elsewhere(message);
            return Err(Failure::Definitions(vec![problem.help("name the study: --study FOLDER")]));
        }
        Ok(formats)
    }
}

/// The activity of that key.
pub(super) fn activity(key: &str) -> Result<Activity, Failure> {
    Activity::from_key(key).ok_or_else(|| {
        let keys = Activity::ALL.map(Activity::key);
        let problem = Diagnostic::elsewhere(format!("there is no activity `{key}`"));
        let problem = problem.expected(cairn_definition::kind::one_of(keys));
        Failure::Definitions(vec![problem.did_you_mean(nearest(key, keys))])
    })
}

fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let written =
        OpenOptions::new().write(true).create_new(true).open(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => occupied(path),
        _ => unwritten(path, &error),
    })
}

fn occupied(path: &Path) -> Failure {
    let message = format!("{} is there already, and may hold records", path.display());
    Failure::Definitions(vec![Diagnostic::elsewhere(message).help("choose another folder: --into FOLDER")])
}

fn unwritten(path: &Path, error: &std::io::Error) -> Failure {
    Failure::operation(format!(
        "{} cannot be written: {}",
        path.display(),
        cairn_definition::io_reason(error)
    ))
}
