//! Sheets as files in a folder: some are added, none is ever replaced.

use super::manifest::{MANIFEST, Manifest};
use super::{ClusterLines, SheetCluster, SheetPlan, assignment, workbook};
use cairn_definition::{Diagnostic, io_reason};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// The name of the file for forms.
const ASSIGNMENT: &str = "assignment.csv";

/// What was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Clusters whose workbook was made.
    pub made: Vec<u64>,
    /// Clusters whose workbook was there already and was left as it is: somebody may have written into it.
    pub kept: Vec<u64>,
    /// The lines in the file for forms, of all clusters that have sheets.
    pub lines: usize,
}

/// Why sheets were not written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum SheetsError {
    /// What is there already does not go with them.
    #[error("the sheets were not written")]
    Refused(Vec<Diagnostic>),
    /// A file or folder cannot be read or written.
    #[error("{} cannot be written: {reason}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A workbook cannot be made.
    #[error("a workbook cannot be made: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The file for forms cannot be made.
    #[error("the file for forms cannot be made: {0}")]
    Assignment(#[from] csv::Error),
}

/// The file of a cluster’s sheet.
pub fn sheet_name(cluster: u64) -> String {
    format!("cluster_{cluster:03}.xlsx")
}

/// Writes the sheets of the clusters `wanted`, among all that are in use, into a folder, and beside them the lines of all its sheets as one
/// file for forms. `draw` is the SHA-256 of the file of the draw, in hexadecimal digits; `made` is told of every workbook that is done.
///
/// All files are complete before the first takes its place. What is there is left as it is: a supervisor may have printed it, or typed into it.
///
/// # Errors
/// Where the folder holds sheets of another draw or other decisions, or files that are none of ours under the same names; or it cannot be
/// written.
pub fn write_sheets(
    folder: &Path,
    plan: &SheetPlan,
    draw: &str,
    in_use: &[SheetCluster],
    wanted: &BTreeSet<u64>,
    mut made: impl FnMut(),
) -> Result<Written, SheetsError> {
    let new = Manifest::new(plan, draw);
    let old = Manifest::read(folder).map_err(SheetsError::Refused)?;
    if let Some(old) = &old {
        let differences = old.differences(&new);
        if !differences.is_empty() {
            return Err(SheetsError::Refused(vec![other_sheets(folder, &differences)]));
        }
    }
    let there = old.map(|old| old.clusters).unwrap_or_default();
    let of = |numbers: &BTreeSet<u64>| -> Vec<&SheetCluster> {
        in_use.iter().filter(|cluster| numbers.contains(&cluster.number)).collect()
    };
    let all: BTreeSet<u64> = there.union(wanted).copied().collect();
    let before = if there.is_empty() { None } else { Some(assignment(plan, &of(&there))?) };
    let after = assignment(plan, &of(&all))?;
    let mut problems = Vec::new();
    if let Some(found) = read_where_there(&folder.join(ASSIGNMENT))?
        && found != after
        && Some(&found) != before.as_ref()
    {
        problems.push(changed(&folder.join(ASSIGNMENT)));
    }

    let mut written = Written { made: Vec::new(), kept: Vec::new(), lines: 0 };
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for cluster in of(wanted) {
        let path = folder.join(sheet_name(cluster.number));
        let found = read_where_there(&path)?;
        if found.is_some() && there.contains(&cluster.number) {
            written.kept.push(cluster.number);
            continue;
        }
        let lines = ClusterLines::draw(plan, cluster.number, cluster.size);
        let bytes = workbook(plan, cluster, &lines)?;
        made();
        // The same file without a record is what a run leaves that was stopped before its end.
        if found.is_some_and(|found| found != bytes) {
            problems.push(changed(&path));
        }
        written.made.push(cluster.number);
        files.push((path, bytes));
    }
    if !problems.is_empty() {
        return Err(SheetsError::Refused(problems));
    }
    written.lines = of(&all).len() * plan.contacts as usize;
    files.push((folder.join(ASSIGNMENT), after));
    let manifest = Manifest { clusters: all, ..new };
    // The record comes last: it speaks of files that are there.
    files.push((folder.join(MANIFEST), manifest.to_toml().into_bytes()));
    put(folder, files)?;
    Ok(written)
}

fn other_sheets(folder: &Path, differences: &[String]) -> Diagnostic {
    let message = format!("{} holds other sheets: {}", folder.display(), differences.join("; "));
    Diagnostic::elsewhere(message).help(
        "they may be printed and in use. Call them in and move the folder away, or write beside it: --into FOLDER",
    )
}

fn changed(path: &Path) -> Diagnostic {
    let message = format!("{} is there already, and is not as it would be written", path.display());
    Diagnostic::elsewhere(message)
        .help("somebody may have worked in it. Move it away, or write elsewhere: --into FOLDER")
}

fn read_where_there(path: &Path) -> Result<Option<Vec<u8>>, SheetsError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(file_error(path, &error)),
    }
}

/// Puts files into a folder: all are written before the first takes its name.
fn put(folder: &Path, files: Vec<(PathBuf, Vec<u8>)>) -> Result<(), SheetsError> {
    std::fs::create_dir_all(folder).map_err(|error| file_error(folder, &error))?;
    let mut ready = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        let written =
            NamedTempFile::new_in(folder).and_then(|mut file| file.write_all(&bytes).map(|()| file));
        ready.push((written.map_err(|error| file_error(&path, &error))?, path));
    }
    for (file, path) in ready {
        file.persist(&path).map_err(|error| file_error(&path, &error.error))?;
    }
    Ok(())
}

fn file_error(path: &Path, error: &std::io::Error) -> SheetsError {
    SheetsError::File { path: path.to_owned(), reason: io_reason(error) }
}
