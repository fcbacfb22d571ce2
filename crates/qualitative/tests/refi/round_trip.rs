//! What is written is read, to the byte of every text and the place of every code.

use crate::samples::{Recipe, part, plain};
use cairn_qualitative::project::Project;
use cairn_qualitative::refi::{
    Counting, ReadOptions, RefiError, read_codebook, read_project, write_codebook, write_project,
};
use proptest::prelude::*;

/// Texts with everything that shifts positions: byte-order marks, line ends of every kind, what lies beyond the basic plane,
/// marks that combine, characters that XML cannot carry.
fn text() -> impl Strategy<Value = String> {
    let traps = "[\u{FEFF}\r\n\ta .…é\u{301}한\u{1F600}\u{1F468}\u{200D}\u{2028}\u{0}\u{FFFF}]{0,60}";
    prop_oneof![traps, "\u{FEFF}(a\r\n){0,9}", "(?s).{0,80}"]
}

/// Words that XML can carry.
fn word() -> impl Strategy<Value = String> {
    "[\\PC\r\n\t<>&\"']{1,12}"
}

fn recipe() -> impl Strategy<Value = Recipe> {
    let number = 0_usize..1000;
    let mark = (number.clone(), number.clone(), number.clone(), number);
    (
        prop::collection::vec(word(), 1..12),
        prop::collection::vec((word(), text()), 1..4),
        prop::collection::vec(mark, 0..9),
    )
        .prop_map(|(words, texts, marks)| Recipe { words, texts, marks })
}

fn round_trip(project: &Project) -> Project {
    let bytes = write_project(project).unwrap();
    let imported = read_project(&bytes, &ReadOptions::default()).unwrap();
    assert_eq!(imported.notices, []);
    assert!(imported.origin.unwrap().starts_with("Cairn "));
    imported.project
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn a_project_comes_back_the_same(recipe in recipe()) {
        let project = recipe.project();
        prop_assert_eq!(project.check(), []);
        prop_assert_eq!(&round_trip(&project), &project);
    }

    #[test]
    fn a_codebook_comes_back_the_same(recipe in recipe()) {
        let mut codebook = recipe.codebook(crate::samples::guid("memo", 0));
        codebook.codes[0].children[0].memos.clear();
        let mut sets = recipe.project().sets;
        sets[0].sources.clear();
        sets[0].memos.clear();
        let written = write_codebook(&codebook, &sets).unwrap();
        let imported = read_codebook(written.as_bytes(), &ReadOptions::default()).unwrap();
        prop_assert_eq!(imported.notices, []);
        prop_assert_eq!((imported.codebook, imported.sets), (codebook, sets));
    }
}

#[test]
fn the_same_project_gives_the_same_bytes() {
    let project = plain();
    let bytes = write_project(&project).unwrap();
    assert_eq!(bytes, write_project(&project).unwrap());
    assert_eq!(bytes, write_project(&round_trip(&project)).unwrap());
}

#[test]
fn texts_stand_in_the_archive_byte_for_byte() {
    let project = plain();
    let bytes = write_project(&project).unwrap();
    let source = &project.sources[0];
    assert_eq!(part(&bytes, &format!("sources/{}.txt", source.guid)), source.document.text());
}

#[test]
fn the_project_file_is_as_the_schema_orders_it() {
    let mut project = plain();
    project.sources.truncate(1);
    let bytes = write_project(&project).unwrap();
    let xml = part(&bytes, "project.qde");
    insta::assert_snapshot!(xml.replace(concat!("Cairn ", env!("CARGO_PKG_VERSION")), "Cairn 0.0.0"));
}

#[test]
fn a_project_that_does_not_hold_together_is_not_written() {
    let mut project = plain();
    project.codebook.codes.clear();
    let error = write_project(&project).unwrap_err();
    assert!(matches!(&error, RefiError::Broken(faults) if faults.len() == 6), "{error}");
}

#[test]
fn a_character_that_xml_cannot_carry_is_named() {
    let mut project = plain();
    project.description = Some("bell \u{7}".to_owned());
    let error = write_project(&project).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a Description holds the character U+0007, which XML cannot carry; take it out"
    );
}

#[test]
fn a_given_way_of_counting_is_taken() {
    let project = plain();
    let bytes = write_project(&project).unwrap();
    let options = ReadOptions { counting: Some(Counting::STANDARD), ..ReadOptions::default() };
    assert_eq!(read_project(&bytes, &options).unwrap().project, project);
}
