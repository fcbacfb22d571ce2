//! The study folder of the demonstration.

mod country;
mod definitions;
mod place;
mod records;
mod sampling;

use crate::conclusions;
use crate::countries::COUNTRIES;
use crate::indicators;
use crate::population::Population;
use cairn_study::Study;
use country::Written;
pub(crate) use place::Place;
use rayon::prelude::*;
#[cfg(test)]
pub(crate) use sampling::frame;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

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
    /// Clusters could not be drawn from what was written.
    #[error("no clusters of {country} could be drawn: {reason}")]
    Draw {
        /// The country.
        country: &'static str,
        /// Why.
        reason: String,
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
    // First what is decided and known, from which clusters are then drawn as in any study.
    let populations: Vec<Population> = (0..countries.len())
        .into_par_iter()
        .map(|number| country::decide(root, number, options.seed))
        .collect::<Result<_, DemoError>>()?;
    let study = Study::load(root).study;
    let done = AtomicUsize::new(0);
    let written: Vec<Written> = populations
        .into_par_iter()
        .map(|population| {
            let (written, name) = country::carry_out(&study, &population)?;
            let done = done.fetch_add(1, Ordering::Relaxed) + 1;
            progress(Progress { country: name, done, of: countries.len() });
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

/// Writes a file, and the folders above it.
pub(crate) fn write_file(path: &Path, text: impl AsRef<[u8]>) -> Result<(), DemoError> {
    let refused = |source| DemoError::Io { path: path.to_owned(), source };
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::write(path, text).map_err(refused)
}
