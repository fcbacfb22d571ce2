//! What a folder holds, in the order of names.

use super::Sources;
use cairn_definition::{Diagnostic, nearest};
use std::path::{Path, PathBuf};

/// A file or folder within a folder.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) path: PathBuf,
    pub(super) is_folder: bool,
}

impl Entry {
    /// The name without `.toml`, of a TOML file.
    pub(super) fn toml_stem(&self) -> Option<&str> {
        if self.is_folder { None } else { self.name.strip_suffix(".toml") }
    }
}

/// The entries of a folder, sorted by name, without hidden files and editors' backups; none where there is no folder.
pub(super) fn entries(folder: &Path, sources: &Sources<'_>) -> Vec<Entry> {
    if !folder.exists() {
        return Vec::new();
    }
    let listed = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let listed = listed.unwrap_or_else(|error| {
        sources.report(Diagnostic::elsewhere(format!("{} cannot be read: {error}", folder.display())));
        Vec::new()
    });
    let mut entries: Vec<_> = listed
        .into_iter()
        .filter_map(|entry| {
            let name = entry.file_name().into_string();
            match name {
                Ok(name) if is_aside(&name) => None,
                Ok(name) => {
                    let path = folder.join(&name);
                    Some(Entry { is_folder: path.is_dir(), name, path })
                }
                Err(name) => {
                    let message = format!("the name {} is not UTF-8", folder.join(name).display());
                    sources.report(Diagnostic::elsewhere(message).help("rename it"));
                    None
                }
            }
        })
        .collect();
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    entries
}

/// Hidden files, and what editors leave behind.
fn is_aside(name: &str) -> bool {
    const BACKUPS: [&str; 6] = ["~", ".bak", ".orig", ".rej", ".swp", ".tmp"];
    name.starts_with('.') || name.starts_with('#') || BACKUPS.iter().any(|suffix| name.ends_with(suffix))
}

/// The TOML files of a folder; warns of folders within it, which nobody reads.
pub(super) fn toml_files(folder: &Path, sources: &Sources<'_>) -> Vec<Entry> {
    let (folders, files): (Vec<_>, Vec<_>) =
        entries(folder, sources).into_iter().partition(|entry| entry.is_folder);
    for inner in folders {
        let problem =
            Diagnostic::elsewhere_warning(format!("the folder {} is not read", inner.path.display()));
        sources.report(problem.help(format!("move its files into {}", folder.display())));
    }
    files.into_iter().filter(|entry| entry.toml_stem().is_some()).collect()
}

/// Warns of a folder whose name is nearly one that is read: its files would be missing without a word.
pub(crate) fn warn_of_misspelt_folders(sources: &Sources<'_>) {
    const FOLDERS: [&str; 8] =
        ["countries", "data", "findings", "indicators", "instruments", "narrative", "out", "protocols"];
    for entry in entries(&sources.root, sources) {
        if !entry.is_folder || FOLDERS.contains(&entry.name.as_str()) {
            continue;
        }
        if let Some(meant) = nearest(&entry.name, FOLDERS) {
            let problem =
                Diagnostic::elsewhere_warning(format!("the folder {} is not read", entry.path.display()));
            sources.report(problem.did_you_mean(Some(meant)));
        }
    }
}
