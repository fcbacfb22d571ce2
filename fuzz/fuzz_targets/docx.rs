//! Word processors' documents, as archives and as the body of one: the text has a place for each of its characters.

#![no_main]

use cairn_fuzz::archive;
use cairn_qualitative::document::{CodePoint, Document, Format};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for bytes in [bytes.to_vec(), archive(&[("word/document.xml", bytes)])] {
        let Ok(document) = Document::read("fuzzed.docx", Format::Docx, &bytes) else { continue };
        let whole = document.range(CodePoint(0), document.length()).expect("the whole text");
        assert_eq!(document.words(&whole), Some(document.text()));
    }
});
