//! What is there is never replaced.

use super::*;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn in_use() -> Vec<SheetCluster> {
    (1..=4).map(cluster).collect()
}

fn standard() -> SheetPlan {
    plan(SecondStage::Listing, RespondentSelection::RandomNumber, 3)
}

fn write(folder: &Path, plan: &SheetPlan, draw: &str, wanted: &[u64]) -> Result<Written, String> {
    let wanted: BTreeSet<u64> = wanted.iter().copied().collect();
    write_sheets(folder, plan, draw, &in_use(), &wanted, || ()).map_err(|error| match error {
        SheetsError::Refused(problems) => problems
            .iter()
            .map(|problem| problem.to_string().replace(&folder.display().to_string(), "sheets"))
            .collect::<Vec<_>>()
            .join("\n"),
        other => other.to_string(),
    })
}

/// Every file with its bytes.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn clusters_added_later_give_the_same_files_as_all_at_once() {
    let (all, later) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(all.path(), &standard(), "d", &[1, 2, 3]).unwrap();
    for cluster in [3, 1, 2] {
        assert_eq!(write(later.path(), &standard(), "d", &[cluster]).unwrap().made, [cluster]);
    }
    let names: Vec<String> = files(all.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["assignment.csv", "cluster_001.xlsx", "cluster_002.xlsx", "cluster_003.xlsx", "sheets.toml"]
    );
    assert!(files(all.path()) == files(later.path()));
}

#[test]
fn a_sheet_that_somebody_wrote_into_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &standard(), "d", &[1, 2]).unwrap();
    let filled = folder.path().join(sheet_name(1));
    fs::write(&filled, b"filled in").unwrap();
    fs::remove_file(folder.path().join(sheet_name(2))).unwrap();
    let written = write(folder.path(), &standard(), "d", &[1, 2, 3]).unwrap();
    assert_eq!(written, Written { made: vec![2, 3], kept: vec![1], lines: 9 });
    assert_eq!(fs::read(filled).unwrap(), b"filled in");
}

#[test]
fn other_draws_and_decisions_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &standard(), "d", &[1]).unwrap();
    let before = files(folder.path());
    insta::assert_snapshot!(write(folder.path(), &standard(), "e", &[2]).unwrap_err(), @r"
        sheets holds other sheets: they come from another draw (they may be printed and in use. Call them in and move the folder away, or write beside it: --into FOLDER)
    ");
    let other =
        SheetPlan { contacts: 5, seed: 3, ..plan(SecondStage::RandomWalk, RespondentSelection::KishGrid, 3) };
    insta::assert_snapshot!(write(folder.path(), &other, "d", &[1]).unwrap_err(), @r"
        sheets holds other sheets: their seed is 20250117, now it is 3; their households are found by `listing`, now by `random-walk`; their children are picked by `random-number`, now by `kish-grid`; they have 3 households a cluster, now it would be 5 (they may be printed and in use. Call them in and move the folder away, or write beside it: --into FOLDER)
    ");
    assert!(before == files(folder.path()));
}

#[test]
fn files_that_are_not_ours_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(sheet_name(2)), b"mine").unwrap();
    fs::write(folder.path().join("assignment.csv"), b"mine").unwrap();
    let before = files(folder.path());
    insta::assert_snapshot!(write(folder.path(), &standard(), "d", &[1, 2]).unwrap_err(), @r"
        sheets/assignment.csv is there already, and is not as it would be written (somebody may have worked in it. Move it away, or write elsewhere: --into FOLDER)
        sheets/cluster_002.xlsx is there already, and is not as it would be written (somebody may have worked in it. Move it away, or write elsewhere: --into FOLDER)
    ");
    assert!(before == files(folder.path()));
}

#[test]
fn a_run_that_was_stopped_is_taken_up_again() {
    let (folder, whole) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    write(whole.path(), &standard(), "d", &[1, 2]).unwrap();
    fs::copy(whole.path().join(sheet_name(1)), folder.path().join(sheet_name(1))).unwrap();
    fs::copy(whole.path().join("assignment.csv"), folder.path().join("assignment.csv")).unwrap();
    write(folder.path(), &standard(), "d", &[1, 2]).unwrap();
    assert!(files(folder.path()) == files(whole.path()));
}

#[test]
fn a_broken_record_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("sheets.toml"), "draw = 7\nseed = -1\n").unwrap();
    insta::assert_snapshot!(write(folder.path(), &standard(), "d", &[1]).unwrap_err(), @r"
        sheets/sheets.toml:1:1: this record of sheets has no `second_stage`; expected `listing` or `random-walk`
        sheets/sheets.toml:1:1: this record of sheets has no `respondent`; expected `random-number`, `kish-grid` or `last-birthday`
        sheets/sheets.toml:1:1: this record of sheets has no `contacts`; expected a whole number from 1 to 4294967295
        sheets/sheets.toml:1:1: this record of sheets has no `clusters`; expected a list `[…]`, each entry a whole number of at least 0
        sheets/sheets.toml:1:8: `draw` is a whole number; expected a text in quotes
        sheets/sheets.toml:2:8: `seed` is -1; expected a whole number of at least 0
    ");
}
