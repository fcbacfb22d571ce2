//! `cairn new`.

use crate::run::{cairn, steady};
use crate::study::{assert_same, tree};
use std::fs;
use tempfile::TempDir;

#[test]
fn the_folder_checks_and_builds_as_it_stands() {
    let place = TempDir::new().unwrap();
    let written = cairn(place.path(), &["new", "first"]).succeeded();
    assert_eq!(written.stderr, "");
    insta::assert_snapshot!(written.stdout);
    let checked = cairn(place.path(), &["check", "first"]).succeeded();
    assert_eq!(checked.stderr, "", "no warning either");
    insta::assert_snapshot!(checked.stdout);
    let built = cairn(place.path(), &["build", "first"]).succeeded();
    assert_eq!(built.stderr, "");
    insta::assert_snapshot!(steady(&built.stdout));
}

#[test]
fn a_folder_that_holds_something_is_left_as_it_is() {
    let place = TempDir::new().unwrap();
    cairn(place.path(), &["new", "first"]).succeeded();
    let before = tree(place.path());
    insta::assert_snapshot!(cairn(place.path(), &["new", "first"]).refused());
    assert_same(&tree(place.path()), &before);
}

#[test]
fn a_file_in_the_way_is_left_as_it_is() {
    let place = TempDir::new().unwrap();
    fs::write(place.path().join("first"), "mine").unwrap();
    insta::assert_snapshot!(cairn(place.path(), &["new", "first"]).refused());
    assert_eq!(fs::read_to_string(place.path().join("first")).unwrap(), "mine");
}

#[test]
fn an_empty_folder_is_filled() {
    let place = TempDir::new().unwrap();
    cairn(place.path(), &["new", "."]).succeeded();
    cairn(place.path(), &["check"]).succeeded();
}
