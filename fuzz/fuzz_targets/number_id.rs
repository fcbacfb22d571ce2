//! Names of published numbers: one that can be read is written the same and read again as the same.

#![no_main]

use cairn_evidence::NumberId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    if let Ok(id) = text.parse::<NumberId>() {
        let again: NumberId = id.to_string().parse().expect("what was written can be read");
        assert_eq!(id, again);
    }
});
