//! `cairn demo`.

use crate::run::cairn;
use crate::study::{assert_same, tree};
use tempfile::TempDir;

#[test]
#[ignore = "takes minutes without optimisation"]
fn the_same_seed_makes_the_same_bytes() {
    let place = TempDir::new().unwrap();
    let [first, again] = ["first", "again"].map(|folder| {
        cairn(place.path(), &["demo", folder, "--seed", "1"]).succeeded();
        tree(&place.path().join(folder))
    });
    assert_same(&again, &first);
    for (name, page) in first.iter().filter(|(name, _)| name.ends_with(".html")) {
        assert!(String::from_utf8_lossy(page).to_lowercase().contains("synthetic"), "{name}");
    }
}

#[test]
fn a_folder_that_holds_something_else_is_left_as_it_is() {
    let place = TempDir::new().unwrap();
    let folder = place.path().join("mine");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("thesis.txt"), "years of work").unwrap();
    let before = tree(place.path());
    insta::assert_snapshot!(cairn(place.path(), &["demo", "mine"]).refused());
    assert_same(&tree(place.path()), &before);
}
