//! The study that `cairn new` writes, in a temporary folder, to be changed piece by piece.

use crate::run::{Run, cairn};
use std::collections::BTreeMap;
use std::fs;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub(crate) const STUDY: &str = "study.toml";
pub(crate) const INSTRUMENT: &str = "instruments/child.toml";
pub(crate) const INDICATORS: &str = "indicators/first.toml";
pub(crate) const COUNTRY: &str = "countries/exampleland/country.toml";
pub(crate) const RECORDS: &str = "data/exampleland/household_survey/child.csv";

/// The ground on which the template's records are held.
const SYNTHETIC: &str = "[synthetic]\ngenerator = \"cairn demo, seed 1\"\n";

/// A ground of records of real people, with every part that is asked for.
const COLLECTED: &str = r#"[[collected.approvals]]
board = "National Board for Research Ethics"
reference = "2025/117"
scope = "household survey of children and caregivers"
from = 2025-01-15
expires = 2999-01-14
[collected.protocol]
consent = "Consent of caregivers, version 2"
assent = "Assent of children, version 2"
referral_list = "Services in Exampleland, March 2025"
[collected.retention]
destroy_by = 2999-12-31
"#;

/// A study in the folder `study` of a temporary folder.
pub(crate) struct Study {
    place: TempDir,
}

impl Study {
    /// The template, as `cairn new` writes it.
    pub(crate) fn template() -> Self {
        let place = TempDir::new().unwrap();
        cairn_demo::template(&place.path().join("study")).unwrap();
        Self { place }
    }

    /// The template with records of real people in the place of synthetic ones, under a valid approval.
    pub(crate) fn collected() -> Self {
        Self::template().changed(STUDY, "synthetic = true\n", "").changed(COUNTRY, SYNTHETIC, COLLECTED)
    }

    /// The folder around the study, in which the command runs.
    pub(crate) fn around(&self) -> &Path {
        self.place.path()
    }

    /// The study's folder, or a file in it.
    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.place.path().join("study").join(relative)
    }

    pub(crate) fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Writes a file.
    pub(crate) fn with(self, file: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(file, content);
        self
    }

    pub(crate) fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        let path = self.path(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Replaces the first occurrence of a text in a file, which must have it.
    pub(crate) fn changed(self, file: &str, from: &str, to: &str) -> Self {
        self.change(file, from, to);
        self
    }

    /// Adds to the end of a file.
    pub(crate) fn append(&self, file: &str, text: &str) {
        self.write(file, self.read(file) + text);
    }

    /// The study with a line more at the end of a file.
    pub(crate) fn append_line(self, file: &str, line: &str) -> Self {
        self.append(file, line);
        self
    }

    #[track_caller]
    pub(crate) fn change(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no {from:?}");
        self.write(file, text.replacen(from, to, 1));
    }

    /// Sets a column of the records in those rows, numbered from 1.
    pub(crate) fn set_cells(&self, rows: RangeInclusive<usize>, column: &str, value: &str) {
        let text = self.read(RECORDS);
        let position = text.lines().next().unwrap().split(',').position(|name| name == column).unwrap();
        let mut changed = String::new();
        for (row, line) in text.lines().enumerate() {
            let mut cells: Vec<&str> = line.split(',').collect();
            if row > 0 && rows.contains(&row) {
                cells[position] = value;
            }
            changed.push_str(&cells.join(","));
            changed.push('\n');
        }
        self.write(RECORDS, changed);
    }

    /// Removes a file or folder.
    pub(crate) fn without(self, relative: &str) -> Self {
        let path = self.path(relative);
        if path.is_dir() { fs::remove_dir_all(path) } else { fs::remove_file(path) }.unwrap();
        self
    }

    /// Runs a command on the study, named `study` from the folder around it.
    pub(crate) fn run(&self, command: &str, arguments: &[&str]) -> Run {
        cairn(self.around(), &[&[command, "study"], arguments].concat())
    }

    /// Builds the study, which must succeed, and gives what `out/` holds.
    #[track_caller]
    pub(crate) fn build(&self) -> Tree {
        self.run("build", &[]).succeeded();
        self.out()
    }

    /// What `out/` holds.
    pub(crate) fn out(&self) -> Tree {
        tree(&self.path("out"))
    }
}

/// The files of a folder with their bytes, by path.
pub(crate) type Tree = BTreeMap<String, Vec<u8>>;

/// Reads a folder; one that is not there is empty.
pub(crate) fn tree(folder: &Path) -> Tree {
    let mut files = Tree::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Fails with the names of the files in which two folders differ.
#[track_caller]
pub(crate) fn assert_same(found: &Tree, expected: &Tree) {
    let names = found.keys().chain(expected.keys());
    let different: Vec<&String> = names.filter(|name| found.get(*name) != expected.get(*name)).collect();
    assert!(different.is_empty(), "different: {different:?}");
}
