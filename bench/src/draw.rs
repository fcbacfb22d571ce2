//! Clusters drawn from a frame of a million areas: read, allotted, drawn, written.

use crate::BenchError;
use crate::measure::Program;
use crate::options::Options;
use crate::random::Random;
use crate::table::{Series, report};
use arrow_array::{ArrayRef, Int64Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use serde_json::json;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Areas of the frame.
const AREAS: usize = 1_000_000;

const REGIONS: u64 = 15;

const DISTRICTS: u64 = 500;

/// The tasks: the file of the frame, and the method.
const TASKS: [(&str, &str, &str); 4] = [
    ("draw from 1 million areas, CSV", "frame.csv", "pps-systematic"),
    ("draw from 1 million areas, Parquet", "frame.parquet", "pps-systematic"),
    ("the same by Sampford", "frame.parquet", "sampford"),
    ("the same, conditional Poisson", "frame.parquet", "conditional-poisson"),
];

/// Makes a study with the frame where it is not there, then measures `cairn sample draw`.
pub(crate) fn run(options: &Options) -> Result<(), BenchError> {
    let study = options.folder.join("frame-of-a-million");
    let sample = study.join("data/exampleland/sample");
    if !sample.join("frame.parquet").exists() {
        if study.exists() {
            fs::remove_dir_all(&study).map_err(BenchError::file(&study))?;
        }
        Program::new(&options.cairn, &[&"new", &study]).run()?;
        fs::create_dir_all(&sample).map_err(BenchError::file(&sample))?;
        write_frame(&sample)?;
    }
    let decisions = study.join("countries/exampleland/sample.toml");
    let draw = Program::new(&options.cairn, &[&"sample", &"draw", &study, &"--country", &"exampleland"]);
    let mut series = Vec::new();
    for (task, frame, method) in TASKS {
        fs::write(&decisions, plan(frame, method)).map_err(BenchError::file(&decisions))?;
        let mut runs = Vec::with_capacity(options.runs);
        for number in 0..=options.runs {
            forget(&sample)?;
            let (run, _) = draw.run()?;
            // The first run brings the file into memory.
            if number > 0 {
                println!("{task}: run {number} of {} …", options.runs);
                runs.push(run);
            }
        }
        series.push(Series { task, program: "cairn".to_owned(), runs });
    }
    report(&series, &json!({ "areas": AREAS }), &options.folder.join("results-draw.json"))
}

/// Takes the files of a draw away, so that another can be made.
fn forget(sample: &Path) -> Result<(), BenchError> {
    let files = ["draw.csv", "draw.toml", "joint_draw_probabilities.csv", "joint_probabilities.csv"];
    for file in files.map(|file| sample.join(file)).iter().filter(|file| file.exists()) {
        fs::remove_file(file).map_err(BenchError::file(file))?;
    }
    Ok(())
}

fn plan(frame: &str, method: &str) -> String {
    format!(
        r#"[frame]
source = "Made from a seed"
date = 2019-08-24
file = "data/exampleland/sample/{frame}"
area = "ea"
strata = ["region", "area"]
size = "households"
order = ["district"]

[target]
pairs = 1500
eligible = 0.4
response = 0.65

[allocation]
method = "power"
power = 0.5
take = 10

[draw]
method = "{method}"
seed = 20250117
reserve = 1

[household]
second_stage = "listing"
respondent = "random-number"
"#
    )
}

/// The frame as CSV and as Parquet: thirty strata, districts, 40 to 439 households an area.
fn write_frame(folder: &Path) -> Result<(), BenchError> {
    let mut random = Random::new(17, 0);
    let mut below = |n: u64| (random.uniform() * n as f64) as u64;
    let (mut areas, mut regions, mut kinds, mut districts, mut households) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut csv = String::from("ea,region,area,district,households\n");
    for area in 0..AREAS {
        let (region, kind) =
            (format!("Region {}", below(REGIONS)), if below(3) == 0 { "urban" } else { "rural" });
        let (district, size) = (below(DISTRICTS) as i64, 40 + below(400) as i64);
        let _ = writeln!(csv, "{area:07},{region},{kind},{district},{size}");
        areas.push(format!("{area:07}"));
        regions.push(region);
        kinds.push(kind);
        districts.push(district);
        households.push(size);
    }
    let path = folder.join("frame.csv");
    fs::write(&path, csv).map_err(BenchError::file(&path))?;
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("ea", Arc::new(StringArray::from(areas))),
        ("region", Arc::new(StringArray::from(regions))),
        ("area", Arc::new(StringArray::from(kinds))),
        ("district", Arc::new(Int64Array::from(districts))),
        ("households", Arc::new(Int64Array::from(households))),
    ];
    let batch = RecordBatch::try_from_iter(columns)?;
    let path = folder.join("frame.parquet");
    let file = fs::File::create(&path).map_err(BenchError::file(&path))?;
    let mut writer = ArrowWriter::try_new(file, batch.schema(), None)?;
    writer.write(&batch)?;
    writer.close()?;
    Ok(())
}
