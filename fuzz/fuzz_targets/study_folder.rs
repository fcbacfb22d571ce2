//! A study folder of which one file, chosen by the first byte, is replaced by the rest.

#![no_main]

use cairn_definition::render;
use cairn_fuzz::{FILES, study, write};
use cairn_study::Study;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((&first, text)) = bytes.split_first() else { return };
    let folder = study();
    let (path, _) = FILES[usize::from(first) % FILES.len()];
    write(folder.path(), path, text);
    for problem in Study::load(folder.path()).diagnostics {
        assert!(!render(&problem).is_empty());
    }
});
