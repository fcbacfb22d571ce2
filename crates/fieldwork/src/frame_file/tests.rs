use super::*;
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use cairn_definition::{Place, SourceFile};
use proptest::prelude::*;
use std::sync::Arc;

fn declared(file: &str, strata: &[&str], order: &[&str]) -> AreaFrame {
    let source = SourceFile::new("sample.toml", "[frame]\n");
    let name =
        |name: &&str| Placed { value: (*name).to_owned(), place: Place::new(Arc::clone(&source), 1..6) };
    AreaFrame {
        file: file.into(),
        source: "Census".to_owned(),
        date: jiff::civil::date(2019, 8, 24),
        area: name(&"ea"),
        strata: strata.iter().map(name).collect(),
        size: name(&"households"),
        order: order.iter().map(name).collect(),
    }
}

fn read(declared: &AreaFrame, bytes: &[u8]) -> Result<FrameFile, String> {
    let problems = Diagnostics::new();
    let frame = FrameFile::of_bytes(declared, bytes.to_vec(), &problems);
    let told: Vec<String> = problems.into_sorted().iter().map(ToString::to_string).collect();
    match frame {
        Some(frame) => {
            assert!(told.is_empty(), "{told:?}");
            Ok(frame)
        }
        None => {
            assert!(!told.is_empty(), "refused without a word");
            Err(told.join("\n"))
        }
    }
}

#[test]
fn areas_stand_in_the_order_declared_and_strata_in_that_of_their_labels() {
    let csv = "ea,region,area,district,households\n\
               007,South,urban,10,120\n\
               NA,North,urban,9,80.5\n\
               x,South,urban,9,3\n\
               y,North,urban,9,4\n";
    let frame = read(&declared("frame.csv", &["region", "area"], &["district"]), csv.as_bytes()).unwrap();
    assert_eq!(frame.names, ["NA", "x", "y", "007"]);
    assert_eq!(frame.strata, [["North", "urban"], ["South", "urban"]]);
    assert_eq!(frame.frame.stratum(), [0, 1, 0, 1]);
    assert_eq!(frame.frame.size(), [80.5, 3.0, 4.0, 120.0]);
    assert_eq!(frame.frame.sizes_by_stratum(), [84.5, 123.0]);
    assert_eq!(frame.rows, [3, 4, 5, 2]);
    assert_eq!(frame.place(3), "frame.csv:2");
    assert_eq!(frame.stratum_title(1), "South, urban");
}

#[test]
fn without_columns_the_country_is_one_stratum() {
    let frame = read(&declared("frame.csv", &[], &[]), b"ea,households\na,1\nb,2\n").unwrap();
    assert_eq!((frame.strata.len(), frame.stratum_title(0).as_str()), (1, "the whole country"));
    assert_eq!(frame.frame.areas_by_stratum(), [2]);
}

fn parquet_bytes(columns: Vec<(&str, ArrayRef)>) -> Vec<u8> {
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

#[test]
fn a_parquet_file_reads_as_the_csv_of_the_same_areas() {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("ea", Arc::new(Int64Array::from(vec![101, 102, 103]))),
        ("region", Arc::new(StringArray::from(vec!["a", "a", "a"]))),
        ("households", Arc::new(Float64Array::from(vec![1.0, 2.5, 3.0]))),
    ];
    let of_parquet = read(&declared("frame.parquet", &["region"], &[]), &parquet_bytes(columns)).unwrap();
    let csv = b"ea,region,households\n101,a,1\n102,a,2.5\n103,a,3\n";
    let of_csv = read(&declared("frame.csv", &["region"], &[]), csv).unwrap();
    assert_eq!(of_parquet.names, of_csv.names);
    assert_eq!(of_parquet.frame, of_csv.frame);
    assert_eq!(of_parquet.place(2), "frame.parquet, row 3");
}

