//! Captions: every cue points at words of the text, in order.

#![no_main]

use cairn_qualitative::document::{Document, Format};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for format in [Format::WebVtt, Format::SubRip] {
        let Ok(document) = Document::read("fuzzed", format, bytes) else { continue };
        let mut end = 0;
        for cue in document.cues() {
            assert!(document.words(&cue.range).is_some() && cue.begin <= cue.end);
            assert!(cue.range.bytes().start >= end);
            end = cue.range.bytes().end;
        }
    }
});
