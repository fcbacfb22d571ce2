//! The columns of the survey file as plain bytes, which R reads without a package.

use crate::BenchError;
use crate::survey_plan::{DOMAIN_COLUMNS, indicators};
use arrow_array::cast::AsArray;
use arrow_array::types::{Float64Type, Int64Type};
use arrow_array::{ArrayRef, RecordBatch};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

/// A column while it is collected.
#[derive(Debug, Default)]
struct Column {
    bytes: Vec<u8>,
    levels: Vec<String>,
}

/// Writes the columns into a folder beside the file: numbers with the lowest byte first, weights and hours in 8 bytes, strata
/// and clusters in 4, indicators in 1 with −1 for a missing value, categories in 1 with their levels in a file `.levels`.
pub(crate) fn write(data: &Path) -> Result<PathBuf, BenchError> {
    let folder = data.with_extension("columns");
    if folder.join("done-2").exists() {
        return Ok(folder);
    }
    println!("making {} …", folder.display());
    fs::create_dir_all(&folder).map_err(BenchError::file(&folder))?;
    let mut columns: BTreeMap<String, Column> = BTreeMap::new();
    let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(data).map_err(BenchError::file(data))?)?;
    for batch in reader.with_batch_size(65_536).build()? {
        append(&batch?, &mut columns);
    }
    for (name, column) in columns {
        let path = folder.join(&name);
        fs::write(&path, column.bytes).map_err(BenchError::file(&path))?;
        if !column.levels.is_empty() {
            let path = folder.join(format!("{name}.levels"));
            fs::write(&path, column.levels.join("\n") + "\n").map_err(BenchError::file(&path))?;
        }
    }
    let done = folder.join("done-2");
    fs::write(&done, "").map_err(BenchError::file(&done))?;
    Ok(folder)
}

fn append(batch: &RecordBatch, columns: &mut BTreeMap<String, Column>) {
    let mut into = |name: &str, add: &dyn Fn(&ArrayRef, &mut Column)| {
        if let Some(array) = batch.column_by_name(name) {
            add(array, columns.entry(name.to_owned()).or_default());
        }
    };
    into("weight", &|array, column| {
        let values = array.as_primitive_opt::<Float64Type>().into_iter().flatten().flatten();
        values.for_each(|value| column.bytes.extend(value.to_le_bytes()));
    });
    into("hours", &|array, column| {
        let values = array.as_primitive_opt::<Float64Type>().into_iter().flatten();
        values.for_each(|value| column.bytes.extend(value.unwrap_or(f64::NAN).to_le_bytes()));
    });
    for name in ["stratum", "psu"] {
        into(name, &|array, column| {
            let values = array.as_primitive_opt::<Int64Type>().into_iter().flatten().flatten();
            values.for_each(|value| column.bytes.extend((value as i32).to_le_bytes()));
        });
    }
    for name in indicators() {
        into(&name, &|array, column| {
            let values = array.as_primitive_opt::<Int64Type>().into_iter().flatten();
            values.for_each(|value| column.bytes.extend((value.unwrap_or(-1) as i8).to_le_bytes()));
        });
    }
    for name in DOMAIN_COLUMNS.into_iter().chain(["region"]) {
        into(name, &|array, column| {
            for value in array.as_string_opt::<i32>().into_iter().flatten().flatten() {
                let known = column.levels.iter().position(|level| level == value);
                let code = known.unwrap_or_else(|| {
                    column.levels.push(value.to_owned());
                    column.levels.len() - 1
                });
                column.bytes.push(code as u8);
            }
        });
    }
}
