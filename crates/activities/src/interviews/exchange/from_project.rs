//! A project as the records of a country’s interviews.

use crate::records::csv_line;
use cairn_qualitative::project::{Case, Code, Guid, Project, Source};
use cairn_study::InterviewProtocol;
use std::collections::BTreeSet;
use std::fmt;

/// The records that a project holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordsOfProject {
    /// The documents, each by its name and as the bytes of its file.
    pub documents: Vec<(String, Vec<u8>)>,
    /// The file of excerpts, CSV.
    pub excerpts: String,
    /// Codings taken over.
    pub codings: usize,
    /// What has no place in the records until somebody decides.
    pub unplaced: Vec<Unplaced>,
}

/// Why a coding of a project cannot be taken over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unplaced {
    /// The protocol has no code of that name.
    Code {
        /// The code’s name, with those above it.
        path: String,
        /// How many codings have it.
        codings: usize,
    },
    /// No case says who speaks in the document.
    Informant {
        /// The document.
        document: String,
        /// How many codings of it are concerned.
        codings: usize,
    },
}

impl fmt::Display for Unplaced {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Code { path, codings } => {
                write!(
                    f,
                    "{codings} codings have the code “{path}”, of which the protocol knows nothing: neither a name nor a label"
                )
            }
            Self::Informant { document, codings } => write!(
                f,
                "{codings} codings of “{document}” are of nobody: no case, or more than one, refers to the document or the passage"
            ),
        }
    }
}

/// The records of a project. Codes are found by their name or their label in the protocol; who speaks is the case that refers to the passage, or else
/// the only case that refers to the document.
pub fn records(project: &Project, protocol: &InterviewProtocol) -> RecordsOfProject {
    let mut rows = Vec::new();
    let mut unknown_codes: Vec<String> = Vec::new();
    let mut of_nobody: Vec<String> = Vec::new();
    let names = file_names(project);
    for coded in project.coded_excerpts() {
        let document =
            names.iter().find(|(guid, _)| *guid == coded.source.guid).map_or("", |(_, name)| name.as_str());
        let Some(code) = known(coded.code, protocol) else {
            let path = project.codebook.path(coded.code.guid).unwrap_or_default();
            unknown_codes.push(path.iter().map(|code| code.name.as_str()).collect::<Vec<_>>().join(" / "));
            continue;
        };
        let Some(informant) = speaker(project, coded.source, coded.excerpt.guid) else {
            of_nobody.push(document.to_owned());
            continue;
        };
        let coder = coded.coding.coder.and_then(|guid| project.coder(guid));
        let coder =
            coder.and_then(|coder| coder.id.as_deref().or(coder.name.as_deref())).unwrap_or("unknown");
        let range = &coded.excerpt.range;
        let cells = [
            document.to_owned(),
            informant.to_owned(),
            code.to_owned(),
            coder.to_owned(),
            range.start().to_string(),
            range.end().to_string(),
        ];
        rows.push(csv_line(&cells));
    }
    let mut unplaced = counted(unknown_codes, |path, codings| Unplaced::Code { path, codings });
    unplaced.extend(counted(of_nobody, |document, codings| Unplaced::Informant { document, codings }));
    let document = |source: &Source| {
        let name = names.iter().find(|(guid, _)| *guid == source.guid).map(|(_, name)| name.clone())?;
        let bytes = source.document.original().unwrap_or(source.document.text().as_bytes()).to_vec();
        Some((name, bytes))
    };
    let codings = rows.len();
    let header = "document,informant,code,coder,from,to\n".to_owned();
    RecordsOfProject {
        documents: project.sources.iter().filter_map(document).collect(),
        excerpts: header + &rows.concat(),
        codings,
        unplaced,
    }
}

fn known<'p>(code: &Code, protocol: &'p InterviewProtocol) -> Option<&'p str> {
    let by_name = || protocol.codes.iter().find(|known| known.id.as_str() == code.name);
    let by_label =
        || protocol.codes.iter().find(|known| known.label.to_lowercase() == code.name.to_lowercase());
    by_name().or_else(by_label).map(|code| code.id.as_str())
}

/// The name of the case that the passage is of.
fn speaker<'p>(project: &'p Project, source: &Source, excerpt: Guid) -> Option<&'p str> {
    let only = |cases: Vec<&'p Case>| match cases.as_slice() {
        [case] => case.name.as_deref(),
        _ => None,
    };
    let of_passage: Vec<&Case> =
        project.cases.iter().filter(|case| case.excerpts.contains(&excerpt)).collect();
    if of_passage.is_empty() {
        return only(project.cases.iter().filter(|case| case.sources.contains(&source.guid)).collect());
    }
    only(of_passage)
}

/// A file name for each document: its own, where that is one and not taken, with the ending of its format.
fn file_names(project: &Project) -> Vec<(Guid, String)> {
    let mut taken = BTreeSet::new();
    let mut names = Vec::new();
    for source in &project.sources {
        let ending = format!(".{}", source.document.format().ending());
        let name: String = source.document.name().chars().map(|c| if is_safe(c) { c } else { '_' }).collect();
        let stem = name.strip_suffix(&ending).unwrap_or(&name).trim_matches(['.', ' ']);
        let stem = if stem.is_empty() { "document" } else { stem };
        let numbered = (2_u32..).map(|number| format!("{stem}-{number}{ending}"));
        let mut candidates = std::iter::once(format!("{stem}{ending}")).chain(numbered);
        // Names that differ in case alone are one on some systems.
        if let Some(name) = candidates.find(|name| !taken.contains(&name.to_lowercase())) {
            taken.insert(name.to_lowercase());
            names.push((source.guid, name));
        }
    }
    names
}

/// Characters that every file system takes in a name.
fn is_safe(c: char) -> bool {
    !c.is_control() && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

fn counted(mut names: Vec<String>, made: impl Fn(String, usize) -> Unplaced) -> Vec<Unplaced> {
    names.sort();
    let mut counted: Vec<(String, usize)> = Vec::new();
    for name in names {
        match counted.last_mut() {
            Some((last, count)) if *last == name => *count += 1,
            _ => counted.push((name, 1)),
        }
    }
    counted.into_iter().map(|(name, count)| made(name, count)).collect()
}
