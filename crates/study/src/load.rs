//! A study from its folder.

use crate::check::{Names, check_breakdowns, check_countries, check_indicators};
use crate::read::{
    Sources, StudyFile, read_countries, read_indicators, read_instruments, read_study_file,
    warn_of_misspelt_folders,
};
use crate::{Presentation, Preset, Protocols, Study};
use cairn_definition::{Diagnostic, Diagnostics, Severity};
use std::path::Path;

/// A study as far as it could be read, and everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The study, without what has mistakes.
    pub study: Study,
    /// Its mistakes, by file and position; those that no file holds come first.
    pub diagnostics: Vec<Diagnostic>,
}

impl Loaded {
    /// Whether there is no error. Warnings may be.
    pub fn is_valid(&self) -> bool {
        self.diagnostics.iter().all(|diagnostic| diagnostic.severity != Severity::Error)
    }
}

impl Study {
    /// Reads the study in the folder `root`: everything in it but data, and every mistake of it.
    ///
    /// What has a mistake is left out of the study, so that the rest can be checked further; a study is built only if
    /// it [is valid](Loaded::is_valid). Paths in diagnostics begin with `root` as given.
    pub fn load(root: &Path) -> Loaded {
        let problems = Diagnostics::new();
        let study = if let Some(problem) = no_study(root) {
            problems.push(problem);
            empty(root)
        } else {
            read(root, &problems)
        };
        Loaded { study, diagnostics: problems.into_sorted() }
    }
}

/// Why the folder is no study folder, if it is none.
fn no_study(root: &Path) -> Option<Diagnostic> {
    let begin = "begin a study with `cairn new DIR`";
    if !root.exists() {
        return Some(Diagnostic::elsewhere(format!("there is no folder {}", root.display())).help(begin));
    }
    if !root.is_dir() {
        let problem = Diagnostic::elsewhere(format!("{} is not a folder", root.display()));
        return Some(problem.expected("a study folder, which holds study.toml"));
    }
    if !root.join("study.toml").exists() {
        let message = format!("the folder {} holds no study.toml, so it is not a study", root.display());
        return Some(Diagnostic::elsewhere(message).help(begin));
    }
    None
}

fn empty(root: &Path) -> Study {
    Study {
        root: root.to_owned(),
        title: root.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        round: None,
        partners: Vec::new(),
        languages: vec!["en".to_owned()],
        synthetic: false,
        presentation: Presentation::preset(Preset::DisruptingHarm),
        breakdowns: Vec::new(),
        instruments: Vec::new(),
        indicators: Vec::new(),
        pairs: Vec::new(),
        countries: Vec::new(),
        themes: Vec::new(),
        protocols: Protocols::default(),
        conclusions: Vec::new(),
        definition_files: Vec::new(),
    }
}

fn read(root: &Path, problems: &Diagnostics) -> Study {
    let mut sources = Sources::new(root, problems);
    warn_of_misspelt_folders(&sources);
    let study_file = read_study_file(&mut sources);
    let instruments = read_instruments(&mut sources);
    let indicators = read_indicators(&mut sources);
    let ids: Vec<_> = instruments.drafts.iter().map(|draft| draft.id.clone()).collect();
    let countries = read_countries(&mut sources, &ids);

    let names =
        Names { instruments: &instruments, breakdowns: study_file.as_ref().map(|file| &file.breakdowns) };
    let used = indicators.iter().filter_map(|draft| Some(draft.instrument.as_ref()?.value.clone())).collect();
    let synthetic = study_file.as_ref().and_then(|file| file.synthetic);
    check_breakdowns(&names, problems);
    let indicators = check_indicators(indicators, &names, problems);
    let countries = check_countries(countries, &names, &used, synthetic, problems);

    let empty = empty(root);
    let study = match study_file {
        Some(file) => with_study_file(empty, file),
        None => empty,
    };
    Study {
        instruments: instruments.drafts.into_iter().filter_map(|draft| draft.instrument).collect(),
        indicators,
        countries,
        definition_files: sources.into_files(),
        ..study
    }
}

fn with_study_file(empty: Study, file: StudyFile) -> Study {
    Study {
        title: file.title.unwrap_or(empty.title.clone()),
        round: file.round,
        partners: file.partners,
        languages: file.languages,
        synthetic: file.synthetic.unwrap_or(empty.synthetic),
        presentation: file.presentation,
        breakdowns: file.breakdowns.drafts.into_iter().filter_map(|draft| draft.breakdown).collect(),
        ..empty
    }
}
