//! The ledger of a study's last build, and what has become stale since.

use crate::failure::Failure;
use crate::output::counted;
use cairn_evidence::Digest;
use cairn_evidence::staleness::{EntryKind, Ledger, Stale};
use cairn_study::Study;
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Its name within `out/`.
pub(crate) const FILE: &str = "ledger.json";

/// The hash of a path in the study folder today; `None` where nothing is there. A path that ends in `/` is a folder: the names and
/// contents of all files in it.
pub(crate) fn hash(study: &Study, path: &str) -> Option<String> {
    let full = study.root.join(path);
    let mut hash = Sha256::new();
    if path.ends_with('/') {
        for file in files(&full) {
            let name = file.strip_prefix(&full).unwrap_or(&file).to_string_lossy().into_owned();
            add(&mut hash, name.as_bytes());
            add(&mut hash, &fs::read(&file).ok()?);
        }
        full.is_dir().then(|| Digest(hash.finalize().into()).to_string())
    } else {
        hash.update(fs::read(full).ok()?);
        Some(Digest(hash.finalize().into()).to_string())
    }
}

fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

/// The files of a folder and of those within it, sorted; hidden ones are left out.
fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let visible =
        |path: &PathBuf| !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(visible).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The ledger of the last build; `None` where there was none.
pub(crate) fn read(study: &Study) -> Result<Option<Ledger>, Failure> {
    let path = study.root.join("out").join(FILE);
    let unreadable = |reason: String| {
        let message = format!("{} cannot be read: {reason}", path.display());
        Failure::operation_with_help(message, "run cairn build, which writes it anew")
    };
    if !path.exists() {
        return Ok(None);
    }
    let text = fs::read_to_string(&path).map_err(|error| unreadable(cairn_definition::io_reason(&error)))?;
    serde_json::from_str(&text).map(Some).map_err(|error| unreadable(error.to_string()))
}

/// What is stale, by kind, each with what it says and why.
pub(crate) fn story(stale: &[Stale<'_>]) -> String {
    let mut text = String::new();
    let mut changed: Vec<&str> = stale.iter().flat_map(|stale| stale.because.iter().copied()).collect();
    changed.sort_unstable();
    changed.dedup();
    if changed.is_empty() {
        return text;
    }
    text.push_str("\nSince the last build these have changed:\n");
    for path in changed {
        let _ = writeln!(text, "  {path}");
    }
    for kind in EntryKind::ALL {
        let of_kind: Vec<&Stale<'_>> = stale.iter().filter(|stale| stale.entry.kind == kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let (one, many) = (format!("{kind} is"), format!("{} are", kind.plural()));
        let _ = writeln!(text, "\n{} stale:", counted(of_kind.len(), &one, &many));
        for stale in of_kind {
            let _ = writeln!(text, "  {}  {}", stale.name, stale.entry.says);
        }
    }
    text.push_str("\ncairn build makes them anew; judgements and sentences are yours to read again.\n");
    text
}
