//! The files of a draw, separated by lines of `---`: record, clusters, pairs, releases. Hashes that do not agree are made to.

#![no_main]

use cairn_definition::Diagnostics;
use cairn_fieldwork::{Draw, DrawFiles, FileHash, SampleFolder};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut parts = text.split("---\n").map(|part| part.as_bytes().to_vec());
    let record = parts.next().unwrap_or_default();
    let clusters = parts.next().unwrap_or_default();
    let (pairs, releases) = (parts.next(), parts.next());
    let record = String::from_utf8(record).expect("a part of a text");
    let record = record.replace("DRAW", &FileHash::of(&clusters).to_string());
    let record = record.replace("PAIRS", &FileHash::of(pairs.as_deref().unwrap_or_default()).to_string());
    let files = DrawFiles { record: record.into_bytes(), clusters, pairs, releases };
    let problems = Diagnostics::new();
    match Draw::of_files(&SampleFolder::at("sample"), files, &problems) {
        Some(draw) => {
            assert!(!problems.has_errors());
            let in_use = draw.in_use();
            assert!(in_use.iter().all(|used| used.probability > 0.0 && used.probability <= 1.0));
            assert!(draw.joint_probabilities().is_none_or(|joint| joint.len() == in_use.len()));
        }
        None => assert!(problems.has_errors()),
    }
});
