//! Frames, CSV and Parquet: read with distinct areas of sizes above 0, or refused with a reason.

#![no_main]

use cairn_definition::{Diagnostics, Place, Placed, SourceFile};
use cairn_fieldwork::FrameFile;
use cairn_study::AreaFrame;
use libfuzzer_sys::fuzz_target;
use std::sync::Arc;

fuzz_target!(|bytes: &[u8]| {
    let source = SourceFile::new("sample.toml", "[frame]\n");
    let name =
        |name: &str| Placed { value: name.to_owned(), place: Place::new(Arc::clone(&source), 0..7) };
    for file in ["frame.csv", "frame.parquet"] {
        let declared = AreaFrame {
            file: file.into(),
            source: "fuzzed".to_owned(),
            date: jiff::civil::date(2019, 8, 24),
            area: name("ea"),
            strata: vec![name("region")],
            size: name("size"),
            order: vec![name("region")],
        };
        let problems = Diagnostics::new();
        match FrameFile::of_bytes(&declared, bytes.to_vec(), &problems) {
            Some(frame) => {
                assert!(frame.frame.size().iter().all(|size| *size > 0.0));
                assert!(frame.frame.areas_by_stratum().iter().all(|areas| *areas > 1));
                assert_eq!(frame.names.len(), frame.rows.len());
            }
            None => assert!(problems.has_errors()),
        }
    }
});
