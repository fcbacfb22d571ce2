//! The Parquet file of the survey: rows in the order of their clusters, as surveys come.

use crate::BenchError;
use crate::random::Random;
use crate::survey_plan::{
    AGES, EDUCATION, INDICATORS, Levels, REGIONS, SEED, SEXES, VERSION, country, country_of, indicator,
    missing_rate, rows_by_psu, stratum_of,
};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Rows of a row group: between those of polars (260,000) and DuckDB (120,000).
const ROW_GROUP: usize = 200_000;

/// The file, made where it is not there or is not the one that was made.
pub(crate) fn survey_file(folder: &Path, rows: usize) -> Result<PathBuf, BenchError> {
    let path = folder.join(format!("survey-{VERSION}-{SEED}-{rows}.parquet"));
    let hash_path = path.with_extension("sha256");
    let known = fs::read_to_string(&hash_path).ok();
    if path.exists() && known.is_some() && known == hash(&path).ok() {
        return Ok(path);
    }
    println!("making {} …", path.display());
    let unfinished = path.with_extension("unfinished");
    write(&unfinished, rows)?;
    fs::rename(&unfinished, &path).map_err(BenchError::file(&path))?;
    fs::write(&hash_path, hash(&path)?).map_err(BenchError::file(&hash_path))?;
    Ok(path)
}

/// The SHA-256 of a file, in hexadecimal digits.
pub(crate) fn hash(path: &Path) -> Result<String, BenchError> {
    let bytes = fs::read(path).map_err(BenchError::file(path))?;
    Ok(Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect())
}

fn write(path: &Path, rows: usize) -> Result<(), BenchError> {
    let file = File::create(path).map_err(BenchError::file(path))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(ROW_GROUP))
        .build();
    let mut writer = ArrowWriter::try_new(file, Rows::default().into_batch()?.schema(), Some(properties))?;
    let mut waiting = Rows::default();
    for (psu, count) in rows_by_psu(rows).into_iter().enumerate() {
        waiting.draw(psu, count);
        if waiting.psu.len() >= 65_536 {
            writer.write(&std::mem::take(&mut waiting).into_batch()?)?;
        }
    }
    writer.write(&waiting.into_batch()?)?;
    writer.close()?;
    Ok(())
}

/// Rows by column.
#[derive(Debug, Default)]
struct Rows {
    country: Vec<String>,
    stratum: Vec<i64>,
    psu: Vec<i64>,
    weight: Vec<f64>,
    region: Vec<&'static str>,
    age: Vec<&'static str>,
    sex: Vec<&'static str>,
    education: Vec<i64>,
    hours: Vec<Option<f64>>,
    indicators: [Vec<Option<i64>>; INDICATORS],
}

impl Rows {
    /// Draws the rows of a cluster.
    fn draw(&mut self, psu: usize, count: usize) {
        let mut random = Random::new(SEED, psu as u64);
        let stratum = stratum_of(psu);
        let country_index = country_of(stratum);
        let levels = Levels::draw(country_index, &mut random);
        let (cluster_weight, cluster_hours) = (random.between(50.0, 400.0), 0.5 * random.normal());
        for _ in 0..count {
            let age = one_of(AGES.len(), &mut random);
            let sex = one_of(SEXES.len(), &mut random);
            self.country.push(country(country_index));
            self.stratum.push(stratum as i64 + 1);
            self.psu.push(psu as i64 + 1);
            self.weight.push(cluster_weight * random.between(0.6, 1.8));
            self.region.push(REGIONS[stratum % REGIONS.len()]);
            self.age.push(AGES[age]);
            self.sex.push(SEXES[sex]);
            self.education.push(one_of(EDUCATION, &mut random) as i64 + 1);
            let hours = 2.0 + 0.3 * age as f64 + cluster_hours + random.normal();
            self.hours.push((!random.chance(0.04)).then_some(hours));
            for (index, column) in self.indicators.iter_mut().enumerate() {
                let value = i64::from(random.chance(levels.probability(index, age, sex)));
                column.push((!random.chance(missing_rate(index))).then_some(value));
            }
        }
    }

    fn into_batch(self) -> Result<RecordBatch, BenchError> {
        let mut columns: Vec<(String, ArrayRef, bool)> = vec![
            ("country".to_owned(), Arc::new(StringArray::from(self.country)), false),
            ("stratum".to_owned(), Arc::new(Int64Array::from(self.stratum)), false),
            ("psu".to_owned(), Arc::new(Int64Array::from(self.psu)), false),
            ("weight".to_owned(), Arc::new(Float64Array::from(self.weight)), false),
            ("region".to_owned(), Arc::new(StringArray::from(self.region)), false),
            ("age".to_owned(), Arc::new(StringArray::from(self.age)), false),
            ("sex".to_owned(), Arc::new(StringArray::from(self.sex)), false),
            ("education".to_owned(), Arc::new(Int64Array::from(self.education)), false),
            ("hours".to_owned(), Arc::new(Float64Array::from(self.hours)), true),
        ];
        for (index, values) in self.indicators.into_iter().enumerate() {
            columns.push((indicator(index), Arc::new(Int64Array::from(values)), true));
        }
        Ok(RecordBatch::try_from_iter_with_nullable(columns)?)
    }
}

fn one_of(count: usize, random: &mut Random) -> usize {
    // `uniform` is below 1 and `count` is small, so that the product is below `count`.
    (random.uniform() * count as f64) as usize
}
