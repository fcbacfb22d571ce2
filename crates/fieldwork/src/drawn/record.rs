//! `draw.toml`: how, when and from what clusters were drawn, and the hashes of the files that belong to it.

use super::{Draw, DrawRecord, DrawnStratum, FileHash};
use cairn_definition::kind::{Boolean, Integer, List, Number, OneOf, Parsed, Text};
use cairn_definition::{Diagnostics, Document, SourceFile, TableReader};
use cairn_study::DrawMethod;
use jiff::civil::Date;
use std::fmt::Write as _;
use std::sync::Arc;

/// The record as it is read, with the hashes of the other files.
pub(super) struct ReadRecord {
    pub(super) record: DrawRecord,
    pub(super) strata: Vec<DrawnStratum>,
    pub(super) clusters_hash: FileHash,
    pub(super) pairs_hash: Option<FileHash>,
}

impl Draw {
    /// The record as a file.
    pub(super) fn record_toml(&self, clusters: FileHash, pairs: Option<FileHash>) -> String {
        let record = &self.record;
        let mut text = String::from(
            "# Written by `cairn sample draw`. It says how the clusters in draw.csv were drawn; neither file is changed by hand.\n\n",
        );
        let mut line = |key: &str, value: String| {
            let _ = writeln!(text, "{key} = {value}");
        };
        line("program", quoted(&record.program));
        line("date", quoted(&record.date.to_string()));
        line("method", quoted(record.method.key()));
        line("random_numbers", quoted(RANDOM_NUMBERS));
        line("seed", record.seed.to_string());
        line("reserve", record.reserve.to_string());
        line("split_by_sex", record.split_by_sex.to_string());
        line("columns", list(&record.columns));
        line("frame", quoted(&record.frame));
        line("frame_sha256", quoted(&record.frame_hash.to_string()));
        line("sample_sha256", quoted(&record.decisions_hash.to_string()));
        line("draw_sha256", quoted(&clusters.to_string()));
        if let Some(pairs) = pairs {
            line("joint_draw_probabilities_sha256", quoted(&pairs.to_string()));
        }
        for stratum in &self.strata {
            let _ = write!(
                text,
                "\n[[strata]]\nlabels = {}\nareas = {}\nsize = {}\nclusters = {}\ncertainties = {}\nreserve = {}\n",
                list(&stratum.labels),
                stratum.areas,
                decimal(stratum.size),
                stratum.clusters,
                stratum.certainties,
                stratum.reserve
            );
        }
        text
    }
}

/// How random numbers are made; part of the record, as a draw must come out the same in years.
const RANDOM_NUMBERS: &str = "ChaCha12, a key of seed, purpose and stratum";

/// A text as TOML writes it.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            control if control.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", control as u32);
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}

fn list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[{}]", texts.join(", "))
}

/// A number with a point, as TOML wants it of one that may have a fraction.
fn decimal(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') { text } else { text + ".0" }
}

/// Reads a record; everything wrong with it is reported.
pub(super) fn read(file: &Arc<SourceFile>, problems: &Diagnostics) -> Option<ReadRecord> {
    let document = Document::parse_toml(file).map_err(|errors| problems.extend(errors)).ok()?;
    let before = problems.errors();
    let mut reader = document.reader("record of a draw", problems)?;
    let hash = Parsed::<FileHash>::new("the SHA-256 of a file");
    let count = Integer(0..=i64::from(u32::MAX));
    let program = reader.required("program", &Text);
    let date = reader.required("date", &Parsed::<Date>::new("a day such as \"2025-01-17\""));
    let method = reader.required("method", &OneOf(&DrawMethod::ALL));
    reader.required("random_numbers", &OneOf(&[(RANDOM_NUMBERS, ())]));
    let seed = reader.required("seed", &Integer(0..=i64::MAX));
    let reserve = reader.required("reserve", &count);
    let split_by_sex = reader.required("split_by_sex", &Boolean);
    let columns = reader.required("columns", &List(Text));
    let frame = reader.required("frame", &Text);
    let frame_hash = reader.required("frame_sha256", &hash);
    let decisions_hash = reader.required("sample_sha256", &hash);
    let clusters_hash = reader.required("draw_sha256", &hash);
    let pairs_hash = reader.optional("joint_draw_probabilities_sha256", &hash);
    let strata: Vec<Option<DrawnStratum>> =
        reader.required_tables("strata", "stratum").into_iter().map(read_stratum).collect();
    reader.finish();
    if problems.errors() > before {
        return None;
    }
    let strata: Option<Vec<DrawnStratum>> = strata.into_iter().collect();
    Some(ReadRecord {
        record: DrawRecord {
            program: program?.value,
            date: date?.value,
            method: method?.value,
            seed: u64::try_from(seed?.value).ok()?,
            reserve: u32::try_from(reserve?.value).ok()?,
            split_by_sex: split_by_sex?.value,
            columns: columns?.value.into_iter().map(|column| column.value).collect(),
            frame: frame?.value,
            frame_hash: frame_hash?.value,
            decisions_hash: decisions_hash?.value,
        },
        strata: strata?,
        clusters_hash: clusters_hash?.value,
        pairs_hash: pairs_hash.map(|hash| hash.value),
    })
}

fn read_stratum(mut reader: TableReader<'_>) -> Option<DrawnStratum> {
    let count = Integer(0..=i64::from(u32::MAX));
    let labels = reader.required("labels", &List(Text));
    let areas = reader.required("areas", &Integer(0..=i64::MAX));
    let size = reader.required("size", &Number(0.0..=f64::MAX));
    let clusters = reader.required("clusters", &count);
    let certainties = reader.required("certainties", &count);
    let reserve = reader.required("reserve", &count);
    reader.finish();
    Some(DrawnStratum {
        labels: labels?.value.into_iter().map(|label| label.value).collect(),
        areas: u64::try_from(areas?.value).ok()?,
        size: size?.value,
        clusters: u32::try_from(clusters?.value).ok()?,
        certainties: u32::try_from(certainties?.value).ok()?,
        reserve: u32::try_from(reserve?.value).ok()?,
    })
}
