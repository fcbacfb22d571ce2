//! REFI-QDA codebooks: what is read can be written, and is read again as the same.

#![no_main]

use cairn_qualitative::refi::{ReadOptions, read_codebook, write_codebook};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(first) = read_codebook(bytes, &ReadOptions::WHAT_FITS) else { return };
    let Ok(written) = write_codebook(&first.codebook, &first.sets) else { return };
    let again =
        read_codebook(written.as_bytes(), &ReadOptions::default()).expect("what was written can be read");
    assert_eq!((first.codebook, first.sets), (again.codebook, again.sets));
});
