//! SQL expressions: refused in place, or calculated for every row.

#![no_main]

use cairn_data::{Batch, Expression, Field, Scan, ScanOptions};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

/// A column of every kind that a CSV has, with missing values.
const TABLE: &str =
    "i,n,b,t,no\n1,0.5,true,a,\n-7,,false,,\n,NaN,,b%,\n9223372036854775807,Inf,true,,\n0,-0.0,false,1,\n";

static COLUMNS: LazyLock<(Vec<Field>, Batch)> = LazyLock::new(|| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("table.csv");
    std::fs::write(&path, TABLE).expect("a temporary file");
    let scan = Scan::open(&path, &ScanOptions::default()).expect("a valid table");
    let columns: Vec<usize> = (0..scan.fields().len()).collect();
    let batch = scan.batches(&columns).expect("its columns").next().expect("its rows").expect("valid rows");
    (scan.fields().to_vec(), batch)
});

fuzz_target!(|text: &str| {
    let (fields, batch) = &*COLUMNS;
    match Expression::compile(text, fields) {
        Ok(expression) => {
            let columns: Vec<_> =
                expression.columns().iter().map(|&column| batch.columns[column].clone()).collect();
            if let Ok(values) = expression.evaluate(&columns, batch.rows) {
                assert_eq!(values.len(), batch.rows);
            }
        }
        Err(problems) => assert!(!problems.is_empty(), "an expression that is refused is told why"),
    }
});
