//! SPSS tables: a damaged file gives an error, never a panic, nor another number of rows than it said.

#![no_main]

use cairn_data::{Scan, ScanOptions};
use libfuzzer_sys::fuzz_target;

/// Rows after which a file of a few bytes that packs billions is left alone.
const MOST_ROWS: u64 = 1_000_000;

fuzz_target!(|bytes: &[u8]| {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("fuzzed.sav");
    std::fs::write(&path, bytes).expect("a temporary file");
    let Ok(scan) = Scan::open(&path, &ScanOptions::default()) else { return };
    let columns: Vec<usize> = (0..scan.fields().len()).collect();
    let mut rows = 0;
    for batch in scan.batches(&columns).expect("columns of the scan") {
        let Ok(batch) = batch else { return };
        assert!(batch.columns.iter().all(|column| column.len() == batch.rows));
        rows += batch.rows as u64;
        if rows > MOST_ROWS {
            return;
        }
    }
    assert_eq!(rows, scan.rows());
});
