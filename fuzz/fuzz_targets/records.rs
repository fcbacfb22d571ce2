//! Records in CSV, read against a codebook.

#![no_main]

use cairn_data::Records;
use cairn_fuzz::{study, write};
use cairn_study::{Clearance, Instrument, Study};
use jiff::civil::date;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static STUDENT: LazyLock<(Instrument, Clearance)> = LazyLock::new(|| {
    let folder = study();
    let study = Study::load(folder.path()).study;
    let country = study.countries.first().expect("the country of the example");
    let clearance = country.basis.clear(date(2026, 1, 1)).expect("records of public use");
    (study.instruments.first().expect("the instrument of the example").clone(), clearance)
});

fuzz_target!(|bytes: &[u8]| {
    let (instrument, clearance) = &*STUDENT;
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "student.csv", bytes);
    if let Ok(records) = Records::read(&folder.path().join("student.csv"), instrument, clearance) {
        let columns: Vec<usize> = (0..records.fields().len()).collect();
        assert_eq!(records.missing_kinds(&columns).len(), records.rows());
    }
});
