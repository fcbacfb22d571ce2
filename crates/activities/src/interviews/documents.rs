//! Documents: transcripts and notes, in the folder `documents` of an activity’s records.

use cairn_definition::{Diagnostic, Diagnostics, io_reason};
use cairn_qualitative::document::{Document, Format};
use std::path::Path;

/// The documents of an activity’s folder, by name. A file of another format is reported: there is no place for recordings or pictures.
pub fn documents(folder: &Path, problems: &Diagnostics) -> Vec<Document> {
    let folder = folder.join("documents");
    if !folder.exists() {
        return Vec::new();
    }
    let unreadable = |error: &std::io::Error| {
        problems.push(Diagnostic::elsewhere(format!(
            "{} cannot be read: {}",
            folder.display(),
            io_reason(error)
        )));
    };
    let listed = std::fs::read_dir(&folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<_> = match listed {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(error) => {
            unreadable(&error);
            return Vec::new();
        }
    };
    paths.sort();
    let mut documents = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let Some(format) = Format::of_name(&name) else {
            let problem = Diagnostic::elsewhere(format!("{} is not a document", path.display()));
            problems.push(
                problem
                    .expected(".txt, .md, .docx, .vtt or .srt")
                    .help("recordings and pictures have no place in a study folder; keep their transcript"),
            );
            continue;
        };
        match std::fs::read(&path) {
            Ok(bytes) => match Document::read(&name, format, &bytes) {
                Ok(document) => documents.push(document),
                Err(error) => {
                    problems.push(Diagnostic::elsewhere(format!("{}: {}", path.display(), error.reason)));
                }
            },
            Err(error) => unreadable(&error),
        }
    }
    documents
}
