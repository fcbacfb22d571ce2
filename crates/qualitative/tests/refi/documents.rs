//! Documents that are hostile or odd, through the door that users have.

use crate::samples::{docx, zip};
use cairn_qualitative::document::{Document, Format};
use proptest::prelude::*;

proptest! {
    #[test]
    fn a_damaged_docx_never_panics(place in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = docx("The helpline answered.");
        let place = place.index(bytes.len());
        bytes[place] ^= byte;
        let _ = Document::read("a.docx", Format::Docx, &bytes);
    }

    #[test]
    fn any_body_of_a_docx_is_read_or_refused(body in "[<>/a-z&;:=\"' \n-]{0,200}") {
        let _ = Document::read("a.docx", Format::Docx, &zip(&[("word/document.xml", body.as_bytes())]));
    }
}

#[test]
fn a_bomb_in_a_docx_is_refused_before_it_grows() {
    let body = " ".repeat(8 << 20);
    let error =
        Document::read("a.docx", Format::Docx, &zip(&[("word/document.xml", body.as_bytes())])).unwrap_err();
    assert!(error.to_string().contains("\"word/document.xml\""), "{error}");
}
