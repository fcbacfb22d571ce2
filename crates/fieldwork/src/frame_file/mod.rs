//! The frame of a country, read from its file.

mod check;
mod strata;

use crate::table::{Table, place};
use cairn_data::DataError;
use cairn_definition::kind::one_of;
use cairn_definition::{Diagnostic, Diagnostics, Placed, nearest};
use cairn_sample::Frame;
use cairn_study::AreaFrame;
use std::path::{Path, PathBuf};

/// The areas of a country, in the order in which a systematic draw passes through them: by the columns that the decisions name,
/// else that of the file.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameFile {
    /// The file.
    pub path: PathBuf,
    /// The name of each area.
    pub names: Vec<String>,
    /// The columns whose combinations are the strata.
    pub columns: Vec<String>,
    /// The labels of each stratum, in the order of its columns. Strata stand in the order of their labels: numbers as numbers, texts by
    /// their bytes. Without columns there is one, without labels.
    pub strata: Vec<Vec<String>>,
    /// Strata and measures of size.
    pub frame: Frame,
    /// The line of each area in the file, from 1, the header included; of a Parquet file the row.
    pub rows: Vec<u64>,
    /// SHA-256 of the bytes of the file.
    pub digest: [u8; 32],
}

/// The columns of the frame, as they were read.
struct Columns {
    area: crate::Classes,
    strata: Vec<crate::Classes>,
    order: Vec<crate::Classes>,
    size: crate::table::Numbers,
}

impl FrameFile {
    /// Reads the frame that the decisions declare. Everything wrong with it is reported.
    pub fn read(declared: &AreaFrame, problems: &Diagnostics) -> Option<Self> {
        let table = if declared.file.exists() {
            Table::read(&declared.file, problems)
        } else {
            problems.push(absent(declared));
            None
        };
        Self::of(declared, &table?, problems)
    }

    /// The frame of these bytes, which the declared file holds.
    pub fn of_bytes(declared: &AreaFrame, bytes: Vec<u8>, problems: &Diagnostics) -> Option<Self> {
        Self::of(declared, &Table::of_bytes(&declared.file, bytes, problems)?, problems)
    }

    fn of(declared: &AreaFrame, table: &Table, problems: &Diagnostics) -> Option<Self> {
        let find = |name: &Placed<String>| find(table, name, problems);
        let area = find(&declared.area);
        let strata: Vec<Option<usize>> = declared.strata.iter().map(find).collect();
        let order: Vec<Option<usize>> = declared.order.iter().map(find).collect();
        let size = find(&declared.size);
        let all = |columns: Vec<Option<usize>>| columns.into_iter().collect::<Option<Vec<usize>>>();
        let columns = read_columns(table, area?, &all(strata)?, &all(order)?, size?);
        let columns =
            columns.map_err(|error| problems.push(Diagnostic::elsewhere(error.to_string()))).ok()?;
        let (stratum, labels) = strata::number(&columns.strata, table.rows());
        let frame = check::Checked { declared, table, columns: &columns, labels: &labels, stratum };
        let frame = frame.frame(problems)?;
        let Ok(names) = columns.area.into_distinct() else { return None };
        let this = Self {
            path: table.path().to_owned(),
            names,
            columns: declared.strata.iter().map(|column| column.value.clone()).collect(),
            strata: labels,
            frame,
            rows: (0..table.rows()).map(|row| table.line(row)).collect(),
            digest: table.digest(),
        };
        Some(if columns.order.is_empty() { this } else { this.ordered(&columns.order) })
    }

    /// The areas of the file in the order of those columns; those alike in all keep theirs.
    fn ordered(self, columns: &[crate::Classes]) -> Self {
        let mut order: Vec<usize> = (0..self.names.len()).collect();
        // Sorts that keep the order of equals, from the last column to the first.
        for column in columns.iter().rev() {
            let ranks = column.ranks();
            let rank = |code: &u32| ranks.get(*code as usize).copied().unwrap_or_default();
            let rank_of_row: Vec<u32> = column.codes().iter().map(rank).collect();
            order.sort_by_key(|row| rank_of_row.get(*row));
        }
        let mut names = self.names;
        let names = order.iter().filter_map(|row| names.get_mut(*row).map(std::mem::take)).collect();
        let rows = order.iter().filter_map(|row| self.rows.get(*row).copied()).collect();
        Self { names, rows, frame: self.frame.reordered(&order), ..self }
    }

    /// Where an area stands: `frame.csv:17`, or `frame.parquet, row 16`.
    pub fn place(&self, area: usize) -> String {
        place(&self.path, self.rows.get(area).copied().unwrap_or_default())
    }

    /// A stratum, as shown: “North, urban”.
    pub fn stratum_title(&self, stratum: usize) -> String {
        stratum_title(self.strata.get(stratum).map(Vec::as_slice).unwrap_or_default())
    }
}

/// A stratum of these labels, as shown: “North, urban”.
pub fn stratum_title(labels: &[String]) -> String {
    if labels.is_empty() { "the whole country".to_owned() } else { labels.join(", ") }
}

fn absent(declared: &AreaFrame) -> Diagnostic {
    let message = format!("there is no frame {}", display(&declared.file));
    Diagnostic::error(&declared.area.place, message)
        .expected("a CSV or Parquet file with a row for each area")
        .help("put the list of areas there, or name its file: `file = \"…\"` in [frame]")
}

fn display(path: &Path) -> String {
    path.display().to_string()
}

/// The number of a declared column; reported where the file does not have it.
fn find(table: &Table, name: &Placed<String>, problems: &Diagnostics) -> Option<usize> {
    let found = table.column(&name.value);
    if found.is_none() {
        let file = table.path().display();
        problems.push(match table.unreadable(&name.value) {
            Some(kind) => {
                let message =
                    format!("column `{}` of {file} has a type that cannot be read: {kind}", name.value);
                Diagnostic::error(&name.place, message).help("write it as text or as a number")
            }
            None => {
                let message = format!("{file} has no column `{}`", name.value);
                let problem = Diagnostic::error(&name.place, message).expected(one_of(table.names()));
                problem.did_you_mean(nearest(&name.value, table.names()))
            }
        });
    }
    found
}

fn read_columns(
    table: &Table,
    area: usize,
    strata: &[usize],
    order: &[usize],
    size: usize,
) -> Result<Columns, DataError> {
    let wanted: Vec<usize> = [area].iter().chain(strata).chain(order).copied().collect();
    let (classes, size) = rayon::join(|| table.classes(&wanted), || table.numbers(size));
    let mut classes = classes?.into_iter();
    let area = classes.next().unwrap_or_default();
    let strata_columns = classes.by_ref().take(strata.len()).collect();
    Ok(Columns { area, strata: strata_columns, order: classes.collect(), size: size? })
}

#[cfg(test)]
mod tests;
