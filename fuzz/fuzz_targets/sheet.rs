//! Files of records that people fill in: every row is a table whose cells point into the file, whatever the file holds.

#![no_main]

use cairn_activities::ACTIVITIES;
use cairn_activities::records::Sheet;
use cairn_definition::{Diagnostics, render};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    for format in ACTIVITIES.iter().flat_map(|activity| activity.formats(None)) {
        for name in ["fuzzed.csv", "fuzzed.xlsx"] {
            let problems = Diagnostics::new();
            if let Some(sheet) = Sheet::from_bytes(Path::new(name), bytes, &format, &problems) {
                for row in sheet.rows() {
                    assert!(row.place().span().end <= row.place().file().text().len());
                    assert!(sheet.reader(row, &problems).is_some());
                }
            }
            for problem in problems.into_sorted() {
                assert!(!render(&problem).is_empty());
            }
        }
    }
});
