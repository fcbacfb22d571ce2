//! The frame: the list of areas from which clusters are drawn.

use cairn_definition::Placed;
use jiff::civil::Date;
use std::path::PathBuf;

/// A list of areas (enumeration areas of a census, wards, villages) that together cover the population.
#[derive(Debug, Clone)]
pub struct AreaFrame {
    /// Its file, CSV or Parquet: the one named, else `data/<country>/sample/frame.parquet` or `.csv`.
    pub file: PathBuf,
    /// Who made it.
    pub source: String,
    /// The day to which it refers.
    pub date: Date,
    /// The column that names an area; no two have the same.
    pub area: Placed<String>,
    /// The columns whose combinations are the strata; empty: the country is one stratum.
    pub strata: Vec<Placed<String>>,
    /// The column of the measure of size, such as the number of households.
    pub size: Placed<String>,
    /// The columns by which the areas of a stratum are put in order before a systematic draw, which so spreads over them
    /// (implicit stratification); empty: the order of the file.
    pub order: Vec<Placed<String>>,
}