#[test]
fn every_mistake_is_told_with_its_line_and_remedy() {
    let csv = "ea,region,area,district,households\n\
               a,North,urban,1,many\n\
               a,North,urban,1,5\n\
               ,North,urban,1,0\n\
               c,North,urban,1,\n\
               d,South,urban,1,-3\n\
               e,North,,1,\"1,200\"\n\
               f,North,urban,1,inf\n";
    let told = read(&declared("frame.csv", &["region", "area"], &["district"]), csv.as_bytes()).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    frame.csv:2: the measure of size `households` is “many”; expected a number above 0, without separators of thousands (put in the measure; an area where nobody lives does not belong into the frame)
    frame.csv:5: the measure of size `households` is empty; expected a number above 0, without separators of thousands (put in the measure; an area where nobody lives does not belong into the frame)
    frame.csv:7: the measure of size `households` is “1,200”; expected a number above 0, without separators of thousands (put in the measure; an area where nobody lives does not belong into the frame)
    frame.csv:8: the measure of size `households` is “inf”; expected a number above 0, without separators of thousands (put in the measure; an area where nobody lives does not belong into the frame)
    frame.csv:4: the cell of `ea` is empty; expected a name (every area needs one)
    frame.csv:7: the cell of `area` is empty; expected a name (every area needs one)
    frame.csv:4: the measure of size `households` of area “” is 0; expected a number above 0 (put in the measure, or join the area with a neighbour; one where nobody lives does not belong into the frame)
    frame.csv:6: the measure of size `households` of area “d” is -3; expected a number above 0 (put in the measure, or join the area with a neighbour; one where nobody lives does not belong into the frame)
    frame.csv:3: area “a” is there already, on line 2; expected a name of its own for each area (leave out the copy, or tell the two apart, by the name of the district for example)
    frame.csv:6: stratum “South, urban” holds this area only; expected at least two areas, without which no variance can be estimated (join the stratum with one like it, or mend its label)
    "#);
}

#[test]
fn of_many_mistakes_of_a_kind_twenty_are_told_and_the_others_counted() {
    let mut csv = String::from("ea,households\n");
    for area in 0..57 {
        csv.push_str(&format!("{area},0\n"));
    }
    let told = read(&declared("frame.csv", &[], &[]), csv.as_bytes()).unwrap_err();
    assert_eq!(told.lines().count(), 21);
    assert_eq!(told.lines().last(), Some("frame.csv: 37 more rows whose measure of size is not above 0"));
}

#[test]
fn columns_that_are_not_there_are_told_at_the_decision_with_the_nearest_name() {
    let csv = b"EA,regions,n\na,b,1\n";
    let told = read(&declared("frame.csv", &["region", "zone"], &[]), csv).unwrap_err();
    insta::assert_snapshot!(told, @r#"
    sample.toml:1:2: frame.csv has no column `ea`; expected `EA`, `regions` or `n` (did you mean `EA`?)
    sample.toml:1:2: frame.csv has no column `region`; expected `EA`, `regions` or `n` (did you mean `regions`?)
    sample.toml:1:2: frame.csv has no column `zone`; expected `EA`, `regions` or `n`
    sample.toml:1:2: frame.csv has no column `households`; expected `EA`, `regions` or `n`
    "#);
    let problems = Diagnostics::new();
    assert!(FrameFile::read(&declared("no/such/frame.csv", &[], &[]), &problems).is_none());
    insta::assert_snapshot!(problems.into_sorted()[0], @r#"sample.toml:1:2: there is no frame no/such/frame.csv; expected a CSV or Parquet file with a row for each area (put the list of areas there, or name its file: `file = "…"` in [frame])"#);
}

#[test]
fn no_rows_and_no_table_are_refused() {
    let refused: Vec<String> = ["ea,households\n", "", "ea;households\na;1\n", "ea,households\na\n"]
        .iter()
        .map(|csv| read(&declared("frame.csv", &[], &[]), csv.as_bytes()).unwrap_err())
        .collect();
    insta::assert_snapshot!(refused.join("\n"), @r#"
    frame.csv holds no area; expected a row for each area
    frame.csv:1: the file is empty; its first line must name the columns
    frame.csv:1: the first line names a single column; names and cells must be separated by commas
    frame.csv:2: the row has 1 cell, the first line has 2
    "#);
}

proptest! {
    /// Whatever the bytes, a frame is read or refused with a reason.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        for file in ["frame.csv", "frame.parquet", "frame.txt"] {
            let _ = read(&declared(file, &["region"], &[]), &bytes);
        }
    }

    /// Whatever cells a table holds, a frame that is read has distinct areas and sizes above 0, and a frame refused names a line.
    #[test]
    fn any_cells_are_read_or_refused_with_their_line(
        rows in proptest::collection::vec(("[ab1]{0,2}", "[NS]?", "(-?[0-9]{0,2}|x|NaN)"), 0..8)
    ) {
        let mut csv = String::from("ea,region,households\n");
        for (area, region, size) in &rows {
            csv.push_str(&format!("{area},{region},{size}\n"));
        }
        match read(&declared("frame.csv", &["region"], &["ea"]), csv.as_bytes()) {
            Ok(frame) => {
                prop_assert_eq!(frame.names.len(), rows.len());
                prop_assert!(frame.frame.size().iter().all(|size| *size > 0.0));
                prop_assert!(frame.frame.areas_by_stratum().iter().all(|areas| *areas >= 2));
            }
            Err(told) => prop_assert!(told.contains("frame.csv:") || told.contains("frame.csv holds no area")),
        }
    }
}
