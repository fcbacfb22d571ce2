//! Definition documents: TOML, and JSON with comments. Whatever they hold, every diagnostic can be shown.

#![no_main]

use cairn_definition::{Document, SourceFile, render};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = SourceFile::from_bytes(Path::new("fuzzed.toml"), bytes) else { return };
    for parsed in [Document::parse_toml(&file), Document::parse_json(&file)] {
        if let Err(problems) = parsed {
            for problem in &problems {
                assert!(!render(problem).is_empty());
            }
        }
    }
});
