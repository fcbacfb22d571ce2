//! Whatever bytes a file has, reading it gives a table or an error.

#![allow(clippy::unwrap_used, clippy::panic, reason = "these are tests")]

mod common;

use arrow_array::{ArrayRef, BooleanArray, Float64Array, Int64Array, StringArray};
use common::{Cell, file, parquet_bytes, read};
use proptest::prelude::*;
use std::sync::{Arc, LazyLock};

static VALID: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let texts: ArrayRef =
        Arc::new((0..300).map(|row| (row % 7 > 0).then(|| format!("t{}", row % 5))).collect::<StringArray>());
    let numbers: ArrayRef = Arc::new(
        (0..300).map(|row| (row % 11 > 0).then_some(f64::from(row) / 3.0)).collect::<Float64Array>(),
    );
    let flags: ArrayRef = Arc::new((0..300).map(|row| Some(row % 3 == 0)).collect::<BooleanArray>());
    let codes: ArrayRef = Arc::new(Int64Array::from_iter_values((0..300).map(|row| row % 4)));
    parquet_bytes(vec![("text", texts), ("number", numbers), ("flag", flags), ("code", codes)], 100)
});

/// A file is a table whose columns are equally long, or an error that names the file.
fn is_a_table_or_an_error(name: &str, bytes: &[u8]) {
    let (_folder, path) = file(name, bytes);
    match read(&path) {
        Ok(columns) => {
            let rows = columns.first().map_or(0, |(_, _, cells)| cells.len());
            assert!(columns.iter().all(|(_, _, cells)| cells.len() == rows));
        }
        Err(error) => assert!(error.to_string().starts_with(&path.display().to_string()), "{error}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_as_csv(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        is_a_table_or_an_error("t.csv", &bytes);
    }

    #[test]
    fn any_text_of_signs_that_matter_as_csv(text in "[a,\"\n\r1. é;NA]{0,80}") {
        is_a_table_or_an_error("t.csv", text.as_bytes());
    }

    #[test]
    fn any_bytes_as_parquet(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        is_a_table_or_an_error("t.parquet", &bytes);
    }

    #[test]
    fn a_damaged_parquet_file(damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = VALID.clone();
        for (index, byte) in damage {
            let index = index.index(bytes.len());
            bytes[index] = byte;
        }
        is_a_table_or_an_error("t.parquet", &bytes);
    }

    #[test]
    fn damaged_metadata(damage in prop::collection::vec((0_usize..1500, any::<u8>()), 1..4)) {
        let mut bytes = VALID.clone();
        for (from_end, byte) in damage {
            let index = bytes.len() - 1 - from_end.min(bytes.len() - 1);
            bytes[index] = byte;
        }
        is_a_table_or_an_error("t.parquet", &bytes);
    }

    #[test]
    fn a_parquet_file_cut_short_is_an_error(kept in any::<prop::sample::Index>()) {
        let kept = kept.index(VALID.len());
        let (_folder, path) = file("t.parquet", &VALID[..kept]);
        prop_assert!(read(&path).is_err());
    }

    #[test]
    fn a_table_is_the_same_from_csv_and_from_parquet(
        rows in prop::collection::vec(
            (prop::option::of(any::<i64>()), prop::option::of(-1e300..1e300), prop::option::of(any::<bool>()),
             prop::option::of("[a-zA-Z\", é\n]{1,6}")),
            0..30,
        ),
    ) {
        // A row whose types leave no doubt, so that both files have the same types.
        let rows: Vec<_> = std::iter::once((Some(1), Some(0.5), Some(true), Some("x".to_owned()))).chain(rows)
            .map(|(i, n, b, t)| (i, n, b, t.filter(|text| text != "NA"))).collect();
        let mut csv = String::from("i,n,b,t\n");
        let show = |value: Option<String>| value.unwrap_or_default();
        for (i, n, b, t) in &rows {
            let text = t.as_ref().map(|text| format!("\"{}\"", text.replace('"', "\"\"")));
            csv.push_str(&format!("{},{},{},{}\n", show(i.map(|i| i.to_string())), show(n.map(|n| format!("{n:e}"))),
                show(b.map(|b| b.to_string())), show(text)));
        }
        let columns: Vec<(&str, ArrayRef)> = vec![
            ("i", Arc::new(rows.iter().map(|row| row.0).collect::<Int64Array>())),
            ("n", Arc::new(rows.iter().map(|row| row.1).collect::<Float64Array>())),
            ("b", Arc::new(rows.iter().map(|row| row.2).collect::<BooleanArray>())),
            ("t", Arc::new(rows.iter().map(|row| row.3.clone()).collect::<StringArray>())),
        ];
        let (_csv_folder, csv) = file("t.csv", csv.as_bytes());
        let (_parquet_folder, parquet) = file("t.parquet", &parquet_bytes(columns, 7));
        prop_assert_eq!(read(&csv).unwrap(), read(&parquet).unwrap());
    }
}

#[test]
fn the_undamaged_file_is_read() {
    let (_folder, path) = file("t.parquet", &VALID);
    let columns = read(&path).unwrap();
    assert_eq!(columns.len(), 4);
    assert_eq!(columns[0].2[1], Cell::Text("t1".to_owned()));
    assert_eq!(columns[0].2[7], Cell::Null);
    assert_eq!(columns[3].2.len(), 300);
}
