//! Codings: which stretch of which document was given which code by whom.

use super::formats;
use super::informants::Informant;
use crate::records::Sheet;
use cairn_definition::kind::{Integer, Parsed, Text};
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};
use cairn_evidence::Digest;
use cairn_qualitative::document::{CodePoint, Document, TextRange};
use cairn_study::{CodeId, CodebookCode, InterviewProtocol};
use std::path::{Path, PathBuf};

/// A coded stretch of a document.
#[derive(Debug, Clone)]
pub struct Coding {
    /// The document, by name.
    pub document: String,
    /// Who says it, by alias.
    pub informant: Placed<String>,
    /// The code.
    pub code: CodeId,
    /// Who gave the code.
    pub coder: String,
    /// The stretch.
    pub range: TextRange,
    /// The row of the file.
    pub row: u64,
}

/// All codings of an activity’s folder.
#[derive(Debug)]
pub struct Codings {
    /// The file they were read from.
    pub path: PathBuf,
    /// Its hash.
    pub digest: Digest,
    /// In the order of the file.
    pub codings: Vec<Coding>,
}

/// Reads `excerpts`, and checks every document, code and place.
pub fn codings(
    folder: &Path,
    protocol: &InterviewProtocol,
    documents: &[Document],
    problems: &Diagnostics,
) -> Option<Codings> {
    let sheet = Sheet::read(folder, &formats::excerpts(), problems)?;
    let mut codings = Vec::new();
    for row in sheet.rows() {
        let Some(mut reader) = sheet.reader(row, problems) else { continue };
        let document = reader.required("document", &Text);
        let informant = reader.required("informant", &Text);
        let code = reader.required("code", &Parsed::<CodeId>::new("the name of a code"));
        let coder = reader.required("coder", &Text);
        let from = reader.required("from", &Integer(0..=i64::from(u32::MAX)));
        let to = reader.required("to", &Integer(1..=i64::from(u32::MAX)));
        reader.finish();
        let code = code.filter(|code| known_code(code, protocol, problems));
        let document = document.and_then(|name| find_document(&name, documents, problems));
        let (Some(document), Some(informant), Some(code), Some(coder), Some(from), Some(to)) =
            (document, informant, code, coder, from, to)
        else {
            continue;
        };
        let place = |number: i64| CodePoint(usize::try_from(number).unwrap_or(usize::MAX));
        match document.range(place(from.value), place(to.value)) {
            Ok(range) if from.value < to.value => codings.push(Coding {
                document: document.name().to_owned(),
                informant,
                code: code.value,
                coder: coder.value,
                range,
                row: row.number,
            }),
            Ok(_) => {
                let problem = Diagnostic::error(&to.place, "this stretch is empty");
                problems.push(problem.expected("`to` after `from`"));
            }
            Err(error) => {
                problems.push(Diagnostic::error(&to.place, format!("`{}`: {error}", document.name())));
            }
        }
    }
    Some(Codings { path: sheet.path.clone(), digest: sheet.digest, codings })
}

/// Whether the codebook has the code; reports one that it does not have.
pub(super) fn known_code(
    code: &Placed<CodeId>,
    protocol: &InterviewProtocol,
    problems: &Diagnostics,
) -> bool {
    let known = protocol.codes.iter().any(|known| known.id == code.value);
    if !known {
        let problem = Diagnostic::error(&code.place, format!("the codebook has no code `{}`", code.value));
        let near = nearest(code.value.as_str(), protocol.codes.iter().map(|code| code.id.as_str()));
        problems.push(match near {
            Some(_) => problem.did_you_mean(near),
            None => problem.help(format!("the codebook is {}", protocol.place)),
        });
    }
    known
}

/// The document of that name; reports one that is not there.
pub(super) fn find_document<'d>(
    name: &Placed<String>,
    documents: &'d [Document],
    problems: &Diagnostics,
) -> Option<&'d Document> {
    let found = documents.iter().find(|document| document.name() == name.value);
    if found.is_none() {
        let problem = Diagnostic::error(&name.place, format!("there is no document `{}`", name.value));
        let near = nearest(&name.value, documents.iter().map(Document::name));
        problems.push(match near {
            Some(_) => problem.did_you_mean(near),
            None => problem.expected("a file in the folder `documents`"),
        });
    }
    found
}

/// Checks that every coding is of an informant who is known.
pub(super) fn check_informants(codings: &Codings, informants: &[Informant], problems: &Diagnostics) {
    for coding in &codings.codings {
        known_informant(&coding.informant, informants, problems);
    }
}

/// The informant of that alias; reports one that is unknown.
pub(super) fn known_informant<'i>(
    alias: &Placed<String>,
    informants: &'i [Informant],
    problems: &Diagnostics,
) -> Option<&'i Informant> {
    let found = informants.iter().find(|informant| informant.alias.value.to_string() == alias.value);
    if found.is_none() {
        let problem = Diagnostic::error(&alias.place, format!("there is no informant `{}`", alias.value));
        let known: Vec<String> =
            informants.iter().map(|informant| informant.alias.value.to_string()).collect();
        let near = nearest(&alias.value, known.iter().map(String::as_str));
        problems.push(match near {
            Some(_) => problem.did_you_mean(near),
            None => problem.help("informants are listed in the file `informants`, by alias"),
        });
    }
    found
}

/// The code and those it lies under, innermost first.
pub(super) fn with_parents<'c>(code: &CodeId, codes: &'c [CodebookCode]) -> Vec<&'c CodebookCode> {
    let mut found = Vec::new();
    let mut next = codes.iter().find(|candidate| candidate.id == *code);
    // A parent stands before its children in the codebook, so this ends.
    while let Some(code) = next {
        found.push(code);
        next = code.parent.as_ref().and_then(|parent| codes.iter().find(|candidate| candidate.id == *parent));
    }
    found
}
