//! Whatever the bytes, an answer: a project that holds together, or an error with its place.

use crate::samples::{part, plain, zip};
use cairn_qualitative::refi::{ReadOptions, read_codebook, read_project, write_codebook, write_project};
use proptest::prelude::*;

fn read_any(bytes: &[u8]) {
    for options in [ReadOptions::default(), ReadOptions::WHAT_FITS] {
        if let Ok(imported) = read_project(bytes, &options) {
            assert_eq!(imported.project.check(), []);
            assert!(write_project(&imported.project).is_ok());
        }
    }
}

/// A text with a stretch of it replaced by something from the same text, or by a few characters.
fn mutated(text: &str, from: usize, length: usize, other: usize, put: &str) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let from = from % characters.len();
    let to = (from + length).min(characters.len());
    let other = other % characters.len();
    let piece: Vec<char> = if put.is_empty() {
        characters[other..(other + length).min(characters.len())].to_vec()
    } else {
        put.chars().collect()
    };
    characters.splice(from..to, piece);
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_any(&bytes);
        let _ = read_codebook(&bytes, &ReadOptions::WHAT_FITS);
    }

    #[test]
    fn a_damaged_archive_never_panics(place in any::<prop::sample::Index>(), byte: u8, cut in any::<prop::sample::Index>()) {
        let mut bytes = write_project(&plain()).unwrap();
        let place = place.index(bytes.len());
        bytes[place] ^= byte;
        read_any(&bytes);
        bytes.truncate(cut.index(bytes.len()));
        read_any(&bytes);
    }

    #[test]
    fn a_damaged_project_file_never_panics(from in 0_usize..9000, length in 0_usize..60, other in 0_usize..9000, put in "|[<>&\"/ ]{1,3}|-?[0-9]{1,20}|\u{1F600}") {
        let bytes = write_project(&plain()).unwrap();
        let xml = mutated(&part(&bytes, "project.qde"), from, length, other, &put);
        let source = plain().sources[0].clone();
        let text = (format!("sources/{}.txt", source.guid), source.document.text().to_owned());
        read_any(&zip(&[("project.qde", xml.as_bytes()), (&text.0, text.1.as_bytes())]));
    }

    #[test]
    fn a_damaged_codebook_never_panics(from in 0_usize..2000, length in 0_usize..40, other in 0_usize..2000, put in "|[<>&\"/ ]{1,3}|-?[0-9]{1,20}") {
        let written = write_codebook(&plain().codebook, &[]).unwrap();
        let damaged = mutated(&written, from, length, other, &put);
        for options in [ReadOptions::default(), ReadOptions::WHAT_FITS] {
            let _ = read_codebook(damaged.as_bytes(), &options);
        }
    }
}

#[test]
fn every_refusal_has_a_place_and_a_reason() {
    let project = |xml: &str| read_project(&zip(&[("project.qde", xml.as_bytes())]), &ReadOptions::default());
    let deep = format!("<Project name='a'>{}", "<Code>".repeat(500));
    let messages: Vec<String> = [
        read_project(b"no archive", &ReadOptions::default()),
        read_project(&zip(&[("a.txt", b"")]), &ReadOptions::default()),
        read_project(&zip(&[("../project.qde", b"")]), &ReadOptions::default()),
        read_project(&zip(&[("a.qde", b""), ("b.qde", b"")]), &ReadOptions::default()),
        project("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><Project name='&b;'/>"),
        project("<Project name='a'>\n&b;</Project>"),
        project("<Project name='a'>"),
        project("<CodeBook/>"),
        project("<Project xmlns='urn:other' name='a'/>"),
        project(&deep),
    ]
    .into_iter()
    .map(|read| read.unwrap_err().to_string())
    .collect();
    insta::assert_snapshot!(messages.join("\n"), @r#"
    this is not a whole ZIP archive (invalid Zip archive: Could not find EOCD); export the file again and transfer it unchanged
    the archive holds no project: a part project.qde is expected, and there is no .qde at all; export the project as REFI-QDA (.qdpx)
    the part "../project.qde" has a name that leads out of the archive; nothing of it is read
    the archive holds no project: a part project.qde is expected, and there are several .qde; export the project as REFI-QDA (.qdpx)
    project.qde, line 1: a document type (<!DOCTYPE …>) is not read; remove it
    project.qde, line 2: the entity &b; is not defined; write the character itself
    project.qde, line 1: the file ends too early: an element is not closed
    project.qde, line 1: the file begins with <CodeBook>, not with <Project>; export the project as REFI-QDA (.qdpx)
    project.qde, line 1: the file begins with <Project> of urn:other, not with <Project>; export the project as REFI-QDA (.qdpx)
    project.qde, line 1: elements are nested more than 200 deep
    "#);
}
