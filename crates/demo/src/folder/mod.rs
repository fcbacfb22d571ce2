//! The study folder of the demonstration.

mod definitions;
mod place;
mod records;
mod sampling;

use crate::activities::{self, Setting};
use crate::conclusions;
use crate::countries::COUNTRIES;
use crate::indicators;
use crate::population::Population;
use crate::questionnaire::Respondent;
use crate::random::{Purpose, stream};
use crate::sample;
pub(crate) use place::Place;
use rayon::prelude::*;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// Seeds of draws are below it, so that they are easily read out.
const DRAW_SEEDS: u64 = 100_000_000;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demo {
    /// The seed of all random numbers.
    pub seed: u64,
    /// How many of the countries, from the first; more than there are means all.
    pub countries: usize,
}

impl Default for Demo {
    fn default() -> Self {
        Self { seed: 1, countries: COUNTRIES.len() }
    }
}

/// How far the work has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// The country just finished.
    pub country: &'static str,
    /// Countries finished.
    pub done: usize,
    /// Countries in all.
    pub of: usize,
}

/// What was written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Countries.
    pub countries: usize,
    /// Interviews with children.
    pub children: usize,
    /// Interviews with caregivers.
    pub caregivers: usize,
    /// Indicators.
    pub indicators: usize,
}

/// Why the folder could not be written.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// Something is there that the demonstration did not write.
    #[error(
        "{dir} is not empty: it holds {entry}, which is not part of a demonstration; choose a new or empty folder"
    )]
    NotADemonstration {
        /// The folder.
        dir: PathBuf,
        /// One of its entries.
        entry: String,
    },
    /// A new study is written only where nothing is.
    #[error("{dir} is not empty: it holds {entry}; choose a new or empty folder")]
    NotEmpty {
        /// The folder.
        dir: PathBuf,
        /// One of its entries.
        entry: String,
    },
    /// The place is taken by a file.
    #[error("{dir} is a file; a folder is needed")]
    NotAFolder {
        /// The place.
        dir: PathBuf,
    },
    /// The file system refused.
    #[error("{path} could not be written: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// Its answer.
        source: std::io::Error,
    },
}

/// Writes the study of thirteen countries into `dir`.
///
/// The study appears as a whole or not at all: it is written aside and then moved to its place. A demonstration written
/// earlier is replaced, along with what was built from it.
///
/// # Errors
/// When `dir` holds anything else, or cannot be written.
pub fn write(dir: &Path, options: &Demo, progress: &(dyn Fn(Progress) + Sync)) -> Result<Summary, DemoError> {
    let place = Place::prepare(dir)?;
    let root = place.draft();
    let countries = COUNTRIES.get(..options.countries).unwrap_or(&COUNTRIES);

    for (path, text) in definitions::study_files(options.seed) {
        write_file(&root.join(path), text)?;
    }
    if let Some(text) = conclusions::study(countries, definitions::DEPARTS) {
        write_file(&root.join("findings").join("study.toml"), text)?;
    }
    let done = AtomicUsize::new(0);
    let written: Vec<Country> = countries
        .par_iter()
        .enumerate()
        .map(|(number, country)| {
            let written = write_country(root, number, options.seed)?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(Progress { country: country.name, done, of: countries.len() });
            Ok(written)
        })
        .collect::<Result<_, DemoError>>()?;

    let mut truth = String::from("country,indicator,truth\n");
    truth.extend(written.iter().map(|country| country.truth.as_str()));
    write_file(&root.join("truth.csv"), truth)?;
    place.settle()?;
    let pairs = written.iter().map(|country| country.pairs).sum();
    Ok(Summary {
        countries: countries.len(),
        children: pairs,
        caregivers: pairs,
        indicators: indicators::all().count(),
    })
}

/// What a country adds to the whole.
struct Country {
    pairs: usize,
    truth: String,
}

fn write_country(root: &Path, number: usize, seed: u64) -> Result<Country, DemoError> {
    let country = &COUNTRIES[number];
    let population = Population::generate(number, seed);
    let month = 1 + (number % 9) as u8;
    let definitions = root.join("countries").join(country.id);
    write_file(&definitions.join("country.toml"), definitions::country(country, month, &population))?;
    let draw_seed = stream(seed, number, Purpose::Draw, 0).below(DRAW_SEEDS);
    write_file(&definitions.join("sample.toml"), sampling::plan(country, draw_seed))?;

    let data = root.join("data").join(country.id);
    let of_sample = data.join("sample");
    write_file(&of_sample.join("frame.csv"), sampling::frame(&population))?;
    let field = sample::simulate(&population, sample::Design::FULL, &sample::Response::USUAL, 0);
    write_file(&of_sample.join("clusters.csv"), sampling::clusters(&field))?;
    write_file(&of_sample.join("contacts.csv"), sampling::contacts(country, month, &population, &field))?;
    let sample = sample::interview(&population, &field, 0);
    for (respondent, file) in [(Respondent::Child, "child.csv"), (Respondent::Caregiver, "caregiver.csv")] {
        let records = records::records(country, month, &population, (&field, &sample), respondent);
        write_file(&data.join("household_survey").join(file), records)?;
    }

    let setting = Setting { country, number, seed, month };
    let of_activities =
        activities::records(&setting).map_err(|source| DemoError::Io { path: data.clone(), source })?;
    for (path, bytes) in of_activities {
        write_file(&data.join(path), bytes)?;
    }

    let findings = root.join("findings").join(format!("{}.toml", country.id));
    write_file(&findings, conclusions::country(&setting, &sample))?;

    let mut truth = String::new();
    for indicator in indicators::all() {
        if let Some(share) = population.truth_of(indicator) {
            let _ = writeln!(truth, "{},{},{share:.6}", country.id, indicator.id);
        }
    }
    Ok(Country { pairs: sample.pairs(), truth })
}

/// Writes a file, and the folders above it.
pub(crate) fn write_file(path: &Path, text: impl AsRef<[u8]>) -> Result<(), DemoError> {
    let refused = |source| DemoError::Io { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::write(path, text).map_err(refused)
}
