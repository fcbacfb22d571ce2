//! REFI-QDA projects, as archives and as the project file of one: what is read holds together, can be written, and is
//! read again as the same.

#![no_main]

use cairn_fuzz::archive;
use cairn_qualitative::refi::{ReadOptions, read_project, write_project};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "\u{FEFF}One line.\r\nAnother, with \u{1F600} in it.\n";

fuzz_target!(|bytes: &[u8]| {
    for bytes in [bytes.to_vec(), archive(&[("project.qde", bytes), ("sources/a.txt", TEXT.as_bytes())])] {
        let Ok(first) = read_project(&bytes, &ReadOptions::WHAT_FITS) else { continue };
        assert_eq!(first.project.check(), []);
        let Ok(written) = write_project(&first.project) else { continue };
        let again = read_project(&written, &ReadOptions::default()).expect("what was written can be read");
        assert_eq!(first.project, again.project);
    }
});
