//! From a file's bytes to a document.

use super::docx::Docx;
use super::{Document, DocumentError, DocumentReason, Format, subrip, webvtt};

/// The largest file that is read, in bytes: an interview has a tenth of a megabyte.
const LARGEST: usize = 64 << 20;

impl Document {
    /// Reads a file.
    ///
    /// Plain text and Markdown are the text, byte for byte. Of a `.docx` the text is extracted: every paragraph of the
    /// body in order, tables cell by cell, text boxes where they are anchored, each paragraph ended by a line feed; tabs
    /// as tabs, breaks as line feeds; deleted text, field codes, headers, footnotes and comments are not part of it. Of captions the
    /// text is what is said, cue by cue, its lines each ended by a line feed; times and speakers are kept beside it.
    ///
    /// # Errors
    /// Where the bytes are not of the format, with the line, byte or part.
    pub fn read(name: &str, format: Format, bytes: &[u8]) -> Result<Self, DocumentError> {
        read(name, format, bytes).map_err(|reason| DocumentError { name: name.to_owned(), reason })
    }
}

fn read(name: &str, format: Format, bytes: &[u8]) -> Result<Document, DocumentReason> {
    if bytes.len() > LARGEST {
        return Err(DocumentReason::TooLarge { size: bytes.len(), limit: LARGEST });
    }
    match format {
        Format::PlainText | Format::Markdown => Ok(Document::new(name, format, utf8(bytes)?)),
        Format::Docx => {
            let docx = Docx::read(bytes)?;
            let mut document = Document::new(name, format, docx.text);
            document.original = docx.left_out.is_empty().then(|| bytes.to_vec());
            document.left_out = docx.left_out;
            Ok(document)
        }
        Format::WebVtt | Format::SubRip => {
            let file = utf8(bytes)?;
            let transcript = if format == Format::WebVtt { webvtt::read(file)? } else { subrip::read(file)? };
            let mut document = Document::new(name, format, transcript.text);
            document.cues =
                transcript.utterances.into_iter().filter_map(|said| said.into_cue(&document)).collect();
            document.original = Some(bytes.to_vec());
            Ok(document)
        }
    }
}

/// The text of a file that is to be UTF-8. A byte-order mark stays in it.
fn utf8(bytes: &[u8]) -> Result<&str, DocumentReason> {
    let encoding = match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        _ => None,
    };
    if let Some(encoding) = encoding {
        return Err(DocumentReason::OtherEncoding { encoding });
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        let before = bytes.get(..byte).unwrap_or_default();
        DocumentReason::NotUtf8 { line: before.iter().filter(|byte| **byte == b'\n').count() + 1, byte }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_text_stays_as_it_is() {
        let text = "\u{FEFF}Line one\r\nline two\rline \u{1F600} e\u{301}\n";
        for format in [Format::PlainText, Format::Markdown] {
            let document = Document::read("a", format, text.as_bytes()).unwrap();
            assert_eq!(document.text(), text);
            assert_eq!(document.length().0, text.chars().count());
            assert_eq!(document.original(), None);
        }
    }

    #[test]
    fn other_encodings_are_told_with_their_place() {
        let error = Document::read("a.txt", Format::PlainText, b"caf\xC3\xA9\ncaf\xE9").unwrap_err();
        assert_eq!(
            error.to_string(),
            "a.txt: line 2, byte 9: the text is not UTF-8; save it as UTF-8 (in a text editor: Save as, encoding UTF-8)"
        );
        let error = Document::read("a.txt", Format::PlainText, b"\xFF\xFEa\0").unwrap_err();
        assert_eq!(error.reason, DocumentReason::OtherEncoding { encoding: "UTF-16" });
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            for format in Format::ALL {
                let _ = Document::read("a", format, &bytes);
            }
        }

        #[test]
        fn cues_say_what_they_point_at(text in "(WEBVTT\n\n)?((\r?\n|00:01.000 --> 00:02.500|00:00:01,000 --> 00:00:02,000|<v Ana>|</v>|&amp;|<i>|Ana: yes|é😀|7| )){0,12}") {
            for format in [Format::WebVtt, Format::SubRip] {
                if let Ok(document) = Document::read("a", format, text.as_bytes()) {
                    let mut end = 0;
                    for cue in document.cues() {
                        prop_assert!(document.words(&cue.range).is_some());
                        prop_assert!(cue.range.bytes().start >= end && cue.begin <= cue.end);
                        end = cue.range.bytes().end;
                    }
                }
            }
        }
    }
}
