//! The data of a design: those of its case, without the rows that the design has not, beside the replicate weights of another file.

use super::read::Case;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// A file of a header and rows of text.
struct Sheet {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Sheet {
    fn read(path: &Path) -> Self {
        let mut reader = csv::Reader::from_path(path).unwrap();
        let cells = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let header = cells(reader.headers().unwrap());
        Self { header, rows: reader.records().map(|record| cells(&record.unwrap())).collect() }
    }

    fn place(&self, column: &str) -> usize {
        self.header.iter().position(|name| name == column).unwrap()
    }

    fn write(&self, path: &Path) {
        let mut writer = csv::Writer::from_path(path).unwrap();
        writer.write_record(&self.header).unwrap();
        self.rows.iter().for_each(|row| writer.write_record(row).unwrap());
        writer.flush().unwrap();
    }
}

/// The file that a design is estimated from, and the columns that were joined to it; made in `folder` where the case's own file is not it.
pub(super) fn prepare(case: &Case, design: &Value, folder: &Path) -> (PathBuf, Value) {
    let own = case.folder.join("data.csv");
    let Some(name) = design["data"].as_str() else { return (own, json!([])) };
    let asked = &case.table("data")[name];
    let mut sheet = Sheet::read(&own);
    for (column, value) in asked["without"].as_object().into_iter().flatten() {
        let place = sheet.place(column);
        sheet.rows.retain(|row| row[place] != value.as_str().unwrap());
    }
    let mut joined = Vec::new();
    if let Some(file) = asked["join"].as_str() {
        joined = join(&mut sheet, &Sheet::read(&case.folder.join(file)));
    }
    let path = folder.join("data.csv");
    sheet.write(&path);
    (path, json!(joined))
}

/// Joins a file by the columns that both have, or row to row where they share none; its other columns are named `joined_…`.
fn join(sheet: &mut Sheet, other: &Sheet) -> Vec<String> {
    let shared: Vec<(usize, usize)> = other
        .header
        .iter()
        .enumerate()
        .filter_map(|(there, name)| Some((sheet.header.iter().position(|own| own == name)?, there)))
        .collect();
    let is_new = |place: &usize| shared.iter().all(|(_, there)| there != place);
    let new: Vec<usize> = (0..other.header.len()).filter(is_new).collect();
    let by_key: BTreeMap<Vec<&str>, &Vec<String>> = other
        .rows
        .iter()
        .map(|row| (shared.iter().map(|(_, there)| row[*there].as_str()).collect(), row))
        .collect();
    for (position, row) in sheet.rows.iter_mut().enumerate() {
        let found = if shared.is_empty() {
            &other.rows[position]
        } else {
            let key: Vec<&str> = shared.iter().map(|(own, _)| row[*own].as_str()).collect();
            by_key[&key]
        };
        row.extend(new.iter().map(|place| found[*place].clone()));
    }
    let names: Vec<String> = new.iter().map(|place| format!("joined_{}", other.header[*place])).collect();
    sheet.header.extend(names.iter().cloned());
    names
}
