//! A study from its folder.

use crate::check::{Names, check_breakdowns, check_countries, check_indicators};
use crate::check_activities::{
    check_conclusions, check_conduct, check_pairs, check_parts, check_protocols, check_themes, themes_used,
};
use crate::read::{
    IndicatorDraft, Sources, StudyFile, country_folders, read_conclusions, read_countries, read_indicators,
    read_instruments, read_protocols, read_study_file, warn_of_misspelt_folders,
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
    let mut study_file = read_study_file(&mut sources);
    let instruments = read_instruments(&mut sources);
    let indicators = read_indicators(&mut sources);
    let ids: Vec<_> = instruments.drafts.iter().map(|draft| draft.id.clone()).collect();
    let countries = read_countries(&mut sources, &ids);
    let protocols = read_protocols(&mut sources);
    let conclusions = read_conclusions(&mut sources);

    let breakdowns = study_file.as_mut().map(|file| std::mem::take(&mut file.breakdowns));
    let names = Names { instruments: &instruments, breakdowns: breakdowns.as_ref() };
    let used = indicators.iter().filter_map(|draft| Some(draft.instrument.as_ref()?.value.clone())).collect();
    let synthetic = study_file.as_ref().and_then(|file| file.synthetic);
    check_breakdowns(&names, problems);
    let (themes, pairs) = match &mut study_file {
        Some(file) => (Some(file.themes.clone()), std::mem::take(&mut file.pairs)),
        None => (None, Vec::new()),
    };
    check_themes(themes_used(&indicators, &pairs, &protocols, &conclusions), themes.as_deref(), problems);
    let parts: Vec<_> = indicators.iter().filter_map(IndicatorDraft::parts).collect();
    let drafted = indicators.len();
    let indicators = check_indicators(indicators, &names, problems);
    if indicators.len() == drafted {
        check_parts(&parts, &indicators, problems);
    }
    let pairs = check_pairs(pairs, &indicators, indicators.len() == drafted, &names, problems);
    let country_names = country_folders(&sources);
    let countries = check_countries(countries, &names, &used, synthetic, problems);
    check_conduct(&countries, &protocols.declared, problems);
    let protocols = check_protocols(protocols, &names, problems);
    let conclusions = check_conclusions(conclusions, &country_names, problems);

    let empty = empty(root);
    let mut study = match study_file {
        Some(file) => with_study_file(empty, file),
        None => empty,
    };
    study.breakdowns =
        breakdowns.into_iter().flat_map(|all| all.drafts).filter_map(|draft| draft.breakdown).collect();
    Study {
        instruments: instruments.drafts.into_iter().filter_map(|draft| draft.instrument).collect(),
        indicators,
        pairs,
        countries,
        themes: themes.unwrap_or_default(),
        protocols,
        conclusions,
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
        ..empty
    }
}
