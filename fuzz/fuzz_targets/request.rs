//! Analysis requests.

#![no_main]

use cairn_analysis::Request;
use cairn_definition::{SourceFile, render};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    for name in ["request.toml", "request.json"] {
        let Ok(file) = SourceFile::from_bytes(Path::new(name), bytes) else { return };
        if let Err(problems) = Request::read(&file) {
            assert!(!problems.is_empty(), "a request that is refused is told why");
            for problem in &problems {
                render(problem);
            }
        }
    }
});
